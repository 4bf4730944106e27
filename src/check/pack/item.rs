//! `[[item]]` of a pack, and the items below it. It never opens the papers that they name.
//!
//! Items below items are `[[item.item]]`; everything after `check` has them as one list in reading order. A
//! part of an agenda is a key of the item that begins it, not a table of its own, so that an item moves
//! without being indented anew. Items before the first part have headings of the second level, items in a
//! part of the third, so that no level is skipped.

use chrono::{NaiveDate, NaiveTime};

use super::paper::{self, ItemPaper};
use super::{PackContext, text};
use crate::check::PlainText;
use crate::check::expression::Expression;
use crate::check::fields::{Fields, blank, wrong};
use crate::check::markup::{MarkupBlock, MarkupLine, line, narrative};
use crate::check::meeting::moment;
use crate::check::paper_status::refuse_exempt;
use crate::check::person::{read_name, refuse_id};
use crate::check::plain_text::plain;
use crate::check::typed_capitals;
use crate::check::typed_numbers::starts_with_number;
use crate::finding::{Finding, Findings, Rule, Span, list_in_words};
use crate::load::node::{Node, TomlEntry};

/// An item of an agenda.
#[derive(Debug, Clone)]
pub(crate) struct ItemSpec {
    /// The number of items that it stands below: 0 to 2.
    pub depth: usize,
    /// The author's own number, where the next one will not do.
    pub own_number: Option<PlainText>,
    /// The whole number, "8(a)".
    pub number: String,
    /// The mark that is printed before the title, "(a)".
    pub mark: String,
    /// The heading of the part of the agenda that the item begins.
    pub part: Option<MarkupLine>,
    pub title: MarkupLine,
    /// The time at which the item is taken.
    pub time: Option<(NaiveTime, Span)>,
    /// The wards that the item is about.
    pub wards: Vec<PlainText>,
    pub presenter: Option<MarkupLine>,
    /// The words below the title.
    pub blocks: Vec<MarkupBlock>,
    pub papers: Vec<ItemPaper>,
    /// The state of the item's papers.
    pub state: ItemState,
    /// The reason why the item is urgent.
    pub reason: Option<MarkupLine>,
    pub purpose: Option<Purpose>,
    /// The person or body that the item's papers are awaited from.
    pub from: Option<PlainText>,
    /// The day by which the papers are awaited.
    pub due: Option<(NaiveDate, Span)>,
    /// The span of the title.
    pub span: Span,
    /// The first byte of all that is typed of it.
    pub start: Span,
}

impl ItemSpec {
    /// The expressions of all texts of the item.
    pub(super) fn expressions(&self) -> Vec<Expression> {
        let lines = [Some(&self.title), self.part.as_ref(), self.presenter.as_ref(), self.reason.as_ref()];
        let mut expressions: Vec<Expression> = lines.into_iter().flatten().flat_map(text::in_line).collect();
        expressions.extend(text::in_blocks(&self.blocks));
        expressions
    }
}

/// The state of an item's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemState {
    /// The papers are here, or the item needs none.
    Attached,
    /// The papers come later.
    ToFollow,
    /// The papers are given out at the meeting.
    Tabled,
    /// The item is spoken.
    Oral,
    /// The item came too late for the agenda, for a reason that is said.
    Urgent,
    /// The item is not considered.
    Withdrawn,
    /// The item is considered at a later meeting.
    Deferred,
}

/// The words for the states of items in `pack.toml`.
const STATES: [(&str, ItemState); 7] = [
    ("attached", ItemState::Attached),
    ("to_follow", ItemState::ToFollow),
    ("tabled", ItemState::Tabled),
    ("oral", ItemState::Oral),
    ("urgent", ItemState::Urgent),
    ("withdrawn", ItemState::Withdrawn),
    ("deferred", ItemState::Deferred),
];

/// The purpose of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Decision,
    Information,
}

/// The name of an item's table in messages, by its depth.
const NAMES: [&str; 3] = ["`[[item]]`", "`[[item.item]]`", "`[[item.item.item]]`"];

/// Reads the papers of an item.
fn papers(fields: &mut Fields<'_>, context: &PackContext<'_>, findings: &mut Findings) -> Vec<ItemPaper> {
    let mut own = Findings::default();
    let nodes = fields.list("papers", &mut own);
    let node = fields.node("papers");
    if let Some(node) = node.filter(|node| node.array().is_none()) {
        let one = match (node.text(), node.table().and_then(|table| table.entries.first())) {
            (Some(text), _) => paper::as_paper(&text.string),
            (None, Some(entry)) => match entry.node.text() {
                Some(text) => format!("{{ {} = \"{}\" }}", entry.key, text.string),
                None => format!("{{ {} = … }}", entry.key),
            },
            (None, None) => "{ report = \"…\" }".to_owned(),
        };
        findings.push(wrong("papers", node, "a list in [ ]").hint_only(format!("write papers = [ {one} ]")));
    }
    nodes.iter().filter_map(|n| paper::read(n, context.project, findings)).collect()
}

/// Finds a paper that an item names with a key of its own, and not among its papers.
fn refuse_loose_paper(entry: Option<&TomlEntry>, findings: &mut Findings) {
    let Some(entry) = entry else { return };
    let value = match entry.node.text() {
        Some(text) => format!("\"{}\"", text.string),
        None => "…".to_owned(),
    };
    let message = format!("`{}` is a key of a paper, and not of an item", entry.key);
    findings.push(
        Finding::error(Rule::ItemPaper, entry.key_place, message)
            .hint(format!("write papers = [ {{ {} = {value} }} ]", entry.key)),
    );
}

/// Reads an item that stands below `depth` others, and those below it, into a list in reading order.
pub(super) fn read(
    node: &Node,
    depth: usize,
    context: &PackContext<'_>,
    items: &mut Vec<ItemSpec>,
    findings: &mut Findings,
) {
    let mut fields = Fields::of(node, NAMES[depth], findings);
    let title = fields.required("title", "\"Introductions\"", findings);
    title.into_iter().for_each(|text| typed_capitals::find("title", text, findings));
    if let Some(text) = title.filter(|t| starts_with_number(&t.string)) {
        let message = "this item is numbered by hand, and numbers are the style's to write";
        findings.push(
            Finding::error(Rule::HeadingNumber, text.span(), message).hint(
                "take the number away; where the item has another than its place in the list gives it, as 8a, write number = \"8a\" in a line below",
            ),
        );
    }
    let own_number = fields.text("number", findings).map(plain).filter(|own| valid_number(own, findings));
    let part_entry = fields.entry("part");
    let part =
        fields.text("part", findings).filter(|t| !blank("part", t, "\"Items for decision\"", findings));
    let presenter = fields.text("presenter", findings);
    let presenter = presenter.inspect(|t| refuse_id(t, context.people, findings)).map(|t| line(t, findings));
    let blocks = fields.text("text", findings).map(|t| narrative(t, findings)).unwrap_or_default();
    let state_entry = fields.entry("state");
    let state = fields.choice("state", &STATES, findings);
    let reason = fields.text("reason", findings).map(|t| line(t, findings));
    let purposes = [("decision", Purpose::Decision), ("information", Purpose::Information)];
    let purpose = fields.choice("purpose", &purposes, findings);
    let time = fields.node("time").and_then(|n| time(n, findings));
    let wards = fields.texts("wards", findings);
    let awaited: Vec<&TomlEntry> = ["from", "due"].into_iter().filter_map(|key| fields.entry(key)).collect();
    let from = fields.node("from").and_then(|n| read_name("from", n, context.people, findings));
    let due_node = fields.node("due");
    let due = fields.date("due", findings).zip(due_node.map(|n| n.span));
    refuse_exempt(&mut fields, findings);
    let papers_entry = fields.entry("papers");
    let papers = papers(&mut fields, context, findings);
    let below_entry = fields.entry("item");
    let below = fields.list("item", findings);
    for key in ["report", "pdf", "minutes", "actions"] {
        refuse_loose_paper(fields.refused(key), findings);
    }
    fields.finish(findings);
    if let (1.., Some(entry)) = (depth, part_entry) {
        let message = "only an item that stands below no other begins a part of the agenda";
        findings.push(
            Finding::error(Rule::ItemPart, entry.key_place, message)
                .hint("move `part` to the `[[item]]` above"),
        );
    }
    check_state(state, state_entry, papers_entry, reason.is_some(), findings);
    if state_entry.is_none() && papers_entry.is_none() {
        refuse_awaited(&awaited, below_entry.is_some(), findings);
    }
    let item = ItemSpec {
        depth,
        own_number,
        number: String::new(),
        mark: String::new(),
        part: part.map(|t| line(t, findings)),
        title: title.map(|t| line(t, findings)).unwrap_or_default(),
        time,
        wards,
        presenter,
        blocks,
        papers,
        state: state.unwrap_or(ItemState::Attached),
        reason,
        purpose,
        from,
        due,
        span: title.map_or(node.span.head(), |t| t.span()),
        start: node.span.head(),
    };
    text::refuse(&item.expressions(), findings);
    items.push(item);
    match below_entry {
        Some(entry) if depth + 1 == NAMES.len() => findings.push(
            Finding::error(
                Rule::ItemDepth,
                entry.key_place,
                "items stand at most three deep: 8, 8(a), 8(a)(i)",
            )
            .hint("move these up a level, or put them into the text of the item: text = '''1. …'''"),
        ),
        _ => below.iter().for_each(|node| read(node, depth + 1, context, items, findings)),
    }
}

/// Whether a number holds a letter or a figure, which sets the item's file and stamp apart from others; one
/// without is a finding.
fn valid_number(own: &PlainText, findings: &mut Findings) -> bool {
    let sound = own.text.contains(char::is_alphanumeric);
    if !sound {
        let message = "`number` has no letter or figure in it";
        findings.push(
            Finding::error(Rule::ItemNumber, own.span, message)
                .hint("write, say: number = \"8a\"; without `number` the item takes the next one"),
        );
    }
    sound
}

/// Reads a time of day without a date, since the meeting has one; any other value is a finding.
fn time(node: &Node, findings: &mut Findings) -> Option<(NaiveTime, Span)> {
    let (date, time) = moment("time", node, "10:15:00", findings)?;
    if date.is_some() {
        findings.push(
            Finding::error(Rule::WrongType, node.span, "`time` has a date, and the item is of this meeting")
                .hint(format!("write the time alone: time = {time}")),
        );
        return None;
    }
    Some((time, node.span))
}

/// Finds a state that does not agree with the item's papers, and an urgent item without a reason.
fn check_state(
    state: Option<ItemState>,
    entry: Option<&TomlEntry>,
    papers: Option<&TomlEntry>,
    reasoned: bool,
    findings: &mut Findings,
) {
    let (Some(state), Some(entry)) = (state, entry) else { return };
    let typed = papers.and_then(|e| e.node.array()).is_some_and(|list| !list.is_empty());
    match (state, papers) {
        (ItemState::Urgent, _) if !reasoned => {
            // LGA 1972 s.100B(4)(b): the chair's reason is stated in the minutes, and so is known.
            findings.push(
                Finding::error(Rule::UrgentReason, entry.node.span, "an urgent item says why it could not wait")
                    .hint("add: reason = \"…\", as the chair gives it"),
            );
        }
        (ItemState::Attached, _) if !typed => findings.push(
            Finding::error(Rule::ItemState, entry.node.span, "this item has no papers, and says that they are attached")
                .hint("add papers = [ { report = \"…\" } ]; or take `state` away: an item needs no paper; or write state = \"to_follow\""),
        ),
        (ItemState::Attached | ItemState::Urgent, _) => {}
        (state, Some(papers)) if typed => findings.push(
            Finding::error(Rule::ItemState, papers.key_place, contradiction(state))
                .hint("take the papers out, or take `state` away"),
        ),
        _ => {}
    }
}

/// Warns of an item that says from whom or by when its paper is awaited, and neither names one nor says that it is to
/// follow: nobody is told that it is missing.
fn refuse_awaited(entries: &[&TomlEntry], has_items: bool, findings: &mut Findings) {
    let Some(first) = entries.first() else { return };
    let keys: Vec<String> = entries.iter().map(|entry| format!("`{}`", entry.key)).collect();
    let keys = list_in_words(&keys);
    let (is, below) = (
        if entries.len() == 1 { "is" } else { "are" },
        if has_items { "; what is of an item below it belongs below [[item.item]]" } else { "" },
    );
    let message = format!("{keys} {is} of a paper that is awaited, and this item awaits none");
    findings.push(
        Finding::warning(Rule::ItemState, first.key_place, message)
            .hint("where its paper is still to come, add: state = \"to_follow\"")
            .hint(format!("where the item has none, take {keys} away{below}")),
    );
}

/// The message for an item in a state without papers, which has papers.
fn contradiction(state: ItemState) -> &'static str {
    match state {
        ItemState::Withdrawn => "this item is withdrawn, and still has papers",
        ItemState::Deferred => "this item is deferred to another meeting, and still has papers",
        ItemState::ToFollow => "the papers of this item are to follow, and some are here",
        ItemState::Tabled => "the papers of this item are given out at the meeting, and some are here",
        _ => "this item is a report by word of mouth, and has papers",
    }
}
