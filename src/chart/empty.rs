//! The picture in place of a chart that has nothing to show. It judges no data.

use super::display_list::DisplayList;
use super::text::{TextAnchor, TextMetrics};

/// Draws the words that there is nothing to show, and gives their height in points too.
pub(super) fn draw_nothing<'a>(width: f64, metrics: &TextMetrics<'a>) -> (DisplayList<'a>, f64) {
    let mut list = DisplayList::default();
    let label = metrics.label(&metrics.theme.missing, width, false);
    let height = label.height + metrics.size();
    list.label(&label, (0.0, metrics.size() / 2.0), TextAnchor::Left, &metrics.theme.text, metrics);
    (list, height)
}
