//! PDFs that anybody may have made: read and repaired, never written, never judged. What comes of
//! their pages in a pack is `assemble`'s.

pub mod clean;
pub mod content;
mod convert;
mod data;
mod document;
mod effort;
mod facts;
mod fence;
mod geometry;
mod ink;
mod nesting;
mod parents;
mod readable;
mod shown;
pub mod structure;
mod unpack;
mod untagged;
pub mod value;

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

pub use data::Data;
pub use document::{Document, Refusal, Stream, Thing};
pub use facts::{Facts, Maker, is_harmless};
pub use fence::{fenced, is_fenced};
pub use geometry::{Matrix, Sheet};
pub use ink::Area;
pub use parents::misplaced;
use structure::{Kid, Structure};
pub use unpack::Content;
pub use untagged::{Found, Untagged, ends_well};

/// A file that was opened once and found sound enough to be shown.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// Its pages as they are seen.
    pub sheets: Vec<Sheet>,
    /// Its tags, once they were asked for.
    structure: Arc<OnceLock<Structure>>,
    /// What it has and lacks, the same.
    facts: Arc<OnceLock<Option<Facts>>>,
    sum: Arc<OnceLock<[u8; 32]>>,
    ink: ink::Known,
}

impl Attachment {
    /// Opens a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        Self::open_shared(Arc::new(bytes))
    }

    /// Opens a file whose bytes are held elsewhere too.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open_shared(bytes: Arc<Vec<u8>>) -> Result<Self, Refusal> {
        let file = Document::open(Arc::clone(&bytes))?;
        let sheets: Option<Vec<Sheet>> =
            file.pages().iter().map(|(_, page)| Sheet::of(&file, page)).collect();
        let sheets = sheets.ok_or(Refusal::Broken)?;
        Ok(Self {
            bytes,
            sheets,
            structure: Arc::default(),
            facts: Arc::default(),
            sum: Arc::default(),
            ink: ink::Known::default(),
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
        areas: &(dyn Fn(usize, (f64, f64)) -> Vec<Area> + Sync),
        font: &'static [u8],
    ) -> bool {
        if let Some(known) = self.ink.get(question) {
            return known;
        }
        let search = ink::Search { areas, font };
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
    pub fn untagged_content(&self) -> Option<Found> {
        Found::on(self)
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
    pub fn file(&self) -> Option<Document> {
        Document::open_again(Arc::clone(&self.bytes)).ok()
    }
}
