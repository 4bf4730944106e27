//! A pack from its model to its Typst sources, and how its items and files are named. It makes none of
//! them.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::accessibility_statement::{AccessibilityStatement, STATEMENT};
use super::paper_names::PaperNames;
use crate::check::{self, ItemPaper};
use crate::failure::Stage;
use crate::finding::Findings;
use crate::model::{Pack, Paper, plain};
use crate::number::number;
use crate::typeset::{Engine, ItemSource, PackSource, PaperSource, Source, source};
use crate::watch::Watch;
use crate::write;

/// The Typst sources of a pack; `None` where something in it cannot be printed.
pub(super) fn sources_of(
    pack: &Pack,
    engine: &Engine,
    watch: &Watch,
    findings: &mut Findings,
) -> Option<PackSource> {
    let set = |paper: &Paper, findings: &mut Findings| {
        let numbered = watch.paper(Stage::Number, &paper.id, || number(paper.clone()));
        let paper = numbered.paper();
        let glyphs = engine.glyphs(&paper.style);
        watch.paper(Stage::Typeset, &paper.id, || source(paper, &glyphs, findings))
    };
    let agenda = set(&pack.agenda, findings);
    let made: Vec<(Findings, Option<Source>)> = pack
        .entries
        .par_iter()
        .map(|entry| {
            let mut own = Findings::default();
            let made = set(&entry.paper, &mut own);
            (own, made)
        })
        .collect();
    let made = findings.gather(made);
    if made.len() < pack.entries.len() {
        return None;
    }
    let mut items: Vec<ItemSource> = Vec::new();
    let mut before = None;
    let mut names = PaperNames::default();
    for (n, (entry, mut made)) in pack.entries.iter().zip(made).enumerate() {
        let id = made.id.clone();
        // Two attachments have one id, and places are told apart by it.
        made.id = format!("{id}.{n}");
        let name = names.name(&entry.paper);
        let paper = PaperSource { key: entry.key.clone(), id, name, source: made };
        match items.last_mut().filter(|_| before == Some(&entry.item)) {
            Some(item) => item.papers.push(paper),
            None => items.push(ItemSource {
                anchor: entry.anchor.clone(),
                stamp: entry.stamp.clone(),
                papers: vec![paper],
            }),
        }
        before = Some(&entry.item);
    }
    Some(PackSource { span: pack.span, running: pack.running.clone(), agenda: agenda?, items })
}

/// The statement that a pack made of its accessibility when it was last built, by its folder.
pub(super) fn last_statement(folder: &str, out: Option<&Path>) -> AccessibilityStatement {
    AccessibilityStatement::last(out.and_then(|out| write::read_back(&out.join(folder).join(STATEMENT))))
}

/// Tells the attachments of packs what was found out about their edges when the packs were last built.
pub(super) fn remind(packs: &[check::PackSpec], out: Option<&Path>) {
    for pack in packs.iter().filter(|_| out.is_some()) {
        let last = last_statement(&format!("packs/{}", pack.id), out);
        for paper in pack.items.iter().flat_map(|item| &item.papers) {
            if let ItemPaper::Pdf(attached, _) = paper
                && let Some(attachment) = &attached.attachment
            {
                last.remind(attachment);
            }
        }
    }
}

/// An item with papers, as it is named.
pub(super) struct NamedItem {
    pub number: String,
    pub title: String,
    /// Below the pack's folder.
    pub file: String,
}

/// The items that have papers, in the order in which [`sources_of`] has them.
pub(super) fn items(pack: &Pack) -> Vec<NamedItem> {
    let mut numbers: Vec<&str> = pack.entries.iter().map(|entry| entry.item.as_str()).collect();
    numbers.dedup();
    let agenda = pack.agenda.agenda.iter().flat_map(|agenda| &agenda.items);
    let titles: BTreeMap<&str, String> =
        agenda.map(|item| (item.number.as_str(), plain(&item.title))).collect();
    let item = |number: &str| NamedItem {
        number: number.to_owned(),
        title: titles.get(number).cloned().unwrap_or_default(),
        file: format!("item-{}.pdf", padded(number)),
    };
    numbers.into_iter().map(item).collect()
}

/// "5. Anti-social behaviour update", and "5(a) Fire and rescue".
pub(super) fn named(number: &str, title: &str) -> String {
    let stop = if number.ends_with(|c: char| c.is_alphanumeric()) { "." } else { "" };
    format!("{number}{stop} {title}")
}

/// "5" as "05", "8(a)" as "08a": files stand in the order of the agenda.
fn padded(number: &str) -> String {
    let clean: String = number.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
    let digits = clean.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{clean}", "0".repeat(2usize.saturating_sub(digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_in_the_order_of_the_agenda() {
        assert_eq!([padded("5"), padded("12"), padded("8a"), padded("A")], ["05", "12", "08a", "00A"]);
        assert_eq!([padded("8(a)"), padded("8(a)(ii)"), padded("8.1")], ["08a", "08aii", "08.1"]);
    }
}
