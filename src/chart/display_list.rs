//! `DisplayList`: what is to be drawn, in order and in points. It decides no position and no colour.

use super::rect::{Point, Rect};
use super::text::{TextAnchor, TextLines, TextMetrics};

/// The shapes of a picture, later ones over earlier ones. Colours are "#rrggbb".
#[derive(Debug, Default)]
pub(super) struct DisplayList<'a> {
    pub marks: Vec<Shape<'a>>,
    /// The number of shapes, from the first, that lie behind all others.
    ground: usize,
}

/// A shape of a picture, in points.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// A line through points; `dash` is empty for a whole one.
    Line { points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64] },
    /// A filled rectangle.
    Box { frame: Rect, color: &'a str },
    /// A dot, whose shape tells its line from others.
    Dot { at: Point, radius: f64, shape: MarkerShape, color: &'a str },
    /// A line of text; `at` lies on its base line.
    Text { at: Point, side: TextAnchor, bold: bool, color: &'a str, text: String },
}

/// The shape of a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkerShape {
    Circle,
    Square,
    Triangle,
    Diamond,
}

impl<'a> DisplayList<'a> {
    /// Adds a line; fewer than two points make none.
    pub(super) fn line(&mut self, points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64]) {
        if points.len() > 1 {
            self.marks.push(Shape::Line { points, color, width, dash });
        }
    }

    /// Adds a filled rectangle.
    pub(super) fn fill(&mut self, frame: Rect, color: &'a str) {
        self.marks.push(Shape::Box { frame, color });
    }

    /// Marks what is drawn so far as lying behind everything else.
    pub(super) fn end_ground(&mut self) {
        self.ground = self.marks.len();
    }

    /// Covers what lies behind everything else, in a rectangle, with the colour of the paper.
    pub(super) fn clear_ground(&mut self, frame: Rect, paper: &'a str) {
        self.marks.insert(self.ground, Shape::Box { frame, color: paper });
    }

    /// Adds a dot.
    pub(super) fn dot(&mut self, at: Point, radius: f64, shape: MarkerShape, color: &'a str) {
        self.marks.push(Shape::Dot { at, radius, shape, color });
    }

    /// Adds a text, its lines one below the other from `top`, and gives the rectangle that it fills.
    pub(super) fn label(
        &mut self,
        label: &TextLines,
        (x, top): Point,
        side: TextAnchor,
        color: &'a str,
        metrics: &TextMetrics<'_>,
    ) -> Rect {
        for (n, text) in label.lines.iter().enumerate() {
            if !text.is_empty() {
                let at = (x, top + metrics.ascent() + metrics.pitch() * n as f64);
                self.marks.push(Shape::Text { at, side, bold: label.bold, color, text: text.clone() });
            }
        }
        label.frame((x, top), side)
    }
}
