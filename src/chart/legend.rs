//! `Legend`: the legend above a chart that cannot be labelled directly: a swatch and a name for each part, in
//! the order of the data, from the left. It chooses no colour.

use super::display_list::{DisplayList, MarkerShape};
use super::line_style::LineStyle;
use super::rect::{Point, Rect};
use super::text::TextAnchor;
use super::text::{TextLines, TextMetrics};

/// The drawing in front of a name in the legend.
#[derive(Debug, Clone, Copy)]
pub(super) enum Swatch<'a> {
    /// A piece of a line with its dot.
    Line(LineStyle<'a>),
    /// A piece of a target's line, with its dashes.
    Level(&'a str),
    /// A piece of a bar.
    Bar(&'a str),
    /// A piece of a plain line, with its dashes.
    Stroke { color: &'a str, width: f64, dash: &'static [f64] },
    /// A marker alone.
    Marker { shape: MarkerShape, color: &'a str, radius: f64 },
    /// A sign: a letter on a colour.
    Sign { color: &'a str, letter: &'a str },
}

/// A legend set in rows.
pub(super) struct Legend<'a> {
    entries: Vec<(Swatch<'a>, TextLines, f64, f64)>,
    /// The height in points with the room below the legend; 0 where it is empty.
    pub height: f64,
}

impl<'a> Legend<'a> {
    /// Sets a legend as wide as the picture.
    pub(super) fn new(entries: Vec<(Swatch<'a>, &str)>, width: f64, metrics: &TextMetrics<'_>) -> Self {
        // A sign is taller than the words beside it.
        let signs = entries.iter().any(|(swatch, _)| matches!(swatch, Swatch::Sign { .. }));
        let over = if signs { metrics.size() * 0.3 } else { 0.0 };
        let (mut x, mut top, mut row) = (0.0, over, 0.0_f64);
        let mut set = Vec::new();
        for (swatch, name) in entries {
            let before = swatch.width(metrics) + metrics.size() * 0.4;
            let label = metrics.label(name, (width - before).max(metrics.size()), false);
            if x > 0.0 && x + before + label.width > width {
                top += row + metrics.size() * 0.35 + over;
                (x, row) = (0.0, 0.0);
            }
            row = row.max(label.height);
            let left = x;
            x += before + label.width + metrics.size() * 1.6;
            set.push((swatch, label, left, top));
        }
        let height = if set.is_empty() { 0.0 } else { top + row + metrics.size() * 0.9 };
        Self { entries: set, height }
    }

    /// Draws the legend at the top of the picture.
    pub(super) fn draw(&self, list: &mut DisplayList<'a>, metrics: &TextMetrics<'a>) {
        for (swatch, label, x, top) in &self.entries {
            let width = swatch.width(metrics);
            let middle = top + metrics.ascent() * 0.55;
            swatch.draw(list, (*x, middle), width, metrics);
            let left = x + width + metrics.size() * 0.4;
            list.label(label, (left, *top), TextAnchor::Left, &metrics.theme.text, metrics);
        }
    }
}

impl<'a> Swatch<'a> {
    /// Draws the piece from its left end, `width` points wide.
    pub(super) fn draw(
        &self,
        list: &mut DisplayList<'a>,
        (x, middle): Point,
        width: f64,
        metrics: &TextMetrics<'a>,
    ) {
        match self {
            Self::Line(series) => {
                list.line(vec![(x, middle), (x + width, middle)], series.color, series.width, series.dash);
                list.dot((x + width / 2.0, middle), series.radius, series.shape, series.color);
            }
            Self::Level(color) => {
                let ends = vec![(x, middle), (x + width, middle)];
                list.line(ends, color, super::line_style::LEVEL_WIDTH, super::line_style::LEVEL_DASH);
            }
            Self::Bar(color) => {
                let half = width / 2.0;
                list.fill(Rect::new(x, middle - half, x + width, middle + half), color);
            }
            Self::Stroke { color, width: thick, dash } => {
                list.line(vec![(x, middle), (x + width, middle)], color, *thick, dash);
            }
            Self::Marker { shape, color, radius } => {
                list.dot((x + width / 2.0, middle), *radius, *shape, color);
            }
            Self::Sign { color, letter } => {
                let half = width / 2.0;
                let frame = Rect::new(x, middle - half, x + width, middle + half);
                list.fill(frame, color);
                let label = metrics.label(letter, width, true);
                let top = (frame.y0 + frame.y1 - label.height) / 2.0;
                list.label(&label, (x + half, top), TextAnchor::Middle, metrics.ink_on(color), metrics);
            }
        }
    }

    /// The width of the piece, in points.
    pub(super) fn width(&self, metrics: &TextMetrics<'_>) -> f64 {
        match self {
            Self::Bar(_) => metrics.size() * 0.8,
            Self::Marker { radius, .. } => radius * 2.6,
            Self::Sign { .. } => metrics.size() * 1.25,
            _ => metrics.size() * 2.4,
        }
    }
}
