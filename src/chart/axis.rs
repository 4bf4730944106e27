//! Round numbers below lying bars, where their values cannot all be printed or have intervals.

use rust_decimal::Decimal;

use super::scale::Scale;
use super::sheet::{Sheet, Side};
use super::text::Pen;
use crate::value::NumberForm;

/// The marks of numbers and periods below an axis, in points.
pub(super) const TICK: f64 = 4.0;

/// Between a mark and its words, in ems.
pub(super) const UNDER_TICK: f64 = 0.45;

/// Draws the numbers for bars that span `values`, below `top` and between two borders; gives the
/// height that they take. `x` says where a value is.
pub(super) fn draw<'a>(
    sheet: &mut Sheet<'a>,
    (values, form): (&[Decimal], NumberForm),
    (left, right): (f64, f64),
    top: f64,
    x: &dyn Fn(f64) -> f64,
    pen: &Pen<'a>,
) -> f64 {
    let Some(scale) = Scale::new(values, form, 6, true) else { return 0.0 };
    let below = top + TICK + pen.size() * UNDER_TICK;
    let mut end = f64::MIN;
    for (value, text) in &scale.ticks {
        let (at, label) = (x(*value), pen.line(text));
        let frame = label.frame((at, below), Side::Middle);
        if at < left - 1.0 || frame.x0 < 0.0 || frame.x1 > right || frame.x0 < end + pen.size() * 0.5 {
            continue;
        }
        end = frame.x1;
        sheet.line(vec![(at, top), (at, top + TICK)], &pen.look.axis, 0.75, &[]);
        sheet.label(&label, (at, below), Side::Middle, &pen.look.text, pen);
    }
    below - top + pen.height(1)
}
