//! The status of a figure by declared rules, and the rules in words. It never decides what a rule
//! should be.

use rust_decimal::Decimal;

use super::change::{Verdict, allowance, verdict};
use super::view::{Figure, round};
use super::wording::Wording;
use crate::check::{Against, Amount, Better, Direction, Indicator, Rating, Rule, Within};
use crate::value::NumberForm;

/// The status of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// By the rules.
    Rated(Rating),
    /// There is no target; in words.
    NoTarget(String),
}

/// Judges a figure by rules, of which the first that holds decides. A figure that is no number has
/// no status.
pub fn status(figure: &Figure, rules: &[Rule], wording: &Wording) -> Option<Status> {
    let indicator = figure.indicator();
    let value = figure.printed().ok()?;
    let Some(target) = indicator.targets.at(figure.period) else {
        let words = indicator.no_target.as_ref().map(|p| p.text.trim().to_owned());
        return Some(Status::NoTarget(words.unwrap_or_else(|| wording.no_target.clone())));
    };
    let target = round(target, indicator.decimals);
    // How far the value is from its target, on the wrong side.
    let miss = if indicator.better == Some(Better::Higher) { target - value } else { value - target };
    let holds = |rule: &&Rule| {
        let near = rule.within.is_none_or(|within| match within {
            Within::Amount(amount) => miss <= allowance(amount, target),
            Within::Tolerance => indicator.tolerance.is_some_and(|t| miss <= allowance(t, target)),
        });
        near && rule.direction.is_none_or(|(direction, against)| moved(figure, direction, against))
    };
    rules.iter().find(holds).map(|rule| Status::Rated(rule.rating))
}

fn moved(figure: &Figure, direction: Direction, against: Against) -> bool {
    let earlier = match against {
        Against::Previous => figure.period.previous(),
        Against::YearAgo => figure.period.year_ago(),
    };
    let Some(from) = figure.sibling(earlier) else { return false };
    let Ok((verdict, _)) = verdict(&from, figure) else { return false };
    match direction {
        Direction::Improved => verdict == Verdict::Improved,
        Direction::NotWorse => verdict != Verdict::Worsened,
        Direction::Worsened => verdict == Verdict::Worsened,
    }
}

/// The rules as sentences: "Green: the target is met. Amber: within 10% of the target. Red:
/// otherwise." Tolerances are those of `indicator`, where one is given.
pub fn rule_words(rules: &[Rule], indicator: Option<&Indicator>, wording: &Wording) -> String {
    let applies = |rule: &&Rule| {
        let own = indicator.is_none_or(|i| i.tolerance.is_some());
        own || rule.within != Some(Within::Tolerance)
    };
    let sentences = rules.iter().filter(applies).map(|rule| {
        let mut conditions = Vec::new();
        if let Some(within) = rule.within {
            conditions.push(match within {
                Within::Amount(Amount::Own(n) | Amount::Share(n)) if n.is_zero() => {
                    wording.target_met.clone()
                }
                Within::Amount(amount) => wording.within(&amount_words(amount, indicator)),
                Within::Tolerance => match indicator.and_then(|i| i.tolerance) {
                    Some(amount) => wording.within(&amount_words(amount, indicator)),
                    None => wording.within(&wording.own_tolerance),
                },
            });
        }
        if let Some((direction, against)) = rule.direction {
            let verdict = match direction {
                Direction::Improved => &wording.direction_improved,
                Direction::NotWorse => &wording.direction_not_worse,
                Direction::Worsened => &wording.direction_worsened,
            };
            let since = match against {
                Against::Previous => &wording.since_previous,
                Against::YearAgo => &wording.since_year_ago,
            };
            conditions.push(format!("{verdict} {since}"));
        }
        if conditions.is_empty() {
            conditions.push(wording.otherwise.clone());
        }
        let name = capital(wording.rating(rule.rating));
        format!("{name}: {}.", conditions.join(&format!(" {} ", wording.and)))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn amount_words(amount: Amount, indicator: Option<&Indicator>) -> String {
    match amount {
        Amount::Share(share) => format!("{}%", share.normalize()),
        Amount::Own(own) => {
            let form = indicator.map_or_else(NumberForm::default, Indicator::form);
            let places = form.decimals.filter(|d| own.normalize().scale() <= *d);
            NumberForm { decimals: places, ..form }.print(if places.is_some() { own } else { trim(own) })
        }
    }
}

fn trim(value: Decimal) -> Decimal {
    value.normalize()
}

/// With a capital at its start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}
