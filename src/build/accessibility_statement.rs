//! What is not accessible in a pack, and why: the verdict of an independent check on each item with
//! attachments, and the statement about them. It writes no file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::merge::AttachmentPart;
use crate::model::{AttachmentDescription, AttachmentPages, DescriptionSource, MadeRoom};
use crate::pdf::{Attachment, PagesInk};
use crate::write::digits;

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
        hash.update(format!("{:?} {:?} {:?}", reserved.pages, reserved.described, reserved.fields));
    }
    digits(&hash.finalize())
}
