//! A PDF written again with object streams: Typst writes none, and a tagged file is mostly small
//! objects. It changes nothing that a reader sees, and gives the same bytes every time.

use lopdf::{Document, SaveOptions};

/// Rewrites `pdf` with object streams.
///
/// # Errors
/// Where lopdf cannot read what Typst wrote.
pub(super) fn compact(pdf: &[u8]) -> Result<Vec<u8>, lopdf::Error> {
    let mut document = Document::load_mem(pdf)?;
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).max_objects_per_stream(200).compression_level(9).build();
    let mut bytes = Vec::with_capacity(pdf.len() / 2);
    document.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}
