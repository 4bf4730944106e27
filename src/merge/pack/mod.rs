//! Packs: the agenda and its papers in order, from what was checked; and what a pack still lacks. It knows no
//! page.

mod item;
mod paper;
mod readiness;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

pub(crate) use readiness::Readiness;

use super::contact::contact;
use super::date_inlines;
use super::expression::Expressions;
use super::minutes;
use super::quotes::with_quotes;
use super::text::TextMerger;
use crate::check::{self, Checked, Indicator, ItemState};
use crate::finding::{Findings, Span};
use crate::model::{Agenda, Block, Inline, Pack, PackEntry, Paper, PaperKind, plain};
use crate::query::FigureContext;
use crate::query::FigureQuery;
use crate::style::{Style, fill};

/// A pack as far as its papers could be taken in.
pub(super) struct MergedPack {
    pub pack: Pack,
    /// Whether nothing is wrong with it, and no paper is left out.
    pub is_whole: bool,
    pub readiness: Readiness,
}

/// Merges a pack, and says how ready it is. `papers` are the merged papers.
pub(super) fn merge(
    pack: &check::PackSpec,
    checked: &Checked,
    indicators: &BTreeMap<String, Arc<Indicator>>,
    papers: &[Paper],
    council: &str,
    findings: &mut Findings,
) -> MergedPack {
    let context = Arc::new(FigureContext::new(&checked.council, &pack.board));
    let style = pack.board.style.clone();
    let exhibits = FigureQuery { indicators, context: &context, period: None, tokens: &style.tokens };
    let next = pack.next.map(|next| {
        (
            plain(&when(next, &style, pack.span)),
            plain(&date_inlines(style.date("text", next.date()), pack.span)),
        )
    });
    let expressions = Expressions::new(indicators, None, &pack.board, &context, next);
    let mut words = TextMerger::new(&expressions, &exhibits);
    let mut readiness = Readiness::of(pack);
    let mut entries = Vec::new();
    let mut items = Vec::new();
    let columns = item::columns(pack, &style);
    let mut in_part = false;
    let mut names = BTreeSet::new();
    for (n, own) in pack.items.iter().enumerate() {
        in_part |= own.part.is_some();
        let title = words.line(&own.title);
        let shown = plain(&title);
        let anchor = item::name(&shown, &mut names);
        readiness.item(n, own, &shown);
        let mut papers_of_item = Vec::new();
        for (at, of_item) in own.papers.iter().enumerate() {
            let key = format!("{}-{}", n + 1, at + 1);
            let found = paper::find(
                (of_item, own.papers.len() == 1),
                &shown,
                pack,
                checked,
                papers,
                council,
                &mut words,
            );
            readiness.paper((n, &key), own, &shown, of_item, found.as_ref());
            let Ok(found) = found else { continue };
            let title = plain(&found.title);
            papers_of_item.push((key.clone(), (own.papers.len() > 1).then_some(title)));
            entries.push(PackEntry {
                key,
                item: own.number.clone(),
                anchor: anchor.clone(),
                stamp: stamp(&style, &own.number),
                paper: found,
            });
        }
        if matches!(own.state, ItemState::ToFollow | ItemState::Tabled) {
            readiness.state(n, own, &shown);
        }
        items.push(item::merge(own, (anchor, title), papers_of_item, &columns, in_part, &style, &mut words));
    }
    let title = style.tokens.text("agenda.title").to_owned();
    let agenda = Agenda {
        when: when(pack.start, &style, pack.span),
        venue: pack.venue.as_ref().map(|v| (words.with_quotes(&v.text), v.span)),
        wards: item::list(&pack.wards).map(|(names, span)| (words.with_quotes(&names), span)),
        clerk: pack.clerk.as_ref().map(|clerk| contact(clerk, &style.tokens)),
        published: pack.published.map(|d| date_inlines(style.date("text", d), pack.span)),
        summons: words.blocks(pack.standing.summons.as_deref().unwrap_or_default()),
        members: members(&pack.standing, &style),
        quorum: pack.standing.quorum.map(|(count, span)| {
            (fill(style.tokens.text("agenda.quorum"), &[("count", count.to_string())]), span)
        }),
        access: words.blocks(pack.standing.access.as_deref().unwrap_or_default()),
        items,
    };
    let agenda = Paper {
        agenda: Some(Box::new(agenda)),
        ..paper::bare(pack, PaperKind::Agenda, &title, pack.span, council)
    };
    let is_whole = pack.is_valid && readiness.all_found() && !words.findings.has_errors();
    findings.append(words.findings);
    let pack = Pack {
        id: format!("packs/{}/pack", pack.id),
        span: pack.span,
        running: running(&pack.board, &style, pack.start.date(), pack.span),
        agenda,
        entries,
    };
    MergedPack { pack, is_whole, readiness }
}

/// The header of a meeting's papers: "LRSCSB, 22 March 2024".
pub(super) fn running(board: &check::BoardSpec, style: &Style, day: NaiveDate, span: Span) -> String {
    format!(
        "{}, {}",
        with_quotes(board.short.text.trim(), &style.tokens),
        plain(&date_inlines(style.date("text", day), span))
    )
}

/// The mark of an item: "Agenda item 8(a)".
pub(super) fn stamp(style: &Style, number: &str) -> String {
    fill(style.tokens.text("agenda.stamp"), &[("item", number)])
}

/// The start of a meeting in the words of the style: "Friday, 22 March 2024 at 10.00 am".
fn when(start: NaiveDateTime, style: &Style, span: Span) -> Vec<Inline> {
    let mut out = date_inlines(style.date("agenda", start.date()), span);
    let at = style.tokens.text("agenda.at");
    out.push(Inline::Text(format!(" {at} {}", style.time(start.time())), span));
    out
}

/// The members of a board as a table, like that of minutes for those who were present.
fn members(standing: &check::Standing, style: &Style) -> Vec<Block> {
    let members = standing.members.as_deref().unwrap_or_default();
    let Some(first) = members.first() else { return Vec::new() };
    vec![minutes::people("list of members", members, first.span, &style.tokens)]
}
