//! Bars of several categories, side by side or end to end: what each part spans, its colour and its words. It
//! draws none of them: `vertical` does where names are short, `horizontal` where they are not.

use rust_decimal::Decimal;

use super::bar_chart::{Arrangement, BarChart};
use super::horizontal;
use super::vertical;
use crate::chart::display_list::DisplayList;
use crate::chart::empty::draw_nothing;
use crate::chart::legend::{Legend, Swatch};
use crate::chart::line_style::category;
use crate::chart::text::TextMetrics;
use crate::model::Bars;

/// Draws bars of several categories `width` points wide, and gives the height in points too.
pub(in crate::chart) fn draw<'a>(
    bars: &'a Bars,
    arrangement: Arrangement,
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    if bars.groups.is_empty() || bars.categories.is_empty() {
        return draw_nothing(width, metrics);
    }
    let chart = BarChart::new(bars, arrangement, metrics);
    let count = bars.categories.len();
    let entry = |(n, (name, _)): (usize, &'a (String, Vec<Option<Decimal>>))| {
        (Swatch::Bar(category(n, count, metrics.theme)), name.as_str())
    };
    let named = bars.categories.iter().enumerate().filter(|(_, (name, _))| !name.is_empty());
    let key = Legend::new(named.map(entry).collect(), width, metrics);
    let (mut list, height) = vertical::draw(&chart, width, key.height, metrics)
        .unwrap_or_else(|| horizontal::draw(&chart, width, key.height, metrics));
    key.draw(&mut list, metrics);
    (list, height)
}
