//! Whether a paper is a draft, and the refusal of papers that are not for the public. It reads no other key.

use super::fields::Fields;
use crate::finding::{Finding, Findings, Rule};

/// The status of a paper: whether its pages are marked as a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PaperStatus {
    Final,
    Draft,
}

/// The words for [`PaperStatus`] in files.
pub(super) const STATUSES: [(&str, PaperStatus); 2] =
    [("final", PaperStatus::Final), ("draft", PaperStatus::Draft)];

/// Refuses `exempt` and `confidential`, which stop the build: nothing keeps such content out of a public PDF
/// yet.
pub(super) fn refuse_exempt(fields: &mut Fields<'_>, findings: &mut Findings) {
    for key in ["exempt", "confidential"] {
        if let Some(entry) = fields.refused(key) {
            findings.push(
                Finding::error(
                    Rule::Exempt,
                    entry.key_place,
                    format!(
                        "this is marked `{key}`, and boardpack does not make public and members' editions yet"
                    ),
                )
                .label("stops the build")
                .hint("take the content out of this folder, and circulate it by your council's own rules"),
            );
        }
    }
}
