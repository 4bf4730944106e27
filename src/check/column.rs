//! `ColumnSpec`: a column of a table, and how its cells are printed. It reads no row.

use super::PlainText;
use super::markup::MarkupLine;
use crate::value::UnitSign;

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct ColumnSpec {
    /// The name of the column in rows.
    pub key: PlainText,
    pub heading: MarkupLine,
    /// The heading that the column shares with its neighbours, above its own.
    pub over: Option<PlainText>,
    /// Whether the cells are the headings of their rows.
    pub row_header: bool,
    /// Whether a cell left out goes on from the one above.
    pub group: bool,
    /// Whether the cells are narrative.
    pub narrative: bool,
    pub format: ColumnFormat,
    /// The number of decimals; `None` keeps those typed.
    pub decimals: Option<u32>,
    /// Whether the numbers are summed in a last row.
    pub total: bool,
    /// The columns that this one is the sum of, row by row; none where it is no sum.
    pub sum_of: Vec<PlainText>,
}

/// The format in which the cells of a column are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnFormat {
    /// Text as typed.
    Text,
    /// A whole number with commas.
    Integer,
    /// A number with commas.
    Number,
    /// An amount in pounds.
    Money,
    /// A number and "%".
    Percent,
    /// A part of one, as Excel stores percentages: 0.25 prints "25%".
    Fraction,
    /// A date in the style's form.
    Date,
}

impl ColumnFormat {
    /// Whether the cells are numbers.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Money | Self::Percent | Self::Fraction)
    }

    /// Whether a number with that sign belongs among the cells: `40%` is no amount of money, and among parts
    /// of one it would be forty times the whole.
    pub(crate) fn takes(self, unit: UnitSign) -> bool {
        match unit {
            UnitSign::None => true,
            UnitSign::Pounds => self == Self::Money,
            UnitSign::Percent => self == Self::Percent,
        }
    }

    /// Whether numbers of this format can be added to those of another: both are of one unit.
    pub(crate) fn adds_to(self, other: Self) -> bool {
        let whole_or_not = |format| matches!(format, Self::Integer | Self::Number);
        self == other || whole_or_not(self) && whole_or_not(other)
    }

    /// The cells in words: "amounts of money".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "whole numbers",
            Self::Number => "numbers",
            Self::Money => "amounts of money",
            Self::Percent => "percentages",
            Self::Fraction => "parts of one, where 0.25 prints 25%",
            Self::Date => "dates",
        }
    }
}
