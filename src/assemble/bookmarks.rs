//! The bookmarks of a joined file: the agenda, then each item by its number and title, with the headings of
//! its papers below it. It makes no bookmark of its own that leads to another place than Typst's do.

use std::collections::BTreeMap;

use super::sections::{ItemSection, PageMap};
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, reference, referred};

/// A bookmark of a file, with those below it.
#[derive(Debug, Clone)]
pub(super) struct Bookmark {
    /// The words, as a text string.
    pub title: PdfValue,
    /// The destination, or a reference to it.
    pub target: PdfValue,
    /// The bookmarks below this one.
    pub below: Vec<Bookmark>,
}

/// Arranges the bookmarks of a file: by item where there are items, with those of grafted files, which are
/// given with their first pages. `None` where ours are not as Typst writes them.
pub(super) fn arrange(
    objects: &mut Objects<'_>,
    map: &PageMap,
    pages: &BTreeMap<usize, usize>,
    sections: &[ItemSection],
    grafted: Vec<(usize, Bookmark)>,
) -> Option<()> {
    let catalog = objects.catalog()?;
    let root = match objects.reference(catalog, "Outlines") {
        Some(root) => root,
        None => {
            let root = objects.add(&PdfValue::Dict(Dict::of([("Type", PdfValue::name("Outlines"))])));
            objects.set(catalog, "Outlines", reference(root));
            root
        }
    };
    let mut found = Vec::new();
    for mark in read(objects, root)? {
        let page = page_of(objects, &mark).and_then(|page| pages.get(&page))?;
        found.push((*page, mark));
    }
    clear(objects, root);
    found.extend(grafted);
    found.sort_by_key(|(page, _)| *page);
    let mut all = Vec::new();
    let mut papers: BTreeMap<(usize, usize), Vec<Bookmark>> = BTreeMap::new();
    for (page, mark) in found {
        match map.at(page) {
            Some(place) => papers.entry(place).or_default().push(mark),
            None => all.push(mark),
        }
    }
    for (item, section) in sections.iter().enumerate() {
        let mut own: Vec<Bookmark> =
            papers.range((item, 0)..=(item, usize::MAX)).flat_map(|(_, marks)| marks.clone()).collect();
        let Some(first) = own.first() else { continue };
        let target = first.target.clone();
        // The title of an item's only paper would say the same again.
        let below = if own.len() == 1 { std::mem::take(&mut own[0].below) } else { own };
        all.push(Bookmark { title: PdfValue::words(&section.title), target, below });
    }
    let (first, last) = write(objects, root, &all)?;
    objects.edit(root, |outline| {
        outline.set("First", first);
        outline.set("Last", last);
        outline.set("Count", PdfValue::count(all.len()));
    });
    Some(())
}

/// The most bookmarks that a paper opens without showing.
const MOST_HIDDEN: usize = 4;

/// Makes viewers show the bookmarks when they open the file: always, or where there are many.
pub(super) fn show(objects: &mut Objects<'_>, always: bool) -> Option<()> {
    let catalog = objects.catalog()?;
    let Some(root) = objects.reference(catalog, "Outlines") else { return Some(()) };
    if always || count(objects, root) > MOST_HIDDEN {
        objects.set(catalog, "PageMode", PdfValue::name("UseOutlines"));
    }
    Some(())
}

/// The number of all bookmarks below an object of the outline.
fn count(objects: &Objects<'_>, above: usize) -> usize {
    let mut counted = 0;
    let mut next = objects.reference(above, "First");
    while let Some(number) = next {
        counted += 1 + count(objects, number);
        next = objects.reference(number, "Next");
    }
    counted
}

/// Takes the bookmarks of a file away.
pub(super) fn leave_out(objects: &mut Objects<'_>) -> Option<()> {
    let catalog = objects.catalog()?;
    objects.set(catalog, "Outlines", PdfValue::Null);
    Some(())
}

/// The bookmarks below an object of the outline.
fn read(objects: &Objects<'_>, above: usize) -> Option<Vec<Bookmark>> {
    let mut found = Vec::new();
    let mut next = objects.reference(above, "First");
    while let Some(number) = next {
        let (title, target) = (objects.entry(number, "Title")?, objects.entry(number, "Dest")?);
        found.push(Bookmark { title, target, below: read(objects, number)? });
        next = objects.reference(number, "Next");
    }
    Some(found)
}

/// Takes all bookmarks below an object of the outline away.
fn clear(objects: &mut Objects<'_>, above: usize) {
    let mut next = objects.reference(above, "First");
    while let Some(number) = next {
        clear(objects, number);
        next = objects.reference(number, "Next");
        objects.remove(number);
    }
}

/// The object number of the page that a bookmark leads to.
fn page_of(objects: &Objects<'_>, mark: &Bookmark) -> Option<usize> {
    objects.resolve(&mark.target)?.as_array()?.first().and_then(referred)
}

/// Writes bookmarks below an object of the outline, and gives references to the first and the last.
fn write(objects: &mut Objects<'_>, above: usize, marks: &[Bookmark]) -> Option<(PdfValue, PdfValue)> {
    let numbers: Vec<usize> = marks.iter().map(|_| objects.reserve()).collect();
    for (at, mark) in marks.iter().enumerate() {
        let mut bookmark = Dict::of([
            ("Parent", reference(above)),
            ("Title", mark.title.clone()),
            ("Dest", mark.target.clone()),
        ]);
        if at > 0 {
            bookmark.set("Prev", reference(numbers[at - 1]));
        }
        if let Some(next) = numbers.get(at + 1) {
            bookmark.set("Next", reference(*next));
        }
        if !mark.below.is_empty() {
            let (first, last) = write(objects, numbers[at], &mark.below)?;
            bookmark.set("First", first);
            bookmark.set("Last", last);
            // Less than nothing: they are folded away (ISO 32000-1, table 153).
            #[expect(clippy::cast_precision_loss, reason = "files have fewer than 2^53 bookmarks")]
            bookmark.set("Count", PdfValue::Number(-(mark.below.len() as f64)));
        }
        objects.put(numbers[at], &PdfValue::Dict(bookmark));
    }
    Some((reference(*numbers.first()?), reference(*numbers.last()?)))
}
