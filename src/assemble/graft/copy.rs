//! Objects of an attachment, copied with all that they need under new numbers. It copies nothing that can
//! act: what leads out of the drawing is left behind.
//!
//! Bytes are copied as they are where nothing is wrong with them: streams keep their filters, and a page's
//! content is written anew only where it leaves something open, has hidden layers, or is to be one figure.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::color_spaces::without_loops;
use crate::pdf::clean::{ContentRules, clean};
use crate::pdf::content::operations;
use crate::pdf::value::{Dict, ObjectId, PdfValue};
use crate::pdf::{Layers, Objects, PdfDocument, PdfObject, Stream, StreamData, reference, without_words};

/// The keys that say nothing of how something is drawn, or that lead to something that acts.
const LEFT_BEHIND: [&str; 15] = [
    "Parent",
    "StructParent",
    "StructParents",
    "Metadata",
    "PieceInfo",
    "LastModified",
    "AF",
    "OPI",
    "OC",
    "Ref",
    "AA",
    "JS",
    "Alternates",
    // Which letters a font has is known from the font, and these lists are often wrong (ISO 14289-1,
    // 7.21.4.2).
    "CharSet",
    "CIDSet",
];

/// The dictionaries whose keys are names that the file gave: any of them may be called like a key above.
const NAMES: [&[u8]; 8] =
    [b"Font", b"XObject", b"ExtGState", b"ColorSpace", b"Pattern", b"Shading", b"Properties", b"CharProcs"];

/// The kinds of objects that are never copied whole.
const WHOLE_FILE: [&[u8]; 8] =
    [b"Page", b"Pages", b"Catalog", b"StructElem", b"StructTreeRoot", b"EmbeddedFile", b"OCG", b"OCMD"];

/// The number of bytes below which packing does not make content smaller by much.
const WORTH_PACKING: usize = 256;

/// The depth down to which forms within forms are followed.
const DEEPEST: usize = 8;

/// Copies objects of an attachment into our file.
pub(super) struct Copier<'f> {
    pub file: &'f PdfDocument,
    pub layers: Layers,
    /// Whether marked content keeps its marks in forms.
    pub marks: bool,
    /// Whether pictures in the content itself stay.
    pub pictures: bool,
    /// The forms whose marked content loses its marks all the same.
    pub unmarked: BTreeSet<ObjectId>,
    /// The appearances of fields and comments: forms, even where they do not say so (ISO 32000-1, 12.5.5).
    pub appearances: BTreeSet<ObjectId>,
    /// The pictures of fields whose words are set anew: they are drawn without their own.
    pub wordless: BTreeSet<ObjectId>,
    /// The new number of each object that is to be copied.
    numbers: BTreeMap<ObjectId, usize>,
    /// The pictures and forms that were looked at, and whether each is silent.
    silent: RefCell<BTreeMap<ObjectId, bool>>,
    /// The objects that have a number and are not yet copied.
    open: Vec<ObjectId>,
    /// The dictionaries of names among the objects.
    names: BTreeSet<ObjectId>,
    /// The dictionaries of colour spaces among those of names.
    spaces: BTreeSet<ObjectId>,
}

impl<'f> Copier<'f> {
    /// Makes a copier for a file whose pages have their numbers already.
    pub(super) fn new(file: &'f PdfDocument, marks: bool, pages: BTreeMap<ObjectId, usize>) -> Self {
        Self {
            file,
            layers: Layers::of(file),
            marks,
            pictures: true,
            unmarked: BTreeSet::new(),
            appearances: BTreeSet::new(),
            wordless: BTreeSet::new(),
            silent: RefCell::default(),
            numbers: pages,
            open: Vec::new(),
            names: BTreeSet::new(),
            spaces: BTreeSet::new(),
        }
    }

    /// The new number of an object, which will be copied. `None` for an object that must not be.
    pub(super) fn number(&mut self, id: ObjectId, objects: &mut Objects<'_>) -> Option<usize> {
        if let Some(number) = self.numbers.get(&id) {
            return Some(*number);
        }
        let (head, _) = self.file.head(id)?;
        let dict = head.as_dict();
        let kind = dict.and_then(|d| d.get("Type")).and_then(PdfValue::as_name);
        if kind.is_some_and(|kind| WHOLE_FILE.contains(&kind)) || dict.is_some_and(is_program) {
            return None;
        }
        let number = objects.reserve();
        self.numbers.insert(id, number);
        self.open.push(id);
        Some(number)
    }

    /// A value as it stands in our file: with our references, and without the keys that are left behind. All
    /// that it refers to will be copied.
    pub(super) fn copied(&mut self, value: &PdfValue, objects: &mut Objects<'_>) -> PdfValue {
        self.copied_value(value, false, objects)
    }

    /// A dictionary of names as it stands in our file. All that it refers to will be copied.
    pub(super) fn copied_names(&mut self, names: Dict, objects: &mut Objects<'_>) -> Dict {
        match self.copied_value(&PdfValue::Dict(names), true, objects) {
            PdfValue::Dict(names) => names,
            _ => Dict::default(),
        }
    }

    /// Copies all objects that have a number and are not yet copied.
    pub(super) fn finish(&mut self, objects: &mut Objects<'_>) {
        while let Some(id) = self.open.pop() {
            let Some(number) = self.numbers.get(&id).copied() else { continue };
            match self.file.get(id) {
                Some(PdfObject::Plain(mut value)) => {
                    if let Some(all) = value.as_dict().filter(|_| self.spaces.contains(&id)) {
                        value = PdfValue::Dict(without_loops(self.file, all));
                    }
                    let value = self.copied_value(&value, self.names.contains(&id), objects);
                    objects.put(number, &value);
                }
                Some(PdfObject::Stream(stream)) => {
                    let (dict, data) = self.stream(id, stream, objects);
                    objects.put_stream(number, dict, data);
                }
                None => objects.put(number, &PdfValue::Null),
            }
        }
    }

    fn stream(&mut self, id: ObjectId, mut stream: Stream, objects: &mut Objects<'_>) -> (Dict, StreamData) {
        // Data that stand in another file are not fetched from there.
        if stream.dict.take("F").is_some() {
            stream.data = Vec::new().into();
        }
        stream.dict.take("FFilter");
        stream.dict.take("FDecodeParms");
        decrypted(&mut stream.dict);
        if self.appearances.contains(&id) && stream.dict.get("Subtype").is_none() {
            stream.dict.set("Subtype", PdfValue::name("Form"));
        }
        let form = stream.dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"Form");
        if let Some(changed) = form.then(|| self.form(id, &stream.dict)).flatten() {
            stream.dict.take("DecodeParms");
            stream.dict.set("Filter", PdfValue::name("FlateDecode"));
            stream.data = packed(&changed).into();
        }
        // It may be a reference, and is set anew.
        stream.dict.take("Length");
        match self.copied_value(&PdfValue::Dict(stream.dict), false, objects) {
            PdfValue::Dict(dict) => (dict, stream.data),
            _ => (Dict::default(), stream.data),
        }
    }

    /// The content of a form, changed; `None` where it can stay as it is.
    fn form(&self, id: ObjectId, dict: &Dict) -> Option<Vec<u8>> {
        let mut content = self.file.unpacked(id);
        if self.wordless.contains(&id) {
            content.bytes = without_words(&content.bytes);
            content.intact = false;
        }
        let marks = self.marks && !self.unmarked.contains(&id);
        if content.intact && marks && self.pictures && !self.layers.any() {
            return None;
        }
        let resources = self.file.dict(dict, "Resources");
        let cleaned = self.cleaned(&content.bytes, resources.as_ref(), marks, false);
        cleaned.or((!content.intact).then_some(content.bytes))
    }

    /// A content stream without what must not be drawn; `None` where it stays as it is. With `marks` its
    /// marked content keeps its marks, and with `artifacts` drawing in none becomes an artifact.
    pub(super) fn cleaned(
        &self,
        content: &[u8],
        resources: Option<&Dict>,
        marks: bool,
        artifacts: bool,
    ) -> Option<Vec<u8>> {
        let inherits = resources.is_none();
        let inside = |key| resources.and_then(|all| self.file.dict(all, key)).unwrap_or_default();
        let (properties, drawn) = (inside("Properties"), inside("XObject"));
        let layer = |name: &[u8]| {
            let group = properties.named(name)?;
            self.layers.shows(self.file, group)
        };
        let list = |name: &[u8]| match self.file.resolve(properties.named(name)?) {
            PdfValue::Dict(mut list) => {
                let text = self.file.entry(&list, "ActualText")?;
                list.set("ActualText", text);
                Some(list)
            }
            _ => None,
        };
        let object = |name: &[u8]| {
            // In a form without resources it may be one of the page's.
            let Some(object) = drawn.named(name) else { return inherits };
            // What is not there, or stands in another file, draws nothing.
            let PdfValue::Dict(object) = self.file.resolve(object) else { return false };
            !is_program(&object)
                && object.get("OC").and_then(|group| self.layers.shows(self.file, group)).unwrap_or(true)
        };
        let silent = |name: &[u8]| self.silent(drawn.named(name), 0);
        let pictures = self.pictures;
        let rules = ContentRules {
            marks,
            layer: &layer,
            list: &list,
            object: &object,
            artifacts,
            silent: &silent,
            pictures,
        };
        clean(content, &rules)
    }

    /// A value as it stands in our file; `names` says whether it is a dictionary of names, which keeps all its
    /// keys.
    fn copied_value(&mut self, value: &PdfValue, names: bool, objects: &mut Objects<'_>) -> PdfValue {
        match value {
            PdfValue::Ref(id) => self.number(*id, objects).map_or(PdfValue::Null, reference),
            PdfValue::Array(values) => {
                PdfValue::Array(values.iter().map(|v| self.copied_value(v, false, objects)).collect())
            }
            // A layer is shown or not, and no layer any more.
            PdfValue::Dict(dict) if dict.get("Type").and_then(PdfValue::as_name) == Some(b"OCMD") => {
                PdfValue::Null
            }
            PdfValue::Dict(dict) => {
                let mut kept = Vec::new();
                for (key, value) in dict.iter() {
                    if !names && LEFT_BEHIND.iter().any(|gone| gone.as_bytes() == key) {
                        continue;
                    }
                    let inner = !names && NAMES.contains(&key);
                    self.names.extend(value.as_ref().filter(|_| inner));
                    let spaces = inner && key == b"ColorSpace";
                    self.spaces.extend(value.as_ref().filter(|_| spaces));
                    let named = value.as_dict().filter(|_| spaces);
                    let named = named.map(|all| PdfValue::Dict(without_loops(self.file, all)));
                    let value = self.copied_value(named.as_ref().unwrap_or(value), inner, objects);
                    kept.push((key.to_vec(), value));
                }
                PdfValue::Dict(kept.into_iter().collect())
            }
            other => other.clone(),
        }
    }

    /// Whether a picture or form holds neither words nor marks, and is no part of the structure tree itself.
    fn silent(&self, object: Option<&PdfValue>, depth: usize) -> bool {
        let Some(id) = object.and_then(PdfValue::as_ref) else { return false };
        if let Some(known) = self.silent.borrow().get(&id) {
            return *known;
        }
        let silent = self.is_silent(id, depth);
        self.silent.borrow_mut().insert(id, silent);
        silent
    }

    fn is_silent(&self, id: ObjectId, depth: usize) -> bool {
        let Some((PdfValue::Dict(dict), true)) = self.file.head(id) else { return false };
        if depth > DEEPEST || ["StructParent", "StructParents"].iter().any(|k| dict.get(k).is_some()) {
            return false;
        }
        if dict.get("Subtype").and_then(PdfValue::as_name) != Some(b"Form") {
            return true;
        }
        let content = self.file.unpacked(id).bytes;
        let resources = self.file.dict(&dict, "Resources").unwrap_or_default();
        let inside = self.file.dict(&resources, "XObject").unwrap_or_default();
        operations(&content).all(|operation| match operation.operator {
            b"Tj" | b"TJ" | b"'" | b"\"" | b"BDC" => false,
            b"Do" => self.silent(operation.name(0).and_then(|name| inside.named(&name)), depth + 1),
            _ => true,
        })
    }
}

/// Whether a stream is a program for a printer (ISO 32000-1, 8.8.2).
fn is_program(dict: &Dict) -> bool {
    dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"PS")
}

/// Takes the filter away that only says how the data were encrypted (ISO 32000-1, 7.4.10).
fn decrypted(dict: &mut Dict) {
    let crypt = PdfValue::name("Crypt");
    match dict.get("Filter").cloned() {
        Some(filter) if filter == crypt => {
            dict.take("Filter");
            dict.take("DecodeParms");
        }
        Some(PdfValue::Array(filters)) if filters.first() == Some(&crypt) => {
            dict.set("Filter", PdfValue::Array(filters[1..].to_vec()));
            if let Some(PdfValue::Array(parameters)) = dict.get("DecodeParms").cloned() {
                dict.set("DecodeParms", PdfValue::Array(parameters.get(1..).unwrap_or_default().to_vec()));
            }
        }
        _ => {}
    }
}

/// Adds a stream of new content, packed where there is enough of it, and gives its number.
pub(super) fn add_content(content: Vec<u8>, objects: &mut Objects<'_>) -> usize {
    let mut dict = Dict::default();
    let data = if content.len() < WORTH_PACKING {
        content
    } else {
        dict.set("Filter", PdfValue::name("FlateDecode"));
        packed(&content)
    };
    objects.add_stream(dict, data.into())
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
