//! Room for the words of a pack on the pages of an attachment: a page stands as it was sent where nothing is in
//! the way; else it is moved on its sheet, else the sheet grows, else the page is made smaller. It draws nothing.
//!
//! All pages of one size in a file are treated alike: who reads a deck on a screen would see every other slide
//! jump, who prints it would get two sizes of paper, and a change of one page would move others. A page that
//! states a scale is never made smaller: whoever measures on it would measure wrongly.

use super::strips::Strips;
use crate::model::{AttachmentPage, RoomWay};
use crate::pdf::{Matrix, PageArea, PageBox, PagesInk};

/// The size of A4 in points: its short side and its long side.
const A4: (f64, f64) = (595.28, 841.89);
/// The room in points around a page that is set on A4: at both sides, above for a header, below for a number.
/// It is more where a style's words need more.
const ROOM: (f64, f64, f64) = (36.0, 80.0, 48.0);
/// The length in points by which a sheet may grow: 12 mm.
const MOST_GROWTH: f64 = 34.02;
/// The side in points below which a page has no room for our words, whatever stands on it: 5 cm.
const LEAST_SHEET: f64 = 141.73;
/// The scale below which a page is set on A4, with room all round: it is smaller than our words need.
const LEAST_SCALE: f64 = 0.6;

/// A page of an attachment at the size at which it was sent.
pub(super) fn as_sent(sheet: &PageBox) -> AttachmentPage {
    let (width, height) = sheet.size();
    AttachmentPage { width, height, map: sheet.matrix() }
}

/// The page in the middle of A4, upright or on its side as it is, as large as there is room.
pub(super) fn set_on_a4(sheet: &PageBox, strips: &Strips) -> AttachmentPage {
    let (width, height) = sheet.size();
    let (paper_width, paper_height) = if width > height { (A4.1, A4.0) } else { A4 };
    let (side, above, below) = strips.room((paper_width, paper_height));
    let (side, above, below) = (side.max(ROOM.0), above.max(ROOM.1), below.max(ROOM.2));
    let (free_width, free_height) = (paper_width - 2.0 * side, paper_height - above - below);
    let scale = (free_width / width).min(free_height / height);
    let left = side + (free_width - width * scale) / 2.0;
    let bottom = below + (free_height - height * scale) / 2.0;
    let map = sheet.matrix().then(Matrix([scale, 0.0, 0.0, scale, left, bottom]));
    AttachmentPage { width: paper_width, height: paper_height, map }
}

/// Places a page by the ink of all pages of its size, and says how room was made; `None` where none was
/// needed. `states_scale` is asked whether any of those pages states a scale, where it matters.
pub(super) fn place(
    sheet: &PageBox,
    ink: &PagesInk,
    states_scale: impl FnOnce() -> bool,
    strips: &Strips,
) -> (AttachmentPage, Option<RoomWay>) {
    let (width, height) = sheet.size();
    if width.min(height) < LEAST_SHEET {
        return (set_on_a4(sheet, strips), Some(RoomWay::OnA4));
    }
    let Some(area) = ink.area.filter(|_| ink.in_the_way) else { return (as_sent(sheet), None) };
    let on = |paper: (f64, f64)| Free::of(strips, paper);
    // Moved on the sheet that it has.
    let own = on((width, height));
    if let Some(by) = own.shift(area) {
        return (moved(sheet, (width, height), by), Some(RoomWay::Moved));
    }
    // On a larger sheet: its strips stand where those of the smaller one do.
    let (wide, tall) = (area[2] - area[0], area[3] - area[1]);
    let missing = ((wide - own.width()).max(0.0), (tall - own.height()).max(0.0));
    let paper = (width + missing.0, height + missing.1);
    if (missing.0.max(missing.1) <= MOST_GROWTH || states_scale())
        && let Some(by) = on(paper).shift(area)
    {
        return (moved(sheet, paper, by), Some(RoomWay::Enlarged));
    }
    let scale = (own.width() / wide).min(own.height() / tall);
    if scale < LEAST_SCALE {
        return (set_on_a4(sheet, strips), Some(RoomWay::OnA4));
    }
    // The ink as large as there is room, in the middle of it.
    let left = own.left + (own.width() - wide * scale) / 2.0;
    let top = own.top + (own.height() - tall * scale) / 2.0;
    let (x, y) = (left - area[0] * scale, height - top - (height - area[1]) * scale);
    let map = sheet.matrix().then(Matrix([scale, 0.0, 0.0, scale, x, y]));
    (AttachmentPage { width, height, map }, Some(RoomWay::Smaller))
}

/// The area of a sheet in which none of our words stand, from its upper left corner.
struct Free {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Free {
    fn of(strips: &Strips, paper: (f64, f64)) -> Self {
        let (side, above, below) = strips.room(paper);
        Self { left: side, top: above, right: paper.0, bottom: paper.1 - below }
    }

    fn width(&self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    fn height(&self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }

    /// The shortest way, to the right and down, that brings an area into the free one; `None` where it is
    /// larger.
    fn shift(&self, [left, top, right, bottom]: PageArea) -> Option<(f64, f64)> {
        // What is a hair too large is so by reckoning.
        const HAIR: f64 = 0.01;
        let fits = right - left <= self.width() + HAIR && bottom - top <= self.height() + HAIR;
        let way = |from: f64, to: f64, least: f64, most: f64| {
            if from < least {
                least - from
            } else if to > most {
                most - to
            } else {
                0.0
            }
        };
        fits.then(|| (way(left, right, self.left, self.right), way(top, bottom, self.top, self.bottom)))
    }
}

/// The page on a sheet, moved to the right and down.
fn moved(sheet: &PageBox, paper: (f64, f64), by: (f64, f64)) -> AttachmentPage {
    let (_, height) = sheet.size();
    let map = sheet.matrix().then(Matrix([1.0, 0.0, 0.0, 1.0, by.0, paper.1 - height - by.1]));
    AttachmentPage { width: paper.0, height: paper.1, map }
}

/// Whether the words of a page state the scale of a map or plan: "1:1250", "do not scale", the numbers of a
/// scale bar ("0 10 20 m").
pub(super) fn states_scale(words: &str) -> bool {
    let words = words.to_lowercase();
    let plain: Vec<&str> = words.split_whitespace().collect();
    let says = ["do not scale", "don't scale", "don’t scale", "scale bar", "peidiwch â graddio", "graddfa"];
    says.iter().any(|said| words.contains(said)) || has_ratio(&words) || has_bar(&plain)
}

/// Whether words hold a ratio such as "1:1250" or "1 : 500"; a small one, as of a time or a share of staff,
/// counts only beside the word "scale".
fn has_ratio(words: &str) -> bool {
    let scale = words.contains("scale");
    words.match_indices(':').any(|(at, _)| {
        let before = words[..at].trim_end();
        let one = before.ends_with('1')
            && !before[..before.len() - 1]
                .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
        let digits: String = words[at + 1..]
            .trim_start()
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == ',')
            .filter(char::is_ascii_digit)
            .collect();
        let number = digits.parse::<u32>().unwrap_or(0);
        one && (number >= 200 || scale && number >= 2)
    })
}

/// Whether words hold the numbers of a scale bar: from 0 in equal steps, with a unit of length behind.
fn has_bar(words: &[&str]) -> bool {
    const UNITS: [&str; 8] = ["m", "metres", "meters", "km", "kilometres", "miles", "mm", "yards"];
    let number = |word: &str| word.parse::<f64>().ok();
    let with_unit = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        UNITS.contains(&&word[digits.len()..]).then(|| number(digits)).flatten()
    };
    words.iter().enumerate().filter(|(_, word)| **word == "0").any(|(at, _)| {
        let mut steps = vec![0.0];
        for (nth, word) in words[at + 1..].iter().take(12).enumerate() {
            let last = words.get(at + 2 + nth).is_some_and(|next| UNITS.contains(next));
            let value = number(word).or(with_unit(word));
            let Some(value) = value.filter(|value| steps.last().is_some_and(|before| value > before)) else {
                return false;
            };
            steps.push(value);
            if last || with_unit(word).is_some() {
                let step = steps[1] - steps[0];
                return steps.len() > 2
                    && steps.windows(2).all(|pair| ((pair[1] - pair[0]) / step).fract().abs() < 0.01);
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Findings, Sources};
    use crate::load::parse_toml;
    use crate::style::Tokens;
    use crate::style::builtin::BASE;

    fn strips() -> Strips {
        let text = BASE.iter().find(|(name, _)| *name == "style.toml").expect("a style").1;
        let text = std::str::from_utf8(text).expect("UTF-8");
        let file = Sources::default().add("style.toml", text);
        let root = parse_toml(text, file, &mut Findings::default());
        Strips::new(&Tokens::base(root.table().expect("a table")), "A Board, 22 March 2024", "Item 1")
    }

    fn sheet(width: f64, height: f64) -> PageBox {
        PageBox { area: [10.0, 20.0, 10.0 + width, 20.0 + height], turns: 0, unit: 1.0 }
    }

    /// The area of ink on its sheet, from the upper left corner, and how room was made.
    fn placed(size: (f64, f64), area: PageArea, scaled: bool) -> (PageArea, (f64, f64), Option<RoomWay>) {
        let sheet = sheet(size.0, size.1);
        let ink = PagesInk { size, in_the_way: true, area: Some(area) };
        let (page, way) = place(&sheet, &ink, || scaled, &strips());
        let own = [10.0 + area[0], 20.0 + size.1 - area[3], 10.0 + area[2], 20.0 + size.1 - area[1]];
        let [left, bottom, right, top] = page.map.rectangle(own);
        ([left, page.height - top, right, page.height - bottom], (page.width, page.height), way)
    }

    #[test]
    fn a_page_on_a4_keeps_its_shape_and_leaves_room() {
        for (width, height) in [(960.0, 540.0), (300.0, 400.0), (2384.0, 3370.0), (100.0, 1000.0)] {
            let sheet = sheet(width, height);
            let page = set_on_a4(&sheet, &strips());
            let [left, bottom, right, top] = page.map.rectangle(sheet.area);
            assert!(
                left >= 35.9 && bottom >= 47.9 && right <= page.width - 35.9 && top <= page.height - 79.9,
                "{left} {bottom} {right} {top}"
            );
            // The number of a page on its side stands at its left edge.
            assert!(page.width < page.height || left >= 40.0, "{left}");
            assert!(((right - left) / (top - bottom) - width / height).abs() < 1e-9);
            assert_eq!(page.width > page.height, width > height);
        }
    }

    #[test]
    fn room_is_made_in_the_mildest_way() {
        let a4 = (595.0, 842.0);
        let free = Free::of(&strips(), a4);
        let whole = [0.0, 0.0, 595.0, 842.0];
        let cases = [
            ([50.0, 20.0, 500.0, 400.0], false, RoomWay::Moved),
            ([50.0, 20.0, 500.0, 20.0 + free.height() + 20.0], false, RoomWay::Enlarged),
            (whole, false, RoomWay::Smaller),
            (whole, true, RoomWay::Enlarged),
        ];
        for (area, scaled, expected) in cases {
            let ([left, top, right, bottom], paper, way) = placed(a4, area, scaled);
            assert_eq!(way, Some(expected), "{area:?}");
            let free = Free::of(&strips(), paper);
            assert!(top >= free.top - 0.02 && bottom <= free.bottom + 0.02, "{area:?}: {top} {bottom}");
            assert!(left >= -0.02 && right <= paper.0 + 0.02, "{area:?}: {left} {right}");
            let scale = (right - left) / (area[2] - area[0]);
            assert!(expected == RoomWay::Smaller || (scale - 1.0).abs() < 1e-9, "{scale}");
            assert!(((bottom - top) / (area[3] - area[1]) - scale).abs() < 1e-9, "{area:?}");
            if !scaled {
                assert!(paper.1 - a4.1 <= MOST_GROWTH && paper.0 - a4.0 <= MOST_GROWTH, "{paper:?}");
            }
        }
        assert_eq!(placed((200.0, 14.0), [0.0, 0.0, 200.0, 14.0], false).2, Some(RoomWay::OnA4));
        // Words of ours would not even fit there.
        let strip = PagesInk { size: (200.0, 14.0), in_the_way: false, area: None };
        assert_eq!(place(&sheet(200.0, 14.0), &strip, || false, &strips()).1, Some(RoomWay::OnA4));
        let blank = PagesInk { size: a4, in_the_way: false, area: Some(whole) };
        assert_eq!(place(&sheet(a4.0, a4.1), &blank, || false, &strips()).1, None);
    }

    #[test]
    fn plans_state_their_scale_in_words_or_by_a_bar() {
        for words in [
            "Site plan 1:1250 @ A3",
            "Location, 1 : 2,500",
            "Scale 1:50",
            "DO NOT SCALE from this drawing",
            "0 10 20 30 40m North",
            "0 0.5 1 2 km",
        ] {
            assert!(states_scale(words), "{words}");
        }
        for words in [
            "Meeting at 11:30 and 1:45 pm",
            "a ratio of 1:12 of staff to children",
            "from 0 to 25 m in 2024",
            "2:1250",
            "Psalm 1:6",
            "0 1 2 3 offences",
        ] {
            assert!(!states_scale(words), "{words}");
        }
    }
}
