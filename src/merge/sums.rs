//! Sums in tables: across a row and down a column. One that is left out is worked out, one that is
//! typed is checked. It adds up what is printed, so that a reader who does the same finds the same.

use rust_decimal::Decimal;

use super::table::number_text;
use super::text::Words;
use crate::check::{self, Body as Typed, Column};
use crate::finding::{Finding, Place, Rule};
use crate::model::{Body, Cell, Inline, Row, plain};
use crate::style::Style;
use crate::value::typed_number;

/// What of a row is to be added up.
enum Value {
    Number(Decimal),
    /// Nothing: a blank, or a mark such as "n/a".
    Nothing,
    /// Words that are no number.
    Words(String),
    /// A number with the sign of another unit, as it is printed.
    OtherUnit(String),
}

/// Works out, or checks, the cells of a row that are sums of others in it.
pub(super) fn across(table: &check::Table, typed: &check::Row, row: &mut Row, words: &mut Words<'_>) {
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| !c.sum_of.is_empty()) {
        let added = table.columns.iter().enumerate();
        let added = added.filter(|(_, c)| column.sum_of.iter().any(|key| key.text == c.key.text));
        let cells: Vec<(&Column, Option<&Cell>)> = added.map(|(n, c)| (c, cell(row, n))).collect();
        // What is no column of numbers is a finding already.
        if cells.len() < column.sum_of.len() {
            continue;
        }
        let Some(sum) = sum(&cells, column, typed, words) else { continue };
        let what = format!("`{}` of this row", plain_of(&column.heading, words));
        settle(row, at, column, sum, &what, words);
    }
}

/// Adds the row of totals, where a column asks for one, or checks that of the author.
pub(super) fn down(table: &check::Table, rows: &mut Vec<Row>, style: &Style, words: &mut Words<'_>) {
    let Some(first) = table.columns.iter().position(|c| c.total) else { return };
    let last = if table.own_total { rows.pop() } else { None };
    let mut row = last.unwrap_or_else(|| bare(table, first.max(1), style));
    row.total = true;
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.total) {
        let mut total = Some(Decimal::ZERO);
        let mut too_large = false;
        for (typed, row) in table.rows.iter().zip(rows.iter()) {
            let one = sum(&[(column, cell(row, at))], column, typed, words);
            total = total.zip(one).and_then(|(total, one)| {
                let more = total.checked_add(one);
                too_large |= more.is_none();
                more
            });
        }
        if too_large {
            words.findings.push(sum_too_large(column));
        }
        if let Some(total) = total {
            settle(&mut row, at, column, total, "the total", words);
        }
    }
    rows.push(row);
}

/// A row of totals without sums: its word spans what stands before the first of them.
fn bare(table: &check::Table, span: usize, style: &Style) -> Row {
    let label = Inline::Text(style.tokens.text("labels.total").to_owned(), table.place);
    let cell = |at: usize, columns, body, header| Cell {
        body: Body::Line(body),
        column: at,
        columns,
        rows: 1,
        header,
        numeric: false,
        place: table.columns[at].key.place,
    };
    let mut cells = vec![cell(0, span, vec![label], true)];
    cells.extend((span..table.columns.len()).map(|at| cell(at, 1, Vec::new(), false)));
    Row { cells, total: true }
}

fn cell(row: &Row, column: usize) -> Option<&Cell> {
    row.cells.iter().find(|c| c.column == column)
}

/// The sum of cells, in the unit of the column that it is for; `None` where one of them is no number of
/// that unit, or the sum has too many digits, which is a finding.
fn sum(
    cells: &[(&Column, Option<&Cell>)],
    into: &Column,
    typed: &check::Row,
    words: &mut Words<'_>,
) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (column, cell) in cells {
        let Some(cell) = cell else { continue };
        match value(cell, typed, column) {
            Value::Number(number) => match sum.checked_add(number) {
                Some(more) => sum = more,
                None => {
                    words.findings.push(sum_too_large(into));
                    return None;
                }
            },
            Value::Nothing => {}
            Value::Words(text) => {
                words.findings.push(
                    Finding::error(Rule::SumOfWords, cell.place, format!("`{text}` cannot be added up"))
                        .hint("write the number alone, as in {{ domestic_crime.now.bare }}; or take `total` or `sum_of` out of the column"),
                );
                return None;
            }
            Value::OtherUnit(text) => {
                let message = format!("`{text}` cannot be added up in a column of {}", column.format.words());
                words.findings.push(
                    Finding::error(Rule::SumOfUnlike, cell.place, message).hint(
                        "take `total` or `sum_of` out of the column, or give it a figure of its own unit",
                    ),
                );
                return None;
            }
        }
    }
    Some(sum)
}

/// The finding for a sum that has more digits than can be kept exactly.
fn sum_too_large(column: &Column) -> Finding {
    let message = format!("the sum of `{}` has more than 28 digits", column.key.text);
    Finding::error(Rule::SumTooLarge, column.key.place, message)
        .hint("give the figures in thousands or millions, and say so in the heading")
}

fn value(cell: &Cell, typed: &check::Row, column: &Column) -> Value {
    // What was typed as a number is taken as it was typed.
    if let Some(Typed::Number(number)) = typed_at(typed, cell.column) {
        return Value::Number(*number);
    }
    let Body::Line(line) = &cell.body else { return Value::Nothing };
    let text = plain(line);
    let holes = matches!(typed_at(typed, cell.column), Some(Typed::Line(line)) if line.iter().any(|p| matches!(p, check::Piece::Hole(_))));
    if !holes && column.sum_of.is_empty() {
        return Value::Nothing;
    }
    match typed_number(&text) {
        Some(read) if column.format.takes(read.unit) => Value::Number(read.number),
        Some(_) => Value::OtherUnit(text),
        None if text.is_empty() || !text.contains(|c: char| c.is_ascii_digit()) => Value::Nothing,
        None => Value::Words(text),
    }
}

fn typed_at(row: &check::Row, column: usize) -> Option<&Typed> {
    let mut at = 0;
    for cell in &row.cells {
        if at == column {
            return Some(&cell.body);
        }
        at += cell.span;
    }
    None
}

/// Writes a sum into a blank cell; one that holds another number is a finding.
fn settle(row: &mut Row, at: usize, column: &Column, sum: Decimal, what: &str, words: &mut Words<'_>) {
    let Some(cell) = row.cells.iter_mut().find(|c| c.column == at) else { return };
    let Body::Line(line) = &mut cell.body else { return };
    let shown = number_text(sum, column);
    let typed = plain(line);
    if typed.is_empty() {
        *line = vec![Inline::Text(shown, cell.place)];
        cell.numeric = true;
    } else if typed != shown {
        words.findings.push(wrong(cell.place, what, &typed, &shown));
    }
}

fn wrong(place: Place, what: &str, typed: &str, shown: &str) -> Finding {
    Finding::error(Rule::TotalWrong, place, format!("{what} says {typed}, and its parts add up to {shown}"))
        .hint("correct the figure that is wrong, or make this cell \"\": then it is worked out")
}

/// The words of a heading.
fn plain_of(heading: &check::Line, words: &mut Words<'_>) -> String {
    plain(&words.line(heading))
}
