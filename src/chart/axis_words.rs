//! The words at both axes of a trend: its numbers and its periods. It chooses neither.

use super::axis::{TICK, UNDER_TICK};
use super::display_list::DisplayList;
use super::periods::PeriodLabel;
use super::plot::Plot;
use super::scale::Scale;
use super::text::{TextAnchor, TextMetrics};
use crate::model::Trend;
use crate::style::fill;

/// Says over an upright axis without zero where it begins, from `top` on in a picture `width` points wide, and gives
/// the height in points that this takes.
pub(super) fn draw_begins<'a>(
    list: &mut DisplayList<'a>,
    trend: &Trend,
    scale: &Scale,
    (width, top): (f64, f64),
    metrics: &TextMetrics<'a>,
) -> f64 {
    let Some(begins) = scale.begins().filter(|_| !trend.words.axis_begins.is_empty()) else { return 0.0 };
    let words = fill(&trend.words.axis_begins, &[("value", begins)]);
    let frame = list.label(
        &metrics.label(&words, width, false),
        (0.0, top),
        TextAnchor::Left,
        &metrics.theme.text,
        metrics,
    );
    frame.y1 - top + metrics.size() * 0.3
}

/// Draws the numbers of the upright axis.
pub(super) fn draw_numbers<'a>(list: &mut DisplayList<'a>, plot: &Plot<'_>, metrics: &TextMetrics<'a>) {
    for (value, text) in &plot.scale.ticks {
        let at = (plot.frame.x0 - metrics.size() * 0.5, plot.height_of(*value) - metrics.ascent() / 2.0);
        list.label(&metrics.line(text), at, TextAnchor::Right, &metrics.theme.text, metrics);
    }
}

/// Draws the words of periods, each with a tick at its place.
pub(super) fn draw_periods<'a>(
    list: &mut DisplayList<'a>,
    plot: &Plot<'_>,
    named: &[PeriodLabel],
    metrics: &TextMetrics<'a>,
) {
    let bottom = plot.frame.y1;
    for one in named {
        if let Some(x) = plot.xs.get(one.index) {
            list.line(vec![(*x, bottom), (*x, bottom + TICK)], &metrics.theme.axis, 0.75, &[]);
        }
        let at = (one.at, bottom + TICK + metrics.size() * UNDER_TICK);
        list.label(&one.label, at, one.side, &metrics.theme.text, metrics);
    }
}
