//! Trends: lines over time, with every number and word of them. It draws nothing.

use rust_decimal::Decimal;

use super::alt::describe_trend;
use crate::chart::merged::{MergedDrawing, find_nothing, history, labels, numbers, subtitle};
use crate::check;
use crate::figure::{Figure, along, axis, breaks};
use crate::finding::Findings;
use crate::model::{Drawing, Level, Trend, TrendLine};
use crate::query::{FigureQuery, Grid};
use crate::value::{NumberForm, Period};

/// Merges a chart of lines over time, with targets and thresholds. `None` where a value is missing, with a
/// finding.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let mut histories: Vec<(String, bool, Vec<Figure>)> = Vec::new();
    for id in &chart.indicators {
        let newest = exhibits.newest(&exhibits.view(id, None)?, chart.span, findings)?;
        let name = newest.indicator().short.text.trim().to_owned();
        histories.push((name, false, history(&newest, chart.from)));
        for area in &chart.comparators {
            let view = exhibits.view(id, Some(area))?;
            let newest = exhibits.newest(&view, chart.span, findings)?;
            histories.push((exhibits.area_name(Some(area)), true, history(&newest, chart.from)));
        }
    }
    let only: Vec<Vec<Figure>> = histories.iter().map(|(_, _, h)| h.clone()).collect();
    let periods = axis(&only);
    let main = only.first().and_then(|h| h.last()).cloned();
    let Some(main) = main else {
        find_nothing(chart, exhibits, findings);
        return None;
    };
    let indicator = main.indicator();
    let form = indicator.form();
    let single = chart.indicators.len() == 1;
    let lines = histories.iter().map(|(name, comparator, history)| {
        let values = numbers(history, &periods);
        let breaks = breaks(history, &periods);
        // Of counts that begin anew, the highest says nothing.
        let points = points(&values, form, single && !comparator && breaks.is_empty(), exhibits);
        TrendLine { name: name.clone(), comparator: *comparator, values, points, breaks }
    });
    let lines: Vec<TrendLine> = lines.collect();
    let levels = if single { levels(&main, &periods, exhibits) } else { Vec::new() };
    let names: Vec<String> = histories.iter().map(|(name, ..)| name.clone()).collect();
    let subtitle = subtitle(chart, &main, &periods, exhibits);
    let cells: Vec<_> = only.iter().map(|h| along(h, &periods)).collect();
    let grid = Grid {
        corner: exhibits.tokens.text("words.period").to_owned(),
        columns: names,
        rows: periods
            .iter()
            .enumerate()
            .map(|(at, period)| {
                let own = cells.iter().map(|own| exhibits.value(own[at]));
                (exhibits.period_words(*period), own.collect())
            })
            .collect(),
        span: chart.span,
    };
    let alt = describe_trend(&lines, &levels, &only, form, exhibits);
    let figures = only.into_iter().flatten().collect();
    let drawing = Drawing::Trend(Trend { periods: labels(&periods, exhibits), lines, levels, form });
    Some(MergedDrawing { drawing, grid, alt, subtitle, figures })
}

/// The points that get words: the newest, and of a single line its peak too.
pub(in crate::chart) fn points(
    values: &[Option<Decimal>],
    form: NumberForm,
    peak: bool,
    exhibits: &FigureQuery<'_>,
) -> Vec<(usize, String)> {
    let known: Vec<(usize, Decimal)> =
        values.iter().enumerate().filter_map(|(at, v)| Some((at, (*v)?))).collect();
    let Some(last) = known.last().copied() else { return Vec::new() };
    let mut points = Vec::new();
    if peak && known.len() > 2 {
        // The first of several that are as high.
        let highest = known.iter().rev().max_by_key(|(_, v)| *v).copied().unwrap_or(last);
        if highest.1 > last.1 {
            points.push((highest.0, exhibits.filled("charts.peak", &[("value", &form.print(highest.1))])));
        }
    }
    points.push((last.0, form.print(last.1)));
    points
}

fn levels(figure: &Figure, periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<Level> {
    let indicator = figure.indicator();
    let form = indicator.form();
    let mut levels = Vec::new();
    let targets: Vec<Option<Decimal>> = periods.iter().map(|p| indicator.target_at(*p)).collect();
    let mut known = targets.iter().flatten();
    if let Some(first) = known.next() {
        let one = known.all(|t| t == first);
        let text = if one { form.print(*first) } else { String::new() };
        let name = exhibits.filled("charts.target", &[("value", &text)]).trim().to_owned();
        levels.push(Level { name, values: targets });
    }
    if let Some(threshold) = &indicator.threshold {
        let name = threshold.name.text.trim();
        let name =
            exhibits.filled("charts.threshold", &[("name", name), ("value", &form.print(threshold.value))]);
        levels.push(Level { name, values: vec![Some(threshold.value); periods.len()] });
    }
    levels
}
