//! One small trend for each area, all on one scale, in a grid.

use super::axis::{TICK, UNDER_TICK};
use super::frame::Frame;
use super::key::{Key, Swatch};
use super::periods::{self, Named};
use super::plot::Plot;
use super::scale::Scale;
use super::series;
use super::sheet::{Sheet, Side};
use super::text::{Label, Pen};
use super::trend;
use crate::model::{Line, Trend};

/// The narrowest cell, in ems.
const NARROWEST: f64 = 10.0;
/// What all rows together should take at most, in points.
const HIGHEST: f64 = 600.0;
/// Between which heights a plot is, in ems.
const PLOT: (f64, f64) = (3.4, 7.0);
/// Above so many rows, periods stand below the lowest cell of each column only.
const MANY_ROWS: usize = 3;

type Area = (String, Trend);

/// Draws a grid of trends; gives the height too.
pub(super) fn draw<'a>(areas: &'a [Area], width: f64, pen: &Pen<'a>) -> (Sheet<'a>, f64) {
    let values: Vec<_> = areas.iter().flat_map(|(_, trend)| trend::values(trend)).collect();
    let form = areas.first().map(|(_, trend)| trend.form).unwrap_or_default();
    let Some(scale) = Scale::new(&values, form, 4, false) else {
        return trend::nothing(width, pen);
    };
    let grid = Grid::new(areas, &scale, width, pen);
    let mut sheet = Sheet::default();
    grid.key.draw(&mut sheet, pen);
    let mut top = grid.key.height;
    for row in 0..grid.rows() {
        top = grid.draw_row(&mut sheet, row, top);
    }
    (sheet, top)
}

struct Grid<'a, 'p> {
    areas: &'a [Area],
    scale: &'p Scale,
    pen: &'p Pen<'a>,
    key: Key<'a>,
    columns: usize,
    /// The room for numbers at the left.
    left: f64,
    /// From one cell to the next.
    pitch: f64,
    /// The width of a cell.
    cell: f64,
    /// The height of a plot.
    plot: f64,
    /// Whether every area has the same targets, so that the key can name them.
    same_levels: bool,
}

impl<'a, 'p> Grid<'a, 'p> {
    fn new(areas: &'a [Area], scale: &'p Scale, width: f64, pen: &'p Pen<'a>) -> Self {
        let level_names = |trend: &'a Trend| trend.levels.iter().map(|level| level.name.as_str());
        let first: Vec<&str> = areas.iter().take(1).flat_map(|(_, trend)| level_names(trend)).collect();
        let same_levels = areas.iter().all(|(_, trend)| level_names(trend).eq(first.iter().copied()));
        let numbers = scale.ticks.iter().map(|(_, text)| pen.width(text, false)).fold(0.0, f64::max);
        let left = numbers + pen.size() * 0.5;
        let columns = columns(areas.len(), ((width - left) / (NARROWEST * pen.size())) as usize);
        let between = pen.size() * 1.3;
        let pitch = (width - left + between) / columns as f64;
        let rows = areas.len().div_ceil(columns);
        let share = HIGHEST / rows as f64 - pen.height(2) * 1.5 - pen.pitch() * 2.0;
        let plot = share.clamp(PLOT.0 * pen.size(), PLOT.1 * pen.size());
        let key = Key::new(key(areas, same_levels, pen), width, pen);
        Self {
            areas,
            scale,
            pen,
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

    /// Draws a row below `top`; gives where the next one begins.
    fn draw_row(&self, sheet: &mut Sheet<'a>, row: usize, top: f64) -> f64 {
        let pen = self.pen;
        let from = row * self.columns;
        let cells = self.areas.iter().enumerate().skip(from).take(self.columns);
        let titles: Vec<Label> =
            cells.clone().map(|(_, (name, _))| pen.label(name, self.cell, true)).collect();
        let levels: Vec<Option<Label>> = cells.clone().map(|(_, (_, trend))| self.levels(trend)).collect();
        let title = titles.iter().map(|title| title.height).fold(0.0, f64::max);
        let under = levels.iter().flatten().map(|label| label.height + 2.0).fold(0.0, f64::max);
        let plot_top = top + title + under + pen.pitch() + 2.0;
        let bottom = plot_top + self.plot;
        let mut below = pen.size() * 0.3;
        for ((index, (_, trend)), (title_label, level_label)) in cells.zip(titles.iter().zip(&levels)) {
            let x = self.left + self.pitch * (index - from) as f64;
            let title_top = top + title - title_label.height;
            sheet.label(title_label, (x, title_top), Side::Left, &pen.look.text, pen);
            if let Some(label) = level_label {
                sheet.label(label, (x, top + title + 2.0), Side::Left, &pen.look.text, pen);
            }
            let frame = Frame::new(x, plot_top, x + self.cell, bottom);
            let plot = Plot::new(frame, self.scale, trend.periods.len());
            let last_in_column = index + self.columns >= self.areas.len();
            let bare = self.rows() > MANY_ROWS && !last_in_column;
            let named = match bare {
                true => Vec::new(),
                false => periods::first_and_last(&trend.periods, &plot.xs, (x, x + self.cell), pen),
            };
            self.draw_cell(sheet, trend, &plot, &named, index == from);
            let words = named.iter().map(|one| one.label.height).fold(0.0, f64::max);
            below = below.max(words + TICK + pen.size() * UNDER_TICK);
        }
        let next = row + 1 < self.rows();
        bottom + below + if next { pen.size() * 0.9 } else { 1.0 }
    }

    /// The words of an area's own targets, below its name.
    fn levels(&self, trend: &Trend) -> Option<Label> {
        let names: Vec<&str> = trend.levels.iter().map(|level| level.name.as_str()).collect();
        (!self.same_levels && !names.is_empty()).then(|| self.pen.stacked(&names, self.cell))
    }

    fn draw_cell(
        &self,
        sheet: &mut Sheet<'a>,
        trend: &'a Trend,
        plot: &Plot<'_>,
        named: &[Named],
        first: bool,
    ) {
        let pen = self.pen;
        plot.draw_grid(sheet, pen.look);
        if first {
            trend::draw_numbers(sheet, plot, pen);
        }
        trend::draw_periods(sheet, plot, named, pen);
        plot.draw_levels(sheet, &trend.levels, &pen.look.text);
        let series = series::of_lines(&trend.lines, pen.look);
        for (line, series) in trend.lines.iter().zip(series).rev() {
            plot.draw_line(sheet, line, series, &[]);
        }
        let over = pen.pitch() + 1.0;
        let bounds = Frame::new(plot.frame.x0, plot.frame.y0 - over, plot.frame.x1, plot.frame.y1 - 1.0);
        let main = trend.lines.iter().find(|line| !line.comparator);
        let Some((line, (index, dot))) = main.and_then(|line| Some((line, plot.last(line)?))) else {
            let label = pen.label(&pen.look.missing, self.cell, false);
            let at = ((bounds.x0 + bounds.x1) / 2.0, bounds.y0);
            sheet.label(&label, at, Side::Middle, &pen.look.text, pen);
            return;
        };
        let words = words(line, index, trend);
        let label = pen.label(&words, self.cell, false);
        let mut crowd = plot.crowd(&trend.lines, &trend.levels);
        crowd.add_dots(sheet);
        let up = trend::is_high(line, index);
        if let Some(spot) = crowd.near(dot, &label, 5.0, up, &bounds) {
            crowd.frames.push(sheet.label(&label, spot.at, spot.side, &pen.look.text, pen));
            plot.clear_grid(sheet, &crowd, pen.look);
        }
    }
}

/// The latest value in words.
fn words(line: &Line, index: usize, trend: &Trend) -> String {
    let own = line.points.iter().find(|(at, words)| *at == index && !words.is_empty());
    let value = line.values.get(index).copied().flatten().unwrap_or_default();
    own.map_or_else(|| trend.form.print(value), |(_, words)| words.clone())
}

/// Two to four columns, in as few rows as can be, as full as can be.
fn columns(areas: usize, most: usize) -> usize {
    let most = most.clamp(2, 4).min(areas.max(1));
    let rows = areas.div_ceil(most);
    areas.div_ceil(rows.max(1)).max(1)
}

/// What the key names: lines that several areas have, and targets that all have.
fn key<'a>(areas: &'a [Area], same_levels: bool, pen: &Pen<'a>) -> Vec<(Swatch<'a>, &'a str)> {
    let mut entries: Vec<(Swatch<'a>, &'a str)> = Vec::new();
    for (area, trend) in areas.iter().filter(|(_, trend)| trend.lines.len() > 1) {
        for (line, series) in trend.lines.iter().zip(series::of_lines(&trend.lines, pen.look)) {
            let new = !entries.iter().any(|(_, name)| *name == line.name);
            if new && !line.name.is_empty() && line.name != *area {
                entries.push((Swatch::Line(series), &line.name));
            }
        }
    }
    let levels = areas.iter().take(1).flat_map(|(_, trend)| &trend.levels);
    let levels = levels.filter(|level| same_levels && !level.name.is_empty());
    entries.extend(levels.map(|level| (Swatch::Level(pen.look.text.as_str()), level.name.as_str())));
    entries
}
