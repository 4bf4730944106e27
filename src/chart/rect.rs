//! `Rect`: an upright rectangle in points, `y` downwards, and what it overlaps or is crossed by. It knows no
//! chart.

/// A place in points from the top left.
pub(super) type Point = (f64, f64);

/// An upright rectangle in points, with `y` downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Rect {
    /// Makes a rectangle by its sides.
    pub(super) fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// A rectangle larger by `by` on each side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// Whether two rectangles share more than a side.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether the rectangle lies in another.
    pub(super) fn within(&self, outer: &Self) -> bool {
        self.x0 >= outer.x0 && self.y0 >= outer.y0 && self.x1 <= outer.x1 && self.y1 <= outer.y1
    }

    /// Whether a straight line comes into the rectangle (Liang and Barsky).
    pub(super) fn crossed(&self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let sides = [
            (-dx, from.0 - self.x0),
            (dx, self.x1 - from.0),
            (-dy, from.1 - self.y0),
            (dy, self.y1 - from.1),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (toward, room) in sides {
            if toward == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if toward < 0.0 {
                enters = enters.max(room / toward);
            } else {
                leaves = leaves.min(room / toward);
            }
        }
        enters <= leaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_box_or_passes_it() {
        let frame = Rect::new(10.0, 10.0, 20.0, 20.0);
        assert!(frame.crossed((0.0, 15.0), (30.0, 15.0)));
        assert!(frame.crossed((12.0, 12.0), (13.0, 13.0)));
        assert!(frame.crossed((0.0, 0.0), (30.0, 30.0)));
        assert!(!frame.crossed((0.0, 9.0), (30.0, 9.0)));
        assert!(!frame.crossed((0.0, 18.0), (9.0, 30.0)));
        assert!(!frame.crossed((0.0, 15.0), (9.0, 15.0)));
    }
}
