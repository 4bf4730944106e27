//! `ShownNumber`: a number as a file or an author shows it, with its unit, its decimals and the mark behind
//! it. It never decides whether such a number belongs where it stands.

use rust_decimal::Decimal;

use super::mark::is_in_brackets;
use super::number::{UnitSign, rounded_to, typed_number};

/// A number as a file shows it. What is printed, compared and added up all comes from here, so that no
/// printed word is ever read back as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownNumber {
    /// The number in the unit that is shown, with all its places: 105.12 for a cell that shows "105%".
    pub number: Decimal,
    /// The sign that says the unit.
    pub unit: UnitSign,
    /// Whether a plus sign stands before it, which no number is printed with.
    pub plus: bool,
    /// The number of places after the point that are shown.
    pub decimals: u32,
    /// Whether a number format says so, and not only the digits that happen to be there.
    pub by_format: bool,
    /// How often it was divided by a thousand before it was shown, as `#,##0,` does.
    pub thousands: usize,
    /// Whether commas part its thousands, or would, were it large enough.
    pub grouped: bool,
    /// The words or signs behind it, a blank before them included: ` [p]`, `²`; empty for most.
    pub mark: String,
    /// The number in print as it is shown.
    pub text: String,
}

impl ShownNumber {
    /// Reads a number as people write it, `1,234.50` or `£53,776.10`, also with a mark behind it, as tables of
    /// statistics have them: `12.3 [p]`, `456²`, `0~`. `None` where the text is no number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, mark) = match typed_number(text) {
            Some(_) => (text, ""),
            None => text.split_at(text.len() - mark_length(text)?),
        };
        let typed = typed_number(digits)?;
        Some(Self {
            number: typed.number,
            unit: typed.unit,
            plus: typed.plus,
            decimals: typed.number.scale(),
            by_format: false,
            thousands: 0,
            grouped: digits.contains(','),
            mark: mark.to_owned(),
            text: text.to_owned(),
        })
    }

    /// The number that is seen: rounded half up to the places that are shown.
    pub(crate) fn rounded(&self) -> Decimal {
        rounded_to(self.number, self.decimals)
    }

    /// The places that its number format says; `None` where only its digits have any.
    pub(crate) fn format_places(&self) -> Option<u32> {
        self.by_format.then_some(self.decimals)
    }

    /// The words behind the number that say what it counts, such as "days" or "m"; empty for the mark of a note
    /// or of statistics.
    pub(crate) fn measure_words(&self) -> &str {
        let words = self.mark.trim();
        if is_note_mark(words) { "" } else { words }
    }

    /// Whether two numbers can be added: they are of one unit, one scale and one measure.
    pub(crate) fn adds_to(&self, other: &Self) -> bool {
        self.unit == other.unit
            && self.thousands == other.thousands
            && self.measure_words() == other.measure_words()
    }

    /// Whether the digits are a code such as 00007, which is no quantity: it begins with a zero that no number
    /// has.
    pub(crate) fn is_code(&self) -> bool {
        let mut digits = self.text.trim_start_matches(['-', '+']).bytes();
        digits.next() == Some(b'0') && digits.next().is_some_and(|b| b.is_ascii_digit())
    }
}

/// The length of the mark at the end of a text that begins as a number, with the blanks before it. `None`
/// where what stands there is no mark.
fn mark_length(text: &str) -> Option<usize> {
    // A mark in brackets may end in a digit: "12 [note 2]".
    let begin = match text.rfind('[') {
        Some(at) if text.ends_with(']') => text[..at].trim_end().len(),
        _ => text.trim_end_matches(|c: char| !(c.is_ascii_digit() || c == '%')).len(),
    };
    let mark = &text[begin..];
    let sign = mark.trim_start_matches([' ', '\u{A0}']);
    is_note_mark(sign).then_some(mark.len())
}

/// Whether a sign behind a number is the mark of a note or of statistics.
fn is_note_mark(sign: &str) -> bool {
    is_in_brackets(sign)
        || matches!(sign, "*" | "**" | "†" | "‡" | "§" | "~" | "p" | "r" | "e" | "P" | "R" | "E")
        || !sign.is_empty() && sign.chars().all(is_raised_digit)
}

/// Whether a sign is a raised digit, as a note has it: "²".
pub(crate) fn is_raised_digit(c: char) -> bool {
    matches!(c, '\u{B9}' | '\u{B2}' | '\u{B3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, u32)> {
        ShownNumber::read(text).map(|n| (n.number.to_string(), n.mark, n.decimals))
    }

    #[test]
    fn a_mark_behind_a_number_never_joins_its_digits() {
        for (text, number, mark) in [
            ("12.3 [p]", "12.3", " [p]"),
            ("456²", "456", "²"),
            ("1,234¹²", "1234", "¹²"),
            ("12.3p", "12.3", "p"),
            ("0~", "0", "~"),
            ("12 *", "12", " *"),
            ("25%[r]", "25", "[r]"),
            ("7 [note 2]", "7", " [note 2]"),
        ] {
            let found = read(text).map(|(number, mark, _)| (number, mark));
            assert_eq!(found, Some((number.to_owned(), mark.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_more_than_a_mark_is_no_number() {
        for text in ["12 days", "Q4", "[p]", "²", "12-13", "12 [see the note]", "1 234", "(12)", "<5", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_seen_is_rounded_half_up() {
        let shown = ShownNumber { decimals: 1, ..ShownNumber::read("2.25").expect("a number") };
        assert_eq!(shown.rounded().to_string(), "2.3");
    }

    #[test]
    fn numbers_are_added_to_those_of_one_unit_scale_and_measure_alone() {
        let plain = ShownNumber::read("12 [p]").expect("a number");
        let days = ShownNumber { mark: " days".to_owned(), ..plain.clone() };
        assert!(
            plain.adds_to(&plain) && days.adds_to(&ShownNumber { mark: "days ".to_owned(), ..days.clone() })
        );
        assert!(plain.adds_to(&ShownNumber { mark: "²".to_owned(), decimals: 3, ..plain.clone() }));
        for odd in [
            days,
            ShownNumber { unit: UnitSign::Percent, ..plain.clone() },
            ShownNumber { thousands: 1, ..plain.clone() },
        ] {
            assert!(!plain.adds_to(&odd) && !odd.adds_to(&plain), "{odd:?}");
        }
    }

    #[test]
    fn only_a_number_format_says_how_many_places_are_kept() {
        let typed = ShownNumber::read("2.50").expect("a number");
        assert_eq!((typed.format_places(), typed.decimals), (None, 2));
        assert_eq!(ShownNumber { by_format: true, ..typed }.format_places(), Some(2));
    }

    #[test]
    fn codes_begin_with_a_zero_that_no_number_has() {
        let code = |text: &str| ShownNumber::read(text).expect("a number").is_code();
        assert!(code("00007") && code("01") && !code("0.7") && !code("0") && !code("70"));
    }
}
