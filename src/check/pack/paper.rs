//! `papers` of an item: what each entry names. It never looks whether that paper is there.

use chrono::NaiveDate;

use crate::check::PlainText;
use crate::check::attachment::{self, AttachmentSpec};
use crate::check::fields::{Fields, date};
use crate::check::plain_text::plain;
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
    let mut fields = Fields::of(node, "a paper of an item", findings);
    let report = fields.text("report", findings);
    let minutes = fields.node("minutes");
    let actions = fields.node("actions");
    let pdf = attachment::read(&mut fields, &project.assets, findings);
    let title = fields.text("title", findings).map(plain);
    fields.finish(findings);
    let count = [report.is_some(), minutes.is_some(), actions.is_some(), pdf.is_some()];
    if count.iter().filter(|c| **c).count() != 1 {
        findings.push(
            Finding::error(Rule::ItemPaper, node.span, "a paper is one of report, minutes, actions and pdf")
                .hint(
                    "write { report = \"asb_update\" }, { minutes = 2023-12-15 } or { pdf = \"slides.pdf\" }",
                ),
        );
        return None;
    }
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
