//! Attachments in a paper: the pages that are kept for each, and how it is read out. It draws nothing.
//!
//! Where an attachment has ink at the places of our header, mark or number, they would hide it: then all of
//! its pages are set on A4 with room for our words, whatever the style says of their size. It is all pages or
//! none, not page by page: who reads a deck on a screen would see every other slide smaller, who prints it would
//! get two sizes of paper, and a change of one page would move others. A style that must have pages as they are,
//! with our words over them, says so (`as_sent`).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::strips::Strips;
use crate::check::AttachmentSpec;
use crate::model::{AttachmentDescription, AttachmentPage, AttachmentPages, DescriptionSource};
use crate::pdf::{Attachment, Matrix, PageBox};
use crate::style::builtin::FONTS;
use crate::style::{Tokens, fill, without_full_stop};
use crate::workers::with_stack;

/// The size of A4 in points: its short side and its long side.
const A4: (f64, f64) = (595.28, 841.89);
/// The room in points around a page that is set on A4: at both sides, above for a header, below for a number.
/// It is more where a style's words need more.
const ROOM: (f64, f64, f64) = (36.0, 80.0, 48.0);

/// The words on the pages of a pack or a paper round an attachment.
pub(super) struct SurroundingWords<'a> {
    /// The words at the head of each page.
    pub header: &'a str,
    /// The mark on the first page.
    pub mark: &'a str,
    pub tokens: &'a Tokens,
}

/// Makes the pages that are reserved for an attachment, whose first heading will be of the level `heading`.
/// `None` where the file could not be read.
pub(super) fn reserve(
    attached: &AttachmentSpec,
    title: &str,
    heading: u8,
    around: &SurroundingWords<'_>,
) -> Option<AttachmentPages> {
    let attachment = attached.attachment.clone()?;
    let tokens = around.tokens;
    let strips = Strips::new(tokens, around.header, around.mark);
    let setting = tokens.text("page.attachments");
    let edges = if setting == "own" { question(&strips, &attachment) } else { String::new() };
    let covered = !edges.is_empty() && has_ink(&strips, &attachment, &edges);
    let on_a4 = setting == "a4" || covered;
    let page = |sheet: &PageBox| if on_a4 { set_on_a4(sheet, &strips) } else { as_it_is(sheet) };
    let untagged = attached.untagged();
    let described = if untagged.is_empty() {
        AttachmentDescription::Tagged
    } else {
        let told = match (&attached.transcript, attached.alternatives.is_empty()) {
            (Some(_), _) => DescriptionSource::InWords,
            (None, false) => DescriptionSource::ByClerk,
            (None, true) => DescriptionSource::Nowhere,
        };
        AttachmentDescription::Figures { words: words(attached, title, &untagged, tokens), source: told }
    };
    Some(AttachmentPages {
        pages: attachment.sheets.iter().map(page).collect(),
        file: attached.file.text.clone(),
        span: attached.span(),
        title: title.to_owned(),
        heading,
        described,
        link_within: tokens.text("alt.link_within").to_owned(),
        fitted: covered,
        edges,
        attachment,
    })
}

/// The question whether an attachment has ink where our words would stand, with all that decides the answer.
fn question(strips: &Strips, attachment: &Attachment) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("BOARDPACK_SOURCES"));
    hash.update(attachment.sum());
    hash.update(format!("{strips:?}"));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn has_ink(strips: &Strips, attachment: &Attachment, question: &str) -> bool {
    let areas = |at, size| strips.areas(at, size);
    // Forms in one another take much of the stack of whoever draws them.
    with_stack(|| attachment.has_ink(question, &areas, FONTS[0])).unwrap_or(true)
}

/// The words for the pages without tags, by the page's number from 0; `untagged` counts from 1.
fn words(
    attached: &AttachmentSpec,
    title: &str,
    untagged: &[usize],
    tokens: &Tokens,
) -> BTreeMap<usize, String> {
    let token = if attached.transcript.is_some() { "labels.page_told" } else { "labels.page_untold" };
    let said = |(nth, page): (usize, &usize)| {
        let words = attached.alternatives.get(nth).or(attached.alternatives.last());
        let words = words.map(|words| words.text.clone());
        let title = without_full_stop(title);
        let label = || fill(tokens.text(token), &[("page", page.to_string().as_str()), ("title", title)]);
        (page - 1, words.unwrap_or_else(label))
    };
    untagged.iter().enumerate().map(said).collect()
}

fn as_it_is(sheet: &PageBox) -> AttachmentPage {
    let (width, height) = sheet.size();
    AttachmentPage { width, height, map: sheet.matrix() }
}

/// The page in the middle of A4, upright or on its side as it is, as large as there is room.
fn set_on_a4(sheet: &PageBox, strips: &Strips) -> AttachmentPage {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Findings, Sources};
    use crate::load::parse_toml;
    use crate::style::builtin::BASE;

    fn tokens() -> Tokens {
        let text = BASE.iter().find(|(name, _)| *name == "style.toml").expect("a style").1;
        let text = std::str::from_utf8(text).expect("UTF-8");
        let file = Sources::default().add("style.toml", text);
        let root = parse_toml(text, file, &mut Findings::default());
        Tokens::base(root.table().expect("a table"))
    }

    #[test]
    fn a_page_on_a4_keeps_its_shape_and_leaves_room() {
        for (width, height) in [(960.0, 540.0), (300.0, 400.0), (2384.0, 3370.0), (100.0, 1000.0)] {
            let sheet = PageBox { area: [10.0, 20.0, 10.0 + width, 20.0 + height], turns: 0, unit: 1.0 };
            let page = set_on_a4(&sheet, &Strips::new(&tokens(), "A Board, 22 March 2024", "Item 1"));
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
}
