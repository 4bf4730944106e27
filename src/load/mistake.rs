//! The TOML mistakes that officers make, in plain words. It never changes what was typed.

mod dates;
mod error_line;
mod moment;
mod number;
mod quotes;
mod unquoted;
mod values;

use std::ops::Range;

use error_line::ErrorLine;

pub(crate) use moment::{iso_date, lacking_date, typed_date};

use super::line_form::line_of;
use crate::finding::{Correction, FileId, Finding, Rule, Span, list_in_words};
use crate::value::Period;

/// The finding for a syntax error, and the byte that it stands at. `message` is the parser's own, kept where
/// nothing better is known.
pub(super) fn explain(text: &str, message: &str, span: Range<usize>, file: FileId) -> (Finding, usize) {
    let lines = ErrorLine::at(text, span.start);
    let known = [
        strange_blank,
        values::password,
        values::nothing,
        truth,
        long_dash,
        dates::moment_in_words,
        number::letter_for_digit,
        number::with_word,
        number::with_signs,
        number::trailing_comma,
        values::two_points,
        values::several_numbers,
        values::mark,
        values::word_for_number,
        number::text_of_digits,
        twice,
        quotes::curly_quotes,
        dates::slashed_date,
        dates::no_such_day,
        backslash,
        quotes::pasted_quote,
        unquoted::period,
        unquoted::names_in_list,
        unquoted::text,
        quotes::in_backticks,
    ];
    let found = lines.iter().find_map(|line| known.iter().find_map(|look| look(text, line, message)));
    if let Some(found) = found {
        let span = Span::new(file, found.range.clone());
        let finding =
            Finding::error(Rule::TomlSyntax, span, found.message).label(found.label).hint(found.hint);
        let meant = found.meant.map(|(range, words)| Correction::replace(Span::new(file, range), words));
        let finding = finding.correct(meant);
        return (finding, found.range.start);
    }
    let end = span.end.max(span.start + 1).min(text.len());
    let found = Span::new(file, span.start.min(end)..end);
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let finding = Finding::error(Rule::TomlSyntax, found, "this line cannot be read as TOML")
        .hint("a line is `key = value`: text in quotes, dates as 2025-06-20, lists in [ ]")
        .hint_if((!message.is_empty()).then(|| format!("the reader of TOML says: {message}")));
    (finding, span.start)
}

/// A known mistake, in plain words.
struct KnownMistake {
    range: Range<usize>,
    message: String,
    label: String,
    hint: String,
    /// The bytes that go, and what is meant to stand there; `None` where that is not sure.
    meant: Option<(Range<usize>, String)>,
}

/// Whether a word is all of a value: a comment, or what ends a value among others, may follow.
fn is_all(word: &str, value: &str) -> bool {
    value.strip_prefix(word).is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['#', ',', '}', ']'])
    })
}

/// Finds a blank that is none to TOML, or a sign that cannot be seen, outside of text.
fn strange_blank(text: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let c = text[line.at..].chars().next()?;
    let is_hidden = matches!(c, '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}');
    if c.is_ascii() || !(is_hidden || c.is_whitespace()) {
        return None;
    }
    let what = if c == '\u{A0}' { "a no-break space" } else { "a blank of an unusual kind" };
    let range = line.at..line.at + c.len_utf8();
    Some(KnownMistake {
        range: range.clone(),
        message: format!("{what} stands here, outside of text in quotes"),
        label: "it looks like a blank, or like nothing".into(),
        hint: "delete it, and type an ordinary blank; it often comes along when text is copied from Word or a web page".into(),
        meant: Some((range, if is_hidden { String::new() } else { " ".to_owned() })),
    })
}

/// Finds a dash in place of the minus sign of a number: `tolerance = –5`.
fn long_dash(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let number =
        value.strip_prefix(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'])?;
    let dash = &value[..value.len() - number.len()];
    let number = number.split([' ', '#', '\t']).next()?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_digits(whole) && is_digits(part)).then(|| KnownMistake {
        range: start..start + dash.len(),
        message: format!("`{dash}{number}` has a dash in place of the minus sign"),
        label: "a dash".into(),
        hint: format!("write -{number}"),
        meant: is_all(&format!("{dash}{number}"), value).then(|| (start..start + dash.len(), "-".to_owned())),
    })
}

/// The number of the line above `end` at which a `[table]` stands first, or a key in the same table; `None` where it
/// is not found.
fn first_line(text: &str, end: usize, name: &str) -> Option<usize> {
    if name.starts_with('[') {
        let at = line_of(text, name).filter(|at| *at < end)?;
        return Some(text[..at].matches('\n').count() + 1);
    }
    let above: Vec<&str> = text[..end].lines().collect();
    let is_key = |line: &str| line.split_once('=').is_some_and(|(key, _)| key.trim() == name);
    let in_table = above.iter().enumerate().rev().take_while(|(_, line)| !line.trim_start().starts_with('['));
    in_table.filter(|(_, line)| is_key(line)).last().map(|(at, _)| at + 1)
}

/// Whether a blank line stands above the line that begins at `start`.
fn begins_anew(text: &str, start: usize) -> bool {
    text[..start].lines().next_back().is_some_and(|line| line.trim().is_empty())
}

/// Whether the parser's message is about a key or a table that is there a second time.
pub(super) fn is_twice(message: &str) -> bool {
    message.contains("duplicate key")
}

/// The bytes from the header of a table to the next header, where the line at `at` is a header, or begins an entry behind
/// a blank line; else none.
pub(super) fn table_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    if !text[start..].trim_start().starts_with('[') && !begins_anew(text, start) {
        return 0..0;
    }
    at..text[at..].find("\n[").map_or(text.len(), |next| at + next)
}

/// Finds a key or a `[table]` that stands in the file a second time.
fn twice(text: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    if !is_twice(message) {
        return None;
    }
    let typed = line.text.trim();
    let name = typed.split('=').next()?.trim();
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    let value = typed.split_once('=').map_or("", |(_, value)| value.trim());
    let starts = |beginnings: &[&str]| beginnings.iter().any(|begins| value.starts_with(begins));
    Some(KnownMistake {
        range: start..start + name.len(),
        message: format!("`{name}` stands in this file twice"),
        label: "the second time".into(),
        hint: match (typed.starts_with('['), first_line(text, line.start, name)) {
            (true, Some(first)) => format!(
                "the first is in line {first}: where the two are different things, give this one another name{}; else move lines that the first does not have below it, and delete the rest of this one",
                also_below(text, line.start, name)
            ),
            (false, Some(first)) if begins_anew(text, line.start) => format!(
                "the first is in line {first}: where another entry begins here, write its name in brackets in a line above it, as in [{}]; else keep one of the two",
                "head_of_service"
            ),
            (false, Some(first)) if starts(&["["]) => format!(
                "the first is in line {first}: put the entries of both into that list, with a comma between them, and delete this line"
            ),
            (false, Some(first)) if starts(&["'''", "\"\"\""]) => format!(
                "the first is in line {first}: move the words of this one into it, and delete the rest of this one"
            ),
            (false, Some(first)) if Period::parse(name.trim_matches(['"', '\''])).is_some() => format!(
                "the first is in line {first}: where this one is of another period, write that one; else keep one of the two"
            ),
            (false, Some(first)) => format!("the first is in line {first}: keep one of the two"),
            (true, None) if name.starts_with("[[") => "what it lists stands in a list above: add it there, between its [ and ], or write each entry of that list in this way".into(),
            _ => "keep one of the two".into(),
        },
        meant: None,
    })
}

/// The words for the headers of tables within a table that stand below its header, each with its line: they have its name
/// too. Empty where there are none.
fn also_below(text: &str, start: usize, header: &str) -> String {
    let name = header.trim_matches(['[', ']', ' ']);
    let first = text[..start].matches('\n').count() + 1;
    let lines = text[start..].lines().enumerate().skip(1);
    let headers = lines.filter_map(|(at, line)| {
        let typed = line.trim();
        let inner = typed.strip_prefix('[')?.trim_start_matches('[');
        Some((first + at, typed.split('#').next().unwrap_or(typed).trim_end(), inner))
    });
    let below = headers.take_while(|(_, _, inner)| inner.starts_with(&format!("{name}.")));
    let named: Vec<String> = below.map(|(line, typed, _)| format!("`{typed}` in line {line}")).collect();
    if named.is_empty() { String::new() } else { format!(", also in {}", list_in_words(&named)) }
}

/// Finds a backslash in double quotes, where it starts an escape: `"C:\Users\…"`.
fn backslash(_: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let at = value.find('\\')?;
    let lower = message.to_lowercase();
    if !value.starts_with('"') || !(lower.contains("escape") || lower.contains("unicode")) {
        return None;
    }
    Some(KnownMistake {
        range: start + at..start + at + 1,
        message: if is_from_a_disk(&value[1..]) {
            "the path of a file on a disk stands here, which no other computer has".into()
        } else {
            "a backslash in \"double quotes\" starts a code, and this is none".into()
        },
        label: "this backslash".into(),
        hint: if is_from_a_disk(&value[1..]) {
            let path = value[1..].split('"').next().unwrap_or_default();
            let name = path.rsplit('\\').next().unwrap_or_default();
            format!(
                "copy the file into the folder of this one (that of an agenda into attachments/), and write {} = \"{name}\"",
                line.key()
            )
        } else {
            "put the text in 'single quotes', and write folders with / instead of \\".into()
        },
        meant: None,
    })
}

/// Whether a text begins as a path from the top of a disk does: "C:\\".
fn is_from_a_disk(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.as_str().starts_with(":\\")
}

/// Finds `True`, `TRUE`, `yes` and the like, where TOML has `true` and `false`.
fn truth(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.inner_value().or(line.value())?;
    let word = value.split([' ', '#', '\t', ',', '}', ']']).next()?;
    let right = match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return None,
    };
    (word != right && is_all(word, value)).then(|| KnownMistake {
        range: start..start + word.len(),
        message: format!("`{word}` is neither true nor false"),
        label: if word.eq_ignore_ascii_case(right) { "not in small letters" } else { "" }.into(),
        hint: format!("write {right}, in small letters and without quotes"),
        meant: Some((start..start + word.len(), right.to_owned())),
    })
}

#[cfg(test)]
mod tests;
