//! Columns that turn out to be of numbers, though no format says so: they stand to the right as numbers do. It never
//! takes years or codes for numbers.

use super::cell_value::letter_in_number;
use super::column::{ColumnFigures, ColumnFormat, ColumnSpec};
use super::markup::MarkupPiece;
use super::row::{CellContentSpec, RowSpec};
use crate::finding::Findings;
use crate::value::{ShownNumber, UnitSign};

/// Finds the columns whose cells are all numbers, blank, or marks in place of numbers.
pub(super) fn infer(columns: &mut [ColumnSpec], rows: &[RowSpec]) {
    for (at, column) in columns.iter_mut().enumerate() {
        if column.format == ColumnFormat::Text && !column.narrative && !column.row_header {
            column.figures = figures(rows, at);
        }
    }
}

/// Finds letters that look like digits in the numbers of a column that has numbers alone beside them, and no format.
pub(super) fn refuse_letters(columns: &[ColumnSpec], rows: &[RowSpec], findings: &mut Findings) {
    for (at, column) in columns.iter().enumerate() {
        if column.format != ColumnFormat::Text || column.narrative || column.row_header {
            continue;
        }
        let (mut numbers, mut slips) = (0, Vec::new());
        let is_of_numbers = rows.iter().filter_map(|row| row.cell(at)).all(|cell| match cell {
            CellContentSpec::Number(_) => {
                numbers += 1;
                true
            }
            CellContentSpec::Line(line) => {
                let [MarkupPiece::Text(text, span)] = line.as_slice() else { return false };
                let slip = letter_in_number(text.trim(), *span);
                slip.map(|finding| slips.push(finding)).is_some()
            }
            CellContentSpec::Mark(..) | CellContentSpec::Blank | CellContentSpec::GoesOn => true,
            CellContentSpec::Blocks(_) | CellContentSpec::Date(_) => false,
        });
        if is_of_numbers && numbers > slips.len() {
            slips.into_iter().for_each(|finding| findings.push(finding));
        }
    }
}

fn figures(rows: &[RowSpec], at: usize) -> Option<ColumnFigures> {
    let mut numbers: Vec<&ShownNumber> = Vec::new();
    for cell in rows.iter().filter_map(|row| row.cell(at)) {
        match cell {
            CellContentSpec::Number(number) if number.is_code() => return None,
            CellContentSpec::Number(number) => numbers.push(number),
            CellContentSpec::Mark(..) | CellContentSpec::Blank | CellContentSpec::GoesOn => {}
            CellContentSpec::Line(_) | CellContentSpec::Blocks(_) | CellContentSpec::Date(_) => return None,
        }
    }
    let first = numbers.first()?;
    if numbers.iter().all(|number| is_year(number)) {
        return None;
    }
    let one_unit = numbers.iter().all(|number| number.adds_to(first));
    Some(ColumnFigures {
        unit: one_unit.then_some(first.unit),
        words: if first.measure_words().is_empty() { String::new() } else { first.mark.clone() },
        decimals: numbers.iter().map(|number| number.decimals).max().unwrap_or(0),
        grouped: numbers.iter().any(|number| number.grouped),
    })
}

/// Whether a number is most likely a year: four digits without commas, from 1900 to 2100.
fn is_year(number: &ShownNumber) -> bool {
    let whole = number.decimals == 0 && !number.grouped && number.unit == UnitSign::None;
    whole && number.text.len() == 4 && ("1900"..="2100").contains(&number.text.as_str())
}
