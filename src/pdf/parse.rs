//! From bytes of a file that Typst wrote, or of content, to `PdfValue`: dictionaries are found key by key, and
//! only what is asked for is read. It knows no stream, and repairs nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{DEEPEST, regular_end, skip_blank, string_bytes, token_end, unescaped_name};
use super::value::{Dict, PdfValue};

/// The value that bytes begin with; `None` where they begin with none.
pub(super) fn parse(bytes: &[u8]) -> Option<PdfValue> {
    value_at(bytes, 0, 0).map(|(value, _)| value)
}

/// The value of a key of a dictionary; `None` where the bytes begin with no dictionary, or it does not have
/// the key. The other values are not read.
pub(super) fn entry(bytes: &[u8], key: &str) -> Option<PdfValue> {
    let range = entries(bytes).find(|(name, _)| name.as_ref() == key.as_bytes())?.1;
    parse(&bytes[range])
}

/// The dictionary that bytes begin with, and its end.
pub(super) fn dict_at_start(bytes: &[u8]) -> Option<(Dict, usize)> {
    match value_at(bytes, 0, 0)? {
        (PdfValue::Dict(dict), end) => Some((dict, end)),
        _ => None,
    }
}

/// The keys of a dictionary, and the bytes at which their values stand, as far as it can be read.
fn entries(bytes: &[u8]) -> impl Iterator<Item = (Cow<'_, [u8]>, Range<usize>)> {
    let start = skip_blank(bytes, 0);
    let mut at = if bytes[start..].starts_with(b"<<") { start + 2 } else { bytes.len() };
    std::iter::from_fn(move || {
        let key = skip_blank(bytes, at);
        if bytes.get(key) != Some(&b'/') {
            return None;
        }
        let from = regular_end(bytes, key + 1);
        let value = skip_blank(bytes, from);
        at = value_end(bytes, value)?;
        Some((unescaped_name(&bytes[key + 1..from]), value..at))
    })
}

/// The end of the value that begins at `at`: a reference is one value of three tokens.
pub(super) fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    reference_at(bytes, at).map(|(_, end)| end).or_else(|| {
        let closes = matches!(bytes.get(at)?, b'>' | b']' | b')' | b'{' | b'}');
        token_end(bytes, at).filter(|_| !closes)
    })
}

/// The reference that stands at `at`, and its end (ISO 32000-1, 7.3.10).
fn reference_at(bytes: &[u8], at: usize) -> Option<(PdfValue, usize)> {
    let (number, end) = digits_at(bytes, at)?;
    let (generation, end) = digits_at(bytes, skip_blank(bytes, end))?;
    let last = skip_blank(bytes, end);
    let refers = bytes.get(last) == Some(&b'R') && regular_end(bytes, last) == last + 1;
    refers.then_some((PdfValue::Ref((number, generation)), last + 1))
}

/// The whole number that stands at `at`, and its end.
fn digits_at(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    let end = regular_end(bytes, at);
    let digits = bytes.get(at..end)?;
    let all = digits.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(digits).ok().filter(|_| all)?.parse().ok()?;
    Some((number, end))
}

/// The value that stands at `at`, and its end.
fn value_at(bytes: &[u8], at: usize, depth: usize) -> Option<(PdfValue, usize)> {
    let at = skip_blank(bytes, at);
    if depth > DEEPEST {
        return None;
    }
    match bytes.get(at)? {
        b'<' if bytes.get(at + 1) == Some(&b'<') => dict_at(bytes, at + 2, depth),
        b'[' => array_at(bytes, at + 1, depth),
        b'(' | b'<' => {
            let end = token_end(bytes, at)?;
            Some((PdfValue::Text(string_bytes(&bytes[at..end])?), end))
        }
        b'/' => {
            let end = regular_end(bytes, at + 1);
            Some((PdfValue::Name(unescaped_name(&bytes[at + 1..end]).into_owned()), end))
        }
        _ => reference_at(bytes, at).or_else(|| word_at(bytes, at)),
    }
}

fn dict_at(bytes: &[u8], mut at: usize, depth: usize) -> Option<(PdfValue, usize)> {
    let mut entries = Vec::new();
    loop {
        at = skip_blank(bytes, at);
        if bytes[at..].starts_with(b">>") {
            return Some((PdfValue::Dict(entries.into_iter().collect()), at + 2));
        }
        if bytes.get(at) != Some(&b'/') {
            return None;
        }
        let from = regular_end(bytes, at + 1);
        let (value, end) = value_at(bytes, from, depth + 1)?;
        entries.push((unescaped_name(&bytes[at + 1..from]).into_owned(), value));
        at = end;
    }
}

fn array_at(bytes: &[u8], mut at: usize, depth: usize) -> Option<(PdfValue, usize)> {
    let mut values = Vec::new();
    loop {
        at = skip_blank(bytes, at);
        if bytes.get(at)? == &b']' {
            return Some((PdfValue::Array(values), at + 1));
        }
        let (value, end) = value_at(bytes, at, depth + 1)?;
        values.push(value);
        at = end;
    }
}

/// A number, or one of the three words that are values.
fn word_at(bytes: &[u8], at: usize) -> Option<(PdfValue, usize)> {
    let end = regular_end(bytes, at);
    let value = match &bytes[at..end] {
        b"true" => PdfValue::Bool(true),
        b"false" => PdfValue::Bool(false),
        b"null" => PdfValue::Null,
        number => PdfValue::Number(std::str::from_utf8(number).ok()?.parse().ok()?),
    };
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::super::value::write;
    use super::*;

    const BODY: &[u8] = b"<</S/H1/T(a \\) (b) /K 1)/P 12 0 R\n/K[3 <</Pg 4 0 R>> 5 0 R]/Lang <FEFF>/N 7>>";

    fn written(value: &PdfValue) -> String {
        let mut out = Vec::new();
        write(value, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn values_are_found_whatever_stands_in_them() {
        let found = |key| entry(BODY, key).as_ref().map(written);
        assert_eq!(found("S").as_deref(), Some("/H1"));
        assert_eq!(found("P").as_deref(), Some("12 0 R"));
        assert_eq!(found("N").as_deref(), Some("7"));
        assert_eq!(found("K").as_deref(), Some("[3 <</Pg 4 0 R>> 5 0 R]"));
        assert_eq!(found("Pg"), None);
    }

    #[test]
    fn a_value_that_is_read_is_written_as_the_same_value() {
        let (dict, end) = dict_at_start(BODY).expect("a dictionary");
        assert_eq!(end, BODY.len());
        let again = written(&PdfValue::Dict(dict.clone()));
        assert_eq!(dict_at_start(again.as_bytes()), Some((dict, again.len())));
    }

    #[test]
    fn what_is_broken_ends() {
        for broken in ["", "<<", "<</A", "<</A(", "<</A[1", "[", "<</A<</B", "<</A>>x", "<<1 2>>", "[1 }"] {
            let _ = parse(broken.as_bytes());
            let _ = entry(broken.as_bytes(), "A");
        }
        assert_eq!(parse("[".repeat(100).as_bytes()), None);
        assert_eq!(parse(b"<</A 1"), None);
    }
}
