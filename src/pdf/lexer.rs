//! Tokens of PDF syntax (ISO 32000-1, 7.2 and 7.3): where each begins and ends, in the objects of a file and in
//! content alike. It gives no token a meaning, but for the escapes of names and strings.

use std::borrow::Cow;

/// The depth of arrays and dictionaries in one another down to which they are read: deeper nesting means
/// harm, and many readers fall over it.
pub(super) const DEEPEST: usize = 64;

/// Whether a byte is white space.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

/// Whether a byte is neither white space nor a delimiter.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// The byte at which the next token begins: white space and comments are passed over.
pub(super) fn skip_blank(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        if *byte == b'%' {
            while bytes.get(at).is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                at += 1;
            }
        } else if is_blank(*byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The end of the run of regular bytes that begins at `at`.
pub(super) fn regular_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| !is_regular(*b)).unwrap_or(rest.len())
}

/// The end of the token that begins at `at`; an array or a dictionary is one token. `None` where none ends
/// there.
pub(super) fn token_end(bytes: &[u8], at: usize) -> Option<usize> {
    let first = *bytes.get(at)?;
    match first {
        b'(' => string_end(bytes, at),
        b'/' => Some(regular_end(bytes, at + 1)),
        b'<' if bytes.get(at + 1) == Some(&b'<') => group_end(bytes, at),
        b'[' => group_end(bytes, at),
        b'<' => bytes[at..].iter().position(|b| *b == b'>').map(|n| at + n + 1),
        b if is_regular(b) => Some(regular_end(bytes, at)),
        // A bracket that closes nothing.
        _ => Some(at + 1),
    }
}

/// The end of a string in round brackets, which may hold others; `None` where it has none.
pub(super) fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        match bytes.get(next)? {
            b'\\' => next += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        next += 1;
        if depth == 0 {
            return Some(next);
        }
    }
}

/// The end of an array or dictionary with all that is in it. `None` where it is nested too deep.
fn group_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        next = skip_blank(bytes, next);
        let rest = bytes.get(next..)?;
        if rest.starts_with(b"<<") || rest.starts_with(b"[") {
            depth += 1;
            if depth > DEEPEST {
                return None;
            }
            next += if rest[0] == b'<' { 2 } else { 1 };
        } else if rest.starts_with(b">>") || rest.starts_with(b"]") {
            depth -= 1;
            next += if rest[0] == b'>' { 2 } else { 1 };
        } else {
            next = token_end(bytes, next)?;
        }
        if depth == 0 {
            return Some(next);
        }
    }
}

/// Whether bytes begin with more brackets than are read.
pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
    let mut next = 0;
    let mut depth = 0_usize;
    while depth <= DEEPEST {
        next = skip_blank(bytes, next);
        let Some(rest) = bytes.get(next..).filter(|rest| !rest.is_empty()) else { return false };
        match rest {
            [b'<', b'<', ..] => (depth, next) = (depth + 1, next + 2),
            [b'[', ..] => (depth, next) = (depth + 1, next + 1),
            [b'>', b'>', ..] => (depth, next) = (depth.saturating_sub(1), next + 2),
            [b']', ..] => (depth, next) = (depth.saturating_sub(1), next + 1),
            _ => match token_end(bytes, next) {
                Some(end) => next = end,
                None => return false,
            },
        }
    }
    true
}

/// A name's bytes without its escapes (7.3.5); `name` stands without its `/`.
pub(super) fn unescaped_name(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *first == b'#').and_then(|d| u8::from_str_radix(d, 16).ok());
        plain.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    Cow::Owned(plain)
}

/// The bytes that a string stands for (7.3.4), in round brackets or in hexadecimal digits; `None` where the
/// token is no string.
pub(super) fn string_bytes(token: &[u8]) -> Option<Vec<u8>> {
    match token {
        [b'<', digits @ .., b'>'] if !digits.starts_with(b"<") => Some(hexadecimal(digits)),
        [b'(', inside @ .., b')'] => Some(unescaped_string(inside)),
        _ => None,
    }
}

/// The bytes of hexadecimal digits; what is none is passed over, and a missing last digit is 0.
fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let digits =
        digits.iter().filter_map(|b| char::from(*b).to_digit(16)).filter_map(|d| u8::try_from(d).ok());
    let digits: Vec<u8> = digits.collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn unescaped_string(inside: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inside.len());
    let mut at = 0;
    while let Some(byte) = inside.get(at).copied() {
        at += 1;
        match byte {
            b'\\' => {
                let Some(next) = inside.get(at).copied() else { break };
                at += 1;
                match next {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'b' => out.push(8),
                    b'f' => out.push(12),
                    // A line that goes on.
                    b'\r' => at += usize::from(inside.get(at) == Some(&b'\n')),
                    b'\n' => {}
                    b'0'..=b'7' => {
                        let mut code = u16::from(next - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = inside.get(at).copied() else { break };
                            code = code * 8 + u16::from(digit - b'0');
                            at += 1;
                        }
                        // What does not fit loses its highest bit.
                        out.push(code.to_be_bytes()[1]);
                    }
                    other => out.push(other),
                }
            }
            // A line end of any kind is a line feed.
            b'\r' => {
                at += usize::from(inside.get(at) == Some(&b'\n'));
                out.push(b'\n');
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_without_their_escapes() {
        let read =
            |token: &str| string_bytes(token.as_bytes()).map(|b| String::from_utf8_lossy(&b).into_owned());
        assert_eq!(read("(a\\)\\(b \\101\\1012 \\\r\nc\r\nd)").as_deref(), Some("a)(b AA2 c\nd"));
        assert_eq!(read("<41 4\n2 4>").as_deref(), Some("AB@"));
        assert_eq!(read("(a(b)c\\n)").as_deref(), Some("a(b)c\n"));
        assert_eq!(string_bytes(b"(\\777)"), Some(vec![0xFF]));
        assert_eq!(string_bytes(b"<</A 1>>"), None);
        assert_eq!(string_bytes(b"/Name"), None);
    }

    #[test]
    fn what_is_broken_has_no_end() {
        for broken in ["", "(", "(a", "[", "<<", "<", "[(", "<</A"] {
            assert_eq!(token_end(broken.as_bytes(), 0), None, "{broken}");
        }
        assert_eq!(token_end(b"] x", 0), Some(1));
    }
}
