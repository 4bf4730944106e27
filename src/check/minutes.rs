//! `minutes/<board>/<date>.toml`: the minutes of a meeting, field by field. It never decides how a number is
//! printed.
//!
//! Minute numbers follow on from the board's file before, which is looked up even where it is not selected; a
//! lower number is an error, a gap a warning, and `restart = true` says that the numbers begin again.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::PlainText;
use super::agenda;
use super::attendance::{self, Attendance};
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupInline, line};
use super::meeting::{self, filled, moment};
use super::minute::{self, MinuteContext};
use super::minutes_words;
use super::names;
use super::paper_status::{PaperStatus, refuse_exempt};
use super::plain_text::plain;
use super::report::{Report, ReportContext};
use super::section::FieldSpec;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load;
use crate::load::node::{Node, TomlValue};

/// The minutes of a meeting, as far as they could be read.
#[derive(Debug)]
pub(crate) struct Minutes {
    /// The folder and file of the minutes: "safer/2023-12-15".
    pub id: String,
    /// The frame that minutes share with reports: each minute is a section.
    pub paper: Report,
    /// The way in which the meeting was held: "via Microsoft Teams".
    pub held: PlainText,
    /// The times at which the meeting began and ended.
    pub times: Option<(NaiveTime, NaiveTime)>,
    /// The lists of who was there.
    pub attendance: Vec<Attendance>,
    /// The day on which the minutes were confirmed.
    pub confirmed: Option<NaiveDate>,
}

/// The state of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MinutesState {
    Draft,
    Confirmed,
}

/// Reads minutes; `None` where their board could not be read.
pub(super) fn read(
    one: &load::MeetingFile,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> Option<Minutes> {
    let mut own = Findings::default();
    let mut read = fields(one, context, &mut own);
    if let Some(minutes) = &mut read {
        minutes.paper.is_valid = !own.has_errors();
    }
    findings.append(own);
    read
}

fn fields(one: &load::MeetingFile, context: &ReportContext<'_>, findings: &mut Findings) -> Option<Minutes> {
    let whole = Span::whole(one.document.file);
    let mut fields = Fields::of_document(&one.document.root, "a file of minutes", findings);
    let (board, day) = meeting::whose(one, "minutes", &mut fields, context, findings);
    let times = times(&mut fields, day, findings);
    let held = fields.required("place", "\"at County Hall\"", findings).map(plain);
    let status_node = fields.node("status");
    let status = fields.choice(
        "status",
        &[("draft", MinutesState::Draft), ("confirmed", MinutesState::Confirmed)],
        findings,
    );
    let confirmed = confirmed(&mut fields, status, status_node, day, findings);
    refuse_exempt(&mut fields, findings);
    let nodes = fields.list("minute", findings);
    if nodes.is_empty() && fields.node("minute").is_none_or(|n| n.array().is_some()) {
        findings.push(
            Finding::error(Rule::MissingKey, whole, "these minutes have no minute")
                .hint("add: [[minute]] with title = \"Introductions\" and text = '''…'''"),
        );
    }
    let first = first_number(&mut fields, one, findings);
    let attendance = attendance::read(&mut fields, whole, context.people, findings);
    let corrections = fields.list("correction", findings);
    // Without a board there is no style to read the rest against: its keys are known all the same.
    for key in ["table", "image", "note"] {
        fields.node(key);
    }
    let board = match board {
        Some(board) => board,
        None => {
            fields.finish(findings);
            return None;
        }
    };
    let mut paper = meeting::paper(whole, board, day);
    paper.alone = one.alone;
    let taken = meeting::things(&mut fields, &mut paper, context, findings);
    fields.finish(findings);
    let room = MinuteContext {
        style: &paper.board.style,
        other: paper.board.other.as_deref(),
        people: context.people,
        agendas: &agenda::of_meeting(
            &context.project.agendas,
            &one.board,
            day,
            &paper.board.style.tokens.list("numbering.agenda"),
        ),
        present: attendance.first().map_or(&[][..], |list| &list.people),
    };
    let minutes = (first..).zip(nodes);
    paper.sections = minutes.map(|(number, node)| minute::read(node, number, &room, findings)).collect();
    minutes_words::find_twice(&paper.sections, first, findings);
    if let Some(held) = &held {
        minutes_words::find_place(held, &paper.board.style, findings);
    }
    let last = first + u32::try_from(nodes.len()).unwrap_or(0).saturating_sub(1);
    paper.closing = corrections_field(corrections, (first, last), status, &paper, findings);
    paper.status = if status == Some(MinutesState::Draft) { PaperStatus::Draft } else { PaperStatus::Final };
    names::check(&paper, &taken, &one.document.root, context, findings);
    let held = held.unwrap_or_else(|| PlainText { text: String::new(), span: whole });
    let id = format!("{}/{}", one.board, one.date);
    Some(Minutes { id, paper, held, times, attendance, confirmed })
}

/// The time twelve hours later, where a meeting of the day may have ended then.
fn afternoon(start: NaiveTime, end: NaiveTime) -> Option<NaiveTime> {
    let (later, carried) = end.overflowing_add_signed(TimeDelta::hours(12));
    (carried == 0 && later > start).then_some(later)
}

/// Reads when the meeting began and ended; it may end on the day after.
fn times(
    fields: &mut Fields<'_>,
    day: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<(NaiveTime, NaiveTime)> {
    let example = day.map_or_else(|| "2025-06-20".to_owned(), |d| d.to_string());
    let (start, end) = (fields.entry("start"), fields.entry("end"));
    if start.is_none() {
        fields.missing("start", &format!("{example}T10:00:00"), findings);
    }
    if end.is_none() {
        fields.missing("end", "11:10:00, with the right time in its place", findings);
    }
    let began = start.and_then(|e| moment("start", &e.node, &format!("{example}T10:00:00"), findings));
    let ended = end.and_then(|e| moment("end", &e.node, "11:10:00", findings));
    let (start_place, end_place) = (start?.node.span, end?.node.span);
    let (start_date, start) = began?;
    match (start_date, day) {
        (None, _) => findings.push(
            Finding::error(Rule::WrongType, start_place, "`start` has a time and no date")
                .hint(format!("write start = {example}T{start}")),
        ),
        (Some(date), Some(day)) if date != day => findings.push(
            Finding::error(
                Rule::MeetingDate,
                start_place,
                format!("the meeting began on {date}, and the file is named after {day}"),
            )
            .hint("correct the date, or rename the file: the file is named after the day of the meeting"),
        ),
        _ => {}
    }
    let (end_date, end) = ended?;
    let first = start_date.or(day)?;
    if NaiveDateTime::new(end_date.unwrap_or(first), end) <= NaiveDateTime::new(first, start) {
        findings.push(
            Finding::error(
                Rule::EndBeforeStart,
                end_place,
                format!(
                    "the meeting ends at {}, and began at {}",
                    end.format("%H:%M"),
                    start.format("%H:%M")
                ),
            )
            .hint_if(
                afternoon(start, end).map(|end| {
                    format!("times are of 24 hours: where the afternoon is meant, write end = {end}")
                }),
            )
            .hint("correct one of the two; after midnight, write the date too: end = 2025-06-21T00:20:00"),
        );
        return None;
    }
    Some((start, end))
}

fn confirmed(
    fields: &mut Fields<'_>,
    status: Option<MinutesState>,
    status_node: Option<&Node>,
    day: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<NaiveDate> {
    let entry = fields.entry("confirmed");
    let date = fields.date("confirmed", findings);
    match (entry, status) {
        (None, Some(MinutesState::Confirmed)) => {
            if let Some(node) = status_node {
                let message = "these minutes are confirmed, and do not say when";
                findings.push(
                    Finding::error(Rule::NotConfirmed, node.span, message)
                        .hint("add the date of the meeting that confirmed them: confirmed = 2025-09-19"),
                );
            }
        }
        (Some(entry), Some(MinutesState::Draft) | None) if status_node.is_none() || status.is_some() => {
            findings.push(
                Finding::error(
                    Rule::NotConfirmed,
                    entry.key_place,
                    "these minutes have a date of confirmation, and their status is not \"confirmed\"",
                )
                .hint("write status = \"confirmed\", or take the date away"),
            )
        }
        _ => {}
    }
    if let (Some(date), Some(day), Some(entry)) = (date, day, entry)
        && date <= day
    {
        findings.push(
            Finding::error(
                Rule::NotConfirmed,
                entry.node.span,
                format!("the minutes of {day} cannot have been confirmed on {date}"),
            )
            .hint("write the date of the later meeting that confirmed them"),
        );
    }
    date
}

/// Reads the number of the first minute. Minutes are numbered through a board's meetings, so that it follows
/// the last number of the meeting before.
fn first_number(fields: &mut Fields<'_>, one: &load::MeetingFile, findings: &mut Findings) -> u32 {
    let before = one.before.as_ref().and_then(|b| Some((b.path.as_str(), last_number(&b.document)?)));
    let restart = fields.boolean("restart", findings).unwrap_or(false);
    let next = if restart { 1 } else { before.map_or(1, |(_, last)| last + 1) };
    let Some(entry) = fields.entry("first_number") else {
        fields.missing("first_number", &next.to_string(), findings);
        return next;
    };
    let number = fields.integer("first_number", 1, 99_999, findings).and_then(|n| u32::try_from(n).ok());
    let Some(number) = number else { return next };
    if let (Some((path, last)), false) = (before, restart) {
        let span = entry.node.span;
        if number <= last {
            findings.push(
                Finding::error(
                    Rule::MinuteNumber,
                    span,
                    format!("minute {number} is there already: {path} ends with minute {last}"),
                )
                .hint(format!(
                    "write first_number = {next}; where the numbers begin again, add: restart = true"
                )),
            );
        } else if number != next {
            findings.push(
                Finding::warning(
                    Rule::MinuteNumber,
                    span,
                    format!("the minutes before end with {last} ({path}), and these begin with {number}"),
                )
                .hint(format!(
                    "write first_number = {next}; where a meeting lies between, put its minutes in the folder too"
                )),
            );
        }
    }
    number
}

/// The number of the last minute of a file; `None` where the file does not have it.
pub(crate) fn last_number(document: &load::TomlFile) -> Option<u32> {
    let table = document.root.table()?;
    let TomlValue::Integer(first) = &table.get("first_number")?.value else { return None };
    let count = u32::try_from(table.get("minute")?.array()?.len()).ok()?;
    (first.parse::<u32>().ok()? + count).checked_sub(1)
}

/// Makes the corrections a field that closes the minutes; none where there are none.
fn corrections_field(
    nodes: &[Node],
    (first, last): (u32, u32),
    status: Option<MinutesState>,
    paper: &Report,
    findings: &mut Findings,
) -> Vec<FieldSpec> {
    let Some(node) = nodes.first() else { return Vec::new() };
    if status != Some(MinutesState::Confirmed) {
        findings.push(
            Finding::error(
                Rule::CorrectionEarly,
                node.span.head(),
                "these minutes have corrections, and are not confirmed",
            )
            .hint("until they are confirmed, correct the text itself; then write status = \"confirmed\""),
        );
    }
    let tokens = &paper.board.style.tokens;
    let mut items = Vec::new();
    for node in nodes {
        let mut fields = Fields::of(node, "`[[correction]]`", findings);
        let entry = fields.entry("minute");
        let number = fields.integer("minute", 1, 99_999, findings).and_then(|n| u32::try_from(n).ok());
        if entry.is_none() {
            fields.missing(
                "minute",
                &format!(
                    "{first}, with the number that is printed before the minute it corrects in its place"
                ),
                findings,
            );
        }
        let text = fields.required("text", "\"the figure is 12, not 21\"", findings);
        fields.finish(findings);
        if let (Some(number), Some(entry)) = (number, entry)
            && !(first..=last).contains(&number)
        {
            let message = format!("there is no minute {number}: these are {first} to {last}");
            findings.push(
                Finding::error(Rule::UnknownMinute, entry.node.span, message)
                    .hint("write the number that is printed before the minute"),
            );
        }
        let (Some(number), Some(text)) = (number, text) else { continue };
        let lead = filled(tokens, "minutes.correction", &[("minute", &number.to_string())]);
        let mut body = vec![MarkupInline::Text(lead, node.span)];
        body.extend(meeting::inlines(line(text, findings)));
        items.push((vec![MarkupBlock::Paragraph { body, span: node.span }], node.span));
    }
    let label = tokens.text("minutes.corrections").to_owned();
    let blocks = vec![MarkupBlock::List { ordered: false, items }];
    vec![FieldSpec { label, blocks, signed: None, signer: String::new(), span: node.span }]
}
