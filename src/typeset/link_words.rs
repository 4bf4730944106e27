//! `LinkWords`: what a screen reader says of a link within a file, and a viewer shows beside it: the link's own
//! words and the page that it leads to, as the file labels it. Typst counts pages as its own document has
//! them, and in a pack, or in the file of an item, those are others. It changes nothing that can be seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{Destination, LinkMarker, Numbering};
use typst_layout::Page;

use crate::style::{Tokens, fill};

/// The patterns of what is said of links, in the language of a paper.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinkWords {
    /// The pattern for a link to a page: "{words}, page {page}".
    page: String,
    /// The pattern for a link to the pages of a paper: "{words}, pages {first} to {last}".
    pages: String,
}

impl LinkWords {
    /// The patterns of a style.
    pub(super) fn of(tokens: &Tokens) -> Self {
        let text = |key: &str| tokens.text(key).to_owned();
        Self { page: text("alt.link_page"), pages: text("alt.link_pages") }
    }
}

/// The pages of a paper in a file.
pub(crate) struct DescribedPages<'a> {
    /// The number of the pages.
    pub count: usize,
    /// The patterns of the paper's language.
    pub words: &'a LinkWords,
    /// Whether links to the first page of another paper are to all of its pages, as those of an agenda are.
    pub is_agenda: bool,
}

/// The label of a page, as a viewer shows it.
pub(crate) fn page_label(page: &Page) -> String {
    let shown = match &page.numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok(),
        _ => None,
    };
    let shown = shown.map_or_else(|| page.number.to_string(), |shown| shown.to_string());
    shown.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Gives each link within a file its description. `papers` are those that the pages are of, in order.
pub(crate) fn describe_links(pages: &mut [Page], papers: &[DescribedPages<'_>]) {
    let mut found = FoundLinks::default();
    for (at, page) in pages.iter().enumerate() {
        found.page = at;
        found.read(&page.frame, Point::zero());
    }
    if found.links.is_empty() {
        return;
    }
    let mut starts: BTreeMap<usize, &DescribedPages<'_>> = BTreeMap::new();
    let mut next = 0;
    for paper in papers {
        starts.insert(next, paper);
        next += paper.count;
    }
    let labels: Vec<String> = pages.iter().map(page_label).collect();
    let mut descriptions = HashMap::new();
    let mut holders = BTreeSet::new();
    for location in &found.order {
        let Some(link) = found.links.get(location) else { continue };
        let words = link.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let target = match link.target {
            Some(LinkTarget::Page(page)) => Some(page),
            Some(LinkTarget::Anchor(anchor)) => found.anchors.get(&anchor).copied(),
            None => None,
        };
        let Some((page, label)) = target.and_then(|page| Some((page, labels.get(page)?))) else { continue };
        let Some((_, paper)) = starts.range(..=link.page).next_back() else { continue };
        if words.is_empty() {
            continue;
        }
        let last =
            starts.get(&page).filter(|_| paper.is_agenda).and_then(|of| labels.get(page + of.count - 1));
        let said = match last.filter(|last| *last != label) {
            Some(last) => fill(&paper.words.pages, &[("words", &words), ("first", label), ("last", last)]),
            None => fill(&paper.words.page, &[("words", &words), ("page", label)]),
        };
        descriptions.insert(*location, said);
        holders.insert(link.page);
    }
    for page in holders {
        describe(&mut pages[page].frame, &descriptions);
    }
}

/// The target of a link within a file.
#[derive(Clone, Copy)]
enum LinkTarget {
    /// A page by its index from 0.
    Page(usize),
    /// A place that has a label.
    Anchor(Location),
}

/// A link as it is found.
struct FoundLink {
    /// The index of the page on which the link begins.
    page: usize,
    words: String,
    target: Option<LinkTarget>,
    /// The place of the last of its words across its page.
    across: Abs,
}

/// The links of pages, and the pages of all that links may lead to.
#[derive(Default)]
struct FoundLinks {
    /// The index of the page that is read.
    page: usize,
    links: HashMap<Location, FoundLink>,
    /// The links in reading order.
    order: Vec<Location>,
    open: Vec<Location>,
    anchors: HashMap<Location, usize>,
}

impl FoundLinks {
    fn read(&mut self, frame: &Frame, from: Point) {
        for (at, item) in frame.items() {
            let at = from + *at;
            match item {
                FrameItem::Group(group) => self.read(&group.frame, at),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    let Some(location) = element.location() else { continue };
                    if element.label().is_some() {
                        self.anchors.insert(location, self.page);
                    }
                    if element.is::<LinkMarker>() {
                        self.open.push(location);
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) if self.open.last() == Some(location) => {
                    self.open.pop();
                }
                FrameItem::Text(text) => {
                    if let Some(link) = self.innermost(at.x) {
                        // The blank at the end of a line is not set.
                        if at.x < link.across && !link.words.ends_with(['-', '/']) {
                            link.words.push(' ');
                        }
                        link.words.push_str(&text.text);
                        link.across = at.x;
                    }
                }
                FrameItem::Link(destination, _) => {
                    let target = match destination {
                        Destination::Position(position) => LinkTarget::Page(position.page.get() - 1),
                        Destination::Location(location) => LinkTarget::Anchor(*location),
                        Destination::Url(_) => continue,
                    };
                    if let Some(link) = self.innermost(at.x) {
                        link.target = Some(target);
                    }
                }
                _ => {}
            }
        }
    }

    /// The link that is read, if there is one; it is entered where it begins, at a place across its page.
    fn innermost(&mut self, across: Abs) -> Option<&mut FoundLink> {
        let location = *self.open.last()?;
        let begun = || {
            self.order.push(location);
            FoundLink { page: self.page, words: String::new(), target: None, across }
        };
        Some(self.links.entry(location).or_insert_with(begun))
    }
}

/// Writes descriptions into the links of a page.
fn describe(frame: &mut Frame, descriptions: &HashMap<Location, String>) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => describe(&mut group.frame, descriptions),
            FrameItem::Tag(Tag::Start(element, _)) => {
                let said = element.location().and_then(|location| descriptions.get(&location));
                if let Some((marker, said)) = element.to_packed_mut::<LinkMarker>().zip(said) {
                    marker.alt = Some(said.into());
                }
            }
            _ => {}
        }
        true
    });
}
