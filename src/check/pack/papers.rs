//! The papers of a pack together: each stands once, is there, and is for this meeting. It opens none.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::other_reports;
use super::paper::report_id;
use super::{ItemPaper, ItemSpec, PackContext};
use crate::check::PlainText;
use crate::check::board::BoardSpec;
use crate::check::markup::{MarkupLine, MarkupPiece};
use crate::check::report::Report;
use crate::finding::{Correction, Finding, Findings, Rule, did_you_mean, some_in_words, sure_word};

/// Checks the papers of all items, for a meeting of a board on a day.
pub(super) fn check(
    items: &[ItemSpec],
    board: &BoardSpec,
    day: NaiveDate,
    context: &PackContext<'_>,
    findings: &mut Findings,
) {
    let waiting = other_reports::hint(&other_reports::waiting(items, board, day, context));
    let pack_day = PackDay::of(items, board, day, context);
    let is_odd = pack_day.is_odd(items, context);
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (item, paper) in items.iter().flat_map(|item| item.papers.iter().map(move |paper| (item, paper))) {
        if let Some(first) = seen.insert(paper.name(), &item.number) {
            let message = if first == item.number {
                format!("`{}` stands twice under item {first}", paper.name())
            } else {
                format!("`{}` is a paper of item {first} and of item {}", paper.name(), item.number)
            };
            findings.push(
                Finding::error(Rule::PaperTwice, paper.span(), message)
                    .hint_if(waiting.clone().filter(|_| matches!(paper, ItemPaper::Report(_))))
                    .hint("a paper stands in a pack once: refer to it from the other item in words"),
            );
        }
        match paper {
            ItemPaper::Report(id) => report(id, board, &pack_day, context, findings),
            ItemPaper::Minutes(of, span) if *of >= day => findings.push(
                Finding::error(Rule::PaperDate, *span, format!("these are minutes of {of}, and this meeting is on {day}"))
                    .hint("minutes are of an earlier meeting: give its date, which their file is named after"),
            ),
            // That the day of the pack is another one is said of its reports.
            ItemPaper::Actions(..) if is_odd => {}
            ItemPaper::Actions(of, span) if *of != day => findings.push(
                Finding::error(Rule::PaperDate, *span, format!("this is the action log for {of}, and this meeting is on {day}"))
                    .hint(format!("an action log is named after the meeting that it goes to: write {{ actions = {day} }}, and name the file actions/{}/{day}.toml", board.id)),
            ),
            ItemPaper::Minutes(..) | ItemPaper::Actions(..) | ItemPaper::Pdf(..) => {}
        }
    }
}

fn report(
    id: &PlainText,
    board: &BoardSpec,
    pack_day: &PackDay<'_>,
    context: &PackContext<'_>,
    findings: &mut Findings,
) {
    let day = pack_day.day;
    let Some(report) = context.reports.iter().find(|r| r.id == id.text) else {
        // A report whose own file is wrong has its own findings.
        if context.project.reports.iter().all(|r| r.id != id.text) {
            let known: Vec<&str> = context.project.report_names.iter().map(String::as_str).collect();
            let titled = context.reports.iter().find(|report| has_title(report, &id.text));
            findings.push(match titled {
                Some(report) => unknown(id, &[])
                    .hint_only(format!(
                        "a report is named by its folder, and not by its title: write {{ report = \"{}\" }}",
                        report.id
                    ))
                    .correct(Correction::literal(id.span, &report.id)),
                None => unknown(id, &known),
            });
        }
        return;
    };
    if report.board.id != board.id {
        let message = format!("the report `{}` goes to the board `{}`", id.text, report.board.id);
        let meant = context.reports.iter().filter(|r| r.board.id == board.id && r.meetings.contains(&day));
        let meant: Vec<String> = meant.map(|r| format!("`{}`", r.id)).collect();
        findings.push(
            Finding::error(Rule::ReportBoard, id.span, message)
                .hint_if((!meant.is_empty()).then(|| {
                    format!(
                        "another report is probably meant; for this meeting there are: {}",
                        some_in_words(&meant, 12)
                    )
                }))
                .hint(format!(
                    "where it is meant, `board` is wrong in one of the two files: this meeting is of `{}`",
                    board.id
                )),
        );
        return;
    }
    if !report.meetings.contains(&day) && !report.meetings.is_empty() {
        other_meeting(id, report, pack_day, findings);
    }
}

/// The day of a pack's meeting, beside its reports.
struct PackDay<'a> {
    day: NaiveDate,
    /// Whether another report of the pack is for that day.
    has_reports: bool,
    /// The day of its action log, where that is another.
    log: Option<NaiveDate>,
    board: &'a str,
}

impl<'a> PackDay<'a> {
    fn of(items: &[ItemSpec], board: &'a BoardSpec, day: NaiveDate, context: &PackContext<'_>) -> Self {
        let papers = || items.iter().flat_map(|item| &item.papers);
        let is_for = |id: &str| context.reports.iter().any(|r| r.id == id && r.meetings.contains(&day));
        let has_reports = papers().any(|paper| matches!(paper, ItemPaper::Report(id) if is_for(&id.text)));
        let log = papers().find_map(|paper| match paper {
            ItemPaper::Actions(of, _) if *of != day => Some(*of),
            _ => None,
        });
        Self { day, has_reports, log, board: &board.id }
    }

    /// Whether all that the pack holds is for the day of its action log: the day of the pack is the one that is wrong, or
    /// has changed.
    fn is_odd(&self, items: &[ItemSpec], context: &PackContext<'_>) -> bool {
        let Some(log) = self.log.filter(|_| !self.has_reports) else { return false };
        let is_for = |id: &str| context.reports.iter().any(|r| r.id == id && r.meetings == [log]);
        items
            .iter()
            .flat_map(|item| &item.papers)
            .any(|paper| matches!(paper, ItemPaper::Report(id) if is_for(&id.text)))
    }
}

/// Finds a report for another meeting than its pack's, at both places where the days stand. One message for all reports
/// of one day: a meeting that has moved is one mistake.
fn other_meeting(id: &PlainText, report: &Report, pack: &PackDay<'_>, findings: &mut Findings) {
    let day = pack.day;
    let dates: Vec<String> = report.meetings.iter().map(ToString::to_string).collect();
    let message = format!(
        "the report is for the meeting of {}, and its pack is for the meeting of {day}",
        dates.join(", ")
    );
    let file = format!("reports/{}/report.toml", report.id);
    let hint = match (report.meetings.as_slice(), pack.has_reports) {
        ([_], true) => format!(
            "other reports of the pack are for {day}: write meeting = {day} in {file}; where the report is for another meeting, take it out of this pack"
        ),
        ([own], false) => {
            let log = match pack.log.filter(|log| log == own) {
                Some(log) => format!(
                    "; write {{ actions = {day} }} in the pack, and rename actions/{0}/{log}.toml to {day}.toml",
                    pack.board
                ),
                None => String::new(),
            };
            format!(
                "where the meeting has moved, write meeting = {day} in each report that is named here{log}; where it has not, correct the day of `start` in the pack to {own}"
            )
        }
        _ => format!(
            "where it is for this meeting too, add {day} to `meetings` in {file}; where it is not, take it out of this pack"
        ),
    };
    for span in [id.span, report.meeting_span] {
        findings.push(Finding::error(Rule::ReportMeeting, span, message.clone()).hint(hint.clone()));
    }
}

/// Whether a report has a title, or a short title, in whatever capitals.
fn has_title(report: &Report, typed: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words = |line: &MarkupLine| match line.as_slice() {
        [MarkupPiece::Text(text, _)] => Some(fold(text)),
        _ => None,
    };
    let titles = [Some(&report.title), report.short_title.as_ref()];
    titles.into_iter().flatten().filter_map(words).any(|title| title == fold(typed))
}

fn unknown(id: &PlainText, known: &[&str]) -> Finding {
    let there = if known.is_empty() {
        format!(
            "make reports/{}/report.toml; until it comes, write state = \"to_follow\" in place of `papers`",
            id.text
        )
    } else {
        format!("there are: {}", known.join(", "))
    };
    // A name that no paper would be given, as "asb_update FINAL", comes from Explorer.
    let is_plain =
        |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let fold = |name: &str| name.trim().to_lowercase().replace([' ', '-'], "_");
    let is_renamed = |name: &&&str| !is_plain(name) && fold(name).contains(&fold(&id.text));
    let renamed = known.iter().find(is_renamed).map(|name| {
        format!(
            "where the folder {name} is the one, name it {} again, or write {{ report = \"{name}\" }}",
            id.text
        )
    });
    Finding::error(Rule::UnknownReport, id.span, format!("no folder holds the report `{}`", id.text))
        .label("not in reports/")
        .hint_if(renamed.or_else(|| did_you_mean(report_id(&id.text), known.iter().copied())))
        .correct(
            sure_word(report_id(&id.text), known.iter().copied())
                .and_then(|known| Correction::literal(id.span, known)),
        )
        .hint(there)
}
