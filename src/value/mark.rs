//! Marks: the signs that statistics have in place of a number. It never gives one a meaning that is not its
//! own.

/// Whether a text stands in place of a number: a sign such as `*` or `..`, a word such as n/a, or a sign in
/// brackets as British government statistics have them (Government Statistical Service, "Symbols in tables").
pub(crate) fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let words = ["n/a", "na", "n/k", "nil", "n.a.", "none"];
    let signs = |c: char| matches!(c, '*' | '.' | '…' | ':' | '~' | '-' | '–' | '—' | '−' | '†' | '#');
    let letter = text.len() == 1 && matches!(text, "c" | "x" | "z" | "u" | "S" | "s" | "C" | "X" | "Z" | "U");
    let few = !text.is_empty() && text.chars().count() <= 3 && text.chars().all(signs);
    few || letter
        || words.contains(&text.to_lowercase().as_str())
        || standard_mark(text).is_some()
        || is_in_brackets(text)
        || is_below(text)
}

/// The setting with the meaning of a mark that has one by itself; `None` for any other, which its author
/// explains.
pub(crate) fn standard_mark(text: &str) -> Option<&'static str> {
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "[c]" => "marks.confidential",
        "[x]" => "marks.not_available",
        "[z]" => "marks.not_applicable",
        "[low]" => "marks.low",
        "[u]" => "marks.unreliable",
        "[w]" => "marks.none_recorded",
        _ => return None,
    })
}

/// Whether a text is a short word in brackets, or names a note: `[p]`, `[note 2]`.
pub(super) fn is_in_brackets(text: &str) -> bool {
    let Some(word) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    let number = word.to_lowercase().strip_prefix("note").map(|number| number.trim().to_owned());
    let is_note = number.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    is_note || (1..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a text says that a number is below another, as small numbers are hidden: "<5".
fn is_below(text: &str) -> bool {
    let number = text.strip_prefix(['<', '≤', '>', '≥']);
    number.is_some_and(|rest| super::number::typed_number(rest).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_place_of_a_number_are_marks() {
        for mark in [
            "*", "..", "...", "…", ":", "-", "–", "~", "n/a", "NA", "[c]", "[low]", "[x]", "[note 1]", "<5",
            "z", "nil",
        ] {
            assert!(is_mark(mark), "{mark}");
        }
    }

    #[test]
    fn words_and_numbers_are_none() {
        for text in [
            "",
            "North",
            "12",
            "5",
            "[see the note]",
            "....",
            "Q",
            "<",
            "< many",
            "N",
            "[note about it]",
            "[confidential]",
            "[a b]",
        ] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn marks_of_government_statistics_have_their_own_meaning() {
        let meanings = ["[c]", "[X]", " [z] ", "[low]", "[u]", "[w]"].map(standard_mark);
        let settings =
            ["confidential", "not_available", "not_applicable", "low", "unreliable", "none_recorded"];
        assert_eq!(meanings.map(Option::unwrap_or_default), settings.map(|name| format!("marks.{name}")));
        assert_eq!(["[p]", "c", "*", ""].map(standard_mark), [None; 4]);
    }
}
