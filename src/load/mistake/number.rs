//! Numbers with signs that TOML does not have: `60%`, `£1,200`, `0.53p`. It never decides what a sign means.

use super::KnownMistake;
use super::error_line::ErrorLine;

/// Finds a number with a sign that belongs to its unit: `target = 60%`, `limit = £1,200`, or a mark behind it.
pub(super) fn with_signs(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\t', '}', ']']).next()?.trim_end_matches(',');
    let bare = word.trim_start_matches(['£', '€', '$', '+']).trim_end_matches(['%', '£', '€', '*']);
    let (bare, mark) = match bare.char_indices().next_back() {
        Some((at, mark @ ('p' | 'P' | 'r' | 'R'))) => (&bare[..at], Some(mark.to_ascii_lowercase())),
        _ => (bare, None),
    };
    let number = bare.replace(',', "");
    let digits = number.trim_start_matches('-');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() < 2
        && !digits.ends_with('.');
    let hint = match mark {
        // These are shares, which stand in quotes.
        None if word.ends_with('%') && matches!(line.key(), "tolerance" | "within") => {
            format!("write {} = \"{word}\"", line.key())
        }
        Some('p') => format!("where it is provisional, write {{ value = {number}, provisional = true }}"),
        Some(_) => format!("where it is revised, write {{ value = {number}, revised = true }}"),
        None => format!("write {number}"),
    };
    (is_number && number != word && !bare.ends_with(',')).then(|| KnownMistake {
        range: start..start + word.len(),
        message: format!("`{word}` is not read: a number has digits alone, without commas, £ and %"),
        label: String::new(),
        hint,
        meant: None,
    })
}
