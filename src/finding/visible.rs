//! Signs that a terminal obeys and nobody sees, made visible: a name in a paper must not write over a screen,
//! turn text round or begin a line of its own. It never changes any other character.

use std::borrow::Cow;

/// The text with each control character, line end and mark of direction shown as a sign, in one line.
pub fn make_visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Unicode has a picture of each of these, such as ␤ for a line end.
            '\0'..='\x1F' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7F' => out.push('\u{2421}'),
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// JSON whose strings hold none of these characters as they are: it has escaped those of ASCII already.
pub(super) fn escape_in_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    out
}

/// Whether a character is a control of C0 or C1, ends a line, or turns the direction of text.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_signs() {
        for (text, wanted) in [
            ("a\u{1b}]0;x\u{7}", "a␛]0;x␇"),
            ("a\r\n::error::b", "a␍␊::error::b"),
            ("a\u{7f}\u{9b}b\u{202e}c\u{2028}", "a␡<U+009B>b<U+202E>c<U+2028>"),
            ("Llŷn – “a”\u{a0}\u{200d}", "Llŷn – “a”\u{a0}\u{200d}"),
        ] {
            assert_eq!(make_visible(text), wanted);
        }
        assert_eq!(escape_in_json("\"a\u{9b}\u{202e}é\""), "\"a\\u009b\\u202eé\"");
    }
}
