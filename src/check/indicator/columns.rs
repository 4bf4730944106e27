//! The columns of a data file: which holds periods, areas, values or parts of values, as the series says or
//! the headings do. It reads no cell below the headings.

use super::missing_columns::{self, no_heading};
use super::series_file::{ColumnRoles, SeriesFile, wanted};
use super::{period_headings, year_columns};
use crate::check::fields::wrong;
use crate::check::source::by_letter;
use crate::finding::{Finding, Findings, Rule, did_you_mean, same_word};
use crate::load::node::Node;
use crate::load::{Worksheet, WorksheetCell, fold_heading, look_alike};

/// The roles that a column may have, each with the headings that give it by themselves.
const ROLES: [(&str, &[&str]); 10] = [
    ("period", &[]),
    ("year", &[]),
    ("month", &[]),
    ("quarter", &[]),
    ("area", &["area", "district", "ward", "locality"]),
    ("value", &["value"]),
    ("n", &["n", "numerator"]),
    ("d", &["d", "denominator", "population"]),
    ("provisional", &["provisional"]),
    ("revised", &["revised"]),
];

/// Finds the column of each role; `None` where one that is named is not there.
pub(super) fn roles(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    findings: &mut Findings,
) -> Option<ColumnRoles> {
    let mut roles = ColumnRoles::new();
    let find = |name: &str| {
        let same = |c: &WorksheetCell| fold_heading(&c.text) == fold_heading(name);
        by_letter(name, &sheet.letters).or_else(|| sheet.headings.iter().position(same))
    };
    let headings: Vec<&str> = sheet.headings.iter().map(|c| c.text.as_str()).collect();
    let mut sound = blanks(sheet, request, findings);
    let mut missing = Vec::new();
    for entry in request.columns {
        let Some((role, _)) = ROLES.iter().find(|(role, _)| *role == entry.key) else {
            let known: Vec<&str> = ROLES.iter().map(|(role, _)| *role).collect();
            findings.push(
                Finding::error(
                    Rule::UnknownKey,
                    entry.key_place,
                    format!("`{}` is not something a column can hold", entry.key),
                )
                .hint_if(did_you_mean(&entry.key, known.iter().copied()))
                .hint(format!("it is one of: {}", known.join(", "))),
            );
            sound = false;
            continue;
        };
        let Some(text) = entry.node.text() else {
            findings.push(wrong(&entry.key, &entry.node, "text in quotes"));
            sound = false;
            continue;
        };
        match find(&text.string) {
            Some(at) => drop(roles.insert(role, at)),
            None => missing.push((entry, text)),
        }
    }
    missing_columns::say(&missing, sheet, request, findings);
    sound &= missing.is_empty();
    if request.columns.is_empty() {
        for (role, names) in ROLES {
            if let Some(at) = names.iter().find_map(|n| find(n)) {
                roles.insert(role, at);
            }
        }
        if let Some(at) = period_headings::find(sheet, request.window) {
            roles.insert("period", at);
        }
    }
    sound &= year_columns::pair(sheet, request, &mut roles, findings);
    sound &= passed_over(request, &headings, findings);
    sound &= rows_meant(sheet, request, &headings, findings);
    let used: Vec<&str> = roles
        .values()
        .map(|at| headings[*at])
        .chain(request.filters.iter().map(|e| e.key.as_str()))
        .collect();
    for (at, cell) in sheet.headings.iter().enumerate() {
        let same = |c: &str| look_alike(c, &cell.text);
        if headings[..at].iter().any(|h| same(h)) && used.iter().any(|u| same(u)) {
            let message =
                format!("two columns of `{}` have the heading `{}`", request.name.string, cell.text);
            findings.push(
                Finding::error(Rule::DataHeading, cell.span, message)
                    .label(cell.at.clone())
                    .hint("give one of them another heading: which one is meant cannot be told"),
            );
            sound = false;
        }
    }
    sound.then_some(roles)
}

/// Whether every column has a heading; one that has none is a finding.
fn blanks(sheet: &Worksheet, request: &SeriesFile<'_>, findings: &mut Findings) -> bool {
    let mut blank = sheet.headings.iter().filter(|c| c.text.is_empty());
    let Some(first) = blank.next() else { return true };
    let more: Vec<String> = blank.map(|c| c.at.clone()).collect();
    let also = if more.is_empty() { String::new() } else { format!(", and also {}", more.join("; ")) };
    findings.push(
        Finding::error(Rule::DataHeading, first.span, format!("a column of `{}` has no heading", request.name.string))
            .label(first.at.clone() + &also)
            .hint("give each column one heading in the first row (unmerge cells that span several), and delete columns that are blank"),
    );
    false
}

/// Whether all headings that `skip` names are there; one that is not is a finding.
fn passed_over(request: &SeriesFile<'_>, headings: &[&str], findings: &mut Findings) -> bool {
    let mut sound = true;
    for node in request.skip {
        match node.text() {
            Some(text) if headings.iter().any(|h| look_alike(h, &text.string)) => {}
            Some(text) => {
                let meant = same_word(&text.string, headings.iter().copied());
                findings.push(
                    no_heading(&text.string, text.span(), headings, request)
                        .correct(meant.and_then(|heading| text.rewrite(heading))),
                );
                sound = false;
            }
            None => {
                findings.push(
                    wrong("skip", node, "a list of headings in quotes")
                        .hint_only("write skip = [\"Remarks\"]"),
                );
                sound = false;
            }
        }
    }
    sound
}

/// Whether `where` names headings and leaves a row; a finding where it does not.
fn rows_meant(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    headings: &[&str],
    findings: &mut Findings,
) -> bool {
    let before = findings.count(crate::finding::Severity::Error);
    for entry in request.filters {
        let at = headings.iter().position(|h| look_alike(h, &entry.key));
        match (at, entry.node.text()) {
            (None, _) => findings.push(no_heading(&entry.key, entry.key_place, headings, request)),
            (_, None) => findings.push(text_wanted(&entry.key, &entry.node)),
            (Some(at), Some(text)) => {
                let mut there: Vec<&str> = sheet.rows.iter().map(|row| row[at].text.as_str()).collect();
                if there.iter().any(|t| look_alike(t, &text.string)) {
                    continue;
                }
                there.sort_unstable();
                there.dedup();
                let message = format!(
                    "no row of `{}` has `{}` in its column `{}`",
                    request.name.string, text.string, headings[at]
                );
                let some = there.len() > 12;
                let list = there.iter().take(12).copied().collect::<Vec<_>>().join(", ");
                findings.push(
                    Finding::error(Rule::SeriesValues, text.span(), message)
                        .hint_if(did_you_mean(&text.string, there.iter().copied()))
                        .correct(
                            same_word(&text.string, there.iter().copied())
                                .and_then(|cell| text.rewrite(cell)),
                        )
                        .hint(format!("it has: {list}{}", if some { " and others" } else { "" })),
                );
            }
        }
    }
    let sound = findings.count(crate::finding::Severity::Error) == before;
    if sound && !sheet.rows.iter().any(|row| wanted(sheet, request, row)) {
        let message = format!("no row of `{}` is left for this series", request.name.string);
        let hint = if request.filters.is_empty() {
            "the first row holds the headings: below it a row is wanted for each value"
        } else {
            "each part of `where` is there, but no row has all of them together"
        };
        findings.push(Finding::error(Rule::SeriesValues, request.name.span(), message).hint(hint));
        return false;
    }
    sound
}

fn text_wanted(key: &str, node: &Node) -> Finding {
    let mut finding = wrong(key, node, "text in quotes");
    if let crate::load::node::TomlValue::Integer(typed) | crate::load::node::TomlValue::Float(typed) =
        &node.value
    {
        finding.hints = vec![format!("write \"{key}\" = \"{typed}\"")];
    }
    finding
}
