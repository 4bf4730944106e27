//! The names at the left of horizontal bars, in a column as narrow as they allow. It draws none.

use super::text::{TextLines, TextMetrics};

/// The share of the width that names take if they can, and at most.
const NAMES: f64 = 0.3;
const NAMES_AT_MOST: f64 = 0.45;
/// The names in lines, in a column as narrow as two lines for each make it, and no wider than its share.
pub(super) fn name_column<'t>(
    names: impl Iterator<Item = &'t str>,
    width: f64,
    metrics: &TextMetrics<'_>,
) -> Vec<TextLines> {
    let names: Vec<&str> = names.collect();
    let with = |share: f64| -> Vec<TextLines> {
        names.iter().map(|name| metrics.label(name, width * share, false)).collect()
    };
    let good = |labels: &Vec<TextLines>| {
        let limits = labels.iter().zip(&names);
        limits.into_iter().all(|(label, name)| {
            label.lines.len() <= 2 && metrics.longest_word(name, false) <= label.width + 0.01
        })
    };
    [NAMES, 0.375].into_iter().map(with).find(good).unwrap_or_else(|| with(NAMES_AT_MOST))
}
