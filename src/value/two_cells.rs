//! Periods of which the year stands by itself, and the month or the quarter beside it. It knows no window.

use super::Period;
use super::month_span::months_between;
use super::period_words::{named_month, tidy, words};
use super::spelling::{Year, parts};

/// The month of a year, as a series of months writes it: "January 2025" of "2025" and "Jan", or of "2024/25"
/// and "1". `None` where either is none.
pub(crate) fn month_in_year(year: &str, month: &str) -> Option<String> {
    let month = tidy(month);
    let number = named_month(&month).or_else(|| month.parse().ok())?;
    let year = AloneYear::read(year)?.with_month(number);
    (1..=12).contains(&number).then(|| Period::Month { year, month: number }.long())
}

/// The quarter of a year, as series of quarters write it: "2024/25 Q1" of "2024/25" and "Q1", "2024 Q1" of "2024"
/// and "1", "Apr–Jun 2024" of "2024" and "April to June". `None` where either is none.
pub(crate) fn quarter_in_year(year: &str, quarter: &str) -> Option<String> {
    let (year, quarter) = (AloneYear::read(year)?, tidy(quarter));
    let digit = quarter.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.' || c == ' ');
    if let Some((_, _, Some(quarter @ 1..=4))) = parts(&format!("2000 q{digit}")) {
        return Some(match year {
            AloneYear::Financial(year) => Period::Quarter { year, quarter }.short(),
            AloneYear::Calendar(year) => Period::CalendarQuarter { year, quarter }.short(),
        });
    }
    let months = format!("{quarter} 2000");
    let (first, last) = months_between(&words(&months))?;
    let three = Period::ThreeMonths { year: year.with_month(last.1), month: last.1 };
    (three.first_month() == (year.with_month(last.1), first.1)).then(|| three.short())
}

/// Whether a period lies in the year that stands in another cell beside it; `None` where that is no year. "FY 2025"
/// is the financial year that begins in it or ends in it.
pub(crate) fn lies_in_year(period: Period, year: &str) -> Option<bool> {
    let year = tidy(year);
    if let (true, Year::Calendar(year), None) = parts(&year)? {
        return Some([year - 1, year].contains(&period.financial_year()));
    }
    Some(match AloneYear::read(&year)? {
        AloneYear::Financial(year) => {
            let (first, month) = period.first_month();
            [period.financial_year(), if month < 4 { first - 1 } else { first }].contains(&year)
        }
        AloneYear::Calendar(year) => {
            let of_quarter = matches!(period, Period::Quarter { year: own, .. } if own == year);
            of_quarter || [period.first_month().0, period.end().0].contains(&year)
        }
    })
}

/// A year that stands by itself.
enum AloneYear {
    Calendar(u16),
    Financial(u16),
}

impl AloneYear {
    fn read(text: &str) -> Option<Self> {
        match parts(&tidy(text))? {
            (false, Year::Calendar(year), None) => Some(Self::Calendar(year)),
            (_, Year::Financial(year) | Year::Short(year), None) => Some(Self::Financial(year)),
            _ => None,
        }
    }

    /// The calendar year in which a month of the year lies.
    fn with_month(&self, month: u8) -> u16 {
        match self {
            Self::Financial(year) if month < 4 => year + 1,
            Self::Calendar(year) | Self::Financial(year) => *year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_beside_its_year() {
        for (year, month, read) in [
            ("2024", "April", "April 2024"),
            ("2024", "01", "January 2024"),
            ("2024/25", "Mar", "March 2025"),
            ("2024-25", "4", "April 2024"),
            ("FY 24/25", "DEC", "December 2024"),
            ("10/11", "Sept.", "September 2010"),
        ] {
            assert_eq!(month_in_year(year, month).as_deref(), Some(read), "{year} {month}");
        }
        for (year, month) in [
            ("2024", "13"),
            ("2024", "0"),
            ("2024", "Q1"),
            ("FY 2024", "May"),
            ("24", "May"),
            ("", "May"),
            ("2024", ""),
            ("2024 Q1", "May"),
        ] {
            assert_eq!(month_in_year(year, month), None, "{year} {month}");
        }
    }

    #[test]
    fn a_period_that_has_its_own_year_lies_in_the_one_beside_it_or_not() {
        let lies = |period: &str, year: &str| lies_in_year(Period::parse(period).expect("a period"), year);
        for (period, year) in [
            ("Nov 2025", "2025"),
            ("Nov 2025", "2025/26"),
            ("Mar 2026", "25/26"),
            ("Nov 2025", "FY 2025"),
            ("Nov 2025", "FY 2026"),
            ("2024/25 Q4", "2025"),
            ("2024/25 Q4", "2024"),
            ("2024/25 Q4", "2024/25"),
            ("Nov 2024 - Jan 2025", "2024"),
            ("Nov 2024 - Jan 2025", "2025"),
            ("Feb-Apr 2025", "2024/25"),
            ("Feb-Apr 2025", "2025/26"),
        ] {
            assert_eq!(lies(period, year), Some(true), "{period} {year}");
        }
        for (period, year) in [
            ("Nov 2025", "2024"),
            ("Nov 2025", "2026"),
            ("Nov 2025", "2024/25"),
            ("Mar 2026", "2026/27"),
            ("Nov 2025", "FY 2027"),
            ("2024/25 Q1", "2025"),
            ("2024/25 Q4", "2023/24"),
        ] {
            assert_eq!(lies(period, year), Some(false), "{period} {year}");
        }
        assert_eq!((lies("Nov 2025", "North"), lies("Nov 2025", "")), (None, None));
    }

    #[test]
    fn a_quarter_stands_beside_its_year() {
        for (year, quarter, read) in [
            ("2024/25", "Q1", "2024/25 Q1"),
            ("24/25", "Quarter 4", "2024/25 Q4"),
            ("2024", "2", "2024 Q2"),
            ("2024", "Qtr. 3", "2024 Q3"),
            ("2024", "Apr-Jun", "Apr–Jun 2024"),
            ("2024/25", "January to March", "Jan–Mar 2025"),
        ] {
            assert_eq!(quarter_in_year(year, quarter).as_deref(), Some(read), "{year} {quarter}");
        }
        for (year, quarter) in [
            ("2024", "Q5"),
            ("2024", "12"),
            ("2024", "April"),
            ("2024", "Apr-Jul"),
            ("FY 2024", "Q1"),
            ("2024", ""),
        ] {
            assert_eq!(quarter_in_year(year, quarter), None, "{year} {quarter}");
        }
    }
}
