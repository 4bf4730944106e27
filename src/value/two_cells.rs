//! Periods of which the year stands by itself, and the month or the quarter beside it. It knows no window.

use super::Period;
use super::period_words::{named_month, tidy, words};
use super::spelling::{Year, months_between, parts};

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
