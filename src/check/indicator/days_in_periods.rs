//! Days among the periods of a data file, where each stands for the month, the quarter or the week that it ends.
//! It never decides which of two it stands for.

use chrono::{Datelike, NaiveDate};

use super::named_ends::NamedEnds;
use crate::value::{Period, Window, stated_day, written_day};

/// The meaning of days among periods, which all of a column or of a row of headings tell together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DaysInPeriods {
    /// Whether every day is the last one of a quarter: then each stands for the quarter that it ends. Where
    /// there are the ends of other months too, each stands for its month.
    quarter_ends: bool,
    /// Whether the others are years: then the first day of a month may be what Excel made of one, and stands
    /// for nothing.
    among_years: bool,
    /// The kind of period that months in a row stand for.
    ends: NamedEnds,
}

impl DaysInPeriods {
    /// Reads the days among `texts`.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone, window: Window) -> Self {
        let mut read = texts.clone().filter_map(Period::parse);
        let among_years =
            window != Window::Month && read.any(|period| matches!(period, Period::Financial(_)));
        let ends = NamedEnds::of(texts.clone(), window);
        Self { quarter_ends: are_quarter_ends(texts, window), among_years, ends }
    }

    /// The text of a typed period as a series of the window would write it. A day that is typed alone stays a day:
    /// no program has made it of anything.
    pub(super) fn typed_text(self, text: &str, window: Window) -> String {
        if written_day(text).is_some() { text.to_owned() } else { self.text(text, "", window) }
    }

    /// The text of a cell as a series of the window would write its period; `heading` is that of the cell's
    /// column.
    pub(super) fn text(self, text: &str, heading: &str, window: Window) -> String {
        let found = if let Some(text) = self.ends.text(text, window) {
            Some(text)
        } else if self.quarter_ends {
            day_as_quarter(text, window)
        } else if window == Window::Week {
            day_as_week(text, heading)
        } else if self.among_years && written_day(text).is_some_and(|day| day.day() == 1) {
            None
        } else {
            day_as_month(text, window)
        };
        found.unwrap_or_else(|| text.to_owned())
    }
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
    let mut days = texts.filter_map(|text| day_of(text, window)).peekable();
    has_quarters && days.peek().is_some() && days.all(|day| quarter_that_ends(day).is_some())
}

/// The day that a text is, or on which it says that something was counted, in a series that has how things stood.
fn day_of(text: &str, window: Window) -> Option<NaiveDate> {
    written_day(text).or_else(|| stated_day(text).filter(|_| window.is_named_by_end()))
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
    let quarter = day_of(text, window).and_then(quarter_that_ends)?;
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
