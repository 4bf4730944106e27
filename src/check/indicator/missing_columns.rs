//! Columns that a series names and its data file does not have: what is wrong with the file, or which of its headings
//! may be meant. It reads no figure.

use super::series_file::SeriesFile;
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean, list_in_words};
use crate::load::node::{TomlEntry, TypedText, toml_text};
use crate::load::{Worksheet, WorksheetCell, fold_heading};

/// Adds the findings for named columns that the file does not have, each with its entry in `columns`; one for all of them
/// where they have one cause.
pub(super) fn say(
    missing: &[(&TomlEntry, &TypedText)],
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    findings: &mut Findings,
) {
    let Some((_, first)) = missing.first() else { return };
    let headings: Vec<&str> = sheet.headings.iter().map(|cell| cell.text.as_str()).collect();
    let names: Vec<&str> = missing.iter().map(|(_, text)| text.string.as_str()).collect();
    let file = &request.name.string;
    if let Some(cell) = heading_below(&names, sheet) {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("the headings {} of `{file}` stand below figures", list_in_words(&names));
        let hint = "headings are in the first row: cut this row out and put it back above all others; to sort, mark My data has headers in Excel";
        findings.push(Finding::error(Rule::DataColumn, cell.span, message).label(cell.at.clone()).hint(hint));
        return;
    }
    let is_near = |name: &&str| did_you_mean(name, headings.iter().copied()).is_some();
    if names.len() == 1 || names.iter().any(is_near) {
        let each = missing.iter().map(|(_, text)| no_heading(&text.string, text.span(), &headings, request));
        each.for_each(|finding| findings.push(finding));
        return;
    }
    let listed: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("`{file}` has no columns {}", list_in_words(&listed));
    let finding = Finding::error(Rule::DataColumn, first.span(), message)
        .hint(format!("its headings are: {}", headings.join(", ")));
    findings.push(finding.hint_if(columns_in_order(missing, &headings, request)));
}

/// The cell of a row below the first that has the first of several names, and the others in its other cells. One name
/// alone may be that of a row, as "Total".
fn heading_below<'s>(names: &[&str], sheet: &'s Worksheet) -> Option<&'s WorksheetCell> {
    let has = |row: &'s [WorksheetCell], name: &str| {
        row.iter().find(|cell| fold_heading(&cell.text) == fold_heading(name))
    };
    if names.len() < 2 {
        return None;
    }
    let row = sheet.rows.iter().find(|row| names.iter().all(|name| has(row, name).is_some()))?;
    has(row, names.first()?)
}

/// The line that names the headings of a file in the order in which they stand, where there is one for each column that
/// the series names and none of these is there.
fn columns_in_order(
    missing: &[(&TomlEntry, &TypedText)],
    headings: &[&str],
    request: &SeriesFile<'_>,
) -> Option<String> {
    if missing.len() != headings.len() || missing.len() != request.columns.len() {
        return None;
    }
    let pairs = missing.iter().zip(headings);
    let columns: Vec<String> =
        pairs.map(|((entry, _), heading)| format!("{} = {}", entry.key, toml_text(heading))).collect();
    Some(format!("where these are the ones, write columns = {{ {} }}", columns.join(", ")))
}

/// The hint that names the only heading that no other column of the series has, where it may have been renamed; `None`
/// where several are left.
fn only_left(name: &str, headings: &[&str], request: &SeriesFile<'_>) -> Option<String> {
    let is_taken = |heading: &&&str| {
        let texts = request.columns.iter().filter_map(|entry| entry.node.text());
        let mut others = texts.filter(|other| other.string != name);
        others.any(|other| fold_heading(&other.string) == fold_heading(heading))
    };
    let left: Vec<&&str> = headings.iter().filter(|heading| !is_taken(heading)).collect();
    match left[..] {
        [one] => Some(format!(
            "where `{one}` is the column, write {} in the place of {}",
            toml_text(one),
            toml_text(name)
        )),
        _ => None,
    }
}

/// The finding for a heading that the file does not have.
pub(super) fn no_heading(name: &str, span: Span, headings: &[&str], request: &SeriesFile<'_>) -> Finding {
    Finding::error(Rule::DataColumn, span, format!("`{}` has no column `{name}`", request.name.string))
        .hint_if(did_you_mean(name, headings.iter().copied()).or_else(|| only_left(name, headings, request)))
        .hint(format!("its headings are: {}", headings.join(", ")))
}
