//! What a PDF has and lacks, as its sender may want to know. It changes nothing, and judges nothing.

use std::collections::BTreeSet;

use super::file::File;
use super::value::{Id, Value};

/// Kinds of addresses to which a link may lead.
const HARMLESS: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];

/// Whether an address only shows something.
pub fn is_harmless(address: &[u8]) -> bool {
    let address = String::from_utf8_lossy(address).trim().to_ascii_lowercase();
    HARMLESS.iter().any(|kind| address.starts_with(kind))
}

/// Whether any element of the structure tree holds content of a page.
pub(super) fn has_tags(file: &File) -> bool {
    let Some(root) = file.dict(&file.catalog(), "StructTreeRoot") else { return false };
    let mut open: Vec<Value> = root.get("K").cloned().into_iter().collect();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    while let Some(value) = open.pop() {
        if value.as_ref().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        match file.resolve(&value) {
            Value::Number(_) => return true,
            Value::Array(kids) => open.extend(kids.into_iter().rev()),
            Value::Dict(dict) => match dict.get("Type").and_then(Value::as_name) {
                Some(b"MCR") => return true,
                Some(b"OBJR") => {}
                _ => open.extend(dict.get("K").cloned()),
            },
            _ => {}
        }
    }
    false
}
