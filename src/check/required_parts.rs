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
        let near = others.iter().find(|(heading, _)| is_nearly(heading, wanted));
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

/// Whether a heading is another one in slightly other words: each word of the shorter one is near a word of the longer
/// one. "Legal implications" is not near "Financial implications", for all that they share.
fn is_nearly(heading: &str, wanted: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let all = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        all.filter(|word| !word.is_empty() && !["a", "and", "of", "the"].contains(&word.as_str())).collect()
    };
    let (mut few, mut many) = (words(heading), words(wanted));
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let is_near = |word: &String| {
        many.iter().any(|other| {
            let begins_alike = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= 4;
            word == other || begins_alike && nearest(word, [other.as_str()]).is_some()
        })
    };
    few.len() > 1 && many.len() - few.len() <= 2 && few.iter().all(is_near)
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

#[cfg(test)]
mod tests {
    use super::is_nearly;

    #[test]
    fn headings_are_near_by_each_of_their_words() {
        for (heading, wanted) in [
            ("Equalities implications", "Equality implications"),
            ("Legal implication", "Legal implications"),
            ("Implications: financial", "Financial implications"),
            ("Equality and human rights implications", "Equality implications"),
        ] {
            assert!(is_nearly(heading, wanted), "{heading}");
        }
        for (heading, wanted) in [
            ("Legal implications", "Financial implications"),
            ("Staffing", "Staffing implications"),
            ("Background papers", "Background"),
            ("Resource implications", "Risk implications"),
        ] {
            assert!(!is_nearly(heading, wanted), "{heading}");
        }
    }
}
