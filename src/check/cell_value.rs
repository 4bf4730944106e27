//! The one reader of cells: what a cell of a table or a series holds, from a workbook, from CSV or typed. It
//! never decides whether that belongs where it stands.

use chrono::NaiveDate;

use crate::load::{CellValue, WorksheetCell, iso_date};
use crate::value::{ShownNumber, is_mark};

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellReading {
    Blank,
    Number(ShownNumber),
    /// A sign in place of a number, such as `*` or `[c]`.
    Mark,
    Day(NaiveDate),
    /// A time, and its kind in words.
    Time(&'static str),
    Words,
}

/// Reads a cell of a data file.
pub(super) fn read_cell(cell: &WorksheetCell) -> CellReading {
    match &cell.value {
        CellValue::Text => read_text(&cell.text),
        CellValue::Number(number) => CellReading::Number((**number).clone()),
        CellValue::Day(day) => CellReading::Day(*day),
        CellValue::Time(kind) => CellReading::Time(kind),
    }
}

/// Reads a text as a cell holds it, typed or in CSV.
pub(super) fn read_text(text: &str) -> CellReading {
    let text = text.trim();
    if text.is_empty() {
        return CellReading::Blank;
    }
    if let Some(number) = ShownNumber::read(text) {
        return CellReading::Number(number);
    }
    if is_mark(text) {
        return CellReading::Mark;
    }
    let day = text.parse::<NaiveDate>().ok().or_else(|| iso_date(text)?.parse().ok());
    day.map_or(CellReading::Words, CellReading::Day)
}
