//! `Sheet`: what is to be drawn, in order and in points. It decides no place and no colour.

use super::frame::{Frame, Point};
use super::text::{Label, Pen};

/// The marks of a picture, later ones over earlier ones. Colours are "#rrggbb".
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    /// The marks.
    pub marks: Vec<Mark<'a>>,
    /// How many of them are behind everything.
    ground: usize,
}

/// One thing drawn.
#[derive(Debug)]
pub(super) enum Mark<'a> {
    /// A line through points.
    Line { points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64] },
    /// A filled box.
    Box { frame: Frame, color: &'a str },
    /// A dot that says which line it is of.
    Dot { at: Point, radius: f64, shape: Shape, color: &'a str },
    /// One line of text; `at` is on its base line.
    Text { at: Point, side: Side, bold: bool, color: &'a str, text: String },
}

/// The shape of a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
}

/// Which side of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

impl<'a> Sheet<'a> {
    /// A line; fewer than two points are none.
    pub(super) fn line(&mut self, points: Vec<Point>, color: &'a str, width: f64, dash: &'static [f64]) {
        if points.len() > 1 {
            self.marks.push(Mark::Line { points, color, width, dash });
        }
    }

    /// A box.
    pub(super) fn fill(&mut self, frame: Frame, color: &'a str) {
        self.marks.push(Mark::Box { frame, color });
    }

    /// Says that what is drawn so far is behind everything.
    pub(super) fn end_ground(&mut self) {
        self.ground = self.marks.len();
    }

    /// Takes away what is behind everything.
    pub(super) fn clear_ground(&mut self, frame: Frame, paper: &'a str) {
        self.marks.insert(self.ground, Mark::Box { frame, color: paper });
    }

    /// A dot.
    pub(super) fn dot(&mut self, at: Point, radius: f64, shape: Shape, color: &'a str) {
        self.marks.push(Mark::Dot { at, radius, shape, color });
    }

    /// A label, its lines one below the other from `top`; gives the box that it fills.
    pub(super) fn label(
        &mut self,
        label: &Label,
        (x, top): Point,
        side: Side,
        color: &'a str,
        pen: &Pen<'_>,
    ) -> Frame {
        for (n, text) in label.lines.iter().enumerate() {
            if !text.is_empty() {
                let at = (x, top + pen.ascent() + pen.pitch() * n as f64);
                self.marks.push(Mark::Text { at, side, bold: label.bold, color, text: text.clone() });
            }
        }
        label.frame((x, top), side)
    }
}
