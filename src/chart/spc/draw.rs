//! The picture of a control chart: signs with words above, the values with a marker for each special cause, mean
//! and limits as lines that are named at the right. It works out no limit.

use crate::chart::Theme;
use crate::chart::axis_words::{draw_begins, draw_numbers};
use crate::chart::display_list::{DisplayList, MarkerShape};
use crate::chart::empty::draw_nothing;
use crate::chart::legend::{Legend, Swatch};
use crate::chart::line_style::{LEVEL_DASH, LEVEL_WIDTH, LineStyle};
use crate::chart::plot::{self, Plot};
use crate::chart::rect::{Point, Rect};
use crate::chart::scale::Scale;
use crate::chart::text::{TextLines, TextMetrics};
use crate::chart::time_axis::TimeAxis;
use crate::chart::trend::line_end_labels::{self, LineEndLabel};
use crate::model::{Cause, ProcessChart, ProcessStretch};

/// The height as a share of the width, and the least and the greatest in points.
const SHAPE: f64 = 0.45;
const LOWEST: f64 = 150.0;
const HIGHEST: f64 = 250.0;
/// The most numbers on the upright axis.
const MOST_TICKS: usize = 6;
/// The dashes of limits, and the width of the mean's line and theirs, in points.
const LIMIT_DASH: &[f64] = &[2.0, 2.0];
const LIMIT_WIDTH: f64 = 1.0;
/// The radius of the markers of values of common cause and of special causes, in points.
const USUAL: f64 = 2.25;
const SPECIAL: f64 = 3.25;

/// The marker of a special cause, whose shape says what its colour does.
fn marker(cause: Cause, theme: &Theme) -> (MarkerShape, &str) {
    let (shape, color) = match cause {
        Cause::Improving => (MarkerShape::Square, 0),
        Cause::Concerning => (MarkerShape::Triangle, 3),
        Cause::Neither => (MarkerShape::Diamond, 2),
    };
    (shape, theme.colors.get(color).map_or(theme.text.as_str(), String::as_str))
}

/// Draws a control chart `width` points wide, and gives its height in points too.
pub(in crate::chart) fn draw<'a>(
    chart: &'a ProcessChart,
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let limits =
        chart.stretches.iter().flat_map(|s| s.limits.into_iter().flat_map(|(low, high)| [low, high]));
    let mut values = plot::values(&chart.trend);
    values.extend(limits);
    let Some(scale) = Scale::about(&values, chart.trend.form, MOST_TICKS) else {
        return draw_nothing(width, metrics);
    };
    Layout { chart, width, metrics, scale: &scale }.drawn()
}

struct Layout<'a, 'p> {
    chart: &'a ProcessChart,
    width: f64,
    metrics: &'p TextMetrics<'a>,
    scale: &'p Scale,
}

impl<'a> Layout<'a, '_> {
    fn drawn(&self) -> (DisplayList<'a>, f64) {
        let (chart, metrics) = (self.chart, self.metrics);
        let mut list = DisplayList::default();
        let names = self.names();
        let texts: Vec<Vec<&str>> = names.iter().map(|(_, words)| words.clone()).collect();
        let room = (self.width * SHAPE).clamp(LOWEST, HIGHEST) * 0.9;
        let labels = line_end_labels::labels(&texts, self.width, room, metrics).unwrap_or_default();
        let mut key: Vec<(Swatch<'a>, &'a str)> =
            chart.signs.iter().map(|sign| (self.sign(sign), sign.words.as_str())).collect();
        key.extend(chart.key.iter().map(|(cause, words)| {
            let (shape, color) = marker(*cause, metrics.theme);
            (Swatch::Marker { shape, color, radius: SPECIAL }, words.as_str())
        }));
        if labels.is_empty() {
            let own = names.iter().filter_map(|(swatch, words)| Some((*swatch, *words.first()?)));
            key.extend(own.filter(|(_, words)| !words.is_empty()));
        }
        let key = Legend::new(key, self.width, metrics);
        let numbers = self.scale.ticks.iter().map(|(_, text)| metrics.width(text, false)).fold(0.0, f64::max);
        let left = numbers + metrics.size() * 0.5;
        let aside = labels.iter().map(|label| label.width).fold(0.0, f64::max);
        let aside = if aside > 0.0 {
            aside + line_end_labels::sample_width(metrics) + line_end_labels::GAP
        } else {
            1.0
        };
        let right = (self.width - aside).max(left + 20.0);
        let xs = plot::xs(left, right, chart.trend.periods.len());
        let time = TimeAxis::new(&chart.trend, &xs, self.width, metrics);
        let begins = draw_begins(&mut list, &chart.trend, self.scale, (self.width, key.height), metrics);
        let top = key.height + begins;
        let over = metrics.size() * 0.5;
        let heights: f64 = labels.iter().map(|label| label.height + line_end_labels::APART).sum();
        let height = (self.width * SHAPE).clamp(LOWEST, HIGHEST).max(heights + over + time.height) + top;
        let frame = Rect::new(left, top + over, right, height - time.height);
        let plot = Plot::new(frame, self.scale, chart.trend.periods.len());

        plot.draw_grid(&mut list, metrics.theme);
        draw_numbers(&mut list, &plot, metrics);
        time.draw(&mut list, &plot, metrics);
        for stretch in &chart.stretches {
            self.draw_stretch(&mut list, &plot, stretch);
        }
        plot.draw_levels(&mut list, &chart.trend.levels, &metrics.theme.text);
        self.draw_values(&mut list, &plot);
        key.draw(&mut list, metrics);
        let ends = self.ends(&plot, &names, &labels);
        line_end_labels::draw(
            &mut list,
            &ends,
            right + line_end_labels::GAP,
            (top, height - time.height),
            metrics,
        );
        (list, height)
    }

    /// The lines that are named at the right, each with its sample: the values, mean and limits, the target.
    fn names(&self) -> Vec<(Swatch<'a>, Vec<&'a str>)> {
        let (chart, theme) = (self.chart, self.metrics.theme);
        let stroke = |dash| Swatch::Stroke { color: theme.comparator.as_str(), width: LIMIT_WIDTH, dash };
        let mut names = Vec::new();
        if let Some(line) = chart.trend.lines.first() {
            let newest = line.points.first().map_or("", |(_, words)| words);
            names.push((Swatch::Line(self.style()), vec![line.name.as_str(), newest]));
        }
        let dashes: [&[f64]; 3] = [&[], LIMIT_DASH, LIMIT_DASH];
        names.extend(
            chart.labels.iter().zip(dashes).map(|(words, dash)| (stroke(dash), vec![words.as_str()])),
        );
        let levels = chart.trend.levels.iter();
        let level = Swatch::Stroke { color: theme.text.as_str(), width: LEVEL_WIDTH, dash: LEVEL_DASH };
        names.extend(levels.map(|own| (level, vec![own.name.as_str()])));
        names
    }

    /// The style of the line of values and of those of common cause.
    fn style(&self) -> LineStyle<'a> {
        LineStyle {
            color: &self.metrics.theme.comparator,
            dash: &[],
            shape: MarkerShape::Circle,
            width: 1.5,
            radius: USUAL,
        }
    }

    fn sign(&self, sign: &'a crate::model::ProcessSign) -> Swatch<'a> {
        let theme = self.metrics.theme;
        let color = sign.cause.map_or(theme.comparator.as_str(), |cause| marker(cause, theme).1);
        Swatch::Sign { color, letter: &sign.letter }
    }

    fn draw_stretch(&self, list: &mut DisplayList<'a>, plot: &Plot<'_>, stretch: &ProcessStretch) {
        let step = plot.xs.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
        let half = if step < f64::MAX { step / 2.0 } else { 0.0 };
        let ends = (plot.xs.get(stretch.from), stretch.to.checked_sub(1).and_then(|to| plot.xs.get(to)));
        let (Some(from), Some(to)) = ends else { return };
        let (from, to) = ((from - half).max(plot.frame.x0), (to + half).min(plot.frame.x1));
        let color = self.metrics.theme.comparator.as_str();
        let mut across = |value, dash| {
            let y = plot.y(value);
            list.line(vec![(from, y), (to, y)], color, LIMIT_WIDTH, dash);
        };
        across(stretch.mean, &[]);
        if let Some((low, high)) = stretch.limits {
            across(low, LIMIT_DASH);
            across(high, LIMIT_DASH);
        }
    }

    /// Draws the line of values, and a marker at each.
    fn draw_values(&self, list: &mut DisplayList<'a>, plot: &Plot<'_>) {
        let Some(line) = self.chart.trend.lines.first() else { return };
        let all: Vec<usize> = (0..line.values.len()).collect();
        let special = |at: &usize| self.chart.causes.get(*at).copied().flatten();
        let usual: Vec<usize> = all.iter().copied().filter(|at| special(at).is_none()).collect();
        plot.draw_line(list, line, self.style(), &usual, self.metrics.theme);
        for at in all {
            if let (Some(cause), Some(place)) =
                (special(&at), place(plot, line.values.get(at).copied().flatten(), at))
            {
                let (shape, color) = marker(cause, self.metrics.theme);
                list.dot(place, SPECIAL, shape, color);
            }
        }
    }

    /// The labels at the right, each at its line's end.
    fn ends(
        &self,
        plot: &Plot<'_>,
        names: &[(Swatch<'a>, Vec<&'a str>)],
        labels: &[TextLines],
    ) -> Vec<LineEndLabel<'a>> {
        let chart = self.chart;
        let right = plot.frame.x1;
        let last = chart.stretches.last();
        let line = chart.trend.lines.first().and_then(|line| plot.last(line)).map(|(_, at)| at);
        let mean = last.map(|stretch| stretch.mean);
        let limits = last.and_then(|stretch| stretch.limits);
        let of_limits = [mean, limits.map(|l| l.1), limits.map(|l| l.0)];
        let mut places: Vec<Option<Point>> = Vec::new();
        if !chart.trend.lines.is_empty() {
            places.push(line);
        }
        places.extend(of_limits.map(|value| value.map(|value| (right, plot.y(value)))));
        places.extend(chart.trend.levels.iter().map(|level| plot.level_runs(level).last()?.last().copied()));
        let all = places.into_iter().zip(names).zip(labels);
        let ends = all.filter_map(|((place, (swatch, _)), label)| {
            let label = label.clone();
            Some(LineEndLabel { at: place?, before: Vec::new(), sample: Some(*swatch), label })
        });
        ends.collect()
    }
}

/// The place of a value; `None` where there is none.
fn place(plot: &Plot<'_>, value: Option<rust_decimal::Decimal>, at: usize) -> Option<Point> {
    Some((*plot.xs.get(at)?, plot.y(value?)))
}
