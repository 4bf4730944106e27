//! The status of a figure by declared rules, and the rules in words. It never decides what a rule should be.

use super::change::{ChangeVerdict, allowance, verdict};
use super::view::{Figure, MissingValue};
use super::wording::Wording;
use crate::check::{
    Amount, Baseline, BetterDirection, Direction, Indicator, Rating, StatusRule, Tolerance, capital,
};

/// The status of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    /// The rating that the rules give.
    Rated(Rating),
    /// The words for an indicator without a target.
    NoTarget(String),
}

/// Judges a figure by rules, of which the first that holds decides. A figure that is no number has no status.
/// A condition on how it moved does not hold where there is no earlier figure.
///
/// # Errors
/// A rule that asks how the figure moved, where nothing says which changes count.
pub(crate) fn status(
    figure: &Figure,
    rules: &[StatusRule],
    wording: &Wording,
) -> Result<Option<Status>, MissingValue> {
    let indicator = figure.indicator();
    let Ok(value) = figure.printed() else { return Ok(None) };
    let Some(target) = indicator.target_at(figure.period) else {
        let words = indicator.no_target.as_ref().map(|p| p.text.trim().to_owned());
        return Ok(Some(Status::NoTarget(words.unwrap_or_else(|| wording.no_target.clone()))));
    };
    let target = indicator.form().round(target);
    // How far the value is from its target, on the wrong side.
    let higher = indicator.better == Some(BetterDirection::Higher);
    let miss = if higher { target.saturating_sub(value) } else { value.saturating_sub(target) };
    for rule in rules {
        let near = rule.within.is_none_or(|within| match within {
            Tolerance::Amount(amount) => miss <= allowance(amount, target),
            Tolerance::Tolerance => indicator.tolerance.is_some_and(|t| miss <= allowance(t, target)),
        });
        let holds = match rule.direction {
            Some((direction, against)) if near => moved(figure, direction, against)?,
            _ => near,
        };
        if holds {
            return Ok(Some(Status::Rated(rule.rating)));
        }
    }
    Ok(None)
}

fn moved(figure: &Figure, direction: Direction, against: Baseline) -> Result<bool, MissingValue> {
    let earlier = match against {
        Baseline::Previous => Some(figure.period.previous()),
        Baseline::YearAgo => figure.period.year_ago(),
    };
    let from =
        earlier.and_then(|p| figure.sibling(p)).filter(|f| f.number().is_ok() && figure.is_comparable(f));
    let Some(from) = from else { return Ok(false) };
    let (verdict, _) = verdict(&from, figure)?;
    Ok(match direction {
        Direction::Improved => verdict == ChangeVerdict::Improved,
        Direction::NotWorse => verdict != ChangeVerdict::Worsened,
        Direction::Worsened => verdict == ChangeVerdict::Worsened,
    })
}

/// The rules in sentences: "Green: the target is met. Amber: within 10% of the target. Red: otherwise."
/// Tolerances are those of `indicator`, where one is given.
pub(crate) fn rule_words(rules: &[StatusRule], indicator: Option<&Indicator>, wording: &Wording) -> String {
    let applies = |rule: &&StatusRule| {
        let own = indicator.is_none_or(|i| i.tolerance.is_some());
        own || rule.within != Some(Tolerance::Tolerance)
    };
    let sentences = rules.iter().filter(applies).map(|rule| {
        let mut conditions = Vec::new();
        if let Some(within) = rule.within {
            conditions.push(match within {
                Tolerance::Amount(Amount::Own(n) | Amount::Share(n)) if n.is_zero() => {
                    wording.target_met.clone()
                }
                Tolerance::Amount(amount) => wording.within(&wording.allowance(amount, indicator)),
                Tolerance::Tolerance => match indicator.and_then(|i| i.tolerance) {
                    Some(amount) => wording.within(&wording.allowance(amount, indicator)),
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
                Baseline::Previous => &wording.since_previous,
                Baseline::YearAgo => &wording.since_year_ago,
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
