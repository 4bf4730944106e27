//! Times of day as a house style prints them, from patterns of plain words such as "hour.minute am". It never
//! asks what time it is.

use chrono::{NaiveTime, Timelike};

use super::calendar::Calendar;

/// The words that a time pattern is made of.
pub(super) const WORDS: [&str; 4] = ["hour", "hours", "minute", "am"];

/// Prints a time of day in a pattern. In a pattern, `hour` (2), `hours` (14), `minute` (05) and `am` (am or
/// pm) stand for themselves. What stands in `[ ]` is left out on the hour, and `|` parts words and prints
/// nothing: `hour[:minute]|am`. All else is printed.
///
/// # Errors
/// A message about the first word of the pattern that is none of these.
pub(super) fn print(pattern: &str, time: NaiveTime, names: &Calendar) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if !c.is_alphabetic() {
            rest = &rest[c.len_utf8()..];
            match c {
                '[' if time.minute() == 0 => rest = rest.split_once(']').map_or("", |(_, after)| after),
                '[' | ']' | '|' => {}
                c => text.push(c),
            }
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic() && c != '_').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let (afternoon, hour) = time.hour12();
        match word {
            "hour" => text.push_str(&hour.to_string()),
            "hours" => text.push_str(&format!("{:02}", time.hour())),
            "minute" => text.push_str(&format!("{:02}", time.minute())),
            "am" => text.push_str(&names.halves[usize::from(afternoon)]),
            other => return Err(format!("`{other}` is not a word of times")),
        }
        rest = after;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pattern: &str, hour: u32, minute: u32) -> Result<String, String> {
        let halves = ["am", "pm"].map(str::to_owned);
        let names = Calendar { halves, ..Calendar::default() };
        print(pattern, NaiveTime::from_hms_opt(hour, minute, 0).expect("a time"), &names)
    }

    #[test]
    fn times_follow_their_pattern() {
        assert_eq!(at("hour.minute am", 10, 0).as_deref(), Ok("10.00 am"));
        assert_eq!(at("hour.minute am", 0, 5).as_deref(), Ok("12.05 am"));
        assert_eq!(at("hour.minuteam", 10, 0), Err("`minuteam` is not a word of times".to_owned()));
        assert_eq!(at("hours:minute", 14, 5).as_deref(), Ok("14:05"));
        assert_eq!(at("hour[:minute]|am", 10, 0).as_deref(), Ok("10am"));
        assert_eq!(at("hour[:minute]|am", 17, 30).as_deref(), Ok("5:30pm"));
        assert_eq!(at("hour.minute am", 12, 30).as_deref(), Ok("12.30 pm"));
    }
}
