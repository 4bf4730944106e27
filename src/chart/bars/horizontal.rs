//! Horizontal bars of several categories, for long names and many groups. It never decides which chart is
//! horizontal.

use super::bar_chart::{Arrangement, BarChart, BarPart, SEAM};
use crate::chart::axis;
use crate::chart::display_list::DisplayList;
use crate::chart::name_column::name_column;
use crate::chart::rect::Rect;
use crate::chart::svg::snapped;
use crate::chart::text::TextAnchor;
use crate::chart::text::TextMetrics;
use crate::chart::value_scale::ValueScale;

/// The height in points above which bars are thin and have an axis in place of their values.
const HIGHEST: f64 = 620.0;
/// The share of the room that values may take; above it, an axis stands for them.
const WORDS: f64 = 0.6;
/// The thickness of a thin bar, in points.
const THIN: f64 = 4.5;

/// Draws the bars below `top`, and gives the height in points too.
pub(in crate::chart) fn draw<'a>(
    chart: &BarChart<'a>,
    width: f64,
    top: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let names = name_column(chart.names.iter().map(String::as_str), width, metrics);
    let left = names.iter().map(|name| name.width).fold(0.0, f64::max) + metrics.size() * 0.6;
    let room = (width - left - 2.0).max(20.0);
    let lanes = chart.lanes as f64;
    let (thick, between) = match chart.arrangement {
        Arrangement::Grouped => (metrics.height(1) + SEAM, 0.7 * metrics.size()),
        Arrangement::Stacked => (metrics.height(1) * 1.5, 0.5 * metrics.size()),
    };
    let natural: f64 = names.iter().map(|name| name.height.max(thick * lanes) + between).sum();
    let gap = metrics.size() * 0.4;
    let words = |text: &str| metrics.width(text, false) + gap;
    let printed = chart.needs(&words);
    let before = printed.iter().map(|need| need.before).fold(0.0, f64::max);
    let after = printed.iter().map(|need| need.after).fold(0.0, f64::max);
    let thin = natural > HIGHEST || before + after > room * WORDS;
    let (thick, between) = match chart.arrangement {
        _ if !thin => (thick, between),
        Arrangement::Grouped => (THIN + SEAM, 0.4 * metrics.size()),
        Arrangement::Stacked => (metrics.height(1), 0.25 * metrics.size()),
    };
    let with_words = !(thin && chart.arrangement == Arrangement::Grouped);
    let needs = if with_words { printed } else { chart.needs(&|_| 2.0) };
    let value_scale = ValueScale::new(&needs, room);
    let zero = snapped(left + value_scale.zero);
    let x = |value: f64| snapped(zero + value * value_scale.unit);

    let mut list = DisplayList::default();
    let mut all_printed = with_words;
    let mut y = top;
    for (parts, name) in chart.groups.iter().zip(&names) {
        let height = name.height.max(thick * lanes) + between;
        let first = y + (height - thick * lanes) / 2.0;
        for part in parts {
            let from = snapped(first + thick * part.lane as f64);
            let bar = Rect::new(
                x(part.from.min(part.to)),
                from,
                x(part.from.max(part.to)),
                snapped(from + thick - SEAM),
            );
            let printed = draw_part(&mut list, part, bar, chart.arrangement, with_words, metrics);
            all_printed = all_printed && printed;
        }
        // Seams are drawn over where parts meet, so that lengths stay true.
        for part in parts.iter().filter(|part| part.from != 0.0) {
            let seam = vec![(x(part.from), first), (x(part.from), first + thick)];
            list.line(seam, &metrics.theme.paper, SEAM, &[]);
        }
        let words = (left - metrics.size() * 0.6, y + (height - name.height) / 2.0);
        list.label(name, words, TextAnchor::Right, &metrics.theme.text, metrics);
        y += height;
    }
    list.line(vec![(zero, top), (zero, y)], &metrics.theme.axis, 0.75, &[]);
    if !all_printed {
        y += axis::draw(&mut list, (&chart.values, chart.bars.form), (left, width), y, &x, metrics);
    }
    (list, y + 1.0)
}

/// Draws a part and its value; false where the value found no room and is not printed.
fn draw_part<'a>(
    list: &mut DisplayList<'a>,
    part: &BarPart<'a>,
    bar: Rect,
    arrangement: Arrangement,
    with_words: bool,
    metrics: &TextMetrics<'a>,
) -> bool {
    let negative = part.to < part.from;
    if bar.x1 > bar.x0 {
        list.fill(bar, part.color);
    }
    let label = metrics.line(&part.text);
    let top = (bar.y0 + bar.y1 - label.height) / 2.0;
    match arrangement {
        Arrangement::Grouped => {
            if with_words {
                let gap = metrics.size() * 0.4;
                let (at, side) = if negative {
                    (bar.x0 - gap, TextAnchor::Right)
                } else {
                    (bar.x1 + gap, TextAnchor::Left)
                };
                list.label(&label, (at, top), side, &metrics.theme.text, metrics);
            }
            with_words
        }
        // Nothing of nothing needs no number.
        Arrangement::Stacked if part.from == part.to => true,
        Arrangement::Stacked => {
            let fits = label.width + 2.5 <= bar.x1 - bar.x0;
            let Some(ink) = part.ink(metrics).filter(|_| fits) else { return false };
            list.label(&label, ((bar.x0 + bar.x1) / 2.0, top), TextAnchor::Middle, ink, metrics);
            true
        }
    }
}
