//! The words below a time axis: as many as have room, always the first and the last, and in a rhythm that
//! suits quarters and months. It never shortens a period, and leaves no two that touch.

use super::rect::Rect;
use super::text::TextAnchor;
use super::text::{TextLines, TextMetrics};

/// The most periods that may have words in two lines each.
const MOST_IN_TWO_LINES: usize = 13;

/// A period with words below the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PeriodLabel {
    /// The index of the period.
    pub index: usize,
    pub label: TextLines,
    /// The horizontal place in points at which the words' `side` stands.
    pub at: f64,
    /// The side of the words that stands at `at`: words moved in from a border stand in line with it.
    pub side: TextAnchor,
}

impl PeriodLabel {
    /// The rectangle of the words, whose top is at `top`.
    pub(super) fn frame(&self, top: f64) -> Rect {
        self.label.frame((self.at, top), self.side)
    }
}

/// The periods that are named, of those at `xs`: as many as have room, in a rhythm that suits them. All words
/// stay between `bounds`.
pub(super) fn named(
    periods: &[String],
    xs: &[f64],
    bounds: (f64, f64),
    metrics: &TextMetrics<'_>,
) -> Vec<PeriodLabel> {
    let count = periods.len().min(xs.len());
    if count == 0 {
        return Vec::new();
    }
    let room = LabelSpace { periods, xs, bounds, metrics };
    let whole = |text: &str| metrics.line(text);
    let halved = |text: &str| halved(text, metrics);
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
    room.with(stride, &whole).unwrap_or_else(|| first_and_last(periods, xs, bounds, metrics))
}

/// The first and the last period, named; nothing else is.
pub(super) fn first_and_last(
    periods: &[String],
    xs: &[f64],
    bounds: (f64, f64),
    metrics: &TextMetrics<'_>,
) -> Vec<PeriodLabel> {
    let room = LabelSpace { periods, xs, bounds, metrics };
    let stride = periods.len().min(xs.len()).max(2) - 1;
    let half = ((bounds.1 - bounds.0) - room.gap()) / 2.0 - 0.1;
    room.with(stride, &|text| metrics.line(text))
        .or_else(|| room.with(stride, &|text| halved(text, metrics)))
        .or_else(|| room.with(stride, &|text| metrics.label(text, half, false)))
        .unwrap_or_default()
}

/// The words of a period in two lines of about one length.
fn halved(text: &str, metrics: &TextMetrics<'_>) -> TextLines {
    let word = metrics.longest_word(text, false);
    let with = |share: f64| metrics.label(text, (metrics.width(text, false) * share).max(word), false);
    let two = with(0.7);
    if two.lines.len() <= 2 { two } else { with(0.85) }
}

/// The number of periods after which the first word comes again: 4 for "Q1 2024/25", 12 for "Jan 2025".
/// `None` where it never does.
fn cycle(periods: &[String]) -> Option<usize> {
    let firsts: Vec<&str> = periods.iter().map(|p| p.split(' ').next().unwrap_or("")).collect();
    let repeats = |n: &usize| firsts.iter().zip(firsts.iter().skip(*n)).all(|(a, b)| a == b);
    (2..=12.min(firsts.len().saturating_sub(1))).find(repeats)
}

struct LabelSpace<'a> {
    periods: &'a [String],
    xs: &'a [f64],
    bounds: (f64, f64),
    metrics: &'a TextMetrics<'a>,
}

impl LabelSpace<'_> {
    /// The least room between words, in points.
    fn gap(&self) -> f64 {
        self.metrics.size() * 0.6
    }

    /// Every `stride`th period, counted from the last, and the first; `None` where two touch.
    fn with(&self, stride: usize, shape: &dyn Fn(&str) -> TextLines) -> Option<Vec<PeriodLabel>> {
        let last = self.periods.len().min(self.xs.len()).checked_sub(1)?;
        let mut indices: Vec<usize> = (0..=last).rev().step_by(stride.max(1)).collect();
        if indices.last() != Some(&0) {
            indices.push(0);
        }
        indices.reverse();
        let mut all: Vec<PeriodLabel> = indices.iter().filter_map(|index| self.one(*index, shape)).collect();
        // The second one may stand closer to the first than the rhythm has it.
        if all.len() > 2 && stride > 1 && self.touch(&all[0], &all[1]) {
            all.remove(1);
        }
        let touching = all.windows(2).any(|pair| self.touch(&pair[0], &pair[1]));
        let inside = all.iter().all(|one| one.label.width <= self.bounds.1 - self.bounds.0 + 0.01);
        (!touching && inside).then_some(all)
    }

    fn one(&self, index: usize, shape: &dyn Fn(&str) -> TextLines) -> Option<PeriodLabel> {
        let label = shape(self.periods.get(index)?);
        let x = *self.xs.get(index)?;
        let half = label.width / 2.0;
        let (at, side) = if x - half < self.bounds.0 {
            (self.bounds.0, TextAnchor::Left)
        } else if x + half > self.bounds.1 {
            (self.bounds.1, TextAnchor::Right)
        } else {
            (x, TextAnchor::Middle)
        };
        Some(PeriodLabel { index, label, at, side })
    }

    fn touch(&self, a: &PeriodLabel, b: &PeriodLabel) -> bool {
        a.frame(0.0).x1 + self.gap() > b.frame(0.0).x0
    }
}
