//! Days in running text: a day of the week that is not the date's, and a date that no month has. It never takes a
//! name without a number for a date, and knows the names of days and months from house styles alone.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{Certainty, Leftover};
use crate::finding::Rule;
use crate::style::Calendar;

/// A date in a text.
struct TypedDate<'t> {
    range: Range<usize>,
    /// The name of the day of the week, and its number from Monday on, from 0.
    weekday: Option<(&'t str, u32)>,
    day: u32,
    /// The number of the month, from 1, and its name as it is typed.
    month: (u32, &'t str),
    year: Option<i32>,
}

/// Finds the dates of a text that contradict themselves.
pub(super) fn find(words: &str, calendars: &[Calendar]) -> Vec<Leftover> {
    let mut found = Vec::new();
    for calendar in calendars {
        for (number, month) in (1..).zip(&calendar.months) {
            for at in places(words, month) {
                let date = typed_date(words, at..at + month.len(), number, calendar);
                found.extend(date.and_then(|date| judge(words, &date, calendar)));
            }
        }
    }
    found.sort_by_key(|one| one.range.start);
    found
}

/// The bytes at which a name stands as a whole word.
fn places(words: &str, name: &str) -> Vec<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
    let is_whole =
        |at: usize| !words[..at].ends_with(is_part) && !words[at + name.len()..].starts_with(is_part);
    words.match_indices(name).map(|(at, _)| at).filter(|at| !name.is_empty() && is_whole(*at)).collect()
}

/// The date whose month stands at a stretch; `None` where no day stands before it.
fn typed_date<'t>(
    words: &'t str,
    month: Range<usize>,
    number: u32,
    calendar: &Calendar,
) -> Option<TypedDate<'t>> {
    let before = words[..month.start].trim_end_matches([' ', '\u{a0}']);
    let before = before.strip_suffix(" of").unwrap_or(before);
    let ordinals = ["st", "nd", "rd", "th"].into_iter().chain(calendar.ordinals.iter().map(String::as_str));
    let plain = ordinals.filter(|end| !end.is_empty()).find_map(|end| {
        let rest = before.strip_suffix(end)?;
        rest.ends_with(|c: char| c.is_ascii_digit()).then_some(rest)
    });
    let before_number = plain.unwrap_or(before);
    let start = before_number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = &before_number[start..];
    if before.len() == month.start || !(1..=2).contains(&digits.len()) {
        return None;
    }
    let head = &words[..start];
    // "1,031 June" and "£31" are no days.
    if head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '/' | '£' | ':' | '(' | '-'))
        && !head.ends_with('(')
    {
        return None;
    }
    let behind = words[month.end..].trim_start_matches([',', ' ', '\u{a0}']);
    let length = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    let is_year =
        length == 4 && !behind[4..].starts_with(['/', '%']) && behind.len() < words.len() - month.end;
    let year = behind[..length].parse::<i32>().ok().filter(|year| is_year && (1900..=2200).contains(year));
    let end = if year.is_some() { words.len() - behind.len() + length } else { month.end };
    let weekday = weekday_before(head, calendar);
    let start = weekday.map_or(start, |(at, _, _)| at);
    Some(TypedDate {
        range: start..end,
        weekday: weekday.map(|(_, name, number)| (name, number)),
        day: digits.parse().ok()?,
        month: (number, &words[month]),
        year,
    })
}

/// The day of the week that ends a text: its first byte, its name as typed, and its number from Monday on, from 0.
fn weekday_before<'t>(head: &'t str, calendar: &Calendar) -> Option<(usize, &'t str, u32)> {
    let head = head.trim_end_matches([' ', ',', '\u{a0}']);
    let head = head.strip_suffix(" the").unwrap_or(head).trim_end_matches([' ', ',', '\u{a0}']);
    (0..).zip(&calendar.weekdays).find_map(|(number, name)| {
        let start = head.len().checked_sub(name.len())?;
        let is_name = !name.is_empty() && head.get(start..)?.eq_ignore_ascii_case(name);
        let is_whole = !head[..start].ends_with(char::is_alphanumeric);
        (is_name && is_whole).then(|| (start, &head[start..], number))
    })
}

fn judge(words: &str, date: &TypedDate<'_>, calendar: &Calendar) -> Option<Leftover> {
    let typed = &words[date.range.clone()];
    let (number, month) = date.month;
    // In a leap year, where no year is typed.
    let last = (29..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(date.year.unwrap_or(2024), number, *day).is_some());
    let last = last.unwrap_or(28);
    let (message, hint) = if date.day > last && date.day <= 31 {
        let year = date.year.map(|year| format!(" {year}")).unwrap_or_default();
        (
            format!("`{typed}` is no day: {month}{year} has {last} days"),
            format!("write the day that is meant, such as {last} {month}{year}"),
        )
    } else {
        let day = NaiveDate::from_ymd_opt(date.year?, number, date.day)?;
        let (name, weekday) = date.weekday?;
        let own = day.weekday().num_days_from_monday();
        if own == weekday {
            return None;
        }
        let is = calendar.weekdays.get(own as usize)?;
        let (year, plain) = (day.year(), day.day());
        let shift = (i64::from(weekday) - i64::from(own) + 3).rem_euclid(7) - 3;
        let near = day.checked_add_signed(chrono::Duration::days(shift))?;
        let near_month = calendar.months.get(near.month0() as usize)?;
        (
            format!("{plain} {month} {year} is no {name}: it is a {is}"),
            format!(
                "write {is}, or the date that is meant: the nearest {name} is {} {near_month} {}",
                near.day(),
                near.year()
            ),
        )
    };
    let certainty = if date.year.is_some() { Certainty::Sure } else { Certainty::Suspected };
    Some(Leftover {
        range: date.range.clone(),
        rule: Rule::DayOfWeek,
        certainty,
        message,
        hint,
        edits: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(weekdays: &str, months: &str, ordinals: &[&str]) -> Calendar {
        let list = |names: &str| names.split(',').map(str::to_owned).collect();
        Calendar {
            weekdays: list(weekdays),
            months: list(months),
            ordinals: ordinals.iter().map(|end| (*end).to_owned()).collect(),
            ..Calendar::default()
        }
    }

    fn calendars() -> Vec<Calendar> {
        vec![
            calendar(
                "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
                "January,February,March,April,May,June,July,August,September,October,November,December",
                &["st", "nd"],
            ),
            calendar(
                "Dydd Llun,Dydd Mawrth,Dydd Mercher,Dydd Iau,Dydd Gwener,Dydd Sadwrn,Dydd Sul",
                "Ionawr,Chwefror,Mawrth,Ebrill,Mai,Mehefin,Gorffennaf,Awst,Medi,Hydref,Tachwedd,Rhagfyr",
                &["af", "ain"],
            ),
        ]
    }

    fn found(text: &str) -> Vec<(&str, String)> {
        find(text, &calendars()).into_iter().map(|one| (&text[one.range], one.hint)).collect()
    }

    #[test]
    fn a_day_that_is_another_is_found() {
        for (text, typed, hint) in [
            (
                "meets on Thursday 28 June 2024.",
                "Thursday 28 June 2024",
                "write Friday, or the date that is meant: the nearest Thursday is 27 June 2024",
            ),
            (
                "on MONDAY, the 1st of March, 2024",
                "MONDAY, the 1st of March, 2024",
                "write Friday, or the date that is meant: the nearest MONDAY is 4 March 2024",
            ),
            (
                "ddydd Gwener, ar Dydd Iau, 22 Mawrth 2024",
                "Dydd Iau, 22 Mawrth 2024",
                "write Dydd Gwener, or the date that is meant: the nearest Dydd Iau is 21 Mawrth 2024",
            ),
            ("by 31 June 2024", "31 June 2024", "write the day that is meant, such as 30 June 2024"),
            (
                "29th February 2023",
                "29th February 2023",
                "write the day that is meant, such as 28 February 2023",
            ),
            ("by 31 November", "31 November", "write the day that is meant, such as 30 November"),
        ] {
            assert_eq!(found(text), [(typed, hint.to_owned())], "{text}");
        }
    }

    #[test]
    fn dates_that_are_so_pass() {
        for text in [
            "on Friday 28 June 2024, and Friday, 28th June 2024",
            "Dydd Gwener, 22 Mawrth 2024",
            "29 February 2024 and 29 February",
            "on Thursday. 28 June 2024 is a Friday",
            "1,031 June visits, 131 June, £31 June",
            "Thursday 28 June",
            "paragraph 3.31 June 2024",
            "in June 2024, 31 Mayflower Road, 31 June's, 32 June 2024",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
