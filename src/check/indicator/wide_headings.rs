//! Headings across the top of a data file: nothing but names of columns, or periods, or areas. It reads no
//! cell below the headings.

use super::days_in_periods::DaysInPeriods;
use super::own_whole;
use super::series_file::SeriesFileReader;
use super::series_period::{note_mark, own_period, part_of_year};
use super::unknown_areas;
use crate::finding::{Finding, Findings, Rule, did_you_mean, list_in_words};
use crate::load::WorksheetCell;
use crate::load::look_alike;
use crate::load::node::{Node, toml_text};
use crate::value::{MonthSpan, Period, two_readings};

/// The meaning of a data file's headings, where they hold areas or periods.
pub(super) enum WideHeadings {
    /// Headings of roles alone: each row is one value.
    Nothing,
    /// Columns of areas. `None` is the only column of values, of the area that the row or series has;
    /// `Some(None)` is the whole.
    Areas(Vec<(usize, Option<Option<String>>)>),
    /// Columns of periods.
    Periods(Vec<(usize, Period)>),
}

/// Reads the headings; `None` where nothing can be read below them.
pub(super) fn read(reader: &SeriesFileReader<'_>, findings: &mut Findings) -> Option<WideHeadings> {
    let has = |role: &str| reader.roles.contains_key(role);
    let name = &reader.request.name.string;
    let found = match (has("period") || has("year"), has("value") || has("n")) {
        (true, true) => WideHeadings::Nothing,
        (false, true) => {
            findings.push(
                sheets(
                    reader,
                    Finding::error(
                        Rule::DataColumn,
                        reader.request.name.span(),
                        format!("nothing says which column of `{name}` has the period"),
                    ),
                )
                .hint(
                    "add: columns = { period = \"Quarter\", value = \"Rate\" } with the headings of the file",
                )
                .hint(format!("its headings are: {}", headings(reader))),
            );
            return None;
        }
        (true, false) => {
            if let Some(finding) = parts_of_years(reader) {
                findings.push(finding);
                return None;
            }
            WideHeadings::Areas(areas(reader, &free(reader), findings))
        }
        (false, false) => WideHeadings::Periods(periods(reader, &free(reader), findings)),
    };
    if let (Some((_, span)), true) = (
        &reader.request.area,
        has("area") || matches!(&found, WideHeadings::Areas(c) if c.iter().any(|(_, a)| a.is_some())),
    ) {
        findings.push(
            Finding::error(Rule::SeriesValues, *span, format!("this series names an area, and `{name}` has areas of its own"))
                .hint("take `area` away: all areas of the file are read; where = { … } says which rows are meant, skip = [ … ] which columns are not"),
        );
    }
    Some(found)
}

/// The finding for quarters or months across, with the years down; `None` for any other headings.
fn parts_of_years(reader: &SeriesFileReader<'_>) -> Option<Finding> {
    let cells = free(reader).into_iter().map(|at| &reader.sheet.headings[at]);
    let parts = cells.filter_map(|cell| Some((cell, part_of_year(&cell.text)?)));
    let parts: Vec<(&WorksheetCell, (&str, &str))> = parts.collect();
    let [(first, (part, heading)), _, ..] = parts.as_slice() else { return None };
    let names: Vec<String> = parts.iter().map(|(cell, _)| format!("`{}`", cell.text)).collect();
    let message = format!(
        "the {part}s {} stand across in `{}`, and the years down",
        list_in_words(&names),
        reader.request.name.string
    );
    Some(Finding::error(Rule::DataHeading, first.span, message).label(first.at.clone()).hint(format!(
        "write a row for each {part}, below the headings Year, {heading} and Value: 2024/25, {}, and its figure",
        first.text
    )))
}

fn headings(reader: &SeriesFileReader<'_>) -> String {
    let all: Vec<&str> = reader.sheet.headings.iter().map(|c| c.text.as_str()).collect();
    all.join(", ")
}

/// The columns that have no role and are not passed over, counted from 0.
fn free(reader: &SeriesFileReader<'_>) -> Vec<usize> {
    let passed = |heading: &str| {
        let same = |text: &str| look_alike(text, heading);
        reader.request.skip.iter().filter_map(Node::text).any(|t| same(&t.string))
            || reader.request.filters.iter().any(|e| same(&e.key))
    };
    let taken: Vec<usize> = reader.roles.values().copied().collect();
    let all = reader.sheet.headings.iter().enumerate();
    all.filter(|(at, cell)| !taken.contains(at) && !passed(&cell.text)).map(|(at, _)| at).collect()
}

fn periods(
    reader: &SeriesFileReader<'_>,
    columns: &[usize],
    findings: &mut Findings,
) -> Vec<(usize, Period)> {
    let cells = columns.iter().map(|at| (*at, &reader.sheet.headings[*at]));
    let window = reader.request.window;
    let typed: Vec<String> = cells.clone().map(|(_, cell)| cell.text_of_day()).collect();
    let days = DaysInPeriods::of(typed.iter().map(String::as_str), window);
    let text = |cell: &WorksheetCell| days.text(&cell.text_of_day(), "", window);
    let is_period = |text: &str| {
        let is_alone = Period::parse(text).is_some() || two_readings(text).is_some();
        is_alone || window.read(text).is_some() || MonthSpan::read(text).is_some()
    };
    if cells.clone().all(|(_, cell)| !is_period(&text(cell))) {
        let name = &reader.request.name.string;
        let finding = Finding::error(
            Rule::DataHeading,
            reader.sheet.headings[0].span,
            format!("no heading of `{name}` is a period, and none says that periods stand below it"),
        );
        findings.push(
            sheets(reader, finding.label(reader.sheet.headings[0].at.clone()))
                .hint("name the columns: columns = { period = \"…\", value = \"…\" } with the headings of the file")
                .hint(format!("its headings are: {}", headings(reader))),
        );
        return Vec::new();
    }
    let mut others = Vec::new();
    let read = cells.filter_map(|(at, cell)| {
        let text = text(cell);
        if is_period(&text) {
            return Some((at, own_period(&text, window, cell.span, &cell.at, findings)?));
        }
        others.push(cell);
        None
    });
    let read = read.collect();
    say_no_periods(reader, &others, findings);
    read
}

/// Adds the findings for headings that are no periods: those with digits, which may be meant as one, each by
/// itself, and the others together.
fn say_no_periods(reader: &SeriesFileReader<'_>, cells: &[&WorksheetCell], findings: &mut Findings) {
    let pass = |cells: &[&WorksheetCell]| {
        let names: Vec<String> = cells.iter().map(|cell| toml_text(&cell.text)).collect();
        let column = if cells.len() == 1 { "the column" } else { "these columns" };
        format!("pass {column} over: skip = [{}]", names.join(", "))
    };
    let write = format!("write it as {}", reader.request.window.example());
    // A total or a change of a period is none.
    let has_digits = |cell: &&&WorksheetCell| {
        let small = cell.text.to_lowercase();
        let of_periods = ["total", "change", "average", "%"].iter().any(|word| small.contains(word));
        small.contains(|c: char| c.is_ascii_digit()) && !of_periods
    };
    let finding = |cell: &WorksheetCell, message: String| {
        Finding::error(Rule::DataHeading, cell.span, message).label(cell.at.clone())
    };
    for cell in cells.iter().filter(has_digits) {
        let message = format!("the heading `{}` is not a period", cell.text);
        let marked = note_mark(&cell.text, reader.request.window);
        findings.push(finding(cell, message).hint(marked.unwrap_or(write.clone())).hint(pass(&[cell])));
    }
    let plain: Vec<&WorksheetCell> = cells.iter().filter(|cell| !has_digits(cell)).copied().collect();
    match plain.as_slice() {
        [] => {}
        [one] => {
            let message = format!("the heading `{}` is not a period", one.text);
            findings.push(finding(one, message).hint(pass(&plain)).hint(write));
        }
        [first, ..] => {
            let names: Vec<String> = plain.iter().map(|cell| format!("`{}`", cell.text)).collect();
            let message = format!("the headings {} are not periods", list_in_words(&names));
            findings.push(finding(first, message).hint(pass(&plain)));
        }
    }
}

fn areas(
    reader: &SeriesFileReader<'_>,
    columns: &[usize],
    findings: &mut Findings,
) -> Vec<(usize, Option<Option<String>>)> {
    let known = &reader.context.council.areas;
    let mut unknown = Vec::new();
    let read = columns.iter().filter_map(|at| {
        let cell = &reader.sheet.headings[*at];
        if let Some(area) = own_whole::find_area(reader, &cell.text) {
            return Some((*at, Some(area)));
        }
        // A column alone may hold the values under any heading but one that means an area.
        if columns.len() == 1 && did_you_mean(&cell.text, known.words()).is_none() {
            return Some((*at, None));
        }
        unknown.push(cell.clone());
        None
    });
    let read = read.collect();
    let pass = |cells: &[&WorksheetCell]| {
        let column = if cells.len() == 1 {
            "the column is not meant, pass it"
        } else {
            "columns are not meant, pass them"
        };
        let names: Vec<String> = cells.iter().map(|cell| toml_text(&cell.text)).collect();
        format!(
            "where {column} over: skip = [{}]; columns = {{ value = \"…\" }} names the only one that is",
            names.join(", ")
        )
    };
    unknown_areas::say(reader, &unknown, None, pass, findings);
    read
}

/// Adds to a finding which sheet of a workbook was read, where nobody said which one is meant.
fn sheets(reader: &SeriesFileReader<'_>, finding: Finding) -> Finding {
    match reader.sheet.sheets.as_slice() {
        [read, others @ ..] if !others.is_empty() => finding.hint(format!(
            "the sheet `{read}` was read, the first of the workbook: another is named with sheet = \"{}\" (there are: {})",
            others[0],
            others.join(", ")
        )),
        _ => finding,
    }
}
