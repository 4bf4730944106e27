//! `Listing`: the findings as people read them, each cause said once with its places, and no more than can be
//! read. It never drops a finding without saying how many there are.

use std::collections::BTreeMap;

use super::{FileId, Finding, Findings, Rule, Severity, Sources};

/// The most places of a cause, and the most causes of a kind in a file, that are listed.
const MOST_OF_A_KIND: usize = 5;

/// The most causes of a run that are listed.
const MOST_OF_A_RUN: usize = 100;

/// A cause with its places: findings that say the same and ask for the same.
pub(super) struct ListedCause<'a> {
    /// The finding at the first place.
    pub first: &'a Finding,
    /// Those at further places that are listed.
    pub others: Vec<&'a Finding>,
    /// The places that are not listed.
    pub more_places: usize,
    /// Further causes of its kind in its file, which are not listed; only the last one that is has any.
    pub more_causes: usize,
}

/// The findings of a run as people read them.
pub(super) struct Listing<'a> {
    pub causes: Vec<ListedCause<'a>>,
    /// The causes beyond the most of a run.
    pub left_out: usize,
    /// All causes of each severity, and the places that they have.
    pub counts: BTreeMap<Severity, (usize, usize)>,
}

/// The kind of a cause in a file: its rule and its words without names and numbers.
type CauseKind = (Rule, Severity, Option<FileId>, String);

impl<'a> Listing<'a> {
    /// Lists findings; `all` lists every place of every cause.
    pub(super) fn of(findings: &'a Findings, sources: &Sources, all: bool) -> Self {
        let groups = group(findings.sorted(sources));
        let mut counts: BTreeMap<Severity, (usize, usize)> = BTreeMap::new();
        for group in &groups {
            let (causes, places) = counts.entry(group[0].severity).or_default();
            (*causes, *places) = (*causes + 1, *places + group.len());
        }
        let (of_kind, of_run, places) = if all {
            (usize::MAX, usize::MAX, usize::MAX)
        } else {
            (MOST_OF_A_KIND, MOST_OF_A_RUN, MOST_OF_A_KIND)
        };
        let mut causes: Vec<ListedCause<'a>> = Vec::new();
        // Of each kind the number of causes, and the place in the list of the last one that is there.
        let mut kinds: BTreeMap<CauseKind, (usize, usize)> = BTreeMap::new();
        let mut left_out = 0;
        for group in groups {
            let (count, last) = kinds.entry(kind(group[0])).or_insert((0, causes.len()));
            *count += 1;
            if *count > of_kind
                && let Some(cause) = causes.get_mut(*last)
            {
                cause.more_causes += 1;
                continue;
            }
            if causes.len() == of_run {
                left_out += 1;
                *count = 0;
                continue;
            }
            *last = causes.len();
            let listed = group.len().min(places);
            causes.push(ListedCause {
                first: group[0],
                others: group[1..listed].to_vec(),
                more_places: group.len() - listed,
                more_causes: 0,
            });
        }
        Self { causes, left_out, counts }
    }
}

/// Findings of one cause together, in the order of their first places. A finding without a place, or of a
/// file as a whole, is one of its own.
fn group(sorted: Vec<&Finding>) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut known: BTreeMap<(Rule, Severity, &str, &[String]), usize> = BTreeMap::new();
    for finding in sorted {
        let key = (finding.rule, finding.severity, finding.message.as_str(), finding.hints.as_slice());
        match known.get(&key).filter(|_| finding.span.is_some()) {
            Some(at) => groups[*at].push(finding),
            None => {
                if finding.span.is_some() {
                    known.insert(key, groups.len());
                }
                groups.push(vec![finding]);
            }
        }
    }
    groups
}

fn kind(finding: &Finding) -> CauseKind {
    let words: String = finding.message.split('`').step_by(2).collect();
    let words = words.chars().filter(|c| !c.is_ascii_digit()).collect();
    (finding.rule, finding.severity, finding.span.map(super::Span::file), words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Span;

    fn listed(messages: &[String], all: bool) -> (Vec<(usize, usize, usize)>, usize) {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x\n".repeat(2000));
        let mut findings = Findings::default();
        for (at, message) in messages.iter().enumerate() {
            findings.push(Finding::error(Rule::Blank, Span::new(file, at * 2..at * 2 + 1), message));
        }
        let listing = Listing::of(&findings, &sources, all);
        let listed = listing.causes.iter().map(|c| (c.others.len(), c.more_places, c.more_causes));
        (listed.collect(), listing.left_out)
    }

    #[test]
    fn a_cause_is_listed_once_with_five_places() {
        let same: Vec<String> = (0..47).map(|_| "one cause".to_owned()).collect();
        assert_eq!(listed(&same, false), (vec![(4, 42, 0)], 0));
        assert_eq!(listed(&same, true), (vec![(46, 0, 0)], 0));
    }

    #[test]
    fn five_causes_of_a_kind_and_a_hundred_in_all_are_listed() {
        let names: Vec<String> = (0..9).map(|n| format!("`n{n}` is wrong")).collect();
        let five = vec![(0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 4)];
        assert_eq!(listed(&names, false), (five, 0));
        assert_eq!(listed(&names, true).0.len(), 9);
        let letters = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
        let all: Vec<String> = (0..412).map(|n| format!("{}{}", letters(n), letters(n / 26))).collect();
        let (list, left_out) = listed(&all, false);
        assert_eq!((list.len(), left_out), (100, 312));
        assert_eq!(listed(&all, true).0.len(), 412);
    }
}
