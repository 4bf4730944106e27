//! Papers by themselves: numbered, rendered to Typst, laid out and exported, as many at a time as there are
//! processors. It writes no file.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Progress;
use super::claimed_paper::assemble_with_claims;
use super::output::{PaperOutput, PreparedPaper};
use crate::failure::Stage;
use crate::finding::{Findings, Sources};
use crate::model::Paper;
use crate::number::{Numbered, number};
use crate::typeset::{Engine, layout, source};
use crate::watch::Watch;
use crate::workers::side_by_side;

/// The Typst sources of papers.
pub(super) fn sources_of(
    papers: Vec<Paper>,
    engine: &Engine,
    watch: &Watch,
    findings: &mut Findings,
) -> Vec<PreparedPaper> {
    let number_one = |paper: Paper| {
        let id = paper.id.clone();
        watch.paper(Stage::Number, &id, || number(paper))
    };
    let numbered: Vec<Numbered> =
        watch.stage(Stage::Number, || papers.into_par_iter().map(number_one).collect());
    let source_one = |numbered: Numbered| {
        let mut own = Findings::default();
        let paper = numbered.paper();
        let glyphs = engine.glyphs(&paper.style);
        let source = watch.paper(Stage::Typeset, &paper.id, || source(paper, &glyphs, &mut own));
        (own, source.map(|source| PreparedPaper { numbered, source }))
    };
    let made: Vec<(Findings, Option<PreparedPaper>)> =
        watch.stage(Stage::Typeset, || numbered.into_par_iter().map(source_one).collect());
    findings.gather(made)
}

/// Lays out and exports every paper.
pub(super) fn set_papers(
    engine: &Engine,
    works: &[PreparedPaper],
    watch: &Watch,
    sources: &Sources,
    findings: &mut Findings,
    progress: &mut dyn Progress,
) -> Vec<PaperOutput> {
    let done = AtomicUsize::new(0);
    let progress = Mutex::new(progress);
    let one = |work: &PreparedPaper, own: &mut Findings| {
        if watch.is_stopped() {
            return None;
        }
        let id = &work.source.id;
        let pages = watch.paper(Stage::Typeset, id, || layout(engine, &work.source, sources, own));
        let pdf = pages.and_then(|pages| {
            watch.paper(Stage::Assemble, id, || assemble_with_claims(work, &pages, sources, own))
        });
        // What Typst remembers of one paper is of no use to the next: memory must not grow with
        // the folder.
        if works.len() > 1 {
            comemo::evict(0);
        }
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(mut progress) = progress.lock() {
            progress.papers_set(count, works.len());
        }
        pdf.map(|pdf| PaperOutput { id: work.source.id.clone(), pdf, data: work.source.data.clone() })
    };
    let pdfs = side_by_side(works, one, findings);
    if let Ok(mut progress) = progress.lock() {
        progress.all_set();
    }
    pdfs
}
