//! `Window`: the stretch of time that each value of a series covers. It never knows what day it is.

use chrono::NaiveDate;

use super::Period;

/// The stretch of time that a value of a series covers: a month, a year, or twelve months that roll on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Window {
    /// A month.
    Month,
    /// A quarter of a financial year.
    Quarter,
    /// A quarter of a calendar year.
    CalendarQuarter,
    /// Three months that roll on by one.
    ThreeMonths,
    /// A week.
    Week,
    /// A day.
    Day,
    /// January to December.
    CalendarYear,
    /// April to March.
    FinancialYear,
    /// September to August.
    AcademicYear,
    /// Several years that are counted together, as many as each period says: rates of three years that roll on.
    PooledYears,
    /// The months from April to the end of the period.
    YearToDate,
    /// The twelve months that end with the period.
    RollingYear,
    /// The last day of the period: how things stood then.
    Snapshot,
}

/// The word for each window in files.
pub(crate) const WINDOWS: [(&str, Window); 13] = [
    ("day", Window::Day),
    ("week", Window::Week),
    ("month", Window::Month),
    ("quarter", Window::Quarter),
    ("calendar_quarter", Window::CalendarQuarter),
    ("rolling_3_months", Window::ThreeMonths),
    ("calendar_year", Window::CalendarYear),
    ("financial_year", Window::FinancialYear),
    ("academic_year", Window::AcademicYear),
    ("pooled_years", Window::PooledYears),
    ("year_to_date", Window::YearToDate),
    ("rolling_12_months", Window::RollingYear),
    ("snapshot", Window::Snapshot),
];

impl Window {
    /// Whether the values of two periods share some of their time: such values go up and down
    /// together, and no test may compare them.
    pub fn overlap(self, a: Period, b: Period) -> bool {
        match self {
            Self::Snapshot => a.last_day() == b.last_day(),
            Self::RollingYear => a.months().abs_diff(b.months()) < 12,
            Self::YearToDate => a.financial_year() == b.financial_year(),
            Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::PooledYears
            | Self::ThreeMonths
            | Self::Week
            | Self::Day => a.shares_time(b),
        }
    }

    /// Whether the values of two periods can be compared: a year to date begins anew each April, so that
    /// only a value of the same financial year, or one that ends as far into another, says anything of
    /// it; years that are counted together are as many, and of one kind. Values of all other windows are alike.
    pub fn is_comparable(self, a: Period, b: Period) -> bool {
        let whole_years_apart = a.months().abs_diff(b.months()).is_multiple_of(12);
        match self {
            Self::YearToDate => whole_years_apart || a.financial_year() == b.financial_year(),
            Self::PooledYears => whole_years_apart && a.length() == b.length(),
            Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::ThreeMonths
            | Self::Week
            | Self::Day
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::RollingYear
            | Self::Snapshot => true,
        }
    }

    /// The period as this window means it: "2011-12" is a month in a series of months and a financial year
    /// in others, "2022/23" is a year of schools in a series of academic years, and a quarter of a calendar year
    /// is the quarter of a financial year that covers the same months. `None` where the period cannot belong
    /// to such a series: a month cannot to one of three months, of which it could be the last or the middle one.
    pub fn own(self, period: Period) -> Option<Period> {
        let (year, month) = period.end();
        match (self, period) {
            (Self::Month, Period::Financial(year)) => {
                let month = u8::try_from((year + 1) % 100).ok()?;
                (1..=12).contains(&month).then_some(Period::Month { year, month })
            }
            (Self::AcademicYear, Period::Financial(year)) => Some(Period::Academic(year)),
            (
                Self::Quarter | Self::YearToDate | Self::RollingYear | Self::Snapshot,
                Period::CalendarQuarter { .. },
            ) => Some(Period::quarter_of(year, month)),
            (Self::CalendarQuarter, Period::Quarter { .. }) => Some(Period::calendar_quarter_of(year, month)),
            (Self::ThreeMonths, Period::Quarter { .. } | Period::CalendarQuarter { .. }) => {
                Some(Period::ThreeMonths { year, month })
            }
            (Self::CalendarQuarter, Period::ThreeMonths { .. }) if month.is_multiple_of(3) => {
                Some(Period::calendar_quarter_of(year, month))
            }
            (
                Self::Quarter | Self::YearToDate | Self::RollingYear | Self::Snapshot,
                Period::ThreeMonths { .. },
            ) if month.is_multiple_of(3) => Some(Period::quarter_of(year, month)),
            (Self::Month, Period::Month { .. })
            | (Self::Quarter, Period::Quarter { .. })
            | (Self::CalendarQuarter, Period::CalendarQuarter { .. })
            | (Self::ThreeMonths, Period::ThreeMonths { .. })
            | (Self::Week | Self::Snapshot, Period::Week(_))
            | (Self::Day, Period::Day(_))
            | (Self::CalendarYear, Period::Calendar(_))
            | (Self::FinancialYear, Period::Financial(_))
            | (Self::AcademicYear, Period::Academic(_))
            | (Self::PooledYears, Period::CalendarYears { .. } | Period::FinancialYears { .. })
            | (Self::YearToDate, Period::Month { .. } | Period::Quarter { .. } | Period::Financial(_))
            | (
                Self::RollingYear | Self::Snapshot,
                Period::Month { .. }
                | Period::Quarter { .. }
                | Period::Financial(_)
                | Period::Calendar(_)
                | Period::Academic(_),
            ) => Some(period),
            (Self::Month, _)
            | (Self::Quarter, _)
            | (Self::CalendarQuarter, _)
            | (Self::ThreeMonths, _)
            | (Self::Week, _)
            | (Self::Day, _)
            | (Self::CalendarYear, _)
            | (Self::FinancialYear, _)
            | (Self::AcademicYear, _)
            | (Self::PooledYears, _)
            | (Self::YearToDate, _)
            | (
                Self::RollingYear | Self::Snapshot,
                Period::CalendarYears { .. }
                | Period::FinancialYears { .. }
                | Period::ThreeMonths { .. }
                | Period::Week(_)
                | Period::Day(_),
            ) => None,
        }
    }

    /// Whether a year's target may hold for each of its parts, of which this window has values.
    pub(crate) fn is_part_of_year(self) -> bool {
        match self {
            Self::Day
            | Self::Week
            | Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::ThreeMonths
            | Self::YearToDate => true,
            Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::PooledYears
            | Self::RollingYear
            | Self::Snapshot => false,
        }
    }

    /// The first day of the time that the value of a period covers. `None` for a snapshot, which is of the
    /// period's last day alone.
    pub(crate) fn first_day(self, period: Period) -> Option<NaiveDate> {
        let end = Period::Month { year: period.end().0, month: period.end().1 };
        match self {
            Self::Snapshot => None,
            Self::YearToDate => Some(Period::Financial(period.financial_year()).first_day()),
            Self::RollingYear => Some((0..11).fold(end, |month, _| month.previous()).first_day()),
            Self::Month
            | Self::Quarter
            | Self::CalendarQuarter
            | Self::ThreeMonths
            | Self::Week
            | Self::Day
            | Self::CalendarYear
            | Self::FinancialYear
            | Self::AcademicYear
            | Self::PooledYears => Some(period.first_day()),
        }
    }

    /// An example of the window's periods, as a file writes them.
    pub fn example(self) -> &'static str {
        match self {
            Self::Month => "\"2024-06\" or \"June 2024\"",
            Self::Quarter => "\"2024/25 Q1\"",
            Self::CalendarQuarter => "\"2024 Q1\" or \"Jan-Mar 2024\"",
            Self::ThreeMonths => "\"three months to June 2024\" or \"Apr-Jun 2024\"",
            Self::Week => "\"w/e 05/07/2024\" or \"2024-W27\"",
            Self::Day => "\"2024-07-05\" or \"05/07/2024\"",
            Self::CalendarYear => "\"2024\"",
            Self::FinancialYear | Self::AcademicYear => "\"2024/25\"",
            Self::PooledYears => "\"2022 to 2024\" or \"2022-24\"",
            Self::YearToDate | Self::RollingYear | Self::Snapshot => "\"2024/25 Q1\" or \"2024-06\"",
        }
    }

    /// The period that holds a day, in quotes as a file writes it; of several years together, those that end
    /// with it.
    pub fn holding(self, day: chrono::NaiveDate) -> String {
        use chrono::Datelike;
        let (year, month) = (day.year(), day.month());
        let financial = |start: u32| if month >= start { year } else { year - 1 };
        let years = |first: i32| format!("{first}/{:02}", (first + 1).rem_euclid(100));
        match self {
            Self::Quarter => format!("\"{} Q{}\"", years(financial(4)), (month + 8) % 12 / 3 + 1),
            Self::CalendarQuarter => format!("\"{year} Q{}\"", month.div_ceil(3)),
            Self::ThreeMonths => format!("\"three months to {}\"", day.format("%B %Y")),
            Self::Week => format!("\"w/e {}\"", day.format("%d/%m/%Y")),
            Self::Day => format!("\"{}\"", day.format("%Y-%m-%d")),
            Self::CalendarYear => format!("\"{year}\""),
            Self::FinancialYear => format!("\"{}\"", years(financial(4))),
            Self::PooledYears => format!("\"{} to {year}\"", year - 2),
            Self::AcademicYear => format!("\"{}\"", years(financial(9))),
            Self::Month => format!("\"{year}-{month:02}\""),
            // "2009-10" is a financial year in these.
            Self::YearToDate | Self::RollingYear | Self::Snapshot => {
                format!("\"{}\"", day.format("%B %Y"))
            }
        }
    }

    /// The words for the window in a subtitle: "rolling 12 months".
    pub fn words(self) -> &'static str {
        match self {
            Self::Month => "by month",
            Self::Quarter => "by quarter",
            Self::CalendarQuarter => "by calendar quarter",
            Self::ThreeMonths => "rolling three months",
            Self::Week => "by week",
            Self::Day => "by day",
            Self::CalendarYear => "by calendar year",
            Self::FinancialYear => "by financial year",
            Self::AcademicYear => "by academic year",
            Self::PooledYears => "pooled years",
            Self::YearToDate => "financial year to date",
            Self::RollingYear => "rolling 12 months",
            Self::Snapshot => "at the end of each period",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    #[test]
    fn a_window_has_a_first_day() {
        let first = |window: Window, text: &str| window.first_day(period(text)).map(|day| day.to_string());
        assert_eq!(first(Window::RollingYear, "2023/24 Q2").as_deref(), Some("2022-10-01"));
        assert_eq!(first(Window::RollingYear, "2024-03").as_deref(), Some("2023-04-01"));
        assert_eq!(first(Window::YearToDate, "2024-01").as_deref(), Some("2023-04-01"));
        assert_eq!(first(Window::Quarter, "2023/24 Q2").as_deref(), Some("2023-07-01"));
        assert_eq!(first(Window::Snapshot, "2023/24 Q2"), None);
    }

    #[test]
    fn rolling_years_a_quarter_apart_share_nine_months() {
        let (q2, q3, later) = (period("2023/24 Q2"), period("2023/24 Q3"), period("2024/25 Q2"));
        assert!(Window::RollingYear.overlap(q2, q3));
        assert!(!Window::RollingYear.overlap(q2, later));
        assert!(!Window::Quarter.overlap(q2, q3));
        assert!(Window::YearToDate.overlap(q2, q3) && !Window::YearToDate.overlap(q2, later));
    }

    #[test]
    fn a_window_shares_time_with_itself_and_with_no_later_one() {
        let month = |number| Period::Month { year: 2024, month: number };
        for window in [Window::Month, Window::Snapshot] {
            assert!(window.overlap(month(5), month(5)));
            assert!(!window.overlap(month(5), month(6)) && !window.overlap(month(6), month(5)));
        }
        for window in [Window::CalendarYear, Window::FinancialYear, Window::AcademicYear] {
            assert!(window.overlap(Period::Calendar(2023), Period::Calendar(2023)));
            assert!(!window.overlap(Period::Calendar(2023), Period::Calendar(2024)));
        }
    }

    #[test]
    fn a_year_to_date_is_compared_within_its_year_or_with_as_much_of_another() {
        let (march, april, may) = (period("2024-03"), period("2024-04"), period("2024-05"));
        let to_date = Window::YearToDate;
        assert!(!to_date.is_comparable(march, april) && to_date.is_comparable(april, may));
        assert!(
            to_date.is_comparable(period("2023-05"), may) && !to_date.is_comparable(period("2023-04"), may)
        );
        assert!(!to_date.is_comparable(period("2023/24 Q4"), period("2024/25 Q1")));
        assert!(Window::RollingYear.is_comparable(march, april));
    }

    #[test]
    fn a_day_lies_in_a_period_of_each_window() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
        assert_eq!(Window::Quarter.holding(day("2025-03-31")), "\"2024/25 Q4\"");
        assert_eq!(Window::Quarter.holding(day("2025-04-01")), "\"2025/26 Q1\"");
        assert_eq!(Window::Quarter.holding(day("2024-12-01")), "\"2024/25 Q3\"");
        assert_eq!(Window::AcademicYear.holding(day("2024-08-31")), "\"2023/24\"");
        assert_eq!(Window::Month.holding(day("2024-08-31")), "\"2024-08\"");
        assert_eq!(Window::Snapshot.holding(day("2009-10-01")), "\"October 2009\"");
    }

    #[test]
    fn a_window_reads_periods_its_own_way() {
        let twelve = period("2011-12");
        assert_eq!(Window::Month.own(twelve), Some(Period::Month { year: 2011, month: 12 }));
        assert_eq!(Window::FinancialYear.own(twelve), Some(Period::Financial(2011)));
        assert_eq!(Window::AcademicYear.own(twelve), Some(Period::Academic(2011)));
        assert_eq!(Window::Quarter.own(twelve), None);
        assert_eq!(Window::Month.own(period("2015/16")), None);
    }
}
