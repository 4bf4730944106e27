//! The one reader of cells: what a cell of a table or a series holds, from a workbook, from CSV or typed. It
//! never decides whether that belongs where it stands.

use chrono::NaiveDate;

use crate::finding::{Finding, Rule, Span};
use crate::load::{CellValue, WorksheetCell, iso_date};
use crate::value::{ShownNumber, is_mark, with_digits_for_letters, written_day};

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

impl CellReading {
    /// The day that the cell holds, in words too; `typed` is its text.
    pub(super) fn day(&self, typed: &str) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            _ => day_in_words(typed),
        }
    }
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

/// The finding for a number in which a letter stands for a digit; `None` for any other text.
pub(super) fn letter_in_number(typed: &str, span: Span) -> Option<Finding> {
    let (letter, number) = with_digits_for_letters(typed)?;
    let message = format!("the letter {letter} stands in the number `{typed}`");
    Some(Finding::error(Rule::CellFormat, span, message).hint(format!("write {number}")))
}

/// Reads a day in words, "5 June 2024": its month has a name and its year four digits, so that it can be no other.
fn day_in_words(text: &str) -> Option<NaiveDate> {
    let has_name = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    written_day(text).filter(|_| has_name && has_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_words_has_a_month_by_name_and_a_whole_year() {
        for text in ["5 June 2024", "5th Jun 2024", "Wed 5 June 2024", "5-Jun-2024"] {
            assert_eq!(day_in_words(text), NaiveDate::from_ymd_opt(2024, 6, 5), "{text}");
        }
        for text in ["5 Jun 24", "Thu 5 June 2024", "31 June 2024", "June 2024", "5th 6 2024", "5/6/2024"] {
            assert_eq!(day_in_words(text), None, "{text}");
        }
    }
}
