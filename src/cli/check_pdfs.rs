//! `check` of PDFs that are there: whether their marks for screen readers lead back to the places on
//! which they stand, whether all that they show stands in one, and which other rules of PDF/UA-1 they break. It
//! reads no council's folder, and changes no file.

use std::path::Path;

use super::Console;
use super::args::CommonOptions;
use super::fault_words::{is_of_claim, reasons};
use crate::conformance::rule_faults;
use crate::failure::{DiskFailure, Failure, Remedy, Stage};
use crate::finding::{Finding, FindingFormat, FindingView, Findings, Rule, Sources, render, summary};
use crate::pdf::{Attachment, UnreadablePdf, misplaced};
use crate::watch::Watch;
use crate::write;

/// Findings of one file that are said; the others are counted.
const SHOWN: usize = 20;

/// Whether only PDFs are named.
pub(super) fn names_pdfs(common: &CommonOptions) -> bool {
    let pdf = |path: &Path| path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf"));
    !common.paths.is_empty() && common.paths.iter().all(|path| pdf(path))
}

/// Checks each file that is named.
pub(super) fn run(
    common: &CommonOptions,
    current: &Path,
    watch: &Watch,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let format = FindingFormat::from(common.message_format);
    let human = format == FindingFormat::Human && !common.quiet;
    let mut findings = Findings::default();
    let mut unread = Ok(());
    for path in &common.paths {
        watch.go_on()?;
        let name = path.display();
        let bytes = match write::read_named(&current.join(path)) {
            Ok(bytes) => bytes,
            Err(disk) => {
                let is_missing = disk.remedy == Remedy::CheckName;
                console.say_failure(&DiskFailure { path: path.clone(), ..disk }.into());
                if is_missing {
                    console.say(
                        "hint: to check a paper before it is built, name its folder, such as reports/NAME",
                    );
                }
                unread = Err(Failure::Disk(None));
                continue;
            }
        };
        let before = findings.iter().count();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        watch.paper(Stage::Check, &file, || check_pdf(bytes, &name.to_string(), &mut findings));
        if findings.iter().count() == before && human {
            console.say(&format!("{name}: every mark for screen readers leads back to its page, all that is shown stands in one, and no rule of PDF/UA-1 that a program can check is broken"));
        }
    }
    let sources = Sources::default();
    let _ = write!(
        console.err,
        "{}",
        render(&findings, &sources, FindingView { all: common.all, ..format.into() })
    );
    let Some(failure) = findings.failure(false) else { return unread };
    if human {
        console.say(&summary(&findings, &sources));
    }
    Err(failure)
}

fn check_pdf(bytes: Vec<u8>, name: &str, findings: &mut Findings) {
    let attachment = match Attachment::open(bytes) {
        Ok(attachment) => attachment,
        Err(refusal) => {
            let what = match refusal {
                UnreadablePdf::Locked => "opens only with a password",
                UnreadablePdf::Certificate | UnreadablePdf::UnknownProtection => "is encrypted",
                _ => "cannot be read as PDF",
            };
            findings.push(Finding::nowhere(Rule::PdfUnreadable, format!("{name} {what}")).hint(
                "build it again from its TOML files, or ask its sender for a whole file that is not encrypted",
            ));
            return;
        }
    };
    let Some(misplaced) = misplaced(&attachment.document) else {
        findings.push(
            Finding::nowhere(
                Rule::PdfUntagged,
                format!("{name} has no tags: a screen reader finds nothing in it"),
            )
            .hint(
                "build it again from its TOML files; do not print it to PDF, or join it with another program",
            ),
        );
        return;
    };
    let placed = |page: Option<usize>, fault: &dyn std::fmt::Display| {
        let page_words = page.map(|page| format!(", page {page}")).unwrap_or_default();
        Finding::nowhere(Rule::PdfTags, format!("{name}{page_words}: {fault}"))
    };
    let joined = "a screen reader may pass over this, or read another place: build the PDF again; programs that join PDFs, or take pages out, break this";
    let mut faults: Vec<Finding> =
        misplaced.iter().map(|(page, fault)| placed(*page, fault).hint(joined)).collect();
    let untagged = &attachment.untagged_content().untagged;
    for (page, fault) in untagged.iter().flat_map(|(page, all)| all.iter().map(move |one| (*page, one))) {
        faults.push(placed(Some(page), fault).hint(
            "a screen reader passes over that: save the page again as a tagged PDF in the program that made it, or ask its sender to, and build again",
        ));
    }
    let not_accessible = |reason: &String| {
        let message = format!("{name} is not accessible by the standard (PDF/UA-1): {reason}");
        Finding::nowhere(Rule::PdfNotAccessible, message)
            .hint("ask for, or make, an accessible PDF in the program that it comes from; a PDF that boardpack built is built again from its TOML files")
    };
    let (claim, faults_of_rules): (Vec<String>, Vec<String>) =
        rule_faults(&attachment).into_iter().partition(|fault| is_of_claim(fault));
    if !claim.is_empty() {
        let message = format!("{name} does not say that it is accessible (PDF/UA-1)");
        findings.push(Finding::note_of_file(Rule::PdfUnclaimed, message).hint("a pack says it where all its attachments are accessible too: its accessibility.pdf names those that are not"));
    }
    reasons(&faults_of_rules).iter().for_each(|reason| findings.push(not_accessible(reason)));
    let more = faults.len().saturating_sub(SHOWN);
    faults.into_iter().take(SHOWN).for_each(|fault| findings.push(fault));
    if more > 0 {
        findings
            .push(Finding::nowhere(Rule::PdfTags, format!("{name}: {more} more of this kind")).hint(joined));
    }
}
