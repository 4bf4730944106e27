//! A pack's pages: each paper laid out where it stands, the agenda with the pages that it says. It
//! joins nothing and writes nothing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::position::Position;
use super::source::Source;
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
    /// The papers: key, stamp and source of each.
    pub papers: Vec<PaperSource>,
}

/// A paper of a pack.
pub struct PaperSource {
    /// By which the agenda finds its pages.
    pub key: String,
    /// On its first page.
    pub stamp: String,
    /// The paper.
    pub source: Source,
}

/// The pages of a pack.
pub struct PackLayout<'a> {
    /// The agenda.
    pub agenda: Layout<'a>,
    /// The papers in order, each with the number of its first page.
    pub papers: Vec<(usize, Layout<'a>)>,
}

/// How often the agenda is set until its page numbers fit its length.
const MOST_ROUNDS: usize = 5;

/// Lays a pack out. `linked` says whether the agenda and the papers are in one file, and so lead to
/// one another.
pub fn layout_pack<'a>(
    engine: &'a Engine,
    pack: &PackSource,
    linked: bool,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<PackLayout<'a>> {
    // What a page number looks like changes nothing about how many pages there are.
    let at = |n: usize, first: usize| Position {
        first,
        running: format!("{}: {}", pack.running, pack.papers[n].stamp),
        stamp: pack.papers[n].stamp.clone(),
        agenda: linked.then_some(1),
        // Each paper keeps its own title as a heading of the first level.
        depth: 0,
    };
    let guess: Vec<Position> = (0..pack.papers.len()).map(|n| at(n, 1)).collect();
    let lengths: Vec<usize> = all(engine, pack, &guess, sources, findings)?.iter().map(pages).collect();
    let mut agenda_pages = 2;
    for _ in 0..MOST_ROUNDS {
        let firsts: Vec<usize> = lengths
            .iter()
            .scan(agenda_pages + 1, |next, length| {
                let first = *next;
                *next += length;
                Some(first)
            })
            .collect();
        let ranges: Vec<(&str, usize, usize)> = pack
            .papers
            .iter()
            .zip(firsts.iter().zip(&lengths))
            .map(|(paper, (first, length))| (paper.key.as_str(), *first, first + length - 1))
            .collect();
        let position = Position { running: pack.running.clone(), ..Position::default() };
        let source = pack.agenda.at(&position).with_ranges(&ranges, linked);
        let agenda = layout(engine, &source, sources, findings)?;
        if pages(&agenda) != agenda_pages {
            agenda_pages = pages(&agenda);
            continue;
        }
        let positions: Vec<Position> = firsts.iter().enumerate().map(|(n, first)| at(n, *first)).collect();
        let papers = all(engine, pack, &positions, sources, findings)?;
        if papers.iter().map(pages).ne(lengths.iter().copied()) {
            break;
        }
        return Some(PackLayout { agenda, papers: firsts.into_iter().zip(papers).collect() });
    }
    findings.push(
        Finding::error("pack-pages", pack.place, "the page numbers of this pack do not settle")
            .hint("change the agenda a little, by a word or an item, and build again"),
    );
    None
}

fn pages(layout: &Layout<'_>) -> usize {
    layout.document.pages().len()
}

/// What became of one paper.
type Made<'a> = (Findings, Option<Layout<'a>>);

/// Every paper at its position, as many at a time as there are processors.
fn all<'a>(
    engine: &'a Engine,
    pack: &PackSource,
    positions: &[Position],
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Vec<Layout<'a>>> {
    let next = AtomicUsize::new(0);
    let made: Vec<Mutex<Option<Made<'a>>>> = positions.iter().map(|_| Mutex::new(None)).collect();
    let worker = || {
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let (Some(position), Some(place)) = (positions.get(turn), made.get(turn)) else { return };
            let mut own = Findings::default();
            let source = pack.papers[turn].source.at(position);
            let layout = layout(engine, &source, sources, &mut own);
            if let Ok(mut place) = place.lock() {
                *place = Some((own, layout));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..rayon::current_num_threads().min(positions.len()) {
            scope.spawn(worker);
        }
        worker();
    });
    let layouts = findings.gather(made.into_iter().filter_map(|place| place.into_inner().ok()?));
    (layouts.len() == positions.len()).then_some(layouts)
}
