//! `LineStyle`: how a line or a category is told apart from the others, by colour, dashes and marker. It
//! never chooses a colour of its own: the palette is the style's.

use super::Theme;
use super::display_list::MarkerShape;
use crate::model::TrendLine;

/// The dashes of targets and thresholds.
pub(super) const LEVEL_DASH: &[f64] = &[5.0, 3.0];
/// How wide their lines are.
pub(super) const LEVEL_WIDTH: f64 = 1.25;

/// Dash patterns of what a chart is about, by its order.
const DASHES: [&[f64]; 4] = [&[], &[7.0, 2.5], &[2.0, 2.0], &[7.0, 2.0, 2.0, 2.0]];
/// Dash patterns of comparators, by their order.
const COMPARATOR_DASHES: [&[f64]; 3] = [&[3.5, 2.5], &[1.5, 1.5], &[6.0, 1.5, 1.5, 1.5]];
const SHAPES: [MarkerShape; 4] =
    [MarkerShape::Circle, MarkerShape::Square, MarkerShape::Triangle, MarkerShape::Diamond];

/// The looks of one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineStyle<'a> {
    /// "#rrggbb".
    pub color: &'a str,
    /// Lengths of dashes and gaps in points; none for a whole line.
    pub dash: &'static [f64],
    /// Its dot.
    pub shape: MarkerShape,
    /// Of the line, in points.
    pub width: f64,
    /// Of the dot, in points.
    pub radius: f64,
}

/// The looks of each line of a trend.
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
