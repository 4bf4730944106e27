//! `Strips`: where the words of a pack stand on the pages of an attachment: its header, the mark of the item
//! or appendix, and the number of the page, as the components `page.typ` and `kept.typ` of the house style
//! set them. It sets nothing itself.

use crate::pdf::PageArea;
use crate::style::{Tokens, fill, points};

/// The least side in points of a page with the margins of the style (10 cm); a smaller page has narrower
/// margins.
const SMALL_PAGE: f64 = 283.46;
/// The distance in points of the number from the left edge, on a page that lies on its side (0.9 cm).
const TURNED: f64 = 25.51;
/// The part of a margin that Typst leaves between header or number and the page's own area.
const ASCENT: f64 = 0.3;
/// The width in points of the white ground round words; beyond that a little air is left.
const GROUND: f64 = 3.0;
const AIR: f64 = 2.0;
/// The height of capitals, in parts of the size; each further line takes `LINE`.
const CAPITALS: f64 = 0.75;
const LINE: f64 = 1.4;
/// The longest number of a page that is reckoned with.
const NUMBER: &str = "9999";

/// The words that stand on the pages of an attachment, and their positions in a style.
#[derive(Debug)]
pub(super) struct Strips {
    margins: [f64; 4],
    size: f64,
    small: f64,
    header_left: bool,
    /// Whether the number of a page on its side stands at its left edge in a pack.
    turned: bool,
    number: String,
    /// The words at the head of each page.
    header: String,
    /// The mark on the first page, below the header.
    mark: String,
    /// The widest text that the number of a page may have.
    numbered: String,
}

impl Strips {
    /// The strips of a style, with a header and the mark of the first page.
    pub(super) fn new(tokens: &Tokens, header: &str, mark: &str) -> Self {
        let length = |key: &str| points(tokens.text(&format!("page.{key}")));
        Self {
            margins: ["top", "right", "bottom", "left"].map(length),
            size: points(tokens.text("fonts.size")),
            small: points(tokens.text("fonts.small_size")),
            turned: tokens.switch("page.turned"),
            header_left: tokens.text("page.header") == "left",
            number: tokens.text("page.number").to_owned(),
            header: header.to_owned(),
            mark: mark.to_owned(),
            numbered: if tokens.switch("page.total") {
                fill(tokens.text("labels.page_of"), &[("page", NUMBER), ("pages", NUMBER)])
            } else {
                format!("{}{NUMBER}{NUMBER}", tokens.text("numbering.page"))
            },
        }
    }

    /// The margins in points of a page of that size: top, right, bottom, left.
    fn margins(&self, (width, height): (f64, f64)) -> [f64; 4] {
        let least = width.min(height);
        if least < SMALL_PAGE { [least / 8.0; 4] } else { self.margins }
    }

    /// The areas of a page on which words of ours stand, by the page's number from 0 and its size in points.
    pub(super) fn areas(&self, at: usize, size: (f64, f64)) -> Vec<PageArea> {
        let (width, height) = size;
        let [top, right, bottom, left] = self.margins(size);
        let (from, to) = (left, width - right);
        let head = |words: &str, size: f64| {
            let long = (words_width(words, size) + 2.0 * (GROUND + AIR)).min(to - from + 2.0 * AIR);
            if self.header_left { [from - AIR, from - AIR + long] } else { [to + AIR - long, to + AIR] }
        };
        let lines =
            |words: &str, size: f64| (words_width(words, size) / (to - from).max(size)).ceil().max(1.0);
        let mut areas = Vec::new();
        let header_ends = top * (1.0 - ASCENT);
        let header = words_height(self.small, lines(&self.header, self.small));
        let [x, y] = head(&self.header, self.small);
        areas.push([x, header_ends - header - GROUND - AIR, y, header_ends + GROUND + AIR]);
        if at == 0 && !self.mark.is_empty() {
            let mark = words_height(self.size, lines(&self.mark, self.size));
            let [x, y] = head(&self.mark, self.size);
            areas.push([x, top - GROUND - AIR, y, top + mark + GROUND + AIR]);
        }
        let half = words_width(&self.numbered, self.small) / 2.0 + GROUND + AIR;
        let tall = words_height(self.small, 1.0);
        let middle = match self.number.as_str() {
            "left" => from + half - GROUND,
            "right" => to - half + GROUND,
            _ => f64::midpoint(from, to),
        };
        let number_begins = height - bottom * (1.0 - ASCENT);
        areas.push([
            middle - half,
            number_begins - GROUND - AIR,
            middle + half,
            number_begins + tall + GROUND + AIR,
        ]);
        // In a pack it may be turned, where the page lies on its side.
        if self.turned && width > height {
            let middle = height / 2.0;
            areas.push([TURNED - GROUND - AIR, middle - half, TURNED + tall + GROUND + AIR, middle + half]);
        }
        areas
    }

    /// The room in points that our words take on a sheet of that size: at both sides, above and below.
    pub(super) fn room(&self, size: (f64, f64)) -> (f64, f64, f64) {
        let areas = self.areas(0, size);
        let (width, height) = size;
        let upper = areas.iter().filter(|area| area[3] < height / 2.0 && area[1] < height / 4.0);
        let above = upper.map(|area| area[3]).fold(0.0, f64::max);
        let lower = areas.iter().filter(|area| area[1] > height * 0.75);
        let below = lower.map(|area| height - area[1]).fold(0.0, f64::max);
        let side = if self.turned && width > height {
            TURNED + words_height(self.small, 1.0) + GROUND + AIR
        } else {
            0.0
        };
        (side, above, below)
    }
}

/// The height in points of lines of words with their ground.
fn words_height(size: f64, lines: f64) -> f64 {
    CAPITALS * size + (lines - 1.0) * LINE * size + 2.0 * GROUND
}

/// An estimate of the width of words in points, rather too large: the letters and fonts that they have in the
/// end are known when they are set.
fn words_width(words: &str, size: f64) -> f64 {
    let width = |c: char| match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | 'I' => 0.33,
        'm' | 'w' | 'M' | 'W' => 0.95,
        c if c.is_lowercase() || c.is_ascii_digit() => 0.61,
        c if c.is_uppercase() => 0.78,
        _ => 1.0,
    };
    words.chars().map(width).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_they_are_set_and_no_wider_than_half_as_much_again() {
        // Liberation Sans, in parts of its size.
        for (words, wide) in [("Agenda item 12", 7.06), ("LRSCSB, 22 March 2024: Agenda item 6", 18.62)] {
            let width = words_width(words, 1.0);
            assert!(width >= wide && width < 1.5 * wide, "{words}: {width}");
        }
    }
}
