//! What a board or its house style asks of every report, and a report lacks: sections and fields. It reads no text.

use super::board::BoardSpec;
use super::markup::{MarkupLine, MarkupPiece};
use super::section::{RequiredField, SectionSpec};
use crate::finding::{Correction, Finding, Findings, Rule, Span, nearest, sure_word};
use crate::load::node::toml_text;
use crate::style::Style;

/// Finds the sections that a board asks for and a report lacks, or has under a heading that is nearly the one.
pub(super) fn find_missing_sections(
    board: &BoardSpec,
    sections: &[SectionSpec],
    paper: Span,
    findings: &mut Findings,
) {
    let headings: Vec<(String, Span)> =
        sections.iter().map(|one| (plain(&one.heading).trim().to_owned(), one.span)).collect();
    let fold = |text: &str| text.trim().to_lowercase();
    let has = |wanted: &str| headings.iter().any(|(heading, _)| fold(heading) == fold(wanted));
    let required: Vec<&str> = board.required_headings.iter().map(|wanted| wanted.text.as_str()).collect();
    for wanted in required.iter().copied().filter(|wanted| !has(wanted)) {
        // A heading that the board asks for too is not meant for another one.
        let other =
            headings.iter().filter(|(heading, _)| !required.iter().any(|one| fold(one) == fold(heading)));
        let others: Vec<&(String, Span)> = other.collect();
        let near = nearest(wanted, others.iter().map(|(heading, _)| heading.as_str()));
        let near = near.and_then(|near| others.iter().find(|(heading, _)| heading == near));
        let written = toml_text(wanted);
        findings.push(match near {
            Some((heading, span)) => {
                let is_sure = sure_word(heading, required.iter().copied()) == Some(wanted);
                let correction = is_sure.then(|| Correction::replace(*span, &written));
                let message =
                    format!("`{heading}` is nearly `{wanted}`, a section that reports to this board have");
                Finding::error(Rule::MissingSection, *span, message)
                    .hint(format!("write heading = {written}"))
                    .hint(format!("where this is another section, add one: [[section]], and below it heading = {written} and text = '''…'''"))
                    .correct(correction)
            }
            None => {
                let message = format!(
                    "reports to this board have a section `{wanted}`, and this one has none"
                );
                Finding::error(Rule::MissingSection, paper, message).hint(format!(
                    "add where it belongs: [[section]], and below it heading = {written} and text = '''…'''"
                ))
            }
        });
    }
}

/// The words of a heading; expressions are left out.
fn plain(line: &MarkupLine) -> String {
    line.iter().map(|p| if let MarkupPiece::Text(text, _) = p { text.as_str() } else { "" }).collect()
}

/// Adds one finding for all fields that a house style asks for and a paper lacks. `board` is the span of the line that
/// says whose paper it is, and so in which style.
pub(super) fn find_missing_fields(
    lacking: &[RequiredField],
    style: &Style,
    board: Span,
    findings: &mut Findings,
) {
    let message = match lacking {
        [] => return,
        [one] => format!(
            "this paper has no `[{}]` ({}), which the house style `{}` asks for",
            one.path, one.label, style.name
        ),
        _ => format!(
            "the house style `{}`, in which the papers of this board are set, asks for {} fields that this paper lacks",
            style.name,
            lacking.len()
        ),
    };
    let lines = lacking.iter().flat_map(|one| {
        [format!("[{}]", one.path), format!("text = '''…'''   # {}", one.label), String::new()]
    });
    let mut lines: Vec<String> = lines.collect();
    lines.pop();
    // The paper was written for a style that may not ask for it.
    let finding = if style.is_override { Finding::warning } else { Finding::error };
    findings.push(finding(Rule::MissingField, board, message).paste(
        "add these lines below the others of the file, with your own words in place of each …:",
        lines,
    ));
}
