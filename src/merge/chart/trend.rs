//! Trend charts: lines over time, alone or one small picture for each area: every number and word of them. It
//! draws nothing.

use rust_decimal::Decimal;

use super::{MergedDrawing, alt, history, labels, nothing, numbers, subtitle};
use crate::check;
use crate::figure::{Figure, along, axis, breaks};
use crate::merge::figure_query::FigureQuery;
use crate::merge::grid::Grid;
use crate::merge::text::TextMerger;
use crate::model::{Drawing, Level, Trend, TrendLine};
use crate::value::{NumberForm, Period};

/// Merges a chart of lines over time, with targets and thresholds. `None` where a value is missing, with a
/// finding.
pub(super) fn one(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<MergedDrawing> {
    let mut histories: Vec<(String, bool, Vec<Figure>)> = Vec::new();
    for id in &chart.indicators {
        let newest = exhibits.newest(&exhibits.view(id, None)?, chart.span, &mut words.findings)?;
        let name = newest.indicator().short.text.trim().to_owned();
        histories.push((name, false, history(&newest, chart.from)));
        for area in &chart.comparators {
            let view = exhibits.view(id, Some(area))?;
            let newest = exhibits.newest(&view, chart.span, &mut words.findings)?;
            histories.push((exhibits.area_name(Some(area)), true, history(&newest, chart.from)));
        }
    }
    let only: Vec<Vec<Figure>> = histories.iter().map(|(_, _, h)| h.clone()).collect();
    let periods = axis(&only);
    let main = only.first().and_then(|h| h.last()).cloned();
    let Some(main) = main else {
        nothing(chart, exhibits, words);
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
    let alt = alt::trend(&lines, &levels, &only, form, exhibits);
    let figures = only.into_iter().flatten().collect();
    let drawing = Drawing::Trend(Trend { periods: labels(&periods, exhibits), lines, levels, form });
    Some(MergedDrawing { drawing, grid, alt, subtitle, figures })
}

/// The points that get words: the newest, and of a single line its peak too.
fn points(
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

/// Merges small trends, one for each area of a group.
pub(super) fn multiples(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<MergedDrawing> {
    let id = chart.indicators.first()?;
    let indicator = exhibits.indicators.get(&id.text)?.clone();
    let group = exhibits.group(&indicator, chart.group.as_ref(), "group", chart.span, &mut words.findings)?;
    let mut histories: Vec<(String, Vec<Figure>)> = Vec::new();
    for (area, name) in &group.areas {
        let newest = exhibits.view(id, Some(area))?.newest();
        let own = newest.map(|f| history(&f, chart.from)).unwrap_or_default();
        if !own.is_empty() {
            histories.push((name.text.trim().to_owned(), own));
        }
    }
    let only: Vec<Vec<Figure>> = histories.iter().map(|(_, h)| h.clone()).collect();
    let periods = axis(&only);
    let Some(last) = only.iter().filter_map(|h| h.last()).max_by_key(|f| f.period.last_day()).cloned() else {
        if chart.from.is_some() {
            nothing(chart, exhibits, words);
            return None;
        }
        let missing = crate::figure::MissingValue::value(
            format!("`{}` has no values by {} up to the report's period", indicator.id, group.id),
            format!("add series with area = \"…\" for the areas of [areas.{}]", group.id),
        );
        exhibits.missing(&missing, &indicator, chart.span, &mut words.findings);
        return None;
    };
    let form = indicator.form();
    let trends = histories.iter().map(|(name, history)| {
        let values = numbers(history, &periods);
        let points = points(&values, form, false, exhibits);
        let breaks = breaks(history, &periods);
        let line = TrendLine { name: name.clone(), comparator: false, values, points, breaks };
        (
            name.clone(),
            Trend { periods: labels(&periods, exhibits), lines: vec![line], levels: Vec::new(), form },
        )
    });
    let trends: Vec<(String, Trend)> = trends.collect();
    let cells: Vec<_> = only.iter().map(|h| along(h, &periods)).collect();
    let rows = periods.iter().enumerate().map(|(at, period)| {
        let own = cells.iter().map(|own| exhibits.value(own[at]));
        (exhibits.period_words(*period), own.collect())
    });
    let grid = Grid {
        corner: exhibits.tokens.text("words.period").to_owned(),
        columns: histories.iter().map(|(name, _)| name.clone()).collect(),
        rows: rows.collect(),
        span: chart.span,
    };
    let subtitle = subtitle(chart, &last, &periods, exhibits);
    let alt = alt::multiples(&histories, &indicator, exhibits);
    let figures = only.into_iter().flatten().collect();
    Some(MergedDrawing { drawing: Drawing::Multiples(trends), grid, alt, subtitle, figures })
}
