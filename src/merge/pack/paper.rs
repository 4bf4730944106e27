//! The paper that an entry of an item names, found among those that were merged or made of an attachment. It
//! opens no file.

use super::readiness::AbsentPaper;
use super::{running, stamp};
use crate::check::{self, Checked, ItemPaper};
use crate::finding::{Finding, Rule, Span};
use crate::merge::attachment::{self, SurroundingWords};
use crate::merge::board;
use crate::merge::quotes::with_quotes;
use crate::merge::text::TextMerger;
use crate::model::{Appendix, AppendixContent, Block, Inline, Paper, PaperKind};

/// Finds a paper of the item `title`; `is_only` says whether it is the item's only one.
///
/// # Errors
/// The reason why it is not there; the findings say what its author is to do.
pub(super) fn find(
    (paper, is_only): (&ItemPaper, bool),
    title: &str,
    pack: &check::PackSpec,
    checked: &Checked,
    papers: &[Paper],
    council: &str,
    words: &mut TextMerger<'_>,
) -> Result<Paper, AbsentPaper> {
    let merged = |id: &str| papers.iter().find(|p| p.id == id).cloned();
    match paper {
        ItemPaper::Report(id) => merged(&format!("reports/{}/report", id.text)).ok_or_else(|| {
            if checked.report_names.contains(&id.text) {
                AbsentPaper::Mistaken("the report".to_owned())
            } else {
                AbsentPaper::Nowhere(format!("no folder holds the report {}", id.text))
            }
        }),
        ItemPaper::Pdf(attached, own) => {
            // The mark says the item; one of several papers is told from the others by its own title.
            let of_item = title;
            let title = own.as_ref().map_or_else(|| title.to_owned(), |t| words.with_quotes(&t.text));
            let title = title.as_str();
            let announced = if is_only { of_item } else { title };
            let (header, mark) = around(pack, announced);
            let around = SurroundingWords { header: &header, mark: &mark, tokens: &pack.board.style.tokens };
            let Some(reserved) = attachment::reserve(attached, title, 2, &around) else {
                let (file, why) = (&attached.file.text, &attached.unread);
                return Err(AbsentPaper::Nowhere(format!("the file {file} {why}")));
            };
            let transcript = words.blocks(attached.transcript.as_deref().unwrap_or_default());
            let bare = bare(pack, PaperKind::Reserved, title, attached.span(), council);
            let pages = Appendix {
                label: String::new(),
                own_label: None,
                name: None,
                anchor: String::new(),
                title: vec![Inline::Text(announced.to_owned(), attached.span())],
                draft: false,
                speaks: None,
                content: AppendixContent::Attached(Box::new(reserved), transcript),
                span: attached.span(),
            };
            Ok(Paper { appendices: vec![pages], ..bare })
        }
        ItemPaper::Minutes(day, span) | ItemPaper::Actions(day, span) => {
            let minutes = matches!(paper, ItemPaper::Minutes(..));
            let (kind, what) =
                if minutes { ("minutes", "the minutes") } else { ("actions", "the action log") };
            let wanted = format!("{kind}/{}/{day}", pack.board.id);
            let there = checked.minutes.iter().map(|m| format!("minutes/{}", m.id));
            let there: Vec<String> =
                there.chain(checked.actions.iter().map(|a| format!("actions/{}", a.id))).collect();
            // A file with mistakes of its own has its own findings.
            if there.contains(&wanted) {
                return merged(&wanted).ok_or_else(|| AbsentPaper::Mistaken(what.to_owned()));
            }
            // A date that no such paper can have for this meeting was found before.
            let meeting = pack.start.date();
            if minutes && *day < meeting || !minutes && *day == meeting {
                words.findings.push(
                    Finding::error(Rule::UnknownPaper, *span, format!("there is no file {wanted}.toml"))
                        .label("not there")
                        .hint(known_days(
                            &there,
                            &format!("{kind}/{}/", pack.board.id),
                            (!minutes).then_some(*day),
                        )),
                );
            }
            Err(AbsentPaper::Nowhere(format!("there is no file {wanted}.toml")))
        }
    }
}

/// The hint with the dates of the papers whose ids begin with `folder`. An action log can be that of no other day
/// than the `meeting`'s.
fn known_days(there: &[String], folder: &str, meeting: Option<chrono::NaiveDate>) -> String {
    let days: Vec<&str> = there.iter().filter_map(|id| id.strip_prefix(folder)).collect();
    if let (Some(meeting), Some(last)) = (meeting, days.iter().max()) {
        return format!(
            "an action log is named after the meeting that it goes to: where {folder}{last}.toml is that log, name the file {meeting}.toml; else make it from that one: boardpack new actions --from {folder}{last}.toml --meeting {meeting}"
        );
    }
    if days.is_empty() {
        format!(
            "make it, or give the date of a file in the folder {folder}; until then write state = \"to_follow\" in place of `papers`"
        )
    } else {
        format!("make it, or give the date of one that there is: {}", days.join(", "))
    }
}

/// The header of a pack's papers, and the mark on the first page of each, with the longest number of an item.
fn around(pack: &check::PackSpec, title: &str) -> (String, String) {
    let longest = pack.items.iter().map(|item| item.number.as_str()).max_by_key(|number| number.len());
    let mark = stamp(&pack.board.style, longest.unwrap_or_default());
    let running = running(&pack.board, &pack.board.style, pack.start.date(), pack.span);
    (format!("{running}: {mark}"), format!("{mark}: {title}"))
}

/// A paper of a pack with no content but a title.
pub(super) fn bare(pack: &check::PackSpec, kind: PaperKind, title: &str, span: Span, council: &str) -> Paper {
    Paper {
        kind,
        id: format!("packs/{}/{}", pack.id, if kind == PaperKind::Agenda { "agenda" } else { "reserved" }),
        span,
        title: vec![Inline::Text(title.to_owned(), span)],
        short_title: title.to_owned(),
        board: board(&pack.board, None),
        council: with_quotes(
            pack.board.organisation.as_ref().map_or(council, |o| &o.text),
            &pack.board.style.tokens,
        ),
        meetings: vec![pack.start.date()],
        period: String::new(),
        draft: false,
        report_of: None,
        contacts: Vec::new(),
        background_papers: None,
        front: Vec::new(),
        sections: Vec::new(),
        recommendations: None,
        closing: Vec::new(),
        appendices: Vec::new(),
        data: Vec::<Block>::new(),
        notes: Vec::new(),
        pictures: Vec::new(),
        agenda: None,
        signing: None,
        named: Vec::new(),
        style: pack.board.style.clone(),
    }
}
