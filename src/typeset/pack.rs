//! A pack's pages: each paper laid out once, the agenda with the page numbers that it prints. It joins
//! nothing and writes nothing.
//!
//! A pack's papers are set without what depends on their page numbers. When all are set, the agenda is, until
//! its ranges fit its own length, then one document of nothing but numbers and headers (`furniture`), which
//! is laid over the pages. Setting the papers twice, once to count and once with their numbers, took half as
//! long again and needed what Typst remembers of every paper.

use std::collections::BTreeSet;

use typst::model::{Document, DocumentInfo};
use typst::visualize::Color;
use typst_layout::Page;

use super::furniture::{self, PageOverlay};
use super::link_words::LinkWords;
use super::named_points::{self, NamedPoint};
use super::position::Position;
use super::source::Source;
use super::unlink::unlink;
use super::way_back::lead_back;
use super::world::Engine;
use super::{Layout, layout};
use crate::failure::Stage;
use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::model::AttachmentPages;
use crate::watch::Watch;
use crate::workers::side_by_side;

/// The Typst sources of a pack's papers.
pub(crate) struct PackSource {
    /// The stretch of source that findings about the whole pack name.
    pub span: Span,
    /// The words at the head of each page.
    pub running: String,
    pub agenda: Source,
    /// The items that have papers, in order.
    pub items: Vec<ItemSource>,
}

/// The sources of an item's papers.
pub(crate) struct ItemSource {
    /// The name by which links lead to the item: "item-modern-slavery".
    pub anchor: String,
    /// The words stamped on the first page of each paper.
    pub stamp: String,
    pub papers: Vec<PaperSource>,
}

/// The source of a paper in a pack.
pub(crate) struct PaperSource {
    /// The key by which the agenda finds the paper's pages.
    pub key: String,
    /// The id of the paper by itself: "reports/x/report".
    pub id: String,
    /// The name by which links lead to the paper in a pack, and which stands before the names of places in it.
    pub name: String,
    pub source: Source,
}

/// The pages of a paper, to be joined with others.
#[derive(Clone)]
pub(crate) struct PaperPages {
    pub pages: Vec<Page>,
    /// The title, the author and the other metadata that the paper's own file says.
    pub info: DocumentInfo,
    /// The attachments, each with the index from 0 of the first page that is kept for it.
    pub attachment_pages: Vec<(usize, AttachmentPages)>,
    /// A page for each field of these attachments whose value is set, in order.
    pub fields: Vec<Page>,
    /// The places that links from elsewhere can lead to.
    pub named: Vec<NamedPoint>,
    /// The patterns of what is said of links.
    pub links: LinkWords,
    /// The margins at the left and the right of a page, in points.
    pub sides: [f64; 2],
    /// The colour of text.
    ink: Color,
}

impl PaperPages {
    /// The pages of a paper; `name` stands before the names of its places.
    fn of(layout: &Layout<'_>, source: &Source, name: &str) -> Self {
        let document = &layout.document;
        let kept = layout.attachment_pages(source);
        Self {
            pages: document.pages().to_vec(),
            info: Document::info(document).clone(),
            attachment_pages: kept,
            fields: layout.fields.clone(),
            named: named_points::find(document, &source.named, name),
            links: source.links.clone(),
            sides: source.sides,
            ink: source.ink.parse().unwrap_or(Color::BLACK),
        }
    }

    /// The pages without links to other papers of the pack, for a file in which those are not.
    #[must_use]
    pub(crate) fn unlinked(mut self) -> Self {
        let ink = &self.ink;
        self.pages.iter_mut().for_each(|page| unlink(page, ink));
        self
    }
}

/// The pages of an item's papers.
pub(crate) struct ItemPages {
    /// The number of the first page.
    pub first: usize,
    pub papers: Vec<PaperPages>,
}

/// The pages of a whole pack.
pub(crate) struct PackPages {
    /// The agenda, whose page numbers lead to the papers.
    pub agenda: PaperPages,
    /// The agenda without links to them, for a file of its own.
    pub agenda_alone: PaperPages,
    /// The items that have papers, in order.
    pub items: Vec<ItemPages>,
}

/// The beginning of the names of places on the agenda of a pack: those of items are of their papers.
const AGENDA: &str = "agenda.";

/// The most times that the agenda is set until its page numbers fit its length.
const MOST_ROUNDS: usize = 5;

/// Lays a pack out; `None` where something in it has errors, which are findings, or the run is to end. Each
/// paper is set once: only when all are, their page numbers are known, and are laid over them.
pub(crate) fn layout_pack(
    engine: &Engine,
    pack: &PackSource,
    sources: &Sources,
    watch: &Watch,
    findings: &mut Findings,
) -> Option<PackPages> {
    let setter = PackSetter { engine, pack, sources, watch };
    let mut items = side_by_side(&pack.items, |item, own| setter.item(item, own), findings);
    if items.len() < pack.items.len() {
        return None;
    }
    let mut before = 2;
    for _ in 0..MOST_ROUNDS {
        let ranges = setter.ranges(&items, before + 1);
        let mut agenda = setter.agenda(&ranges, true, findings)?;
        if agenda.pages.len() == before {
            let over = setter.over(&items, before + 1);
            let rest = [LastDocuments::AgendaAlone, LastDocuments::Furniture];
            let set = |rest: &LastDocuments, own: &mut Findings| match rest {
                LastDocuments::AgendaAlone => setter.agenda(&ranges, false, own),
                LastDocuments::Furniture => setter.furniture(&over, own),
            };
            let [agenda_alone, furniture] =
                <[PaperPages; 2]>::try_from(side_by_side(&rest, set, findings)).ok()?;
            let pages = items.iter_mut().flatten().flat_map(|paper| &mut paper.pages);
            for ((page, furniture), over) in pages.zip(&furniture.pages).zip(&over) {
                furniture::lay_over(page, furniture, over.number);
            }
            for (item, papers) in pack.items.iter().zip(&mut items) {
                let line = format!("{AGENDA}{}", item.anchor);
                let line = agenda.named.iter().find(|point| point.name == line);
                let firsts = papers.iter_mut().filter_map(|paper| paper.pages.first_mut());
                if let Some(line) = line {
                    firsts.for_each(|page| lead_back(page, line));
                }
            }
            name_items_without_papers(&mut agenda, &items);
            // What Typst remembers of the papers is of no use to who joins their pages.
            comemo::evict(0);
            let mut next = before + 1;
            let items = items.into_iter().map(|papers| {
                let first = next;
                next += papers.iter().map(|paper| paper.pages.len()).sum::<usize>();
                ItemPages { first, papers }
            });
            return Some(PackPages { agenda, agenda_alone, items: items.collect() });
        }
        before = agenda.pages.len();
    }
    findings.push(
        Finding::error(Rule::PackPages, pack.span, "the page numbers of this pack do not settle")
            .hint("change the agenda a little, by a word or an item, and build again"),
    );
    None
}

/// Names the places on the agenda of items that have no papers as those of others are named.
fn name_items_without_papers(agenda: &mut PaperPages, items: &[Vec<PaperPages>]) {
    let with_papers: BTreeSet<&str> =
        items.iter().flatten().flat_map(|paper| &paper.named).map(|point| point.name.as_str()).collect();
    let plain = |point: &NamedPoint| {
        let name = point.name.strip_prefix(AGENDA)?;
        (!with_papers.contains(name)).then(|| NamedPoint { name: name.to_owned(), ..point.clone() })
    };
    let more: Vec<NamedPoint> = agenda.named.iter().filter_map(plain).collect();
    agenda.named.extend(more);
}

/// The documents of a pack that are set last.
enum LastDocuments {
    AgendaAlone,
    /// The headers and numbers over the pages of papers.
    Furniture,
}

/// Sets the papers, the agenda and the furniture of a pack.
struct PackSetter<'a> {
    engine: &'a Engine,
    pack: &'a PackSource,
    sources: &'a Sources,
    watch: &'a Watch,
}

impl<'a> PackSetter<'a> {
    fn agenda(
        &self,
        ranges: &[(&str, usize, usize)],
        linked: bool,
        findings: &mut Findings,
    ) -> Option<PaperPages> {
        let (running, title) = (self.pack.running.clone(), self.pack.agenda.short_title.clone());
        let position = Position { running, stamp: String::new(), title, alone: !linked };
        let source = self.pack.agenda.at(&position).with_ranges(ranges, linked);
        layout(self.engine, &source, self.sources, findings)
            .map(|layout| PaperPages::of(&layout, &source, if linked { AGENDA } else { "" }))
    }

    /// Sets the papers of an item, without what depends on their page numbers.
    fn item(&self, item: &ItemSource, findings: &mut Findings) -> Option<Vec<PaperPages>> {
        let (running, stamp) = (self.pack.running.clone(), item.stamp.clone());
        let position = Position { running, stamp, ..Position::default() };
        let set = |paper: &PaperSource| {
            if self.watch.is_stopped() {
                return None;
            }
            self.watch.paper(Stage::Typeset, &paper.id, || {
                let source = paper.source.at(&position);
                let layout = layout(self.engine, &source, self.sources, findings)?;
                let mut pages = PaperPages::of(&layout, &source, &format!("{}.", paper.name));
                pages.named.push(NamedPoint::top(paper.name.clone()));
                Some(pages)
            })
        };
        let mut papers: Option<Vec<PaperPages>> = item.papers.iter().map(set).collect();
        if let Some(first) = papers.as_mut().and_then(|papers| papers.first_mut()) {
            first.named.push(NamedPoint::top(item.anchor.clone()));
        }
        // Memory must not grow with the pack. What the item on the other processor has just used stays.
        comemo::evict(1);
        papers
    }

    /// The first and the last page number of each paper, by its key, from page `first` on.
    fn ranges(&self, items: &[Vec<PaperPages>], first: usize) -> Vec<(&'a str, usize, usize)> {
        let keys = self.pack.items.iter().flat_map(|item| &item.papers).map(|paper| paper.key.as_str());
        let mut next = first;
        let range = |(key, sheets): (&'a str, &PaperPages)| {
            next += sheets.pages.len();
            (key, next - sheets.pages.len(), next - 1)
        };
        keys.zip(items.iter().flatten()).map(range).collect()
    }

    /// The header and the number over each page of the papers, the first of which has the number `first`.
    fn over(&self, items: &[Vec<PaperPages>], first: usize) -> Vec<PageOverlay> {
        let mut over = Vec::new();
        for (item, papers) in self.pack.items.iter().zip(items) {
            let named = format!("{}: {}", self.pack.running, item.stamp);
            for (paper, source) in papers.iter().zip(&item.papers) {
                for (at, page) in paper.pages.iter().enumerate() {
                    // On its first page the mark of the item stands below the header.
                    let running = if at == 0 { &self.pack.running } else { &named };
                    let size = (page.frame.width(), page.frame.height());
                    let mut kept = paper.attachment_pages.iter();
                    let kept = kept.find(|(from, kept)| (*from..from + kept.pages.len()).contains(&at));
                    // The pages of an attachment are as they are.
                    let titled = at > 0 && kept.is_none();
                    over.push(PageOverlay {
                        size,
                        number: first + over.len(),
                        running: running.clone(),
                        title: if titled { source.source.short_title.clone() } else { String::new() },
                        attached: kept.is_some(),
                        backed: kept.is_some_and(|(_, kept)| kept.covered),
                    });
                }
            }
        }
        over
    }

    /// Sets pages with nothing but these headers and numbers on them.
    fn furniture(&self, over: &[PageOverlay], findings: &mut Findings) -> Option<PaperPages> {
        if over.is_empty() {
            return Some(PaperPages {
                pages: Vec::new(),
                info: DocumentInfo::default(),
                attachment_pages: Vec::new(),
                fields: Vec::new(),
                named: Vec::new(),
                links: LinkWords::default(),
                sides: self.pack.agenda.sides,
                ink: Color::BLACK,
            });
        }
        let source = furniture::source(&self.pack.agenda, over);
        layout(self.engine, &source, self.sources, findings)
            .map(|layout| PaperPages::of(&layout, &source, ""))
    }
}
