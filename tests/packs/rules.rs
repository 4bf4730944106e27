//! What holds for every pack: the whole file, the agenda, the items' files and the manifest say the
//! same. It builds nothing.

use std::path::Path;

use crate::support::{Child, Element, Pdf, Picture, assert_accessible, pictures};

/// An item with papers, as the manifest has it.
pub(crate) struct Item {
    /// "8(a)".
    pub number: String,
    /// Its title.
    pub title: String,
    /// The number of its first page, and of its last.
    pub pages: (usize, usize),
    /// The name of its file.
    pub file: String,
}

/// The items of a pack that have papers.
pub(crate) fn items(folder: &Path) -> Vec<Item> {
    let text = std::fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let item = |item: &serde_json::Value| {
        let pages = item["pages"].as_array()?;
        let page = |at: usize| usize::try_from(pages[at].as_u64().expect("a number")).expect("small");
        Some(Item {
            number: text(&item["number"]),
            title: text(&item["title"]),
            pages: (page(0), page(1)),
            file: text(&item["file"]),
        })
    };
    manifest["items"].as_array().expect("items").iter().filter_map(item).collect()
}

/// Fails where a pack breaks a rule. `pictures` says whether its pages are compared as pictures too.
pub(crate) fn assert_sound(folder: &Path, compare_pictures: bool) {
    let path = folder.join("pack.pdf");
    assert_accessible(&path);
    let pdf = Pdf::open(&path);
    let items = items(folder);
    numbers(&pdf, &items, folder);
    links(&pdf, &items);
    descriptions(&pdf);
    destinations(&pdf, &items);
    bookmarks(&pdf, &items);
    let whole = compare_pictures.then(|| pictures(&path));
    let sections = sections(&pdf);
    assert_eq!(sections.len(), items.len());
    for (item, section) in items.iter().zip(sections) {
        let file = folder.join(&item.file);
        let own = Pdf::open(&file);
        let stamp = format!("Agenda item {}", item.number);
        assert!(own.links().iter().all(|link| !link.text.starts_with(&stamp)));
        let range = item.pages.0..=item.pages.1;
        assert_eq!(own.labels(), range.clone().map(|n| n.to_string()).collect::<Vec<_>>());
        let here: Vec<usize> = pages_of(section, &pdf);
        assert!(here.iter().all(|page| range.contains(page)), "item {}: {here:?}", item.number);
        assert_eq!(section.reading(), own.reading(), "item {} reads otherwise by itself", item.number);
        descriptions(&own);
        let (own, before) = (own.destinations(), item.pages.0 - 1);
        let all = pdf.destinations();
        assert!(own.iter().all(|(name, page)| all.get(name) == Some(&(page + before))), "{own:?}");
        if let Some(whole) = &whole {
            for (of_pack, of_item) in whole[item.pages.0 - 1..item.pages.1].iter().zip(pictures(&file)) {
                assert!(
                    looks_alike_but_for_the_mark(of_pack, &of_item),
                    "item {} looks otherwise by itself",
                    item.number
                );
            }
        }
    }
}

/// Whether a page looks alike in two files, but for the mark of its item, which is a link in one of them: it
/// stands in the line below the header.
fn looks_alike_but_for_the_mark(one: &Picture, other: &Picture) -> bool {
    let width = usize::from(one.0) * 4;
    let mark = (MARK.start * width)..(MARK.end * width);
    one.0 == other.0
        && one.1 == other.1
        && one.2[..mark.start] == other.2[..mark.start]
        && one.2[mark.end..] == other.2[mark.end..]
}

/// The heights between which the mark stands, in points.
const MARK: std::ops::Range<usize> = 58..80;

/// The number printed is the label and the agenda's range, and papers begin on right-hand pages.
fn numbers(pdf: &Pdf, items: &[Item], folder: &Path) {
    let expected: Vec<String> = (1..=pdf.pages.len()).map(|n| n.to_string()).collect();
    assert_eq!(pdf.labels(), expected);
    for (number, artifacts) in expected.iter().zip(pdf.artifacts()) {
        assert!(artifacts.split(" / ").any(|a| a == number), "page {number} prints {artifacts}");
    }
    let agenda = folder.join("agenda.pdf");
    assert_accessible(&agenda);
    let agenda = Pdf::open(&agenda);
    assert!(agenda.links().is_empty(), "the agenda by itself leads nowhere");
    let mut next = agenda.pages.len() + 1;
    let agenda = agenda.reading();
    for item in items {
        let (first, last) = item.pages;
        assert_eq!(first, next, "item {} does not follow on", item.number);
        assert_eq!(first % 2, 1, "item {} does not begin on a right-hand page", item.number);
        assert!(agenda.contains(&format!("Pages {first} to")), "item {}: {agenda}", item.number);
        assert!(agenda.contains(&format!("to {last})")), "item {}: {agenda}", item.number);
        next = last + 1;
    }
    assert_eq!(next, pdf.pages.len() + 1);
}

/// Page numbers of the agenda lead to their pages, stamps to the agenda, and no other link out of the
/// paper that it stands in.
fn links(pdf: &Pdf, items: &[Item]) {
    let links = pdf.links();
    let agenda = items.first().map_or(pdf.pages.len(), |item| item.pages.0 - 1);
    let ranges: Vec<_> = links.iter().filter(|link| link.page <= agenda).collect();
    assert!(ranges.len() >= items.len());
    for link in &ranges {
        let (_, range) = link.said.rsplit_once(", page").expect("pages");
        let digits = range.trim_start_matches(['s', ' ']).split(' ').next().and_then(|n| n.parse().ok());
        assert_eq!(digits, Some(link.target), "{link:?}");
        // Of several papers each has its own title.
        let within = |item: &&Item| (item.pages.0..=item.pages.1).contains(&link.target);
        let item = items.iter().find(within).expect("an item");
        let alone = ranges.iter().filter(|other| (item.pages.0..=item.pages.1).contains(&other.target));
        assert!(alone.count() > 1 || link.said.starts_with(&item.title), "{link:?}");
    }
    for item in items {
        let (first, last) = item.pages;
        let stamp = format!("Agenda item {}", item.number);
        let own = links.iter().filter(|link| (first..=last).contains(&link.page));
        let is_stamp = |text: &str| text == stamp || text.starts_with(&format!("{stamp}:"));
        let (stamps, others): (Vec<_>, Vec<_>) = own.partition(|link| is_stamp(&link.text));
        assert!(stamps.iter().any(|link| link.page == first), "item {} has no stamp", item.number);
        // It leads to the item's own line.
        let lines = pdf.destinations();
        let line = lines.iter().filter(|(name, _)| name.starts_with("agenda.item-")).map(|(_, page)| *page);
        let line: Vec<usize> = line.collect();
        assert!(stamps.iter().all(|link| line.contains(&link.target)), "{stamps:?}");
        assert!(others.iter().all(|link| (first..=last).contains(&link.target)), "{others:?}");
    }
}

/// Each link says its words and the page that it leads to, as the file labels it.
fn descriptions(pdf: &Pdf) {
    let labels = pdf.labels();
    for link in pdf.links() {
        let label = &labels[link.target - 1];
        let words = link.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let after = link.said.strip_prefix(&words).unwrap_or_else(|| panic!("{link:?}"));
        let range = after.strip_prefix(", pages ").and_then(|range| range.split_once(" to "));
        let first = range.map(|(first, _)| first).or(after.strip_prefix(", page "));
        assert_eq!(first, Some(label.as_str()), "{link:?}");
    }
}

/// Each item has a name that leads to its first page, and places within papers have the paper's before theirs.
fn destinations(pdf: &Pdf, items: &[Item]) {
    let all = pdf.destinations();
    let starts: Vec<usize> =
        all.iter().filter(|(name, _)| name.starts_with("item-")).map(|(_, page)| *page).collect();
    for item in items {
        assert!(starts.contains(&item.pages.0), "item {}: {all:?}", item.number);
    }
    for (name, page) in all.iter().filter(|(name, _)| name.contains('.') && !name.starts_with("agenda.")) {
        let (paper, _) = name.split_once('.').expect("a paper");
        let first = all.get(paper).unwrap_or_else(|| panic!("{name} stands in no paper"));
        assert!(first <= page, "{name} stands before its paper");
    }
}

/// Each item has a bookmark that leads to its first page.
fn bookmarks(pdf: &Pdf, items: &[Item]) {
    let outline = pdf.outline();
    let top: Vec<&str> = outline.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(top.len(), items.len() + 1, "{outline}");
    for (item, line) in items.iter().zip(&top[1..]) {
        let stop = if item.number.ends_with(')') { "" } else { "." };
        let expected = format!("{}{stop} {} -> page {}", item.number, item.title, item.pages.0);
        assert_eq!(*line, expected);
    }
}

/// The sections of the one document.
fn sections(pdf: &Pdf) -> Vec<&Element> {
    let [Child::Element(document)] = &pdf.tags.children[..] else { panic!("one document") };
    assert_eq!(document.role, "Document");
    let kids = document.children.iter();
    kids.filter_map(|kid| if let Child::Element(kid) = kid { Some(kid) } else { None })
        .filter(|e| e.role == "Sect")
        .collect()
}

/// The pages that an element has text on.
fn pages_of(element: &Element, pdf: &Pdf) -> Vec<usize> {
    let number = |id| pdf.pages.iter().position(|page| *page == id).expect("a page") + 1;
    let texts = element.all().into_iter().flat_map(|e| &e.children);
    texts.filter_map(|c| if let Child::Text(_, page, _) = c { Some(number(*page)) } else { None }).collect()
}
