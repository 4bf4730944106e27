//! Paragraphs that look like something else: a heading in bold, a table with tabs, text between the items of
//! one list. It reads blocks and their source, and changes nothing.

use std::ops::Range;

use super::{MarkupBlock, MarkupInline, marks};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::TypedText;

/// The most letters of a line that may be a heading.
const LONGEST_HEADING: usize = 100;

/// Finds what looks like something else among the blocks of a field.
pub(super) fn find(blocks: &[MarkupBlock], findings: &mut Findings) {
    for block in blocks {
        if let MarkupBlock::Paragraph { body, span } = block
            && let [MarkupInline::Strong(words)] = body.as_slice()
        {
            bold_heading(words, *span, findings);
        }
    }
    for three in blocks.windows(3) {
        if let [
            MarkupBlock::List { ordered: true, .. },
            MarkupBlock::Paragraph { body, span },
            MarkupBlock::List { ordered: true, items },
        ] = three
            && !leads_to_list(body)
        {
            let first = items.first().map(|(_, span)| *span);
            parted_list(*span, first, findings);
        }
    }
}

/// Finds a paragraph of nothing but bold words, as a heading is in Word.
fn bold_heading(words: &[MarkupInline], span: Span, findings: &mut Findings) {
    let plain = plain(words);
    let plain = plain.trim();
    if plain.is_empty() || plain.chars().count() > LONGEST_HEADING || plain.ends_with(['.', ';', ',', '!']) {
        return;
    }
    let message = "this paragraph is of bold words alone, as a heading is, and is none to a screen reader";
    findings.push(Finding::warning(Rule::BoldHeading, span, message).hint(
        "where it is no heading, take the ** away, or make a sentence of it that ends with a full stop",
    ));
}

/// Finds lines of a paragraph that tabs divide, as a table pasted from Word has them. `covered` is the source, in
/// which `range` is the paragraph.
pub(super) fn pasted_table(text: &TypedText, covered: &str, range: Range<usize>, findings: &mut Findings) {
    let source = &covered[range.clone()];
    let divided = |line: &&str| line.trim().contains('\t') && !marks::is_pasted_bullet(line);
    let lines: Vec<&str> = source.lines().filter(divided).collect();
    if lines.len() < 2 {
        return;
    }
    let message = "these lines have tabs between their words, as a table has that was pasted";
    findings.push(
        Finding::error(Rule::PastedTable, text.part(range), message)
            .hint("make a table of them: save them as NAME.csv beside this file, declare it as [table.NAME] with caption = \"…\" and file = \"NAME.csv\", and put {{ place(\"NAME\") }} on a line of its own here")
            .hint("where it is none, write blanks for the tabs"),
    );
}

/// Whether a paragraph leads to the list below it.
fn leads_to_list(body: &[MarkupInline]) -> bool {
    plain(body).trim_end().ends_with([':', '–', '-'])
}

/// Finds a paragraph between two lists that count, of which the second begins anew. Where that one is typed with
/// the number that follows, it is sure that both are one list. `second` is the first item of the second.
fn parted_list(span: Span, second: Option<Span>, findings: &mut Findings) {
    let item = "where it belongs to the item above, begin each of its lines right under the words of that item (three blanks under `1.`)";
    let goes_on = |found: &Finding| {
        let place = found.span.zip(second);
        found.rule == Rule::ListNumber && place.is_some_and(|(found, second)| found.meets(second))
    };
    if findings.iter().any(goes_on) {
        findings.retain(|found| !goes_on(found));
        let message =
            "this paragraph parts the list above it from the one below, which is typed as its continuation";
        findings.push(
            Finding::error(Rule::ListNumber, span, message)
                .hint(item)
                .hint("where the lists are two, begin the second with `1.`"),
        );
        return;
    }
    let message =
        "this paragraph parts the list above it from the one below, which counts from the beginning again";
    findings.push(
        Finding::warning(Rule::ListParted, span, message)
            .hint(item)
            .hint("where the lists are two, end the paragraph with a colon"),
    );
}

/// The words of some inlines; an expression counts as one.
fn plain(inlines: &[MarkupInline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        MarkupInline::Text(text, _) => text.clone(),
        MarkupInline::Expression(_) => "…".to_owned(),
        MarkupInline::Strong(body) | MarkupInline::Emphasis(body) | MarkupInline::Link { body, .. } => {
            plain(body)
        }
        MarkupInline::Break => " ".to_owned(),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::super::narrative;
    use crate::finding::{Findings, Sources, Span};
    use crate::load::node::TypedText;

    fn rules(raw: &str) -> Vec<&'static str> {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        narrative(&text, &mut findings);
        findings.iter().map(|finding| finding.rule.name()).collect()
    }

    #[test]
    fn what_looks_like_something_else_is_found() {
        for (raw, rule) in [
            ("One.\n\n**Next steps**\n\nTwo.", "bold-heading"),
            ("**Next steps:**\n\nTwo.", "bold-heading"),
            ("**Rate {{ x.now }}**", "bold-heading"),
            ("Ward\tCases\nNorth\t3\n", "pasted-table"),
            ("Text.\n\nWard\tCases\nNorth\t3\nSouth\t4\n", "pasted-table"),
            ("1. One\n\nMore of one.\n\n1. Two", "list-parted"),
        ] {
            assert_eq!(rules(raw), [rule], "{raw}");
        }
        assert_eq!(rules("1. One\n\nMore of one.\n\n2. Two"), ["list-number"]);
    }

    #[test]
    fn what_is_what_it_looks_like_passes() {
        for raw in [
            "**Next steps** follow.",
            "**The Board must decide today.**",
            "A tab\tin one line.",
            "1. One\n\n   More of one.\n\n2. Two",
            "1. One\n\nThe partners will:\n\n1. Two",
            "- One\n\nBetween.\n\n- Two",
        ] {
            assert_eq!(rules(raw), Vec::<&str>::new(), "{raw}");
        }
    }
}
