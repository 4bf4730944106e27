//! Typeset: from numbered papers to pages. The house style's templates emit data and calls, its components
//! lay them out. It reads no file that `load` did not list, and writes none.

mod agenda;
mod attachment_pages;
mod author_case;
mod blocks;
mod bundle;
mod capitals_font;
mod code;
mod columns;
mod decimal;
mod diagnostic;
mod faces;
mod fields;
mod fitting;
mod frame;
mod furniture;
mod glyphs;
mod heading_breaks;
mod inlines;
mod left_columns;
mod link_words;
mod named_points;
mod pack;
mod position;
mod sections;
mod source;
mod table;
mod template;
mod together;
mod transposed;
mod unlink;
mod values;
mod view;
mod way_back;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::World;
use typst::diag::Warned;
use typst_layout::{Page, PagedDocument};

pub(crate) use capitals_font::capitals_font;
pub(crate) use diagnostic::export_findings;
pub use glyphs::Glyphs;
pub(crate) use link_words::{DescribedPages, describe_links, page_label};
pub(crate) use named_points::NamedPoint;
pub(crate) use pack::{ItemPages, ItemSource, PackPages, PackSource, PaperPages, PaperSource, layout_pack};
use source::TOKENS;
pub(crate) use source::{Source, source};
pub(crate) use world::{Engine, PaperWorld};

use bundle::Bundled;
use heading_breaks::{BREAKS, breaks_file};

use crate::finding::{Finding, Findings, Rule, Sources};
use crate::model::AttachmentPages;

/// The pages of a paper, and the world that they were set in, for errors on export.
pub(crate) struct Layout<'a> {
    pub document: PagedDocument,
    pub world: PaperWorld<'a>,
    /// A page for each field of attachments whose value is set.
    pub fields: Vec<Page>,
}

impl Layout<'_> {
    /// The places of a paper that links from elsewhere can lead to, in a file of its own.
    pub(crate) fn named(&self, source: &Source) -> Vec<NamedPoint> {
        named_points::find(&self.document, &source.named, "")
    }

    /// The attachments for which a paper keeps pages, each with the first of them, from 0.
    pub(crate) fn attachment_pages(&self, source: &Source) -> Vec<(usize, AttachmentPages)> {
        if source.attachment_pages.is_empty() {
            return Vec::new();
        }
        attachment_pages::find(self.document.pages())
            .into_iter()
            .zip(source.attachment_pages.iter().cloned())
            .collect()
    }
}

/// Lays a paper out; `None` where it has errors, which are findings. Every warning of Typst is an error:
/// content may be missing where it warns. Where a page holds hardly anything, other space between paragraphs is
/// tried.
pub(crate) fn layout<'a>(
    engine: &'a Engine,
    source: &Source,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Layout<'a>> {
    let layout = set(engine, source, sources, findings)?;
    let mut best = fitting::faults(layout.document.pages(), source.margins);
    let mut chosen = layout;
    let mut base = source.clone();
    for (tried, tokens) in source.spacings.iter().enumerate() {
        if !best.are_worth(tried) {
            break;
        }
        let mut other = source.clone();
        other.files.insert(TOKENS.to_owned(), Arc::clone(tokens));
        let Some(tried) = set(engine, &other, sources, &mut Findings::default()) else { continue };
        let faults = fitting::faults(tried.document.pages(), source.margins);
        if faults.are_fewer_than(&best) {
            (best, chosen, base) = (faults, tried, other);
        }
    }
    // A heading that is still without two lines of its text begins the next page. Where that leaves the heading
    // before it without, that one may begin the page in its place.
    let (mut begun, mut tried, mut before) = (Vec::new(), Vec::new(), Vec::<String>::new());
    while let Some(heading) =
        before.iter().chain(&best.stranded).find(|heading| !tried.contains(*heading)).cloned()
    {
        if tried.len() == MOST_BREAKS {
            break;
        }
        tried.push(heading.clone());
        let mut other = base.clone();
        let headings = [begun.as_slice(), &[heading]].concat();
        other.files.insert(BREAKS.to_owned(), breaks_file(&headings).into());
        let Some(set) = set(engine, &other, sources, &mut Findings::default()) else { continue };
        let faults = fitting::faults(set.document.pages(), source.margins);
        if faults.are_better_for_headings_than(&best) {
            (best, chosen, base, begun) = (faults, set, other, headings);
            before.clear();
        } else {
            before = faults.stranded;
        }
    }
    if let Some(page) = best.sparse.first() {
        let message = format!("page {page} of this paper holds no more than a line or two");
        let finding = Finding::note(Rule::PageNearlyEmpty, source.span, message);
        findings.push(finding.hint("shorten the text before it by a line or two, or give the token `spacing.least` of the style a smaller length"));
    }
    // A cell that spans rows says itself again on the next page. What it then says may move the rows.
    let mut cuts = BTreeMap::new();
    for _ in 0..MOST_CUTS {
        let found = fitting::cut_rows(chosen.document.pages());
        if found == cuts {
            break;
        }
        cuts = found;
        base.files.insert(fitting::CUTS.to_owned(), fitting::cuts_file(&cuts).into_bytes().into());
        match set(engine, &base, sources, &mut Findings::default()) {
            Some(next) => chosen = next,
            None => break,
        }
    }
    if let Some(fields) = source.of_fields() {
        chosen.fields = set(engine, &fields, sources, findings)?.document.pages().to_vec();
    }
    Some(chosen)
}

/// The most headings that are tried at the head of the next page.
const MOST_BREAKS: usize = 12;

/// The most times that a paper is laid out until the rows of its tables that begin a page stay the same.
const MOST_CUTS: usize = 3;

/// Lays a paper out as its source says; `None` where it has errors, which are findings.
fn set<'a>(
    engine: &'a Engine,
    source: &Source,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Layout<'a>> {
    let world = PaperWorld::new(engine, source)?;
    let Warned { output, warnings } = typst::compile::<Bundled>(&world as &dyn World);
    let found = diagnostic::findings(&warnings, &world, source, sources);
    findings.append(found);
    match output {
        Ok(Bundled(document)) if warnings.is_empty() => {
            let document = author_case::settle(document, engine.capitals());
            Some(Layout { document, world, fields: Vec::new() })
        }
        Ok(_) => None,
        Err(errors) => {
            findings.append(diagnostic::findings(&errors, &world, source, sources));
            None
        }
    }
}
