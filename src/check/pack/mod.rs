//! `packs/<id>/pack.toml`: the agenda of a meeting, item by item. It never opens a paper and knows
//! no page.

mod item;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

pub use item::{Item, ItemPaper, ItemState, Purpose};

use super::Plain;
use super::board::Board;
use super::council::plain;
use super::fields::{Fields, date, date_time};
use super::person::Person;
use super::report::{Report, known_board, person, refuse_exempt};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::load::node::Node;
use crate::load::{self, Project};

/// A pack, as far as it could be read.
#[derive(Debug)]
pub struct Pack {
    /// Its folder's name.
    pub id: String,
    /// Its file as a whole.
    pub place: Place,
    /// The board that meets.
    pub board: Board,
    /// When the meeting begins.
    pub start: NaiveDateTime,
    /// Where it is held.
    pub venue: Option<Plain>,
    /// Whom to ask about it.
    pub clerk: Option<Person>,
    /// When it is published.
    pub published: Option<NaiveDate>,
    /// When the board meets next.
    pub next: Option<NaiveDateTime>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// Whether nothing in it was wrong.
    pub sound: bool,
}

/// What a pack may refer to.
pub(super) struct Context<'a> {
    /// Everything loaded.
    pub project: &'a Project,
    /// The directory.
    pub people: &'a BTreeMap<String, Person>,
    /// The boards.
    pub boards: &'a BTreeMap<String, Board>,
    /// The reports that were read.
    pub reports: &'a [Report],
}

/// Reads a pack; `None` where its board or its start could not be read.
pub(super) fn read(pack: &load::Pack, context: &Context<'_>, findings: &mut Findings) -> Option<Pack> {
    let mut own = Findings::default();
    let read = fields(pack, context, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.map(|p| Pack { sound, ..p })
}

fn fields(pack: &load::Pack, context: &Context<'_>, findings: &mut Findings) -> Option<Pack> {
    let place = Place::whole(pack.document.file);
    let mut fields = Fields::of(&pack.document.root, "a pack", findings);
    let board = fields
        .required("board", "\"safer_communities\"", findings)
        .and_then(|t| known_board(&t.string, t.place(), context.project, context.boards, findings));
    let start_node = fields.node("start");
    if start_node.is_none() {
        fields.missing("start", "2024-03-22T10:00:00", findings);
    }
    let start = start_node.and_then(|n| date_time("start", n, findings));
    let venue = fields.text("place", findings).map(plain);
    let clerk = fields.node("clerk").and_then(|n| person(n, context.people, findings));
    let published = fields.date("published", findings);
    fields.date("convened", findings);
    let next_node = fields.node("next");
    let next = next_node.and_then(|n| date_time("next", n, findings));
    refuse_exempt(&mut fields, findings);
    let nodes = fields.list("item", findings);
    let has_items = fields.node("item").is_some();
    fields.finish(findings);
    if !has_items || nodes.is_empty() {
        findings.push(
            Finding::error("missing-key", place, "a pack has no item")
                .hint("add: [[item]] with title = \"Introductions\""),
        );
    }
    let items: Vec<Item> = nodes.iter().map(|node| item::read(node, context.project, findings)).collect();
    let (board, start) = (board?, start?);
    check_next(next_node, next, start, findings);
    check_published(&pack.document.root, published, start, findings);
    papers(&items, &board, start.date(), context, findings);
    Some(Pack { id: pack.id.clone(), place, board, start, venue, clerk, published, next, items, sound: true })
}

fn check_next(
    node: Option<&Node>,
    next: Option<NaiveDateTime>,
    start: NaiveDateTime,
    findings: &mut Findings,
) {
    if let (Some(node), Some(next)) = (node, next)
        && next <= start
    {
        findings.push(
            Finding::error("meeting-date", node.place, "the next meeting is not after this one")
                .hint("`next` is the date and time of the meeting that follows"),
        );
    }
}

fn check_published(root: &Node, published: Option<NaiveDate>, start: NaiveDateTime, findings: &mut Findings) {
    let node = root.table().and_then(|t| t.get("published"));
    if let (Some(node), Some(day)) = (node, published)
        && day > start.date()
    {
        findings.push(
            Finding::error("meeting-date", node.place, "the agenda is published after its meeting")
                .hint("`published` is the day on which the agenda goes out"),
        );
    }
}

/// Each paper stands once, is there, and is for this meeting.
fn papers(items: &[Item], board: &Board, day: NaiveDate, context: &Context<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for item in items {
        for paper in &item.papers {
            let place = paper.place();
            if seen.insert(paper.name(), place).is_some() {
                findings.push(
                    Finding::error(
                        "paper-twice",
                        place,
                        format!("`{}` is a paper of two items", paper.name()),
                    )
                    .hint("a paper stands in a pack once: refer to it from the other item in words"),
                );
            }
            let ItemPaper::Report(id) = paper else { continue };
            let Some(report) = context.reports.iter().find(|r| r.id == id.text) else {
                // A report whose own file is wrong has its own findings.
                if context.project.reports.iter().all(|r| r.id != id.text) {
                    let known: Vec<&str> = context.project.report_names.iter().map(String::as_str).collect();
                    findings.push(
                        Finding::error(
                            "unknown-report",
                            id.place,
                            format!("no folder holds the report `{}`", id.text),
                        )
                        .label("not in reports/")
                        .hint_if(did_you_mean(&id.text, known.iter().copied()))
                        .hint(format!("there are: {}", known.join(", "))),
                    );
                }
                continue;
            };
            if report.board.id != board.id {
                let message = format!("the report `{}` goes to the board `{}`", id.text, report.board.id);
                findings.push(Finding::error("report-board", id.place, message).hint(format!(
                    "this meeting is of `{}`: mend `board` in one of the two files",
                    board.id
                )));
            }
            if !report.meetings.contains(&day) && !report.meetings.is_empty() {
                let dates: Vec<String> = report.meetings.iter().map(ToString::to_string).collect();
                findings.push(
                    Finding::error(
                        "report-meeting",
                        id.place,
                        format!("the report `{}` is for the meeting of {}", id.text, dates.join(", ")),
                    )
                    .hint(format!(
                        "this meeting is on {day}: mend `meeting` of the report, or `start` of the pack"
                    )),
                );
            }
        }
    }
}

/// A date that stands in a list of papers.
pub(super) fn paper_date(key: &str, node: &Node, findings: &mut Findings) -> Option<NaiveDate> {
    date(key, node, findings)
}
