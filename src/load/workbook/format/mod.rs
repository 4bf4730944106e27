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

/// The kind of value that a known format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WouldShow {
    Number,
    /// A number that is what a formula leaves of 0.
    Residue,
    Day,
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

    /// Whether the format shows other numbers, so that one which it does not show is at fault itself: what the
    /// format would show of it. `None` where the format is not known.
    pub(super) fn would_show(&self, value: f64) -> Option<WouldShow> {
        let section = self.section(value)?;
        let (shown, would) = match section.kind {
            Kind::General | Kind::Text if value.abs() < number::RESIDUE => return Some(WouldShow::Residue),
            Kind::General | Kind::Text => return Some(WouldShow::Number),
            Kind::Number => (number::show(section, 1.0), WouldShow::Number),
            Kind::Day => (day::show(section, 45_000.5, false), WouldShow::Day),
            Kind::Words | Kind::Unknown => return None,
        };
        (shown != Displayed::Unknown).then_some(would)
    }

    /// Shows a text.
    pub(super) fn show_text(&self, text: &str) -> String {
        self.text_section().map_or_else(|| text.to_owned(), |section| section.words_with(text))
    }
}
