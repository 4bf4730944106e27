//! The note on a value that is ten, a hundred or a thousand times the others of its series, or such a part of them:
//! a point was lost or is in the wrong place. It changes no value.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::series::Series;
use super::value::Reading;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::value::Period;

/// The least number of other values that say what is usual.
const OTHERS: usize = 2;
/// The number of other values below which they may hardly differ.
const MANY: usize = 4;
/// The factor, in hundredths, by which few others may differ.
const CLOSE: i64 = 150;
/// The factor by which the others may differ at the most, for each power of ten from the first: with more, such a
/// value may be right.
const SPREAD: [i64; 3] = [2, 8, 8];
/// A value that differs from the sum of the others by one part in so many at the most is their total.
const TOTAL: i64 = 5;
/// The share of the least, and of the largest, of the others within which a value with the point moved must lie, in
/// hundredths.
const NEAR: [i64; 2] = [70, 140];

/// Finds the one value of a series whose point seems to be in the wrong place; of several, the series is of another
/// kind.
pub(super) fn say(series: &Series, findings: &mut Findings) {
    let mut values: Vec<(Period, Decimal, Span)> = Vec::new();
    for (period, observation) in &series.values {
        if let Reading::Number(number) = &observation.reading {
            values.push((*period, *number, observation.span));
        }
    }
    let off: Vec<(usize, u32, Decimal)> = extremes(&values)
        .into_iter()
        .filter_map(|at| moved(&values, at).map(|(places, meant)| (at, places, meant)))
        .collect();
    let [(at, places, meant)] = off.as_slice() else { return };
    let (period, number, span) = values[*at];
    let (least, most) = range(&values, *at);
    let times = 10_u32.pow(*places);
    let how =
        if number > most { format!("about {times} times") } else { format!("about one part in {times} of") };
    let message = format!(
        "the value of {}, {number}, is {how} the others of its series, which are {least} to {most}",
        period.short()
    );
    findings.push(Finding::note(Rule::MisplacedPoint, span, message).hint(format!(
        "look whether its point is in the right place, as in {}; where the figure is right, leave it",
        meant.normalize()
    )));
}

/// The indices of the least and of the largest value: no other can lie outside of the rest.
fn extremes(values: &[(Period, Decimal, Span)]) -> BTreeSet<usize> {
    let by_value = |at: &usize| values[*at].1;
    let ends = [(0..values.len()).min_by_key(by_value), (0..values.len()).max_by_key(by_value)];
    ends.into_iter().flatten().collect()
}

/// The number of places by which the point of a value would have to be moved, and the value with it moved; `None`
/// where the value is as the others.
fn moved(values: &[(Period, Decimal, Span)], at: usize) -> Option<(u32, Decimal)> {
    let own = values[at].1;
    if values.len() <= OTHERS || own <= Decimal::ZERO {
        return None;
    }
    let (least, most) = range(values, at);
    // A total among its parts has a finding of its own.
    let sum: Decimal = values.iter().map(|(_, number, _)| *number).sum::<Decimal>() - own;
    if least <= Decimal::ZERO || (own - sum).abs() * Decimal::from(TOTAL) <= sum {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    if values.len() <= MANY && most * hundred > least * Decimal::from(CLOSE) {
        return None;
    }
    // With the point moved, it has no more places than the others; among whole numbers, ten times is a jump.
    let others = || values.iter().enumerate().filter(|(n, _)| *n != at);
    let scale = others().map(|(_, (_, number, _))| number.normalize().scale()).max().unwrap_or_default();
    (1..=3_u32).zip(SPREAD).find_map(|(places, spread)| {
        let factor = Decimal::from(10_u32.pow(places));
        let other = if own > most { own.checked_div(factor)? } else { own.checked_mul(factor)? };
        // What is too small has a point that is too far to the left.
        let has_point = own > most || own.normalize().scale() > 0;
        if other.normalize().scale() > scale || places == 1 && scale == 0 || !has_point {
            return None;
        }
        let is_near = other * hundred >= least * Decimal::from(NEAR[0])
            && other * hundred <= most * Decimal::from(NEAR[1]);
        let is_outside = own > most || own < least;
        (is_outside && is_near && most <= least * Decimal::from(spread)).then_some((places, other))
    })
}

/// The least and the largest of the other values.
fn range(values: &[(Period, Decimal, Span)], at: usize) -> (Decimal, Decimal) {
    let others = || values.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, (_, number, _))| *number);
    (others().min().unwrap_or_default(), others().max().unwrap_or_default())
}
