//! The table of references of a file, read without a library (ISO 32000-1, 7.5.4 and 7.5.8): where each object
//! stands, and what the trailer says. It repairs nothing: of a file whose table is damaged there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::inflate::inflate;
use super::lexer::{regular_end, skip_blank};
use super::parse::dict_at_start;
use super::value::{Dict, PdfValue};

/// The position of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObjectPosition {
    /// The object begins at this byte of the file.
    At(usize),
    /// The object stands in the object stream of this number.
    Packed(u32),
    /// The object was deleted.
    Free,
}

/// The positions of the objects of a file, and its trailer.
#[derive(Debug, Default)]
pub(super) struct ReferenceTable {
    /// The position of each object by its number, as the newest part of the table has it.
    pub positions: BTreeMap<u32, ObjectPosition>,
    /// The newest trailer.
    pub trailer: Dict,
    /// The byte at which the newest part of the table begins.
    pub start: usize,
}

/// The most parts that a table may have: one for each time that the file was saved.
const MOST_PARTS: usize = 4096;
/// The most objects that a file may have (ISO 32000-1, annex C).
const MOST_OBJECTS: usize = 8_388_607;

impl ReferenceTable {
    /// Reads the table of a file. `None` where some part of it cannot be read.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let from = file.windows(9).rposition(|w| w == b"startxref")? + 9;
        let (start, _) = integer(file, from)?;
        let mut table = Self { start, ..Self::default() };
        let mut open = vec![start];
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop() {
            if !seen.insert(at) || seen.len() > MOST_PARTS {
                continue;
            }
            let trailer = table.part(file, at)?;
            let next = |key| usize::try_from(trailer.get(key)?.as_integer()?).ok();
            // What stands in a stream beside a table comes before what is older.
            open.extend(next("Prev"));
            open.extend(next("XRefStm"));
            if table.trailer.is_empty() {
                table.trailer = trailer;
            }
        }
        Some(table)
    }

    /// Reads one part of the table, and gives its trailer.
    fn part(&mut self, file: &[u8], at: usize) -> Option<Dict> {
        let at = skip_blank(file, at);
        if file.get(at..)?.starts_with(b"xref") { self.rows(file, at + 4) } else { self.stream(file, at) }
    }

    fn rows(&mut self, file: &[u8], mut at: usize) -> Option<Dict> {
        loop {
            at = skip_blank(file, at);
            if file.get(at..)?.starts_with(b"trailer") {
                return dict_at_start(&file[at + 7..]).map(|(trailer, _)| trailer);
            }
            let (first, end) = integer(file, at)?;
            let (count, end) = integer(file, end)?;
            at = end;
            for number in first..first.checked_add(count)? {
                let (place, end) = integer(file, at)?;
                let (_, end) = integer(file, end)?;
                let kind = skip_blank(file, end);
                at = regular_end(file, kind);
                self.add(
                    number,
                    if &file[kind..at] == b"n" { ObjectPosition::At(place) } else { ObjectPosition::Free },
                )?;
            }
        }
    }

    fn stream(&mut self, file: &[u8], at: usize) -> Option<Dict> {
        let (dict, data) = stream_at(object_at(file, at)?)?;
        let rows = table_data(&dict, data)?;
        let width = |n: usize| usize::try_from(dict.get("W")?.as_array()?.get(n)?.as_integer()?).ok();
        let widths = [width(0)?, width(1)?, width(2)?];
        let size = usize::try_from(dict.get("Size")?.as_integer()?).ok()?;
        let index: Vec<usize> = match dict.get("Index").and_then(PdfValue::as_array) {
            Some(all) => all.iter().filter_map(|n| usize::try_from(n.as_integer()?).ok()).collect(),
            None => vec![0, size],
        };
        let long = widths.iter().sum::<usize>().max(1);
        let numbers = index.chunks_exact(2).flat_map(|part| part[0]..part[0].saturating_add(part[1]));
        for (row, number) in rows.chunks_exact(long).zip(numbers) {
            let (kind, rest) = row.split_at(widths[0]);
            // The third field is a generation, or a number in a stream, which nobody asks for.
            let second = &rest[..widths[1]];
            // Without a field for it, the kind is 1 (table 17).
            let position = match if kind.is_empty() { 1 } else { big_endian(kind) } {
                1 => ObjectPosition::At(big_endian(second)),
                2 => ObjectPosition::Packed(u32::try_from(big_endian(second)).ok()?),
                _ => ObjectPosition::Free,
            };
            self.add(number, position)?;
        }
        Some(dict)
    }

    /// Adds a position, where no newer one is known.
    fn add(&mut self, number: usize, position: ObjectPosition) -> Option<()> {
        if self.positions.len() > MOST_OBJECTS {
            return None;
        }
        self.positions.entry(u32::try_from(number).ok()?).or_insert(position);
        Some(())
    }
}

/// The whole number that stands at `at` or after white space, and its end.
pub(super) fn integer(file: &[u8], at: usize) -> Option<(usize, usize)> {
    let from = skip_blank(file, at);
    let end = regular_end(file, from);
    let digits = file.get(from..end)?;
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, end))
}

/// The bytes after the head of the object that begins at `at`: "12 0 obj". `None` where none begins there.
pub(super) fn object_at(file: &[u8], at: usize) -> Option<&[u8]> {
    let (_, end) = integer(file, at)?;
    let (_, end) = integer(file, end)?;
    file.get(skip_blank(file, end)..)?.strip_prefix(b"obj")
}

/// The dictionary of a stream, and its data with all that follows it where its length is not in the
/// dictionary.
pub(super) fn stream_at(object: &[u8]) -> Option<(Dict, &[u8])> {
    let (dict, end) = dict_at_start(object)?;
    let word = skip_blank(object, end);
    let after = object.get(word..)?.strip_prefix(b"stream")?;
    let after =
        after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).or(after.strip_prefix(b"\r"))?;
    let said = dict.get("Length").and_then(|length| usize::try_from(length.as_integer()?).ok());
    let data = said.and_then(|length| after.get(..length)).unwrap_or(after);
    Some((dict, data))
}

/// The rows of a table of references, unpacked.
fn table_data(dict: &Dict, data: &[u8]) -> Option<Vec<u8>> {
    let filter = match dict.get("Filter") {
        None => return Some(data.to_vec()),
        Some(PdfValue::Array(all)) => all.first()?.as_name()?,
        Some(one) => one.as_name()?,
    };
    if !matches!(filter, b"FlateDecode" | b"Fl") {
        return None;
    }
    let unpacked = inflate(data);
    let parameters = match dict.get("DecodeParms") {
        Some(PdfValue::Array(all)) => all.first().and_then(PdfValue::as_dict),
        other => other.and_then(PdfValue::as_dict),
    };
    let number = |key| usize::try_from(parameters?.get(key)?.as_integer()?).ok();
    match number("Predictor").unwrap_or(1) {
        1 => Some(unpacked),
        10.. => unfiltered(&unpacked, number("Columns").unwrap_or(1)),
        _ => None,
    }
}

/// Rows of bytes without PNG's filters (ISO 32000-1, 7.4.4.4). `None` where one is unknown, or there is no whole row.
fn unfiltered(rows: &[u8], columns: usize) -> Option<Vec<u8>> {
    // A file may say that its rows are longer than any memory.
    if columns == 0 || columns >= rows.len() {
        return None;
    }
    let mut out: Vec<u8> = Vec::with_capacity(rows.len());
    let mut above = vec![0_u8; columns];
    for row in rows.chunks_exact(columns + 1) {
        let mut plain = row[1..].to_vec();
        for at in 0..columns {
            let left = if at > 0 { plain[at - 1] } else { 0 };
            let corner = if at > 0 { above[at - 1] } else { 0 };
            let base = match row[0] {
                0 => 0,
                1 => left,
                2 => above[at],
                3 => u8::midpoint(left, above[at]),
                4 => paeth(left, above[at], corner),
                _ => return None,
            };
            plain[at] = plain[at].wrapping_add(base);
        }
        out.extend_from_slice(&plain);
        above = plain;
    }
    Some(out)
}

/// The neighbour that Paeth's rule takes (PNG, 9.4).
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |byte: u8| (guess - i16::from(byte)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0_usize, |all, byte| all.wrapping_shl(8) | usize::from(*byte))
}
