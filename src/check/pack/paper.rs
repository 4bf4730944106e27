//! `papers` of an item: what each entry names. It never looks whether that paper is there.

use chrono::NaiveDate;

use crate::check::PlainText;
use crate::check::attachment::{self, AttachmentSpec};
use crate::check::fields::Fields;
use crate::check::plain_text::plain;
use crate::check::typed_dates::date;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::Project;
use crate::load::node::Node;

/// A paper of an item, as the agenda names it.
#[derive(Debug, Clone)]
pub(crate) enum ItemPaper {
    /// A report, by its folder's name.
    Report(PlainText),
    /// The minutes of the board's meeting of that day.
    Minutes(NaiveDate, Span),
    /// The action log for that day.
    Actions(NaiveDate, Span),
    /// An attachment, with its title.
    Pdf(Box<AttachmentSpec>, Option<PlainText>),
}

impl ItemPaper {
    /// The span at which the paper was named.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Report(id) => id.span,
            Self::Pdf(attached, _) => attached.span(),
            Self::Minutes(_, span) | Self::Actions(_, span) => *span,
        }
    }

    /// The name of the paper in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Report(id) => format!("reports/{}", id.text),
            Self::Minutes(day, _) => format!("minutes of {day}"),
            Self::Actions(day, _) => format!("actions of {day}"),
            Self::Pdf(attached, _) => attached.file.text.clone(),
        }
    }
}

/// Reads an entry of `papers`; `None` where it names no paper, which is a finding.
pub(super) fn read(node: &Node, project: &Project, findings: &mut Findings) -> Option<ItemPaper> {
    if let Some(text) = node.text() {
        let message = "a paper says in braces what it is";
        findings.push(
            Finding::error(Rule::ItemPaper, node.span, message)
                .hint(format!("write {}", as_paper(&text.string))),
        );
        return None;
    }
    let mut fields = Fields::of(node, "a paper of an item", findings);
    let report = fields.text("report", findings);
    let minutes = fields.node("minutes");
    let actions = fields.node("actions");
    let pdf = attachment::read(&mut fields, &project.assets, findings);
    let title = fields.text("title", findings).map(plain);
    let mut unknown = Findings::default();
    fields.finish(&mut unknown);
    let count = [report.is_some(), minutes.is_some(), actions.is_some(), pdf.is_some()];
    let count = count.iter().filter(|c| **c).count();
    if count != 1 && node.table().is_some() {
        findings.push(not_one(node, count));
        return None;
    }
    findings.append(unknown);
    if let Some(node) = minutes {
        return Some(ItemPaper::Minutes(date("minutes", node, findings)?, node.span));
    }
    if let Some(node) = actions {
        return Some(ItemPaper::Actions(date("actions", node, findings)?, node.span));
    }
    if let Some(pdf) = pdf {
        return Some(ItemPaper::Pdf(Box::new(pdf), title));
    }
    report.map(|text| ItemPaper::Report(plain(text)))
}

/// The finding for an entry of `papers` that has none of the keys of a paper, or several.
fn not_one(node: &Node, count: usize) -> Finding {
    let message = "a paper is one of report, minutes, actions and pdf";
    let finding = Finding::error(Rule::ItemPaper, node.span, message);
    if count > 1 {
        return finding
            .hint("give each paper braces of its own: papers = [ { report = \"…\" }, { pdf = \"…\" } ]");
    }
    let typed = node.table().and_then(|table| {
        let entry = table
            .entries
            .iter()
            .find(|entry| !matches!(entry.key.as_str(), "title" | "alt" | "transcript" | "password_file"))?;
        Some((entry, entry.node.text()?))
    });
    match typed {
        Some((entry, text)) => Finding { span: Some(entry.key_place), ..finding }
            .label("not a key of a paper")
            .hint(format!("write {}", as_paper(&text.string))),
        None => finding
            .hint("write { report = \"asb_update\" }, { minutes = 2023-12-15 } or { pdf = \"slides.pdf\" }"),
    }
}

/// A paper as an item names it, of the kind that a typed name seems to be: { pdf = "slides.pdf" }.
pub(super) fn as_paper(typed: &str) -> String {
    let name = typed.trim();
    if let Ok(day) = name.parse::<NaiveDate>() {
        return format!("{{ minutes = {day} }}");
    }
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if last.to_lowercase().ends_with(".pdf") {
        return format!("{{ pdf = \"{last}\" }}");
    }
    format!("{{ report = \"{}\" }}", report_id(name))
}

/// The id of a report in a text that may be the path of its folder or file.
pub(super) fn report_id(typed: &str) -> &str {
    let plain = typed.trim().trim_end_matches(['/', '\\']);
    let plain = plain.strip_suffix("report.toml").unwrap_or(plain).trim_end_matches(['/', '\\']);
    let last = plain.rsplit(['/', '\\']).next().unwrap_or(plain);
    last.strip_suffix(".toml").or_else(|| last.strip_suffix(".pdf")).unwrap_or(last)
}
