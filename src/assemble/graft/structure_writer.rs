//! `StructureWriter`: the structure tree of an attachment, written into the pack's: elements under new
//! numbers, and which element holds which content. It reads no attachment's tree.

use std::collections::{BTreeMap, BTreeSet};

use super::copy::Copier;
use super::destinations::Destinations;
use super::tree::{GraftedElement, GraftedTree};
use crate::assemble::dictionary::{self, entries};
use crate::assemble::objects::Objects;
use crate::pdf::PdfDocument;
use crate::pdf::structure::Kid;
use crate::pdf::value::{Dict, ObjectId, PdfValue, write, write_name};

/// The keys with words that a file has for an element (ISO 32000-1, table 323).
const WORDS: [&str; 5] = ["T", "Lang", "Alt", "E", "ActualText"];

/// The owners of marked content: for a page or a form, the element of each mark.
pub(super) type ContentOwners = BTreeMap<usize, usize>;

/// Writes an attachment's structure tree into our file.
pub(super) struct StructureWriter<'a, 'f> {
    copier: &'a mut Copier<'f>,
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
    /// The ids, with the elements that have them.
    pub ids: Vec<(String, usize)>,
    /// The ids of the attachment's elements, and below them those that were written.
    known: BTreeSet<Vec<u8>>,
    given: BTreeSet<Vec<u8>>,
}

impl<'a, 'f> StructureWriter<'a, 'f> {
    /// Makes a writer that has written nothing.
    pub(super) fn new(
        copier: &'a mut Copier<'f>,
        places: &'a Destinations,
        objects_kept: &'a BTreeMap<ObjectId, usize>,
        mark: String,
    ) -> Self {
        Self {
            copier,
            places,
            mark,
            objects_kept,
            pages: BTreeMap::new(),
            forms: BTreeMap::new(),
            whole: BTreeMap::new(),
            ids: Vec::new(),
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
        let roles = merge_roles(tree, objects);
        let classes = self.classes(tree, objects);
        let numbers: Vec<usize> = tree.elements.iter().map(|_| objects.reserve()).collect();
        for (at, element) in tree.elements.iter().enumerate() {
            let above = element.parent.map_or(parent, |parent| numbers[parent]);
            let mut body = format!("<</Type/StructElem/P {above} 0 R/S").into_bytes();
            let role = roles.get(element.role.as_str()).map_or(element.standard, String::as_str);
            write_name(role.as_bytes(), &mut body);
            self.attributes(element, numbers[at], &classes, &mut body, objects);
            self.kids(element, &numbers, numbers[at], &mut body, objects);
            body.extend_from_slice(b">>");
            objects.put_bytes(numbers[at], body);
        }
        numbers
    }

    fn attributes(
        &mut self,
        element: &GraftedElement,
        own: usize,
        classes: &BTreeMap<Vec<u8>, String>,
        body: &mut Vec<u8>,
        objects: &mut Objects<'_>,
    ) {
        let file = self.copier.file;
        for key in WORDS {
            if let Some(value) = file.entry(&element.dict, key).filter(|v| v.as_text().is_some()) {
                body.extend_from_slice(format!("/{key} ").as_bytes());
                write(&value, body, &mut |_| None);
            }
        }
        // An id that several elements have is the first one's.
        let id = own_id(file, element).filter(|id| !self.given.contains(id));
        self.given.extend(id.clone());
        // A note has one always (ISO 14289-1, 7.9).
        let id = id.or_else(|| (element.standard == "Note").then(|| format!("note{own}").into_bytes()));
        if let Some(id) = id {
            let id = self.id(&id);
            body.extend_from_slice(format!("/ID({id})").as_bytes());
            self.ids.push((id, own));
        }
        if let Some(value) = element.dict.get("A") {
            let page = first_page(element);
            let value = self.attribute(&file.resolve(value), page, 0);
            body.extend_from_slice(b"/A ");
            body.extend_from_slice(&self.copier.written(&value, objects));
        }
        if let Some(value) = file.entry(&element.dict, "C") {
            let names = match &value {
                PdfValue::Array(names) => names.clone(),
                one => vec![one.clone()],
            };
            let known = names.iter().filter_map(|n| classes.get(n.as_name()?));
            let known: Vec<String> = known.map(|name| format!("/{name}")).collect();
            if !known.is_empty() {
                body.extend_from_slice(format!("/C[{}]", known.join(" ")).as_bytes());
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
        Some(PdfValue::Array(map.rectangle(area).into_iter().map(PdfValue::Number).collect()))
    }

    /// Writes the classes of the tree, and gives their names, which no other attachment has.
    fn classes(&mut self, tree: &GraftedTree, objects: &mut Objects<'_>) -> BTreeMap<Vec<u8>, String> {
        let mut names = BTreeMap::new();
        let mut written = Vec::new();
        for (at, (name, value)) in tree.classes.iter().enumerate() {
            let new = format!("{}c{at}", self.mark);
            let value = self.attribute(&self.copier.file.resolve(value), None, 0);
            written.extend_from_slice(format!("/{new} ").as_bytes());
            written.extend_from_slice(&self.copier.written(&value, objects));
            names.insert(name.to_vec(), new);
        }
        if !written.is_empty() {
            add_to_root(objects, "ClassMap", &written);
        }
        names
    }

    fn kids(
        &mut self,
        element: &GraftedElement,
        numbers: &[usize],
        own: usize,
        body: &mut Vec<u8>,
        objects: &mut Objects<'_>,
    ) {
        let page = first_page(element);
        let object = |page: usize| self.places.pages[page].object;
        if let Some(page) = page {
            body.extend_from_slice(format!("/Pg {} 0 R", object(page)).as_bytes());
        }
        let mut kids = Vec::new();
        for kid in &element.kids {
            kids.push(match kid {
                Kid::Element(at) => format!("{} 0 R", numbers[*at]),
                Kid::Content { page: on, form: None, mark } => {
                    self.pages.entry(*on).or_default().insert(*mark, own);
                    if Some(*on) == page {
                        mark.to_string()
                    } else {
                        format!("<</Type/MCR/Pg {} 0 R/MCID {mark}>>", object(*on))
                    }
                }
                Kid::Content { page: on, form: Some(form), mark } => {
                    let Some(form) = self.copier.number(*form, objects) else { continue };
                    self.forms.entry(form).or_default().insert(*mark, own);
                    format!("<</Type/MCR/Pg {} 0 R/Stm {form} 0 R/MCID {mark}>>", object(*on))
                }
                Kid::Object(id) => {
                    let Some(number) = self.objects_kept.get(id) else { continue };
                    self.whole.insert(*number, own);
                    format!("<</Type/OBJR/Obj {number} 0 R>>")
                }
            });
        }
        if let Some(number) = element.link {
            self.whole.insert(number, own);
            kids.push(format!("<</Type/OBJR/Obj {number} 0 R>>"));
        }
        body.extend_from_slice(format!("/K[{}]", kids.join(" ")).as_bytes());
    }
}

/// The id that a file gives an element.
fn own_id(file: &PdfDocument, element: &GraftedElement) -> Option<Vec<u8>> {
    file.entry(&element.dict, "ID").and_then(|id| id.as_text().map(<[u8]>::to_vec))
}

fn first_page(element: &GraftedElement) -> Option<usize> {
    element.kids.iter().find_map(|kid| if let Kid::Content { page, .. } = kid { Some(*page) } else { None })
}

/// The object number of the root of our structure tree.
pub(super) fn root(objects: &Objects<'_>) -> Option<usize> {
    objects.reference(objects.catalog()?, "StructTreeRoot")
}

/// Adds entries to a dictionary that the root of our tree has, or makes one with them.
fn add_to_root(objects: &mut Objects<'_>, key: &str, new: &[u8]) {
    let Some(root) = root(objects) else { return };
    let mut body = objects.value(root, key).map_or_else(|| b"<<>>".to_vec(), <[u8]>::to_vec);
    let end = body.len().saturating_sub(2);
    body.splice(end..end, new.iter().copied());
    objects.set_bytes(root, key, &body);
}

/// Adds the roles of a tree to our role map, and gives the name under which each is written: a name that
/// stands for something else in our file has another.
fn merge_roles<'t>(tree: &'t GraftedTree, objects: &mut Objects<'_>) -> BTreeMap<&'t str, String> {
    let mut known: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    if let Some(map) = root(objects).and_then(|root| objects.value(root, "RoleMap")) {
        let pairs = entries(map).map(|(name, value)| (name.to_vec(), map[value].trim_ascii().to_vec()));
        known.extend(pairs);
    }
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut new = Vec::new();
    for element in &tree.elements {
        if element.role == element.standard || names.contains_key(element.role.as_str()) {
            continue;
        }
        let target = format!("/{}", element.standard).into_bytes();
        let mut name = element.role.clone();
        let mut n = 1;
        let escaped = |name: &str| {
            let mut out = Vec::new();
            write_name(name.as_bytes(), &mut out);
            out[1..].to_vec()
        };
        while known.get(&escaped(&name)).is_some_and(|old| *old != target) {
            n += 1;
            name = format!("{}_{n}", element.role);
        }
        if known.insert(escaped(&name), target.clone()).is_none() {
            write_name(name.as_bytes(), &mut new);
            new.extend_from_slice(&target);
        }
        names.insert(&element.role, name);
    }
    if !new.is_empty() {
        add_to_root(objects, "RoleMap", &new);
    }
    names
}

/// Adds ids to those of our tree. They come after all that are there.
pub(super) fn add_ids(objects: &mut Objects<'_>, mut ids: Vec<(String, usize)>) {
    let Some(root) = root(objects).filter(|_| !ids.is_empty()) else { return };
    ids.sort();
    let new: String = ids.iter().map(|(id, number)| format!("({id}){number} 0 R ")).collect();
    let tree = objects.value(root, "IDTree").map(<[u8]>::to_vec);
    let names = tree.as_deref().and_then(|tree| dictionary::value(tree, "Names"));
    let old = names.map_or(&b""[..], |names| names.trim_ascii().strip_prefix(b"[").unwrap_or_default());
    let old = old.strip_suffix(b"]").unwrap_or(old);
    let tree = [b"<</Names[", old, b" ", new.trim_end().as_bytes(), b"]>>"].concat();
    objects.set_bytes(root, "IDTree", &tree);
}

/// Adds entries to the tree that leads from content to elements, and gives the key of the first.
pub(super) fn add_parents(objects: &mut Objects<'_>, new: &[String]) -> Option<usize> {
    let root = root(objects)?;
    let tree = objects.value(root, "ParentTree").map_or_else(|| b"<</Nums[]>>".to_vec(), <[u8]>::to_vec);
    let next = objects
        .value(root, "ParentTreeNextKey")
        .and_then(|n| std::str::from_utf8(n).ok()?.trim().parse().ok());
    let first: usize = next.unwrap_or(0);
    let old = dictionary::value(&tree, "Nums")?.trim_ascii().strip_prefix(b"[")?.strip_suffix(b"]")?;
    let mut nums = old.to_vec();
    for (at, entry) in new.iter().enumerate() {
        nums.extend_from_slice(format!(" {} {entry}", first + at).as_bytes());
    }
    objects.set_bytes(root, "ParentTree", &[b"<</Nums[", nums.as_slice(), b"]>>"].concat());
    objects.set(root, "ParentTreeNextKey", &(first + new.len()).to_string());
    Some(first)
}
