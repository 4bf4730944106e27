//! Round numbers below horizontal bars, where their values cannot all be printed or have intervals. It draws
//! no bar.

use rust_decimal::Decimal;

use super::display_list::DisplayList;
use super::scale::Scale;
use super::text::TextAnchor;
use super::text::TextMetrics;
use crate::value::NumberForm;

/// The length of the ticks of numbers and periods below an axis, in points.
pub(super) const TICK: f64 = 4.0;

/// The distance between a tick and its words, in ems.
pub(super) const UNDER_TICK: f64 = 0.45;

/// Draws the numbers for bars that span `values`, below `top` and between two borders, and gives the height
/// in points that they take. `x` gives the place of a value.
pub(super) fn draw<'a>(
    list: &mut DisplayList<'a>,
    (values, form): (&[Decimal], NumberForm),
    (left, right): (f64, f64),
    top: f64,
    x: &dyn Fn(f64) -> f64,
    metrics: &TextMetrics<'a>,
) -> f64 {
    let Some(scale) = Scale::new(values, form, 6, true) else { return 0.0 };
    let below = top + TICK + metrics.size() * UNDER_TICK;
    let mut end = f64::MIN;
    for (value, text) in &scale.ticks {
        let (at, label) = (x(*value), metrics.line(text));
        let frame = label.frame((at, below), TextAnchor::Middle);
        if at < left - 1.0 || frame.x0 < 0.0 || frame.x1 > right || frame.x0 < end + metrics.size() * 0.5 {
            continue;
        }
        end = frame.x1;
        list.line(vec![(at, top), (at, top + TICK)], &metrics.theme.axis, 0.75, &[]);
        list.label(&label, (at, below), TextAnchor::Middle, &metrics.theme.text, metrics);
    }
    below - top + metrics.height(1)
}
