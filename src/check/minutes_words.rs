//! Words of minutes that do not read as they are meant: a place that does not go on after "held", and minutes of one
//! title. It changes none.

use super::PlainText;
use super::markup::MarkupPiece;
use super::section::SectionSpec;
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::toml_text;
use crate::style::{Language, Style};

/// The words with which a place goes on after "held", in English.
const BEFORE_PLACES: [&str; 20] = [
    "across",
    "as",
    "at",
    "both",
    "by",
    "from",
    "hybrid",
    "in",
    "inside",
    "near",
    "on",
    "online",
    "outside",
    "over",
    "partly",
    "remotely",
    "through",
    "using",
    "via",
    "virtually",
];

/// The words with which a place goes on in Welsh.
const BEFORE_PLACES_IN_WELSH: [&str; 16] = [
    "ar",
    "ar-lein",
    "dros",
    "drwy",
    "ger",
    "gan",
    "mewn",
    "o",
    "rhwng",
    "tros",
    "trwy",
    "wrth",
    "ym",
    "yn",
    "yng",
    "yn-rhithiol",
];

/// Words that begin a place, and so come after such a word.
const ARTICLES: [&str; 6] = ["a", "an", "the", "y", "yr", "our"];

/// A venue as it goes on after "held", in English: "at County Hall", "via Microsoft Teams".
pub(crate) fn held(venue: &str) -> String {
    let lower = venue.to_lowercase();
    if goes_on(&lower, &BEFORE_PLACES) {
        return venue.to_owned();
    }
    format!("{} {venue}", if is_remote(&lower) { "via" } else { "at" })
}

/// Whether the first word of a place in small letters is one of `words`.
fn goes_on(lower: &str, words: &[&str]) -> bool {
    lower.split_whitespace().next().is_some_and(|first| words.contains(&first.trim_end_matches(',')))
}

fn is_remote(lower: &str) -> bool {
    ["teams", "zoom", "webex", "skype", "google meet"].iter().any(|word| lower.contains(word))
}

/// Warns of a place that makes no sentence of the heading: "held Microsoft Teams on". A style may have words of its own
/// before the place.
pub(super) fn find_place(held_at: &PlainText, style: &Style, findings: &mut Findings) {
    let place = held_at.text.trim();
    let heading = style.tokens.text("minutes.heading");
    let before = heading.find("{place}").map_or("", |at| &heading[..at]);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let welsh = style.language == Language::Welsh;
    let known: &[&str] = if welsh { &BEFORE_PLACES_IN_WELSH } else { &BEFORE_PLACES };
    // "Venue: {place}" and "held at {place}" take the place alone.
    let goes_before = !heading.contains("{place}")
        || last.ends_with(|c: char| !c.is_alphanumeric())
        || known.contains(&last.to_lowercase().as_str());
    let lower = place.to_lowercase();
    let begins_large = place.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let begins_small = goes_on(&lower, &ARTICLES);
    if goes_before || !(begins_large || begins_small) {
        return;
    }
    let has_word = goes_on(&lower, known);
    let mut signs = place.chars();
    let small =
        signs.next().map(|first| format!("{}{}", first.to_lowercase(), signs.as_str())).unwrap_or_default();
    let written = match (has_word, welsh) {
        (true, _) => small,
        (false, true) if is_remote(&lower) => format!("drwy {place}"),
        (false, true) => "yn …".to_owned(),
        (false, false) => held(place),
    };
    let message = format!("the heading goes on with the place, and would read \"{last} {place}\"");
    findings.push(
        Finding::warning(Rule::MinutesPlace, held_at.span, message)
            .hint(format!("write it as it goes on after \"{last}\": place = {}", toml_text(&written))),
    );
}

/// Warns of minutes whose title an earlier one has: a block that was copied, and not changed. `numbers` begin with that of
/// the first.
pub(super) fn find_twice(minutes: &[SectionSpec], first: u32, findings: &mut Findings) {
    for (at, minute) in minutes.iter().enumerate() {
        let Some(title) = title(minute) else { continue };
        let Some(same) = minutes[..at].iter().position(|other| self::title(other).as_ref() == Some(&title))
        else {
            continue;
        };
        let number = |at: usize| u32::try_from(at).unwrap_or(0).saturating_add(first);
        let message = format!("minutes {} and {} have the same title", number(same), number(at));
        findings.push(Finding::warning(Rule::MinuteTwice, minute.span, message).hint(
            "correct the title of the one that was copied; where both are of one item, put their words into one [[minute]], or say in each title what is different",
        ));
    }
}

/// The title of a minute in small letters; `None` where it is blank, or has words that are not typed.
fn title(minute: &SectionSpec) -> Option<String> {
    let [MarkupPiece::Text(text, _)] = minute.heading.as_slice() else { return None };
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn venues_go_on_after_held() {
        assert_eq!(held("Microsoft Teams"), "via Microsoft Teams");
        assert_eq!(held("County Hall, Glenfield"), "at County Hall, Glenfield");
        assert_eq!(held("in the Council Chamber"), "in the Council Chamber");
        assert_eq!(held("Online"), "Online");
    }
}
