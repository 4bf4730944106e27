//! Minutes as a paper: their heading sentence, the tables of those who were there, and what they are signed
//! with. It numbers nothing.

use crate::check::{Attendance, Attender, Minutes};
use crate::finding::Span;
use crate::model::{
    Alignment, Block, Cell, CellContent, Column, HeadCell, Inline, Paper, PaperKind, Paragraph, Row, Section,
    Signing, Table, plain,
};
use crate::style::{PatternPart, Style, Tokens, fill, fill_parts};

use super::date_inlines::date_inlines;
use super::quotes::with_quotes;

/// Makes minutes of a paper that holds their text.
pub(super) fn add_minutes_parts(mut paper: Paper, minutes: &Minutes) -> Paper {
    let style = paper.style.clone();
    let day = paper.meetings.first().copied();
    let span = paper.span;
    let date = |pattern: &str| day.map(|d| date_inlines(style.date(pattern, d), span)).unwrap_or_default();
    let words = |text: &str, span: Span| vec![Inline::Text(text.to_owned(), span)];
    paper.kind = PaperKind::Minutes;
    paper.id = format!("minutes/{}", minutes.id);
    paper.title = fill_inlines(
        style.tokens.text("minutes.heading"),
        &[
            ("board", words(&paper.board.name.0, paper.board.name.1)),
            ("place", words(&with_quotes(minutes.held.text.trim(), &style.tokens), minutes.held.span)),
            ("date", date("minutes")),
        ],
        span,
    );
    paper.short_title =
        plain(&fill_inlines(style.tokens.text("minutes.short_title"), &[("date", date("text"))], span));
    let lists = minutes.attendance.iter().filter(|list| !list.people.is_empty());
    let mut sections: Vec<Section> = lists.map(|list| attendance(list, &style.tokens)).collect();
    sections.append(&mut paper.sections);
    paper.sections = sections;
    paper.signing = Some(Signing {
        times: minutes.times.map(|(start, end)| times(&style, start, end)).unwrap_or_default(),
        day: date("text"),
        confirmed: minutes.confirmed.map(|day| {
            let date = date_inlines(style.date("text", day), span);
            fill_inlines(style.tokens.text("minutes.confirmed"), &[("date", date)], span)
        }),
    });
    paper
}

fn times(style: &Style, start: chrono::NaiveTime, end: chrono::NaiveTime) -> String {
    let pattern = style.tokens.text("minutes.times");
    fill(pattern, &[("start", style.time(start)), ("end", style.time(end))])
}

/// Fills values into words of the style; values may have raised letters.
pub(super) fn fill_inlines(words: &str, values: &[(&str, Vec<Inline>)], span: Span) -> Vec<Inline> {
    let one = |part| match part {
        PatternPart::Words(words) => vec![Inline::Text(str::to_owned(words), span)],
        PatternPart::Value(value) => Vec::clone(value),
    };
    fill_parts(words, values).into_iter().flat_map(one).collect()
}

/// Makes a list of attendance a section: its heading and a table.
fn attendance(list: &Attendance, tokens: &Tokens) -> Section {
    let span = list.people[0].span;
    let heading = tokens.text(&format!("minutes.{}", list.heading)).to_owned();
    let table = people(&format!("list of {}", list.heading), &list.people, span, tokens);
    Section::of_style(heading, vec![table], span)
}

/// Makes a table of people in two columns, or in one where nobody's organisation is known.
pub(super) fn people(name: &str, people: &[Attender], span: Span, tokens: &Tokens) -> Block {
    let two = people.iter().any(|p| p.organisation.is_some());
    let head = |word: &str| HeadCell {
        body: vec![Inline::Text(tokens.text(word).to_owned(), span)],
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
        columns: vec![Column { alignment: Alignment::Left }; heads.len()],
        head: vec![heads],
        rows: people.iter().map(|p| row(p, two, tokens)).collect(),
        caption_hidden: false,
        headings_hidden: false,
        origin: Vec::new(),
        landscape: Some(false),
        of_chart: false,
        beside: false,
        span,
    }))
}

fn row(attender: &Attender, two: bool, tokens: &Tokens) -> Row {
    let span = attender.name.span;
    let mut name = vec![Inline::Text(with_quotes(&attender.name.text, tokens), span)];
    if let Some(capacity) = &attender.capacity {
        let shown =
            fill(tokens.text("minutes.capacity"), &[("as", with_quotes(capacity.text.trim(), tokens))]);
        name.push(Inline::Text(format!(" {shown}"), capacity.span));
    }
    let note = attender.note.as_ref().map(|note| {
        let shown = fill(tokens.text("minutes.attended"), &[("note", with_quotes(note.text.trim(), tokens))]);
        vec![Inline::Text(shown, note.span)]
    });
    let name = match note {
        Some(note) => CellContent::Blocks(vec![paragraph(name, span), paragraph(note, span)]),
        None => CellContent::Line(name),
    };
    let cell = |body, column, header, span| Cell {
        body,
        column,
        columns: 1,
        rows: 1,
        header,
        numeric: false,
        missing: false,
        span,
    };
    let mut cells = vec![cell(name, 0, true, span)];
    if two {
        let organisation = attender.organisation.as_ref();
        let body =
            organisation.map(|o| Inline::Text(with_quotes(&o.text, tokens), o.span)).into_iter().collect();
        cells.push(cell(CellContent::Line(body), 1, false, organisation.map_or(attender.span, |o| o.span)));
    }
    Row { cells, total: false }
}

/// Makes a paragraph for a cell.
fn paragraph(body: Vec<Inline>, span: Span) -> Block {
    let (number, anchor) = (String::new(), String::new());
    Block::Paragraph(Paragraph { number, unnumbered: true, name: None, anchor, body, span })
}
