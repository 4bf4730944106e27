//! The reading of periods in a series of a known window, where a text means what it could not mean by itself:
//! "2001 Q4" is a quarter of the calendar year in a series of these. It never decides between two periods
//! that the window leaves open.

use super::spelling::{Year, months_between, parts, tidy, words};
use super::{Period, Window};

impl Window {
    /// Reads a period of a series of this window; `None` where the text is none, or could be two of them.
    pub fn read(self, text: &str) -> Option<Period> {
        match self {
            Self::CalendarQuarter => calendar_quarter(text),
            Self::Month
            | Self::Quarter
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::YearToDate
            | Self::RollingYear
            | Self::Snapshot => Period::parse(text).and_then(|period| self.own(period)),
        }
    }
}

/// Reads "2001 Q4", "Q4 2001" or "Oct-Dec 2001" as a quarter of the calendar year.
fn calendar_quarter(text: &str) -> Option<Period> {
    let text = tidy(text);
    if let Some((false, Year::Calendar(year), Some(quarter @ 1..=4))) = parts(&text) {
        return Some(Period::CalendarQuarter { year, quarter });
    }
    let (first, (year, month)) = months_between(&words(&text))?;
    let quarter = Period::calendar_quarter_of(year, month);
    (quarter.end() == (year, month) && (first.0, first.1 + 2) == (year, month)).then_some(quarter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::WINDOWS;

    fn short(window: Window, text: &str) -> Option<String> {
        window.read(text).map(Period::short)
    }

    #[test]
    fn quarters_of_the_calendar_year_are_read_in_their_own_series_alone() {
        let window = Window::CalendarQuarter;
        for text in [
            "2001 Q4",
            "Q4 2001",
            "2001 quarter 4",
            "Qtr 4, 2001",
            "Oct-Dec 2001",
            "October to December 2001",
        ] {
            assert_eq!(short(window, text).as_deref(), Some("2001 Q4"), "{text}");
        }
        assert_eq!(short(window, "Jan 2002 - Mar 2002").as_deref(), Some("2002 Q1"));
        for text in
            ["2001/02 Q4", "01/02 Q4", "2001 Q5", "FY 2001 Q4", "2001", "Nov-Jan 2001", "Dec-Feb 2002"]
        {
            assert_eq!(short(window, text), None, "{text}");
        }
        assert_eq!(short(Window::Quarter, "2001 Q4"), None);
        assert_eq!(short(Window::Quarter, "Oct-Dec 2001").as_deref(), Some("2001/02 Q3"));
    }

    /// Periods of every kind, each at the turn of a year and before and after it.
    fn every_kind() -> Vec<(Window, Period)> {
        let quarters = (1..=4).flat_map(|quarter| {
            [
                (Window::Quarter, Period::Quarter { year: 2023, quarter }),
                (Window::CalendarQuarter, Period::CalendarQuarter { year: 2023, quarter }),
            ]
        });
        let months = (1..=12).map(|month| (Window::Month, Period::Month { year: 2023, month }));
        let years = [1999, 2009, 2010, 2011, 2023].into_iter().flat_map(|year| {
            [
                (Window::FinancialYear, Period::Financial(year)),
                (Window::CalendarYear, Period::Calendar(year)),
                (Window::AcademicYear, Period::Academic(year)),
            ]
        });
        quarters.chain(months).chain(years).collect()
    }

    #[test]
    fn every_period_is_read_back_from_its_names() {
        for (window, period) in every_kind() {
            for text in [period.long(), period.short(), period.short().to_uppercase()] {
                assert_eq!(window.read(&text), Some(period), "{text}");
            }
            assert_eq!(window.own(period), Some(period), "{}", period.long());
        }
        for (_, window) in WINDOWS {
            let mut examples = window.example().split(" or ").map(|text| text.trim_matches('"'));
            assert!(examples.all(|text| window.read(text).is_some()), "{}", window.example());
        }
    }

    #[test]
    fn neighbours_are_in_order_and_share_no_day() {
        for (window, period) in every_kind() {
            let (before, after) = (period.previous(), period.next());
            assert_eq!((before.next(), after.previous()), (period, period));
            assert!(before < period && period < after, "{}", period.long());
            assert!(before.last_day() < period.last_day() && period.last_day() < after.last_day());
            assert_eq!(period.last_day().succ_opt(), Some(after.first_day()), "{}", period.long());
            assert!(window.overlap(period, period) && !window.overlap(period, after));
            assert!(!window.overlap(period, period.year_ago()), "{}", period.long());
        }
    }
}
