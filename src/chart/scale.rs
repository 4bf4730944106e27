//! `Scale`: from a value to a share of an axis, with round numbers along it. It draws nothing. Round numbers
//! are decimals; only shares of the axis are binary fractions.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::value::NumberForm;

/// The fewest numbers for which a rounder step is taken.
const FEWEST: usize = 4;

/// The share of the farthest value from which on the nearest one counts as far from zero.
const FAR: f64 = 0.8;

/// An axis with round numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    /// The numbers of the axis, upwards: each value and its print.
    pub ticks: Vec<(f64, String)>,
}

impl Scale {
    /// Makes an axis for all of `values`, with `most` numbers or fewer; `None` where there are no values. It
    /// begins at zero unless the values are far from it and `from_zero` is off.
    pub(super) fn new(values: &[Decimal], form: NumberForm, most: usize, from_zero: bool) -> Option<Self> {
        let (low, high) = (*values.iter().min()?, *values.iter().max()?);
        let (near, far) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
        let two_sided = low.is_sign_negative() != high.is_sign_negative();
        if from_zero || two_sided || low == high || float(near) < float(far) * FAR {
            let ends = (low.min(Decimal::ZERO), high.max(Decimal::ZERO));
            return Some(Self::between(ends, values, form, most));
        }
        Some(Self::between((low, high), values, form, most))
    }

    /// Makes an axis that spans all of `values` and no more, as where what matters is how much they vary; `None`
    /// where there are no values.
    pub(super) fn about(values: &[Decimal], form: NumberForm, most: usize) -> Option<Self> {
        let (low, high) = (*values.iter().min()?, *values.iter().max()?);
        if low == high {
            return Self::new(values, form, most, true);
        }
        Some(Self::between((low, high), values, form, most))
    }

    /// Makes an axis that spans two ends, with no more decimals than `values` have.
    fn between(
        (low, mut high): (Decimal, Decimal),
        values: &[Decimal],
        form: NumberForm,
        most: usize,
    ) -> Self {
        if low == high {
            high = Decimal::ONE;
        }
        let places =
            form.decimals.unwrap_or_else(|| values.iter().map(|v| v.normalize().scale()).max().unwrap_or(0));
        Self::round(low, high, form, places, most.max(2))
    }

    /// Makes an axis with the smallest round step that gives few enough numbers, or with a larger one that has
    /// fewer decimals and numbers enough.
    fn round(low: Decimal, high: Decimal, form: NumberForm, places: u32, most: usize) -> Self {
        let places = places.min(20);
        let steps = (0..49).flat_map(|power: u32| [1_i128, 2, 5].map(move |digit| (digit, power)));
        let mut found: Option<(u32, Self)> = None;
        for (digit, power) in steps {
            // 10^-places, then upwards.
            let step = if power <= places {
                Decimal::try_from_i128_with_scale(digit, places - power)
            } else {
                let zeros = 10_i128.checked_pow(power - places).and_then(|p| p.checked_mul(digit));
                Decimal::try_from_i128_with_scale(zeros.unwrap_or(i128::MAX), 0)
            };
            let Some(step) = step.ok() else { continue };
            let scale = Self::stepped(low, high, form, step, most);
            let decimals = step.normalize().scale();
            match (&found, scale) {
                (None, Some(scale)) => found = Some((decimals, scale)),
                (Some((more, _)), Some(scale)) if scale.ticks.len() >= FEWEST => {
                    if decimals < *more {
                        found = Some((decimals, scale));
                    }
                }
                (Some(_), _) => break,
                (None, None) => {}
            }
        }
        if let Some((_, scale)) = found {
            return scale;
        }
        let ticks = [low, high].map(|v| (float(v), form.print(v))).to_vec();
        Self { low: float(low), high: float(high), ticks }
    }

    /// Makes an axis with this step; `None` where it has too many numbers.
    fn stepped(low: Decimal, high: Decimal, form: NumberForm, step: Decimal, most: usize) -> Option<Self> {
        let (below, above) = (low.checked_div(step)?, high.checked_div(step)?);
        let (first, last) = (below.floor(), above.ceil());
        let count = last.checked_sub(first)?.to_usize()?.checked_add(1)?;
        if count > most {
            return None;
        }
        let form = NumberForm { decimals: Some(step.normalize().scale()), ..form };
        let mut ticks = Vec::new();
        for n in 0..count {
            let value = first.checked_add(Decimal::from(n))?.checked_mul(step)?;
            ticks.push((float(value), form.print(value)));
        }
        let (bottom, top) = (ticks.first()?.0, ticks.last()?.0);
        Some(Self { low: bottom, high: top, ticks })
    }

    /// The share of the axis at which a value stands: 0 at its low end, 1 at its high end.
    pub(super) fn share(&self, value: f64) -> f64 {
        if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.0 }
    }

    /// The number at which the axis begins, in print; `None` where zero is on it.
    pub(super) fn begins(&self) -> Option<&str> {
        self.ticks.first().map(|(_, text)| text.as_str()).filter(|_| !self.has_zero())
    }

    /// Whether zero is on the axis.
    pub(super) fn has_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// A value as a binary number, for geometry alone.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal;

    fn ticks(values: &[&str], form: NumberForm) -> Vec<String> {
        let values: Vec<Decimal> = values.iter().map(|v| decimal(v).expect("a number")).collect();
        let scale = Scale::new(&values, form, 6, false).expect("values");
        assert!(scale.ticks.len() <= 6);
        scale.ticks.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn numbers_are_round_and_few() {
        let plain = NumberForm::default();
        assert_eq!(ticks(&["3", "41"], plain), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(
            ticks(&["0.0001", "0.00042"], plain),
            ["0.0000", "0.0001", "0.0002", "0.0003", "0.0004", "0.0005"]
        );
        assert_eq!(ticks(&["1000000000"], plain).last().map(String::as_str), Some("1,000,000,000"));
        assert_eq!(ticks(&["-7", "12"], plain), ["\u{2212}10", "\u{2212}5", "0", "5", "10", "15"]);
        assert_eq!(ticks(&["0", "0"], plain), ["0", "1"]);
        // Whole numbers where they are as many as are read; halves where they are not.
        let rates = NumberForm { decimals: Some(2), ..plain };
        assert_eq!(ticks(&["15.52", "17.97"], rates), ["15", "16", "17", "18"]);
        assert_eq!(ticks(&["0.68", "1.73"], rates), ["0.0", "0.5", "1.0", "1.5", "2.0"]);
    }

    #[test]
    fn lines_far_from_zero_have_an_axis_of_their_own() {
        let percent = NumberForm { decimals: Some(1), percent: true, money: false };
        assert_eq!(ticks(&["96.2", "98.9"], percent), ["96%", "97%", "98%", "99%"]);
        assert_eq!(ticks(&["30", "98.9"], percent).first().map(String::as_str), Some("0%"));
    }

    #[test]
    fn whole_numbers_have_no_halves() {
        let whole = NumberForm { decimals: Some(0), ..NumberForm::default() };
        assert_eq!(ticks(&["1", "2"], whole), ["0", "1", "2"]);
    }

    #[test]
    fn the_largest_decimals_have_an_axis() {
        let scale = Scale::new(&[Decimal::MAX, Decimal::MIN], NumberForm::default(), 6, true);
        assert!(scale.is_some_and(|scale| scale.ticks.len() <= 6));
    }
}
