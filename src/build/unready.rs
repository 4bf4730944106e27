//! The papers of packs in which something is wrong, set one by one after a check has failed: what an earlier
//! mistake elsewhere in a pack keeps from being found. It makes no file.
//!
//! A check stops at the stage that finds a mistake. The list of what a pack still lacks must not call an item
//! ready of which it has only not been seen yet that it cannot be set.

use crate::assemble::{Claim, assemble};
use crate::failure::Stage;
use crate::finding::{Findings, Sources};
use crate::merge::Readiness;
use crate::model::{Pack, PackEntry, Paper};
use crate::number::number;
use crate::typeset::{Engine, layout, source};
use crate::watch::Watch;
use crate::workers::side_by_side;

/// Sets the papers of packs, adds what is found, and notes in `readiness` which items are not ready.
pub(super) fn find_unready<'a>(
    packs: impl Iterator<Item = &'a Pack>,
    engine: &Engine,
    sources: &Sources,
    watch: &Watch,
    readiness: &mut [Readiness],
    findings: &mut Findings,
) {
    for pack in packs {
        let mistaken = mistaken_papers(pack, engine, sources, watch, findings);
        for of_pack in readiness.iter_mut().filter(|of_pack| of_pack.pack == pack.folder()) {
            of_pack.add_mistaken_papers(&mistaken);
        }
    }
    readiness.iter_mut().for_each(|of_pack| of_pack.add_mistaken_items(findings));
}

/// The keys of the papers that cannot be set. What is wrong with the agenda is found too, as far as it is known
/// before it is set: it may lack what mistakes have kept out of it.
fn mistaken_papers(
    pack: &Pack,
    engine: &Engine,
    sources: &Sources,
    watch: &Watch,
    findings: &mut Findings,
) -> Vec<String> {
    let agenda = number(pack.agenda.clone());
    source(agenda.paper(), &engine.glyphs(&agenda.paper().style), findings);
    let set = |paper: &Paper, own: &mut Findings| {
        let numbered = number(paper.clone());
        let paper = numbered.paper();
        let source = source(paper, &engine.glyphs(&paper.style), own)?;
        let pages = layout(engine, &source, sources, own)?;
        assemble(paper, &pages, &source, Claim::Universal, sources, own)
    };
    let one = |entry: &PackEntry, own: &mut Findings| {
        if watch.is_stopped() {
            return None;
        }
        watch.paper(Stage::Typeset, &entry.paper.id, || set(&entry.paper, own));
        // What Typst remembers of one paper is of no use to the next.
        comemo::evict(0);
        own.has_errors().then(|| entry.key.clone())
    };
    side_by_side(&pack.entries, one, findings)
}
