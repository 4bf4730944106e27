//! `FileKind`: what a file is by its first bytes, whatever its name says. It opens none, and never says what to do
//! about it: that depends on what the file was meant to be.

use image::ImageFormat;

/// The kind of a file that is not what its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Pdf,
    /// A picture as telephones take them: HEIC or AVIF.
    TelephonePicture,
    /// A drawing in PostScript.
    Eps,
    /// A picture of pixels in another format, in words.
    OtherPicture(&'static str),
    /// A file of Word, Excel or PowerPoint.
    Office,
    /// Another archive.
    Zip,
    /// A file of an old Word or Excel, or an e-mail.
    OldOffice,
    /// A file of Office that is encrypted with a password.
    LockedOffice,
    /// A web page, alone or with its pictures.
    WebPage,
    Unknown,
}

impl FileKind {
    /// The kind of a file with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        if bytes.get(4..12).unwrap_or_default().starts_with(b"ftyp") {
            Self::TelephonePicture
        } else if bytes.starts_with(b"%PDF") {
            Self::Pdf
        } else if bytes.starts_with(b"%!PS") || bytes.starts_with(&[0xC5, 0xD0, 0xD3, 0xC6]) {
            Self::Eps
        } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            // The stream of an encrypted file, in the letters of two bytes that these files have.
            let stream: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
            if holds(bytes, &stream, bytes.len()) { Self::LockedOffice } else { Self::OldOffice }
        } else if bytes.starts_with(b"PK") {
            let parts: [&[u8]; 3] = [b"word/", b"xl/", b"ppt/"];
            if parts.iter().any(|part| holds(bytes, part, LISTED)) { Self::Office } else { Self::Zip }
        } else if head.starts_with(b"<") || head.starts_with(b"MIME-Version") {
            Self::WebPage
        } else {
            image::guess_format(bytes).map_or(Self::Unknown, |format| {
                Self::OtherPicture(match format {
                    ImageFormat::Gif => "a GIF picture",
                    ImageFormat::WebP => "a WebP picture",
                    ImageFormat::Bmp => "a BMP picture",
                    ImageFormat::Tiff => "a TIFF picture",
                    _ => "a picture of another format",
                })
            })
        }
    }
}

/// The number of bytes in which the parts of an archive are looked for.
const LISTED: usize = 100_000;

fn holds(bytes: &[u8], name: &[u8], most: usize) -> bool {
    bytes.windows(name.len()).take(most).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let locked =
            [b"\xD0\xCF\x11\xE0".to_vec(), "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect()];
        for (bytes, kind) in [
            (&b"%PDF-1.7"[..], FileKind::Pdf),
            (b"\0\0\0\x18ftypheic", FileKind::TelephonePicture),
            (b"%!PS-Adobe", FileKind::Eps),
            (b"PK\x03\x04 word/document.xml", FileKind::Office),
            (b"PK\x03\x04 photos/1.jpg", FileKind::Zip),
            (b"\xD0\xCF\x11\xE0 old", FileKind::OldOffice),
            (&locked.concat(), FileKind::LockedOffice),
            (b"\xEF\xBB\xBF <html>", FileKind::WebPage),
            (b"MIME-Version: 1.0", FileKind::WebPage),
            (b"GIF89a", FileKind::OtherPicture("a GIF picture")),
            (b"words", FileKind::Unknown),
            (b"", FileKind::Unknown),
        ] {
            assert_eq!(FileKind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
