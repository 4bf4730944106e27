//! From checked tables to tables of the model: formats, totals, headings over several columns, and cells that
//! go on over several rows. It never works out a width.

use super::date_inlines::date_inlines;
use super::number_text::cell_text;
use super::sums;
use super::text::TextMerger;
use crate::check::{self, CellContentSpec, ColumnAlignment};
use crate::model::{Alignment, Cell, CellContent, Column, HeadCell, Inline, Row, Table};
use crate::style::Style;

/// Merges one table.
pub(super) fn merge(
    name: &str,
    table: &check::TableSpec,
    style: &Style,
    words: &mut TextMerger<'_>,
) -> Table {
    let columns = table.columns.iter().map(|c| Column { alignment: alignment(c) }).collect();
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
    let origin = words.line(&table.origin);
    Table {
        name: name.to_owned(),
        number: String::new(),
        anchor: String::new(),
        caption,
        columns,
        head,
        rows,
        origin,
        caption_hidden: table.caption_hidden,
        headings_hidden: table.headings_hidden,
        landscape: table.landscape,
        of_chart: false,
        beside: table.beside,
        span: table.span,
    }
}

/// How the cells of a column stand: as its author says, or by whether they are numbers.
fn alignment(column: &check::ColumnSpec) -> Alignment {
    match column.align {
        Some(ColumnAlignment::Left) => Alignment::Left,
        Some(ColumnAlignment::Center) => Alignment::Center,
        Some(ColumnAlignment::Right) => Alignment::Right,
        Some(ColumnAlignment::Decimal) => Alignment::Decimal,
        None if column.is_of_numbers() => Alignment::Decimal,
        None => Alignment::Left,
    }
}

fn stands_right(alignment: Alignment) -> bool {
    matches!(alignment, Alignment::Right | Alignment::Decimal)
}

/// Merges the headings of a table: one row, or two where neighbours share a heading.
fn head(table: &check::TableSpec, words: &mut TextMerger<'_>) -> Vec<Vec<HeadCell>> {
    let two = table.columns.iter().any(|c| c.over.is_some());
    let mut first: Vec<HeadCell> = Vec::new();
    let mut second = Vec::new();
    let mut above: Option<&str> = None;
    for column in &table.columns {
        let numeric = stands_right(alignment(column));
        let own = HeadCell { body: words.line(&column.heading), columns: 1, rows: 1, numeric };
        match &column.over {
            Some(over) => {
                match first.last_mut() {
                    Some(last) if above == Some(over.text.as_str()) => last.columns += 1,
                    _ => first.push(HeadCell {
                        body: vec![Inline::Text(words.with_quotes(&over.text), over.span)],
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
    row: &check::RowSpec,
    table: &check::TableSpec,
    style: &Style,
    above: &mut [Row],
    words: &mut TextMerger<'_>,
) -> Row {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in &row.cells {
        let column = &table.columns[at.min(table.columns.len() - 1)];
        if matches!(cell.body, CellContentSpec::GoesOn) && extend(above, at) {
            at += cell.columns;
            continue;
        }
        // A figure from an expression, or "n/a", stands in line with the numbers of its column.
        let typed = matches!(cell.body, CellContentSpec::Line(_)) && cell.columns == 1;
        let figure = matches!(cell.body, CellContentSpec::Number(_) | CellContentSpec::Mark(_));
        let numeric = stands_right(alignment(column)) && (figure || typed);
        let is_data = cell.span.file() != table.span.file();
        let body = body(cell, column, is_data, style, words);
        cells.push(Cell {
            body,
            column: at,
            columns: cell.columns,
            rows: 1,
            // A heading without words would be announced as one and say nothing.
            header: column.row_header && !matches!(cell.body, check::CellContentSpec::Blank),
            numeric,
            missing: matches!(cell.body, CellContentSpec::Mark(_)),
            span: cell.span,
        });
        at += cell.columns;
    }
    Row { cells, total: false }
}

/// Makes the cell above, in that column, one row taller; `false` where there is none.
fn extend(above: &mut [Row], column: usize) -> bool {
    for row in above.iter_mut().rev() {
        if let Some(cell) = row.cells.iter_mut().find(|c| c.column == column) {
            cell.rows += 1;
            return true;
        }
    }
    false
}

fn body(
    cell: &check::CellSpec,
    column: &check::ColumnSpec,
    is_data: bool,
    style: &Style,
    words: &mut TextMerger<'_>,
) -> CellContent {
    match &cell.body {
        // A cell of a data file is as its file shows it: who looks for a name finds it as it stands there.
        CellContentSpec::Line(line) if is_data => CellContent::Line(words.data_line(line)),
        CellContentSpec::Mark(line) => CellContent::Line(words.data_line(line)),
        CellContentSpec::Line(line) => CellContent::Line(words.line(line)),
        CellContentSpec::Blocks(blocks) => CellContent::Blocks(words.blocks(blocks)),
        CellContentSpec::Number(number) => {
            CellContent::Line(vec![Inline::Text(cell_text(number, column), cell.span)])
        }
        CellContentSpec::Date(date) => CellContent::Line(date_inlines(style.date("table", *date), cell.span)),
        CellContentSpec::Blank | CellContentSpec::GoesOn => CellContent::Line(Vec::new()),
    }
}
