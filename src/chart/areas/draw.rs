//! Bars by area: one horizontal bar for each area, from zero, with its value at its end. It puts no area
//! before another: the order is the model's.

use rust_decimal::Decimal;

use super::reference_labels;
use crate::chart::axis;
use crate::chart::display_list::DisplayList;
use crate::chart::empty::draw_nothing;
use crate::chart::line_style::{LEVEL_DASH, LEVEL_WIDTH, category};
use crate::chart::name_column::name_column;
use crate::chart::rect::Rect;
use crate::chart::scale::float;
use crate::chart::svg::snapped;
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};
use crate::chart::value_scale::{BarExtent, ValueScale};
use crate::model::{AreaBar, AreaBars};

/// The share of the bars' room that a value in print may take.
const VALUES: f64 = 0.35;
/// The number of bars above which they stand close together.
const MANY: usize = 30;

/// An area's bar with its words in lines, ready to be drawn.
struct BarRow<'a> {
    bar: &'a AreaBar,
    name: TextLines,
    text: TextLines,
    height: f64,
}

/// Draws the bars of areas `width` points wide, and gives the height in points too.
pub(in crate::chart) fn draw<'a>(
    areas: &'a AreaBars,
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    if areas.bars.is_empty() {
        return draw_nothing(width, metrics);
    }
    let mut list = DisplayList::default();
    let names = name_column(areas.bars.iter().map(|bar| bar.name.as_str()), width, metrics);
    let left = names.iter().map(|name| name.width).fold(0.0, f64::max) + metrics.size() * 0.6;
    let room = (width - left - 2.0).max(20.0);
    let close = areas.bars.len() > MANY;
    let negative = areas.bars.iter().filter(|bar| is_negative(bar));
    let before = negative.map(|bar| metrics.width(&bar.text, false)).fold(0.0, f64::max).min(room * VALUES);
    let beside = |bar: &AreaBar| match bar.value {
        Some(_) => room * VALUES,
        None if before > 0.0 => room * 0.6 - before,
        None => room * 0.95,
    };
    let named = areas.bars.iter().zip(names);
    let rows: Vec<BarRow<'a>> =
        named.map(|(bar, name)| row(bar, name, beside(bar), close, metrics)).collect();
    let value_scale = value_scale(areas, &rows, room, metrics);
    let zero = snapped(left + value_scale.zero);
    let x = |value: f64| snapped(zero + value * value_scale.unit);

    let lines: Vec<(f64, &str)> =
        areas.lines.iter().map(|(name, value)| (x(float(*value)), name.as_str())).collect();
    let flags = reference_labels::placed(&lines, width, metrics);
    let top = flags.height;
    let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();

    let mut y = top;
    for row in &rows {
        draw_bar(&mut list, row, y, &x, metrics);
        y += row.height;
    }
    list.line(vec![(zero, top), (zero, bottom)], &metrics.theme.axis, 0.75, &[]);
    for (line, _) in &lines {
        // A pale edge keeps the dashes apart from dark bars.
        list.line(vec![(*line, top), (*line, bottom)], &metrics.theme.paper, LEVEL_WIDTH + 1.25, &[]);
    }
    for ((line, _), rise) in lines.iter().zip(&flags.rises) {
        list.line(vec![(*line, *rise), (*line, bottom)], &metrics.theme.text, LEVEL_WIDTH, LEVEL_DASH);
    }
    flags.draw(&mut list, metrics);
    let mut y = top;
    for row in &rows {
        draw_words(&mut list, row, y, left, &x, metrics);
        y += row.height;
    }
    let has_intervals = areas.bars.iter().any(|bar| bar.interval.is_some());
    if !has_intervals {
        return (list, bottom + 1.0);
    }
    let values = values(areas);
    let axis = axis::draw(&mut list, (&values, areas.form), (left, width), bottom, &x, metrics);
    (list, bottom + axis + 1.0)
}

/// Sets the words of an area's bar; `room` is the width in points that the words beside the bar may take.
fn row<'a>(
    bar: &'a AreaBar,
    name: TextLines,
    room: f64,
    close: bool,
    metrics: &TextMetrics<'_>,
) -> BarRow<'a> {
    let text = metrics.label(&bar.text, room, false);
    let lines = name.lines.len().max(text.lines.len());
    let between = if close { 0.1 } else { 0.5 };
    let height = metrics.height(lines) + between * metrics.size();
    BarRow { bar, name, text, height }
}

/// Every value that the axis must reach: those of bars, of limits of intervals and of lines.
fn values(areas: &AreaBars) -> Vec<Decimal> {
    let bars = areas.bars.iter().filter(|bar| bar.value.is_some());
    let ends =
        bars.flat_map(|bar| bar.interval.into_iter().flat_map(|(low, high)| [low, high]).chain(bar.value));
    ends.chain(areas.lines.iter().map(|line| line.1)).collect()
}

/// The stretch that a bar and its interval take along the axis, zero with them: lowest and highest value.
fn span(bar: &AreaBar) -> (f64, f64) {
    let ends = bar.interval.into_iter().flat_map(|(low, high)| [low, high]);
    let ends = ends.filter(|_| bar.value.is_some()).chain(bar.value).map(float);
    ends.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)))
}

fn is_negative(bar: &AreaBar) -> bool {
    bar.value.is_some_and(|value| value.is_sign_negative() && !value.is_zero())
}

fn value_scale(areas: &AreaBars, rows: &[BarRow<'_>], room: f64, metrics: &TextMetrics<'_>) -> ValueScale {
    let gap = gap(metrics);
    let mut needs: Vec<BarExtent> = Vec::new();
    for row in rows {
        let (low, high) = span(row.bar);
        let words = row.text.width + gap;
        let (before, after) = if is_negative(row.bar) { (words, 0.0) } else { (0.0, words) };
        needs.push(BarExtent { low, high, before, after });
    }
    for (_, value) in &areas.lines {
        let value = float(*value);
        needs.push(BarExtent { low: value.min(0.0), high: value.max(0.0), before: 1.0, after: 1.0 });
    }
    ValueScale::new(&needs, room)
}

/// The distance in points between a bar and its words.
fn gap(metrics: &TextMetrics<'_>) -> f64 {
    metrics.size() * 0.4
}

fn draw_bar<'a>(
    list: &mut DisplayList<'a>,
    row: &BarRow<'_>,
    y: f64,
    x: &dyn Fn(f64) -> f64,
    metrics: &TextMetrics<'a>,
) {
    let Some(value) = row.bar.value.map(float) else { return };
    let middle = y + row.height / 2.0;
    let half = metrics.size() * 0.95 / 2.0;
    let (from, to) = (x(value.min(0.0)), x(value.max(0.0)));
    if to > from {
        let bar = Rect::new(from, middle - half, to, middle + half);
        list.fill(bar, category(0, 1, metrics.theme));
    }
    if let Some((low, high)) = row.bar.interval {
        let (low, high) = (x(float(low)), x(float(high)));
        let cap = metrics.size() * 0.22;
        list.line(vec![(low, middle), (high, middle)], &metrics.theme.text, 1.25, &[]);
        // On the bar, it is pale.
        let (inner, outer) = (low.max(from), high.min(to));
        if outer > inner {
            list.line(vec![(inner, middle), (outer, middle)], &metrics.theme.paper, 1.25, &[]);
        }
        for end in [low, high] {
            let color = if end > from && end < to { &metrics.theme.paper } else { &metrics.theme.text };
            list.line(vec![(end, middle - cap), (end, middle + cap)], color, 1.25, &[]);
        }
    }
}

fn draw_words<'a>(
    list: &mut DisplayList<'a>,
    row: &BarRow<'_>,
    y: f64,
    left: f64,
    x: &dyn Fn(f64) -> f64,
    metrics: &TextMetrics<'a>,
) {
    let top = |label: &TextLines| y + (row.height - label.height) / 2.0;
    let at = (left - metrics.size() * 0.6, top(&row.name));
    list.label(&row.name, at, TextAnchor::Right, &metrics.theme.text, metrics);
    let (low, high) = span(row.bar);
    let (at, side) = if is_negative(row.bar) {
        (x(low) - gap(metrics), TextAnchor::Right)
    } else {
        (x(high) + gap(metrics), TextAnchor::Left)
    };
    let frame = row.text.frame((at, top(&row.text)), side);
    // Nothing may run through a value.
    list.fill(Rect::new(frame.x0 - 1.5, frame.y0, frame.x1 + 1.5, frame.y1), &metrics.theme.paper);
    list.label(&row.text, (at, top(&row.text)), side, &metrics.theme.text, metrics);
}
