//! `Matrix`: affine maps as a PDF writes them. It knows no page.

/// An affine map, as PDF writes it (ISO 32000-1, 8.3.4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that moves nothing.
    pub(crate) const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The map that does what this one does, and then what the other does.
    #[must_use]
    pub(crate) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// The factor by which the map enlarges.
    pub(crate) fn scale(&self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// The place to which a point goes.
    pub(crate) fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The upright rectangle that holds a rectangle once it is moved: left, bottom, right, top.
    pub(crate) fn rectangle(&self, [left, bottom, right, top]: [f64; 4]) -> [f64; 4] {
        let corners =
            [(left, bottom), (right, bottom), (left, top), (right, top)].map(|(x, y)| self.point(x, y));
        let mut out = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for (x, y) in corners {
            out = [out[0].min(x), out[1].min(y), out[2].max(x), out[3].max(y)];
        }
        out
    }
}
