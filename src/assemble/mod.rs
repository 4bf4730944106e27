//! Assemble: from pages to the bytes of a PDF. It names the standards that the file claims, and it
//! never writes a file.

mod bookmarks;
mod claims;
mod compact;
mod dictionary;
mod graft;
mod objects;
mod sections;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::finding::{Finding, Findings, Place, Sources};
use crate::model::{Paper, Reserved};
use crate::typeset::{Layout, Sheets, Source, export_findings};

use bookmarks::Bookmark;
use compact::Effort;
use graft::{Graft, graft};
use objects::Objects;
use sections::Map;
pub use sections::Section;

/// One PDF.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Exports a paper as PDF/UA-1, unless `universal` says that it must not claim to be that. Where
/// nothing in it was made elsewhere, it is also PDF/A-2a. It is written with object streams.
pub fn assemble(
    paper: &Paper,
    layout: &Layout<'_>,
    source: &Source,
    universal: bool,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Pdf> {
    let explain = |errors: &[SourceDiagnostic]| export_findings(errors, &layout.world, source, sources);
    let kept = layout.kept(source);
    let day = paper.meetings.first().copied();
    let arrange = |objects: &mut Objects<'_>| {
        if !kept.is_empty() {
            arrange(objects, &kept, 0, &[], universal)?;
        }
        Some(Effort::Most)
    };
    export(&layout.document, &paper.id, day, kept.is_empty(), &explain, &arrange, findings)
}

/// A file that is made of several papers.
pub struct Joined<'a> {
    /// Where it is written, without the kind.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The day of its meeting.
    pub day: Option<NaiveDate>,
    /// What is said to be wrong where it cannot be written.
    pub place: Place,
    /// The papers, in order.
    pub papers: Vec<Sheets>,
    /// The items after the agenda, which is then the first of the papers; none where it is not there.
    pub sections: &'a [Section],
    /// Whether it claims to be PDF/UA-1. What was made elsewhere may not be.
    pub universal: bool,
}

/// Joins the pages of several papers, and exports them as one file.
pub fn join(joined: Joined<'_>, findings: &mut Findings) -> Option<Pdf> {
    let Joined { id, title, day, place, papers, sections, universal } = joined;
    let agenda = papers.first()?.pages.len();
    let mut info = papers.first()?.info.clone();
    info.title = Some(title.into());
    let mut kept: Vec<(usize, Reserved)> = Vec::new();
    let mut pages = Vec::new();
    for paper in papers {
        kept.extend(paper.kept.into_iter().map(|(at, reserved)| (pages.len() + at, reserved)));
        pages.extend(paper.pages);
    }
    let document = PagedDocument::new(pages.into(), info);
    let explain = |errors: &[SourceDiagnostic]| {
        let mut findings = Findings::default();
        for error in errors {
            let message = format!("the pack could not be written: {}", error.message);
            findings.push(
                Finding::error("pack-export", place, message)
                    .hint("build its papers one by one to see which it is"),
            );
        }
        findings
    };
    let arrange = |objects: &mut Objects<'_>| {
        if sections.is_empty() && kept.is_empty() {
            return Some(Effort::Usual);
        }
        arrange(objects, &kept, agenda, sections, universal)?;
        Some(Effort::Usual)
    };
    let archival = kept.is_empty();
    export(&document, id, day, archival, &explain, &arrange, findings)
}

/// Gives a file the tags and bookmarks of what was drawn elsewhere, a section for each item, and no
/// claim that does not hold.
fn arrange(
    objects: &mut Objects<'_>,
    kept: &[(usize, Reserved)],
    agenda: usize,
    sections: &[Section],
    universal: bool,
) -> Option<()> {
    let numbers = objects.pages()?;
    let pages: BTreeMap<usize, usize> =
        numbers.iter().enumerate().map(|(at, number)| (*number, at)).collect();
    let mut elements = Vec::new();
    let mut marks = Vec::new();
    for (nth, (first, reserved)) in kept.iter().enumerate() {
        let pages = numbers.get(*first..first + reserved.pages.len())?;
        let grafted = graft(&Graft { pages, reserved, nth }, objects)?;
        elements.push((grafted.element, *first));
        let title = dictionary::text(&reserved.title);
        marks.push((*first, Bookmark { title, target: grafted.top, below: grafted.bookmarks }));
    }
    sections::insert(objects, &elements, &pages)?;
    let map = Map::new(agenda, sections);
    if !sections.is_empty() {
        sections::divide(objects, &map, &pages, sections)?;
    }
    bookmarks::arrange(objects, &map, &pages, sections, marks)?;
    if !universal {
        claims::withdraw(objects)?;
    }
    Some(())
}

fn export(
    document: &PagedDocument,
    id: &str,
    day: Option<NaiveDate>,
    archival: bool,
    explain: &dyn Fn(&[SourceDiagnostic]) -> Findings,
    arrange: &dyn Fn(&mut Objects<'_>) -> Option<Effort>,
    findings: &mut Findings,
) -> Option<Pdf> {
    // Of what others made, nobody knows whether it may be kept for ever.
    let all = [PdfStandard::Ua_1, PdfStandard::A_2a];
    let standards = match PdfStandards::new(if archival { &all } else { &all[..1] }) {
        Ok(standards) => standards,
        Err(error) => {
            findings.push(Finding::nowhere(
                "internal",
                format!("the PDF standards cannot be combined: {}", error.message()),
            ));
            return None;
        }
    };
    let timestamp = day.and_then(|d| {
        Datetime::from_ymd_hms(d.year(), u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?, 0, 0, 0)
    });
    let options = PdfOptions {
        ident: Smart::Custom(format!("boardpack/{id}")),
        creator: Smart::Custom(Some("boardpack".to_owned())),
        timestamp: timestamp.map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let typst = match typst_pdf::pdf(document, &options) {
        Ok(bytes) => bytes,
        Err(errors) => {
            findings.append(explain(&errors));
            return None;
        }
    };
    let packed = Objects::read(&typst).and_then(|mut objects| {
        let effort = arrange(&mut objects)?;
        compact::compact(&objects, effort)
    });
    let Some(bytes) = packed else {
        let message = format!("the PDF of `{id}` is not such a file as the typesetter writes");
        findings.push(Finding::nowhere("internal", message));
        return None;
    };
    Some(Pdf { bytes, pages: document.pages().len() })
}
