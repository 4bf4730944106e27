//! Values that are missing, or are no numbers where numbers belong: `title =`, `70..85`, `2.61 2.60`, `<5`, `top = all`. It
//! never decides what a mark means.

use super::dates::DATE_KEYS;
use super::error_line::ErrorLine;
use super::{KnownMistake, is_all};
use crate::finding::{PASSWORD_HINT, is_password_key};

/// The value without a remark behind it, and the byte at which it begins.
fn typed<'a>(line: &ErrorLine<'a>) -> Option<(usize, &'a str)> {
    let (start, value) = line.value()?;
    let end =
        if line.is_in_braces() { value.find([',', '}', ']']).unwrap_or(value.len()) } else { value.len() };
    let end = value.find(" #").map_or(end, |at| at.min(end));
    Some((start, value[..end].trim_end()))
}

/// Finds a password that cannot be read, from its key on, and repeats nothing of it.
pub(super) fn password(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let key = line.key();
    if !is_password_key(key) || value.is_empty() {
        return None;
    }
    let before = &line.text[..line.equals?];
    Some(KnownMistake {
        range: line.start + before.rfind(key)?..start + value.len(),
        message: format!("`{key}` has a password behind it"),
        label: String::new(),
        hint: PASSWORD_HINT.to_owned(),
        meant: None,
    })
}

/// Finds a key without a value: `title =`.
pub(super) fn nothing(text: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let is_nothing =
        value.is_empty() || value.starts_with('#') || line.is_in_braces() && value.starts_with([',', '}']);
    let key = line.key();
    if !is_nothing || key.is_empty() {
        return None;
    }
    let equals = line.start + line.equals?;
    Some(KnownMistake {
        range: equals..(start + 1).min(text.len()).max(equals + 1),
        message: format!("`{key}` has no value"),
        label: "nothing stands behind it".into(),
        hint: format!("write {} behind the =; where there is nothing to say, delete the line", wanted(key)),
        meant: None,
    })
}

/// The keys whose values are lists.
const LISTS: [&str; 10] = [
    "background_papers",
    "column",
    "contacts",
    "indicators",
    "meetings",
    "owners",
    "papers",
    "row",
    "standing_items",
    "wards",
];

/// What belongs behind the = of a key, in words.
fn wanted(key: &str) -> String {
    if NUMBERS.contains(&key) {
        return "the number, in figures and without quotes,".to_owned();
    }
    if DATE_KEYS.contains(&key) {
        return format!("the day, year first and without quotes, as in {key} = 2025-06-20,");
    }
    if LISTS.contains(&key) {
        return "the list, in [ ],".to_owned();
    }
    if key.starts_with('"') {
        return "the figure, or a mark in quotes,".to_owned();
    }
    format!("its value, text in quotes, as in {key} = \"…\",")
}

/// Finds a number with two points, one behind the other: `70..85`.
pub(super) fn two_points(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, typed) = typed(line)?;
    let (whole, places) = typed.split_once("..")?;
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(whole.trim_start_matches('-')) || !is_digits(places) {
        return None;
    }
    let range = start..start + typed.len();
    let number = format!("{whole}.{places}");
    Some(KnownMistake {
        range: range.clone(),
        message: format!("`{typed}` has two points"),
        label: String::new(),
        hint: format!("write {number}"),
        meant: Some((range, number)),
    })
}

/// Finds several numbers where one belongs: `2.61 2.60`.
pub(super) fn several_numbers(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, typed) = typed(line)?;
    let numbers: Vec<&str> = typed.split([' ', '\t', ';', '/']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.contains('.') && part.parse::<f64>().is_ok();
    if numbers.len() < 2
        || !numbers.iter().all(|part| part.parse::<f64>().is_ok())
        || !numbers.iter().any(is_number)
    {
        return None;
    }
    Some(KnownMistake {
        range: start..start + typed.len(),
        message: format!("`{typed}` is more than one number, and a line has one"),
        label: String::new(),
        hint: "keep the one that belongs here; each of the others has a line of its own, with its own key before ="
            .to_owned(),
        meant: None,
    })
}

/// Finds a mark in the place of a figure, without quotes: `"2024/25 Q4" = <5`.
pub(super) fn mark(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, typed) = typed(line)?;
    let rest = typed.trim_start_matches(['<', '>', '≤', '≥', '~']);
    let is_bound = rest.len() < typed.len() && rest.trim().parse::<f64>().is_ok();
    let is_mark = ["*", "-", "..", ":", "–", "n/a", "N/A", "c", "x", "z"].contains(&typed)
        && line.key().starts_with('"');
    if !(is_bound || is_mark) {
        return None;
    }
    let range = start..start + typed.len();
    let quoted = format!("\"{typed}\"");
    Some(KnownMistake {
        range: range.clone(),
        message: format!("`{typed}` is no number, and stands without quotes"),
        label: "not in quotes".into(),
        hint: format!(
            "write {quoted}; in the place of a figure it is a mark, which the indicator explains: marks = {{ {quoted} = \"…\" }}, with what it means"
        ),
        meant: is_all(typed, line.value()?.1).then_some((range, quoted)),
    })
}

/// The keys whose values are whole numbers.
const NUMBERS: [&str; 9] =
    ["bottom", "decimals", "first_number", "level", "minute", "per", "quorum", "span", "top"];

/// Finds a word where a whole number belongs: `top = all`.
pub(super) fn word_for_number(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, typed) = typed(line)?;
    let key = line.key();
    if !NUMBERS.contains(&key) || !typed.starts_with(char::is_alphabetic) {
        return None;
    }
    let is_all = matches!(key, "top" | "bottom") && typed.eq_ignore_ascii_case("all");
    Some(KnownMistake {
        range: start..start + typed.len(),
        message: format!("`{key}` needs a whole number, and `{typed}` is a word"),
        label: String::new(),
        hint: if is_all {
            format!("take `{key}` out: without it all are shown")
        } else {
            format!("write {key} = with the number behind it, in figures and without quotes")
        },
        meant: None,
    })
}
