//! Indicators that are defined twice, in one file or in two. It never decides which of the two is meant.

use crate::finding::{FileId, Finding, Findings, Rule, Span, some_in_words};
use crate::load::node::TomlEntry;

/// The most indicators that a message names.
const MOST_NAMED: usize = 3;

/// Adds the findings for indicators that are defined twice, each with the span of its first definition. Two files
/// that share several are one finding: one is a copy of the other.
pub(super) fn say(twice: &[(Span, &TomlEntry)], findings: &mut Findings) {
    let mut pairs: Vec<(FileId, FileId)> =
        twice.iter().map(|(first, entry)| (first.file(), entry.key_place.file())).collect();
    pairs.dedup();
    for pair in pairs {
        let of_pair: Vec<&(Span, &TomlEntry)> =
            twice.iter().filter(|(first, entry)| (first.file(), entry.key_place.file()) == pair).collect();
        if of_pair.len() == 1 || pair.0 == pair.1 {
            for (_, entry) in of_pair {
                findings.push(
                    Finding::error(
                        Rule::IndicatorTwice,
                        entry.key_place,
                        format!("the indicator `{}` is defined twice", entry.key),
                    )
                    .hint("give one of them another name"),
                );
            }
            continue;
        }
        let names: Vec<String> = of_pair.iter().map(|(_, entry)| format!("`{}`", entry.key)).collect();
        let message = format!("two files define the same indicators: {}", some_in_words(&names, MOST_NAMED));
        // The same finding at both places is said once, with both.
        let Some((first, entry)) = of_pair.first() else { continue };
        for span in [*first, entry.key_place] {
            findings.push(Finding::error(Rule::IndicatorTwice, span, message.clone()).hint(
                "where one file is a copy of the other, as OneDrive and Explorer make them, take from it what is new, and delete it",
            ));
        }
    }
}
