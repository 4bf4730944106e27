//! `[[item]]` of a pack. It never opens the papers that it names.

use chrono::NaiveDate;

use super::paper_date;
use crate::check::Plain;
use crate::check::council::plain;
use crate::check::fields::Fields;
use crate::check::markup::{Block, Line, line, narrative};
use crate::check::report::refuse_exempt;
use crate::finding::{Finding, Findings, Place};
use crate::load::node::Node;
use crate::load::{Asset, Attachment, Project};

/// An item of an agenda.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number, where the next one will not do.
    pub number: Option<Plain>,
    /// Its title.
    pub title: Line,
    /// Who presents it.
    pub presenter: Option<Line>,
    /// Words below it.
    pub blocks: Vec<Block>,
    /// Its papers, in order.
    pub papers: Vec<ItemPaper>,
    /// What there is of its papers.
    pub state: ItemState,
    /// Why it is urgent.
    pub reason: Option<Line>,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Its title's place.
    pub place: Place,
}

/// A paper of an item.
#[derive(Debug, Clone)]
pub enum ItemPaper {
    /// A report, by its folder's name.
    Report(Plain),
    /// Minutes of the board's meeting of that day.
    Minutes(NaiveDate, Place),
    /// The action log for that day.
    Actions(NaiveDate, Place),
    /// A file from elsewhere, with its title.
    Pdf(Plain, Option<Plain>, Attachment),
}

impl ItemPaper {
    /// Where it was named.
    pub fn place(&self) -> Place {
        match self {
            Self::Report(id) | Self::Pdf(id, ..) => id.place,
            Self::Minutes(_, place) | Self::Actions(_, place) => *place,
        }
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Report(id) => format!("reports/{}", id.text),
            Self::Minutes(day, _) => format!("minutes of {day}"),
            Self::Actions(day, _) => format!("actions of {day}"),
            Self::Pdf(file, ..) => file.text.clone(),
        }
    }
}

/// What there is of an item's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// They are here, or it needs none.
    Attached,
    /// They come later.
    ToFollow,
    /// They are given out at the meeting.
    Tabled,
    /// It is spoken.
    Oral,
    /// It came too late for the agenda, for a reason that is said.
    Urgent,
    /// It is not considered.
    Withdrawn,
    /// It is considered at a later meeting.
    Deferred,
}

/// The words for states.
const STATES: [(&str, ItemState); 7] = [
    ("attached", ItemState::Attached),
    ("to_follow", ItemState::ToFollow),
    ("tabled", ItemState::Tabled),
    ("oral", ItemState::Oral),
    ("urgent", ItemState::Urgent),
    ("withdrawn", ItemState::Withdrawn),
    ("deferred", ItemState::Deferred),
];

/// What an item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To decide.
    Decision,
    /// To know.
    Information,
}

/// Reads an item.
pub(super) fn read(node: &Node, project: &Project, findings: &mut Findings) -> Item {
    let mut fields = Fields::of(node, "`[[item]]`", findings);
    let title = fields.required("title", "\"Introductions\"", findings);
    let number = fields.text("number", findings).map(plain);
    let presenter = fields.text("presenter", findings).map(|t| line(t, findings));
    let blocks = fields.text("text", findings).map(|t| narrative(t, findings)).unwrap_or_default();
    let state_entry = fields.entry("state");
    let state = fields.choice("state", &STATES, findings).unwrap_or(ItemState::Attached);
    let reason = fields.text("reason", findings).map(|t| line(t, findings));
    let purposes = [("decision", Purpose::Decision), ("information", Purpose::Information)];
    let purpose = fields.choice("purpose", &purposes, findings);
    refuse_exempt(&mut fields, findings);
    let papers_entry = fields.entry("papers");
    let papers: Vec<ItemPaper> =
        fields.list("papers", findings).iter().filter_map(|n| paper(n, project, findings)).collect();
    fields.finish(findings);
    if let (ItemState::Urgent, None, Some(entry)) = (state, &reason, state_entry) {
        // LGA 1972 s.100B(4)(b): the chair's reason is stated in the minutes, and so is known.
        findings.push(
            Finding::error("urgent-reason", entry.node.place, "an urgent item says why it could not wait")
                .hint("add: reason = \"…\", as the chair gives it"),
        );
    }
    let absent = matches!(
        state,
        ItemState::ToFollow
            | ItemState::Tabled
            | ItemState::Oral
            | ItemState::Withdrawn
            | ItemState::Deferred
    );
    if let (true, Some(entry), false) = (absent, papers_entry, papers.is_empty()) {
        findings.push(
            Finding::error(
                "item-state",
                entry.key_place,
                "this item has papers, and its state says that they are not here",
            )
            .hint("take `state` away, or take the papers out"),
        );
    }
    let place = title.map_or(node.place.head(), |t| t.place());
    Item {
        number,
        title: title.map(|t| line(t, findings)).unwrap_or_default(),
        presenter,
        blocks,
        papers,
        state,
        reason,
        purpose,
        place,
    }
}

fn paper(node: &Node, project: &Project, findings: &mut Findings) -> Option<ItemPaper> {
    let mut fields = Fields::of(node, "a paper of an item", findings);
    let report = fields.text("report", findings);
    let minutes = fields.node("minutes");
    let actions = fields.node("actions");
    let pdf = fields.text("pdf", findings);
    let title = fields.text("title", findings).map(plain);
    fields.finish(findings);
    let count = [report.is_some(), minutes.is_some(), actions.is_some(), pdf.is_some()];
    if count.iter().filter(|c| **c).count() != 1 {
        findings.push(
            Finding::error("item-paper", node.place, "a paper is one of report, minutes, actions and pdf")
                .hint(
                    "write { report = \"asb_update\" }, { minutes = 2023-12-15 } or { pdf = \"slides.pdf\" }",
                ),
        );
        return None;
    }
    if let Some(node) = minutes {
        return Some(ItemPaper::Minutes(paper_date("minutes", node, findings)?, node.place));
    }
    if let Some(node) = actions {
        return Some(ItemPaper::Actions(paper_date("actions", node, findings)?, node.place));
    }
    if let Some(text) = pdf {
        // Where it is not there the loader has said why.
        let Some(Asset::Pdf(attachment)) = project.assets.get(&text.place()) else { return None };
        return Some(ItemPaper::Pdf(plain(text), title, attachment.clone()));
    }
    report.map(|text| ItemPaper::Report(plain(text)))
}
