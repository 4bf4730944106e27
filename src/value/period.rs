//! `Period`: a month, a quarter or a year, in every spelling that papers use. It never knows what day it is today.

use chrono::NaiveDate;

/// A stretch of time that a figure belongs to. Financial years run from April to March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A quarter of the financial year that starts in April of `year`; `quarter` is 1 to 4.
    Quarter {
        /// The year in which the financial year starts.
        year: u16,
        /// 1 (April to June) to 4 (January to March).
        quarter: u8,
    },
    /// The financial year that starts in April of this year.
    Financial(u16),
    /// A calendar year.
    Calendar(u16),
    /// The academic year that starts in September of this year.
    Academic(u16),
    /// A calendar month.
    Month {
        /// The year.
        year: u16,
        /// 1 to 12.
        month: u8,
    },
}

/// The names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Period {
    /// The period in its long form: "2023/24 quarter 2", "2014/15", "2019", "June 2023".
    pub fn long(self) -> String {
        match self {
            Self::Month { year, month } => format!("{} {year}", Self::month_name(month)),
            Self::Quarter { quarter, .. } => format!("{} quarter {quarter}", self.year_text()),
            _ => self.year_text(),
        }
    }

    /// The period in its short form: "2023/24 Q2", "2014/15", "2019", "Jun 2023".
    pub fn short(self) -> String {
        match self {
            Self::Month { year, month } => format!("{} {year}", &Self::month_name(month)[..3]),
            Self::Quarter { quarter, .. } => format!("{} Q{quarter}", self.year_text()),
            _ => self.year_text(),
        }
    }

    /// The year that the period lies in, in print: "2023/24" or "2019".
    pub fn year_text(self) -> String {
        match self {
            Self::Quarter { year, .. } | Self::Financial(year) | Self::Academic(year) => {
                format!("{year}/{:02}", (year + 1) % 100)
            }
            Self::Calendar(year) | Self::Month { year, .. } => year.to_string(),
        }
    }

    fn month_name(month: u8) -> &'static str {
        MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("January")
    }

    /// The financial year in which the period ends, by the calendar year in which that one starts.
    pub fn financial_year(self) -> u16 {
        let (year, month) = self.end();
        if month > 3 { year } else { year - 1 }
    }

    /// The number of the period's last month, counted from January of the year 0.
    pub fn months(self) -> u32 {
        let (year, month) = self.end();
        u32::from(year) * 12 + u32::from(month) - 1
    }

    /// The quarter of a financial year that holds a month, from 1 to 12, of a calendar year.
    pub(crate) fn quarter_of(year: u16, month: u8) -> Self {
        let quarter = (month + 8) % 12 / 3 + 1;
        Self::Quarter { year: if quarter == 4 { year - 1 } else { year }, quarter }
    }

    /// The length of the period in months.
    pub fn length(self) -> u32 {
        match self {
            Self::Month { .. } => 1,
            Self::Quarter { .. } => 3,
            Self::Financial(_) | Self::Calendar(_) | Self::Academic(_) => 12,
        }
    }

    /// The period of the same kind just after.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Quarter { year, quarter: 4 } => Self::Quarter { year: year + 1, quarter: 1 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter + 1 },
            Self::Financial(year) => Self::Financial(year + 1),
            Self::Calendar(year) => Self::Calendar(year + 1),
            Self::Academic(year) => Self::Academic(year + 1),
            Self::Month { year, month: 12 } => Self::Month { year: year + 1, month: 1 },
            Self::Month { year, month } => Self::Month { year, month: month + 1 },
        }
    }

    /// The calendar year and the month (1 to 12) in which the period ends, to tell which of two periods is
    /// the newer.
    pub fn end(self) -> (u16, u8) {
        match self {
            Self::Academic(year) => (year + 1, 8),
            Self::Month { year, month } => (year, month),
            Self::Quarter { year, quarter: 4 } => (year + 1, 3),
            Self::Quarter { year, quarter } => (year, 3 + 3 * quarter),
            Self::Financial(year) => (year + 1, 3),
            Self::Calendar(year) => (year, 12),
        }
    }

    /// The first day of the period.
    pub(crate) fn first_day(self) -> Option<NaiveDate> {
        let month = (self.months() + 1).checked_sub(self.length())?;
        NaiveDate::from_ymd_opt(i32::try_from(month / 12).ok()?, month % 12 + 1, 1)
    }

    /// The last day of the period.
    pub(crate) fn last_day(self) -> Option<NaiveDate> {
        let after = self.months() + 1;
        NaiveDate::from_ymd_opt(i32::try_from(after / 12).ok()?, after % 12 + 1, 1)?.pred_opt()
    }

    /// The period of the same length just before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter { year, quarter: 1 } => Self::Quarter { year: year - 1, quarter: 4 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter - 1 },
            Self::Financial(year) => Self::Financial(year - 1),
            Self::Calendar(year) => Self::Calendar(year - 1),
            Self::Academic(year) => Self::Academic(year - 1),
            Self::Month { year, month: 1 } => Self::Month { year: year - 1, month: 12 },
            Self::Month { year, month } => Self::Month { year, month: month - 1 },
        }
    }

    /// The month or quarter one year before; for a period of a year, the one before.
    #[must_use]
    pub fn year_ago(self) -> Self {
        match self {
            Self::Quarter { year, quarter } => Self::Quarter { year: year - 1, quarter },
            Self::Month { year, month } => Self::Month { year: year - 1, month },
            other => other.previous(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_source_papers_is_read() {
        let q2 = Period::Quarter { year: 2023, quarter: 2 };
        for text in [
            "2023/24 Q2",
            "2023-24 Q2",
            "2023/24 quarter 2",
            "2023/24 - Quarter 2".trim_matches('-'),
            "Q2 2023/24",
            "2023–24 q2",
            "Quarter 2, 2023/24",
            "2023/2024 Q2",
        ] {
            let read = Period::parse(&text.replace(" - ", " "));
            assert_eq!(read, Some(q2), "{text}");
        }
        assert_eq!(Period::parse("2014/15"), Some(Period::Financial(2014)));
        assert_eq!(Period::parse("1999/00"), Some(Period::Financial(1999)));
        assert_eq!(Period::parse("2019"), Some(Period::Calendar(2019)));
    }

    #[test]
    fn months_are_read_in_words_and_figures() {
        let june = Period::Month { year: 2023, month: 6 };
        for text in ["June 2023", "Jun 2023", "Jun-23", "jun 23", "2023-06"] {
            assert_eq!(Period::parse(text), Some(june), "{text}");
        }
        assert_eq!(Period::parse("Sept 2023"), Some(Period::Month { year: 2023, month: 9 }));
        assert_eq!(Period::parse("2023-24"), Some(Period::Financial(2023)));
        assert_eq!(Period::parse("2011-12"), Some(Period::Financial(2011)));
        assert_eq!((june.long(), june.short()), ("June 2023".into(), "Jun 2023".into()));
        assert_eq!(june.year_ago().next().short(), "Jul 2022");
        assert_eq!((june.financial_year(), june.previous().next()), (2023, june));
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in [
            "",
            "2023/25",
            "Q5 2023/24",
            "2023 Q2",
            "last year",
            "2023/24 Q2 Q3",
            "Q2",
            "2023/24 2024/25",
            "2023/24 2",
            "2023/",
            "2023/2099",
            "02023/24",
            "2003/+4",
            "2023/06",
            "2023-6",
            "23-06",
        ] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn neighbours_cross_the_year() {
        let q1 = Period::Quarter { year: 2024, quarter: 1 };
        assert_eq!(q1.previous().short(), "2023/24 Q4");
        assert_eq!(q1.year_ago().long(), "2023/24 quarter 1");
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
    fn a_period_has_a_first_and_a_last_day() {
        let days = |period: Period| {
            let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            (text(period.first_day()), text(period.last_day()))
        };
        let both = |first: &str, last: &str| (first.to_owned(), last.to_owned());
        assert_eq!(days(Period::Quarter { year: 2023, quarter: 4 }), both("2024-01-01", "2024-03-31"));
        assert_eq!(days(Period::Month { year: 2024, month: 2 }), both("2024-02-01", "2024-02-29"));
        assert_eq!(days(Period::Month { year: 2023, month: 12 }), both("2023-12-01", "2023-12-31"));
        assert_eq!(days(Period::Financial(2023)), both("2023-04-01", "2024-03-31"));
        assert_eq!(days(Period::Academic(2022)), both("2022-09-01", "2023-08-31"));
        assert_eq!(days(Period::Calendar(2023)), both("2023-01-01", "2023-12-31"));
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
}
