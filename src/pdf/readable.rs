//! Tells content that stricter readers read to its end from content at which they stop. Some stop without a
//! word at the first sign that is not by the rules, and pass over the rest of the page. It does not know what
//! is drawn.

use super::content::Operation;
use super::lexer::{skip_blank, token_end};

/// The most round brackets of a string that are open at once.
const MOST_BRACKETS: usize = 100;
/// The most digits of a whole number.
const MOST_DIGITS: usize = 18;

/// Whether any reader reads an operation. Pictures in the content itself are read by few.
pub(super) fn is_readable(operation: &Operation<'_>) -> bool {
    let word = |b: &u8| b.is_ascii_alphabetic() || matches!(b, b'*' | b'\'' | b'"');
    let named = matches!(operation.operator, b"d0" | b"d1") || operation.operator.iter().all(word);
    named && operation.operator != b"EI" && operation.operands.iter().all(|operand| is_value(operand))
}

fn is_value(value: &[u8]) -> bool {
    match value {
        [b'/', name @ ..] => is_name(name),
        [b'(', ..] => is_string(value),
        [b'<', b'<', inside @ .., b'>', b'>'] | [b'[', inside @ .., b']'] => are_values(inside),
        [b'<', digits @ .., b'>'] => digits.iter().all(|b| b.is_ascii_hexdigit() || b.is_ascii_whitespace()),
        b"true" | b"false" | b"null" => true,
        number => is_number(number),
    }
}

fn are_values(inside: &[u8]) -> bool {
    let mut at = skip_blank(inside, 0);
    while at < inside.len() {
        let Some(end) = token_end(inside, at) else { return false };
        if !is_value(&inside[at..end]) {
            return false;
        }
        at = skip_blank(inside, end);
    }
    true
}

fn is_name(name: &[u8]) -> bool {
    let escaped = |at: usize| name.get(at + 1..at + 3).is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit));
    (0..name.len()).all(|at| name[at] != b'#' || escaped(at))
}

fn is_string(string: &[u8]) -> bool {
    let (mut open, mut escaped) = (0_usize, false);
    for byte in string {
        match byte {
            _ if escaped => {}
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MOST_BRACKETS {
            return false;
        }
        escaped = *byte == b'\\' && !escaped;
    }
    true
}

fn is_number(number: &[u8]) -> bool {
    let number = number.strip_prefix(b"-").or(number.strip_prefix(b"+")).unwrap_or(number);
    let points = number.iter().filter(|b| **b == b'.').count();
    let digits = number.iter().filter(|b| b.is_ascii_digit()).count();
    points <= 1 && points + digits == number.len() && digits > 0 && (points == 1 || digits <= MOST_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::content::operations;

    fn read(content: &str) -> bool {
        operations(content.as_bytes()).all(|operation| is_readable(&operation))
    }

    #[test]
    fn what_is_by_the_rules_is_read_by_another_reader_to_its_end() {
        for content in [
            "q 1 0 0 1 -.5 +5. cm [(a\\)b) -120 <0A f> .25] TJ T* (x) ' f* Q",
            "/P#20x <</MCID 0 /Lang (en) /A [/B null true]>> BDC EMC % end",
            "0.00000000000000000006123 w 123456789012345678 M 1 1 d0 1 0 0 0 9 9 d1",
        ] {
            assert!(read(content), "{content}");
            let count = operations(content.as_bytes()).filter(|o| !o.operator.starts_with(b"d")).count();
            let other = lopdf::content::Content::decode(content.as_bytes()).expect("content");
            let known = other.operations.iter().filter(|o| !o.operator.starts_with('d')).count();
            assert_eq!(count, known, "{content}");
        }
    }

    #[test]
    fn what_stricter_readers_stop_at_is_seen() {
        for content in [
            "1.2.3 w",
            "--5 w",
            "5-3 w",
            "/A#2 gs",
            "(a) Tj1",
            "<0g> Tj",
            "[1 2x] TJ",
            "1e3 w",
            "BI /W 1 ID x EI Q",
        ] {
            assert!(!read(content), "{content}");
        }
        assert!(!read(&format!("{}{} Tj", "(".repeat(101), ")".repeat(101))));
    }
}
