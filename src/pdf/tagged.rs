//! Which pages a structure tree leads to. It reads nothing of what the elements mean.

use std::collections::BTreeSet;

use super::document::Document;
use super::value::{Id, Value};

/// Whether any element holds content of a page.
pub(super) fn has_tags(file: &Document) -> bool {
    let mut found = false;
    walk(file, &mut |_| {
        found = true;
        false
    });
    found
}

/// The pages of which elements hold content.
pub(super) fn tagged_pages(file: &Document) -> BTreeSet<Id> {
    let mut pages = BTreeSet::new();
    walk(file, &mut |page| {
        pages.extend(page);
        true
    });
    pages
}

/// Goes to all content that elements hold, in their order, with its page; goes on while `see` says so.
fn walk(file: &Document, see: &mut dyn FnMut(Option<Id>) -> bool) {
    let Some(root) = file.dict(&file.catalog(), "StructTreeRoot") else { return };
    let mut open: Vec<(Value, Option<Id>)> =
        root.get("K").cloned().map(|kid| (kid, None)).into_iter().collect();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    while let Some((value, page)) = open.pop() {
        if value.as_ref().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let on = match file.resolve(&value) {
            Value::Number(_) => page,
            Value::Array(kids) => {
                open.extend(kids.into_iter().rev().map(|kid| (kid, page)));
                continue;
            }
            Value::Dict(dict) => {
                let own = dict.get("Pg").and_then(Value::as_ref).or(page);
                match dict.get("Type").and_then(Value::as_name) {
                    Some(b"MCR") => own,
                    Some(b"OBJR") => continue,
                    _ => {
                        open.extend(dict.get("K").cloned().map(|kid| (kid, own)));
                        continue;
                    }
                }
            }
            _ => continue,
        };
        if !see(on) {
            return;
        }
    }
}
