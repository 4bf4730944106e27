//! `Series`: how a line or a category is told apart from the others: colour, dashes, dot.

use super::Look;
use super::sheet::Shape;
use crate::model::Line;

/// The dashes of targets and thresholds.
pub(super) const LEVEL_DASH: &[f64] = &[5.0, 3.0];
/// How wide their lines are.
pub(super) const LEVEL_WIDTH: f64 = 1.25;

/// Dash patterns of what a chart is about, by its order.
const DASHES: [&[f64]; 4] = [&[], &[7.0, 2.5], &[2.0, 2.0], &[7.0, 2.0, 2.0, 2.0]];
/// Dash patterns of comparators, by their order.
const COMPARATOR_DASHES: [&[f64]; 3] = [&[3.5, 2.5], &[1.5, 1.5], &[6.0, 1.5, 1.5, 1.5]];
const SHAPES: [Shape; 4] = [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Diamond];

/// The looks of one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Series<'a> {
    /// "#rrggbb".
    pub color: &'a str,
    /// Lengths of dashes and gaps in points; none for a whole line.
    pub dash: &'static [f64],
    /// Its dot.
    pub shape: Shape,
    /// Of the line, in points.
    pub width: f64,
    /// Of the dot, in points.
    pub radius: f64,
}

/// The looks of each line of a trend.
pub(super) fn of_lines<'a>(lines: &[Line], look: &'a Look) -> Vec<Series<'a>> {
    let own = lines.iter().filter(|line| !line.comparator).count();
    let (mut own_at, mut comparator_at) = (0, 0);
    let mut series = Vec::new();
    for line in lines {
        let one = if line.comparator {
            comparator_at += 1;
            Series {
                color: &look.comparator,
                dash: COMPARATOR_DASHES[(comparator_at - 1) % COMPARATOR_DASHES.len()],
                shape: SHAPES[(own + comparator_at - 1) % SHAPES.len()],
                width: 1.5,
                radius: 2.25,
            }
        } else {
            own_at += 1;
            Series {
                color: category(own_at - 1, own, look),
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
pub(super) fn category(n: usize, count: usize, look: &Look) -> &str {
    let n = if count == 2 && n == 1 && look.colors.len() > 3 { 3 } else { n };
    look.colors.get(n % look.colors.len().max(1)).map_or(look.text.as_str(), String::as_str)
}
