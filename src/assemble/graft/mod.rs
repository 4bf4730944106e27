//! Grafting: the pages of attachments become pages of the pack, with their tags, links, named destinations
//! and bookmarks. It writes no file, and brings in nothing that acts.
//!
//! An attachment is drawn, not merged. Typst keeps a page of its size on which artifacts of ours stand, and the
//! heading that announces it (`kept.typ`); after the export the attachment's content becomes the content of that page, and what Typst
//! drew becomes a form over it. So the attachment's own marks stay the page's marks, which more screen
//! readers follow than marks in forms, and its transparency and its resources need no new names.
//!
//! # Conformance ledger
//!
//! Each clause of PDF/UA-1 (ISO 14289-1) that a graft touches, and how it is met:
//!
//! | clause | what it asks | how |
//! | --- | --- | --- |
//! | 5 | the file says what it conforms to | taken out where an attachment does not pass ([`super::claims`]) |
//! | 7.1 | content is tagged or an artifact | the attachment's marks stay; what it draws without words and without a mark is an artifact, and so is what is ours on its pages; words without a mark stay as they are; a page without tags is one figure |
//! | 7.1 | standard types are not remapped | only names of the attachment's own go into the role map, under another name where ours has it (`structure_writer`) |
//! | 7.1 | a title that is shown | ours; the attachment's title is that of its part |
//! | 7.2 | the language of text | the attachment's own language on its part; ours above it |
//! | 7.2 | lists are labels and bodies | what else stands in an item is its body (`repair`) |
//! | 7.3 | figures have alternative text | the attachment's, or the clerk's; a figure without any round another one is a group (`repair`) |
//! | 7.4 | headings skip no level | set anew below the item's, in the attachment's own order (`tree`) |
//! | 7.5 | headers of tables | attributes are kept; ids in `Headers` are renamed with the cells'; a missing scope follows from the rows (`repair`) |
//! | 7.9 | notes have ids, all different | each file's ids have a mark of their own; a note without one gets one |
//! | 7.15 to 7.16 | no scripts, no locks | actions, scripts and embedded files stay behind; data are decrypted |
//! | 7.18 | annotations | links are kept with a description, in the order of the tags; all else that shows is drawn, and the value of a filled-in field that the file does not draw is set and held by a `Form` element (`field_tags`) |
//! | 7.20 | forms | keys of forms with marks are numbered anew, each once |
//! | 7.21 | fonts | copied as they are, but for lists of their letters that need not be there and often are wrong; what is missing there is said by `check` |

mod annotations;
mod color_spaces;
mod copy;
mod destinations;
mod field_tags;
mod forms;
mod outline;
mod own_drawing;
mod page;
mod repair;
mod roles;
mod structure_additions;
mod structure_writer;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use self::annotations::{Annotations, DrawnAnnotation};
use self::copy::Copier;
use self::destinations::{Destinations, GraftedPage};
use self::field_tags::add_fields;
use self::page::{OwnContent, draw, next_mark};
pub(super) use self::structure_additions::StructureAdditions;
use self::structure_writer::{ContentOwners, StructureWriter};
use self::tree::{GraftedElement, GraftedTree};
use super::bookmarks::Bookmark;
use super::names::NamedDestination;
use crate::model::{AttachmentDescription, AttachmentPages};
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, ObjectId, PdfValue};
use crate::pdf::{Objects, PdfDocument, reference};

/// An attachment and the pages of ours that it goes to.
pub(super) struct Graft<'a> {
    /// Our pages, by the numbers of their objects.
    pub pages: &'a [usize],
    /// The labels of these pages.
    pub labels: &'a [String],
    pub attachment_pages: &'a AttachmentPages,
    /// The forms with the values of its fields that are set, in their order.
    pub fields: &'a [usize],
    /// The index of the attachment among those of the file.
    pub nth: usize,
    /// Whether pictures in the content itself stay.
    pub pictures: bool,
}

/// The parts that a grafted attachment adds to our file.
pub(super) struct Grafted {
    /// The number of the attachment's part of the tag tree, which stands in nothing yet.
    pub element: usize,
    pub bookmarks: Vec<Bookmark>,
    /// The attachment's named destinations.
    pub named: Vec<NamedDestination>,
    /// The beginning of the attachment's first page, as a destination.
    pub top: PdfValue,
}

/// Draws an attachment on the pages that were kept for it. `None` where our file is not as Typst writes it.
pub(super) fn graft(
    graft: &Graft<'_>,
    additions: &mut StructureAdditions,
    objects: &mut Objects<'_>,
) -> Option<Grafted> {
    let file = &*graft.attachment_pages.attachment.document;
    let pages = file.pages();
    let kept = graft.pages.iter().zip(&graft.attachment_pages.pages);
    let placed =
        kept.map(|(object, page)| GraftedPage { object: *object, map: page.map, height: page.height });
    let placed: Vec<GraftedPage> = placed.collect();
    if placed.len() != pages.len() {
        return None;
    }
    let by_id: BTreeMap<ObjectId, usize> =
        pages.iter().enumerate().filter_map(|(at, (id, _))| id.map(|id| (id, at))).collect();
    let places = Destinations::new(file, placed, graft.labels, by_id);
    let tagged = graft.attachment_pages.attachment.is_tagged();
    let mut tree = if tagged {
        GraftedTree::of(graft.attachment_pages.attachment.structure())
    } else {
        GraftedTree::default()
    };
    let figures = match &graft.attachment_pages.described {
        AttachmentDescription::Tagged => BTreeSet::new(),
        AttachmentDescription::Figures { words, .. } => tree.add_figures(words),
    };
    let numbers = places.by_id.iter().map(|(id, at)| (*id, places.pages[*at].object)).collect();
    let mut copier = Copier::new(file, tagged, numbers);
    copier.pictures = graft.pictures;
    if tagged {
        copier.unmarked = forms::of_figures(file, &pages, &figures, &tree);
    }
    let annotations: Vec<Annotations> = pages
        .iter()
        .enumerate()
        .map(|(at, (_, dict))| {
            annotations::read(&mut copier, objects, &places, at, dict, graft.attachment_pages, graft.fields)
        })
        .collect();
    let marks = set_annotations(&mut tree, &annotations, &pages, tagged, graft.attachment_pages);
    let mut kept: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for link in annotations.iter().flat_map(|n| &n.links) {
        kept.extend(link.id.map(|id| (id, link.number)));
    }
    hold_objects(&mut tree, &mut kept, &mut copier, objects);
    repair::repair(&mut tree, file);
    let top = root(&mut tree, file, &graft.attachment_pages.title);
    tree.set_headings(graft.attachment_pages.heading);

    let sheets = &graft.attachment_pages.attachment.sheets;
    let next = tree.next_marks();
    let mut own_marks: BTreeMap<usize, ContentOwners> = BTreeMap::new();
    for (at, ((_, dict), sheet)) in pages.iter().zip(sheets).enumerate() {
        let marks = marks.get(&at).cloned().unwrap_or_default();
        let figure = figures.contains(&at);
        let free = next.get(&at).copied().unwrap_or(0);
        let annotations = &annotations[at];
        let drawing = OwnContent { at, dict, sheet: *sheet, annotations, marks, free, figure };
        let own = draw(&drawing, &mut copier, &places, objects)?;
        own_marks.entry(at).or_default().extend(own.owners());
        own.key.into_iter().for_each(|key| additions.drop_parent(key));
    }
    let mark = format!("a{:05}x", graft.nth);
    let mut writer = StructureWriter::new(&mut copier, additions, &places, &kept, mark);
    let elements = writer.write(&tree, 0, objects);
    let StructureWriter { pages: mut on_pages, forms, whole, .. } = writer;
    for (at, owners) in own_marks.into_iter().filter(|(_, owners)| !owners.is_empty()) {
        on_pages.entry(at).or_default().extend(owners);
    }
    copier.finish(objects);
    for link in annotations.into_iter().flat_map(|n| n.links) {
        objects.put(link.number, &PdfValue::Dict(link.dict));
    }
    connect(&places, &on_pages, &forms, &whole, additions, objects);
    Some(Grafted {
        element: elements[top],
        bookmarks: outline::read(file, &places),
        named: places.named(file),
        top: places.top(0)?,
    })
}

/// Puts annotations that are drawn into the elements that held them, and links that no element holds into one
/// of their own. Gives the mark of each drawn annotation, by page.
fn set_annotations(
    tree: &mut GraftedTree,
    annotations: &[Annotations],
    pages: &[(Option<ObjectId>, Dict)],
    tagged: bool,
    kept: &AttachmentPages,
) -> BTreeMap<usize, Vec<Option<usize>>> {
    let file = &*kept.attachment.document;
    let held = tree.held();
    let next = tree.next_marks();
    let mut now: BTreeMap<ObjectId, Kid> = BTreeMap::new();
    let mut marks = BTreeMap::new();
    for (at, annotations) in annotations.iter().enumerate() {
        let in_tree = |id: Option<ObjectId>| id.filter(|id| held.contains(id));
        let is_said =
            |drawn: &DrawnAnnotation| drawn.field.is_some() || tagged && in_tree(drawn.id).is_some();
        if annotations.drawn.iter().any(is_said) {
            let mut free =
                next.get(&at).copied().unwrap_or(0).max(next_mark(&file.content(&pages[at].1).bytes));
            let own = annotations.drawn.iter().map(|drawn| {
                if !is_said(drawn) {
                    return None;
                }
                let own = in_tree(drawn.id).filter(|_| drawn.field.is_none());
                now.extend(own.map(|id| (id, Kid::Content { page: at, form: None, mark: free })));
                free += 1;
                Some(free - 1)
            });
            marks.insert(at, own.collect::<Vec<_>>());
        }
        for link in annotations.links.iter().filter(|link| in_tree(link.id).is_none()) {
            tree.add_link(link.number, link.said.clone(), at);
        }
    }
    for element in &mut tree.elements {
        for kid in &mut element.kids {
            let Kid::Object(id) = kid else { continue };
            if let Some(content) = now.get(id) {
                *kid = *content;
                // It is no field any more, but the words in it.
                if matches!(element.standard, "Form" | "Annot") {
                    (element.standard, element.role) = ("Span", "Span".to_owned());
                }
            }
        }
    }
    let with_fields =
        annotations.iter().enumerate().filter(|(_, own)| own.drawn.iter().any(|drawn| drawn.field.is_some()));
    for (at, annotations) in with_fields {
        add_fields(tree, at, annotations, marks.get(&at).map_or(&[][..], Vec::as_slice), kept);
    }
    marks
}

/// Keeps the objects that elements hold whole where they are links or pictures; the others are let go.
fn hold_objects(
    tree: &mut GraftedTree,
    kept: &mut BTreeMap<ObjectId, usize>,
    copier: &mut Copier<'_>,
    objects: &mut Objects<'_>,
) {
    for element in &mut tree.elements {
        let count = element.kids.len();
        element.kids.retain(|kid| {
            let Kid::Object(id) = kid else { return true };
            if !kept.contains_key(id) && copier.file.head(*id).is_some_and(|(_, stream)| stream) {
                kept.extend(copier.number(*id, objects).map(|number| (*id, number)));
            }
            kept.contains_key(id)
        });
        let lost = element.kids.len() < count;
        if lost && matches!(element.standard, "Link" | "Form" | "Annot") {
            (element.standard, element.role) = ("Span", "Span".to_owned());
        }
    }
}

/// Makes the tree one part with the attachment's title and language, and gives its index.
fn root(tree: &mut GraftedTree, file: &PdfDocument, title: &str) -> usize {
    for element in tree.elements.iter_mut().filter(|e| e.standard == "Document") {
        (element.standard, element.role) = ("Part", "Part".to_owned());
    }
    let top = match tree.tops[..] {
        [only] if tree.elements[only].standard == "Part" => only,
        _ => {
            let at = tree.elements.len();
            let mut part = GraftedElement::made(None, "Part");
            for top in &tree.tops {
                tree.elements[*top].parent = Some(at);
                part.kids.push(Kid::Element(*top));
            }
            tree.elements.push(part);
            at
        }
    };
    let part = &mut tree.elements[top];
    part.dict.set("T", PdfValue::words(title));
    if part.dict.get("Lang").is_none()
        && let Some(language) = file.entry(&file.catalog(), "Lang")
        && language.as_text().is_some_and(|l| !l.is_empty())
    {
        part.dict.set("Lang", language);
    }
    top
}

/// Makes the keys by which content leads to the elements that hold it: of pages, forms, links and pictures,
/// each a key that nothing else has.
fn connect(
    places: &Destinations,
    pages: &BTreeMap<usize, ContentOwners>,
    forms: &BTreeMap<usize, ContentOwners>,
    whole: &BTreeMap<usize, usize>,
    additions: &mut StructureAdditions,
    objects: &mut Objects<'_>,
) {
    let on_pages = pages.iter().map(|(at, holders)| (places.pages[*at].object, holders));
    for (object, holders) in on_pages.chain(forms.iter().map(|(form, holders)| (*form, holders))) {
        let last = holders.keys().next_back().copied().unwrap_or(0);
        let element = |mark: usize| holders.get(&mark).copied().map_or(PdfValue::Null, reference);
        let array = objects.add(&PdfValue::Array((0..=last).map(element).collect()));
        let key = additions.add_parent(reference(array));
        objects.set(object, "StructParents", PdfValue::count(key));
    }
    for (object, element) in whole {
        let key = additions.add_parent(reference(*element));
        objects.set(*object, "StructParent", PdfValue::count(key));
    }
}
