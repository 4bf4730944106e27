//! Packs: the agenda and its papers in order, from what was checked. It knows no page.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDateTime, Timelike};

use super::exhibit::Exhibits;
use super::hole::Holes;
use super::scene::Scene;
use super::table::inlines as date_inlines;
use super::text::Words;
use super::{board, contact};
use crate::check::{self, Checked, Indicator, ItemPaper, ItemState, Purpose};
use crate::finding::{Finding, Findings, Place};
use crate::model::{Agenda, AgendaItem, Block, Entry, Inline, Kind, Pack, Paper, Reserved, plain};
use crate::style::Style;

/// Merges a pack. `papers` are the merged reports; `None` where one of its papers is not among them.
pub(super) fn merge(
    pack: &check::Pack,
    checked: &Checked,
    indicators: &BTreeMap<String, Arc<Indicator>>,
    papers: &[Paper],
    council: &str,
    findings: &mut Findings,
) -> Option<Pack> {
    let scene = Arc::new(Scene::new(&checked.council, &pack.board));
    let style = pack.board.style.clone();
    let exhibits = Exhibits { indicators, scene: &scene, period: None, tokens: &style.tokens };
    let next = pack.next.map(|next| {
        (
            plain(&when(next, &style, pack.place)),
            plain(&date_inlines(style.date("text", next.date()), pack.place)),
        )
    });
    let holes = Holes::new(indicators, None, &pack.board, &scene, next);
    let mut words = Words::new(&holes, &exhibits);
    let mut entries = Vec::new();
    let mut items = Vec::new();
    let mut sound = pack.sound;
    for (n, item) in pack.items.iter().enumerate() {
        let number = item.number.as_ref().map_or_else(|| own_number(&pack.items, n), |p| p.text.clone());
        let title = words.line(&item.title);
        let shown = plain(&title);
        let mut papers_of_item = Vec::new();
        for (at, paper) in item.papers.iter().enumerate() {
            let key = format!("{}-{}", n + 1, at + 1);
            let found = match paper {
                ItemPaper::Report(id) => {
                    let wanted = format!("reports/{}/report", id.text);
                    papers.iter().find(|p| p.id == wanted).cloned()
                }
                ItemPaper::Pdf(file, title, attachment) => {
                    let title = title.as_ref().map_or_else(|| shown.clone(), |t| t.text.clone());
                    let reserved = Reserved { pages: attachment.pages.clone() };
                    Some(Paper {
                        reserved: Some(reserved),
                        ..bare(pack, Kind::Reserved, &title, file.place, council)
                    })
                }
                ItemPaper::Minutes(day, place) | ItemPaper::Actions(day, place) => {
                    let kind = if matches!(paper, ItemPaper::Minutes(..)) { "minutes" } else { "actions" };
                    let wanted = format!("{kind}/{}/{day}", pack.board.id);
                    let there = checked.minutes.iter().map(|m| format!("minutes/{}", m.id));
                    let there: Vec<String> =
                        there.chain(checked.actions.iter().map(|a| format!("actions/{}", a.id))).collect();
                    // A file with mistakes of its own has its own findings.
                    if !there.contains(&wanted) {
                        words.findings.push(
                            Finding::error(
                                "unknown-paper",
                                *place,
                                format!("there is no file {wanted}.toml"),
                            )
                            .label("not there")
                            .hint("make it, or give the date of one that there is"),
                        );
                    }
                    papers.iter().find(|p| p.id == wanted).cloned()
                }
            };
            let Some(found) = found else {
                sound = false;
                continue;
            };
            let title = plain(&found.title);
            papers_of_item.push((key.clone(), (item.papers.len() > 1).then(|| title.clone())));
            entries.push(Entry {
                key,
                item: number.clone(),
                stamp: style.tokens.text("agenda.stamp").replace("{item}", &number),
                title,
                paper: Paper { in_pack: true, ..found },
            });
        }
        items.push(AgendaItem {
            number,
            title,
            presenter: item.presenter.as_ref().map(|l| words.line(l)).unwrap_or_default(),
            notes: notes(item, &style, &mut words),
            blocks: words.blocks(&item.blocks),
            papers: papers_of_item,
            place: item.place,
        });
    }
    let title = style.tokens.text("agenda.title").to_owned();
    let day = plain(&date_inlines(style.date("text", pack.start.date()), pack.place));
    let agenda = Agenda {
        when: when(pack.start, &style, pack.place),
        venue: pack.venue.as_ref().map(|v| (v.text.clone(), v.place)),
        clerk: pack.clerk.as_ref().map(contact),
        published: pack.published.map(|d| date_inlines(style.date("text", d), pack.place)),
        items,
    };
    let agenda = Paper {
        agenda: Some(Box::new(agenda)),
        in_pack: true,
        ..bare(pack, Kind::Agenda, &title, pack.place, council)
    };
    let sound = sound && !words.findings.has_errors();
    findings.append(words.findings);
    sound.then(|| Pack {
        id: format!("packs/{}/pack", pack.id),
        place: pack.place,
        running: format!("{}, {day}", pack.board.short.text.trim()),
        agenda,
        entries,
    })
}

/// The next running number: items with a number of their own do not count.
fn own_number(items: &[check::Item], at: usize) -> String {
    let before = items[..=at].iter().filter(|i| i.number.is_none()).count();
    before.to_string()
}

/// "Friday, 22 March 2024 at 10.00 am".
fn when(start: NaiveDateTime, style: &Style, place: Place) -> Vec<Inline> {
    let mut out = date_inlines(style.date("agenda", start.date()), place);
    let (afternoon, hour) = start.hour12();
    let word = style.tokens.text(if afternoon { "agenda.pm" } else { "agenda.am" });
    let at = style.tokens.text("agenda.at");
    out.push(Inline::Text(format!(" {at} {hour}.{:02} {word}", start.minute()), place));
    out
}

/// What an item is for, and what there is of its papers.
fn notes(item: &check::Item, style: &Style, words: &mut Words<'_>) -> Vec<(String, Place)> {
    let word = |key: &str| style.tokens.text(&format!("agenda.{key}")).to_owned();
    let mut notes = Vec::new();
    match item.purpose {
        Some(Purpose::Decision) => notes.push((word("decision"), item.place)),
        Some(Purpose::Information) => notes.push((word("information"), item.place)),
        None => {}
    }
    let state = match item.state {
        ItemState::Attached => None,
        ItemState::ToFollow => Some("to_follow"),
        ItemState::Tabled => Some("tabled"),
        ItemState::Oral => Some("oral"),
        ItemState::Urgent => Some("urgent"),
        ItemState::Withdrawn => Some("withdrawn"),
        ItemState::Deferred => Some("deferred"),
    };
    if let Some(key) = state {
        let reason = item.reason.as_ref().map(|line| plain(&words.line(line)));
        let text = reason.map_or_else(|| word(key), |reason| format!("{}: {reason}", word(key)));
        notes.push((text, item.place));
    }
    notes
}

/// A paper with nothing in it but a title.
fn bare(pack: &check::Pack, kind: Kind, title: &str, place: Place, council: &str) -> Paper {
    Paper {
        kind,
        id: format!("packs/{}/{}", pack.id, if kind == Kind::Agenda { "agenda" } else { "reserved" }),
        place,
        title: vec![Inline::Text(title.to_owned(), place)],
        short_title: title.to_owned(),
        board: board(&pack.board, None),
        council: council.to_owned(),
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
        in_pack: true,
        agenda: None,
        reserved: None,
        signing: None,
        style: pack.board.style.clone(),
    }
}
