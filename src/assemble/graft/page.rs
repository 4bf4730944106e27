//! One page of an attachment, drawn on a page of the pack: the attachment's content below, the pack's header
//! and number above it. It knows no tags but the keys by which they are found.

use super::annotations::Annotations;
use super::copy::{Copier, add_content};
use super::destinations::{Destinations, GraftedPage};
use super::own_drawing::OwnDrawing;
use crate::pdf::content::operations;
use crate::pdf::value::{Dict, PdfValue, printed};
use crate::pdf::{Objects, PageBox, ends_well, reference, references};

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
    /// A number from which on no element of the attachment holds a mark of the page.
    pub free: usize,
    /// Whether the whole page is one figure, with the mark 0. If not, drawing in no marked content and
    /// without words is an artifact.
    pub figure: bool,
}

/// Draws a page of an attachment on a page of ours, and gives what Typst drew there, with its marks. `None` where
/// our page is not as Typst writes it.
pub(super) fn draw(
    drawing: &OwnContent<'_>,
    copier: &mut Copier<'_>,
    places: &Destinations,
    objects: &mut Objects<'_>,
) -> Option<OwnDrawing> {
    let page = *places.pages.get(drawing.at)?;
    let mut own = OwnDrawing::take(objects, page)?;
    if !own.told.is_empty() {
        let drawn = drawing.marks.iter().flatten().map(|mark| mark + 1).max().unwrap_or(0);
        let content = next_mark(&copier.file.content(drawing.dict).bytes);
        own.set_marks(objects, drawing.free.max(drawn).max(content).max(usize::from(drawing.figure)));
    }
    let resources = copier.file.resources(drawing.dict);
    let ours = free(&copier.file.dict(&resources, "XObject").unwrap_or_default());
    let (before, after) = around(drawing, page, &ours, &own);
    let before = add_content(before, objects);
    let content = own_content(drawing, copier, &resources, objects);
    let after = add_content(after, objects);
    let mut named = own.named(&ours);
    for (n, drawn) in drawing.annotations.drawn.iter().enumerate() {
        named.push((format!("{ours}Note{n}"), drawn.form));
    }
    let all: Vec<usize> = std::iter::once(before).chain(content).chain([after]).collect();
    let resources = with_forms(copier, resources, &named, objects);
    let group = drawing.dict.get("Group").map(|group| copier.copied(group, objects));
    let links = drawing.annotations.links.iter().map(|link| reference(link.number));
    objects.edit(page.object, |page| {
        page.set("Contents", references(&all));
        page.set("Resources", PdfValue::Dict(resources));
        if let Some(group) = group {
            page.set("Group", group);
        }
        let there = page.get("Annots").and_then(PdfValue::as_array).unwrap_or_default();
        let annotations: Vec<PdfValue> = there.iter().cloned().chain(links).collect();
        if !annotations.is_empty() {
            page.set("Annots", PdfValue::Array(annotations));
        }
        // The order of links is that of the tags (ISO 14289-1, 7.18.3).
        page.set("Tabs", PdfValue::name("S"));
    });
    Some(own)
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
fn around(drawing: &OwnContent<'_>, page: GraftedPage, ours: &str, own: &OwnDrawing) -> (Vec<u8>, Vec<u8>) {
    let bare = |values: &[f64]| values.iter().map(|v| printed(*v)).collect::<Vec<_>>().join(" ");
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
            Some(mark) => {
                let kind = if drawn.field.is_some() { "Form" } else { "Span" };
                after.push_str(&format!("/{kind} <</MCID {mark}>> BDC\n{shown}EMC\n"));
            }
            None => after.push_str(&format!("/Artifact BMC\n{shown}EMC\n")),
        }
    }
    after.push_str("Q\n");
    after.push_str(&own.content(ours));
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
    ours: &[(String, usize)],
    objects: &mut Objects<'_>,
) -> Dict {
    let forms = copier.file.dict(&resources, "XObject").unwrap_or_default();
    resources.take("XObject");
    let mut forms = copier.copied_names(forms, objects);
    for (name, form) in ours {
        forms.set(name, reference(*form));
    }
    let resources = match copier.copied(&PdfValue::Dict(resources), objects) {
        PdfValue::Dict(resources) => resources,
        _ => Dict::default(),
    };
    resources.with("XObject", PdfValue::Dict(forms))
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
