//! `Obstacles`: what is in a picture already, and where in it words may still stand. It draws nothing.

use super::display_list::{DisplayList, Shape};
use super::rect::{Point, Rect};
use super::text::TextAnchor;
use super::text::TextLines;

/// The distance that words keep from other words, in points.
const APART: f64 = 2.0;

/// The words, dots and lines of a picture that further words must not hide.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    /// The rectangles of words and dots.
    pub frames: Vec<Rect>,
    /// The straight pieces of lines.
    pub segments: Vec<(Point, Point)>,
}

/// A place for words.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelPosition {
    /// The left or right top corner of the words, or the middle of their top.
    pub at: Point,
    /// The one of these that `at` is.
    pub side: TextAnchor,
    /// Whether the words are so far off that a line must lead to them.
    pub far: bool,
}

impl Obstacles {
    /// Adds a line through points.
    pub(super) fn add_line(&mut self, points: &[Point]) {
        self.segments.extend(points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))));
    }

    /// Adds every dot that is drawn.
    pub(super) fn add_dots(&mut self, list: &DisplayList<'_>) {
        for mark in &list.marks {
            if let Shape::Dot { at: (x, y), radius, .. } = mark {
                self.frames.push(Rect::new(*x, *y, *x, *y).grown(*radius));
            }
        }
    }

    /// Whether words in a rectangle touch no other words.
    pub(super) fn is_free(&self, frame: &Rect) -> bool {
        let around = frame.grown(APART);
        !self.frames.iter().any(|other| around.overlaps(other))
    }

    /// The number of lines that run through a rectangle of words.
    pub(super) fn lines_through(&self, frame: &Rect) -> usize {
        let around = frame.grown(1.5);
        self.segments.iter().filter(|(from, to)| around.crossed(*from, *to)).count()
    }

    /// Whether a rectangle touches neither words nor lines.
    pub(super) fn is_clear(&self, frame: &Rect) -> bool {
        self.is_free(frame) && self.lines_through(frame) == 0
    }

    /// The best place for words about a dot, inside `bounds`: over the dot first where `up`. `None` where
    /// every place would hide other words. `gap` keeps them off the dot.
    pub(super) fn near(
        &self,
        dot: Point,
        label: &TextLines,
        gap: f64,
        up: bool,
        bounds: &Rect,
    ) -> Option<LabelPosition> {
        let mut best: Option<(usize, LabelPosition)> = None;
        for position in around(dot, label, gap, up) {
            let position = moved_inside(position, label, bounds);
            let frame = label.frame(position.at, position.side);
            let hides_dot =
                frame.grown(1.0).overlaps(&Rect::new(dot.0, dot.1, dot.0, dot.1).grown(gap * 0.6));
            if !frame.within(bounds) || hides_dot || !self.is_free(&frame) {
                continue;
            }
            let crossed = self.lines_through(&frame);
            if crossed == 0 {
                return Some(position);
            }
            if best.is_none_or(|(least, _)| crossed < least) {
                best = Some((crossed, position));
            }
        }
        best.map(|(_, position)| position).or_else(|| self.anywhere(dot, label, bounds))
    }

    /// The free place nearest to a dot; `None` where there is none.
    fn anywhere(&self, dot: Point, label: &TextLines, bounds: &Rect) -> Option<LabelPosition> {
        let (across, down) = (bounds.x1 - bounds.x0 - label.width, bounds.y1 - bounds.y0 - label.height);
        if across < 0.0 || down < 0.0 {
            return None;
        }
        let mut best: Option<(f64, LabelPosition)> = None;
        for n in 0..24 * 24 {
            let (column, row) = (f64::from(n % 24), f64::from(n / 24));
            let at = (bounds.x0 + across * column / 23.0, bounds.y0 + down * row / 23.0);
            let frame = label.frame(at, TextAnchor::Left);
            let (dx, dy) = (at.0 + label.width / 2.0 - dot.0, at.1 + label.height / 2.0 - dot.1);
            let far = dx * dx + dy * dy;
            if self.is_free(&frame) && best.is_none_or(|(least, _)| far < least) {
                best = Some((far, LabelPosition { at, side: TextAnchor::Left, far: true }));
            }
        }
        best.map(|(_, position)| position)
    }
}

/// The places about a dot, the best first: over or under it, beside it, then farther off.
fn around((x, y): Point, label: &TextLines, gap: f64, up: bool) -> Vec<LabelPosition> {
    let over = |distance: f64| y - distance - label.height;
    let under = |distance: f64| y + distance;
    let rows = |distance: f64| {
        if up { [over(distance), under(distance)] } else { [under(distance), over(distance)] }
    };
    let mut spots = Vec::new();
    let mut add =
        |x: f64, top: f64, side: TextAnchor, far: bool| spots.push(LabelPosition { at: (x, top), side, far });
    for top in rows(gap) {
        add(x, top, TextAnchor::Middle, false);
    }
    let beside = y - label.height / 2.0;
    add(x + gap, beside, TextAnchor::Left, false);
    add(x - gap, beside, TextAnchor::Right, false);
    for top in rows(gap) {
        add(x - gap, top, TextAnchor::Left, false);
        add(x + gap, top, TextAnchor::Right, false);
    }
    for step in 1..=12 {
        let distance = gap + 6.0 * f64::from(step);
        for top in rows(distance) {
            add(x, top, TextAnchor::Middle, true);
            add(x - gap, top, TextAnchor::Left, true);
            add(x + gap, top, TextAnchor::Right, true);
        }
    }
    spots
}

/// Moves a place sideways as far as the border asks.
fn moved_inside(position: LabelPosition, label: &TextLines, bounds: &Rect) -> LabelPosition {
    let frame = label.frame(position.at, position.side);
    let by = if frame.x0 < bounds.x0 { bounds.x0 - frame.x0 } else { (bounds.x1 - frame.x1).min(0.0) };
    LabelPosition { at: (position.at.0 + by, position.at.1), ..position }
}
