//! Small trends, one for each area, with every number and word of them. It draws nothing.

use super::alt::describe_multiples;
use crate::chart::line_data;
use crate::chart::merged::{MergedDrawing, find_nothing, history, indicator_by_area, subtitle};
use crate::check;
use crate::figure::{Figure, along, axis};
use crate::finding::Findings;
use crate::model::{Drawing, Trend, TrendLine};
use crate::query::{FigureQuery, Grid};

/// Merges small trends, one for each area of a group.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let (id, indicator, group) = indicator_by_area(chart, exhibits, findings)?;
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
            find_nothing(chart, exhibits, findings);
            return None;
        }
        let missing = crate::figure::MissingValue::value(
            format!("`{}` has no values by {} up to the report's period", indicator.id, group.id),
            format!("add series with area = \"…\" for the areas of [areas.{}]", group.id),
        );
        exhibits.missing(&missing, &indicator, chart.span, findings);
        return None;
    };
    let form = indicator.form();
    let trends = histories.iter().map(|(name, history)| {
        let line = line_data::line(name, false, history, &periods);
        let newest = line_data::known(&line, form).pop().map(|(at, value)| (at, form.print(value)));
        let line = TrendLine { points: newest.into_iter().collect(), ..line };
        (name.clone(), line_data::trend(&periods, vec![line], Vec::new(), form, exhibits))
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
    let alt = describe_multiples(&histories, &indicator, exhibits);
    let figures = only.into_iter().flatten().collect();
    Some(MergedDrawing { drawing: Drawing::Multiples(trends), grid, alt, subtitle, figures })
}
