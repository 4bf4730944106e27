//! Charts: from what an author wants shown to every number and word of the picture, its table and its CSV. It
//! draws nothing.

mod alt;
mod areas;
mod bars;
mod trend;

use rust_decimal::Decimal;

use super::figure_query::FigureQuery;
use super::grid::Grid;
use super::text::TextMerger;
use crate::check::{self, ChartKind, Measure};
use crate::figure::{Figure, along};
use crate::finding::{Finding, Rule};
use crate::model::{Chart, Drawing, Inline, Table};
use crate::value::Period;

/// The parts of a merged chart that differ from kind to kind.
struct MergedDrawing {
    drawing: Drawing,
    grid: Grid,
    alt: String,
    subtitle: String,
    figures: Vec<Figure>,
}

/// Merges a chart and the table of its data. `None` where a value is missing, with a finding.
pub(super) fn merge(
    name: &str,
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<(Chart, Table)> {
    let made = match chart.kind {
        ChartKind::Trend => trend::one(chart, exhibits, words),
        ChartKind::Areas => areas::merge(chart, exhibits, words),
        ChartKind::Multiples => trend::multiples(chart, exhibits, words),
        ChartKind::Grouped | ChartKind::Stacked => bars::merge(chart, exhibits, words),
    }?;
    let text = |text: String| vec![Inline::Text(text, chart.span)];
    let title = words.line(&chart.title);
    let subtitle = match &chart.subtitle {
        Some(line) => words.line(line),
        None => text(made.subtitle.clone()),
    };
    let alt = match &chart.alt {
        Some(line) => crate::model::plain(&words.line(line)),
        None => made.alt,
    };
    let typed = chart.origin.as_ref().map(|line| words.line(line));
    let origin = exhibits.origin(typed, &made.figures, chart.span);
    let caption =
        text(exhibits.filled("charts.data_caption", &[("subtitle", &crate::model::plain(&subtitle))]));
    // The chart says where its data come from; its table says it again only where marks need words.
    let marks = made.figures.iter().any(|f| f.number().is_err());
    let table_origin = if marks { origin.clone() } else { Vec::new() };
    let csv = made.grid.csv();
    let grid = match chart.kind {
        ChartKind::Multiples => made.grid.turned_to_fit(exhibits.tokens.text("words.area")),
        _ => made.grid,
    };
    let table = grid.table(&data_name(name), caption, table_origin);
    let table = Table { of_chart: true, ..table };
    let chart = Chart {
        name: chart.name.clone(),
        number: String::new(),
        anchor: String::new(),
        title,
        subtitle,
        drawing: made.drawing,
        alt: (alt, chart.span),
        origin,
        data: Vec::new(),
        csv,
        beside: chart.beside,
        span: chart.span,
    };
    Some((chart, table))
}

/// The reference of a chart to its data, which stand at the back: "Data: Table 3".
pub(super) fn data_in(chart: &Chart, exhibits: &FigureQuery<'_>) -> Vec<Inline> {
    let span = chart.span;
    let text = exhibits.tokens.text("charts.data_in").to_owned();
    let reference = Inline::Reference {
        name: data_name(chart.name.as_str()),
        text: String::new(),
        anchor: String::new(),
        span,
    };
    vec![Inline::Text(text, span), reference]
}

/// The name of the table of a chart's data; no author can give one with a blank in it.
pub(super) fn data_name(chart: &str) -> String {
    format!("{chart} data")
}

/// The history of a figure from the period `from` on; all of it for `None`.
fn history(figure: &Figure, from: Option<Period>) -> Vec<Figure> {
    let all = figure.history();
    all.into_iter().filter(|f| from.is_none_or(|from| f.period.is_shown_from(from))).collect()
}

fn numbers(history: &[Figure], periods: &[Period]) -> Vec<Option<Decimal>> {
    along(history, periods).into_iter().map(|f| f.and_then(|f| f.printed().ok())).collect()
}

/// Adds the finding that a chart has no values to show, unless they could not be read, which was said at
/// their file.
fn nothing(chart: &check::ChartSpec, exhibits: &FigureQuery<'_>, words: &mut TextMerger<'_>) {
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
    words
        .findings
        .push(Finding::error(Rule::ChartEmpty, chart.span, "this chart has no values to show").hint(hint));
}

fn labels(periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<String> {
    periods.iter().map(|p| exhibits.axis_words(*p)).collect()
}

/// The subtitle of a chart that has none of its own: "Hate crime, offences per 1,000 population,
/// Leicestershire, rolling 12 months, 2022/23 Q2 to 2024/25 Q4".
fn subtitle(
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
fn at_period(
    chart: &check::ChartSpec,
    id: &check::PlainText,
    area: Option<&str>,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<Figure> {
    let view = exhibits.view(id, area)?;
    match chart.period {
        Some(period) => match view.at(period) {
            Ok(figure) => Some(figure),
            Err(missing) => {
                exhibits.missing(&missing, &view.indicator, chart.span, &mut words.findings);
                None
            }
        },
        None => exhibits.newest(&view, chart.span, &mut words.findings),
    }
}
