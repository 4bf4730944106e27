//! The annotations of an attachment's pages: links are kept where they are harmless, and whatever else shows
//! is drawn; of a field whose value was set, what its picture shows beside words. It keeps nothing that acts.
//!
//! Links keep to http, https, mailto and tel, and to pages of the same file. Every other action stays behind,
//! whatever it is called.

use std::collections::BTreeSet;

use super::copy::Copier;
use super::destinations::Destinations;
use crate::model::{AttachmentPages, FilledField};
use crate::pdf::value::{Dict, ObjectId, PdfValue};
use crate::pdf::{Matrix, Objects, is_harmless, picture_of, reference, words_of};

/// A link of an attachment that is kept.
pub(super) struct KeptLink {
    /// The link's object in the attachment; `None` where it stands in the page itself.
    pub id: Option<ObjectId>,
    /// The number of the link's object in our file.
    pub number: usize,
    /// The link's dictionary in our file.
    pub dict: Dict,
    /// The text that is read out for the link.
    pub said: PdfValue,
}

/// An annotation of an attachment that is drawn.
pub(super) struct DrawnAnnotation {
    /// The annotation's object in the attachment; `None` where it stands in the page itself.
    pub id: Option<ObjectId>,
    /// The number of the form that shows it, in our file.
    pub form: usize,
    /// The map from the form's places to the page's.
    pub map: Matrix,
    /// The index of the field whose value it is, among those of the attachment; `None` for a picture of the
    /// file's own.
    pub field: Option<usize>,
}

/// The annotations of a page that are kept or drawn.
#[derive(Default)]
pub(super) struct Annotations {
    /// The links, in order.
    pub links: Vec<KeptLink>,
    /// The other annotations that show, in order.
    pub drawn: Vec<DrawnAnnotation>,
}

/// The kinds of annotations that are never drawn: windows of others, and those that would play or open
/// something.
const NEVER_DRAWN: [&[u8]; 8] =
    [b"Popup", b"Movie", b"Sound", b"Screen", b"3D", b"RichMedia", b"FileAttachment", b"TrapNet"];

/// Reads the annotations of a page. `fields` are the forms with the values of fields, in their order.
pub(super) fn read(
    copier: &mut Copier<'_>,
    objects: &mut Objects<'_>,
    places: &Destinations,
    at: usize,
    page: &Dict,
    kept: &AttachmentPages,
    fields: &[usize],
) -> Annotations {
    let mut annotations = Annotations::default();
    let mut seen = BTreeSet::new();
    for (nth, value) in copier.file.array(page, "Annots").unwrap_or_default().into_iter().enumerate() {
        let PdfValue::Dict(note) = copier.file.resolve(&value) else { continue };
        let id = value.as_ref();
        if id.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let flags = note.get("F").and_then(PdfValue::as_integer).unwrap_or(0);
        // Hidden, and not shown on a screen (ISO 32000-1, table 165).
        if flags & 0b10_0010 != 0 {
            continue;
        }
        if hidden(copier, &note) {
            continue;
        }
        let kind = note.get("Subtype").and_then(PdfValue::as_name).unwrap_or_default();
        if kind == b"Link" {
            annotations.links.extend(link(copier, objects, places, at, (&note, id), kept));
        } else if !NEVER_DRAWN.contains(&kind) {
            // They stand in the order of the annotations.
            let place = |field: &FilledField| (field.page, field.annotation);
            let field = kept.fields.binary_search_by_key(&(at + 1, nth), place).ok();
            let form = field.and_then(|field| Some((field, *fields.get(field)?)));
            let Some((field, form)) = form else {
                annotations.drawn.extend(drawn(copier, objects, &note, id));
                continue;
            };
            // The frame and the ground of a field say nothing, and no element holds them.
            copier.wordless.extend(picture_of(copier.file, &note));
            annotations.drawn.extend(drawn(copier, objects, &note, None));
            let own = &kept.fields[field];
            let scale = 1.0 / kept.scale_of(own);
            let map = Matrix([scale, 0.0, 0.0, scale, 0.0, 0.0]).then(own.map);
            annotations.drawn.push(DrawnAnnotation { id, form, map, field: Some(field) });
        }
    }
    annotations
}

/// Whether a dictionary belongs to a layer that is hidden.
fn hidden(copier: &Copier<'_>, dict: &Dict) -> bool {
    dict.get("OC").and_then(|group| copier.layers.shows(copier.file, group)) == Some(false)
}

fn link(
    copier: &mut Copier<'_>,
    objects: &mut Objects<'_>,
    places: &Destinations,
    at: usize,
    (note, id): (&Dict, Option<ObjectId>),
    kept: &AttachmentPages,
) -> Option<KeptLink> {
    let file = copier.file;
    let page = places.pages.get(at)?;
    let rectangle = page.map.rectangle(file.rectangle(note, "Rect")?);
    let action = file.dict(note, "A");
    let kind = action.as_ref().and_then(|a| file.entry(a, "S"));
    // What a link is for is said of it (ISO 14289-1, 7.18.5); where its author did not, its address is.
    let said = file.entry(note, "Contents").filter(|c| c.as_text().is_some_and(|t| !t.is_empty()));
    let (key, leads, said) = match kind.as_ref().and_then(PdfValue::as_name) {
        Some(b"URI") => {
            let address = file.entry(action.as_ref()?, "URI")?;
            let address = PdfValue::Text(address.as_text().filter(|a| is_harmless(a))?.to_vec());
            let goes = Dict::of([("S", PdfValue::name("URI")), ("URI", address.clone())]);
            ("A", PdfValue::Dict(goes), said.unwrap_or(address))
        }
        other => {
            let place = match other {
                Some(b"GoTo") => file.entry(action.as_ref()?, "D")?,
                Some(_) => return None,
                None => file.entry(note, "Dest")?,
            };
            let target = places.target(file, &place)?;
            let said = said.as_ref().and_then(PdfValue::as_text).map(words_of).unwrap_or_default();
            let words = kept.said_of_link(&said, places.label_of(&target));
            ("Dest", target, PdfValue::words(&words))
        }
    };
    let mut dict = Dict::of([
        ("Type", PdfValue::name("Annot")),
        ("Subtype", PdfValue::name("Link")),
        ("Rect", PdfValue::numbers(&rectangle)),
        // Links are printed.
        ("F", PdfValue::count(4)),
        ("P", reference(page.object)),
        (key, leads),
    ]);
    if let Some(corners) = file.array(note, "QuadPoints") {
        let corners: Vec<f64> = corners.iter().filter_map(PdfValue::as_number).collect();
        let moved = corners.chunks_exact(2).flat_map(|p| {
            let (x, y) = page.map.point(p[0], p[1]);
            [x, y]
        });
        dict.set("QuadPoints", PdfValue::numbers(&moved.collect::<Vec<f64>>()));
    }
    for key in ["Border", "BS", "C", "H"] {
        if let Some(value) = note.get(key) {
            dict.set(key, copier.copied(value, objects));
        }
    }
    dict.set("Contents", copier.copied(&said, objects));
    Some(KeptLink { id, number: objects.reserve(), dict, said })
}

/// The appearance of an annotation that is no link (ISO 32000-1, 12.5.5, algorithm 8.1); `None` where the
/// file has none that shows.
fn drawn(
    copier: &mut Copier<'_>,
    objects: &mut Objects<'_>,
    note: &Dict,
    id: Option<ObjectId>,
) -> Option<DrawnAnnotation> {
    let file = copier.file;
    let rectangle = file.rectangle(note, "Rect")?;
    let form = picture_of(file, note)?;
    let Some((PdfValue::Dict(appearance), true)) = file.head(form) else { return None };
    if hidden(copier, &appearance) {
        return None;
    }
    let own = file.matrix(&appearance).rectangle(file.rectangle(&appearance, "BBox")?);
    let (width, height) = (own[2] - own[0], own[3] - own[1]);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let (x, y) = ((rectangle[2] - rectangle[0]) / width, (rectangle[3] - rectangle[1]) / height);
    let map = Matrix([x, 0.0, 0.0, y, rectangle[0] - own[0] * x, rectangle[1] - own[1] * y]);
    copier.appearances.insert(form);
    Some(DrawnAnnotation { id, form: copier.number(form, objects)?, map, field: None })
}
