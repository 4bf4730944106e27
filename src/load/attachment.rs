//! Attachments as the loader opens them, and the finding for one that cannot be read. It never judges what
//! they show.

use std::sync::Arc;

use super::file_kind::FileKind;
use crate::finding::Rule;
use crate::pdf::{Attachment, UnreadablePdf};

/// Opens a PDF that somebody else made, with its password where one was given.
///
/// # Errors
/// The rule, the message and the hint where the file is empty, locked, damaged, no PDF or has no pages.
pub(super) fn read(
    bytes: Vec<u8>,
    name: &str,
    password: Option<&str>,
) -> Result<Attachment, (Rule, String, &'static str)> {
    let not_pdf = other_format(&bytes, name);
    Attachment::open_shared(Arc::new(bytes), password.unwrap_or_default()).map_err(|refusal| {
        let (what, hint) = match refusal {
            UnreadablePdf::Empty => (
                "is empty",
                "where it lies in OneDrive, right-click it, choose Always keep on this device, and wait until it is there; else ask its sender to send it again",
            ),
            UnreadablePdf::NotPdf => not_pdf,
            UnreadablePdf::Locked if password.is_some() => (
                "does not open with the password in `password_file`",
                "ask its sender for the right one: capitals count, and the file holds the password alone, in its first line",
            ),
            UnreadablePdf::Locked => (
                "opens only with a password",
                "ask its sender for a file without a password; where you were sent one, write it into a text file and name that: password_file = \"passwords/letter.txt\"",
            ),
            UnreadablePdf::Certificate => (
                "opens only for the people whose certificates it was encrypted for",
                "ask its sender for a file that is not encrypted",
            ),
            UnreadablePdf::UnknownProtection => (
                "is encrypted in a way that is not known here",
                "ask its sender for a file that is not encrypted",
            ),
            UnreadablePdf::Harmful => (
                "is built so that programs that open it fall over or never end",
                "do not open it, and tell your IT department; ask its sender to save it as PDF again",
            ),
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

/// The program of a file of Office, by the folders in it.
fn office_program(bytes: &[u8]) -> &'static str {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(b"word/") {
        "Word"
    } else if has(b"xl/") {
        "Excel"
    } else {
        "PowerPoint"
    }
}

/// What a file that should be a PDF is by its first bytes and its name, and how a PDF is made of it.
fn other_format(bytes: &[u8], name: &str) -> (&'static str, &'static str) {
    match FileKind::of(bytes) {
        FileKind::Office if !name.to_ascii_lowercase().ends_with(".pdf") => (
            "is a file of Word, Excel or PowerPoint, and no PDF",
            "open it, save it as PDF in the same folder, and write the name of that PDF here",
        ),
        FileKind::Office => match office_program(bytes) {
            "Word" => (
                "is no PDF, but a file of Word with another name",
                "give its name the ending .docx in place of .pdf, open it in Word, and save it as PDF under this name",
            ),
            "Excel" => (
                "is no PDF, but a file of Excel with another name",
                "give its name the ending .xlsx in place of .pdf, open it in Excel, and save it as PDF under this name",
            ),
            _ => (
                "is no PDF, but a file of PowerPoint with another name",
                "give its name the ending .pptx in place of .pdf, open it in PowerPoint, and save it as PDF under this name",
            ),
        },
        FileKind::OldOffice | FileKind::LockedOffice => (
            "is no PDF, but a file of an old Word or Excel, or an e-mail, with another name",
            "open it in the program that made it, and save it as PDF",
        ),
        _ => ("is not a PDF", "save it as PDF in the program that made it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_the_name_of_a_pdf_is_said_to_be_what_it_is() {
        let said = |bytes: &[u8]| read(bytes.to_vec(), "a.pdf", None).err().map(|(_, message, _)| message);
        let word = b"PK\x03\x04 [Content_Types].xml word/document.xml";
        assert_eq!(said(word).as_deref(), Some("`a.pdf` is no PDF, but a file of Word with another name"));
        assert!(said(b"\xD0\xCF\x11\xE0 old").is_some_and(|message| message.contains("an old Word")));
        assert_eq!(said(b"PK\x03\x04 photos.zip").as_deref(), Some("`a.pdf` is not a PDF"));
        assert_eq!(said(b"").as_deref(), Some("`a.pdf` is empty"));
    }
}
