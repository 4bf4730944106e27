//! The rules of PDF/UA-1 (ISO 14289-1) that a file breaks, as far as a program can tell. It makes no file, and
//! believes no claim.
//!
//! The claim to be PDF/UA-1 is checked, not believed: each item with an attachment is put to an independent
//! check (`page_validation`) with the claim in it, and loses it, with the pack, where a rule is broken. That
//! check passes over a page with a picture in its content, says nothing of marks that no element holds, and
//! goes a step deeper for each bookmark. So `pdf::untagged` reads every page too, and where something would
//! hide from the check, it gets the same item without bookmarks and with an area for each such picture; a file
//! by itself gets one stream a page where those of a page are cut within an operation (`pdf::joined`). The
//! verdict is kept in `accessibility.json` under the sum of what was checked, so that it costs nothing the
//! second time.
//!
//! # Who checks which clause
//!
//! | clause | what it asks | who decides | what we would need to decide it alone |
//! | --- | --- | --- | --- |
//! | 5 | the file says which part of the standard it keeps | the independent check | a reader of the metadata, which `pdf` has for titles alone |
//! | 6.2, 7.1:1 to 7.1:3 | all content is tagged or an artifact, and neither stands in the other | `pdf::untagged`; the independent check where a file has no tags | an artifact within a tag, which is not told apart yet |
//! | 7.1:4 to 7.1:7 | the structure tree leads to standard types, and none is remapped | the independent check | the tables of ISO 32000-1, 14.8.4, beside `pdf::structure` |
//! | 7.1:8 to 7.1:12 | metadata, a title that is shown, no suspects | the independent check | the reader of the metadata |
//! | 7.2 | parents and children of tags, regular tables, the language of all text | the independent check | a table of which tag may stand in which, and the languages of marks, which `pdf::structure` does not keep |
//! | 7.3 | figures have alternative text | the independent check | nothing: `pdf::structure` has it |
//! | 7.4 | headings skip no level | the independent check | nothing: `assemble::graft` sets them anew |
//! | 7.5 | cells have headers | the independent check | the regular grid that 7.2 needs too |
//! | 7.7, 7.9 | formulas have alternative text, notes have ids | the independent check | nothing: `pdf::structure` has both |
//! | 7.10, 7.11, 7.15, 7.16 | layers, embedded files, forms of other programs, locks | the independent check | the names of layers; the rest is in `pdf::facts` |
//! | 7.18 | annotations have descriptions and tags | the independent check | the parents of annotations (`pdf::parents`) beside their dictionaries |
//! | 7.20 | forms with marks are drawn once | the independent check | a count by `pdf::untagged`, which follows them |
//! | 7.21.3 | the parts of a font of many letters fit together | the independent check | the collections of Adobe |
//! | 7.21.4.1 | fonts and their letters are in the file | our readers (`fonts`) | |
//! | 7.21.4.2 | lists of letters of a subset are whole | the independent check; attachments lose them (`assemble::graft`) | the letters of each program, which `widths` reads |
//! | 7.21.5 | widths are those of the font | our readers (`widths`), where it is sure which letter a code stands for | encodings that only Asian fonts have, and fonts of signs with several tables |
//! | 7.21.6:2 | a font of letters has one of two encodings | our readers, where it names one whole | the tables of its program |
//! | 7.21.6:1, :3, :4 | the tables of TrueType programs | the independent check | a reader of `cmap`, which `widths` has |
//! | 7.21.7, 7.21.8 | each letter has a text, and is one | our readers (`fonts`) | texts by the collections of Adobe |
//!
//! `tests/attachments/against_verapdf.sh` holds both beside veraPDF.

mod encoding;
mod fonts;
mod independent;
mod widths;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::fonts::is_of;
use self::independent::{DAMAGED, UNCHECKED, independent};
use crate::finding::pages_in_words;
use crate::pdf::{Attachment, Untagged, UntaggedFindings};

/// All that is shown is tagged, or an artifact.
const UNTAGGED: &str = "7.1:3";

/// More bookmarks than this are left out of the check: it goes a step deeper for each.
const MOST_BOOKMARKS: usize = 500;

/// The rules of PDF/UA-1 that a file of ours breaks: by an independent check, and by what its pages show in no
/// tag. Where that check could not read all of it, it is put to the same file as `to_check` gives it.
pub(crate) fn faults(pdf: &Arc<Vec<u8>>, to_check: impl FnOnce() -> Option<Arc<Vec<u8>>>) -> Vec<String> {
    let Some(read) = PagesRead::of(pdf) else { return vec![DAMAGED.to_owned()] };
    let mut faults = read.untagged;
    if read.unclear.is_empty() && read.bookmarks <= MOST_BOOKMARKS {
        faults.extend(checked(&read.attachment));
        return faults;
    }
    match to_check() {
        Some(clear) => {
            let Some(read) = PagesRead::of(&clear) else { return vec![DAMAGED.to_owned()] };
            faults.extend(unchecked(&read.unclear));
            faults.extend(checked(&read.attachment));
        }
        None => faults.push(DAMAGED.to_owned()),
    }
    faults
}

/// The rules of PDF/UA-1 that a file breaks by itself.
pub(crate) fn own_faults(attachment: &Attachment) -> Vec<String> {
    let mut faults = rule_faults(attachment);
    // Of a file without tags, the check says that already.
    if attachment.is_tagged() {
        faults.extend(untagged_words(attachment.untagged_content()));
    }
    faults
}

/// The rules of PDF/UA-1 that a file breaks by itself, but for what its pages show in no tag.
pub(crate) fn rule_faults(attachment: &Attachment) -> Vec<String> {
    if !attachment.is_tagged() {
        return checked(attachment);
    }
    let is_clear = attachment.untagged_content().unclear.is_empty();
    // The check wants each stream of a page to end where an operation does.
    let joined = if is_clear { None } else { attachment.with_joined_contents() };
    let attachment = joined.as_ref().unwrap_or(attachment);
    let mut faults = checked(attachment);
    let unclear: Vec<usize> = attachment.untagged_content().unclear.iter().copied().collect();
    faults.extend(unchecked(&unclear));
    faults
}

/// The rules that a file breaks by an independent check, put right where that is known to be wrong.
fn checked(attachment: &Attachment) -> Vec<String> {
    let mut faults = independent(&attachment.bytes);
    // What could not be read has no faults of fonts that could be put right.
    if !faults.iter().any(|fault| fault.starts_with(UNCHECKED)) {
        fonts::correct(&mut faults, attachment);
        // Of forms whose content a tag holds as a whole it says that nothing holds it; `pdf::untagged` knows.
        if attachment.is_tagged() {
            faults.retain(|fault| !is_of(fault, UNTAGGED));
        }
    }
    faults
}

/// The result of reading the pages of a file.
struct PagesRead {
    attachment: Attachment,
    /// All that stands in no tag, in words.
    untagged: Vec<String>,
    /// Pages, from 1, that the check would not read to their end.
    unclear: Vec<usize>,
    bookmarks: usize,
}

impl PagesRead {
    fn of(pdf: &Arc<Vec<u8>>) -> Option<Self> {
        let attachment = Attachment::open_shared(Arc::clone(pdf), "").ok()?;
        let bookmarks = attachment.document.count_bookmarks(MOST_BOOKMARKS + 1);
        let found = attachment.untagged_content();
        let untagged = untagged_words(found);
        let unclear = found.unclear.iter().copied().collect();
        Some(Self { untagged, unclear, bookmarks, attachment })
    }
}

/// The words for pages that the check does not read to their end.
fn unchecked(pages: &[usize]) -> Option<String> {
    let pages = pages_in_words(pages);
    (!pages.is_empty())
        .then(|| format!("{pages} could not be checked: few programs read all that stands there"))
}

/// The words for all that pages show in no tag, each with its pages.
fn untagged_words(found: &UntaggedFindings) -> Vec<String> {
    let mut pages: BTreeMap<Untagged, Vec<usize>> = BTreeMap::new();
    for (page, untagged) in &found.untagged {
        untagged.iter().for_each(|one| pages.entry(*one).or_default().push(*page));
    }
    let fault = |(what, pages): (&Untagged, &Vec<usize>)| format!("7.1: {}: {what}", pages_in_words(pages));
    pages.iter().map(fault).collect()
}
