//! Words that stand for what is still to be written: `[INSERT …]`, `XX%`, `£x.xm`, `(TBC)`, lorem ipsum. It knows
//! no words of a house style.
//!
//! Letters that may be somebody's own are suspected at most: XX is a Roman number, TBC a borough council.

use std::ops::Range;

use super::word_leftovers::{places_ignoring_case, starts_with_ignoring_case};
use super::{Certainty, Leftover};
use crate::finding::Rule;
use crate::value::MONTHS;

/// The words of a bracket that asks for something to be written.
const REQUESTS: [&str; 7] = [
    "insert",
    "please insert",
    "to insert",
    "to be inserted",
    "to be added",
    "to be completed",
    "please add",
];

/// The words of a bracket that names what is to stand in its place.
const NAMES: [&str; 13] = [
    "date",
    "figure",
    "figures",
    "number",
    "amount",
    "percentage",
    "name of ward",
    "name of officer",
    "x",
    "xx",
    "xxx",
    "to follow",
    "to be confirmed",
];

/// The abbreviations for what is still to be decided.
const UNDECIDED: [&str; 3] = ["TBC", "TBA", "TBD"];

/// The words before an abbreviation that show it to be none of a name.
const BEFORE_UNDECIDED: [&str; 12] =
    ["date", "dates", "venue", "time", "cost", "costs", "lead", "location", "is", "are", "be", "currently"];

const HINT: &str = "write what belongs here in its place";

/// The abbreviations that texts give a meaning of their own, as "Tewkesbury Borough Council (TBC)".
pub(super) struct Abbreviations(Vec<&'static str>);

impl Abbreviations {
    /// The abbreviations for what is undecided that texts use for a name.
    pub(super) fn of<'w>(texts: impl Iterator<Item = &'w str>) -> Self {
        let mut named = Vec::new();
        for text in texts {
            for short in UNDECIDED {
                let is_named = |(at, _): (usize, &str)| is_defined(short, &text[..at]);
                if !named.contains(&short) && text.match_indices(short).any(is_named) {
                    named.push(short);
                }
            }
        }
        Self(named)
    }
}

/// Whether the words before `(TBC` begin with its letters.
fn is_defined(short: &str, before: &str) -> bool {
    let words = before.trim_end_matches(['(', '“', '"', '‘', '\'', ' ']);
    let mut initials: Vec<char> =
        words.split_whitespace().rev().take(short.len()).filter_map(|w| w.chars().next()).collect();
    initials.reverse();
    initials.len() == short.len() && initials.iter().copied().eq(short.chars())
}

/// Finds the words of a text that stand for others.
pub(super) fn find(words: &str, known: &Abbreviations) -> Vec<Leftover> {
    let mut found = brackets(words);
    found.extend(filler(words));
    found.extend(crosses(words));
    found.extend(undecided(words, known));
    found.extend(marks(words));
    found.sort_by_key(|one| one.range.start);
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

fn leftover(words: &str, range: Range<usize>, certainty: Certainty) -> Leftover {
    let typed = &words[range.clone()];
    let message = match certainty {
        Certainty::Sure => format!("`{typed}` stands for what is still to be written"),
        Certainty::Suspected => format!("`{typed}` seems to stand for what is still to be written"),
    };
    Leftover { range, rule: Rule::Placeholder, certainty, message, hint: HINT.to_owned(), edits: Vec::new() }
}

/// Finds `[INSERT …]`, `(INSERT …)`, `[date]` and their like.
fn brackets(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (at, open) in words.match_indices(['[', '(', '<']) {
        let close = match open {
            "[" => ']',
            "(" => ')',
            _ => '>',
        };
        let line = words[at + 1..].split('\n').next().unwrap_or_default();
        let Some(length) = line.find(close) else { continue };
        let (inside, behind) = (&line[..length], &line[length + 1..]);
        let is_link = open == "[" && behind.starts_with('(') || line.starts_with("http");
        if is_link {
            continue;
        }
        let asks = REQUESTS.into_iter().find(|request| {
            starts_with_ignoring_case(inside, request)
                && inside[request.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
        });
        let is_loud =
            inside.split_whitespace().next().is_some_and(|word| word.chars().all(char::is_uppercase));
        let is_name = open == "[" && NAMES.contains(&inside.trim().to_lowercase().as_str());
        let certainty = match asks {
            // In round brackets these may be the words of an amendment.
            Some(_) if open != "(" || is_loud => Certainty::Sure,
            None if is_name => Certainty::Suspected,
            _ => continue,
        };
        found.push(leftover(words, at..at + length + 2, certainty));
    }
    found
}

/// Finds the words of lorem ipsum.
fn filler(words: &str) -> Vec<Leftover> {
    let places = places_ignoring_case(words, "lorem ipsum");
    places
        .into_iter()
        .take(1)
        .map(|at| leftover(words, at..at + "lorem ipsum".len(), Certainty::Sure))
        .collect()
}

/// Finds the letter X in place of figures: `XX%`, `£x.xm`, `XX June`, `01632 XXXXXX`.
fn crosses(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(['x', 'X']).map(|n| at + n) {
        let length =
            words[start..].find(|c| !matches!(c, 'x' | 'X' | '.' | ',')).unwrap_or(words.len() - start);
        let crosses = words[start..start + length].trim_end_matches(['.', ',']);
        let end = start + crosses.len();
        at = end.max(start + 1);
        if let Some((range, certainty)) = judge_crosses(words, start, end) {
            at = at.max(range.end);
            found.push(leftover(words, range, certainty));
        }
    }
    found
}

/// The stretch of a figure that the crosses from `start` to `end` stand in, where they stand in one.
fn judge_crosses(words: &str, start: usize, end: usize) -> Option<(Range<usize>, Certainty)> {
    let (before, crosses, behind) = (&words[..start], &words[start..end], &words[end..]);
    let letters = crosses.chars().filter(char::is_ascii_alphabetic).count();
    let has_pound = before.ends_with('£');
    if !has_pound
        && before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '@' | '\'' | '’'))
    {
        return None;
    }
    let scale = ["million", "bn", "m", "k"]
        .into_iter()
        .find(|scale| behind.starts_with(scale) && !behind[scale.len()..].starts_with(char::is_alphanumeric));
    let goes_on =
        |text: &str| text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@'));
    if has_pound {
        let end = end + scale.map_or(0, str::len);
        return (!goes_on(&words[end..])).then_some((start - '£'.len_utf8()..end, Certainty::Sure));
    }
    let many = letters >= 2;
    for unit in ["%", " %", " per cent", " percent"] {
        if many && behind.starts_with(unit) && !goes_on(&behind[unit.len()..]) {
            return Some((start..end + unit.len(), Certainty::Sure));
        }
    }
    if goes_on(behind) || !many || !crosses.chars().all(|c| c == 'X' || c == 'x') {
        return None;
    }
    let next = behind.trim_start();
    let month = MONTHS.into_iter().find(|month| {
        next.starts_with(month)
            && !next[month.len()..].starts_with(char::is_alphanumeric)
            && behind.starts_with(' ')
    });
    if let Some(month) = month.filter(|_| letters == 2) {
        let end = words.len() - next.len() + month.len();
        return Some((start..end, Certainty::Sure));
    }
    if behind.starts_with("/XX/") || behind.starts_with("/xx/") {
        return Some((start..end + 3, Certainty::Sure));
    }
    if letters >= 4 {
        return Some((start..end, Certainty::Suspected));
    }
    // "XX incidents", and not the Roman number of "Schedule XX to the Act" or "the XX century".
    let counts = behind.starts_with(' ') && next.starts_with(|c: char| c.is_lowercase());
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_amount = ["was", "were", "of", "by", "to", "from", "are", "is", "in", "with", "over"]
        .contains(&last)
        && !["century", "chromosome", "chromosomes", "of", "to"].iter().any(|word| next.starts_with(word));
    (letters == 2 && counts && is_amount).then_some((start..end, Certainty::Suspected))
}

/// Finds "(TBC)", "Venue: TBC" and a text that is no more than "TBC".
fn undecided(words: &str, known: &Abbreviations) -> Vec<Leftover> {
    let mut found = Vec::new();
    for short in UNDECIDED.into_iter().filter(|short| !known.0.contains(short)) {
        for (at, _) in words.match_indices(short).chain(words.match_indices(&short.to_lowercase())) {
            let (before, behind) = (&words[..at], &words[at + short.len()..]);
            let is_part =
                before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
            let in_brackets = before.ends_with(['(', '[']) && behind.starts_with([')', ']']);
            let alone = before.trim().is_empty() && behind.trim_matches(['.', ' ', '\n']).is_empty();
            let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_named = before.ends_with(' ') && BEFORE_UNDECIDED.contains(&last.to_lowercase().as_str());
            let is_value = (before.trim_end().ends_with(':') || is_named) && !behind.starts_with(' ');
            // A sum or a share that is still to come: "£TBC", "TBC%".
            let is_figure = before.trim_end().ends_with('£') || behind.starts_with(['%']);
            if !is_part && is_figure {
                let pound = before.trim_end().strip_suffix('£').map_or(at, str::len);
                let end = at + short.len() + usize::from(behind.starts_with('%'));
                found.push(leftover(words, pound..end, Certainty::Sure));
            } else if !is_part && (in_brackets || alone || is_value) {
                let brackets = usize::from(in_brackets);
                found.push(leftover(words, at - brackets..at + short.len() + brackets, Certainty::Suspected));
            }
        }
    }
    found
}

/// Finds three question marks or more.
fn marks(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    if let Some(at) = words.find("???") {
        let length = words[at..].find(|c| c != '?').unwrap_or(words.len() - at);
        found.push(leftover(words, at..at + length, Certainty::Suspected));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Certainty)> {
        let known = Abbreviations::of([text].into_iter());
        find(text, &known).into_iter().map(|one| (&text[one.range], one.certainty)).collect()
    }

    #[test]
    fn what_nobody_publishes_is_sure() {
        for (text, left) in [
            ("up by [INSERT FIGURE FROM DAVE] on last year", "[INSERT FIGURE FROM DAVE]"),
            ("on [insert date].", "[insert date]"),
            ("(INSERT NAME) said", "(INSERT NAME)"),
            ("of <insert ward>", "<insert ward>"),
            ("up by XX%", "XX%"),
            ("up by xx.x% on", "xx.x%"),
            ("XX per cent", "XX per cent"),
            ("cost £x.xm.", "£x.xm"),
            ("cost £XX,XXX in", "£XX,XXX"),
            ("cost £X million", "£X"),
            ("cost £TBC.", "£TBC"),
            ("cost £ tbc in", "£ tbc"),
            ("about TBC% of", "TBC%"),
            ("on XX June 2025", "XX June"),
            ("on XX/XX/2025", "XX/XX"),
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ] {
            assert_eq!(found(text), [(left, Certainty::Sure)], "{text}");
        }
    }

    #[test]
    fn what_may_be_meant_is_suspected() {
        for (text, left) in [
            ("on 4 June (TBC)", "(TBC)"),
            ("Venue: TBC", "TBC"),
            ("TBC", "TBC"),
            ("tbc.", "tbc"),
            ("the date is TBC.", "TBC"),
            ("there were XX incidents", "XX"),
            ("ring 01632 XXXXXX", "XXXXXX"),
            ("on [date]", "[date]"),
            ("is this right???", "???"),
        ] {
            assert_eq!(found(text), [(left, Certainty::Suspected)], "{text}");
        }
    }

    #[test]
    fn words_of_people_pass() {
        for text in [
            "Tewkesbury Borough Council (TBC) and TBC",
            "TBC officers agreed",
            "a visit to TBC Leisure",
            "Schedule XX to the Act of the XX century",
            "people with XX chromosomes",
            "a T-shirt in XXL, Xmas, 2x, x, x.",
            "XX Corps and Article XX of the Constitution",
            "[Insert](https://example.org) and [the date]",
            "delete 'shall' (insert 'may')",
            "what? who?? when",
            "xx.example.org and a@xx.org",
            "10 x 4 and x% of y",
            "Hertfordshire",
            "[a] and [b], [2024] 1 WLR 5, [sic], […]",
            "insertion [inserted by the Act]",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
