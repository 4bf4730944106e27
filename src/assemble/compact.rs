//! A PDF written again with object streams: Typst writes none, and a tagged file is mostly small
//! objects. It changes nothing that a reader sees, and gives the same bytes every time.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, SaveOptions};

/// Objects in a stream: more pack better, and a reader unpacks a whole stream for one object.
const TOGETHER: usize = 400;

/// Rewrites `pdf` with object streams.
///
/// # Errors
/// Where lopdf cannot read what Typst wrote.
pub(super) fn compact(pdf: &[u8]) -> Result<Vec<u8>, lopdf::Error> {
    let mut document = Document::load_mem(pdf)?;
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(TOGETHER)
        .compression_level(9)
        .build();
    let mut bytes = Vec::with_capacity(pdf.len() / 2);
    document.save_with_options(&mut bytes, options)?;
    part_ends(&mut bytes);
    Ok(pack_references(&bytes).unwrap_or(bytes))
}

/// lopdf ends a stream with one line feed. After data whose last byte is a carriage return the two
/// would read as one line end, and the data as a byte too short (ISO 19005-2, 6.1.7.1): there the
/// blank that lopdf leaves after `endstream` makes room for a line end of both.
fn part_ends(pdf: &mut [u8]) {
    let (ambiguous, clear) = (b"\r\nendstream \nendobj", b"\r\r\nendstream\nendobj");
    let mut at = 0;
    while let Some(next) = find(&pdf[at..], ambiguous) {
        at += next;
        pdf[at..at + clear.len()].copy_from_slice(clear);
    }
}

/// lopdf leaves the table of references, which is the last object, unpacked: seven bytes an
/// object. `None` where the file does not end as lopdf ends it; then it is good as it is.
fn pack_references(pdf: &[u8]) -> Option<Vec<u8>> {
    let tail = find_last(pdf, b"startxref")?;
    let offset: usize =
        std::str::from_utf8(&pdf[tail + 9..]).ok()?.split_whitespace().next()?.parse().ok()?;
    let begin = offset + find(&pdf[offset..tail], b"stream\n")?;
    let dictionary = std::str::from_utf8(&pdf[offset..begin]).ok()?.strip_suffix(">>")?;
    let (head, length) = dictionary.rsplit_once("/Length ")?;
    let length: usize = length.trim().parse().ok()?;
    let data = pdf.get(begin + 7..begin + 7 + length)?;
    let width = 7;
    if !head.contains("/W[1 4 2]") || head.contains("/Filter") || data.len() % width != 0 {
        return None;
    }
    let packed = zlib(&predict(data, width))?;
    let mut out = pdf[..offset].to_vec();
    let parms = format!(
        "{head}/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {width}>>/Length {}>>stream\n",
        packed.len()
    );
    out.extend_from_slice(parms.as_bytes());
    out.extend_from_slice(&packed);
    out.extend_from_slice(format!("\r\nendstream\nendobj\nstartxref\n{offset}\n%%EOF\n").as_bytes());
    Some(out)
}

/// PNG's "up" filter: each byte less the one above it (ISO 32000-1, 7.4.4.4).
fn predict(data: &[u8], width: usize) -> Vec<u8> {
    let mut above = vec![0; width];
    let mut out = Vec::with_capacity(data.len() + data.len() / width);
    for row in data.chunks_exact(width) {
        out.push(2);
        out.extend(row.iter().zip(&above).map(|(byte, over)| byte.wrapping_sub(*over)));
        above.copy_from_slice(row);
    }
    out
}

fn zlib(data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).ok()?;
    encoder.finish().ok()
}

fn find(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).position(|w| w == what)
}

fn find_last(data: &[u8], what: &[u8]) -> Option<usize> {
    data.windows(what.len()).rposition(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_predicted_from_the_row_above() {
        assert_eq!(predict(&[1, 5, 1, 7], 2), [2, 1, 5, 2, 0, 2]);
    }

    #[test]
    fn data_that_end_in_a_line_end_keep_it() {
        let mut pdf = b"/Length 3>>stream\nab\r\nendstream \nendobj".to_vec();
        part_ends(&mut pdf);
        assert_eq!(pdf, b"/Length 3>>stream\nab\r\r\nendstream\nendobj");
    }

    #[test]
    fn a_file_that_ends_otherwise_is_left_alone() {
        assert_eq!(pack_references(b"%PDF-1.7\nstartxref\n0\n%%EOF"), None);
    }
}
