//! Labels that an author typed in front of a text for which the style prints one: "Figure 2:" before a title,
//! "RESOLVED:" before a resolution. It reads texts and changes none.

use super::PlainText;
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::{TypedText, toml_text};

/// The words before the numbers of tables, figures and appendices, in English and Welsh.
const NUMBERED: [&str; 10] =
    ["table", "figure", "fig.", "fig", "chart", "appendix", "annex", "tabl", "ffigur", "atodiad"];

/// Finds a label with a number, such as "Table 1:", at the start of a caption or title.
pub(super) fn refuse_number(text: &TypedText, findings: &mut Findings) {
    let start = text.string.len() - text.string.trim_start().len();
    let Some(length) = numbered_label(&text.string[start..]) else { return };
    let label = &text.string[start..start + length];
    findings.push(
        Finding::error(
            Rule::LabelTyped,
            text.part(start..start + length),
            format!("`{label}` is typed by hand, and the style writes labels and their numbers"),
        )
        .label("would be printed twice")
        .hint(format!("take `{label}` away; in a text, {{{{ ref(\"…\") }}}} prints it")),
    );
}

/// The words that authors type before the letter of an appendix, in English and Welsh, longest first.
const APPENDIX_LABELS: [&str; 5] = ["appendix", "atodiad", "annexe", "annex", "app."];

/// Finds the word "Appendix" in the label of an appendix, before which the style prints `word`.
pub(super) fn refuse_appendix_label(label: &PlainText, word: &str, findings: &mut Findings) {
    let word = word.trim();
    let typed = label.text.trim();
    let small = typed.to_lowercase();
    let own = word.to_lowercase();
    let mut labels = std::iter::once(own.as_str()).chain(APPENDIX_LABELS);
    let Some(found) = labels.find(|label| !word.is_empty() && small.starts_with(label)) else { return };
    let Some((first, rest)) = typed.split_at_checked(found.len()) else { return };
    let letter = rest.trim_matches([' ', '.', ':', '\u{a0}']);
    if rest.starts_with(char::is_alphabetic) {
        return;
    }
    let finding = Finding::error(
        Rule::LabelTyped,
        label.span,
        format!("`{first}` is typed by hand, and the style prints `{word}` before the label"),
    )
    .label("would be printed twice");
    findings.push(match letter {
        "" => finding.hint("take `label` away: appendices get their letters or numbers in order"),
        letter => finding.hint(format!("write label = {}", toml_text(letter))),
    });
}

/// The words that the style prints before the number of an agenda's item, in English and Welsh, longest first.
const ITEM_LABELS: [&str; 4] = ["agenda item", "item", "eitem agenda", "eitem"];

/// Finds the word "Item" before the number of an agenda's item.
pub(super) fn refuse_item_label(text: &TypedText, findings: &mut Findings) {
    let string = text.string.trim_start();
    let small = string.to_lowercase();
    let Some(label) = ITEM_LABELS.iter().find(|label| small.starts_with(**label)) else { return };
    let number = string.get(label.len()..).unwrap_or_default().trim_start_matches([' ', '.', ':', '\u{a0}']);
    if number.starts_with(|c: char| c.is_ascii_digit()) {
        findings.push(
            Finding::error(
                Rule::LabelTyped,
                text.span(),
                format!(
                    "`{}` is typed by hand, and the style prints it before the number",
                    &string[..label.len()]
                ),
            )
            .label("would be printed twice")
            .hint(format!("write agenda_item = \"{}\"", number.trim_end())),
        );
    }
}

/// Finds a label of the style, such as "RESOLVED:", that is typed at the start of the text below it.
pub(super) fn refuse_label(text: &TypedText, label: &str, findings: &mut Findings) {
    let string = text.string.as_str();
    let begins = string.trim_start().trim_start_matches('*');
    let start = string.len() - begins.len();
    let word = label.trim().trim_end_matches(':').trim_end();
    let typed = begins.get(..word.len()).filter(|typed| typed.to_lowercase() == word.to_lowercase());
    let (Some(_), false) = (typed, word.is_empty()) else { return };
    let rest = &begins[word.len()..];
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’') {
        return;
    }
    let length = word.len() + usize::from(rest.starts_with(':'));
    let typed = &begins[..length];
    findings.push(
        Finding::error(
            Rule::LabelTyped,
            text.part(start..start + length),
            format!("`{typed}` is typed by hand, and the style prints `{}` before this text", label.trim()),
        )
        .label("would be printed twice")
        .hint(format!("take `{typed}` away")),
    );
}

/// The words before a telephone number that the style prints itself, in small letters.
pub(super) const PHONE_LABELS: [&str; 7] =
    ["tel", "telephone", "phone", "tel no", "telephone number", "t", "ffôn"];

/// The words before an e-mail address that the style prints itself, in small letters.
pub(super) const EMAIL_LABELS: [&str; 6] = ["e-mail", "email", "e-bost", "ebost", "e-mail address", "e"];

/// Finds one of `labels` with a colon or stop at the start of a contact's number or address. Whether there is one.
pub(super) fn refuse_contact_label(text: &TypedText, labels: &[&str], findings: &mut Findings) -> bool {
    let string = text.string.as_str();
    let Some(colon) = string.find([':', '.']) else { return false };
    if !labels.contains(&string[..colon].trim().to_lowercase().as_str()) {
        return false;
    }
    let rest = string[colon..].trim_start_matches([':', '.', ' ']);
    let (length, start) = (string.len() - rest.len(), string.len() - string.trim_start().len());
    let label = string[..length].trim();
    findings.push(
        Finding::error(
            Rule::LabelTyped,
            text.part(start..length),
            format!("`{label}` is typed by hand, and the style prints such a word here"),
        )
        .label("would be printed twice")
        .hint(format!("write {}", rest.trim()))
        .correct(text.replace(0..length, "")),
    );
    true
}

/// The length of "Table 1:", "Figure 2.1 –" or "Appendix A" at the start of a text; `None` where the words go
/// on as a sentence does, as in "Table 4 of the plan".
fn numbered_label(text: &str) -> Option<usize> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    if !NUMBERED.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let number = rest.trim_start();
    let start = text.len() - number.len();
    let length = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(number.len());
    let typed = number[..length].trim_end_matches('.');
    let digits = typed.starts_with(|c: char| c.is_ascii_digit());
    let letter = typed.len() == 1 && typed.starts_with(|c: char| c.is_ascii_uppercase());
    // A year is the time that a table is of.
    let is_number = letter || digits && typed.len() <= 3 || typed.contains('.') && digits;
    if !is_number {
        return None;
    }
    let end = start + typed.len();
    let behind = text[end..].trim_start();
    let signs = behind.len() - behind.trim_start_matches([':', '.', ')', '–', '—', '-']).len();
    let words = behind[signs..].trim_start();
    let begins_anew = signs > 0 || words.is_empty() || !words.starts_with(char::is_lowercase);
    // A colon or stop belongs to the label; a dash does so too.
    let with_signs = text.len() - behind.len() + signs;
    begins_anew.then_some(if signs > 0 { with_signs } else { end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Sources, Span};

    /// The label that is found by `find`, if one is.
    fn found(raw: &str, find: impl Fn(&TypedText, &mut Findings)) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        find(&text, &mut findings);
        findings.iter().next().map(|f| sources.slice(f.span.expect("placed")).to_owned())
    }

    #[test]
    fn numbered_labels_are_found() {
        for (raw, label) in [
            ("Table 1: Indicators", "Table 1:"),
            ("Figure 2 – Hate crime", "Figure 2 –"),
            ("Fig. 2.1. Hate crime", "Fig. 2.1."),
            ("Appendix A", "Appendix A"),
            (" Appendix A Delivery plan", "Appendix A"),
            ("APPENDIX 3: Plan", "APPENDIX 3:"),
            ("Tabl 1: Trosedd", "Tabl 1:"),
        ] {
            assert_eq!(found(raw, refuse_number).as_deref(), Some(label), "{raw}");
        }
    }

    #[test]
    fn words_of_a_caption_pass() {
        for raw in [
            "Table of indicators",
            "Table 4 of the plan, continued",
            "Figure 2 and its parts",
            "Table 2024: what was spent",
            "Tables 1 and 2",
            "Appendix",
            "Figure skating",
            "A plan",
            "",
        ] {
            assert_eq!(found(raw, refuse_number), None, "{raw}");
        }
    }

    #[test]
    fn a_label_of_a_contact_is_found() {
        let phone = |text: &TypedText, findings: &mut Findings| {
            refuse_contact_label(text, &PHONE_LABELS, findings);
        };
        for (raw, label) in [("Tel: 01632 960114", "Tel: "), (" tel. 01632", "tel. "), ("T:01632", "T:")] {
            assert_eq!(found(raw, phone).as_deref(), Some(label), "{raw}");
        }
        for raw in ["01632 960114", "Mobile: 01632 960114", "01632.960.114", ""] {
            assert_eq!(found(raw, phone), None, "{raw}");
        }
    }

    #[test]
    fn a_label_of_the_style_is_found() {
        let find = |text: &TypedText, findings: &mut Findings| refuse_label(text, "RESOLVED:", findings);
        for (raw, label) in [
            ("RESOLVED: That it be noted.", "RESOLVED:"),
            ("\n**Resolved** that it be noted.", "Resolved"),
            ("Resolved, that it be noted.", "Resolved"),
        ] {
            assert_eq!(found(raw, find).as_deref(), Some(label), "{raw}");
        }
        for raw in ["That it be resolved.", "Resolvedly.", "", "That the Board resolved: x"] {
            assert_eq!(found(raw, find), None, "{raw}");
        }
        assert_eq!(found("RESOLVED: x", |text, findings| refuse_label(text, "", findings)), None);
    }
}
