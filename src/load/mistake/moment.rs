//! Dates and times as people write them: "Friday 20th June 2025", "10am". It never guesses a year.

use chrono::NaiveDate;

use crate::value::{Period, written_day};

/// The day of a date in words, as TOML has it: "2025-06-20" for "Friday 20th June 2025". `None` where the weekday is
/// that of another day, or the year has no four digits.
pub(super) fn date(words: &str) -> Option<String> {
    let all: Vec<&str> = words.split([' ', ',', '\u{A0}']).filter(|word| !word.is_empty()).collect();
    let has_year = all.last().is_some_and(|year| year.len() == 4);
    if !has_year || !words.contains(char::is_alphabetic) {
        return None;
    }
    if let Some(english) = in_english(&all) {
        return written_day(&english).map(|day| day.to_string());
    }
    let day_second = || {
        if let [month, day, year] = all[..] { written_day(&format!("{day} {month} {year}")) } else { None }
    };
    written_day(words).or_else(day_second).map(|day| day.to_string())
}

/// The months in Welsh, also as they begin behind other words, with their numbers.
const WELSH_MONTHS: [(&str, u8); 19] = [
    ("ionawr", 1),
    ("chwefror", 2),
    ("mawrth", 3),
    ("fawrth", 3),
    ("ebrill", 4),
    ("mai", 5),
    ("fai", 5),
    ("mehefin", 6),
    ("fehefin", 6),
    ("gorffennaf", 7),
    ("orffennaf", 7),
    ("awst", 8),
    ("medi", 9),
    ("fedi", 9),
    ("hydref", 10),
    ("tachwedd", 11),
    ("dachwedd", 11),
    ("rhagfyr", 12),
    ("ragfyr", 12),
];

/// A date in Welsh words as one in figures, without the day of the week; `None` for any other date.
fn in_english(words: &[&str]) -> Option<String> {
    let [.., day, month, year] = words else { return None };
    let month = month.to_lowercase();
    let (_, number) = WELSH_MONTHS.iter().find(|(name, _)| *name == month)?;
    let day = day.trim_end_matches(|c: char| !c.is_ascii_digit());
    Some(format!("{day}/{number}/{year}"))
}

/// The year and month of words that have no day, as a date begins with them: "2022-12" for "Dec 2022".
pub(super) fn month_alone(words: &str) -> Option<String> {
    match Period::parse(words)? {
        Period::Month { year, month } => Some(format!("{year}-{month:02}")),
        _ => None,
    }
}

/// A time of day with "am" or "pm", alone or behind a date, as TOML has it: "11:10:00" for "11.10am",
/// "2024-03-22T10:00:00" for "2024-03-22 10am".
pub(super) fn time(typed: &str) -> Option<String> {
    let small = typed.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (rest, afternoon) = match small.strip_suffix("pm") {
        Some(rest) => (rest.trim(), true),
        None => (small.strip_suffix("am")?.trim(), false),
    };
    let (day, clock) = match rest.rsplit_once([' ', 't']) {
        Some((day, clock)) => (Some(day.trim()), clock),
        None => (None, rest),
    };
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "0"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    if !(1..=12).contains(&hour) || minute > 59 {
        return None;
    }
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    let time = format!("{hour:02}:{minute:02}:00");
    match day {
        Some(day) => Some(format!("{}T{time}", day.parse::<NaiveDate>().ok()?)),
        None => Some(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read() {
        for (words, wanted) in [
            ("Friday 20th June 2025", Some("2025-06-20")),
            ("22 Mawrth 2024", Some("2024-03-22")),
            ("Dydd Gwener, 22ain Fawrth 2024", Some("2024-03-22")),
            ("20 June 2025", Some("2025-06-20")),
            ("June 20, 2025", Some("2025-06-20")),
            ("1st Sept 2024", Some("2024-09-01")),
            ("31 June 2025", None),
            ("20 June", None),
            ("June 2025", None),
            ("Safer 20 2025", None),
        ] {
            assert_eq!(date(words).as_deref(), wanted, "{words}");
        }
        assert_eq!(month_alone("Dec 2022").as_deref(), Some("2022-12"));
        assert_eq!(month_alone("20 June 2025"), None);
    }

    #[test]
    fn times_with_am_and_pm_are_read() {
        for (typed, wanted) in [
            ("11.10am", Some("11:10:00")),
            ("2 pm", Some("14:00:00")),
            ("12.30 p.m.", Some("12:30:00")),
            ("12am", Some("00:00:00")),
            ("2024-03-22 10am", Some("2024-03-22T10:00:00")),
            ("13pm", None),
            ("Team", None),
        ] {
            assert_eq!(time(typed).as_deref(), wanted, "{typed}");
        }
    }
}
