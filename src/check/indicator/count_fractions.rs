//! Counts with a fraction among whole ones, as 84.5 people: a slip of the keyboard, which decimals = 0 would hide. A
//! survey's counts are weighted, and may have fractions; a series of averages has them throughout. It changes no value.

use rust_decimal::Decimal;

use super::value::{Observation, Reading};
use super::{Indicator, Measure, Series};
use crate::finding::{Finding, Findings, Rule};

/// The least number of whole counts for each one with a fraction, for these to be slips.
const WHOLE_FOR_EACH: usize = 6;

/// Warns of counts with a fraction among the whole ones of a series.
pub(super) fn find(indicator: &Indicator, findings: &mut Findings) {
    let is_whole = indicator.decimals == Some(0);
    if indicator.measure != Measure::Count || indicator.survey.is_some() || !is_whole {
        return;
    }
    for series in &indicator.series {
        let (with, whole) = parted(series);
        if with.is_empty() || whole < WHOLE_FOR_EACH * with.len() {
            continue;
        }
        for (number, observation) in with {
            let message = format!(
                "`{number}` is no whole number, and would be printed as one: the indicator has decimals = 0"
            );
            findings.push(
                Finding::warning(Rule::CountFraction, observation.span, message)
                    .hint("correct the number")
                    .hint(format!(
                        "where such numbers are meant, write in the indicator `{}`: decimals = {}",
                        indicator.id,
                        number.scale()
                    )),
            );
        }
    }
}

/// The counts of a series that have a fraction, and the number of those that have none.
fn parted(series: &Series) -> (Vec<(Decimal, &Observation)>, usize) {
    let numbers = series.values.values().filter_map(|observation| match observation.reading {
        Reading::Number(number) => Some((number.normalize(), observation)),
        Reading::Mark(_) => None,
    });
    let (with, whole): (Vec<_>, Vec<_>) = numbers.partition(|(number, _)| !number.fract().is_zero());
    (with, whole.len())
}
