//! Comparisons of two rates or two proportions: the interval of their ratio or their difference, and so
//! whether the two differ. It never says which of them is better.

use statrs::function::beta::checked_beta_reg;

use super::interval::{counts, positive};
use super::{ENOUGH, Interval, LOWER, MOST, UPPER, Z, wilson};

/// The interval of the rate of `a` over the rate of `b`: 1 means the same, 2 twice the rate.
///
/// With 10 events and more on both sides it is that of the logarithm, the ratio times or over
/// `exp(1.96 √(1/a + 1/b))`. With fewer on either side it is the exact one, given how many events
/// there are in all: of a + b events a are the first side's, a binomial share whose limits, by
/// Clopper and Pearson, are turned into odds and set against the populations. It takes no events
/// on one side: the lower limit is then 0, or the upper one infinite.
///
/// `None` where neither side has an event, where a count is negative or above 1,000,000,000, or
/// where a population is not above zero.
///
/// Rothman, "Epidemiology: An Introduction", 2nd edition (2012), chapter 9; Breslow and Day,
/// "Statistical methods in cancer research", volume II (IARC, 1987), chapter 3; Clopper and
/// Pearson, Biometrika 26 (1934).
pub(crate) fn rate_ratio(
    count_a: f64,
    population_a: f64,
    count_b: f64,
    population_b: f64,
) -> Option<Interval> {
    let side = |count, population| counts(count) && count <= MOST && positive(population);
    if !side(count_a, population_a) || !side(count_b, population_b) || count_a + count_b == 0.0 {
        return None;
    }
    let (count_a, count_b) = (count_a.abs(), count_b.abs()); // a zero has no sign
    let odds = if count_a.min(count_b) < ENOUGH {
        conditional_odds(count_a, count_b)?
    } else {
        let reach = (Z * (1.0 / count_a + 1.0 / count_b).sqrt()).exp();
        Interval { low: count_a / count_b / reach, high: count_a / count_b * reach }
    };
    let scale = population_b / population_a;
    let low = if count_a == 0.0 { 0.0 } else { odds.low * scale };
    let high = if count_b == 0.0 { f64::INFINITY } else { odds.high * scale };
    Interval::around(count_a / count_b * scale, low, high)
}

/// The exact interval of the odds that an event is of `a` and not of `b`. `None` where both are
/// zero. The side with fewer events goes first, as the share is precise near 0 and not near 1.
fn conditional_odds(a: f64, b: f64) -> Option<Interval> {
    if a > b {
        let other = conditional_odds(b, a)?;
        return Some(Interval { low: 1.0 / other.high, high: 1.0 / other.low });
    }
    if b == 0.0 {
        return None;
    }
    let low = if a == 0.0 { 0.0 } else { odds_at(a, b + 1.0, LOWER) };
    Some(Interval { low, high: odds_at(a + 1.0, b, UPPER) })
}

/// The odds below which a beta distribution has `share` of itself, by halving their logarithm's
/// range: it always ends, and is as precise for one in a million as for one in two.
fn odds_at(a: f64, b: f64, share: f64) -> f64 {
    let (mut low, mut high) = (-700.0_f64, 700.0_f64);
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        let below = checked_beta_reg(a, b, 1.0 / (1.0 + (-middle).exp())).unwrap_or(f64::NAN);
        if below < share { low = middle } else { high = middle }
    }
    f64::midpoint(low, high).exp()
}

/// The interval of the proportion of `a` less the proportion of `b`, from -1 to 1: 0.05 is five
/// percentage points. `design_effect` is both surveys', as for [`wilson`]; 1.0 for plain counts.
/// The two groups share no people: of one group asked twice it is too wide.
///
/// `None` where [`wilson`] gives none for either side.
///
/// Newcombe, "Interval estimation for the difference between independent proportions: comparison
/// of eleven methods", Statistics in Medicine 17 (1998), method 10, the hybrid score interval.
pub(crate) fn difference(
    events_a: f64,
    n_a: f64,
    events_b: f64,
    n_b: f64,
    design_effect: f64,
) -> Option<Interval> {
    let (a, b) = (wilson(events_a, n_a, design_effect)?, wilson(events_b, n_b, design_effect)?);
    let (share_a, share_b) = (events_a / n_a, events_b / n_b);
    let between = share_a - share_b;
    let down = (share_a - a.low).hypot(b.high - share_b);
    let up = (a.high - share_a).hypot(share_b - b.low);
    Interval::around(between, (between - down).max(-1.0), (between + up).min(1.0))
}

/// Whether two rates differ more than chance alone would often make them: whether 1 lies outside
/// the 95% interval of [`rate_ratio`]. No events on either side is no difference.
///
/// `None` where a count or population cannot be, as for [`rate_ratio`].
///
/// Two rates may differ though their own intervals overlap, so those are not looked at: Schenker
/// and Gentleman, "On judging the significance of differences by examining the overlap between
/// confidence intervals", The American Statistician 55 (2001).
pub(crate) fn rates_differ(count_a: f64, population_a: f64, count_b: f64, population_b: f64) -> Option<bool> {
    if count_a == 0.0 && count_b == 0.0 {
        return (positive(population_a) && positive(population_b)).then_some(false);
    }
    Some(!rate_ratio(count_a, population_a, count_b, population_b)?.holds(1.0))
}

/// Whether two proportions differ more than chance alone would often make them: whether 0 lies
/// outside the 95% interval of [`difference`], of which it takes the arguments.
///
/// `None` where [`difference`] gives none.
pub(crate) fn proportions_differ(
    events_a: f64,
    n_a: f64,
    events_b: f64,
    n_b: f64,
    design_effect: f64,
) -> Option<bool> {
    Some(!difference(events_a, n_a, events_b, n_b, design_effect)?.holds(0.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::assert_near;
    use super::*;

    /// Newcombe's own examples, method 10.
    #[test]
    fn differences_are_as_newcombe_prints_them() {
        assert_near(difference(56.0, 70.0, 48.0, 80.0, 1.0), 0.0524, 0.3339, 5e-5);
        assert_near(difference(9.0, 10.0, 3.0, 10.0, 1.0), 0.1705, 0.8090, 5e-5);
        assert_near(difference(6.0, 7.0, 2.0, 7.0, 1.0), 0.0582, 0.8062, 5e-5);
        assert_near(difference(5.0, 56.0, 0.0, 29.0, 1.0), -0.0381, 0.1926, 5e-5);
        assert_near(difference(0.0, 10.0, 0.0, 20.0, 1.0), -0.1611, 0.2775, 5e-5);
        assert_near(difference(0.0, 10.0, 0.0, 10.0, 1.0), -0.2775, 0.2775, 5e-5);
        assert_near(difference(10.0, 10.0, 0.0, 20.0, 1.0), 0.6791, 1.0, 5e-5);
        assert_near(difference(10.0, 10.0, 0.0, 10.0, 1.0), 0.6075, 1.0, 5e-5);
    }

    /// Rothman 2012, table 9-2: cancer among blind and visually impaired people. He prints the 90%
    /// limits 0.40 and 0.53, which lie 1.645/1.960 of the way to ours on the scale of logarithms.
    /// Ours were worked out with mpmath.
    #[test]
    fn the_log_method_is_as_rothman_prints_it() {
        let found = rate_ratio(136.0, 22_050.0, 1709.0, 127_650.0).expect("an interval");
        assert_near(Some(found), 0.386_874_857_874, 0.548_589_682_15, 1e-11);
        let ratio = (136.0 / 22_050.0) / (1709.0 / 127_650.0);
        let ninety = |limit: f64| ratio * (limit / ratio).powf(1.644_853_6 / Z);
        assert!((ninety(found.low) - 0.40).abs() < 0.005 && (ninety(found.high) - 0.53).abs() < 0.005);
    }

    /// 0.5 times and over `exp(1.96 √(1/10 + 1/20))`; and as many events on both sides are a ratio too.
    #[test]
    fn the_log_method_begins_at_ten_events() {
        assert_near(rate_ratio(10.0, 1000.0, 20.0, 1000.0), 0.234_045_914_35, 1.068_166_477_89, 1e-9);
        assert_eq!(rates_differ(20.0, 1000.0, 20.0, 4000.0), Some(true));
    }

    /// OpenEpi's example of "Compare 2 Rates", its Fisher exact limits: two strata and both as one.
    #[test]
    fn the_exact_method_is_as_openepi_prints_it() {
        assert_near(rate_ratio(17.0, 100_025.0, 3.0, 122_268.0), 2.004, 36.89, 5e-3);
        assert_near(rate_ratio(8.0, 78_531.0, 1.0, 77_932.0), 1.064, 352.3, 5e-2);
        assert_near(rate_ratio(25.0, 178_556.0, 4.0, 200_200.0), 2.42, 27.71, 5e-3);
    }

    /// Stata's manual, `iri 41 15 28010 19017`: breast cancer after fluoroscopy, after Rothman.
    #[test]
    fn the_exact_method_is_as_stata_prints_it() {
        let odds = conditional_odds(41.0, 15.0).expect("an interval");
        let scale = 19_017.0 / 28_010.0;
        assert!((odds.low * scale - 1.005_684).abs() < 1e-6 && (odds.high * scale - 3.6093).abs() < 1e-5);
    }

    /// Worked out with mpmath from quantiles of the beta distribution: a district beside England,
    /// and no events on one side.
    #[test]
    fn the_exact_method_takes_very_uneven_sides() {
        let district = rate_ratio(3.0, 110_000.0, 50_000.0, 57e6);
        assert_near(district, 0.006_411_476_118, 0.090_866_070_32, 1e-9);
        assert_near(rate_ratio(0.0, 1000.0, 5.0, 2000.0), 0.0, 2.182_558_210_37, 1e-9);
        assert_near(
            rate_ratio(7.0, 1e5, 0.0, 1e5).map(|i| Interval { high: 0.0, ..i }),
            1.441_308_519,
            0.0,
            1e-8,
        );
        assert_eq!(rate_ratio(7.0, 1e5, 0.0, 1e5).map(|i| i.high), Some(f64::INFINITY));
    }

    /// The chance of `count` or fewer of `n`, summed term by term.
    fn up_to(count: i32, n: i32, share: f64) -> f64 {
        let mut term = (1.0 - share).powi(n);
        let mut sum = term;
        for k in 1..=count {
            term *= f64::from(n - k + 1) / f64::from(k) * share / (1.0 - share);
            sum += term;
        }
        sum
    }

    #[test]
    fn exact_odds_leave_the_tails_that_define_them() {
        for (a, b) in [(1, 1), (1, 9), (3, 40), (9, 4), (8, 300), (0, 6), (40, 2)] {
            let odds = conditional_odds(f64::from(a), f64::from(b)).expect("an interval");
            let high = up_to(a, a + b, odds.high / (1.0 + odds.high));
            assert!((high - LOWER).abs() < 1e-9, "{a} and {b}: {high}");
            let low = up_to(a - 1, a + b, odds.low / (1.0 + odds.low));
            assert!(a == 0 || (low - UPPER).abs() < 1e-9, "{a} and {b}: {low}");
        }
    }

    #[test]
    fn a_difference_is_parted_from_chance() {
        assert_eq!(rates_differ(60.0, 1000.0, 30.0, 1000.0), Some(true));
        assert_eq!(rates_differ(35.0, 1000.0, 30.0, 1000.0), Some(false));
        assert_eq!(rates_differ(0.0, 1000.0, 6.0, 1000.0), Some(true));
        assert_eq!(rates_differ(0.0, 1000.0, 5.0, 1000.0), Some(false));
        assert_eq!(rates_differ(0.0, 1000.0, 0.0, 1000.0), Some(false));
        assert_eq!(proportions_differ(56.0, 70.0, 48.0, 80.0, 1.0), Some(true));
        assert_eq!(proportions_differ(56.0, 70.0, 48.0, 80.0, 2.0), Some(false));
        assert_eq!(proportions_differ(0.0, 10.0, 0.0, 20.0, 1.0), Some(false));
    }

    #[test]
    fn what_cannot_be_is_not_compared() {
        for bad in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for at in 0..4 {
                let mut four = [3.0, 40.0, 5.0, 40.0];
                four[at] = bad;
                let [a, n, b, m] = four;
                assert_eq!(rate_ratio(a, n, b, m), None);
                assert_eq!(rates_differ(a, n, b, m), None);
                assert_eq!(difference(a, n, b, m, 1.0), None);
                assert_eq!(proportions_differ(a, n, b, m, 1.0), None);
            }
            assert_eq!(difference(3.0, 40.0, 5.0, 40.0, bad), None);
            assert_eq!(rates_differ(0.0, bad, 0.0, 40.0), None);
        }
        assert_eq!(rate_ratio(0.0, 40.0, 0.0, 40.0), None);
        assert_eq!(rate_ratio(-0.0, 40.0, 5.0, 40.0), rate_ratio(0.0, 40.0, 5.0, 40.0));
        assert_eq!(rate_ratio(1.0, 0.0, 1.0, 40.0), None);
        assert_eq!(rate_ratio(1.0, 40.0, 1.0, 0.0), None);
        assert_eq!(rate_ratio(2e9, 4e9, 1.0, 40.0), None);
        assert_eq!(difference(41.0, 40.0, 5.0, 40.0, 1.0), None);
        assert_eq!(difference(0.0, 0.0, 5.0, 40.0, 1.0), None);
    }

    fn is_valid(found: Option<Interval>) -> bool {
        found.is_none_or(|i| i.low.is_finite() && i.low <= i.high)
    }

    proptest! {
        #[test]
        fn a_ratio_is_inside_and_turns_over_with_its_sides(
            a in 1u32..400, b in 1u32..400, n in 1.0..1e6, m in 1.0..1e6, times in 2u32..9,
        ) {
            let (a, b, times) = (f64::from(a), f64::from(b), f64::from(times));
            let found = rate_ratio(a, n, b, m).expect("an interval");
            prop_assert!(found.low < found.high && found.holds(a / b * (m / n)));
            let turned = rate_ratio(b, m, a, n).expect("an interval");
            prop_assert!((found.low * turned.high - 1.0).abs() < 1e-9);
            prop_assert!((found.high * turned.low - 1.0).abs() < 1e-9);
            prop_assert_eq!(rates_differ(a, n, b, m), rates_differ(b, m, a, n));
            let more = rate_ratio(a * times, n, b * times, m).expect("an interval");
            prop_assert!(found.high / found.low > more.high / more.low);
        }

        #[test]
        fn a_difference_is_inside_and_mirrors_its_sides(
            n in 1u32..2000, m in 1u32..2000, share in 0.0..=1.0, other in 0.0..=1.0, effect in 1.0..9.0,
        ) {
            let (n, m) = (f64::from(n), f64::from(m));
            let (a, b) = (share * n, other * m);
            let found = difference(a, n, b, m, effect).expect("an interval");
            prop_assert!(-1.0 <= found.low && found.holds(a / n - b / m) && found.high <= 1.0);
            let mirrored = difference(b, m, a, n, effect).expect("an interval");
            prop_assert!((found.low + mirrored.high).abs() < 1e-12);
            prop_assert!((found.high + mirrored.low).abs() < 1e-12);
            let fewer = difference(a, n, b, m, effect + 0.01).expect("an interval");
            prop_assert!(fewer.high - fewer.low > found.high - found.low);
        }

        #[test]
        fn no_number_makes_it_panic(
            a in prop_oneof![prop::num::f64::ANY, 0.0..30.0, 0.0..1e-300],
            n in prop_oneof![prop::num::f64::ANY, 0.0..1e6],
            b in prop_oneof![prop::num::f64::ANY, 0.0..1e9],
            m in prop_oneof![prop::num::f64::ANY, 0.0..1e9],
        ) {
            prop_assert!(is_valid(rate_ratio(a, n, b, m)) && is_valid(rate_ratio(b, m, a, n)));
            prop_assert!(is_valid(difference(a, n, b, m, 1.0)) && is_valid(difference(a, n, b, m, b)));
        }
    }
}
