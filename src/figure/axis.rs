//! The time axis of charts and tables: every period from the first to the last, so that what is missing shows
//! as a gap. It never fills a gap.

use std::collections::{BTreeMap, BTreeSet};

use super::view::Figure;
use crate::value::Period;

/// The most periods that are counted out from the first on; those with values beyond them are there too.
const MOST_PERIODS: usize = 4_000;

/// The periods from the first to the last of several histories. Where all values are whole years apart the
/// axis has one period a year; where they are of several years together that follow one another, only these.
pub(crate) fn axis(histories: &[Vec<Figure>]) -> Vec<Period> {
    let mut all: Vec<Period> = histories.iter().flatten().map(|f| f.period).collect();
    all.sort_by_key(|p| (p.last_day(), days(*p)));
    all.dedup_by_key(|p| p.last_day());
    let (Some(first), Some(last)) = (all.first().copied(), all.last().copied()) else { return Vec::new() };
    let shortest = all.iter().copied().min_by_key(|p| days(*p)).unwrap_or(first);
    let by = whole_years(&all, shortest.length());
    let by_end: BTreeMap<_, _> = all.iter().map(|p| (p.last_day(), *p)).collect();
    let mut found: Vec<Period> = Vec::new();
    // From the first period of the shortest kind outward, so that every value has its place.
    let mut at = shortest;
    while at.last_day() > first.last_day() {
        at = at.previous();
    }
    while at.last_day() <= last.last_day() && found.len() < MOST_PERIODS {
        if by.is_none_or(|by| (last.months() - at.months()).is_multiple_of(by)) {
            found.push(by_end.get(&at.last_day()).copied().unwrap_or(at));
        }
        at = at.next();
    }
    // A year that ends inside no period of the others' kind still has its place.
    let placed: BTreeSet<_> = found.iter().map(|p| p.last_day()).collect();
    found.extend(by_end.into_iter().filter(|(end, _)| !placed.contains(end)).map(|(_, period)| period));
    found.sort_by_key(|p| p.last_day());
    found
}

/// The months between two periods of an axis where all are whole years apart; `None` where they are not.
/// `shortest` is the length in months of the shortest of them.
fn whole_years(all: &[Period], shortest: u32) -> Option<u32> {
    let apart =
        |by: &u32| all.windows(2).all(|pair| (pair[1].months() - pair[0].months()).is_multiple_of(*by));
    // Weeks and days of one month are no months apart.
    let may = all.len() > 1 && shortest > 0;
    [shortest.max(12), 12].into_iter().find(apart).filter(|_| may)
}

/// The days of a period, as many for each of its kind, to tell the shorter kind.
fn days(period: Period) -> u32 {
    match period.length() {
        0 if period.first_day() == period.last_day() => 1,
        0 => 7,
        months => 31 * months,
    }
}

/// The figure of a history for each period of an axis.
pub(crate) fn along<'a>(history: &'a [Figure], axis: &[Period]) -> Vec<Option<&'a Figure>> {
    // Of two that end together the first counts.
    let by_end: BTreeMap<_, _> = history.iter().rev().map(|f| (f.period.last_day(), f)).collect();
    axis.iter().map(|p| by_end.get(&p.last_day()).copied()).collect()
}

/// The indexes of an axis before which the line of a history is broken, since the values on both sides are
/// years to date that cannot be compared.
pub(crate) fn breaks(history: &[Figure], axis: &[Period]) -> Vec<usize> {
    let values = along(history, axis);
    let pairs = values.windows(2).enumerate();
    let apart = |pair: &[Option<&Figure>]| matches!(pair, [Some(a), Some(b)] if !b.is_comparable(a));
    pairs.filter(|(_, pair)| apart(pair)).map(|(at, _)| at + 1).collect()
}
