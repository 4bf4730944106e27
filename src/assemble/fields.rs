//! The values of fields that Typst set, each on a page of its own at the end of the file: each page becomes a
//! form, to be drawn in its field's place, and is no page any more. It draws none of them.

use crate::pdf::clean::{ContentRules, clean};
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, references, referred};

/// Makes the last `count` pages of a file forms, and gives the number of each. `None` where the file is not as
/// Typst writes it.
pub(super) fn take(objects: &mut Objects<'_>, count: usize) -> Option<Vec<usize>> {
    if count == 0 {
        return Some(Vec::new());
    }
    let pages = objects.pages()?;
    let own = pages.len().checked_sub(count)?;
    let (rest, fields) = pages.split_at(own);
    let forms = fields.iter().map(|page| form(objects, *page)).collect::<Option<Vec<usize>>>()?;
    let root = objects.reference(objects.catalog()?, "Pages")?;
    // Typst writes all pages into one list.
    let listed = objects.entry(root, "Kids")?;
    if listed.as_array()?.len() != pages.len() {
        return None;
    }
    objects.edit(root, |root| {
        root.set("Kids", references(rest));
        root.set("Count", PdfValue::count(own));
    });
    fields.iter().for_each(|page| objects.remove(*page));
    labels(objects, own);
    Some(forms)
}

/// Makes what Typst drew on a page a form, which no mark is in: whoever draws it says what it is.
fn form(objects: &mut Objects<'_>, page: usize) -> Option<usize> {
    let PdfValue::Dict(own) = objects.get(page)? else { return None };
    if own.get("StructParents").is_some() {
        return None;
    }
    let content = own.get("Contents").and_then(referred)?;
    let drawn = objects.unpacked(content)?;
    let rules = ContentRules {
        marks: false,
        layer: &|_| None,
        list: &|_| None,
        object: &|_| true,
        artifacts: false,
        silent: &|_| false,
        pictures: true,
    };
    let drawn = clean(&drawn, &rules).unwrap_or(drawn);
    let resources = own.get("Resources").cloned().unwrap_or_else(|| PdfValue::Dict(Dict::default()));
    let mut dict = Dict::of([
        ("Type", PdfValue::name("XObject")),
        ("Subtype", PdfValue::name("Form")),
        ("BBox", own.get("MediaBox")?.clone()),
        ("Resources", resources),
    ]);
    if let Some(group) = own.get("Group") {
        dict.set("Group", group.clone());
    }
    objects.put_stream(content, dict, drawn.into());
    Some(content)
}

/// Takes the labels of pages away that are none any more, from the index `own` on.
fn labels(objects: &mut Objects<'_>, own: usize) {
    let Some(labels) = objects.catalog().and_then(|catalog| objects.reference(catalog, "PageLabels")) else {
        return;
    };
    let Some(all) = objects.entry(labels, "Nums") else { return };
    let kept = |pair: &&[PdfValue]| pair[0].as_number() < PdfValue::count(own).as_number();
    let all = all.as_array().unwrap_or_default();
    let kept: Vec<PdfValue> = all.chunks_exact(2).filter(kept).flatten().cloned().collect();
    objects.set(labels, "Nums", PdfValue::Array(kept));
}
