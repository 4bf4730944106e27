//! The reading of periods in a series of a known window, where a text means what it could not mean by itself:
//! "2001 Q4" is a quarter of the calendar year in a series of these. It never decides between two periods
//! that the window leaves open.

use chrono::{Datelike, NaiveDate};

use super::day::stated_day;
use super::month_span::{MonthSpan, month_by_number, months_between, numbered_month};
use super::period_words::{tidy, words};
use super::spelling::{Year, parts, pooled_years, years_to};
use super::{Period, Window};

impl Window {
    /// Reads a period of a series of this window; `None` where the text is none, or could be two of them.
    pub fn read(self, text: &str) -> Option<Period> {
        let own = match self {
            Self::CalendarQuarter => calendar_quarter(text),
            Self::PooledYears => pooled(text),
            Self::Month => {
                let text = tidy(text);
                let period = Period::parse(&text).and_then(|period| self.own(period));
                let numbered = period.or_else(|| numbered_month(&text, &words(&text)));
                numbered.or_else(|| month_by_number(&text))
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
        };
        let own = own.or_else(|| self.of_months(MonthSpan::read(text)?));
        own.or_else(|| self.on_stated_day(stated_day(text)?))
    }

    /// Whether a series of this window names a period by its end alone: of the twelve months to June 2025, of
    /// April to June 2025 or of 30 June 2025, "June 2025" and "2025/26 Q1" say the same.
    pub(crate) fn is_named_by_end(self) -> bool {
        match self {
            Self::YearToDate | Self::RollingYear | Self::Snapshot => true,
            Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::ThreeMonths
            | Self::Week
            | Self::Day
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::PooledYears => false,
        }
    }

    /// The month that ends a stretch of months which the window has, where it names a period by its end: June 2025
    /// of twelve months to June 2025 in rolling years, September 2025 of April to September 2025 in years to date.
    pub(crate) fn last_month_of(self, text: &str) -> Option<Period> {
        match self {
            Self::RollingYear | Self::YearToDate => self.of_months(MonthSpan::read(text)?),
            Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::ThreeMonths
            | Self::Week
            | Self::Day
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::PooledYears
            | Self::Snapshot => None,
        }
    }

    /// The period of these months; `None` where the window has none of as many, or none that ends so.
    fn of_months(self, span: MonthSpan) -> Option<Period> {
        let ((year, month), count) = (span.last, span.count);
        let years = u16::try_from(count / 12).ok()?;
        match self {
            Self::Month => (count == 1).then_some(Period::Month { year, month }),
            Self::Quarter | Self::CalendarQuarter | Self::ThreeMonths => {
                (count == 3).then_some(Period::ThreeMonths { year, month }).and_then(|three| self.own(three))
            }
            Self::CalendarYear => (count == 12 && month == 12).then_some(Period::Calendar(year)),
            Self::FinancialYear => (count == 12 && month == 3).then_some(Period::Financial(year - 1)),
            Self::AcademicYear => (count == 12 && month == 8).then_some(Period::Academic(year - 1)),
            Self::PooledYears if count >= 24 && count.is_multiple_of(12) => match month {
                12 => Some(Period::CalendarYears { first: year + 1 - years, last: year }),
                3 => Some(Period::FinancialYears { first: year - years, last: year - 1 }),
                _ => None,
            },
            Self::RollingYear => (count == 12).then_some(Period::Month { year, month }),
            Self::YearToDate => (count <= 12 && span.first().1 == 4).then_some(Period::Month { year, month }),
            Self::PooledYears | Self::Snapshot | Self::Week | Self::Day => None,
        }
    }

    /// The period that ends with a day on which something was counted: that day itself in a series of days, its
    /// month where the window names a period by its end and the day is the last of a month.
    fn on_stated_day(self, day: NaiveDate) -> Option<Period> {
        let is_last = day.succ_opt().is_some_and(|next| next.day() == 1);
        match self {
            Self::Day => Some(Period::Day(day)),
            window if window.is_named_by_end() && is_last => {
                let (year, month) = Period::Day(day).end();
                Some(Period::Month { year, month })
            }
            _ => None,
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
        for text in [
            "2001/02 Q4",
            "01/02 Q4",
            "2001 Q5",
            "FY 2001 Q4",
            "2001",
            "Nov-Jan 2001",
            "Dec-Feb 2002",
            "Sep-Dec 2001",
            "Sep-Nov 2001",
        ] {
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
