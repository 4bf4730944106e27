//! Assemble: from pages to the bytes of a PDF. It names the standards that the file claims, and it
//! never writes a file.

mod compact;

use chrono::{Datelike, NaiveDate};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::model::Document;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::finding::{Finding, Findings, Place, Sources};
use crate::model::Paper;
use crate::typeset::{Layout, Source, export_findings};

/// One PDF.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Exports a paper as PDF/UA-1 that is also PDF/A-2a, written with object streams.
pub fn assemble(
    paper: &Paper,
    layout: &Layout<'_>,
    source: &Source,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Pdf> {
    let explain = |errors: &[SourceDiagnostic]| export_findings(errors, &layout.world, source, sources);
    export(&layout.document, &paper.id, paper.meetings.first().copied(), &explain, findings)
}

/// Joins the pages of several papers, and exports them as one file of that id and title. What goes
/// wrong there is said of `place`.
pub fn join(
    layouts: &[&Layout<'_>],
    id: &str,
    title: Option<&str>,
    day: Option<NaiveDate>,
    place: Place,
    findings: &mut Findings,
) -> Option<Pdf> {
    let first = layouts.first()?;
    let pages = layouts.iter().flat_map(|layout| layout.document.pages()).cloned().collect();
    let mut info = Document::info(&first.document).clone();
    if let Some(title) = title {
        info.title = Some(title.into());
    }
    let document = PagedDocument::new(pages, info);
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
    export(&document, id, day, &explain, findings)
}

fn export(
    document: &PagedDocument,
    id: &str,
    day: Option<NaiveDate>,
    explain: &dyn Fn(&[SourceDiagnostic]) -> Findings,
    findings: &mut Findings,
) -> Option<Pdf> {
    let standards = match PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]) {
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
    let Some(bytes) = compact::compact(&typst) else {
        let message = format!("the PDF of `{id}` is not such a file as the typesetter writes");
        findings.push(Finding::nowhere("internal", message));
        return None;
    };
    Some(Pdf { bytes, pages: document.pages().len() })
}
