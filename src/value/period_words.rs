//! The words and numbers of which the spellings of periods are made. It puts no period together.

use super::period::MONTHS;

/// The first two-digit year that lies in the last century: "Jun-99" is June 1999, "Jun-23" June 2023.
const LAST_CENTURY: u16 = 70;

/// The text in small letters, with one kind of dash, single blanks, no apostrophe before a number ("Nov '25"), no
/// colon behind a word, and no note at its end.
pub(super) fn tidy(text: &str) -> String {
    let text = text.to_lowercase().replace(['–', '—', '‑', '−'], "-").replace([',', '\u{a0}'], " ");
    let text = without_apostrophes(&text).replace(": ", " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = ["[note", "(note"].iter().filter_map(|opens| text.rfind(opens)).next_back();
    match note.filter(|_| text.ends_with([']', ')'])) {
        Some(at) => text[..at].trim_end().to_owned(),
        None => text,
    }
}

/// The text with a blank in place of each apostrophe before a digit.
fn without_apostrophes(text: &str) -> String {
    let next = text.chars().skip(1).map(Some).chain([None]);
    let is_before_digit = |next: Option<char>| next.is_some_and(|next| next.is_ascii_digit());
    let kept = text.chars().zip(next).map(|(c, next)| match c {
        '\'' | '‘' | '’' | 'ʼ' if is_before_digit(next) => ' ',
        c => c,
    });
    kept.collect()
}

/// The words of a tidied text, without dashes and slashes.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect()
}

/// The number of a month, from 1, by its English name or the first three letters of it; "sept" too.
pub(super) fn named_month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let is_named = |month: &&str| {
        let month = month.to_lowercase();
        month == word || month[..3] == *word || word == "sept" && month == "september"
    };
    MONTHS.iter().position(is_named).and_then(|at| u8::try_from(at + 1).ok())
}

/// A number of so many digits.
pub(super) fn digits(word: &str, count: usize) -> Option<u16> {
    (word.len() == count && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

/// A year of four digits.
pub(super) fn whole_year(word: &str) -> Option<u16> {
    digits(word, 4).filter(|year| (1900..=2200).contains(year))
}

/// A year of two digits.
pub(super) fn short_year(word: &str) -> Option<u16> {
    digits(word, 2).map(|year| if year >= LAST_CENTURY { 1900 + year } else { 2000 + year })
}

/// A year of four digits or two.
pub(super) fn any_year(word: &str) -> Option<u16> {
    whole_year(word).or_else(|| short_year(word))
}
