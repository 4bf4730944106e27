//! A recorded vote that is typed in one text: "For: Councillor Smith; Against: none". It gives the lines to write, and
//! counts nobody.

use crate::finding::listed_parts;
use crate::load::node::toml_text;

/// The words before the names, each with its key.
const WAYS: [(&str, &[&str]); 3] = [
    ("for", &["for", "in favour"]),
    ("against", &["against"]),
    ("abstained", &["abstained", "abstaining", "abstentions", "abstention"]),
];

/// The table of a recorded vote for the text of one, as it is typed; with places for the names where the text does not
/// say who voted how.
pub(super) fn as_table(text: &str) -> String {
    let lower = text.to_lowercase();
    let begins = |words: &[&str]| {
        words.iter().find_map(|word| {
            let at = lower.find(&format!("{word}:"))?;
            let is_word = !lower[..at].ends_with(|c: char| c.is_alphabetic());
            is_word.then_some((at, at + word.len() + 1))
        })
    };
    // Small letters may be longer than the capitals that they are of.
    let found: Vec<Option<(usize, usize)>> = if lower.len() == text.len() {
        WAYS.iter().map(|(_, words)| begins(words)).collect()
    } else {
        vec![None; 3]
    };
    let part = |n: usize| {
        let (_, start) = found[n]?;
        let end =
            found.iter().flatten().map(|(at, _)| *at).filter(|at| *at >= start).min().unwrap_or(text.len());
        Some(names(&text[start..end]))
    };
    let is_known = found.iter().flatten().count() > 1;
    let lists = WAYS.iter().enumerate().map(|(n, (key, _))| match part(n).filter(|_| is_known) {
        Some(list) => format!("{key} = {list}"),
        None if is_known => format!("{key} = []"),
        None => format!("{key} = [\"…\"]"),
    });
    format!("{{ {} }}", lists.collect::<Vec<_>>().join(", "))
}

/// The table of votes for the text of one that counts them, "9 for, 0 against" or "For: 9, Against: 0"; `None` where it
/// does not say a number for each of them.
pub(super) fn as_counts(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace("in favour", "for");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: Option<&&str>| word.and_then(|word| word.parse::<u16>().ok());
    let is_before = number(words.first()).is_some();
    let count = |ways: &[&str]| {
        let at = words.iter().position(|word| ways.contains(word))?;
        if is_before { number(words.get(at.checked_sub(1)?)) } else { number(words.get(at + 1)) }
    };
    let found: Vec<Option<u16>> = WAYS.iter().map(|(_, ways)| count(ways)).collect();
    let numbers = words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_digit())).count();
    let [Some(_), Some(_), abstained] = found[..] else { return None };
    let counts =
        WAYS.iter().zip(&found).map(|((key, _), count)| format!("{key} = {}", count.unwrap_or_default()));
    let counts = format!("{{ {} }}", counts.collect::<Vec<_>>().join(", "));
    let more = if abstained.is_none() { ", where nobody abstained" } else { "" };
    (found.iter().flatten().count() == numbers).then(|| format!("{counts}{more}"))
}

/// The names in a text as a list, each in quotes; an empty list where it says that there are none.
pub(super) fn names(text: &str) -> String {
    let typed = text.trim().trim_end_matches(['.', ';', ',']).trim();
    if ["", "-", "n/a", "nil", "no one", "nobody", "none", "0"].contains(&typed.to_lowercase().as_str()) {
        return "[]".to_owned();
    }
    let parts: Vec<String> = listed_parts(typed).into_iter().map(toml_text).collect();
    format!("[{}]", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_in_one_text_is_taken_apart() {
        assert_eq!(
            as_table("For: Cllr Smith, Cllr Jones; Against: none. Abstained: Cllr Brown"),
            "{ for = [\"Cllr Smith\", \"Cllr Jones\"], against = [], abstained = [\"Cllr Brown\"] }"
        );
        assert_eq!(as_table("unanimous"), "{ for = [\"…\"], against = [\"…\"], abstained = [\"…\"] }");
    }
}
