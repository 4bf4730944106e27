//! Objects written as a file with object streams: Typst writes none, and a tagged file is mostly small objects.
//! It copies their bytes as they are, so that nothing a reader sees can change and the same file comes out every
//! time, and never changes an object.
//!
//! `lopdf` was tried first. It took three times as long, left the table of references unpacked, and ended
//! streams so that one strict checker misread their length. It still reads PDFs in the tests, and in the
//! independent check (`page_validation` is built on it).
//!
//! Files are not linearised ("optimised for fast web view"), on purpose: a pack was 13 % larger so, and pdf.js, which
//! asks for parts of a file by itself, showed its first page later; without it the first of 484 pages stands there
//! after 160 ms.
//!
//! Single reports are packed as small as can be, packs quickly (`CompressionEffort`): the last tenth of a
//! large pack's size would cost a third of its time.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::objects::{Object, Objects};
use super::value::{Dict, PdfValue, write_dict};

/// The number of objects in a stream: more pack better, and a reader unpacks a whole stream for one object.
const TOGETHER: usize = 1000;
/// The number of bytes of an entry in the table of references: its kind, a place, and a number in a stream.
const WIDTH: usize = 7;

/// The bytes after the data of a stream, which begin with a line end of two bytes: no data can be taken for
/// half of it.
const END: &[u8] = b"\r\nendstream\nendobj\n";

/// The effort with which a file is packed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CompressionEffort {
    /// The most that there is, for a single paper: every byte counts.
    Most,
    /// The usual one, for the many files of a pack, in which more pages share one font.
    Usual,
}

/// Writes a file with object streams (ISO 32000-1, 7.5.7 and 7.5.8), piece by piece.
///
/// # Errors
/// An error of the writer, or `FileTooLarge` where the file is too large for its table of references.
pub(crate) fn write_compact(
    objects: &Objects<'_>,
    effort: CompressionEffort,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = CountingWriter { out, at: 0 };
    out.put(objects.header)?;
    let mut next = objects.next();
    let mut entries = vec![[0u8; WIDTH]; next];
    let there = objects.list.iter().filter(|o| !o.body.is_empty());
    let (large, small): (Vec<_>, Vec<_>) = there.partition(|o| o.data.is_some() || is_stream(&o.body));
    for object in large {
        entries[object.number] = entry(1, out.at, 0)?;
        out.put(format!("{} 0 obj\n", object.number).as_bytes())?;
        match &object.data {
            Some(data) => {
                out.put(&object.body)?;
                out.put(b"\nstream\n")?;
                out.put(data)?;
            }
            None => {
                let data = object.body.strip_suffix(b"\nendstream").ok_or(io::ErrorKind::InvalidData)?;
                out.put(data)?;
            }
        }
        // After data whose last byte is a carriage return, a line feed alone would read as the
        // second half of one line end, and the data as a byte too short (ISO 19005-2, 6.1.7.1).
        out.put(END)?;
    }
    for batch in small.chunks(TOGETHER) {
        entries.push(entry(1, out.at, 0)?);
        for (index, object) in batch.iter().enumerate() {
            entries[object.number] = entry(2, next, index)?;
        }
        out.put(&stream_of(next, batch, effort)?)?;
        next += 1;
    }
    let place = out.at;
    entries.push(entry(1, place, 0)?);
    let packed = zlib(&predict(&entries), effort)?;
    let predictor = [("Predictor", PdfValue::count(12)), ("Columns", PdfValue::count(WIDTH))];
    let mut dict = Dict::of([
        ("Type", PdfValue::name("XRef")),
        ("Size", PdfValue::count(next + 1)),
        ("W", PdfValue::numbers(&[1.0, 4.0, 2.0])),
    ]);
    for (key, value) in objects.trailer.iter() {
        dict.set_named(key, value.clone());
    }
    dict.set("Filter", PdfValue::name("FlateDecode"));
    dict.set("DecodeParms", PdfValue::Dict(Dict::of(predictor)));
    out.put(&stream_head(next, dict, packed.len()))?;
    out.put(&packed)?;
    out.put(END)?;
    out.put(format!("startxref\n{place}\n%%EOF\n").as_bytes())
}

/// Writes to another writer, and counts the bytes.
struct CountingWriter<'a> {
    out: &'a mut dyn Write,
    at: usize,
}

impl CountingWriter<'_> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len();
        self.out.write_all(bytes)
    }
}

fn is_stream(body: &[u8]) -> bool {
    body.ends_with(b"\nendstream")
}

/// An object stream with objects in it, under a number of its own.
fn stream_of(number: usize, objects: &[&Object<'_>], effort: CompressionEffort) -> io::Result<Vec<u8>> {
    let mut index = String::new();
    let mut bodies = Vec::new();
    for object in objects {
        index.push_str(&format!("{} {} ", object.number, bodies.len()));
        bodies.extend_from_slice(&object.body);
        bodies.push(b'\n');
    }
    let first = index.len();
    let mut inside = index.into_bytes();
    inside.extend_from_slice(&bodies);
    let packed = zlib(&inside, effort)?;
    let dict = Dict::of([
        ("Type", PdfValue::name("ObjStm")),
        ("N", PdfValue::count(objects.len())),
        ("First", PdfValue::count(first)),
        ("Filter", PdfValue::name("FlateDecode")),
    ]);
    let mut out = stream_head(number, dict, packed.len());
    out.extend_from_slice(&packed);
    out.extend_from_slice(END);
    Ok(out)
}

/// The bytes of a stream before its data, whose length is given.
fn stream_head(number: usize, dict: Dict, length: usize) -> Vec<u8> {
    let mut head = format!("{number} 0 obj\n").into_bytes();
    write_dict(&dict.with("Length", PdfValue::count(length)), &mut head);
    head.extend_from_slice(b"\nstream\n");
    head
}

/// An entry of the table of references: of kind 1, the byte at which an object begins; of kind 2, its stream
/// and its number in it.
fn entry(kind: u8, place: usize, number: usize) -> io::Result<[u8; WIDTH]> {
    let too_large = |_| io::Error::from(io::ErrorKind::FileTooLarge);
    let place = u32::try_from(place).map_err(too_large)?.to_be_bytes();
    let number = u16::try_from(number).map_err(too_large)?.to_be_bytes();
    Ok([kind, place[0], place[1], place[2], place[3], number[0], number[1]])
}

/// The rows through PNG's "up" filter: each byte less the one above it (ISO 32000-1, 7.4.4.4).
fn predict(rows: &[[u8; WIDTH]]) -> Vec<u8> {
    let mut above = [0; WIDTH];
    let mut out = Vec::with_capacity(rows.len() * (WIDTH + 1));
    for row in rows {
        out.push(2);
        out.extend(row.iter().zip(&above).map(|(byte, over)| byte.wrapping_sub(*over)));
        above = *row;
    }
    out
}

fn zlib(data: &[u8], effort: CompressionEffort) -> io::Result<Vec<u8>> {
    let level = match effort {
        CompressionEffort::Most => Compression::best(),
        CompressionEffort::Usual => Compression::default(),
    };
    let mut encoder = ZlibEncoder::new(Vec::new(), level);
    encoder.write_all(data)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "%PDF-1.7\n%\u{80}\n1 0 obj\n<</A 2 0 R>>\nendobj\n2 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\nxref\n0 3\n0000000000 65535 f\r\n0000000013 00000 n\r\n0000000041 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n91\n%%EOF";

    #[test]
    fn objects_keep_their_bytes() {
        let objects = Objects::read(FILE.as_bytes()).expect("reads");
        let mut packed = Vec::new();
        write_compact(&objects, CompressionEffort::Most, &mut packed).expect("packs");
        let document = lopdf::Document::load_mem(&packed).expect("reads");
        let root = document.get_dictionary((1, 0)).expect("an object");
        assert_eq!(root.get(b"A").expect("its key").as_reference().expect("a reference"), (2, 0));
        let stream = document.get_object((2, 0)).expect("a stream").as_stream().expect("a stream");
        assert_eq!(stream.content, b"abc");
        assert_eq!(document.trailer.get(b"Root").expect("root").as_reference().expect("a reference"), (1, 0));
    }
}
