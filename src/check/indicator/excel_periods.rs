//! What Excel makes of periods: numbers of days, days in the place of months, years with a comma. It reads no other
//! text, and corrects none.

use chrono::{Duration, NaiveDate};

use crate::finding::{Finding, Rule, Span};
use crate::value::{Period, Window};

/// The ways in which Excel changes periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExcelChange {
    /// A date is stored as the number of its day: 44805.
    Serial,
    /// A month is taken for a day: "22-Sep", typed as "Sep-22".
    MonthAsDay,
    /// A year has the comma of thousands: "2,020".
    YearWithComma,
}

/// The way in which Excel seems to have changed a period, with what it was; `None` for any other text, and for one that
/// is a period of the window as it stands.
pub(super) fn change(text: &str, window: Window) -> Option<(ExcelChange, String)> {
    let text = text.trim();
    if let Some(day) = serial(text) {
        return Some((ExcelChange::Serial, day.to_string()));
    }
    if window.read(text).is_some() {
        return None;
    }
    if let Some((thousands, rest)) = text.split_once(',') {
        let year = format!("{thousands}{rest}");
        let is_year = rest.len() == 3 && year.parse().is_ok_and(|year: u16| (1900..2100).contains(&year));
        return (is_year && window.read(&year).is_some()).then_some((ExcelChange::YearWithComma, year));
    }
    let (year, month) = text.split_once('-').filter(|(year, month)| year.len() <= 2 && month.len() == 3)?;
    let year: u16 = year.parse().ok()?;
    let typed = format!("{month} {}", 2000 + year);
    let is_month =
        matches!(Period::parse(&typed), Some(Period::Month { .. })) && window.read(&typed).is_some();
    is_month.then(|| (ExcelChange::MonthAsDay, format!("{month}-{year:02}")))
}

/// The finding for a period that Excel has changed from what it `was`.
pub(super) fn explain(text: &str, change: ExcelChange, was: &str, window: Window, span: Span) -> Finding {
    let finding = |message: String| Finding::error(Rule::Period, span, message);
    match change {
        ExcelChange::Serial => {
            let found = finding(format!("`{text}` is a number by which Excel stores a date ({was})"));
            let month = was.parse().map(|day: NaiveDate| day.format("%b-%y").to_string()).unwrap_or_default();
            if window.read(&month).is_some() {
                return found.hint(format!(
                    "in Excel, format the column as a date that shows month and year (Format Cells, Custom, mmm-yy), so that this cell shows {month}, and save the file again"
                ));
            }
            let day: Option<NaiveDate> = was.parse().ok();
            found.hint_if(day.map(|day| {
                format!(
                    "in Excel, format the column as Text, and type each period anew, this one as {}",
                    window.holding(day)
                )
            }))
        }
        ExcelChange::MonthAsDay => {
            finding(format!("`{text}` is a day, which Excel makes of the month {was}")).hint(format!(
                "in Excel, format the column as Text first, then type the months anew, this one as {was}"
            ))
        }
        ExcelChange::YearWithComma => finding(format!("`{text}` is the year {was} with a comma"))
            .hint("in Excel, format the column of years as General, and save the file again"),
    }
}

/// Reads an Excel serial number as its day, from 1990 to 2063.
fn serial(text: &str) -> Option<NaiveDate> {
    let days: i64 = text.trim_end_matches(".0").parse().ok().filter(|n| (32_874..=59_900).contains(n))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(Duration::try_days(days)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_changes_is_known_by_its_form() {
        for (text, window, wanted) in [
            ("44805", Window::Month, Some((ExcelChange::Serial, "2022-09-01"))),
            ("22-Sep", Window::Month, Some((ExcelChange::MonthAsDay, "Sep-22"))),
            ("2,020", Window::CalendarYear, Some((ExcelChange::YearWithComma, "2020"))),
            ("Sep-22", Window::Month, None),
            ("22-Sep", Window::CalendarYear, None),
            ("2020", Window::CalendarYear, None),
            ("2,02", Window::CalendarYear, None),
            ("20,200", Window::CalendarYear, None),
            ("Q1-Sep", Window::Month, None),
        ] {
            let wanted = wanted.map(|(change, was)| (change, was.to_owned()));
            assert_eq!(change(text, window), wanted, "{text}");
        }
    }
}
