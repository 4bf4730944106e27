//! Rules for status of `council.toml`, as `[[rag.NAME]]`: ordered conditions, of which the first that holds
//! decides. It never judges a figure.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fields::Fields;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlEntry, TomlValue};
use crate::value::decimal;

/// The rating of a value: green, amber or red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rating {
    /// The value is as it should be.
    Green,
    /// The value is to be watched.
    Amber,
    /// The value is to be put right.
    Red,
}

/// An amount: in the indicator's own unit, or a share of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// An amount in the indicator's own unit.
    Own(Decimal),
    /// A percentage.
    Share(Decimal),
}

/// The distance from its target that a value may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// An amount; 0 is "the target is met".
    Amount(Amount),
    /// The indicator's own tolerance.
    Tolerance,
}

/// The direction in which a value must have moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The value is better.
    Improved,
    /// The value is better or stable.
    NotWorse,
    /// The value is worse.
    Worsened,
}

/// The earlier value that a movement is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Baseline {
    /// The period before.
    Previous,
    /// The period a year before.
    YearAgo,
}

/// A rule for status: the rating that it gives, and the conditions for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatusRule {
    pub rating: Rating,
    /// The distance from the target that the value may have.
    pub within: Option<Tolerance>,
    /// The movement that the value must have made.
    pub direction: Option<(Direction, Baseline)>,
}

/// Rules for status in order; the last one has no condition.
pub(crate) type StatusRules = Vec<StatusRule>;

/// The rules for indicators without rules of their own: target met; within the indicator's tolerance;
/// otherwise.
pub(crate) fn standard() -> StatusRules {
    let rule = |rating, within| StatusRule { rating, within, direction: None };
    vec![
        rule(Rating::Green, Some(Tolerance::Amount(Amount::Own(Decimal::ZERO)))),
        rule(Rating::Amber, Some(Tolerance::Tolerance)),
        rule(Rating::Red, None),
    ]
}

/// Reads the rules for status of `[[rag.NAME]]`, by name.
pub(super) fn read(entries: &[TomlEntry], findings: &mut Findings) -> BTreeMap<String, StatusRules> {
    let mut all = BTreeMap::new();
    for entry in entries {
        let Some(nodes) = entry.node.array() else {
            let message =
                format!("`rag.{}` should be a list of rules, and is {}", entry.key, entry.node.kind());
            findings.push(Finding::error(Rule::WrongType, entry.node.span, message).hint(format!(
                "write [[rag.{}]], with two brackets on each side, once for each status",
                entry.key
            )));
            continue;
        };
        let rules: StatusRules = nodes.iter().filter_map(|node| rule(node, findings)).collect();
        if rules.len() == nodes.len() {
            order(entry, nodes, &rules, findings);
        }
        all.insert(entry.key.clone(), rules);
    }
    all
}

/// Finds rules that are never reached, and a last rule that has a condition.
fn order(entry: &TomlEntry, nodes: &[Node], rules: &StatusRules, findings: &mut Findings) {
    let (name, span) = (&entry.key, nodes.last().map_or(entry.key_place, |n| n.span.head()));
    for (at, later) in rules.iter().enumerate() {
        let Some(first) = rules[..at].iter().position(|earlier| earlier.covers(later)) else { continue };
        let message =
            format!("this rule is never reached: rule {} fits every figure that this one fits", first + 1);
        let is_last = rules[first].within.is_none() && rules[first].direction.is_none();
        let rating = |rule: &StatusRule| match rule.rating {
            Rating::Green => "green",
            Rating::Amber => "amber",
            Rating::Red => "red",
        };
        let (finding, hint) = if is_last {
            let message = format!(
                "the rule for {} fits every figure, so that those below it are never tried",
                rating(&rules[first])
            );
            let finding = Finding::error(Rule::RagRule, nodes[first].span.head(), message);
            (
                finding,
                "move it to the end: rules are tried in order, the strictest first, as green, amber, red"
                    .to_owned(),
            )
        } else {
            (
                Finding::error(Rule::RagRule, nodes[at].span.head(), message),
                "rules are tried in order: put the one that fits fewer figures first".to_owned(),
            )
        };
        findings.push(finding.hint(hint));
        return;
    }
    if !rules.last().is_some_and(|r| r.within.is_none() && r.direction.is_none()) {
        findings.push(
            Finding::error(
                Rule::RagRule,
                span,
                "these rules leave some values without a status: the last one has a condition",
            )
            .hint(format!("add a last rule with a status alone: [[rag.{name}]] status = \"red\"")),
        );
    }
}

impl StatusRule {
    /// Whether the rule holds wherever `later` does, as far as that can be told without a figure.
    fn covers(&self, later: &Self) -> bool {
        let nearer = match (self.within, later.within) {
            (None, _) => true,
            (Some(Tolerance::Tolerance), Some(Tolerance::Tolerance)) => true,
            (Some(_), Some(Tolerance::Amount(Amount::Own(zero) | Amount::Share(zero)))) if zero.is_zero() => {
                true
            }
            (Some(Tolerance::Amount(Amount::Own(far))), Some(Tolerance::Amount(Amount::Own(near))))
            | (Some(Tolerance::Amount(Amount::Share(far))), Some(Tolerance::Amount(Amount::Share(near)))) => {
                near <= far
            }
            _ => false,
        };
        nearer && (self.direction.is_none() || self.direction == later.direction)
    }
}

fn rule(node: &Node, findings: &mut Findings) -> Option<StatusRule> {
    let mut fields = Fields::of(node, "a rule for status", findings);
    if fields.node("status").is_none() {
        fields.missing("status", "\"green\" or \"amber\" or \"red\"", findings);
    }
    let words = [("green", Rating::Green), ("amber", Rating::Amber), ("red", Rating::Red)];
    let rating = fields.choice("status", &words, findings);
    let within_node = fields.node("within");
    let words = [
        ("improved", Direction::Improved),
        ("not_worse", Direction::NotWorse),
        ("worsened", Direction::Worsened),
    ];
    let direction = fields.choice("direction", &words, findings);
    let words = [("previous", Baseline::Previous), ("year_ago", Baseline::YearAgo)];
    let against = fields.choice("against", &words, findings);
    fields.finish(findings);
    if let (None, Some(_)) = (direction, against) {
        findings.push(
            Finding::error(Rule::RagRule, node.span.head(), "`against` has no meaning without `direction`")
                .hint("add: direction = \"improved\" (or not_worse, worsened)"),
        );
    }
    let direction = direction.map(|d| (d, against.unwrap_or(Baseline::YearAgo)));
    let within = match within_node {
        Some(node) => Some(within(node, findings)?),
        None => None,
    };
    Some(StatusRule { rating: rating?, within, direction })
}

fn within(node: &Node, findings: &mut Findings) -> Option<Tolerance> {
    if node.text().is_some_and(|t| t.string.trim() == "tolerance") {
        return Some(Tolerance::Tolerance);
    }
    amount("within", node, findings).map(Tolerance::Amount)
}

/// Reads a number in the indicator's own unit, or a percentage such as "5%"; any other value is a finding.
pub(super) fn amount(key: &str, node: &Node, findings: &mut Findings) -> Option<Amount> {
    let read = match &node.value {
        TomlValue::Integer(digits) | TomlValue::Float(digits) => digits.parse().ok().map(Amount::Own),
        TomlValue::Text(text) if text.string.trim().ends_with('%') => {
            decimal(&text.string).map(Amount::Share)
        }
        _ => None,
    };
    let sound = read.filter(|a| !matches!(a, Amount::Own(n) | Amount::Share(n) if n.is_sign_negative()));
    if sound.is_none() {
        let typed = node.text().map(|text| text.string.trim().to_owned());
        let number = typed.filter(|typed| decimal(typed).is_some_and(|n| !n.is_sign_negative()));
        let finding = bad_amount(key, node.span);
        findings.push(match number {
            Some(number) => finding.hint_only(format!(
                "write {key} = \"{number}%\" for a share, or {key} = {number} without quotes for an amount in the indicator's own unit"
            )),
            None => finding,
        });
    }
    sound
}

fn bad_amount(key: &str, span: Span) -> Finding {
    let message = format!("`{key}` should be an amount of 0 or more");
    Finding::error(Rule::WrongValue, span, message).hint(format!(
        "write {key} = 0.5 for an amount in the indicator's own unit, or {key} = \"5%\" for a share"
    ))
}
