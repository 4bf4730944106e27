//! Words that a hyphen breaks at the end of a line, as in text that was copied from a PDF: each line end is printed as
//! a blank. Which word is meant, it takes from the other words of the council's papers, and from nothing else.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Certainty, Leftover};
use crate::finding::Rule;

/// The words that follow a hyphen which stands for the end of a later word: "short- and long-term".
const LINKS: [&str; 12] = ["and", "or", "to", "nor", "but", "a", "ac", "neu", "i", "na", "as", "versus"];

/// A word that a hyphen parts from its end.
pub(super) struct BrokenWord<'t> {
    range: Range<usize>,
    begin: &'t str,
    end: &'t str,
    /// Whether a line ends between both, and not a blank alone stands there.
    at_line_end: bool,
}

/// Finds the words of a text that a hyphen breaks, with a line end or a blank behind it.
pub(super) fn broken_words(words: &str) -> Vec<BrokenWord<'_>> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices('-') {
        let before = &words[..at];
        let begin = &before[before
            .rfind(|c: char| !c.is_alphabetic() && c != '-')
            .map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8))..];
        let behind = &words[at + 1..];
        let end = behind.trim_start_matches([' ', '\t', '\r', '\n']);
        let gap = &behind[..behind.len() - end.len()];
        let end = &end[..end.find(|c: char| !c.is_alphanumeric()).unwrap_or(end.len())];
        let at_line_end = gap.matches('\n').count() == 1;
        let is_word = begin.chars().count() >= 2
            && begin.starts_with(char::is_alphabetic)
            && begin.ends_with(char::is_lowercase);
        let goes_on = end.starts_with(char::is_lowercase) && !LINKS.contains(&end);
        if is_word && goes_on && (at_line_end || gap == " ") {
            let start = at - begin.len();
            let range = start..at + 1 + gap.len() + end.len();
            found.push(BrokenWord { range, begin, end, at_line_end });
        }
    }
    found
}

/// The words of texts, in small letters.
pub(super) fn known_words<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
    words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
}

/// The finding for a broken word; `None` where it may be two that are meant.
pub(super) fn judge(broken: &BrokenWord<'_>, known: &BTreeSet<String>) -> Option<Leftover> {
    let BrokenWord { range, begin, end, at_line_end } = broken;
    let joined = format!("{begin}{end}");
    let hyphened = format!("{begin}-{end}");
    let is_known = |word: &str| known.contains(&word.to_lowercase());
    let meant = match (is_known(&joined), is_known(&hyphened)) {
        (true, false) => Some(joined.clone()),
        (false, true) => Some(hyphened.clone()),
        // On one line this may be a dash.
        _ if !at_line_end => return None,
        _ => None,
    };
    let printed = format!("{begin}- {end}");
    let message = if *at_line_end {
        format!("a hyphen breaks a word at the end of this line, and it is printed as `{printed}`")
    } else {
        format!("a hyphen and a blank break a word, as in text copied from a PDF: `{printed}`")
    };
    let hint = match &meant {
        Some(word) => format!("write {word} in one, as your other texts have it"),
        None => format!("write {joined} on one line, or {hyphened} where the hyphen belongs to the word"),
    };
    Some(Leftover {
        range: range.clone(),
        rule: Rule::BrokenWord,
        certainty: if meant.is_some() { Certainty::Sure } else { Certainty::Suspected },
        message,
        hint,
        edits: meant.map(|word| (range.clone(), word)).into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, others: &str) -> Vec<(String, Option<String>)> {
        let known = known_words([others, text].into_iter());
        let judged = broken_words(text).into_iter().filter_map(|broken| judge(&broken, &known));
        judged
            .map(|one| (text[one.range].to_owned(), one.edits.into_iter().next().map(|(_, word)| word)))
            .collect()
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_found() {
        let broken = "in some cases mark-\nedly so";
        assert_eq!(found(broken, ""), [("mark-\nedly".to_owned(), None)]);
        assert_eq!(found(broken, "Markedly so."), [("mark-\nedly".to_owned(), Some("markedly".to_owned()))]);
        let both = found("a long-\nterm plan", "a long-term one");
        assert_eq!(both, [("long-\nterm".to_owned(), Some("long-term".to_owned()))]);
        assert_eq!(
            found("a co-\noperation", "cooperation and co-operation"),
            [("co-\noperation".to_owned(), None)]
        );
        assert_eq!(found("to al- low it", "we allow it"), [("al- low".to_owned(), Some("allow".to_owned()))]);
    }

    #[test]
    fn hyphens_that_are_meant_pass() {
        for text in [
            "short-\nand long-term",
            "pre- or post-war",
            "the key points- see below",
            "a -\nb",
            "North-\nWest",
            "2023-\n24",
            "- one\n- two",
            "one -\n\n- two",
            "wel-\n\nling",
            "well-known and so-called",
        ] {
            assert_eq!(found(text, ""), [], "{text}");
        }
    }
}
