//! The agenda of a pack as minutes see it: whose it is, when, and its items with their numbers. It
//! never judges a paper, and knows no other key of a pack.

use chrono::{NaiveDate, NaiveDateTime};

use super::fields::{Fields, date_time};
use crate::finding::Findings;
use crate::load::node::{Node, Text};
use crate::load::{Document, LookedUp};

/// An agenda.
#[derive(Debug)]
pub struct Agenda<'a> {
    /// The board's id.
    pub board: &'a Text,
    /// When the meeting begins.
    pub start: NaiveDateTime,
    /// When the board meets next.
    pub next: Option<NaiveDateTime>,
    /// Every item, those below an item after it.
    pub items: Vec<Entry<'a>>,
}

/// An item with its number.
#[derive(Debug)]
pub struct Entry<'a> {
    /// As the agenda prints it, without the point after it: "8", "8(a)".
    pub number: String,
    /// Its title; blank where it has none.
    pub title: &'a str,
    /// Its table.
    pub node: &'a Node,
    /// The numbers of the items below it.
    pub parts: Vec<String>,
}

/// Reads an agenda; `None` where its board or its start cannot be read, which is a finding.
pub fn agenda<'a>(document: &'a Document, findings: &mut Findings) -> Option<Agenda<'a>> {
    let mut fields = Fields::of(&document.root, "a pack", findings);
    let board = fields.required("board", "\"safer_communities\"", findings);
    let start = fields.node("start");
    if start.is_none() {
        fields.missing("start", "2024-03-22T10:00:00", findings);
    }
    let start = start.and_then(|node| date_time("start", node, findings));
    let next = fields.node("next").and_then(|node| date_time("next", node, findings));
    let mut items = Vec::new();
    number(&document.root, "", 0, &mut items);
    Some(Agenda { board: board?, start: start?, next, items })
}

/// The agendas of a board's meeting, each with its folder: "packs/x".
pub(super) fn of_meeting<'a>(
    packs: &'a [LookedUp],
    board: &str,
    day: Option<NaiveDate>,
) -> Vec<(&'a str, Agenda<'a>)> {
    let read = |pack: &'a LookedUp| {
        let agenda = agenda(&pack.document, &mut Findings::default())?;
        let meant = agenda.board.string == board && Some(agenda.start.date()) == day;
        meant.then(|| (pack.path.trim_end_matches("/pack.toml"), agenda))
    };
    packs.iter().filter_map(read).collect()
}

/// Numbers the items of a table as agendas do, and gives their numbers: 8, below it 8(a), below that
/// 8(a)(i). An item with a number of its own does not count.
fn number<'a>(table: &'a Node, above: &str, level: usize, out: &mut Vec<Entry<'a>>) -> Vec<String> {
    let nodes = table.table().and_then(|t| t.get("item")).and_then(Node::array).unwrap_or_default();
    let mut count = 0;
    let mut numbers = Vec::new();
    for node in nodes {
        let text = |key| node.table().and_then(|t| t.get(key)).and_then(Node::text).map(|t| t.string.trim());
        let own = text("number").filter(|own| !own.is_empty());
        let number_of = own.map_or_else(
            || {
                count += 1;
                format!("{above}{}", mark(level, count))
            },
            |own| given(own, above),
        );
        let at = out.len();
        let title = text("title").unwrap_or_default();
        out.push(Entry { number: number_of.clone(), title, node, parts: Vec::new() });
        out[at].parts = number(node, &number_of, level + 1, out);
        numbers.push(number_of);
    }
    numbers
}

/// A number of the author's own: below another item it may leave out the number above, as in "(c)" or
/// "c" for 8(c).
fn given(own: &str, above: &str) -> String {
    if above.is_empty() {
        return own.trim_end_matches('.').to_owned();
    }
    let rest = own
        .strip_prefix(above)
        .filter(|rest| !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()));
    format!("{above}({})", rest.unwrap_or(own).trim_matches(['(', ')', '.']))
}

/// The nth mark of a level: 1, (a), (i).
fn mark(level: usize, n: usize) -> String {
    const ROMAN: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    match level {
        0 => n.to_string(),
        1 => {
            let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
            let before = if n > 26 { letter((n - 1) / 26 - 1).to_string() } else { String::new() };
            format!("({before}{})", letter(n - 1))
        }
        _ => format!("({}{})", "x".repeat(n / 10), ROMAN[n % 10]),
    }
}

/// Numbers as a reader takes them in: "1 to 7, 8, 8(a), 8(b) and 9 to 14".
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
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    }
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
        let document = Document { file, root: parse_toml(text, file, &mut findings) };
        let agenda = agenda(&document, &mut findings).expect("an agenda");
        let numbers: Vec<&str> = agenda.items.iter().map(|i| i.number.as_str()).collect();
        assert_eq!(numbers, ["1", "1a", "2", "2(a)", "2(b)", "2(b)(i)", "3"]);
        assert_eq!(agenda.items[2].parts, ["2(a)", "2(b)"]);
        assert!(findings.is_empty());
    }

    #[test]
    fn numbers_of_the_author_s_own_are_whole() {
        assert_eq!([given("8a", ""), given("9.", "")], ["8a", "9"]);
        assert_eq!([given("8(c)", "8"), given("(c)", "8"), given("c", "8")], ["8(c)"; 3]);
        assert_eq!(given("8(a)(iv)", "8(a)"), "8(a)(iv)");
    }

    #[test]
    fn marks_and_lists_read_as_print() {
        assert_eq!([mark(1, 1), mark(1, 26), mark(1, 27)], ["(a)", "(z)", "(aa)"]);
        assert_eq!([mark(2, 4), mark(2, 10), mark(2, 19)], ["(iv)", "(x)", "(xix)"]);
        assert_eq!(listed(&["1", "2", "3", "3(a)", "4", "6"]), "1 to 3, 3(a), 4 and 6");
        assert_eq!(listed(&["1", "2", "2a"]), "1, 2 and 2a");
    }
}
