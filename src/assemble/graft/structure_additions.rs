//! `StructureAdditions`: all that attachments add to the root of our structure tree (roles, classes, ids, and
//! the way from content to elements), written once for all of them. It adds no element.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::GraftedTree;
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, reference};

/// The additions to the root of our structure tree.
#[derive(Debug)]
pub(in crate::assemble) struct StructureAdditions {
    /// The role map, ours and what is added.
    roles: Dict,
    /// The class map, ours and what is added.
    classes: Dict,
    /// The ids, with the elements that have them.
    ids: Vec<(String, usize)>,
    /// The key that the next entry of the parent tree gets.
    next_parent: usize,
    /// The new entries of the parent tree, by their keys.
    parents: Vec<(usize, PdfValue)>,
    /// The keys of the parent tree that nothing has any more.
    dropped: BTreeSet<usize>,
}

impl StructureAdditions {
    /// Begins with what our file has.
    pub(in crate::assemble) fn begin(objects: &Objects<'_>) -> Self {
        let root = objects.structure_root();
        let own = |key| root.and_then(|root| objects.entry(root, key));
        let dict = |key| own(key).and_then(|value| value.as_dict().cloned()).unwrap_or_default();
        let next = own("ParentTreeNextKey").and_then(|next| usize::try_from(next.as_integer()?).ok());
        Self {
            roles: dict("RoleMap"),
            classes: dict("ClassMap"),
            ids: Vec::new(),
            next_parent: next.unwrap_or(0),
            parents: Vec::new(),
            dropped: BTreeSet::new(),
        }
    }

    /// Adds the roles of a tree to our role map, and gives the name under which each is written: a name that
    /// stands for something else in our file has another.
    pub(super) fn add_roles<'t>(&mut self, tree: &'t GraftedTree) -> BTreeMap<&'t str, String> {
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        for element in &tree.elements {
            if element.role == element.standard || names.contains_key(element.role.as_str()) {
                continue;
            }
            let target = PdfValue::name(element.standard);
            let mut name = element.role.clone();
            let mut n = 1;
            while self.roles.get(&name).is_some_and(|old| *old != target) {
                n += 1;
                name = format!("{}_{n}", element.role);
            }
            self.roles.set(&name, target);
            names.insert(&element.role, name);
        }
        names
    }

    /// Adds a class under a name that nothing else has.
    pub(super) fn add_class(&mut self, name: &str, attributes: PdfValue) {
        self.classes.set(name, attributes);
    }

    /// Adds the id of an element. It comes after all that are there.
    pub(super) fn add_id(&mut self, id: String, element: usize) {
        self.ids.push((id, element));
    }

    /// Adds an entry to the tree that leads from content to elements, and gives its key.
    pub(super) fn add_parent(&mut self, entry: PdfValue) -> usize {
        let key = self.next_parent;
        self.next_parent += 1;
        self.parents.push((key, entry));
        key
    }

    /// Drops the entry of a key that nothing has any more.
    pub(super) fn drop_parent(&mut self, key: usize) {
        self.dropped.insert(key);
    }

    /// Writes all additions into the root of our structure tree. Nothing is written where there are none.
    pub(in crate::assemble) fn write(mut self, objects: &mut Objects<'_>) {
        let Some(root) = objects.structure_root() else { return };
        self.ids.sort();
        objects.edit(root, |root| {
            for (key, map) in [("RoleMap", self.roles), ("ClassMap", self.classes)] {
                if !map.is_empty() {
                    root.set(key, PdfValue::Dict(map));
                }
            }
            let ids = self.ids.into_iter();
            let ids = ids.flat_map(|(id, at)| [PdfValue::Text(id.into_bytes()), reference(at)]);
            append(root, "IDTree", "Names", ids.collect());
            if !self.dropped.is_empty() {
                drop_leaves(root, &self.dropped);
            }
            let parents = self.parents.into_iter();
            let parents = parents.flat_map(|(key, entry)| [PdfValue::count(key), entry]);
            append(root, "ParentTree", "Nums", parents.collect());
            root.set("ParentTreeNextKey", PdfValue::count(self.next_parent));
        });
    }
}

/// Appends leaves to a tree of names or numbers that has them all in its root, as Typst writes one.
fn append(root: &mut Dict, tree: &str, leaves: &str, new: Vec<PdfValue>) {
    if new.is_empty() {
        return;
    }
    let own = root.get(tree).and_then(PdfValue::as_dict);
    let mut all = own.and_then(|tree| tree.get(leaves)?.as_array()).unwrap_or_default().to_vec();
    all.extend(new);
    let own = own.cloned().unwrap_or_default();
    root.set(tree, PdfValue::Dict(own.with(leaves, PdfValue::Array(all))));
}

/// Takes entries out of the parent tree, which has them all in its root.
fn drop_leaves(root: &mut Dict, dropped: &BTreeSet<usize>) {
    let Some(tree) = root.get("ParentTree").and_then(PdfValue::as_dict).cloned() else { return };
    let leaves = tree.get("Nums").and_then(PdfValue::as_array).unwrap_or_default();
    let key = |pair: &[PdfValue]| usize::try_from(pair[0].as_integer()?).ok();
    let kept = leaves.chunks_exact(2).filter(|pair| key(pair).is_none_or(|key| !dropped.contains(&key)));
    let kept = PdfValue::Array(kept.flatten().cloned().collect());
    root.set("ParentTree", PdfValue::Dict(tree.with("Nums", kept)));
}
