//! Rows of totals that an author or a data file brings along: known by their name, or by being the sum of the
//! rows above. It never works a total out.

use rust_decimal::Decimal;

use super::column::{ColumnFormat, ColumnSpec, ColumnTotal};
use super::markup::MarkupPiece;
use super::row::{CellContentSpec, RowSpec};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// Whether the last row is one of totals. One of a data file that nothing says to be one is a finding where a
/// column has a total: it would be added up with the rows that it is the sum of.
pub(super) fn read(
    columns: &[ColumnSpec],
    rows: &[RowSpec],
    file: Option<&TypedText>,
    findings: &mut Findings,
) -> bool {
    let total = |wanted| columns.iter().find(|column| column.total == wanted);
    for (at, column) in columns.iter().enumerate().filter(|(_, c)| c.total != ColumnTotal::None) {
        if !column.is_of_numbers() {
            let message = format!("the column `{}` has a total and is not of numbers", column.key.text);
            findings.push(
                Finding::error(Rule::ColumnTotal, column.key.span, message)
                    .hint(without_total(column, at, rows)),
            );
        } else if column.unit().is_none() {
            let message =
                format!("the numbers of `{}` are of several units, and have no total", column.key.text);
            findings.push(
                Finding::error(Rule::SumOfUnlike, column.key.span, message)
                    .hint("take `total` out of the column, or give it figures of one unit"),
            );
        }
    }
    if let (Some(column), None) = (total(ColumnTotal::File), file) {
        findings.push(
            Finding::error(
                Rule::TotalInFile,
                column.key.span,
                "there is no data file that could have a total",
            )
            .hint("write total = true: then the total is worked out"),
        );
        return false;
    }
    let Some(last) = rows.last() else { return false };
    if let Some((at, column)) = columns.iter().enumerate().find(|(_, c)| c.total == ColumnTotal::File) {
        let has_total = matches!(last.cell(at), Some(CellContentSpec::Number(_) | CellContentSpec::Mark(_)));
        if !has_total {
            let message = format!("the last row has no total for `{}`", column.key.text);
            let span = last.cells.first().map_or(column.key.span, |cell| cell.span);
            findings.push(Finding::error(Rule::TotalInFile, span, message).hint(
                "say where the table ends, with until = \"…\" or cells = \"A1:D20\", so that its last row is the total",
            ));
        }
        return has_total;
    }
    let has_total = total(ColumnTotal::WorkedOut).is_some();
    if let [.., before, last] = rows
        && is_total(before)
        && is_total(last)
    {
        let span = last.cells.first().map_or(columns[0].key.span, |cell| cell.span);
        findings.push(
            Finding::error(Rule::TotalInFile, span, "the row of the total stands in this table twice")
                .hint("delete one of the two rows"),
        );
        return has_total;
    }
    if let (true, Some(row)) = (has_total, rows.iter().rev().skip(1).find(|row| row.names_a_total())) {
        let name = row.name().unwrap_or_default();
        let span = row.cells.first().map_or(columns[0].key.span, |cell| cell.span);
        let message = format!("the row `{name}` stands among the rows that are added up");
        findings.push(
            Finding::error(Rule::TotalInFile, span, message)
                .hint("delete the row, or take total = true out of the columns and print what the file has"),
        );
    }
    if has_total && is_total(last) {
        return true;
    }
    let is_named = names_a_sum(last) || last.name().is_none_or(|name| name.trim().is_empty());
    if has_total && is_sum(columns, rows) && (is_named || file.is_some() && rows.len() > 4) {
        let name = last.name().unwrap_or_default();
        let span = last.cells.first().map_or(columns[0].key.span, |cell| cell.span);
        let (of, hint) = match file {
            Some(file) => (
                format!(" of `{}`", file.string),
                "where it is the total, write total = \"file\" in place of total = true; or delete the row: the total is worked out",
            ),
            None => (
                String::new(),
                "delete the row: the total is worked out; or call it Total, and it is printed as the total",
            ),
        };
        let message = format!("the last row{of}, `{name}`, is the sum of those above");
        findings.push(Finding::error(Rule::TotalInFile, span, message).hint(hint));
    }
    false
}

impl RowSpec {
    /// Whether one of the first cells says that the row is a total, or one of some of the rows.
    pub(crate) fn names_a_total(&self) -> bool {
        let words = ["total", "totals", "subtotal", "subtotals", "sub-total", "cyfanswm"];
        self.words().take(2).any(|text| {
            let text = text.trim().to_lowercase();
            words.iter().any(|word| {
                text == *word || text.ends_with(&format!(" {word}")) || text.starts_with(&format!("{word} "))
            })
        })
    }
}

/// The hint for a column that has a total and is not of numbers, by what its cells hold.
fn without_total(column: &ColumnSpec, at: usize, rows: &[RowSpec]) -> String {
    let cells = || rows.iter().filter_map(|row| row.cell(at));
    let text = |cell: &CellContentSpec| match cell {
        CellContentSpec::Line(line) => match line.first()? {
            MarkupPiece::Text(text, _) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    };
    let is_number = |cell: &CellContentSpec| matches!(cell, CellContentSpec::Number(n) if !n.is_code());
    let is_code = |cell: &CellContentSpec| matches!(cell, CellContentSpec::Number(n) if n.is_code());
    let take = "take `total` out of the column";
    if column.format == ColumnFormat::Date || cells().any(|cell| matches!(cell, CellContentSpec::Date(_))) {
        format!("{take}: days are not added up")
    } else if cells().any(is_code) {
        format!("{take}: codes such as 00007 are not added up")
    } else if let Some(time) = cells().filter_map(text).find(|text| is_time(text)) {
        format!(
            "{take}: times such as {time} are not added up; lengths of time can be, as numbers of minutes or hours"
        )
    } else if cells().any(is_number) || rows.is_empty() {
        "add: format = \"integer\" (or number, money)".to_owned()
    } else {
        format!("{take}, or give the column numbers")
    }
}

/// Whether the first cell of a row says that it is the total.
fn is_total(row: &RowSpec) -> bool {
    let name = row.name().unwrap_or_default();
    ["total", "grand total", "totals"].contains(&name.trim().to_lowercase().as_str())
}

/// Whether a text is a time or a length of time: "09:30", "36:15:00".
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().next().unwrap_or_default().split(':').collect();
    parts.len() > 1 && parts.iter().all(|part| part.parse::<f64>().is_ok())
}

/// Whether the name of a row says that it is a sum: few rows may add up by chance.
fn names_a_sum(row: &RowSpec) -> bool {
    let name = row.name().unwrap_or_default().to_lowercase();
    let words = ["total", "totals", "all", "overall", "sum", "combined", "whole", "together", "cyfanswm"];
    name.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word))
}

/// Whether the last row is the sum of at least two others in every column that has a total.
fn is_sum(columns: &[ColumnSpec], rows: &[RowSpec]) -> bool {
    let Some((last, above)) = rows.split_last() else { return false };
    let number = |row: &RowSpec, at: usize| match row.cell(at) {
        Some(CellContentSpec::Number(number)) => Some(number.rounded()),
        _ => None,
    };
    let summed: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].total != ColumnTotal::None).collect();
    summed.iter().all(|at| {
        let parts: Vec<Decimal> = above.iter().filter_map(|row| number(row, *at)).collect();
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
        let some = parts.iter().filter(|part| !part.is_zero()).count() > 1;
        some && number(last, *at).zip(sum).is_some_and(|(own, sum)| own == sum)
    })
}
