//! What is not accessible in a pack, and why: the verdict of an independent check on each item with
//! files from elsewhere, and the statement about them. It writes no file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::manifest::digits;
use crate::merge::Elsewhere;
use crate::model::{Described, Reserved, Told};
use crate::pdf::fenced;

/// The name of the statement for programs.
pub(super) const STATEMENT: &str = "accessibility.json";
/// The name of the statement for people.
pub(super) const PAGE: &str = "accessibility.pdf";

/// What no program can check, and nobody can hear.
pub(super) const UNTOLD: &str = "pages without tags, and nobody has said what they show";

/// What a pack says of its accessibility. Fields are added, never renamed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Statement {
    /// The pack's title.
    pub title: String,
    /// Whether the whole pack is PDF/UA-1, as far as a program can check it.
    pub pdf_ua_1: bool,
    /// Each file from elsewhere.
    pub parts: Vec<Part>,
}

/// A file from elsewhere in a pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Part {
    /// The number of its item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Its name, as the pack has it.
    pub file: String,
    /// Its first and its last page in the pack.
    pub pages: [usize; 2],
    /// How it is read out: "tags", "pictures", "transcript", or the one where it has tags and else
    /// another: "tags_and_pictures", "tags_and_transcript".
    pub read_out: String,
    /// The rules of PDF/UA-1 that its item breaks; empty where it breaks none.
    pub faults: Vec<String>,
    /// The sum of what was checked: as long as it is the same, so is the verdict.
    pub checked: String,
}

impl Statement {
    /// The one of the last build; one about nothing where there is none.
    pub(super) fn last(bytes: Option<Vec<u8>>) -> Self {
        let empty = Self { title: String::new(), pdf_ua_1: false, parts: Vec::new() };
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or(empty)
    }

    /// The verdict on what has this sum, where it was checked before.
    pub(super) fn known(&self, checked: &str) -> Option<Vec<String>> {
        self.parts.iter().find(|part| part.checked == checked).map(|part| part.faults.clone())
    }

    /// Its parts as they are printed.
    pub(super) fn parts(&self) -> Vec<Elsewhere> {
        let part = |part: &Part| Elsewhere {
            item: part.item.clone(),
            title: part.title.clone(),
            pages: part.pages,
            read_out: part.read_out.clone(),
            sound: part.faults.is_empty(),
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
pub(super) fn read_out(reserved: &Reserved) -> &'static str {
    match (&reserved.described, reserved.attachment.is_tagged()) {
        (Described::Tagged, _) => "tags",
        (Described::Figures { told: Told::InWords, .. }, true) => "tags_and_transcript",
        (Described::Figures { .. }, true) => "tags_and_pictures",
        (Described::Figures { told: Told::InWords, .. }, false) => "transcript",
        (Described::Figures { .. }, false) => "pictures",
    }
}

/// The sum of all that decides a verdict on files from elsewhere.
pub(super) fn checked<'a>(kept: impl Iterator<Item = &'a Reserved>) -> String {
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

/// The rules of PDF/UA-1 that a file breaks, by an independent check.
pub(super) fn faults(pdf: &[u8]) -> Vec<String> {
    use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};
    // Where the check meets damage it may go on for ever; its own bounds are too narrow for large pictures.
    let limits = SafetyLimits::unlimited()
        .with_max_object_count(MOST_OBJECTS)
        .with_max_form_invocations(MOST_FORMS)
        .with_max_total_decoded_content_size(MOST_BYTES);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    match fenced(|| validate_pdf_bytes(pdf, &options)) {
        Some(Ok(report)) => report.failures.iter().map(|f| format!("{}: {}", f.rule_id, f.message)).collect(),
        Some(Err(error)) => vec![format!("it could not be checked: {error}")],
        None => vec!["it could not be checked: it is damaged".to_owned()],
    }
}
