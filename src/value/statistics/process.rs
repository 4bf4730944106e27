//! Control limits of an XmR chart, and which values are special causes. It never says whether one is good, and
//! never rounds.
//!
//! The limits are 2.66 average moving ranges each side of the mean, as in D. J. Wheeler, "Understanding Variation".
//! The four rules are those that NHS England publishes for its Making Data Count charts (Model Health System,
//! "Statistical Process Control charts"): a value outside a limit; two of three within a sigma of the same limit,
//! which is the outer third; seven or more in a row on one side of the mean; seven or more in a row that rise, or
//! that fall. All values count, as in that programme's own workbooks: none is left out for lying far away.
//!
//! A period without a value ends every row, and no moving range reaches over it. Where the process changed, mean
//! and limits are worked out anew.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// The factor from an average moving range to the distance between mean and limit.
const LIMIT: Decimal = Decimal::from_parts(266, 0, 0, false, 2);

/// The number of values in a row that are a shift, or a trend.
const ROW: usize = 7;

/// A stretch of values between two changes of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeanStretch {
    /// The index of the first value, and the one after the last.
    pub from: usize,
    pub to: usize,
    pub mean: Decimal,
    /// The lower and the upper limit; `None` where no two values follow one another.
    pub limits: Option<(Decimal, Decimal)>,
    /// The number of values.
    pub count: usize,
}

/// A rule by which a value is a special cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Signal {
    /// Outside a limit.
    Outside,
    /// Among seven or more in a row on one side of the mean.
    Shift,
    /// Among seven or more in a row that rise, or that fall.
    Trend,
    /// One of two in three within a sigma of the same limit.
    NearLimit,
}

/// A value that is a special cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpecialCause {
    /// The rules by which it is one, at least one.
    pub signals: Vec<Signal>,
    /// Whether it is high: above the mean, or, where a trend is all that there is, rising.
    pub high: bool,
}

/// A series with its mean, limits and special causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Process {
    /// The stretches, in order; a stretch without a value is left out.
    pub stretches: Vec<MeanStretch>,
    /// The special cause of each value; `None` for one of common cause, and for a gap.
    pub causes: Vec<Option<SpecialCause>>,
}

impl Process {
    /// Works out limits and special causes of a series. `steps` are the indices of values with which the process
    /// changed. `None` where there is no value, or sums are too large.
    pub(crate) fn of(values: &[Option<Decimal>], steps: &[usize]) -> Option<Self> {
        let mut borders: Vec<usize> = steps.iter().copied().filter(|at| *at < values.len()).collect();
        borders.extend([0, values.len()]);
        borders.sort_unstable();
        borders.dedup();
        let mut process = Self { stretches: Vec::new(), causes: vec![None; values.len()] };
        for pair in borders.windows(2) {
            let [from, to] = *pair else { continue };
            let own = values.get(from..to)?;
            if own.iter().any(Option::is_some) {
                let stretch = stretch(own, from)?;
                for (at, cause) in causes(own, &stretch).into_iter().enumerate() {
                    if let Some(place) = process.causes.get_mut(from + at) {
                        *place = cause;
                    }
                }
                process.stretches.push(stretch);
            }
        }
        (!process.stretches.is_empty()).then_some(process)
    }
}

fn stretch(values: &[Option<Decimal>], from: usize) -> Option<MeanStretch> {
    let known: Vec<Decimal> = values.iter().flatten().copied().collect();
    let mean = average(&known)?;
    let pairs = values.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    let ranges = pairs.filter_map(|(a, b)| Some(b?.checked_sub(a?)?.abs()));
    let limits = match average(&ranges.collect::<Vec<Decimal>>()) {
        Some(range) => {
            let reach = range.checked_mul(LIMIT)?;
            Some((mean.checked_sub(reach)?, mean.checked_add(reach)?))
        }
        None => None,
    };
    Some(MeanStretch { from, to: from + values.len(), mean, limits, count: known.len() })
}

/// The mean of numbers; `None` where there are none.
fn average(numbers: &[Decimal]) -> Option<Decimal> {
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    sum.checked_div(Decimal::from(numbers.len()))
}

/// The special cause of each value of a stretch.
fn causes(values: &[Option<Decimal>], stretch: &MeanStretch) -> Vec<Option<SpecialCause>> {
    let Some((low, high)) = stretch.limits else { return vec![None; values.len()] };
    let mut signals: Vec<Vec<Signal>> = vec![Vec::new(); values.len()];
    let mut signal = |at: usize, signal: Signal| {
        if let Some(own) = signals.get_mut(at)
            && !own.contains(&signal)
        {
            own.push(signal);
        }
    };
    let side = |value: Decimal| value.cmp(&stretch.mean);
    for (at, value) in values.iter().enumerate() {
        if value.is_some_and(|value| value < low || value > high) {
            signal(at, Signal::Outside);
        }
    }
    let sides: Vec<_> = values.iter().map(|value| value.map(side).filter(|side| side.is_ne())).collect();
    for row in rows(&sides).filter(|row| row.len() >= ROW) {
        row.for_each(|at| signal(at, Signal::Shift));
    }
    let mut rising: Vec<Option<bool>> = vec![None; values.len()];
    let steps = values.windows(2).map(|pair| Some(pair.get(1)?.as_ref()?.cmp(pair.first()?.as_ref()?)));
    let steps: Vec<_> = steps.map(|step| step.filter(|step| step.is_ne())).collect();
    for row in rows(&steps).filter(|row| row.len() + 1 >= ROW) {
        let up = steps.get(row.start).map(|step| *step == Some(Ordering::Greater));
        // A row of steps joins one value more.
        for at in row.start..=row.end {
            signal(at, Signal::Trend);
            if let Some(rises) = rising.get_mut(at) {
                *rises = up;
            }
        }
    }
    let third = (high - stretch.mean) / Decimal::from(3);
    for (near, is_near) in [(high - third, true), (low + third, false)] {
        let outer = |value: &Option<Decimal>| {
            value.is_some_and(|value| if is_near { value > near } else { value < near })
        };
        for (at, three) in values.windows(3).enumerate() {
            if three.iter().all(Option::is_some) && three.iter().filter(|value| outer(value)).count() >= 2 {
                let of_two = (at..at + 3).filter(|at| values.get(*at).is_some_and(outer));
                of_two.for_each(|at| signal(at, Signal::NearLimit));
            }
        }
    }
    let one = |(at, mut signals): (usize, Vec<Signal>)| {
        signals.sort_unstable();
        let value = values.get(at).copied().flatten()?;
        let rises = rising.get(at).copied().flatten();
        let high = rises.filter(|_| signals == [Signal::Trend]).unwrap_or_else(|| side(value).is_gt());
        (!signals.is_empty()).then_some(SpecialCause { signals, high })
    };
    signals.into_iter().enumerate().map(one).collect()
}

/// The ranges of indices over which a list has one value, and not `None`.
fn rows<T: PartialEq>(list: &[Option<T>]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    let chunks = list.chunk_by(|a, b| a == b).map(move |chunk| {
        let from = at;
        at += chunk.len();
        (from..at, chunk.first().is_some_and(Option::is_some))
    });
    chunks.filter(|(_, known)| *known).map(|(range, _)| range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal;

    fn values(text: &str) -> Vec<Option<Decimal>> {
        text.split_whitespace()
            .map(|value| (value != ".").then(|| decimal(value).expect("a number")))
            .collect()
    }

    fn process(text: &str, steps: &[usize]) -> Process {
        Process::of(&values(text), steps).expect("values")
    }

    /// The indices of special causes by a rule.
    fn by(process: &Process, signal: Signal) -> Vec<usize> {
        let has = |cause: &Option<SpecialCause>| cause.as_ref().is_some_and(|c| c.signals.contains(&signal));
        process.causes.iter().enumerate().filter(|(_, cause)| has(cause)).map(|(at, _)| at).collect()
    }

    /// NHS-R Community, "Deviations from Excel defaults": mean 1.94 and limits -3.06 and 6.95 in the programme's
    /// own workbook, with the fifth of 18 values outside.
    #[test]
    fn limits_are_those_of_the_published_example() {
        let process = process("1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1", &[]);
        let stretch = &process.stretches[0];
        let (low, high) = stretch.limits.expect("limits");
        let two = |value: Decimal| value.round_dp(2).to_string();
        assert_eq!([two(stretch.mean), two(low), two(high)], ["1.94", "-3.06", "6.95"]);
        assert_eq!(by(&process, Signal::Outside), [4]);
        assert_eq!(process.causes.iter().flatten().count(), 1);
        assert!(process.causes[4].as_ref().is_some_and(|cause| cause.high));
    }

    #[test]
    fn seven_on_one_side_of_the_mean_are_a_shift_and_six_are_none() {
        let seven = process("9 1 9 1 9 1 9 6 6.1 6 6.1 6 6.1 1 1 1", &[]);
        assert_eq!(by(&seven, Signal::Shift), [6, 7, 8, 9, 10, 11, 12]);
        let six = process("9 1 9 1 9 1 1 6 6.1 6 6.1 6 6.1 1 1 1", &[]);
        assert_eq!(by(&six, Signal::Shift), [0; 0]);
        // A value on the mean is on neither side.
        let on_mean = process("4 6 4 6 4 6 5 5 5 5 5 5 5", &[]);
        assert_eq!(by(&on_mean, Signal::Shift), [0; 0]);
    }

    #[test]
    fn seven_that_rise_or_fall_are_a_trend_and_six_or_two_alike_are_none() {
        let rising = process("5 1 2 3 4 5 6 7 3", &[]);
        assert_eq!(by(&rising, Signal::Trend), [1, 2, 3, 4, 5, 6, 7]);
        assert!(rising.causes[1].as_ref().is_some_and(|cause| cause.high), "a rise is high from its first");
        let falling = process("2 7 6 5 4 3 2 1 3", &[]);
        assert_eq!(by(&falling, Signal::Trend), [1, 2, 3, 4, 5, 6, 7]);
        assert!(falling.causes[1].as_ref().is_some_and(|cause| !cause.high));
        assert_eq!(by(&process("1 2 3 4 5 6", &[]), Signal::Trend), [0; 0]);
        assert_eq!(by(&process("1 2 3 3 4 5 6", &[]), Signal::Trend), [0; 0]);
        assert_eq!(by(&process("1 2 3 . 4 5 6 7", &[]), Signal::Trend), [0; 0]);
    }

    #[test]
    fn two_of_three_near_the_same_limit_are_a_special_cause() {
        // Of these 31 values the mean is 5.31 and the average moving range 2.37: limits -1.00 and 11.62, the outer
        // thirds below 1.10 and above 9.52.
        let near = |tail: &str| process(&format!("{} {tail} 4 6 4 6", ["4 6"; 12].join(" ")), &[]);
        let high = near("9.8 5 9.8");
        assert_eq!(by(&high, Signal::NearLimit), [24, 26]);
        assert_eq!(high.causes.iter().flatten().count(), 2);
        assert_eq!(by(&near("9.8 5 5 9.8"), Signal::NearLimit), [0; 0]);
        assert_eq!(by(&near("9.8 5 0.4"), Signal::NearLimit), [0; 0], "near two limits");
    }

    #[test]
    fn limits_begin_anew_where_the_process_changed() {
        let process = process("1 2 1 2 1 2 11 12 11 12 11 12", &[6]);
        let means: Vec<String> = process.stretches.iter().map(|s| s.mean.normalize().to_string()).collect();
        assert_eq!(means, ["1.5", "11.5"]);
        assert_eq!((process.stretches[0].to, process.stretches[1].from), (6, 6));
        assert_eq!(process.causes.iter().flatten().count(), 0);
    }

    #[test]
    fn no_range_reaches_over_a_gap_and_one_value_has_no_limits() {
        let process = process("1 2 . 100 101", &[]);
        let (low, high) = process.stretches[0].limits.expect("limits");
        assert_eq!((high - low).normalize().to_string(), "5.32");
        assert_eq!(Process::of(&values("5"), &[]).expect("a value").stretches[0].limits, None);
        assert_eq!(Process::of(&values(". ."), &[]), None);
        assert_eq!(Process::of(&[Some(Decimal::MAX), Some(Decimal::MAX)], &[]), None);
    }
}
