//! `Objects`: a PDF that Typst wrote, object by object, as bytes. It reads no other PDF, and no stream.

use std::borrow::Cow;

use super::dictionary;
use crate::pdf::StreamData;

/// The objects of a file that Typst wrote, in the order in which they stand.
pub(super) struct Objects<'a> {
    /// The bytes before the first object.
    pub header: &'a [u8],
    pub list: Vec<Object<'a>>,
    /// The entries of the trailer.
    pub trailer: &'a str,
    /// The index in the list of each object number.
    index: Vec<usize>,
}

/// An object of a file.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub number: usize,
    /// The bytes of the object without `obj` and `endobj`; of a stream whose data are apart, the dictionary
    /// alone.
    pub body: Cow<'a, [u8]>,
    /// The data of a stream, where they are apart from the body.
    pub data: Option<StreamData>,
}

/// The index that says that no object has a number.
const NONE: usize = usize::MAX;

impl<'a> Objects<'a> {
    /// Reads a file with a plain table of references. `None` where the file is not as Typst writes one.
    pub(super) fn read(pdf: &'a [u8]) -> Option<Self> {
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
        let trailer = trailer.trim().strip_prefix("<<")?.strip_suffix(">>")?;
        trailer.find("/Root")?;
        Some(Self { header, list, trailer, index })
    }

    /// The number that the next object would have.
    pub(super) fn next(&self) -> usize {
        self.index.len()
    }

    /// The bytes of an object; empty where there is no such object.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        let at = self.index.get(number).copied().unwrap_or(NONE);
        self.list.get(at).map_or(&[], |object| &object.body)
    }

    /// The value of a key in an object that is a dictionary.
    pub(super) fn value(&self, number: usize, key: &str) -> Option<&[u8]> {
        dictionary::value(self.get(number), key)
    }

    /// The number of the object that a key's value refers to.
    pub(super) fn reference(&self, number: usize, key: &str) -> Option<usize> {
        self.value(number, key).and_then(dictionary::reference)
    }

    /// Sets the value of a key in an object that is a dictionary.
    pub(super) fn set(&mut self, number: usize, key: &str, value: &str) {
        self.set_bytes(number, key, value.as_bytes());
    }

    /// Sets the value of a key to bytes, which may be no UTF-8.
    pub(super) fn set_bytes(&mut self, number: usize, key: &str, value: &[u8]) {
        let changed = dictionary::with_bytes(self.get(number), key, value);
        if let Some(object) = self.index.get(number).and_then(|at| self.list.get_mut(*at)) {
            object.body = Cow::Owned(changed);
        }
    }

    /// Adds an object and gives its number.
    pub(super) fn add(&mut self, body: String) -> usize {
        self.add_bytes(body.into_bytes())
    }

    /// Adds an object of bytes, which may be no UTF-8, and gives its number.
    pub(super) fn add_bytes(&mut self, body: Vec<u8>) -> usize {
        let number = self.next();
        self.index.push(self.list.len());
        self.list.push(Object { number, body: Cow::Owned(body), data: None });
        number
    }

    /// Adds a stream by its dictionary and its data, and gives its number.
    pub(super) fn add_stream(&mut self, dict: Vec<u8>, data: StreamData) -> usize {
        let number = self.reserve();
        self.put_stream(number, dict, data);
        number
    }

    /// Reserves a number for an object whose body comes later.
    pub(super) fn reserve(&mut self) -> usize {
        self.add_bytes(Vec::new())
    }

    /// Gives an object another body.
    pub(super) fn put(&mut self, number: usize, body: String) {
        self.put_bytes(number, body.into_bytes());
    }

    /// Gives an object another body of bytes, which may be no UTF-8.
    pub(super) fn put_bytes(&mut self, number: usize, body: Vec<u8>) {
        if let Some(object) = self.index.get(number).and_then(|at| self.list.get_mut(*at)) {
            object.body = Cow::Owned(body);
        }
    }

    /// Makes an object a stream.
    pub(super) fn put_stream(&mut self, number: usize, dict: Vec<u8>, data: StreamData) {
        if let Some(object) = self.index.get(number).and_then(|at| self.list.get_mut(*at)) {
            (object.body, object.data) = (Cow::Owned(dict), Some(data));
        }
    }

    /// Takes an object away: it is not written. Nothing may refer to it.
    pub(super) fn clear(&mut self, number: usize) {
        if let Some(object) = self.index.get(number).and_then(|at| self.list.get_mut(*at)) {
            (object.body, object.data) = (Cow::default(), None);
        }
    }

    /// The number of the catalogue.
    pub(super) fn catalog(&self) -> Option<usize> {
        dictionary::value(format!("<<{}>>", self.trailer).as_bytes(), "Root").and_then(dictionary::reference)
    }

    /// The object numbers of the pages, in order.
    pub(super) fn pages(&self) -> Option<Vec<usize>> {
        let mut pages = Vec::new();
        let mut open = vec![self.reference(self.catalog()?, "Pages")?];
        while let Some(node) = open.pop() {
            match self.value(node, "Kids") {
                Some(kids) => {
                    open.extend(dictionary::parts(kids).into_iter().rev().map_while(dictionary::reference))
                }
                None => pages.push(node),
            }
        }
        Some(pages)
    }
}

fn find_last(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).rposition(|w| w == what)
}
