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
    /// How the cells stand below each other; `None` leaves it to what they are.
    pub align: Option<ColumnAlignment>,
    /// The numbers that the cells turn out to be, where no format says what they are; `None` for text.
    pub figures: Option<ColumnFigures>,
    /// Whether there is a last row with the sum.
    pub total: ColumnTotal,
    /// The columns that this one is the sum of, row by row; none where it is no sum.
    pub sum_of: Vec<PlainText>,
}

/// The total of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnTotal {
    None,
    /// It is worked out, or checked where the last row is called a total.
    WorkedOut,
    /// The last row of the data file is the total.
    File,
}

/// How the cells of a column stand below each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnAlignment {
    Left,
    Center,
    Right,
    /// Numbers to the right, their points below each other.
    Decimal,
}

/// The numbers of a column to which no format is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ColumnFigures {
    /// The unit that all of them have; `None` where they cannot be added to each other.
    pub unit: Option<UnitSign>,
    /// The words behind each of them that say what it counts, such as " days" or "m"; empty for most.
    pub words: String,
    /// The most places after the point that one of them shows.
    pub decimals: u32,
    /// Whether one of them has its thousands parted by commas.
    pub grouped: bool,
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

impl ColumnSpec {
    /// Whether the cells are numbers, by their format or by what they turn out to be.
    pub(crate) fn is_of_numbers(&self) -> bool {
        self.format.is_number() || self.figures.is_some()
    }

    /// The unit of all numbers of the column; `None` where they are of several units, or text.
    pub(crate) fn unit(&self) -> Option<UnitSign> {
        match self.format {
            ColumnFormat::Integer | ColumnFormat::Number => Some(UnitSign::None),
            ColumnFormat::Money => Some(UnitSign::Currency('£')),
            ColumnFormat::Percent | ColumnFormat::Fraction => Some(UnitSign::Percent),
            ColumnFormat::Text => self.figures.as_ref().and_then(|figures| figures.unit),
            ColumnFormat::Date => None,
        }
    }
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
            UnitSign::Currency(sign) => self == Self::Money && sign == '£',
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
