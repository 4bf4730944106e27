//! The agenda of a pack as minutes need it: its board, its start, and its items with their numbers. It never
//! judges a paper, and knows no other key of a pack.
//!
//! The agendas of all packs are looked up for minutes, selected or not; what is wrong in an agenda is a
//! finding only where its pack is selected.

use chrono::{NaiveDate, NaiveDateTime};

use super::fields::Fields;
use super::pack::numbers;
use super::typed_dates::date_time;
use crate::finding::{Findings, list_in_words};
use crate::load::node::{Node, TypedText};
use crate::load::{LookedUp, TomlFile};

/// An agenda: its board, its times and its items with their numbers.
#[derive(Debug)]
pub(crate) struct AgendaOutline<'a> {
    pub board: &'a TypedText,
    pub start: NaiveDateTime,
    /// The start of the board's next meeting.
    pub next: Option<NaiveDateTime>,
    /// All items in reading order, those below an item after it.
    pub items: Vec<AgendaEntry<'a>>,
}

/// An item with its number.
#[derive(Debug)]
pub(crate) struct AgendaEntry<'a> {
    /// The number as the agenda prints it, without the point after it: "8", "8(a)".
    pub number: String,
    /// The title; blank where the item has none.
    pub title: &'a str,
    pub node: &'a Node,
    /// The numbers of the items below it.
    pub parts: Vec<String>,
}

/// Reads an agenda, whose items are numbered by a pattern for each level; `None` where its board or its
/// start cannot be read, which is a finding.
pub(crate) fn agenda<'a>(
    document: &'a TomlFile,
    patterns: &[&str],
    findings: &mut Findings,
) -> Option<AgendaOutline<'a>> {
    let mut fields = Fields::of(&document.root, "a pack", findings);
    let board = fields.required("board", "\"safer_communities\"", findings);
    let start = fields.node("start");
    if start.is_none() {
        fields.missing("start", "2024-03-22T10:00:00", findings);
    }
    let start = start.and_then(|node| date_time("start", node, findings));
    let next = fields.node("next").and_then(|node| date_time("next", node, findings));
    let items = entries(&document.root, patterns);
    Some(AgendaOutline { board: board?, start: start?, next, items })
}

/// Finds the agendas of a board's meeting on a day, each with its pack's folder: "packs/x".
pub(super) fn of_meeting<'a>(
    packs: &'a [LookedUp],
    board: &str,
    day: Option<NaiveDate>,
    patterns: &[&str],
) -> Vec<(&'a str, AgendaOutline<'a>)> {
    let read = |pack: &'a LookedUp| {
        let agenda = agenda(&pack.document, patterns, &mut Findings::default())?;
        let meant = agenda.board.string == board && Some(agenda.start.date()) == day;
        meant.then(|| (pack.path.strip_suffix("/pack.toml").unwrap_or(&pack.path), agenda))
    };
    packs.iter().filter_map(read).collect()
}

/// Gives the items of all levels their numbers.
fn entries<'a>(root: &'a Node, patterns: &[&str]) -> Vec<AgendaEntry<'a>> {
    let mut nodes = Vec::new();
    collect(root, 0, &mut nodes);
    let text = |node: &'a Node, key| node.table().and_then(|t| t.get(key)).and_then(Node::text);
    let word = |node, key| text(node, key).map(|t| t.string.trim());
    let asked: Vec<_> = nodes
        .iter()
        .map(|(depth, node)| (*depth, word(node, "number").filter(|own| !own.is_empty())))
        .collect();
    let numbers: Vec<String> = numbers(&asked, patterns).into_iter().map(|n| n.whole).collect();
    let mut entries: Vec<AgendaEntry<'a>> = Vec::new();
    for (at, (depth, node)) in nodes.iter().enumerate() {
        let below = nodes[at + 1..].iter().take_while(|(d, _)| d > depth);
        let parts = below.zip(&numbers[at + 1..]).filter(|((d, _), _)| *d == depth + 1);
        entries.push(AgendaEntry {
            number: numbers[at].clone(),
            title: word(node, "title").unwrap_or_default(),
            node,
            parts: parts.map(|(_, number)| number.clone()).collect(),
        });
    }
    entries
}

/// Collects the items of all levels in reading order, each with its depth.
fn collect<'a>(node: &'a Node, depth: usize, out: &mut Vec<(usize, &'a Node)>) {
    for item in node.table().and_then(|t| t.get("item")).and_then(Node::array).unwrap_or_default() {
        out.push((depth, item));
        collect(item, depth + 1, out);
    }
}

/// Puts numbers into words as a reader takes them in: "1 to 7, 8, 8(a), 8(b) and 9 to 14".
pub(super) fn listed(numbers: &[&str]) -> String {
    let whole = |number: &str| number.parse::<u32>().ok();
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for number in numbers {
        let follows = |run: &&mut Vec<&str>| {
            let last = run.last().and_then(|last| whole(last));
            last.is_some_and(|last| whole(number) == Some(last + 1))
        };
        match runs.last_mut().filter(follows) {
            Some(run) => run.push(number),
            None => runs.push(vec![number]),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .map(|run| match run.as_slice() {
            [first, _, .., last] => format!("{first} to {last}"),
            few => few.join(", "),
        })
        .collect();
    list_in_words(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::parse_toml;

    #[test]
    fn items_are_numbered_as_the_agenda_has_them() {
        let text = "board = \"b\"\nstart = 2024-03-22T10:00:00\n[[item]]\n[[item]]\nnumber = \"1a\"\n[[item]]\n[[item.item]]\n[[item.item]]\n[[item.item.item]]\n[[item]]";
        let mut sources = Sources::default();
        let file = sources.add("packs/p/pack.toml", text);
        let mut findings = Findings::default();
        let document = TomlFile { file, root: parse_toml(text, file, &mut findings) };
        let agenda = agenda(&document, &["1.", "(a)", "(i)"], &mut findings).expect("an agenda");
        let numbers: Vec<&str> = agenda.items.iter().map(|i| i.number.as_str()).collect();
        assert_eq!(numbers, ["1", "1a", "2", "2(a)", "2(b)", "2(b)(i)", "3"]);
        assert_eq!(agenda.items[2].parts, ["2(a)", "2(b)"]);
        assert!(findings.is_empty());
    }

    #[test]
    fn lists_read_as_print() {
        assert_eq!(listed(&["1", "2", "3", "3(a)", "4", "6"]), "1 to 3, 3(a), 4 and 6");
        assert_eq!(listed(&["1", "2", "2a"]), "1, 2 and 2a");
    }
}
