//! Percentages and fractions: whether a number is 25% or 0.25 of the whole. It never decides which of the two
//! is meant.

use rust_decimal::Decimal;

use crate::finding::{Finding, Rule, Span};

/// The largest number that is taken for a part of one where the author says that all of a column are such:
/// twice the whole.
const LARGEST_PART: Decimal = Decimal::TWO;

/// Whether the numbers of a workbook may be parts of one, as Excel stores percentages: one of them is 1 or
/// less, or all are 2 or less. Zeros are not counted.
pub(super) fn may_be_parts(numbers: impl Iterator<Item = Decimal>) -> bool {
    let sizes: Vec<Decimal> = numbers.map(|n| n.abs()).filter(|n| !n.is_zero()).collect();
    let small = sizes.iter().any(|n| *n <= Decimal::ONE);
    small || !sizes.is_empty() && sizes.iter().all(|n| *n <= LARGEST_PART)
}

/// Whether a number is too large to be a part of one.
pub(super) fn is_no_part(number: Decimal) -> bool {
    number.abs() > LARGEST_PART
}

/// Whether a number is a part of one among percentages: 0.636 among such as 52.9, with which 63.6 would stand
/// and which are far from it.
pub(super) fn is_part_among(number: Decimal, others: impl Iterator<Item = Decimal>) -> bool {
    let size = number.abs();
    let sizes: Vec<Decimal> = others.map(|n| n.abs()).filter(|n| *n > Decimal::ONE).collect();
    let (Some(least), Some(most)) = (sizes.iter().min(), sizes.iter().max()) else { return false };
    let hundred = size * Decimal::ONE_HUNDRED;
    // What is typed as 1 is a whole number of percents.
    let is_small = !size.is_zero() && size < Decimal::ONE && size * Decimal::TEN < *least;
    is_small && *least <= hundred * Decimal::TWO && hundred <= *most * Decimal::TWO
}

/// The hint for a column of percentages of which some may be parts of one and others are too large for that; `None`
/// where all may be. `alone` is what an author writes where they are printed as they stand.
pub(super) fn mixed(numbers: impl Iterator<Item = Decimal> + Clone, alone: &str) -> Option<String> {
    let large = numbers.clone().find(|number| is_no_part(*number))?;
    let small = numbers.clone().find(|number| !number.is_zero() && number.abs() <= Decimal::ONE)?;
    Some(format!(
        "{large} is too large to be a part of one, as Excel stores percentages: where {small} means {small}%, {alone}; where it means {}, correct it in the file",
        times_hundred(small)
    ))
}

/// Prints a number as if it were a part of one: 61.2 as "6,120%".
pub(super) fn times_hundred(number: Decimal) -> String {
    let hundred = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
    format!("{}%", crate::value::grouped(hundred.normalize(), None))
}

/// Says how large numbers are that may be parts of one, as the beginning of a sentence.
pub(super) fn range(numbers: impl Iterator<Item = Decimal>) -> String {
    let sizes: Vec<Decimal> = numbers.map(|n| n.abs()).filter(|n| !n.is_zero()).collect();
    match (sizes.iter().min(), sizes.iter().max()) {
        (Some(_), Some(most)) if *most <= Decimal::ONE => "every number is 1 or less".to_owned(),
        (Some(least), Some(most)) => format!("the numbers lie between {least} and {most}"),
        _ => "there is no number".to_owned(),
    }
}

/// The finding for a number without a % among others that have one.
pub(super) fn without_sign(typed: &str, number: Decimal, span: Span) -> Finding {
    let message = format!("`{typed}` has no %, and others of its column have one");
    let percent = if number.abs() <= Decimal::ONE {
        format!("{number}% or {}", times_hundred(number))
    } else {
        format!("{number}%")
    };
    Finding::error(Rule::PercentOrFraction, span, message)
        .hint(format!("write {percent}, whichever is meant, or take the % out of the others"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_among_percentages_is_found() {
        let found = |number: &str, others: &[&str]| {
            let read = |n: &str| n.parse::<Decimal>().expect("a number");
            is_part_among(read(number), others.iter().map(|n| read(n)))
        };
        assert!(found("0.636", &["52.9"]));
        assert!(found("-0.5", &["0.4", "30", "90"]));
        assert!(!found("0.8", &["1.1", "90"]), "a series that begins small");
        assert!(!found("0.8", &["2.3", "4.1"]), "80 would not be among them");
        assert!(!found("0.636", &["0.5"]), "no other says what they are");
        assert!(!found("0", &["52.9"]));
        assert!(!found("0.1", &["52.9"]), "10 would be far from them");
        assert!(!found("1.1", &["52.9"]));
        assert!(!found("1", &["99"]), "1 in 100 people");
    }

    #[test]
    fn the_range_of_numbers_leaves_zeros_out() {
        let said = |numbers: &[&str]| range(numbers.iter().map(|n| n.parse().expect("a number")));
        assert_eq!(said(&["0.5", "-1", "0"]), "every number is 1 or less");
        assert_eq!(said(&["0", "0.5", "-2"]), "the numbers lie between 0.5 and 2");
        assert_eq!(said(&["0"]), "there is no number");
    }
}
