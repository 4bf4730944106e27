//! A sparkline: a line as small as a word, whose newest value is a dot. It has no text and no axis.

use crate::chart::display_list::{DisplayList, MarkerShape};
use crate::chart::line_style::category;
use crate::chart::plot::BRIDGE_DASH;
use crate::chart::rect::Point;
use crate::chart::scale::float;
use crate::chart::text::TextMetrics;
use crate::model::Spark;

/// The width of the line, over its height.
const SHAPE: f64 = 4.5;
/// The thickness of the line and of that over a gap, and the radius of the newest value and of one alone between
/// gaps, as shares of the height.
const LINE: f64 = 0.125;
const BRIDGE: f64 = 0.075;
const NEWEST: f64 = 0.2;
const ALONE: f64 = 0.11;

/// Draws a line as small as a word, `width` points wide, and gives its height in points too.
pub(in crate::chart) fn draw<'a>(
    spark: &Spark,
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let mut list = DisplayList::default();
    let height = width / SHAPE;
    let values = &spark.values;
    let known = || values.iter().flatten().map(|value| float(*value));
    let (low, high) = (known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max));
    let radius = height * NEWEST;
    let step = (width - 2.0 * radius) / (values.len().max(2) - 1) as f64;
    let share = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let place = |n: usize, value: f64| -> Point {
        let x = if values.len() == 1 { width / 2.0 } else { radius + step * n as f64 };
        (x, height - radius - share(value) * (height - 2.0 * radius))
    };
    let points: Vec<(usize, Point)> =
        values.iter().enumerate().filter_map(|(n, v)| Some((n, place(n, float((*v)?))))).collect();
    let color = category(0, 1, metrics.theme);
    let is_broken = |before: usize, after: usize| spark.breaks.iter().any(|at| *at > before && *at <= after);
    for pair in points.windows(2) {
        let [(before, from), (after, to)] = *pair else { continue };
        if after - before > 1 && !is_broken(before, after) {
            list.line(vec![from, to], &metrics.theme.axis, height * BRIDGE, BRIDGE_DASH);
        }
    }
    for run in points.chunk_by(|(before, _), (after, _)| after - before == 1 && !is_broken(*before, *after)) {
        match run {
            [(_, alone)] => list.dot(*alone, height * ALONE, MarkerShape::Circle, color),
            _ => list.line(run.iter().map(|(_, at)| *at).collect(), color, height * LINE, &[]),
        }
    }
    if let Some((_, last)) = points.last() {
        list.dot(*last, radius, MarkerShape::Circle, color);
    }
    (list, height)
}
