//! Vertical bars of several categories, for a few groups with short names, where every value can be printed.
//! It never decides which chart is vertical.

use super::bar_chart::{Arrangement, BarChart, SEAM};
use crate::chart::display_list::DisplayList;
use crate::chart::rect::Rect;
use crate::chart::svg::snapped;
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};
use crate::chart::value_scale::ValueScale;

/// The most groups that a chart of upright bars has.
const MOST_GROUPS: usize = 12;
/// The length of a name, in letters, above which bars lie.
const LONGEST_NAME: usize = 14;
/// The share of its place that a group fills.
const FILLED: f64 = 0.8;
/// The width of the widest bar, in points.
const WIDEST: f64 = 36.0;
/// The height without the legend as a share of the width, and the least and the greatest in points.
const SHAPE: f64 = 0.42;
const LOWEST: f64 = 120.0;
const HIGHEST: f64 = 220.0;

/// Draws the bars below `top`, and gives the height in points too; `None` where words do not fit.
pub(in crate::chart) fn draw<'a>(
    chart: &BarChart<'a>,
    width: f64,
    top: f64,
    metrics: &TextMetrics<'a>,
) -> Option<(DisplayList<'a>, f64)> {
    let place = width / chart.groups.len() as f64;
    let names = names(chart, place - metrics.size() * 0.6, metrics)?;
    let pitch = (place * FILLED / chart.lanes as f64).min(WIDEST);
    let gap = metrics.size() * 0.3;
    let fits = |text: &str| metrics.width(text, false) <= pitch - 3.0;
    if !chart.groups.iter().flatten().all(|part| fits(&part.text)) {
        return None;
    }
    let below = 2.0 * gap + names.iter().map(|name| name.height).fold(0.0, f64::max);
    let height = (width * SHAPE).clamp(LOWEST, HIGHEST) + top;
    let bottom = height - below - 2.0;
    let value_scale = ValueScale::new(&chart.needs(&|_| metrics.height(1) + gap), bottom - top);
    let zero = snapped(bottom - value_scale.zero);
    let y = |value: f64| snapped(zero - value * value_scale.unit);

    let mut list = DisplayList::default();
    for (n, (parts, name)) in chart.groups.iter().zip(&names).enumerate() {
        let middle = place * (n as f64 + 0.5);
        let left = snapped(middle - pitch * chart.lanes as f64 / 2.0);
        for part in parts {
            let from = snapped(left + pitch * part.lane as f64);
            let to = snapped(from + pitch - SEAM);
            let (high, low) = (y(part.from.max(part.to)), y(part.from.min(part.to)));
            if low > high {
                list.fill(Rect::new(from, high, to, low), part.color);
            }
            let label = metrics.line(&part.text);
            let at = (from + to) / 2.0;
            if chart.arrangement == Arrangement::Grouped {
                let up = part.to >= part.from;
                let words = if up { high - gap - label.height } else { low + gap };
                list.label(&label, (at, words), TextAnchor::Middle, &metrics.theme.text, metrics);
            } else if low > high {
                if low - high < label.height + 2.0 {
                    return None;
                }
                let words = (high + low - label.height) / 2.0;
                list.label(&label, (at, words), TextAnchor::Middle, part.ink(metrics)?, metrics);
            }
        }
        for part in parts.iter().filter(|part| part.from != 0.0) {
            let (from, y) = (left, y(part.from));
            list.line(vec![(from, y), (from + pitch, y)], &metrics.theme.paper, SEAM, &[]);
        }
        list.label(name, (middle, bottom + 2.0 * gap), TextAnchor::Middle, &metrics.theme.text, metrics);
    }
    list.line(vec![(0.0, zero), (width, zero)], &metrics.theme.axis, 0.75, &[]);
    Some((list, height))
}

/// The groups' names in at most two lines each, no word broken; `None` where that is impossible.
fn names(chart: &BarChart<'_>, room: f64, metrics: &TextMetrics<'_>) -> Option<Vec<TextLines>> {
    if chart.groups.len() > MOST_GROUPS {
        return None;
    }
    let label = |name: &String| {
        let label = metrics.label(name, room, false);
        let short = name.chars().count() <= LONGEST_NAME;
        (short && label.lines.len() <= 2 && metrics.longest_word(name, false) <= room).then_some(label)
    };
    chart.names.iter().map(label).collect()
}
