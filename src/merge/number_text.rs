//! The numbers of a table in print, as their column says. It adds nothing up.

use rust_decimal::Decimal;

use crate::check::{self, ColumnFormat};
use crate::value::{grouped, money};

/// Prints a number in the format of its column.
pub(super) fn number_text(number: Decimal, column: &check::ColumnSpec) -> String {
    match column.format {
        ColumnFormat::Money => money(number, column.decimals),
        ColumnFormat::Percent => format!("{}%", grouped(number, column.decimals)),
        ColumnFormat::Fraction => {
            let hundred = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
            format!("{}%", grouped(hundred.normalize(), column.decimals))
        }
        ColumnFormat::Integer => grouped(number, Some(0)),
        ColumnFormat::Text | ColumnFormat::Number | ColumnFormat::Date => grouped(number, column.decimals),
    }
}
