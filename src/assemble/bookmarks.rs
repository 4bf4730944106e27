//! The bookmarks of a joined file: the agenda, then each item by its number and title, with the headings of
//! its papers below it. It makes no bookmark of its own that leads to another place than Typst's do.

use std::collections::BTreeMap;

use super::dictionary::{characters, parts, reference, text};
use super::objects::Objects;
use super::sections::{ItemSection, PageMap};

/// A bookmark of a file, with those below it.
#[derive(Debug, Clone)]
pub(super) struct Bookmark {
    /// The words as a string of the file.
    pub title: String,
    /// The destination as the file writes it.
    pub target: String,
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
            let root = objects.add("<</Type/Outlines>>".to_owned());
            objects.set(catalog, "Outlines", &format!("{root} 0 R"));
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
        all.push(Bookmark { title: text(&section.title), target, below });
    }
    let ends = write(objects, root, &all)?;
    objects.set(root, "First", &ends.0);
    objects.set(root, "Last", &ends.1);
    objects.set(root, "Count", &all.len().to_string());
    objects.set(catalog, "PageMode", "/UseOutlines");
    Some(())
}

/// Takes the bookmarks of a file away.
pub(super) fn leave_out(objects: &mut Objects<'_>) -> Option<()> {
    let catalog = objects.catalog()?;
    objects.set(catalog, "Outlines", "null");
    Some(())
}

/// The bookmarks below an object of the outline.
fn read(objects: &Objects<'_>, above: usize) -> Option<Vec<Bookmark>> {
    let mut found = Vec::new();
    let mut next = objects.reference(above, "First");
    while let Some(number) = next {
        let part = |key| Some(std::str::from_utf8(objects.value(number, key)?).ok()?.to_owned());
        let title = objects.value(number, "Title")?;
        found.push(Bookmark { title: printed(title)?, target: part("Dest")?, below: read(objects, number)? });
        next = objects.reference(number, "Next");
    }
    Some(found)
}

/// The text of a title as a string that may stand in another object. Typst writes text that is not ASCII in
/// bytes that are no UTF-8; in hexadecimal digits they are the same text.
fn printed(title: &[u8]) -> Option<String> {
    if let Ok(title) = std::str::from_utf8(title) {
        return Some(title.to_owned());
    }
    let digits: String = characters(title)?.iter().map(|byte| format!("{byte:02X}")).collect();
    Some(format!("<{digits}>"))
}

/// Takes all bookmarks below an object of the outline away.
fn clear(objects: &mut Objects<'_>, above: usize) {
    let mut next = objects.reference(above, "First");
    while let Some(number) = next {
        clear(objects, number);
        next = objects.reference(number, "Next");
        objects.clear(number);
    }
}

/// The object number of the page that a bookmark leads to.
fn page_of(objects: &Objects<'_>, mark: &Bookmark) -> Option<usize> {
    let target = mark.target.as_bytes();
    let array = match reference(target) {
        Some(number) => objects.get(number),
        None => target,
    };
    parts(array).first().copied().and_then(reference)
}

/// Writes bookmarks below an object of the outline, and gives references to the first and the last.
fn write(objects: &mut Objects<'_>, above: usize, marks: &[Bookmark]) -> Option<(String, String)> {
    let numbers: Vec<usize> = marks.iter().map(|_| objects.add(String::new())).collect();
    for (at, mark) in marks.iter().enumerate() {
        let mut body = format!("<</Parent {above} 0 R/Title {}/Dest {}", mark.title, mark.target);
        if at > 0 {
            body.push_str(&format!("/Prev {} 0 R", numbers[at - 1]));
        }
        if let Some(next) = numbers.get(at + 1) {
            body.push_str(&format!("/Next {next} 0 R"));
        }
        if !mark.below.is_empty() {
            let (first, last) = write(objects, numbers[at], &mark.below)?;
            // Less than nothing: they are folded away (ISO 32000-1, table 153).
            body.push_str(&format!("/First {first}/Last {last}/Count -{}", mark.below.len()));
        }
        body.push_str(">>");
        objects.put(numbers[at], body);
    }
    let name = |number: &usize| format!("{number} 0 R");
    Some((numbers.first().map(name)?, numbers.last().map(name)?))
}
