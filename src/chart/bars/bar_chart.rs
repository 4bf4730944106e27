//! `BarChart`: bars of several categories, side by side or end to end: what each part spans, its colour and
//! its words. It places nothing.

use rust_decimal::Decimal;

use crate::chart::line_style::category;
use crate::chart::scale::float;
use crate::chart::text::{READABLE, TextMetrics};
use crate::chart::value_scale::BarExtent;
use crate::model::Bars;
use crate::style::contrast;

/// The width of the white line between parts that touch, in points.
pub(in crate::chart) const SEAM: f64 = 1.0;

/// The way in which the bars of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::chart) enum Arrangement {
    /// Side by side.
    Grouped,
    /// End to end.
    Stacked,
}

/// A bar, or a part of a stacked one.
pub(in crate::chart) struct BarPart<'a> {
    /// The index of the bar in its group.
    pub lane: usize,
    /// The value at which the part begins: zero, or the end of the part before.
    pub from: f64,
    /// The value at which the part ends.
    pub to: f64,
    /// The value in print.
    pub text: String,
    pub color: &'a str,
}

/// The bars of a chart, in groups.
pub(in crate::chart) struct BarChart<'a> {
    /// The names of the groups.
    pub names: &'a [String],
    /// The parts of each group's bars.
    pub groups: Vec<Vec<BarPart<'a>>>,
    pub arrangement: Arrangement,
    /// The number of bars in each group.
    pub lanes: usize,
    /// The ends of the bars, for an axis.
    pub values: Vec<Decimal>,
    /// The bars of the model that these were made from.
    pub bars: &'a Bars,
}

impl<'a> BarChart<'a> {
    pub(in crate::chart) fn new(bars: &'a Bars, arrangement: Arrangement, metrics: &TextMetrics<'a>) -> Self {
        let lanes = if arrangement == Arrangement::Grouped { bars.categories.len() } else { 1 };
        let mut values = Vec::new();
        let mut groups = Vec::new();
        for group in 0..bars.groups.len() {
            let (mut below, mut above) = (Decimal::ZERO, Decimal::ZERO);
            let mut parts = Vec::new();
            for (n, (_, all)) in bars.categories.iter().enumerate() {
                let color = category(n, bars.categories.len(), metrics.theme);
                let lane = if arrangement == Arrangement::Grouped { n } else { 0 };
                let Some(value) = all.get(group).copied().flatten() else {
                    if arrangement == Arrangement::Grouped {
                        parts.push(BarPart {
                            lane,
                            from: 0.0,
                            to: 0.0,
                            text: metrics.theme.missing.clone(),
                            color,
                        });
                    }
                    continue;
                };
                let from = match arrangement {
                    Arrangement::Grouped => Decimal::ZERO,
                    Arrangement::Stacked if value.is_sign_negative() => below,
                    Arrangement::Stacked => above,
                };
                let to = from.checked_add(value).unwrap_or(from);
                (below, above) = (below.min(to), above.max(to));
                let text = bars.form.print(value);
                parts.push(BarPart { lane, from: float(from), to: float(to), text, color });
            }
            values.extend([below, above]);
            groups.push(parts);
        }
        Self { names: &bars.groups, groups, arrangement, lanes, values, bars }
    }

    /// The extent that each part needs along its bar; `words` gives the room in points of a text that stands
    /// at the end of one.
    pub(in crate::chart) fn needs(&self, words: &dyn Fn(&str) -> f64) -> Vec<BarExtent> {
        let need = |part: &BarPart<'_>| {
            let room = if self.arrangement == Arrangement::Grouped { words(&part.text) } else { 0.0 };
            let (before, after) = if part.to < part.from { (room, 0.0) } else { (0.0, room) };
            let (low, high) = (part.from.min(part.to).min(0.0), part.from.max(part.to).max(0.0));
            BarExtent { low, high, before, after }
        };
        self.groups.iter().flatten().map(need).collect()
    }
}

impl BarPart<'_> {
    /// The colour of text on the part; `None` where no text on it could be read.
    pub(in crate::chart) fn ink<'a>(&self, metrics: &TextMetrics<'a>) -> Option<&'a str> {
        let theme = metrics.theme;
        [theme.paper.as_str(), &theme.text].into_iter().find(|ink| contrast(ink, self.color) >= READABLE)
    }
}
