//! Files from elsewhere: the pages that are kept for them, and how they are read out. It draws
//! nothing.

use std::collections::BTreeMap;

use crate::check::Attached;
use crate::model::{Described, KeptPage, Reserved, Told};
use crate::pdf::{Matrix, Sheet};
use crate::style::{Tokens, fill};

/// A4, in points: its short side and its long side.
const A4: (f64, f64) = (595.28, 841.89);
/// Around a page that is set on A4, in points: room for a header above, for a number below.
const ROOM: (f64, f64, f64) = (36.0, 80.0, 48.0);

/// The pages that are kept for a file, whose first heading will be of that level. `None` where it
/// could not be read.
pub(super) fn reserve(attached: &Attached, title: &str, heading: u8, tokens: &Tokens) -> Option<Reserved> {
    let attachment = attached.attachment.clone()?;
    let on_a4 = tokens.text("page.attachments") == "a4";
    let page = |sheet: &Sheet| if on_a4 { set_on_a4(sheet) } else { as_it_is(sheet) };
    let untagged = attached.untagged();
    let described = if untagged.is_empty() {
        Described::Tagged
    } else {
        let told = match (&attached.transcript, attached.alternatives.is_empty()) {
            (Some(_), _) => Told::InWords,
            (None, false) => Told::ByClerk,
            (None, true) => Told::Nowhere,
        };
        Described::Figures { words: words(attached, title, &untagged, tokens), told }
    };
    Some(Reserved {
        pages: attachment.sheets.iter().map(page).collect(),
        file: attached.file.text.clone(),
        place: attached.place(),
        title: title.to_owned(),
        heading,
        described,
        link_within: tokens.text("alt.link_within").to_owned(),
        attachment,
    })
}

/// What is said of each page without tags, counted from 1, by its number from 0.
fn words(attached: &Attached, title: &str, untagged: &[usize], tokens: &Tokens) -> BTreeMap<usize, String> {
    let token = if attached.transcript.is_some() { "labels.page_told" } else { "labels.page_untold" };
    let said = |(nth, page): (usize, &usize)| {
        let words = attached.alternatives.get(nth).or(attached.alternatives.last());
        let words = words.map(|words| words.text.clone());
        let label = || fill(tokens.text(token), &[("page", page.to_string().as_str()), ("title", title)]);
        (page - 1, words.unwrap_or_else(label))
    };
    untagged.iter().enumerate().map(said).collect()
}

fn as_it_is(sheet: &Sheet) -> KeptPage {
    let (width, height) = sheet.size();
    KeptPage { width, height, map: sheet.matrix() }
}

/// A page in the middle of A4 that lies as it does, as large as there is room.
fn set_on_a4(sheet: &Sheet) -> KeptPage {
    let (width, height) = sheet.size();
    let (paper_width, paper_height) = if width > height { (A4.1, A4.0) } else { A4 };
    let (side, above, below) = ROOM;
    let (free_width, free_height) = (paper_width - 2.0 * side, paper_height - above - below);
    let scale = (free_width / width).min(free_height / height);
    let left = side + (free_width - width * scale) / 2.0;
    let bottom = below + (free_height - height * scale) / 2.0;
    let map = sheet.matrix().then(Matrix([scale, 0.0, 0.0, scale, left, bottom]));
    KeptPage { width: paper_width, height: paper_height, map }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_on_a4_keeps_its_shape_and_leaves_room() {
        for (width, height) in [(960.0, 540.0), (300.0, 400.0), (2384.0, 3370.0), (100.0, 1000.0)] {
            let sheet = Sheet { area: [10.0, 20.0, 10.0 + width, 20.0 + height], turns: 0, unit: 1.0 };
            let page = set_on_a4(&sheet);
            let [left, bottom, right, top] = page.map.rectangle(sheet.area);
            assert!(
                left >= 35.9 && bottom >= 47.9 && right <= page.width - 35.9 && top <= page.height - 79.9
            );
            assert!(((right - left) / (top - bottom) - width / height).abs() < 1e-9);
            assert_eq!(page.width > page.height, width > height);
        }
    }
}
