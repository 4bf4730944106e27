//! What a template sees of an agenda, and of pages that are kept for a file from elsewhere. It knows
//! no page number.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::blocks::{Setting, blocks, inlines, long_words};
use super::code::Writer;
use super::view::{code, contact, content, map};
use crate::model::{Agenda, Paper};
use crate::style::{Token, Tokens};

/// What an agenda has: its facts, and its items with the keys of their papers.
pub(super) fn agenda(
    agenda: &Agenda,
    tokens: &Tokens,
    setting: Setting<'_>,
    writer: &mut Writer<'_>,
) -> Value {
    let when = content(inlines(&agenda.when, writer));
    let venue: Option<Value> = agenda.venue.as_ref().map(|(text, place)| code(writer.text(text, *place)));
    let clerk: Option<Value> = agenda.clerk.as_ref().map(|c| contact(c, writer));
    let published: Option<Value> = agenda.published.as_ref().map(|d| content(inlines(d, writer)));
    let items: Vec<Value> = agenda
        .items
        .iter()
        .map(|item| {
            long_words(&item.title, writer);
            let title = inlines(&item.title, writer);
            let mark = writer.mark(item.place);
            let presenter: Option<Value> =
                (!item.presenter.is_empty()).then(|| content(inlines(&item.presenter, writer)));
            let notes: Value =
                item.notes.iter().map(|(text, place)| code(writer.text(text, *place))).collect();
            let body = blocks(&item.blocks, setting, writer);
            let papers: Value = item
                .papers
                .iter()
                .map(|(key, title)| {
                    let title: Option<Value> = title.as_ref().map(|t| code(writer.text(t, item.place)));
                    map([("key", key.clone().into()), ("title", title.into())])
                })
                .collect();
            map([
                ("number", item.number.clone().into()),
                ("title", code(format!("{mark}{title}"))),
                ("presenter", presenter.into()),
                ("notes", notes),
                ("blocks", code(body)),
                ("papers", papers),
            ])
        })
        .collect();
    let words = tokens.group("agenda").iter();
    let words = words.filter_map(|(key, token)| {
        if let Token::Text(text) = token { Some((key.clone(), Value::from(text.clone()))) } else { None }
    });
    map([
        ("when", when),
        ("venue", venue.into()),
        ("clerk", clerk.into()),
        ("published", published.into()),
        ("items", Value::from(items)),
        ("words", Value::from(words.collect::<BTreeMap<String, Value>>())),
    ])
}

/// The pages that are kept for a file from elsewhere: size and words of each.
pub(super) fn reserved(paper: &Paper, tokens: &Tokens, writer: &mut Writer<'_>) -> Value {
    let pages = paper.reserved.iter().flat_map(|r| &r.pages).enumerate();
    let words = tokens.text("agenda.reserved");
    let pages = pages.map(|(n, (width, height))| {
        let text = writer.text(&words.replace("{page}", &(n + 1).to_string()), paper.place);
        map([
            ("width", code(format!("{width:.2}pt"))),
            ("height", code(format!("{height:.2}pt"))),
            ("words", code(text)),
        ])
    });
    pages.collect()
}
