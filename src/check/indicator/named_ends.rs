//! Months in a row among the periods of a series that names its periods by their ends: twelve months to June 2025,
//! April to September 2025. All of a series become quarters, months or years together. It reads no cell.

use crate::value::{Period, Window};

/// The kind of the periods that months in a row stand for, which all periods of a series tell together. `None`
/// where there are none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NamedEnds(Option<EndKind>);

/// A kind of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndKind {
    Months,
    Quarters,
    FinancialYears,
    CalendarYears,
}

impl NamedEnds {
    /// Finds the kind: years where all of them are, quarters where all end with one, else months.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>, window: Window) -> Self {
        let (mut months, mut others) = (Vec::new(), Vec::new());
        for text in texts {
            match window.last_month_of(text) {
                Some(month) => months.push(month.end().1),
                None => others.extend(window.read(text)),
            }
        }
        if months.is_empty() {
            return Self(None);
        }
        let all = |month: u8, is_year: fn(&Period) -> bool| {
            months.iter().all(|own| *own == month) && others.iter().all(is_year)
        };
        let are_quarters = months.iter().all(|month| month.is_multiple_of(3))
            && !others.iter().any(|period| matches!(period, Period::Month { .. }));
        Self(Some(if all(3, |period| matches!(period, Period::Financial(_))) {
            EndKind::FinancialYears
        } else if window == Window::RollingYear && all(12, |period| matches!(period, Period::Calendar(_))) {
            EndKind::CalendarYears
        } else if are_quarters {
            EndKind::Quarters
        } else {
            EndKind::Months
        }))
    }

    /// The text of months in a row as the series has their period; `None` for any other text.
    pub(super) fn text(self, text: &str, window: Window) -> Option<String> {
        let month = window.last_month_of(text)?;
        let (year, number) = month.end();
        Some(match self.0? {
            EndKind::Months => month.long(),
            EndKind::Quarters => Period::quarter_of(year, number).short(),
            EndKind::FinancialYears => Period::Financial(year - 1).short(),
            EndKind::CalendarYears => Period::Calendar(year).short(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(window: Window, texts: &[&str]) -> Vec<String> {
        let ends = NamedEnds::of(texts.iter().copied(), window);
        texts.iter().map(|text| ends.text(text, window).unwrap_or_else(|| (*text).to_owned())).collect()
    }

    #[test]
    fn months_in_a_row_become_one_kind_of_period() {
        let rolling = Window::RollingYear;
        for (texts, all) in [
            (["Year ending Mar 2025", "Year ending Jun 2025"], ["2024/25 Q4", "2025/26 Q1"]),
            (["Year ending Mar 2025", "Year ending Apr 2025"], ["March 2025", "April 2025"]),
            (["Year ending Mar 2025", "Apr 2025"], ["March 2025", "Apr 2025"]),
            (["Year ending Mar 2025", "2025/26 Q1"], ["2024/25 Q4", "2025/26 Q1"]),
            (["Apr 2023 - Mar 2024", "12 months to March 2025"], ["2023/24", "2024/25"]),
            (["2023/24", "12 months to March 2025"], ["2023/24", "2024/25"]),
            (["Jan 2023 - Dec 2023", "12m to Dec 24"], ["2023", "2024"]),
            (["2024 Q1", "6 months to June 2025"], ["2024 Q1", "6 months to June 2025"]),
        ] {
            assert_eq!(read(rolling, &texts), all, "{texts:?}");
        }
        let to_date = Window::YearToDate;
        assert_eq!(read(to_date, &["Apr-Jun 2025", "Apr-Sep 2025"]), ["2025/26 Q1", "2025/26 Q2"]);
        assert_eq!(read(to_date, &["Apr-May 2025", "Apr-Jun 2025"]), ["May 2025", "June 2025"]);
        assert_eq!(read(to_date, &["Apr-Dec 2025"]), ["2025/26 Q3"]);
        assert_eq!(read(Window::Snapshot, &["Apr-Dec 2025"]), ["Apr-Dec 2025"]);
    }
}
