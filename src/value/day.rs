//! Days and weeks as people write them, day before month. It never takes a month for a day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Period;
use super::period_words::{any_year, named_month, tidy, whole_year};

/// The words before a day with which a week ends.
const ENDING: [&str; 5] = ["w/e", "week ending", "week ended", "week to", "wk ending"];

/// The words before a day with which a week begins.
const BEGINNING: [&str; 5] = ["w/c", "week commencing", "week beginning", "week starting", "wk commencing"];

/// The days' names, Monday first.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a day: "2025-03-31", "31/03/2025", "31.3.25", "31 March 2025", "Mon 31st Mar 2025". `None` where the text
/// is none, or its weekday is another.
pub(crate) fn written_day(text: &str) -> Option<NaiveDate> {
    let text = tidy(text);
    let mut words: Vec<&str> = text.split([' ', '/', '.', '-']).filter(|word| !word.is_empty()).collect();
    let weekday = words.first().and_then(|word| {
        let is = |name: &&str| **name == **word || name[..3] == **word;
        WEEKDAYS.iter().position(is).and_then(|at| Weekday::try_from(u8::try_from(at).ok()?).ok())
    });
    if weekday.is_some() {
        words.remove(0);
    }
    let [first, second, third] = words.as_slice() else { return None };
    let (year, month, day) = match whole_year(first) {
        Some(year) => (year, second, third),
        None => (any_year(third)?, second, first),
    };
    let number = |word: &str| {
        (matches!(word.len(), 1 | 2) && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse::<u32>().ok())?
    };
    let month = named_month(month).map(u32::from).or_else(|| number(month))?;
    let ending = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending));
    let found = NaiveDate::from_ymd_opt(i32::from(year), month, number(ending.unwrap_or(day))?)?;
    weekday.is_none_or(|weekday| weekday == found.weekday()).then_some(found)
}

/// Reads a day on which something was counted: "as at 31 March 2025", "31/03/2025 (snapshot)". `None` where the
/// text does not say so.
pub(crate) fn stated_day(text: &str) -> Option<NaiveDate> {
    let text = tidy(text);
    let before = ["as at ", "as of ", "at "].iter().find_map(|words| text.strip_prefix(words));
    let after = ["(snapshot)", "[snapshot]"].iter().find_map(|words| text.strip_suffix(words));
    written_day(before.or(after)?)
}

/// Reads a week: "w/e 05/07/2024", "week commencing 29 June 2024", "2024-W27" of ISO 8601, or its first and last
/// days, "29/06/2024 to 05/07/2024".
pub(super) fn week(text: &str) -> Option<Period> {
    let text = tidy(text);
    let after = |words: &[&str]| {
        words
            .iter()
            .find_map(|words| text.strip_prefix(words))
            .map(|rest| rest.trim_start_matches([' ', ':', '.', '-']))
    };
    if let Some(day) = after(&ENDING) {
        return written_day(day).map(Period::Week);
    }
    if let Some(day) = after(&BEGINNING) {
        return week_from(written_day(day)?);
    }
    if let Some((first, last)) = text.split_once(" to ").or_else(|| text.split_once(" - ")) {
        return week_from(written_day(first)?).filter(|week| written_day(last) == Some(week.last_day()));
    }
    let (year, number) = text.split_once('w')?;
    let number = (number.len() == 2).then(|| number.parse().ok())??;
    let year = whole_year(year.trim_end_matches([' ', '-']))?;
    NaiveDate::from_isoywd_opt(i32::from(year), number, Weekday::Sun).map(Period::Week)
}

/// The week that begins with a day.
pub(crate) fn week_from(day: NaiveDate) -> Option<Period> {
    day.checked_add_days(Days::new(6)).map(Period::Week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_day_before_month() {
        for text in [
            "2024-07-05",
            "05/07/2024",
            "5.7.24",
            "5-7-2024",
            "5 July 2024",
            "5th Jul 24",
            "Friday 5 July 2024",
            "Fri, 5-Jul-24",
            "2024 Jul 5",
        ] {
            assert_eq!(written_day(text), NaiveDate::from_ymd_opt(2024, 7, 5), "{text}");
        }
        for text in [
            "Sat 5 July 2024",
            "31/06/2024",
            "2024-13-01",
            "5 July",
            "July 2024",
            "2024",
            "5/7/4",
            "5 7",
            "",
            "2024/25 Q1",
            "+5/7/2024",
        ] {
            assert_eq!(written_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_stated_by_the_words_beside_it() {
        for text in
            ["as at 31 March 2025", "At 31/03/2025", "As of 2025-03-31 [Note 2]", "31/03/2025 (Snapshot)"]
        {
            assert_eq!(stated_day(text), NaiveDate::from_ymd_opt(2025, 3, 31), "{text}");
        }
        for text in ["31 March 2025", "at March 2025", "as at 31 March", "31/03/2025 (provisional)", "at"] {
            assert_eq!(stated_day(text), None, "{text}");
        }
    }

    #[test]
    fn weeks_are_read_by_their_first_or_last_day() {
        for text in [
            "w/e 05/07/2024",
            "W/E 5 July 2024",
            "week ending Friday 5 July 2024",
            "Week ended: 2024-07-05",
            "w/c 29/06/2024",
            "Week commencing 29 June 2024",
            "29/06/2024 - 05/07/2024",
            "29 June 2024 to 5 July 2024",
        ] {
            assert_eq!(week(text), NaiveDate::from_ymd_opt(2024, 7, 5).map(Period::Week), "{text}");
        }
        for (text, last) in
            [("2024-W27", "2024-07-07"), ("2024w01", "2024-01-07"), ("2020 W53", "2021-01-03")]
        {
            assert_eq!(week(text).map(|week| week.last_day().to_string()).as_deref(), Some(last), "{text}");
        }
        for text in [
            "2024-W54",
            "2023-W53",
            "2024-W7",
            "week 27 2024",
            "05/07/2024",
            "w/e July 2024",
            "w/e",
            "1/7/2024 to 8/7/2024",
        ] {
            assert_eq!(week(text), None, "{text}");
        }
    }
}
