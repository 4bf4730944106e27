//! `MergedDrawing`: a chart's numbers and words before it is drawn, and what the data of every kind have in
//! common. It draws nothing.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::check::{self, Group, Indicator, Measure, PlainText};
use crate::figure::{Figure, along};
use crate::finding::{Finding, Findings, Rule};
use crate::model::Drawing;
use crate::query::{FigureQuery, Grid};
use crate::value::Period;

/// The parts of a merged chart that differ from kind to kind.
pub(crate) struct MergedDrawing {
    pub(crate) drawing: Drawing,
    pub(crate) grid: Grid,
    pub(crate) alt: String,
    pub(crate) subtitle: String,
    pub(crate) figures: Vec<Figure>,
}

/// The history of a figure from the period `from` on; all of it for `None`.
pub(super) fn history(figure: &Figure, from: Option<Period>) -> Vec<Figure> {
    let all = figure.history();
    all.into_iter().filter(|f| from.is_none_or(|from| f.period.is_shown_from(from))).collect()
}

/// The numbers of a history along an axis, as they are printed.
pub(super) fn printed_numbers(history: &[Figure], periods: &[Period]) -> Vec<Option<Decimal>> {
    along(history, periods).into_iter().map(|f| f.and_then(|f| f.printed().ok())).collect()
}

/// Adds the finding that a chart has no values to show, unless they could not be read, which was said at
/// their file.
pub(super) fn find_nothing(chart: &check::ChartSpec, exhibits: &FigureQuery<'_>, findings: &mut Findings) {
    let unread = |id: &check::PlainText| exhibits.indicators.get(&id.text).is_some_and(|i| i.unread);
    if chart.indicators.iter().any(unread) {
        return;
    }
    let hint = match (chart.from, exhibits.period) {
        (Some(from), Some(to)) => format!(
            "it has values from {} on, and up to the report's period, {}: write an earlier `from`",
            from.short(),
            to.short()
        ),
        _ => "look at the values of its indicators up to the report's period".to_owned(),
    };
    findings
        .push(Finding::error(Rule::ChartEmpty, chart.span, "this chart has no values to show").hint(hint));
}

pub(super) fn labels(periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<String> {
    periods.iter().map(|p| exhibits.axis_words(*p)).collect()
}

/// The subtitle of a chart that has none of its own: "Hate crime, offences per 1,000 population,
/// Leicestershire, rolling 12 months, 2022/23 Q2 to 2024/25 Q4".
pub(super) fn subtitle(
    chart: &check::ChartSpec,
    figure: &Figure,
    periods: &[Period],
    exhibits: &FigureQuery<'_>,
) -> String {
    let indicator = figure.indicator();
    let mut parts: Vec<String> = Vec::new();
    if chart.indicators.len() == 1 {
        parts.push(indicator.name.text.trim().to_owned());
    }
    match (&indicator.unit, indicator.measure) {
        (Some(unit), _) => parts.push(unit.text.trim().to_owned()),
        (None, Measure::Percent) => parts.push(exhibits.tokens.text("words.per_cent").to_owned()),
        (None, Measure::Money) => parts.push(exhibits.tokens.text("words.pounds").to_owned()),
        (None, Measure::Count) => parts.push(exhibits.tokens.text("words.number").to_owned()),
        _ => {}
    }
    let whole = exhibits.whole_name(indicator);
    if !whole.is_empty() && !parts.iter().any(|p| p.contains(&whole)) {
        parts.push(whole);
    }
    parts.push(exhibits.context.wording.window(figure.own_series().window).to_owned());
    if let (Some(first), Some(last)) = (periods.first(), periods.last()) {
        let to = exhibits.tokens.text("words.to");
        parts.push(if first == last {
            exhibits.period_words(*first)
        } else {
            format!("{} {to} {}", exhibits.period_words(*first), exhibits.period_words(*last))
        });
    }
    check::capital(&parts.join(", "))
}

/// The figure of the chart's own period, or else the newest one. `None` where there is none, with a finding.
pub(super) fn at_period(
    chart: &check::ChartSpec,
    id: &check::PlainText,
    area: Option<&str>,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<Figure> {
    let view = exhibits.view(id, area)?;
    match chart.period {
        Some(period) => match view.at(period) {
            Ok(figure) => Some(figure),
            Err(missing) => {
                exhibits.missing(&missing, &view.indicator, chart.span, findings);
                None
            }
        },
        None => exhibits.newest(&view, chart.span, findings),
    }
}

/// The indicator of a chart by area with its id, and the group of areas that the chart shows. `None` where there is
/// none, or several groups could be meant, with a finding.
pub(super) fn indicator_by_area<'a>(
    chart: &'a check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<(&'a PlainText, Arc<Indicator>, Group)> {
    let id = chart.indicators.first()?;
    let indicator = exhibits.indicators.get(&id.text)?.clone();
    let group = exhibits.group(&indicator, chart.group.as_ref(), "group", chart.span, findings)?;
    Some((id, indicator, group))
}
