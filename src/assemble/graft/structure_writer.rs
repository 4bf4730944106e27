//! `StructureWriter`: the structure tree of an attachment, written into the pack's: elements under new
//! numbers, and which element holds which content. It reads no attachment's tree.

use std::collections::{BTreeMap, BTreeSet};

use super::copy::Copier;
use super::destinations::Destinations;
use super::structure_additions::StructureAdditions;
use super::tree::{GraftedElement, GraftedTree};
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, ObjectId, PdfValue};
use crate::pdf::{Objects, PdfDocument, reference};

/// The keys with words that a file has for an element (ISO 32000-1, table 323).
const WORDS: [&str; 5] = ["T", "Lang", "Alt", "E", "ActualText"];

/// The owners of marked content: for a page or a form, the element of each mark.
pub(super) type ContentOwners = BTreeMap<usize, usize>;

/// Writes an attachment's structure tree into our file.
pub(super) struct StructureWriter<'a, 'f> {
    copier: &'a mut Copier<'f>,
    additions: &'a mut StructureAdditions,
    places: &'a Destinations,
    /// The beginning of every id and class, so that no other attachment has it too.
    mark: String,
    /// The number of each object that is kept whole.
    objects_kept: &'a BTreeMap<ObjectId, usize>,
    /// The owners of the marked content of each page.
    pub pages: BTreeMap<usize, ContentOwners>,
    /// The owners of the marked content of each form, by the form's new number.
    pub forms: BTreeMap<usize, ContentOwners>,
    /// The owner of each object that is held whole, by the object's new number.
    pub whole: BTreeMap<usize, usize>,
    /// The ids of the attachment's elements, and below them those that were written.
    known: BTreeSet<Vec<u8>>,
    given: BTreeSet<Vec<u8>>,
}

impl<'a, 'f> StructureWriter<'a, 'f> {
    /// Makes a writer that has written nothing.
    pub(super) fn new(
        copier: &'a mut Copier<'f>,
        additions: &'a mut StructureAdditions,
        places: &'a Destinations,
        objects_kept: &'a BTreeMap<ObjectId, usize>,
        mark: String,
    ) -> Self {
        Self {
            copier,
            additions,
            places,
            mark,
            objects_kept,
            pages: BTreeMap::new(),
            forms: BTreeMap::new(),
            whole: BTreeMap::new(),
            known: BTreeSet::new(),
            given: BTreeSet::new(),
        }
    }

    /// Writes all elements, and gives the number of each.
    pub(super) fn write(
        &mut self,
        tree: &GraftedTree,
        parent: usize,
        objects: &mut Objects<'_>,
    ) -> Vec<usize> {
        self.known = tree.elements.iter().filter_map(|element| own_id(self.copier.file, element)).collect();
        let roles = self.additions.add_roles(tree);
        let classes = self.classes(tree, objects);
        let numbers: Vec<usize> = tree.elements.iter().map(|_| objects.reserve()).collect();
        for (at, element) in tree.elements.iter().enumerate() {
            let above = element.parent.map_or(parent, |parent| numbers[parent]);
            let role = roles.get(element.role.as_str()).map_or(element.standard, String::as_str);
            let mut dict = Dict::of([
                ("Type", PdfValue::name("StructElem")),
                ("P", reference(above)),
                ("S", PdfValue::name(role)),
            ]);
            self.attributes(element, numbers[at], &classes, &mut dict, objects);
            self.kids(element, &numbers, numbers[at], &mut dict, objects);
            objects.put(numbers[at], &PdfValue::Dict(dict));
        }
        numbers
    }

    fn attributes(
        &mut self,
        element: &GraftedElement,
        own: usize,
        classes: &BTreeMap<Vec<u8>, String>,
        dict: &mut Dict,
        objects: &mut Objects<'_>,
    ) {
        let file = self.copier.file;
        for key in WORDS {
            if let Some(value) = file.entry(&element.dict, key).filter(|v| v.as_text().is_some()) {
                dict.set(key, value);
            }
        }
        // An id that several elements have is the first one's.
        let id = own_id(file, element).filter(|id| !self.given.contains(id));
        self.given.extend(id.clone());
        // A note has one always (ISO 14289-1, 7.9).
        let id = id.or_else(|| (element.standard == "Note").then(|| format!("note{own}").into_bytes()));
        if let Some(id) = id {
            let id = self.id(&id);
            dict.set("ID", PdfValue::Text(id.clone().into_bytes()));
            self.additions.add_id(id, own);
        }
        if let Some(value) = element.dict.get("A") {
            let page = first_page(element);
            let value = self.attribute(&file.resolve(value), page, 0);
            dict.set("A", self.copier.copied(&value, objects));
        }
        if let Some(value) = file.entry(&element.dict, "C") {
            let names = match &value {
                PdfValue::Array(names) => names.clone(),
                one => vec![one.clone()],
            };
            let known = names.iter().filter_map(|n| classes.get(n.as_name()?));
            let known: Vec<PdfValue> = known.map(|name| PdfValue::name(name)).collect();
            if !known.is_empty() {
                dict.set("C", PdfValue::Array(known));
            }
        }
    }

    /// An id that no other attachment has; letters and digits only, so that the ids of all files can be
    /// sorted as they stand.
    fn id(&self, id: &[u8]) -> String {
        let digits: String = id.iter().map(|byte| format!("{byte:02X}")).collect();
        format!("{}{digits}", self.mark)
    }

    /// The attributes of an element with our ids and our places.
    fn attribute(&self, value: &PdfValue, page: Option<usize>, depth: usize) -> PdfValue {
        let file = self.copier.file;
        match value {
            PdfValue::Array(all) if depth < 3 => PdfValue::Array(
                all.iter().map(|v| self.attribute(&file.resolve(v), page, depth + 1)).collect(),
            ),
            PdfValue::Dict(dict) => {
                let changed = |(key, value): (&[u8], &PdfValue)| {
                    let value = match key {
                        b"Headers" => match file.resolve(value) {
                            PdfValue::Array(ids) => {
                                PdfValue::Array(ids.iter().filter_map(|id| self.header(id)).collect())
                            }
                            _ => value.clone(),
                        },
                        b"BBox" => self.moved(value, page).unwrap_or_else(|| value.clone()),
                        _ => value.clone(),
                    };
                    (key.to_vec(), value)
                };
                PdfValue::Dict(dict.iter().map(changed).collect::<Dict>())
            }
            other => other.clone(),
        }
    }

    /// The id of a header cell; `None` where no element has it.
    fn header(&self, id: &PdfValue) -> Option<PdfValue> {
        let id = self.copier.file.resolve(id);
        id.as_text().filter(|id| self.known.contains(*id)).map(|id| PdfValue::Text(self.id(id).into_bytes()))
    }

    fn moved(&self, value: &PdfValue, page: Option<usize>) -> Option<PdfValue> {
        let area = self.copier.file.rectangle_of(value)?;
        let map = self.places.pages.get(page?)?.map;
        Some(PdfValue::numbers(&map.rectangle(area)))
    }

    /// Writes the classes of the tree, and gives their names, which no other attachment has.
    fn classes(&mut self, tree: &GraftedTree, objects: &mut Objects<'_>) -> BTreeMap<Vec<u8>, String> {
        let mut names = BTreeMap::new();
        for (at, (name, value)) in tree.classes.iter().enumerate() {
            let new = format!("{}c{at}", self.mark);
            let value = self.attribute(&self.copier.file.resolve(value), None, 0);
            let value = self.copier.copied(&value, objects);
            self.additions.add_class(&new, value);
            names.insert(name.to_vec(), new);
        }
        names
    }

    fn kids(
        &mut self,
        element: &GraftedElement,
        numbers: &[usize],
        own: usize,
        dict: &mut Dict,
        objects: &mut Objects<'_>,
    ) {
        let page = first_page(element);
        let object = |page: usize| reference(self.places.pages[page].object);
        if let Some(page) = page {
            dict.set("Pg", object(page));
        }
        let marked = |on: usize, mark: usize| {
            let (kind, mark) = (PdfValue::name("MCR"), PdfValue::count(mark));
            Dict::of([("Type", kind), ("Pg", object(on)), ("MCID", mark)])
        };
        let mut kids = Vec::new();
        for kid in &element.kids {
            kids.push(match kid {
                Kid::Element(at) => reference(numbers[*at]),
                Kid::Content { page: on, form: None, mark } => {
                    self.pages.entry(*on).or_default().insert(*mark, own);
                    let here = Some(*on) == page;
                    if here { PdfValue::count(*mark) } else { PdfValue::Dict(marked(*on, *mark)) }
                }
                Kid::Content { page: on, form: Some(form), mark } => {
                    let Some(form) = self.copier.number(*form, objects) else { continue };
                    self.forms.entry(form).or_default().insert(*mark, own);
                    PdfValue::Dict(marked(*on, *mark).with("Stm", reference(form)))
                }
                Kid::Object(id) => {
                    let Some(number) = self.objects_kept.get(id) else { continue };
                    self.whole.insert(*number, own);
                    whole_object(*number)
                }
            });
        }
        if let Some(number) = element.link {
            self.whole.insert(number, own);
            kids.push(whole_object(number));
        }
        dict.set("K", PdfValue::Array(kids));
    }
}

/// A child that is an object as a whole (ISO 32000-1, table 325).
fn whole_object(number: usize) -> PdfValue {
    PdfValue::Dict(Dict::of([("Type", PdfValue::name("OBJR")), ("Obj", reference(number))]))
}

/// The id that a file gives an element.
fn own_id(file: &PdfDocument, element: &GraftedElement) -> Option<Vec<u8>> {
    file.entry(&element.dict, "ID").and_then(|id| id.as_text().map(<[u8]>::to_vec))
}

fn first_page(element: &GraftedElement) -> Option<usize> {
    element.kids.iter().find_map(|kid| if let Kid::Content { page, .. } = kid { Some(*page) } else { None })
}
