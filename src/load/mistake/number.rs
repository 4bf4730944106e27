//! Numbers with signs that TOML does not have: `60%`, `£1,200`, `0.53p`, and digits that are text: `01632 960000`.
//! It never decides what a sign means.

use rust_decimal::Decimal;

use super::dates::DATE_KEYS;
use super::error_line::ErrorLine;
use super::{KnownMistake, is_all, unquoted};
use crate::value::{decimal, with_digits_for_letters};

/// Finds a number with a sign that belongs to its unit: `target = 60%`, `limit = £1,200`, or a mark behind it.
pub(super) fn with_signs(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\t', '}', ']']).next()?.trim_end_matches(',');
    let bare = word.trim_start_matches(['£', '€', '$', '+']).trim_end_matches(['%', '£', '€', '*']);
    let (bare, mark) = match bare.char_indices().next_back() {
        Some((at, mark @ ('p' | 'P' | 'r' | 'R'))) => (&bare[..at], Some(mark.to_ascii_lowercase())),
        _ => (bare, None),
    };
    // A comma that parts no thousands is a decimal point; of several nobody knows.
    let groups: Vec<&str> = bare.trim_start_matches('-').split(',').collect();
    let thousands =
        groups[1..].iter().all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let number = match (thousands, groups.len()) {
        (true, _) => bare.replace(',', ""),
        (false, 2) if !bare.contains('.') => bare.replace(',', "."),
        (false, _) => return None,
    };
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
        None if !thousands => format!("a decimal number has a point: write {number}"),
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

/// Finds a letter that looks like a digit in a figure, or in a number with a point: `7O.85`, `"2023/24 Q3" = 1O6`.
pub(super) fn letter_for_digit(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\t', ',', '}', ']']).next()?;
    let (letter, number) = with_digits_for_letters(word)?;
    // Any other value may be text, such as the number 1l of a paragraph.
    if !(line.key().starts_with('"') || number.contains('.') || FIGURE_KEYS.contains(&line.key())) {
        return None;
    }
    let range = start..start + word.len();
    Some(KnownMistake {
        range: range.clone(),
        message: format!("the letter {letter} stands in the number `{word}`"),
        label: String::new(),
        hint: format!("write {number}"),
        meant: is_all(word, value).then_some((range, number)),
    })
}

/// The keys, beside periods, whose values are numbers.
const FIGURE_KEYS: [&str; 8] = ["d", "decimals", "level", "n", "per", "target", "threshold", "value"];

/// Finds a figure with a word behind it that says of what kind it is: `70.85 (p)`, `70.85 (provisional)`.
pub(super) fn with_word(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let typed = value[..value.find(" #").unwrap_or(value.len())].trim_end();
    let at = typed.find([' ', '(', '['])?;
    let (number, words) = typed.split_at(at);
    if line.is_in_braces() || !line.key().starts_with('"') {
        return None;
    }
    let key = match words.trim_matches([' ', '(', ')', '[', ']', '.']).to_lowercase().as_str() {
        "p" | "prov" | "provisional" => "provisional",
        "r" | "rev" | "revised" => "revised",
        _ => return None,
    };
    let number = decimal(number).filter(|_| !number.contains(['%', '£', '+']))?;
    let meant = format!("{{ value = {number}, {key} = true }}");
    let range = start..start + typed.len();
    Some(KnownMistake {
        range: range.clone(),
        message: format!("`{typed}` is not read: a number has digits alone"),
        label: String::new(),
        hint: format!("write {meant}, which says that it is {key}"),
        meant: Some((range, meant)),
    })
}

/// Finds a comma at the end of a line, as lists have it: `"2023/24 Q2" = 72.80,`.
pub(super) fn trailing_comma(text: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let rest = text.get(line.at..line.start + line.text.len())?.trim_end();
    let is_last =
        rest.strip_prefix(',').is_some_and(|rest| rest.trim_start().is_empty() || rest.contains('#'));
    let is_value = line.value().is_some_and(|(start, _)| start < line.at);
    (is_last && is_value && !line.is_in_braces()).then(|| KnownMistake {
        range: line.at..line.at + 1,
        message: "a comma stands behind the value, and nothing else in this line".into(),
        label: "a comma".into(),
        hint: "take it away: only what stands in [ ] or { } has commas between it".into(),
        meant: Some((line.at..line.at + 1, String::new())),
    })
}

/// Finds text without quotes that begins with a digit, or a number with 0 before it: `8a`, `01632 960000`.
pub(super) fn text_of_digits(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let end = if line.is_in_braces() { value.find([',', '}']).unwrap_or(value.len()) } else { value.len() };
    let end = value.find(" #").unwrap_or(end).min(end);
    let typed = value[..end].trim_end();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '(' | ')' | '+');
    let digits = typed.trim_start_matches(['+', '(']);
    if DATE_KEYS.contains(&line.key()) {
        let is_near = digits.starts_with(|c: char| c.is_ascii_digit()) && typed.contains(char::is_alphabetic);
        return is_near.then(|| KnownMistake {
            range: start..start + typed.len(),
            message: format!("`{typed}` is no date"),
            label: String::new(),
            hint: unquoted::lacking(line.key(), typed),
            meant: None,
        });
    }
    if let Some(number) = worked_out(typed) {
        return Some(KnownMistake {
            range: start..start + typed.len(),
            message: format!(
                "`{typed}` is not read: a number has digits alone, and nothing is worked out here"
            ),
            label: String::new(),
            hint: format!("write {number}"),
            meant: None,
        });
    }
    let is_telephone = typed.starts_with(['0', '+', '(']) && digits.len() > 1;
    let is_text = is_telephone || typed.contains(|c: char| c.is_ascii_alphabetic());
    let is_code = typed.len() > 1 && matches!(typed.as_bytes().get(1), Some(b'x' | b'o' | b'b'));
    let is_known = digits.starts_with(|c: char| c.is_ascii_digit()) && typed.chars().all(is_plain);
    (is_known && is_text && !is_code).then(|| KnownMistake {
        range: start..start + typed.len(),
        message: if typed.contains(|c: char| c.is_ascii_alphabetic()) {
            format!("`{typed}` is text, and stands without quotes")
        } else {
            format!("`{typed}` begins as a telephone number does, and stands without quotes")
        },
        label: "not in quotes".into(),
        hint: format!("write \"{typed}\""),
        meant: Some((start..start + typed.len(), format!("\"{typed}\""))),
    })
}

/// The number that is meant by one with blanks between its thousands, by a sum, or by one in thousands or millions:
/// "1 500", "1200 + 800", "2.1m"; `None` for any other text.
fn worked_out(typed: &str) -> Option<Decimal> {
    let number = |text: &str| text.trim().replace(',', "").parse::<Decimal>().ok();
    if typed.contains('+') && !typed.starts_with('+') {
        return typed.split('+').try_fold(Decimal::ZERO, |sum, part| sum.checked_add(number(part)?));
    }
    let groups: Vec<&str> = typed.split(' ').collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    if groups.len() > 1 && !typed.starts_with('0') && groups[0].len() < 4 && groups[1..].iter().all(is_group)
    {
        return number(&groups.concat());
    }
    let small = typed.to_lowercase();
    let scales = [("million", 1_000_000), ("bn", 1_000_000_000), ("m", 1_000_000), ("k", 1_000)];
    let (digits, scale) =
        scales.iter().find_map(|(word, scale)| Some((small.strip_suffix(word)?, *scale)))?;
    Some(number(digits)?.checked_mul(Decimal::from(scale))?.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them_are_worked_out() {
        for (typed, wanted) in [
            ("1 500", Some("1500")),
            ("1200 + 800", Some("2000")),
            ("2.1m", Some("2100000")),
            ("3 million", Some("3000000")),
            ("8a", None),
            ("01632 960101", None),
            ("20 June", None),
        ] {
            assert_eq!(worked_out(typed).map(|n| n.to_string()).as_deref(), wanted, "{typed}");
        }
    }
}
