//! One scale of sizes: those that a style gives as multiples of the text's ("1.25em") become points, and grow
//! with it. It finds sizes that would not, and headings that are smaller than the text.

use super::tokens::{Token, TokenSpans, Tokens, points};
use crate::finding::{Finding, Findings, Rule};

/// The token with the size of the text.
const TEXT: &str = "fonts.size";

/// The tokens that are sizes of words.
const SIZES: [&str; 8] = [
    "fonts.table_size",
    "fonts.small_size",
    "title.board_size",
    "title.size",
    "title.sentence_size",
    "headings.size_1",
    "headings.size_2",
    "headings.size_3",
];

/// The tokens that are widths of words of one size: columns of marks and numbers, and the lines of the title.
const WIDTHS: [&str; 3] = ["spacing.number", "spacing.label", "title.width"];

/// The tokens that are sizes of titles and headings, each with one that is larger than the text.
const HEADINGS: [(&str, &str); 5] = [
    ("title.size", "1.3333em"),
    ("title.sentence_size", "1.1667em"),
    ("headings.size_1", "1.15em"),
    ("headings.size_2", "1.08em"),
    ("headings.size_3", "1.04em"),
];

/// The difference in points that nobody sees.
const ALIKE: f64 = 0.02;

/// Gives each multiple of the text's size in points. `places` are where the council's own files set a token: what
/// is found is said there.
pub(super) fn settle(tokens: &mut Tokens, places: &TokenSpans, findings: &mut Findings) {
    let typed = tokens.text(TEXT).to_owned();
    if typed.ends_with("em") {
        if let Some(span) = places.get(TEXT) {
            let message = format!("`{TEXT}` is {typed}, a multiple of itself");
            let hint = format!("write it in points: size = \"{}pt\"", short(points(&typed), 2));
            findings.push(Finding::error(Rule::StyleToken, span, message).hint(hint));
        }
        return;
    }
    let text = points(&typed);
    for path in SIZES.into_iter().chain(WIDTHS) {
        let own = tokens.text(path).to_owned();
        let size = match own.strip_suffix("em").and_then(|times| times.parse::<f64>().ok()) {
            Some(times) => {
                let size = (times * text * 100.0).round() / 100.0;
                tokens.set_in_group(path, Token::Text(format!("{}pt", short(size, 2))));
                size
            }
            None => points(&own),
        };
        let Some(span) = places.get(path).filter(|_| SIZES.contains(&path)) else { continue };
        let key = path.rsplit('.').next().unwrap_or(path);
        let larger = HEADINGS.iter().find(|(heading, _)| *heading == path).map(|(_, larger)| larger);
        if let Some(larger) = larger.filter(|_| size < text - ALIKE) {
            let message = format!("`{path}` is {own}, smaller than the text, which is {typed}");
            let hint = format!("write a size above that of the text, such as {key} = \"{larger}\"");
            findings.push(Finding::warning(Rule::HeadingSize, span, message).hint(hint));
        } else if !own.ends_with("em") {
            let message = format!("`{path}` is {own} whatever the size of the text, which is {typed}");
            let times = short(size / text, 4);
            let hint = format!("write {key} = \"{times}em\": that is as large now, and grows with the text");
            findings.push(Finding::note(Rule::FixedSize, span, message).hint(hint));
        }
    }
}

/// A number with up to so many places, and no noughts at its end.
fn short(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::language::{Language, tests::tokens};

    #[test]
    fn every_size_grows_with_the_text() {
        let mut usual = tokens(Language::English);
        let mut large = usual.clone();
        large.set_in_group(TEXT, Token::Text("18pt".to_owned()));
        settle(&mut usual, &TokenSpans::default(), &mut Findings::default());
        settle(&mut large, &TokenSpans::default(), &mut Findings::default());
        for path in SIZES.into_iter().chain(WIDTHS) {
            let [usual, large] = [&usual, &large].map(|tokens| points(tokens.text(path)));
            assert!((large / usual - 1.5).abs() < 0.002, "{path}: {usual} and {large}");
            assert!(!HEADINGS.iter().any(|(heading, _)| *heading == path) || usual > 12.2, "{path}: {usual}");
        }
    }
}
