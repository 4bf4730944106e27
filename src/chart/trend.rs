//! Lines over time. Names and latest values stand at the lines' ends, or in a key above where they
//! would take too much room.

use rust_decimal::Decimal;

use super::axis::{TICK, UNDER_TICK};
use super::ends::{self, End};
use super::frame::{Frame, Point};
use super::key::{Key, Swatch};
use super::levels;
use super::periods::{self, Named};
use super::place::Crowd;
use super::plot::{self, Plot};
use super::scale::Scale;
use super::series::{self, Series};
use super::sheet::{Sheet, Side};
use super::text::{Label, Pen};
use crate::model::{Level, Line, Trend};

/// The share of its width that a trend is high, and between what.
const SHAPE: f64 = 0.45;
const LOWEST: f64 = 130.0;
const HIGHEST: f64 = 230.0;
/// The most numbers on the upright axis.
const MOST_TICKS: usize = 6;
/// Between a point and its words.
pub(super) const POINT_GAP: f64 = 5.5;

/// Draws a trend; gives its height too.
pub(super) fn draw<'a>(trend: &'a Trend, width: f64, pen: &Pen<'a>) -> (Sheet<'a>, f64) {
    let values = values(trend);
    let Some(scale) = Scale::new(&values, trend.form, MOST_TICKS, trend.periods.len() == 1) else {
        return nothing(width, pen);
    };
    let picture =
        Picture { trend, width, pen, scale: &scale, series: series::of_lines(&trend.lines, pen.look) };
    // Words at a target's line are best; where none fit, they stand in the column at the right.
    picture.drawn(false).unwrap_or_else(|| picture.drawn(true).unwrap_or_default())
}

/// Every value of a trend and its targets.
pub(super) fn values(trend: &Trend) -> Vec<Decimal> {
    let lines = trend.lines.iter().map(|line| &line.values);
    let all = lines.chain(trend.levels.iter().map(|level| &level.values));
    all.flat_map(|values| values.iter().take(trend.periods.len()).flatten().copied()).collect()
}

/// A picture that says that there is nothing to show.
pub(super) fn nothing<'a>(width: f64, pen: &Pen<'a>) -> (Sheet<'a>, f64) {
    let mut sheet = Sheet::default();
    let label = pen.label(&pen.look.missing, width, false);
    let height = label.height + pen.size();
    sheet.label(&label, (0.0, pen.size() / 2.0), Side::Left, &pen.look.text, pen);
    (sheet, height)
}

/// The numbers of the upright axis.
pub(super) fn draw_numbers<'a>(sheet: &mut Sheet<'a>, plot: &Plot<'_>, pen: &Pen<'a>) {
    for (value, text) in &plot.scale.ticks {
        let at = (plot.frame.x0 - pen.size() * 0.5, plot.height_of(*value) - pen.ascent() / 2.0);
        sheet.label(&pen.line(text), at, Side::Right, &pen.look.text, pen);
    }
}

/// The words of periods, with marks where they are.
pub(super) fn draw_periods<'a>(sheet: &mut Sheet<'a>, plot: &Plot<'_>, named: &[Named], pen: &Pen<'a>) {
    let bottom = plot.frame.y1;
    for one in named {
        if let Some(x) = plot.xs.get(one.index) {
            sheet.line(vec![(*x, bottom), (*x, bottom + TICK)], &pen.look.axis, 0.75, &[]);
        }
        let at = (one.at, bottom + TICK + pen.size() * UNDER_TICK);
        sheet.label(&one.label, at, one.side, &pen.look.text, pen);
    }
}

struct Picture<'a, 'p> {
    trend: &'a Trend,
    width: f64,
    pen: &'p Pen<'a>,
    scale: &'p Scale,
    series: Vec<Series<'a>>,
}

/// The words at the right, and what did not fit there.
struct Column<'a> {
    labels: Vec<Label>,
    key: Vec<(Swatch<'a>, &'a str)>,
}

impl<'a> Picture<'a, '_> {
    /// The whole picture; `None` where a level's words find no place at its line.
    fn drawn(&self, levels_aside: bool) -> Option<(Sheet<'a>, f64)> {
        let (trend, pen) = (self.trend, self.pen);
        let mut sheet = Sheet::default();
        let column = self.column(levels_aside);
        let key = Key::new(column.key, self.width, pen);
        let numbers = self.scale.ticks.iter().map(|(_, text)| pen.width(text, false)).fold(0.0, f64::max);
        let left = numbers + pen.size() * 0.5;
        let aside = column.labels.iter().map(|label| label.width).fold(0.0, f64::max);
        let right = self.width - if aside > 0.0 { aside + ends::GAP } else { 1.0 };
        let right = right.max(left + 20.0);
        let xs = plot::xs(left, right, trend.periods.len());
        let named = periods::named(&trend.periods, &xs, (0.0, self.width), pen);
        let below = TICK + pen.size() * UNDER_TICK + named.iter().map(|n| n.label.height).fold(0.0, f64::max);
        let words = trend.lines.iter().any(|l| !l.points.is_empty()) || !trend.levels.is_empty();
        let over = if words { pen.height(1) + POINT_GAP + 2.0 } else { pen.size() * 0.5 };
        let heights: f64 = column.labels.iter().map(|label| label.height + ends::APART).sum();
        let height = (self.width * SHAPE).clamp(LOWEST, HIGHEST).max(heights + over + below) + key.height;
        let frame = Frame::new(left, key.height + over, right, height - below);
        let plot = Plot::new(frame, self.scale, trend.periods.len());

        plot.draw_grid(&mut sheet, pen.look);
        draw_numbers(&mut sheet, &plot, pen);
        draw_periods(&mut sheet, &plot, &named, pen);
        plot.draw_levels(&mut sheet, &trend.levels, &pen.look.text);
        self.draw_lines(&mut sheet, &plot, &named);
        key.draw(&mut sheet, pen);

        let mut crowd = plot.crowd(&trend.lines, &trend.levels);
        let ends = self.ends(&plot, &column.labels, levels_aside);
        let column_frames =
            ends::draw(&mut sheet, &ends, right + ends::GAP, (key.height, height - below), pen);
        crowd.frames.extend(column_frames);
        let bounds = Frame::new(left, key.height, self.width, frame.y1 - 1.0);
        crowd.add_dots(&sheet);
        if !levels_aside {
            for level in trend.levels.iter().filter(|level| !level.name.is_empty()) {
                let label = pen.line(&level.name);
                if plot.level_runs(level).is_empty() {
                    continue;
                }
                let spot = levels::spot(level, &label, &plot, &crowd, &bounds, pen)?;
                crowd.frames.push(sheet.label(&label, spot.at, spot.side, &pen.look.text, pen));
            }
        }
        self.draw_points(&mut sheet, &plot, &mut crowd, &bounds, !ends.is_empty());
        plot.clear_grid(&mut sheet, &crowd, pen.look);
        Some((sheet, height))
    }

    /// What stands at the right, or in the key where that would be too wide. Lines and levels without a
    /// value have no end.
    fn column(&self, levels_aside: bool) -> Column<'a> {
        let trend = self.trend;
        let aside: &[Level] = if levels_aside { &trend.levels } else { &[] };
        let lines = || trend.lines.iter().filter(|line| line.values.iter().any(Option::is_some));
        let levels = || aside.iter().filter(|level| level.values.iter().any(Option::is_some));
        let room = (self.width * SHAPE).clamp(LOWEST, HIGHEST) * 0.8;
        let mut texts: Vec<Vec<&str>> =
            lines().map(|line| vec![line.name.as_str(), latest_words(line)]).collect();
        texts.extend(levels().map(|level| vec![level.name.as_str()]));
        if let Some(labels) = ends::labels(&texts, self.width, room, self.pen) {
            return Column { labels, key: Vec::new() };
        }
        let named = self.series.iter().zip(&trend.lines).filter(|(_, line)| !line.name.is_empty());
        let mut key: Vec<(Swatch<'a>, &'a str)> =
            named.map(|(series, line)| (Swatch::Line(*series), line.name.as_str())).collect();
        key.extend(aside.iter().map(|l| (Swatch::Level(self.pen.look.text.as_str()), l.name.as_str())));
        Column { labels: Vec::new(), key }
    }

    /// The labels of the column at the ends of their lines, in the order of `column`.
    fn ends(&self, plot: &Plot<'_>, labels: &[Label], levels_aside: bool) -> Vec<End> {
        let aside: &[Level] = if levels_aside { &self.trend.levels } else { &[] };
        let lines = self.trend.lines.iter().filter_map(|line| plot.last(line)).map(|(_, at)| at);
        let levels = aside.iter().filter_map(|level| plot.level_runs(level).last()?.last().copied());
        let ends = lines.chain(levels).zip(labels).map(|(at, label)| End { at, label: label.clone() });
        ends.filter(|end| end.label.width > 0.0).collect()
    }

    /// The lines, the first one on top. Several lines have dots on the way, to tell them apart.
    fn draw_lines(&self, sheet: &mut Sheet<'a>, plot: &Plot<'_>, named: &[Named]) {
        let several = self.trend.lines.len() > 1;
        for (line, series) in self.trend.lines.iter().zip(&self.series).rev() {
            let mut dots: Vec<usize> = line.points.iter().map(|(index, _)| *index).collect();
            if several {
                dots.extend(named.iter().map(|one| one.index));
            }
            plot.draw_line(sheet, line, *series, &dots);
        }
    }

    /// The words of points, near them. What would hide other words is left to the table.
    fn draw_points(
        &self,
        sheet: &mut Sheet<'a>,
        plot: &Plot<'_>,
        crowd: &mut Crowd,
        bounds: &Frame,
        has_ends: bool,
    ) {
        let pen = self.pen;
        for line in &self.trend.lines {
            let latest = latest_index(line);
            for (index, words) in &line.points {
                if words.is_empty() || has_ends && Some(*index) == latest && words == latest_words(line) {
                    continue;
                }
                let Some(dot) = place(plot, line, *index) else { continue };
                let label = pen.label(words, (bounds.x1 - bounds.x0) * 0.4, false);
                let Some(spot) = crowd.near(dot, &label, POINT_GAP, is_high(line, *index), bounds) else {
                    continue;
                };
                let frame = label.frame(spot.at, spot.side);
                if spot.far {
                    let x = dot.0.clamp(frame.x0, frame.x1);
                    let (y, from) =
                        if frame.y1 < dot.1 { (frame.y1, dot.1 - 4.5) } else { (frame.y0, dot.1 + 4.5) };
                    sheet.line(vec![(dot.0, from), (x, y)], &pen.look.axis, 0.75, &[]);
                    crowd.add_line(&[(dot.0, from), (x, y)]);
                }
                crowd.frames.push(sheet.label(&label, spot.at, spot.side, &pen.look.text, pen));
            }
        }
    }
}

/// The words of a line's last value, which stand at its end with its name.
fn latest_words(line: &Line) -> &str {
    let latest = latest_index(line);
    line.points.iter().find(|(index, _)| Some(*index) == latest).map_or("", |(_, words)| words)
}

fn latest_index(line: &Line) -> Option<usize> {
    line.values.iter().rposition(Option::is_some)
}

/// Where a point of a line stands.
fn place(plot: &Plot<'_>, line: &Line, index: usize) -> Option<Point> {
    Some((*plot.xs.get(index)?, plot.y((*line.values.get(index)?)?)))
}

/// Whether a value is no lower than the values beside it.
pub(super) fn is_high(line: &Line, index: usize) -> bool {
    let value = |n: Option<usize>| n.and_then(|n| line.values.get(n).copied()).flatten();
    let here = value(Some(index));
    [index.checked_sub(1), index.checked_add(1)].into_iter().all(|n| value(n).is_none_or(|v| here >= Some(v)))
}
