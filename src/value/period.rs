//! `Period`: a day, a week, a month, a quarter, a year or several, and its names. It never knows what day it is.

use chrono::{Datelike, NaiveDate};

/// A stretch of time that a figure belongs to. Financial years run from April to March, academic years from
/// September to August.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A quarter of the financial year that starts in April of `year`; `quarter` is 1 to 4.
    Quarter {
        /// The year in which the financial year starts.
        year: u16,
        /// 1 (April to June) to 4 (January to March).
        quarter: u8,
    },
    /// A quarter of a calendar year: 1 is January to March.
    CalendarQuarter {
        /// The year.
        year: u16,
        /// 1 (January to March) to 4 (October to December).
        quarter: u8,
    },
    /// The financial year that starts in April of this year.
    Financial(u16),
    /// A calendar year.
    Calendar(u16),
    /// The academic year that starts in September of this year.
    Academic(u16),
    /// Calendar years that are counted together.
    CalendarYears {
        /// The first of them.
        first: u16,
        /// The last of them.
        last: u16,
    },
    /// Financial years that are counted together.
    FinancialYears {
        /// The year in which the first of them starts.
        first: u16,
        /// The year in which the last of them starts.
        last: u16,
    },
    /// The three months that end with a month.
    ThreeMonths {
        /// The year of the last of them.
        year: u16,
        /// The last of them, 1 to 12.
        month: u8,
    },
    /// The week that ends with this day.
    Week(NaiveDate),
    /// A day.
    Day(NaiveDate),
    /// A calendar month.
    Month {
        /// The year.
        year: u16,
        /// 1 to 12.
        month: u8,
    },
}

/// The names of the months.
pub(crate) const MONTHS: [&str; 12] = [
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
            Self::Quarter { quarter, .. } | Self::CalendarQuarter { quarter, .. } => {
                format!("{} quarter {quarter}", self.year_text())
            }
            Self::Financial(_)
            | Self::Calendar(_)
            | Self::Academic(_)
            | Self::CalendarYears { .. }
            | Self::FinancialYears { .. } => self.year_text(),
            Self::ThreeMonths { year, month } => {
                format!("three months to {} {year}", Self::month_name(month))
            }
            Self::Week(day) => format!("week ending {}", Self::Day(day).long()),
            Self::Day(day) => format!("{} {} {}", day.day(), Self::name_of_month(day), day.year()),
        }
    }

    /// The period in its short form: "2023/24 Q2", "2014/15", "2019", "Jun 2023".
    pub fn short(self) -> String {
        match self {
            Self::Month { year, month } => format!("{} {year}", &Self::month_name(month)[..3]),
            Self::Quarter { quarter, .. } | Self::CalendarQuarter { quarter, .. } => {
                format!("{} Q{quarter}", self.year_text())
            }
            Self::Financial(_) | Self::Calendar(_) | Self::Academic(_) => self.year_text(),
            Self::CalendarYears { .. } | Self::FinancialYears { .. } => match self.short_years() {
                Some([first, last]) => format!("{first}–{last}"),
                None => self.year_text(),
            },
            Self::ThreeMonths { year, month } => match self.first_month() {
                (first, start) if first == year => {
                    format!("{}–{} {year}", &Self::month_name(start)[..3], &Self::month_name(month)[..3])
                }
                (first, start) => format!(
                    "{} {first}–{} {year}",
                    &Self::month_name(start)[..3],
                    &Self::month_name(month)[..3]
                ),
            },
            Self::Week(day) => format!("w/e {}", Self::Day(day).short()),
            Self::Day(day) => format!("{} {} {}", day.day(), &Self::name_of_month(day)[..3], day.year()),
        }
    }

    /// The first and the last of several years as a short form has them, "2008" and "10"; `None` where only
    /// their long form is clear: "2020–21" could be one financial year.
    pub(crate) fn short_years(self) -> Option<[String; 2]> {
        match self {
            Self::CalendarYears { first, last } if last == first + 1 => None,
            Self::CalendarYears { first, last } if first / 100 == last / 100 => {
                Some([first.to_string(), format!("{:02}", last % 100)])
            }
            period => period.first_and_last_year(),
        }
    }

    /// The first and the last of several years, in full; `None` for a period of one year or less.
    pub(crate) fn first_and_last_year(self) -> Option<[String; 2]> {
        match self {
            Self::CalendarYears { first, last } => Some([first.to_string(), last.to_string()]),
            Self::FinancialYears { first, last } => {
                Some([first, last].map(|year| Self::Financial(year).year_text()))
            }
            Self::Quarter { .. }
            | Self::CalendarQuarter { .. }
            | Self::Financial(_)
            | Self::Calendar(_)
            | Self::Academic(_)
            | Self::ThreeMonths { .. }
            | Self::Week(_)
            | Self::Day(_)
            | Self::Month { .. } => None,
        }
    }

    /// The year that the period lies or ends in, in print: "2023/24" or "2019"; of several years the first and
    /// the last.
    pub fn year_text(self) -> String {
        match self {
            Self::CalendarYears { .. } | Self::FinancialYears { .. } => {
                self.first_and_last_year().map(|years| years.join(" to ")).unwrap_or_default()
            }
            Self::Quarter { year, .. } | Self::Financial(year) | Self::Academic(year) => {
                format!("{year}/{:02}", (year + 1) % 100)
            }
            Self::Calendar(year)
            | Self::Month { year, .. }
            | Self::CalendarQuarter { year, .. }
            | Self::ThreeMonths { year, .. } => year.to_string(),
            Self::Week(day) | Self::Day(day) => day.year().to_string(),
        }
    }

    fn month_name(month: u8) -> &'static str {
        MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("January")
    }

    fn name_of_month(day: NaiveDate) -> &'static str {
        Self::month_name(u8::try_from(day.month()).unwrap_or_default())
    }

    /// The quarter of a financial year that holds a month, from 1 to 12, of a calendar year.
    pub(crate) fn quarter_of(year: u16, month: u8) -> Self {
        let quarter = (month + 8) % 12 / 3 + 1;
        Self::Quarter { year: if quarter == 4 { year - 1 } else { year }, quarter }
    }

    /// The quarter of a calendar year that holds a month, from 1 to 12, of it.
    pub(crate) fn calendar_quarter_of(year: u16, month: u8) -> Self {
        Self::CalendarQuarter { year, quarter: month.div_ceil(3) }
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
        assert_eq!(june.year_ago().map(|before| before.next().short()).as_deref(), Some("Jul 2022"));
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
}
