//! The time axis of charts and tables: every period from the first to the last, so that what is missing shows
//! as a gap. It never fills a gap.

use super::view::Figure;
use crate::value::Period;

/// The periods from the first to the last of several histories. Where all values are whole years apart the
/// axis has one period a year; where they are of several years together that follow one another, only these.
pub(crate) fn axis(histories: &[Vec<Figure>]) -> Vec<Period> {
    let mut all: Vec<Period> = histories.iter().flatten().map(|f| f.period).collect();
    all.sort_by_key(|p| (p.months(), p.length()));
    all.dedup_by_key(|p| p.months());
    let (Some(first), Some(last)) = (all.first().copied(), all.last().copied()) else { return Vec::new() };
    let step = all.iter().map(|p| p.length()).min().unwrap_or(12);
    let apart = |by: u32| all.len() > 1 && all.windows(2).all(|w| (w[1].months() - w[0].months()) % by == 0);
    let by = [step.max(12), 12].into_iter().find(|by| apart(*by)).unwrap_or(1);
    let start = all.iter().find(|p| p.length() == step).copied().unwrap_or(first);
    let mut found: Vec<Period> = Vec::new();
    // From the first period of the shortest kind outward, so that every value has its place.
    let mut at = start;
    while at.months() > first.months() {
        at = at.previous();
    }
    while at.months() <= last.months() && found.len() < 1_000 {
        let wanted = (last.months() - at.months()).is_multiple_of(by);
        if wanted {
            let own = all.iter().find(|p| p.months() == at.months());
            found.push(own.copied().unwrap_or(at));
        }
        at = at.next();
    }
    // A year that ends inside no period of the others' kind still has its place.
    for period in all {
        if found.iter().all(|p| p.months() != period.months()) {
            found.push(period);
        }
    }
    found.sort_by_key(|p| p.months());
    found
}

/// The figure of a history for each period of an axis.
pub(crate) fn along<'a>(history: &'a [Figure], axis: &[Period]) -> Vec<Option<&'a Figure>> {
    axis.iter().map(|p| history.iter().find(|f| f.period.months() == p.months())).collect()
}

/// The indexes of an axis before which the line of a history is broken, since the values on both sides are
/// years to date that cannot be compared.
pub(crate) fn breaks(history: &[Figure], axis: &[Period]) -> Vec<usize> {
    let values = along(history, axis);
    let pairs = values.windows(2).enumerate();
    let apart = |pair: &[Option<&Figure>]| matches!(pair, [Some(a), Some(b)] if !b.is_comparable(a));
    pairs.filter(|(_, pair)| apart(pair)).map(|(at, _)| at + 1).collect()
}
