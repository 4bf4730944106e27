//! `[[ID.series]]`: the values of one window and area, typed or from a data file. It never mixes windows.

use std::collections::BTreeMap;

use super::value::{self, Observation};
use super::{Indicator, IndicatorContext, Measure, file};
use crate::check::fields::Fields;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::Node;
use crate::load::{Asset, iso_date};
use crate::value::{Period, WINDOWS, Window};

/// The values of an indicator in one window: all months, or all rolling years, never mixed.
#[derive(Debug, Clone)]
pub struct Series {
    /// The time that each value covers.
    pub window: Window,
    /// The id of the area; `None` is the whole.
    pub area: Option<String>,
    /// Values by period.
    pub values: BTreeMap<Period, Observation>,
    /// The span of the declaration.
    pub span: Span,
}

/// Reads one `[[ID.series]]`; a data file may hold several areas, each of which is a series.
pub(super) fn read(
    node: &Node,
    indicator: &Indicator,
    context: &IndicatorContext<'_>,
    findings: &mut Findings,
) -> Vec<Series> {
    let mut fields = Fields::of(node, "`[[…series]]`", findings);
    if fields.node("window").is_none() {
        fields.missing("window", "\"rolling_12_months\" (or month, quarter, financial_year, …)", findings);
    }
    let window = fields.choice("window", &WINDOWS, findings).unwrap_or(Window::RollingYear);
    let area_text = fields.text("area", findings);
    let file_text = fields.text("file", findings);
    let sheet = fields.entry("sheet");
    fields.text("sheet", findings);
    let columns = fields.named("columns", findings);
    let filters = fields.named("where", findings);
    let skip_entry = fields.entry("skip");
    let skip = fields.list("skip", findings);
    let fraction_entry = fields.entry("fraction");
    let fraction = fields.boolean("fraction", findings);
    let values_entry = fields.entry("values");
    let entries = fields.named("values", findings);
    fields.finish(findings);
    let area = match area_text {
        Some(text) => match context.council.areas.find(&text.string) {
            Some(area) => Some((area.map(str::to_owned), text.span())),
            None => {
                findings.push(context.council.areas.unknown(&text.string, text.span()));
                Some((Some(text.string.clone()), text.span()))
            }
        },
        None => None,
    };
    if let Some(entry) =
        fraction_entry.filter(|_| file_text.is_some() && indicator.measure != Measure::Percent)
    {
        let message =
            format!("`fraction` is for percentages, and `{}` is {}", indicator.id, indicator.measure.words());
        findings.push(
            Finding::error(Rule::ValueKind, entry.key_place, message)
                .hint("take it away, or correct `measure` of the indicator"),
        );
    }
    if let (Some(file), Some(values)) = (file_text, values_entry) {
        findings.push(
            Finding::error(Rule::SeriesValues, values.key_place, "this series has both values and a file")
                .hint(format!("keep the values here or those of `{}`", file.string)),
        );
    }
    let span = node.span.head();
    if let Some(text) = file_text {
        let Some(Asset::Sheet(sheet)) = context.project.assets.get(&text.span()) else { return Vec::new() };
        let request = file::SeriesFile { window, area, columns, filters, skip, fraction, name: text, span };
        return file::read(sheet, &request, indicator, context, findings);
    }
    let for_files = [
        columns.first().map(|_| "columns"),
        filters.first().map(|_| "where"),
        sheet.map(|_| "sheet"),
        skip_entry.map(|_| "skip"),
        fraction_entry.map(|_| "fraction"),
    ];
    for key in for_files.into_iter().flatten() {
        let own = node.table().and_then(|t| t.entry(key)).map_or(span, |e| e.key_place);
        findings.push(
            Finding::error(
                Rule::SeriesValues,
                own,
                format!("`{key}` is for a data file, and this series has none"),
            )
            .hint("add: file = \"….csv\", or take it away"),
        );
    }
    if values_entry.is_none() && !for_files.iter().any(Option::is_some) {
        findings.push(
            Finding::error(Rule::SeriesValues, span, "this series has neither values nor a file").hint(format!(
                "add: file = \"….csv\", or [{}.series.values] and below it a line for each period, such as {} = 2.59",
                indicator.id,
                window.example().split(" or ").next().unwrap_or_default()
            )),
        );
    }
    let mut values = BTreeMap::new();
    for entry in entries {
        let Some(period) = own_period(&entry.key, window, entry.key_place, "", findings) else { continue };
        let Some(one) = value::read(&entry.key, &entry.node, indicator, findings) else {
            // A stand-in, so that papers are not told that it is missing.
            values.insert(period, stand_in(entry.node.span));
            continue;
        };
        if values.insert(period, one).is_some() {
            findings.push(twice(period, entry.key_place, ""));
        }
    }
    vec![Series { window, area: area.and_then(|(area, _)| area), values, span }]
}

/// Reads a period as the window has it; `None`, with a finding, for any other text.
pub(super) fn own_period(
    text: &str,
    window: Window,
    span: Span,
    at: &str,
    findings: &mut Findings,
) -> Option<Period> {
    let period = Period::parse(text);
    let own = period.and_then(|p| window.own(p));
    if own.is_none() {
        findings.push(match period {
            None => not_a_period(text, window, span).label(at),
            Some(_) => Finding::error(
                Rule::PeriodWindow,
                span,
                format!("`{}` is not a period of a series of this window ({})", text.trim(), window.words()),
            )
            .label(at)
            .hint(format!("write it as {}, or put it in a series of its own window", window.example())),
        });
    }
    own
}

/// The finding for a text that is no period.
fn not_a_period(text: &str, window: Window, span: Span) -> Finding {
    let text = text.trim();
    let day = iso_date(text).unwrap_or_else(|| text.to_owned()).parse::<chrono::NaiveDate>();
    let (message, hint) = match day {
        Ok(day) => {
            let message = format!("`{text}` is a day, and not a period ({})", window.words());
            (message, format!("write the period that it belongs to: {}", window.holding(day)))
        }
        Err(_) => (format!("`{text}` is not a period"), format!("write it as {}", window.example())),
    };
    let message =
        if text.is_empty() { "this row does not say which period it is for".to_owned() } else { message };
    Finding::error(Rule::Period, span, message).hint(hint)
}

/// The finding for a second value of a period.
pub(super) fn twice(period: Period, span: Span, at: &str) -> Finding {
    Finding::error(Rule::PeriodTwice, span, format!("this series has {} twice", period.short()))
        .label(at)
        .hint("keep one of the two values")
}

fn stand_in(span: Span) -> Observation {
    Observation {
        reading: value::Reading::Number(rust_decimal::Decimal::ZERO),
        numerator: None,
        denominator: None,
        provisional: false,
        revised: false,
        span,
    }
}

/// Adds a series to an indicator; a period of an area that is in two series is a finding.
pub(super) fn add(series: Series, indicator: &mut Indicator, findings: &mut Findings) {
    let same_area = indicator.series.iter().filter(|s| s.area == series.area);
    let both = same_area.flat_map(|s| s.values.keys()).find(|p| series.values.contains_key(p));
    if let Some(period) = both {
        let span = series.values.get(period).map_or(series.span, |o| o.span);
        let message = format!("two series of `{}` have a value for {}", indicator.id, period.short());
        let same_window = indicator
            .series
            .iter()
            .any(|s| s.area == series.area && s.window == series.window && s.values.contains_key(period));
        findings.push(Finding::error(Rule::PeriodTwice, span, message).hint(if same_window {
            "keep one of the two values"
        } else {
            "figures of different windows that share a period are two indicators: give one of them a table of its own"
        }));
    }
    indicator.series.push(series);
}
