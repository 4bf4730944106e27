//! `MonthSpan`: whole months in a row as a text names them, by the first and the last, or by their number and the
//! last: "Apr-Sep 2025", "12 months to June 2025". It knows no window.

use chrono::Datelike;

use super::Period;
use super::day::written_day;
use super::period_words::{any_year, digits, named_month, tidy, whole_year, words};

/// The words between a number of months and the last of them.
const UP_TO: [&str; 4] = [" to ", " ending ", " ended ", " end "];

/// Numbers in words, from 1.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The most months that a span has.
const MOST_MONTHS: u32 = 120;

/// Whole months in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthSpan {
    /// The number of months, from 1.
    pub count: u32,
    /// The year and the number of the last month.
    pub last: (u16, u8),
}

impl MonthSpan {
    /// Reads "Apr-Sep 2025", "Jul 2024 - Jun 2025", "1 April 2025 to 30 September 2025", "12 months to June 2025",
    /// "3m to Jun 25", "Year ending 31 March 2025", "YE Mar 2025" or "Quarter ending June 2025"; `None` for any
    /// other text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = tidy(text);
        match months_between(&words(&text)).or_else(|| days_between(&text)) {
            Some((first, last)) => Self::between(first, last),
            None => counted(&text),
        }
    }

    /// The months from one to another; `None` where the last is before the first, or far from it.
    fn between(first: (u16, u8), last: (u16, u8)) -> Option<Self> {
        let count = (number_of(last) + 1).checked_sub(number_of(first))?;
        (1..=MOST_MONTHS).contains(&count).then_some(Self { count, last })
    }

    /// The year and the number of the first month.
    pub(crate) fn first(self) -> (u16, u8) {
        let first = number_of(self.last) + 1 - self.count;
        (u16::try_from(first / 12).unwrap_or_default(), u8::try_from(first % 12).unwrap_or_default() + 1)
    }

    /// The first and the last month in words: "April to September 2025", "July 2024 to June 2025".
    pub(crate) fn long(self) -> String {
        let name = |(year, month)| Period::Month { year, month }.long();
        let (first, last) = (name(self.first()), name(self.last));
        match first.split_once(' ') {
            _ if self.count == 1 => last,
            Some((month, _)) if self.first().0 == self.last.0 => format!("{month} to {last}"),
            _ => format!("{first} to {last}"),
        }
    }
}

/// The number of a month, counted from January of the year 0.
fn number_of((year, month): (u16, u8)) -> u32 {
    u32::from(year) * 12 + u32::from(month) - 1
}

/// The first and the last month that a text names, each with its year: "apr jun 2023", "nov 2023 jan 2024".
pub(super) fn months_between(words: &[&str]) -> Option<((u16, u8), (u16, u8))> {
    let words: Vec<&str> = words.iter().copied().filter(|word| *word != "to").collect();
    match words.as_slice() {
        [from, to, year] => {
            let year = any_year(year)?;
            Some(((year, named_month(from)?), (year, named_month(to)?)))
        }
        [from, first, to, last] => {
            Some(((any_year(first)?, named_month(from)?), (any_year(last)?, named_month(to)?)))
        }
        _ => None,
    }
}

/// The months from the first day of one to the last day of another: "1 april 2025 to 30 september 2025".
fn days_between(text: &str) -> Option<((u16, u8), (u16, u8))> {
    let (first, last) = text.split_once(" to ").or_else(|| text.split_once(" - "))?;
    let first = written_day(first).filter(|day| day.day() == 1)?;
    let year = u16::try_from(first.year()).ok()?;
    Some(((year, u8::try_from(first.month()).ok()?), month_that_ends(last)?))
}

/// A number of months and the last of them: "12 months to june 2025", "ye mar 2025".
fn counted(text: &str) -> Option<MonthSpan> {
    let (head, end) = match ["ye ", "y/e "].iter().find_map(|word| text.strip_prefix(word)) {
        Some(end) => ("year", end),
        None => UP_TO.iter().find_map(|word| text.split_once(word))?,
    };
    let count = count_of(head.trim_end_matches(['-', ':']))?;
    let last = month_that_ends(end).or_else(|| match month_of(end)? {
        Period::Month { year, month } => Some((year, month)),
        _ => None,
    })?;
    (!head.starts_with("financial") || last.1 == 3).then_some(MonthSpan { count, last })
}

/// The number of months that words name: "year", "quarter", "rolling 12 months", "3m".
fn count_of(head: &str) -> Option<u32> {
    let head = head.strip_prefix("rolling ").unwrap_or(head);
    match head {
        "year" | "yr" | "full year" | "financial year" => return Some(12),
        "half year" | "half-year" => return Some(6),
        "quarter" | "qtr" => return Some(3),
        "month" | "mth" => return Some(1),
        _ => {}
    }
    let at = head.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0);
    let (number, unit) = at.map(|at| head.split_at(at)).or_else(|| head.split_once([' ', '-']))?;
    if !["months", "month", "mths", "mth", "m"].contains(&unit.trim_start_matches([' ', '-'])) {
        return None;
    }
    let in_words = NUMBERS.iter().position(|word| *word == number).and_then(|at| u32::try_from(at + 1).ok());
    in_words.or_else(|| number.parse().ok()).filter(|count| (1..=MOST_MONTHS).contains(count))
}

/// The month of which a text names the last day.
fn month_that_ends(text: &str) -> Option<(u16, u8)> {
    let day = written_day(text)?;
    let is_last = day.succ_opt().is_some_and(|next| next.day() == 1);
    is_last.then(|| Some((u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?)))?
}

/// A month by itself: "june 2023", "2023-06", "06/2023".
pub(super) fn month_of(text: &str) -> Option<Period> {
    let words = words(text);
    named_month_of(&words).or_else(|| numbered_month(text, &words)).or_else(|| month_first(text))
}

/// A month by its name: "june 2023", "2023 jun".
pub(super) fn named_month_of(words: &[&str]) -> Option<Period> {
    let [first, second] = words else { return None };
    if let Some(month) = named_month(first) {
        return Some(Period::Month { year: any_year(second)?, month });
    }
    Some(Period::Month { year: whole_year(first)?, month: named_month(second)? })
}

/// A month by its number: "2023-06".
pub(super) fn numbered_month(text: &str, words: &[&str]) -> Option<Period> {
    let [first, second] = words else { return None };
    let year = whole_year(first)?;
    let month = month_number(second)?;
    (!text.contains('/') && u16::from(month) != (year + 1) % 100).then_some(Period::Month { year, month })
}

/// A month by its number before its year: "06/2023"; "09/2010" could be a financial year, and is `None`.
pub(super) fn month_first(text: &str) -> Option<Period> {
    let (month, year) = text.split_once(['/', '-'])?;
    let (month, year) = (month_number(month.trim())?, whole_year(year.trim())?);
    ((u16::from(month) + 1) % 100 != year % 100).then_some(Period::Month { year, month })
}

/// A month in a series of months, where a number beside a year is nothing else: "2025/06", "09/2010", "202506".
pub(super) fn month_by_number(text: &str) -> Option<Period> {
    let (year, month) = match text.split_once(['/', '-', ' ']) {
        Some((first, second)) => match whole_year(first.trim()) {
            Some(year) => (year, second.trim()),
            None => (whole_year(second.trim())?, first.trim()),
        },
        None => (whole_year(text.get(..4)?)?, text.get(4..)?),
    };
    Some(Period::Month { year, month: month_number(month)? })
}

/// The number of a month in two digits.
fn month_number(word: &str) -> Option<u8> {
    digits(word, 2).and_then(|month| u8::try_from(month).ok()).filter(|month| (1..=12).contains(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(text: &str) -> Option<(u32, String)> {
        MonthSpan::read(text).map(|span| (span.count, span.long()))
    }

    #[test]
    fn months_in_a_row_are_read_by_both_ends_or_by_their_number() {
        for (text, count, words) in [
            ("Apr-Sep 2025", 6, "April to September 2025"),
            ("Apr 2025 - Sep 2025", 6, "April to September 2025"),
            ("1 April 2025 to 30 September 2025", 6, "April to September 2025"),
            ("01/04/2025 - 30/09/2025", 6, "April to September 2025"),
            ("half year to September 2025", 6, "April to September 2025"),
            ("Jul 2024 - Jun 2025", 12, "July 2024 to June 2025"),
            ("July 2024 to June 2025", 12, "July 2024 to June 2025"),
            ("12 months to June 2025", 12, "July 2024 to June 2025"),
            ("12 months ending June 2025", 12, "July 2024 to June 2025"),
            ("Twelve months to 2025-06", 12, "July 2024 to June 2025"),
            ("rolling 12 months to 30/06/2025", 12, "July 2024 to June 2025"),
            ("12m to 06/2025", 12, "July 2024 to June 2025"),
            ("Year ending March 2025", 12, "April 2024 to March 2025"),
            ("Year to March 2025", 12, "April 2024 to March 2025"),
            ("Year ending: 31 March 2025", 12, "April 2024 to March 2025"),
            ("YE Mar 2025", 12, "April 2024 to March 2025"),
            ("y/e Mar '25", 12, "April 2024 to March 2025"),
            ("Financial year ending March 2025", 12, "April 2024 to March 2025"),
            ("3 months to June 2025", 3, "April to June 2025"),
            ("3m to Jun 25", 3, "April to June 2025"),
            ("Quarter ending June 2025", 3, "April to June 2025"),
            ("Month ending 30 June 2025", 1, "June 2025"),
            ("36 months to March 2025", 36, "April 2022 to March 2025"),
        ] {
            assert_eq!(long(text), Some((count, words.to_owned())), "{text}");
        }
        for text in [
            "Year to date",
            "Year ending 2025",
            "Year ending 30 March 2025",
            "Financial year ending June 2025",
            "months to June 2025",
            "0 months to June 2025",
            "13 weeks to June 2025",
            "Apr-Mar 2024",
            "2 April 2025 to 30 September 2025",
            "June 2025",
            "week ending 30 June 2025",
            "2024 to 2025",
        ] {
            assert_eq!(long(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_beside_a_year_is_a_month_where_it_can_be_nothing_else() {
        let short = |period: Option<Period>| period.map(Period::short);
        for text in ["06/2025", "06-2025"] {
            assert_eq!(short(month_of(text)).as_deref(), Some("Jun 2025"), "{text}");
        }
        for text in ["09/2010", "6/2025", "13/2025", "00/2025", "06/25", "2025/06", "202506"] {
            assert_eq!(short(month_of(text)), None, "{text}");
        }
        for text in ["2010/09", "09/2010", "201009", "2010 09", "09 2010"] {
            assert_eq!(short(month_by_number(text)).as_deref(), Some("Sep 2010"), "{text}");
        }
        for text in ["202513", "20256", "2025006", "2025", "", "2025/26", "2025/13", "202 506"] {
            assert_eq!(short(month_by_number(text)), None, "{text}");
        }
    }
}
