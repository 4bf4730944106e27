//! Dates, and dates with a time, as files have them. It judges no day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::finding::{Correction, Finding, Findings, Rule};
use crate::load::node::{Node, TomlValue};
use crate::load::{lacking_date, typed_date};

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
        None => finding.hint(match node.text().and_then(|text| lacking_date(&text.string)) {
            Some((lacks, example)) => {
                format!(
                    "{lacks}: write {before}{example}, without quotes and with the right {}",
                    if lacks.contains("day") { "day" } else { "year" }
                )
            }
            None => format!("write it year first and without quotes: {before}2025-06-20"),
        }),
    };
    findings.push(finding);
    None
}

/// The date with a time that a text means, and whether it says the time.
fn typed_moment(text: &str) -> Option<(String, bool)> {
    let typed = text.trim().replace('T', " ");
    let (day, clock) = typed.rsplit_once([' ', ',']).unwrap_or((&typed, ""));
    let mut parts = clock.splitn(3, [':', '.']).map(|part| part.parse::<u32>().ok());
    let hour_and_minute = parts.next().flatten().zip(parts.next().flatten());
    let time = hour_and_minute.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
    match time {
        Some(time) => {
            Some((format!("{}T{time}", typed_date(day.trim_matches([' ', ','])).as_deref()?), true))
        }
        None => Some((format!("{}T10:00:00", typed_date(&typed)?), false)),
    }
}

/// Reads the date with a time in `node`, as a meeting has; any other value is a finding.
pub(super) fn date_time(key: &str, node: &Node, findings: &mut Findings) -> Option<NaiveDateTime> {
    let TomlValue::Date(value) = &node.value else {
        let message = format!("`{key}` should be a date with a time, and is {}", node.kind());
        let finding = Finding::error(Rule::WrongType, node.span, message);
        findings.push(match node.text().and_then(|text| typed_moment(&text.string)) {
            Some((moment, true)) => finding
                .hint(format!("write {key} = {moment}, without quotes"))
                .correct(Correction::replace(node.span, moment)),
            Some((moment, false)) => {
                finding.hint(format!("write {key} = {moment}, without quotes and with the right time"))
            }
            None => finding.hint(format!("write it without quotes: {key} = 2024-03-22T10:00:00")),
        });
        return None;
    };
    let Some(time) = value.time.filter(|_| value.date.is_some()) else {
        let (what, own) = match (value.date, value.time) {
            (Some(day), _) => {
                ("a date without a time", format!("{day}T10:00:00, with the right time behind the T"))
            }
            (None, Some(time)) => {
                ("a time without a date", format!("2024-03-22T{time}, with the right day before the T"))
            }
            (None, None) => return None,
        };
        let finding = Finding::error(Rule::WrongType, node.span, format!("`{key}` is {what}"));
        findings.push(finding.hint(format!("write both: {key} = {own}")));
        return None;
    };
    let day = date(key, node, findings)?;
    day.and_hms_opt(u32::from(time.hour), u32::from(time.minute), u32::from(time.second.unwrap_or(0)))
}
