//! A sparkline: a line as small as a word, whose last value is a dot. It has no text and no axis.

use rust_decimal::Decimal;

use crate::chart::display_list::{DisplayList, MarkerShape};
use crate::chart::rect::Point;
use crate::chart::scale::float;
use crate::chart::text::TextMetrics;

/// The width of the line, over its height.
const SHAPE: f64 = 4.6;

/// Draws a line as small as a word, `width` points wide, and gives its height in points too.
pub(in crate::chart) fn draw<'a>(
    values: &[Option<Decimal>],
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let mut list = DisplayList::default();
    let height = width / SHAPE;
    let known = || values.iter().flatten().map(|value| float(*value));
    let (low, high) = (known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max));
    let radius = height * 0.16;
    let step = (width - 2.0 * radius) / (values.len().max(2) - 1) as f64;
    let share = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let place = |n: usize, value: Decimal| -> Point {
        let x = if values.len() == 1 { width / 2.0 } else { radius + step * n as f64 };
        (x, height - radius - share(float(value)) * (height - 2.0 * radius))
    };
    let color = crate::chart::line_style::category(0, 1, metrics.theme);
    let mut run: Vec<Point> = Vec::new();
    let mut last = None;
    for (n, value) in values.iter().enumerate() {
        match value {
            Some(value) => {
                run.push(place(n, *value));
                last = run.last().copied();
            }
            None => draw_run(&mut list, std::mem::take(&mut run), height, color),
        }
    }
    draw_run(&mut list, run, height, color);
    if let Some(last) = last {
        list.dot(last, radius, MarkerShape::Circle, color);
    }
    (list, height)
}

/// Draws an unbroken stretch of the line; a value alone between gaps is a small dot.
fn draw_run<'a>(list: &mut DisplayList<'a>, run: Vec<Point>, height: f64, color: &'a str) {
    match run[..] {
        [alone] => list.dot(alone, height * 0.09, MarkerShape::Circle, color),
        _ => list.line(run, color, height * 0.1, &[]),
    }
}
