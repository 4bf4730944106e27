//! PDFs from elsewhere: how many pages they have, and of what size. It never judges what they show.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A PDF from elsewhere.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Width and height of each page as it is seen, turned by its own rotation, in points.
    pub pages: Vec<(f64, f64)>,
}

/// How deep page attributes are looked for: a tree of pages is never deeper in good faith.
const DEEPEST: usize = 50;

/// Reads the pages of a PDF.
///
/// # Errors
/// Rule, message and hint where it is locked, damaged or has no pages.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Attachment, (&'static str, String, &'static str)> {
    let broken = || {
        ("attachment", format!("`{name}` cannot be read as PDF"), "ask its sender to save it as PDF again")
    };
    let document = Document::load_mem(bytes).map_err(|_| broken())?;
    if document.is_encrypted() {
        let hint = "ask its sender for a file without a password";
        return Err(("attachment", format!("`{name}` is locked by a password"), hint));
    }
    let pages: Vec<(f64, f64)> =
        document.get_pages().into_values().filter_map(|id| size(&document, id)).collect();
    if pages.is_empty() || pages.len() != document.get_pages().len() {
        return Err(broken());
    }
    Ok(Attachment { pages })
}

/// The crop box, or the media box, of a page as it is seen (ISO 32000-1, 7.7.3.3 and 14.11.2).
fn size(document: &Document, page: ObjectId) -> Option<(f64, f64)> {
    let area = inherited(document, page, b"CropBox").or_else(|| inherited(document, page, b"MediaBox"))?;
    let numbers: Vec<f64> = area.as_array().ok()?.iter().filter_map(|n| number(document, n)).collect();
    let [left, bottom, right, top] = numbers.as_slice() else { return None };
    let (width, height) = ((right - left).abs(), (top - bottom).abs());
    let turned = inherited(document, page, b"Rotate").and_then(|n| number(document, &n)).unwrap_or(0.0);
    let sound = |side: f64| (18.0..=14_400.0).contains(&side);
    if !sound(width) || !sound(height) {
        return None;
    }
    Some(if (turned / 90.0).round().rem_euclid(2.0) == 1.0 { (height, width) } else { (width, height) })
}

fn number(document: &Document, object: &Object) -> Option<f64> {
    let object = document.dereference(object).ok()?.1;
    object.as_float().ok().map(f64::from)
}

/// A page attribute of its own or of the nodes above it.
fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).ok().map(|(_, object)| object.clone());
        }
        let above = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(above).ok()?;
    }
    None
}
