//! Days and times that a workbook stores as text, `2024-03-01T14:05:00`. It never shows a time of day that is
//! midnight.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::load::worksheet::CellValue;

/// The text and value of a day, a time of day, or a day with a time; `None` where the text is none.
pub(super) fn read(text: &str) -> Option<(String, CellValue)> {
    let text = text.trim().trim_end_matches('Z');
    let clock = |time: NaiveTime| format!("{:02}:{:02}", time.hour(), time.minute());
    let of_day = |day: NaiveDate| (day.format("%d/%m/%Y").to_string(), CellValue::Day(day));
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(of_day(day));
    }
    if let Ok(time) = text.parse::<NaiveTime>() {
        return Some((clock(time), CellValue::Time("a time of day")));
    }
    let both = text.parse::<NaiveDateTime>().ok()?;
    if both.time() == NaiveTime::MIN {
        return Some(of_day(both.date()));
    }
    let shown = format!("{} {}", both.format("%d/%m/%Y"), clock(both.time()));
    Some((shown, CellValue::Time("a day with a time")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_what_they_are() {
        let shown = |text: &str| read(text).map(|(text, _)| text);
        assert_eq!(shown("2024-03-01T00:00:00").as_deref(), Some("01/03/2024"));
        assert_eq!(shown("2024-03-01T14:05:00Z").as_deref(), Some("01/03/2024 14:05"));
        assert_eq!(shown("09:30:00").as_deref(), Some("09:30"));
        assert_eq!(shown("PT9H30M"), None);
    }
}
