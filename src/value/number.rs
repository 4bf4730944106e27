//! Numbers from the author's own digits, and their printed forms. It never computes in binary floating point.

use rust_decimal::{Decimal, RoundingStrategy};

/// The sign before a printed number below zero: as wide as a plus, and no hyphen, at which a line may break.
pub(crate) const MINUS: char = '\u{2212}';

/// A number as it was typed, with the signs around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedNumber {
    /// The number itself, below zero where a minus sign stands before it.
    pub number: Decimal,
    /// The sign that says the unit.
    pub unit: UnitSign,
    /// Whether a plus sign stands before it, which no number is printed with.
    pub plus: bool,
}

/// The sign at a number that says its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitSign {
    /// No sign: a number alone.
    None,
    /// The sign `%` after the number.
    Percent,
    /// The sign of a currency, such as `£`, before the number.
    Currency(char),
}

/// Reads a number as people write it: `1,234.50`, `£53,776.10`, `-3`, `12%`, `+1`. `None` where the text is
/// no number, and where it has two signs of a unit.
pub(crate) fn typed_number(text: &str) -> Option<TypedNumber> {
    let text = text.trim();
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (sign, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let plus = text.starts_with('+');
    let (digits, unit) = match (rest.strip_prefix('£'), percent) {
        (Some(_), true) => return None,
        (Some(digits), false) => (digits, UnitSign::Currency('£')),
        (None, true) => (rest, UnitSign::Percent),
        (None, false) => (rest, UnitSign::None),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !grouping_is_sound(whole) || !fraction.bytes().all(|b| b.is_ascii_digit()) || digits.ends_with('.') {
        return None;
    }
    let plain = whole.replace(',', "");
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{plain}{point}{fraction}").parse().ok()?;
    Some(TypedNumber { number, unit, plus })
}

/// Reads a number as [`typed_number`] does, and leaves out its signs; `None` where it is none.
pub fn decimal(text: &str) -> Option<Decimal> {
    typed_number(text).map(|typed| typed.number)
}

/// Reads a number in which letters stand for the digits that they look like, `1O6` for `106`: gives the first of the
/// letters, and the text with digits in their place. `None` where the text is no number then, or has no digit of its own.
pub(crate) fn with_digits_for_letters(text: &str) -> Option<(char, String)> {
    let digit = |c: char| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    };
    let letter = text.chars().find(|c| digit(*c).is_some())?;
    let meant: String = text.trim().chars().map(|c| digit(c).unwrap_or(c)).collect();
    (text.contains(|c: char| c.is_ascii_digit()) && decimal(&meant).is_some()).then_some((letter, meant))
}

/// Whether digits have commas in threes or none at all.
fn grouping_is_sound(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = |g: &&str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    groups.iter().all(digits)
        && (groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3))
}

/// Rounds a number half up to `places`, and gives it as many: 36 to two is 36.00.
pub(crate) fn rounded_to(value: Decimal, places: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    rounded
}

/// Prints a number rounded half up to `places`, with commas in thousands: ONS style, "comma in every number
/// of 1,000 and more". `None` keeps the author's own places.
pub(crate) fn grouped(value: Decimal, places: Option<u32>) -> String {
    let value = places.map_or(value, |places| rounded_to(value, places));
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push(MINUS);
    }
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Prints a number as [`grouped`] does, without commas.
pub(crate) fn plain_number(value: Decimal, places: Option<u32>) -> String {
    grouped(value, places).replace(',', "")
}

/// Prints a number as pounds: "£53,776.10", "−£3.00". `None` gives two places.
pub(crate) fn money(value: Decimal, places: Option<u32>) -> String {
    let text = grouped(value, Some(places.unwrap_or(2)));
    match text.strip_prefix(MINUS) {
        Some(rest) => format!("{MINUS}£{rest}"),
        None => format!("£{text}"),
    }
}

/// The form in which the numbers of one measure are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberForm {
    /// The number of places after the point; `None` keeps those of the number, or two for pounds.
    pub decimals: Option<u32>,
    /// Whether a % follows the number.
    pub percent: bool,
    /// Whether a £ stands before the number.
    pub money: bool,
}

/// The most places after the point that are ever printed.
const MOST_PLACES: u32 = 10;

impl NumberForm {
    /// Rounds a number half up to the places that are printed: the value that readers see and compare.
    pub fn round(self, value: Decimal) -> Decimal {
        value.round_dp_with_strategy(self.places(value), RoundingStrategy::MidpointAwayFromZero)
    }

    /// The number of places that a number is printed with: pounds have two where nothing else is said.
    fn places(self, value: Decimal) -> u32 {
        self.decimals.unwrap_or(if self.money { 2 } else { value.scale().min(MOST_PLACES) })
    }

    /// Prints a number with its sign: "35.6%", "£1,200", "15.70".
    pub fn print(self, value: Decimal) -> String {
        if self.money {
            money(value, Some(self.places(value)))
        } else {
            self.bare(value) + if self.percent { "%" } else { "" }
        }
    }

    /// Prints a number without its sign.
    pub fn bare(self, value: Decimal) -> String {
        grouped(value, Some(self.places(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str, places: Option<u32>) -> String {
        grouped(decimal(text).expect("a number"), places)
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        for (text, wanted) in [
            ("1O6", Some(('O', "106"))),
            ("l35", Some(('l', "135"))),
            ("I,2o0.5", Some(('I', "1,200.5"))),
            ("O.85", Some(('O', "0.85"))),
            ("106", None),
            ("lO", None),
            ("1O6 days", None),
            ("10l.", None),
            ("Oct-22", None),
        ] {
            let found = with_digits_for_letters(text);
            assert_eq!(found.as_ref().map(|(letter, meant)| (*letter, meant.as_str())), wanted, "{text}");
        }
    }

    #[test]
    fn rounding_is_half_up_from_the_digits() {
        assert_eq!(print("2.675", Some(2)), "2.68");
        assert_eq!(print("0.005", Some(2)), "0.01");
        assert_eq!(print("-0.5", Some(0)), "\u{2212}1");
        assert_eq!(print("-0.001", Some(2)), "0.00");
        assert_eq!(print("36", Some(2)), "36.00");
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(print("999", None), "999");
        assert_eq!(print("1234567.50", None), "1,234,567.50");
        assert_eq!(money(decimal("£53,776.1").expect("money"), None), "£53,776.10");
        assert_eq!(money(decimal("-3").expect("money"), Some(0)), "\u{2212}£3");
    }

    #[test]
    fn what_is_compared_is_what_is_printed() {
        let pounds = NumberForm { money: true, ..NumberForm::default() };
        let (a, b) = (decimal("1.004").expect("a number"), decimal("1.001").expect("a number"));
        assert_eq!(pounds.round(a), pounds.round(b));
        assert_eq!((pounds.print(a), pounds.bare(b)), ("£1.00".to_owned(), "1.00".to_owned()));
        let plain = NumberForm::default();
        assert_eq!(plain.print(decimal("0.33333333333333333").expect("a number")), "0.3333333333");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for bad in
            ["", "1,23", "1.2.3", "n/a", "-", "£140,00", "1e5", "12,3456", "5.", "£12%", "12%%", "%", "£"]
        {
            assert_eq!(decimal(bad), None, "{bad}");
        }
        assert_eq!(decimal("12%"), decimal("12"));
        assert_eq!(decimal("+8,230.67"), decimal("8230.67"));
    }

    #[test]
    fn the_signs_around_a_number_are_kept() {
        let signs = |text: &str| typed_number(text).map(|typed| (typed.unit, typed.plus));
        assert_eq!(signs("25 %"), Some((UnitSign::Percent, false)));
        assert_eq!(signs("+£8"), Some((UnitSign::Currency('£'), true)));
        assert_eq!(signs("\u{2212}£8"), Some((UnitSign::Currency('£'), false)));
        assert_eq!(signs("8"), Some((UnitSign::None, false)));
    }
}
