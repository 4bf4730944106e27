//! A series from a data file: long (a row for each value) or wide (periods or areas across). It never guesses
//! what a cell means.

use super::series_file::{SecondValue, SeriesFile, SeriesFileReader, wanted};
use std::collections::{BTreeMap, BTreeSet};

use super::columns::roles;
use super::days_in_periods::DaysInPeriods;
use super::excel_periods;
use super::own_whole;
use super::period_cell;
use super::second_values;
use super::series::Series;
use super::series_period::{own_period, part_of_year};
use super::swapped_columns;
use super::unknown_areas;
use super::value::{self, Observation, ValueParts};
use super::wide_headings::{self, WideHeadings};
use super::{Indicator, IndicatorContext, cell_number};
use crate::check::uncertain;
use crate::finding::{Finding, Findings, Rule, Severity};
use crate::load::Worksheet;
use crate::load::WorksheetCell;
use crate::load::node::toml_text;
use crate::value::Period;

/// Reads the series of a file, one for each area.
pub(super) fn read(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    indicator: &Indicator,
    context: &IndicatorContext<'_>,
    findings: &mut Findings,
) -> Vec<Series> {
    let before = findings.count(Severity::Error);
    let Some(roles) = roles(sheet, request, findings) else { return Vec::new() };
    if swapped_columns::find(sheet, request, &roles, findings) {
        return Vec::new();
    }
    let mut reader = SeriesFileReader {
        sheet,
        request,
        indicator,
        context,
        roles,
        found: BTreeMap::new(),
        at: BTreeMap::new(),
        second: Vec::new(),
        unknown_areas: Vec::new(),
        said: BTreeSet::new(),
        signed: false,
        bare: Vec::new(),
        days: DaysInPeriods::default(),
    };
    reader.days = period_cell::days_in_column(&reader);
    reader.rows(findings);
    say_unknown_areas(&reader, findings);
    second_values::say(&reader, findings);
    cell_number::say_percentages(&reader, findings);
    let (window, span) = (request.window, request.span);
    let mut found = reader.found;
    // The whole first, then areas in the order in which they are declared.
    let mut order: Vec<Option<String>> = vec![None];
    for group in &context.council.areas.groups {
        order.extend(group.areas.iter().map(|(id, _)| Some(id.clone())));
    }
    order.extend(found.keys().filter(|k| !order.contains(k)).cloned().collect::<Vec<_>>());
    let series = order.into_iter().filter_map(|area| {
        let values = found.remove(&area)?;
        Some(Series { window, area, values, span })
    });
    let series: Vec<Series> = series.collect();
    if series.is_empty() && findings.count(Severity::Error) == before {
        findings.push(
            Finding::error(
                Rule::SeriesValues,
                request.name.span(),
                format!("`{}` has no value for this series", request.name.string),
            )
            .hint("every cell that would hold a value is blank: look whether the figures stand in another column or sheet"),
        );
    }
    series
}

/// Adds the findings for areas in the rows that are not declared.
fn say_unknown_areas(reader: &SeriesFileReader<'_>, findings: &mut Findings) {
    let heading = reader.roles.get("area").and_then(|at| reader.sheet.headings.get(*at));
    let heading = heading.map(|cell| cell.text.as_str());
    let pass = |cells: &[&WorksheetCell]| {
        let rows =
            if cells.len() == 1 { "the row is not meant, keep it" } else { "rows are not meant, keep them" };
        format!("where {rows} out: where = {{ … }} says which rows are")
    };
    unknown_areas::say(reader, &reader.unknown_areas, heading, pass, findings);
}

impl SeriesFileReader<'_> {
    fn rows(&mut self, findings: &mut Findings) {
        let Some(across) = wide_headings::read(self, findings) else { return };
        let sheet = self.sheet;
        self.say_uncertain(&across, findings);
        for (number, row) in sheet.rows.iter().enumerate() {
            if !wanted(sheet, self.request, row) {
                continue;
            }
            // The period comes first: a note or a total below the figures has none.
            let period = match across {
                WideHeadings::Periods(_) => None,
                _ => match self.period(row, findings) {
                    Some(period) => Some(period),
                    None => continue,
                },
            };
            let Some(area) = self.area(row, findings) else { continue };
            match (&across, period) {
                (WideHeadings::Areas(columns), Some(period)) => {
                    for (at, own) in columns {
                        let one = self.cell(row, *at, findings);
                        let area = own.clone().unwrap_or_else(|| area.clone());
                        self.keep(area, period, one, number, &row[*at]);
                    }
                }
                (WideHeadings::Periods(columns), _) => {
                    for (at, period) in columns {
                        let one = self.cell(row, *at, findings);
                        self.keep(area.clone(), *period, one, number, &row[*at]);
                    }
                }
                (_, Some(period)) => {
                    let one = self.long(row, findings);
                    let at = ["value", "n"].iter().find_map(|r| self.roles.get(r)).copied().unwrap_or(0);
                    self.keep(area, period, one, number, &row[at]);
                }
                (_, None) => {}
            }
        }
    }

    /// Finds cells among those that are read that are hidden, or hold a time.
    fn say_uncertain(&self, across: &WideHeadings, findings: &mut Findings) {
        let mut columns: BTreeSet<usize> = self.roles.values().copied().collect();
        match across {
            WideHeadings::Nothing => {}
            WideHeadings::Areas(own) => columns.extend(own.iter().map(|(at, _)| *at)),
            WideHeadings::Periods(own) => columns.extend(own.iter().map(|(at, _)| *at)),
        }
        let rows = self.sheet.rows.iter().filter(|row| wanted(self.sheet, self.request, row));
        let all = std::iter::once(&self.sheet.headings).chain(rows);
        let read = all.flat_map(|row| columns.iter().filter_map(|at| row.get(*at)));
        uncertain::say(read, self.request.name, uncertain::Times::AreNoValues, findings);
    }

    fn area(&mut self, row: &[WorksheetCell], findings: &mut Findings) -> Option<Option<String>> {
        let Some((at, cell)) = self.roles.get("area").and_then(|at| Some((*at, row.get(*at)?))) else {
            return Some(self.request.area.as_ref().and_then(|(area, _)| area.clone()));
        };
        let areas = &self.context.council.areas;
        if cell.text.is_empty() {
            let hint = match &areas.whole {
                Some(whole) => format!("write {} where it is for the whole", whole.text.trim()),
                None => "write its area; the whole has a name where council.toml says so: [areas] whole = \"Leicestershire\"".to_owned(),
            };
            let finding =
                Finding::error(Rule::UnknownArea, cell.span, "this row does not say which area it is for");
            self.once(finding.hint(hint), at, cell, |c| c.text.is_empty(), findings);
            return None;
        }
        let found = own_whole::find_area(self, &cell.text);
        if found.is_none() {
            self.unknown_areas.push(cell.clone());
        }
        found
    }

    fn period(&mut self, row: &[WorksheetCell], findings: &mut Findings) -> Option<Period> {
        let found = period_cell::find(self, row)?;
        let (at, cell, text) = (found.column, found.cell, found.text.as_str());
        let window = self.request.window;
        if let Some((change, was)) = excel_periods::change(text, window) {
            let finding = excel_periods::explain(text, change, &was, window, cell.span);
            let alike = |c: &WorksheetCell| {
                excel_periods::change(&c.text, window).is_some_and(|(other, _)| other == change)
            };
            self.once(finding, at, cell, alike, findings);
            return None;
        }
        let mut own = Findings::default();
        let period = own_period(text, window, cell.span, &cell.at, &mut own);
        for finding in own.iter() {
            let mut finding = finding.clone();
            if !text.contains(|c: char| c.is_ascii_digit()) && part_of_year(text).is_none() {
                let is_last = self.sheet.rows.last().is_some_and(|last| last.iter().any(|c| c.at == cell.at));
                let hint = if is_last && !text.trim().is_empty() {
                    format!(
                        "take this row out of the file; or let the table end above it: until = {} in a line below `file`",
                        toml_text(text.trim())
                    )
                } else {
                    "take rows that are notes or totals out of the file, or keep them out: where = { … } says which rows are meant".to_owned()
                };
                // Words that name no time are no period written wrongly.
                finding =
                    if finding.rule == Rule::Period { finding.hint_only(hint) } else { finding.hint(hint) };
            }
            let is_of_window = finding.rule == Rule::PeriodWindow;
            let length = Period::parse(text).map(Period::length);
            // Periods of one other length have one cause: the column, or the window.
            let alike = |c: &WorksheetCell| {
                c.text == cell.text
                    || is_of_window
                        && length.is_some()
                        && window.read(&c.text).is_none()
                        && Period::parse(&c.text).map(Period::length) == length
            };
            self.once(finding, at, cell, alike, findings);
        }
        if let (Some(year), Some(period)) = (&found.other_year, period) {
            findings.push(period_cell::of_another_year(&found, year, period).label(cell.at.clone()));
            return None;
        }
        period
    }

    fn long(&mut self, row: &[WorksheetCell], findings: &mut Findings) -> Option<Observation> {
        let roles = self.roles.clone();
        let filled = |role: &str| {
            let at = *roles.get(role)?;
            row.get(at).filter(|c| !c.text.is_empty() && !c.has_no_value()).map(|c| (at, c))
        };
        let (_, main) = filled("value").or_else(|| filled("n"))?;
        if let Some(found) = value::mark(&main.text, main.span, self.indicator) {
            return Some(found);
        }
        let before = findings.count(Severity::Error);
        let mut number = |role: &str, findings: &mut Findings| {
            let (at, cell) = filled(role)?;
            self.number(cell, at, role == "value", findings)
        };
        let (read, numerator) = (number("value", findings), number("n", findings));
        let read_below = number("d", findings);
        let marked = [&read, &numerator]
            .into_iter()
            .flatten()
            .fold((false, false), |(p, r), one| (p || one.provisional, r || one.revised));
        let (value, numerator) = (read.map(|n| n.number), numerator.map(|n| n.number));
        let denominator = read_below.map(|n| n.number);
        let mut said_yes = |role: &str, findings: &mut Findings| {
            filled(role).is_some_and(|(at, cell)| self.yes(cell, at, findings))
        };
        let parts = ValueParts {
            value,
            numerator,
            denominator,
            provisional: said_yes("provisional", findings) || marked.0,
            revised: said_yes("revised", findings) || marked.1,
            below: filled("d").map(|(_, c)| (c.span, c.at.clone())),
        };
        // What was said of a cell above it is not said again.
        let unread = |role, read: Option<rust_decimal::Decimal>| filled(role).is_some() && read.is_none();
        if findings.count(Severity::Error) > before || unread("value", value) || unread("n", numerator) {
            return None;
        }
        value::complete(parts, main.span, &main.at, self.indicator, findings)
    }

    fn cell(&mut self, row: &[WorksheetCell], at: usize, findings: &mut Findings) -> Option<Observation> {
        let cell = &row[at];
        if cell.text.is_empty() || cell.has_no_value() {
            return None;
        }
        value::mark(&cell.text, cell.span, self.indicator).or_else(|| {
            let read = self.number(cell, at, true, findings)?;
            let parts = read.parts();
            value::complete(parts, cell.span, &cell.at, self.indicator, findings)
        })
    }

    /// Reads a cell of `provisional` or `revised` as yes or no; any other text is a finding.
    fn yes(&mut self, cell: &WorksheetCell, at: usize, findings: &mut Findings) -> bool {
        match cell.text.to_lowercase().as_str() {
            "true" | "yes" | "y" | "p" | "r" | "1" | "x" | "provisional" | "revised" => true,
            "false" | "no" | "n" | "0" | "final" => false,
            _ => {
                let message = format!("`{}` does not say yes or no", cell.text);
                let finding = Finding::error(Rule::WrongValue, cell.span, message);
                self.once(
                    finding.hint("write yes or no, or leave the cell blank"),
                    at,
                    cell,
                    |c| c.text == cell.text,
                    findings,
                );
                false
            }
        }
    }

    /// Keeps a value, or says that it is a second one; `row` is the number of its row among those of the file.
    fn keep(
        &mut self,
        area: Option<String>,
        period: Period,
        one: Option<Observation>,
        row: usize,
        cell: &WorksheetCell,
    ) {
        let Some(one) = one else { return };
        let place = (area.clone(), period);
        let (first, _) = self.at.entry(place).or_insert_with(|| (cell.at.clone(), row)).clone();
        if self.found.get(&area).is_some_and(|values| values.contains_key(&period)) {
            self.second.push(SecondValue { area, period, first, cell: cell.clone(), row });
        } else {
            self.found.entry(area).or_default().insert(period, one);
        }
    }
}
