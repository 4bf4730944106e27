//! `column` of `[table.x]`: its columns, and the sums that they are. It reads no row.

use super::PlainText;
use super::column::{ColumnAlignment, ColumnFormat, ColumnSpec, ColumnTotal};
use super::fields::{Fields, wrong};
use super::markup::{MarkupPiece, line};
use super::plain_text::plain;
use crate::finding::{Correction, Finding, Findings, Rule, Span, did_you_mean, sure_word};
use crate::load::node::{Node, TomlValue};

/// Reads the columns of a table.
pub(super) fn columns(nodes: &[Node], findings: &mut Findings) -> Vec<ColumnSpec> {
    let mut columns: Vec<ColumnSpec> = Vec::new();
    for node in nodes {
        let mut fields = Fields::of(node, "a column", findings);
        let key = fields.required("key", "\"year\"", findings);
        let heading = fields.required("heading", "\"Year\"", findings).map(|t| line(t, findings));
        let over = fields.text("over", findings).map(plain);
        let mut switch = |key| fields.boolean(key, findings).unwrap_or(false);
        let (row_header, group, narrative) = (switch("row_header"), switch("group"), switch("narrative"));
        let total = fields.node("total").map_or(ColumnTotal::None, |node| column_total(node, findings));
        let alignments = [
            ("left", ColumnAlignment::Left),
            ("center", ColumnAlignment::Center),
            ("right", ColumnAlignment::Right),
            ("decimal", ColumnAlignment::Decimal),
        ];
        let align = fields.choice("align", &alignments, findings);
        let words = [
            ("text", ColumnFormat::Text),
            ("integer", ColumnFormat::Integer),
            ("number", ColumnFormat::Number),
            ("money", ColumnFormat::Money),
            ("percent", ColumnFormat::Percent),
            ("fraction", ColumnFormat::Fraction),
            ("date", ColumnFormat::Date),
        ];
        let format = fields.choice("format", &words, findings).unwrap_or(ColumnFormat::Text);
        let decimals = fields.integer("decimals", 0, 10, findings).and_then(|n| u32::try_from(n).ok());
        let sum_of = fields.texts("sum_of", findings);
        fields.finish(findings);
        let Some(key) = key else { continue };
        if columns.iter().any(|c| c.key.text == key.string) {
            findings.push(
                Finding::error(
                    Rule::ColumnTwice,
                    key.span(),
                    format!("two columns have the key `{}`", key.string),
                )
                .hint("give one of them another key"),
            );
            continue;
        }
        if !sum_of.is_empty() && !format.is_number() {
            let message = format!("the column `{}` is a sum and is not of numbers", key.string);
            findings.push(
                Finding::error(Rule::ColumnTotal, key.span(), message)
                    .hint("add: format = \"integer\" (or number, money)"),
            );
        }
        if narrative && format != ColumnFormat::Text {
            findings.push(
                Finding::error(
                    Rule::ColumnFormat,
                    key.span(),
                    format!("the column `{}` is narrative and has a format", key.string),
                )
                .hint("keep one of `narrative` and `format`"),
            );
        }
        columns.push(ColumnSpec {
            key: plain(key),
            heading: heading.unwrap_or_default(),
            over,
            row_header,
            group,
            narrative,
            format,
            decimals,
            align,
            figures: None,
            total,
            sum_of,
        });
    }
    addends(&columns, findings);
    columns
}

/// Finds sums of columns that are no numbers, are sums themselves, or are of another unit.
fn addends(columns: &[ColumnSpec], findings: &mut Findings) {
    for added in columns.iter().flat_map(|c| &c.sum_of) {
        let sound = |c: &&ColumnSpec| c.format.is_number() && c.sum_of.is_empty();
        if !columns.iter().filter(sound).any(|c| c.key.text == added.text) {
            let known: Vec<&str> = columns.iter().filter(sound).map(|c| c.key.text.as_str()).collect();
            let there_are = if known.is_empty() {
                "no column of this table is of numbers yet: add format = \"integer\" (or number, money) to those to add up".to_owned()
            } else {
                format!("there are: {}", known.join(", "))
            };
            findings.push(
                Finding::error(
                    Rule::ColumnTotal,
                    added.span,
                    format!("`{}` is no column of numbers that can be added up", added.text),
                )
                .hint_if(did_you_mean(&added.text, known.iter().copied()))
                .correct(
                    sure_word(&added.text, known.iter().copied())
                        .and_then(|key| Correction::literal(added.span, key)),
                )
                .hint(there_are),
            );
        }
    }
    for column in columns.iter().filter(|c| c.format.is_number()) {
        let added = column
            .sum_of
            .iter()
            .filter_map(|key| Some((key, columns.iter().find(|c| c.key.text == key.text)?)));
        for (key, added) in added.filter(|(_, c)| c.format.is_number() && !c.format.adds_to(column.format)) {
            let message = format!(
                "`{}` is of {}, and cannot be added up in `{}`, which is of {}",
                added.key.text,
                added.format.words(),
                column.key.text,
                column.format.words()
            );
            findings.push(
                Finding::error(Rule::ColumnTotal, key.span, message)
                    .hint("give both the same `format`, or leave the column out of the sum"),
            );
        }
    }
}

/// A column for a heading of a data file, with its cells printed as they are typed.
pub(super) fn bare_column(heading: &str, span: Span) -> ColumnSpec {
    ColumnSpec {
        key: PlainText { text: heading.to_owned(), span },
        heading: vec![MarkupPiece::Text(heading.to_owned(), span)],
        over: None,
        row_header: false,
        group: false,
        narrative: false,
        format: ColumnFormat::Text,
        decimals: None,
        align: None,
        figures: None,
        total: ColumnTotal::None,
        sum_of: Vec::new(),
    }
}

/// Reads `total`: true, false or "file".
fn column_total(node: &Node, findings: &mut Findings) -> ColumnTotal {
    match &node.value {
        TomlValue::Boolean(true) => ColumnTotal::WorkedOut,
        TomlValue::Boolean(false) => ColumnTotal::None,
        TomlValue::Text(text) if text.string == "file" => ColumnTotal::File,
        _ => {
            findings.push(wrong("total", node, "true, false or \"file\"").hint_only(
                "write total = true, and the total is worked out; or total = \"file\" where the last row of the data file is the total",
            ));
            ColumnTotal::None
        }
    }
}
