//! `LineStyle`: how a line or a category is told apart from the others, by colour, dashes and marker. It
//! never chooses a colour of its own: the palette is the style's.

use super::Theme;
use super::display_list::MarkerShape;
use crate::model::TrendLine;

/// The dashes of targets and thresholds.
pub(super) const LEVEL_DASH: &[f64] = &[5.0, 3.0];
/// The width of the lines of targets and thresholds, in points.
pub(super) const LEVEL_WIDTH: f64 = 1.25;

/// The dash patterns of the lines that a chart is about, by their order.
const DASHES: [&[f64]; 4] = [&[], &[7.0, 2.5], &[2.0, 2.0], &[7.0, 2.0, 2.0, 2.0]];
/// The dash patterns of comparators, by their order.
const COMPARATOR_DASHES: [&[f64]; 3] = [&[3.5, 2.5], &[1.5, 1.5], &[6.0, 1.5, 1.5, 1.5]];
const SHAPES: [MarkerShape; 4] =
    [MarkerShape::Circle, MarkerShape::Square, MarkerShape::Triangle, MarkerShape::Diamond];

/// The colour, dashes and dot by which a line is told from others.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineStyle<'a> {
    pub color: &'a str,
    /// The lengths of dashes and gaps in points; empty for a whole line.
    pub dash: &'static [f64],
    /// The shape of the dot.
    pub shape: MarkerShape,
    /// The width of the line, in points.
    pub width: f64,
    /// The radius of the dot, in points.
    pub radius: f64,
}

/// The style of each line of a trend, in order; comparators have colours and dashes of their own.
pub(super) fn of_lines<'a>(lines: &[TrendLine], theme: &'a Theme) -> Vec<LineStyle<'a>> {
    let own = lines.iter().filter(|line| !line.comparator).count();
    let (mut own_at, mut comparator_at) = (0, 0);
    let mut series = Vec::new();
    for line in lines {
        let one = if line.comparator {
            comparator_at += 1;
            LineStyle {
                color: &theme.comparator,
                dash: COMPARATOR_DASHES[(comparator_at - 1) % COMPARATOR_DASHES.len()],
                shape: SHAPES[(own + comparator_at - 1) % SHAPES.len()],
                width: 1.5,
                radius: 2.25,
            }
        } else {
            own_at += 1;
            LineStyle {
                color: category(own_at - 1, own, theme),
                dash: DASHES[(own_at - 1) % DASHES.len()],
                shape: SHAPES[(own_at - 1) % SHAPES.len()],
                width: 2.0,
                radius: 2.75,
            }
        };
        series.push(one);
    }
    series
}

/// The colour of the `n`th of `count` categories: two have the first and the fourth of the palette.
pub(super) fn category(n: usize, count: usize, theme: &Theme) -> &str {
    let n = if count == 2 && n == 1 && theme.colors.len() > 3 { 3 } else { n };
    theme.colors.get(n % theme.colors.len().max(1)).map_or(theme.text.as_str(), String::as_str)
}
