//! Dates as a house style prints them, from patterns of plain words such as "weekday, ordinal month year". It
//! never asks what day it is.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Calendar, name};

/// A part of a printed date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DatePart {
    /// Words and digits of the date.
    Text(String),
    /// The "th" of "20th", raised.
    Raised(String),
}

/// The words that a date pattern is made of.
pub(super) const WORDS: [&str; 8] =
    ["weekday", "ordinal", "day", "month", "short_month", "number", "year", "short_year"];

/// Prints a date in a pattern, by the names of a calendar. In a pattern, `weekday`, `ordinal` (20th), `day`,
/// `month` (June), `short_month` (Jun), `number` (6), `year` and `short_year` (25) stand for themselves; all
/// else is printed.
///
/// # Errors
/// A message about the first word of the pattern that is none of these.
pub(crate) fn print(pattern: &str, date: NaiveDate, names: &Calendar) -> Result<Vec<DatePart>, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if !c.is_alphabetic() {
            text.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic() && c != '_').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match word {
            "weekday" => text.push_str(name(&names.weekdays, date.weekday().number_from_monday() as usize)),
            "day" => text.push_str(&date.day().to_string()),
            "month" => text.push_str(name(&names.months, date.month() as usize)),
            "short_month" => text.push_str(name(&names.short_months, date.month() as usize)),
            "number" => text.push_str(&date.month().to_string()),
            "year" => text.push_str(&date.year().to_string()),
            "short_year" => text.push_str(&format!("{:02}", date.year().rem_euclid(100))),
            "ordinal" => {
                text.push_str(&date.day().to_string());
                parts.push(DatePart::Text(std::mem::take(&mut text)));
                parts.push(DatePart::Raised(names.suffix(date.day() as usize).to_owned()));
            }
            other => {
                return Err(format!("`{other}` is not a word of dates"));
            }
        }
        rest = after;
    }
    if !text.is_empty() {
        parts.push(DatePart::Text(text));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::language::{Language, tests::tokens};

    fn plain(pattern: &str, day: (i32, u32, u32)) -> String {
        spoken(Language::English, pattern, day)
    }

    fn spoken(language: Language, pattern: &str, (y, m, d): (i32, u32, u32)) -> String {
        let date = NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        let parts = print(pattern, date, &Calendar::of(&tokens(language))).expect("a pattern");
        parts
            .iter()
            .map(|p| match p {
                DatePart::Text(t) => t.clone(),
                DatePart::Raised(r) => format!("^{r}"),
            })
            .collect()
    }

    #[test]
    fn source_papers_dates_are_printed() {
        assert_eq!(plain("ordinal month year", (2025, 6, 20)), "20^th June 2025");
        assert_eq!(plain("day month year", (2014, 9, 25)), "25 September 2014");
        assert_eq!(plain("weekday, day month year", (2024, 3, 22)), "Friday, 22 March 2024");
        assert_eq!(plain("day.number.short_year", (2023, 12, 4)), "4.12.23");
        assert_eq!(plain("ordinal", (2024, 3, 22)), "22^nd");
        assert_eq!(plain("ordinal", (2024, 3, 11)), "11^th");
    }

    #[test]
    fn dates_are_printed_in_welsh() {
        let welsh = |pattern, day| spoken(Language::Welsh, pattern, day);
        assert_eq!(welsh("weekday, day month year", (2024, 3, 22)), "Dydd Gwener, 22 Mawrth 2024");
        assert_eq!(welsh("weekday day month", (2025, 8, 3)), "Dydd Sul 3 Awst");
        assert_eq!(welsh("ordinal month year", (2025, 6, 1)), "1^af Mehefin 2025");
        assert_eq!(welsh("day short_month short_year", (2025, 12, 21)), "21 Rhag 25");
    }

    #[test]
    fn a_word_that_is_none_is_named() {
        let date = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
        assert!(print("daay month", date, &Calendar::default()).expect_err("bad").contains("`daay`"));
    }
}
