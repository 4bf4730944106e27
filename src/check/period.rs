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
        None => (format!("`{text}` is not a period"), hint.into()),
    }
}
