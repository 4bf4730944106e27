//! Dates, and dates with a time, as files have them. It judges no day.

use chrono::{NaiveDate, NaiveDateTime};

use crate::finding::{Correction, Finding, Findings, Rule};
use crate::load::node::{Node, TomlValue};
use crate::load::typed_date;

/// Reads the date in `node`; any other value is a finding.
pub(super) fn date(key: &str, node: &Node, findings: &mut Findings) -> Option<NaiveDate> {
    read_date((&format!("`{key}`"), &format!("{key} = ")), node, findings)
}

/// Reads a date of the list of a key; any other value is a finding.
pub(super) fn date_in_list(key: &str, node: &Node, findings: &mut Findings) -> Option<NaiveDate> {
    read_date((&format!("each of `{key}`"), ""), node, findings)
}

/// Reads the date in `node`, with what it is called in messages, and what stands before it in its line.
fn read_date((what, before): (&str, &str), node: &Node, findings: &mut Findings) -> Option<NaiveDate> {
    if let TomlValue::Date(date) = &node.value
        && let Some(day) = date.date
    {
        return NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day));
    }
    let iso = node.text().and_then(|t| typed_date(&t.string));
    let mut finding = Finding::error(
        Rule::WrongType,
        node.span,
        format!("{what} should be a date, and is {}", node.kind()),
    );
    finding = match iso {
        Some(iso) => {
            // Two digits may be the year or the day.
            let is_sure = node.text().is_some_and(|t| t.string.contains(&iso[..4]));
            let correction = is_sure.then(|| Correction::replace(node.span, &iso));
            finding.hint(format!("write {before}{iso}, without quotes")).correct(correction)
        }
        None => finding.hint(format!("write it year first and without quotes: {before}2025-06-20")),
    };
    findings.push(finding);
    None
}

/// Reads the date with a time in `node`, as a meeting has; any other value is a finding.
pub(super) fn date_time(key: &str, node: &Node, findings: &mut Findings) -> Option<NaiveDateTime> {
    let TomlValue::Date(value) = &node.value else {
        let message = format!("`{key}` should be a date with a time, and is {}", node.kind());
        findings.push(
            Finding::error(Rule::WrongType, node.span, message)
                .hint(format!("write it without quotes: {key} = 2024-03-22T10:00:00")),
        );
        return None;
    };
    let Some(time) = value.time.filter(|_| value.date.is_some()) else {
        let what = if value.date.is_some() { "a date without a time" } else { "a time without a date" };
        findings.push(
            Finding::error(Rule::WrongType, node.span, format!("`{key}` is {what}"))
                .hint(format!("write both, with a T between them: {key} = 2024-03-22T10:00:00")),
        );
        return None;
    };
    let day = date(key, node, findings)?;
    day.and_hms_opt(u32::from(time.hour), u32::from(time.minute), u32::from(time.second.unwrap_or(0)))
}
