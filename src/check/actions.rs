//! `actions/<board>/<date>.toml`: the action log of a meeting, as one table. It never decides a colour.

use std::collections::BTreeMap;

use super::PlainText;
use super::action_cells::{ActionCells, ActionContext, ActionState, read_cells};
use super::board::BoardSpec;
use super::column::ColumnSpec;
use super::columns::bare_column;
use super::fields::Fields;
use super::key_advice;
use super::markup::{MarkupBlock, MarkupPiece};
use super::meeting::{self};
use super::names;
use super::paper_status::refuse_exempt;
use super::report::{Report, ReportContext};
use super::row::{CellContentSpec, CellSpec, RowSpec};
use super::section::{SectionNumberingSpec, SectionSpec};
use super::table::TableSpec;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load;
use crate::load::node::{Node, TypedText};

/// An action log, as far as it could be read.
#[derive(Debug)]
pub(crate) struct ActionLog {
    /// The log's folder and file: "safer/2024-03-22".
    pub id: String,
    /// The frame that logs share with reports: a section that holds the table.
    pub paper: Report,
    /// The status of each row of the table, where it has one of its own.
    pub states: Vec<Option<(ActionState, Span)>>,
}

/// The name of the table; no author can give it.
pub(crate) const LOG: &str = "the log";

/// Reads an action log; `None` where its board could not be read.
pub(super) fn read(
    one: &load::MeetingFile,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> Option<ActionLog> {
    let mut own = Findings::default();
    let mut read = fields(one, context, &mut own);
    if let Some(actions) = &mut read {
        actions.paper.is_valid = !own.has_errors();
    }
    findings.append(own);
    read
}

fn fields(
    one: &load::MeetingFile,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> Option<ActionLog> {
    let whole = Span::whole(one.document.file);
    let mut fields = Fields::of_document(&one.document.root, "an action log", findings);
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
    let room = ActionContext { context, board: &paper.board, day };
    let mut seen = ActionProgress::default();
    let (mut rows, mut states) = (Vec::new(), Vec::new());
    for node in nodes {
        action(node, &room, &mut seen, &mut rows, &mut states, findings);
    }
    let table = TableSpec {
        caption: Vec::new(),
        columns: columns(&paper.board, whole),
        rows,
        landscape: Some(true),
        beside: false,
        own_total: false,
        origin: Vec::new(),
        caption_hidden: false,
        headings_hidden: false,
        span: nodes.first().map_or(whole, |n| n.span.head()),
    };
    paper.sections = vec![SectionSpec {
        level: 1,
        heading: Vec::new(),
        name: None,
        numbering: SectionNumberingSpec::None,
        language: None,
        blocks: vec![MarkupBlock::Placed { name: LOG.to_owned(), span: table.span }],
        span: whole,
    }];
    let declared = BTreeMap::from([(LOG.to_owned(), table.span)]);
    paper.tables.insert(LOG.to_owned(), table);
    names::check(&paper, &declared, &one.document.root, context, findings);
    Some(ActionLog { id: format!("{}/{}", one.board, one.date), paper, states })
}

/// The ids and numbers that the actions of a log have taken so far.
#[derive(Default)]
struct ActionProgress {
    ids: BTreeMap<String, Span>,
    numbers: BTreeMap<i64, Span>,
}

impl ActionProgress {
    /// The number behind the highest so far.
    fn next_number(&self) -> i64 {
        self.numbers.keys().next_back().map_or(1, |last| last + 1)
    }
}

/// Reads an action: a row, and a row for each of its parts.
fn action(
    node: &Node,
    room: &ActionContext<'_>,
    seen: &mut ActionProgress,
    rows: &mut Vec<RowSpec>,
    states: &mut Vec<Option<(ActionState, Span)>>,
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
        (Some(entry), Some(n)) if seen.numbers.insert(n, entry.node.span).is_some() => findings.push(
            Finding::error(Rule::ActionNumber, entry.node.span, format!("two actions have the number {n}"))
                .hint(format!("the next free one is number = {}; what belongs to one action stands in [[action.part]] below it", seen.next_number())),
        ),
        _ => {}
    }
    let number_place = number_entry.map_or(node.span.head(), |e| e.node.span);
    let shown = number.map(|n| n.to_string()).unwrap_or_default();
    let number_cell = CellSpec {
        body: CellContentSpec::Line(vec![MarkupPiece::Text(shown, number_place)]),
        columns: 1,
        span: number_place,
    };
    let parts = fields.list("part", findings);
    let mut entry = read_cells(&mut fields, node, room, findings);
    // What a part leaves out goes on from its action; an action has nothing above it.
    for cell in entry.cells.iter_mut().filter(|cell| matches!(cell.body, CellContentSpec::GoesOn)) {
        cell.body = CellContentSpec::Blank;
    }
    // A key that is meant as `owners` has a finding of its own.
    let is_meant = |key: &&str| node.table().is_some_and(|table| table.get(key).is_some());
    if fields.node("owners").is_none() && !key_advice::OWNERS.iter().any(is_meant) {
        findings.push(
            Finding::warning(Rule::ActionOwner, node.span.head(), "nobody is responsible for this action")
                .hint("add: owners = [\"…\"] with an id of people.toml, or a name as it is printed"),
        );
    }
    if entry.state.is_none() && fields.node("status").is_none() && fields.node("closed").is_none() {
        fields.missing(
            "status",
            "\"green\" or \"amber\" or \"red\"; or, when it is done, closed = and the day, as in 2025-06-20",
            findings,
        );
    }
    refuse_exempt(&mut fields, findings);
    fields.finish(findings);
    let mut put = |number: CellSpec, entry: ActionCells| {
        let mut cells = vec![number];
        cells.extend(entry.cells);
        rows.push(RowSpec { cells });
        states.push(entry.state);
    };
    put(number_cell, entry);
    for part in parts {
        let mut fields = Fields::of(part, "`[[action.part]]`", findings);
        let entry = read_cells(&mut fields, part, room, findings);
        fields.finish(findings);
        put(CellSpec { body: CellContentSpec::GoesOn, columns: 1, span: part.span.head() }, entry);
    }
}

/// Finds an id that is not well formed or that another action has: an id stays the same from meeting to
/// meeting, so that its action is found again.
fn unique_id(id: &TypedText, seen: &mut ActionProgress, findings: &mut Findings) {
    let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !id.string.bytes().all(sound) {
        let message = format!("`{}` is not an id: it has small letters, digits and _", id.string);
        let better: String = id.string.to_lowercase().replace([' ', '-'], "_");
        findings.push(
            Finding::error(Rule::ActionId, id.span(), message).hint(format!("write id = \"{better}\"")),
        );
    }
    if seen.ids.insert(id.string.clone(), id.span()).is_some() {
        findings.push(
            Finding::error(Rule::ActionId, id.span(), format!("two actions have the id `{}`", id.string))
                .hint("give this one a name of its own: it is not printed, and stays the same from meeting to meeting"),
        );
    }
}

fn columns(board: &BoardSpec, span: Span) -> Vec<ColumnSpec> {
    let words = [
        ("number", "actions.number"),
        ("raised", "actions.date"),
        ("text", "actions.action"),
        ("owners", "actions.owner"),
        ("update", "actions.comments"),
        ("status", "actions.status"),
    ];
    let column = |(key, word): (&str, &str)| ColumnSpec {
        key: PlainText { text: key.to_owned(), span },
        row_header: key == "number",
        ..bare_column(board.style.tokens.text(word), span)
    };
    words.into_iter().map(column).collect()
}
