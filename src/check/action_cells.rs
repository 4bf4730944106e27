//! The cells of one action of a log: when it was raised, what it is, who does it, its updates and its status.
//! It never reads ids or numbers, and decides no colour.

use chrono::NaiveDate;

use super::PlainText;
use super::board::BoardSpec;
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupInline, MarkupPiece, narrative};
use super::meeting::{day_text, filled, paragraph};
use super::person::read_name;
use super::rag::Rating;
use super::report::ReportContext;
use super::row::{CellContentSpec, CellSpec};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlValue, toml_text};
use crate::load::typed_date;

/// The status of an action: its rating, or the day on which it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActionState {
    Rated(Rating),
    Closed(NaiveDate),
}

/// Whether a status says that an action is not done yet.
fn is_open(status: &str) -> bool {
    let small = status.trim().to_lowercase().replace(['-', '_'], " ");
    [
        "ongoing",
        "on going",
        "in progress",
        "open",
        "outstanding",
        "started",
        "not started",
        "pending",
        "underway",
        "under way",
        "to do",
        "active",
    ]
    .contains(&small.as_str())
}

/// Whether a word for a status says that an action is done.
fn is_done(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    ["blue", "complete", "completed", "discharged", "done", "finished"].contains(&word.as_str())
}

/// The words for a status; `None` is "closed", which `closed = DATE` says.
const STATES: [(&str, Option<Rating>); 4] = [
    ("green", Some(Rating::Green)),
    ("amber", Some(Rating::Amber)),
    ("red", Some(Rating::Red)),
    ("closed", None),
];

/// The meeting and the papers that an action, or a part of one, is read against.
pub(super) struct ActionContext<'a> {
    pub context: &'a ReportContext<'a>,
    pub board: &'a BoardSpec,
    pub day: Option<NaiveDate>,
}

/// The cells of an action or of a part of one, without its number, and its status.
pub(super) struct ActionCells {
    pub cells: Vec<CellSpec>,
    pub state: Option<(ActionState, Span)>,
}

/// Reads the cells and the status of an action, or of a part of one.
pub(super) fn read_cells(
    fields: &mut Fields<'_>,
    node: &Node,
    room: &ActionContext<'_>,
    findings: &mut Findings,
) -> ActionCells {
    let head = node.span.head();
    let raised_entry = fields.entry("raised");
    let raised = fields.date("raised", findings);
    if raised_entry.is_none() {
        fields.missing("raised", "2025-06-20", findings);
    }
    let raised_place = raised_entry.map_or(head, |e| e.node.span);
    after(raised, room.day, "was raised", raised_place, findings);
    let text = fields.required("text", "'''Bring an update to the Board'''", findings);
    let owners = fields.node("owners").map(|n| owners(n, room, findings));
    let updates = updates(fields, raised, room, findings);
    let state = state(fields, raised, room, findings);
    let cell = |body, span| CellSpec { body, columns: 1, span };
    let day = raised.map(|d| day_text(room.board, "log", d)).unwrap_or_default();
    let owners = owners.unwrap_or((CellContentSpec::GoesOn, head));
    let cells = vec![
        cell(CellContentSpec::Line(vec![MarkupPiece::Text(day, raised_place)]), raised_place),
        match text {
            Some(text) => cell(CellContentSpec::Blocks(narrative(text, findings)), text.span()),
            None => cell(CellContentSpec::Blank, head),
        },
        cell(owners.0, owners.1),
        cell(
            if updates.is_empty() { CellContentSpec::Blank } else { CellContentSpec::Blocks(updates) },
            head,
        ),
        match state {
            Some((_, span)) => cell(CellContentSpec::Blank, span),
            None => cell(CellContentSpec::GoesOn, head),
        },
    ];
    ActionCells { cells, state }
}

/// Finds a date that lies after the meeting that the log goes to.
fn after(
    date: Option<NaiveDate>,
    meeting: Option<NaiveDate>,
    what: &str,
    span: Span,
    findings: &mut Findings,
) {
    if let (Some(date), Some(meeting)) = (date, meeting)
        && date > meeting
    {
        let message = format!("this {what} on {date}, and the log goes to the meeting of {meeting}");
        findings.push(
            Finding::error(Rule::ActionDate, span, message)
                .hint("correct the date; a file is named after the meeting that the log goes to"),
        );
    }
}

/// Reads the names of an action's owners, each on a line of its own.
fn owners(node: &Node, room: &ActionContext<'_>, findings: &mut Findings) -> (CellContentSpec, Span) {
    let nodes = node.array().unwrap_or_else(|| {
        let mut finding = super::fields::wrong("owners", node, "a list in [ ]");
        if let Some(text) = node.text() {
            finding.hints = vec![format!("write owners = [\"{}\"]", text.string)];
        }
        findings.push(finding);
        &[]
    });
    let named: Vec<PlainText> =
        nodes.iter().filter_map(|n| read_name("owners", n, room.context.people, findings)).collect();
    let body = match named.as_slice() {
        [] => CellContentSpec::Blank,
        [one] => CellContentSpec::Line(vec![MarkupPiece::Text(one.text.clone(), one.span)]),
        all => CellContentSpec::Blocks(all.iter().map(|p| paragraph(p.text.clone(), p.span)).collect()),
    };
    (body, node.span)
}

/// The list to write for an update that is typed as one text, with its day where it begins with one.
fn update_of(text: &str) -> String {
    let (head, rest) = text.split_once(':').unwrap_or(("", text));
    let day = typed_date(head);
    let words = toml_text(if day.is_some() { rest.trim() } else { text });
    match day {
        Some(day) => format!("write update = [ {{ on = {day}, text = {words} }} ]"),
        None => format!(
            "write update = [ {{ text = {words} }} ]; the day of an update goes before its text: {{ on = 2024-03-04, text = \"…\" }}"
        ),
    }
}

/// Reads the updates on an action, each with its date where it has one.
fn updates(
    fields: &mut Fields<'_>,
    raised: Option<NaiveDate>,
    room: &ActionContext<'_>,
    findings: &mut Findings,
) -> Vec<MarkupBlock> {
    let mut all = Vec::new();
    if let Some((node, text)) = fields.node("update").and_then(|node| Some((node, node.text()?))) {
        findings.push(
            super::fields::wrong("update", node, "a list of updates").hint_only(update_of(&text.string)),
        );
        return all;
    }
    for node in fields.list("update", findings) {
        let mut own = Fields::of(node, "`update`", findings);
        let text = own.required("text", "\"Assurance received.\"", findings);
        let on_place = own.entry("on").map(|e| e.node.span);
        let on = own.date("on", findings);
        own.finish(findings);
        let span = on_place.unwrap_or(node.span);
        after(on, room.day, "was written", span, findings);
        before(on, raised, "was written", span, findings);
        let Some(text) = text else { continue };
        let mut blocks = narrative(text, findings);
        if let Some(on) = on {
            let day = day_text(room.board, "log", on);
            let lead = filled(&room.board.style.tokens, "actions.update", &[("date", &day)]);
            match blocks.first_mut() {
                Some(MarkupBlock::Paragraph { body, .. }) => body.insert(0, MarkupInline::Text(lead, span)),
                _ => blocks.insert(0, paragraph(lead.trim_end().to_owned(), span)),
            }
        }
        all.extend(blocks);
    }
    all
}

/// Finds a date that lies before the day on which the action was raised.
fn before(
    date: Option<NaiveDate>,
    raised: Option<NaiveDate>,
    what: &str,
    span: Span,
    findings: &mut Findings,
) {
    if let (Some(date), Some(raised)) = (date, raised)
        && date < raised
    {
        let message = format!("this {what} on {date}, before the action was raised on {raised}");
        findings.push(Finding::error(Rule::ActionDate, span, message).hint("correct one of the two dates"));
    }
}

/// Reads the status of an action or of a part of one; `None` where it has none of its own.
fn state(
    fields: &mut Fields<'_>,
    raised: Option<NaiveDate>,
    room: &ActionContext<'_>,
    findings: &mut Findings,
) -> Option<(ActionState, Span)> {
    let status_place = fields.node("status").map(|n| n.span);
    let done = fields.node("status").and_then(Node::text).filter(|text| is_done(&text.string));
    let status = match done {
        Some(text) => {
            let message = format!("`status` cannot be `{}`", text.string);
            findings.push(
                Finding::error(Rule::WrongValue, text.span(), message).label("not one of its words").hint(
                    match fields.node("closed") {
                        Some(_) => "take this line away: `closed` says that the action is done",
                        None => "an action that is done has the day in place of `status`, as in closed = 2025-06-20",
                    },
                ),
            );
            None
        }
        None => {
            let open = fields.node("status").and_then(Node::text).filter(|text| is_open(&text.string));
            match open {
                Some(text) => {
                    let message = format!("`status` cannot be `{}`", text.string);
                    findings.push(
                        Finding::error(Rule::WrongValue, text.span(), message).label("not one of its words").hint(
                            "an action that is not done says how it goes: write status = \"green\" where it is on track, \"amber\" where it is late or in doubt, or \"red\" where it is in trouble",
                        ),
                    );
                    None
                }
                None => fields.choice("status", &STATES, findings),
            }
        }
    };
    let closed_node = fields.node("closed");
    let closed_place = closed_node.map(|n| n.span);
    let mut of_closed = Findings::default();
    let closed = fields.date("closed", &mut of_closed);
    let is_word = closed_node.is_some_and(|n| {
        matches!(n.value, TomlValue::Boolean(_))
            || n.text().is_some_and(|t| !t.string.contains(|c: char| c.is_ascii_digit()))
    });
    for finding in of_closed.iter().cloned() {
        let hint = "`closed` is the day on which the action was done";
        findings.push(if is_word { finding.hint(hint) } else { finding });
    }
    if let (Some(closed), Some(span)) = (closed, closed_place) {
        before(Some(closed), raised, "was closed", span, findings);
        after(Some(closed), room.day, "was closed", span, findings);
        if let (Some(Some(Rating::Amber | Rating::Red)), Some(span)) = (status, status_place) {
            findings.push(
                Finding::error(Rule::ActionStatus, span, "this action is closed, and still amber or red")
                    .hint("take `status` away: what is closed is printed so, with its date"),
            );
        }
        return Some((ActionState::Closed(closed), span));
    }
    let span = status_place?;
    match status? {
        Some(rating) => Some((ActionState::Rated(rating), span)),
        None => {
            if closed_place.is_none() {
                findings.push(
                    Finding::error(Rule::ActionStatus, span, "this action is closed, and does not say when")
                        .hint("add: closed = 2025-06-20, with its own date"),
                );
            }
            None
        }
    }
}
