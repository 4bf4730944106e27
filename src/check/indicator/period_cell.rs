//! Cells of periods in a data file, where a day stands for the month, the quarter or the week that it ends. It
//! never decides which of two it stands for.

use chrono::{Datelike, NaiveDate};

use super::series_file::{SeriesFileReader, wanted};
use crate::load::WorksheetCell;
use crate::value::{Period, Window, written_day};

/// The text of a cell of the column `at`, as a series of the window would write its period.
pub(super) fn text(reader: &SeriesFileReader<'_>, at: usize, cell: &WorksheetCell) -> String {
    let window = reader.request.window;
    let text = cell.text_of_day();
    let found = match reader.sheet.headings.get(at) {
        _ if reader.quarter_ends => day_as_quarter(&text, window),
        Some(heading) if window == Window::Week => day_as_week(&text, &heading.text),
        _ => day_as_month(&text, window),
    };
    found.unwrap_or(text)
}

/// Whether every day in the column of periods is the last one of a quarter: then the column is of quarters,
/// and each day stands for the one that it ends. A column that has the ends of other months too is of months.
pub(super) fn has_quarter_ends(reader: &SeriesFileReader<'_>) -> bool {
    let Some(at) = reader.roles.get("period") else { return false };
    let rows = reader.sheet.rows.iter().filter(|row| wanted(reader.sheet, reader.request, row));
    let texts: Vec<String> = rows.filter_map(|row| Some(row.get(*at)?.text_of_day())).collect();
    are_quarter_ends(texts.iter().map(String::as_str), reader.request.window)
}

/// Whether there are days among texts of periods, and all of them end quarters, where the window has these.
fn are_quarter_ends<'a>(texts: impl Iterator<Item = &'a str>, window: Window) -> bool {
    let has_quarters = match window {
        Window::Quarter
        | Window::CalendarQuarter
        | Window::Snapshot
        | Window::RollingYear
        | Window::YearToDate => true,
        Window::Day
        | Window::Week
        | Window::Month
        | Window::ThreeMonths
        | Window::CalendarYear
        | Window::FinancialYear
        | Window::AcademicYear
        | Window::PooledYears => false,
    };
    let mut days = texts.filter_map(written_day).peekable();
    has_quarters && days.peek().is_some() && days.all(|day| quarter_that_ends(day).is_some())
}

/// Turns a day into its month, in a series of months: Excel shows 1 June 2023 as "Jun-23".
fn day_as_month(text: &str, window: Window) -> Option<String> {
    let day: NaiveDate = text.parse().ok()?;
    match window {
        Window::Month | Window::YearToDate | Window::RollingYear | Window::Snapshot => {
            Some(day.format("%B %Y").to_string())
        }
        Window::Day
        | Window::Week
        | Window::Quarter
        | Window::CalendarQuarter
        | Window::ThreeMonths
        | Window::CalendarYear
        | Window::FinancialYear
        | Window::AcademicYear
        | Window::PooledYears => None,
    }
}

/// Turns a day into the week that it ends or begins, as the heading of its column says.
fn day_as_week(text: &str, heading: &str) -> Option<String> {
    written_day(text)?;
    let heading = heading.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match (says(&["w/e", "ending", "ended"]), says(&["w/c", "commencing", "beginning", "starting"])) {
        (true, false) => Some(format!("w/e {text}")),
        (false, true) => Some(format!("w/c {text}")),
        _ => None,
    }
}

/// The quarter of a financial year of which a day is the last one.
fn quarter_that_ends(day: NaiveDate) -> Option<Period> {
    let ends = day.month().is_multiple_of(3) && day.succ_opt().is_some_and(|next| next.day() == 1);
    let (year, month) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?);
    ends.then(|| Period::quarter_of(year, month))
}

/// Turns the last day of a quarter into that quarter, as the window names it.
fn day_as_quarter(text: &str, window: Window) -> Option<String> {
    let quarter = written_day(text).and_then(quarter_that_ends)?;
    window.own(quarter).map(Period::short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_quarter_stands_for_it_and_no_other_day_does() {
        for (day, quarter) in [
            ("2025-03-31", "2024/25 Q4"),
            ("30/06/2024", "2024/25 Q1"),
            ("30.9.24", "2024/25 Q2"),
            ("2024-12-31", "2024/25 Q3"),
        ] {
            assert_eq!(day_as_quarter(day, Window::Snapshot).as_deref(), Some(quarter), "{day}");
        }
        for day in ["2025-03-30", "2025-04-30", "2025-01-31", "2025-02-28", "2025-04-01", "2024/25 Q4", ""] {
            assert_eq!(day_as_quarter(day, Window::Quarter), None, "{day}");
        }
        assert_eq!(day_as_quarter("2025-03-31", Window::CalendarQuarter).as_deref(), Some("2025 Q1"));
    }

    #[test]
    fn a_day_is_of_the_week_that_the_heading_says() {
        for (heading, text) in [
            ("Week ending", Some("w/e 05/07/2024")),
            ("Week ended (Friday)", Some("w/e 05/07/2024")),
            ("W/C", Some("w/c 05/07/2024")),
            ("Week commencing", Some("w/c 05/07/2024")),
            ("Week", None),
            ("Week beginning or ending", None),
        ] {
            assert_eq!(day_as_week("05/07/2024", heading).as_deref(), text, "{heading}");
        }
        assert_eq!(day_as_week("w/e 05/07/2024", "Week commencing"), None);
    }
}
