//! `Series`: the values of one window and area by period. It never mixes windows.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Indicator;
use super::value::Observation;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::value::{Period, Window};

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

impl Series {
    /// The period of the series that ends with the same day as another one, where its window names a period by its
    /// end: that of 2025/26 Q1 for June 2025. `None` where there is no value of it.
    pub(crate) fn ending_with(&self, period: Period) -> Option<Period> {
        let last = period.last_day();
        let of_end = self.window.is_named_by_end() && self.window.own(period).is_some();
        self.values.keys().copied().find(|own| of_end && own.last_day() == last)
    }
}

/// The finding for a second value of a period.
pub(super) fn twice(period: Period, span: Span) -> Finding {
    Finding::error(Rule::PeriodTwice, span, format!("this series has {} twice", period.short()))
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

/// Finds the first period of a series that is not like the first one: of another number of years, or a week
/// that ends on another day.
fn say_unlike(series: &Series, findings: &mut Findings) {
    let Some((first, _)) = series.values.first_key_value() else { return };
    let is_like = |other: &Period| match (first, other) {
        (Period::Week(one), Period::Week(other)) => one.weekday() == other.weekday(),
        _ => series.window != Window::PooledYears || series.window.is_comparable(*first, *other),
    };
    let Some((other, observation)) = series.values.iter().find(|(period, _)| !is_like(period)) else {
        return;
    };
    let (message, hint) = match (first, other) {
        (Period::Week(one), Period::Week(another)) => (
            format!(
                "the {} ends on a {}, and the {} on a {}",
                first.long(),
                one.format("%A"),
                other.long(),
                another.format("%A")
            ),
            "all weeks of a series end on one day of the week: look whether one of the two dates is wrong",
        ),
        _ => (
            format!("{} and {} are in one series, and cannot be compared", first.long(), other.long()),
            "a series has years of one kind, and as many of them in each period: put the others in a series of their own",
        ),
    };
    findings.push(Finding::error(Rule::PeriodWindow, observation.span, message).hint(hint));
}
