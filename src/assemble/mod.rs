//! Assemble: from laid-out pages to the bytes of one tagged PDF. It names the standards that the file claims,
//! it writes no file, and it knows no file's place.
//!
//! A pack is exported once and then given its shape as objects (`pdf::Objects`): `graft` draws the attachments, `sections` puts each item's part of the tag tree into a section of its own, and
//! `bookmarks` puts each paper's bookmarks below its item. Doing this in Typst was no way: it numbers heading
//! levels from what is set, and what is set at a lower level has another size. On objects, pages stay as they
//! are.

mod bookmarks;
mod claims;
mod fields;
mod graft;
mod names;
mod rows;
mod sections;
mod tags;

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::model::{Document, DocumentInfo};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::failure::{Fault, Stage};
use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::model::{AttachmentPages, Paper};
use crate::pdf::value::PdfValue;
use crate::pdf::{CompressionEffort, Objects, reference, write_compact};
use crate::typeset::{
    DescribedPages, Layout, NamedPoint, PaperPages, Source, describe_links, export_findings, page_label,
};

use bookmarks::Bookmark;
use graft::{Graft, StructureAdditions, graft};
use names::NamedDestination;
pub(crate) use sections::ItemSection;
use sections::PageMap;

/// A PDF that was made, in memory.
#[derive(Debug)]
pub(crate) struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// The claim of a file about what it conforms to. Attachments may not conform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// The file is PDF/UA-1.
    Universal,
    /// The file does not claim to be PDF/UA-1.
    None,
    /// The file is PDF/UA-1, and is written so that the independent check reads all of it: without bookmarks,
    /// and with an area for each picture that stands in the content itself. It is for that check alone.
    ToCheck,
}

/// Exports a paper with a claim, with object streams. Where it has no attachment, it is also PDF/A-2a. `None`
/// where it could not be exported, which is a finding.
pub(crate) fn assemble(
    paper: &Paper,
    layout: &Layout<'_>,
    source: &Source,
    claim: Claim,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Pdf> {
    let explain = |errors: &[SourceDiagnostic]| export_findings(errors, &layout.world, source, sources);
    let kept = layout.attachment_pages(source);
    let day = paper.meetings.first().copied();
    let pages = layout.document.pages().len();
    let described = DescribedPages { count: pages, words: &source.links, is_agenda: false };
    let named: Vec<(usize, NamedPoint)> = layout.named(source).into_iter().map(|point| (0, point)).collect();
    let own_pages = layout.document.pages().to_vec();
    let info = Document::info(&layout.document).clone();
    let sides = source.sides;
    let (document, set) = document_of(own_pages, layout.fields.clone(), &[described], info);
    let arrange = |objects: &mut Objects<'_>| {
        tags::arrange(objects);
        arrange(
            objects,
            &Arrangement { kept: &kept, agenda: 0, sections: &[], named: &named, set: &set, sides, claim },
        )?;
        Some(CompressionEffort::Most)
    };
    let export = Export { document: &document, pages, id: &paper.id, day, archival: kept.is_empty() };
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let pages = export.write(&explain, &arrange, &mut bytes, findings).ok()??;
    Some(Pdf { bytes, pages })
}

/// A file that is made of several papers.
pub(crate) struct JoinedFile<'a> {
    /// The path of the file below the output folder, without its ending.
    pub id: &'a str,
    /// The title in the metadata.
    pub title: &'a str,
    /// The day of the meeting, which is the file's date.
    pub day: Option<NaiveDate>,
    /// The stretch of source that a finding names where the file cannot be written.
    pub span: Span,
    /// The papers, in order.
    pub papers: Vec<PaperPages>,
    /// The items after the agenda, which is then the first of the papers; empty where the agenda is not in
    /// the file.
    pub sections: &'a [ItemSection],
    pub claim: Claim,
}

/// Joins the pages of several papers, and exports them as one file, piece by piece. Gives the number of its
/// pages; `None` where there is a finding.
///
/// # Errors
/// An error of the writer.
pub(crate) fn join(
    joined: JoinedFile<'_>,
    out: &mut dyn Write,
    findings: &mut Findings,
) -> io::Result<Option<usize>> {
    let JoinedFile { id, title, day, span, papers, sections, claim } = joined;
    let Some(first) = papers.first() else { return Ok(None) };
    let (agenda, sides) = (first.pages.len(), first.sides);
    let mut info = first.info.clone();
    info.title = Some(title.into());
    let mut kept: Vec<(usize, AttachmentPages)> = Vec::new();
    let mut pages = Vec::new();
    let mut fields = Vec::new();
    let mut named = Vec::new();
    let mut described = Vec::new();
    for (n, paper) in papers.iter().enumerate() {
        let is_agenda = n == 0 && !sections.is_empty();
        described.push(DescribedPages { count: paper.pages.len(), words: &paper.links, is_agenda });
    }
    for paper in &papers {
        let first = pages.len();
        kept.extend(paper.attachment_pages.iter().map(|(at, reserved)| (first + at, reserved.clone())));
        named.extend(paper.named.iter().map(|point| (first, point.clone())));
        pages.extend(paper.pages.iter().cloned());
        fields.extend(paper.fields.iter().cloned());
    }
    let count = pages.len();
    let (document, set) = document_of(pages, fields, &described, info);
    let explain = |errors: &[SourceDiagnostic]| {
        let mut findings = Findings::default();
        for error in errors {
            let message = format!("the pack could not be written: {}", error.message);
            findings.push(
                Finding::error(Rule::PackExport, span, message)
                    .hint("build its papers one by one to see which it is"),
            );
        }
        findings
    };
    let arrange = |objects: &mut Objects<'_>| {
        tags::arrange(objects);
        arrange(
            objects,
            &Arrangement { kept: &kept, agenda, sections, named: &named, set: &set, sides, claim },
        )?;
        Some(CompressionEffort::Usual)
    };
    let export = Export { document: &document, pages: count, id, day, archival: kept.is_empty() };
    export.write(&explain, &arrange, out, findings)
}

/// The pages of a document as their file has them: the width, the height and the label of each.
struct SetPages {
    widths: Vec<f64>,
    heights: Vec<f64>,
    labels: Vec<String>,
}

/// Makes one document of pages, with what is said of their links. The pages of fields come after them, and
/// become forms on the others (`fields`).
fn document_of(
    mut pages: Vec<Page>,
    fields: Vec<Page>,
    papers: &[DescribedPages<'_>],
    info: DocumentInfo,
) -> (PagedDocument, SetPages) {
    describe_links(&mut pages, papers);
    let set = SetPages {
        widths: pages.iter().map(|page| page.frame.width().to_pt()).collect(),
        heights: pages.iter().map(|page| page.frame.height().to_pt()).collect(),
        labels: pages.iter().map(page_label).collect(),
    };
    pages.extend(fields);
    (PagedDocument::new(pages.into(), info), set)
}

/// The parts of a file that are given their shape as objects.
struct Arrangement<'a> {
    /// The attachments, each with the index of its first page.
    kept: &'a [(usize, AttachmentPages)],
    /// The number of pages of the agenda.
    agenda: usize,
    sections: &'a [ItemSection],
    /// The places that links from elsewhere can lead to, each with the index of its paper's first page.
    named: &'a [(usize, NamedPoint)],
    set: &'a SetPages,
    /// The margins of the agenda at the left and the right, in points.
    sides: [f64; 2],
    claim: Claim,
}

/// Gives a file the tags and bookmarks of its attachments, a section for each item, and no claim that does
/// not hold.
fn arrange(objects: &mut Objects<'_>, file: &Arrangement<'_>) -> Option<()> {
    let grafted = if file.kept.is_empty() && file.sections.is_empty() {
        Vec::new()
    } else {
        graft_and_divide(objects, file)?
    };
    let pages = objects.pages()?;
    if !file.sections.is_empty() {
        rows::widen(objects, &pages, file.agenda, &file.set.widths, file.sides)?;
    }
    let own = file.named.iter().filter_map(|(first, point)| {
        let at = first + point.page;
        let (x, y) = (point.at.0, file.set.heights.get(at)? - point.at.1);
        Some((point.name.clone().into_bytes(), xyz(*pages.get(at)?, x, y)))
    });
    // Without names, everything else still leads where it should.
    let _ = names::set(objects, &pages, own.collect(), grafted);
    if file.claim != Claim::ToCheck {
        bookmarks::show(objects, !file.sections.is_empty())?;
    }
    Some(())
}

/// A place on a page as a destination, which keeps the reader's zoom (ISO 32000-1, table 151).
fn xyz(page: usize, x: f64, y: f64) -> PdfValue {
    let (x, y) = (PdfValue::Number(x), PdfValue::Number(y));
    PdfValue::Array(vec![reference(page), PdfValue::name("XYZ"), x, y, PdfValue::Null])
}

/// Grafts the attachments of a file, and puts what belongs to an item into its section. Gives the named
/// destinations of the attachments.
fn graft_and_divide(objects: &mut Objects<'_>, file: &Arrangement<'_>) -> Option<Vec<NamedDestination>> {
    let Arrangement { kept, agenda, sections, claim, .. } = *file;
    let set = kept.iter().map(|(_, reserved)| reserved.fields.len()).sum();
    let forms = fields::take(objects, set)?;
    let numbers = objects.pages()?;
    let pages: BTreeMap<usize, usize> =
        numbers.iter().enumerate().map(|(at, number)| (*number, at)).collect();
    let mut elements = Vec::new();
    let mut marks = Vec::new();
    let mut named = Vec::new();
    let mut additions = StructureAdditions::begin(objects);
    let mut forms = forms.as_slice();
    for (nth, (first, reserved)) in kept.iter().enumerate() {
        let range = *first..first + reserved.pages.len();
        let (pages, labels) = (numbers.get(range.clone())?, file.set.labels.get(range)?);
        let (own, rest) = forms.split_at_checked(reserved.fields.len())?;
        forms = rest;
        let pictures = claim != Claim::ToCheck;
        let grafted = graft(
            &Graft { pages, labels, attachment_pages: reserved, fields: own, nth, pictures },
            &mut additions,
            objects,
        )?;
        elements.push((grafted.element, *first));
        named.extend(grafted.named);
        let title = PdfValue::words(&reserved.title);
        marks.push((*first, Bookmark { title, target: grafted.top, below: grafted.bookmarks }));
    }
    additions.write(objects);
    sections::insert(objects, &elements, &pages)?;
    let map = PageMap::new(agenda, sections);
    if !sections.is_empty() {
        sections::divide(objects, &map, &pages, sections)?;
    }
    match claim {
        Claim::ToCheck => bookmarks::leave_out(objects)?,
        _ => bookmarks::arrange(objects, &map, &pages, sections, marks)?,
    }
    if claim == Claim::None {
        claims::withdraw(objects)?;
    }
    Some(named)
}

/// A document that is being exported.
struct Export<'a> {
    document: &'a PagedDocument,
    /// The number of pages that the file has in the end.
    pages: usize,
    /// The path of the file below the output folder, without its ending.
    id: &'a str,
    /// The day of the meeting, which is the file's date.
    day: Option<NaiveDate>,
    /// Whether the file claims to be PDF/A-2a: with attachments in it, it does not.
    archival: bool,
}

impl Export<'_> {
    #[track_caller]
    fn fault(&self) -> Fault {
        Fault::here(Some(Stage::Assemble), &[self.id])
    }

    fn write(
        &self,
        explain: &dyn Fn(&[SourceDiagnostic]) -> Findings,
        arrange: &dyn Fn(&mut Objects<'_>) -> Option<CompressionEffort>,
        out: &mut dyn Write,
        findings: &mut Findings,
    ) -> io::Result<Option<usize>> {
        let Some(typst) = self.typst(explain, findings) else { return Ok(None) };
        let arranged = Objects::read(&typst).and_then(|mut objects| {
            let effort = arrange(&mut objects)?;
            Some((objects, effort))
        });
        let Some((objects, effort)) = arranged else {
            let message = format!("the PDF of `{}` is not such a file as the typesetter writes", self.id);
            findings.push(Finding::fault(self.fault(), message));
            return Ok(None);
        };
        match write_compact(&objects, effort, out) {
            Ok(()) => Ok(Some(self.pages)),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let message =
                    format!("the PDF of `{}` would be larger than 4 GB, the most that it can be", self.id);
                findings.push(
                    Finding::nowhere(Rule::PackExport, message)
                        .hint("ask the senders of the largest files for smaller ones"),
                );
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The file as Typst writes it; `None` where it has errors, which are findings.
    fn typst(
        &self,
        explain: &dyn Fn(&[SourceDiagnostic]) -> Findings,
        findings: &mut Findings,
    ) -> Option<Vec<u8>> {
        let all = [PdfStandard::Ua_1, PdfStandard::A_2a];
        let standards = match PdfStandards::new(if self.archival { &all } else { &all[..1] }) {
            Ok(standards) => standards,
            Err(error) => {
                let message = format!("the PDF standards cannot be combined: {}", error.message());
                findings.push(Finding::fault(self.fault(), message));
                return None;
            }
        };
        let midnight = |d: NaiveDate| {
            let (month, day) = (u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?);
            Datetime::from_ymd_hms(d.year(), month, day, 0, 0, 0)
        };
        let options = PdfOptions {
            ident: Smart::Custom(format!("boardpack/{}", self.id)),
            creator: Smart::Custom(Some("boardpack".to_owned())),
            timestamp: self.day.and_then(midnight).map(Timestamp::new_utc),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        match typst_pdf::pdf(self.document, &options) {
            Ok(bytes) => Some(bytes),
            Err(errors) => {
                findings.append(explain(&errors));
                None
            }
        }
    }
}
