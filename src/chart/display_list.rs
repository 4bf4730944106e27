//! `DisplayList`: what is to be drawn, in order and in points. It decides no position and no colour.

use super::rect::{Point, Rect};
use super::text::{TextLines, TextMetrics};

/// The marks of a picture, later ones over earlier ones. Colours are "#rrggbb".
#[derive(Debug, Default)]
pub(super) struct DisplayList<'a> {
    /// The marks.
    pub marks: Vec<Shape<'a>>,
    /// How many of them are behind everything.
    ground: usize,
}

/// One thing drawn.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// A line through points.
    Line { points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64] },
    /// A filled box.
    Box { frame: Rect, color: &'a str },
    /// A dot that says which line it is of.
    Dot { at: Point, radius: f64, shape: MarkerShape, color: &'a str },
    /// One line of text; `at` is on its base line.
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

/// Which side of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextAnchor {
    Left,
    Middle,
    Right,
}

impl<'a> DisplayList<'a> {
    /// A line; fewer than two points are none.
    pub(super) fn line(&mut self, points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64]) {
        if points.len() > 1 {
            self.marks.push(Shape::Line { points, color, width, dash });
        }
    }

    /// A box.
    pub(super) fn fill(&mut self, frame: Rect, color: &'a str) {
        self.marks.push(Shape::Box { frame, color });
    }

    /// Says that what is drawn so far is behind everything.
    pub(super) fn end_ground(&mut self) {
        self.ground = self.marks.len();
    }

    /// Takes away what is behind everything.
    pub(super) fn clear_ground(&mut self, frame: Rect, paper: &'a str) {
        self.marks.insert(self.ground, Shape::Box { frame, color: paper });
    }

    /// A dot.
    pub(super) fn dot(&mut self, at: Point, radius: f64, shape: MarkerShape, color: &'a str) {
        self.marks.push(Shape::Dot { at, radius, shape, color });
    }

    /// A label, its lines one below the other from `top`; gives the box that it fills.
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
