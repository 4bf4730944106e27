//! Narrative: CommonMark paragraphs, bold, italic, links and nested lists, with expressions. It never
//! evaluates an expression. Everything else that CommonMark knows is a finding. Expressions are covered with
//! a noncharacter before Markdown reads the text, so that no value can become markup and no markup can split
//! an expression.

use pulldown_cmark::{Options, Parser};

use super::builder::Builder;
use super::scan::{COVER, FoundExpression, expressions};
use super::{MarkupBlock, lookalikes};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// The most bytes of one field: some two hundred pages.
const LONGEST: usize = 400_000;

/// Reads a narrative field.
pub(crate) fn narrative(text: &TypedText, findings: &mut Findings) -> Vec<MarkupBlock> {
    if text.string.len() > LONGEST {
        let message = format!(
            "this text is {} kB long, and {} kB is the most that one field holds",
            text.string.len() / 1000,
            LONGEST / 1000
        );
        findings.push(
            Finding::error(Rule::TextTooLong, text.span().head(), message)
                .hint("nobody reads a section of two hundred pages: split it into sections, or publish it as a document of its own"),
        );
        return Vec::new();
    }
    if let Some(at) = text.string.find(COVER) {
        let span = text.part(at..at + COVER.len_utf8());
        findings.push(
            Finding::error(Rule::Character, span, "U+FDD0 is not a character")
                .hint("delete it and type the text again here"),
        );
        return Vec::new();
    }
    let found = expressions(text, true, findings);
    let covered = cover(&text.string, &found);
    let parser = Parser::new_ext(&covered, Options::empty());
    for (label, definition) in parser.reference_definitions().iter() {
        let span = text.part(definition.span.clone());
        let message = format!("`[{label}]: …` would not be printed");
        findings.push(
            Finding::error(Rule::Markup, span, message)
                .hint("write links as [words](address); to print the bracket itself, write \\["),
        );
    }
    let mut builder = Builder::new(text, &covered, &found, findings);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    let blocks = builder.finish();
    lookalikes::find(&blocks, findings);
    blocks
}

/// The text with every expression overwritten by as many bytes that mean nothing.
fn cover(string: &str, found: &[FoundExpression]) -> String {
    let mut out = String::with_capacity(string.len());
    let mut at = 0;
    for (range, _) in found {
        out.push_str(&string[at..range.start]);
        out.push(COVER);
        out.extend(std::iter::repeat_n('x', range.len() - COVER.len_utf8()));
        at = range.end;
    }
    out.push_str(&string[at..]);
    out
}
