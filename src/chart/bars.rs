//! Bars of several categories, side by side or end to end: what each part spans, its colour and its
//! words. `upright` draws them where names are short, `lying` everywhere else.

use rust_decimal::Decimal;

use super::key::{Key, Swatch};
use super::lying;
use super::reach::Need;
use super::scale::float;
use super::series::category;
use super::sheet::Sheet;
use super::text::Pen;
use super::trend;
use super::upright;
use crate::model::Bars;
use crate::style::contrast;

/// The least contrast of text with what is behind it: WCAG 2.2, 1.4.3.
const READABLE: f64 = 4.5;
/// White between parts that touch, in points.
pub(super) const SEAM: f64 = 1.0;

/// How the bars of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Side by side.
    Grouped,
    /// End to end.
    Stacked,
}

/// One bar, or one part of a bar.
pub(super) struct Part<'a> {
    /// Which bar of the group.
    pub lane: usize,
    /// Where it begins: zero, or where the part before ends.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its value in print.
    pub text: String,
    /// Its colour.
    pub color: &'a str,
}

/// All bars of a chart.
pub(super) struct Chart<'a> {
    /// The groups' names.
    pub names: &'a [String],
    /// The parts of each group.
    pub groups: Vec<Vec<Part<'a>>>,
    /// How they stand.
    pub way: Way,
    /// Bars in each group.
    pub lanes: usize,
    /// The ends of bars, for an axis.
    pub values: Vec<Decimal>,
    /// What was given.
    pub bars: &'a Bars,
}

/// Draws bars of several categories; gives the height too.
pub(super) fn draw<'a>(bars: &'a Bars, way: Way, width: f64, pen: &Pen<'a>) -> (Sheet<'a>, f64) {
    if bars.groups.is_empty() || bars.categories.is_empty() {
        return trend::nothing(width, pen);
    }
    let chart = Chart::new(bars, way, pen);
    let count = bars.categories.len();
    let entry = |(n, (name, _)): (usize, &'a (String, Vec<Option<Decimal>>))| {
        (Swatch::Bar(category(n, count, pen.look)), name.as_str())
    };
    let named = bars.categories.iter().enumerate().filter(|(_, (name, _))| !name.is_empty());
    let key = Key::new(named.map(entry).collect(), width, pen);
    let (mut sheet, height) = upright::draw(&chart, width, key.height, pen)
        .unwrap_or_else(|| lying::draw(&chart, width, key.height, pen));
    key.draw(&mut sheet, pen);
    (sheet, height)
}

impl<'a> Chart<'a> {
    fn new(bars: &'a Bars, way: Way, pen: &Pen<'a>) -> Self {
        let lanes = if way == Way::Grouped { bars.categories.len() } else { 1 };
        let mut values = Vec::new();
        let mut groups = Vec::new();
        for group in 0..bars.groups.len() {
            let (mut below, mut above) = (Decimal::ZERO, Decimal::ZERO);
            let mut parts = Vec::new();
            for (n, (_, all)) in bars.categories.iter().enumerate() {
                let color = category(n, bars.categories.len(), pen.look);
                let lane = if way == Way::Grouped { n } else { 0 };
                let Some(value) = all.get(group).copied().flatten() else {
                    if way == Way::Grouped {
                        parts.push(Part { lane, from: 0.0, to: 0.0, text: pen.look.missing.clone(), color });
                    }
                    continue;
                };
                let from = match way {
                    Way::Grouped => Decimal::ZERO,
                    Way::Stacked if value.is_sign_negative() => below,
                    Way::Stacked => above,
                };
                let to = from.checked_add(value).unwrap_or(from);
                (below, above) = (below.min(to), above.max(to));
                let text = bars.form.print(value);
                parts.push(Part { lane, from: float(from), to: float(to), text, color });
            }
            values.extend([below, above]);
            groups.push(parts);
        }
        Self { names: &bars.groups, groups, way, lanes, values, bars }
    }

    /// What each part needs along the bar; `words` is the room of a text that stands at its end.
    pub(super) fn needs(&self, words: &dyn Fn(&str) -> f64) -> Vec<Need> {
        let need = |part: &Part<'_>| {
            let room = if self.way == Way::Grouped { words(&part.text) } else { 0.0 };
            let (before, after) = if part.to < part.from { (room, 0.0) } else { (0.0, room) };
            let (low, high) = (part.from.min(part.to).min(0.0), part.from.max(part.to).max(0.0));
            Need { low, high, before, after }
        };
        self.groups.iter().flatten().map(need).collect()
    }
}

impl Part<'_> {
    /// The colour of text on the part; `None` where none could be read.
    pub(super) fn ink<'a>(&self, pen: &Pen<'a>) -> Option<&'a str> {
        let look = pen.look;
        [look.paper.as_str(), &look.text].into_iter().find(|ink| contrast(ink, self.color) >= READABLE)
    }
}
