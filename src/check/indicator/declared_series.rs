//! `[[ID.series]]`: values of one window and area, typed or from a data file. It reads no file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::days_in_periods::DaysInPeriods;
use super::series::{Series, twice};
use super::series_file::SeriesFile;
use super::series_period::own_period;
use super::value::{self, Observation, Reading};
use super::{Indicator, IndicatorContext, Measure, file};
use crate::check::fields::Fields;
use crate::check::percent;
use crate::check::period_values::{self, PeriodLines};
use crate::check::source::{file_key, misplaced_key, read_file_keys};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::Asset;
use crate::load::node::{Node, TomlEntry, TypedText};
use crate::value::{Period, WINDOWS, Window};

/// Reads one `[[ID.series]]`; a data file may hold several areas, each of which is a series.
pub(super) fn read(
    node: &Node,
    indicator: &Indicator,
    shared: Option<&TypedText>,
    context: &IndicatorContext<'_>,
    findings: &mut Findings,
) -> Vec<Series> {
    let mut fields = Fields::of(node, "`[[…series]]`", findings);
    if fields.node("window").is_none() {
        fields.missing("window", "\"month\" or \"quarter\" or \"financial_year\" or \"calendar_year\" or \"rolling_12_months\", the time that each figure covers (REFERENCE.md has the others)", findings);
    }
    let window = fields.choice("window", &WINDOWS, findings).unwrap_or(Window::RollingYear);
    let area_text = fields.text("area", findings);
    let own_file = fields.text("file", findings);
    let values_entry = fields.entry("values");
    let source =
        fields.text("source", findings).or(shared.filter(|_| own_file.is_none() && values_entry.is_none()));
    let source_columns = source.map(|name| context.sources.columns(name, findings));
    let file_text = own_file.or(source);
    read_file_keys(&mut fields, findings);
    let columns = fields.named("columns", findings);
    let filters = fields.named("where", findings);
    let skip_entry = fields.entry("skip");
    let skip = fields.list("skip", findings);
    let fraction_entry = fields.entry("fraction");
    let fraction = fields.boolean("fraction", findings);
    let values_list = values_entry.filter(|entry| entry.node.array().is_some());
    let entries = match values_list.and_then(|entry| Some((entry, period_values::lines(&entry.node)?))) {
        Some((entry, values)) => {
            findings.push(values_as_list(entry, &values, indicator));
            &[]
        }
        None => fields.named("values", findings),
    };
    fields.finish(findings);
    let area = match area_text {
        Some(text) => match context.council.areas.find(&text.string) {
            Some(area) => Some((area.map(str::to_owned), text.span())),
            None => {
                let areas = &context.council.areas;
                findings.push(areas.unknown(&text.string, text.span()).correct(areas.correction(text)));
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
    if let (Some(_), None, Some(key)) = (source, own_file, file_key(node)) {
        findings.push(misplaced_key(key, source, "this series", Rule::SeriesValues));
    }
    if let Some(text) = file_text {
        let Some(Asset::Sheet(sheet)) = context.project.assets.get(&text.span()) else { return Vec::new() };
        if let (Some(file), Some(name)) = (own_file, source) {
            findings.push(both(file, name));
        }
        let shared_columns = source_columns.flatten().unwrap_or_default();
        // What the series says of a column goes before what its source says.
        let own = |key: &str| columns.iter().any(|entry| entry.key == key);
        let shared = shared_columns.iter().filter(|entry| !own(&entry.key));
        let columns = &columns.iter().chain(shared).cloned().collect::<Vec<_>>();
        let name = &TypedText::plain(sheet.name.clone(), text.span());
        let request = SeriesFile { window, area, columns, filters, skip, fraction, name, span };
        return file::read(sheet, &request, indicator, context, findings);
    }
    let is_percent = indicator.measure == Measure::Percent;
    let for_files = [
        columns.first().map(|_| "columns"),
        filters.first().map(|_| "where"),
        file_key(node).map(|entry| entry.key.as_str()),
        skip_entry.map(|_| "skip"),
        fraction_entry.filter(|_| !(is_percent && fraction == Some(false))).map(|_| "fraction"),
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
    let ends = DaysInPeriods::of(entries.iter().map(|entry| entry.key.as_str()), window);
    for entry in entries {
        let text = ends.typed_text(&entry.key, window);
        let Some(period) = own_period(&text, window, entry.key_place, "", findings) else { continue };
        let Some(one) = value::read(&entry.key, &entry.node, indicator, findings) else {
            // A stand-in, so that papers are not told that it is missing.
            values.insert(period, stand_in(entry.node.span));
            continue;
        };
        if values.insert(period, one).is_some() {
            findings.push(twice(period, entry.key_place));
        }
    }
    if is_percent && fraction.is_none() {
        find_part_of_one(&values, findings);
    }
    vec![Series { window, area: area.and_then(|(area, _)| area), values, span }]
}

/// The finding for values in a list of tables, with the lines to write.
fn values_as_list(entry: &TomlEntry, values: &PeriodLines, indicator: &Indicator) -> Finding {
    let message = "`values` is a table with a line for each period, and this is a list";
    let mut lines = vec![format!("[{}.series.values]", indicator.id)];
    if values.lines.is_empty() {
        lines.push("\"2024/25 Q4\" = 2.59".to_owned());
    } else {
        lines.extend(values.lines.iter().cloned());
    }
    Finding::error(Rule::WrongType, entry.key_place, message).paste("write in its place:", lines)
}

/// Finds the first percentage that was typed as a part of one, 0.636 for 63.6%, among others.
fn find_part_of_one(values: &BTreeMap<Period, Observation>, findings: &mut Findings) {
    let number = |one: &Observation| match one.reading {
        Reading::Number(number) if one.numerator.is_none() => Some((number, one.span)),
        _ => None,
    };
    let typed: Vec<(Decimal, Span)> = values.values().filter_map(number).collect();
    let numbers = || typed.iter().map(|(number, _)| *number);
    let Some((part, span)) = typed.iter().find(|(number, _)| percent::is_part_among(*number, numbers()))
    else {
        return;
    };
    let other = numbers().find(|n| n.abs() > Decimal::ONE).unwrap_or_default();
    let meant = (*part * Decimal::ONE_HUNDRED).normalize();
    let message = format!("{part} would be {part}%, among values such as {other}%");
    findings.push(Finding::error(Rule::PercentOrFraction, *span, message).hint(format!(
        "write {meant} where {meant}% is meant; where {part}% is right, add fraction = false to the series"
    )));
}

/// The finding for a series that names a file and a source.
fn both(file: &TypedText, source: &TypedText) -> Finding {
    let message = "this series has both a file and a source";
    Finding::error(Rule::SeriesValues, source.span(), message).hint(format!(
        "keep `{}` here, or the [source.{}] that says where its file is",
        file.string, source.string
    ))
}

pub(super) fn stand_in(span: Span) -> Observation {
    Observation {
        reading: value::Reading::Number(Decimal::ZERO),
        numerator: None,
        denominator: None,
        provisional: false,
        revised: false,
        span,
    }
}
