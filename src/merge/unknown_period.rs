//! A report's period for which none of its indicators has a value: one finding where each figure would be one.
//! It judges no single figure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check::{DerivedKind, Indicator, Report};
use crate::finding::{Finding, Findings, Rule, Span, list_in_words};
use crate::value::Period;

/// The fewest indicators without a value by which the period is in doubt, and not the indicators.
const FEWEST_LACKING: usize = 2;

/// Replaces the findings of figures that have no value by one at the report's period, where all or most
/// indicators of the report have no value for it.
pub(super) fn say_once(
    report: &Report,
    indicators: &BTreeMap<String, Arc<Indicator>>,
    findings: &mut Findings,
) {
    let Some(period) = report.period else { return };
    let used: Vec<&Indicator> =
        used(report).into_iter().filter_map(|id| Some(&**indicators.get(id)?)).collect();
    let (known, lacking): (Vec<&Indicator>, Vec<&Indicator>) =
        used.iter().copied().partition(|indicator| has_value(indicator, period));
    let names_known = |finding: &Finding| {
        known.iter().any(|indicator| finding.message.contains(&format!("`{}`", indicator.id)))
    };
    let of_period = |finding: &Finding| finding.rule == Rule::NoValue && !names_known(finding);
    let places: BTreeSet<Option<Span>> = findings.iter().filter(|f| of_period(f)).map(|f| f.span).collect();
    let unread = used.iter().any(|indicator| indicator.unread);
    let few = lacking.len() < FEWEST_LACKING || known.len() * 2 >= lacking.len();
    if places.len() < FEWEST_LACKING || few || unread {
        return;
    }
    let newest = common_newest(&lacking);
    let message = if known.is_empty() {
        format!("no indicator of this report has a value for {}", period.long())
    } else {
        format!(
            "{} of the {} indicators of this report have no value for {}",
            lacking.len(),
            used.len(),
            period.long()
        )
    };
    let finding = Finding::error(Rule::NoValue, report.period_span, message)
        .label(format!("{} figures ask for one", places.len()));
    let finding = match newest {
        Some((newest, count)) => finding.hint(format!(
            "the newest values of {} are of {}: where that is meant, write period = \"{}\"; otherwise add the new values to the files of the indicators",
            if count == lacking.len() { "all of them".to_owned() } else { format!("{count} of them") },
            newest.long(),
            newest.short()
        )),
        None => finding.hint("add values to the files of the indicators"),
    };
    let ids: Vec<String> = lacking.iter().map(|indicator| format!("`{}`", indicator.id)).collect();
    let finding = finding.hint(format!("they are {}", list_in_words(&ids)));
    findings.retain(|finding| !of_period(finding));
    findings.push(finding);
}

/// The period of the newest value of most indicators, and the number of them; the later one of two as common.
fn common_newest(indicators: &[&Indicator]) -> Option<(Period, usize)> {
    let newest_of = |indicator: &&Indicator| {
        let all = indicator.series.iter().flat_map(|series| series.values.keys());
        all.max_by_key(|period| period.last_day()).copied()
    };
    let newest: Vec<Period> = indicators.iter().filter_map(newest_of).collect();
    let count = |period: &Period| newest.iter().filter(|other| *other == period).count();
    newest
        .iter()
        .map(|period| (*period, count(period)))
        .max_by_key(|(period, count)| (*count, period.last_day()))
}

/// The ids of the indicators that a report's texts, charts and tables take figures of.
pub(super) fn used(report: &Report) -> BTreeSet<&str> {
    let mut used: BTreeSet<&str> = report.figures_of.iter().map(String::as_str).collect();
    used.extend(report.charts.values().flat_map(|chart| &chart.indicators).map(|id| id.text.as_str()));
    for derived in report.derived.values() {
        match &derived.kind {
            DerivedKind::Series { indicators, .. } => {
                used.extend(indicators.iter().map(|id| id.text.as_str()));
            }
            DerivedKind::Ranking { indicator, .. } => {
                used.insert(&indicator.text);
            }
            DerivedKind::Dashboard { indicators, .. } => {
                let own = if indicators.is_empty() { &report.board.indicators } else { indicators };
                used.extend(own.iter().map(|id| id.text.as_str()));
            }
        }
    }
    used
}

/// Whether any series of an indicator has a value for a period, as its window names it.
fn has_value(indicator: &Indicator, period: Period) -> bool {
    indicator.series.iter().any(|series| {
        let own = series.window.own(period);
        series.values.contains_key(&period) || own.is_some_and(|own| series.values.contains_key(&own))
    })
}
