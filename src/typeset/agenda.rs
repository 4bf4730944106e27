//! What a template sees of an agenda, and of the pages that are kept for an attachment. It knows no page
//! number.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::blocks::{BlockSetting, blocks, long_words};
use super::code::Writer;
use super::columns::{ColumnNeed, fit};
use super::inlines::inlines;
use super::values::{code, contact, content, map};
use crate::finding::{Finding, Rule, Span};
use crate::model::{Agenda, AgendaItem, Block, plain};
use crate::style::{Token, Tokens, points};

/// The data of an agenda for its template: its facts and statements, and its items with the keys of their
/// papers.
pub(super) fn agenda(
    agenda: &Agenda,
    tokens: &Tokens,
    setting: BlockSetting<'_>,
    writer: &mut Writer<'_>,
) -> Value {
    let when = content(inlines(&agenda.when, writer));
    let venue: Option<Value> = agenda.venue.as_ref().map(|(text, span)| code(writer.text(text, *span)));
    let wards: Option<Value> = agenda.wards.as_ref().map(|(text, span)| code(writer.text(text, *span)));
    let clerk: Option<Value> = agenda.clerk.as_ref().map(|c| contact(c, writer));
    let published: Option<Value> = agenda.published.as_ref().map(|d| content(inlines(d, writer)));
    let quorum: Option<Value> = agenda.quorum.as_ref().map(|(text, span)| code(writer.text(text, *span)));
    let statement = |list: &[Block], writer: &mut Writer<'_>| -> Value {
        Value::from((!list.is_empty()).then(|| code(blocks(list, setting, writer))))
    };
    let summons = statement(&agenda.summons, writer);
    let members = statement(&agenda.members, writer);
    let access = statement(&agenda.access, writer);
    let depths: Vec<usize> = agenda.items.iter().map(|item| item.depth).collect();
    let parent = |n: usize| depths.get(n + 1).is_some_and(|next| *next > depths[n]);
    let frame = AgendaWidths::of(agenda, tokens, setting, writer);
    let items = agenda.items.iter().enumerate();
    let items: Vec<Value> = items.map(|(n, one)| item(one, parent(n), &frame, setting, writer)).collect();
    let words = tokens.group("agenda").iter();
    let words = words.filter_map(|(key, token)| {
        if let Token::Text(text) = token { Some((key.clone(), Value::from(text.clone()))) } else { None }
    });
    map([
        ("order", tokens.list("agenda.order").into_iter().map(Value::from).collect()),
        ("when", when),
        ("venue", venue.into()),
        ("wards", wards.into()),
        ("clerk", clerk.into()),
        ("published", published.into()),
        ("summons", summons),
        ("members", members),
        ("quorum", quorum.into()),
        ("access", access),
        ("columns", frame.columns.iter().map(|width| length(*width)).collect()),
        ("items", Value::from(items)),
        ("words", Value::from(words.collect::<BTreeMap<String, Value>>())),
    ])
}

/// The data of an item for the template; `parent` says whether items stand below it.
fn item(
    item: &AgendaItem,
    parent: bool,
    frame: &AgendaWidths,
    setting: BlockSetting<'_>,
    writer: &mut Writer<'_>,
) -> Value {
    let part: Option<Value> = (!item.part.is_empty()).then(|| {
        long_words(&item.part, writer);
        content(inlines(&item.part, writer))
    });
    long_words(&item.title, writer);
    let title = inlines(&item.title, writer);
    let mark = writer.mark(item.span);
    let presenter: Option<Value> =
        (!item.presenter.is_empty()).then(|| content(inlines(&item.presenter, writer)));
    let mut texts = |list: &mut dyn Iterator<Item = Option<&(String, Span)>>| -> Value {
        list.map(|entry| -> Value { entry.map(|(text, span)| code(writer.text(text, *span))).into() })
            .collect()
    };
    let columns = texts(&mut item.columns.iter().map(Option::as_ref));
    let notes = texts(&mut item.notes.iter().map(Some));
    let (left, width) = (frame.left(item.depth), frame.numbers[item.depth]);
    let body = blocks(&item.blocks, setting.below(left + width), writer);
    let papers: Value = item
        .papers
        .iter()
        .map(|(key, title)| {
            let title: Option<Value> = title.as_ref().map(|t| code(writer.text(t, item.span)));
            map([("key", key.clone().into()), ("title", title.into())])
        })
        .collect();
    map([
        ("level", item.level.into()),
        ("depth", item.depth.into()),
        ("left", length(left)),
        ("width", length(width)),
        ("parent", parent.into()),
        ("part", part.into()),
        ("number", item.mark.clone().into()),
        ("anchor", item.anchor.clone().into()),
        ("title", code(format!("{mark}{title}"))),
        ("columns", columns),
        ("presenter", presenter.into()),
        ("notes", notes),
        ("blocks", code(body)),
        ("papers", papers),
    ])
}

fn length(points: f64) -> Value {
    code(format!("{points:.2}pt"))
}

/// The widths of an agenda's columns, in points.
struct AgendaWidths {
    /// The width of the numbers of items at each depth: those below others begin where titles above them do.
    numbers: [f64; 3],
    /// The widths of the columns between titles and pages.
    columns: Vec<f64>,
}

/// The least share of the page's width that a title keeps: beside it stand the columns.
const TITLE: f64 = 0.33;

/// The length in characters up to which an entry, such as a time, is not broken.
const SHORT: usize = 10;

/// The least distance between a number and its title, in points.
const AFTER_NUMBER: f64 = 5.0;

/// The width of a text's longest word, by `width`.
fn longest(text: &str, width: impl Fn(&str) -> f64) -> f64 {
    text.split([' ', '-', '–', '—', '/']).map(width).fold(0.0, f64::max)
}

impl AgendaWidths {
    /// The widths for an agenda: each column holds its longest word, and its longest entry where there is
    /// room. Words that have none are a finding.
    fn of(agenda: &Agenda, tokens: &Tokens, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Self {
        let numbers = [0, 1, 2].map(|depth| {
            let marks = agenda.items.iter().filter(|item| item.depth == depth).map(|item| &item.mark);
            let width = |mark: &String| writer.width(mark, true) * setting.room.text + AFTER_NUMBER;
            marks.map(width).fold(points(tokens.text("agenda.number")), f64::max)
        });
        let mut frame = Self { numbers, columns: Vec::new() };
        // A little more than the words need: what is measured by glyphs alone knows no kerning.
        let width = |text: &str| writer.width(text, false) * setting.room.size + 1.0;
        let count = agenda.items.first().map_or(0, |item| item.columns.len());
        let need = |column: usize| {
            let entries = agenda.items.iter().filter_map(|item| item.columns[column].as_ref());
            entries.fold(ColumnNeed { least: 0.0, most: 0.0 }, |need, (text, _)| {
                let whole = width(text);
                let least = if text.chars().count() <= SHORT { whole } else { longest(text, width) };
                ColumnNeed { least: need.least.max(least), most: need.most.max(whole) }
            })
        };
        let needs: Vec<ColumnNeed> = (0..count).map(need).collect();
        // Pages have a column of their own, and stand apart like the others.
        let words = |key: &str| tokens.text(key);
        let pages = format!("({} 888 {} 888)", words("agenda.pages"), words("agenda.to"));
        let paged = agenda.items.iter().any(|item| !item.papers.is_empty());
        let gaps = points(words("agenda.gap")) * (count + usize::from(paged)) as f64;
        let size = if count == 0 { setting.room.text } else { setting.room.size };
        let across = if paged { writer.width(&pages, false) * size } else { 0.0 };
        let space = setting.space() - gaps - across;
        let titled = |item: &AgendaItem| {
            let bold = |text: &str| writer.width(text, true) * setting.room.text + 1.0;
            let word = longest(&plain(&item.title), bold);
            (frame.left(item.depth) + frame.numbers[item.depth] + word, item.span)
        };
        let wide = agenda.items.iter().map(titled).max_by(|a, b| a.0.total_cmp(&b.0));
        let title = wide.map_or(0.0, |(width, _)| width);
        let room = space - title.max(setting.space() * TITLE + numbers[0]);
        let widths = fit(&needs, room);
        frame.columns = widths.unwrap_or_else(|| needs.iter().map(|need| need.least).collect());
        if let Some((_, span)) = wide
            && title + frame.columns.iter().sum::<f64>() > space
        {
            let message = "the longest word of this title does not fit beside the columns of the agenda";
            writer.findings.push(Finding::error(Rule::AgendaTooWide, span, message).hint(
                "shorten the longest words of titles and wards, or take a column out of the token `agenda.columns` of the board: it then stands below the title",
            ));
        }
        frame
    }

    /// The distance in points from the margin at which the number of an item of a depth begins.
    fn left(&self, depth: usize) -> f64 {
        self.numbers[..depth].iter().sum()
    }
}
