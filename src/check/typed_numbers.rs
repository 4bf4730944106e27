//! Numbers that an author typed where the style writes them, as when text is copied from a published paper:
//! before headings, and before paragraphs of a section that numbers them. It reads the text beside its
//! blocks, and changes neither.

use super::markup::MarkupBlock;
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// Finds the first number typed by hand: a numbered list where a paragraph is to begin, or "1.1" before a
/// paragraph. `blocks` are what was read from the text.
pub(super) fn find_typed_numbers(text: &TypedText, blocks: &[MarkupBlock], findings: &mut Findings) {
    let source = text.string.as_str();
    let begin = source.len() - source.trim_start().len();
    if let Some(MarkupBlock::List { ordered: true, .. }) = blocks.first() {
        // A list that is typed from another number than 1 has its own finding.
        if mark_length(&source[begin..]).is_some_and(|length| source[begin..begin + length - 1] == *"1") {
            push(text, begin..begin + mark_length(&source[begin..]).unwrap_or(1), true, findings);
        }
        return;
    }
    let all: Vec<usize> = paragraphs(source).collect();
    let numbered: Vec<(usize, &str)> =
        all.iter().filter_map(|at| Some((*at, section_number(&source[*at..])?))).collect();
    // One alone may be a figure: "1.5 FTE posts", "2.4 million".
    let sentence = |(at, number): &(usize, &str)| begins_sentence(&source[at + number.len()..]);
    let found = numbered.iter().find(|one| sentence(one) || numbered.len() > 1).copied();
    if let Some((at, number)) = found.or_else(|| counted(source, &all)) {
        push(text, at..at + number.len(), false, findings);
    }
}

/// Whether words begin as a sentence does, and not as "FTE posts" does.
fn begins_sentence(words: &str) -> bool {
    // What stands here is the very start of a paragraph for whoever typed it.
    let directive = words.trim_start().strip_prefix("{{").map(str::trim_start);
    if directive.is_some_and(|d| d.starts_with("name(") || d.starts_with("unnumbered")) {
        return true;
    }
    let mut words = words.trim_start().chars();
    words.next().is_some_and(char::is_uppercase) && words.next().is_none_or(|c| !c.is_uppercase())
}

/// Finds a number such as "12" before the words of a paragraph where the next paragraph has 13: either alone
/// may be a figure. Gives its byte and its text.
fn counted<'s>(source: &'s str, paragraphs: &[usize]) -> Option<(usize, &'s str)> {
    let number = |at: usize| {
        let digits = source[at..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, words) = source[at..].split_at(digits);
        let counts =
            (1..=3).contains(&digits) && words.starts_with([' ', '\t', '\u{A0}']) && begins_sentence(words);
        counts.then(|| number.parse::<u16>().ok()).flatten().map(|n| (n, number))
    };
    paragraphs.windows(2).find_map(|two| {
        let ((first, shown), (second, _)) = (number(two[0])?, number(two[1])?);
        (second == first + 1).then_some((two[0], shown))
    })
}

fn push(text: &TypedText, range: std::ops::Range<usize>, list: bool, findings: &mut Findings) {
    let message = if list {
        "this section begins with a numbered list, and the style numbers its paragraphs by itself"
    } else {
        "this paragraph is numbered by hand, and the style numbers the paragraphs of this section by itself"
    };
    let literal = text.string[range.clone()].rsplit_once('.').map(|(a, b)| format!("{a}\\.{b}"));
    let finding = Finding::error(Rule::ParagraphNumber, text.part(range), message)
        .label("typed number")
        .hint("take the numbers away, and leave a blank line between the paragraphs: each takes the next number of the paper");
    findings.push(if list {
        finding.hint("where it really is a list, begin with a sentence that introduces it, or add number = \"none\" to the section")
    } else {
        finding.hint_if(literal.map(|literal| format!("to print it as text, write {literal}")))
    });
}

/// The bytes at which the paragraphs of a text begin, those in lists left out.
fn paragraphs(source: &str) -> impl Iterator<Item = usize> {
    let mut after_blank = true;
    let mut at = 0;
    source.split_inclusive('\n').filter_map(move |line| {
        let begin = at;
        at += line.len();
        let blank = line.trim().is_empty();
        let begins = after_blank && !blank && !line.starts_with([' ', '\t']);
        after_blank = blank;
        begins.then_some(begin)
    })
}

/// The number "1.1" or "2.10." at the beginning of a text, before a blank and words.
fn section_number(text: &str) -> Option<&str> {
    let line = text.lines().next()?;
    let number = line.split_whitespace().next()?;
    let parts = number.trim_end_matches('.').split('.').count();
    (parts > 1 && starts_with_number(line)).then_some(number)
}

/// Whether a text is nothing but a number such as "1.1", with a blank or a tab behind it.
pub(super) fn is_typed_number(text: &str) -> bool {
    section_number(&format!("{text}x")).is_some_and(|number| number == text.trim())
}

/// The length of "1." or "1)" at the beginning of a text.
fn mark_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && text[digits..].starts_with(['.', ')'])).then_some(digits + 1)
}

/// Whether a heading begins with a number, as in "1. Introduction" or "2.1 Introduction"; years and plain
/// figures are words of a heading.
pub(super) fn starts_with_number(heading: &str) -> bool {
    let Some((mark, rest)) = heading.trim_start().split_once(char::is_whitespace) else { return false };
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = mark.trim_end_matches('.').split('.').collect();
    let marked = mark.ends_with('.') || mark.ends_with(')') || parts.len() > 1;
    !rest.trim().is_empty() && marked && parts.iter().all(|p| digits(p.trim_end_matches(')')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::markup::narrative;
    use crate::finding::{Sources, Span};

    /// The typed number that is found, if one is.
    fn found(raw: &str) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let blocks = narrative(&text, &mut Findings::default());
        let mut findings = Findings::default();
        find_typed_numbers(&text, &blocks, &mut findings);
        let list: Vec<String> =
            findings.iter().map(|f| sources.slice(f.span.expect("placed")).to_owned()).collect();
        assert!(list.len() < 2, "one finding is enough: {list:?}");
        list.into_iter().next()
    }

    #[test]
    fn numbers_of_paragraphs_are_found() {
        for (raw, number) in [
            ("1. One.\n2. Two.", "1."),
            ("\n1. One.\n\n2. Two.\n", "1."),
            ("1. One.", "1."),
            ("1) One.\n2) Two.", "1)"),
            ("1. One.\n\nMore of it.\n\n2. Two.", "1."),
            ("1.1 This report says so.", "1.1"),
            ("2.10. A second one.", "2.10."),
            ("Text.\n\n3.1 The next one.", "3.1"),
            ("1.1 {{ rate.now }} is the rate.\n\n1.2 {{ rate.now }} again.", "1.1"),
            ("1.1.1 Deeper.", "1.1.1"),
            ("1.1\tThis report says so.", "1.1"),
            ("1.1\u{A0}This report says so.", "1.1"),
            ("1.2\t{{ name(\"x\") }}the rate.", "1.2"),
            ("1.2 {{ unnumbered }}the rate.", "1.2"),
            ("1.\tThis report says so.", "1."),
            ("12 The Board met.\n\n13 It agreed.", "12"),
            ("Text.\n\n1\tThe Board met.\n\n2\tIt agreed.", "1"),
        ] {
            assert_eq!(found(raw).as_deref(), Some(number), "{raw}");
        }
    }

    #[test]
    fn lists_and_figures_pass() {
        for raw in [
            "The Board:\n\n1. notes;\n2. agrees.",
            "The Board:\n1. notes;\n2. agrees.",
            "- One\n- Two",
            "2.4 million were spent.",
            "2024 The year.\n\n2025 The year after.",
            "1.5 FTE posts are vacant.",
            "1\\.1 One.",
            "In 2024 it rose.\n1.1 Million of it went.",
            "Stem:\n\n1. One\n\n   1.1 Inside an item.",
            "12 people came.",
            "12 people came.\n\n13 people left.",
            "12 Members came.\n\n40 Officers came.",
            "2024. The year.",
            "",
            "10.00 am is when it begins.",
        ] {
            assert_eq!(found(raw), None, "{raw}");
        }
    }
    #[test]
    fn figures_may_begin_a_heading() {
        for heading in ["12 months of work", "2024 in figures", "A plan", "1."] {
            assert!(!starts_with_number(heading), "{heading}");
        }
        for heading in ["1. Work", "2.1 Work", "3) Work", "2.1. Work", "1.\tWork", "2.1\u{A0}Work"] {
            assert!(starts_with_number(heading), "{heading}");
        }
    }
}
