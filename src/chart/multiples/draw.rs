//! Small multiples: one small trend for each area, all on one scale, in a grid. It gives no area a scale of
//! its own.

use crate::chart::axis::{TICK, UNDER_TICK};
use crate::chart::axis_words::{draw_begins, draw_numbers, draw_periods};
use crate::chart::display_list::DisplayList;
use crate::chart::empty::draw_nothing;
use crate::chart::legend::{Legend, Swatch};
use crate::chart::line_style;
use crate::chart::periods::{self, PeriodLabel};
use crate::chart::plot::{self, Plot};
use crate::chart::rect::Rect;
use crate::chart::scale::Scale;
use crate::chart::text::TextAnchor;
use crate::chart::text::{TextLines, TextMetrics};
use crate::model::{Trend, TrendLine};

/// The width of the narrowest cell, in ems.
const NARROWEST: f64 = 10.0;
/// The height that all rows together should take at most, in points.
const HIGHEST: f64 = 600.0;
/// The least and the greatest height of a plot, in ems.
const PLOT: (f64, f64) = (3.4, 7.0);
/// The number of rows above which periods stand below the lowest cell of each column only.
const MANY_ROWS: usize = 3;

type AreaTrend = (String, Trend);

/// Draws a grid of trends `width` points wide, and gives the height in points too.
pub(in crate::chart) fn draw<'a>(
    areas: &'a [AreaTrend],
    width: f64,
    metrics: &TextMetrics<'a>,
) -> (DisplayList<'a>, f64) {
    let values: Vec<_> = areas.iter().flat_map(|(_, trend)| plot::values(trend)).collect();
    let form = areas.first().map(|(_, trend)| trend.form).unwrap_or_default();
    let Some(scale) = Scale::new(&values, form, 4, false) else {
        return draw_nothing(width, metrics);
    };
    let grid = PanelGrid::new(areas, &scale, width, metrics);
    let mut list = DisplayList::default();
    grid.key.draw(&mut list, metrics);
    let mut top = grid.key.height;
    if let Some((_, trend)) = areas.first() {
        top += draw_begins(&mut list, trend, &scale, (width, top), metrics);
    }
    for row in 0..grid.rows() {
        top = grid.draw_row(&mut list, row, top);
    }
    (list, top)
}

struct PanelGrid<'a, 'p> {
    areas: &'a [AreaTrend],
    scale: &'p Scale,
    metrics: &'p TextMetrics<'a>,
    key: Legend<'a>,
    columns: usize,
    /// The room for numbers at the left, in points.
    left: f64,
    /// The distance from one cell to the next, in points.
    pitch: f64,
    /// The width of a cell, in points.
    cell: f64,
    /// The height of a plot, in points.
    plot: f64,
    /// Whether every area has the same targets, so that the legend can name them.
    same_levels: bool,
}

impl<'a, 'p> PanelGrid<'a, 'p> {
    fn new(areas: &'a [AreaTrend], scale: &'p Scale, width: f64, metrics: &'p TextMetrics<'a>) -> Self {
        let level_names = |trend: &'a Trend| trend.levels.iter().map(|level| level.name.as_str());
        let first: Vec<&str> = areas.iter().take(1).flat_map(|(_, trend)| level_names(trend)).collect();
        let same_levels = areas.iter().all(|(_, trend)| level_names(trend).eq(first.iter().copied()));
        let numbers = scale.ticks.iter().map(|(_, text)| metrics.width(text, false)).fold(0.0, f64::max);
        let left = numbers + metrics.size() * 0.5;
        let columns = columns(areas.len(), ((width - left) / (NARROWEST * metrics.size())) as usize);
        let between = metrics.size() * 1.3;
        let pitch = (width - left + between) / columns as f64;
        let rows = areas.len().div_ceil(columns);
        let share = HIGHEST / rows as f64 - metrics.height(2) * 1.5 - metrics.pitch() * 2.0;
        let plot = share.clamp(PLOT.0 * metrics.size(), PLOT.1 * metrics.size());
        let key = Legend::new(legend_entries(areas, same_levels, metrics), width, metrics);
        Self {
            areas,
            scale,
            metrics,
            key,
            columns,
            left,
            pitch,
            cell: (pitch - between).max(10.0),
            plot,
            same_levels,
        }
    }

    fn rows(&self) -> usize {
        self.areas.len().div_ceil(self.columns)
    }

    /// Draws a row below `top`, and gives the place where the next one begins.
    fn draw_row(&self, list: &mut DisplayList<'a>, row: usize, top: f64) -> f64 {
        let metrics = self.metrics;
        let from = row * self.columns;
        let cells = self.areas.iter().enumerate().skip(from).take(self.columns);
        let titles: Vec<TextLines> =
            cells.clone().map(|(_, (name, _))| metrics.label(name, self.cell, true)).collect();
        let levels: Vec<Option<TextLines>> =
            cells.clone().map(|(_, (_, trend))| self.levels(trend)).collect();
        let title = titles.iter().map(|title| title.height).fold(0.0, f64::max);
        let under = levels.iter().flatten().map(|label| label.height + 2.0).fold(0.0, f64::max);
        let plot_top = top + title + under + metrics.pitch() + 2.0;
        let bottom = plot_top + self.plot;
        let mut below = metrics.size() * 0.3;
        for ((index, (_, trend)), (title_label, level_label)) in cells.zip(titles.iter().zip(&levels)) {
            let x = self.left + self.pitch * (index - from) as f64;
            let title_top = top + title - title_label.height;
            list.label(title_label, (x, title_top), TextAnchor::Left, &metrics.theme.text, metrics);
            if let Some(label) = level_label {
                list.label(label, (x, top + title + 2.0), TextAnchor::Left, &metrics.theme.text, metrics);
            }
            let frame = Rect::new(x, plot_top, x + self.cell, bottom);
            let plot = Plot::new(frame, self.scale, trend.periods.len());
            let last_in_column = index + self.columns >= self.areas.len();
            let bare = self.rows() > MANY_ROWS && !last_in_column;
            let named = match bare {
                true => Vec::new(),
                false => periods::first_and_last(&trend.periods, &plot.xs, (x, x + self.cell), metrics),
            };
            self.draw_cell(list, trend, &plot, &named, index == from);
            let words = named.iter().map(|one| one.label.height).fold(0.0, f64::max);
            below = below.max(words + TICK + metrics.size() * UNDER_TICK);
        }
        let next = row + 1 < self.rows();
        bottom + below + if next { metrics.size() * 0.9 } else { 1.0 }
    }

    /// The words of an area's own targets, below its name.
    fn levels(&self, trend: &Trend) -> Option<TextLines> {
        let names: Vec<&str> = trend.levels.iter().map(|level| level.name.as_str()).collect();
        (!self.same_levels && !names.is_empty()).then(|| self.metrics.stacked(&names, self.cell))
    }

    fn draw_cell(
        &self,
        list: &mut DisplayList<'a>,
        trend: &'a Trend,
        plot: &Plot<'_>,
        named: &[PeriodLabel],
        first: bool,
    ) {
        let metrics = self.metrics;
        plot.draw_grid(list, metrics.theme);
        if first {
            draw_numbers(list, plot, metrics);
        }
        draw_periods(list, plot, named, metrics);
        plot.draw_levels(list, &trend.levels, &metrics.theme.text);
        let series = line_style::of_lines(&trend.lines, metrics.theme);
        for (line, series) in trend.lines.iter().zip(series).rev() {
            plot.draw_line(list, line, series, &[], metrics.theme);
        }
        let over = metrics.pitch() + 1.0;
        let bounds = Rect::new(plot.frame.x0, plot.frame.y0 - over, plot.frame.x1, plot.frame.y1 - 1.0);
        let main = trend.lines.iter().find(|line| !line.comparator);
        let Some((line, (index, dot))) = main.and_then(|line| Some((line, plot.last(line)?))) else {
            let label = metrics.label(&metrics.theme.missing, self.cell, false);
            let at = ((bounds.x0 + bounds.x1) / 2.0, bounds.y0);
            list.label(&label, at, TextAnchor::Middle, &metrics.theme.text, metrics);
            return;
        };
        let words = words(line, index, trend);
        let label = metrics.label(&words, self.cell, false);
        let mut obstacles = plot.obstacles(&trend.lines, &trend.levels);
        obstacles.add_dots(list);
        let up = plot::is_high(line, index);
        if let Some(position) = obstacles.near(dot, &label, 5.0, up, &bounds) {
            obstacles.frames.push(list.label(
                &label,
                position.at,
                position.side,
                &metrics.theme.text,
                metrics,
            ));
            plot.clear_grid(list, &obstacles, metrics.theme);
        }
    }
}

/// The words of the latest value: those that its point has, or else the value in print.
fn words(line: &TrendLine, index: usize, trend: &Trend) -> String {
    let own = line.points.iter().find(|(at, words)| *at == index && !words.is_empty());
    let value = line.values.get(index).copied().flatten().unwrap_or_default();
    own.map_or_else(|| trend.form.print(value), |(_, words)| words.clone())
}

/// The number of columns, two to four: in as few rows as can be, as full as can be.
fn columns(areas: usize, most: usize) -> usize {
    let most = most.clamp(2, 4).min(areas.max(1));
    let rows = areas.div_ceil(most);
    areas.div_ceil(rows.max(1)).max(1)
}

/// The entries of the legend: lines that several areas have, and targets that all have.
fn legend_entries<'a>(
    areas: &'a [AreaTrend],
    same_levels: bool,
    metrics: &TextMetrics<'a>,
) -> Vec<(Swatch<'a>, &'a str)> {
    let mut entries: Vec<(Swatch<'a>, &'a str)> = Vec::new();
    for (area, trend) in areas.iter().filter(|(_, trend)| trend.lines.len() > 1) {
        for (line, series) in trend.lines.iter().zip(line_style::of_lines(&trend.lines, metrics.theme)) {
            let new = !entries.iter().any(|(_, name)| *name == line.name);
            if new && !line.name.is_empty() && line.name != *area {
                entries.push((Swatch::Line(series), &line.name));
            }
        }
    }
    let levels = areas.iter().take(1).flat_map(|(_, trend)| &trend.levels);
    let levels = levels.filter(|level| same_levels && !level.name.is_empty());
    entries.extend(levels.map(|level| (Swatch::Level(metrics.theme.text.as_str()), level.name.as_str())));
    entries
}
