//! `Series`: the values of one window and area by period. It never mixes windows.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Indicator;
use super::value::Observation;
use crate::check::period;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::iso_date;
use crate::value::{Period, Window, two_readings};

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

/// Reads a period as the window has it; `None`, with a finding, for any other text.
pub(super) fn own_period(
    text: &str,
    window: Window,
    span: Span,
    at: &str,
    findings: &mut Findings,
) -> Option<Period> {
    let own = window.read(text);
    if own.is_none() {
        let finding = match (Window::PooledYears.read(text), Period::parse(text)) {
            (Some(years), _) => several_years(text, years, span),
            (None, Some(period)) => of_another_window(text, period, window, span),
            (None, None) => not_a_period(text, window, span),
        };
        findings.push(finding.label(at));
    }
    own
}

/// The finding for a period that a series of this window does not have.
fn of_another_window(text: &str, period: Period, window: Window, span: Span) -> Finding {
    let message =
        format!("`{}` is not a period of a series of this window ({})", text.trim(), window.words());
    if let (Window::PooledYears, Period::Financial(year)) = (window, period) {
        let two = Period::CalendarYears { first: year, last: year + 1 }.long();
        let message =
            format!("`{}` could be the financial year {} or the two years {two}", text.trim(), period.long());
        return Finding::error(Rule::PeriodWindow, span, message).hint(format!(
            "write \"{two}\" if it is both years; a single year belongs in a series of its own window"
        ));
    }
    let write = match window.own(period) {
        Some(own) => format!("\"{}\", which covers the same months", own.short()),
        None => window.example().to_owned(),
    };
    Finding::error(Rule::PeriodWindow, span, message)
        .hint(format!("write it as {write}, or put it in a series of its own window"))
}

/// The finding for years that are counted together, in a series of another window.
fn several_years(text: &str, years: Period, span: Span) -> Finding {
    let (text, all) = (text.trim(), years.long());
    let own =
        "figures of several years together are in a series of their own, with window = \"pooled_years\"";
    let finding = |message: String| Finding::error(Rule::Period, span, message);
    match two_readings(text) {
        Some([month, _]) => finding(format!("`{text}` could be {month} or the years {all}"))
            .hint(format!("write \"{month}\" if it is the month; {own}")),
        None if years.length() == 24 && years.first_day().month() == 1 => {
            let year = Period::Financial(years.end().0 - 1).short();
            finding(format!("`{text}` could be the financial year {year} or the two years {all}"))
                .hint(format!("write \"{year}\" if it is the financial year; {own}"))
        }
        None => {
            finding(format!("`{text}` is of several years, {all}, and not a period of this series")).hint(own)
        }
    }
}

/// Reads a day as files write it, "2025-03-31" or "31/03/2025".
pub(super) fn written_day(text: &str) -> Option<chrono::NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| iso_date(text)?.parse().ok())
}

/// The finding for a text that is no period.
fn not_a_period(text: &str, window: Window, span: Span) -> Finding {
    let text = text.trim();
    let (message, hint) = match written_day(text) {
        Some(day) => {
            let message = format!("`{text}` is a day, and not a period ({})", window.words());
            (message, format!("write the period that it belongs to: {}", window.holding(day)))
        }
        None => period::not_a_period(text, format!("write it as {}", window.example())),
    };
    let calendar = window == Window::Quarter && Window::CalendarQuarter.read(text).is_some();
    let other_window = calendar.then(|| {
        "where all of the series are quarters of the calendar year: window = \"calendar_quarter\"".to_owned()
    });
    let message =
        if text.is_empty() { "this row does not say which period it is for".to_owned() } else { message };
    Finding::error(Rule::Period, span, message).hint(hint).hint_if(other_window)
}

/// The finding for a second value of a period.
pub(super) fn twice(period: Period, span: Span, at: &str) -> Finding {
    Finding::error(Rule::PeriodTwice, span, format!("this series has {} twice", period.short()))
        .label(at)
        .hint("keep one of the two values")
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
    say_unlike(&series, findings);
    indicator.series.push(series);
}

/// Finds the first period of a series that is not like the ones before it: of another number of years.
fn say_unlike(series: &Series, findings: &mut Findings) {
    let Some((first, _)) = series.values.first_key_value().filter(|_| series.window == Window::PooledYears)
    else {
        return;
    };
    let Some((other, observation)) =
        series.values.iter().find(|(period, _)| !series.window.is_comparable(*first, **period))
    else {
        return;
    };
    let message = format!("{} and {} are in one series, and cannot be compared", first.long(), other.long());
    findings.push(Finding::error(Rule::PeriodWindow, observation.span, message).hint(
        "a series has years of one kind, and as many of them in each period: put the others in a series of their own",
    ));
}
