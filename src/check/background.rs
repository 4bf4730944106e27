//! Background papers of a report: titles, with an address where they can be read. It never opens one.

use super::PlainText;
use super::address;
use super::board::BoardSpec;
use super::fields::{Fields, wrong};
use super::markup::{MarkupLine, line};
use super::plain_text::plain;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TypedText, toml_text};

/// A paper on which a report relies.
#[derive(Debug, Clone)]
pub(crate) struct Background {
    pub title: MarkupLine,
    /// The address at which the paper can be read, if that is said.
    pub link: Option<PlainText>,
}

/// Reads `background_papers`; `None` where the key is missing. A report open to inspection lists its
/// background papers (LGA 1972 s.100D), so that a missing key is an error; a partnership board follows rules
/// of its own, and there it is a warning.
pub(super) fn read(
    fields: &mut Fields<'_>,
    span: Span,
    board: Option<&BoardSpec>,
    findings: &mut Findings,
) -> Option<Vec<Background>> {
    if fields.entry("background_papers").is_none() {
        let message = "a report does not say which background papers it relies on";
        let hint = "add: background_papers = [ … ], or [] where there are none";
        // A board that is not known is a finding of its own.
        let bound = board.is_some_and(|b| b.bound_by_law);
        let finding = if bound {
            Finding::error(Rule::BackgroundPapers, span, message)
        } else {
            Finding::warning(Rule::BackgroundPapers, span, message)
        };
        findings.push(finding.hint(hint));
        return None;
    }
    let nodes = fields.list("background_papers", findings);
    Some(nodes.iter().filter_map(|node| one(node, findings)).collect())
}

fn one(node: &Node, findings: &mut Findings) -> Option<Background> {
    if let Some(text) = node.text() {
        let typed = text.string.trim();
        if typed.starts_with("http") && address::is_complete(typed) && !typed.contains(char::is_whitespace) {
            let message =
                "this background paper is an address without a title, and would be printed as it stands";
            findings.push(Finding::warning(Rule::BackgroundPapers, text.span(), message).hint(format!(
                "write in its place, with the title of the paper: {{ title = \"…\", link = {} }}",
                toml_text(typed)
            )));
        }
        return Some(Background { title: line(text, findings), link: None });
    }
    if node.table().is_none() {
        let what = "titles in quotes, or { title = \"…\", link = \"https://…\" }";
        findings.push(wrong("background_papers", node, what));
        return None;
    }
    let mut fields = Fields::of(node, "a background paper", findings);
    let title = fields.required("title", "\"Partnership plan\"", findings);
    let link = fields.text("link", findings);
    fields.finish(findings);
    if let Some(link) = link {
        check_address(link, findings);
    }
    Some(Background { title: line(title?, findings), link: link.map(plain) })
}

/// Checks that a link is an address that a reader of the PDF can follow; any other text is a finding.
pub(super) fn check_address(link: &TypedText, findings: &mut Findings) {
    let typed = link.string.as_str();
    let known = ["https://", "http://"].iter().any(|scheme| typed.starts_with(scheme));
    if known && !typed.contains(char::is_whitespace) {
        return;
    }
    let meant = address::complete(typed).or_else(|| {
        let trimmed = typed.trim();
        (trimmed != typed && !trimmed.contains(char::is_whitespace)).then(|| trimmed.to_owned())
    });
    let meant = meant.filter(|meant| meant.starts_with("http"));
    let finding = Finding::error(Rule::Link, link.span(), format!("`{typed}` is not an address"));
    findings.push(match meant {
        Some(meant) => {
            finding.hint(format!("write link = {}", toml_text(&meant))).correct(link.rewrite(&meant))
        }
        None => finding.hint("an address begins with https:// and has no blanks"),
    });
}
