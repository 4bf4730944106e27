//! Text that stands without quotes: `title = Safer streets`, `period = 2024/25 Q4`, `contacts = [officer]`. It never
//! decides what a date in words means.

use std::ops::Range;

use super::dates::DATE_KEYS;
use super::error_line::ErrorLine;
use super::{KnownMistake, moment};
use crate::value::Period;

/// Finds a period without quotes: `period = 2024/25 Q4`.
pub(super) fn period(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let end = if line.is_in_braces() { value.find([',', '}']).unwrap_or(value.len()) } else { value.len() };
    let end = value.find(" #").unwrap_or(end).min(end);
    let words = value[..end].trim_end();
    let is_bare = !words.contains(['"', '\'', '\\']) && words.contains([' ', '/', '-']);
    if !is_bare || DATE_KEYS.contains(&line.key()) || Period::parse(words).is_none() {
        return None;
    }
    Some(KnownMistake {
        range: start..start + words.len(),
        message: format!("the period `{words}` stands without quotes"),
        label: "not in quotes".into(),
        hint: format!("write {} = \"{words}\"", line.key()),
        meant: Some((start..start + words.len(), format!("\"{words}\""))),
    })
}

/// Finds names without quotes in a list of one line: `contacts = [officer, "chair"]`.
pub(super) fn names_in_list(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let end = value.find(']')? + 1;
    let inner = value[..end].strip_prefix('[')?.strip_suffix(']')?;
    let rest = value[end..].trim_start();
    let items: Vec<&str> = inner.trim_end().trim_end_matches(',').split(',').map(str::trim).collect();
    let is_text = |item: &str| item.len() > 1 && item.starts_with('"') && item.ends_with('"');
    let is_name = |item: &str| {
        item.starts_with(char::is_alphabetic)
            && item.chars().all(|c| c.is_alphanumeric() || " _-'&".contains(c))
    };
    let is_list =
        items.iter().all(|item| is_text(item) || is_name(item)) && items.iter().any(|item| is_name(item));
    if !is_list || !(rest.is_empty() || rest.starts_with('#')) || DATE_KEYS.contains(&line.key()) {
        return None;
    }
    let quoted = |item: &&str| if is_text(item) { (*item).to_owned() } else { format!("\"{item}\"") };
    let list = format!("[{}]", items.iter().map(quoted).collect::<Vec<_>>().join(", "));
    Some(KnownMistake {
        range: start..start + end,
        message: "names stand without quotes in this list".into(),
        label: "not in quotes".into(),
        hint: format!("write {} = {list}", line.key()),
        meant: Some((start..start + end, list)),
    })
}

/// The hint for a value of a key that is no whole date.
pub(super) fn lacking(key: &str, words: &str) -> String {
    match moment::lacking_date(words) {
        Some((lacks, example)) => {
            let part = if lacks.contains("day") { "day" } else { "year" };
            format!("{lacks}: write {key} = {example}, with the right {part}")
        }
        None => format!("write it year first, in figures and without quotes: {key} = 2025-06-20"),
    }
}

/// The bytes of the braces of a line, and these with quotes round each value that is a bare word; `None` where they hold more
/// than such words, texts and numbers, or a single bare word.
fn braces_in_quotes(line: &str) -> Option<(Range<usize>, String)> {
    let (before, rest) = line.split_once('{')?;
    let (inner, _) = rest.split_once('}')?;
    let range = before.len()..before.len() + inner.len() + 2;
    let mut bare = 0;
    let entries = inner.split(',').map(|entry| {
        let (key, value) = entry.split_once('=').map(|(key, value)| (key.trim(), value.trim()))?;
        let is_word = value.starts_with(char::is_alphabetic)
            && value.chars().all(|c| c.is_alphanumeric() || " _-".contains(c))
            && !matches!(value, "true" | "false");
        bare += usize::from(is_word);
        let is_simple = value.parse::<f64>().is_ok()
            || matches!(value, "true" | "false")
            || value.len() > 1 && value.starts_with('"') && value.ends_with('"');
        (is_word || is_simple)
            .then(|| format!("{key} = {}", if is_word { format!("\"{value}\"") } else { value.to_owned() }))
    });
    let entries = entries.collect::<Option<Vec<_>>>()?;
    (bare > 1).then(|| (range, format!("{{ {} }}", entries.join(", "))))
}

/// Finds text without quotes: `title = Safer communities`.
pub(super) fn text(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let first = value.chars().next()?;
    if !first.is_alphabetic() || value.starts_with("true") || value.starts_with("false") {
        return None;
    }
    let end = value.find(" #").unwrap_or(value.len());
    // In braces the text ends before the next key.
    let end = if line.is_in_braces() { value.find([',', '}']).unwrap_or(end).min(end) } else { end };
    let end = value[..end].trim_end().len();
    let words = &value[..end];
    let key = line.key();
    if DATE_KEYS.contains(&key) {
        let (message, hint) = match moment::month_alone(words) {
            Some(month) => (
                format!("`{words}` is a month, and a day is needed"),
                format!("add the day, year first and without quotes, as in {key} = {month}-15"),
            ),
            None => (format!("`{words}` is no date"), lacking(key, words)),
        };
        let range = start..start + end;
        return Some(KnownMistake { range, message, label: String::new(), hint, meant: None });
    }
    let braces = line.is_in_braces().then(|| braces_in_quotes(line.text)).flatten();
    let braces = braces.map(|(range, words)| (line.start + range.start..line.start + range.end, words));
    let nothing = ["null", "none", "nil", "nan", "inf"].contains(&words.to_lowercase().as_str());
    let is_words = !nothing && !words.contains(['"', '\'', '\\', '#', ',', '=', '[', ']', '{', '}']);
    Some(KnownMistake {
        range: start..start + end,
        message: "text stands without quotes".into(),
        label: "not in quotes".into(),
        hint: match &braces {
            Some((_, braces)) => format!("write {braces}"),
            None => format!("write \"{words}\""),
        },
        meant: braces.or_else(|| is_words.then(|| (start..start + end, format!("\"{words}\"")))),
    })
}
