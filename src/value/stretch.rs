//! The stretch of time that a period covers: its first and last days, and the periods beside it. It prints
//! nothing.

use chrono::{Datelike, Days, NaiveDate};

use super::Period;

impl Period {
    /// The first day of the period.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Week(day) => days_before(day, 6),
            Self::Quarter { .. }
            | Self::CalendarQuarter { .. }
            | Self::Financial(_)
            | Self::Calendar(_)
            | Self::Academic(_)
            | Self::CalendarYears { .. }
            | Self::FinancialYears { .. }
            | Self::ThreeMonths { .. }
            | Self::Month { .. } => {
                let (year, month) = self.first_month();
                first_of(i32::from(year), u32::from(month))
            }
        }
    }

    /// The calendar year and the month (1 to 12) in which the period begins.
    pub(crate) fn first_month(self) -> (u16, u8) {
        let before = (self.months() + 1).saturating_sub(self.length().max(1));
        (u16::try_from(before / 12).unwrap_or_default(), u8::try_from(before % 12).unwrap_or_default() + 1)
    }

    /// The last day of the period, by which periods are put in order of time.
    pub fn last_day(self) -> NaiveDate {
        if let Self::Week(day) | Self::Day(day) = self {
            return day;
        }
        let (year, month) = self.end();
        let (year, month) = (i32::from(year), u32::from(month));
        let next = if month == 12 { first_of(year + 1, 1) } else { first_of(year, month + 1) };
        next.pred_opt().unwrap_or(next)
    }

    /// Whether two periods have a day in common.
    pub fn shares_time(self, other: Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Whether the period ended before another one did, as a reader of the other one has it: the last week
    /// that ends in a month is not before that month.
    pub fn ends_before(self, other: Self) -> bool {
        if other.length() == 0 { self.last_day() < other.last_day() } else { self.months() < other.months() }
    }

    /// Whether the period is shown where another one is the first: a week is, from the first that ends in a
    /// month.
    pub fn is_shown_from(self, first: Self) -> bool {
        self.last_day() >= if self.length() == 0 { first.first_day() } else { first.last_day() }
    }

    /// Whether the period lies wholly in another one.
    pub fn lies_in(self, other: Self) -> bool {
        other.first_day() <= self.first_day() && self.last_day() <= other.last_day()
    }

    /// The financial year in which the period ends, by the calendar year in which that one starts.
    pub fn financial_year(self) -> u16 {
        let (year, month) = self.end();
        if month > 3 { year } else { year - 1 }
    }

    /// The number of the month in which the period ends, counted from January of the year 0.
    pub fn months(self) -> u32 {
        let (year, month) = self.end();
        u32::from(year) * 12 + u32::from(month) - 1
    }

    /// The length of the period in months; 0 for a week or a day.
    pub fn length(self) -> u32 {
        match self {
            Self::Week(_) | Self::Day(_) => 0,
            Self::Month { .. } => 1,
            Self::Quarter { .. } | Self::CalendarQuarter { .. } | Self::ThreeMonths { .. } => 3,
            Self::Financial(_) | Self::Calendar(_) | Self::Academic(_) => 12,
            Self::CalendarYears { first, last } | Self::FinancialYears { first, last } => {
                12 * (u32::from(last.saturating_sub(first)) + 1)
            }
        }
    }

    /// The calendar year and the month (1 to 12) in which the period ends.
    pub fn end(self) -> (u16, u8) {
        match self {
            Self::Academic(year) => (year + 1, 8),
            Self::Month { year, month } | Self::ThreeMonths { year, month } => (year, month),
            Self::Week(day) | Self::Day(day) => {
                (u16::try_from(day.year()).unwrap_or_default(), u8::try_from(day.month()).unwrap_or(1))
            }
            Self::Quarter { year, quarter: 4 } => (year + 1, 3),
            Self::Quarter { year, quarter } => (year, 3 + 3 * quarter),
            Self::CalendarQuarter { year, quarter } => (year, 3 * quarter),
            Self::Financial(year) | Self::FinancialYears { last: year, .. } => (year + 1, 3),
            Self::Calendar(year) | Self::CalendarYears { last: year, .. } => (year, 12),
        }
    }

    /// The period of the same kind just after. Years that are counted together roll on by one year, and three
    /// months by one month.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Quarter { year, quarter: 4 } => Self::Quarter { year: year + 1, quarter: 1 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter + 1 },
            Self::CalendarQuarter { year, quarter: 4 } => {
                Self::CalendarQuarter { year: year + 1, quarter: 1 }
            }
            Self::CalendarQuarter { year, quarter } => Self::CalendarQuarter { year, quarter: quarter + 1 },
            Self::Financial(year) => Self::Financial(year + 1),
            Self::Calendar(year) => Self::Calendar(year + 1),
            Self::Academic(year) => Self::Academic(year + 1),
            Self::CalendarYears { first, last } => Self::CalendarYears { first: first + 1, last: last + 1 },
            Self::FinancialYears { first, last } => Self::FinancialYears { first: first + 1, last: last + 1 },
            Self::Month { year, month: 12 } => Self::Month { year: year + 1, month: 1 },
            Self::Month { year, month } => Self::Month { year, month: month + 1 },
            Self::ThreeMonths { year, month: 12 } => Self::ThreeMonths { year: year + 1, month: 1 },
            Self::ThreeMonths { year, month } => Self::ThreeMonths { year, month: month + 1 },
            Self::Week(day) => Self::Week(days_after(day, 7)),
            Self::Day(day) => Self::Day(days_after(day, 1)),
        }
    }

    /// The period of the same kind just before. Years that are counted together roll on by one year, and three
    /// months by one month, so that they share time with those before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter { year, quarter: 1 } => Self::Quarter { year: year - 1, quarter: 4 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter - 1 },
            Self::CalendarQuarter { year, quarter: 1 } => {
                Self::CalendarQuarter { year: year - 1, quarter: 4 }
            }
            Self::CalendarQuarter { year, quarter } => Self::CalendarQuarter { year, quarter: quarter - 1 },
            Self::Financial(year) => Self::Financial(year - 1),
            Self::Calendar(year) => Self::Calendar(year - 1),
            Self::Academic(year) => Self::Academic(year - 1),
            Self::CalendarYears { first, last } => Self::CalendarYears { first: first - 1, last: last - 1 },
            Self::FinancialYears { first, last } => Self::FinancialYears { first: first - 1, last: last - 1 },
            Self::Month { year, month: 1 } => Self::Month { year: year - 1, month: 12 },
            Self::Month { year, month } => Self::Month { year, month: month - 1 },
            Self::ThreeMonths { year, month: 1 } => Self::ThreeMonths { year: year - 1, month: 12 },
            Self::ThreeMonths { year, month } => Self::ThreeMonths { year, month: month - 1 },
            Self::Week(day) => Self::Week(days_before(day, 7)),
            Self::Day(day) => Self::Day(days_before(day, 1)),
        }
    }

    /// The month, quarter or day one year before; of a week, the one that ends 52 weeks before; for a period of
    /// a year or more, the one before. `None` for 29 February, which the year before does not have.
    pub fn year_ago(self) -> Option<Self> {
        Some(match self {
            Self::Quarter { year, quarter } => Self::Quarter { year: year - 1, quarter },
            Self::CalendarQuarter { year, quarter } => Self::CalendarQuarter { year: year - 1, quarter },
            Self::Month { year, month } => Self::Month { year: year - 1, month },
            Self::ThreeMonths { year, month } => Self::ThreeMonths { year: year - 1, month },
            Self::Week(day) => Self::Week(days_before(day, 7 * 52)),
            Self::Day(day) => Self::Day(day.with_year(day.year() - 1)?),
            Self::Financial(_)
            | Self::Calendar(_)
            | Self::Academic(_)
            | Self::CalendarYears { .. }
            | Self::FinancialYears { .. } => self.previous(),
        })
    }
}

fn days_before(day: NaiveDate, count: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(count)).unwrap_or(day)
}

fn days_after(day: NaiveDate, count: u64) -> NaiveDate {
    day.checked_add_days(Days::new(count)).unwrap_or(day)
}

/// The first day of a month.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_cross_the_year() {
        let q1 = Period::Quarter { year: 2024, quarter: 1 };
        assert_eq!(q1.previous().short(), "2023/24 Q4");
        assert_eq!(q1.year_ago().map(Period::long).as_deref(), Some("2023/24 quarter 1"));
        for (before, after) in [
            (Period::Quarter { year: 2023, quarter: 4 }, q1),
            (Period::Month { year: 2023, month: 12 }, Period::Month { year: 2024, month: 1 }),
            (Period::Financial(2023), Period::Financial(2024)),
            (Period::Calendar(2023), Period::Calendar(2024)),
            (Period::Academic(2023), Period::Academic(2024)),
        ] {
            assert_eq!((before.next(), after.previous()), (after, before));
            assert_eq!(after.months() - before.months(), before.length());
        }
    }

    #[test]
    fn a_period_ends_with_its_last_month() {
        let ends = |period: Period| (period.end(), period.financial_year(), period.length());
        assert_eq!(ends(Period::Month { year: 2024, month: 3 }), ((2024, 3), 2023, 1));
        assert_eq!(ends(Period::Month { year: 2024, month: 4 }), ((2024, 4), 2024, 1));
        assert_eq!(ends(Period::Quarter { year: 2023, quarter: 3 }), ((2023, 12), 2023, 3));
        assert_eq!(ends(Period::Quarter { year: 2023, quarter: 4 }), ((2024, 3), 2023, 3));
        assert_eq!(ends(Period::Financial(2023)), ((2024, 3), 2023, 12));
        assert_eq!(ends(Period::Calendar(2023)), ((2023, 12), 2023, 12));
        assert_eq!(ends(Period::Academic(2023)), ((2024, 8), 2024, 12));
        assert_eq!(Period::Month { year: 2023, month: 1 }.months(), 2023 * 12);
    }

    /// A month of 2025, and a week or day by its last day.
    fn month(month: u8) -> Period {
        Period::Month { year: 2025, month }
    }

    fn week(day: &str) -> Period {
        Period::Week(day.parse().expect("a day"))
    }

    /// January to March 2025.
    const Q4: Period = Period::Quarter { year: 2024, quarter: 4 };

    #[test]
    fn a_week_that_ends_in_a_month_is_not_before_it() {
        for (one, other, is_before) in [
            (month(2), month(3), true),
            (month(3), month(3), false),
            (month(4), month(3), false),
            (week("2025-02-28"), month(3), true),
            (week("2025-03-30"), month(3), false),
            (month(2), week("2025-03-02"), true),
            (month(2), week("2025-02-28"), false),
            (month(2), week("2025-02-27"), false),
            (week("2025-03-30"), week("2025-04-06"), true),
            (Q4, month(3), false),
        ] {
            assert_eq!(one.ends_before(other), is_before, "{} {}", one.long(), other.long());
        }
    }

    #[test]
    fn a_week_is_shown_from_the_first_day_and_others_from_the_last() {
        for (one, first, is_shown) in [
            (week("2025-02-28"), month(3), false),
            (week("2025-03-01"), month(3), true),
            (week("2025-03-02"), month(3), true),
            (month(2), month(3), false),
            (month(3), month(3), true),
            (month(4), month(3), true),
            (month(1), Q4, false),
            (month(3), Q4, true),
        ] {
            assert_eq!(one.is_shown_from(first), is_shown, "{} {}", one.long(), first.long());
        }
    }

    #[test]
    fn a_period_lies_in_another_with_both_its_ends() {
        for (one, lies) in [
            (Period::Month { year: 2024, month: 12 }, false),
            (month(1), true),
            (month(2), true),
            (month(3), true),
            (month(4), false),
            (Q4, true),
            (Period::Financial(2024), false),
        ] {
            assert_eq!(one.lies_in(Q4), lies, "{}", one.long());
        }
    }
}
