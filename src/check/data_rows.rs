//! Rows of a table from a data file: which of its columns the table takes, and what their cells hold. It
//! never formats a number.

use super::cell_value::read_cell;
use super::column::{ColumnFormat, ColumnSpec};
use super::markup::MarkupPiece;
use super::row::{CellContentSpec, CellSpec, RowSpec, as_figure, of_format};
use super::source::{NamedColumns, by_letter};
use super::{percent, uncertain};
use crate::finding::{Finding, Findings, Rule, did_you_mean};
use crate::load::node::TypedText;
use crate::load::{Worksheet, WorksheetCell, fold_heading};
use crate::value::{ShownNumber, UnitSign};

fn fold(heading: &str) -> String {
    fold_heading(heading).replace([' ', '-'], "_")
}

/// Finds the column of a data file for each column of a table, counted from 0; `None` where one is not there
/// or two could be meant, which is a finding. `named` are the columns that a source gives by key.
pub(super) fn positions(
    sheet: &Worksheet,
    columns: &[ColumnSpec],
    named: NamedColumns<'_>,
    file: &TypedText,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let mut at = Vec::new();
    for column in columns {
        let by_source = named.iter().find(|entry| entry.key == column.key.text);
        let name =
            by_source.and_then(|entry| entry.node.text()).map_or(&column.key.text, |text| &text.string);
        if let Some(place) = by_letter(name, &sheet.letters) {
            at.push(Some(place));
            continue;
        }
        let wanted = fold(name);
        let found: Vec<usize> =
            (0..sheet.headings.len()).filter(|n| fold(&sheet.headings[*n].text) == wanted).collect();
        match found.as_slice() {
            [one] => at.push(Some(*one)),
            [] => {
                let known: Vec<&str> = sheet.headings.iter().map(|c| c.text.as_str()).collect();
                findings.push(
                    Finding::error(
                        Rule::DataNoColumn,
                        column.key.span,
                        format!("`{}` has no column headed `{}`", file.string, column.key.text),
                    )
                    .hint_if(did_you_mean(&column.key.text, known.iter().copied()))
                    .hint(format!("it has: {}", known.join(", "))),
                );
                at.push(None);
            }
            more => {
                let cells: Vec<&str> = more.iter().map(|n| sheet.headings[*n].at.as_str()).collect();
                findings.push(
                    Finding::error(
                        Rule::DataHeading,
                        column.key.span,
                        format!(
                            "{} columns of `{}` are headed `{}`",
                            more.len(),
                            file.string,
                            column.key.text
                        ),
                    )
                    .label(cells.join("; "))
                    .hint("give each of them a heading of its own: which one is meant cannot be told"),
                );
                at.push(None);
            }
        }
    }
    at.into_iter().collect()
}

/// Reads the rows of a table from a data file; `at` has the file's column for each column of the table,
/// counted from 0.
pub(super) fn from_sheet(
    sheet: &Worksheet,
    columns: &[ColumnSpec],
    at: &[usize],
    file: &TypedText,
    findings: &mut Findings,
) -> Vec<RowSpec> {
    let headings = at.iter().map(|at| &sheet.headings[*at]);
    let below = sheet.rows.iter().flat_map(|row| at.iter().map(|at| &row[*at]));
    uncertain::say(headings.chain(below), file, uncertain::Times::ArePrinted, findings);
    for (column, at) in columns.iter().zip(at) {
        percentages(column, sheet, *at, file, findings);
    }
    let mut rows = Vec::new();
    for (n, cells) in sheet.rows.iter().enumerate() {
        let cells = columns.iter().zip(at).map(|(column, at)| {
            let cell = &cells[*at];
            let text = TypedText::plain(cell.text.clone(), cell.span);
            let body = match cell.text.is_empty() {
                _ if cell.goes_on && n > 0 => CellContentSpec::GoesOn,
                true if column.group && n > 0 => CellContentSpec::GoesOn,
                true => CellContentSpec::Blank,
                // What it holds has a finding already.
                false if cell.is_doubtful() => CellContentSpec::Blank,
                false if column.format == ColumnFormat::Text => as_figure(column, read_cell(cell), &text)
                    .unwrap_or_else(|| {
                        CellContentSpec::Line(vec![MarkupPiece::Text(cell.text.clone(), cell.span)])
                    }),
                false => of_format(column, read_cell(cell), &text, &cell.at, findings),
            };
            CellSpec { body, columns: 1, span: cell.span }
        });
        rows.push(RowSpec { cells: cells.collect() });
    }
    rows
}

/// Finds percentages of a column that may be parts of one or lack their sign: Excel stores 25% as 0.25, and a
/// number among others with a % may lack it or not.
fn percentages(column: &ColumnSpec, sheet: &Worksheet, at: usize, file: &TypedText, findings: &mut Findings) {
    if column.format != ColumnFormat::Percent {
        return;
    }
    let cells = sheet.rows.iter().map(|row| &row[at]);
    let typed: Vec<(&WorksheetCell, ShownNumber)> =
        cells.filter_map(|cell| Some((cell, cell.number()?))).collect();
    let of = |unit| typed.iter().filter(move |(_, n)| n.unit == unit);
    let bare: Vec<_> = of(UnitSign::None).collect();
    let odd = bare.iter().find(|(_, n)| !n.number.is_zero());
    if let (Some(_), Some((cell, n))) = (of(UnitSign::Percent).next(), odd) {
        findings.push(percent::without_sign(&cell.text, n.number, cell.span).label(cell.at.clone()));
        return;
    }
    if sheet.workbook && percent::may_be_parts(bare.iter().map(|(_, n)| n.number)) {
        let message = format!(
            "{} of `{}` in `{}`, as Excel stores percentages",
            percent::range(bare.iter().map(|(_, n)| n.number)),
            column.key.text,
            file.string
        );
        let numbers = bare.iter().map(|(_, n)| n.number);
        let alone = "write format = \"number\" and put % in the heading";
        if let Some(hint) = percent::mixed(numbers.clone(), alone) {
            let message =
                format!("{} of `{}` in `{}`", percent::range(numbers), column.key.text, file.string);
            findings.push(Finding::error(Rule::PercentOrFraction, column.key.span, message).hint(hint));
            return;
        }
        findings.push(
            Finding::error(Rule::PercentOrFraction, column.key.span, message)
                .hint("where Excel shows 25% for 0.25, write format = \"fraction\"; where 0.25% is meant, write format = \"number\" and put % in the heading"),
        );
    }
}
