//! A pack's pages: each paper laid out once, the agenda with the page numbers that it prints. It joins
//! nothing and writes nothing.
//!
//! A pack's papers are set without what depends on their page numbers. When all are set, the agenda is, until
//! its ranges fit its own length, then one document of nothing but numbers and headers (`furniture`), which
//! is laid over the pages. Setting the papers twice, once to count and once with their numbers, took half as
//! long again and needed what Typst remembers of every paper.

use typst::model::{Document, DocumentInfo};
use typst_layout::Page;

use super::furniture::{self, PageOverlay};
use super::position::Position;
use super::source::Source;
use super::unlink::unlink;
use super::world::Engine;
use super::{Layout, layout};
use crate::failure::Stage;
use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::model::AttachmentPages;
use crate::watch::Watch;
use crate::workers::side_by_side;

/// The Typst sources of a pack.
pub(crate) struct PackSource {
    /// The pack's file.
    pub span: Span,
    /// At the head of each page.
    pub running: String,
    /// The agenda.
    pub agenda: Source,
    /// The items that have papers, in order.
    pub items: Vec<ItemSource>,
}

/// An item of a pack.
pub(crate) struct ItemSource {
    /// On the first page of each of its papers.
    pub stamp: String,
    /// Its papers.
    pub papers: Vec<PaperSource>,
}

/// A paper of a pack.
pub(crate) struct PaperSource {
    /// By which the agenda finds its pages.
    pub key: String,
    /// Its id by itself: "reports/x/report".
    pub id: String,
    /// The paper.
    pub source: Source,
}

/// The pages of one paper, to be joined with others.
#[derive(Clone)]
pub(crate) struct PaperPages {
    /// The pages.
    pub pages: Vec<Page>,
    /// What its own file says of it.
    pub info: DocumentInfo,
    /// Attachments, each with the first of the pages that are kept for it, from 0.
    pub attachment_pages: Vec<(usize, AttachmentPages)>,
}

impl PaperPages {
    fn of(layout: &Layout<'_>, source: &Source) -> Self {
        let document = &layout.document;
        let kept = layout.attachment_pages(source);
        Self {
            pages: document.pages().to_vec(),
            info: Document::info(document).clone(),
            attachment_pages: kept,
        }
    }

    /// The same pages, for a file without the other papers of the pack.
    #[must_use]
    pub(crate) fn unlinked(mut self) -> Self {
        self.pages.iter_mut().for_each(unlink);
        self
    }
}

/// The pages of an item.
pub(crate) struct ItemPages {
    /// The number of the first one.
    pub first: usize,
    /// Each of its papers.
    pub papers: Vec<PaperPages>,
}

/// The pages of a pack.
pub(crate) struct PackPages {
    /// The agenda, whose page numbers lead to the papers.
    pub agenda: PaperPages,
    /// The same without links, for a file of its own.
    pub agenda_alone: PaperPages,
    /// The items that have papers, in order.
    pub items: Vec<ItemPages>,
}

/// How often the agenda is set until its page numbers fit its length.
const MOST_ROUNDS: usize = 5;

/// Lays a pack out. Each paper is set once: only when all are, their page numbers are known, and are
/// laid over them. `None` where something is wrong with one, or the run is to end.
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
        let agenda = setter.agenda(&ranges, true, findings)?;
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

/// What is set last.
enum LastDocuments {
    AgendaAlone,
    /// What stands over the pages of papers.
    Furniture,
}

/// What sets one pack.
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
        let position = Position { running: self.pack.running.clone(), stamp: String::new() };
        let source = self.pack.agenda.at(&position).with_ranges(ranges, linked);
        layout(self.engine, &source, self.sources, findings).map(|layout| PaperPages::of(&layout, &source))
    }

    /// The papers of an item, without what depends on their page numbers.
    fn item(&self, item: &ItemSource, findings: &mut Findings) -> Option<Vec<PaperPages>> {
        let position = Position { running: self.pack.running.clone(), stamp: item.stamp.clone() };
        let set = |paper: &PaperSource| {
            if self.watch.is_stopped() {
                return None;
            }
            self.watch.paper(Stage::Typeset, &paper.id, || {
                let source = paper.source.at(&position);
                let layout = layout(self.engine, &source, self.sources, findings)?;
                Some(PaperPages::of(&layout, &source))
            })
        };
        let papers = item.papers.iter().map(set).collect();
        // Memory must not grow with the pack. What the item on the other processor has just used stays.
        comemo::evict(1);
        papers
    }

    /// The first and the last page of each paper, from page `first` on.
    fn ranges(&self, items: &[Vec<PaperPages>], first: usize) -> Vec<(&'a str, usize, usize)> {
        let keys = self.pack.items.iter().flat_map(|item| &item.papers).map(|paper| paper.key.as_str());
        let mut next = first;
        let range = |(key, sheets): (&'a str, &PaperPages)| {
            next += sheets.pages.len();
            (key, next - sheets.pages.len(), next - 1)
        };
        keys.zip(items.iter().flatten()).map(range).collect()
    }

    /// What stands over the pages of papers, the first of which has the number `first`.
    fn over(&self, items: &[Vec<PaperPages>], first: usize) -> Vec<PageOverlay> {
        let mut over = Vec::new();
        for (item, papers) in self.pack.items.iter().zip(items) {
            let named = format!("{}: {}", self.pack.running, item.stamp);
            for paper in papers {
                for (at, page) in paper.pages.iter().enumerate() {
                    // On its first page the mark of the item stands below the header.
                    let running = if at == 0 { &self.pack.running } else { &named };
                    let size = (page.frame.width(), page.frame.height());
                    let backed = paper
                        .attachment_pages
                        .iter()
                        .any(|(from, kept)| (*from..from + kept.pages.len()).contains(&at));
                    over.push(PageOverlay {
                        size,
                        number: first + over.len(),
                        running: running.clone(),
                        backed,
                    });
                }
            }
        }
        over
    }

    /// The pages with nothing but that on them.
    fn furniture(&self, over: &[PageOverlay], findings: &mut Findings) -> Option<PaperPages> {
        if over.is_empty() {
            return Some(PaperPages {
                pages: Vec::new(),
                info: DocumentInfo::default(),
                attachment_pages: Vec::new(),
            });
        }
        let source = furniture::source(&self.pack.agenda, over);
        layout(self.engine, &source, self.sources, findings).map(|layout| PaperPages::of(&layout, &source))
    }
}
