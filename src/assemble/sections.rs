//! The tag tree of a joined file: the elements of one item stand in a section (`Sect`) of its own, and its
//! headings below those of the agenda, so that the whole has one heading of the first level. It changes
//! nothing that can be seen.

use std::collections::BTreeMap;

use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, reference, references, referred};

/// An item in a joined file, with the length of its papers.
#[derive(Debug, Clone)]
pub(crate) struct ItemSection {
    /// The number and the title of the item.
    pub title: String,
    /// The number of pages of each paper.
    pub papers: Vec<usize>,
}

/// A map from the pages of a joined file, from 0, to its items and papers.
pub(super) struct PageMap {
    /// The first page of each paper, and the indices of its item and of the paper in it.
    starts: BTreeMap<usize, (usize, usize)>,
}

impl PageMap {
    /// Makes the map of a file whose first `agenda` pages are the agenda's.
    pub(super) fn new(agenda: usize, sections: &[ItemSection]) -> Self {
        let mut starts = BTreeMap::new();
        let mut page = agenda;
        for (item, section) in sections.iter().enumerate() {
            for (paper, pages) in section.papers.iter().enumerate() {
                starts.insert(page, (item, paper));
                page += pages;
            }
        }
        Self { starts }
    }

    /// The indices of the item and the paper that a page belongs to; `None` for the agenda.
    pub(super) fn at(&self, page: usize) -> Option<(usize, usize)> {
        self.starts.range(..=page).next_back().map(|(_, place)| *place)
    }
}

/// Puts the tags of grafted files among those of the file, at their pages. Each is given by its element and
/// its first page.
pub(super) fn insert(
    objects: &mut Objects<'_>,
    grafted: &[(usize, usize)],
    pages: &BTreeMap<usize, usize>,
) -> Option<()> {
    let root = objects.structure_root()?;
    let document = match elements_in(objects, root).first() {
        Some(document) => *document,
        // Nothing of ours has a tag.
        None => {
            let document = element("Document", root).with("K", references(&[]));
            let document = objects.add(&PdfValue::Dict(document));
            objects.set(root, "K", references(&[document]));
            document
        }
    };
    let mut kids = elements_in(objects, document);
    for (element, first) in grafted {
        let later =
            |kid: &usize| page_of(objects, *kid).and_then(|p| pages.get(&p)).is_some_and(|p| p > first);
        let at = kids.iter().position(later).unwrap_or(kids.len());
        kids.insert(at, *element);
        objects.set(*element, "P", reference(document));
    }
    objects.set(document, "K", references(&kids));
    Some(())
}

/// The deepest level of heading that there is a tag for.
const DEEPEST: u8 = 6;

/// Puts the tags of each paper into a section, and that into the section of its item. `None` where the tags
/// are not as Typst writes them.
pub(super) fn divide(
    objects: &mut Objects<'_>,
    map: &PageMap,
    pages: &BTreeMap<usize, usize>,
    sections: &[ItemSection],
) -> Option<()> {
    let root = objects.structure_root()?;
    let document = elements_in(objects, root).first().copied()?;
    let kids = elements_in(objects, document);
    let mut above = Vec::new();
    let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut here = None;
    for kid in &kids {
        // What has no page of its own stands with what is before it.
        if let Some(page) = page_of(objects, *kid).and_then(|page| pages.get(&page)) {
            here = map.at(*page);
        }
        match here {
            Some(place) => groups.entry(place).or_default().push(*kid),
            None => above.push(*kid),
        }
    }
    demote(objects, &groups);
    for (item, section) in sections.iter().enumerate() {
        let papers: Vec<Vec<usize>> =
            groups.range((item, 0)..=(item, usize::MAX)).map(|(_, kids)| kids.clone()).collect();
        let own = add(objects, document, Some(&section.title));
        above.push(own);
        let inside: Vec<usize> = match papers.as_slice() {
            [kids] => adopt(objects, own, kids),
            several => several
                .iter()
                .map(|kids| {
                    let paper = add(objects, own, None);
                    let kids = adopt(objects, paper, kids);
                    objects.set(paper, "K", references(&kids));
                    paper
                })
                .collect(),
        };
        objects.set(own, "K", references(&inside));
    }
    objects.set(document, "K", references(&above));
    Some(())
}

/// Adds a section without anything in it yet, and gives its number.
fn add(objects: &mut Objects<'_>, parent: usize, title: Option<&str>) -> usize {
    let mut section = element("Sect", parent);
    if let Some(title) = title {
        section.set("T", PdfValue::words(title));
    }
    objects.add(&PdfValue::Dict(section))
}

/// Makes a structure element of a standard type below another.
pub(super) fn element(standard: &str, parent: usize) -> Dict {
    Dict::of([
        ("Type", PdfValue::name("StructElem")),
        ("S", PdfValue::name(standard)),
        ("P", reference(parent)),
    ])
}

/// Makes an element the parent of others.
fn adopt(objects: &mut Objects<'_>, parent: usize, kids: &[usize]) -> Vec<usize> {
    for kid in kids {
        objects.set(*kid, "P", reference(parent));
    }
    kids.to_vec()
}

/// The numbers of the elements that stand in an element.
pub(super) fn elements_in(objects: &Objects<'_>, element: usize) -> Vec<usize> {
    let kids = objects.entry(element, "K");
    kids.map(kids_of).unwrap_or_default().iter().filter_map(referred).collect()
}

/// The children that the value of the key `K` names: one, or an array of them.
pub(super) fn kids_of(value: PdfValue) -> Vec<PdfValue> {
    match value {
        PdfValue::Array(kids) => kids,
        one => vec![one],
    }
}

/// The object number of the page on which an element begins.
fn page_of(objects: &Objects<'_>, element: usize) -> Option<usize> {
    if let Some(page) = objects.reference(element, "Pg") {
        return Some(page);
    }
    kids_of(objects.entry(element, "K")?).iter().find_map(|kid| match referred(kid) {
        Some(element) => page_of(objects, element),
        None => kid.as_dict()?.get("Pg").and_then(referred),
    })
}

/// Sets the headings of papers a level lower: the agenda's is the only one of the first.
fn demote(objects: &mut Objects<'_>, groups: &BTreeMap<(usize, usize), Vec<usize>>) {
    let mut below = vec![false; objects.next()];
    for kid in groups.values().flatten() {
        below[*kid] = true;
    }
    let heading = |objects: &Objects<'_>, number: usize| {
        let role = objects.entry(number, "S")?;
        let level = role.as_name()?.strip_prefix(b"H").filter(|digits| digits.len() == 1)?[0];
        level.is_ascii_digit().then_some(level - b'0')
    };
    let mut lower = Vec::new();
    for number in objects.containing(b"/S/H") {
        let Some(level) = heading(objects, number) else { continue };
        let mut element = number;
        while !below[element]
            && let Some(parent) = objects.reference(element, "P")
        {
            element = parent;
        }
        if below[element] {
            lower.push((number, (level + 1).min(DEEPEST)));
        }
    }
    for (number, level) in lower {
        objects.set(number, "S", PdfValue::name(&format!("H{level}")));
    }
}
