//! Periods as papers name them, and what is said of a text that is none, or could be two. It knows no window.

use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;
use crate::value::{Period, Window, two_readings};

/// Reads a period of a paper; a text that is none is a finding.
pub(super) fn read_period(text: &TypedText, findings: &mut Findings) -> Option<Period> {
    let years = [Window::FinancialYear, Window::CalendarYear];
    let ends = || years.into_iter().find_map(|window| window.read(&text.string));
    let period = Period::parse(&text.string).or_else(ends);
    if period.is_none() {
        let (message, hint) = not_a_period(&text.string, SPELLINGS);
        findings.push(Finding::error(Rule::Period, text.span(), message).hint(hint));
    }
    period
}

/// How papers write periods.
pub(crate) const SPELLINGS: &str =
    "write a quarter as \"2024/25 Q1\", a financial year as \"2024/25\", a year as \"2024\"";

/// The message and the hint for a text that is no period: both of its readings where it has two, else `hint`.
pub(crate) fn not_a_period(text: &str, hint: impl Into<String>) -> (String, String) {
    let text = text.trim();
    match two_readings(text) {
        Some([one, other]) => (
            format!("`{text}` could be {one} or {other}"),
            format!("write \"{one}\" or \"{other}\", as it is meant"),
        ),
        None => (format!("`{text}` is not a period"), slip_of_period(text).unwrap_or_else(|| hint.into())),
    }
}

/// What is wrong with a text that is nearly a period, and how to write it; `None` where it is not near one.
fn slip_of_period(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (years, quarters): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let quarter = match quarters.as_slice() {
        [] => None,
        [one] => Some(numbered_quarter(one)?),
        _ => return None,
    };
    match (years.as_slice(), quarter) {
        ([], Some((_, quarter @ 1..=4))) => {
            Some(format!("its year is missing: write it before the quarter, as in \"2024/25 Q{quarter}\""))
        }
        ([years], Some((_, quarter @ 5..))) => {
            let (first, _) = financial_year(years)?;
            let (year, next) = (Period::Financial(first).short(), Period::Financial(first + 1).short());
            Some(format!(
                "a year has quarters 1 to 4, and this is {quarter}: write \"{year} Q4\", or \"{next} Q1\" where the next one is meant"
            ))
        }
        ([years], quarter) => {
            let (first, last) = financial_year(years)?;
            let tail = quarter.map(|(_, quarter)| format!(" Q{quarter}")).unwrap_or_default();
            let (one, other) = (Period::Financial(first).short(), Period::Financial(first + 1).short());
            if last != first + 1 {
                return Some(format!(
                    "a financial year is of two years that follow on one another: write \"{one}{tail}\", or \"{other}{tail}\" where that is meant"
                ));
            }
            let is_welsh = quarter.is_some_and(|(letters, _)| letters.eq_ignore_ascii_case("ch"));
            is_welsh.then(|| {
                format!("quarters are typed with Q in every language, and printed as the style has them: write \"{one}{tail}\"")
            })
        }
        _ => None,
    }
}

/// The letters and the number of a quarter such as "Q4" or "Ch4"; `None` for any other word.
fn numbered_quarter(word: &str) -> Option<(&str, i32)> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = word.split_at(at);
    let is_quarter = ["q", "qtr", "ch", "quarter", "chwarter"].contains(&letters.to_lowercase().as_str());
    if is_quarter { Some((letters, digits.parse().ok()?)) } else { None }
}

/// The first and the last year of "2024/26" or "2024-2026"; `None` for any other text.
fn financial_year(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once(['/', '-', '\u{2013}'])?;
    let year: u16 = first.parse().ok().filter(|_| first.len() == 4)?;
    let last: u16 = match last.len() {
        2 => year / 100 * 100 + last.parse::<u16>().ok()?,
        4 => last.parse().ok()?,
        _ => return None,
    };
    // At the turn of a century the last two digits are smaller.
    Some((year, if last < year { last + 100 } else { last }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_are_nearly_right_are_written_out() {
        for (text, wanted) in [
            ("Q4", "as in \"2024/25 Q4\""),
            ("2023/24 Q5", "write \"2023/24 Q4\", or \"2024/25 Q1\""),
            ("2024/26 Q4", "write \"2024/25 Q4\", or \"2025/26 Q4\""),
            ("2024/25 Ch4", "write \"2024/25 Q4\""),
            ("Grand Total", "say"),
        ] {
            let (_, hint) = not_a_period(text, "say");
            assert!(hint.contains(wanted), "{text}: {hint}");
        }
    }
}
