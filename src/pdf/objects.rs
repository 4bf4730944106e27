//! `Objects`: a PDF that Typst wrote, object by object. An object stays the bytes that it was until it is
//! edited; values go in and come out as `PdfValue`. It reads no other PDF.

use std::borrow::Cow;

use super::data::StreamData;
use super::inflate::inflate;
use super::parse::{dict_at_start, entry, parse};
use super::value::{Dict, PdfValue, write, write_dict};
use super::xref::stream_at;

/// The objects of a file that Typst wrote, in the order in which they stand.
pub(crate) struct Objects<'a> {
    /// The bytes before the first object.
    pub(super) header: &'a [u8],
    pub(super) list: Vec<Object<'a>>,
    /// The dictionary of the trailer, without the file's size.
    pub(super) trailer: Dict,
    /// The index in the list of each object number.
    index: Vec<usize>,
}

/// An object of a file.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub number: usize,
    /// The bytes of the object without `obj` and `endobj`; of a stream whose data are apart, the dictionary
    /// alone; none of an object that was removed.
    pub body: Cow<'a, [u8]>,
    /// The data of a stream, where they are apart from the body.
    pub data: Option<StreamData>,
}

/// The index that says that no object has a number.
const NONE: usize = usize::MAX;

/// Makes a reference to an object of a file that is being edited.
pub(crate) fn reference(number: usize) -> PdfValue {
    // A file with more objects is larger than a file may be.
    PdfValue::Ref((i32::try_from(number).unwrap_or(i32::MAX), 0))
}

/// Makes an array of references to objects of a file that is being edited.
pub(crate) fn references(numbers: &[usize]) -> PdfValue {
    PdfValue::Array(numbers.iter().copied().map(reference).collect())
}

/// The number of the object that a value refers to; `None` where it is no reference.
pub(crate) fn referred(value: &PdfValue) -> Option<usize> {
    let (number, _) = value.as_ref()?;
    usize::try_from(number).ok()
}

impl<'a> Objects<'a> {
    /// Reads a file with a plain table of references. `None` where the file is not as Typst writes one.
    pub(crate) fn read(pdf: &'a [u8]) -> Option<Self> {
        let tail = find_last(pdf, b"startxref")?;
        let words = std::str::from_utf8(&pdf[tail + b"startxref".len()..]).ok()?;
        let table: usize = words.split_whitespace().next()?.parse().ok()?;
        let text = std::str::from_utf8(pdf.get(table..tail)?).ok()?;
        let (rows, trailer) = text.split_once("trailer")?;
        let mut rows = rows.lines();
        if rows.next()?.trim() != "xref" {
            return None;
        }
        let (first, count) = rows.next()?.trim().split_once(' ')?;
        let (first, count): (usize, usize) = (first.parse().ok()?, count.parse().ok()?);
        let mut places = Vec::with_capacity(count);
        for (index, row) in rows.take(count).enumerate() {
            let mut words = row.split_whitespace();
            let (place, _, kind) = (words.next()?, words.next()?, words.next()?);
            if kind == "n" {
                places.push((place.parse::<usize>().ok()?, first + index));
            }
        }
        places.sort_unstable();
        let header = pdf.get(..places.first()?.0)?;
        let ends = places.iter().skip(1).map(|(place, _)| *place).chain([table]);
        let objects = places.iter().zip(ends).map(|((start, number), end)| {
            let all = pdf.get(*start..end)?;
            let body = all.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
            let body = body[..find_last(body, b"endobj")?].trim_ascii_end();
            Some(Object { number: *number, body: Cow::Borrowed(body), data: None })
        });
        let list = objects.collect::<Option<Vec<_>>>()?;
        let mut index = vec![NONE; list.iter().map(|o| o.number).max()? + 1];
        for (at, object) in list.iter().enumerate() {
            index[object.number] = at;
        }
        let (mut trailer, _) = dict_at_start(trailer.as_bytes())?;
        trailer.take("Size");
        trailer.get("Root").and_then(referred)?;
        Some(Self { header, list, trailer, index })
    }

    /// The number that the next object would have.
    pub(crate) fn next(&self) -> usize {
        self.index.len()
    }

    /// The numbers of the objects whose bytes contain some words, in order.
    pub(crate) fn containing(&self, words: &[u8]) -> Vec<usize> {
        let holds = |object: &&Object<'_>| object.body.windows(words.len()).any(|w| w == words);
        self.list.iter().filter(holds).map(|object| object.number).collect()
    }

    /// The numbers of the objects whose bytes begin with some words, in order.
    pub(crate) fn starting(&self, words: &[u8]) -> Vec<usize> {
        let starts = |object: &&Object<'_>| object.body.starts_with(words);
        self.list.iter().filter(starts).map(|object| object.number).collect()
    }

    fn object(&self, number: usize) -> Option<&Object<'a>> {
        self.list.get(self.index.get(number).copied().unwrap_or(NONE))
    }

    /// The bytes of an object as they will be written; empty where there is no such object.
    pub(crate) fn bytes(&self, number: usize) -> &[u8] {
        self.object(number).map_or(&[], |object| &object.body)
    }

    /// The value of an object; of a stream, the dictionary. `None` where there is no such object.
    pub(crate) fn get(&self, number: usize) -> Option<PdfValue> {
        parse(self.bytes(number))
    }

    /// The value itself, or the one that it refers to.
    pub(crate) fn resolve(&self, value: &PdfValue) -> Option<PdfValue> {
        match referred(value) {
            Some(number) => self.get(number),
            None => Some(value.clone()),
        }
    }

    /// The value of a key in an object that is a dictionary. A reference is not followed.
    pub(crate) fn entry(&self, number: usize, key: &str) -> Option<PdfValue> {
        entry(self.bytes(number), key)
    }

    /// The number of the object that a key's value refers to.
    pub(crate) fn reference(&self, number: usize, key: &str) -> Option<usize> {
        self.entry(number, key).as_ref().and_then(referred)
    }

    /// The content of a stream without its filter; `None` where it has one that Typst does not write.
    pub(crate) fn unpacked(&self, number: usize) -> Option<Vec<u8>> {
        let (dict, data) = stream_at(self.bytes(number))?;
        match dict.get("Filter") {
            None => Some(data.to_vec()),
            Some(PdfValue::Name(filter)) if filter == b"FlateDecode" => Some(inflate(data)),
            Some(_) => None,
        }
    }

    /// Edits the dictionary of an object, which is no stream or one whose data stay. An object that is no
    /// dictionary stays as it is.
    pub(crate) fn edit(&mut self, number: usize, change: impl FnOnce(&mut Dict)) {
        let Some((mut dict, end)) = dict_at_start(self.bytes(number)) else { return };
        change(&mut dict);
        let mut body = Vec::with_capacity(self.bytes(number).len() + 64);
        write_dict(&dict, &mut body);
        body.extend_from_slice(&self.bytes(number)[end..]);
        self.put_bytes(number, body);
    }

    /// Sets the value of a key in an object that is a dictionary.
    pub(crate) fn set(&mut self, number: usize, key: &str, value: PdfValue) {
        self.edit(number, |dict| dict.set(key, value));
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, value: &PdfValue) -> usize {
        let number = self.reserve();
        self.put(number, value);
        number
    }

    /// Adds a stream by its dictionary and its data, and gives its number.
    pub(crate) fn add_stream(&mut self, dict: Dict, data: StreamData) -> usize {
        let number = self.reserve();
        self.put_stream(number, dict, data);
        number
    }

    /// Reserves a number for an object whose value comes later.
    pub(crate) fn reserve(&mut self) -> usize {
        let number = self.next();
        self.index.push(self.list.len());
        self.list.push(Object { number, body: Cow::default(), data: None });
        number
    }

    /// Gives an object another value.
    pub(crate) fn put(&mut self, number: usize, value: &PdfValue) {
        let mut body = Vec::new();
        write(value, &mut body);
        self.put_bytes(number, body);
    }

    /// Makes an object a stream, whose dictionary gets the length of the data.
    pub(crate) fn put_stream(&mut self, number: usize, mut dict: Dict, data: StreamData) {
        dict.set("Length", PdfValue::count(data.len()));
        let mut body = Vec::new();
        write_dict(&dict, &mut body);
        if let Some(object) = self.object_mut(number) {
            (object.body, object.data) = (Cow::Owned(body), Some(data));
        }
    }

    /// Gives an object other bytes, which are a value, or the dictionary and the data of a stream.
    pub(crate) fn put_bytes(&mut self, number: usize, body: Vec<u8>) {
        if let Some(object) = self.object_mut(number) {
            object.body = Cow::Owned(body);
        }
    }

    /// Removes an object: it is not written. Nothing may refer to it.
    pub(crate) fn remove(&mut self, number: usize) {
        if let Some(object) = self.object_mut(number) {
            (object.body, object.data) = (Cow::default(), None);
        }
    }

    fn object_mut(&mut self, number: usize) -> Option<&mut Object<'a>> {
        self.list.get_mut(self.index.get(number).copied().unwrap_or(NONE))
    }

    /// The number of the catalogue.
    pub(crate) fn catalog(&self) -> Option<usize> {
        self.trailer.get("Root").and_then(referred)
    }

    /// The number of the root of the structure tree.
    pub(crate) fn structure_root(&self) -> Option<usize> {
        self.reference(self.catalog()?, "StructTreeRoot")
    }

    /// The object numbers of the pages, in order.
    pub(crate) fn pages(&self) -> Option<Vec<usize>> {
        let mut pages = Vec::new();
        let mut open = vec![self.reference(self.catalog()?, "Pages")?];
        while let Some(node) = open.pop() {
            match self.entry(node, "Kids") {
                Some(PdfValue::Array(kids)) => open.extend(kids.iter().rev().filter_map(referred)),
                _ => pages.push(node),
            }
        }
        Some(pages)
    }
}

fn find_last(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).rposition(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "%PDF-1.7\n1 0 obj\n<</A 2 0 R/N 0.50>>\nendobj\n2 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\nxref\n0 3\n0000000000 65535 f\r\n0000000009 00000 n\r\n0000000044 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n94\n%%EOF";

    #[test]
    fn an_object_is_edited_and_the_others_keep_their_bytes() {
        let mut objects = Objects::read(FILE.as_bytes()).expect("a file");
        objects.set(2, "Type", PdfValue::name("XObject"));
        assert_eq!(objects.bytes(1), b"<</A 2 0 R/N 0.50>>");
        assert_eq!(objects.bytes(2), b"<</Length 3/Type/XObject>>\nstream\nabc\nendstream");
        objects.edit(1, |dict| {
            dict.take("A");
            dict.set("B", references(&[2, 7]));
        });
        assert_eq!(objects.bytes(1), b"<</N 0.5/B[2 0 R 7 0 R]>>");
        let added = objects.add(&PdfValue::Bool(true));
        assert_eq!((added, objects.get(added), objects.next()), (3, Some(PdfValue::Bool(true)), 4));
        objects.remove(added);
        assert_eq!(objects.get(added), None);
        assert_eq!(objects.get(99), None);
    }

    #[test]
    fn what_typst_did_not_write_is_refused() {
        assert!(Objects::read(b"%PDF-1.7\nstartxref\n0\n%%EOF").is_none());
        assert!(Objects::read(b"").is_none());
    }
}
