//! A column of years with a column of months or quarters beside it, which give the periods of a data file
//! together. It reads no cell below the headings.

use super::series_file::{ColumnRoles, SeriesFile};
use crate::finding::{Finding, Findings, Rule};
use crate::load::{Worksheet, look_alike};
use crate::value::Window;

/// The parts of a year that may stand beside it.
const PARTS: [&str; 2] = ["month", "quarter"];

/// The words that may follow a part in its heading.
const ENDING: [&str; 3] = ["", " ending", " ended"];

/// The headings of a column of years.
pub(super) const YEARS: [&str; 4] = ["year", "financial year", "fin year", "fy"];

/// Finds a year with its month or quarter: as `columns` names them, or by the headings Year and Month, or Year and
/// Quarter, in a series that has periods within years. Whether that is clear; a finding where it is not.
pub(super) fn pair(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    roles: &mut ColumnRoles,
    findings: &mut Findings,
) -> bool {
    if request.columns.is_empty() {
        return pair_of_headings(sheet, request, roles, findings);
    }
    let named = |role: &str| request.columns.iter().find(|entry| entry.key == role);
    let (period, year) = (named("period"), named("year"));
    let mut parts = PARTS.into_iter().filter_map(named);
    let (span, message, hint) = match (period, year, parts.next(), parts.next()) {
        (_, None, None, _) | (None, Some(_), Some(_), None) => return true,
        (Some(period), Some(other), ..) | (Some(period), None, Some(other), _) => (
            other.key_place,
            format!("`period` says where the periods are, and so does `{}`", other.key),
            format!(
                "take `{}` away, or `{}` where the year and its month or quarter are in two columns",
                other.key, period.key
            ),
        ),
        (None, Some(year), None, _) => (
            year.key_place,
            "`columns` names the year, and neither its month nor its quarter".to_owned(),
            "add: month = \"Month\" (or quarter = \"Quarter\") with the heading of the file; for figures of whole years write period in place of year".to_owned(),
        ),
        (None, None, Some(part), _) => (
            part.key_place,
            format!("`columns` names the {}, and not its year", part.key),
            format!(
                "add: year = \"Year\" with the heading of the file; where the column has the year too, write period in place of {}",
                part.key
            ),
        ),
        (None, Some(_), Some(first), Some(second)) => (
            second.key_place,
            format!("`columns` names both the {} and the {}", first.key, second.key),
            "keep the one that the figures are of".to_owned(),
        ),
    };
    findings.push(Finding::error(Rule::DataColumn, span, message).hint(hint));
    false
}

/// Finds the pair by its headings.
fn pair_of_headings(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    roles: &mut ColumnRoles,
    findings: &mut Findings,
) -> bool {
    let has_parts = match request.window {
        Window::Month
        | Window::Quarter
        | Window::CalendarQuarter
        | Window::ThreeMonths
        | Window::YearToDate
        | Window::RollingYear
        | Window::Snapshot => true,
        Window::Day
        | Window::Week
        | Window::CalendarYear
        | Window::FinancialYear
        | Window::AcademicYear
        | Window::PooledYears => false,
    };
    let find = |name: &str| sheet.headings.iter().position(|c| look_alike(&c.text, name));
    let year = YEARS.into_iter().find_map(find);
    let (Some(year), None, true) = (year, find("period"), has_parts) else { return true };
    let find_part = |part: &str| ENDING.iter().find_map(|ending| find(&format!("{part}{ending}")));
    let part = match PARTS.map(|part| (part, find_part(part))) {
        [(_, Some(month)), (_, Some(_))] => {
            let message = format!(
                "`{}` has a year, a month and a quarter, and nothing says which of them give the period",
                request.name.string
            );
            let cell = &sheet.headings[month];
            findings.push(Finding::error(Rule::DataColumn, cell.span, message).label(cell.at.clone()).hint(
                "name them: columns = { year = \"Year\", month = \"Month\", value = \"…\" } with the headings of the file",
            ));
            return false;
        }
        [(_, None), (_, None)] => return true,
        [(part, Some(at)), _] | [_, (part, Some(at))] => (part, at),
    };
    roles.remove("period");
    roles.extend([("year", year), part]);
    true
}
