//! What Word leaves in a text that is copied from it: fields of a mail merge that were not filled in, codes of
//! fields, error messages of its cross-references, comments. It knows Word's own words alone.

use std::ops::Range;

use super::{Certainty, Leftover};
use crate::finding::Rule;

/// The names of Word's fields whose codes are seen in a text where they were copied in place of their words.
const FIELD_CODES: [&str; 17] = [
    "MERGEFIELD",
    "MERGESEQ",
    "REF",
    "PAGEREF",
    "NOTEREF",
    "STYLEREF",
    "SEQ",
    "TOC",
    "HYPERLINK",
    "DOCPROPERTY",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "NUMPAGES",
    "FORMTEXT",
    "FORMCHECKBOX",
    "CREATEDATE",
    "SAVEDATE",
];

/// The beginnings of what Word prints behind "Error!" in place of a reference.
const ERRORS: [&str; 16] = [
    "reference source not found",
    "bookmark not defined",
    "no text of specified style",
    "not a valid",
    "hyperlink reference",
    "unknown",
    "no table of",
    "no index entries",
    "no bookmark name",
    "use the home tab",
    "cannot open",
    "filename not",
    "style not defined",
    "no sequence specified",
    "main document only",
    "objects cannot be",
];

/// The words that Word shows where a form is still to be filled in.
const PROMPTS: [&str; 6] = [
    "click or tap here to enter text",
    "click here to enter text",
    "click or tap to enter a date",
    "click here to enter a date",
    "choose an item",
    "choose a building block",
];

/// Finds what Word has left in a text.
pub(super) fn find(words: &str) -> Vec<Leftover> {
    let mut found = merge_fields(words);
    found.extend(field_codes(words));
    found.extend(errors(words));
    found.extend(prompts(words));
    found.extend(comments(words));
    found
}

fn leftover(range: Range<usize>, certainty: Certainty, message: String, hint: &'static str) -> Leftover {
    Leftover { range, rule: Rule::WordLeftover, certainty, message, hint: hint.to_owned(), edits: Vec::new() }
}

/// Finds `«Ward_Name»` and `<<Ward_Name>>`. A single word in such quotation marks may be a foreign one.
fn merge_fields(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (open, close) in [("«", "»"), ("<<", ">>")] {
        for (at, _) in words.match_indices(open) {
            let inside = &words[at + open.len()..];
            let Some(length) = inside.find(close) else { continue };
            let name = &inside[..length];
            let is_name = name.starts_with(char::is_alphabetic)
                && name.chars().all(|c| c.is_alphanumeric() || c == '_')
                && length <= 64;
            if !is_name {
                continue;
            }
            let inner_capital =
                name.chars().skip(1).any(char::is_uppercase) && name.chars().any(char::is_lowercase);
            let is_sure = name.contains('_') || inner_capital || name.ends_with(|c: char| c.is_ascii_digit());
            let certainty = if is_sure || open == "<<" { Certainty::Sure } else { Certainty::Suspected };
            let message = match certainty {
                Certainty::Sure => {
                    format!("`{open}{name}{close}` is a field of a mail merge that was not filled in")
                }
                Certainty::Suspected => {
                    format!("`{open}{name}{close}` looks like a field of a mail merge that was not filled in")
                }
            };
            let range = at..at + open.len() + length + close.len();
            found.push(leftover(
                range,
                certainty,
                message,
                "write in its place the words that it stands for",
            ));
        }
    }
    found
}

/// Finds `{ MERGEFIELD Ward \* MERGEFORMAT }` and its like.
fn field_codes(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices('{') {
        let inside = &words[at + 1..];
        let code = inside.trim_start_matches('{').trim_start();
        let name = code.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        if !FIELD_CODES.contains(&name) {
            continue;
        }
        let line = inside.split('\n').next().unwrap_or_default();
        let length =
            line.find('}').map_or(line.len() - code.len().min(line.len()) + name.len(), |end| end + 1);
        let range = at..(at + 1 + length).min(words.len());
        let message = format!("`{name}` in braces is the code of a field of Word, and not its words");
        found.push(leftover(
            range,
            Certainty::Sure,
            message,
            "write the words that Word prints there: Alt+F9 in Word shows them in place of the codes",
        ));
    }
    found
}

/// Finds "Error! Reference source not found." and its like.
fn errors(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (at, error) in words.match_indices("Error!") {
        let behind = words[at + error.len()..].trim_start();
        let begin = words.len() - behind.len();
        let Some(known) = ERRORS.iter().find(|known| starts_with_ignoring_case(behind, known)) else {
            continue;
        };
        let sentence = behind
            .find(['.', '\n'])
            .map_or(known.len(), |end| end + usize::from(behind[end..].starts_with('.')));
        let range = at..begin + sentence;
        let message =
            format!("`{}` is what Word prints where a reference is broken", &words[range.clone()].trim_end());
        found.push(leftover(
            range,
            Certainty::Sure,
            message,
            "write {{ ref(\"NAME\") }} in its place, with the name of the table, chart, section or paragraph that is meant; or say it in words",
        ));
    }
    found
}

/// Finds the words of a form that was not filled in.
fn prompts(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for prompt in PROMPTS {
        for at in places_ignoring_case(words, prompt) {
            // In a sentence of somebody's these are words as others: Word's own begin with a capital and end.
            let is_prompt = words[at..].starts_with('C') && ends(&words[at + prompt.len()..]);
            if is_prompt {
                let range = at..at + prompt.len();
                let message =
                    format!("`{}` is what Word shows where a form is not filled in", &words[range.clone()]);
                found.push(leftover(range, Certainty::Sure, message, "write what belongs here in its place"));
            }
        }
    }
    found
}

/// Whether a text ends a sentence or a line.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['.', '\n', ']'])
}

/// Finds `Commented [JS1]: …` and the marks of comments, as `[JS1]`.
fn comments(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices('[') {
        let Some(length) = words[at..].find(']').map(|length| length + 1) else { continue };
        let (before, mark, behind) = (&words[..at], &words[at..at + length], &words[at + length..]);
        let Some(initials) = initials_of_mark(&mark[1..length - 1]) else { continue };
        let label = ["Commented ", "Comment "].into_iter().find(|label| before.ends_with(label));
        if let Some(label) = label.filter(|_| behind.starts_with(':')) {
            let range = at - label.len()..at + length + 1;
            let message =
                format!("`{}` begins a comment of Word, with a remark to a colleague", &words[range.clone()]);
            found.push(leftover(
                range,
                Certainty::Sure,
                message,
                "take the comment out, mark and words; in Word, delete all comments before you copy",
            ));
        } else if before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | ';' | ')' | '’'))
            && (2..=4).contains(&initials.len())
            && initials.chars().all(char::is_uppercase)
            && !behind.starts_with('(')
        {
            let message = format!("`{mark}` looks like the mark of a comment in Word");
            found.push(leftover(
                at..at + length,
                Certainty::Suspected,
                message,
                "take it out; in Word, delete all comments before you copy",
            ));
        }
    }
    found
}

/// The initials of somebody before the number of a comment, as in "JS1", or of an answer, as in "JS2R1"; `None` for
/// every other text.
fn initials_of_mark(text: &str) -> Option<&str> {
    let number = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let initials = &text[..text.len() - number.len()];
    let (first, answer) = number.split_once('R').unwrap_or((number, "1"));
    let is_number =
        |n: &str| (1..=3).contains(&n.len()) && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit());
    (!initials.is_empty() && is_number(first) && is_number(answer)).then_some(initials)
}

/// Whether a text begins with words, in small letters or capitals.
pub(super) fn starts_with_ignoring_case(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(words))
}

/// The bytes at which words stand in a text, in small letters or capitals.
pub(super) fn places_ignoring_case(text: &str, words: &str) -> Vec<usize> {
    text.to_ascii_lowercase().match_indices(words).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Certainty)> {
        find(text).into_iter().map(|one| (&text[one.range], one.certainty)).collect()
    }

    #[test]
    fn what_word_leaves_is_found() {
        for (text, left) in [
            ("In «Ward_Name», as said", "«Ward_Name»"),
            ("Dear «FirstName»", "«FirstName»"),
            ("At <<Address1>>.", "<<Address1>>"),
            ("in { MERGEFIELD Ward \\* MERGEFORMAT } today", "{ MERGEFIELD Ward \\* MERGEFORMAT }"),
            ("in {REF _Ref1234 \\h}.", "{REF _Ref1234 \\h}"),
            ("see {{ MERGEFIELD", "{{ MERGEFIELD"),
            ("see Error! Reference source not found. It", "Error! Reference source not found."),
            ("see Error!  Bookmark not defined", "Error!  Bookmark not defined"),
            ("Click or tap here to enter text.", "Click or tap here to enter text"),
            ("Commented [JS1]: Raj?", "Commented [JS1]:"),
            ("Comment [A21]: Raj?", "Comment [A21]:"),
        ] {
            assert_eq!(found(text).first(), Some(&(left, Certainty::Sure)), "{text}");
        }
    }

    #[test]
    fn what_may_be_meant_is_suspected() {
        for (text, left) in
            [("In «District» it", "«District»"), ("the year[JS1].", "[JS1]"), ("so.[MSO12R1]", "[MSO12R1]")]
        {
            assert_eq!(found(text), [(left, Certainty::Suspected)], "{text}");
        }
    }

    #[test]
    fn words_of_people_pass() {
        for text in [
            "he said «c’est la vie»",
            "{ward} and {first}",
            "{ DATE } and {TOTAL}",
            "Error! The form could not be sent.",
            "you choose an item from the list",
            "Choose an item from the list",
            "see [JS1] in the list",
            "[JS1](https://example.org)",
            "a paper[2024]",
            "a list[AB01] or [a] or b[c1]",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
