//! Fields of a form that somebody filled in and of which a file holds no picture: each program draws their
//! values as it likes, and a pack draws none. It draws nothing itself.

use super::content::operations;
use super::document::PdfDocument;
use super::text_string::words_of;
use super::value::{Dict, PdfValue};

/// A field with a value that is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UndrawnField {
    /// The page, from 1.
    pub page: usize,
    /// The name by which a form shows the field to people, or else the one by which it finds it.
    pub name: String,
    /// The value, as words.
    pub value: String,
}

/// The most nodes from a field up to the root of its form.
const DEEPEST: usize = 32;

/// Reads an annotation of a page, from 1; `None` where it is no field, has no value, or is drawn.
pub(super) fn undrawn(file: &PdfDocument, note: &Dict, page: usize) -> Option<UndrawnField> {
    if note.get("Subtype").and_then(PdfValue::as_name) != Some(b"Widget") {
        return None;
    }
    let kind = inherited(file, note, "FT")?;
    // Ticks and buttons are drawn by their state, and a signature has no words.
    if !matches!(kind.as_name(), Some(b"Tx" | b"Ch")) || is_drawn(file, note) {
        return None;
    }
    let value = match inherited(file, note, "V")? {
        PdfValue::Text(value) => words_of(&value),
        PdfValue::Array(several) => {
            let all = several.iter().filter_map(|one| match file.resolve(one) {
                PdfValue::Text(value) => Some(words_of(&value)),
                _ => None,
            });
            all.collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    let name = match inherited(file, note, "TU").or_else(|| file.entry(note, "TU")) {
        Some(PdfValue::Text(name)) if !name.is_empty() => words_of(&name),
        _ => full_name(file, note),
    };
    (!value.trim().is_empty()).then(|| UndrawnField { page, name, value: value.trim().to_owned() })
}

/// Whether the file has a picture of a field in which words stand.
fn is_drawn(file: &PdfDocument, note: &Dict) -> bool {
    let normal = file.dict(note, "AP").and_then(|all| all.get("N").cloned());
    let Some(form) = normal.as_ref().and_then(PdfValue::as_ref) else { return false };
    let content = file.unpacked(form);
    operations(&content.bytes).any(|one| matches!(one.operator, b"Tj" | b"TJ" | b"'" | b"\"" | b"Do"))
}

/// A key of a field, its own or that of a node above it (ISO 32000-1, 12.7.3.2).
fn inherited(file: &PdfDocument, field: &Dict, key: &str) -> Option<PdfValue> {
    let mut node = field.clone();
    for _ in 0..DEEPEST {
        if let Some(value) = file.entry(&node, key) {
            return Some(value);
        }
        node = file.dict(&node, "Parent")?;
    }
    None
}

/// The names of a field and of the nodes above it, joined by points (ISO 32000-1, 12.7.3.2).
fn full_name(file: &PdfDocument, field: &Dict) -> String {
    let mut names = Vec::new();
    let mut node = Some(field.clone());
    while let Some(dict) = node.filter(|_| names.len() < DEEPEST) {
        if let Some(PdfValue::Text(name)) = file.entry(&dict, "T") {
            names.push(words_of(&name));
        }
        node = file.dict(&dict, "Parent");
    }
    names.reverse();
    names.join(".")
}
