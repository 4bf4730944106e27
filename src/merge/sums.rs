//! Sums in tables: across a row and down a column. One that is left out is worked out, one that is typed is
//! checked. It never adds up what is behind the printed numbers, so that a reader who adds what is printed
//! finds the same.

use rust_decimal::Decimal;

use super::number_text::{number_text, printed_number};
use super::text::TextMerger;
use crate::check::{self, CellContentSpec, ColumnFormat, ColumnSpec, ColumnTotal};
use crate::finding::{Finding, Rule, Span};
use crate::model::{Cell, CellContent, Inline, Row, plain};
use crate::style::Style;
use crate::value::ShownNumber;

/// A cell as a sum takes it.
enum Summand {
    Number(Decimal),
    /// A blank, or a mark such as "n/a".
    Nothing,
    /// Words that are no number.
    Words(String),
    /// A number with the sign of another unit, as it is printed.
    OtherUnit(String),
}

/// Works out, or checks, the cells of a row that are sums of others in it.
pub(super) fn across(
    table: &check::TableSpec,
    typed: &check::RowSpec,
    row: &mut Row,
    words: &mut TextMerger<'_>,
) {
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| !c.sum_of.is_empty()) {
        let added = table.columns.iter().enumerate();
        let added = added.filter(|(_, c)| column.sum_of.iter().any(|key| key.text == c.key.text));
        let cells: Vec<(&ColumnSpec, Option<&Cell>)> = added.map(|(n, c)| (c, cell(row, n))).collect();
        // What is no column of numbers is a finding already.
        if cells.len() < column.sum_of.len() {
            continue;
        }
        let Some(sum) = sum(&cells, column, typed, words) else { continue };
        let what = format!("`{}` of this row", plain_of(&column.heading, words));
        settle(row, typed.cell(at), at, column, sum, &what, words);
    }
}

/// Adds the row of totals where a column asks for one, or checks the row that the author gave.
pub(super) fn down(table: &check::TableSpec, rows: &mut Vec<Row>, style: &Style, words: &mut TextMerger<'_>) {
    let Some(first) = table.columns.iter().position(|c| c.total != ColumnTotal::None) else { return };
    let last = if table.own_total { rows.pop() } else { None };
    let mut row = last.unwrap_or_else(|| bare(table, first.max(1), style));
    row.total = true;
    for (at, column) in
        table.columns.iter().enumerate().filter(|(_, c)| c.total != ColumnTotal::None && c.unit().is_some())
    {
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
        // A total that a file worked out from more places than it shows is right too.
        let own = table.own_total.then(|| table.rows.split_last()).flatten();
        if let Some(total) = total
            && !own.is_some_and(|(own, above)| is_exact_sum(own, above, at, column))
            && !own.is_some_and(|(own, above)| is_sum_beside_subtotals(own, above, at, column))
        {
            let what = format!("the total of `{}`", plain_of(&column.heading, words));
            settle(&mut row, own.and_then(|(own, _)| own.cell(at)), at, column, total, &what, words);
        }
    }
    rows.push(row);
}

/// Whether a total is, as far as it is shown, the sum of numbers with all their places.
fn is_exact_sum(own: &check::RowSpec, above: &[check::RowSpec], at: usize, column: &ColumnSpec) -> bool {
    let total = match own.cell(at) {
        Some(CellContentSpec::Number(total)) => total,
        // A file may keep its total back, as it does its parts.
        Some(CellContentSpec::Mark(_)) => return column.total == ColumnTotal::File,
        _ => return false,
    };
    // What a mark stands for is in the total, and nobody knows how large it is.
    if above.iter().any(|row| matches!(row.cell(at), Some(CellContentSpec::Mark(_)))) {
        return true;
    }
    let numbers = above.iter().filter_map(|row| match row.cell(at) {
        Some(CellContentSpec::Number(number)) => Some(number),
        _ => None,
    });
    let sum = numbers.clone().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.number));
    let by_format = total.by_format && numbers.clone().all(|number| number.by_format);
    let exact = sum.map(|number| ShownNumber { number, ..total.clone() });
    by_format && exact.is_some_and(|sum| printed_number(&sum, column) == printed_number(total, column))
}

/// Whether a total is the sum of the rows that are no totals themselves, where some of them are: "Total adults".
fn is_sum_beside_subtotals(
    own: &check::RowSpec,
    above: &[check::RowSpec],
    at: usize,
    column: &ColumnSpec,
) -> bool {
    let Some(CellContentSpec::Number(total)) = own.cell(at) else { return false };
    let parts = above.iter().filter(|row| !row.names_a_total());
    let numbers = parts.clone().filter_map(|row| match row.cell(at) {
        Some(CellContentSpec::Number(number)) => Some(printed_number(number, column)),
        _ => None,
    });
    let sum = numbers.clone().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part));
    parts.count() < above.len() && sum == Some(printed_number(total, column))
}

/// A row of totals without sums: its word spans the columns before the first of them.
fn bare(table: &check::TableSpec, span: usize, style: &Style) -> Row {
    let label = Inline::Text(style.tokens.text("labels.total").to_owned(), table.span);
    let cell = |at: usize, columns, body, header| Cell {
        body: CellContent::Line(body),
        column: at,
        columns,
        rows: 1,
        header,
        numeric: false,
        missing: false,
        span: table.columns[at].key.span,
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
    cells: &[(&ColumnSpec, Option<&Cell>)],
    into: &ColumnSpec,
    typed: &check::RowSpec,
    words: &mut TextMerger<'_>,
) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for (column, cell) in cells {
        let Some(cell) = cell else { continue };
        match value(cell, typed, column, words) {
            Summand::Number(number) => match sum.checked_add(number) {
                Some(more) => sum = more,
                None => {
                    words.findings.push(sum_too_large(into));
                    return None;
                }
            },
            Summand::Nothing => {}
            // What has its unit twice has a finding, and is a number without one of them.
            Summand::Words(_) if unit_is_twice(cell, words) => return None,
            Summand::Words(text) => {
                words.findings.push(
                    Finding::error(Rule::SumOfWords, cell.span, format!("`{text}` cannot be added up"))
                        .hint("write the number alone, as in {{ domestic_crime.now.bare }}; or take `total` or `sum_of` out of the column"),
                );
                return None;
            }
            Summand::OtherUnit(text) => {
                let message = format!("`{text}` cannot be added up in a column of {}", column.format.words());
                words.findings.push(
                    Finding::error(Rule::SumOfUnlike, cell.span, message).hint(
                        "take `total` or `sum_of` out of the column, or give it a figure of its own unit",
                    ),
                );
                return None;
            }
        }
    }
    Some(sum)
}

/// Whether the unit of a cell's figure was typed beside it.
fn unit_is_twice(cell: &Cell, words: &TextMerger<'_>) -> bool {
    let twice = words.findings.iter().filter(|finding| finding.rule == Rule::UnitTwice);
    twice.filter_map(|finding| finding.span).any(|span| cell.span.meets(span))
}

/// The finding for a sum that has more digits than can be kept exactly.
fn sum_too_large(column: &ColumnSpec) -> Finding {
    let message = format!("the sum of `{}` has more than 28 digits", column.key.text);
    Finding::error(Rule::SumTooLarge, column.key.span, message)
        .hint("give the figures in thousands or millions, and say so in the heading")
}

fn value(cell: &Cell, typed: &check::RowSpec, column: &ColumnSpec, words: &TextMerger<'_>) -> Summand {
    // What was typed as a number is taken as it was typed.
    let content = typed.cell(cell.column);
    if let Some(CellContentSpec::Number(number)) = content {
        return Summand::Number(printed_number(number, column));
    }
    if let Some(CellContentSpec::Mark(_)) = content {
        return Summand::Nothing;
    }
    if let Some(number) = content.and_then(|content| figure(content, words)) {
        return if column.format.takes(number.unit) {
            Summand::Number(number.number)
        } else {
            Summand::OtherUnit(number.text)
        };
    }
    let CellContent::Line(line) = &cell.body else { return Summand::Nothing };
    let text = plain(line);
    let expressions = matches!(content, Some(CellContentSpec::Line(line)) if line.iter().any(|p| matches!(p, check::MarkupPiece::Expression(_))));
    if !expressions && column.sum_of.is_empty() {
        return Summand::Nothing;
    }
    match ShownNumber::read(&text) {
        Some(read) if column.format.takes(read.unit) => Summand::Number(read.number),
        Some(_) => Summand::OtherUnit(text),
        None if text.is_empty() || !text.contains(|c: char| c.is_ascii_digit()) => Summand::Nothing,
        None => Summand::Words(text),
    }
}

/// The number of a cell that is one figure of an indicator and nothing else.
fn figure(content: &CellContentSpec, words: &TextMerger<'_>) -> Option<ShownNumber> {
    let CellContentSpec::Line(line) = content else { return None };
    let [check::MarkupPiece::Expression(expression)] = line.as_slice() else { return None };
    let check::ExpressionKind::Printed(printed) = &expression.kind else { return None };
    words.expressions.number(printed)
}

/// Writes a sum into a blank cell; one that holds another number is a finding, and one that holds the number
/// with other places or a mark is none.
fn settle(
    row: &mut Row,
    typed: Option<&CellContentSpec>,
    at: usize,
    column: &ColumnSpec,
    sum: Decimal,
    what: &str,
    words: &mut TextMerger<'_>,
) {
    if let Some(CellContentSpec::Number(number)) = typed
        && printed_number(number, column) == sum
    {
        return;
    }
    let Some(cell) = row.cells.iter_mut().find(|c| c.column == at) else { return };
    let CellContent::Line(line) = &mut cell.body else { return };
    let places = (column.format != ColumnFormat::Fraction && !sum.is_zero()).then(|| sum.scale());
    let shown = number_text(sum, column, places);
    let typed = plain(line);
    if typed.is_empty() {
        *line = vec![Inline::Text(shown, cell.span)];
        cell.numeric = true;
    } else if typed != shown {
        words.findings.push(wrong(cell.span, what, &typed, &shown));
    }
}

fn wrong(span: Span, what: &str, typed: &str, shown: &str) -> Finding {
    Finding::error(Rule::TotalWrong, span, format!("{what} says {typed}, and its parts add up to {shown}"))
        .hint("correct the figure that is wrong, or make this cell \"\": then it is worked out")
}

/// The text of a heading, without marks of emphasis.
fn plain_of(heading: &check::MarkupLine, words: &mut TextMerger<'_>) -> String {
    plain(&words.line(heading))
}
