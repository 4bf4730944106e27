//! JPEG files without what is not needed to draw them: where, when, by whom and with what a photograph was
//! taken, its small preview, and whatever follows its end. It never changes the compressed picture.

use image::metadata::Orientation;

use super::exif;
use super::{PictureFault, Stripped};

/// The first bytes of the segment that says how the camera was held, and much besides.
const EXIF: &[u8] = b"Exif\0\0";

/// Takes everything from a JPEG file that is not needed to draw it.
///
/// # Errors
/// A [`PictureFault`] where the file ends before the picture does, or is not JPEG.
pub(super) fn strip_metadata(bytes: &[u8]) -> Result<Stripped, PictureFault> {
    let mut reader = JpegReader { bytes, at: 2 };
    let mut header = Vec::new();
    let mut rest = Vec::new();
    let mut orientation = None;
    let mut components = 0;
    loop {
        let marker = reader.marker()?;
        match marker {
            END => break,
            // Markers that stand alone, and mean nothing between segments.
            0x00 | 0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let body = reader.segment()?;
        match marker {
            0xE1 if body.starts_with(EXIF) => {
                orientation = orientation.or_else(|| Orientation::from_exif_chunk(&body[EXIF.len()..]));
            }
            // The version, the density of pixels, and no preview.
            0xE0 if body.starts_with(b"JFIF\0") && body.len() >= 12 => {
                write(&mut header, marker, &[&body[..12], &[0, 0]].concat());
            }
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => write(&mut rest, marker, body),
            // How the colours were stored.
            0xEE if body.starts_with(b"Adobe") => write(&mut rest, marker, &body[..body.len().min(12)]),
            0xE0..=0xFE => {}
            _ => {
                if is_frame(marker) {
                    components = body.get(5).copied().unwrap_or(0);
                }
                write(&mut rest, marker, body);
                if marker == SCAN {
                    rest.extend_from_slice(reader.scan()?);
                }
            }
        }
    }
    let orientation = orientation.unwrap_or(Orientation::NoTransforms);
    let mut out = vec![0xFF, 0xD8];
    out.append(&mut header);
    if orientation != Orientation::NoTransforms {
        write(&mut out, 0xE1, &[EXIF, &exif::write_orientation(orientation)].concat());
    }
    out.append(&mut rest);
    out.extend([0xFF, END]);
    Ok(Stripped { bytes: out, orientation, for_print: components == 4 })
}

/// The marker at the end of the picture.
const END: u8 = 0xD9;
/// The marker at the beginning of compressed data.
const SCAN: u8 = 0xDA;

/// Whether a marker begins the segment with the size and the number of colours.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

fn write(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(body);
}

struct JpegReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> JpegReader<'a> {
    /// The next marker; what some programs leave between two segments is passed over.
    fn marker(&mut self) -> Result<u8, PictureFault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let begin = rest.iter().position(|byte| *byte == 0xFF).ok_or(PictureFault::CutShort)?;
        let fill = rest[begin..].iter().take_while(|byte| **byte == 0xFF).count();
        let marker = rest.get(begin + fill).ok_or(PictureFault::CutShort)?;
        self.at += begin + fill + 1;
        Ok(*marker)
    }

    /// The content of a segment.
    fn segment(&mut self) -> Result<&'a [u8], PictureFault> {
        let length = self.bytes.get(self.at..self.at + 2).ok_or(PictureFault::CutShort)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length < 2 {
            return Err(PictureFault::Damaged);
        }
        let body = self.bytes.get(self.at + 2..self.at + length).ok_or(PictureFault::CutShort)?;
        self.at += length;
        Ok(body)
    }

    /// The compressed data up to the next marker.
    fn scan(&mut self) -> Result<&'a [u8], PictureFault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
        let length = rest.windows(2).position(ends).ok_or(PictureFault::CutShort)?;
        self.at += length;
        Ok(&rest[..length])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of these segments, with compressed data that hold what looks like markers.
    fn file(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut out = vec![0xFF, 0xD8];
        segments.iter().for_each(|(marker, body)| write(&mut out, *marker, body));
        write(&mut out, SCAN, b"scan");
        out.extend(b"\x01\xFF\x00\xFF\xD0\x02\xFF\xFF\xD9");
        out
    }

    #[test]
    fn what_decides_colours_and_size_stays() {
        let frame = (0xC2, &b"\x08\0\x10\0\x20\x03abc"[..]);
        let profile = (0xE2, &b"ICC_PROFILE\0\x01\x01profile"[..]);
        let kept = file(&[
            (0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0"),
            profile,
            (0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
            frame,
        ]);
        let whole = file(&[
            (0xFE, b"words"),
            (0xE0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01abc"),
            (0xE0, b"JFXX\0words"),
            (0xE2, b"MPF\0words"),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0words"),
            profile,
            (0xED, b"Photoshop 3.0\0words"),
            (0xEE, b"Adobe\0\x64\0\0\0\0\x01words"),
            frame,
        ]);
        let stripped = strip_metadata(&[whole, b"words".to_vec()].concat()).expect("a file");
        assert_eq!((stripped.bytes, stripped.for_print), (kept.clone(), false));
        // The fill byte before the end is no part of the data.
        assert_eq!(strip_metadata(&kept).expect("a file").bytes, kept);
    }

    #[test]
    fn four_colours_are_known_and_every_short_file_too() {
        let whole = file(&[(0xC4, b"tables"), (0xC0, b"\x08\0\x10\0\x20\x04abcd")]);
        assert!(strip_metadata(&whole).expect("a file").for_print);
        for length in 2..whole.len() {
            assert_eq!(strip_metadata(&whole[..length]).err(), Some(PictureFault::CutShort), "{length}");
        }
        assert_eq!(strip_metadata(b"\xFF\xD8\xFF\xE0\0\x01").err(), Some(PictureFault::Damaged));
    }

    #[test]
    fn only_the_turn_is_kept_of_what_a_camera_wrote() {
        for value in 0..=9u8 {
            let mut block = b"Exif\0\0II\x2A\0\x08\0\0\0\x02\0".to_vec();
            block.extend(b"\x0F\x01\x02\0\x09\0\0\0\x26\0\0\0");
            block.extend([0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]);
            block.extend(b"the words");
            let stripped =
                strip_metadata(&file(&[(0xE1, &block), (0xC0, b"\x08\0\x10\0\x20\x03abc")])).expect("a file");
            let turned = (2..=8).contains(&value);
            assert_eq!(stripped.orientation.to_exif(), if turned { value } else { 1 });
            assert!(!stripped.bytes.windows(5).any(|window| window == b"words"));
            assert_eq!(stripped.bytes.windows(4).any(|window| window == b"Exif"), turned);
            // And read again, it says that.
            assert_eq!(strip_metadata(&stripped.bytes).expect("a file").orientation, stripped.orientation);
        }
    }
}
