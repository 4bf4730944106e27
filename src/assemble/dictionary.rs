//! The dictionaries of a PDF as bytes: their keys and values are found and replaced without reading what the
//! values mean. It knows no stream and no file.

use std::ops::Range;

use crate::pdf::content::string;

/// The value of a dictionary's key; `None` where it does not have the key.
pub(super) fn value<'a>(body: &'a [u8], key: &str) -> Option<&'a [u8]> {
    entries(body).find(|(name, _)| *name == key.as_bytes()).map(|(_, range)| &body[range])
}

/// The dictionary with another value, or one more key. Whatever follows the dictionary, such as a stream's
/// data, stays.
pub(super) fn with_bytes(body: &[u8], key: &str, value: &[u8]) -> Vec<u8> {
    let range = entries(body).find(|(name, _)| *name == key.as_bytes()).map(|(_, range)| range);
    match range {
        Some(range) => [&body[..range.start], b" ", value, &body[range.end..]].concat(),
        None => {
            let start = body.iter().position(|b| *b == b'<').map_or(0, |at| at + 2);
            [&body[..start], format!("/{key} ").as_bytes(), value, &body[start..]].concat()
        }
    }
}

/// The keys of a dictionary, without their `/`, and the bytes at which their values stand.
pub(super) fn entries(body: &[u8]) -> impl Iterator<Item = (&[u8], Range<usize>)> {
    let start = blank(body, 0);
    let mut at = if body[start..].starts_with(b"<<") { start + 2 } else { body.len() };
    std::iter::from_fn(move || {
        let key = blank(body, at);
        if body.get(key) != Some(&b'/') {
            return None;
        }
        let from = regular(body, key + 1);
        let value = blank(body, from);
        let to = end(body, value)?;
        at = to;
        Some((&body[key + 1..from], value..to))
    })
}

/// The parts of an array.
pub(super) fn parts(array: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let start = blank(array, 0);
    if array.get(start) != Some(&b'[') {
        return found;
    }
    let mut at = blank(array, start + 1);
    while array.get(at).is_some_and(|b| *b != b']') {
        let Some(to) = end(array, at) else { break };
        found.push(&array[at..to]);
        at = blank(array, to);
    }
    found
}

/// The characters of a string (ISO 32000-1, 7.3.4); `None` where the bytes are no string, or one written in a
/// way that Typst does not use.
pub(super) fn characters(string: &[u8]) -> Option<Vec<u8>> {
    if let Some(digits) = string.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")) {
        let pairs = digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        return pairs.collect();
    }
    let inside = string.strip_prefix(b"(")?.strip_suffix(b")")?;
    let mut out = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'\\' => match bytes.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                b'0'..=b'9' | b'\n' | b'\r' => return None,
                other => *other,
            },
            other => *other,
        });
    }
    Some(out)
}

/// The number of the object that `12 0 R` refers to; `None` where the value is no reference.
pub(super) fn reference(value: &[u8]) -> Option<usize> {
    let mut words = std::str::from_utf8(value).ok()?.split_ascii_whitespace();
    let number = words.next()?.parse().ok()?;
    (words.next()? == "0" && words.next()? == "R" && words.next().is_none()).then_some(number)
}

/// A text string (ISO 32000-1, 7.9.2.2) in UTF-16 and hexadecimal digits, which need no escapes.
pub(super) fn text(words: &str) -> String {
    let units: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

/// The end of the value that begins at `at`; `None` where it does not end.
fn end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'<' if bytes.get(at + 1) == Some(&b'<') => {
            let mut next = blank(bytes, at + 2);
            while !bytes[next..].starts_with(b">>") {
                next = blank(bytes, end(bytes, next)?);
            }
            Some(next + 2)
        }
        b'<' => bytes[at..].iter().position(|b| *b == b'>').map(|n| at + n + 1),
        b'[' => {
            let mut next = blank(bytes, at + 1);
            while bytes.get(next)? != &b']' {
                next = blank(bytes, end(bytes, next)?);
            }
            Some(next + 1)
        }
        b'(' => string(bytes, at),
        b'/' => Some(regular(bytes, at + 1)),
        _ => {
            let to = regular(bytes, at);
            let rest = [blank(bytes, to)].map(|zero| (zero, regular(bytes, zero)))[0];
            let last = blank(bytes, rest.1);
            let refers = &bytes[rest.0..rest.1] == b"0" && bytes.get(last) == Some(&b'R');
            let ends = regular(bytes, last) == last + 1;
            if refers && ends { Some(last + 1) } else { (to > at).then_some(to) }
        }
    }
}

/// The next byte from `at` on that is no white space.
fn blank(bytes: &[u8], at: usize) -> usize {
    let from = bytes.get(at..).unwrap_or_default();
    at + from.iter().position(|b| !matches!(b, 0 | 9 | 10 | 12 | 13 | 32)).unwrap_or(from.len())
}

/// The next byte from `at` on that is no regular character (ISO 32000-1, 7.2.2).
fn regular(bytes: &[u8], at: usize) -> usize {
    let from = bytes.get(at..).unwrap_or_default();
    let ends =
        |b: &u8| matches!(b, 0 | 9 | 10 | 12 | 13 | 32 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/');
    at + from.iter().position(ends).unwrap_or(from.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"<</S/H1/T(a \\) (b) /K 1)/P 12 0 R\n/K[3 <</Pg 4 0 R>> 5 0 R]/Lang <FEFF>/N 7>>";

    fn as_text(value: &[u8]) -> &str {
        std::str::from_utf8(value).expect("ASCII")
    }

    #[test]
    fn values_are_found_whatever_stands_in_them() {
        assert_eq!(value(BODY, "S").map(as_text), Some("/H1"));
        assert_eq!(value(BODY, "P").and_then(reference), Some(12));
        assert_eq!(value(BODY, "N").map(as_text), Some("7"));
        assert_eq!(value(BODY, "Pg"), None);
        let kids = value(BODY, "K").map(parts).unwrap_or_default();
        assert_eq!(kids.into_iter().map(as_text).collect::<Vec<_>>(), ["3", "<</Pg 4 0 R>>", "5 0 R"]);
    }

    #[test]
    fn a_value_is_replaced_or_added() {
        let changed = with_bytes(&with_bytes(BODY, "P", b"9 0 R"), "New", b"[1]");
        assert_eq!(value(&changed, "P").and_then(reference), Some(9));
        assert_eq!(value(&changed, "New").map(as_text), Some("[1]"));
        assert_eq!(value(&changed, "K").map(parts).unwrap_or_default().len(), 3);
    }

    #[test]
    fn words_are_written_in_utf_16() {
        assert_eq!(text("é"), "<FEFF00E9>");
    }

    #[test]
    fn what_is_broken_ends() {
        for broken in ["", "<<", "<</A", "<</A(", "<</A[1", "[", "<</A<</B"] {
            assert_eq!(entries(broken.as_bytes()).count(), 0, "{broken}");
        }
    }
}
