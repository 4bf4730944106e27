//! Periods in a house style's words: in full, in short, on an axis. It chooses no word itself: all are tokens.

use chrono::Datelike;

use super::wording::{Wording, name};
use crate::style::fill;
use crate::value::Period;

impl Wording {
    /// A period in full: "2023/24 quarter 2", "2014/15", "June 2023".
    pub(crate) fn long(&self, period: Period) -> String {
        self.period(period, &self.quarters[0], false)
    }

    /// A period in its short form: "2023/24 Q2", "2014/15", "Jun 2023".
    pub(crate) fn short(&self, period: Period) -> String {
        self.period(period, &self.quarters[1], true)
    }

    /// The year that a period lies or ends in: "2023/24"; several years in full.
    pub(crate) fn year(&self, period: Period) -> String {
        if period.first_and_last_year().is_some() { self.long(period) } else { period.year_text() }
    }

    /// A quarter without its year: "Q2"; `None` for any other period.
    pub(crate) fn quarter(&self, period: Period) -> Option<String> {
        let is_quarter = matches!(period, Period::Quarter { .. } | Period::CalendarQuarter { .. });
        is_quarter.then(|| self.period(period, &self.quarters[2], false))
    }

    fn period(&self, period: Period, quarter: &str, is_short: bool) -> String {
        let months = if is_short { &self.calendar.short_months } else { &self.calendar.months };
        match period {
            Period::Quarter { quarter: n, .. } | Period::CalendarQuarter { quarter: n, .. } => {
                fill(quarter, &[("year", period.year_text()), ("quarter", n.to_string())])
            }
            Period::Month { .. } => self.month(period.end(), months),
            Period::Financial(_) | Period::Calendar(_) | Period::Academic(_) => period.year_text(),
            Period::CalendarYears { .. } | Period::FinancialYears { .. } => {
                let short = if is_short { period.short_years() } else { None };
                let pattern = &self.several_years[usize::from(short.is_some())];
                let [first, last] = short.or_else(|| period.first_and_last_year()).unwrap_or_default();
                fill(pattern, &[("first", first), ("last", last)])
            }
            Period::ThreeMonths { .. } if !is_short => {
                fill(&self.three_months[0], &[("month", self.month(period.end(), months))])
            }
            Period::ThreeMonths { year, .. } => {
                let (first, start) = period.first_month();
                let mut from = self.month((first, start), months);
                if first == year {
                    from = name(months, usize::from(start)).to_owned();
                }
                fill(&self.three_months[1], &[("first", from), ("last", self.month(period.end(), months))])
            }
            Period::Week(day) => {
                let day = self.period(Period::Day(day), quarter, is_short);
                fill(&self.weeks[usize::from(is_short)], &[("day", day)])
            }
            Period::Day(day) => format!("{} {}", day.day(), self.month(period.end(), months)),
        }
    }

    /// A month with its year: "June 2023".
    fn month(&self, (year, month): (u16, u8), names: &[String]) -> String {
        format!("{} {year}", name(names, usize::from(month)))
    }

    /// A period as the axis of a chart names it: a week by the day with which it ends, "5 Jul 2024".
    pub(crate) fn on_axis(&self, period: Period) -> String {
        self.short(if let Period::Week(day) = period { Period::Day(day) } else { period })
    }

    /// A period's name within its year, and the year: "Q3" and "2024/25", "Jun" and "2023". `None` for a period
    /// that is no quarter and no month.
    pub(crate) fn part_of_year(&self, period: Period) -> Option<(String, String)> {
        let part = match period {
            Period::Month { .. } => name(&self.calendar.short_months, usize::from(period.end().1)).to_owned(),
            _ => self.quarter(period)?,
        };
        Some((part, self.year(period)))
    }

    /// The year or the two years that a period covers, in words: "2024/25", "2022/23 and 2023/24".
    pub(crate) fn years(&self, first: Period, last: Period) -> String {
        let values = [("first", first.year_text()), ("second", last.year_text())];
        if first == last { last.year_text() } else { fill(&self.two_years, &values) }
    }
}
