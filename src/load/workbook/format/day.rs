//! Days and times by their number format. It never takes a length of time for a day.

use chrono::{Datelike, Days, NaiveDate};

use super::Displayed;
use super::code::{FormatSection, Sign};

/// The serial of 31 December 9999, after which Excel shows no day.
const LAST: f64 = 2_958_465.0;

const SECONDS_A_DAY: f64 = 86_400.0;

/// The thousandths of a second of a day.
const THOUSANDTHS_A_DAY: i64 = 86_400_000;

/// Shows a serial: days since the end of 1899, or since 1904, and parts of a day.
pub(super) fn show(section: &FormatSection, serial: f64, is_1904: bool) -> Displayed {
    let has =
        |test: &dyn Fn(&str) -> bool| section.signs.iter().any(|s| matches!(s, Sign::Part(p) if test(p)));
    let elapsed = section.signs.iter().any(|s| matches!(s, Sign::Elapsed(..)));
    let clock = has(&|part| part.starts_with(['h', 's'])) || elapsed;
    let date = has(&|part| part.starts_with(['y', 'd'])) || has(&|part| part.starts_with('m')) && !clock;
    if elapsed && !date {
        return length(section, serial);
    }
    if !(0.0..LAST + 1.0).contains(&serial) {
        return Displayed::Unknown;
    }
    // The smallest part that is shown is rounded, as Excel does.
    let fraction = decimals(section);
    let unit = match fraction {
        0 => 1_000,
        1 => 100,
        2 => 10,
        _ => 1,
    };
    let whole = if clock { rounded(serial, unit) } else { thousandths(serial.floor()) };
    let Some(whole) = whole else { return Displayed::Unknown };
    let (number, rest) = (whole.div_euclid(THOUSANDTHS_A_DAY), whole.rem_euclid(THOUSANDTHS_A_DAY));
    let day = day(number, is_1904);
    if date && day.is_none() {
        return Displayed::Unknown;
    }
    let Some(text) = text(section, day, rest) else { return Displayed::Unknown };
    match (date, clock, day) {
        (true, true, _) => Displayed::Time("a day with a time", text),
        // The time behind it is not shown: the cell is a day.
        (true, false, Some(day)) => Displayed::Day(day, text),
        (true, false, None) => Displayed::Unknown,
        (false, ..) if serial >= 1.0 => Displayed::Time("a day with a time", text),
        (false, ..) => Displayed::Time("a time of day", text),
    }
}

/// The day of a whole serial; `None` where Excel shows one that never was, or none.
fn day(serial: i64, is_1904: bool) -> Option<NaiveDate> {
    let serial = u64::try_from(serial).ok()?;
    let (first, after) = if is_1904 {
        (NaiveDate::from_ymd_opt(1904, 1, 1)?, serial)
    } else {
        match serial {
            // Excel has a 0 January 1900 and a 29 February 1900.
            0 | 60 => return None,
            1..60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, serial),
            _ => (NaiveDate::from_ymd_opt(1899, 12, 30)?, serial),
        }
    };
    first.checked_add_days(Days::new(after))
}

/// The thousandths of a second of a number of days; `None` where there are too many.
fn thousandths(days: f64) -> Option<i64> {
    let all = (days * SECONDS_A_DAY * 1_000.0).round();
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
    (all.abs() < 9e15).then_some(all as i64)
}

/// The thousandths of a second of a number of days, rounded to a unit that is shown.
fn rounded(days: f64, unit: i64) -> Option<i64> {
    Some((thousandths(days)? + unit / 2).div_euclid(unit) * unit)
}

/// How many places of a second are shown.
fn decimals(section: &FormatSection) -> usize {
    let point = section.signs.iter().position(|s| *s == Sign::Point);
    point.map_or(0, |at| {
        section.signs[at + 1..].iter().take_while(|s| matches!(s, Sign::Digit { .. })).count()
    })
}

/// Shows a length of time: "36:15".
fn length(section: &FormatSection, days: f64) -> Displayed {
    let Some(all) = rounded(days.abs(), 1_000) else { return Displayed::Unknown };
    let mut out = String::new();
    let mut rest = all / 1_000;
    for sign in &section.signs {
        match sign {
            Sign::Elapsed(part, width) => {
                let unit = unit(*part);
                out += &format!("{:0width$}", rest / unit, width = *width);
                rest %= unit;
            }
            // Hours, minutes or seconds: a length of time has no part of a day.
            Sign::Part(part) => {
                let unit = unit(char::from(part.as_bytes()[0]));
                out += &format!("{:0width$}", rest / unit, width = part.len().min(2));
                rest %= unit;
            }
            Sign::Literal(words) => out += words,
            // Places of a second in a length of time are rare, and not known here.
            _ => return Displayed::Unknown,
        }
    }
    let sign = if days < 0.0 && all > 0 { "-" } else { "" };
    Displayed::Time("a length of time", format!("{sign}{}", out.trim()))
}

fn unit(part: char) -> i64 {
    match part {
        'h' => 3_600,
        'm' => 60,
        _ => 1,
    }
}

/// The text of a day and a time, by the signs of a section; `None` where a sign needs a day that is not there
/// or is not known.
fn text(section: &FormatSection, day: Option<NaiveDate>, thousandths: i64) -> Option<String> {
    let seconds = thousandths / 1_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let noon = section.signs.iter().any(|s| matches!(s, Sign::Noon { .. }));
    let shown_hour = if noon { (hour + 11) % 12 + 1 } else { hour };
    let mut out = String::new();
    let mut digits = 0;
    for (at, sign) in section.signs.iter().enumerate() {
        match sign {
            Sign::Literal(words) => out += words,
            Sign::Part(part) if part.starts_with('m') && is_minute(&section.signs, at) => {
                out += &format!("{minute:0width$}", width = part.len().min(2));
            }
            Sign::Part(part) => match part.as_bytes().first()? {
                b'h' => out += &format!("{shown_hour:0width$}", width = part.len().min(2)),
                b's' => out += &format!("{second:0width$}", width = part.len().min(2)),
                _ => out += &part_of_day(part, day?),
            },
            Sign::Noon { short } => {
                let word = if hour < 12 { "AM" } else { "PM" };
                out += if *short { &word[..1] } else { word };
            }
            Sign::Point => out.push('.'),
            Sign::Digit { .. } => {
                let all = format!("{:03}", thousandths % 1_000);
                out.push_str(all.get(digits..=digits)?);
                digits += 1;
            }
            Sign::Comma => out.push(','),
            Sign::Elapsed(..) | Sign::Percent | Sign::At | Sign::General => return None,
        }
    }
    Some(out.trim().to_owned())
}

/// Whether an `m` means minutes: it follows hours, or seconds follow it.
fn is_minute(signs: &[Sign], at: usize) -> bool {
    let part = |sign: &Sign| match sign {
        Sign::Part(part) => part.chars().next(),
        _ => None,
    };
    let before = signs[..at].iter().rev().find_map(part);
    let after = signs[at + 1..].iter().find_map(part);
    before == Some('h') || after == Some('s')
}

/// A day, month or year as a part such as `dd`, `mmm` or `yyyy` shows it.
fn part_of_day(part: &str, day: NaiveDate) -> String {
    let long = |pattern: &str| day.format(pattern).to_string();
    match part {
        "d" => day.day().to_string(),
        "dd" => format!("{:02}", day.day()),
        "ddd" => long("%a"),
        "m" => day.month().to_string(),
        "mm" => format!("{:02}", day.month()),
        "mmm" => long("%b"),
        "mmmmm" => long("%b").chars().take(1).collect(),
        "y" | "yy" => format!("{:02}", day.year().rem_euclid(100)),
        _ if part.starts_with('d') => long("%A"),
        _ if part.starts_with('m') => long("%B"),
        _ => day.year().to_string(),
    }
}
