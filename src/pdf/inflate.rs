//! Packed data of a file, unpacked as far as they can be and no further than anybody needs. It knows no
//! filter but Flate.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// The most bytes that are unpacked: more means harm.
const MOST_BYTES: u64 = 1 << 28;

/// Unpacks data (ISO 32000-1, 7.4.4); what cannot be unpacked to its end is unpacked as far as it can be.
pub(super) fn inflate(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = ZlibDecoder::new(data).take(MOST_BYTES).read_to_end(&mut out);
    out
}
