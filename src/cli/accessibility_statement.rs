//! What is not accessible in a pack, and why: the verdict of an independent check on each item with
//! attachments, and the statement about them. It writes no file.
//!
//! The claim to be PDF/UA-1 is checked, not believed: each item with an attachment is put to an independent
//! check (`page_validation`) with the claim in it, and loses it, with the pack, where a rule is broken. That
//! check passes over a page with a picture in its content, says nothing of marks that no element holds, and
//! goes a step deeper for each bookmark. So `pdf::untagged` reads every page too, and where something would
//! hide from the check, it gets the same item without bookmarks and with an area for each such picture. The
//! verdict is kept in `accessibility.json` under the sum of what was checked, so that it costs nothing the
//! second time.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::manifest::digits;
use crate::check::pages_in_words;
use crate::merge::AttachmentPart;
use crate::model::{AttachmentDescription, AttachmentPages, DescriptionSource, MadeRoom};
use crate::pdf::{Attachment, PagesInk, Untagged, catch_panic};
use crate::workers::{DEEPEST, with_stack};

/// The name of the statement for programs.
pub(super) const STATEMENT: &str = "accessibility.json";
/// The name of the statement for people.
pub(super) const PAGE: &str = "accessibility.pdf";

/// What no program can check, and nobody can hear.
pub(super) const UNDESCRIBED: &str = "pages without tags, and nobody has said what they show";

/// What a pack says of its accessibility. Fields are added, never renamed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AccessibilityStatement {
    /// The pack's title.
    pub title: String,
    /// Whether the whole pack is PDF/UA-1, as far as a program can check it.
    pub pdf_ua_1: bool,
    /// Each attachment.
    pub parts: Vec<AttachmentStatement>,
}

/// An attachment in a pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AttachmentStatement {
    /// The number of its item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Its name, as the pack has it.
    pub file: String,
    /// Its first and its last page in the pack.
    pub pages: [usize; 2],
    /// How it is read out: "tags", "pictures", "transcript", or the one where it has tags and else
    /// another: "tags_and_pictures", "tags_and_transcript". Where nobody has said what the pictures show, they
    /// are "pictures_without_words".
    pub read_out: String,
    /// True where some of its pages are set on A4, since words of the pack would hide something.
    #[serde(default)]
    pub set_on_a4: bool,
    /// How room was made for words of the pack, and on which pages: "moved", "enlarged", "smaller", "on_a4".
    #[serde(default)]
    pub room: Vec<MadeRoom>,
    /// The ink on its pages, by their size.
    #[serde(default)]
    pub ink: Vec<PagesInk>,
    /// The question that was asked of its ink: as long as it is the same, so is the answer.
    #[serde(default)]
    pub edges: String,
    /// The rules of PDF/UA-1 that its item breaks; empty where it breaks none.
    pub faults: Vec<String>,
    /// The sum of what was checked: as long as it is the same, so is the verdict.
    pub checked: String,
}

impl AccessibilityStatement {
    /// The one of the last build; one about nothing where there is none.
    pub(super) fn last(bytes: Option<Vec<u8>>) -> Self {
        let empty = Self { title: String::new(), pdf_ua_1: false, parts: Vec::new() };
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(empty)
    }

    /// The verdict on what has this sum, where it was checked before.
    pub(super) fn known(&self, checked: &str) -> Option<Vec<String>> {
        self.parts.iter().find(|part| part.checked == checked).map(|part| part.faults.clone())
    }

    /// Tells an attachment what is known of its ink.
    pub(super) fn remind(&self, attachment: &Attachment) {
        let asked = self.parts.iter().filter(|part| !part.edges.is_empty());
        asked.for_each(|part| attachment.remember_ink(&part.edges, part.ink.clone()));
    }

    /// Its parts as they are printed.
    pub(super) fn parts(&self) -> Vec<AttachmentPart> {
        let part = |part: &AttachmentStatement| AttachmentPart {
            item: part.item.clone(),
            title: part.title.clone(),
            pages: part.pages,
            read_out: part.read_out.clone(),
            is_valid: part.faults.is_empty(),
        };
        self.parts.iter().map(part).collect()
    }

    /// As bytes of JSON.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// How a file is read out, as programs read it.
pub(super) fn read_out(reserved: &AttachmentPages) -> &'static str {
    match (&reserved.described, reserved.attachment.is_tagged()) {
        (AttachmentDescription::Tagged, _) => "tags",
        (AttachmentDescription::Figures { source: DescriptionSource::InWords, .. }, true) => {
            "tags_and_transcript"
        }
        (AttachmentDescription::Figures { source: DescriptionSource::Nowhere, .. }, true) => {
            "tags_and_pictures_without_words"
        }
        (AttachmentDescription::Figures { .. }, true) => "tags_and_pictures",
        (AttachmentDescription::Figures { source: DescriptionSource::InWords, .. }, false) => "transcript",
        (AttachmentDescription::Figures { source: DescriptionSource::Nowhere, .. }, false) => {
            "pictures_without_words"
        }
        (AttachmentDescription::Figures { .. }, false) => "pictures",
    }
}

/// The sum of all that decides a verdict on attachments.
pub(super) fn checked<'a>(kept: impl Iterator<Item = &'a AttachmentPages>) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("BOARDPACK_SOURCES"));
    for reserved in kept {
        hash.update(reserved.attachment.sum());
        hash.update(format!("{:?} {:?}", reserved.pages, reserved.described));
    }
    digits(&hash.finalize())
}

/// So much of a file is checked: parts, forms as often as they are drawn, and bytes of content. A pack of a
/// thousand pages has less.
const MOST_OBJECTS: usize = 5_000_000;
const MOST_FORMS: usize = 100_000;
const MOST_BYTES: usize = 1 << 30;
/// More bookmarks than this are left out of the check: it goes a step deeper for each.
const MOST_BOOKMARKS: usize = 500;

/// The rules of PDF/UA-1 that a file of ours breaks: by an independent check, and by what its pages show in no
/// tag. Where that check could not read all of it, it is put to the same file as `to_check` gives it.
pub(super) fn faults(pdf: &Arc<Vec<u8>>, to_check: impl FnOnce() -> Option<Arc<Vec<u8>>>) -> Vec<String> {
    let Some(read) = PagesRead::of(pdf) else { return vec![DAMAGED.to_owned()] };
    let mut faults = read.untagged;
    if read.unclear.is_empty() && read.bookmarks <= MOST_BOOKMARKS {
        faults.extend(independent(pdf));
        return faults;
    }
    match to_check() {
        Some(clear) => {
            let unclear = PagesRead::of(&clear).map_or_else(|| vec![1], |read| read.unclear);
            faults.extend(unchecked(&unclear));
            faults.extend(independent(&clear));
        }
        None => faults.push(DAMAGED.to_owned()),
    }
    faults
}

/// The rules of PDF/UA-1 that a file breaks by itself.
pub(super) fn own_faults(attachment: &Attachment) -> Vec<String> {
    let mut faults = independent(&attachment.bytes);
    // Of a file without tags, the check says that already.
    if attachment.is_tagged()
        && let Some(read) = PagesRead::of(&attachment.bytes)
    {
        faults.extend(read.untagged);
        faults.extend(unchecked(&read.unclear));
    }
    faults
}

const DAMAGED: &str = "it could not be checked: it is damaged";

/// The result of reading the pages of a file.
struct PagesRead {
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
        let mut pages: BTreeMap<Untagged, Vec<usize>> = BTreeMap::new();
        for (page, untagged) in &found.untagged {
            untagged.iter().for_each(|one| pages.entry(*one).or_default().push(*page));
        }
        let fault =
            |(what, pages): (&Untagged, &Vec<usize>)| format!("7.1: {}: {what}", pages_in_words(pages));
        let untagged = pages.iter().map(fault).collect();
        Some(Self { untagged, unclear: found.unclear.into_iter().collect(), bookmarks })
    }
}

/// The words for pages that the check does not read to their end.
fn unchecked(pages: &[usize]) -> Option<String> {
    let pages = pages_in_words(pages);
    (!pages.is_empty())
        .then(|| format!("{pages} could not be checked: few programs read all that stands there"))
}

/// The rules of PDF/UA-1 that a file breaks, by an independent check.
fn independent(pdf: &[u8]) -> Vec<String> {
    use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};
    // Where the check meets damage it may go on for ever; its own bounds are too narrow for large pictures.
    let limits = SafetyLimits::unlimited()
        .with_max_object_count(MOST_OBJECTS)
        .with_max_form_invocations(MOST_FORMS)
        .with_max_total_decoded_content_size(MOST_BYTES)
        .with_max_reference_depth(DEEPEST);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    match with_stack(|| catch_panic(|| validate_pdf_bytes(pdf, &options))).flatten() {
        Some(Ok(report)) => report.failures.iter().map(|f| format!("{}: {}", f.rule_id, f.message)).collect(),
        Some(Err(error)) => vec![format!("it could not be checked: {error}")],
        None => vec![DAMAGED.to_owned()],
    }
}
