//! Words that an author typed beside an expression that prints them too: "Figure" before a reference, "has" before
//! a verdict. It knows the words that a paper prints, and none of its meaning.

use super::{Neighbours, ReferenceKind};
use crate::finding::{Finding, Rule};

/// The words before "has" that are as wrong as another "has".
const HAS: [&str; 3] = ["has", "have", "had"];

/// Finds a word that ends the text before and begins what is printed, or ends it and begins the text behind.
pub(super) fn find(at: &Neighbours<'_>, is_figure: bool) -> Option<Finding> {
    let severe = if is_figure { Finding::error } else { Finding::warning };
    let (first, last) = (first_word(at.printed), last_word(at.printed));
    if let Some(typed) = last_word(at.before).filter(|typed| is_again(typed, first)) {
        let start = at.before.trim_end().len() - typed.len();
        let is_capital = typed.starts_with(char::is_uppercase)
            && first.is_some_and(|first| first.starts_with(char::is_lowercase));
        let message = format!("this prints `{}`, and `{typed}` is typed before it", begin(at.printed));
        let finding = severe(Rule::WordTwice, at.span, message)
            .label(format!("prints {typed} {}", begin(at.printed)))
            .hint(format!("take the typed `{typed}` away"));
        return Some(finding.correct(at.take_away_from(start).filter(|_| is_figure && !is_capital)));
    }
    let typed = first_word(at.after).filter(|typed| last.is_some_and(|last| is_same(last, typed)))?;
    let end = end(at.printed);
    let message = format!("this prints `{end}`, and `{typed}` is typed behind it");
    Some(
        severe(Rule::WordTwice, at.span, message)
            .label(format!("prints {end} {typed}"))
            .hint(format!("take the typed `{typed}` away")),
    )
}

/// Finds the word of a reference, such as "Figure", in the text before it.
pub(super) fn find_label(at: &Neighbours<'_>, kind: ReferenceKind) -> Option<Finding> {
    let before = at.before.trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphabetic() && c != '.')
        .map_or(0, |n| n + before[n..].chars().next().map_or(1, char::len_utf8));
    let typed = &before[start..];
    // A sentence that ends with the word is not gone on with by a reference.
    if before.len() == at.before.len() || !kind.words().contains(&typed.to_lowercase().as_str()) {
        return None;
    }
    let prints_capital =
        matches!(kind, ReferenceKind::Figure | ReferenceKind::Table | ReferenceKind::Appendix);
    // "Paragraph" at the beginning of a sentence would leave it with a small letter.
    let is_sure = prints_capital || typed.starts_with(char::is_lowercase);
    let begins = if is_sure { "" } else { ", and begin the sentence with another word" };
    let message = format!("this reference prints its word with the number, and `{typed}` is typed before it");
    Some(
        Finding::error(Rule::WordTwice, at.span, message)
            .label("would be printed twice")
            .hint(format!("take the typed `{typed}` away{begins}"))
            .correct(at.take_away_from(start).filter(|_| is_sure)),
    )
}

fn is_again(typed: &str, printed: Option<&str>) -> bool {
    printed.is_some_and(|printed| is_same(typed, printed) || printed == "has" && HAS.contains(&typed))
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The word that a text begins with, where it is one of letters and blanks alone part it from what is before.
fn first_word(text: &str) -> Option<&str> {
    let begins = text.trim_start();
    let end = begins.find(|c: char| !c.is_alphabetic()).unwrap_or(begins.len());
    let is_parted =
        begins[end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'));
    (is_parted && begins[..end].chars().count() > 1).then_some(&begins[..end])
}

/// The word that a text ends with, blanks aside.
fn last_word(text: &str) -> Option<&str> {
    let ends = text.trim_end();
    let start = ends
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |n| n + ends[n..].chars().next().map_or(1, char::len_utf8));
    let before = ends[..start].chars().next_back();
    let is_parted = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'));
    (is_parted && ends[start..].chars().count() > 1).then_some(&ends[start..])
}

/// The first few words of what is printed.
fn begin(printed: &str) -> String {
    printed.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

/// The last few words of what is printed.
fn end(printed: &str) -> String {
    let words: Vec<&str> = printed.split_whitespace().collect();
    words[words.len().saturating_sub(3)..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::found as found_beside;
    use super::super::{PrintedFigure, PrintedKind};
    use super::*;

    fn found(before: &str, printed: &str, after: &str) -> Option<(String, Option<String>)> {
        let kind =
            PrintedKind::Figure(PrintedFigure { unit: None, has_bare: false, number: None, change: None });
        let found = found_beside(before, printed, kind, after)?;
        assert_eq!(found.0, "word-twice");
        Some((found.1, found.2))
    }

    #[test]
    fn words_that_are_printed_too_are_found() {
        for (before, printed, after, label, corrected) in [
            ("the rate has ", "has improved", ".", "prints has has improved", Some("the rate E.")),
            ("rates have ", "has improved", ".", "prints have has improved", Some("rates E.")),
            ("it fell ", "fell from 5 to 4", "", "prints fell fell from 5", Some("it E")),
            ("it is ", "2.3 lower than", " than before", "prints 2.3 lower than than", None),
            ("Has ", "has improved", "", "prints Has has improved", None),
        ] {
            assert_eq!(
                found(before, printed, after),
                Some((label.to_owned(), corrected.map(str::to_owned))),
                "{before}"
            );
        }
    }

    #[test]
    fn words_that_stand_once_pass() {
        for (before, printed, after) in [
            ("has, ", "has improved", "."),
            ("was ", "has", ""),
            ("plan a ", "a fall of 2", ""),
            ("in 2024 ", "2024 Q1", ""),
            ("the re-has ", "has improved", ""),
            ("", "lower than", ", than"),
            ("hashas ", "has", "hashas"),
            ("has", "2.5", "has"),
        ] {
            assert_eq!(found(before, printed, after), None, "{before}");
        }
    }

    #[test]
    fn the_word_of_a_reference_is_found() {
        let found = |before: &str, kind| {
            found_beside(before, "", PrintedKind::Reference(kind), " shows")
                .map(|(_, _, corrected)| corrected)
        };
        let corrected = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(found("Figure ", ReferenceKind::Figure), corrected("E shows"));
        assert_eq!(found("as fig. ", ReferenceKind::Figure), corrected("as E shows"));
        assert_eq!(found("in paragraph ", ReferenceKind::Paragraph), corrected("in E shows"));
        assert_eq!(found("Paragraph ", ReferenceKind::Paragraph), Some(None));
        for (before, kind) in [
            ("the chart ", ReferenceKind::Figure),
            ("in this paragraph, ", ReferenceKind::Paragraph),
            ("the figure (", ReferenceKind::Figure),
            ("(figure", ReferenceKind::Figure),
            ("see section ", ReferenceKind::Paragraph),
        ] {
            assert_eq!(found(before, kind), None, "{before}");
        }
    }
}
