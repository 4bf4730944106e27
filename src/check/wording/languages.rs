//! Texts in another language than is said of them: English in a Welsh paper, Welsh in an English one. It tells the
//! two apart by their commonest words alone, by a wide margin, and names no other language.

use crate::check::paper_status::PaperStatus;
use crate::check::report::Report;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlTable, TypedText};
use crate::style::Language;

use super::readable::hide_expressions;

/// The commonest words of English, none of which is a word of Welsh.
const ENGLISH: [&str; 22] = [
    "the", "of", "and", "to", "is", "was", "for", "that", "with", "are", "this", "be", "by", "have", "has",
    "from", "which", "were", "it", "at", "been", "their",
];

/// The commonest words of Welsh, none of which is a word of English.
const WELSH: [&str; 30] = [
    "y", "yr", "yn", "ac", "mae", "mae'r", "wedi", "oedd", "sydd", "ei", "eu", "hyn", "hwn", "hon", "bod",
    "gan", "gyda", "neu", "nad", "bydd", "roedd", "rhwng", "drwy", "trwy", "i'r", "o'r", "a'r", "ar", "fel",
    "gyda'r",
];

/// The fewest of a language's common words by which a text is known to be in it.
const FEWEST: usize = 6;

/// How many times as many common words of one language a text has as of the other.
const MARGIN: usize = 8;

/// The parts of a paper that may be in a language of their own, by the keys of their lists.
const PASSAGES: [&str; 3] = ["section", "minute", "appendix"];

/// A part of a paper with its text.
struct Passage<'a> {
    kind: &'static str,
    /// Whether it says its own language.
    says_language: bool,
    declared: Language,
    text: &'a TypedText,
    counts: WordCounts,
}

/// The common words of a text, by language.
#[derive(Default, Clone, Copy)]
struct WordCounts {
    english: usize,
    welsh: usize,
}

impl WordCounts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for word in text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')) {
            let word = word.to_lowercase().replace('’', "'");
            counts.english += usize::from(ENGLISH.contains(&word.as_str()));
            counts.welsh += usize::from(WELSH.contains(&word.as_str()));
        }
        counts
    }

    /// The language that a text with so many common words is plainly in; `None` where it may be either.
    fn language(self) -> Option<Language> {
        let plainly = |own: usize, other: usize| own >= FEWEST && own >= other * MARGIN;
        match (plainly(self.english, self.welsh), plainly(self.welsh, self.english)) {
            (true, false) => Some(Language::English),
            (false, true) => Some(Language::Welsh),
            _ => None,
        }
    }

    fn add(&mut self, other: Self) {
        self.english += other.english;
        self.welsh += other.welsh;
    }
}

/// Warns of a paper, or of parts of one, that are plainly in another language than is said of them. A draft may wait
/// for its translation.
pub(super) fn find(root: &Node, paper: &Report, findings: &mut Findings) {
    let Some(table) = root.table() else { return };
    if paper.status == PaperStatus::Draft {
        return;
    }
    let own = paper.board.style.language;
    let passages = read_passages(table, own);
    let mut all = WordCounts::default();
    passages.iter().filter(|passage| !passage.says_language).for_each(|passage| all.add(passage.counts));
    if let Some(seen) = all.language().filter(|seen| *seen != own) {
        findings.push(whole_paper(table, own, seen, &passages, paper.span));
        return;
    }
    for passage in passages {
        let Some(seen) = passage.counts.language().filter(|seen| *seen != passage.declared) else { continue };
        let (kind, code) = (passage.kind, seen.code());
        let message = format!(
            "this text seems to be {}, and its {} is in {}",
            name(seen),
            if passage.says_language { kind } else { "paper" },
            name(passage.declared)
        );
        let hint = if passage.says_language {
            format!("translate it; or write language = \"{code}\" in its [[{kind}]]")
        } else {
            format!(
                "add language = \"{code}\" to its [[{kind}]], so that it is read aloud as {}; or translate it",
                name(seen)
            )
        };
        findings.push(
            Finding::warning(Rule::TextLanguage, passage.text.part(0..first_line(passage.text)), message)
                .hint(hint),
        );
    }
}

/// The warning about a paper whose text is in another language than the paper.
fn whole_paper(
    table: &TomlTable,
    own: Language,
    seen: Language,
    passages: &[Passage<'_>],
    span: Span,
) -> Finding {
    let message = format!("this paper is in {}, and most of its text seems to be {}", name(own), name(seen));
    let typed = table.get("language");
    let first = passages.iter().find(|passage| !passage.says_language).map(|passage| passage.text);
    let place =
        typed.map(|node| node.span).or(first.map(|text| text.part(0..first_line(text)))).unwrap_or(span);
    let code = seen.code();
    let finding = Finding::warning(Rule::TextLanguage, place, message);
    if typed.is_some() {
        finding.hint(format!(
            "translate it; or give the parts that stay {} a line of their own: language = \"{code}\"",
            name(seen)
        ))
    } else {
        finding.hint(format!("write language = \"{code}\" above its first [table], so that it is read aloud and labelled in {}", name(seen)))
    }
}

fn read_passages(table: &TomlTable, own: Language) -> Vec<Passage<'_>> {
    let lists =
        PASSAGES.iter().map(|kind| (*kind, table.get(kind).and_then(Node::array).unwrap_or_default()));
    let parts = lists.flat_map(|(kind, nodes)| nodes.iter().map(move |node| (kind, node)));
    let read = parts.filter_map(|(kind, node)| {
        let table = node.table()?;
        let text = table.get("text").and_then(Node::text)?;
        let language = table.get("language").and_then(Node::text).map(|text| text.string.as_str());
        let declared = match language {
            Some("cy") => Language::Welsh,
            Some(_) => Language::English,
            None => own,
        };
        let counts = WordCounts::of(&hide_expressions(text).words);
        Some(Passage { kind, says_language: language.is_some(), declared, text, counts })
    });
    read.collect()
}

/// The length of the first line of a text that is not blank, from its beginning.
fn first_line(text: &TypedText) -> usize {
    text.string.find('\n').unwrap_or(text.string.len())
}

fn name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Welsh => "Welsh",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_its_commonest_words() {
        let welsh = "Mae’r adroddiad hwn yn dweud wrth y Bwrdd sut yr oedd y dangosyddion ar ddiwedd y flwyddyn, a beth yw barn y cyhoedd yn y sir.";
        let english = "This report tells the Board how the indicators stood at the end of the year, and what the public of the county thinks of it.";
        assert_eq!(WordCounts::of(welsh).language(), Some(Language::Welsh));
        assert_eq!(WordCounts::of(english).language(), Some(Language::English));
        for text in [
            "Heddlu Dyfed-Powys, Cyngor Sir Gâr",
            "The Board of Cyngor Sir Ynys Môn",
            &format!("{welsh} {english}"),
            "Dim.",
            "",
        ] {
            assert_eq!(WordCounts::of(text).language(), None, "{text}");
        }
    }
}
