//! Words for a rise or a fall beside the change of a figure: "an increase of" before -0.06. It reads the direction
//! that is known from the figures, and never turns a sentence round.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use super::{Neighbours, PrintedChange};
use crate::check::ChangeForm;
use crate::finding::{Finding, Rule};

/// The words before a change that say its direction.
const BEFORE: [(&str, Ordering); 32] = [
    ("increase of", Greater),
    ("increases of", Greater),
    ("rise of", Greater),
    ("growth of", Greater),
    ("increased by", Greater),
    ("increasing by", Greater),
    ("rose by", Greater),
    ("risen by", Greater),
    ("rising by", Greater),
    ("grew by", Greater),
    ("grown by", Greater),
    ("gone up by", Greater),
    ("went up by", Greater),
    ("up by", Greater),
    ("cynnydd o", Greater),
    ("decrease of", Less),
    ("decreases of", Less),
    ("fall of", Less),
    ("drop of", Less),
    ("reduction of", Less),
    ("decline of", Less),
    ("decreased by", Less),
    ("decreasing by", Less),
    ("fell by", Less),
    ("fallen by", Less),
    ("falling by", Less),
    ("dropped by", Less),
    ("declined by", Less),
    ("reduced by", Less),
    ("down by", Less),
    ("gostyngiad o", Less),
    ("lleihad o", Less),
];

/// The words behind a change that say its direction.
const AFTER: [(&str, Ordering); 4] = [("higher", Greater), ("lower", Less), ("fewer", Less), ("less", Less)];

/// The words that may stand between the direction and the change.
const NEARLY: [&str; 8] = ["about", "around", "nearly", "almost", "some", "just", "only", "approximately"];

/// Finds words beside a change that say the other direction, or its own beside a minus.
pub(super) fn find(at: &Neighbours<'_>, change: &PrintedChange) -> Option<Finding> {
    let (typed, says, place) = direction_before(at.before)
        .map(|(typed, says)| (typed, says, "before"))
        .or_else(|| direction_behind(at.after).map(|(typed, says)| (typed, says, "behind")))?;
    let prints = match place {
        "before" => format!("prints {typed} {}", at.printed),
        _ => format!("prints {} {typed}", at.printed),
    };
    let has_sign = matches!(change.form, ChangeForm::Signed | ChangeForm::Percent);
    let message = match (change.direction, change.form) {
        (Equal, _) => return None,
        (_, ChangeForm::Words) if place == "before" => {
            let message = format!("this prints `{}`, and `{typed}` is typed before it", at.printed);
            return Some(
                Finding::error(Rule::ChangeDirection, at.span, message)
                    .label(prints)
                    .hint(format!("take the typed `{typed}` away: the expression says the direction itself")),
            );
        }
        (_, ChangeForm::Words) => return None,
        (Less, _) if says == Greater => format!("the figure fell, and `{typed}` is typed {place} its change"),
        (Greater, _) if says == Less => format!("the figure rose, and `{typed}` is typed {place} its change"),
        (Less, _) if has_sign => {
            format!("this prints a minus, and `{typed}` is typed {place} it, which says the fall again")
        }
        _ => return None,
    };
    let finding = Finding::error(Rule::ChangeDirection, at.span, message).label(prints);
    let size = if matches!(change.form, ChangeForm::Percent | ChangeForm::PercentSize) {
        ".percent_size"
    } else {
        ".size"
    };
    Some(match &change.words {
        Some(words) if place == "before" => {
            let finding = finding.hint(format!(
                "take the typed `{typed}` away, and end the expression with .words behind change(…): it prints `{words}`"
            ));
            if says == change.direction {
                finding
                    .hint(format!("or keep the words, and write {size} behind change(…): it prints no minus"))
            } else {
                finding
            }
        }
        _ => finding.hint(format!(
            "write the direction that is so, and {size} behind change(…), which prints no minus"
        )),
    })
}

/// The words that end a text and say a direction, with their article.
fn direction_before(text: &str) -> Option<(&str, Ordering)> {
    let mut begin = text.trim_end();
    if let Some(nearly) = NEARLY.iter().find(|nearly| ends_with_word(begin, nearly)) {
        begin = begin[..begin.len() - nearly.len()].trim_end();
    }
    let (words, says) = BEFORE.iter().find(|(words, _)| ends_with_word(begin, words))?;
    let mut start = begin.len() - words.len();
    for article in ["an ", "a "] {
        if ends_with_word(&begin[..start], article) {
            start -= article.len();
            break;
        }
    }
    Some((text[start..].trim_end(), *says))
}

/// The word that begins a text and says a direction.
fn direction_behind(text: &str) -> Option<(&str, Ordering)> {
    let begin = text.trim_start();
    let (word, says) = AFTER.iter().find(|(word, _)| {
        begin.starts_with(word)
            && !begin[word.len()..].starts_with(char::is_alphanumeric)
            && begin.len() < text.len()
    })?;
    Some((*word, *says))
}

/// Whether a text ends with whole words, in small letters or capitals.
pub(super) fn ends_with_word(text: &str, words: &str) -> bool {
    let Some(start) = text.len().checked_sub(words.len()) else { return false };
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(words))
        && !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::super::tests::found as found_beside;
    use super::super::{PrintedFigure, PrintedKind};
    use super::*;

    fn found(
        before: &str,
        printed: &str,
        direction: Ordering,
        form: ChangeForm,
        after: &str,
    ) -> Option<String> {
        let change = Some(PrintedChange { direction, form, words: Some("a fall of 0.06".to_owned()) });
        let kind = PrintedKind::Figure(PrintedFigure { unit: None, has_bare: false, number: None, change });
        found_beside(before, printed, kind, after).map(|(_, label, _)| label)
    }

    #[test]
    fn words_that_contradict_the_figures_are_found() {
        use ChangeForm::{Percent, PercentSize, Signed, Size, Words};
        for (before, printed, direction, form, after, label) in [
            ("an increase of ", "−0.06", Less, Signed, "", "prints an increase of −0.06"),
            ("An increase of ", "0.06", Less, Size, "", "prints An increase of 0.06"),
            ("it rose by nearly ", "−2.3%", Less, Percent, "", "prints rose by nearly −2.3%"),
            ("it rose by ", "2.3%", Less, PercentSize, "", "prints rose by 2.3%"),
            ("a fall of ", "0.06", Greater, Signed, "", "prints a fall of 0.06"),
            ("a fall of ", "−0.06", Less, Signed, "", "prints a fall of −0.06"),
            ("an increase of ", "a fall of 0.06", Less, Words, "", "prints an increase of a fall of 0.06"),
            ("it is ", "−0.06", Less, Signed, " lower than", "prints −0.06 lower"),
            ("it is ", "−0.06", Less, Signed, " higher.", "prints −0.06 higher"),
            ("cynnydd o ", "−0.06", Less, Signed, "", "prints cynnydd o −0.06"),
        ] {
            assert_eq!(found(before, printed, direction, form, after).as_deref(), Some(label), "{before}");
        }
    }

    #[test]
    fn words_that_are_so_pass() {
        use ChangeForm::{Signed, Size, Words};
        for (before, printed, direction, form, after) in [
            ("an increase of ", "0.06", Greater, Signed, ""),
            ("a fall of ", "0.06", Less, Size, ""),
            ("an increase of ", "0.00", Equal, Signed, ""),
            ("a change of ", "−0.06", Less, Signed, ", lower than"),
            ("a change of ", "−0.06", Less, Signed, " on last year"),
            ("which is ", "a fall of 0.06", Less, Words, " lower"),
            ("a windfall of ", "0.06", Greater, Signed, ""),
        ] {
            assert_eq!(found(before, printed, direction, form, after), None, "{before}");
        }
    }
}
