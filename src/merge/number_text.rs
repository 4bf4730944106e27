//! The numbers of a table in print, as their column says or their file shows them. It adds nothing up.

use rust_decimal::Decimal;

use crate::check::{self, ColumnFormat};
use crate::value::{MINUS, ShownNumber, UnitSign, grouped, plain_number, rounded_to};

/// Prints the number of a cell: as its file shows it where its column has no format, else in that.
pub(super) fn cell_text(shown: &ShownNumber, column: &check::ColumnSpec) -> String {
    match column.format {
        ColumnFormat::Text if column.decimals.is_none() => shown.text.clone(),
        // Rounded as its author says, in its own unit.
        ColumnFormat::Text => {
            with_unit(digits(shown.number, column.decimals, shown.grouped), shown.unit) + &shown.mark
        }
        _ => number_text(shown.number, column, shown.format_places()) + &shown.mark,
    }
}

/// Prints a number in the form of its column; `places` are those that its file shows, where that says how
/// many.
pub(super) fn number_text(number: Decimal, column: &check::ColumnSpec, places: Option<u32>) -> String {
    let places = places_of(column, places);
    match column.format {
        ColumnFormat::Money => with_unit(grouped(number, Some(places.unwrap_or(2))), UnitSign::Currency('£')),
        ColumnFormat::Percent => with_unit(grouped(number, places), UnitSign::Percent),
        ColumnFormat::Fraction => {
            let hundred = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
            with_unit(grouped(hundred.normalize(), places), UnitSign::Percent)
        }
        ColumnFormat::Integer => grouped(number, Some(0)),
        ColumnFormat::Number | ColumnFormat::Date => grouped(number, places),
        ColumnFormat::Text => {
            let figures = column.figures.as_ref();
            let is_grouped = figures.is_some_and(|figures| figures.grouped);
            let words = figures.map_or("", |figures| figures.words.as_str());
            let digits = digits(number, places, is_grouped);
            with_unit(digits, column.unit().unwrap_or(UnitSign::None)) + words
        }
    }
}

/// The number that a reader sees in a cell, in the unit of its column: what sums are made of.
pub(super) fn printed_number(shown: &ShownNumber, column: &check::ColumnSpec) -> Decimal {
    let by_column = places_of(column, shown.format_places());
    let places = match column.format {
        ColumnFormat::Text => Some(column.decimals.unwrap_or(shown.decimals)),
        ColumnFormat::Integer => Some(0),
        ColumnFormat::Fraction => by_column.map(|places| places + 2),
        ColumnFormat::Money => Some(by_column.unwrap_or(2)),
        ColumnFormat::Number | ColumnFormat::Percent | ColumnFormat::Date => by_column,
    };
    places.map_or(shown.number, |places| rounded_to(shown.number, places))
}

/// The places that a column prints; `None` keeps those of each number.
fn places_of(column: &check::ColumnSpec, by_file: Option<u32>) -> Option<u32> {
    column.decimals.or(by_file)
}

/// The digits of a number, with commas in its thousands where they are grouped.
fn digits(number: Decimal, places: Option<u32>, is_grouped: bool) -> String {
    if is_grouped { grouped(number, places) } else { plain_number(number, places) }
}

/// Puts the sign of a unit at digits, behind their minus sign.
fn with_unit(digits: String, unit: UnitSign) -> String {
    match unit {
        UnitSign::None => digits,
        UnitSign::Percent => digits + "%",
        UnitSign::Currency(sign) => match digits.strip_prefix(MINUS) {
            Some(rest) => format!("{MINUS}{sign}{rest}"),
            None => format!("{sign}{digits}"),
        },
    }
}
