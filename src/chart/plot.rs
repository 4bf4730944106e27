//! `Plot`: the part of a trend inside its axes: where periods and values stand, and the lines. It places no
//! words.

use rust_decimal::Decimal;

use super::Theme;
use super::display_list::DisplayList;
use super::label_position::Obstacles;
use super::line_style::{LEVEL_DASH, LEVEL_WIDTH, LineStyle};
use super::rect::{Point, Rect};
use super::scale::{Scale, float};
use super::svg::snapped;
use crate::model::{Level, Trend, TrendLine};

/// The distance in points by which the first and the last period stand inside the plot.
const INSET: f64 = 5.0;

/// The dots of a line that leads over a gap, and its width in points.
pub(super) const BRIDGE_DASH: &[f64] = &[1.0, 2.5];
const BRIDGE_WIDTH: f64 = 1.0;

/// A gap of a line between two values.
pub(super) struct Gap {
    /// The place of the value before the gap.
    pub from: Point,
    /// The place of the value after the gap.
    pub to: Point,
    /// The indices of the periods without a value.
    pub periods: std::ops::Range<usize>,
}

/// A rectangle with the axes of a trend.
pub(super) struct Plot<'s> {
    /// The rectangle inside the axes.
    pub frame: Rect,
    /// The upright axis.
    pub scale: &'s Scale,
    /// The horizontal place of each period, in points.
    pub xs: Vec<f64>,
}

impl<'s> Plot<'s> {
    /// Makes a plot of so many periods.
    pub(super) fn new(frame: Rect, scale: &'s Scale, periods: usize) -> Self {
        Self { frame, scale, xs: xs(frame.x0, frame.x1, periods) }
    }

    /// The height at which a value stands, in points from the top.
    pub(super) fn y(&self, value: Decimal) -> f64 {
        self.height_of(float(value))
    }

    /// The height at which a number of the axis stands, in points from the top.
    pub(super) fn height_of(&self, value: f64) -> f64 {
        snapped(self.frame.y1 - self.scale.share(value) * (self.frame.y1 - self.frame.y0))
    }

    /// The unbroken stretches of a line.
    pub(super) fn runs(&self, line: &TrendLine) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
        for (at, (x, value)) in self.xs.iter().zip(&line.values).enumerate() {
            if line.breaks.contains(&at) {
                runs.push(Vec::new());
            }
            match (value, runs.last_mut()) {
                (Some(value), Some(run)) => run.push((*x, self.y(*value))),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// The gaps of a line, over which values may be compared.
    pub(super) fn gaps(&self, line: &TrendLine) -> Vec<Gap> {
        let known = line.values.iter().zip(&self.xs).enumerate();
        let known: Vec<(usize, Point)> =
            known.filter_map(|(n, (value, x))| Some((n, (*x, self.y((*value)?))))).collect();
        let pairs = known.windows(2).map(|pair| (pair[0], pair[1]));
        let gaps = pairs.filter(|((before, _), (after, _))| {
            after - before > 1 && !line.breaks.iter().any(|at| at > before && at <= after)
        });
        gaps.map(|((before, from), (after, to))| Gap { from, to, periods: before + 1..after }).collect()
    }

    /// The stretches of a target's line: level over each period, and upright where it changes.
    pub(super) fn level_runs(&self, level: &Level) -> Vec<Vec<Point>> {
        let half = match self.xs[..] {
            [first, second, ..] => (second - first) / 2.0,
            _ => self.frame.x1 - self.frame.x0,
        };
        let mut runs: Vec<Vec<Point>> = vec![Vec::new()];
        for (x, value) in self.xs.iter().zip(&level.values) {
            let (Some(value), Some(run)) = (value, runs.last_mut()) else {
                runs.push(Vec::new());
                continue;
            };
            let y = self.y(*value);
            // Without a change, the stretch before only becomes longer.
            if run.len() > 1 && run.last().is_some_and(|last| last.1 == y) {
                run.pop();
            } else {
                run.push(((x - half).max(self.frame.x0), y));
            }
            run.push(((x + half).min(self.frame.x1), y));
        }
        runs.retain(|run| !run.is_empty());
        for run in &mut runs {
            // What reaches the first or the last period goes on to the border.
            if let (Some(first), Some(x)) = (run.first_mut(), self.xs.first())
                && first.0 <= *x
            {
                first.0 = self.frame.x0;
            }
            if let (Some(last), Some(x)) = (run.last_mut(), self.xs.last())
                && last.0 >= *x
            {
                last.0 = self.frame.x1;
            }
        }
        runs
    }

    /// Draws the light lines across, and the zero line where it is on the axis.
    pub(super) fn draw_grid<'a>(&self, list: &mut DisplayList<'a>, theme: &'a Theme) {
        for (value, _) in &self.scale.ticks {
            if *value != 0.0 {
                self.draw_across(list, *value, &theme.grid);
            }
        }
        list.end_ground();
        if self.scale.has_zero() {
            self.draw_across(list, 0.0, &theme.axis);
        }
    }

    /// Takes the grid away behind words.
    pub(super) fn clear_grid<'a>(&self, list: &mut DisplayList<'a>, obstacles: &Obstacles, theme: &'a Theme) {
        let ys =
            || self.scale.ticks.iter().filter(|(value, _)| *value != 0.0).map(|(v, _)| self.height_of(*v));
        for frame in obstacles.frames.iter().filter(|f| f.x1 - f.x0 > 6.0 && f.x0 < self.frame.x1) {
            if ys().any(|y| y > frame.y0 - 1.0 && y < frame.y1 + 1.0) {
                list.clear_ground(frame.grown(1.0), &theme.paper);
            }
        }
    }

    fn draw_across<'a>(&self, list: &mut DisplayList<'a>, value: f64, color: &'a str) {
        let y = self.height_of(value);
        list.line(vec![(self.frame.x0, y), (self.frame.x1, y)], color, 0.75, &[]);
    }

    /// Draws the lines of targets and thresholds.
    pub(super) fn draw_levels<'a>(&self, list: &mut DisplayList<'a>, levels: &[Level], color: &'a str) {
        for run in levels.iter().flat_map(|level| self.level_runs(level)) {
            list.line(run, color, LEVEL_WIDTH, LEVEL_DASH);
        }
    }

    /// Draws a line, with a dot where a value stands alone, at its end, and at each of `dots`. Over gaps it is
    /// thin and dotted.
    pub(super) fn draw_line<'a>(
        &self,
        list: &mut DisplayList<'a>,
        line: &TrendLine,
        series: LineStyle<'a>,
        dots: &[usize],
        theme: &'a Theme,
    ) {
        for gap in self.gaps(line) {
            list.line(vec![gap.from, gap.to], &theme.axis, BRIDGE_WIDTH, BRIDGE_DASH);
        }
        for run in self.runs(line) {
            list.line(run, series.color, series.width, series.dash);
        }
        let last = self.last(line);
        let known = |index: Option<usize>| index.and_then(|n| line.values.get(n).copied()).flatten();
        for (index, (value, x)) in line.values.iter().zip(&self.xs).enumerate() {
            let breaks = |at: usize| line.breaks.contains(&at);
            let alone = (breaks(index) || known(index.checked_sub(1)).is_none())
                && (breaks(index + 1) || known(Some(index + 1)).is_none());
            let wanted = alone || dots.contains(&index) || last.is_some_and(|(at, _)| at == index);
            if let (true, Some(value)) = (wanted, value) {
                list.dot((*x, self.y(*value)), series.radius, series.shape, series.color);
            }
        }
    }

    /// The index and the place of a line's last value; `None` where it has no value.
    pub(super) fn last(&self, line: &TrendLine) -> Option<(usize, Point)> {
        let known = line.values.iter().zip(&self.xs).enumerate();
        known.filter_map(|(n, (value, x))| Some((n, (*x, self.y((*value)?))))).next_back()
    }

    /// The obstacles that lines, targets and the zero line are for words.
    pub(super) fn obstacles(&self, lines: &[TrendLine], levels: &[Level]) -> Obstacles {
        let mut obstacles = Obstacles::default();
        for line in lines {
            for run in self.runs(line) {
                obstacles.add_line(&run);
            }
            for gap in self.gaps(line) {
                obstacles.add_line(&[gap.from, gap.to]);
            }
        }
        for run in levels.iter().flat_map(|level| self.level_runs(level)) {
            obstacles.add_line(&run);
        }
        if self.scale.has_zero() {
            let y = self.height_of(0.0);
            obstacles.add_line(&[(self.frame.x0, y), (self.frame.x1, y)]);
        }
        obstacles
    }
}

/// The horizontal places of periods, evenly between two borders; a single one stands at the right.
pub(super) fn xs(left: f64, right: f64, periods: usize) -> Vec<f64> {
    let inset = INSET.min((right - left) / 4.0);
    let (left, right) = (left + inset, right - inset);
    match periods {
        // Its words stand at the right.
        1 => vec![snapped(right)],
        _ => {
            let step = (right - left) / (periods.max(2) - 1) as f64;
            (0..periods).map(|n| snapped(left + step * n as f64)).collect()
        }
    }
}

/// Every value of a trend and of its targets.
pub(super) fn values(trend: &Trend) -> Vec<Decimal> {
    let lines = trend.lines.iter().map(|line| &line.values);
    let all = lines.chain(trend.levels.iter().map(|level| &level.values));
    all.flat_map(|values| values.iter().take(trend.periods.len()).flatten().copied()).collect()
}

/// Whether a value is no lower than the values beside it.
pub(super) fn is_high(line: &TrendLine, index: usize) -> bool {
    let value = |n: Option<usize>| n.and_then(|n| line.values.get(n).copied()).flatten();
    let here = value(Some(index));
    [index.checked_sub(1), index.checked_add(1)].into_iter().all(|n| value(n).is_none_or(|v| here >= Some(v)))
}
