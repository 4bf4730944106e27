//! `ValueScale`: how long bars can be, which is as long as their words leave room for. It draws nothing.

/// The extent that a bar and its words need to each side of zero.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BarExtent {
    /// The lowest value, zero or less.
    pub low: f64,
    /// The highest value, zero or more.
    pub high: f64,
    /// The room for words beyond the lowest value, in points.
    pub before: f64,
    /// The room for words beyond the highest value, in points.
    pub after: f64,
}

/// The place of zero, in points from the start, and the number of points in a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ValueScale {
    pub zero: f64,
    pub unit: f64,
}

impl ValueScale {
    /// Makes the largest scale with which everything fits into `room` points.
    pub(super) fn new(needs: &[BarExtent], room: f64) -> Self {
        let before = |unit: f64| needs.iter().map(|n| n.before - n.low * unit).fold(0.0, f64::max);
        let after = |unit: f64| needs.iter().map(|n| n.after + n.high * unit).fold(0.0, f64::max);
        let span = needs.iter().map(|n| n.high - n.low).fold(0.0, f64::max);
        let (mut low, mut high) = (0.0, if span > 0.0 { room / span } else { 0.0 });
        for _ in 0..64 {
            let middle = (low + high) / 2.0;
            if before(middle) + after(middle) <= room {
                low = middle;
            } else {
                high = middle;
            }
        }
        Self { zero: before(low), unit: low }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_take_what_words_leave() {
        let need = |low: f64, high: f64, before: f64, after: f64| BarExtent { low, high, before, after };
        let value_scale = ValueScale::new(&[need(0.0, 10.0, 0.0, 20.0), need(0.0, 5.0, 0.0, 30.0)], 120.0);
        assert!((value_scale.unit - 10.0).abs() < 1e-9 && value_scale.zero.abs() < 1e-9);
        let value_scale = ValueScale::new(&[need(-10.0, 0.0, 20.0, 0.0), need(0.0, 10.0, 0.0, 20.0)], 240.0);
        assert!((value_scale.unit - 10.0).abs() < 1e-9 && (value_scale.zero - 120.0).abs() < 1e-9);
        let none = ValueScale::new(&[need(0.0, 0.0, 0.0, 20.0)], 100.0);
        assert!(none.unit.abs() < 1e-9 && none.zero.abs() < 1e-9);
    }
}
