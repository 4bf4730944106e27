//! Charts of bars of up to four categories, by period or by area: every number and word of them. It draws
//! nothing.

use super::alt::describe_bars;
use crate::chart::merged::{
    MergedDrawing, at_period, find_nothing, history, labels, printed_numbers, subtitle,
};
use crate::check::{self, ChartKind};
use crate::figure::{Figure, along, axis};
use crate::finding::Findings;
use crate::model::{Bars, Drawing};
use crate::query::{FigureQuery, Grid};

/// Merges a chart of bars side by side or end to end. `None` where a value is missing, with a finding.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    if chart.by_area {
        return by_area(chart, exhibits, findings);
    }
    let mut histories: Vec<(String, Vec<Figure>)> = Vec::new();
    for id in &chart.indicators {
        let newest = exhibits.newest(&exhibits.view(id, None)?, chart.span, findings)?;
        histories.push((newest.indicator().short.text.trim().to_owned(), history(&newest, chart.from)));
    }
    let only: Vec<Vec<Figure>> = histories.iter().map(|(_, h)| h.clone()).collect();
    let periods = axis(&only);
    let Some(main) = only.first().and_then(|h| h.last()).cloned() else {
        find_nothing(chart, exhibits, findings);
        return None;
    };
    let categories = histories.iter().map(|(name, h)| (name.clone(), printed_numbers(h, &periods)));
    let bars = Bars {
        groups: labels(&periods, exhibits),
        categories: categories.collect(),
        form: main.indicator().form(),
    };
    let cells: Vec<_> = only.iter().map(|h| along(h, &periods)).collect();
    let grid = Grid {
        corner: exhibits.tokens.text("words.period").to_owned(),
        columns: histories.iter().map(|(name, _)| name.clone()).collect(),
        rows: periods
            .iter()
            .enumerate()
            .map(|(at, p)| {
                (exhibits.period_words(*p), cells.iter().map(|own| exhibits.value(own[at])).collect())
            })
            .collect(),
        span: chart.span,
    };
    let subtitle = subtitle(chart, &main, &periods, exhibits);
    let alt = describe_bars(&bars, exhibits);
    let figures = only.into_iter().flatten().collect();
    Some(MergedDrawing { drawing: drawing(chart.kind, bars), grid, alt, subtitle, figures })
}

/// Merges a group of bars for each area.
fn by_area(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let first = exhibits.indicators.get(&chart.indicators.first()?.text)?.clone();
    let group = exhibits.group(&first, chart.group.as_ref(), "group", chart.span, findings)?;
    let mut categories = Vec::new();
    let mut cells: Vec<Vec<Option<Figure>>> = Vec::new();
    let mut base: Option<Figure> = None;
    for id in &chart.indicators {
        let whole = exhibits.view(id, None)?;
        let period = match (&base, chart.period, whole.newest()) {
            (Some(base), ..) => base.period,
            (None, Some(period), _) => period,
            (None, None, Ok(_)) => at_period(chart, id, None, exhibits, findings)?.period,
            (None, None, Err(missing)) => {
                let areas =
                    group.areas.iter().filter_map(|(area, _)| whole.of_area(Some(area)).newest().ok());
                match areas.map(|f| f.period).max_by_key(|p| p.last_day()) {
                    Some(period) => period,
                    None => {
                        exhibits.missing(&missing, &first, chart.span, findings);
                        return None;
                    }
                }
            }
        };
        let own: Vec<Option<Figure>> =
            group.areas.iter().map(|(area, _)| whole.of_area(Some(area)).find(period)).collect();
        base = base.or_else(|| own.iter().flatten().next().cloned());
        let name = whole.indicator.short.text.trim().to_owned();
        categories.push((name, own.iter().map(|f| f.as_ref()?.printed().ok()).collect()));
        cells.push(own);
    }
    let Some(base) = base else {
        find_nothing(chart, exhibits, findings);
        return None;
    };
    let groups: Vec<String> = group.areas.iter().map(|(_, name)| name.text.trim().to_owned()).collect();
    let rows = groups
        .iter()
        .enumerate()
        .map(|(at, name)| (name.clone(), cells.iter().map(|own| exhibits.value(own[at].as_ref())).collect()));
    let grid = Grid {
        corner: exhibits.tokens.text("words.area").to_owned(),
        columns: categories.iter().map(|(name, _): &(String, Vec<_>)| name.clone()).collect(),
        rows: rows.collect(),
        span: chart.span,
    };
    let bars = Bars { groups, categories, form: base.indicator().form() };
    let subtitle = subtitle(chart, &base, &[base.period], exhibits);
    let alt = describe_bars(&bars, exhibits);
    let figures = cells.into_iter().flatten().flatten().collect();
    Some(MergedDrawing { drawing: drawing(chart.kind, bars), grid, alt, subtitle, figures })
}

fn drawing(kind: ChartKind, bars: Bars) -> Drawing {
    if kind == ChartKind::Stacked { Drawing::Stacked(bars) } else { Drawing::Grouped(bars) }
}
