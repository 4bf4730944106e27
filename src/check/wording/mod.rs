//! Wording: words that nobody means to publish, in all texts that people read. It judges the typed text alone,
//! evaluates no figure, and leaves keys that name things unread.

mod copied;
mod days;
mod languages;
mod line_ends;
mod other_documents;
mod placeholders;
mod readable;
mod word_leftovers;

use std::collections::BTreeMap;

use super::board::BoardSpec;
use super::markup::MarkupPiece;
use super::minutes::Minutes;
use super::paper_status::PaperStatus;
use super::report::Report;
use super::row::CellContentSpec;
use crate::finding::{Correction, Finding, Findings, Rule, Severity};
use crate::load::Project;
use crate::load::node::{Node, TypedText};
use crate::style::Calendar;
use readable::{hide_expressions, readable_texts};

/// How sure it is that words are not meant to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// Nobody publishes such words.
    Sure,
    /// Somebody may mean them.
    Suspected,
}

impl Certainty {
    /// The severity of a finding in a paper of a status; `None` where the paper may still hold such words.
    fn severity(self, status: PaperStatus) -> Option<Severity> {
        match (self, status) {
            (Self::Sure, PaperStatus::Final) => Some(Severity::Error),
            (Self::Sure, PaperStatus::Draft) | (Self::Suspected, PaperStatus::Final) => {
                Some(Severity::Warning)
            }
            (Self::Suspected, PaperStatus::Draft) => None,
        }
    }
}

/// Words that are left in a text, with what to say of them.
#[derive(Debug)]
struct Leftover {
    /// The bytes of the words.
    range: std::ops::Range<usize>,
    rule: Rule,
    certainty: Certainty,
    message: String,
    hint: String,
    /// What takes the place of which bytes to put it right; empty where more than one way is left.
    edits: Vec<(std::ops::Range<usize>, String)>,
}

/// A text that people read, as it was typed and without its expressions.
struct ReadableText<'a> {
    text: &'a TypedText,
    /// The text with its expressions hidden, byte for byte.
    words: String,
}

/// Finds words that nobody means to publish in every document of a project, and in the data files of tables.
pub(super) fn find(
    project: &Project,
    boards: &BTreeMap<String, BoardSpec>,
    reports: &[Report],
    minutes: &[Minutes],
    findings: &mut Findings,
) {
    let calendars = calendars(boards);
    let papers = || reports.iter().chain(minutes.iter().map(|minutes| &minutes.paper));
    let cells: Vec<(PaperStatus, Vec<TypedText>)> =
        papers().map(|paper| (paper.status, cells_of_data_files(paper))).collect();
    let typed = documents(project).map(|root| (status_of(root), readable_texts(root)));
    let from_data =
        cells.iter().map(|(status, texts)| (*status, texts.iter().map(hide_expressions).collect()));
    let documents: Vec<(PaperStatus, Vec<ReadableText<'_>>)> = typed.chain(from_data).collect();
    for (status, texts) in &documents {
        find_in(texts, *status, &calendars, findings);
    }
    find_broken_words(&documents, findings);
    for root in self::documents(project) {
        if let Some(paper) = papers().find(|paper| paper.span.file() == root.span.file()) {
            languages::find(root, paper, findings);
        }
    }
}

/// Finds the words that a hyphen breaks; which ones are meant, all documents show.
fn find_broken_words(documents: &[(PaperStatus, Vec<ReadableText<'_>>)], findings: &mut Findings) {
    let mut known = None;
    for (status, texts) in documents {
        for text in texts {
            for broken in line_ends::broken_words(&text.words) {
                let known = known.get_or_insert_with(|| {
                    let texts = documents.iter().flat_map(|(_, texts)| texts);
                    line_ends::known_words(texts.map(|text| text.words.as_str()))
                });
                let judged = line_ends::judge(&broken, known);
                judged
                    .and_then(|one| finding(text.text, one, *status))
                    .into_iter()
                    .for_each(|one| findings.push(one));
            }
        }
    }
}

/// The tables at the top of all documents.
fn documents(project: &Project) -> impl Iterator<Item = &Node> {
    let files = std::iter::once(&project.council)
        .chain(&project.people)
        .chain(project.boards.values())
        .chain(&project.indicators)
        .chain(project.reports.iter().map(|report| &report.document))
        .chain(project.packs.iter().map(|pack| &pack.document))
        .chain(project.minutes.iter().chain(&project.actions).map(|paper| &paper.document));
    files.map(|file| &file.root)
}

/// The status of a document, which is final where it says nothing else.
fn status_of(root: &Node) -> PaperStatus {
    let status = root.table().and_then(|table| table.get("status")).and_then(Node::text);
    if status.is_some_and(|text| text.string == "draft") { PaperStatus::Draft } else { PaperStatus::Final }
}

/// The texts of the cells that a paper's tables take from data files.
fn cells_of_data_files(paper: &Report) -> Vec<TypedText> {
    let own = paper.span.file();
    let rows = paper.tables.values().flat_map(|table| &table.rows);
    let lines = rows.flat_map(|row| &row.cells).filter_map(|cell| match &cell.body {
        CellContentSpec::Line(line) => Some(line),
        _ => None,
    });
    let texts = lines.flatten().filter_map(|piece| match piece {
        MarkupPiece::Text(text, span) if span.file() != own => Some(TypedText::plain(text.clone(), *span)),
        _ => None,
    });
    texts.collect()
}

/// The names of days and months in the languages of the boards' styles.
fn calendars(boards: &BTreeMap<String, BoardSpec>) -> Vec<Calendar> {
    let mut calendars: Vec<Calendar> = Vec::new();
    for style in boards.values().flat_map(|board| std::iter::once(&board.style).chain(&board.other)) {
        let calendar = Calendar::of(&style.tokens);
        if calendars.iter().all(|known| known.months != calendar.months) {
            calendars.push(calendar);
        }
    }
    calendars
}

fn find_in(texts: &[ReadableText<'_>], status: PaperStatus, calendars: &[Calendar], findings: &mut Findings) {
    let known = placeholders::Abbreviations::of(texts.iter().map(|text| text.words.as_str()));
    for text in texts {
        let mut found = word_leftovers::find(&text.words);
        found.extend(placeholders::find(&text.words, &known));
        found.extend(copied::find(&text.words));
        found.extend(other_documents::find(&text.words));
        found.extend(days::find(&text.words, calendars));
        found
            .into_iter()
            .filter_map(|one| finding(text.text, one, status))
            .for_each(|one| findings.push(one));
    }
}

/// The finding for what is left in a text; `None` where a paper of that status may still hold it.
fn finding(text: &TypedText, leftover: Leftover, status: PaperStatus) -> Option<Finding> {
    let severity = leftover.certainty.severity(status)?;
    let span = text.part(leftover.range);
    let finding = Finding::error(leftover.rule, span, leftover.message).hint(leftover.hint);
    Some(Finding { severity, ..finding }.correct(correction(text, &leftover.edits)))
}

/// The correction that makes all edits of a text; `None` where there are none, or its quotes cannot hold one.
fn correction(text: &TypedText, edits: &[(std::ops::Range<usize>, String)]) -> Option<Correction> {
    let mut made = edits.iter().map(|(range, words)| text.replace(range.clone(), words));
    let first = made.next()??;
    made.try_fold(first, |all, next| {
        let next = next?;
        Some(next.edits().iter().fold(all, |all, edit| all.and(edit.span, edit.text.clone())))
    })
}
