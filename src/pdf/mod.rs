//! PDFs that anybody may have made: read and repaired, never written, never judged. How their pages come into
//! a pack is decided in `assemble`.

mod catch_panic;
pub(crate) mod clean;
pub(crate) mod content;
mod convert;
mod data;
mod document;
mod drawn_features;
mod effort;
mod facts;
mod geometry;
mod ink;
mod nesting;
mod parents;
mod readable;
pub(crate) mod structure;
mod unpack;
mod untagged;
pub(crate) mod value;

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

pub(crate) use catch_panic::catch_panic;
pub use catch_panic::is_catching;
pub(crate) use data::StreamData;
pub(crate) use document::{PdfDocument, PdfObject, Stream, UnreadablePdf};
pub(crate) use facts::{Facts, Producer, is_harmless};
pub(crate) use geometry::{Matrix, PageBox};
pub(crate) use ink::PageArea;
pub(crate) use parents::misplaced;
use structure::{Kid, Structure};
pub(crate) use untagged::{Untagged, UntaggedFindings, ends_well};

/// A file that was opened once and found sound enough to be shown.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// Its pages as they are seen.
    pub sheets: Vec<PageBox>,
    /// Its tags, once they were asked for.
    structure: Arc<OnceLock<Structure>>,
    /// What it has and lacks, the same.
    facts: Arc<OnceLock<Option<Facts>>>,
    sum: Arc<OnceLock<[u8; 32]>>,
    ink: ink::InkAnswers,
}

impl Attachment {
    /// Opens a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, UnreadablePdf> {
        Self::open_shared(Arc::new(bytes))
    }

    /// Opens a file whose bytes are held elsewhere too.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn open_shared(bytes: Arc<Vec<u8>>) -> Result<Self, UnreadablePdf> {
        let file = PdfDocument::open(Arc::clone(&bytes))?;
        let sheets: Option<Vec<PageBox>> =
            file.pages().iter().map(|(_, page)| PageBox::of(&file, page)).collect();
        let sheets = sheets.ok_or(UnreadablePdf::Broken)?;
        Ok(Self {
            bytes,
            sheets,
            structure: Arc::default(),
            facts: Arc::default(),
            sum: Arc::default(),
            ink: ink::InkAnswers::default(),
        })
    }

    /// What the file has and lacks. It is read through once, however often this is asked. `None` never
    /// happens to a file that was opened.
    pub(crate) fn facts(&self) -> Option<&Facts> {
        self.facts.get_or_init(|| Facts::of(self)).as_ref()
    }

    /// Tells whether any page has ink in areas of it, which are given by its number from 0 and its size. The answer is remembered by the question; `font` has the letters that the file does not hold itself. A
    /// page that cannot be drawn, or not soon, counts as having ink.
    pub(crate) fn has_ink(
        &self,
        question: &str,
        areas: &(dyn Fn(usize, (f64, f64)) -> Vec<PageArea> + Sync),
        font: &'static [u8],
    ) -> bool {
        if let Some(known) = self.ink.get(question) {
            return known;
        }
        let search = ink::InkSearch { areas, font };
        let ink = self.file().is_none_or(|file| search.finds(&file, &self.sheets));
        self.ink.set(question, ink);
        ink
    }

    /// Remembers the answer of [`Self::has_ink`] to a question that was asked of the same file before.
    pub(crate) fn remember_ink(&self, question: &str, ink: bool) {
        self.ink.set(question, ink);
    }

    /// Its structure tree, which is read once.
    pub(crate) fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| self.file().map(|file| Structure::read(&file)).unwrap_or_default())
    }

    /// All that its pages show and no tag holds, and where that cannot be told. `None` never happens to a
    /// file that was opened.
    pub(crate) fn untagged_content(&self) -> Option<UntaggedFindings> {
        UntaggedFindings::on(self)
    }

    /// Whether it has tags that lead to what its pages show.
    pub(crate) fn is_tagged(&self) -> bool {
        let kids = self.structure().elements.iter().flat_map(|element| &element.kids);
        kids.into_iter().any(|kid| matches!(kid, Kid::Content { .. }))
    }

    /// SHA-256 of the file, reckoned once.
    pub(crate) fn sum(&self) -> [u8; 32] {
        *self.sum.get_or_init(|| Sha256::digest(self.bytes.as_slice()).into())
    }

    /// The file, object by object. `None` never happens to a file that was opened.
    pub(crate) fn file(&self) -> Option<PdfDocument> {
        PdfDocument::open_again(Arc::clone(&self.bytes)).ok()
    }
}
