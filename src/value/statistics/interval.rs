//! The interval of one proportion, count or rate. It never compares two.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{ENOUGH, LOWER, MOST, UPPER, Z};

/// A 95% confidence interval, in the unit of what it is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    /// The lower limit, finite.
    pub low: f64,
    /// The upper limit, never below `low`; infinite where the ratio to a rate of none has no bound.
    pub high: f64,
}

impl Interval {
    /// Makes an interval, its limits put in order around the estimate, past which rounding may not push them.
    /// `None` where one of them is not a number, or where the lower one is not finite.
    pub(super) fn around(estimate: f64, low: f64, high: f64) -> Option<Self> {
        let sound = !estimate.is_nan() && low.is_finite() && !high.is_nan();
        sound.then(|| Self { low: low.min(estimate), high: high.max(estimate) })
    }

    /// Whether a value lies inside the interval or on one of its limits.
    pub(crate) fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The interval with both limits times a factor of zero or more; `None` where one is no longer finite.
    fn times(self, factor: f64) -> Option<Self> {
        let scaled = Self { low: self.low * factor, high: self.high * factor };
        (scaled.low.is_finite() && scaled.high.is_finite()).then_some(scaled)
    }
}

/// The Wilson score interval of the proportion `events / n`, as shares from 0 to 1.
///
/// `design_effect` is the variance that a survey's design gives, over that of a simple random
/// sample: 1.0 for a plain count, and 2.0 makes the survey worth half its `n`. With one, `events`
/// is the weighted share times `n`, the number of people asked.
///
/// `None` where `n` or the design effect is not above zero, or `events` is not from 0 to `n`.
///
/// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
/// Technical Guide, appendix 3. The effective sample: Kish, "Survey Sampling" (1965).
pub(crate) fn wilson(events: f64, n: f64, design_effect: f64) -> Option<Interval> {
    let effective = n / design_effect;
    if !(positive(n) && positive(design_effect) && positive(effective) && (0.0..=n).contains(&events)) {
        return None;
    }
    let share = events / n;
    let middle = share * effective + Z * Z / 2.0;
    let reach = Z * (share * (1.0 - share) * effective + Z * Z / 4.0).sqrt();
    let total = effective + Z * Z;
    let low = if events == 0.0 { 0.0 } else { (middle - reach) / total };
    let high = if events == n { 1.0 } else { (middle + reach) / total };
    Interval::around(share, low.max(0.0), high.min(1.0))
}

/// Byar's approximation to the interval of a Poisson count, in events. From a count of 10 up its
/// limits are within 0.2% of the exact ones; below a count of 0.6 its lower limit is set to zero.
///
/// `None` where the count is negative or not finite.
///
/// Breslow and Day, "Statistical methods in cancer research", volume II (IARC, 1987); Technical
/// Guide, appendix 1.
pub(crate) fn byar(count: f64) -> Option<Interval> {
    if !counts(count) {
        return None;
    }
    let limit =
        |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).max(0.0).powi(3);
    let low = if count == 0.0 { 0.0 } else { limit(count, -Z) };
    Interval::around(count, low, limit(count + 1.0, Z))
}

/// The exact interval of a Poisson count, in events: each limit is the mean that would leave 2.5%
/// of the distribution beyond the count. The lower limit of no events is zero.
///
/// `None` where the count is negative, not finite or above 1,000,000,000.
///
/// Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), by quantiles of
/// chi-square as in the Technical Guide, appendix 2.
pub(crate) fn exact(count: f64) -> Option<Interval> {
    if !counts(count) || count > MOST {
        return None;
    }
    let limit = |freedom: f64, share: f64| Some(ChiSquared::new(freedom).ok()?.inverse_cdf(share) / 2.0);
    let low = if count == 0.0 { 0.0 } else { limit(2.0 * count, LOWER)? };
    Interval::around(count, low, limit(2.0 * count + 2.0, UPPER)?)
}

/// The interval of a count as Fingertips works it out, in events: Byar's from 10 up, exact below.
///
/// `None` where the count is negative or not finite.
///
/// Technical Guide, appendices 1 and 2; the change of method at 10 as in UKHSA and DHSC's R
/// package `PHEindicatormethods`, `phe_rate`.
pub(crate) fn poisson(count: f64) -> Option<Interval> {
    if count < ENOUGH { exact(count) } else { byar(count) }
}

/// The interval of a crude rate: that of its count over a population that is taken as known, in
/// events for each `per` of it (1,000 for "per 1,000 people"). A count may be above its
/// population, since one person may have many events.
///
/// `None` where the count is negative, or the population or `per` is not above zero.
///
/// Technical Guide, directory of methods, "crude rate"; `phe_rate` as for [`poisson`].
pub(crate) fn rate(count: f64, population: f64, per: f64) -> Option<Interval> {
    if !(positive(population) && positive(per)) {
        return None;
    }
    poisson(count)?.times(per / population)
}

/// Whether a number may be a population: finite and above zero.
pub(super) fn positive(number: f64) -> bool {
    number.is_finite() && number > 0.0
}

/// Whether a number may be a count of events: finite, and zero or more.
pub(super) fn counts(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::assert_near;
    use super::*;

    /// Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven
    /// methods", Statistics in Medicine 17 (1998) 857–872: his examples, method 3.
    #[test]
    fn wilson_is_as_newcombe_prints_it() {
        assert_near(wilson(81.0, 263.0, 1.0), 0.2553, 0.3662, 5e-5);
        assert_near(wilson(15.0, 148.0, 1.0), 0.0624, 0.1605, 5e-5);
        assert_near(wilson(0.0, 20.0, 1.0), 0.0, 0.1611, 5e-5);
        assert_near(wilson(1.0, 29.0, 1.0), 0.0061, 0.1718, 5e-5);
    }

    /// The test data of `PHEindicatormethods` (DHSC and UKHSA): `testdata_Byars_Wilson.xlsx`,
    /// `testdata_Proportion.xlsx` and `testdata_Rate.xlsx`.
    #[test]
    fn all_are_as_the_health_departments_own_package_has_them() {
        assert_near(wilson(65.0, 100.0, 1.0), 0.552_544_433, 0.736_357_518, 1e-9);
        assert_near(wilson(0.445, 1.0, 1.0), 0.043_817_448, 0.933_462_128, 1e-9);
        assert_near(wilson(7_776_456.0, 7_564_336_677.0, 1.0), 0.001_027_320_1, 0.001_028_764_46, 1e-11);
        assert_near(byar(65.0), 50.163_187_71, 82.849_138_546, 1e-8);
        assert_near(byar(1045.0), 982.593_201_81, 1_110.331_212_99, 1e-8);
        assert_near(byar(1.0), 0.013_072_133, 5.563_755_582, 1e-9);
        assert_near(rate(1.0, 100.0, 1e5), 25.317_808, 5_571.643_391, 1e-6);
        assert_near(rate(5.0, 100.0, 1e5), 1_623.486_39, 11_668.332_079, 1e-6);
        assert_near(rate(2.0, 200.0, 1e5), 121.104_639, 3_612.343_834, 1e-6);
        assert_near(rate(10.0, 200.0, 1e5), 2_393.724_957, 9_195.729_303, 1e-6);
        assert_near(rate(222.0, 3215.0, 1e5), 6_026.574_878, 7_875.729_371, 1e-6);
        assert_near(rate(250.0, 220.0, 1e5), 99_984.947_385, 128_631.144_875, 1e-6);
    }

    /// The usual table of exact limits, as in Breslow and Day, and in R's `epitools::pois.exact`.
    #[test]
    fn exact_limits_are_those_of_the_tables() {
        assert_near(exact(0.0), 0.0, 3.689, 5e-4);
        assert_near(exact(1.0), 0.0253, 5.572, 5e-4);
        assert_near(exact(2.0), 0.242, 7.225, 5e-4);
        assert_near(exact(9.0), 4.115, 17.085, 5e-4);
        assert_near(exact(10.0), 4.795, 18.390, 5e-4);
        assert_near(exact(100.0), 81.364, 121.627, 5e-4);
    }

    /// The chance of `count` events or fewer, summed term by term.
    fn up_to(count: u32, mean: f64) -> f64 {
        let mut term = (-mean).exp();
        let mut sum = term;
        for n in 1..=count {
            term *= mean / f64::from(n);
            sum += term;
        }
        sum
    }

    #[test]
    fn exact_limits_leave_the_tails_that_define_them() {
        assert!((up_to(0, exact(0.0).expect("an interval").high) - LOWER).abs() < 1e-9);
        for count in 1..=60 {
            let found = exact(f64::from(count)).expect("an interval");
            assert!((up_to(count - 1, found.low) - UPPER).abs() < 1e-9, "{count}");
            assert!((up_to(count, found.high) - LOWER).abs() < 1e-9, "{count}");
        }
    }

    #[test]
    fn byar_is_near_the_exact_limits_from_ten_up() {
        for count in 10..=1000 {
            let (byar, exact) = (byar(f64::from(count)), exact(f64::from(count)));
            let (byar, exact) = (byar.expect("an interval"), exact.expect("an interval"));
            assert!((byar.low / exact.low - 1.0).abs() < 0.002, "{count}");
            assert!((byar.high / exact.high - 1.0).abs() < 0.002, "{count}");
        }
        assert_eq!(poisson(9.0), exact(9.0));
        assert_eq!(poisson(10.0), byar(10.0));
    }

    /// 0.235466 to 0.391403 is Wilson's formula for 40.5 of 131.5.
    #[test]
    fn a_design_effect_makes_a_survey_smaller() {
        assert_near(wilson(81.0, 263.0, 2.0), 0.235_466_427_753, 0.391_403_265_835, 1e-11);
        assert_near(wilson(0.0, 20.0, 20.0), 0.0, 0.793_450_685_623, 1e-11);
    }

    #[test]
    fn what_cannot_be_has_no_interval() {
        for bad in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(wilson(bad, 10.0, 1.0), None);
            assert_eq!(wilson(1.0, bad, 1.0), None);
            assert_eq!(wilson(1.0, 10.0, bad), None);
            assert_eq!(byar(bad), None);
            assert_eq!(exact(bad), None);
            assert_eq!(poisson(bad), None);
            assert_eq!(rate(bad, 10.0, 1e3), None);
            assert_eq!(rate(1.0, bad, 1e3), None);
            assert_eq!(rate(1.0, 10.0, bad), None);
        }
        assert_eq!(wilson(11.0, 10.0, 1.0), None);
        assert_eq!(wilson(10.1, 10.0, 1.0), None);
        assert_eq!(wilson(0.0, 0.0, 1.0), None);
        assert_eq!(wilson(1.0, 10.0, 0.0), None);
        assert_eq!(rate(1.0, 0.0, 1e3), None);
        assert_eq!(rate(1.0, 1e-300, 5e7), None); // its upper limit is too large to be written
        assert_eq!(exact(2e9), None);
    }

    fn is_valid(found: Option<Interval>) -> bool {
        found.is_none_or(|i| i.low.is_finite() && i.low <= i.high)
    }

    proptest! {
        #[test]
        fn a_proportion_is_inside_and_fewer_people_widen_it(
            n in 1u32..100_000, share in 0.0..=1.0, effect in 1.0..9.0,
        ) {
            let n = f64::from(n);
            let plain = wilson(share * n, n, 1.0).expect("an interval");
            prop_assert!(0.0 <= plain.low && plain.holds(share * n / n) && plain.high <= 1.0);
            let survey = wilson(share * n, n, effect + 0.01).expect("an interval");
            prop_assert!(survey.high - survey.low > plain.high - plain.low);
            let others = wilson(n - share * n, n, 1.0).expect("an interval");
            prop_assert!((others.low + plain.high - 1.0).abs() < 1e-12);
        }

        #[test]
        fn a_count_is_inside_and_fewer_events_widen_it(count in 1u32..5000) {
            let (fewer, more) = (f64::from(count), f64::from(count) + 1.0);
            let (few, many) = (poisson(fewer).expect("an interval"), poisson(more).expect("an interval"));
            prop_assert!(few.holds(fewer) && few.low < many.low && few.high < many.high);
            prop_assert!((few.high - few.low) / fewer > (many.high - many.low) / more);
        }

        #[test]
        fn no_number_makes_it_panic(
            a in prop_oneof![prop::num::f64::ANY, 0.0..30.0, 0.0..1e-300],
            b in prop_oneof![prop::num::f64::ANY, 0.0..1e6],
            c in prop_oneof![prop::num::f64::ANY, 0.5..3.0],
        ) {
            prop_assert!(is_valid(wilson(a, b, c)) && is_valid(wilson(b, a, c)));
            prop_assert!(is_valid(byar(a)) && is_valid(exact(a)) && is_valid(poisson(a)));
            prop_assert!(is_valid(rate(a, b, c)) && is_valid(rate(b, c, a)));
        }
    }
}
