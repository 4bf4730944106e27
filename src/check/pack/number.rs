//! The numbers of an agenda's items: what is printed before a title, and the whole number by which stamps,
//! files and messages name the item. It never orders them.
//!
//! `check` numbers the items, since messages name them by their whole number. Two numbers are the same where
//! an item's file would have the same name: 8a and 8(a) are.

use std::collections::BTreeMap;

use super::ItemSpec;
use crate::check::PlainText;
use crate::finding::{Finding, Findings, Rule};
use crate::style::{mark, own_mark};

/// The number of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Number {
    /// The mark that is printed before the title: "(a)".
    pub mark: String,
    /// The whole number, by which the item is named: "8(a)".
    pub whole: String,
}

/// Numbers items by a pattern for each level. Each comes with its depth and with its own number where it has
/// one; such an item takes none of the running numbers.
pub(in crate::check) fn numbers(items: &[(usize, Option<&str>)], patterns: &[&str]) -> Vec<Number> {
    let mut counted: Vec<usize> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for (depth, own) in items {
        let pattern = patterns.get(depth % patterns.len().max(1)).copied().unwrap_or("1.");
        counted.resize(depth + 1, 0);
        above.truncate(*depth);
        let over = above.last().map_or("", String::as_str);
        let mark = match own {
            Some(own) => own_of(own.trim(), over, pattern),
            None => {
                counted[*depth] += 1;
                mark(pattern, counted[*depth])
            }
        };
        let whole = joined(over, mark.trim_end_matches('.'));
        above.push(whole.clone());
        out.push(Number { mark, whole });
    }
    out
}

/// Numbers the items of a pack.
pub(super) fn number(items: &mut [ItemSpec], patterns: &[&str]) {
    let asked: Vec<_> =
        items.iter().map(|item| (item.depth, item.own_number.as_ref().map(|n| n.text.as_str()))).collect();
    let numbers = numbers(&asked, patterns);
    for (item, number) in items.iter_mut().zip(numbers) {
        item.mark = number.mark;
        item.number = number.whole;
    }
}

/// The printed form of an author's own number. One typed with marks keeps them; one that repeats the number
/// above it, as in "8(c)" below 8, is meant without it.
fn own_of(typed: &str, above: &str, pattern: &str) -> String {
    let rest = typed.strip_prefix(above).filter(|rest| {
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !above.is_empty() && !rest.is_empty() && !figure(rest.chars().next())
    });
    let own = rest.unwrap_or(typed).trim_start_matches('.');
    if own.starts_with(char::is_alphanumeric) && own.ends_with(char::is_alphanumeric) {
        own_mark(pattern, own)
    } else {
        own.to_owned()
    }
}

/// Joins the number above and an item's own, "8" and "(a)" as "8(a)"; figures after figures and letters after
/// letters are set apart: "8.1".
fn joined(above: &str, own: &str) -> String {
    let alike =
        |a: char, b: char| a.is_ascii_digit() && b.is_ascii_digit() || a.is_alphabetic() && b.is_alphabetic();
    match (above.chars().last(), own.chars().next()) {
        (Some(a), Some(b)) if alike(a, b) => format!("{above}.{own}"),
        _ => format!("{above}{own}"),
    }
}

/// Finds items that a reader, or the name of a file, could not tell apart: 8a and 8(a).
pub(super) fn check(items: &[ItemSpec], findings: &mut Findings) {
    let mut seen: BTreeMap<String, &ItemSpec> = BTreeMap::new();
    for item in items {
        let kept = item.number.chars().filter(|c| c.is_alphanumeric() || *c == '.');
        let Some(other) = seen.insert(kept.collect::<String>().to_lowercase(), item) else {
            continue;
        };
        let message = if other.number == item.number {
            format!("two items have the number {}", other.number)
        } else {
            format!("the items {} and {} cannot be told apart by their numbers", other.number, item.number)
        };
        let finding = |span| Finding::error(Rule::ItemNumber, span, message.clone());
        // A running number that is typed is not counted, so that the next item has it too.
        let is_running = |own: &&PlainText| own.text.trim().bytes().all(|b| b.is_ascii_digit());
        findings.push(match (&other.own_number, &item.own_number) {
            (Some(typed), None) if is_running(&typed) => finding(typed.span).hint(
                "delete this line: a number that is typed is not counted, and without it this item and those below have the running numbers",
            ),
            (_, own) => finding(own.as_ref().map_or(item.span, |own| own.span)).hint(
                "give one of them another `number`, or take `number` away: then it takes the next one",
            ),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_joined() {
        assert_eq!(joined("", "8"), "8");
        assert_eq!(joined("8", "(a)"), "8(a)");
        assert_eq!(joined("8", "1"), "8.1");
        assert_eq!(joined("8a", "(i)"), "8a(i)");
    }

    #[test]
    fn an_author_s_own_number_takes_the_marks_of_its_level() {
        assert_eq!(own_of("8a", "", "1."), "8a.");
        assert_eq!(own_of("c", "8", "(a)"), "(c)");
        assert_eq!(own_of("(c)", "8", "(a)"), "(c)");
        assert_eq!(own_of("8(c)", "8", "(a)"), "(c)");
        assert_eq!(own_of("12", "1", "1."), "12.");
    }
}
