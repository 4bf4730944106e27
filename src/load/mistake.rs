//! The TOML mistakes that officers make, in plain words. It never changes what was typed.

use std::ops::Range;

use crate::finding::{FileId, Finding, Rule, Span};

/// The finding for a syntax error, and the byte that it stands at. `message` is the parser's own, kept where
/// nothing better is known.
pub(super) fn explain(text: &str, message: &str, span: Range<usize>, file: FileId) -> (Finding, usize) {
    let lines = ErrorLine::at(text, span.start);
    let known = [
        truth,
        percentage,
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
        return (finding, found.range.start);
    }
    let end = span.end.max(span.start + 1).min(text.len());
    let found = Span::new(file, span.start.min(end)..end);
    let message = message.lines().next().unwrap_or("cannot be read").trim_end_matches('.');
    let finding = Finding::error(Rule::TomlSyntax, found, format!("this line is not TOML: {message}"))
        .hint("a line is `key = value`: text in quotes, dates as 2025-06-20, lists in [ ]");
    (finding, span.start)
}

/// The line that holds an error.
struct ErrorLine<'a> {
    start: usize,
    text: &'a str,
    /// The byte of the `=` before the value that the error is in, counted from the start of the line.
    equals: Option<usize>,
}

impl<'a> ErrorLine<'a> {
    /// The line of an error, with the value in braces that the error is in, and with the whole value of the line.
    fn at(text: &'a str, at: usize) -> Vec<Self> {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let line = &text[start..end];
        let outer = Self { start, text: line, equals: line.find('=') };
        let inner = inner_equals(&line[..at - start]).filter(|equals| Some(*equals) != outer.equals);
        let inner = inner.map(|equals| Self { equals: Some(equals), ..outer });
        inner.into_iter().chain([outer]).collect()
    }

    /// The text behind `=`, and the byte at which it begins; `None` where there is no `=`.
    fn value(&self) -> Option<(usize, &'a str)> {
        let eq = self.equals?;
        let rest = &self.text[eq + 1..];
        let skip = rest.len() - rest.trim_start().len();
        Some((self.start + eq + 1 + skip, rest.trim()))
    }
}

/// The last `=` of the start of a line that stands in braces, and not in quotes.
fn inner_equals(text: &str) -> Option<usize> {
    let (mut quote, mut found, mut depth) = (None, None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '=') if depth > 0 => found = Some(at),
            (None, _) => {}
        }
    }
    found
}

/// A known mistake, in plain words.
struct KnownMistake {
    range: Range<usize>,
    message: String,
    label: String,
    hint: String,
}

/// Finds text in curly quotes, as Word types them: `title = “Safer”`.
fn curly_quotes(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value().unwrap_or((line.start, line.text));
    let first = value.chars().next()?;
    if !matches!(first, '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}' | '\u{201E}' | '\u{00AB}') {
        return None;
    }
    Some(KnownMistake {
        range: start..start + first.len_utf8(),
        message: format!("the text is in curly quotes ({first}), as Word types them"),
        label: "a curly quote".into(),
        hint: "put straight quotes round it: \"…\", or ''' … ''' for several lines".into(),
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
    })
}

/// The byte at which a line begins that holds nothing but this text, blanks and a comment apart.
fn line_of(text: &str, wanted: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.split('#').next().is_some_and(|start| start.trim() == wanted) {
            return Some(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    None
}

/// Finds a key or a `[table]` that stands in the file a second time.
fn twice(text: &str, line: &ErrorLine<'_>, message: &str) -> Option<KnownMistake> {
    if !message.contains("duplicate key") {
        return None;
    }
    let typed = line.text.trim();
    if let Some(name) = typed.strip_prefix("[[").and_then(|rest| rest.split("]]").next())
        && let Some(start) = line_of(text, &format!("[{name}]"))
    {
        return Some(KnownMistake {
            range: start..start + name.len() + 2,
            message: format!("[{name}] stands here with one bracket, and [[{name}]] with two below"),
            label: "with one bracket on each side".into(),
            hint: format!("write [[{name}]]"),
        });
    }
    let name = typed.split('=').next()?.trim();
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    Some(KnownMistake {
        range: start..start + name.len(),
        message: format!("`{name}` stands in this file twice"),
        label: "the second time".into(),
        hint:
            "keep one of the two; what may be there several times is written in two brackets, as [[section]]"
                .into(),
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
    })
}

/// Whether a text begins as a path from the top of a disk does: "C:\\".
fn is_from_a_disk(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.as_str().starts_with(":\\")
}

/// Finds a quote inside a text in the same quotes, and a text that is not closed on its line.
fn pasted_quote(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
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
    })
}

/// Finds `True`, `TRUE`, `yes` and the like, where TOML has `true` and `false`.
fn truth(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\t', ',', '}', ']']).next()?;
    let right = match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return None,
    };
    (word != right).then(|| KnownMistake {
        range: start..start + word.len(),
        message: format!("`{word}` is neither true nor false"),
        label: "not in small letters".into(),
        hint: format!("write {right}, in small letters and without quotes"),
    })
}

/// Finds a number with a sign that belongs to its unit: `target = 60%`, `limit = £1,200`.
fn percentage(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let word = value.split([' ', '#', '\t', '}', ']']).next()?.trim_end_matches(',');
    let bare = word.trim_start_matches(['£', '€', '$', '+']).trim_end_matches(['%', '£', '€']);
    let number = bare.replace(',', "");
    let digits = number.trim_start_matches('-');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() < 2
        && !digits.ends_with('.');
    (is_number && number != word && !bare.ends_with(',')).then(|| KnownMistake {
        range: start..start + word.len(),
        message: format!("`{word}` is not a number as TOML has one"),
        label: "with a sign in it".into(),
        hint: format!("write {number}, without signs; where it is text, put it in quotes: \"{word}\""),
    })
}

/// Finds text without quotes: `title = Safer communities`.
fn unquoted(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let first = value.chars().next()?;
    if !first.is_alphabetic() || value.starts_with("true") || value.starts_with("false") {
        return None;
    }
    let end = value.find(" #").unwrap_or(value.len());
    // In braces the text ends before the next key.
    let braces = line.text[..line.equals.unwrap_or(0)].contains('{');
    let end = if braces { value.find([',', '}']).unwrap_or(end).min(end) } else { end };
    let end = value[..end].trim_end().len();
    Some(KnownMistake {
        range: start..start + end,
        message: "text stands without quotes".into(),
        label: "not in quotes".into(),
        hint: format!("write \"{}\"", &value[..end]),
    })
}
