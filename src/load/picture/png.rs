//! PNG files without what is not needed to draw them: words, dates, and whatever follows the end. It never
//! changes the compressed picture.

use image::metadata::Orientation;

use super::exif;
use super::{PictureFault, Stripped};

/// The number of bytes of the signature with which every PNG file begins.
const SIGNATURE: usize = 8;

/// The chunks that a picture is drawn with: its size and pixels, colours and how they are meant, and its
/// density.
const KEPT: [&[u8; 4]; 10] =
    [b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs"];

/// Takes everything from a PNG file that is not needed to draw it.
///
/// # Errors
/// A [`PictureFault`] where the file ends before the picture does, or is not PNG.
pub(super) fn strip_metadata(bytes: &[u8]) -> Result<Stripped, PictureFault> {
    let mut kept: Vec<(&[u8], &[u8])> = Vec::new();
    let mut orientation = None;
    let mut at = SIGNATURE;
    loop {
        let head = bytes.get(at..at + 8).ok_or(PictureFault::CutShort)?;
        let (length, kind) = head.split_at(4);
        // The header is the first chunk of every file.
        if kept.is_empty() && kind != b"IHDR" || !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(PictureFault::Damaged);
        }
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        // A chunk ends in its sum.
        let end = length.checked_add(at + 12).ok_or(PictureFault::Damaged)?;
        let chunk = bytes.get(at..end).ok_or(PictureFault::CutShort)?;
        at = end;
        match kind {
            b"IEND" => {
                kept.push((kind, chunk));
                break;
            }
            b"eXIf" => orientation = Orientation::from_exif_chunk(&chunk[8..8 + length]),
            // A chunk with a capital at the front cannot be done without, whatever it is.
            kind if KEPT.iter().any(|known| known[..] == *kind) || kind[0].is_ascii_uppercase() => {
                kept.push((kind, chunk));
            }
            _ => {}
        }
    }
    let orientation = orientation.unwrap_or(Orientation::NoTransforms);
    let mut out = bytes.get(..SIGNATURE).unwrap_or_default().to_vec();
    let mut turned = orientation == Orientation::NoTransforms;
    for (kind, chunk) in kept {
        if kind == b"IDAT" && !turned {
            write(&mut out, b"eXIf", &exif::write_orientation(orientation));
            turned = true;
        }
        out.extend_from_slice(chunk);
    }
    Ok(Stripped { bytes: out, orientation, for_print: false })
}

fn write(out: &mut Vec<u8>, kind: &[u8; 4], body: &[u8]) {
    out.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(body);
    out.extend_from_slice(kind);
    out.extend_from_slice(body);
    out.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1A\n".to_vec();
        chunks.iter().for_each(|(kind, body)| write(&mut out, kind, body));
        out
    }

    #[test]
    fn what_decides_colours_stays_and_words_go() {
        let kept: [(&[u8; 4], &[u8]); 9] = [
            (b"IHDR", b"header"),
            (b"gAMA", b"gamma"),
            (b"cHRM", b"colours"),
            (b"sRGB", b"intent"),
            (b"iCCP", b"profile"),
            (b"PLTE", b"palette"),
            (b"tRNS", b"clear"),
            (b"IDAT", b"pixels"),
            (b"IEND", b""),
        ];
        let mut all = kept.to_vec();
        for kind in [b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf", b"prVt", b"sPLT"] {
            all.insert(5, (kind, b"words"));
            all.insert(all.len() - 1, (kind, b"words"));
        }
        let stripped = strip_metadata(&[file(&all), b"words".to_vec()].concat()).expect("a file");
        assert_eq!(stripped.bytes, file(&kept));
        let whole = file(&kept);
        for length in 8..whole.len() {
            assert_eq!(strip_metadata(&whole[..length]).err(), Some(PictureFault::CutShort), "{length}");
        }
        assert_eq!(strip_metadata(&file(&kept[1..])).err(), Some(PictureFault::Damaged));
    }

    #[test]
    fn only_the_turn_is_kept_of_what_a_camera_wrote() {
        let turned = exif::write_orientation(Orientation::Rotate90);
        let block = [&turned[..], b"words"].concat();
        // It may also stand after the pixels.
        let stripped =
            strip_metadata(&file(&[(b"IHDR", b""), (b"IDAT", b"pixels"), (b"eXIf", &block), (b"IEND", b"")]));
        let stripped = stripped.expect("a file");
        assert_eq!(stripped.orientation, Orientation::Rotate90);
        let expected = file(&[(b"IHDR", b""), (b"eXIf", &turned), (b"IDAT", b"pixels"), (b"IEND", b"")]);
        assert_eq!(stripped.bytes, expected);
    }
}
