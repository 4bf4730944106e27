//! Number formats of a workbook: from a stored value to what Excel shows. What it does not know is said to be
//! unknown; it never shows a guess.
//!
//! A number format is the code that Format Cells, Custom shows: up to four sections for numbers above, below
//! and at zero, and for text (ECMA-376, part 1, section 18.8.31).

mod code;
mod day;
mod number;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use self::code::Kind;
pub(super) use self::code::NumberFormat;
use crate::value::ShownNumber;

/// A value as Excel shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Displayed {
    /// Words, or nothing at all.
    Words(String),
    Number(ShownNumber),
    /// A day, and its text.
    Day(NaiveDate, String),
    /// A time, its kind in words ("a time of day") and its text.
    Time(&'static str, String),
    /// A value whose format is not known here, or which Excel cannot show by it.
    Unknown,
}

impl NumberFormat {
    /// Shows a number.
    pub(super) fn show(&self, value: f64, is_1904: bool) -> Displayed {
        let Some(section) = self.section(value) else { return Displayed::Unknown };
        match section.kind {
            Kind::General => number::show_general(section, value),
            Kind::Number => number::show(section, value),
            Kind::Day => day::show(section, value, is_1904),
            // A section for text alone shows a number as General does.
            Kind::Text => number::show_general(section, value),
            Kind::Words => Displayed::Words(section.words()),
            Kind::Unknown => Displayed::Unknown,
        }
    }

    /// Shows a text.
    pub(super) fn show_text(&self, text: &str) -> String {
        self.text_section().map_or_else(|| text.to_owned(), |section| section.words_with(text))
    }
}
