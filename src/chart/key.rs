//! The key above a chart that cannot be labelled directly: a swatch and a name for each part, in
//! the order of the data, from the left.

use super::frame::Frame;
use super::series::Series;
use super::sheet::{Sheet, Side};
use super::text::{Label, Pen};

/// What a swatch shows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Swatch<'a> {
    /// A piece of a line with its dot.
    Line(Series<'a>),
    /// A piece of a target's line, with its dashes.
    Level(&'a str),
    /// A piece of a bar.
    Bar(&'a str),
}

/// A key set in rows.
pub(super) struct Key<'a> {
    entries: Vec<(Swatch<'a>, Label, f64, f64)>,
    /// Its height with the room below it; 0 where it is empty.
    pub height: f64,
}

impl<'a> Key<'a> {
    /// Sets a key as wide as the picture.
    pub(super) fn new(entries: Vec<(Swatch<'a>, &str)>, width: f64, pen: &Pen<'_>) -> Self {
        let (mut x, mut top, mut row) = (0.0, 0.0, 0.0_f64);
        let mut set = Vec::new();
        for (swatch, name) in entries {
            let before = swatch.width(pen) + pen.size() * 0.4;
            let label = pen.label(name, (width - before).max(pen.size()), false);
            if x > 0.0 && x + before + label.width > width {
                top += row + pen.size() * 0.35;
                (x, row) = (0.0, 0.0);
            }
            row = row.max(label.height);
            let left = x;
            x += before + label.width + pen.size() * 1.6;
            set.push((swatch, label, left, top));
        }
        let height = if set.is_empty() { 0.0 } else { top + row + pen.size() * 0.9 };
        Self { entries: set, height }
    }

    /// Draws the key at the top of the picture.
    pub(super) fn draw(&self, sheet: &mut Sheet<'a>, pen: &Pen<'a>) {
        for (swatch, label, x, top) in &self.entries {
            let width = swatch.width(pen);
            let middle = top + pen.ascent() * 0.55;
            match swatch {
                Swatch::Line(series) => {
                    sheet.line(
                        vec![(*x, middle), (x + width, middle)],
                        series.color,
                        series.width,
                        series.dash,
                    );
                    sheet.dot((x + width / 2.0, middle), series.radius, series.shape, series.color);
                }
                Swatch::Level(color) => {
                    let ends = vec![(*x, middle), (x + width, middle)];
                    sheet.line(ends, color, super::series::LEVEL_WIDTH, super::series::LEVEL_DASH);
                }
                Swatch::Bar(color) => {
                    let half = width / 2.0;
                    sheet.fill(Frame::new(*x, middle - half, x + width, middle + half), color);
                }
            }
            let left = x + width + pen.size() * 0.4;
            sheet.label(label, (left, *top), Side::Left, &pen.look.text, pen);
        }
    }
}

impl Swatch<'_> {
    fn width(&self, pen: &Pen<'_>) -> f64 {
        match self {
            Self::Bar(_) => pen.size() * 0.8,
            _ => pen.size() * 2.4,
        }
    }
}
