//! The words of targets and thresholds, at their lines in a trend. It draws no line.

use crate::chart::label_position::{LabelPosition, Obstacles};
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};
use crate::model::Level;

/// The distance between a line and its words, in points.
const GAP: f64 = 2.5;

/// The best place on a level's line where its words hide nothing: over it or under it, at its left end, its
/// right end or between. `None` where there is none.
pub(in crate::chart) fn label_position(
    level: &Level,
    label: &TextLines,
    plot: &Plot<'_>,
    obstacles: &Obstacles,
    bounds: &Rect,
    metrics: &TextMetrics<'_>,
) -> Option<LabelPosition> {
    let mut found: Option<(usize, LabelPosition)> = None;
    for run in plot.level_runs(level) {
        for pair in run.windows(2) {
            let [(from, y), (to, below)] = *pair else { continue };
            if y != below || to - from < label.width {
                continue;
            }
            let tops = [y - GAP - label.height, y + GAP + metrics.size() * 0.02];
            for step in 0..=10 {
                // Ends before middles: 0, 10, 1, 9, …
                let nth = if step % 2 == 0 { step / 2 } else { 10 - step / 2 };
                let x = from + (to - from - label.width) * f64::from(nth) / 10.0;
                for (side, top) in tops.iter().enumerate() {
                    let frame = label.frame((x, *top), TextAnchor::Left);
                    let rank = usize::try_from(step).unwrap_or(0) * 2 + side * 5;
                    let clear = frame.within(bounds) && obstacles.is_clear(&frame);
                    if clear && found.is_none_or(|(best, _)| rank < best) {
                        found =
                            Some((rank, LabelPosition { at: (x, *top), side: TextAnchor::Left, far: false }));
                    }
                }
            }
        }
    }
    found.map(|(_, position)| position)
}
