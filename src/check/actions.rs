//! `actions/<board>/<date>.toml`: the action log that goes to a meeting, as one table. It never
//! decides a colour.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Plain;
use super::board::Board;
use super::fields::Fields;
use super::markup::{Block, Inline, Piece, narrative};
use super::meeting::{self, day_text, filled, paragraph};
use super::names;
use super::person::read_name;
use super::rag::Rating;
use super::report::{Context, Report, refuse_exempt};
use super::row::{Body, Cell, Row};
use super::section::{Numbering, Section};
use super::table::{Column, Format, Table};
use crate::finding::{Finding, Findings, Place, Rule};
use crate::load;
use crate::load::node::{Node, Text};

/// An action log, as far as it could be read.
#[derive(Debug)]
pub struct Actions {
    /// Its folder and file: "safer/2024-03-22".
    pub id: String,
    /// What it has in common with reports: a section that holds the table.
    pub paper: Report,
    /// The status of each row of the table, where it has one of its own.
    pub states: Vec<Option<(State, Place)>>,
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it is rated.
    Rated(Rating),
    /// Done, and closed on that day.
    Closed(NaiveDate),
}

/// The name of the table; no author can give it.
pub(crate) const LOG: &str = "the log";

/// The words for a status; `None` is "closed", which `closed = DATE` says.
const STATES: [(&str, Option<Rating>); 4] = [
    ("green", Some(Rating::Green)),
    ("amber", Some(Rating::Amber)),
    ("red", Some(Rating::Red)),
    ("closed", None),
];

/// What an action or a part of one is read against.
struct Room<'a> {
    context: &'a Context<'a>,
    board: &'a Board,
    day: Option<NaiveDate>,
}

/// Reads an action log; `None` where its board could not be read.
pub(super) fn read(one: &load::Meeting, context: &Context<'_>, findings: &mut Findings) -> Option<Actions> {
    let mut own = Findings::default();
    let mut read = fields(one, context, &mut own);
    if let Some(actions) = &mut read {
        actions.paper.sound = !own.has_errors();
    }
    findings.append(own);
    read
}

fn fields(one: &load::Meeting, context: &Context<'_>, findings: &mut Findings) -> Option<Actions> {
    let whole = Place::whole(one.document.file);
    let mut fields = Fields::of(&one.document.root, "an action log", findings);
    let (board, day) = meeting::whose(one, "actions", &mut fields, context, findings);
    refuse_exempt(&mut fields, findings);
    let nodes = fields.list("action", findings);
    if nodes.is_empty() && fields.node("action").is_none_or(|n| n.array().is_some()) {
        findings.push(
            Finding::error(Rule::MissingKey, whole, "this log has no action")
                .hint("add: [[action]] with id = \"…\", number = 1, raised = 2025-06-20 and text = '''…'''"),
        );
    }
    let Some(board) = board else {
        fields.node("note");
        fields.finish(findings);
        return None;
    };
    let mut paper = meeting::paper(whole, board, day);
    paper.alone = one.alone;
    meeting::notes(&mut fields, &mut paper, findings);
    fields.finish(findings);
    let room = Room { context, board: &paper.board, day };
    let mut seen = Seen::default();
    let (mut rows, mut states) = (Vec::new(), Vec::new());
    for node in nodes {
        action(node, &room, &mut seen, &mut rows, &mut states, findings);
    }
    let table = Table {
        caption: Vec::new(),
        columns: columns(&paper.board, whole),
        rows,
        landscape: Some(true),
        beside: false,
        own_total: false,
        source: Vec::new(),
        place: nodes.first().map_or(whole, |n| n.place.head()),
    };
    paper.sections = vec![Section {
        level: 1,
        heading: Vec::new(),
        name: None,
        numbering: Numbering::None,
        language: None,
        blocks: vec![Block::Placed { name: LOG.to_owned(), place: table.place }],
        place: whole,
    }];
    let declared = BTreeMap::from([(LOG.to_owned(), table.place)]);
    paper.tables.insert(LOG.to_owned(), table);
    names::check(&paper, &declared, findings);
    Some(Actions { id: format!("{}/{}", one.board, one.date), paper, states })
}

/// What was given to an action so far.
#[derive(Default)]
struct Seen {
    ids: BTreeMap<String, Place>,
    numbers: BTreeMap<i64, Place>,
}

/// One action: a row, and one for each of its parts.
fn action(
    node: &Node,
    room: &Room<'_>,
    seen: &mut Seen,
    rows: &mut Vec<Row>,
    states: &mut Vec<Option<(State, Place)>>,
    findings: &mut Findings,
) {
    let mut fields = Fields::of(node, "`[[action]]`", findings);
    if let Some(id) = fields.required("id", "\"prison_impact\"", findings) {
        unique_id(id, seen, findings);
    }
    let number_entry = fields.entry("number");
    let number = fields.integer("number", 1, 9_999, findings);
    match (number_entry, number) {
        (None, _) => fields.missing("number", &(seen.numbers.len() + 1).to_string(), findings),
        (Some(entry), Some(n)) if seen.numbers.insert(n, entry.node.place).is_some() => findings.push(
            Finding::error(Rule::ActionNumber, entry.node.place, format!("two actions have the number {n}"))
                .hint("give each its own; what belongs to one action stands in [[action.part]] below it"),
        ),
        _ => {}
    }
    let number_place = number_entry.map_or(node.place.head(), |e| e.node.place);
    let shown = number.map(|n| n.to_string()).unwrap_or_default();
    let number_cell =
        Cell { body: Body::Line(vec![Piece::Text(shown, number_place)]), span: 1, place: number_place };
    let parts = fields.list("part", findings);
    let mut entry = entry(&mut fields, node, room, findings);
    // What a part leaves out goes on from its action; an action has nothing above it.
    for cell in entry.cells.iter_mut().filter(|cell| matches!(cell.body, Body::GoesOn)) {
        cell.body = Body::Blank;
    }
    if fields.node("owners").is_none() {
        findings.push(
            Finding::warning(Rule::ActionOwner, node.place.head(), "nobody is responsible for this action")
                .hint("add: owners = [\"…\"] with an id of people.toml, or a name as it is printed"),
        );
    }
    if entry.state.is_none() && fields.node("status").is_none() && fields.node("closed").is_none() {
        fields.missing("status", "\"amber\" (or closed = 2025-06-20, when it is done)", findings);
    }
    refuse_exempt(&mut fields, findings);
    fields.finish(findings);
    let mut put = |number: Cell, entry: Entry| {
        let mut cells = vec![number];
        cells.extend(entry.cells);
        rows.push(Row { cells });
        states.push(entry.state);
    };
    put(number_cell, entry);
    for part in parts {
        let mut fields = Fields::of(part, "`[[action.part]]`", findings);
        let entry = self::entry(&mut fields, part, room, findings);
        fields.finish(findings);
        put(Cell { body: Body::GoesOn, span: 1, place: part.place.head() }, entry);
    }
}

/// An id stays the same from meeting to meeting, so that it is found again.
fn unique_id(id: &Text, seen: &mut Seen, findings: &mut Findings) {
    let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !id.string.bytes().all(sound) {
        let message = format!("`{}` is not an id: it has small letters, digits and _", id.string);
        let better: String = id.string.to_lowercase().replace([' ', '-'], "_");
        findings.push(
            Finding::error(Rule::ActionId, id.place(), message).hint(format!("write id = \"{better}\"")),
        );
    }
    if seen.ids.insert(id.string.clone(), id.place()).is_some() {
        findings.push(
            Finding::error(Rule::ActionId, id.place(), format!("two actions have the id `{}`", id.string))
                .hint("give each its own: it is not printed, and stays the same from meeting to meeting"),
        );
    }
}

/// The cells of an action, or of a part, but for the number; and its status.
struct Entry {
    cells: Vec<Cell>,
    state: Option<(State, Place)>,
}

fn entry(fields: &mut Fields<'_>, node: &Node, room: &Room<'_>, findings: &mut Findings) -> Entry {
    let head = node.place.head();
    let raised_entry = fields.entry("raised");
    let raised = fields.date("raised", findings);
    if raised_entry.is_none() {
        fields.missing("raised", "2025-06-20", findings);
    }
    let raised_place = raised_entry.map_or(head, |e| e.node.place);
    after(raised, room.day, "was raised", raised_place, findings);
    let text = fields.required("text", "'''Bring an update to the Board'''", findings);
    let owners = fields.node("owners").map(|n| owners(n, room, findings));
    let updates = updates(fields, raised, room, findings);
    let state = state(fields, raised, room, findings);
    let cell = |body, place| Cell { body, span: 1, place };
    let day = raised.map(|d| day_text(room.board, "log", d)).unwrap_or_default();
    let owners = owners.unwrap_or((Body::GoesOn, head));
    let cells = vec![
        cell(Body::Line(vec![Piece::Text(day, raised_place)]), raised_place),
        match text {
            Some(text) => cell(Body::Blocks(narrative(text, findings)), text.place()),
            None => cell(Body::Blank, head),
        },
        cell(owners.0, owners.1),
        cell(if updates.is_empty() { Body::Blank } else { Body::Blocks(updates) }, head),
        match state {
            Some((_, place)) => cell(Body::Blank, place),
            None => cell(Body::GoesOn, head),
        },
    ];
    Entry { cells, state }
}

/// Says that a date lies after the meeting that the log goes to.
fn after(
    date: Option<NaiveDate>,
    meeting: Option<NaiveDate>,
    what: &str,
    place: Place,
    findings: &mut Findings,
) {
    if let (Some(date), Some(meeting)) = (date, meeting)
        && date > meeting
    {
        let message = format!("this {what} on {date}, and the log goes to the meeting of {meeting}");
        findings.push(
            Finding::error(Rule::ActionDate, place, message)
                .hint("mend the date; a file is named after the meeting that the log goes to"),
        );
    }
}

/// Whose the action is: each on a line of their own.
fn owners(node: &Node, room: &Room<'_>, findings: &mut Findings) -> (Body, Place) {
    let nodes = node.array().unwrap_or_else(|| {
        let mut finding = super::fields::wrong("owners", node, "a list in [ ]");
        if let Some(text) = node.text() {
            finding.hints = vec![format!("write owners = [\"{}\"]", text.string)];
        }
        findings.push(finding);
        &[]
    });
    let named: Vec<Plain> =
        nodes.iter().filter_map(|n| read_name("owners", n, room.context.people, findings)).collect();
    let body = match named.as_slice() {
        [] => Body::Blank,
        [one] => Body::Line(vec![Piece::Text(one.text.clone(), one.place)]),
        all => Body::Blocks(all.iter().map(|p| paragraph(p.text.clone(), p.place)).collect()),
    };
    (body, node.place)
}

/// What was done so far, each with its date where it has one.
fn updates(
    fields: &mut Fields<'_>,
    raised: Option<NaiveDate>,
    room: &Room<'_>,
    findings: &mut Findings,
) -> Vec<Block> {
    let mut all = Vec::new();
    for node in fields.list("update", findings) {
        let mut own = Fields::of(node, "`update`", findings);
        let text = own.required("text", "\"Assurance received.\"", findings);
        let on_place = own.entry("on").map(|e| e.node.place);
        let on = own.date("on", findings);
        own.finish(findings);
        let place = on_place.unwrap_or(node.place);
        after(on, room.day, "was written", place, findings);
        before(on, raised, "was written", place, findings);
        let Some(text) = text else { continue };
        let mut blocks = narrative(text, findings);
        if let Some(on) = on {
            let day = day_text(room.board, "log", on);
            let lead = filled(&room.board.style.tokens, "actions.update", &[("date", &day)]);
            match blocks.first_mut() {
                Some(Block::Paragraph { body, .. }) => body.insert(0, Inline::Text(lead, place)),
                _ => blocks.insert(0, paragraph(lead.trim_end().to_owned(), place)),
            }
        }
        all.extend(blocks);
    }
    all
}

/// Says that a date lies before the action was raised.
fn before(
    date: Option<NaiveDate>,
    raised: Option<NaiveDate>,
    what: &str,
    place: Place,
    findings: &mut Findings,
) {
    if let (Some(date), Some(raised)) = (date, raised)
        && date < raised
    {
        let message = format!("this {what} on {date}, before the action was raised on {raised}");
        findings.push(Finding::error(Rule::ActionDate, place, message).hint("mend one of the two dates"));
    }
}

/// The status, where the row has one of its own.
fn state(
    fields: &mut Fields<'_>,
    raised: Option<NaiveDate>,
    room: &Room<'_>,
    findings: &mut Findings,
) -> Option<(State, Place)> {
    let status_place = fields.node("status").map(|n| n.place);
    let status = fields.choice("status", &STATES, findings);
    let closed_place = fields.node("closed").map(|n| n.place);
    let closed = fields.date("closed", findings);
    if let (Some(closed), Some(place)) = (closed, closed_place) {
        before(Some(closed), raised, "was closed", place, findings);
        after(Some(closed), room.day, "was closed", place, findings);
        if let (Some(Some(Rating::Amber | Rating::Red)), Some(place)) = (status, status_place) {
            findings.push(
                Finding::error(Rule::ActionStatus, place, "this action is closed, and still amber or red")
                    .hint("take `status` away: what is closed is printed so, with its date"),
            );
        }
        return Some((State::Closed(closed), place));
    }
    let place = status_place?;
    match status? {
        Some(rating) => Some((State::Rated(rating), place)),
        None => {
            if closed_place.is_none() {
                findings.push(
                    Finding::error(Rule::ActionStatus, place, "this action is closed, and does not say when")
                        .hint("add: closed = 2025-06-20, with its own date"),
                );
            }
            None
        }
    }
}

fn columns(board: &Board, place: Place) -> Vec<Column> {
    let words = [
        ("number", "actions.number"),
        ("raised", "actions.date"),
        ("text", "actions.action"),
        ("owners", "actions.owner"),
        ("update", "actions.comments"),
        ("status", "actions.status"),
    ];
    let column = |(key, word): (&str, &str)| Column {
        key: Plain { text: key.to_owned(), place },
        heading: vec![Piece::Text(board.style.tokens.text(word).to_owned(), place)],
        over: None,
        row_header: key == "number",
        group: false,
        narrative: false,
        format: Format::Text,
        decimals: None,
        total: false,
        sum_of: Vec::new(),
    };
    words.into_iter().map(column).collect()
}
