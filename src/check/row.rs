//! Rows and cells of a table: typed ones, and what a cell of a column with a format holds. It never formats a
//! number.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cell_value::{CellReading, letter_in_number, read_text};
use super::column::{ColumnFormat, ColumnSpec};
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupLine, MarkupPiece, line, narrative};
use super::percent;
use super::typed_dates::date;
use super::{other_keys, row_slips};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlEntry, TomlValue, TypedText};
use crate::value::{ShownNumber, UnitSign, decimal};

/// A row of a table.
#[derive(Debug, Clone)]
pub(crate) struct RowSpec {
    /// The cells; together their spans are as wide as the table.
    pub cells: Vec<CellSpec>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(crate) struct CellSpec {
    pub body: CellContentSpec,
    /// The number of columns that the cell takes.
    pub columns: usize,
    pub span: Span,
}

/// The content of a cell.
#[derive(Debug, Clone)]
pub(crate) enum CellContentSpec {
    Line(MarkupLine),
    Blocks(Vec<MarkupBlock>),
    Number(ShownNumber),
    /// A sign in place of a number.
    Mark(MarkupLine),
    Date(NaiveDate),
    Blank,
    /// The content of the cell above goes on.
    GoesOn,
}

impl RowSpec {
    /// The content of the cell that begins at a column; `None` where another one spans it.
    pub(crate) fn cell(&self, column: usize) -> Option<&CellContentSpec> {
        let mut at = 0;
        for cell in &self.cells {
            if at == column {
                return Some(&cell.body);
            }
            at += cell.columns;
        }
        None
    }

    /// The words of the first cell; `None` where it has none.
    pub(super) fn name(&self) -> Option<String> {
        self.cells.first().and_then(|cell| cell.words())
    }

    /// The words of the cells that have any.
    pub(super) fn words(&self) -> impl Iterator<Item = String> {
        self.cells.iter().filter_map(CellSpec::words)
    }
}

impl CellSpec {
    /// The words of the cell; `None` where it holds none.
    fn words(&self) -> Option<String> {
        let CellContentSpec::Line(line) = &self.body else { return None };
        let text = |piece: &MarkupPiece| {
            if let MarkupPiece::Text(text, _) = piece { text.clone() } else { String::new() }
        };
        Some(line.iter().map(text).collect())
    }
}

/// Reads a cell as the number or date that its column holds; any other one is a finding. `text` is what is
/// seen, `at` names the cell.
pub(super) fn of_format(
    column: &ColumnSpec,
    reading: CellReading,
    text: &TypedText,
    at: &str,
    findings: &mut Findings,
) -> CellContentSpec {
    let typed = text.string.trim();
    if column.format == ColumnFormat::Date {
        return match reading.day(typed) {
            Some(day) => CellContentSpec::Date(day),
            None => {
                findings.push(
                    Finding::error(Rule::CellFormat, text.span(), format!("`{typed}` is not a date"))
                        .label(at.to_owned())
                        .hint("write it as 2025-06-20"),
                );
                CellContentSpec::Blank
            }
        };
    }
    match reading {
        CellReading::Mark => CellContentSpec::Mark(vec![MarkupPiece::Text(text.string.clone(), text.span())]),
        CellReading::Number(number) => {
            let number = as_part_of_one(column, number);
            match unfit(column, &number, typed, text.span()) {
                Some(finding) => {
                    findings.push(finding.label(at.to_owned()));
                    CellContentSpec::Blank
                }
                None => whole(column, number, text.span(), at, findings),
            }
        }
        _ => {
            let finding = letter_in_number(typed, text.span()).unwrap_or_else(|| {
                let message =
                    format!("`{typed}` is not a number, and the column `{}` is of numbers", column.key.text);
                Finding::error(Rule::CellFormat, text.span(), message).hint(
                    "write a number, or leave the cell blank; for words take `format` out of the column",
                )
            });
            findings.push(finding.label(at.to_owned()));
            CellContentSpec::Blank
        }
    }
}

/// A percentage by its number format as the part of one that it is, in a column of those.
fn as_part_of_one(column: &ColumnSpec, number: ShownNumber) -> ShownNumber {
    let by_format = number.by_format && number.unit == UnitSign::Percent;
    match number.number.checked_div(Decimal::ONE_HUNDRED) {
        Some(part) if by_format && column.format == ColumnFormat::Fraction => {
            ShownNumber { number: part.normalize(), unit: UnitSign::None, ..number }
        }
        _ => number,
    }
}

/// The finding for a number with a sign that its column would leave out, or turn into another.
fn unfit(column: &ColumnSpec, read: &ShownNumber, typed: &str, span: Span) -> Option<Finding> {
    let (key, format) = (&column.key.text, column.format);
    let as_typed = "or take `format` out of the column: its cells are then printed as typed";
    if read.thousands > 0 || read.by_format && !read.measure_words().is_empty() {
        let message = format!(
            "Excel shows `{typed}` in a unit of its own, and the column `{key}` is of {}",
            format.words()
        );
        let hint = format!("choose a plain number format in Excel; {as_typed}");
        return Some(Finding::error(Rule::CellFormat, span, message).hint(hint));
    }
    if read.plus {
        let message = format!("`{typed}` has a plus sign, and a column of {} prints none", format.words());
        let hint = format!("write it without the sign; {as_typed}");
        return Some(Finding::error(Rule::CellFormat, span, message).hint(hint));
    }
    if format.takes(read.unit) {
        return None;
    }
    let (what, other) = match read.unit {
        UnitSign::Percent => ("a percentage", "percent"),
        _ => ("an amount of money", "money"),
    };
    let message = format!("`{typed}` is {what}, and the column `{key}` is of {}", format.words());
    let alone = if (format, read.unit) == (ColumnFormat::Fraction, UnitSign::Percent) {
        "write it as a part of one, such as 0.25 for 25%".to_owned()
    } else {
        "write the number alone".to_owned()
    };
    let hint = format!("{alone}; or write format = \"{other}\" where all its cells are; {as_typed}");
    Some(Finding::error(Rule::CellFormat, span, message).hint(hint))
}

/// Makes a number a cell, with findings where its column is of whole numbers and it is none, or of parts of
/// one and it is far more.
fn whole(
    column: &ColumnSpec,
    shown: ShownNumber,
    span: Span,
    at: &str,
    findings: &mut Findings,
) -> CellContentSpec {
    let number = shown.number;
    // What Excel shows without places is printed so.
    let has_places = if shown.by_format { shown.decimals > 0 } else { true };
    if column.format == ColumnFormat::Integer && has_places && !number.fract().is_zero() {
        findings.push(
            Finding::error(
                Rule::CellFormat,
                span,
                format!(
                    "{number} is not a whole number, and the column `{}` is of whole numbers",
                    column.key.text
                ),
            )
            .label(at.to_owned())
            .hint("use format = \"number\" for figures with a point"),
        );
    }
    if column.format == ColumnFormat::Fraction && percent::is_no_part(number) {
        let message = format!(
            "{number} would print as {}: the column `{}` is of {}",
            percent::times_hundred(number),
            column.key.text,
            column.format.words()
        );
        findings.push(
            Finding::error(Rule::PercentOrFraction, span, message)
                .label(at.to_owned())
                .hint("write it as a part of one like the others; or, where the cells hold percentages as they are printed, write format = \"percent\""),
        );
        return CellContentSpec::Blank;
    }
    CellContentSpec::Number(shown)
}

/// Reads a typed row. A cell left out goes on from above in a group column, and is a finding in any other.
pub(super) fn read(node: &Node, columns: &[ColumnSpec], findings: &mut Findings) -> RowSpec {
    let Some(typed) = node.table() else {
        findings.push(row_slips::no_table(node, columns));
        return blank(node, columns);
    };
    if let Some(finding) = row_slips::one_cell_for_all(typed, columns) {
        findings.push(finding);
        return blank(node, columns);
    }
    let known: Vec<&str> = columns.iter().map(|c| c.key.text.as_str()).collect();
    row_slips::unknown_columns(typed, columns, findings);
    let by_heading = |column: &ColumnSpec| {
        let is_meant = |entry: &&TomlEntry| {
            row_slips::by_heading(entry, typed, columns)
                .is_some_and(|meant| meant.key.text == column.key.text)
        };
        typed.entries.iter().find(is_meant).map(|entry| &entry.node)
    };
    let mut cells = Vec::new();
    let mut skip = 0usize;
    for (n, column) in columns.iter().enumerate() {
        let typed_cell = typed.get(&column.key.text).or_else(|| by_heading(column));
        if skip > 0 {
            skip -= 1;
            if let Some(cell) = typed_cell {
                findings.push(
                    Finding::error(
                        Rule::CellCovered,
                        cell.span,
                        format!(
                            "the cell of `{}` is covered by the one before it, which spans it",
                            column.key.text
                        ),
                    )
                    .hint("leave it out, or make the span smaller"),
                );
            }
            continue;
        }
        let cell = match typed_cell {
            Some(cell) => one_cell(cell, column, columns.len() - n, findings),
            None if column.group => {
                CellSpec { body: CellContentSpec::GoesOn, columns: 1, span: node.span.head() }
            }
            // It is worked out.
            None if !column.sum_of.is_empty() => {
                CellSpec { body: CellContentSpec::Blank, columns: 1, span: node.span.head() }
            }
            // What is misspelt has its finding.
            None if other_keys::is_misspelt(&column.key.text, typed, &known) => {
                CellSpec { body: CellContentSpec::Blank, columns: 1, span: node.span.head() }
            }
            None => {
                findings.push(
                    Finding::error(
                        Rule::RowShort,
                        node.span.head(),
                        format!("this row has no cell for `{}`", column.key.text),
                    )
                    .label("this row")
                    .hint(format!("add: {} = \"…\", or \"\" for a blank cell", column.key.text)),
                );
                CellSpec { body: CellContentSpec::Blank, columns: 1, span: node.span }
            }
        };
        skip = cell.columns - 1;
        cells.push(cell);
    }
    RowSpec { cells }
}

/// A row of blank cells, which stands for one with a finding of its own.
fn blank(node: &Node, columns: &[ColumnSpec]) -> RowSpec {
    let cell = |_| CellSpec { body: CellContentSpec::Blank, columns: 1, span: node.span };
    RowSpec { cells: columns.iter().map(cell).collect() }
}

/// Whether a value is a number above 1.
fn is_wide(node: &Node) -> bool {
    matches!(&node.value, TomlValue::Integer(n) if n.parse::<u32>().is_ok_and(|n| n > 1))
}

fn one_cell(node: &Node, column: &ColumnSpec, room: usize, findings: &mut Findings) -> CellSpec {
    if node.table().is_some() {
        let mut fields = Fields::of(node, "a cell", findings);
        let columns = fields
            .integer("span", 1, i64::try_from(room).unwrap_or(1), findings)
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(if fields.node("span").is_some_and(is_wide) { room } else { 1 });
        let inner = fields.node("text");
        if inner.is_none() {
            fields.missing("text", "\"…\"", findings);
        }
        fields.finish(findings);
        // A cell over several columns speaks for none of them: it is text where it is no number.
        let words = inner
            .and_then(Node::text)
            .filter(|t| decimal(&t.string).is_none() && columns > 1 && !column.narrative);
        let body = match words {
            Some(words) => CellContentSpec::Line(line(words, findings)),
            None => inner.map_or(CellContentSpec::Blank, |n| body(n, column, findings)),
        };
        return CellSpec { body, columns, span: node.span };
    }
    CellSpec { body: body(node, column, findings), columns: 1, span: node.span }
}

fn body(node: &Node, column: &ColumnSpec, findings: &mut Findings) -> CellContentSpec {
    match &node.value {
        TomlValue::Text(text) if text.string.trim().is_empty() => CellContentSpec::Blank,
        TomlValue::Text(text) if column.narrative => CellContentSpec::Blocks(narrative(text, findings)),
        TomlValue::Text(text) if text.string.contains("{{") => CellContentSpec::Line(line(text, findings)),
        TomlValue::Text(text) if column.format == ColumnFormat::Text => {
            match as_figure(column, read_text(&text.string), text) {
                Some(figure) => figure,
                None => CellContentSpec::Line(line(text, findings)),
            }
        }
        TomlValue::Text(text) => of_format(column, read_text(&text.string), text, "", findings),
        TomlValue::Date(_) if column.format == ColumnFormat::Date => {
            date(&column.key.text, node, findings).map_or(CellContentSpec::Blank, CellContentSpec::Date)
        }
        TomlValue::Integer(digits) | TomlValue::Float(digits) => match ShownNumber::read(digits) {
            Some(number) if column.format == ColumnFormat::Text && !column.row_header => {
                CellContentSpec::Number(number)
            }
            Some(_) if column.format == ColumnFormat::Text => {
                CellContentSpec::Line(vec![MarkupPiece::Text(digits.clone(), node.span)])
            }
            Some(number) => whole(column, number, node.span, "", findings),
            None => {
                let message = format!("`{digits}` is not a number that can be printed");
                findings.push(Finding::error(Rule::CellFormat, node.span, message).hint(
                    "a number has 28 digits at the most: give it in thousands or millions, or as text in quotes",
                ));
                CellContentSpec::Blank
            }
        },
        _ => {
            findings.push(
                Finding::error(
                    Rule::WrongType,
                    node.span,
                    format!(
                        "the cell `{}` should be text or a number, and is {}",
                        column.key.text,
                        node.kind()
                    ),
                )
                .hint("put it in quotes"),
            );
            CellContentSpec::Blank
        }
    }
}

/// Makes a number or a mark a cell of a column without a format: it is printed as it stands, and counts as
/// what it is. `None` for any other text, and for the heading of a row.
pub(super) fn as_figure(
    column: &ColumnSpec,
    reading: CellReading,
    text: &TypedText,
) -> Option<CellContentSpec> {
    if column.row_header || column.narrative {
        return None;
    }
    match reading {
        CellReading::Number(number) => Some(CellContentSpec::Number(number)),
        CellReading::Mark => {
            Some(CellContentSpec::Mark(vec![MarkupPiece::Text(text.string.trim().to_owned(), text.span())]))
        }
        _ => None,
    }
}
