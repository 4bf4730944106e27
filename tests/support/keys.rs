//! The rule that no checker has: what leads from content to its tags leads to the element that holds
//! that very content, by a key that nothing else has. It also finds what refers to nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A piece of content: a page or a form with the number of a mark, or a whole object.
type Content = (ObjectId, Option<i64>);

/// Finds the keys, ids and parents of a file's tags that are wrong.
pub(crate) fn key_faults(document: &Document) -> Vec<String> {
    let mut check = Check::new(document);
    let Some(root) = check.root() else { return vec!["no structure tree".to_owned()] };
    check.elements(root);
    check.holders();
    check.entries();
    check.ids(root);
    check.faults
}

/// Finds the references to objects that the file does not have.
pub(crate) fn dangling(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, object) in &document.objects {
        for to in references(object) {
            if !document.objects.contains_key(&to) {
                faults.push(format!("object {id:?} refers to {to:?}, which is not there"));
            }
        }
    }
    faults
}

fn references(object: &Object) -> Vec<ObjectId> {
    let of = |dict: &Dictionary| dict.iter().flat_map(|(_, value)| references(value)).collect();
    match object {
        Object::Reference(id) => vec![*id],
        Object::Array(all) => all.iter().flat_map(references).collect(),
        Object::Dictionary(dict) => of(dict),
        Object::Stream(stream) => of(&stream.dict),
        _ => Vec::new(),
    }
}

struct Check<'a> {
    document: &'a Document,
    faults: Vec<String>,
    /// The element that holds each content.
    held: BTreeMap<Content, ObjectId>,
    /// The ids of headers that data cells name.
    headers: BTreeSet<Vec<u8>>,
    /// The element of each id.
    ids: BTreeMap<Vec<u8>, ObjectId>,
    seen: BTreeSet<ObjectId>,
    /// The entries of the parent tree by key.
    tree: BTreeMap<i64, Object>,
    /// The content that has each key.
    keys: BTreeMap<i64, Content>,
}

impl<'a> Check<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            faults: Vec::new(),
            held: BTreeMap::new(),
            headers: BTreeSet::new(),
            ids: BTreeMap::new(),
            seen: BTreeSet::new(),
            tree: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    fn root(&mut self) -> Option<ObjectId> {
        let root = self.document.catalog().ok()?.get(b"StructTreeRoot").ok()?.as_reference().ok()?;
        let dict = self.document.get_dictionary(root).ok()?;
        match dict.get(b"ParentTree") {
            Ok(node) => self.numbers(node),
            Err(_) => self.faults.push("no parent tree".to_owned()),
        }
        let next = dict.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap_or(-1);
        if self.tree.keys().next_back().is_some_and(|last| *last >= next) {
            self.faults.push(format!("the next key is {next}, which is used"));
        }
        Some(root)
    }

    fn get(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    /// Reads a number tree: its keys must rise, and each be there once.
    fn numbers(&mut self, node: &'a Object) {
        let Ok(node) = self.get(node).as_dict() else { return };
        for kid in node.get(b"Kids").and_then(Object::as_array).map_or(&[][..], |k| k) {
            self.numbers(kid);
        }
        let numbers = node.get(b"Nums").map(|n| self.get(n)).and_then(Object::as_array);
        for pair in numbers.map_or(&[][..], |n| n).chunks_exact(2) {
            let key = pair[0].as_i64().unwrap_or(-1);
            if self.tree.keys().next_back().is_some_and(|last| *last >= key) {
                self.faults.push(format!("the keys of the parent tree do not rise at {key}"));
            }
            self.tree.insert(key, pair[1].clone());
        }
    }

    fn elements(&mut self, id: ObjectId) {
        let Ok(dict) = self.document.get_dictionary(id) else {
            self.faults.push(format!("the element {id:?} is not there"));
            return;
        };
        if !self.seen.insert(id) {
            self.faults.push(format!("the element {id:?} stands twice in the tree"));
            return;
        }
        if let Ok(name) = dict.get(b"ID").and_then(Object::as_str)
            && self.ids.insert(name.to_vec(), id).is_some()
        {
            self.faults.push(format!("two elements have the id {}", String::from_utf8_lossy(name)));
        }
        self.named_headers(dict);
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match dict.get(b"K").map(|k| (k, self.get(k))) {
            Ok((_, Object::Array(all))) => all.iter().collect(),
            Ok((one, _)) => vec![one],
            Err(_) => Vec::new(),
        };
        for kid in kids {
            let (content, inner) = match self.get(kid) {
                Object::Integer(mark) => (page.map(|page| (page, Some(*mark))), None),
                Object::Dictionary(inner) => (None, Some(inner)),
                _ => {
                    self.faults.push(format!("the element {id:?} holds nothing in a place"));
                    continue;
                }
            };
            if let Some(content) = content {
                self.hold(content, id);
            }
            let Some(inner) = inner else { continue };
            let reference = |key: &[u8]| inner.get(key).and_then(Object::as_reference).ok();
            match inner.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let holder = reference(b"Stm").or_else(|| reference(b"Pg")).or(page);
                    let mark = inner.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                    self.hold((holder.unwrap_or_default(), Some(mark)), id);
                }
                Ok(b"OBJR") => self.hold((reference(b"Obj").unwrap_or_default(), None), id),
                _ => {
                    let Ok(below) = kid.as_reference() else { continue };
                    if reference(b"P") != Some(id) {
                        self.faults.push(format!("{below:?} stands in {id:?} and says that it does not"));
                    }
                    self.elements(below);
                }
            }
        }
    }

    /// Reads the ids of headers that an element's attributes name.
    fn named_headers(&mut self, element: &'a Dictionary) {
        let attributes = element.get(b"A").map(|a| self.get(a));
        let all = match attributes {
            Ok(Object::Array(all)) => all.iter().map(|a| self.get(a)).collect(),
            Ok(one) => vec![one],
            Err(_) => Vec::new(),
        };
        let dicts = all.into_iter().filter_map(|a| a.as_dict().ok());
        let lists = dicts.filter_map(|a| a.get(b"Headers").and_then(Object::as_array).ok());
        let ids = lists.flatten().filter_map(|id| id.as_str().ok());
        self.headers.extend(ids.map(<[u8]>::to_vec));
    }

    fn hold(&mut self, content: Content, element: ObjectId) {
        if let Some(first) = self.held.insert(content, element) {
            self.faults.push(format!("{content:?} is held by {first:?} and by {element:?}"));
        }
    }

    /// Reads the keys of pages, forms, pictures and annotations, wherever they stand.
    fn holders(&mut self) {
        for (id, object) in &self.document.objects {
            let dict = match object {
                Object::Dictionary(dict) => dict,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            for (key, mark) in [(&b"StructParents"[..], Some(0)), (b"StructParent", None)] {
                let Ok(key) = dict.get(key).and_then(Object::as_i64) else { continue };
                if let Some(other) = self.keys.insert(key, (*id, mark)) {
                    self.faults.push(format!("{id:?} and {:?} have the key {key}", other.0));
                }
            }
        }
    }

    /// Finds keys that do not lead to the element that holds their content, and held content without a key.
    fn entries(&mut self) {
        let mut led = BTreeSet::new();
        for (key, entry) in &self.tree {
            let Some((holder, many)) = self.keys.get(key) else {
                self.faults.push(format!("nothing has the key {key}"));
                continue;
            };
            let owners: Vec<(Content, ObjectId)> = match (many, self.document.dereference(entry)) {
                (Some(_), Ok((_, Object::Array(all)))) => {
                    let owner = |(mark, owner): (usize, &Object)| {
                        let mark = i64::try_from(mark).expect("small");
                        owner.as_reference().ok().map(|owner| ((*holder, Some(mark)), owner))
                    };
                    all.iter().enumerate().filter_map(owner).collect()
                }
                (None, _) => entry.as_reference().map(|owner| ((*holder, None), owner)).into_iter().collect(),
                _ => Vec::new(),
            };
            if owners.is_empty() {
                self.faults.push(format!("the key {key} leads to no element"));
            }
            for (content, owner) in owners {
                led.insert(content);
                if self.held.get(&content) != Some(&owner) {
                    self.faults.push(format!(
                        "the key {key} leads from {content:?} to {owner:?}, which does not hold it"
                    ));
                }
            }
        }
        for (content, element) in &self.held {
            if !led.contains(content) {
                self.faults.push(format!("nothing leads from {content:?} to {element:?}, which holds it"));
            }
        }
        for (key, (holder, _)) in &self.keys {
            if !self.tree.contains_key(key) {
                self.faults.push(format!("{holder:?} has the key {key}, which the parent tree has not"));
            }
        }
    }

    /// Finds ids that the tree of ids does not have, or has out of order.
    fn ids(&mut self, root: ObjectId) {
        let tree =
            self.document.get_dictionary(root).and_then(|r| self.document.get_dict_in_dict(r, b"IDTree"));
        let names = tree.and_then(|t| t.get(b"Names")).and_then(Object::as_array);
        let pairs = names.map_or(&[][..], |n| n).chunks_exact(2);
        let listed: Vec<(Vec<u8>, ObjectId)> = pairs
            .filter_map(|pair| Some((pair[0].as_str().ok()?.to_vec(), pair[1].as_reference().ok()?)))
            .collect();
        for id in self.headers.iter().filter(|id| !self.ids.contains_key(*id)) {
            self.faults
                .push(format!("a cell names the header {}, which is not there", String::from_utf8_lossy(id)));
        }
        if !listed.is_sorted() {
            self.faults.push("the tree of ids is not in order".to_owned());
        }
        if listed.into_iter().collect::<BTreeMap<_, _>>() != self.ids {
            self.faults.push("the tree of ids has not the ids of the elements".to_owned());
        }
    }
}
