//! Skeletons: the text of a new file, made from files that are there. It opens and writes no file, and never
//! invents what somebody said or decided.

mod actions;
mod blocks;
mod house_style;
mod minutes;
mod people;
mod restricted;
mod specimen;
mod standing;

pub(crate) use actions::Roll;
pub(crate) use house_style::{house_style, wordmark};
pub(crate) use minutes::{Before, Meeting};
pub(crate) use specimen::{SpecimenField, specimen};

use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// A date in words with its weekday: "Friday 22 March 2024".
fn weekday(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// A date in words: "22 March 2024".
fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A date and time in words: "Friday 22 March 2024 at 10.00 am".
fn moment(when: NaiveDateTime) -> String {
    let (afternoon, hour) = when.hour12();
    let half = if afternoon { "pm" } else { "am" };
    format!("{} at {hour}.{:02} {half}", weekday(when.date()), when.minute())
}

/// A text as TOML has it, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A `fill_in` expression for words that are still to be written.
fn gap(what: &str) -> String {
    format!("{{{{ fill_in(\"{}\") }}}}", what.replace('"', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_so_that_toml_reads_them() {
        let typed = "A \"b\" \\ c";
        let read: toml::Table = format!("x = {}", quoted(typed)).parse().expect("TOML");
        assert_eq!(read["x"].as_str(), Some(typed));
    }

    #[test]
    fn days_and_times_are_in_words() {
        let when =
            NaiveDate::from_ymd_opt(2024, 3, 22).and_then(|d| d.and_hms_opt(14, 5, 0)).expect("a time");
        assert_eq!(moment(when), "Friday 22 March 2024 at 2.05 pm");
    }
}
