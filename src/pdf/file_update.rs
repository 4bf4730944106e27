//! `FileUpdate`: objects written after the end of a file, as if it had been saved again (ISO 32000-1, 7.5.6). What
//! the file has stays byte by byte.

use std::collections::BTreeMap;

use super::value::{PdfValue, write_dict};
use super::xref::ReferenceTable;

/// A file with objects after its end, which take the place of those of the same numbers.
pub(super) struct FileUpdate<'a> {
    out: Vec<u8>,
    table: &'a ReferenceTable,
    /// The position of each object that was written.
    positions: BTreeMap<u32, usize>,
}

impl<'a> FileUpdate<'a> {
    /// Begins with a file and its table.
    pub(super) fn new(file: &[u8], table: &'a ReferenceTable) -> Self {
        Self { out: file.to_vec(), table, positions: BTreeMap::new() }
    }

    /// Whether an object was written.
    pub(super) fn has(&self, number: u32) -> bool {
        self.positions.contains_key(&number)
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// The first number that no object has; `None` where there is none left.
    pub(super) fn next(&self) -> Option<u32> {
        let last = |numbers: Option<u32>| numbers.unwrap_or(0);
        let known = last(self.table.positions.keys().next_back().copied());
        let written = last(self.positions.keys().next_back().copied());
        let size = self.table.trailer.get("Size").and_then(PdfValue::as_integer).unwrap_or(0);
        u32::try_from(size).unwrap_or(0).max(known.max(written).checked_add(1)?).into()
    }

    /// Writes an object from the bytes between `obj` and `endobj`.
    pub(super) fn put(&mut self, number: u32, body: &[u8]) {
        self.out.push(b'\n');
        self.positions.insert(number, self.out.len());
        self.out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.out.extend_from_slice(body);
        self.out.extend_from_slice(b"\nendobj");
    }

    /// The file with a table of the objects that were written, before the one that it has. `None` where it is
    /// larger than a table can say.
    pub(super) fn finish(self) -> Option<Vec<u8>> {
        let size = self.next()?;
        let mut out = self.out;
        let start = out.len() + 1;
        out.extend_from_slice(b"\nxref\n");
        for (number, at) in &self.positions {
            // Ten digits.
            if *at > 9_999_999_999 {
                return None;
            }
            out.extend_from_slice(format!("{number} 1\n{at:010} 00000 n\r\n").as_bytes());
        }
        let mut trailer = self.table.trailer.clone();
        // What the trailer is where it is a stream.
        for key in ["Type", "W", "Index", "Filter", "DecodeParms", "Length", "XRefStm"] {
            trailer.take(key);
        }
        trailer.set("Prev", PdfValue::count(self.table.start));
        trailer.set("Size", PdfValue::count(usize::try_from(size).ok()?));
        out.extend_from_slice(b"trailer\n");
        write_dict(&trailer, &mut out);
        out.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Some(out)
    }
}
