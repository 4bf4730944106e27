//! Headings that say by themselves that a column of a data file holds periods: Period, Month, Week ending
//! (Sunday), Fin year. It reads no cell below the headings.

use super::year_columns::YEARS;
use crate::load::{Worksheet, fold_heading};
use crate::value::Window;

/// Headings of any period.
const ANY: [&str; 4] = ["period", "reporting period", "period ending", "period ended"];

const QUARTERS: [&str; 3] = ["quarter", "quarter ending", "quarter ended"];

const MONTHS: [&str; 3] = ["month", "month ending", "month ended"];

const YEARS_THAT_END: [&str; 2] = ["year ending", "year ended"];

const WEEKS: [&str; 10] = [
    "week ending",
    "week ended",
    "w/e",
    "wk ending",
    "week commencing",
    "week beginning",
    "week starting",
    "w/c",
    "wk commencing",
    "week",
];

const DAYS: [&str; 2] = ["day", "date"];

/// Finds the column of periods: of several, the one whose heading is of the window's own periods.
pub(super) fn find(sheet: &Worksheet, window: Window) -> Option<usize> {
    let own: &[&str] = match window {
        Window::Week => &WEEKS,
        Window::Day => &DAYS,
        Window::Month => &MONTHS,
        Window::Quarter | Window::CalendarQuarter | Window::ThreeMonths => &QUARTERS,
        Window::CalendarYear | Window::FinancialYear | Window::AcademicYear | Window::PooledYears => &YEARS,
        Window::RollingYear => &YEARS_THAT_END,
        Window::YearToDate | Window::Snapshot => &[],
    };
    let groups: [&[&str]; 8] = [&ANY, own, &QUARTERS, &YEARS, &YEARS_THAT_END, &MONTHS, &WEEKS, &DAYS];
    let headings: Vec<String> = sheet.headings.iter().map(|cell| fold_heading(&cell.text)).collect();
    groups.into_iter().flatten().find_map(|name| headings.iter().position(|heading| names(heading, name)))
}

/// Whether a heading is this one, with or without words in brackets after it.
fn names(heading: &str, name: &str) -> bool {
    let before = heading.strip_suffix(')').and_then(|text| text.split_once('('));
    heading == name || before.is_some_and(|(before, _)| before.trim_end() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_brackets_after_a_heading_are_no_part_of_it() {
        for heading in ["week ending", "week ending (sunday)", "week ending(sun)"] {
            assert!(names(heading, "week ending"), "{heading}");
        }
        for heading in ["week", "week ending sunday", "(week ending)", "week ending)"] {
            assert!(!names(heading, "week ending"), "{heading}");
        }
    }
}
