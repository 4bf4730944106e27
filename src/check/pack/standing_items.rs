//! The titles of a pack's items: those that a board has on every agenda, and titles that stand twice. It never
//! adds or renames an item.

use super::ItemSpec;
use crate::check::board::BoardSpec;
use crate::check::markup::MarkupPiece;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::toml_text;

/// Warns of items that the board has on every agenda and this pack has not.
pub(super) fn check(items: &[ItemSpec], board: &BoardSpec, span: Span, findings: &mut Findings) {
    let titles: Vec<String> = items.iter().map(|item| fold(&title(item))).collect();
    let standing: Vec<String> = board.standing_items.iter().map(|wanted| fold(&wanted.text)).collect();
    for wanted in board.standing_items.iter().filter(|wanted| !titles.contains(&fold(&wanted.text))) {
        let message =
            format!("this agenda has no item `{}`, which stands on every agenda of the board", wanted.text);
        let others = items.iter().zip(&titles).filter(|(_, title)| !standing.contains(title));
        // One that shares its words may be the item under an earlier title.
        let near = others.into_iter().find(|(_, title)| share_words(title, &fold(&wanted.text)));
        let finding = match near {
            Some((item, _)) => Finding::warning(Rule::StandingItem, item.span, message).hint(format!(
                "where `{}` is that item, give it the title of the board's file: title = {}; else add an [[item]] with it",
                title(item),
                toml_text(&wanted.text)
            )),
            None => Finding::warning(Rule::StandingItem, span, message).hint(format!(
                "add: [[item]] with title = \"{}\"; or take it out of `standing_items` in boards/{}.toml",
                wanted.text, board.id
            )),
        };
        findings.push(finding);
    }
}

/// Warns of an item whose title an item before it on its level has: a block that was copied, and not changed.
pub(super) fn check_twice(items: &[ItemSpec], findings: &mut Findings) {
    for (at, item) in items.iter().enumerate() {
        let folded = fold(&title(item));
        let beside = items[..at].iter().rev().take_while(|before| before.depth >= item.depth);
        let mut same = beside.filter(|before| before.depth == item.depth);
        let Some(first) = same.find(|before| !folded.is_empty() && fold(&title(before)) == folded) else {
            continue;
        };
        findings.push(
            Finding::warning(
                Rule::ItemTwice,
                item.span,
                format!("items {} and {} have the same title", first.number, item.number),
            )
            .hint("correct the title of the one that was copied; where both are meant, say in each what is different"),
        );
    }
}

/// The text of an item's title.
fn title(item: &ItemSpec) -> String {
    let words = item.title.iter().map(|piece| match piece {
        MarkupPiece::Text(text, _) => text.as_str(),
        MarkupPiece::Expression(_) => "",
    });
    words.collect()
}

/// A text in small letters with single blanks.
fn fold(text: &str) -> String {
    // A number that is typed before a title is a finding of its own.
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two texts have most of the longer words of the shorter one in common, whatever their endings.
fn share_words(a: &str, b: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let words = text.split(' ').filter(|word| word.chars().count() >= 4);
        words.map(|word| word.chars().take(6).collect()).collect()
    };
    let (a, b) = (stems(a), stems(b));
    let common = a.iter().filter(|stem| b.contains(stem)).count();
    common >= 2 || common == 1 && a.len().min(b.len()) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_with_the_same_words_are_near() {
        assert!(share_words("declarations of interest", "declarations of disclosable pecuniary interests"));
        assert!(share_words("apologies", "apologies for absence"));
        assert!(!share_words("performance report", "minutes of the last meeting"));
        assert!(!share_words("urgent items", "any other items"));
    }
}
