//! Dates and times of a workbook as text. It never gives a time without saying that it is uncertain: days are
//! sure, but how Excel shows a time is not known.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::load::worksheet::CellTime;

/// The text of a cell: a day as YYYY-MM-DD; or a time, with its kind.
type CellText = (String, Option<CellTime>);

/// The number of days between the first of the date system of old Macs and that of Windows.
const SYSTEM_1904: f64 = 1462.0;

/// The serial from which days are sure. Below it, Excel counts a 29 February 1900 that never was, and a
/// small serial is most often a length of time.
const FIRST_SURE: f64 = 61.0;

/// The serial of 31 December 9999, after which Excel shows no day.
const LAST: f64 = 2_958_465.0;

const MINUTES_A_DAY: f64 = 1440.0;

fn time(kind: &'static str, shown: String) -> CellText {
    (shown.clone(), Some(CellTime { kind, displayed: shown }))
}

/// The text of a serial: days since the end of 1899, or since 1904, and parts of a day.
pub(super) fn of_serial(serial: f64, is_length: bool, is_1904: bool) -> CellText {
    // A second is 0.0000116: what is less comes from working with binary fractions.
    let whole = (serial - serial.round()).abs() < 0.000_005;
    if is_length {
        return time("a length of time", hours(serial));
    }
    if !(0.0..LAST + 1.0).contains(&serial) {
        return time("a time that Excel cannot show", serial.to_string());
    }
    if serial < 1.0 && !(whole && serial.round() == 1.0) {
        return time("a time of day", clock(serial));
    }
    if serial < FIRST_SURE {
        return time("a length of time, or a day long ago", hours(serial));
    }
    let serial = if is_1904 { serial + SYSTEM_1904 } else { serial };
    let Some(day) = day(serial + if whole { 0.5 } else { 0.0 }) else {
        return time("a time", serial.to_string());
    };
    if whole { (day.to_string(), None) } else { time("a day with a time", at(day, &clock(serial.fract()))) }
}

/// The text of a day, or of a day with a time, that is stored as `2024-03-01T14:05:00`.
pub(super) fn of_iso(text: &str) -> CellText {
    let text = text.trim().trim_end_matches('Z');
    if let Ok(day) = text.parse::<NaiveDate>() {
        return (day.to_string(), None);
    }
    match text.parse::<NaiveDateTime>() {
        Ok(both) if both.time() == NaiveTime::MIN => (both.date().to_string(), None),
        Ok(both) => {
            let clock = format!("{:02}:{:02}", both.hour(), both.minute());
            time("a day with a time", at(both.date(), &clock))
        }
        Err(_) => time("a time", text.to_owned()),
    }
}

/// The text of a length of time that is stored as `PT9H30M`.
pub(super) fn of_length(text: &str) -> CellText {
    time("a length of time", text.trim().to_owned())
}

fn day(serial: f64) -> Option<NaiveDate> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between the first and the last serial"
    )]
    let days = Days::new(serial.floor() as u64);
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(days)
}

fn at(day: NaiveDate, clock: &str) -> String {
    format!("{} {clock}", day.format("%-d %B %Y"))
}

/// The time of a part of a day, such as "09:30".
fn clock(part: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a day has 1440 minutes")]
    let minutes = (part * MINUTES_A_DAY).round() as i64;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The hours and minutes of a number of days: "36:15".
fn hours(days: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "only for a message: what is too large is the largest"
    )]
    let minutes = (days.abs() * MINUTES_A_DAY).round() as i64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(serial: f64, is_length: bool, is_1904: bool) -> String {
        let (text, time) = of_serial(serial, is_length, is_1904);
        time.map_or(text, |time| format!("{}: {}", time.kind, time.displayed))
    }

    #[test]
    fn days_are_read_in_both_date_systems() {
        assert_eq!(read(45_352.0, false, false), "2024-03-01");
        assert_eq!(read(43_890.0, false, true), "2024-03-01");
        assert_eq!(read(61.0, false, false), "1900-03-01");
        // As binary fractions leave it.
        assert_eq!(read(45_351.999_999_99, false, false), "2024-03-01");
    }

    #[test]
    fn times_are_never_days_of_1899() {
        assert_eq!(read(0.0, false, false), "a time of day: 00:00");
        assert_eq!(read(9.5 / 24.0, false, false), "a time of day: 09:30");
        assert_eq!(read(9.5 / 24.0, false, true), "a time of day: 09:30");
        assert_eq!(read(36.25 / 24.0, true, false), "a length of time: 36:15");
        assert_eq!(read(36.25 / 24.0, false, false), "a length of time, or a day long ago: 36:15");
        assert_eq!(
            read(45_352.0 + 14.0 / 24.0 + 5.0 / 1440.0, false, false),
            "a day with a time: 1 March 2024 14:05"
        );
        assert_eq!(read(-1.5, false, false), "a time that Excel cannot show: -1.5");
        assert_eq!(read(LAST, false, false), "9999-12-31");
        assert_eq!(read(LAST + 1.0, false, false), "a time that Excel cannot show: 2958466");
        assert_eq!(read(-1.5, true, false), "a length of time: -36:00");
        assert_eq!(read(0.0, true, false), "a length of time: 0:00");
        assert_eq!(of_length("PT9H30M").0, "PT9H30M");
        assert_eq!(of_iso("2024-03-01T00:00:00"), ("2024-03-01".to_owned(), None));
        assert_eq!(of_iso("2024-03-01T14:05:00").0, "1 March 2024 14:05");
    }
}
