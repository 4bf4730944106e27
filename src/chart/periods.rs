//! The words below a time axis: as many as have room, always the first and the last, and in a
//! rhythm that suits quarters and months.

use super::frame::Frame;
use super::sheet::Side;
use super::text::{Label, Pen};

/// The most periods that may have words in two lines each.
const MOST_IN_TWO_LINES: usize = 13;

/// A period with words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Which period.
    pub index: usize,
    /// Its words.
    pub label: Label,
    /// Where their `side` stands.
    pub at: f64,
    /// Words moved in from a border stand in line with it.
    pub side: Side,
}

impl Named {
    /// The box of the words.
    pub(super) fn frame(&self, top: f64) -> Frame {
        self.label.frame((self.at, top), self.side)
    }
}

/// Chooses the periods to name, of those at `xs`. All words stay between `bounds`.
pub(super) fn named(periods: &[String], xs: &[f64], bounds: (f64, f64), pen: &Pen<'_>) -> Vec<Named> {
    let count = periods.len().min(xs.len());
    if count == 0 {
        return Vec::new();
    }
    let room = Room { periods, xs, bounds, pen };
    let whole = |text: &str| pen.line(text);
    let halved = |text: &str| halved(text, pen);
    if let Some(all) = room.with(1, &whole) {
        return all;
    }
    if count <= MOST_IN_TWO_LINES
        && let Some(all) = room.with(1, &halved)
    {
        return all;
    }
    let cycle = cycle(periods);
    let suits = |stride: &usize| cycle.is_none_or(|c| c.is_multiple_of(*stride) || stride.is_multiple_of(c));
    let even = |stride: &usize| (count - 1).is_multiple_of(*stride);
    let fitting: Vec<usize> = (2..count).filter(|s| room.with(*s, &whole).is_some()).collect();
    // Without a rhythm of its own, one that ends on both the first and the last.
    let first = fitting.first().copied().unwrap_or(count);
    let chosen =
        fitting.iter().copied().find(|s| suits(s) && (cycle.is_some() || even(s) && *s <= 2 * first));
    let stride = chosen.filter(|s| *s <= 4 * first).unwrap_or(first);
    room.with(stride, &whole).unwrap_or_else(|| first_and_last(periods, xs, bounds, pen))
}

/// Names the first and the last period only.
pub(super) fn first_and_last(
    periods: &[String],
    xs: &[f64],
    bounds: (f64, f64),
    pen: &Pen<'_>,
) -> Vec<Named> {
    let room = Room { periods, xs, bounds, pen };
    let stride = periods.len().min(xs.len()).max(2) - 1;
    let half = ((bounds.1 - bounds.0) - room.gap()) / 2.0 - 0.1;
    room.with(stride, &|text| pen.line(text))
        .or_else(|| room.with(stride, &|text| halved(text, pen)))
        .or_else(|| room.with(stride, &|text| pen.label(text, half, false)))
        .unwrap_or_default()
}

/// The words of a period in two lines of about one length.
fn halved(text: &str, pen: &Pen<'_>) -> Label {
    let word = pen.longest_word(text, false);
    let with = |share: f64| pen.label(text, (pen.width(text, false) * share).max(word), false);
    let two = with(0.7);
    if two.lines.len() <= 2 { two } else { with(0.85) }
}

/// After how many periods the first word comes again: 4 for "Q1 2024/25", 12 for "Jan 2025".
fn cycle(periods: &[String]) -> Option<usize> {
    let firsts: Vec<&str> = periods.iter().map(|p| p.split(' ').next().unwrap_or("")).collect();
    let repeats = |n: &usize| firsts.iter().zip(firsts.iter().skip(*n)).all(|(a, b)| a == b);
    (2..=12.min(firsts.len().saturating_sub(1))).find(repeats)
}

struct Room<'a> {
    periods: &'a [String],
    xs: &'a [f64],
    bounds: (f64, f64),
    pen: &'a Pen<'a>,
}

impl Room<'_> {
    /// The least room between words.
    fn gap(&self) -> f64 {
        self.pen.size() * 0.6
    }

    /// Every `stride`th period, counted from the last, and the first; `None` where two touch.
    fn with(&self, stride: usize, shape: &dyn Fn(&str) -> Label) -> Option<Vec<Named>> {
        let last = self.periods.len().min(self.xs.len()).checked_sub(1)?;
        let mut indices: Vec<usize> = (0..=last).rev().step_by(stride.max(1)).collect();
        if indices.last() != Some(&0) {
            indices.push(0);
        }
        indices.reverse();
        let mut all: Vec<Named> = indices.iter().filter_map(|index| self.one(*index, shape)).collect();
        // The second one may stand closer to the first than the rhythm has it.
        if all.len() > 2 && stride > 1 && self.touch(&all[0], &all[1]) {
            all.remove(1);
        }
        let touching = all.windows(2).any(|pair| self.touch(&pair[0], &pair[1]));
        let inside = all.iter().all(|one| one.label.width <= self.bounds.1 - self.bounds.0 + 0.01);
        (!touching && inside).then_some(all)
    }

    fn one(&self, index: usize, shape: &dyn Fn(&str) -> Label) -> Option<Named> {
        let label = shape(self.periods.get(index)?);
        let x = *self.xs.get(index)?;
        let half = label.width / 2.0;
        let (at, side) = if x - half < self.bounds.0 {
            (self.bounds.0, Side::Left)
        } else if x + half > self.bounds.1 {
            (self.bounds.1, Side::Right)
        } else {
            (x, Side::Middle)
        };
        Some(Named { index, label, at, side })
    }

    fn touch(&self, a: &Named, b: &Named) -> bool {
        a.frame(0.0).x1 + self.gap() > b.frame(0.0).x0
    }
}
