//! Findings for files that were not read, in words that name no code of the system. It opens none.

use super::folder::FileRefusal;
use crate::finding::{Finding, Rule, Span};

/// The finding for a file that was not read, at the place that names it.
pub(super) fn refused(refusal: FileRefusal, name: &str, span: Span) -> Finding {
    let outside = "keep the file in the council's folder and write the path from this file's folder, with /";
    match refusal {
        FileRefusal::Absolute => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` is a path from the top of the disk"))
                .hint(outside)
        }
        FileRefusal::Backslash => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` is written with \\"))
                .hint(format!("write {}", name.replace('\\', "/")))
        }
        FileRefusal::Outside => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` leads out of the council's folder"))
                .hint(outside)
        }
        FileRefusal::Link => Finding::error(
            Rule::PathOutside,
            span,
            format!("`{name}` is a link that leads out of the council's folder"),
        )
        .hint("copy the file itself into the council's folder"),
        FileRefusal::TooLarge(most) => {
            Finding::error(Rule::FileTooLarge, span, format!("`{name}` is larger than {} MB", most >> 20))
                .hint("make it smaller")
        }
        FileRefusal::NotAFile => {
            Finding::error(Rule::FileMissing, span, format!("`{name}` is a folder, not a file"))
                .hint("name a file in it, as in \"data/burglary.csv\"")
        }
        FileRefusal::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::error(Rule::FileMissing, span, format!("there is no file `{name}`"))
                .hint("is it beside this file, and is its name spelt the same, capitals too?")
        }
        FileRefusal::Io(error) => {
            let (why, hint) = unreadable(&error);
            Finding::error(Rule::FileUnreadable, span, format!("`{name}` cannot be read: {why}")).hint(hint)
        }
    }
}

/// The reason why the system does not let a file be read, and what to do, in words that name no code of the
/// system.
fn unreadable(error: &std::io::Error) -> (String, &'static str) {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied => {
            ("you may not open it".to_owned(), "ask whoever looks after the folder for the right to read it")
        }
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => (
            "no file can have this name".to_owned(),
            "give the file a short name of letters, digits, - and _, and write it here",
        ),
        _ => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or(&said).to_lowercase();
            (said, "close it in other programs, and look whether it opens in the program that made it")
        }
    }
}
