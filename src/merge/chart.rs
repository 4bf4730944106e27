//! A chart of a paper: its words, its picture's numbers, its table and its CSV. It draws nothing.

use super::text::TextMerger;
use crate::chart;
use crate::check::{ChartKind, ChartSpec};
use crate::model::{Chart, Inline, Table};
use crate::query::FigureQuery;

/// The sign in a caption in whose place the reference to the chart stands; no text may have it.
const FIGURE: &str = "\u{FDD0}";

/// Merges a chart and the table of its data. `None` where a value is missing, with a finding.
pub(super) fn merge(
    name: &str,
    spec: &ChartSpec,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<(Chart, Table)> {
    let made = chart::merge(spec, exhibits, &mut words.findings)?;
    let text = |text: String| vec![Inline::Text(text, spec.span)];
    let title = words.line(&spec.title);
    let subtitle = match &spec.subtitle {
        Some(line) => words.line(line),
        None => text(made.subtitle.clone()),
    };
    let alt = match &spec.alt {
        Some(line) => crate::model::plain(&words.line(line)),
        None => made.alt,
    };
    let typed = spec.origin.as_ref().map(|line| words.line(line));
    let origin = exhibits.origin(typed, &made.figures, spec.span);
    let caption = data_caption(spec, &crate::model::plain(&subtitle), exhibits);
    // The chart says where its data come from; its table says it again only where marks need words.
    let marks = made.figures.iter().any(|f| f.number().is_err());
    let table_origin = if marks { origin.clone() } else { Vec::new() };
    let csv = made.grid.csv();
    let grid = match spec.kind {
        ChartKind::Multiples => made.grid.turned_to_fit(exhibits.tokens.text("words.area")),
        _ => made.grid,
    };
    let table = grid.table(&data_name(name), caption, table_origin);
    let table = Table { of_chart: true, ..table };
    let chart = Chart {
        name: spec.name.clone(),
        number: String::new(),
        anchor: String::new(),
        title,
        subtitle,
        drawing: made.drawing,
        alt: (alt, spec.span),
        origin,
        data: Vec::new(),
        csv,
        beside: spec.beside,
        span: spec.span,
    };
    Some((chart, table))
}

/// The caption of the table of a chart's data, with a reference to the chart: "Data for Figure 1".
fn data_caption(spec: &ChartSpec, subtitle: &str, exhibits: &FigureQuery<'_>) -> Vec<Inline> {
    let filled = exhibits.filled("charts.data_caption", &[("subtitle", subtitle), ("figure", FIGURE)]);
    let text = |text: &str| Inline::Text(text.to_owned(), spec.span);
    let Some((before, after)) = filled.split_once(FIGURE) else { return vec![text(&filled)] };
    let reference = Inline::Reference {
        name: spec.name.as_str().to_owned(),
        text: String::new(),
        anchor: String::new(),
        span: spec.span,
    };
    let parts = [text(before), reference, text(after)];
    parts.into_iter().filter(|part| !matches!(part, Inline::Text(text, _) if text.is_empty())).collect()
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
