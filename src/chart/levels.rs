//! The words of targets and thresholds, at their lines.

use super::frame::Frame;
use super::place::{Crowd, Spot};
use super::plot::Plot;
use super::sheet::Side;
use super::text::{Label, Pen};
use crate::model::Level;

/// Between the line and its words.
const GAP: f64 = 2.5;

/// A place on the line of a level where its words hide nothing: over it or under it, at its left
/// end, its right end or between. `None` where there is none.
pub(super) fn spot(
    level: &Level,
    label: &Label,
    plot: &Plot<'_>,
    crowd: &Crowd,
    bounds: &Frame,
    pen: &Pen<'_>,
) -> Option<Spot> {
    let mut found: Option<(usize, Spot)> = None;
    for run in plot.level_runs(level) {
        for pair in run.windows(2) {
            let [(from, y), (to, below)] = *pair else { continue };
            if y != below || to - from < label.width {
                continue;
            }
            let tops = [y - GAP - label.height, y + GAP + pen.size() * 0.02];
            for step in 0..=10 {
                // Ends before middles: 0, 10, 1, 9, …
                let nth = if step % 2 == 0 { step / 2 } else { 10 - step / 2 };
                let x = from + (to - from - label.width) * f64::from(nth) / 10.0;
                for (side, top) in tops.iter().enumerate() {
                    let frame = label.frame((x, *top), Side::Left);
                    let rank = usize::try_from(step).unwrap_or(0) * 2 + side * 5;
                    let clear = frame.within(bounds) && crowd.is_clear(&frame);
                    if clear && found.is_none_or(|(best, _)| rank < best) {
                        found = Some((rank, Spot { at: (x, *top), side: Side::Left, far: false }));
                    }
                }
            }
        }
    }
    found.map(|(_, spot)| spot)
}
