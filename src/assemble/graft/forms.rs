//! The forms that are drawn by pages without tags alone: marks in them say nothing, and stand in the way of
//! the mark that the whole page has. It changes no form.

use std::collections::BTreeSet;

use super::tree::GraftedTree;
use crate::pdf::PdfDocument;
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// The forms that only pages without tags draw, which are `figures`, and of which no element holds anything.
pub(super) fn of_figures(
    file: &PdfDocument,
    pages: &[(Option<ObjectId>, Dict)],
    figures: &BTreeSet<usize>,
    tree: &GraftedTree,
) -> BTreeSet<ObjectId> {
    let mut own = BTreeSet::new();
    if figures.is_empty() {
        return own;
    }
    let mut others = BTreeSet::new();
    for (at, (_, page)) in pages.iter().enumerate() {
        collect(file, &file.resources(page), if figures.contains(&at) { &mut own } else { &mut others });
    }
    let held = tree.elements.iter().flat_map(|element| &element.kids).filter_map(|kid| match kid {
        Kid::Content { form, .. } => *form,
        _ => None,
    });
    others.extend(held);
    own.retain(|form| !others.contains(form));
    own
}

/// Collects the forms that resources name, and those that their own resources name.
fn collect(file: &PdfDocument, resources: &Dict, found: &mut BTreeSet<ObjectId>) {
    let mut open = vec![resources.clone()];
    while let Some(resources) = open.pop() {
        for (_, value) in file.dict(&resources, "XObject").unwrap_or_default().iter() {
            let Some(id) = value.as_ref() else { continue };
            let Some((PdfValue::Dict(dict), true)) = file.head(id) else { continue };
            if dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"Form") && found.insert(id) {
                open.extend(file.dict(&dict, "Resources"));
            }
        }
    }
}
