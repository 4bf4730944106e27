//! Mistakes of quotes round a text: curly ones, backticks, and quotes within quotes. It changes nothing.

use super::error_line::ErrorLine;
use super::{KnownMistake, is_all};

/// Finds text in curly quotes, as Word types them: `title = “Safer”`.
pub(super) fn curly_quotes(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
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

/// Finds a quote inside a text in the same quotes, and a text that is not closed on its line.
pub(super) fn pasted_quote(text: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
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
            hint: format!("close it with {quote}; a text of several lines stands between ''' and '''"),
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
    let whole = in_other_quotes(value, quote);
    Some(KnownMistake {
        range: start + 1 + close..start + 2 + close,
        message: format!("the text ends at this {quote}, and more follows"),
        label: "ends here".into(),
        hint: match &whole {
            Some((_, words)) => format!("write {}", shortened(words)),
            None => "put ''' before and after the whole text, then it may hold any quotes".into(),
        },
        meant: whole.map(|(length, words)| (start..start + length, words)),
    })
}

/// A text that holds the quotes that it stands in, in quotes that it does not hold, and the bytes that it takes on its
/// line; `None` where it may be several texts, or where its end is not sure.
fn in_other_quotes(value: &str, quote: char) -> Option<(usize, String)> {
    let last = value.rfind(quote)?;
    let (inner, rest) = (&value[1..last], value[last + 1..].trim_start());
    let several = ["\",", "\" ,", "',", "' ,"].iter().any(|end| inner.contains(end));
    let is_one = inner.split(quote).skip(1).step_by(2).any(|between| !between.trim().is_empty());
    if several || !is_one || inner.contains('#') || !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    let words = if quote == '\'' && !inner.contains(['"', '\\']) {
        format!("\"{inner}\"")
    } else if quote == '"' && !inner.contains('\'') {
        format!("'{inner}'")
    } else {
        format!("'''{inner}'''")
    };
    (!inner.contains("'''")).then_some((last + 1, words))
}

/// The beginning and the end of words that are too long for a hint.
fn shortened(words: &str) -> String {
    let all: Vec<char> = words.chars().collect();
    if all.len() <= 120 {
        return words.to_owned();
    }
    let (start, end): (String, String) = (all[..70].iter().collect(), all[all.len() - 40..].iter().collect());
    format!("{start}...{end}")
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

/// Finds text in backticks or in accents, as other programs write it: status = `final`.
pub(super) fn in_backticks(_: &str, line: &ErrorLine<'_>, _: &str) -> Option<KnownMistake> {
    let (start, value) = line.value()?;
    let quote = value.chars().next().filter(|c| matches!(c, '`' | '\u{B4}'))?;
    let rest = &value[quote.len_utf8()..];
    let close = rest.find(['`', '\u{B4}']);
    let inner = &rest[..close.unwrap_or(rest.find(" #").unwrap_or(rest.len()))];
    let end = start
        + quote.len_utf8()
        + inner.len()
        + close.map_or(0, |at| rest[at..].chars().next().map_or(0, char::len_utf8));
    let words = format!("\"{}\"", inner.trim());
    Some(KnownMistake {
        range: start..end,
        message: format!("the text stands in signs that are no quotes: {quote}"),
        label: "no quotes".into(),
        hint: format!("write {words}"),
        meant: (!inner.contains(['"', '\\'])).then(|| (start..end, words.clone())),
    })
}
