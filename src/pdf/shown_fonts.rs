//! The fonts with which pages show words: on the pages themselves, in the forms that they draw, and in the
//! pictures of annotations. It knows their dictionaries and whether their words are seen, and reads no letter.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use read_fonts::ps::string::STANDARD_STRINGS;

use super::content::operations;
use super::document::PdfDocument;
use super::field_picture::picture_of;
use super::value::{Dict, ObjectId, PdfValue};

/// A font with which words are shown.
#[derive(Debug, Clone)]
pub(crate) struct ShownFont {
    pub dict: Dict,
    /// The page, from 1, that shows words with it first.
    pub page: usize,
    /// Whether any of its words are seen: text of rendering mode 3 is not (ISO 32000-1, table 106).
    pub is_seen: bool,
    /// The codes of its letters that are seen: bytes, or pairs of bytes where its letters have several (`Type0`).
    pub codes: BTreeSet<u16>,
}

impl ShownFont {
    /// The name of its kind, such as `TrueType`; of one with several bytes to a letter (`Type0`), that of the
    /// font below it.
    pub(crate) fn kind(&self, file: &PdfDocument) -> Option<String> {
        let kind = self.own(file).get("Subtype").and_then(PdfValue::as_name)?.to_vec();
        Some(String::from_utf8_lossy(&kind).into_owned())
    }

    /// Its name, without the letters that a subset begins with.
    pub(crate) fn name(&self, file: &PdfDocument) -> String {
        let name = match file.entry(&self.dict, "BaseFont").or_else(|| file.entry(&self.dict, "Name")) {
            Some(PdfValue::Name(name)) => String::from_utf8_lossy(&name).into_owned(),
            _ => return "without a name".to_owned(),
        };
        match name.split_once('+') {
            Some((prefix, rest)) if prefix.len() == 6 => rest.to_owned(),
            _ => name,
        }
    }

    /// Its descriptor, or an empty dictionary.
    pub(crate) fn descriptor(&self, file: &PdfDocument) -> Dict {
        file.dict(&self.own(file), "FontDescriptor").unwrap_or_default()
    }

    /// Whether the file does not hold the outlines of its letters, though its words are seen. Letters that are
    /// drawings are in the file always.
    pub(crate) fn is_missing(&self, file: &PdfDocument) -> bool {
        let descriptor = self.descriptor(file);
        self.is_seen
            && self.kind(file).as_deref() != Some("Type3")
            && ["FontFile", "FontFile2", "FontFile3"].iter().all(|key| descriptor.get(key).is_none())
    }

    /// The program with the outlines of its letters, as it stands in the file (ISO 32000-1, 9.9); `None` where
    /// there is none.
    pub(crate) fn program(&self, file: &PdfDocument) -> Option<FontProgram> {
        let descriptor = self.descriptor(file);
        let stream = |key: &str| descriptor.get(key).and_then(PdfValue::as_ref);
        let bytes = |id: ObjectId| file.unpacked(id).bytes;
        if let Some(id) = stream("FontFile") {
            return Some(FontProgram::Type1(bytes(id)));
        }
        if let Some(id) = stream("FontFile2") {
            return Some(FontProgram::TrueType(bytes(id)));
        }
        let id = stream("FontFile3")?;
        let PdfValue::Dict(dict) = file.resolve(&PdfValue::Ref(id)) else { return None };
        match file.entry(&dict, "Subtype").as_ref().and_then(PdfValue::as_name) {
            Some(b"OpenType") => Some(FontProgram::TrueType(bytes(id))),
            _ => Some(FontProgram::Cff(bytes(id))),
        }
    }

    /// Whether letters of it may have texts only by names that not every program knows: it has no map to text,
    /// and its encoding is none, or names letters that no usual encoding has.
    pub(crate) fn has_rare_names(&self, file: &PdfDocument) -> bool {
        if file.entry(&self.dict, "ToUnicode").is_some() {
            return false;
        }
        match file.entry(&self.dict, "Encoding") {
            Some(PdfValue::Name(_)) => false,
            Some(PdfValue::Dict(dict)) => {
                let names = file.array(&dict, "Differences").unwrap_or_default();
                names.iter().filter_map(PdfValue::as_name).any(|name| !is_usual(name))
            }
            _ => self.kind(file).as_deref() == Some("TrueType"),
        }
    }

    /// Whether its letters are numbered as a collection of Adobe numbers them, by which each has a text (ISO
    /// 14289-1, 7.21.7).
    pub(crate) fn is_of_collection(&self, file: &PdfDocument) -> bool {
        let collection = file.dict(&self.own(file), "CIDSystemInfo").unwrap_or_default();
        let is_text = |key: &str, known: &[&[u8]]| match file.entry(&collection, key) {
            Some(PdfValue::Text(text)) => known.contains(&text.as_slice()),
            _ => false,
        };
        is_text("Registry", &[b"Adobe"]) && is_text("Ordering", &[b"GB1", b"CNS1", b"Japan1", b"Korea1"])
    }

    /// The dictionary that has the descriptor: its own, or that of the font below it.
    pub(crate) fn own(&self, file: &PdfDocument) -> Dict {
        let below = file.array(&self.dict, "DescendantFonts").unwrap_or_default();
        match below.first().map(|font| file.resolve(font)) {
            Some(PdfValue::Dict(below)) => below,
            _ => self.dict.clone(),
        }
    }
}

/// A font's program, by its form.
#[derive(Debug)]
pub(crate) enum FontProgram {
    /// Type 1, with its private part encrypted.
    Type1(Vec<u8>),
    /// TrueType or OpenType.
    TrueType(Vec<u8>),
    /// Bare CFF.
    Cff(Vec<u8>),
}

/// The depth down to which forms within forms are followed.
const DEEPEST: usize = 16;
/// The most operations of a file that are read.
const MOST: usize = 50_000_000;
/// The rendering mode of text that is not seen.
const UNSEEN: f64 = 3.0;

/// The fonts with which a file shows words; `None` where there is more to read than anybody can wait for.
pub(crate) fn shown_fonts(file: &PdfDocument) -> Option<Vec<ShownFont>> {
    let mut walk = Walk {
        file,
        page: 0,
        by_id: BTreeMap::new(),
        direct: Vec::new(),
        read: BTreeSet::new(),
        open: 0,
        left: MOST,
    };
    for (at, (_, page)) in file.pages().iter().enumerate() {
        walk.page = at + 1;
        let resources = file.resources(page);
        walk.content(&file.content(page).bytes, &resources)?;
        for annotation in file.array(page, "Annots").unwrap_or_default() {
            if let PdfValue::Dict(annotation) = file.resolve(&annotation)
                && let Some(picture) = picture_of(file, &annotation)
            {
                walk.form(picture, &Dict::default())?;
            }
        }
    }
    Some(walk.by_id.into_values().chain(walk.direct).collect())
}

struct Walk<'a> {
    file: &'a PdfDocument,
    /// The page, from 1.
    page: usize,
    by_id: BTreeMap<ObjectId, ShownFont>,
    /// Fonts that stand in the resources themselves.
    direct: Vec<ShownFont>,
    /// Forms that were read.
    read: BTreeSet<ObjectId>,
    /// The number of forms that are being read.
    open: usize,
    left: usize,
}

impl Walk<'_> {
    fn content(&mut self, content: &[u8], resources: &Dict) -> Option<()> {
        let fonts = self.file.dict(resources, "Font").unwrap_or_default();
        let mut state: (Option<PdfValue>, f64) = (None, 0.0);
        let mut saved = Vec::new();
        for operation in operations(content) {
            self.left = self.left.checked_sub(1)?;
            match operation.operator {
                b"q" => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"Tf" => state.0 = fonts.named(&operation.name(0).unwrap_or_default()).cloned(),
                b"Tr" => state.1 = operation.number(0).unwrap_or(0.0),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let strings = operation.strings();
                    if let Some(font) = &state.0
                        && strings.iter().any(|string| !string.is_empty())
                    {
                        self.font(font, &strings, (state.1 - UNSEEN).abs() > 0.5);
                    }
                }
                b"Do" => {
                    let objects = self.file.dict(resources, "XObject").unwrap_or_default();
                    let name = operation.name(0).unwrap_or_default();
                    if let Some(form) = objects.named(&name).and_then(PdfValue::as_ref) {
                        self.form(form, resources)?;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn font(&mut self, font: &PdfValue, strings: &[Vec<u8>], is_seen: bool) {
        let page = self.page;
        let new = |dict| ShownFont { dict, page, is_seen: false, codes: BTreeSet::new() };
        let known = match font.as_ref() {
            Some(id) => match self.by_id.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let PdfValue::Dict(dict) = self.file.resolve(font) else { return };
                    place.insert(new(dict))
                }
            },
            None => {
                let PdfValue::Dict(dict) = font else { return };
                let at = self.direct.iter().position(|known| known.dict == *dict).unwrap_or_else(|| {
                    self.direct.push(new(dict.clone()));
                    self.direct.len() - 1
                });
                &mut self.direct[at]
            }
        };
        if !is_seen {
            return;
        }
        known.is_seen = true;
        let in_pairs = known.dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"Type0");
        for string in strings {
            if in_pairs {
                known.codes.extend(string.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])));
            } else {
                known.codes.extend(string.iter().copied().map(u16::from));
            }
        }
    }

    /// Reads a form, once: its own resources say what its names mean.
    fn form(&mut self, id: ObjectId, above: &Dict) -> Option<()> {
        if self.open >= DEEPEST || self.read.contains(&id) {
            return Some(());
        }
        let PdfValue::Dict(dict) = self.file.resolve(&PdfValue::Ref(id)) else { return Some(()) };
        if dict.get("Subtype").and_then(PdfValue::as_name) != Some(b"Form") {
            return Some(());
        }
        let own = self.file.dict(&dict, "Resources");
        // Without resources of its own, it may be read again with those of another page.
        if own.is_some() {
            self.read.insert(id);
        }
        self.open += 1;
        let content = self.file.unpacked(id);
        let read = self.content(&content.bytes, own.as_ref().unwrap_or(above));
        self.open -= 1;
        read
    }
}

/// The names of letters in the encodings of ISO 32000-1, annex D, that are no standard strings of CFF.
const MORE_NAMES: [&[u8]; 5] = [b"Euro", b"notequal", b"infinity", b"lessequal", b"greaterequal"];

/// Whether a name of a letter is one that each program knows: a standard string of CFF, or one of the above.
fn is_usual(name: &[u8]) -> bool {
    STANDARD_STRINGS.iter().any(|known| known.as_bytes() == name) || MORE_NAMES.contains(&name)
}
