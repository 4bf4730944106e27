//! Charts of bars by area, highest first, with their average: every number and word of them. It draws
//! nothing.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::alt::describe_areas;
use crate::chart::merged::{MergedDrawing, at_period, find_nothing, indicator_by_area, subtitle};
use crate::check::{self, Measure};
use crate::figure::{Figure, ranking};
use crate::finding::Findings;
use crate::model::{AreaBar, AreaBars, Drawing};
use crate::query::{FigureQuery, Grid, GridValue};
use crate::value::statistics;

/// Merges a chart of bars by area. `None` where a value is missing, with a finding.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let (id, indicator, group) = indicator_by_area(chart, exhibits, findings)?;
    // Where the whole has no value, the newest of the areas says which period it is.
    let whole = exhibits.view(id, None)?;
    let base = match (chart.period, whole.newest()) {
        (Some(_), Ok(_)) | (None, Ok(_)) => at_period(chart, id, None, exhibits, findings)?,
        _ => {
            let newest = group.areas.iter().filter_map(|(area, _)| {
                let view = whole.of_area(Some(area));
                chart.period.map_or_else(|| view.newest().ok(), |p| view.find(p))
            });
            match newest.max_by_key(|f| f.period.last_day()) {
                Some(figure) => figure,
                None => {
                    find_nothing(chart, exhibits, findings);
                    return None;
                }
            }
        }
    };
    let ranked = match ranking(&base, &group) {
        Ok(ranked) => ranked,
        Err(missing) => {
            exhibits.missing(&missing, &indicator, chart.span, findings);
            return None;
        }
    };
    let form = indicator.form();
    let mut figures: Vec<Figure> = ranked.iter().map(|r| r.figure.clone()).collect();
    let mut bars: Vec<AreaBar> = ranked
        .iter()
        .map(|r| AreaBar {
            name: r.name.clone(),
            value: Some(r.value),
            text: exhibits.value(Some(&r.figure)).text,
            interval: interval(&r.figure),
        })
        .collect();
    let mut cells: Vec<GridValue> = ranked.iter().map(|r| exhibits.value(Some(&r.figure))).collect();
    for (area, name) in &group.areas {
        if ranked.iter().any(|r| r.area == *area) {
            continue;
        }
        let own = whole.of_area(Some(area)).find(base.period);
        bars.push(AreaBar {
            name: name.text.trim().to_owned(),
            value: None,
            text: exhibits.value(own.as_ref()).text,
            interval: None,
        });
        cells.push(exhibits.value(own.as_ref()));
        figures.extend(own);
    }
    let mut lines: Vec<(String, Decimal)> = Vec::new();
    // The whole of a count is the sum of its areas, which is no line among them.
    let sum = matches!(indicator.measure, Measure::Count | Measure::Money);
    let mut compared: Vec<Option<&str>> = if sum { Vec::new() } else { vec![None] };
    compared.extend(chart.comparators.iter().map(|c| Some(c.as_str())));
    let mut lines_rows: Vec<(String, GridValue)> = Vec::new();
    for area in compared {
        let Some(figure) = whole.of_area(area).find(base.period) else { continue };
        let Ok(value) = figure.printed() else { continue };
        let name = if area.is_some() { exhibits.area_name(area) } else { exhibits.whole_name(&indicator) };
        let name = if name.is_empty() { exhibits.tokens.text("words.average").to_owned() } else { name };
        lines.push((format!("{name} {}", form.print(value)), value));
        lines_rows.push((name, exhibits.value(Some(&figure))));
        figures.push(figure);
    }
    let with_intervals = bars.iter().any(|b| b.interval.is_some());
    let ends = |interval: Option<(Decimal, Decimal)>| {
        let number = |n: Option<Decimal>| GridValue {
            text: n.map_or_else(|| exhibits.tokens.text("words.no_value").to_owned(), |n| form.print(n)),
            raw: n.map(|n| n.to_string()).unwrap_or_default(),
            numeric: n.is_some(),
            missing: n.is_none(),
        };
        let ends = [number(interval.map(|i| i.0)), number(interval.map(|i| i.1))];
        ends.into_iter().take(if with_intervals { 2 } else { 0 })
    };
    let mut rows: Vec<(String, Vec<GridValue>)> = Vec::new();
    for (bar, cell) in bars.iter().zip(&cells) {
        rows.push((bar.name.clone(), std::iter::once(cell.clone()).chain(ends(bar.interval)).collect()));
    }
    for (name, value) in lines_rows {
        rows.push((name, std::iter::once(value).chain(ends(None)).collect()));
    }
    let mut columns = vec![indicator.short.text.trim().to_owned()];
    if with_intervals {
        columns.extend(
            ["words.interval_low", "words.interval_high"].map(|t| exhibits.tokens.text(t).to_owned()),
        );
    }
    let grid =
        Grid { corner: exhibits.tokens.text("words.area").to_owned(), columns, rows, span: chart.span };
    let subtitle = subtitle(chart, &base, &[base.period], exhibits);
    let alt = describe_areas(&bars, &lines, &indicator, base.period, exhibits);
    Some(MergedDrawing {
        drawing: Drawing::Areas(AreaBars { bars, lines, form }),
        grid,
        alt,
        subtitle,
        figures,
    })
}

/// The 95% interval of a value; `None` where it is not known what the value rests on.
fn interval(figure: &Figure) -> Option<(Decimal, Decimal)> {
    let indicator = figure.indicator();
    let (n, d) = (figure.observation.numerator?.to_f64()?, figure.observation.denominator?.to_f64()?);
    let (found, times) = match indicator.measure {
        Measure::Rate => (statistics::rate(n, d, indicator.per.to_f64()?)?, 1.0),
        Measure::Percent => {
            let effect = indicator.survey.map_or(Some(1.0), |s| s.design_effect.to_f64())?;
            (statistics::wilson(n, d, effect)?, 100.0)
        }
        _ => return None,
    };
    let places = indicator.decimals.unwrap_or(2);
    let decimal = |x: f64| Some(Decimal::from_f64(x * times)?.round_dp(places));
    Some((decimal(found.low)?, decimal(found.high)?))
}
