//! Titles and headings that are typed in capitals, which are the house style's. It changes none, and reads no other text.

use crate::finding::{Finding, Findings, Rule};
use crate::load::node::{TypedText, toml_text};

/// Warns of a title or a heading that is typed in capitals alone; `key` is the key of it.
pub(super) fn find(key: &str, text: &TypedText, findings: &mut Findings) {
    if !is_loud(&text.string) {
        return;
    }
    findings.push(
        Finding::warning(
            Rule::TitleCapitals,
            text.span(),
            "this is typed in capitals, which are the style's to set",
        )
        .hint(format!(
            "write it as a sentence, with the capitals of names and abbreviations: {key} = {}",
            toml_text(&in_sentence_case(&text.string))
        )),
    );
}

/// The letters from which on a word is no abbreviation.
const LONG_WORD: usize = 7;

/// Whether a text has capitals alone, and a word among them that is long enough to be none of letters that stand for
/// others: "CRIME UPDATE: BURGLARY", and not "NHS and CSPs" or "UNISON". A figure in it is not looked at.
fn is_loud(text: &str) -> bool {
    let plain = without_expressions(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_long = words.iter().any(|word| letters(word) >= LONG_WORD);
    let several = words.iter().filter(|word| letters(word) > 1).count() > 1;
    is_long && several && !plain.chars().any(char::is_lowercase)
}

/// A text without what stands between its braces.
fn without_expressions(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, inner)) = rest.split_once("{{") {
        plain.push_str(before);
        rest = inner.split_once("}}").map_or("", |(_, behind)| behind);
    }
    plain + rest
}

/// A text in small letters but its first, what stands between braces, and words without a vowel, which are abbreviations.
fn in_sentence_case(text: &str) -> String {
    let has_vowel = |word: &str| word.contains(['A', 'E', 'I', 'O', 'U', 'Y', 'Ŵ', 'Ŷ']);
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut is_first = true;
    for word in text.split_inclusive(char::is_whitespace) {
        depth += word.matches("{{").count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if depth > 0 || letters > 0 && !has_vowel(word) {
            out.push_str(word);
        } else {
            for c in word.chars() {
                if is_first && c.is_alphabetic() {
                    out.push(c);
                    is_first = false;
                } else {
                    out.extend(c.to_lowercase());
                }
            }
        }
        is_first &= letters == 0;
        depth = depth.saturating_sub(word.matches("}}").count());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_whole_titles() {
        for (text, loud) in [
            ("COMMUNITY SAFETY UPDATE", true),
            ("PERFORMANCE {{ period.long }}", false),
            ("PERFORMANCE REPORT {{ period.long }}", true),
            ("UNISON", false),
            ("NHS ICB", false),
            ("MARAC and ASB", false),
            ("COVID-19", false),
            ("SAFEGUARDING", false),
            ("LRSCSB", false),
            ("2024/25", false),
        ] {
            assert_eq!(is_loud(text), loud, "{text}");
        }
        assert_eq!(
            in_sentence_case("THE NHS AND BURGLARY {{ period.long }}"),
            "The NHS and burglary {{ period.long }}"
        );
    }
}
