//! From bytes to text: UTF-8 with or without a byte-order mark, and a plain word where it is neither. It
//! never guesses an encoding silently for TOML; CSV may be Windows-1252, as Excel saves it.

use encoding_rs::WINDOWS_1252;

/// The reason why bytes are not text in UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DecodeError {
    /// UTF-16, by its byte-order mark.
    Utf16,
    /// Bytes that are not UTF-8, in text that was read as Windows-1252 from there on.
    NotUtf8 {
        /// The byte of the returned text at which the first bad byte stands.
        at: usize,
        /// The character that Windows-1252 has there.
        shows: char,
    },
}

/// The text without its byte-order mark, and the reason why it is not UTF-8. Text that is not UTF-8 is still
/// given, read as Windows-1252, so that the line can be shown; of UTF-16 none is.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<DecodeError>) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return (String::new(), Some(DecodeError::Utf16));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = error.valid_up_to();
            let (good, bad) = bytes.split_at(at);
            let mut text = String::from_utf8_lossy(good).into_owned();
            let (tail, _) = WINDOWS_1252.decode_without_bom_handling(bad);
            let shows = tail.chars().next().unwrap_or('\u{FFFD}');
            text.push_str(&tail);
            (text, Some(DecodeError::NotUtf8 { at, shows }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode(b"\xEF\xBB\xBFa = 1"), ("a = 1".to_owned(), None));
    }

    #[test]
    fn windows_text_is_read_and_named() {
        let (text, trouble) = decode(b"a = 'Council\x92s'");
        assert_eq!(text, "a = 'Council\u{2019}s'");
        assert_eq!(trouble, Some(DecodeError::NotUtf8 { at: 12, shows: '\u{2019}' }));
    }
}
