//! Dates and times that TOML does not read: `20/06/2025`, `22 March 2024 at 10am`, `2025-06-31`. It never decides on a
//! year of two digits.

use chrono::Datelike;

use super::error_line::ErrorLine;
use super::moment::{self, iso_date};
use super::{KnownMistake, is_all};

/// Finds a date that does not begin with its year, such as `meeting = 20/06/2025`.
pub(super) fn slashed_date(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\r', ',', '}', ']']).next()?.trim_matches(['"', '\'']);
    let iso = iso_date(word)?;
    let is_whole = is_all(word, value);
    let needs_time = TIMED_KEYS.contains(&line.key());
    Some(KnownMistake {
        range: start..start + word.len(),
        message: format!("dates are written year first: {word} is not read"),
        label: "a date".into(),
        hint: if needs_time {
            format!("write {} = {iso}T10:00:00, without quotes and with the right time", line.key())
        } else {
            format!("write {iso}, without quotes")
        },
        // Two digits may be the year or the day.
        meant: (is_whole && !needs_time && word.contains(&iso[..4]))
            .then(|| (start..start + word.len(), iso)),
    })
}

/// Finds a day that no calendar has, such as `2025-06-31`.
pub(super) fn no_such_day(_: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    if !message.contains("invalid date") {
        return None;
    }
    // Of a list, the first one that is none.
    let is_none = |word: &&str| {
        let digits = |range: std::ops::Range<usize>| {
            word.get(range).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
        };
        word.len() == 10
            && digits(0..4)
            && digits(5..7)
            && digits(8..10)
            && word.parse::<chrono::NaiveDate>().is_err()
    };
    let word = value.split([' ', '#', '\r', ',', '}', ']', '[']).find(is_none)?;
    let start = start + value.find(word)?;
    Some(KnownMistake {
        range: start..start + word.len(),
        message: format!("{word} is not a day of the calendar"),
        label: "no such day".into(),
        hint: match (swapped(word), last_of_month(word)) {
            (Some(meant), _) => format!("a date is year, month, day: write {meant}"),
            (None, Some((month, last))) => {
                format!("{month} ends with day {}: write {last}, or the day that is meant", &last[8..])
            }
            (None, None) => {
                "look at the month and the day: a date is year, month, day, as in 2025-06-20".into()
            }
        },
        meant: None,
    })
}

/// The date of "2025-20-06", where day and month stand in each other's place.
fn swapped(word: &str) -> Option<String> {
    let (year, rest) = word.split_once('-')?;
    let (day, month) = rest.split_once('-')?;
    let meant = format!("{year}-{month}-{day}");
    meant.parse::<chrono::NaiveDate>().is_ok().then_some(meant)
}

/// The month of a day that it does not have, in words, and its last day: "June 2025" and "2025-06-30" for "2025-06-31".
fn last_of_month(word: &str) -> Option<(String, String)> {
    let first = format!("{}01", word.get(..8)?).parse::<chrono::NaiveDate>().ok()?;
    let last = (28..=31).rev().find_map(|day| first.with_day(day))?;
    let is_after = word.get(8..10)?.parse::<u32>().is_ok_and(|day| day > last.day() && day < 40);
    is_after.then(|| (first.format("%B %Y").to_string(), last.to_string()))
}

/// Finds a date or a time as people write them: `meeting = Friday 20th June 2025`, `end = 11.10am`,
/// `start = 22/03/2024 10:00`.
pub(super) fn moment_in_words(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let end = value.find([',', '}', ']', '#']).filter(|_| line.is_in_braces()).unwrap_or(value.len());
    let typed = value[..value.find(" #").unwrap_or(end).min(end)].trim_end();
    let key = line.key();
    let needs_time = TIMED_KEYS.contains(&key);
    let year_first = || format!("dates are written year first: {typed} is not read");
    let (message, hint, meant) = if let Some(date) = moment::date(typed) {
        let hint = if needs_time {
            format!("write {key} = {date}T10:00:00, without quotes and with the right time")
        } else {
            format!("write {date}, without quotes")
        };
        (year_first(), hint, (!needs_time).then_some(date))
    } else if let Some((day, time)) = moment::date_with_time(typed) {
        let has_day_alone = DATE_KEYS.contains(&key) && !needs_time && key != "end";
        let meant = if has_day_alone { day.clone() } else { format!("{day}T{time}") };
        let message = if typed.starts_with(&day) {
            format!("a day and its time are joined by a T, with 24 hours: {typed} is not read")
        } else {
            year_first()
        };
        let hint = if has_day_alone {
            format!("write {key} = {day}, without quotes: it is a day without a time")
        } else {
            format!("write {key} = {meant}, without quotes")
        };
        (message, hint, Some(meant))
    } else {
        let time = moment::time(typed)?;
        let message = format!("times are written with 24 hours: {typed} is not read");
        (message, format!("write {time}, without quotes"), Some(time))
    };
    let range = start..start + typed.len();
    let meant = meant.map(|words| (range.clone(), words));
    Some(KnownMistake { range, message, label: String::new(), hint, meant })
}

/// The keys whose values are days with a time.
const TIMED_KEYS: [&str; 2] = ["next", "start"];

/// The keys whose values are days, or days with a time.
pub(super) const DATE_KEYS: [&str; 11] = [
    "closed",
    "confirmed",
    "convened",
    "due",
    "end",
    "meeting",
    "next",
    "on",
    "published",
    "raised",
    "start",
];
