//! The frame that minutes and action logs have in common: the board and the date that the path of their file
//! says, times, and what is placed in their text. It knows neither kind.
//!
//! Minutes and action logs are papers like reports. Both are read into this frame, so that tables, images,
//! notes and references work in them; `merge` then gives the paper its heading sentence, its lists of names
//! and its signal colours, and templates of their own set them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use super::board::BoardSpec;
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupInline, MarkupLine, MarkupPiece};
use super::names;
use super::paper_status::PaperStatus;
use super::placed;
use super::read_report::known_board;
use super::report::{Report, ReportContext};
use super::table;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlValue, TypedText};
use crate::load::{self, typed_date};
use crate::style::date::DatePart;
use crate::style::{LANGUAGES, Tokens, fill};

/// Reads the board and the date of a meeting from its file's path. The board is `None` where there is none of
/// that name, the date where the file's name is none; both are findings, and so is a key `board` that names
/// another board.
pub(super) fn whose(
    meeting: &load::MeetingFile,
    kind: &str,
    fields: &mut Fields<'_>,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> (Option<BoardSpec>, Option<NaiveDate>) {
    let whole = Span::whole(meeting.document.file);
    let typed = fields.text("board", findings);
    // The folder of a board that was given another name by its letters or blanks alone.
    let folded = |name: &str| name.to_lowercase().replace([' ', '-'], "_");
    if let Some(text) = typed.filter(|t| t.string != meeting.board && t.string == folded(&meeting.board)) {
        findings.push(
            Finding::error(
                Rule::BoardFolder,
                text.span(),
                format!("the folder {kind}/{}/ is not named as the board's file is", meeting.board),
            )
            .hint(format!("rename the folder {kind}/{} to {}", meeting.board, text.string)),
        );
        return (None, None);
    }
    if let Some(text) = typed.filter(|t| t.string != meeting.board) {
        let message = format!(
            "this says the board `{}`, and the file lies in the folder of `{}`",
            text.string, meeting.board
        );
        findings.push(Finding::error(Rule::BoardFolder, text.span(), message).hint(format!(
            "write board = \"{}\", or move the file to {kind}/{}/",
            meeting.board, text.string
        )));
    }
    let language = fields.choice("language", &LANGUAGES, findings);
    let board = known_board(
        &meeting.board,
        typed.map_or(whole, TypedText::span),
        context.project,
        context.boards,
        findings,
    )
    .map(|board| board.speaking(language));
    let day = meeting.date.parse::<NaiveDate>().ok().filter(|day| day.to_string() == meeting.date);
    if day.is_none() {
        findings.push(no_date(meeting, kind, whole, context));
    }
    (board, day)
}

/// The finding for a file whose name is no date.
fn no_date(meeting: &load::MeetingFile, kind: &str, whole: Span, context: &ReportContext<'_>) -> Finding {
    let (name, board) = (meeting.date.as_str(), meeting.board.as_str());
    let message = format!("the name of this file is not the date of a meeting: `{name}.toml`");
    let finding = Finding::error(Rule::FileDate, whole, message);
    // "2025-06-20 v2" begins with its day.
    let first = name.split([' ', '_', '(']).next().and_then(typed_date);
    let meant = typed_date(name).or(first).unwrap_or_else(|| "2025-06-20".to_owned());
    let files = if kind == "minutes" { &context.project.minutes } else { &context.project.actions };
    if files.iter().any(|other| other.board == board && other.date == meant) {
        return finding.hint(format!(
            "{meant}.toml beside it is of that meeting, and a meeting has one file: keep the newer of the two under the name {meant}.toml, and move the other out of {kind}/"
        ));
    }
    finding.hint(format!("name it after the meeting, year first: {kind}/{board}/{meant}.toml"))
}

/// An empty paper of a meeting, to which its texts are added.
pub(super) fn paper(span: Span, board: BoardSpec, day: Option<NaiveDate>) -> Report {
    Report {
        id: String::new(),
        span,
        alone: true,
        title: Vec::new(),
        short_title: None,
        board,
        meetings: day.into_iter().collect(),
        meeting_span: span,
        period: None,
        period_span: span,
        figures_of: BTreeSet::new(),
        status: PaperStatus::Final,
        report_of: None,
        contacts: Vec::new(),
        background_papers: None,
        front: Vec::new(),
        sections: Vec::new(),
        recommendations: None,
        closing: Vec::new(),
        appendices: Vec::new(),
        tables: BTreeMap::new(),
        derived: BTreeMap::new(),
        charts: BTreeMap::new(),
        corrective_action: BTreeMap::new(),
        images: BTreeMap::new(),
        notes: BTreeMap::new(),
        is_valid: true,
    }
}

/// Reads the tables, images and notes into a paper, and returns the spans of those that can be placed, by
/// name.
pub(super) fn things(
    fields: &mut Fields<'_>,
    paper: &mut Report,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> BTreeMap<String, Span> {
    let mut taken = BTreeMap::new();
    let assets = &context.project.assets;
    for e in fields.named("table", findings) {
        names::declare(e, &mut taken, findings);
        paper.tables.extend(table::read(e, assets, context.sources, findings).map(|t| (e.key.clone(), t)));
    }
    for e in fields.named("image", findings) {
        names::declare(e, &mut taken, findings);
        paper.images.extend(placed::image(&e.key, &e.node, assets, findings).map(|i| (e.key.clone(), i)));
    }
    notes(fields, paper, findings);
    taken
}

/// Reads the notes into a paper.
pub(super) fn notes(fields: &mut Fields<'_>, paper: &mut Report, findings: &mut Findings) {
    for e in fields.named("note", findings) {
        paper.notes.extend(placed::note(&e.key, &e.node, findings).map(|n| (e.key.clone(), n)));
    }
}

/// Reads a time of day, with a date where one is typed; any other value is a finding.
pub(super) fn moment(
    key: &str,
    node: &Node,
    example: &str,
    findings: &mut Findings,
) -> Option<(Option<NaiveDate>, NaiveTime)> {
    if let TomlValue::Date(typed) = &node.value
        && let (Some(time), None) = (typed.time, typed.offset)
        && let Some(time) = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0)
    {
        let date =
            typed.date.and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
        return Some((date, time));
    }
    let message = match &node.value {
        TomlValue::Date(typed) if typed.time.is_none() => format!("`{key}` has a date and no time"),
        TomlValue::Date(_) => {
            format!("`{key}` has a time zone, and meetings are held in the time of the place")
        }
        _ => format!("`{key}` should be a time, and is {}", node.kind()),
    };
    findings.push(
        Finding::error(Rule::WrongType, node.span, message)
            .hint(format!("write {key} = {example}, without quotes, with hours, minutes and seconds")),
    );
    None
}

/// Writes a date as text, in the style's pattern `dates.KEY`.
pub(super) fn day_text(board: &BoardSpec, key: &str, day: NaiveDate) -> String {
    let parts = board.style.date(key, day);
    parts
        .into_iter()
        .map(|p| match p {
            DatePart::Text(text) | DatePart::Raised(text) => text,
        })
        .collect()
}

/// Fills values into the words of a style that the token `words` names.
pub(super) fn filled(tokens: &Tokens, words: &str, values: &[(&str, &str)]) -> String {
    fill(tokens.text(words), values)
}

/// Turns the pieces of a line into those of a paragraph.
pub(super) fn inlines(line: MarkupLine) -> Vec<MarkupInline> {
    let one = |piece| match piece {
        MarkupPiece::Text(text, span) => MarkupInline::Text(text, span),
        MarkupPiece::Expression(expression) => MarkupInline::Expression(expression),
    };
    line.into_iter().map(one).collect()
}

/// Makes a paragraph of one text.
pub(super) fn paragraph(text: String, span: Span) -> MarkupBlock {
    MarkupBlock::Paragraph { body: vec![MarkupInline::Text(text, span)], span }
}
