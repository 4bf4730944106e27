//! Minutes as a paper: their heading sentence, the tables of those who were there, and what they are
//! signed with. It numbers nothing.

use crate::check::{Attendance, Attender, Minutes};
use crate::finding::Place;
use crate::model::{
    Block, Body, Cell, Column, HeadCell, Inline, Kind, Paper, Paragraph, Row, Section, Signing, Table, plain,
};
use crate::style::{PatternPart, Style, Tokens, fill, fill_parts};

use super::table::inlines;

/// Makes minutes of a paper that holds their text.
pub(super) fn dress(mut paper: Paper, minutes: &Minutes) -> Paper {
    let style = paper.style.clone();
    let day = paper.meetings.first().copied();
    let place = paper.place;
    let date = |pattern: &str| day.map(|d| inlines(style.date(pattern, d), place)).unwrap_or_default();
    let words = |text: &str, place: Place| vec![Inline::Text(text.to_owned(), place)];
    paper.kind = Kind::Minutes;
    paper.id = format!("minutes/{}", minutes.id);
    paper.title = fill_inlines(
        style.tokens.text("minutes.heading"),
        &[
            ("board", words(&paper.board.name.0, paper.board.name.1)),
            ("place", words(minutes.held.text.trim(), minutes.held.place)),
            ("date", date("minutes")),
        ],
        place,
    );
    paper.short_title =
        plain(&fill_inlines(style.tokens.text("minutes.short_title"), &[("date", date("text"))], place));
    let lists = minutes.attendance.iter().filter(|list| !list.people.is_empty());
    let mut sections: Vec<Section> = lists.map(|list| attendance(list, &style.tokens)).collect();
    sections.append(&mut paper.sections);
    paper.sections = sections;
    paper.signing = Some(Signing {
        times: minutes.times.map(|(start, end)| times(&style, start, end)).unwrap_or_default(),
        day: date("text"),
        confirmed: minutes.confirmed.map(|day| {
            let date = inlines(style.date("text", day), place);
            fill_inlines(style.tokens.text("minutes.confirmed"), &[("date", date)], place)
        }),
    });
    paper
}

fn times(style: &Style, start: chrono::NaiveTime, end: chrono::NaiveTime) -> String {
    let pattern = style.tokens.text("minutes.times");
    fill(pattern, &[("start", style.time(start)), ("end", style.time(end))])
}

/// Words of the style with what is filled in, which may have raised letters.
pub(super) fn fill_inlines(words: &str, values: &[(&str, Vec<Inline>)], place: Place) -> Vec<Inline> {
    let one = |part| match part {
        PatternPart::Words(words) => vec![Inline::Text(str::to_owned(words), place)],
        PatternPart::Value(value) => Vec::clone(value),
    };
    fill_parts(words, values).into_iter().flat_map(one).collect()
}

/// A heading and a table.
fn attendance(list: &Attendance, tokens: &Tokens) -> Section {
    let place = list.people[0].place;
    let heading = tokens.text(&format!("minutes.{}", list.heading)).to_owned();
    let table = people(&format!("list of {}", list.heading), &list.people, place, tokens);
    Section::of_style(heading, vec![table], place)
}

/// A table of two columns, or of one where nobody's organisation is known.
pub(super) fn people(name: &str, people: &[Attender], place: Place, tokens: &Tokens) -> Block {
    let two = people.iter().any(|p| p.organisation.is_some());
    let head = |word: &str| HeadCell {
        body: vec![Inline::Text(tokens.text(word).to_owned(), place)],
        columns: 1,
        rows: 1,
        numeric: false,
    };
    let mut heads = vec![head("minutes.name")];
    heads.extend(two.then(|| head("minutes.organisation")));
    Block::Table(Box::new(Table {
        name: name.to_owned(),
        number: String::new(),
        anchor: String::new(),
        caption: Vec::new(),
        columns: vec![Column { numeric: false }; heads.len()],
        head: vec![heads],
        rows: people.iter().map(|p| row(p, two, tokens)).collect(),
        source: Vec::new(),
        landscape: Some(false),
        beside: false,
        place,
    }))
}

fn row(attender: &Attender, two: bool, tokens: &Tokens) -> Row {
    let place = attender.name.place;
    let mut name = vec![Inline::Text(attender.name.text.clone(), place)];
    if let Some(capacity) = &attender.capacity {
        let shown = fill(tokens.text("minutes.capacity"), &[("as", capacity.text.trim())]);
        name.push(Inline::Text(format!(" {shown}"), capacity.place));
    }
    let note = attender.note.as_ref().map(|note| {
        let shown = fill(tokens.text("minutes.attended"), &[("note", note.text.trim())]);
        vec![Inline::Text(shown, note.place)]
    });
    let name = match note {
        Some(note) => Body::Blocks(vec![paragraph(name, place), paragraph(note, place)]),
        None => Body::Line(name),
    };
    let cell = |body, column, header, place| Cell {
        body,
        column,
        columns: 1,
        rows: 1,
        header,
        numeric: false,
        place,
    };
    let mut cells = vec![cell(name, 0, true, place)];
    if two {
        let organisation = attender.organisation.as_ref();
        let body = organisation.map(|o| Inline::Text(o.text.clone(), o.place)).into_iter().collect();
        cells.push(cell(Body::Line(body), 1, false, organisation.map_or(attender.place, |o| o.place)));
    }
    Row { cells, total: false }
}

/// A paragraph in a cell.
fn paragraph(body: Vec<Inline>, place: Place) -> Block {
    let (number, anchor) = (String::new(), String::new());
    Block::Paragraph(Paragraph { number, unnumbered: true, name: None, anchor, body, place })
}
