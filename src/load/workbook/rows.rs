//! From the cells of a sheet to its rows, with the place of each cell in words. It never makes room for cells
//! that are blank and far from all others.

use super::filled_cell::MOST_CELLS;
use super::sheet::SheetParts;
use crate::finding::{FileId, Span};
use crate::load::cell_name::{cell_name, column_letters};
use crate::load::raw_row::{MOST_ROWS, RawRow};
use crate::load::worksheet::{CellValue, Uncertain, WorksheetCell};

/// The number of blank cells in a row that part a cell from the table that is meant.
const FAR: usize = 200;

/// The rows that cells make, or the reason why they make none.
pub(super) enum CellRows {
    /// Rows that have something in them, each from the first column, which is given, to its own last cell, or
    /// to that of the widest row.
    Rows(Vec<RawRow>, usize),
    /// The named cell lies far from the others of its row.
    Far(String),
    /// There are too many rows or cells.
    TooLong,
}

/// Makes rows of cells, which are sorted. `hidden_is_doubt` says whether hidden cells are in doubt.
pub(super) fn rows(parts: SheetParts, hidden_is_doubt: bool, sheet: &str, file: FileId) -> CellRows {
    let SheetParts { cells, hidden, .. } = parts;
    let left = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
    let mut rows: Vec<RawRow> = Vec::new();
    let (mut widest, mut made) = (0, 0);
    let mut rest = cells.into_iter().peekable();
    while let Some(first) = rest.peek() {
        let row = first.row;
        let mut cells: Vec<WorksheetCell> = Vec::new();
        let mut next = left;
        while let Some(cell) = rest.next_if(|cell| cell.row == row) {
            if cell.column - next > FAR {
                return CellRows::Far(cell_name(row, cell.column));
            }
            cells.extend((next..cell.column).map(|column| blank(row, column, sheet, file)));
            next = cell.column + 1;
            let uncertain = Uncertain {
                hidden_row: (hidden_is_doubt && hidden.has_row(row)).then_some(row + 1),
                hidden_column: (hidden_is_doubt && hidden.has_column(cell.column))
                    .then(|| (cell.column, column_letters(cell.column))),
                doubt: cell.doubt,
            };
            let uncertain = (uncertain != Uncertain::default()).then(|| Box::new(uncertain));
            let blank = blank(row, cell.column, sheet, file);
            let (text, value, goes_on) = (cell.text, cell.value, cell.goes_on);
            cells.push(WorksheetCell { text, value, goes_on, uncertain, ..blank });
        }
        widest = widest.max(cells.len());
        made += cells.len();
        rows.push(RawRow { number: row + 1, cells });
        if rows.len() > MOST_ROWS + 1 || made > MOST_CELLS {
            return CellRows::TooLong;
        }
    }
    if rows.len().saturating_mul(widest) > MOST_CELLS {
        return CellRows::TooLong;
    }
    for row in &mut rows {
        let at = row.number - 1;
        row.cells
            .extend((left + row.cells.len()..left + widest).map(|column| blank(at, column, sheet, file)));
    }
    CellRows::Rows(rows, left)
}

/// A blank cell. Its span says only which comes first: a workbook has no lines, and its cells are counted, so
/// that findings come in order.
fn blank(row: usize, column: usize, sheet: &str, file: FileId) -> WorksheetCell {
    let number = row << 14 | column;
    WorksheetCell {
        text: String::new(),
        value: CellValue::Text,
        span: Span::new(file, number + 1..number + 1),
        at: format!("sheet {sheet}, cell {}", cell_name(row, column)),
        goes_on: false,
        uncertain: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::filled_cell::FilledCell;
    use super::*;
    use crate::finding::Sources;

    /// The texts of the rows that cells make, by their row and column from 0; `None` where one is far away.
    fn texts(cells: &[(usize, usize, &str)]) -> Option<Vec<Vec<String>>> {
        let found = cells.iter().map(|(row, column, text)| FilledCell {
            row: *row,
            column: *column,
            text: (*text).to_owned(),
            value: CellValue::Text,
            doubt: None,
            goes_on: false,
        });
        let file = Sources::default().add("x.xlsx", "");
        let parts = SheetParts { cells: found.collect(), ..SheetParts::default() };
        let CellRows::Rows(rows, _) = rows(parts, true, "Data", file) else { return None };
        Some(rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect())
    }

    /// Rows that end with blank cells, below the first column and row of the sheet.
    #[test]
    fn every_row_is_as_wide_as_the_widest() {
        let found =
            [(2, 1, "Ward"), (2, 2, "Cases"), (2, 3, "Note"), (3, 1, "North"), (3, 3, "x"), (5, 1, "South")];
        let wide = [vec!["Ward", "Cases", "Note"], vec!["North", "", "x"], vec!["South", "", ""]];
        assert_eq!(
            texts(&found),
            Some(wide.map(|row| row.into_iter().map(str::to_owned).collect()).to_vec())
        );
    }

    #[test]
    fn only_a_cell_behind_many_blank_ones_is_far_away() {
        let wide: Vec<_> = (0..FAR).map(|column| (0, column, "x")).collect();
        assert_eq!(texts(&wide).map(|rows| rows[0].len()), Some(FAR));
        assert_eq!(texts(&[(0, 0, "x"), (0, FAR + 1, "y")]).map(|rows| rows[0].len()), Some(FAR + 2));
        assert_eq!(texts(&[(0, 0, "x"), (0, FAR + 2, "y")]), None);
    }
}
