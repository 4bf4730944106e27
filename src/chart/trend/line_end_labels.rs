//! The column at the right of a trend: names and latest values, each as near to its line's end as the others
//! allow. It writes no words of its own.

use std::cmp::Ordering;

use crate::chart::display_list::DisplayList;
use crate::chart::legend::Swatch;
use crate::chart::rect::{Point, Rect};
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};

/// Shares of a picture's width that the column may take, the best first.
const SHARES: [f64; 4] = [0.18, 0.24, 0.3, 0.35];
/// The most lines that one label may have.
const MOST_LINES: usize = 4;
/// The distance between the plot and the column, in points.
pub(in crate::chart) const GAP: f64 = 5.0;
/// The distance between two labels, in points.
pub(in crate::chart) const APART: f64 = 5.0;

/// A label of the column, and the end of its line.
#[derive(Debug, Clone)]
pub(in crate::chart) struct LineEndLabel<'a> {
    /// The point at which the line ends.
    pub at: Point,
    /// The heights of the points before the end, the last one first: of lines that end together, the one that
    /// comes from above is named above the others.
    pub before: Vec<f64>,
    /// A piece of the line, where there are several.
    pub sample: Option<Swatch<'a>>,
    pub label: TextLines,
}

impl LineEndLabel<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let before = self.before.iter().zip(&other.before).map(|(a, b)| a.total_cmp(b));
        std::iter::once(self.at.1.total_cmp(&other.at.1)).chain(before).fold(Ordering::Equal, Ordering::then)
    }
}

/// The width that samples of lines take in the column, in points.
pub(in crate::chart) fn sample_width(metrics: &TextMetrics<'_>) -> f64 {
    metrics.size() * 2.0
}

/// The labels for `texts`, each a list of words that stand on lines of their own; `None` where they would
/// take too much of the picture.
pub(in crate::chart) fn labels(
    texts: &[Vec<&str>],
    width: f64,
    room: f64,
    metrics: &TextMetrics<'_>,
) -> Option<Vec<TextLines>> {
    let fits = |share: &f64| {
        let limit = share * width;
        let whole = |text: &&str| metrics.longest_word(text, false) <= limit;
        let labels: Vec<TextLines> = texts.iter().map(|t| metrics.stacked(t, limit)).collect();
        let short = labels.iter().all(|label| label.lines.len() <= MOST_LINES);
        let height: f64 = labels.iter().map(|label| label.height + APART).sum();
        (texts.iter().flatten().all(whole) && short && height <= room).then_some(labels)
    };
    SHARES.iter().find_map(fits)
}

/// Draws the column with its left side at `x`, between `top` and `bottom`, and gives the rectangles that its
/// labels fill.
pub(in crate::chart) fn draw<'a>(
    list: &mut DisplayList<'a>,
    ends: &[LineEndLabel<'a>],
    x: f64,
    (top, bottom): (f64, f64),
    metrics: &TextMetrics<'a>,
) -> Vec<Rect> {
    let mut order: Vec<&LineEndLabel<'a>> = ends.iter().collect();
    order.sort_by(|a, b| a.order(b));
    let wanted: Vec<(f64, f64)> =
        order.iter().map(|end| (end.at.1 - end.label.height / 2.0, end.label.height + APART)).collect();
    let tops = spread(&wanted, top, bottom + APART);
    let mut frames = Vec::new();
    for (end, top) in order.iter().zip(tops) {
        let left = x + if end.sample.is_some() { sample_width(metrics) } else { 0.0 };
        let frame = list.label(&end.label, (left, top), TextAnchor::Left, &metrics.theme.text, metrics);
        let middle = (frame.y0 + frame.y1) / 2.0;
        if let Some(sample) = &end.sample {
            let first_line = frame.y0 + metrics.ascent() * 0.55;
            sample.draw(list, (x, first_line), sample_width(metrics) - metrics.size() * 0.4, metrics);
            frames.push(Rect::new(x, frame.y0, frame.x1, frame.y1));
            continue;
        }
        let from = end.at.0 + 4.5;
        if (middle - end.at.1).abs() > metrics.size() * 0.35 && x - from < 16.0 {
            list.line(vec![(from, end.at.1), (x - 2.0, middle)], &metrics.theme.axis, 0.75, &[]);
        }
        frames.push(frame);
    }
    frames
}

/// Moves boxes, given by wanted top and height in the order of their tops, as little as keeps them
/// apart and between two borders.
fn spread(wanted: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    // Boxes that touch form a heap that moves as one: (first box, sum of wanted tops, height).
    let mut heaps: Vec<(usize, usize, f64, f64)> = Vec::new();
    let top = |count: usize, sum: f64, height: f64| (sum / count.max(1) as f64).min(high - height).max(low);
    for (n, (want, height)) in wanted.iter().enumerate() {
        let mut heap = (n, 1, *want, *height);
        while let Some((first, count, sum, above)) = heaps.last().copied() {
            if top(count, sum, above) + above <= top(heap.1, heap.2, heap.3) {
                break;
            }
            heaps.pop();
            // Each box of the lower heap would have the heap's top so much higher.
            heap = (first, count + heap.1, sum + heap.2 - above * heap.1 as f64, above + heap.3);
        }
        heaps.push(heap);
    }
    let mut tops = Vec::new();
    for (first, count, sum, height) in heaps {
        let mut at = top(count, sum, height);
        for (_, height) in wanted.iter().skip(first).take(count) {
            tops.push(at);
            at += height;
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_move_no_more_than_they_must() {
        assert_eq!(spread(&[(0.0, 10.0), (50.0, 10.0)], 0.0, 100.0), [0.0, 50.0]);
        assert_eq!(spread(&[(40.0, 10.0), (40.0, 10.0)], 0.0, 100.0), [35.0, 45.0]);
        assert_eq!(spread(&[(-5.0, 10.0), (0.0, 10.0), (3.0, 10.0)], 0.0, 100.0), [0.0, 10.0, 20.0]);
        assert_eq!(spread(&[(92.0, 10.0), (95.0, 10.0)], 0.0, 100.0), [80.0, 90.0]);
        assert_eq!(spread(&[], 0.0, 100.0), [0.0; 0]);
    }
}
