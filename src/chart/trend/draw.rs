//! Trends: lines over time. Names and latest values stand at the lines' ends, or in a legend above where they
//! would take too much room. Across a gap, a thin dotted line alone joins values.

use super::levels;
use super::line_end_labels::{self, LineEndLabel};
use crate::chart::axis_words::{draw_begins, draw_numbers};
use crate::chart::display_list::DisplayList;
use crate::chart::empty::draw_nothing;
use crate::chart::label_position::Obstacles;
use crate::chart::legend::{Legend, Swatch};
use crate::chart::line_style::{self, LineStyle};
use crate::chart::plot::{self, Gap, Plot};
use crate::chart::rect::{Point, Rect};
use crate::chart::scale::Scale;
use crate::chart::text::{TextLines, TextMetrics};
use crate::chart::time_axis::TimeAxis;
use crate::model::{Level, Trend, TrendLine};

/// The height of a trend as a share of its width, and the least and the greatest in points.
const SHAPE: f64 = 0.45;
const LOWEST: f64 = 130.0;
const HIGHEST: f64 = 230.0;
/// The most numbers on the upright axis.
const MOST_TICKS: usize = 6;
/// The distances in points between the line over a gap and its words, and the shares of the way over it at which
/// these may stand, the best first.
const GAP_WORDS: [f64; 3] = [5.5, 9.0, 15.0];
const GAP_WORDS_AT: [f64; 5] = [0.5, 0.4, 0.6, 0.3, 0.7];
/// The number of a line's points, from its first, whose words may stand farther off, with a line to them.
const FAR_WORDS: usize = 2;
/// The distance between a point and its words, in points.
pub(in crate::chart) const POINT_GAP: f64 = 5.5;

/// Draws a trend `width` points wide, and gives its height in points too.
pub(in crate::chart) fn draw<'a>(
    trend: &'a Trend,
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let values = plot::values(trend);
    let Some(scale) = Scale::new(&values, trend.form, MOST_TICKS, trend.periods.len() == 1) else {
        return draw_nothing(width, metrics);
    };
    let picture = TrendLayout {
        trend,
        width,
        metrics,
        scale: &scale,
        series: line_style::of_lines(&trend.lines, metrics.theme),
    };
    // Words at a target's line are best; where none fit, they stand in the column at the right.
    picture.drawn(false).unwrap_or_else(|| picture.drawn(true).unwrap_or_default())
}

struct TrendLayout<'a, 'p> {
    trend: &'a Trend,
    width: f64,
    metrics: &'p TextMetrics<'a>,
    scale: &'p Scale,
    series: Vec<LineStyle<'a>>,
}

/// The labels at the right, and the legend's entries where they did not fit there.
struct LabelColumn<'a> {
    labels: Vec<TextLines>,
    key: Vec<(Swatch<'a>, &'a str)>,
}

impl<'a> TrendLayout<'a, '_> {
    /// The whole picture and its height; `None` where a level's words find no place at its line.
    fn drawn(&self, levels_aside: bool) -> Option<(DisplayList<'a>, f64)> {
        let (trend, metrics) = (self.trend, self.metrics);
        let mut list = DisplayList::default();
        let column = self.column(levels_aside);
        let key = Legend::new(column.key, self.width, metrics);
        let numbers = self.scale.ticks.iter().map(|(_, text)| metrics.width(text, false)).fold(0.0, f64::max);
        let left = numbers + metrics.size() * 0.5;
        let aside = column.labels.iter().map(|label| label.width).fold(0.0, f64::max);
        let samples =
            if self.is_sampled(levels_aside) { line_end_labels::sample_width(metrics) } else { 0.0 };
        let aside = if aside > 0.0 { aside + samples } else { 0.0 };
        let right = self.width - if aside > 0.0 { aside + line_end_labels::GAP } else { 1.0 };
        let right = right.max(left + 20.0);
        let xs = plot::xs(left, right, trend.periods.len());
        let time = TimeAxis::new(trend, &xs, self.width, metrics);
        let below = time.height;
        let words = trend.lines.iter().any(|l| !l.points.is_empty()) || !trend.levels.is_empty();
        let over = if words { metrics.height(1) + POINT_GAP + 2.0 } else { metrics.size() * 0.5 };
        let heights: f64 = column.labels.iter().map(|label| label.height + line_end_labels::APART).sum();
        let begins = draw_begins(&mut list, trend, self.scale, (self.width, key.height), metrics);
        let top = key.height + begins;
        let height = (self.width * SHAPE).clamp(LOWEST, HIGHEST).max(heights + over + below) + top;
        let frame = Rect::new(left, top + over, right, height - below);
        let plot = Plot::new(frame, self.scale, trend.periods.len());

        plot.draw_grid(&mut list, metrics.theme);
        draw_numbers(&mut list, &plot, metrics);
        time.draw(&mut list, &plot, metrics);
        plot.draw_levels(&mut list, &trend.levels, &metrics.theme.text);
        self.draw_lines(&mut list, &plot, &time.dots);
        key.draw(&mut list, metrics);

        let mut obstacles = plot.obstacles(&trend.lines, &trend.levels);
        let ends = self.line_end_labels(&plot, &column.labels, levels_aside);
        let column_frames = line_end_labels::draw(
            &mut list,
            &ends,
            right + line_end_labels::GAP,
            (top, height - below),
            metrics,
        );
        obstacles.frames.extend(column_frames);
        let bounds = Rect::new(left, top, self.width, frame.y1 - 1.0);
        obstacles.add_dots(&list);
        if !levels_aside {
            for level in trend.levels.iter().filter(|level| !level.name.is_empty()) {
                let label = metrics.line(&level.name);
                if plot.level_runs(level).is_empty() {
                    continue;
                }
                let position = levels::label_position(level, &label, &plot, &obstacles, &bounds, metrics)?;
                obstacles.frames.push(list.label(
                    &label,
                    position.at,
                    position.side,
                    &metrics.theme.text,
                    metrics,
                ));
            }
        }
        self.draw_points(&mut list, &plot, &mut obstacles, &bounds, !ends.is_empty());
        self.draw_gap_words(&mut list, &plot, &mut obstacles, &bounds);
        plot.clear_grid(&mut list, &obstacles, metrics.theme);
        Some((list, height))
    }

    /// The labels that stand at the right, or in the legend where they would be too wide. Lines and levels
    /// without a value have no end.
    fn column(&self, levels_aside: bool) -> LabelColumn<'a> {
        let trend = self.trend;
        let aside: &[Level] = if levels_aside { &trend.levels } else { &[] };
        let lines = || trend.lines.iter().filter(|line| line.values.iter().any(Option::is_some));
        let levels = || aside.iter().filter(|level| level.values.iter().any(Option::is_some));
        let room = (self.width * SHAPE).clamp(LOWEST, HIGHEST) * 0.8;
        let mut texts: Vec<Vec<&str>> =
            lines().map(|line| vec![line.name.as_str(), latest_words(line)]).collect();
        texts.extend(levels().map(|level| vec![level.name.as_str()]));
        if let Some(labels) = line_end_labels::labels(&texts, self.width, room, self.metrics) {
            return LabelColumn { labels, key: Vec::new() };
        }
        let named = self.series.iter().zip(&trend.lines).filter(|(_, line)| !line.name.is_empty());
        let mut key: Vec<(Swatch<'a>, &'a str)> =
            named.map(|(series, line)| (Swatch::Line(*series), line.name.as_str())).collect();
        key.extend(aside.iter().map(|l| (Swatch::Level(self.metrics.theme.text.as_str()), l.name.as_str())));
        LabelColumn { labels: Vec::new(), key }
    }

    /// The labels of the column at the ends of their lines, in the order of `column`.
    fn line_end_labels(
        &self,
        plot: &Plot<'_>,
        labels: &[TextLines],
        levels_aside: bool,
    ) -> Vec<LineEndLabel<'a>> {
        let aside: &[Level] = if levels_aside { &self.trend.levels } else { &[] };
        let sampled = self.is_sampled(levels_aside);
        let lines = self.trend.lines.iter().zip(&self.series).filter_map(|(line, series)| {
            let (last, at) = plot.last(line)?;
            let before = (0..last).rev().filter_map(|index| Some(point_of(plot, line, index)?.1)).collect();
            Some((at, before, Swatch::Line(*series)))
        });
        let levels = aside.iter().filter_map(|level| {
            let at = plot.level_runs(level).last()?.last().copied()?;
            Some((at, Vec::new(), Swatch::Level(self.metrics.theme.text.as_str())))
        });
        let ends = lines.chain(levels).zip(labels).map(|((at, before, swatch), label)| LineEndLabel {
            at,
            before,
            sample: sampled.then_some(swatch),
            label: label.clone(),
        });
        ends.filter(|end| end.label.width > 0.0).collect()
    }

    /// Whether labels at the right have samples of their lines: where there are several.
    fn is_sampled(&self, levels_aside: bool) -> bool {
        self.trend.lines.len() + if levels_aside { self.trend.levels.len() } else { 0 } > 1
    }

    /// Draws the lines, the first one on top. Several lines have dots on the way, to tell them apart.
    fn draw_lines(&self, list: &mut DisplayList<'a>, plot: &Plot<'_>, on_the_way: &[usize]) {
        let several = self.trend.lines.len() > 1;
        for (line, series) in self.trend.lines.iter().zip(&self.series).rev() {
            let mut dots: Vec<usize> = line.points.iter().map(|(index, _)| *index).collect();
            if several {
                dots.extend(on_the_way);
            }
            plot.draw_line(list, line, *series, &dots, self.metrics.theme);
        }
    }

    /// Draws the words of points, near them. Words that would hide others are left to the table.
    fn draw_points(
        &self,
        list: &mut DisplayList<'a>,
        plot: &Plot<'_>,
        obstacles: &mut Obstacles,
        bounds: &Rect,
        has_ends: bool,
    ) {
        let metrics = self.metrics;
        for line in &self.trend.lines {
            let latest = latest_index(line);
            for (nth, (index, words)) in line.points.iter().enumerate() {
                if words.is_empty() || has_ends && Some(*index) == latest && words == latest_words(line) {
                    continue;
                }
                let Some(dot) = point_of(plot, line, *index) else { continue };
                let label = metrics.label(words, (bounds.x1 - bounds.x0) * 0.4, false);
                let Some(position) =
                    obstacles.near(dot, &label, POINT_GAP, plot::is_high(line, *index), bounds)
                else {
                    continue;
                };
                let frame = label.frame(position.at, position.side);
                if position.far && nth >= FAR_WORDS {
                    continue;
                }
                if position.far {
                    let x = dot.0.clamp(frame.x0, frame.x1);
                    let (y, from) =
                        if frame.y1 < dot.1 { (frame.y1, dot.1 - 4.5) } else { (frame.y0, dot.1 + 4.5) };
                    list.line(vec![(dot.0, from), (x, y)], &metrics.theme.axis, 0.75, &[]);
                    obstacles.add_line(&[(dot.0, from), (x, y)]);
                }
                obstacles.frames.push(list.label(
                    &label,
                    position.at,
                    position.side,
                    &metrics.theme.text,
                    metrics,
                ));
            }
        }
    }

    /// Says once, at the widest gap that has room for it, that its figures are not held.
    fn draw_gap_words(
        &self,
        list: &mut DisplayList<'a>,
        plot: &Plot<'_>,
        obstacles: &mut Obstacles,
        bounds: &Rect,
    ) {
        let metrics = self.metrics;
        let held = |line: &TrendLine, gap: &Gap| line.marked.iter().any(|at| gap.periods.contains(at));
        let of_line = |line| plot.gaps(line).into_iter().filter(move |gap| !held(line, gap));
        let mut gaps: Vec<Gap> = self.trend.lines.iter().flat_map(of_line).collect();
        gaps.sort_by(|a, b| (b.to.0 - b.from.0).total_cmp(&(a.to.0 - a.from.0)));
        let label = metrics.line(&self.trend.words.gap);
        if label.width <= 0.0 {
            return;
        }
        for gap in gaps {
            let on_the_way = |share: f64| {
                let along = |from: f64, to: f64| from + (to - from) * share;
                (along(gap.from.0, gap.to.0), along(gap.from.1, gap.to.1))
            };
            let ways = GAP_WORDS.iter().flat_map(|apart| GAP_WORDS_AT.map(|share| (*apart, share)));
            let position = ways.into_iter().find_map(|(apart, share)| {
                let found = obstacles.near(on_the_way(share), &label, apart, true, bounds)?;
                let crossed = obstacles.lines_through(&label.frame(found.at, found.side)) > 0;
                (!found.far && !crossed).then_some(found)
            });
            if let Some(found) = position {
                let frame = list.label(&label, found.at, found.side, &metrics.theme.text, metrics);
                obstacles.frames.push(frame);
                return;
            }
        }
    }
}

/// The words of a line's last value, which stand at its end with its name.
fn latest_words(line: &TrendLine) -> &str {
    let latest = latest_index(line);
    line.points.iter().find(|(index, _)| Some(*index) == latest).map_or("", |(_, words)| words)
}

fn latest_index(line: &TrendLine) -> Option<usize> {
    line.values.iter().rposition(Option::is_some)
}

/// The place of a point of a line; `None` where it has no value.
fn point_of(plot: &Plot<'_>, line: &TrendLine, index: usize) -> Option<Point> {
    Some((*plot.xs.get(index)?, plot.y((*line.values.get(index)?)?)))
}
