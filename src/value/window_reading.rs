//! The reading of periods in a series of a known window, where a text means what it could not mean by itself:
//! "2001 Q4" is a quarter of the calendar year in a series of these. It never decides between two periods
//! that the window leaves open.

use super::period_words::{tidy, words};
use super::spelling::{Year, months_between, numbered_month, parts, pooled_years, years_to};
use super::{Period, Window};

impl Window {
    /// Reads a period of a series of this window; `None` where the text is none, or could be two of them.
    pub fn read(self, text: &str) -> Option<Period> {
        match self {
            Self::CalendarQuarter => calendar_quarter(text),
            Self::PooledYears => pooled(text),
            Self::Month => {
                let text = tidy(text);
                let period = Period::parse(&text).and_then(|period| self.own(period));
                period.or_else(|| numbered_month(&text, &words(&text)))
            }
            Self::Quarter
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::ThreeMonths
            | Self::Week
            | Self::Day
            | Self::YearToDate
            | Self::RollingYear
            | Self::Snapshot => Period::parse(text).and_then(|period| self.own(period)),
        }
    }
}

/// Reads "2008-10", "2008 to 2010" or "2018/19 to 2020/21" as years that are counted together.
fn pooled(text: &str) -> Option<Period> {
    let text = tidy(text);
    let short = pooled_years(&text).map(|[first, last]| Period::CalendarYears { first, last });
    short.or_else(|| years_to(&text))
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
    use crate::value::{WINDOWS, written_day};

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

    #[test]
    fn years_together_are_read_in_their_own_series_and_in_others_only_where_they_are_clear() {
        let window = Window::PooledYears;
        for text in
            ["2008-10", "2008 - 10", "2008–10", "2008-2010", "2008 to 2010", "2008/10", "2008-10 [Note 2]"]
        {
            assert_eq!(window.read(text).map(Period::long).as_deref(), Some("2008 to 2010"), "{text}");
        }
        for text in [
            "2018/19 to 2020/21",
            "2018/19 - 2020/21",
            "2018-19 to 2020-21",
            "2018/19-20/21",
            "2018-19-2020-21",
        ] {
            assert_eq!(window.read(text).map(Period::long).as_deref(), Some("2018/19 to 2020/21"), "{text}");
        }
        assert_eq!(short(window, "1999-01").as_deref(), Some("1999–2001"));
        assert_eq!(short(window, "2020 to 2021").as_deref(), Some("2020 to 2021"));
        for text in [
            "2020-21",
            "2020/21",
            "2020-2021",
            "2020",
            "2010-08",
            "2008 to 2018",
            "2008-10-01",
            "2020/21 to 2018/19",
        ] {
            assert_eq!(short(window, text), None, "{text}");
        }
        assert_eq!(short(Window::Month, "2008-10").as_deref(), Some("Oct 2008"));
        for text in ["2008-10", "2020 to 2021", "2008/10"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        assert_eq!(Period::parse("2008-2010").map(Period::short).as_deref(), Some("2008–10"));
    }

    #[test]
    fn three_months_are_read_by_their_first_and_last_or_their_last() {
        let window = Window::ThreeMonths;
        for text in [
            "three months to January 2024",
            "3 months ending Jan 2024",
            "Nov 2023 - Jan 2024",
            "Nov 2023–Jan 2024",
            "November 2023 to January 2024",
        ] {
            assert_eq!(short(window, text).as_deref(), Some("Nov 2023–Jan 2024"), "{text}");
        }
        for text in ["May-Jul 2024", "three months to 2024-07", "May to July 2024"] {
            assert_eq!(short(window, text).as_deref(), Some("May–Jul 2024"), "{text}");
        }
        assert_eq!(window.read("2024/25 Q1"), Some(Period::ThreeMonths { year: 2024, month: 6 }));
        // The month could be the last or the middle one; the year that of November or of January.
        for text in [
            "2024-06",
            "2024 JUN",
            "Nov-Jan 2024",
            "2024 Q1",
            "May-Aug 2024",
            "three months to 2024",
            "6 months to June 2024",
        ] {
            assert_eq!(short(window, text), None, "{text}");
        }
        assert_eq!(short(Window::Quarter, "three months to June 2024").as_deref(), Some("2024/25 Q1"));
        assert_eq!(short(Window::Quarter, "three months to July 2024"), None);
    }

    #[test]
    fn a_week_has_a_year_ago_of_52_weeks_before() {
        let week = Window::Week.read("w/e 5 July 2024");
        assert_eq!(week.and_then(Period::year_ago).map(Period::short).as_deref(), Some("w/e 7 Jul 2023"));
        assert_eq!(short(Window::Week, "05/07/2024"), None);
        assert_eq!(short(Window::Day, "05/07/2024").as_deref(), Some("5 Jul 2024"));
        assert_eq!(short(Window::Day, "w/e 05/07/2024"), None);
        assert_eq!(short(Window::Month, "05/07/2024"), None);
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
        let pooled = [(1998, 2000), (1999, 2001), (2008, 2010), (2009, 2011), (2020, 2021), (2015, 2024)];
        let pooled = pooled.into_iter().flat_map(|(first, last)| {
            [
                (Window::PooledYears, Period::CalendarYears { first, last }),
                (Window::PooledYears, Period::FinancialYears { first, last }),
            ]
        });
        let three = (1..=12).map(|month| (Window::ThreeMonths, Period::ThreeMonths { year: 2023, month }));
        let days = ["2023-12-31", "2024-01-01", "2024-02-28", "2024-02-29", "2024-07-05", "1999-05-01"];
        let days = days.into_iter().filter_map(written_day).flat_map(|day| {
            [
                (Window::Week, Period::Week(day)),
                (Window::Day, Period::Day(day)),
                (Window::Snapshot, Period::Week(day)),
            ]
        });
        quarters.chain(months).chain(years).chain(pooled).chain(three).chain(days).collect()
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
    fn neighbours_are_in_order_and_share_no_day_where_they_do_not_roll() {
        for (window, period) in every_kind() {
            let (before, after) = (period.previous(), period.next());
            assert_eq!((before.next(), after.previous()), (period, period));
            assert!(before < period && period < after, "{}", period.long());
            assert!(before.last_day() < period.last_day() && period.last_day() < after.last_day());
            let rolls = matches!(window, Window::PooledYears | Window::ThreeMonths);
            assert_eq!(period.last_day().succ_opt() == Some(after.first_day()), !rolls, "{}", period.long());
            assert!(window.overlap(period, period));
            assert_eq!(window.overlap(period, after), rolls, "{}", period.long());
            let Some(before) = period.year_ago() else {
                assert_eq!(period.short(), "29 Feb 2024");
                continue;
            };
            assert_eq!(window.overlap(period, before), window == Window::PooledYears, "{}", period.long());
            assert!(
                before < period && period.months() - before.months() == 12
                    || window == Window::Week
                    || window == Window::Snapshot
            );
        }
    }
}
