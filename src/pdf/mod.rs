//! PDFs, object by object: those that anybody may have made are read (`document`), those that Typst wrote are
//! edited and written (`objects`, `compact`), with one kind of value and one lexer for both. It never judges a
//! file, and how the pages of one come into a pack is decided in `assemble`.

mod catch_panic;
pub(crate) mod clean;
mod compact;
pub(crate) mod content;
mod convert;
mod data;
mod document;
mod drawn;
mod effort;
mod facts;
mod field_dict;
mod field_picture;
mod fields;
mod file_update;
mod flatten;
mod geometry;
mod hazard;
mod inflate;
mod ink;
mod joined;
mod layers;
mod lexer;
mod matrix;
mod nesting;
mod objects;
mod page_reader;
mod page_tree;
mod parents;
mod parse;
mod protection;
mod readable;
mod rich_text;
mod shown_fonts;
pub(crate) mod structure;
mod survey;
mod text_string;
mod unpack;
mod untagged;
pub(crate) mod value;
mod xref;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub(crate) use catch_panic::catch_panic;
pub use catch_panic::is_catching;
pub(crate) use compact::{CompressionEffort, write_compact};
pub(crate) use data::StreamData;
pub(crate) use document::{PdfDocument, PdfObject, Stream, UnreadablePdf};
pub(crate) use drawn::{DrawnKind, DrawnPage};
use effort::{PageWork, work_of_pages};
pub(crate) use facts::{Facts, HARMLESS, Producer, is_harmless};
pub(crate) use field_picture::{picture_of, without_words};
pub(crate) use fields::{FieldSide, FieldValue, FieldWords, FilledField, TickSign, UnsetReason};
pub(crate) use geometry::{PageArea, PageBox};
pub(crate) use ink::{PagesInk, is_same_size};
pub(crate) use layers::Layers;
pub(crate) use matrix::Matrix;
pub(crate) use objects::{Objects, reference, references, referred};
use page_reader::PageReader;
pub(crate) use parents::misplaced;
pub(crate) use shown_fonts::{FontProgram, ShownFont, shown_fonts};
use structure::{Kid, Structure};
use survey::{InkReach, PageSurvey};
pub(crate) use text_string::words_of;
pub(crate) use untagged::{Untagged, UntaggedFindings, ends_well};

/// A PDF that somebody else made, opened once and found good enough to be shown.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    pub bytes: Arc<Vec<u8>>,
    /// The file, object by object.
    pub document: Arc<PdfDocument>,
    /// The boxes of the pages as they are seen.
    pub sheets: Vec<PageBox>,
    /// The structure tree, once it was needed.
    structure: Arc<OnceLock<Structure>>,
    /// The facts, once they were needed.
    facts: Arc<OnceLock<Facts>>,
    /// The work that it is to draw each page, once it was needed.
    work: Arc<OnceLock<Vec<PageWork>>>,
    /// The result of reading each page, once it was needed.
    surveys: Arc<OnceLock<Vec<Option<PageSurvey>>>>,
    /// The content that no tag holds, once it was needed.
    untagged: Arc<OnceLock<UntaggedFindings>>,
    sum: Arc<OnceLock<[u8; 32]>>,
    ink: ink::InkAnswers,
}

impl Attachment {
    /// Opens a file from its bytes.
    ///
    /// # Errors
    /// The reason why the file cannot be read.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, UnreadablePdf> {
        Self::open_shared(Arc::new(bytes), "")
    }

    /// Opens a file from bytes that others may hold too, with its password, which is empty where nobody gave
    /// one. The password is not kept.
    ///
    /// # Errors
    /// The reason why the file cannot be read.
    pub(crate) fn open_shared(bytes: Arc<Vec<u8>>, password: &str) -> Result<Self, UnreadablePdf> {
        let document = PdfDocument::open(Arc::clone(&bytes), password)?;
        let sheets = document.pages().iter().map(|(_, page)| PageBox::of(&document, page)).collect();
        Ok(Self {
            bytes,
            document: Arc::new(document),
            sheets,
            structure: Arc::default(),
            facts: Arc::default(),
            work: Arc::default(),
            surveys: Arc::default(),
            untagged: Arc::default(),
            sum: Arc::default(),
            ink: ink::InkAnswers::default(),
        })
    }

    /// The facts of the file, which is read through for them once. `font` has the letters that the file does not
    /// hold itself.
    pub(crate) fn facts(&self, font: &'static [u8]) -> &Facts {
        self.facts.get_or_init(|| Facts::of(self, self.surveys(font)))
    }

    /// The work that it is to draw each page, worked out once.
    fn work(&self) -> &[PageWork] {
        self.work.get_or_init(|| work_of_pages(&self.document))
    }

    /// The result of reading each page, all of them side by side and once; `None` for one that cannot be read, or
    /// that would take longer than anybody can wait for.
    fn surveys(&self, font: &'static [u8]) -> &[Option<PageSurvey>] {
        self.surveys.get_or_init(|| {
            let (work, pages) = (self.work(), self.document.pages());
            let read = |reader: &mut Option<_>, at: usize| {
                let (drawn, sheet) = (self.document.drawn_pages().get(at)?, self.sheets.get(at)?);
                let annotated = pages.get(at).is_some_and(|(_, page)| self.document.has_drawn_notes(page));
                if work.get(at)?.operations > page_reader::MOST_WORK {
                    return None;
                }
                let reader = reader.get_or_insert_with(|| PageReader::of_ink(font));
                Some(PageSurvey::of(&reader.read_apart(drawn, sheet, annotated)?, sheet))
            };
            (0..self.sheets.len()).into_par_iter().map_init(|| None, read).collect()
        })
    }

    /// The ink on its pages, by their size, and whether any stands in areas of them, which are given by a
    /// page's index from 0 and its size. The answer is remembered by the question; `font` has the letters that
    /// the file does not hold itself. A page that cannot be drawn, or not soon, counts as full of ink.
    pub(crate) fn ink(
        &self,
        question: &str,
        areas: &(dyn Fn(usize, (f64, f64)) -> Vec<PageArea> + Sync),
        font: &'static [u8],
    ) -> Vec<PagesInk> {
        if let Some(known) = self.ink.get(question) {
            return known;
        }
        let pages = self.document.drawn_pages();
        let is_heavy = self.work().iter().any(|work| work.operations > ink::HEAVY);
        let pages = if is_heavy || pages.len() != self.sheets.len() { &[] } else { pages };
        let surveys = self.surveys(font);
        let ink = ink::InkSearch { areas, font, sheets: &self.sheets, pages, surveys }.find();
        self.ink.set(question, ink.clone());
        ink
    }

    /// How far the ink of each page reaches; `None` for a page that cannot be read. `font` has the letters that
    /// the file does not hold itself.
    pub(crate) fn ink_reaches(&self, font: &'static [u8]) -> Vec<Option<InkReach>> {
        self.surveys(font).iter().map(|page| page.as_ref().map(|page| page.reach)).collect()
    }

    /// Remembers an answer of [`Self::ink`] that is known from before, by its question.
    pub(crate) fn remember_ink(&self, question: &str, ink: Vec<PagesInk>) {
        self.ink.set(question, ink);
    }

    /// All that pages draw, by their indices from 0, each read when it is asked for; `None` for one that would
    /// take longer to read than anybody can wait for. `font` has the letters that the file does not hold itself.
    pub(crate) fn drawn(
        &self,
        pages: impl Iterator<Item = usize>,
        font: &'static [u8],
    ) -> impl Iterator<Item = Option<DrawnPage>> {
        let work = self.work();
        let mut reader = PageReader::new(font);
        pages.map(move |at| {
            if work.get(at)?.operations > page_reader::MOST_WORK {
                return None;
            }
            let (drawn, sheet) = (self.document.drawn_pages().get(at)?, self.sheets.get(at)?);
            reader.read(drawn, sheet)
        })
    }

    /// The file with the content of each page in one stream, where that of some page stands in several that are
    /// cut within an operation; `None` where there is no such page, or the file cannot be written so.
    pub(crate) fn with_joined_contents(&self) -> Option<Self> {
        Self::open(joined::joined(&self.document, &self.bytes)?).ok()
    }

    /// The structure tree, which is read once.
    pub(crate) fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::read(&self.document))
    }

    /// The content of pages that no tag holds, and the pages of which that cannot be told.
    pub(crate) fn untagged_content(&self) -> &UntaggedFindings {
        self.untagged.get_or_init(|| UntaggedFindings::on(self))
    }

    /// Whether the file has tags that lead to what its pages show.
    pub(crate) fn is_tagged(&self) -> bool {
        let kids = self.structure().elements.iter().flat_map(|element| &element.kids);
        kids.into_iter().any(|kid| matches!(kid, Kid::Content { .. }))
    }

    /// The SHA-256 sum of the file, worked out once.
    pub(crate) fn sum(&self) -> [u8; 32] {
        *self.sum.get_or_init(|| Sha256::digest(self.bytes.as_slice()).into())
    }
}
