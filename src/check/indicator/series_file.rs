//! `SeriesFile`: a data file of a series as its declaration names it, and what is read of it on the way. It
//! never reads a cell's value.

use std::collections::{BTreeMap, BTreeSet};

use super::days_in_periods::DaysInPeriods;
use super::value::Observation;
use super::{Indicator, IndicatorContext};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlEntry, TypedText};
use crate::load::{Worksheet, WorksheetCell, look_alike};
use crate::value::{Period, Window};

/// A data file as `[[ID.series]]` describes it.
pub(super) struct SeriesFile<'a> {
    /// The time that each value covers.
    pub window: Window,
    /// The area of every value, where the file does not say, and the span at which it was typed.
    pub area: Option<(Option<String>, Span)>,
    /// The heading of each role: `period = "Quarter"`.
    pub columns: &'a [TomlEntry],
    /// The headings and texts of the rows that are meant: `"Measure" = "Total crime"`.
    pub filters: &'a [TomlEntry],
    /// Headings that are passed over.
    pub skip: &'a [Node],
    /// Whether percentages are stored as parts of one.
    pub fraction: Option<bool>,
    /// The file's name as it was typed.
    pub name: &'a TypedText,
    /// The span of the series.
    pub span: Span,
}

/// Reads the rows of a data file to series.
pub(super) struct SeriesFileReader<'a> {
    pub sheet: &'a Worksheet,
    /// The file as its series describes it.
    pub request: &'a SeriesFile<'a>,
    pub indicator: &'a Indicator,
    pub context: &'a IndicatorContext<'a>,
    pub roles: ColumnRoles,
    /// The values so far, by area and period.
    pub found: BTreeMap<Option<String>, BTreeMap<Period, Observation>>,
    /// The name of the cell of each value, and the number of its row among those of the file.
    pub at: BTreeMap<(Option<String>, Period), (String, usize)>,
    /// The values of periods and places that have one already.
    pub second: Vec<SecondValue>,
    /// The cells whose text is no area that is declared.
    pub unknown_areas: Vec<WorksheetCell>,
    /// The findings of the file so far, by rule and first cell: a mistake of a whole column is said once.
    pub said: BTreeSet<(Rule, String)>,
    /// Whether a percentage has a %.
    pub signed: bool,
    /// The percentages without a % that are not zero.
    pub bare: Vec<(rust_decimal::Decimal, WorksheetCell)>,
    /// The meaning of the days in the column of periods.
    pub days: DaysInPeriods,
}

/// A value of a period and place that the file has a value for already.
pub(super) struct SecondValue {
    /// The id of the area; `None` is the whole.
    pub area: Option<String>,
    pub period: Period,
    /// The name of the cell that has the first value.
    pub first: String,
    /// The cell that has this value.
    pub cell: WorksheetCell,
    /// The number of its row among those of the file, from 0.
    pub row: usize,
}

/// Whether a row is one of those that `where` names.
pub(super) fn wanted(sheet: &Worksheet, request: &SeriesFile<'_>, row: &[WorksheetCell]) -> bool {
    request.filters.iter().all(|entry| {
        let at = sheet.headings.iter().position(|c| look_alike(&c.text, &entry.key));
        let cell = at.and_then(|at| row.get(at));
        let both = entry.node.text().zip(cell);
        both.is_some_and(|(text, cell)| look_alike(&cell.text, &text.string))
    })
}

/// The columns by role, counted from 0.
pub(super) type ColumnRoles = BTreeMap<&'static str, usize>;

impl SeriesFileReader<'_> {
    /// Adds a finding on a cell, once for all cells of its column that are like it.
    pub(super) fn once(
        &mut self,
        mut finding: Finding,
        column: usize,
        cell: &WorksheetCell,
        alike: impl Fn(&WorksheetCell) -> bool,
        findings: &mut Findings,
    ) {
        let rows = self.sheet.rows.iter().filter(|row| wanted(self.sheet, self.request, row));
        let mut same = rows.filter_map(|row| row.get(column)).filter(|c| alike(c));
        let first = same.next().map_or_else(|| cell.at.clone(), |c| c.at.clone());
        let more = same.count();
        if !self.said.insert((finding.rule, first)) {
            return;
        }
        if more > 0 {
            let cells = if more == 1 { "cell" } else { "cells" };
            finding.message += &format!(", here and in {more} more {cells} of its column");
        }
        findings.push(finding.label(cell.at.clone()));
    }
}
