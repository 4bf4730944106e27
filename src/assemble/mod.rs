//! Assemble: from pages to the bytes of a PDF. It names the standards that the file claims, and it
//! never writes a file.

mod compact;

use chrono::Datelike;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::finding::{Finding, Findings, Sources};
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
    let day = paper.meetings.first();
    let timestamp = day.and_then(|d| {
        Datetime::from_ymd_hms(d.year(), u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?, 0, 0, 0)
    });
    let options = PdfOptions {
        ident: Smart::Custom(format!("boardpack/{}", paper.id)),
        creator: Smart::Custom(Some("boardpack".to_owned())),
        timestamp: timestamp.map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let typst = match typst_pdf::pdf(&layout.document, &options) {
        Ok(bytes) => bytes,
        Err(errors) => {
            findings.append(export_findings(&errors, &layout.world, source, sources));
            return None;
        }
    };
    let Some(bytes) = compact::compact(&typst) else {
        let message = format!("the PDF of `{}` is not such a file as the typesetter writes", paper.id);
        findings.push(Finding::nowhere("internal", message));
        return None;
    };
    Some(Pdf { bytes, pages: layout.document.pages().len() })
}
