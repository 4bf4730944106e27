//! The orientation of a photograph: the one thing that is kept of what a camera writes beside a picture. It
//! keeps nothing that says who took it, when or where.
//!
//! It is kept as a block of that alone: by it Typst turns a JPEG where it is drawn, so that nothing is
//! compressed anew.

use image::metadata::Orientation;

/// An EXIF block that says how the camera was held and nothing else: one table, of one entry. By it Typst
/// turns the picture where it is drawn, so that its compressed data stay as they are.
pub(super) fn write_orientation(orientation: Orientation) -> Vec<u8> {
    let mut out = b"MM\0\x2A\0\0\0\x08".to_vec();
    // One entry: tag 274, a short number, one of them.
    out.extend(b"\0\x01\x01\x12\0\x03\0\0\0\x01");
    out.extend([0, orientation.to_exif(), 0, 0]);
    // No table follows.
    out.extend([0; 4]);
    out
}

/// Whether a picture in that orientation lies on its side, so that its width is its height.
pub(super) fn is_on_side(orientation: Orientation) -> bool {
    orientation.to_exif() > 4
}
