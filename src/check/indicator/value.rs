//! One observation of a series: a number, a numerator and a denominator, or the mark that stands in place of
//! a value. It never rounds.

use rust_decimal::Decimal;

use super::value_slips::unexplained;
use super::{Indicator, Measure, number};
use crate::check::fields::{Fields, wrong};
use crate::finding::{Correction, Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlValue, TypedText};
use crate::value::{decimal, rounded_to, standard_mark};

/// The size that no figure reaches: with ten decimals at the most, sums and differences are then exact.
const LARGEST: u64 = 1_000_000_000_000_000;

/// A value of a series for a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// The number, or the mark in place of it.
    pub reading: Reading,
    /// The numerator: the number of cases that the value counts.
    pub numerator: Option<Decimal>,
    /// The denominator: the number that the cases are counted among.
    pub denominator: Option<Decimal>,
    /// Whether the value may still change.
    pub provisional: bool,
    /// Whether the value was published otherwise before.
    pub revised: bool,
    /// The span at which the value was typed.
    pub span: Span,
}

/// A number, or the mark in place of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A number.
    Number(Decimal),
    /// A mark, such as `*`, which the indicator explains.
    Mark(String),
}

/// The parts of a value before they are checked against each other.
#[derive(Debug, Clone, Default)]
pub(super) struct ValueParts {
    pub value: Option<Decimal>,
    /// The number of cases.
    pub numerator: Option<Decimal>,
    /// The number that the cases are counted among.
    pub denominator: Option<Decimal>,
    /// Whether the value may still change.
    pub provisional: bool,
    /// Whether the value was published otherwise before.
    pub revised: bool,
    /// The span of the denominator, and the name of its cell.
    pub below: Option<(Span, String)>,
}

/// Reads `period = 15.70`, `period = "*"` or `period = { value = …, n = …, d = … }`.
pub(super) fn read(
    key: &str,
    node: &Node,
    indicator: &Indicator,
    findings: &mut Findings,
) -> Option<Observation> {
    match &node.value {
        TomlValue::Integer(_) | TomlValue::Float(_) => {
            let value = Some(number(key, node, findings)?);
            complete(ValueParts { value, ..ValueParts::default() }, node.span, "", indicator, findings)
        }
        TomlValue::Text(text) => marked(key, text, node, indicator, findings),
        TomlValue::Table(_) => {
            let mut fields = Fields::of(node, "a value", findings);
            let value_node = fields.node("value");
            let mut part = |name| fields.node(name).map(|n| number(name, n, findings));
            let (numerator, denominator) = (part("n"), part("d"));
            let below = fields.node("d");
            let provisional = fields.boolean("provisional", findings).unwrap_or(false);
            let revised = fields.boolean("revised", findings).unwrap_or(false);
            fields.finish(findings);
            if let Some(text) = value_node.and_then(Node::text) {
                return marked("value", text, node, indicator, findings);
            }
            let value = match value_node {
                Some(node) => Some(number("value", node, findings)?),
                None => None,
            };
            // A part that is no number has its finding; there is nothing to work out from it.
            if numerator == Some(None) || denominator == Some(None) {
                return None;
            }
            let (numerator, denominator) = (numerator.flatten(), denominator.flatten());
            let below = below.map(|n| (n.span, String::new()));
            let parts = ValueParts { value, numerator, denominator, provisional, revised, below };
            complete(parts, node.span, "", indicator, findings)
        }
        _ => {
            findings.push(wrong(key, node, "a number, without quotes, commas or %"));
            None
        }
    }
}

/// The correction of a number in quotes; `None` where it has a sign that says what it is a number of.
pub(super) fn bare_number(text: &TypedText, span: Span) -> Option<Correction> {
    let typed = text.string.trim();
    let is_bare = typed.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'));
    decimal(typed).filter(|_| is_bare).map(|number| Correction::replace(span, number.to_string()))
}

/// Reads a text in place of a number: a mark that the indicator explains, or a finding.
fn marked(
    key: &str,
    text: &TypedText,
    node: &Node,
    indicator: &Indicator,
    findings: &mut Findings,
) -> Option<Observation> {
    let found = mark(&text.string, node.span, indicator);
    if found.is_none() {
        findings.push(match decimal(&text.string) {
            Some(number) => {
                Finding::error(Rule::WrongType, text.span(), format!("`{key}` is a number in quotes"))
                    .hint(format!("write it without quotes, commas, £ or %: {number}"))
                    .correct(bare_number(text, node.span))
            }
            None => unexplained(&text.string, text.span(), false, indicator),
        });
    }
    found
}

/// Reads a text as a mark; `None` where the indicator does not explain it.
pub(super) fn mark(text: &str, span: Span, indicator: &Indicator) -> Option<Observation> {
    let found = indicator.marks.contains_key(text.trim()) || standard_mark(text).is_some();
    found.then(|| Observation {
        reading: Reading::Mark(text.trim().to_owned()),
        numerator: None,
        denominator: None,
        provisional: false,
        revised: false,
        span,
    })
}

/// Works out the missing part of a value and checks that its parts agree. `at` names the cell.
pub(super) fn complete(
    parts: ValueParts,
    span: Span,
    at: &str,
    indicator: &Indicator,
    findings: &mut Findings,
) -> Option<Observation> {
    let fail = |rule, message: String, hint: &str, findings: &mut Findings| {
        findings.push(Finding::error(rule, span, message).label(at).hint(hint));
        None
    };
    if let Some(d) = parts.denominator.filter(|d| *d <= Decimal::ZERO) {
        let (span, at) = parts.below.unwrap_or_else(|| (span, at.to_owned()));
        findings.push(
            Finding::error(
                Rule::DenominatorZero,
                span,
                format!("the denominator is {d}, and nothing can be a share of that"),
            )
            .label(at)
            .hint("give the number of people, households or cases that it is a share of, or leave it out"),
        );
        return None;
    }
    let ratio = matches!(indicator.measure, Measure::Rate | Measure::Percent);
    if ratio && parts.numerator.is_some_and(|n| n < Decimal::ZERO) {
        let hint = "it counts those of the denominator that are meant: 0 or more";
        return fail(Rule::ValueParts, "the numerator is below zero".to_owned(), hint, findings);
    }
    let worked = match (parts.numerator, parts.denominator) {
        (Some(n), Some(d)) if ratio => n.checked_mul(indicator.per).and_then(|n| n.checked_div(d)),
        (Some(n), None) if indicator.measure == Measure::Count => Some(n),
        _ => None,
    };
    let value = match (parts.value, worked) {
        (Some(value), Some(worked)) => {
            // As published: as many places as were typed, but not those that a workbook's binary
            // fractions bring in.
            let places = value.scale().min(10);
            let near = rounded_to(worked, places);
            if near != rounded_to(value, places) {
                let message = format!(
                    "the value {value} does not follow from its numerator and denominator, which give {}",
                    near.normalize()
                );
                let hint = "correct the one that is wrong, or leave the value out: it is worked out";
                return fail(Rule::ValueParts, message, hint, findings);
            }
            value
        }
        (Some(value), None) => value,
        (None, Some(_)) if ratio && indicator.decimals.is_none() => {
            let message =
                format!("`{}` does not say how many places to print of what is worked out", indicator.id);
            return fail(Rule::ValueParts, message, "add to the indicator: decimals = 2", findings);
        }
        (None, Some(worked)) => worked,
        (None, None) => {
            let hint = "give the value, or its numerator and denominator, from which it is worked out";
            let message = match (parts.numerator, parts.denominator) {
                (Some(n), None) => format!("there is no value here, only its numerator, {n}"),
                (None, Some(d)) => format!("there is no value here, only its denominator, {d}"),
                _ => "there is no value here".to_owned(),
            };
            return fail(Rule::ValueParts, message, hint, findings);
        }
    };
    if indicator.measure == Measure::Percent
        && parts.numerator.zip(parts.denominator).is_some_and(|(n, d)| n > d)
    {
        let hint = "the numerator counts those of the denominator that are meant";
        return fail(
            Rule::ValueParts,
            "the numerator is larger than the denominator".to_owned(),
            hint,
            findings,
        );
    }
    let all = [Some(value), parts.numerator, parts.denominator];
    if all.into_iter().flatten().any(|n| n.abs() >= Decimal::from(LARGEST)) {
        let hint = "give it in thousands or millions, and say so in `unit`";
        let message = "this number has more than 15 digits before its point".to_owned();
        return fail(Rule::WrongValue, message, hint, findings);
    }
    Some(Observation {
        reading: Reading::Number(value),
        numerator: parts.numerator,
        denominator: parts.denominator,
        provisional: parts.provisional,
        revised: parts.revised,
        span,
    })
}
