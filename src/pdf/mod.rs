//! PDFs that anybody may have made: read and repaired, never written, never judged. What comes of
//! their pages in a pack is `assemble`'s.

mod catch_panic;
pub mod clean;
pub mod content;
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
pub mod structure;
mod unpack;
mod untagged;
pub mod value;

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

pub use catch_panic::{catch_panic, is_catching};
pub use data::StreamData;
pub use document::{PdfDocument, PdfObject, Stream, UnreadablePdf};
pub use facts::{Facts, Producer, is_harmless};
pub use geometry::{Matrix, PageBox};
pub use ink::PageArea;
pub use parents::misplaced;
use structure::{Kid, Structure};
pub use unpack::PageContent;
pub use untagged::{Untagged, UntaggedFindings, ends_well};

/// A file that was opened once and found sound enough to be shown.
#[derive(Debug, Clone)]
pub struct Attachment {
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
    pub fn open(bytes: Vec<u8>) -> Result<Self, UnreadablePdf> {
        Self::open_shared(Arc::new(bytes))
    }

    /// Opens a file whose bytes are held elsewhere too.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open_shared(bytes: Arc<Vec<u8>>) -> Result<Self, UnreadablePdf> {
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
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.get_or_init(|| Facts::of(self)).as_ref()
    }

    /// Tells whether any page has ink in areas of it, which are given by its number from 0 and its size. The answer is remembered by the question; `font` has the letters that the file does not hold itself. A
    /// page that cannot be drawn, or not soon, counts as having ink.
    pub fn has_ink(
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
    pub fn remember_ink(&self, question: &str, ink: bool) {
        self.ink.set(question, ink);
    }

    /// Its structure tree, which is read once.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| self.file().map(|file| Structure::read(&file)).unwrap_or_default())
    }

    /// All that its pages show and no tag holds, and where that cannot be told. `None` never happens to a
    /// file that was opened.
    pub fn untagged_content(&self) -> Option<UntaggedFindings> {
        UntaggedFindings::on(self)
    }

    /// Whether it has tags that lead to what its pages show.
    pub fn is_tagged(&self) -> bool {
        let kids = self.structure().elements.iter().flat_map(|element| &element.kids);
        kids.into_iter().any(|kid| matches!(kid, Kid::Content { .. }))
    }

    /// SHA-256 of the file, reckoned once.
    pub fn sum(&self) -> [u8; 32] {
        *self.sum.get_or_init(|| Sha256::digest(self.bytes.as_slice()).into())
    }

    /// The file, object by object. `None` never happens to a file that was opened.
    pub fn file(&self) -> Option<PdfDocument> {
        PdfDocument::open_again(Arc::clone(&self.bytes)).ok()
    }
}
