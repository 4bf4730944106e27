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

/// What a date in words lacks, and a date with what it says: "its day is missing" and "2021-03-15" for "March 2021", "its
/// year is missing" and "2025-03-05" for "5 March". `None` for any other words.
pub(crate) fn lacking_date(words: &str) -> Option<(&'static str, String)> {
    if let Some(month) = month_alone(words) {
        return Some(("its day is missing", format!("{month}-15")));
    }
    // A leap year has all days.
    let day = date(&format!("{} 2024", words.trim())).and_then(|day| Some(format!("2025-{}", day.get(5..)?)));
    Some(("its year is missing", day?))
}

/// The year and month of words that have no day, as a date begins with them: "2022-12" for "Dec 2022".
pub(super) fn month_alone(words: &str) -> Option<String> {
    match Period::parse(words)? {
        Period::Month { year, month } => Some(format!("{year}-{month:02}")),
        _ => None,
    }
}

/// A time of day with "am" or "pm", as TOML has it: "11:10:00" for "11.10am".
pub(super) fn time(typed: &str) -> Option<String> {
    let (clock, half) = clock_and_half(typed);
    half.and_then(|half| clock_time(clock.trim(), Some(half)))
}

/// The half of the day of a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A time in small letters without the "am" or "pm" at its end, and which of them that is.
fn clock_and_half(typed: &str) -> (String, Option<Half>) {
    let small = typed.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    for (ending, half) in [("am", Half::Morning), ("pm", Half::Afternoon)] {
        if let Some(rest) = small.strip_suffix(ending) {
            return (rest.trim_end().to_owned(), Some(half));
        }
    }
    (small, None)
}

/// A time as TOML has it. Without a half of the day it has 24 hours, and minutes.
fn clock_time(clock: &str, half: Option<Half>) -> Option<String> {
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some(parts) => parts,
        None => (half.map(|_| clock)?, "00"),
    };
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let minute = minute.strip_suffix(":00").unwrap_or(minute);
    if !is_number(hour) || minute.len() != 2 || !is_number(minute) {
        return None;
    }
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + if half == Half::Afternoon { 12 } else { 0 },
    };
    chrono::NaiveTime::from_hms_opt(hour, minute, 0).map(|time| time.to_string())
}

/// The day and the time that words say together, each as TOML has it: "2024-03-22" and "10:00:00" for
/// "22/03/2024 10:00" and "22 March 2024 at 10am". `None` where the year has no four digits.
pub(super) fn date_with_time(typed: &str) -> Option<(String, String)> {
    let (rest, half) = clock_and_half(typed);
    let in_words = || rest.rsplit_once([' ', ',', '\u{A0}']);
    let (day, clock) = in_words().or_else(|| rest.rsplit_once('t'))?;
    let time = clock_time(clock, half)?;
    let day = day.trim_end_matches([' ', ',', '\u{A0}']);
    let day = day.strip_suffix(" at").unwrap_or(day).trim_end_matches([' ', ',']);
    let years = day.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).count();
    let as_written = || day.parse::<NaiveDate>().ok().map(|day| day.to_string());
    let day = iso_date(day).or_else(as_written).or_else(|| date(day))?;
    (years == 1).then_some((day, time))
}

/// The date of "20/06/2025", "20.6.25" or "20-06-2025" as "2025-06-20"; `None` where the word is no such
/// date.
pub(crate) fn iso_date(word: &str) -> Option<String> {
    let separator = ['/', '.', '-'].into_iter().find(|c| word.matches(*c).count() == 2)?;
    let parts: Vec<&str> = word.split(separator).collect();
    let number = |s: &str| {
        (!s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u32>().ok())?
    };
    let (a, b, c) = (number(parts[0])?, number(parts[1])?, number(parts[2])?);
    let (year, month, day) = if parts[0].len() == 4 { (a, b, c) } else { (c, b, a) };
    let year = if year < 100 { year + 2000 } else { year };
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    // What is a date already is not written anew; one without its noughts is none.
    (separator != '-' || parts[0].len() != 4 || word.len() < 10).then(|| date.format("%Y-%m-%d").to_string())
}

/// The date of a text in which a person typed a day, in figures or in words, as "2025-06-20"; `None` where it is none.
pub(crate) fn typed_date(text: &str) -> Option<String> {
    let plain = text.trim();
    let as_written = || plain.parse::<chrono::NaiveDate>().ok().map(|day| day.to_string());
    iso_date(plain).or_else(as_written).or_else(|| date(plain))
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
            ("2024-03-22 10am", None),
            ("13pm", None),
            ("Team", None),
        ] {
            assert_eq!(time(typed).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn a_day_with_its_time_is_read() {
        for (typed, wanted) in [
            ("22/03/2024 10:00", Some("2024-03-22 10:00:00")),
            ("22.3.2024, 10am", Some("2024-03-22 10:00:00")),
            ("22 March 2024 at 10.30", Some("2024-03-22 10:30:00")),
            ("Friday 22 March 2024, 2 pm", Some("2024-03-22 14:00:00")),
            ("2024-03-22 at 14:00", Some("2024-03-22 14:00:00")),
            ("22/03/2024T10:00:00", Some("2024-03-22 10:00:00")),
            ("22/03/24 10:00", None),
            ("22/03/2024", None),
            ("22 March 2024", None),
            ("22/03/2024 25:00", None),
            ("31/02/2024 10:00", None),
            ("11.10am", None),
        ] {
            let found = date_with_time(typed).map(|(day, time)| format!("{day} {time}"));
            assert_eq!(found.as_deref(), wanted, "{typed}");
        }
    }
}
