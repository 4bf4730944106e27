//! `check` of PDFs that are there: whether their marks for screen readers lead back to the places on
//! which they stand. It reads no council's folder, and changes no file.

use std::path::Path;

use super::args::Common;
use super::{Console, Exit};
use crate::finding::{Finding, Findings, Format, Sources, render, summary};
use crate::pdf::{Attachment, Refusal, misplaced};
use crate::publish;

/// Findings of one file that are said; the others are counted.
const SHOWN: usize = 20;

/// Whether only PDFs are named.
pub(super) fn asked(common: &Common) -> bool {
    let pdf = |path: &Path| path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf"));
    !common.paths.is_empty() && common.paths.iter().all(|path| pdf(path))
}

/// Checks each file that is named.
pub(super) fn run(common: &Common, current: &Path, console: &mut Console<'_>) -> Exit {
    let format = Format::from(common.message_format);
    let human = format == Format::Human && !common.quiet;
    let mut findings = Findings::default();
    let mut exit = Exit::Done;
    for path in &common.paths {
        let name = path.display();
        let Some(bytes) = publish::read_back(&current.join(path)) else {
            console.say(&format!("error: {name} cannot be read: is it there, and is its name spelt right?"));
            exit = Exit::Io;
            continue;
        };
        let before = findings.iter().count();
        look(bytes, &name.to_string(), &mut findings);
        if findings.iter().count() == before && human {
            console.say(&format!("{name}: every mark for screen readers leads back to its page"));
        }
    }
    let sources = Sources::default();
    let _ = write!(console.err, "{}", render(&findings, &sources, format, false));
    if findings.has_errors() {
        if human {
            console.say(&summary(&findings, &sources));
        }
        return Exit::Problems;
    }
    exit
}

fn look(bytes: Vec<u8>, name: &str, findings: &mut Findings) {
    let file = match Attachment::open(bytes).map(|attachment| attachment.file()) {
        Ok(Some(file)) => file,
        Ok(None) => return,
        Err(refusal) => {
            let what = match refusal {
                Refusal::Locked => "opens only with a password",
                _ => "cannot be read as PDF",
            };
            findings.push(Finding::nowhere("pdf-unreadable", format!("{name} {what}")));
            return;
        }
    };
    let Some(faults) = misplaced(&file) else {
        findings.push(
            Finding::nowhere(
                "pdf-untagged",
                format!("{name} has no tags: a screen reader finds nothing in it"),
            )
            .hint(
                "build it again from its TOML files; do not print it to PDF, or join it with another program",
            ),
        );
        return;
    };
    for (page, fault) in faults.iter().take(SHOWN) {
        let place = page.map(|page| format!(", page {page}")).unwrap_or_default();
        findings.push(
            Finding::nowhere("pdf-tags", format!("{name}{place}: {fault}"))
                .hint("build it again: programs that join PDFs, or take pages out, break this"),
        );
    }
    if faults.len() > SHOWN {
        let more = faults.len() - SHOWN;
        findings.push(Finding::nowhere("pdf-tags", format!("{name}: {more} more of this kind")));
    }
}
