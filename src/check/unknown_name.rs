//! The finding for a name that nothing in a paper has, with the one that may be meant. It knows no paper.

use crate::finding::{Finding, Rule, Span, did_you_mean, some_in_words};

/// The most names that a hint lists.
const MOST_NAMED: usize = 12;

/// The finding for a name that is none of `known`; `hint` says how to declare one.
pub(super) fn unknown<'a>(
    rule: Rule,
    span: Span,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    hint: &str,
) -> Finding {
    let known: Vec<&str> = known.collect();
    let meant = did_you_mean(name, known.iter().copied()).or_else(|| {
        let mut alike = known.iter().filter(|known| share_a_word(name, known));
        let only = alike.next().filter(|_| alike.next().is_none());
        only.map(|known| format!("did you mean `{known}`?"))
    });
    let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let list = (!list.is_empty()).then(|| format!("there are: {}", some_in_words(&list, MOST_NAMED)));
    Finding::error(rule, span, message).hint_if(meant).hint_if(list).hint(hint)
}

/// Whether two names have a word of four letters or more in common: "rates" and "burglary_rates".
fn share_a_word(name: &str, other: &str) -> bool {
    name.split('_').any(|word| word.len() > 3 && other.split('_').any(|known| known == word))
}
