//! A pack's pages: each paper laid out where it stands, the agenda with the pages that it says. It
//! joins nothing and writes nothing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use typst::model::{Document, DocumentInfo};
use typst_layout::Page;

use super::furniture::{self, Over};
use super::position::Position;
use super::source::Source;
use super::unlink::unlink;
use super::world::Engine;
use super::{Layout, layout};
use crate::finding::{Finding, Findings, Place, Sources};

/// The Typst sources of a pack.
pub struct PackSource {
    /// The pack's file.
    pub place: Place,
    /// At the head of each page.
    pub running: String,
    /// The agenda.
    pub agenda: Source,
    /// The items that have papers, in order.
    pub items: Vec<ItemSource>,
}

/// An item of a pack.
pub struct ItemSource {
    /// On the first page of each of its papers.
    pub stamp: String,
    /// Its papers.
    pub papers: Vec<PaperSource>,
}

/// A paper of a pack.
pub struct PaperSource {
    /// By which the agenda finds its pages.
    pub key: String,
    /// The paper.
    pub source: Source,
}

/// The pages of one paper, to be joined with others.
#[derive(Clone)]
pub struct Sheets {
    /// The pages.
    pub pages: Vec<Page>,
    /// What its own file says of it.
    pub info: DocumentInfo,
}

impl Sheets {
    fn of(layout: &Layout<'_>) -> Self {
        let document = &layout.document;
        Self { pages: document.pages().to_vec(), info: Document::info(document).clone() }
    }

    /// The same pages, for a file without the other papers of the pack.
    #[must_use]
    pub fn unlinked(mut self) -> Self {
        self.pages.iter_mut().for_each(unlink);
        self
    }
}

/// The pages of an item.
pub struct ItemSheets<T> {
    /// The number of the first one.
    pub first: usize,
    /// Each of its papers.
    pub papers: Vec<Sheets>,
    /// What was made of the item by itself.
    pub alone: T,
}

/// The pages of a pack.
pub struct PackSheets<T> {
    /// The agenda, whose page numbers lead to the papers.
    pub agenda: Sheets,
    /// The same without links, for a file of its own.
    pub agenda_alone: Sheets,
    /// The items that have papers, in order.
    pub items: Vec<ItemSheets<T>>,
}

/// How often a pack is set until the agenda's page numbers fit its length.
const MOST_ROUNDS: usize = 4;

/// A page number that is as wide as any.
const WIDE: usize = 8888;

/// Items that each processor sets before Typst forgets what it remembers of them.
const TOGETHER: usize = 1;

/// What makes a file of an item by itself from its papers, as soon as they are laid out.
pub trait Finish<T>: Fn(usize, &[Sheets], &mut Findings) -> Option<T> + Sync {}

impl<T, F: Fn(usize, &[Sheets], &mut Findings) -> Option<T> + Sync> Finish<T> for F {}

/// Lays a pack out. What is made of an item by itself is made by `finish`, which is told which item
/// it is, while others are still being set.
pub fn layout_pack<T: Send>(
    engine: &Engine,
    pack: &PackSource,
    sources: &Sources,
    findings: &mut Findings,
    finish: impl Finish<T>,
) -> Option<PackSheets<T>> {
    let setter = Setter { engine, pack, sources };
    let keys = || pack.items.iter().flat_map(|item| &item.papers).map(|paper| paper.key.as_str());
    let widest: Vec<_> = keys().map(|key| (key, WIDE, WIDE)).collect();
    let mut before = setter.agenda(&widest, true, findings)?.pages.len();
    for _ in 0..MOST_ROUNDS {
        let items = setter.items(before + 1, &finish, findings)?;
        let mut ranges = Vec::new();
        for (source, item) in pack.items.iter().zip(&items) {
            let mut first = item.first;
            for (paper, sheets) in source.papers.iter().zip(&item.papers) {
                ranges.push((paper.key.as_str(), first, first + sheets.pages.len() - 1));
                first += sheets.pages.len();
            }
        }
        let agenda = setter.agenda(&ranges, true, findings)?;
        if agenda.pages.len() == before {
            let agenda_alone = setter.agenda(&ranges, false, findings)?;
            return Some(PackSheets { agenda, agenda_alone, items });
        }
        before = agenda.pages.len();
    }
    findings.push(
        Finding::error("pack-pages", pack.place, "the page numbers of this pack do not settle")
            .hint("change the agenda a little, by a word or an item, and build again"),
    );
    None
}

/// What became of one item.
type Made<T> = (Findings, Option<T>);

/// What sets one pack.
struct Setter<'a> {
    engine: &'a Engine,
    pack: &'a PackSource,
    sources: &'a Sources,
}

impl Setter<'_> {
    fn agenda(
        &self,
        ranges: &[(&str, usize, usize)],
        linked: bool,
        findings: &mut Findings,
    ) -> Option<Sheets> {
        let position = Position { running: self.pack.running.clone(), stamp: String::new() };
        let source = self.pack.agenda.at(&position).with_ranges(ranges, linked);
        layout(self.engine, &source, self.sources, findings).map(|layout| Sheets::of(&layout))
    }

    /// Every item, the first of which begins on page `first`. Some are set at a time, and what Typst
    /// remembers of them is forgotten before the next.
    fn items<T: Send>(
        &self,
        first: usize,
        finish: &impl Finish<T>,
        findings: &mut Findings,
    ) -> Option<Vec<ItemSheets<T>>> {
        let together = TOGETHER * rayon::current_num_threads();
        let mut next = first;
        let mut done = Vec::new();
        for from in (0..self.pack.items.len()).step_by(together) {
            let these: Vec<usize> = (from..self.pack.items.len().min(from + together)).collect();
            let mut set = side_by_side(&these, |item, own| self.item(*item, own), findings)?;
            self.furnish(&these, &mut set, next, findings)?;
            let mut ready = Vec::new();
            for (item, papers) in these.into_iter().zip(set) {
                let length: usize = papers.iter().map(|paper| paper.pages.len()).sum();
                ready.push((item, next, papers));
                next += length;
            }
            let alone = side_by_side(&ready, |(item, _, papers), own| finish(*item, papers, own), findings)?;
            let sheets = ready.into_iter().zip(alone);
            done.extend(sheets.map(|((_, first, papers), alone)| ItemSheets { first, papers, alone }));
            comemo::evict(1);
        }
        Some(done)
    }

    /// The papers of an item, without what depends on their page numbers.
    fn item(&self, item: usize, findings: &mut Findings) -> Option<Vec<Sheets>> {
        let item = &self.pack.items[item];
        let position = Position { running: self.pack.running.clone(), stamp: item.stamp.clone() };
        let set = |paper: &PaperSource| {
            let layout = layout(self.engine, &paper.source.at(&position), self.sources, findings)?;
            Some(Sheets::of(&layout))
        };
        item.papers.iter().map(set).collect()
    }

    /// Lays header and number over the pages of items, the first of which has the number `first`.
    fn furnish(
        &self,
        items: &[usize],
        set: &mut [Vec<Sheets>],
        first: usize,
        findings: &mut Findings,
    ) -> Option<()> {
        let mut over = Vec::new();
        for (item, papers) in items.iter().zip(set.iter()) {
            let running = format!("{}: {}", self.pack.running, self.pack.items[*item].stamp);
            for page in papers.iter().flat_map(|paper| &paper.pages) {
                let size = (page.frame.width(), page.frame.height());
                over.push(Over { size, number: first + over.len(), running: running.clone() });
            }
        }
        let source = furniture::source(&self.pack.agenda, first, &over);
        let layout = layout(self.engine, &source, self.sources, findings)?;
        let pages = set.iter_mut().flatten().flat_map(|paper| &mut paper.pages);
        for ((page, furniture), over) in pages.zip(layout.document.pages()).zip(&over) {
            furniture::lay_over(page, furniture, over.number);
        }
        Some(())
    }
}

/// Does one thing after another, as many at a time as there are processors; `None` where any of them
/// could not be done.
fn side_by_side<I: Sync, T: Send>(
    list: &[I],
    make: impl Fn(&I, &mut Findings) -> Option<T> + Sync,
    findings: &mut Findings,
) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let made: Vec<Mutex<Option<Made<T>>>> = list.iter().map(|_| Mutex::new(None)).collect();
    let worker = || {
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let (Some(one), Some(place)) = (list.get(turn), made.get(turn)) else { return };
            let mut own = Findings::default();
            let result = make(one, &mut own);
            if let Ok(mut place) = place.lock() {
                *place = Some((own, result));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(list.len()) {
            scope.spawn(worker);
        }
        worker();
    });
    let all = findings.gather(made.into_iter().filter_map(|place| place.into_inner().ok()?));
    (all.len() == list.len()).then_some(all)
}
