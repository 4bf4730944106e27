//! `Worksheet`: a table of cells as it lies in a file, each as its file shows it. It never decides what a cell
//! means.

use chrono::NaiveDate;

use crate::finding::Span;
use crate::value::ShownNumber;

/// A table of cells as it lies in a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Worksheet {
    /// The file's name as it was typed.
    pub name: String,
    /// The heading of each column.
    pub headings: Vec<WorksheetCell>,
    /// The letters of each column, as a spreadsheet has them: "D".
    pub letters: Vec<String>,
    /// The rows below the headings that have anything in them, each as wide as the headings.
    pub rows: Vec<Vec<WorksheetCell>>,
    /// Whether the table comes from a workbook, where 25% is stored as 0.25.
    pub workbook: bool,
    /// The name of the sheet and, where its file did not say which one is meant, those of the workbook's
    /// others. Empty for CSV.
    pub sheets: Vec<String>,
}

/// A cell of a worksheet.
#[derive(Debug, Clone)]
pub(crate) struct WorksheetCell {
    /// The text that its file shows, without blanks around it.
    pub text: String,
    pub value: CellValue,
    /// The place of the cell; a workbook has no lines, and its cells are only counted, so that findings come
    /// in order.
    pub span: Span,
    /// The place in words, for messages: "row 4, column 2" or "cell B4".
    pub at: String,
    /// Whether it goes on from the cell above, with which it is merged.
    pub goes_on: bool,
    /// The doubts about the cell; `None` for most cells, and for all in CSV.
    pub uncertain: Option<Box<Uncertain>>,
}

/// The value behind the text of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CellValue {
    /// Text alone, or nothing; it may read as a number.
    Text,
    /// A number, by the number format of its cell.
    Number(Box<ShownNumber>),
    Day(NaiveDate),
    /// A time, and its kind in words: "a time of day".
    Time(&'static str),
}

impl WorksheetCell {
    /// The number that the cell holds, by its format or as people write one; `None` for any other text.
    pub(crate) fn number(&self) -> Option<ShownNumber> {
        match &self.value {
            CellValue::Number(number) => Some((**number).clone()),
            CellValue::Text => ShownNumber::read(&self.text),
            CellValue::Day(_) | CellValue::Time(_) => None,
        }
    }

    /// The text of the cell, with a day as YYYY-MM-DD: its file may show it in any form.
    pub(crate) fn text_of_day(&self) -> String {
        match self.value {
            CellValue::Day(day) => day.to_string(),
            _ => self.text.clone(),
        }
    }

    /// The kind of time that the cell holds, such as "a time of day"; `None` for every other value.
    pub(crate) fn time(&self) -> Option<&'static str> {
        match self.value {
            CellValue::Time(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether the cell holds nothing that a series could take for a value: a time, what is in doubt, or a
    /// number that goes on from the cell above.
    pub(crate) fn has_no_value(&self) -> bool {
        let goes_on = self.goes_on && matches!(self.value, CellValue::Number(_));
        self.is_doubtful() || self.time().is_some() || goes_on
    }

    /// Whether the cell is in doubt itself, and not only hidden: its text is not what Excel shows.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.uncertain.as_ref().is_some_and(|uncertain| uncertain.doubt.is_some())
    }
}

/// The doubts about a cell of a workbook: whether it is to count, or what Excel shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Uncertain {
    /// The number of the cell's row in Excel, where that is hidden.
    pub hidden_row: Option<usize>,
    /// The cell's column, from 0 and in letters, where that is hidden.
    pub hidden_column: Option<(usize, String)>,
    /// The reason why its text is not what Excel shows.
    pub doubt: Option<CellDoubt>,
}

/// The reason why the text of a cell is not what Excel shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellDoubt {
    /// It holds an error such as `#REF!`.
    Error(String),
    /// It has a formula and no value: another program than Excel wrote it.
    Unstored,
    /// It has a formula, and the workbook says that all are to be worked out anew.
    Stale,
    /// It has a number format, by its code, that is not known here.
    Format(String),
    /// It holds this number, of which its format, a date's, shows none.
    NoDay(String),
    /// It holds this number, which a formula leaves of 0 by rounding.
    Residue(String),
    /// It holds this number, which Excel shows as a power of ten.
    PowerOfTen(String),
    /// Its text is missing from the workbook.
    Lost,
    /// Its words, or some of them, are struck out.
    Struck,
    /// A condition of the sheet may show something else in its place.
    Conditional,
    /// Its words are white on white, as far as can be seen.
    WhiteOnWhite,
}

/// A heading as headings are compared: without capitals, unseen signs and line ends, with single blanks.
pub(crate) fn fold_heading(text: &str) -> String {
    let seen = text.replace(is_unseen, "");
    seen.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two texts of a file look alike: without regard to capitals, line ends, blanks and unseen signs.
pub(crate) fn look_alike(a: &str, b: &str) -> bool {
    let is_plain = |text: &str| text.is_ascii() && !text.contains(['\n', '\r', '\t']) && !text.contains("  ");
    a.trim().eq_ignore_ascii_case(b.trim())
        || !(is_plain(a) && is_plain(b)) && fold_heading(a) == fold_heading(b)
}

/// Whether a sign takes no room in print, so that nobody knows that it is there.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_one_where_they_look_alike() {
        for same in ["Total  cases", "total\ncases", " Total\u{A0}cases\u{200B} "] {
            assert_eq!(fold_heading(same), "total cases", "{same:?}");
            assert!(look_alike(same, "Total cases") && look_alike("TOTAL CASES", same), "{same:?}");
            assert!(!look_alike(same, "Totals cases"), "{same:?}");
        }
    }
}
