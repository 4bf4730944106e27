//! The rules of PDF/UA-1 (ISO 14289-1) that a file breaks, as far as a program can tell. It makes no file, and
//! believes no claim.
//!
//! The claim to be PDF/UA-1 is checked, not believed: each item with an attachment is put to an independent
//! check (`page_validation`) with the claim in it, and loses it, with the pack, where a rule is broken. That
//! check passes over a page with a picture in its content, says nothing of marks that no element holds, and
//! goes a step deeper for each bookmark. So `pdf::untagged` reads every page too, and where something would
//! hide from the check, it gets the same item without bookmarks and with an area for each such picture. The
//! verdict is kept in `accessibility.json` under the sum of what was checked, so that it costs nothing the
//! second time.

mod fonts;
mod independent;

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
    let mut faults = checked(attachment);
    if attachment.is_tagged() {
        let unclear: Vec<usize> = attachment.untagged_content().unclear.iter().copied().collect();
        faults.extend(unchecked(&unclear));
    }
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
