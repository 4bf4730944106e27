//! Small tables of many columns, set with their columns as rows: two indicators with all that is said of them
//! fit an upright page so, and need no page on its side. It changes no word.

use crate::model::{Alignment, Cell, CellContent, Column, HeadCell, Inline, Row, Table};

/// The number of rows up to which a table is set with its columns as rows.
const MOST_ROWS: usize = 2;

/// The table with its columns as rows; `None` where it has more rows, two rows of headings, cells that take
/// several columns or rows, or no heading for each row.
pub(super) fn transposed(table: &Table) -> Option<Table> {
    let [head] = &table.head[..] else { return None };
    let count = table.columns.len();
    let is_plain = |cell: &Cell| cell.columns == 1 && cell.rows == 1;
    let whole = |row: &Row| {
        row.cells.len() == count && !row.total && row.cells.iter().all(is_plain) && row.cells[0].header
    };
    let named = head.len() == count && head.iter().all(|cell| cell.columns == 1 && !cell.body.is_empty());
    if !(1..=MOST_ROWS).contains(&table.rows.len()) || !table.rows.iter().all(whole) || !named {
        return None;
    }
    let heading = |body: Vec<Inline>| HeadCell { body, columns: 1, rows: 1, numeric: false };
    let line = |cell: &Cell| match &cell.body {
        CellContent::Line(line) => Some(line.clone()),
        CellContent::Blocks(_) => None,
    };
    let mut new_head = vec![heading(head[0].body.clone())];
    for row in &table.rows {
        new_head.push(heading(line(&row.cells[0])?));
    }
    let rows = (1..count).map(|column| {
        let name = Cell {
            body: CellContent::Line(head[column].body.clone()),
            column: 0,
            columns: 1,
            rows: 1,
            header: true,
            numeric: false,
            missing: false,
            span: table.span,
        };
        let cells = table.rows.iter().enumerate().map(|(at, row)| Cell {
            column: at + 1,
            header: false,
            numeric: false,
            ..row.cells[column].clone()
        });
        Row { cells: std::iter::once(name).chain(cells).collect(), total: false }
    });
    Some(Table {
        rows: rows.collect(),
        head: vec![new_head],
        columns: vec![Column { alignment: Alignment::Left }; table.rows.len() + 1],
        ..table.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Sources, Span};
    use crate::model::plain;

    fn table(rows: usize) -> Table {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("x", "abc"), 0..3);
        let words = |text: String| vec![Inline::Text(text, span)];
        let cell = |row: usize, column: usize| Cell {
            body: CellContent::Line(words(format!("{row}.{column}"))),
            column,
            columns: 1,
            rows: 1,
            header: column == 0,
            numeric: column > 0,
            missing: false,
            span,
        };
        Table {
            name: String::new(),
            number: String::new(),
            anchor: String::new(),
            caption: Vec::new(),
            columns: vec![Column { alignment: Alignment::Decimal }; 3],
            head: vec![
                (0..3)
                    .map(|n| HeadCell { body: words(format!("h{n}")), columns: 1, rows: 1, numeric: true })
                    .collect(),
            ],
            rows: (0..rows)
                .map(|row| Row { cells: (0..3).map(|column| cell(row, column)).collect(), total: false })
                .collect(),
            caption_hidden: false,
            headings_hidden: false,
            origin: Vec::new(),
            landscape: None,
            of_chart: false,
            beside: false,
            span,
        }
    }

    #[test]
    fn columns_become_rows() {
        let turned = transposed(&table(2)).expect("a small table");
        let text = |body: &CellContent| match body {
            CellContent::Line(line) => plain(line),
            CellContent::Blocks(_) => String::new(),
        };
        let head: Vec<String> = turned.head[0].iter().map(|cell| plain(&cell.body)).collect();
        assert_eq!(head, ["h0", "0.0", "1.0"]);
        let rows: Vec<Vec<String>> =
            turned.rows.iter().map(|row| row.cells.iter().map(|cell| text(&cell.body)).collect()).collect();
        assert_eq!(rows, [["h1", "0.1", "1.1"], ["h2", "0.2", "1.2"]]);
        assert!(turned.rows.iter().all(|row| row.cells[0].header && !row.cells[1].header));
    }

    #[test]
    fn larger_tables_stay_as_they_are() {
        assert_eq!(transposed(&table(3)), None);
        assert_eq!(transposed(&table(0)), None);
    }
}
