//! `reports/<id>/report.toml`: one report, field by field. It never evaluates a figure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::action;
use super::appendix::{self};
use super::background::{self};
use super::board::BoardSpec;
use super::chart::{self, ChartSpec, KnownNames};
use super::contacts;
use super::derived::{self, DerivedTable};
use super::fields::Fields;
use super::markup::line;
use super::names;
use super::paper_status::{PaperStatus, STATUSES, refuse_exempt};
use super::period::read_period;
use super::person::person;
use super::placed::{self, ImageSpec, NoteSpec};
use super::report::{Report, ReportContext};
use super::required_parts;
use super::section;
use super::table::{self, TableSpec};
use super::title_words;
use super::typed_dates::date_in_list;
use super::typed_labels::refuse_appendix_label;
use crate::finding::{Correction, Finding, Findings, Rule, Span, did_you_mean, sure_word};
use crate::load::node::{Node, TomlEntry};
use crate::load::{self, Project};
use crate::style::LANGUAGES;

/// Reads a report; `None` where it names no board that could be read, without which it has no style to be
/// checked against.
pub(super) fn read(
    report: &load::ReportFolder,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> Option<Report> {
    let mut own = Findings::default();
    let read = fields(report, context, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.map(|r| Report { is_valid: sound, ..r })
}

fn fields(
    report: &load::ReportFolder,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> Option<Report> {
    let span = Span::whole(report.document.file);
    let root = &report.document.root;
    let mut fields = Fields::of_document(&report.document.root, "a report", findings);
    let title = fields
        .required("title", "\"Safer communities performance\"", findings)
        .map(|t| line(t, findings))
        .unwrap_or_default();
    let short_title = fields.text("short_title", findings).map(|t| line(t, findings));
    let board = fields
        .required("board", &board_example(context.project), findings)
        .map(|t| known_board(&t.string, t.span(), context.project, context.boards, findings));
    let board_span = fields.node("board").map_or(span, |node| node.span);
    let language = fields.choice("language", &LANGUAGES, findings);
    let board = board.map(|board| board.map(|board| board.speaking(language)));
    let meeting_node = fields.node("meeting").or_else(|| fields.node("meetings"));
    let meeting_span = meeting_node.map_or(span, |node| node.span);
    let meetings = meetings(&mut fields, findings);
    let typed_period = fields.text("period", findings);
    let period_span = typed_period.map_or(span, |text| text.span());
    let period = typed_period.map(|text| read_period(text, findings));
    let status = fields.choice("status", &STATUSES, findings).unwrap_or(PaperStatus::Final);
    refuse_exempt(&mut fields, findings);
    let report_of = fields.node("report_of").and_then(|n| person("report_of", n, context.people, findings));
    let contacts = contacts::read(&mut fields, context.people, span, findings);
    let background_papers =
        background::read(&mut fields, span, board.as_ref().and_then(Option::as_ref), findings);
    let (front, closing) = (fields.node("front"), fields.node("closing"));
    let sections = section::sections(fields.list("section", findings), findings);
    let unsectioned = fields.node("section").is_none_or(|n| n.array().is_some());
    let is_list =
        root.table().and_then(|table| table.get("recommendation")).is_some_and(|n| n.array().is_some());
    if let Some(entry) = is_list.then(|| fields.refused("recommendation")).flatten() {
        findings.push(
            Finding::error(Rule::UnknownKey, entry.key_place, "`recommendation` is not a key of a report")
                .label("not known here")
                .hint("write [recommendations], once and with one bracket on each side: its `text` holds them all"),
        );
    }
    let recommendations = fields.node("recommendations").map(|n| section::recommendations(n, findings));
    let appendices = appendix::read(fields.list("appendix", findings), &context.project.assets, findings);
    let mut taken = BTreeMap::new();
    let known = KnownNames { indicators: context.indicators, areas: &context.council.areas };
    let table_entries = fields.named("table", findings);
    let mut derived: BTreeMap<String, DerivedTable> = BTreeMap::new();
    for e in table_entries.iter().filter(|e| derived::is_derived(e)) {
        names::declare(e, &mut taken, findings);
        derived.extend(derived::table(e, known, findings).map(|d| (e.key.clone(), d)));
    }
    for e in fields.named("dashboard", findings) {
        names::declare(e, &mut taken, findings);
        derived.insert(e.key.clone(), derived::dashboard(e, known, findings));
    }
    let charts = fields.named("chart", findings).iter().filter_map(|e| {
        names::declare(e, &mut taken, findings);
        Some((e.key.clone(), chart::read(e, known, findings)?))
    });
    let charts: BTreeMap<String, ChartSpec> = charts.collect();
    let corrective_action = action::read(&mut fields, known, findings);
    let sources = context.sources.with_document(&report.document.root, findings);
    fields.node("source");
    let tables = table_entries.iter().filter(|e| !derived::is_derived(e)).filter_map(|e| {
        names::declare(e, &mut taken, findings);
        Some((e.key.clone(), table::read(e, &context.project.assets, &sources, findings)?))
    });
    let tables: BTreeMap<String, TableSpec> = tables.collect();
    let images = fields.named("image", findings).iter().filter_map(|e| {
        names::declare(e, &mut taken, findings);
        Some((e.key.clone(), placed::image(&e.key, &e.node, &context.project.assets, findings)?))
    });
    let images: BTreeMap<String, ImageSpec> = images.collect();
    let notes = fields
        .named("note", findings)
        .iter()
        .filter_map(|e| Some((e.key.clone(), placed::note(&e.key, &e.node, findings)?)));
    let notes: BTreeMap<String, NoteSpec> = notes.collect();
    fields.finish(findings);
    if sections.is_empty() && unsectioned {
        findings.push(
            Finding::error(Rule::MissingKey, span, "a report has no section")
                .hint("add: [[section]] with heading = \"Introduction\" and text = '''…'''"),
        );
    }
    title_words::find(root, status, period.flatten(), findings);
    let board = board.flatten()?;
    required_parts::find_missing_sections(&board, &sections, span, findings);
    for label in appendices.iter().filter_map(|appendix| appendix.label.as_ref()) {
        refuse_appendix_label(label, board.style.tokens.text("labels.appendix"), findings);
    }
    let mut lacking = Vec::new();
    let mut declared = |group, node, findings: &mut Findings| {
        section::declared(group, node, &board.style, context.people, &mut lacking, findings)
    };
    let (front, closing) = (declared("front", front, findings), declared("closing", closing, findings));
    required_parts::find_missing_fields(&lacking, &board.style, board_span, findings);
    if board.style.tokens.switch("frame.unsigned") && status == PaperStatus::Final && !board.style.is_override
    {
        section::unsigned(front.iter().chain(&closing), findings);
    }
    let mut report = Report {
        id: report.id.clone(),
        span,
        alone: report.alone,
        title,
        short_title,
        board,
        meetings,
        meeting_span,
        period: period.flatten(),
        period_span,
        figures_of: BTreeSet::new(),
        status,
        report_of,
        contacts,
        background_papers,
        front,
        sections,
        recommendations,
        closing,
        appendices,
        tables,
        derived,
        charts,
        corrective_action,
        images,
        notes,
        is_valid: true,
    };
    report.figures_of = names::check(&report, &taken, root, context, findings);
    Some(report)
}

/// The board with an id; a finding where there is none. A board whose own file has mistakes is `None` without
/// a finding here.
pub(super) fn known_board(
    id: &str,
    span: Span,
    project: &Project,
    boards: &BTreeMap<String, BoardSpec>,
    findings: &mut Findings,
) -> Option<BoardSpec> {
    if let Some(board) = boards.get(id) {
        return Some(board.clone());
    }
    let known: Vec<&str> = project.boards.keys().map(String::as_str).collect();
    // A board whose own file is wrong has its own findings.
    if !known.contains(&id) {
        let named = board_named(id, boards);
        let renamed = renamed_board(id, &known);
        let sure = sure_word(id, known.iter().copied()).or(named).filter(|_| renamed.is_none());
        let named = named.map(|id| {
            format!("the board of this name has the file boards/{id}.toml: write board = \"{id}\"")
        });
        findings.push(
            Finding::error(Rule::UnknownBoard, span, format!("there is no board `{id}`"))
                .label("not in boards/")
                .hint_if(named.or(renamed).or_else(|| did_you_mean(id, known.iter().copied())))
                .correct(sure.and_then(|id| Correction::literal(span, id)))
                .hint(if known.is_empty() {
                    "make boards/<name>.toml".to_owned()
                } else {
                    format!("there are: {}", known.join(", "))
                }),
        );
    }
    None
}

/// The id of the only board that has this name, or this short name, as it is printed.
fn board_named<'a>(name: &str, boards: &'a BTreeMap<String, BoardSpec>) -> Option<&'a str> {
    let fold = |text: &str| text.to_lowercase().replace('&', " and ").split_whitespace().collect::<String>();
    let is_named = |board: &BoardSpec| {
        [&board.name, &board.short].into_iter().any(|printed| fold(&printed.text) == fold(name))
    };
    let mut named = boards.iter().filter(|(_, board)| is_named(board)).map(|(id, _)| id.as_str());
    named.next().filter(|_| named.next().is_none())
}

/// How to name a board's file again that has got a name with blanks or capitals, where papers name it by its id.
fn renamed_board(id: &str, known: &[&str]) -> Option<String> {
    let is_plain =
        |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let near = did_you_mean(id, known.iter().copied())?;
    let name = known.iter().find(|name| near.contains(**name)).filter(|name| !is_plain(name))?;
    is_plain(id).then(|| format!("if boards/{name}.toml is its file, name it boards/{id}.toml again"))
}

/// A value of `board` for messages: the board that there is, or all of them.
pub(super) fn board_example(project: &Project) -> String {
    let ids: Vec<String> = project.boards.keys().map(|id| format!("\"{id}\"")).collect();
    if ids.is_empty() {
        "\"safer_communities\", with the name of a file of boards/".to_owned()
    } else {
        ids.join(" or ")
    }
}

fn meetings(fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<NaiveDate> {
    let listed = fields.entry("meeting").filter(|e| e.node.array().is_some_and(|dates| !dates.is_empty()));
    if let Some(entry) = listed {
        return listed_meetings(entry, findings);
    }
    let one = fields.date("meeting", findings);
    let several: Vec<NaiveDate> = fields
        .list("meetings", findings)
        .iter()
        .filter_map(|n| date_in_list("meetings", n, findings))
        .collect();
    let (has_one, has_several) = (fields.entry("meeting"), fields.entry("meetings"));
    match (has_one, has_several) {
        (None, None) => fields.missing("meeting", "2025-06-20", findings),
        (None, Some(entry)) if entry.node.array().is_some_and(<[Node]>::is_empty) => findings.push(
            Finding::error(
                Rule::MeetingDate,
                entry.node.span,
                "`meetings` is empty: no meeting considers this report",
            )
            .hint("write meetings = [2025-06-20], with every date"),
        ),
        (Some(_), Some(both)) => findings.push(
            Finding::error(Rule::MeetingTwice, both.key_place, "a report has both `meeting` and `meetings`")
                .hint("keep `meetings`, with every date in it"),
        ),
        _ => {}
    }
    let dates: Vec<NaiveDate> = one.into_iter().chain(several).collect();
    let entry = has_one.or(has_several);
    if let (Some(bad), Some(entry)) = (dates.iter().find(|d| !(1900..=2200).contains(&d.year())), entry) {
        let message = format!("the year {} is not one a meeting can be in", bad.year());
        findings.push(Finding::error(Rule::MeetingDate, entry.node.span, message).hint(
            match swapped_year(*bad) {
                Some(meant) => format!("did you mean {meant}?"),
                None => "write the year with its four digits: 2025-06-20".to_owned(),
            },
        ));
    }
    dates
}

/// Reads the dates of a `meeting` that is typed as a list: the key of several is `meetings`.
fn listed_meetings(entry: &TomlEntry, findings: &mut Findings) -> Vec<NaiveDate> {
    let nodes = entry.node.array().unwrap_or_default();
    let dates: Vec<NaiveDate> =
        nodes.iter().filter_map(|node| date_in_list("meeting", node, findings)).collect();
    if dates.len() == nodes.len() {
        let typed: Vec<String> = dates.iter().map(NaiveDate::to_string).collect();
        findings.push(
            Finding::error(Rule::WrongType, entry.key_place, "`meeting` is one date, and this is a list")
                .hint(format!("write meetings = [{}]", typed.join(", "))),
        );
    }
    dates
}

/// The date with two neighbouring digits of its year changed over, where one such year is of this century.
fn swapped_year(date: NaiveDate) -> Option<NaiveDate> {
    let digits = date.year().to_string().into_bytes();
    let years = (1..digits.len()).filter_map(|at| {
        let mut digits = digits.clone();
        digits.swap(at - 1, at);
        String::from_utf8(digits).ok()?.parse::<i32>().ok()
    });
    let mut years = years.filter(|year| (2000..2100).contains(year));
    let year = years.next().filter(|_| years.next().is_none())?;
    date.with_year(year)
}
