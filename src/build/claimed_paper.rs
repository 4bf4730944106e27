//! The PDF of a paper by itself, with no claim that its attachments break. It writes no file.

use std::sync::Arc;

use super::output::PreparedPaper;
use crate::assemble::{Claim, Pdf, assemble};
use crate::conformance;
use crate::finding::{Findings, Sources};
use crate::typeset::Layout;

/// Exports a paper, with the claims that hold.
pub(super) fn assemble_with_claims(
    work: &PreparedPaper,
    pages: &Layout<'_>,
    sources: &Sources,
    own: &mut Findings,
) -> Option<Pdf> {
    let paper = work.numbered.paper();
    let pdf = assemble(paper, pages, &work.source, Claim::Universal, sources, own)?;
    if work.source.attachment_pages.is_empty() {
        return Some(pdf);
    }
    // An attachment may break rules that the paper must not claim to keep.
    let to_check = || {
        let mut unsaid = Findings::default();
        let made = assemble(paper, pages, &work.source, Claim::ToCheck, sources, &mut unsaid);
        made.map(|pdf| Arc::new(pdf.bytes))
    };
    let bytes = Arc::new(pdf.bytes);
    if conformance::faults(&bytes, to_check).is_empty() {
        return Some(Pdf { bytes: Arc::unwrap_or_clone(bytes), pages: pdf.pages });
    }
    assemble(paper, pages, &work.source, Claim::None, sources, own)
}
