//! `[[ID.series]]`: values of one window and area, typed or from a data file. It never mixes
//! windows.

use std::collections::BTreeMap;

use super::value::{self, Observation};
use super::{Context, Indicator, file, not_a_period};
use crate::check::fields::Fields;
use crate::finding::{Finding, Findings, Place};
use crate::load::Asset;
use crate::load::node::Node;
use crate::value::{Period, WINDOWS, Window};

/// Values of one window: all months, or all rolling years, never mixed.
#[derive(Debug, Clone)]
pub struct Series {
    /// What each value covers.
    pub window: Window,
    /// The area, by its id; `None` is the whole.
    pub area: Option<String>,
    /// Values by period.
    pub values: BTreeMap<Period, Observation>,
    /// Its declaration.
    pub place: Place,
}

/// Reads one `[[ID.series]]`; a data file may hold several areas, each of which is a series.
pub(super) fn read(
    node: &Node,
    indicator: &Indicator,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<Series> {
    let mut fields = Fields::of(node, "`[[…series]]`", findings);
    if fields.node("window").is_none() {
        fields.missing("window", "\"rolling_12_months\" (or month, quarter, financial_year, …)", findings);
    }
    let window = fields.choice("window", &WINDOWS, findings).unwrap_or(Window::RollingYear);
    let area_text = fields.text("area", findings);
    let file_text = fields.text("file", findings);
    fields.text("sheet", findings);
    let columns = fields.named("columns", findings);
    let filters = fields.named("where", findings);
    let skip = fields.list("skip", findings);
    let fraction = fields.boolean("fraction", findings);
    let values_entry = fields.entry("values");
    let entries = fields.named("values", findings);
    fields.finish(findings);
    let area = match area_text {
        Some(text) => match context.council.areas.find(&text.string) {
            Some(area) => area.map(str::to_owned),
            None => {
                findings.push(context.council.areas.unknown(&text.string, text.place()));
                Some(text.string.clone())
            }
        },
        None => None,
    };
    if let (Some(file), Some(values)) = (file_text, values_entry) {
        findings.push(
            Finding::error("series-values", values.key_place, "this series has both values and a file")
                .hint(format!("keep the values here or those of `{}`", file.string)),
        );
    }
    let place = node.place.head();
    if let Some(text) = file_text {
        let Some(Asset::Sheet(sheet)) = context.project.assets.get(&text.place()) else { return Vec::new() };
        let request = file::Request { window, area, columns, filters, skip, fraction, name: text, place };
        return file::read(sheet, &request, indicator, context, findings);
    }
    for (entry, key) in
        columns.first().map(|e| (e, "columns")).into_iter().chain(filters.first().map(|e| (e, "where")))
    {
        findings.push(
            Finding::error(
                "series-values",
                entry.key_place,
                format!("`{key}` is for a data file, and this series has none"),
            )
            .hint("add: file = \"….csv\", or take it away"),
        );
    }
    let mut values = BTreeMap::new();
    for entry in entries {
        let Some(period) = own_period(&entry.key, window, entry.key_place, "", findings) else { continue };
        let Some(one) = value::read(&entry.key, &entry.node, indicator, findings) else {
            // A stand-in, so that papers are not told that it is missing.
            values.insert(period, stand_in(entry.node.place));
            continue;
        };
        if values.insert(period, one).is_some() {
            findings.push(twice(period, entry.key_place, ""));
        }
    }
    vec![Series { window, area, values, place }]
}

/// Reads a period as the window means it; else a finding.
pub(super) fn own_period(
    text: &str,
    window: Window,
    place: Place,
    at: &str,
    findings: &mut Findings,
) -> Option<Period> {
    let period = Period::parse(text);
    let own = period.and_then(|p| window.own(p));
    if own.is_none() {
        findings.push(match period {
            None => not_a_period(text, place).label(at),
            Some(_) => Finding::error(
                "period-window",
                place,
                format!("`{}` is not a period of a series of this window ({})", text.trim(), window.words()),
            )
            .label(at)
            .hint(format!("write it as {}, or put it in a series of its own window", window.example())),
        });
    }
    own
}

/// The finding for a second value of a period.
pub(super) fn twice(period: Period, place: Place, at: &str) -> Finding {
    Finding::error("period-twice", place, format!("this series has {} twice", period.short()))
        .label(at)
        .hint("keep one of the two values")
}

fn stand_in(place: Place) -> Observation {
    Observation {
        reading: value::Reading::Number(rust_decimal::Decimal::ZERO),
        numerator: None,
        denominator: None,
        provisional: false,
        revised: false,
        place,
    }
}

/// Adds a series; one period of an area may not be in two.
pub(super) fn add(series: Series, indicator: &mut Indicator, findings: &mut Findings) {
    let same_area = indicator.series.iter().filter(|s| s.area == series.area);
    let both = same_area.flat_map(|s| s.values.keys()).find(|p| series.values.contains_key(p));
    if let Some(period) = both {
        let place = series.values.get(period).map_or(series.place, |o| o.place);
        let message = format!("two series of `{}` have a value for {}", indicator.id, period.short());
        findings.push(
            Finding::error("period-twice", place, message)
                .hint("figures of different windows that share a period are two indicators: give one of them a table of its own"),
        );
    }
    indicator.series.push(series);
}
