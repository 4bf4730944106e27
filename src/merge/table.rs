//! Checked tables to model tables: formats, totals, headings over several columns, and cells that
//! go on. It never works out a width.

use rust_decimal::Decimal;

use super::sums;
use super::text::Words;
use crate::check::{self, Body as Typed, Format};
use crate::finding::Place;
use crate::model::{Body, Cell, Column, HeadCell, Inline, Row, Table};
use crate::style::Style;
use crate::style::date::Part;
use crate::value::{grouped, money};

/// Merges one table.
pub(super) fn merge(name: &str, table: &check::Table, style: &Style, words: &mut Words<'_>) -> Table {
    let columns = table.columns.iter().map(|c| Column { numeric: c.format.is_number() }).collect();
    let head = head(table, words);
    let mut rows: Vec<Row> = Vec::new();
    for (n, row) in table.rows.iter().enumerate() {
        let mut merged = one_row(row, table, style, &mut rows, words);
        // A row of totals is the sum of what is above each cell.
        if !(table.own_total && n + 1 == table.rows.len()) {
            sums::across(table, row, &mut merged, words);
        }
        rows.push(merged);
    }
    sums::down(table, &mut rows, style, words);
    let caption = words.line(&table.caption);
    let source = words.line(&table.source);
    Table {
        name: name.to_owned(),
        number: String::new(),
        anchor: String::new(),
        caption,
        columns,
        head,
        rows,
        source,
        landscape: table.landscape,
        beside: table.beside,
        place: table.place,
    }
}

/// One row of headings, or two where neighbours share one.
fn head(table: &check::Table, words: &mut Words<'_>) -> Vec<Vec<HeadCell>> {
    let two = table.columns.iter().any(|c| c.over.is_some());
    let mut first: Vec<HeadCell> = Vec::new();
    let mut second = Vec::new();
    let mut above: Option<&str> = None;
    for column in &table.columns {
        let numeric = column.format.is_number();
        let own = HeadCell { body: words.line(&column.heading), columns: 1, rows: 1, numeric };
        match &column.over {
            Some(over) => {
                match first.last_mut() {
                    Some(last) if above == Some(over.text.as_str()) => last.columns += 1,
                    _ => first.push(HeadCell {
                        body: vec![Inline::Text(over.text.clone(), over.place)],
                        columns: 1,
                        rows: 1,
                        numeric: false,
                    }),
                }
                second.push(own);
            }
            None => first.push(HeadCell { rows: if two { 2 } else { 1 }, ..own }),
        }
        above = column.over.as_ref().map(|o| o.text.as_str());
    }
    if two { vec![first, second] } else { vec![first] }
}

fn one_row(
    row: &check::Row,
    table: &check::Table,
    style: &Style,
    above: &mut [Row],
    words: &mut Words<'_>,
) -> Row {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in &row.cells {
        let column = &table.columns[at.min(table.columns.len() - 1)];
        if matches!(cell.body, Typed::GoesOn) && extend(above, at) {
            at += cell.span;
            continue;
        }
        // A figure from a hole, or "n/a", stands in line with the numbers of its column.
        let typed = matches!(cell.body, Typed::Line(_)) && cell.span == 1;
        let numeric = matches!(cell.body, Typed::Number(_)) || column.format.is_number() && typed;
        let body = body(cell, column, style, words);
        cells.push(Cell {
            body,
            column: at,
            columns: cell.span,
            rows: 1,
            // A heading without words would be announced as one and say nothing.
            header: column.row_header && !matches!(cell.body, check::Body::Blank),
            numeric,
            place: cell.place,
        });
        at += cell.span;
    }
    Row { cells, total: false }
}

/// Makes the cell above, in that column, one row taller. `false` where there is none.
fn extend(above: &mut [Row], column: usize) -> bool {
    for row in above.iter_mut().rev() {
        if let Some(cell) = row.cells.iter_mut().find(|c| c.column == column) {
            cell.rows += 1;
            return true;
        }
    }
    false
}

fn body(cell: &check::Cell, column: &check::Column, style: &Style, words: &mut Words<'_>) -> Body {
    match &cell.body {
        Typed::Line(line) => Body::Line(words.line(line)),
        Typed::Blocks(blocks) => Body::Blocks(words.blocks(blocks)),
        Typed::Number(number) => Body::Line(vec![Inline::Text(number_text(*number, column), cell.place)]),
        Typed::Date(date) => Body::Line(inlines(style.date("table", *date), cell.place)),
        Typed::Blank | Typed::GoesOn => Body::Line(Vec::new()),
    }
}

/// A number as its column prints it.
pub(super) fn number_text(number: Decimal, column: &check::Column) -> String {
    match column.format {
        Format::Money => money(number, column.decimals),
        Format::Percent => format!("{}%", grouped(number, column.decimals)),
        Format::Fraction => {
            let hundred = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
            format!("{}%", grouped(hundred.normalize(), column.decimals))
        }
        Format::Integer => grouped(number, Some(0)),
        Format::Text | Format::Number | Format::Date => grouped(number, column.decimals),
    }
}

/// A printed date as text.
pub fn inlines(parts: Vec<Part>, place: Place) -> Vec<Inline> {
    let inline = |part| match part {
        Part::Text(text) => Inline::Text(text, place),
        Part::Raised(text) => Inline::Raised(text, place),
    };
    parts.into_iter().map(inline).collect()
}
