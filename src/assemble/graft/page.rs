//! One page of an attachment, drawn on a page of the pack: the attachment's content below, the pack's header
//! and number above it. It knows no tags but the keys by which they are found.

use super::annotations::{Annotations, numbers};
use super::copy::{Copier, add_content};
use super::destinations::{Destinations, GraftedPage};
use crate::assemble::dictionary::{self, parts};
use crate::assemble::objects::Objects;
use crate::pdf::content::operations;
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{PageBox, ends_well};

/// The beginning of the names that are ours in the resources of a page.
const OURS: &str = "Boardpack";
/// The number from which on a mark means harm.
const MOST_MARKS: usize = 1_000_000;

/// A page of an attachment and what is drawn with it on a page of ours.
pub(super) struct OwnContent<'a> {
    /// The index of the page in the attachment, from 0.
    pub at: usize,
    /// The page's dictionary.
    pub dict: &'a Dict,
    /// The area of the page that is seen.
    pub sheet: PageBox,
    /// The annotations of the page.
    pub annotations: &'a Annotations,
    /// The mark of each annotation that is drawn; `None` where it is not part of the tree.
    pub marks: Vec<Option<usize>>,
    /// Whether the whole page is one figure, with the mark 0. If not, drawing in no marked content and
    /// without words is an artifact.
    pub figure: bool,
}

/// Draws a page of an attachment on a page of ours. `None` where ours is not as Typst writes it.
pub(super) fn draw(
    drawing: &OwnContent<'_>,
    copier: &mut Copier<'_>,
    places: &Destinations,
    objects: &mut Objects<'_>,
) -> Option<()> {
    let page = *places.pages.get(drawing.at)?;
    let over = ours(objects, page)?;
    let resources = match copier.file.inherited(drawing.dict, "Resources") {
        Some(PdfValue::Dict(resources)) => resources,
        _ => Dict::default(),
    };
    let ours = free(&copier.file.dict(&resources, "XObject").unwrap_or_default());
    let (before, after) = around(drawing, page, &ours, over.is_some());
    let before = add_content(before, objects);
    let content = own_content(drawing, copier, &resources, objects);
    let after = add_content(after, objects);
    let mut named = String::new();
    if let Some(over) = over {
        named.push_str(&format!("/{ours}Over {over} 0 R"));
    }
    for (n, drawn) in drawing.annotations.drawn.iter().enumerate() {
        named.push_str(&format!("/{ours}Note{n} {} 0 R", drawn.form));
    }
    let all = std::iter::once(before).chain(content).chain([after]);
    let all: Vec<String> = all.map(|number| format!("{number} 0 R")).collect();
    objects.set(page.object, "Contents", &format!("[{}]", all.join(" ")));
    let resources = with_forms(copier, resources, &named, objects);
    objects.set_bytes(page.object, "Resources", &resources);
    if let Some(group) = drawing.dict.get("Group") {
        let group = copier.written(group, objects);
        objects.set_bytes(page.object, "Group", &group);
    }
    let here = objects.value(page.object, "Annots").map(parts).unwrap_or_default();
    let mut annotations: Vec<String> = here.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect();
    annotations.extend(drawing.annotations.links.iter().map(|link| format!("{} 0 R", link.number)));
    if !annotations.is_empty() {
        objects.set(page.object, "Annots", &format!("[{}]", annotations.join(" ")));
    }
    // The order of links is that of the tags (ISO 14289-1, 7.18.3).
    objects.set(page.object, "Tabs", "/S");
    Some(())
}

/// Makes the content that Typst drew on a page a form, and gives its number; the inner `None` where it drew
/// nothing. It has artifacts only: nothing in the tree leads there.
fn ours(objects: &mut Objects<'_>, page: GraftedPage) -> Option<Option<usize>> {
    if objects.value(page.object, "StructParents").is_some() {
        return None;
    }
    let Some(content) = objects.reference(page.object, "Contents") else { return Some(None) };
    let area = objects.value(page.object, "MediaBox")?.to_vec();
    let resources = objects.value(page.object, "Resources").map_or_else(|| b"<<>>".to_vec(), <[u8]>::to_vec);
    objects.set(content, "Type", "/XObject");
    objects.set(content, "Subtype", "/Form");
    objects.set_bytes(content, "BBox", &area);
    objects.set_bytes(content, "Resources", &resources);
    if let Some(group) = objects.value(page.object, "Group").map(<[u8]>::to_vec) {
        objects.set_bytes(content, "Group", &group);
    }
    Some(Some(content))
}

/// A beginning that no name among the forms has: a page may have been one of ours before.
fn free(forms: &Dict) -> String {
    let mut ours = OURS.to_owned();
    while forms.iter().any(|(name, _)| name.starts_with(ours.as_bytes())) {
        ours.push('X');
    }
    ours
}

/// The content that stands before and after that of the attachment.
fn around(drawing: &OwnContent<'_>, page: GraftedPage, ours: &str, over: bool) -> (Vec<u8>, Vec<u8>) {
    let bare = |values: &[f64]| numbers(values).trim_matches(['[', ']']).to_owned();
    let [left, bottom, right, top] = drawing.sheet.area;
    let area = bare(&[left, bottom, right - left, top - bottom]);
    let mut before = format!("q\n{} cm\n{area} re W n\nq\n", bare(&page.map.0));
    let mut after = String::from("\nQ\n");
    if drawing.figure {
        before.push_str("/Figure <</MCID 0>> BDC\n");
        after.insert_str(0, "\nEMC");
    }
    for (n, drawn) in drawing.annotations.drawn.iter().enumerate() {
        let shown = format!("q {} cm /{ours}Note{n} Do Q\n", bare(&drawn.map.0));
        match drawing.marks.get(n).copied().flatten() {
            Some(mark) => after.push_str(&format!("/Span <</MCID {mark}>> BDC\n{shown}EMC\n")),
            None => after.push_str(&format!("/Artifact BMC\n{shown}EMC\n")),
        }
    }
    after.push_str("Q\n");
    if over {
        after.push_str(&format!("q\n/{ours}Over Do\nQ\n"));
    }
    (before.into_bytes(), after.into_bytes())
}

/// The streams of the attachment's content: as they are where nothing is wrong with them, else cleaned. Parts
/// that are cut within an operation are joined: some readers read each by itself.
fn own_content(
    drawing: &OwnContent<'_>,
    copier: &mut Copier<'_>,
    resources: &Dict,
    objects: &mut Objects<'_>,
) -> Vec<usize> {
    let file = copier.file;
    let content = file.content(drawing.dict);
    if let Some(changed) = copier.cleaned(&content.bytes, Some(resources), !drawing.figure, !drawing.figure) {
        return vec![add_content(changed, objects)];
    }
    if !content.intact {
        return vec![add_content(content.bytes, objects)];
    }
    let parts = file.contents(drawing.dict);
    if parts.len() > 1 && !parts.iter().all(|part| ends_well(&file.unpacked(*part).bytes)) {
        return vec![add_content(content.bytes, objects)];
    }
    parts.into_iter().filter_map(|id| copier.number(id, objects)).collect()
}

/// The resources of the attachment's page with forms of ours.
fn with_forms(
    copier: &mut Copier<'_>,
    mut resources: Dict,
    named: &str,
    objects: &mut Objects<'_>,
) -> Vec<u8> {
    let forms = copier.file.dict(&resources, "XObject").unwrap_or_default();
    resources.take("XObject");
    let mut forms = copier.names_written(forms, objects);
    let end = forms.len().saturating_sub(2);
    forms.splice(end..end, named.bytes());
    let all = copier.written(&PdfValue::Dict(resources), objects);
    dictionary::with_bytes(&all, "XObject", &forms)
}

/// The largest mark that a content stream has, and one more; marks in property lists are not seen.
pub(super) fn next_mark(content: &[u8]) -> usize {
    let marks = operations(content).filter(|o| o.operator == b"BDC").filter_map(|o| o.mark());
    marks.filter(|mark| *mark < MOST_MARKS).max().map_or(0, |mark| mark + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_mark_comes_after_those_that_mean_no_harm() {
        let content = b"/P <</MCID 4>> BDC EMC /Artifact <</MCID 18446744073709551615>> BDC EMC /P <</MCID 90000000>> BDC EMC";
        assert_eq!(next_mark(content), 5);
        assert_eq!(next_mark(b"/P <</Lang (x)>> BDC EMC"), 0);
    }

    #[test]
    fn names_of_ours_are_free() {
        let forms = |names: &[&str]| -> Dict {
            names.iter().map(|name| (name.as_bytes().to_vec(), PdfValue::Null)).collect()
        };
        assert_eq!(free(&forms(&["Im1"])), "Boardpack");
        assert_eq!(free(&forms(&["BoardpackOver", "BoardpackXNote0"])), "BoardpackXX");
    }
}
