//! Checks whether the marks of a tagged PDF lead back to the places on which they stand: each key of a page,
//! form or link is its own, and what it finds is the very element that holds it (ISO 32000-1, 14.7.4.4).
//! Files are joined so that they break this and nobody sees it. It changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::document::PdfDocument;
use super::value::{Dict, ObjectId, PdfValue};

/// The most elements of a tree that are read.
const MOST: usize = 5_000_000;

/// The owner of marked content: the object whose key leads to its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ContentOwner {
    /// A page, by its object.
    Page(ObjectId),
    /// A form.
    Form(ObjectId),
    /// An object that an element holds whole.
    Whole(ObjectId),
}

/// The faults of the keys that should lead marked content back to its elements, in words, each with its page
/// from 1 where it has one. Empty where there is none. `None` where the file has no tags.
pub(crate) fn misplaced(file: &PdfDocument) -> Option<Vec<(Option<usize>, String)>> {
    let root = file.dict(&file.catalog(), "StructTreeRoot")?;
    let pages: Vec<(Option<ObjectId>, Dict)> = file.pages();
    let number: BTreeMap<ObjectId, usize> =
        pages.iter().enumerate().filter_map(|(at, (id, _))| id.map(|id| (id, at + 1))).collect();
    let held = held(file, &root);
    let back = parent_tree(file, &root);
    let mut faults = Vec::new();
    let mut keys: BTreeMap<i64, ContentOwner> = BTreeMap::new();
    let mut seen: BTreeSet<(ContentOwner, i64)> = BTreeSet::new();
    for (holder, key, page) in holders(file, &pages) {
        if let Some(first) = keys.insert(key, holder).filter(|first| *first != holder) {
            let other = match first {
                ContentOwner::Page(id) => number.get(&id).map(|n| format!("page {n}")),
                ContentOwner::Form(_) | ContentOwner::Whole(_) => None,
            };
            let other = other.unwrap_or_else(|| "another part of the file".to_owned());
            faults.push((
                page,
                format!("the key {key} is that of {other} too: one is read out in place of the other"),
            ));
            continue;
        }
        let Some(entry) = back.get(&key) else {
            faults
                .push((page, format!("nothing is found by the key {key}: what is here may not be read out")));
            continue;
        };
        if let ContentOwner::Whole(_) = holder {
            if held.get(&(holder, 0)).copied() != entry.as_ref() {
                faults.push((
                    page,
                    format!("a link or picture (key {key}) belongs to an element that does not hold it"),
                ));
            }
            continue;
        }
        let elements = match file.resolve(entry) {
            PdfValue::Array(elements) => elements,
            _ => Vec::new(),
        };
        for (mark, element) in (0..).zip(&elements) {
            let Some(found) = element.as_ref() else { continue };
            seen.insert((holder, mark));
            if held.get(&(holder, mark)) != Some(&found) {
                faults.push((page, format!("mark {mark} leads to an element that does not stand here")));
            }
        }
    }
    for ((holder, mark), _) in
        held.iter().filter(|((holder, _), _)| !matches!(holder, ContentOwner::Whole(_)))
    {
        let page = match holder {
            ContentOwner::Page(id) => number.get(id).copied(),
            _ => None,
        };
        if !seen.contains(&(*holder, *mark)) {
            faults.push((page, format!("mark {mark} is held by an element that cannot be found from here")));
        }
    }
    Some(faults)
}

/// Every object with a key, its key, and its page from 1 where it has one.
fn holders(
    file: &PdfDocument,
    pages: &[(Option<ObjectId>, Dict)],
) -> Vec<(ContentOwner, i64, Option<usize>)> {
    let mut found = Vec::new();
    let key = |dict: &Dict, name: &str| file.entry(dict, name).and_then(|key| key.as_integer());
    for (at, (id, page)) in pages.iter().enumerate() {
        if let (Some(id), Some(key)) = (id, key(page, "StructParents")) {
            found.push((ContentOwner::Page(*id), key, Some(at + 1)));
        }
        for note in file.array(page, "Annots").unwrap_or_default() {
            let PdfValue::Dict(dict) = file.resolve(&note) else { continue };
            if let (Some(id), Some(key)) = (note.as_ref(), key(&dict, "StructParent")) {
                found.push((ContentOwner::Whole(id), key, Some(at + 1)));
            }
        }
    }
    for (id, dict) in file.streams() {
        if let Some(key) = key(&dict, "StructParents") {
            found.push((ContentOwner::Form(id), key, None));
        }
        if let Some(key) = key(&dict, "StructParent") {
            found.push((ContentOwner::Whole(id), key, None));
        }
    }
    found
}

/// The element that holds each marked content and each whole object, by the tree.
fn held(file: &PdfDocument, root: &Dict) -> BTreeMap<(ContentOwner, i64), ObjectId> {
    let mut held = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(PdfValue, Option<ObjectId>)> =
        file.kids(root).into_iter().map(|kid| (kid, None)).collect();
    while let Some((value, page)) = open.pop() {
        let Some(own) = value.as_ref() else { continue };
        if !seen.insert(own) || seen.len() > MOST {
            continue;
        }
        let PdfValue::Dict(element) = file.resolve(&value) else { continue };
        let page = element.get("Pg").and_then(PdfValue::as_ref).or(page);
        for kid in file.kids(&element) {
            let PdfValue::Dict(inside) = file.resolve(&kid) else {
                if let (Some(page), Some(mark)) = (page, file.resolve(&kid).as_integer()) {
                    held.insert((ContentOwner::Page(page), mark), own);
                }
                continue;
            };
            match inside.get("Type").and_then(PdfValue::as_name) {
                Some(b"MCR") => {
                    let on = inside.get("Pg").and_then(PdfValue::as_ref).or(page);
                    let form = inside.get("Stm").and_then(PdfValue::as_ref);
                    let holder = form.map(ContentOwner::Form).or(on.map(ContentOwner::Page));
                    let mark = file.entry(&inside, "MCID").and_then(|mark| mark.as_integer());
                    if let (Some(holder), Some(mark)) = (holder, mark) {
                        held.insert((holder, mark), own);
                    }
                }
                Some(b"OBJR") => {
                    if let Some(object) = inside.get("Obj").and_then(PdfValue::as_ref) {
                        held.insert((ContentOwner::Whole(object), 0), own);
                    }
                }
                _ => open.push((kid, page)),
            }
        }
    }
    held
}

/// The value that is found by each key (ISO 32000-1, 14.7.4.4).
fn parent_tree(file: &PdfDocument, root: &Dict) -> BTreeMap<i64, PdfValue> {
    let tree = file.dict(root, "ParentTree").unwrap_or_default();
    let leaves = file.leaves(tree, "Nums").into_iter();
    leaves.filter_map(|(key, value)| key.as_integer().map(|key| (key, value))).collect()
}
