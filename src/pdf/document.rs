//! `PdfDocument`: a PDF that anybody may have made, read object by object by `hayro-syntax`, repaired and
//! decrypted where that is possible without a password. It never judges what a page shows.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use hayro_syntax::object::{Object, ObjectIdentifier};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::catch_panic::catch_panic;
use super::convert::{dict, value};
use super::data::StreamData;
use super::flatten::flatten;
use super::hazard::is_harmful;
use super::matrix::Matrix;
use super::protection::{Protection, without_word};
use super::value::{Dict, ObjectId, PdfValue};
use super::xref::ReferenceTable;

/// The most nodes that a tree of names or numbers may have: beyond, a file means harm.
const MOST_NODES: usize = 100_000;

/// The reason why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnreadablePdf {
    /// The file has no bytes.
    Empty,
    /// The file is not a PDF at all.
    NotPdf,
    /// The file opens only with a password.
    Locked,
    /// The file opens only for people whose certificates it names.
    Certificate,
    /// The file is encrypted in a way that is not known here.
    UnknownProtection,
    /// The file is made so that a program that reads it would never end, or fall over.
    Harmful,
    /// The file is damaged beyond repair.
    Broken,
    /// The file has no pages.
    NoPages,
    /// The file lacks some of the pages that it says it has.
    PagesLost,
}

/// A stream: its dictionary, and its data as the file has them, but for encryption.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    pub dict: Dict,
    /// The data, still packed by the filters that the dictionary names.
    pub data: StreamData,
}

/// An object of a file.
#[derive(Debug, Clone)]
pub(crate) enum PdfObject {
    /// An object that is no stream.
    Plain(PdfValue),
    Stream(Stream),
}

/// A PDF file, read object by object.
pub(crate) struct PdfDocument {
    pdf: Pdf,
    bytes: Arc<Vec<u8>>,
    protection: Protection,
}

impl fmt::Debug for PdfDocument {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PdfDocument").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl PdfDocument {
    /// Opens a file with its password, which is empty where nobody gave one. The password is not kept.
    ///
    /// # Errors
    /// The reason why the file cannot be read.
    pub(crate) fn open(bytes: Arc<Vec<u8>>, password: &str) -> Result<Self, UnreadablePdf> {
        if bytes.is_empty() {
            return Err(UnreadablePdf::Empty);
        }
        // Some programs write a few bytes of their own before the head of the file.
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|w| w == b"%PDF-") {
            return Err(UnreadablePdf::NotPdf);
        }
        let table = ReferenceTable::read(&bytes).unwrap_or_default();
        if is_harmful(&bytes) {
            return Err(UnreadablePdf::Harmful);
        }
        let protection = Protection::of(&bytes, &table);
        let bytes = match protection {
            Protection::EmbeddedFiles => Arc::new(without_word(&bytes)),
            _ => bytes,
        };
        let bytes = flatten(&bytes, &table).map_or(bytes, Arc::new);
        let read = catch_panic(|| Pdf::new_with_password(Arc::clone(&bytes), password))
            .ok_or(UnreadablePdf::Broken)?;
        let pdf = read.map_err(|error| match error {
            LoadPdfError::Decryption(_) if protection == Protection::Certificate => {
                UnreadablePdf::Certificate
            }
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => UnreadablePdf::Locked,
            LoadPdfError::Decryption(_) => UnreadablePdf::UnknownProtection,
            LoadPdfError::Invalid => UnreadablePdf::Broken,
        })?;
        let found = catch_panic(|| pdf.pages().len()).ok_or(UnreadablePdf::Broken)?;
        let file = Self { pdf, bytes, protection };
        match file.counted() {
            Some(0) if found == 0 => Err(UnreadablePdf::NoPages),
            _ if found == 0 => Err(UnreadablePdf::Broken),
            Some(counted) if found < counted => Err(UnreadablePdf::PagesLost),
            _ => Ok(file),
        }
    }

    /// The number of pages that the file says it has (ISO 32000-1, table 29).
    fn counted(&self) -> Option<usize> {
        let pages = self.dict(&self.catalog(), "Pages")?;
        usize::try_from(self.entry(&pages, "Count")?.as_integer()?).ok()
    }

    /// Whether the file is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        !matches!(self.protection, Protection::None | Protection::EmbeddedFiles)
    }

    /// The version of PDF that the file says it has: 1.7 as 17.
    pub(crate) fn version(&self) -> u8 {
        // The reader counts on from 1.7 to 2.0.
        match self.pdf.version() as u8 {
            minor @ 0..=7 => 10 + minor,
            _ => 20,
        }
    }

    /// An object; `None` where the file has none of that id, or it cannot be read.
    pub(crate) fn get(&self, id: ObjectId) -> Option<PdfObject> {
        Some(match self.object(id)? {
            Object::Stream(raw) => PdfObject::Stream(Stream {
                dict: dict(raw.dict(), 0),
                data: StreamData::of(&self.bytes, catch_panic(|| raw.raw_data())?),
            }),
            other => PdfObject::Plain(value(&other, 0)),
        })
    }

    fn object(&self, id: ObjectId) -> Option<Object<'_>> {
        catch_panic(|| self.pdf.xref().get(ObjectIdentifier::new(id.0, id.1)))?
    }

    /// The value of an object or, of a stream, the dictionary; and whether it is a stream. The data of a
    /// stream are not read.
    pub(crate) fn head(&self, id: ObjectId) -> Option<(PdfValue, bool)> {
        Some(match self.object(id)? {
            Object::Stream(raw) => (PdfValue::Dict(dict(raw.dict(), 0)), true),
            other => (value(&other, 0), false),
        })
    }

    /// The value itself, or the one that it refers to; of a stream, the dictionary.
    pub(crate) fn resolve(&self, value: &PdfValue) -> PdfValue {
        let mut value = value.clone();
        // A reference to a reference is not allowed, but written.
        for _ in 0..8 {
            let PdfValue::Ref(id) = value else { return value };
            value = self.head(id).map_or(PdfValue::Null, |(value, _)| value);
        }
        PdfValue::Null
    }

    /// The value that a key has or refers to; `None` where it has none or null.
    pub(crate) fn entry(&self, dict: &Dict, key: &str) -> Option<PdfValue> {
        dict.get(key).map(|value| self.resolve(value)).filter(|value| *value != PdfValue::Null)
    }

    /// The dictionary that a key has or refers to.
    pub(crate) fn dict(&self, dict: &Dict, key: &str) -> Option<Dict> {
        match self.entry(dict, key)? {
            PdfValue::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The array that a key has or refers to.
    pub(crate) fn array(&self, dict: &Dict, key: &str) -> Option<Vec<PdfValue>> {
        match self.entry(dict, key)? {
            PdfValue::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The rectangle that a key has or refers to: left, bottom, right, top.
    pub(crate) fn rectangle(&self, dict: &Dict, key: &str) -> Option<[f64; 4]> {
        self.rectangle_of(dict.get(key)?)
    }

    /// The rectangle that a value is or refers to: left, bottom, right, top.
    pub(crate) fn rectangle_of(&self, value: &PdfValue) -> Option<[f64; 4]> {
        let PdfValue::Array(array) = self.resolve(value) else { return None };
        let numbers: Vec<f64> = array.iter().filter_map(|n| self.resolve(n).as_number()).collect();
        let [a, b, c, d] = numbers[..] else { return None };
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }

    /// The map that the key `Matrix` of a form has; the one that moves nothing where it has none.
    pub(crate) fn matrix(&self, form: &Dict) -> Matrix {
        let array = self.array(form, "Matrix").unwrap_or_default();
        let numbers: Vec<f64> = array.iter().filter_map(PdfValue::as_number).collect();
        <[f64; 6]>::try_from(numbers).map_or(Matrix::NONE, Matrix)
    }

    /// The content of a structure element, or of the root of the structure tree (ISO 32000-1, 14.7.2).
    pub(crate) fn kids(&self, element: &Dict) -> Vec<PdfValue> {
        match element.get("K") {
            Some(PdfValue::Array(kids)) => kids.clone(),
            Some(one) => match self.resolve(one) {
                PdfValue::Array(kids) => kids,
                PdfValue::Null => Vec::new(),
                _ => vec![one.clone()],
            },
            None => Vec::new(),
        }
    }

    /// The keys and values of a tree whose leaves have them under `leaves`: `Names` of a name tree,
    /// `Nums` of a number tree (ISO 32000-1, 7.9.6 and 7.9.7).
    pub(crate) fn leaves(&self, root: Dict, leaves: &str) -> Vec<(PdfValue, PdfValue)> {
        let mut found = Vec::new();
        let mut open = vec![root];
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            for pair in self.array(&node, leaves).unwrap_or_default().chunks_exact(2) {
                found.push((self.resolve(&pair[0]), pair[1].clone()));
            }
            for kid in self.array(&node, "Kids").unwrap_or_default() {
                let new = kid.as_ref().is_none_or(|id| seen.insert(id));
                if let (true, PdfValue::Dict(kid)) = (new && seen.len() < MOST_NODES, self.resolve(&kid)) {
                    open.push(kid);
                }
            }
        }
        found
    }

    /// The number of bookmarks of a file, or `most` where it has more.
    pub(crate) fn count_bookmarks(&self, most: usize) -> usize {
        let root = self.dict(&self.catalog(), "Outlines").unwrap_or_default();
        let mut open: Vec<ObjectId> = root.get("First").and_then(PdfValue::as_ref).into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop().filter(|_| seen.len() < most) {
            if seen.insert(id)
                && let PdfValue::Dict(bookmark) = self.resolve(&PdfValue::Ref(id))
            {
                open.extend(["First", "Next"].iter().filter_map(|key| bookmark.get(key)?.as_ref()));
            }
        }
        seen.len()
    }

    /// The catalogue; empty where it cannot be read.
    pub(crate) fn catalog(&self) -> Dict {
        let root = self.pdf.xref().root_id();
        match self.resolve(&PdfValue::Ref((root.obj_number, root.gen_number))) {
            PdfValue::Dict(dict) => dict,
            _ => Dict::default(),
        }
    }

    /// The data of a stream without its filters. `None` where they are broken, or for pictures.
    pub(super) fn decoded(&self, id: ObjectId) -> Option<Vec<u8>> {
        let Object::Stream(raw) = self.object(id)? else { return None };
        catch_panic(|| raw.decoded().ok().map(std::borrow::Cow::into_owned))?
    }

    /// Passes every dictionary of the file to `see`, those within others too, with whether it is that of a
    /// stream.
    pub(crate) fn visit(&self, see: &mut dyn FnMut(&Dict, bool)) {
        self.each(&mut |object| match object {
            Object::Stream(raw) => {
                let own = dict(raw.dict(), 0);
                own.iter().for_each(|(_, value)| inner(value, see));
                see(&own, true);
            }
            other => inner(&value(other, 0), see),
        });
    }

    /// Passes every object that can be read to `see`.
    fn each(&self, see: &mut dyn FnMut(&Object<'_>)) {
        let Some(mut objects) = catch_panic(|| self.pdf.objects().into_iter()) else { return };
        let mut lost = 0;
        while lost < MOST_NODES {
            match catch_panic(|| objects.next()) {
                Some(Some(object)) => see(&object),
                Some(None) => return,
                None => lost += 1,
            }
        }
    }

    /// The streams of the file: the id and the dictionary of each.
    pub(crate) fn streams(&self) -> Vec<(ObjectId, Dict)> {
        let mut found = Vec::new();
        self.each(&mut |object| {
            if let Object::Stream(raw) = object {
                let id = raw.obj_id();
                found.push(((id.obj_number, id.gen_number), dict(raw.dict(), 0)));
            }
        });
        found
    }

    /// The title in the file's properties.
    pub(crate) fn title(&self) -> Option<&[u8]> {
        self.pdf.metadata().title.as_deref()
    }

    /// The names of the programs that made the file, as they call themselves.
    pub(crate) fn makers(&self) -> String {
        let metadata = self.pdf.metadata();
        let names = [&metadata.creator, &metadata.producer];
        // What may be UTF-16 is ASCII with zeros between.
        let plain = |name: &Vec<u8>| {
            let bytes: Vec<u8> = name.iter().copied().filter(|b| *b != 0).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        names.into_iter().flatten().map(plain).collect::<Vec<_>>().join(", ")
    }

    /// The pages in order: the object of each where it has one, and its dictionary.
    pub(crate) fn pages(&self) -> Vec<(Option<ObjectId>, Dict)> {
        let page = |page: &hayro_syntax::page::Page<'_>| {
            let raw = page.raw();
            let id = raw.obj_id().map(|id| (id.obj_number, id.gen_number));
            (id, dict(raw, 0))
        };
        self.pdf.pages().iter().map(page).collect()
    }

    /// The pages as they are drawn, in order.
    pub(super) fn drawn_pages(&self) -> &[hayro_syntax::page::Page<'_>] {
        self.pdf.pages()
    }

    /// Whether a page has annotations with pictures.
    pub(super) fn has_drawn_notes(&self, page: &Dict) -> bool {
        let notes = self.array(page, "Annots").unwrap_or_default();
        notes.iter().any(|note| self.resolve(note).as_dict().is_some_and(|note| note.get("AP").is_some()))
    }

    /// The resources of a page, its own or those of a node above it; empty where it has none.
    pub(crate) fn resources(&self, page: &Dict) -> Dict {
        match self.inherited(page, "Resources") {
            Some(PdfValue::Dict(resources)) => resources,
            _ => Dict::default(),
        }
    }

    /// An attribute of a page, its own or that of a node above it (ISO 32000-1, 7.7.3.4).
    pub(crate) fn inherited(&self, page: &Dict, key: &str) -> Option<PdfValue> {
        let mut node = page.clone();
        let mut seen = BTreeSet::new();
        loop {
            if let Some(value) = self.entry(&node, key) {
                return Some(value);
            }
            let above = node.get("Parent")?.as_ref()?;
            if !seen.insert(above) {
                return None;
            }
            node = match self.resolve(&PdfValue::Ref(above)) {
                PdfValue::Dict(dict) => dict,
                _ => return None,
            };
        }
    }
}

/// Passes the dictionaries in a value to `see`.
fn inner(value: &PdfValue, see: &mut dyn FnMut(&Dict, bool)) {
    match value {
        PdfValue::Array(values) => values.iter().for_each(|v| inner(v, see)),
        PdfValue::Dict(dict) => {
            dict.iter().for_each(|(_, v)| inner(v, see));
            see(dict, false);
        }
        _ => {}
    }
}
