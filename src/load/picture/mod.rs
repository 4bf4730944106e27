//! Pictures: their kind and size, and whether they are safe to set, without what says more than the picture:
//! place, date, names, previews. It never opens a file, and never compresses a picture anew.
//!
//! Pictures lose their metadata here, where they are loaded, those in drawings and of styles too; only the
//! orientation is kept (`exif`). Pictures in CMYK are refused: what is at hand converts them without their
//! colour profile.

mod base64;
mod drawing;
mod exif;
mod jpeg;
mod png;

use super::file_kind::FileKind;
use crate::finding::Rule;
use std::io::Cursor;
use std::sync::Arc;

use image::ImageFormat;
use image::metadata::Orientation;

/// The most pixels in all: decoded, each takes four bytes.
const MOST_PIXELS: u64 = 50_000_000;
/// The most pixels along a side.
pub(super) const WIDEST: u32 = 10_000;

/// A picture that was checked through and may be set.
#[derive(Debug, Clone)]
pub(crate) struct LoadedPicture {
    /// The file, without what is not needed to draw it.
    pub bytes: Arc<[u8]>,
    /// The ending of the file's kind: "png", "jpg" or "svg".
    pub kind: &'static str,
    /// The width over the height, as the picture is seen.
    pub ratio: f64,
    /// The number of pixels across, as the picture is seen; `None` for a drawing, which is sharp at any size.
    pub pixels: Option<u32>,
    /// The first font that a drawing needs and the program does not have.
    pub foreign_font: Option<String>,
}

/// The reason why a picture is refused: the rule, the message and the hint.
pub(super) type PictureRefusal = (Rule, String, &'static str);

/// A picture of pixels without what is not needed to draw it.
struct Stripped {
    bytes: Vec<u8>,
    /// The way in which the camera was held.
    orientation: Orientation,
    /// Whether the colours are the four inks of a printing press (CMYK).
    for_print: bool,
}

/// The reason why the parts of a picture file cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PictureFault {
    /// The file ends before its data do.
    CutShort,
    /// The file is not of the kind that it begins as.
    Damaged,
}

/// Checks a picture through: its format by its first bytes, its size, and that all of it decodes; and gives
/// it without what is not needed to draw it.
///
/// # Errors
/// A [`PictureRefusal`] where the picture may not be set. `name` stands in its message.
pub(super) fn check(bytes: Vec<u8>, name: &str) -> Result<LoadedPicture, PictureRefusal> {
    if drawing::looks_like_svg(&bytes) {
        return drawing::check_drawing(bytes, name);
    }
    check_raster(&bytes, &format!("`{name}`"))
}

/// The bytes of a house style's file, without what is not needed to draw it. A file that is no picture, or
/// cannot be read as one, stays as it is: whoever sets it says what is wrong.
pub(super) fn strip_file(bytes: Vec<u8>) -> Vec<u8> {
    let stripped = if drawing::looks_like_svg(&bytes) {
        drawing::strip_metadata(&bytes)
    } else {
        match image::guess_format(&bytes) {
            Ok(ImageFormat::Png) => png::strip_metadata(&bytes).ok().map(|stripped| stripped.bytes),
            Ok(ImageFormat::Jpeg) => jpeg::strip_metadata(&bytes).ok().map(|stripped| stripped.bytes),
            _ => None,
        }
    };
    stripped.unwrap_or(bytes)
}

/// The refusal of bytes that are no picture that is read: what they are, where they say it.
fn not_read(bytes: &[u8], what: &str) -> PictureRefusal {
    let (kind, hint) = match FileKind::of(bytes) {
        FileKind::TelephonePicture => (
            "a HEIC or AVIF picture, as telephones take them, whatever its name says",
            "open it in Photos or Paint, save it as JPEG, and write the new name here, which ends with .jpg; a new name alone does not change it",
        ),
        FileKind::Pdf => (
            "a PDF",
            "save its page as a PNG and write the name of that file here, or print it as an appendix: [[appendix]] with pdf",
        ),
        FileKind::Eps => ("an EPS drawing", "open it in a drawing program and save it as SVG or PNG"),
        FileKind::OtherPicture(kind) => (
            kind,
            "open it, save it as PNG or JPEG, and write the new name here; a new name alone does not change it",
        ),
        _ => ("no picture that can be read", "save it as PNG, JPEG or SVG"),
    };
    (Rule::ImageFormat, format!("{what} is {kind}"), hint)
}

/// Checks a picture of pixels, which messages call `what`.
fn check_raster(bytes: &[u8], what: &str) -> Result<LoadedPicture, PictureRefusal> {
    let (format, kind) = match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => (ImageFormat::Png, "png"),
        Ok(ImageFormat::Jpeg) => (ImageFormat::Jpeg, "jpg"),
        _ => {
            return Err(not_read(bytes, what));
        }
    };
    let stripped =
        if format == ImageFormat::Png { png::strip_metadata(bytes) } else { jpeg::strip_metadata(bytes) };
    let broken = |fault: PictureFault| match fault {
        PictureFault::CutShort => (
            Rule::ImageCorrupt,
            format!("{what} is cut short: the file ends before the picture does"),
            "copy it here once more from where it came; if it is cut short there too, ask whoever made it",
        ),
        PictureFault::Damaged => (
            Rule::ImageCorrupt,
            format!("{what} is damaged and cannot be shown"),
            "open it, save it again, and copy it here once more",
        ),
    };
    let stripped = stripped.map_err(broken)?;
    let size = image::ImageReader::with_format(Cursor::new(&stripped.bytes), format).into_dimensions();
    let (width, height) = size.map_err(|_| broken(PictureFault::Damaged))?;
    let too_many = u64::from(width) * u64::from(height) > MOST_PIXELS;
    if width > WIDEST || height > WIDEST || too_many || width == 0 || height == 0 {
        let message = format!("{what} is {width} by {height} pixels, and {WIDEST} is the most along a side");
        return Err((Rule::ImageTooLarge, message, "make it smaller: 2,000 pixels fill a page sharply"));
    }
    if stripped.for_print {
        let message = format!(
            "{what} has the colours of a printing press (CMYK), which screens show each in its own way"
        );
        return Err((
            Rule::ImageColors,
            message,
            "open it in a picture program, and save it again in RGB colours or as PNG",
        ));
    }
    let mut reader = image::ImageReader::with_format(Cursor::new(&stripped.bytes), format);
    reader.no_limits();
    reader.decode().map_err(|_| broken(PictureFault::Damaged))?;
    let (width, height) =
        if exif::is_on_side(stripped.orientation) { (height, width) } else { (width, height) };
    Ok(LoadedPicture {
        bytes: stripped.bytes.into(),
        kind,
        ratio: f64::from(width) / f64::from(height),
        pixels: Some(width),
        foreign_font: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_picture_is_said_to_be_what_it_is() {
        for (bytes, what) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0"[..], "a HEIC or AVIF picture"),
            (b"%PDF-1.7 ...", "a PDF"),
            (b"%!PS-Adobe-3.0 EPSF-3.0", "an EPS drawing"),
            (b"GIF89a....", "a GIF picture"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "a WebP picture"),
            (b"hello, world", "no picture that can be read"),
        ] {
            let said = check(bytes.to_vec(), "a.jpg").err().map(|(_, message, _)| message);
            assert!(said.as_deref().is_some_and(|said| said.contains(what)), "{said:?}");
        }
    }
}
