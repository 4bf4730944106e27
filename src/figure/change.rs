//! Changes between two figures, and the verdict on them. It never compares figures that are not comparable,
//! and writes no words.
//!
//! Words compare printed numbers: "fell from", "0.33 higher than" and "the same as" are worked out from the
//! rounded values that the reader sees, percentages of a change from the unrounded ones.
//!
//! "Stable" needs a rule: a test where windows share no time and it is known what the values rest on, else
//! the indicator's tolerance; with neither, `.verdict` is a finding. `.rule` prints which it was. An indicator with
//! `stable = "spc"` is judged by its control limits: whether the later figure is a special cause, and which. Where that is not the way in
//! which it moved from the earlier one, there is no verdict.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::view::{Figure, MissingValue};
use crate::check::{Amount, BetterDirection, Indicator, Measure};
use crate::finding::Rule;
use crate::value::{Period, statistics};

/// A change from one figure to another, in numbers as they are printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Change {
    /// The earlier number, or the one that is compared with.
    pub from: Decimal,
    /// The later number.
    pub to: Decimal,
    /// The change as a percentage of the earlier value, from unrounded values; `None` where the earlier one
    /// prints as zero.
    pub percent: Option<Decimal>,
}

/// The verdict on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeVerdict {
    Improved,
    Worsened,
    /// The value is higher, and neither direction is better.
    Risen,
    /// The value is lower, and neither direction is better.
    Fallen,
    /// No change that counts.
    Stable,
}

/// The basis of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// Both values print as the same number.
    Equal,
    /// The interval of the ratio of two rates.
    Rates,
    /// The interval of the difference between two proportions.
    Proportions,
    /// The tolerance that the indicator declares.
    Tolerance,
    /// The control limits of the series (SPC).
    ControlLimits,
}

impl Change {
    /// The change between two figures of one indicator.
    ///
    /// # Errors
    /// A mark in place of either number, or years to date of unlike length.
    pub(crate) fn between(from: &Figure, to: &Figure) -> Result<Self, MissingValue> {
        if !to.is_comparable(from) {
            return Err(begins_anew(from, to));
        }
        Self::of(from.number()?, to.number()?, to.indicator())
    }

    /// The change from a number, such as a target, to a figure.
    ///
    /// # Errors
    /// A mark in place of the figure's number.
    pub(crate) fn against(from: Decimal, to: &Figure) -> Result<Self, MissingValue> {
        Self::of(from, to.number()?, to.indicator())
    }

    fn of(old: Decimal, new: Decimal, indicator: &Indicator) -> Result<Self, MissingValue> {
        let form = indicator.form();
        let (from, to) = (form.round(old), form.round(new));
        let by = to.checked_sub(from).ok_or_else(|| {
            let message = format!("the figures of `{}` are too large to be compared", indicator.id);
            MissingValue::value(message, "give them in thousands or millions, and say so in `unit`")
        })?;
        let share = || new.checked_sub(old)?.checked_div(old.abs())?.checked_mul(Decimal::ONE_HUNDRED);
        let percent = match (from.is_zero(), by.is_zero()) {
            (true, _) => None,
            (false, true) => Some(Decimal::ZERO),
            (false, false) => share(),
        };
        Ok(Self { from, to, percent })
    }

    /// The later number less the earlier one: negative where it fell.
    pub(crate) fn difference(self) -> Decimal {
        self.to.saturating_sub(self.from)
    }
}

/// The missing value for years to date that are compared although one has more of its year behind it.
fn begins_anew(from: &Figure, to: &Figure) -> MissingValue {
    MissingValue {
        rule: Rule::YearToDate,
        message: format!(
            "{} for {} cannot be compared with {}: a year to date begins anew each April",
            to.view.title(),
            to.period.short(),
            from.period.short()
        ),
        hint: format!(
            "compare it with \"year_ago\" ({}), or with an earlier period of the same financial year",
            to.period.year_ago().map(Period::short).unwrap_or_default()
        ),
    }
}

/// The missing value for a verdict whose special cause is not the change that was asked for.
fn speaks_of_another(from: &Figure, to: &Figure, high: bool) -> MissingValue {
    let (cause, other) = if high { ("high", "lower") } else { ("low", "higher") };
    MissingValue {
        rule: Rule::SpcDirection,
        message: format!(
            "{} for {} is a special cause by its control limits, since it is {cause}, but it is {other} than for {}",
            to.view.title(),
            to.period.short(),
            from.period.short()
        ),
        hint: format!(
            "say both in your own words beside a control chart (spc = \"{}\"), or compare it with an earlier period",
            to.indicator().id
        ),
    }
}

/// The verdict on the change from one figure to another, and its basis.
///
/// # Errors
/// A mark in place of a number, unlike windows, or no word on which direction is better or what counts as
/// stable.
pub(super) fn verdict(from: &Figure, to: &Figure) -> Result<(ChangeVerdict, Basis), MissingValue> {
    let indicator = to.indicator();
    let change = Change::between(from, to)?;
    let difference = change.difference();
    let one_series = from.series == to.series && from.view.area == to.view.area;
    let by_limits = indicator.spc && one_series;
    if difference.is_zero() && !by_limits {
        return Ok((ChangeVerdict::Stable, Basis::Equal));
    }
    let moved = |better: Option<BetterDirection>, up: bool| match (better, up) {
        (Some(BetterDirection::Lower), true) | (Some(BetterDirection::Higher), false) => {
            Ok(ChangeVerdict::Worsened)
        }
        (Some(BetterDirection::Lower), false) | (Some(BetterDirection::Higher), true) => {
            Ok(ChangeVerdict::Improved)
        }
        (Some(BetterDirection::Neither), true) => Ok(ChangeVerdict::Risen),
        (Some(BetterDirection::Neither), false) => Ok(ChangeVerdict::Fallen),
        (None, _) => Err(MissingValue {
            rule: Rule::NoPolarity,
            message: format!("`{}` does not say whether lower or higher is better", indicator.id),
            hint: "add to the indicator: better = \"lower\" (or \"higher\", or \"neither\")".to_owned(),
        }),
    };
    if by_limits {
        let verdict = match to.special_cause()? {
            // A low value that is higher than the one it is compared with cannot be said in one word.
            Some(cause) if !difference.is_zero() && cause.high != difference.is_sign_positive() => {
                return Err(speaks_of_another(from, to, cause.high));
            }
            Some(cause) => moved(indicator.better, cause.high)?,
            None => ChangeVerdict::Stable,
        };
        return Ok((verdict, Basis::ControlLimits));
    }
    let moved = |better| moved(better, difference.is_sign_positive());
    if let Some((differ, basis)) = test(from, to) {
        return Ok((if differ { moved(indicator.better)? } else { ChangeVerdict::Stable }, basis));
    }
    let Some(tolerance) = indicator.tolerance else {
        return Err(MissingValue {
            rule: Rule::NoTolerance,
            message: format!("nothing says which changes of `{}` are too small to count", indicator.id),
            hint: "add to the indicator: tolerance = 0.5 in its own unit, or tolerance = \"5%\"; or give numerators and denominators, from which a test is worked out".to_owned(),
        });
    };
    let allowed = allowance(tolerance, change.from);
    let stable = difference.abs() <= allowed;
    Ok((if stable { ChangeVerdict::Stable } else { moved(indicator.better)? }, Basis::Tolerance))
}

/// An amount in the unit of `of`, of which a share is taken.
pub(super) fn allowance(amount: Amount, of: Decimal) -> Decimal {
    match amount {
        Amount::Own(own) => own,
        Amount::Share(share) => of.abs().saturating_mul(share / Decimal::ONE_HUNDRED),
    }
}

/// Whether two values differ by more than chance; `None` where no test is sound: the windows share
/// some of their time, or it is not known how many each rests on.
fn test(from: &Figure, to: &Figure) -> Option<(bool, Basis)> {
    if from.own_series().window.overlap(from.period, to.period) && from.view.area == to.view.area {
        return None;
    }
    let indicator = to.indicator();
    let pair = |a: Option<Decimal>, b: Option<Decimal>| Some((a?.to_f64()?, b?.to_f64()?));
    let parts = |f: &Figure| pair(f.observation.numerator, f.observation.denominator);
    match indicator.measure {
        Measure::Rate => {
            let ((a, pa), (b, pb)) = (parts(from)?, parts(to)?);
            Some((statistics::rates_differ(a, pa, b, pb)?, Basis::Rates))
        }
        Measure::Percent => {
            let effect = indicator.survey.map_or(Some(1.0), |s| s.design_effect.to_f64())?;
            let sample = |f: &Figure| {
                parts(f).or_else(|| {
                    let n = f.observation.denominator.or(indicator.survey.map(|s| s.n))?.to_f64()?;
                    Some((f.number().ok()?.to_f64()? / 100.0 * n, n))
                })
            };
            let ((a, na), (b, nb)) = (sample(from)?, sample(to)?);
            Some((statistics::proportions_differ(a, na, b, nb, effect)?, Basis::Proportions))
        }
        Measure::Count | Measure::Money | Measure::Score => None,
    }
}

impl Figure {
    /// The verdict on the change from an earlier figure to this one, and its basis.
    ///
    /// # Errors
    /// A mark in place of a number, or no word on which direction is better or what counts as stable.
    pub(crate) fn verdict(&self, from: &Self) -> Result<(ChangeVerdict, Basis), MissingValue> {
        verdict(from, self)
    }
}
