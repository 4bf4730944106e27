//! Attachments as the loader opens them, and the finding for one that cannot be read. It never judges what
//! they show.

use crate::finding::Rule;
use crate::pdf::{Attachment, UnreadablePdf};

/// Opens a PDF that somebody else made.
///
/// # Errors
/// The rule, the message and the hint where the file is empty, locked, damaged, no PDF or has no pages.
pub(super) fn read(bytes: Vec<u8>, name: &str) -> Result<Attachment, (Rule, String, &'static str)> {
    Attachment::open(bytes).map_err(|refusal| {
        let (what, hint) = match refusal {
            UnreadablePdf::Empty => ("is empty", "ask its sender to send it again"),
            UnreadablePdf::NotPdf => ("is not a PDF", "save it as PDF in the program that made it"),
            UnreadablePdf::Locked => {
                ("opens only with a password", "ask its sender for a file without a password")
            }
            UnreadablePdf::Broken => (
                "is damaged, and cannot be read as PDF",
                "ask its sender to save it as PDF again, and to send it again",
            ),
            UnreadablePdf::NoPages => ("has no pages", "ask its sender for a file with pages"),
            UnreadablePdf::PagesLost => (
                "is damaged: some of its pages cannot be found",
                "ask its sender to save it as PDF again, and to send it again",
            ),
        };
        (Rule::Attachment, format!("`{name}` {what}"), hint)
    })
}
