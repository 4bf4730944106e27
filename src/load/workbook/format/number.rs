//! Numbers by their number format: digits, places, commas, percent and currency signs. It never works in
//! binary fractions.

use rust_decimal::Decimal;

use super::Displayed;
use super::code::{FormatSection, Sign};
use crate::value::{ShownNumber, UnitSign, rounded_to};

/// The places that the format General has room for beside its digits and the point.
const GENERAL_ROOM: usize = 10;

/// The size below which a number is what a formula leaves of 0: Excel works with 15 digits.
pub(super) const RESIDUE: f64 = 1e-10;

/// The signs of currencies.
const CURRENCIES: [char; 7] = ['£', '€', '$', '¥', '₹', '₩', '₽'];

/// The decimal that Excel itself works with, which keeps 15 digits: 0.1 + 0.2 is 0.3. `None` where it has
/// more than can be kept exactly.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    Decimal::from_scientific(&format!("{value:.14e}")).ok().map(|number| number.normalize())
}

/// Shows a number as the format General does: as many places as there is room for.
pub(super) fn show_general(section: &FormatSection, value: f64) -> Displayed {
    let Some(number) = decimal(value) else { return Displayed::Unknown };
    let whole = number.abs().trunc().to_string().len();
    let places = u32::try_from(GENERAL_ROOM.saturating_sub(whole)).unwrap_or(0);
    let seen = rounded_to(number, places).normalize();
    // Excel shows the smallest numbers as powers of ten.
    if seen.is_zero() != number.is_zero() || seen.abs() < Decimal::new(1, 4) && seen != number {
        return Displayed::Unknown;
    }
    let digits = if section.drops_sign { seen.abs() } else { seen }.to_string();
    let (before, after) = around(section, |sign| matches!(sign, Sign::General));
    finish(
        number,
        Places { shown: seen.scale(), by_format: false, grouped: false, thousands: 0 },
        0,
        &before,
        &digits,
        &after,
    )
}

/// Shows a number by the digits of a section.
pub(super) fn show(section: &FormatSection, value: f64) -> Displayed {
    // What rounding in a formula leaves of 0 has more places than can be kept, and no format shows so many.
    let number = decimal(value).or_else(|| (value.abs() < RESIDUE).then_some(Decimal::ZERO));
    let Some(number) = number else { return Displayed::Unknown };
    let Some(layout) = Layout::of(section) else { return Displayed::Unknown };
    let percents = section.signs.iter().filter(|s| **s == Sign::Percent).count();
    let Some(scaled) = layout.scale(number, percents) else { return Displayed::Unknown };
    let places = u32::try_from(layout.decimals.len()).unwrap_or(u32::MAX);
    let seen = rounded_to(scaled, places);
    let text = seen.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = layout.whole(if whole == "0" { "" } else { whole });
    let kept = layout.kept(fraction);
    let point = if layout.has_point && kept > 0 { "." } else { "" };
    let minus = seen.is_sign_negative() && !seen.is_zero() && !section.drops_sign;
    let digits = format!("{whole}{point}{}", &fraction[..kept]);
    let (before, after) = around(section, |s| matches!(s, Sign::Digit { .. } | Sign::Point | Sign::Comma));
    let before = if minus { format!("-{before}") } else { before };
    // Rounded away, it is zero and has no sign.
    let exact = if seen.is_zero() && section.drops_sign { scaled.abs() } else { scaled };
    let decimals = u32::try_from(kept).unwrap_or(0);
    if digits.is_empty() && before.trim().is_empty() && after.trim().is_empty() {
        return Displayed::Words(String::new());
    }
    let places =
        Places { shown: decimals, by_format: true, grouped: layout.grouped, thousands: layout.thousands };
    finish(exact, places, percents, &before, &digits, &after)
}

/// The words before and after the digits of a section.
fn around(section: &FormatSection, is_digit: impl Fn(&Sign) -> bool) -> (String, String) {
    let first = section.signs.iter().position(&is_digit).unwrap_or(0);
    let last = section.signs.iter().rposition(&is_digit).map_or(0, |at| at + 1);
    let words = |signs: &[Sign]| -> String {
        let word = |sign: &Sign| match sign {
            Sign::Literal(text) => text.clone(),
            Sign::Percent => "%".to_owned(),
            _ => String::new(),
        };
        signs.iter().map(word).collect()
    };
    (words(&section.signs[..first]), words(&section.signs[last..]))
}

/// The places of a number that are shown.
struct Places {
    shown: u32,
    /// Whether the number format says how many.
    by_format: bool,
    /// Whether commas part thousands.
    grouped: bool,
    /// How often the number was divided by a thousand.
    thousands: usize,
}

/// Makes a number of its digits and the words around them.
fn finish(
    number: Decimal,
    places: Places,
    percents: usize,
    before: &str,
    digits: &str,
    after: &str,
) -> Displayed {
    let text = format!("{before}{digits}{after}").trim().to_owned();
    let currency = |words: &str| words.chars().find(|c| CURRENCIES.contains(c));
    let unit = match (percents, currency(before).or(currency(after))) {
        (0, Some(sign)) => UnitSign::Currency(sign),
        (0, None) => UnitSign::None,
        (1, None) => UnitSign::Percent,
        _ => return Displayed::Unknown,
    };
    let own =
        |c: char| CURRENCIES.contains(&c) || matches!(c, '%' | '(' | ')' | '-' | '\u{2212}' | ' ' | '\u{A0}');
    // What stands before a number and is neither sign nor currency says something of it too.
    let first = before.trim_matches(own);
    let mark = if after.trim_matches(own).is_empty() {
        String::new()
    } else {
        after.trim_start_matches('%').trim_end().to_owned()
    };
    if !first.is_empty() && first != "+" {
        return Displayed::Words(text);
    }
    let Places { shown: decimals, by_format, grouped, thousands } = places;
    Displayed::Number(ShownNumber {
        number,
        unit,
        plus: first == "+",
        decimals,
        by_format,
        grouped,
        mark,
        text,
        thousands,
    })
}

/// The digits of a section: how many are shown at least, and the literals among them.
struct Layout<'s> {
    /// The signs before the point, with literals that stand among the digits.
    whole: Vec<&'s Sign>,
    /// For each place after the point, whether it is always shown.
    decimals: Vec<bool>,
    has_point: bool,
    grouped: bool,
    /// How often the number is divided by a thousand.
    thousands: usize,
}

impl<'s> Layout<'s> {
    /// The layout of a section; `None` where words stand among the decimals.
    fn of(section: &'s FormatSection) -> Option<Self> {
        let is_digit = |s: &Sign| matches!(s, Sign::Digit { .. });
        let is_own = |s: &Sign| is_digit(s) || matches!(s, Sign::Point | Sign::Comma);
        let first = section.signs.iter().position(is_own)?;
        let last = section.signs.iter().rposition(is_own)?;
        let own = &section.signs[first..=last];
        let point = own.iter().position(|s| *s == Sign::Point);
        let (before, behind) = own.split_at(point.unwrap_or(own.len()));
        let mut thousands = 0;
        let last_digit = own.iter().rposition(is_digit)?;
        thousands += own[last_digit..].iter().filter(|s| **s == Sign::Comma).count();
        // Commas right before the point divide too.
        let end = before.iter().rposition(is_digit).map_or(0, |at| at + 1);
        if point.is_some() && last_digit > end {
            thousands += before[end..].iter().filter(|s| **s == Sign::Comma).count();
        }
        let grouped = before[..end].contains(&Sign::Comma);
        let whole = before[..end].iter().filter(|s| **s != Sign::Comma).collect();
        let mut decimals = Vec::new();
        for sign in behind.iter().filter(|s| !matches!(s, Sign::Point | Sign::Comma)) {
            let Sign::Digit { always } = sign else { return None };
            decimals.push(*always);
        }
        Some(Self { whole, decimals, has_point: point.is_some(), grouped, thousands })
    }

    /// The number in the unit that is shown: a hundred times for each %, a thousandth for each comma at the end.
    fn scale(&self, number: Decimal, percents: usize) -> Option<Decimal> {
        let mut scaled = number;
        for _ in 0..percents {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED)?;
        }
        for _ in 0..self.thousands {
            scaled = scaled.checked_div(Decimal::ONE_THOUSAND)?;
        }
        Some(scaled.normalize())
    }

    /// The digits before the point, with zeros, commas and literals where the section has them.
    fn whole(&self, digits: &str) -> String {
        let mut left: Vec<char> = digits.chars().collect();
        let mut out: Vec<String> = Vec::new();
        let mut placed = 0_usize;
        let mut place = |digit: char, out: &mut Vec<String>| {
            if self.grouped && placed > 0 && placed.is_multiple_of(3) {
                out.push(",".to_owned());
            }
            placed += 1;
            out.push(digit.to_string());
        };
        let mut digits_to_come = self.whole.iter().filter(|s| matches!(s, Sign::Digit { .. })).count();
        for sign in self.whole.iter().rev() {
            match sign {
                Sign::Digit { always } => {
                    digits_to_come -= 1;
                    match left.pop() {
                        Some(digit) => place(digit, &mut out),
                        None if *always => place('0', &mut out),
                        None => {}
                    }
                    // The first sign takes all digits that are left.
                    while digits_to_come == 0
                        && let Some(digit) = left.pop()
                    {
                        place(digit, &mut out);
                    }
                }
                Sign::Literal(text) => out.push(text.clone()),
                _ => {}
            }
        }
        out.into_iter().rev().collect()
    }

    /// How many of the digits after the point are shown: those that always are, and none that is zero behind
    /// the last that is not.
    fn kept(&self, fraction: &str) -> usize {
        let always = self.decimals.iter().rposition(|always| *always).map_or(0, |at| at + 1);
        let filled = fraction.bytes().rposition(|b| b != b'0').map_or(0, |at| at + 1);
        always.max(filled).min(fraction.len())
    }
}
