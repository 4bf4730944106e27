//! `packs/<id>/pack.toml`: the agenda of a meeting, item by item. It never opens a paper and knows no page.

mod dates;
mod item;
mod number;
mod other_reports;
mod paper;
mod papers;
mod standing;
mod standing_items;
mod text;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use dates::Dates;
pub(crate) use item::{ItemSpec, ItemState, Purpose};
pub(super) use number::numbers;
pub(super) use other_reports::leave_out_listed;
pub(crate) use paper::ItemPaper;
pub(crate) use standing::Standing;
pub(super) use standing::read as standing;

use super::PlainText;
use super::board::BoardSpec;
use super::council::Council;
use super::expression::{ExpressionKind, ExpressionNames};
use super::fields::Fields;
use super::indicator::Indicator;
use super::paper_status::refuse_exempt;
use super::person::{Person, person};
use super::plain_text::plain;
use super::read_report::{board_example, known_board};
use super::report::Report;
use super::typed_dates::date_time;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::{self, Project};
use crate::style::LANGUAGES;

/// A pack, as far as it could be read.
#[derive(Debug)]
pub(crate) struct PackSpec {
    /// The name of the pack's folder.
    pub id: String,
    /// The span of the pack's file as a whole.
    pub span: Span,
    pub board: BoardSpec,
    /// The start of the meeting.
    pub start: NaiveDateTime,
    /// The venue: the board's where the pack names none.
    pub venue: Option<PlainText>,
    /// The wards that the meeting is about.
    pub wards: Vec<PlainText>,
    /// The person to ask about the meeting.
    pub clerk: Option<Person>,
    /// The day on which the agenda is published.
    pub published: Option<NaiveDate>,
    /// The start of the board's next meeting.
    pub next: Option<NaiveDateTime>,
    /// Members, quorum and statements: the pack's own, or the board's.
    pub standing: Standing,
    /// The items of all levels, in reading order.
    pub items: Vec<ItemSpec>,
    /// The ids of the reports for the meeting that stand under no item, among those that are checked.
    pub unlisted: Vec<String>,
    /// Whether nothing in the pack was wrong.
    pub is_valid: bool,
}

/// The parts of a project that a pack may refer to.
pub(super) struct PackContext<'a> {
    pub project: &'a Project,
    pub people: &'a BTreeMap<String, Person>,
    pub boards: &'a BTreeMap<String, BoardSpec>,
    pub reports: &'a [Report],
    pub indicators: &'a BTreeMap<String, Indicator>,
    pub council: &'a Council,
}

/// Reads a pack; `None` where its board or its start could not be read.
pub(super) fn read(
    pack: &load::PackFolder,
    context: &PackContext<'_>,
    findings: &mut Findings,
) -> Option<PackSpec> {
    let mut own = Findings::default();
    let read = fields(pack, context, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.map(|p| PackSpec { is_valid: sound, ..p })
}

/// Keys that declare what stands in reports alone.
const OF_REPORTS: [&str; 8] =
    ["table", "chart", "image", "dashboard", "note", "section", "recommendations", "source"];

fn fields(pack: &load::PackFolder, context: &PackContext<'_>, findings: &mut Findings) -> Option<PackSpec> {
    let span = Span::whole(pack.document.file);
    let mut fields = Fields::of_document(&pack.document.root, "a pack", findings);
    let board_text = fields.required("board", &board_example(context.project), findings);
    let board =
        board_text.and_then(|t| known_board(&t.string, t.span(), context.project, context.boards, findings));
    let language = fields.choice("language", &LANGUAGES, findings);
    let board = board.map(|board| board.speaking(language));
    let start_node = fields.node("start");
    if start_node.is_none() {
        fields.missing("start", "2024-03-22T10:00:00", findings);
    }
    let start = start_node.and_then(|n| date_time("start", n, findings));
    let venue = fields.text("place", findings).map(plain);
    let wards = fields.texts("wards", findings);
    let clerk = fields.node("clerk").and_then(|n| person("clerk", n, context.people, findings));
    let mut day = |key| fields.date(key, findings).zip(fields.node(key).map(|n| n.span));
    let (published, convened) = (day("published"), day("convened"));
    // What is typed and could not be read has a finding of its own.
    let says_next = fields.node("next").is_some();
    let next = fields.node("next").and_then(|n| Some((date_time("next", n, findings)?, n.span)));
    let standing = standing(&mut fields, context.people, findings);
    refuse_exempt(&mut fields, findings);
    let nodes = fields.list("item", findings);
    let has_items = fields.node("item").is_some();
    for key in OF_REPORTS {
        if let Some(entry) = fields.refused(key) {
            let message = format!("`{key}` has no meaning in an agenda");
            findings.push(Finding::error(Rule::UnknownKey, entry.key_place, message).hint(text::INSTEAD));
        }
    }
    fields.finish(findings);
    if !has_items || nodes.is_empty() {
        findings.push(
            Finding::error(Rule::MissingKey, span, "a pack has no item")
                .hint("add: [[item]] with title = \"Introductions\""),
        );
    }
    let mut items = Vec::new();
    nodes.iter().for_each(|node| item::read(node, 0, context, &mut items, findings));
    let (board, start) = (board?, start?);
    let standing = standing.or(&board.standing);
    standing.check(findings);
    number::number(&mut items, &board.style.tokens.list("numbering.agenda"));
    number::check(&items, findings);
    let names = ExpressionNames {
        indicators: context.indicators.keys().map(String::as_str).collect(),
        areas: &context.council.areas,
        period: false,
        next: says_next,
    };
    for expression in items.iter().flat_map(ItemSpec::expressions).chain(standing.expressions()) {
        if let ExpressionKind::Printed(printed) = &expression.kind {
            names.unknown(printed).into_iter().for_each(|finding| findings.push(finding));
        }
    }
    let dates = Dates { start, published, convened, next };
    dates.check(findings);
    dates.check_items(&items, &standing, findings);
    papers::check(&items, &board, start.date(), context, findings);
    standing_items::check(&items, &board, board_text.map_or(span, |t| t.span()), findings);
    standing_items::check_twice(&items, findings);
    let unlisted = other_reports::waiting(&items, &board, start.date(), context);
    let unlisted = unlisted.into_iter().map(str::to_owned).collect();
    Some(PackSpec {
        id: pack.id.clone(),
        span,
        start,
        venue: venue.or_else(|| board.venue.clone()),
        wards,
        clerk,
        published: published.map(|(day, _)| day),
        next: next.map(|(next, _)| next),
        standing,
        items,
        unlisted,
        is_valid: true,
        board,
    })
}
