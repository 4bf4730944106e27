//! One bar for each area, lying, from zero, with its value at its end.

use rust_decimal::Decimal;

use super::axis;
use super::flags;
use super::frame::Frame;
use super::reach::{Need, Reach};
use super::scale::float;
use super::series::{LEVEL_DASH, LEVEL_WIDTH, category};
use super::sheet::{Sheet, Side};
use super::svg::snapped;
use super::text::{Label, Pen};
use super::trend;
use crate::model::{AreaBar, Areas};

/// The share of the width that names take if they can, and at most.
const NAMES: f64 = 0.3;
const NAMES_AT_MOST: f64 = 0.45;
/// The share of the room for bars that a value in print may take.
const VALUES: f64 = 0.35;
/// Above so many bars, they stand close.
const MANY: usize = 30;

/// A bar ready to draw.
struct Row<'a> {
    bar: &'a AreaBar,
    name: Label,
    text: Label,
    height: f64,
}

/// Draws the bars of areas; gives the height too.
pub(super) fn draw<'a>(areas: &'a Areas, width: f64, pen: &Pen<'a>) -> (Sheet<'a>, f64) {
    if areas.bars.is_empty() {
        return trend::nothing(width, pen);
    }
    let mut sheet = Sheet::default();
    let names = name_column(areas.bars.iter().map(|bar| bar.name.as_str()), width, pen);
    let left = names.iter().map(|name| name.width).fold(0.0, f64::max) + pen.size() * 0.6;
    let room = (width - left - 2.0).max(20.0);
    let close = areas.bars.len() > MANY;
    let negative = areas.bars.iter().filter(|bar| is_negative(bar));
    let before = negative.map(|bar| pen.width(&bar.text, false)).fold(0.0, f64::max).min(room * VALUES);
    let beside = |bar: &AreaBar| match bar.value {
        Some(_) => room * VALUES,
        None if before > 0.0 => room * 0.6 - before,
        None => room * 0.95,
    };
    let named = areas.bars.iter().zip(names);
    let rows: Vec<Row<'a>> = named.map(|(bar, name)| row(bar, name, beside(bar), close, pen)).collect();
    let reach = reach(areas, &rows, room, pen);
    let zero = snapped(left + reach.zero);
    let x = |value: f64| snapped(zero + value * reach.unit);

    let lines: Vec<(f64, &str)> =
        areas.lines.iter().map(|(name, value)| (x(float(*value)), name.as_str())).collect();
    let flags = flags::placed(&lines, width, pen);
    let top = flags.height;
    let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();

    let mut y = top;
    for row in &rows {
        draw_bar(&mut sheet, row, y, &x, pen);
        y += row.height;
    }
    sheet.line(vec![(zero, top), (zero, bottom)], &pen.look.axis, 0.75, &[]);
    for (line, _) in &lines {
        // A pale edge keeps the dashes apart from dark bars.
        sheet.line(vec![(*line, top), (*line, bottom)], &pen.look.paper, LEVEL_WIDTH + 1.25, &[]);
    }
    for ((line, _), rise) in lines.iter().zip(&flags.rises) {
        sheet.line(vec![(*line, *rise), (*line, bottom)], &pen.look.text, LEVEL_WIDTH, LEVEL_DASH);
    }
    flags.draw(&mut sheet, pen);
    let mut y = top;
    for row in &rows {
        draw_words(&mut sheet, row, y, left, &x, pen);
        y += row.height;
    }
    let has_intervals = areas.bars.iter().any(|bar| bar.interval.is_some());
    if !has_intervals {
        return (sheet, bottom + 1.0);
    }
    let values = values(areas);
    let axis = axis::draw(&mut sheet, (&values, areas.form), (left, width), bottom, &x, pen);
    (sheet, bottom + axis + 1.0)
}

/// Names in a column as narrow as two lines each make it, or as it may be.
pub(super) fn name_column<'t>(names: impl Iterator<Item = &'t str>, width: f64, pen: &Pen<'_>) -> Vec<Label> {
    let names: Vec<&str> = names.collect();
    let with = |share: f64| -> Vec<Label> {
        names.iter().map(|name| pen.label(name, width * share, false)).collect()
    };
    let good = |labels: &Vec<Label>| {
        let limits = labels.iter().zip(&names);
        limits.into_iter().all(|(label, name)| {
            label.lines.len() <= 2 && pen.longest_word(name, false) <= label.width + 0.01
        })
    };
    [NAMES, 0.375].into_iter().map(with).find(good).unwrap_or_else(|| with(NAMES_AT_MOST))
}

/// A row; `room` is what the words at its bar may take.
fn row<'a>(bar: &'a AreaBar, name: Label, room: f64, close: bool, pen: &Pen<'_>) -> Row<'a> {
    let text = pen.label(&bar.text, room, false);
    let lines = name.lines.len().max(text.lines.len());
    let between = if close { 0.1 } else { 0.5 };
    let height = pen.height(lines) + between * pen.size();
    Row { bar, name, text, height }
}

/// Everything that the axis must reach.
fn values(areas: &Areas) -> Vec<Decimal> {
    let bars = areas.bars.iter().filter(|bar| bar.value.is_some());
    let ends =
        bars.flat_map(|bar| bar.interval.into_iter().flat_map(|(low, high)| [low, high]).chain(bar.value));
    ends.chain(areas.lines.iter().map(|line| line.1)).collect()
}

/// What each bar spans: its value, its interval and zero.
fn span(bar: &AreaBar) -> (f64, f64) {
    let ends = bar.interval.into_iter().flat_map(|(low, high)| [low, high]);
    let ends = ends.filter(|_| bar.value.is_some()).chain(bar.value).map(float);
    ends.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)))
}

fn is_negative(bar: &AreaBar) -> bool {
    bar.value.is_some_and(|value| value.is_sign_negative() && !value.is_zero())
}

fn reach(areas: &Areas, rows: &[Row<'_>], room: f64, pen: &Pen<'_>) -> Reach {
    let gap = gap(pen);
    let mut needs: Vec<Need> = Vec::new();
    for row in rows {
        let (low, high) = span(row.bar);
        let words = row.text.width + gap;
        let (before, after) = if is_negative(row.bar) { (words, 0.0) } else { (0.0, words) };
        needs.push(Need { low, high, before, after });
    }
    for (_, value) in &areas.lines {
        let value = float(*value);
        needs.push(Need { low: value.min(0.0), high: value.max(0.0), before: 1.0, after: 1.0 });
    }
    Reach::new(&needs, room)
}

/// Between a bar and its words.
fn gap(pen: &Pen<'_>) -> f64 {
    pen.size() * 0.4
}

fn draw_bar<'a>(sheet: &mut Sheet<'a>, row: &Row<'_>, y: f64, x: &dyn Fn(f64) -> f64, pen: &Pen<'a>) {
    let Some(value) = row.bar.value.map(float) else { return };
    let middle = y + row.height / 2.0;
    let half = pen.size() * 0.95 / 2.0;
    let (from, to) = (x(value.min(0.0)), x(value.max(0.0)));
    if to > from {
        let bar = Frame::new(from, middle - half, to, middle + half);
        sheet.fill(bar, category(0, 1, pen.look));
    }
    if let Some((low, high)) = row.bar.interval {
        let (low, high) = (x(float(low)), x(float(high)));
        let cap = pen.size() * 0.22;
        sheet.line(vec![(low, middle), (high, middle)], &pen.look.text, 1.25, &[]);
        // On the bar, it is pale.
        let (inner, outer) = (low.max(from), high.min(to));
        if outer > inner {
            sheet.line(vec![(inner, middle), (outer, middle)], &pen.look.paper, 1.25, &[]);
        }
        for end in [low, high] {
            let color = if end > from && end < to { &pen.look.paper } else { &pen.look.text };
            sheet.line(vec![(end, middle - cap), (end, middle + cap)], color, 1.25, &[]);
        }
    }
}

fn draw_words<'a>(
    sheet: &mut Sheet<'a>,
    row: &Row<'_>,
    y: f64,
    left: f64,
    x: &dyn Fn(f64) -> f64,
    pen: &Pen<'a>,
) {
    let top = |label: &Label| y + (row.height - label.height) / 2.0;
    let at = (left - pen.size() * 0.6, top(&row.name));
    sheet.label(&row.name, at, Side::Right, &pen.look.text, pen);
    let (low, high) = span(row.bar);
    let (at, side) = if is_negative(row.bar) {
        (x(low) - gap(pen), Side::Right)
    } else {
        (x(high) + gap(pen), Side::Left)
    };
    let frame = row.text.frame((at, top(&row.text)), side);
    // Nothing may run through a value.
    sheet.fill(Frame::new(frame.x0 - 1.5, frame.y0, frame.x1 + 1.5, frame.y1), &pen.look.paper);
    sheet.label(&row.text, (at, top(&row.text)), side, &pen.look.text, pen);
}
