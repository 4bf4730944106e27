//! Rules for status of `council.toml`: ordered conditions, of which the first that holds decides.
//! It never judges a figure.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fields::Fields;
use crate::finding::{Finding, Findings, Place, Rule};
use crate::load::node::{Entry, Node, Value};
use crate::value::decimal;

/// Green, amber or red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// As it should be.
    Green,
    /// To be watched.
    Amber,
    /// To be put right.
    Red,
}

/// An amount: in the indicator's own unit, or a share of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In the indicator's own unit.
    Own(Decimal),
    /// Of a hundred.
    Share(Decimal),
}

/// How far from its target a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// No farther than this; 0 is "the target is met".
    Amount(Amount),
    /// No farther than the indicator's own tolerance.
    Tolerance,
}

/// How a value must have moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It is better.
    Improved,
    /// It is better or stable.
    NotWorse,
    /// It is worse.
    Worsened,
}

/// What a movement is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The period before.
    Previous,
    /// The same period a year before.
    YearAgo,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRule {
    /// What it gives.
    pub rating: Rating,
    /// How near the target the value must be.
    pub within: Option<Within>,
    /// How it must have moved.
    pub direction: Option<(Direction, Against)>,
}

/// Ordered rules; the last one has no condition.
pub type Rules = Vec<StatusRule>;

/// Target met; within the indicator's tolerance; otherwise.
pub fn standard() -> Rules {
    let rule = |rating, within| StatusRule { rating, within, direction: None };
    vec![
        rule(Rating::Green, Some(Within::Amount(Amount::Own(Decimal::ZERO)))),
        rule(Rating::Amber, Some(Within::Tolerance)),
        rule(Rating::Red, None),
    ]
}

/// Reads `[[rag.NAME]]`.
pub(super) fn read(entries: &[Entry], findings: &mut Findings) -> BTreeMap<String, Rules> {
    let mut all = BTreeMap::new();
    for entry in entries {
        let Some(nodes) = entry.node.array() else {
            let message =
                format!("`rag.{}` should be a list of rules, and is {}", entry.key, entry.node.kind());
            findings.push(Finding::error(Rule::WrongType, entry.node.place, message).hint(format!(
                "write [[rag.{}]], with two brackets on each side, once for each status",
                entry.key
            )));
            continue;
        };
        let rules: Rules = nodes.iter().filter_map(|node| rule(node, findings)).collect();
        if rules.len() == nodes.len() {
            order(entry, nodes, &rules, findings);
        }
        all.insert(entry.key.clone(), rules);
    }
    all
}

/// Says which rules are never reached, and where the last one has a condition.
fn order(entry: &Entry, nodes: &[Node], rules: &Rules, findings: &mut Findings) {
    let (name, place) = (&entry.key, nodes.last().map_or(entry.key_place, |n| n.place.head()));
    for (at, later) in rules.iter().enumerate() {
        let Some(first) = rules[..at].iter().position(|earlier| earlier.covers(later)) else { continue };
        let message =
            format!("this rule is never reached: rule {} fits every figure that this one fits", first + 1);
        let hint = if rules[first].within.is_none() && rules[first].direction.is_none() {
            "rules are tried in order: put the one without a condition last"
        } else {
            "rules are tried in order: put the one that fits fewer figures first"
        };
        findings.push(Finding::error(Rule::RagRule, nodes[at].place.head(), message).hint(hint));
        return;
    }
    if !rules.last().is_some_and(|r| r.within.is_none() && r.direction.is_none()) {
        findings.push(
            Finding::error(
                Rule::RagRule,
                place,
                "these rules leave some values without a status: the last one has a condition",
            )
            .hint(format!("add a last rule with a status alone: [[rag.{name}]] status = \"red\"")),
        );
    }
}

impl StatusRule {
    /// Whether it holds wherever `later` does, as far as that can be told without a figure.
    fn covers(&self, later: &Self) -> bool {
        let nearer = match (self.within, later.within) {
            (None, _) => true,
            (Some(Within::Tolerance), Some(Within::Tolerance)) => true,
            (Some(_), Some(Within::Amount(Amount::Own(zero) | Amount::Share(zero)))) if zero.is_zero() => {
                true
            }
            (Some(Within::Amount(Amount::Own(far))), Some(Within::Amount(Amount::Own(near))))
            | (Some(Within::Amount(Amount::Share(far))), Some(Within::Amount(Amount::Share(near)))) => {
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
        fields.missing("status", "\"green\"", findings);
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
    let words = [("previous", Against::Previous), ("year_ago", Against::YearAgo)];
    let against = fields.choice("against", &words, findings);
    fields.finish(findings);
    if let (None, Some(_)) = (direction, against) {
        findings.push(
            Finding::error(Rule::RagRule, node.place.head(), "`against` has no meaning without `direction`")
                .hint("add: direction = \"improved\" (or not_worse, worsened)"),
        );
    }
    let direction = direction.map(|d| (d, against.unwrap_or(Against::YearAgo)));
    let within = match within_node {
        Some(node) => Some(within(node, findings)?),
        None => None,
    };
    Some(StatusRule { rating: rating?, within, direction })
}

fn within(node: &Node, findings: &mut Findings) -> Option<Within> {
    if node.text().is_some_and(|t| t.string.trim() == "tolerance") {
        return Some(Within::Tolerance);
    }
    amount("within", node, findings).map(Within::Amount)
}

/// A number in the indicator's own unit, or "5%".
pub(super) fn amount(key: &str, node: &Node, findings: &mut Findings) -> Option<Amount> {
    let read = match &node.value {
        Value::Integer(digits) | Value::Float(digits) => digits.parse().ok().map(Amount::Own),
        Value::Text(text) if text.string.trim().ends_with('%') => decimal(&text.string).map(Amount::Share),
        _ => None,
    };
    let sound = read.filter(|a| !matches!(a, Amount::Own(n) | Amount::Share(n) if n.is_sign_negative()));
    if sound.is_none() {
        findings.push(bad_amount(key, node.place));
    }
    sound
}

fn bad_amount(key: &str, place: Place) -> Finding {
    let message = format!("`{key}` should be an amount of 0 or more");
    Finding::error(Rule::WrongValue, place, message).hint(format!(
        "write {key} = 0.5 for an amount in the indicator's own unit, or {key} = \"5%\" for a share"
    ))
}
