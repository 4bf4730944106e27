//! The TOML mistakes that officers make, in plain words. It never changes what was typed.

mod error_line;
mod moment;
mod number;

use std::ops::Range;

use error_line::ErrorLine;

use super::line_form::line_of;
use crate::finding::{Correction, FileId, Finding, Rule, Span};

/// The finding for a syntax error, and the byte that it stands at. `message` is the parser's own, kept where
/// nothing better is known.
pub(super) fn explain(text: &str, message: &str, span: Range<usize>, file: FileId) -> (Finding, usize) {
    let lines = ErrorLine::at(text, span.start);
    let known = [
        strange_blank,
        truth,
        long_dash,
        moment_in_words,
        number::with_signs,
        twice,
        curly_quotes,
        slashed_date,
        no_such_day,
        backslash,
        pasted_quote,
        unquoted,
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
    let message = message.lines().next().unwrap_or("cannot be read").trim_end_matches('.');
    let finding = Finding::error(Rule::TomlSyntax, found, format!("this line is not TOML: {message}"))
        .hint("a line is `key = value`: text in quotes, dates as 2025-06-20, lists in [ ]");
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

/// Finds text in curly quotes, as Word types them: `title = “Safer”`.
fn curly_quotes(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let inner = line.inner_value().filter(|(_, value)| value.starts_with(['\u{201C}', '\u{2018}']));
    let is_inner = inner.is_some() || line.is_in_braces();
    let (start, value) = inner.or(line.value()).unwrap_or((line.start, line.text));
    let first = value.chars().next()?;
    if !matches!(first, '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}' | '\u{201E}' | '\u{00AB}') {
        return None;
    }
    Some(KnownMistake {
        range: start..start + first.len_utf8(),
        message: format!("the text is in curly quotes ({first}), as Word types them"),
        label: "a curly quote".into(),
        hint: "put straight quotes round it: \"…\", or ''' … ''' for several lines".into(),
        meant: if is_inner { inner_text(value) } else { in_straight_quotes(value) }
            .map(|(length, words)| (start..start + length, words)),
    })
}

/// Whether a word is all of a value: a comment, or what ends a value among others, may follow.
fn is_all(word: &str, value: &str) -> bool {
    value.strip_prefix(word).is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['#', ',', '}', ']'])
    })
}

/// The text in straight quotes for the first text of a list or table in one line, which curly ones close; the bytes
/// that it takes. `None` where it is not sure where it ends.
fn inner_text(value: &str) -> Option<(usize, String)> {
    let open = value.chars().next()?;
    let close = match open {
        '\u{201C}' => '\u{201D}',
        '\u{2018}' => '\u{2019}',
        _ => return None,
    };
    let end = value
        .match_indices(close)
        .map(|(at, _)| at + close.len_utf8())
        .find(|end| is_all(&value[..*end], value))?;
    let inner = &value[open.len_utf8()..end - close.len_utf8()];
    (!inner.contains([open, '"', '\\', '#'])).then(|| (end, format!("\"{inner}\"")))
}

/// The text in straight quotes for a value that is one text in curly ones, some of which may be straight; the bytes
/// that it takes. `None` where its end is not sure.
fn in_straight_quotes(value: &str) -> Option<(usize, String)> {
    let is_quote =
        |c: char| matches!(c, '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}' | '\u{201E}' | '"' | '\'');
    let (first, last) = (value.chars().next()?, value.rfind(is_quote)?);
    let close = value[last..].chars().next()?;
    let rest = value[last + close.len_utf8()..].trim_start();
    let inner = value.get(first.len_utf8()..last)?;
    let is_single = |c: char| matches!(c, '\u{2018}' | '\u{2019}' | '\'');
    let is_one = is_quote(first) && is_single(first) == is_single(close) && !inner.contains('#');
    if !is_one || !(rest.is_empty() || rest.starts_with('#')) || inner.trim().is_empty() {
        return None;
    }
    let is_list = ["\u{201D},", "\u{2019},", "\","].iter().any(|end| inner.contains(end));
    let quote = if !inner.contains(['"', '\\']) { '"' } else { '\'' };
    (!is_list && !inner.contains(quote)).then(|| (last + close.len_utf8(), format!("{quote}{inner}{quote}")))
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

/// Finds a date that does not begin with its year, such as `meeting = 20/06/2025`.
fn slashed_date(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\r', ',', '}', ']']).next()?.trim_matches(['"', '\'']);
    let iso = iso_date(word)?;
    Some(KnownMistake {
        range: start..start + word.len(),
        message: format!("dates are written year first: {word} is not read"),
        label: "a date".into(),
        hint: format!("write {iso}, without quotes"),
        // Two digits may be the year or the day.
        meant: (is_all(word, value) && word.contains(&iso[..4])).then(|| (start..start + word.len(), iso)),
    })
}

/// The date of "20/06/2025", "20.6.25" or "20-06-2025" as "2025-06-20"; `None` where the word is no such
/// date.
pub(crate) fn iso_date(word: &str) -> Option<String> {
    let separator = ['/', '.', '-'].into_iter().find(|c| word.matches(*c).count() == 2)?;
    let parts: Vec<&str> = word.split(separator).collect();
    let number = |s: &str| {
        (!s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u32>().ok())?
    };
    let (a, b, c) = (number(parts[0])?, number(parts[1])?, number(parts[2])?);
    let (year, month, day) = if parts[0].len() == 4 { (a, b, c) } else { (c, b, a) };
    let year = if year < 100 { year + 2000 } else { year };
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (separator != '-' || parts[0].len() != 4).then(|| date.format("%Y-%m-%d").to_string())
}

/// Finds a day that no calendar has, such as `2025-06-31`.
fn no_such_day(_: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\r', ',', '}', ']']).next()?;
    if !message.contains("invalid date") || word.len() != 10 {
        return None;
    }
    Some(KnownMistake {
        range: start..start + word.len(),
        message: format!("{word} is not a day of the calendar"),
        label: "no such day".into(),
        hint: "look at the month and the day: a date is year, month, day, as in 2025-06-20".into(),
        meant: None,
    })
}

/// The number of the line at which a `[table]` stands first; `None` for a key.
fn first_line(text: &str, header: &str) -> Option<usize> {
    let at = line_of(text, header).filter(|_| header.starts_with('['))?;
    Some(text[..at].matches('\n').count() + 1)
}

/// Finds a key or a `[table]` that stands in the file a second time.
fn twice(text: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    if !message.contains("duplicate key") {
        return None;
    }
    let typed = line.text.trim();
    let name = typed.split('=').next()?.trim();
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    Some(KnownMistake {
        range: start..start + name.len(),
        message: format!("`{name}` stands in this file twice"),
        label: "the second time".into(),
        hint: match first_line(text, typed) {
            Some(first) => format!(
                "put the lines below it under the same line further up, line {first}, and take this one away; what may be there several times is written in two brackets, as [[section]]"
            ),
            None => "keep one of the two; what may be there several times is written in two brackets, as [[section]]".into(),
        },
        meant: None,
    })
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
        message: "a backslash in \"double quotes\" starts a code, and this is none".into(),
        label: "this backslash".into(),
        hint: if is_from_a_disk(&value[1..]) {
            "write a path inside the council's folder, with /, and copy the file there: one from the top of a disk is not read".into()
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

/// Finds a quote inside a text in the same quotes, and a text that is not closed on its line.
fn pasted_quote(text: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if value.starts_with("'''") || value.starts_with("\"\"\"") {
        return None;
    }
    let inner = &value[1..];
    let Some(close) = inner.find(quote) else {
        return Some(KnownMistake {
            range: start..start + 1,
            message: format!("this text starts with {quote} and is not closed on its line"),
            label: "opened here".into(),
            hint: format!("close it with {quote}; for text of several lines use '''"),
            meant: ends_on_its_line(text, line, inner).then(|| {
                let end = start + value.len();
                (end..end, quote.to_string())
            }),
        });
    };
    let rest = inner[close + 1..].trim_start();
    if rest.is_empty() || rest.starts_with(['#', ',', ']', '}']) {
        return None;
    }
    Some(KnownMistake {
        range: start + 1 + close..start + 2 + close,
        message: format!("the text ends at this {quote}, and more follows"),
        label: "ends here".into(),
        hint: "put ''' before and after the whole text, then it may hold any quotes".into(),
        meant: None,
    })
}

/// Whether a text that is not closed on its line has all of its words there: `rest` is the line behind its quote, and
/// what follows is no text.
fn ends_on_its_line(text: &str, line: &ErrorLine<'_>, rest: &str) -> bool {
    let below = &text[line.start + line.text.len()..];
    let next = below.lines().nth(1).unwrap_or_default().trim();
    let key = next.split_once('=').map_or("", |(key, _)| key.trim());
    let is_key =
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_words = !rest.trim().is_empty() && !rest.contains(['#', ',', '[', ']', '{', '}', '\\']);
    is_words && (next.is_empty() || next.starts_with(['[', '#']) || is_key)
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
        label: "not in small letters".into(),
        hint: format!("write {right}, in small letters and without quotes"),
        meant: Some((start..start + word.len(), right.to_owned())),
    })
}

/// Finds a date or a time as people write them: `meeting = Friday 20th June 2025`, `end = 11.10am`.
fn moment_in_words(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let end = value.find([',', '}', ']', '#']).filter(|_| line.is_in_braces()).unwrap_or(value.len());
    let typed = value[..value.find(" #").unwrap_or(end).min(end)].trim_end();
    let (message, meant) = match (moment::date(typed), moment::time(typed)) {
        (Some(date), _) => (format!("dates are written year first: {typed} is not read"), date),
        (None, Some(time)) => (format!("times are written with 24 hours: {typed} is not read"), time),
        (None, None) => return None,
    };
    let range = start..start + typed.len();
    Some(KnownMistake {
        range: range.clone(),
        message,
        label: String::new(),
        hint: format!("write {meant}, without quotes"),
        meant: Some((range, meant)),
    })
}

/// The keys whose values are days, or days with a time.
const DATE_KEYS: [&str; 11] = [
    "closed",
    "confirmed",
    "convened",
    "due",
    "end",
    "meeting",
    "next",
    "on",
    "published",
    "raised",
    "start",
];

/// Finds text without quotes: `title = Safer communities`.
fn unquoted(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
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
        let what =
            if moment::is_month_alone(words) { "is a month, and a day is needed" } else { "is no date" };
        return Some(KnownMistake {
            range: start..start + end,
            message: format!("`{words}` {what}"),
            label: String::new(),
            hint: format!("write it year first and without quotes: {key} = 2025-06-20"),
            meant: None,
        });
    }
    let nothing = ["null", "none", "nil", "nan", "inf"].contains(&words.to_lowercase().as_str());
    let is_words = !nothing && !words.contains(['"', '\'', '\\', '#', ',', '=', '[', ']', '{', '}']);
    Some(KnownMistake {
        range: start..start + end,
        message: "text stands without quotes".into(),
        label: "not in quotes".into(),
        hint: format!("write \"{words}\""),
        meant: is_words.then(|| (start..start + end, format!("\"{words}\""))),
    })
}

#[cfg(test)]
mod tests;
