//! The words of vertical reference lines, above the bars: in as many rows as keep them apart, each touching
//! its own line and no other. It draws no bar.

use crate::chart::display_list::DisplayList;
use crate::chart::rect::Rect;
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};

/// The labels of upright lines, above the bars.
pub(in crate::chart) struct ReferenceLabels {
    labels: Vec<(TextLines, f64, f64)>,
    /// The height up to which each line goes, in points from the top and in the order given.
    pub rises: Vec<f64>,
    /// The height of all rows with the room below them, in points.
    pub height: f64,
}

impl ReferenceLabels {
    /// Draws the labels.
    pub(in crate::chart) fn draw<'a>(&self, list: &mut DisplayList<'a>, metrics: &TextMetrics<'a>) {
        for (label, left, top) in &self.labels {
            list.label(label, (*left, *top), TextAnchor::Left, &metrics.theme.text, metrics);
        }
    }
}

/// A label in its row, which is counted upwards from the bars.
struct ReferenceLabel {
    label: TextLines,
    left: f64,
    row: usize,
    x: f64,
    stem: bool,
}

/// Sets the words of lines at `x` in a picture `width` points wide.
pub(in crate::chart) fn placed(
    lines: &[(f64, &str)],
    width: f64,
    metrics: &TextMetrics<'_>,
) -> ReferenceLabels {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*a].0.total_cmp(&lines[*b].0));
    let mut flags: Vec<(usize, ReferenceLabel)> = Vec::new();
    for index in order {
        let (x, name) = lines[index];
        let label = metrics.label(name, width, false);
        let mut found = None;
        'rows: for row in 0..=flags.len() {
            for left in [x - label.width / 2.0, x + 3.0, x - 3.0 - label.width] {
                // Words in the first row touch the line's end, so that they may be moved.
                let left = if row == 0 { left.clamp(0.0, (width - label.width).max(0.0)) } else { left };
                let flag = ReferenceLabel { label: label.clone(), left, row, x, stem: true };
                let inside = left >= 0.0 && left + label.width <= width + 0.01;
                if inside && flags.iter().all(|(_, other)| agree(&flag, other, metrics)) {
                    found = Some(flag);
                    break 'rows;
                }
            }
        }
        let row = flags.iter().map(|(_, flag)| flag.row + 1).max().unwrap_or(0);
        let left = (x - label.width / 2.0).clamp(0.0, (width - label.width).max(0.0));
        flags.push((index, found.unwrap_or(ReferenceLabel { label, left, row, x, stem: false })));
    }
    set(flags, metrics)
}

/// Whether two labels stay apart, and neither's line runs through the other's words.
fn agree(a: &ReferenceLabel, b: &ReferenceLabel, metrics: &TextMetrics<'_>) -> bool {
    let gap = metrics.size() * 0.5;
    if a.row == b.row {
        return a.left + a.label.width + gap <= b.left || b.left + b.label.width + gap <= a.left;
    }
    let (lower, upper) = if a.row < b.row { (a, b) } else { (b, a) };
    !upper.stem || upper.x <= lower.left - 2.5 || upper.x >= lower.left + lower.label.width + 2.5
}

fn set(mut flags: Vec<(usize, ReferenceLabel)>, metrics: &TextMetrics<'_>) -> ReferenceLabels {
    flags.sort_by_key(|(index, _)| *index);
    let rows = flags.iter().map(|(_, flag)| flag.row + 1).max().unwrap_or(0);
    let height_of = |row: usize| {
        let labels = flags.iter().filter(|(_, flag)| flag.row == row).map(|(_, flag)| flag.label.height);
        labels.fold(0.0, f64::max) + metrics.size() * 0.25
    };
    // The tops of rows from the highest down to the bars.
    let mut tops = vec![0.0; rows];
    let mut y = 0.0;
    for row in (0..rows).rev() {
        tops[row] = y;
        y += height_of(row);
    }
    let end = y + if rows > 0 { metrics.size() * 0.1 } else { 0.0 };
    let mut labels = Vec::new();
    let mut rises = Vec::new();
    for (_, flag) in flags {
        let top = tops.get(flag.row).copied().unwrap_or(0.0);
        let bottom = Rect::new(0.0, top, 0.0, top + flag.label.height).y1;
        let beside = flag.x < flag.left || flag.x > flag.left + flag.label.width;
        rises.push(if !flag.stem {
            end
        } else if beside {
            top
        } else {
            bottom + 1.0
        });
        labels.push((flag.label, flag.left, top));
    }
    ReferenceLabels { labels, rises, height: end }
}
