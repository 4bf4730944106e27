//! `Structure`: the structure tree of a PDF, read whole: elements and what they hold, in reading order. It
//! judges no kind of element, and leaves out what leads nowhere.
//!
//! The tree is read once, and written anew from what its elements hold (`assemble::graft`); its tree of
//! parents, which many programs write wrongly, is never read. What elements hold twice is read once; what
//! leads nowhere is left out; links that no element holds get one after what is on their page.

use std::collections::{BTreeMap, BTreeSet};

use super::document::PdfDocument;
use super::value::{Dict, ObjectId, PdfValue};

/// The depth down to which elements are followed.
const DEEPEST: usize = 400;
/// The most elements that a file may have: beyond, it means harm.
const MOST: usize = 2_000_000;
/// The keys that are kept of what a file says of an element (ISO 32000-1, table 323).
const KEPT: [&str; 8] = ["T", "Lang", "Alt", "E", "ActualText", "ID", "A", "C"];

/// A child of a structure element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kid {
    /// Another element, by its index in the list.
    Element(usize),
    /// Marked content of a page, or of a form on it.
    Content {
        /// The index of the page, from 0.
        page: usize,
        /// The form that holds the content; `None` where the page does.
        form: Option<ObjectId>,
        /// The number of the marked content.
        mark: usize,
    },
    /// An object that is held whole, mostly a link.
    Object(ObjectId),
}

/// A structure element, with its children by index.
#[derive(Debug)]
pub(crate) struct Element {
    /// The index of the element in which it stands; `None` at the top.
    pub parent: Option<usize>,
    /// The role that the file gives the element.
    pub role: String,
    /// The other keys that are kept of the element.
    pub says: Dict,
    /// The children in order.
    pub kids: Vec<Kid>,
}

/// The structure tree of a file; empty where it has none.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// The elements in reading order, each after the one that holds it.
    pub elements: Vec<Element>,
    /// The indices of the elements at the top.
    pub tops: Vec<usize>,
    /// The roles that are no standard types, each with the one that it stands for.
    pub roles: BTreeMap<String, String>,
    /// The attributes by class.
    pub classes: Dict,
}

impl Structure {
    /// Reads the structure tree of a file.
    pub(super) fn read(file: &PdfDocument) -> Self {
        let Some(root) = file.dict(&file.catalog(), "StructTreeRoot") else { return Self::default() };
        let mut roles = BTreeMap::new();
        for (name, target) in file.dict(&root, "RoleMap").unwrap_or_default().iter() {
            if let Some(target) = file.resolve(target).as_name() {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                roles.insert(text(name), text(target));
            }
        }
        let classes = file.dict(&root, "ClassMap").unwrap_or_default();
        let pages = file.pages().into_iter().enumerate();
        let mut reader = TreeReader {
            file,
            pages: pages.filter_map(|(at, (id, _))| Some((id?, at))).collect(),
            elements: Vec::new(),
            seen: BTreeSet::new(),
            marks: BTreeSet::new(),
            objects: BTreeSet::new(),
        };
        let mut tops = Vec::new();
        // Marked content of a file's only page needs no word of its page.
        let only = (file.pages().len() == 1).then_some(0);
        for kid in file.kids(&root) {
            if let Some(Kid::Element(top)) = reader.kid(&kid, None, only, 0) {
                tops.push(top);
            }
        }
        Self { elements: reader.elements, tops, roles, classes }
    }

    /// The indices, from 0, of pages of which elements hold content.
    pub(crate) fn pages(&self) -> BTreeSet<usize> {
        let held = self.elements.iter().flat_map(|element| &element.kids);
        held.filter_map(|kid| if let Kid::Content { page, .. } = kid { Some(*page) } else { None }).collect()
    }
}

/// Reads a structure tree, and holds what was met so far.
struct TreeReader<'a> {
    file: &'a PdfDocument,
    pages: BTreeMap<ObjectId, usize>,
    elements: Vec<Element>,
    seen: BTreeSet<ObjectId>,
    /// The marked content that an element holds already: what is held twice is read once.
    marks: BTreeSet<(usize, Option<ObjectId>, usize)>,
    objects: BTreeSet<ObjectId>,
}

impl TreeReader<'_> {
    /// Reads a child of an element; `page` is the one of the elements round it. `None` where it leads
    /// nowhere.
    fn kid(
        &mut self,
        value: &PdfValue,
        parent: Option<usize>,
        page: Option<usize>,
        depth: usize,
    ) -> Option<Kid> {
        if let Some(id) = value.as_ref()
            && !self.seen.insert(id)
        {
            return None;
        }
        let dict = match self.file.resolve(value) {
            PdfValue::Number(mark) => return self.content(page?, None, mark),
            PdfValue::Dict(dict) => dict,
            _ => return None,
        };
        let own =
            dict.get("Pg").and_then(PdfValue::as_ref).and_then(|id| self.pages.get(&id)).copied().or(page);
        match dict.get("Type").and_then(PdfValue::as_name) {
            Some(b"MCR") => {
                let mark = self.file.entry(&dict, "MCID")?.as_number()?;
                let form = dict.get("Stm").and_then(PdfValue::as_ref);
                // What is no stream, as in a damaged file, has no marks.
                if form.is_some_and(|form| !self.file.head(form).is_some_and(|(_, stream)| stream)) {
                    return None;
                }
                self.content(own?, form, mark)
            }
            Some(b"OBJR") => {
                let id = dict.get("Obj")?.as_ref()?;
                self.objects.insert(id).then_some(Kid::Object(id))
            }
            _ => self.element(&dict, parent, own, depth),
        }
    }

    fn content(&mut self, page: usize, form: Option<ObjectId>, mark: f64) -> Option<Kid> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        let mark = (0.0..1e6).contains(&mark).then_some(mark as usize)?;
        self.marks.insert((page, form, mark)).then_some(Kid::Content { page, form, mark })
    }

    fn element(
        &mut self,
        dict: &Dict,
        parent: Option<usize>,
        page: Option<usize>,
        depth: usize,
    ) -> Option<Kid> {
        if depth > DEEPEST || self.elements.len() > MOST {
            return None;
        }
        let role = self.file.entry(dict, "S")?;
        let role = String::from_utf8_lossy(role.as_name()?).into_owned();
        let inside = self.file.kids(dict);
        let says = KEPT.iter().filter_map(|key| Some((key.as_bytes().to_vec(), dict.get(key)?.clone())));
        let at = self.elements.len();
        self.elements.push(Element { parent, role, says: says.collect(), kids: Vec::new() });
        let kids = inside.iter().filter_map(|kid| self.kid(kid, Some(at), page, depth + 1)).collect();
        self.elements[at].kids = kids;
        Some(Kid::Element(at))
    }
}
