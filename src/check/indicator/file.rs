//! A series from a data file: long (a row for each value) or wide (periods or areas across). It
//! never guesses what a cell means.

use std::collections::BTreeMap;

use super::columns::{Roles, roles};
use super::series::{Series, own_period, twice};
use super::value::{self, Observation, Parts};
use super::{Context, Indicator, Measure};
use crate::finding::{Finding, Findings, Place};
use crate::load::Sheet;
use crate::load::SheetCell as Cell;
use crate::load::node::{Entry, Node, Text};
use crate::value::{Period, Window, decimal};

/// What `[[ID.series]]` says of its file.
pub(super) struct Request<'a> {
    /// What each value covers.
    pub window: Window,
    /// The area of every value, where the file does not say.
    pub area: Option<String>,
    /// Which heading has what: `period = "Quarter"`.
    pub columns: &'a [Entry],
    /// Which rows are meant: `"Measure" = "Total crime"`.
    pub filters: &'a [Entry],
    /// Headings that are passed over.
    pub skip: &'a [Node],
    /// Whether percentages are stored as parts of one.
    pub fraction: Option<bool>,
    /// The file as it was named.
    pub name: &'a Text,
    /// The series.
    pub place: Place,
}

/// Reads the series of a file, one for each area.
pub(super) fn read(
    sheet: &Sheet,
    request: &Request<'_>,
    indicator: &Indicator,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Vec<Series> {
    let before = findings.count(crate::finding::Severity::Error);
    for blank in sheet.headings.iter().filter(|c| c.text.is_empty()) {
        findings.push(
            Finding::error("data-heading", blank.place, format!("a column of `{}` has no heading", request.name.string))
                .label(blank.at.clone())
                .hint("give each column one heading in the first row (unmerge cells that span several), and delete columns that are blank"),
        );
    }
    let Some(roles) = roles(sheet, request, findings) else { return Vec::new() };
    if findings.count(crate::finding::Severity::Error) > before {
        return Vec::new();
    }
    let mut reader = Reader { sheet, request, indicator, context, roles, found: BTreeMap::new() };
    reader.rows(findings);
    fractions(&reader, findings);
    let (window, place) = (request.window, request.place);
    let mut found = reader.found;
    // The whole first, then areas in the order in which they are declared.
    let mut order: Vec<Option<String>> = vec![None];
    for group in &context.council.areas.groups {
        order.extend(group.areas.iter().map(|(id, _)| Some(id.clone())));
    }
    order.extend(found.keys().filter(|k| !order.contains(k)).cloned().collect::<Vec<_>>());
    let series = order.into_iter().filter_map(|area| {
        let values = found.remove(&area)?;
        Some(Series { window, area, values, place })
    });
    let series: Vec<Series> = series.collect();
    if series.is_empty() && findings.count(crate::finding::Severity::Error) == before {
        findings.push(
            Finding::error(
                "series-values",
                request.name.place(),
                format!("`{}` has no value for this series", request.name.string),
            )
            .hint("look at the headings and at `where`: no row is left, or every cell is blank"),
        );
    }
    series
}

struct Reader<'a> {
    sheet: &'a Sheet,
    request: &'a Request<'a>,
    indicator: &'a Indicator,
    context: &'a Context<'a>,
    roles: Roles,
    found: BTreeMap<Option<String>, BTreeMap<Period, Observation>>,
}

impl<'a> Reader<'a> {
    fn rows(&mut self, findings: &mut Findings) {
        let long = self.roles.contains_key("value") || self.roles.contains_key("n");
        let across = self.across();
        // What stands in a heading is said once, not with each row.
        let by_period: Vec<(usize, Option<Period>)> = match (self.roles.contains_key("period"), long) {
            (false, false) => across.iter().map(|at| (*at, self.heading_period(*at, findings))).collect(),
            _ => Vec::new(),
        };
        let single = across.len() == 1;
        let by_area: Vec<(usize, Option<Option<String>>)> = match (self.roles.contains_key("period"), long) {
            (true, false) => {
                across.iter().map(|at| (*at, self.heading_area(*at, single, findings))).collect()
            }
            _ => Vec::new(),
        };
        if long && !self.roles.contains_key("period") {
            let place = self.request.name.place();
            findings.push(
                Finding::error(
                    "data-column",
                    place,
                    format!("nothing says which column of `{}` has the period", self.request.name.string),
                )
                .hint(
                    "add: columns = { period = \"Quarter\", value = \"Rate\" } with the headings of the file",
                ),
            );
            return;
        }
        let sheet = self.sheet;
        for row in &sheet.rows {
            if !self.wanted(row) {
                continue;
            }
            let Some(area) = self.area(row, findings) else { continue };
            if long {
                let Some(period) = self.period(row, findings) else { continue };
                let one = self.long(row, findings);
                self.keep(area, period, one, &row[self.roles["period"]], findings);
            } else if !by_area.is_empty() {
                let Some(period) = self.period(row, findings) else { continue };
                for (at, own) in &by_area {
                    let Some(own) = own else { continue };
                    let one = self.cell(&row[*at], findings);
                    let area = if single { area.clone() } else { own.clone() };
                    self.keep(area, period, one, &row[*at], findings);
                }
            } else {
                for (at, period) in &by_period {
                    let Some(period) = period else { continue };
                    let one = self.cell(&row[*at], findings);
                    self.keep(area.clone(), *period, one, &row[*at], findings);
                }
            }
        }
    }

    /// Columns that have no role and are not passed over.
    fn across(&self) -> Vec<usize> {
        let passed = |heading: &str| {
            let same = |text: &str| text.trim().eq_ignore_ascii_case(heading.trim());
            self.request.skip.iter().filter_map(Node::text).any(|t| same(&t.string))
                || self.request.filters.iter().any(|e| same(&e.key))
        };
        let taken: Vec<usize> = self.roles.values().copied().collect();
        let all = self.sheet.headings.iter().enumerate();
        all.filter(|(at, cell)| !taken.contains(at) && !passed(&cell.text)).map(|(at, _)| at).collect()
    }

    fn heading_period(&self, at: usize, findings: &mut Findings) -> Option<Period> {
        let cell = &self.sheet.headings[at];
        let period =
            own_period(&cell.text, self.request.window, cell.place, &cell.at, &mut Findings::default());
        if period.is_none() {
            findings.push(
                Finding::error("data-heading", cell.place, format!("the heading `{}` is not a period", cell.text))
                    .label(cell.at.clone())
                    .hint(format!("write it as {}; pass a column over with skip = [\"{}\"]; where there is a column of periods, say which: columns = {{ period = \"…\", value = \"…\" }}", self.request.window.example(), cell.text)),
            );
        }
        period
    }

    fn heading_area(&self, at: usize, single: bool, findings: &mut Findings) -> Option<Option<String>> {
        let cell = &self.sheet.headings[at];
        if single {
            return Some(None);
        }
        let area = self.context.council.areas.find(&cell.text);
        if area.is_none() {
            let finding = self.context.council.areas.unknown(&cell.text, cell.place).label(cell.at.clone());
            findings.push(finding.hint(format!("pass a column over with skip = [\"{}\"]; columns = {{ value = \"…\" }} names the one with the values", cell.text)));
        }
        Some(area?.map(str::to_owned))
    }

    fn wanted(&self, row: &[Cell]) -> bool {
        self.request.filters.iter().all(|entry| {
            let at =
                self.sheet.headings.iter().position(|c| c.text.trim().eq_ignore_ascii_case(entry.key.trim()));
            let cell = at.and_then(|at| row.get(at));
            entry
                .node
                .text()
                .zip(cell)
                .is_some_and(|(text, cell)| cell.text.eq_ignore_ascii_case(text.string.trim()))
        })
    }

    fn area(&self, row: &[Cell], findings: &mut Findings) -> Option<Option<String>> {
        let Some(cell) = self.roles.get("area").and_then(|at| row.get(*at)) else {
            return Some(self.request.area.clone());
        };
        let found = self.context.council.areas.find(&cell.text);
        if found.is_none() {
            findings.push(self.context.council.areas.unknown(&cell.text, cell.place).label(cell.at.clone()));
        }
        Some(found?.map(str::to_owned))
    }

    fn period(&self, row: &[Cell], findings: &mut Findings) -> Option<Period> {
        let cell = row.get(*self.roles.get("period")?)?;
        let text = day_as_month(&cell.text, self.request.window).unwrap_or_else(|| cell.text.clone());
        if let Some(day) = serial(&text) {
            findings.push(
                Finding::error(
                    "period",
                    cell.place,
                    format!("`{text}` is a number by which Excel stores a date ({day})"),
                )
                .label(cell.at.clone())
                .hint(format!(
                    "in Excel, format the column as text and write {}",
                    self.request.window.example()
                )),
            );
            return None;
        }
        own_period(&text, self.request.window, cell.place, &cell.at, findings)
    }

    fn long(&self, row: &[Cell], findings: &mut Findings) -> Option<Observation> {
        let cell =
            |role: &str| self.roles.get(role).and_then(|at| row.get(*at)).filter(|c| !c.text.is_empty());
        let main = cell("value").or(cell("n"))?;
        if let Some(found) = value::mark(&main.text, main.place, self.indicator) {
            return Some(found);
        }
        let mut wrong = false;
        let mut number = |role: &str, findings: &mut Findings| {
            let cell = cell(role)?;
            let read = self.number(cell, role == "value", findings);
            wrong |= read.is_none();
            read
        };
        let parts = Parts {
            value: number("value", findings),
            numerator: number("n", findings),
            denominator: number("d", findings),
            provisional: cell("provisional").is_some_and(|c| said_yes(&c.text)),
            revised: cell("revised").is_some_and(|c| said_yes(&c.text)),
        };
        if wrong { None } else { value::complete(parts, main.place, &main.at, self.indicator, findings) }
    }

    fn cell(&self, cell: &Cell, findings: &mut Findings) -> Option<Observation> {
        if cell.text.is_empty() {
            return None;
        }
        value::mark(&cell.text, cell.place, self.indicator).or_else(|| {
            let parts = Parts { value: Some(self.number(cell, true, findings)?), ..Parts::default() };
            value::complete(parts, cell.place, &cell.at, self.indicator, findings)
        })
    }

    /// A number of the indicator's own kind: a `%` only where it is a percentage, a `£` only where it
    /// is money.
    fn number(&self, cell: &Cell, value: bool, findings: &mut Findings) -> Option<rust_decimal::Decimal> {
        let text = cell.text.as_str();
        let kind = |sign: char, measure| text.contains(sign) && !(value && self.indicator.measure == measure);
        if decimal(text).is_some() && (kind('%', Measure::Percent) || kind('£', Measure::Money)) {
            let what = if text.contains('%') { "a percentage" } else { "an amount of money" };
            findings.push(
                Finding::error(
                    "value-kind",
                    cell.place,
                    format!("`{text}` is {what}, and `{}` is not measured so", self.indicator.id),
                )
                .label(cell.at.clone())
                .hint("write the number alone, or mend `measure` of the indicator"),
            );
            return None;
        }
        let read = decimal(text);
        if read.is_none() {
            findings.push(value::unexplained(text, cell.place, &cell.at, self.indicator));
        }
        let part = matches!(self.request.fraction, Some(true)) && value && !text.contains('%');
        if part { read.map(|n| (n * rust_decimal::Decimal::ONE_HUNDRED).normalize()) } else { read }
    }

    fn keep(
        &mut self,
        area: Option<String>,
        period: Period,
        one: Option<Observation>,
        cell: &Cell,
        findings: &mut Findings,
    ) {
        let Some(one) = one else { return };
        let name = area.as_deref().and_then(|id| self.context.council.areas.name(id)).map(|n| n.text.clone());
        if self.found.entry(area).or_default().insert(period, one).is_some() {
            let mut finding = twice(period, cell.place, &cell.at);
            if let Some(name) = name {
                finding.message = format!("this file has {} twice for {name}", period.short());
            }
            findings.push(finding);
        }
    }
}

/// Excel stores 25% as 0.25: only the author knows whether 0.25 is a quarter of a per cent.
fn fractions(reader: &Reader<'_>, findings: &mut Findings) {
    let one = rust_decimal::Decimal::ONE;
    let mut numbers =
        reader.found.values().flat_map(BTreeMap::values).filter_map(Observation::number).peekable();
    let unsaid = reader.sheet.workbook
        && reader.indicator.measure == Measure::Percent
        && reader.request.fraction.is_none()
        && numbers.peek().is_some();
    if unsaid && numbers.all(|n| n.abs() <= one) {
        findings.push(
            Finding::error("value-kind", reader.request.name.place(), format!("every value of `{}` lies between 0 and 1, and `{}` is a percentage", reader.request.name.string, reader.indicator.id))
                .hint("Excel stores 25% as 0.25: add fraction = true to the series; where 0.25 means 0.25%, add fraction = false"),
        );
    }
}

fn said_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "yes" | "y" | "p" | "r" | "1" | "x")
}

/// The month of a day, in a series of months: Excel shows 1 June 2023 as "Jun-23".
fn day_as_month(text: &str, window: Window) -> Option<String> {
    let day: chrono::NaiveDate = text.parse().ok()?;
    let months =
        matches!(window, Window::Month | Window::YearToDate | Window::RollingYear | Window::Snapshot);
    months.then(|| day.format("%B %Y").to_string())
}

/// The day of an Excel serial, from 1990 to 2063.
fn serial(text: &str) -> Option<chrono::NaiveDate> {
    let days: i64 = text.parse().ok().filter(|n| (32_874..=59_900).contains(n))?;
    chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::Duration::try_days(days)?)
}
