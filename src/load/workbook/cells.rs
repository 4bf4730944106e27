//! The cells of a sheet, as they come in its file, and the rows that they make. It never makes room for cells
//! that are blank: one stray cell in the last column would take all memory.

use std::io::{Read, Seek};

use calamine::{Data, DataRef, XlsxCellReader};

use super::hidden::HiddenParts;
use super::time;
use crate::finding::{FileId, Span};
use crate::load::worksheet::{CellTime, MOST_ROWS, Uncertain, WorksheetCell};

/// The most cells with something in them that are read of a sheet.
const MOST_CELLS: usize = 2_000_000;

/// The number of blank cells in a row that part a cell from the table that is meant.
const FAR: usize = 200;

/// A cell with something in it.
pub(super) struct FilledCell {
    /// The row and the column, from 0.
    row: usize,
    column: usize,
    text: String,
    time: Option<CellTime>,
}

/// The reason why a sheet cannot be read.
pub(super) enum SheetError {
    /// The sheet is no sheet of cells, or a part of it is missing.
    Damaged,
    /// The named cell has a formula and no value: another program than Excel wrote it, and it would be taken
    /// for blank.
    Unstored(String),
    /// The named cell, which comes second, holds an error such as `#REF!`.
    Error(String, String),
    /// The sheet has more cells than are read.
    TooMany,
}

/// Reads the cells that have something in them, row by row.
///
/// # Errors
/// A [`SheetError`] where a cell has no value that could be printed, or there are too many.
pub(super) fn read<R: Read + Seek>(
    mut reader: XlsxCellReader<'_, R>,
    is_1904: bool,
) -> Result<Vec<FilledCell>, SheetError> {
    let mut found: Vec<FilledCell> = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| SheetError::Damaged)? {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        if matches!(cell.value, DataRef::Empty) && cell.formula.is_some() {
            return Err(SheetError::Unstored(named(row, column)));
        }
        let (text, time) = match Data::from(cell.value) {
            Data::Empty => continue,
            Data::String(text) => (text.trim().to_owned(), None),
            Data::Float(n) => (digits(n), None),
            Data::Int(n) => (n.to_string(), None),
            Data::Bool(b) => (if b { "true" } else { "false" }.to_owned(), None),
            Data::DateTime(d) => time::of_serial(d.as_f64(), d.is_duration(), is_1904),
            Data::DateTimeIso(text) => time::of_iso(&text),
            Data::DurationIso(text) => time::of_length(&text),
            Data::Error(error) => return Err(SheetError::Error(error.to_string(), named(row, column))),
        };
        if text.is_empty() {
            continue;
        }
        if found.len() == MOST_CELLS {
            return Err(SheetError::TooMany);
        }
        found.push(FilledCell { row, column, text, time });
    }
    found.sort_by_key(|cell| (cell.row, cell.column));
    found.dedup_by_key(|cell| (cell.row, cell.column));
    Ok(found)
}

/// The rows that cells make, or the reason why they make none.
pub(super) enum CellRows {
    /// Rows that have something in them: each from the first column to its own last cell, or to that of the
    /// first row where that is longer.
    Rows(Vec<Vec<WorksheetCell>>),
    /// The named cell lies far from the others of its row.
    Far(String),
    /// There are too many rows or cells.
    TooLong,
}

/// Makes rows of cells, which are sorted.
pub(super) fn rows(found: Vec<FilledCell>, hidden: &HiddenParts, sheet: &str, file: FileId) -> CellRows {
    let left = found.iter().map(|cell| cell.column).min().unwrap_or(0);
    let mut rows: Vec<Vec<WorksheetCell>> = Vec::new();
    let (mut heading, mut made) = (0, 0);
    let mut rest = found.into_iter().peekable();
    while let Some(first) = rest.peek() {
        let row = first.row;
        let blank = |column: usize| WorksheetCell {
            text: String::new(),
            span: span(file, row, column),
            at: format!("sheet {sheet}, cell {}", named(row, column)),
            uncertain: None,
        };
        let mut cells: Vec<WorksheetCell> = Vec::new();
        let mut next = left;
        while let Some(cell) = rest.next_if(|cell| cell.row == row) {
            if cell.column - next > FAR {
                return CellRows::Far(named(row, cell.column));
            }
            cells.extend((next..cell.column).map(blank));
            next = cell.column + 1;
            let uncertain = Uncertain {
                hidden_row: hidden.has_row(row).then_some(row + 1),
                hidden_column: hidden.has_column(cell.column).then(|| (cell.column, letters(cell.column))),
                time: cell.time,
            };
            let uncertain = (uncertain != Uncertain::default()).then(|| Box::new(uncertain));
            cells.push(WorksheetCell { text: cell.text, uncertain, ..blank(cell.column) });
        }
        if rows.is_empty() {
            heading = cells.len();
        }
        cells.extend((left + cells.len()..left + heading).map(blank));
        made += cells.len();
        rows.push(cells);
        if rows.len() > MOST_ROWS + 1 || made > MOST_CELLS {
            return CellRows::TooLong;
        }
    }
    CellRows::Rows(rows)
}

/// The span of a cell: a workbook has no lines, and its cells are only counted, so that findings come in
/// order.
fn span(file: FileId, row: usize, column: usize) -> Span {
    let number = row << 14 | column;
    Span::new(file, number + 1..number + 1)
}

/// The digits of a number, to the 15 that Excel itself works with: 0.1 + 0.2 is 0.3.
fn digits(n: f64) -> String {
    format!("{n:.14e}").parse::<f64>().unwrap_or(n).to_string()
}

/// The name of a cell in Excel: "B4".
fn named(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The letters of a column: 0 is A, 26 is AA.
fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'A' + u8::try_from(n % 26).unwrap_or(0));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    /// The texts of the rows that cells make, by their row and column from 0; `None` where one is far away.
    fn texts(cells: &[(usize, usize, &str)]) -> Option<Vec<Vec<String>>> {
        let found = cells.iter().map(|(row, column, text)| FilledCell {
            row: *row,
            column: *column,
            text: (*text).to_owned(),
            time: None,
        });
        let file = Sources::default().add("x.xlsx", "");
        let CellRows::Rows(rows) = rows(found.collect(), &HiddenParts::default(), "Data", file) else {
            return None;
        };
        Some(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect())
    }

    /// Rows that end with blank cells, below the first column and row of the sheet.
    #[test]
    fn every_row_is_as_wide_as_the_headings() {
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

    #[test]
    fn columns_have_excel_letters() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }

    #[test]
    fn numbers_have_the_digits_that_excel_shows() {
        let sum = std::hint::black_box(0.1) + 0.2;
        assert_eq!(
            (digits(sum), digits(2.59), digits(-1203.0)),
            ("0.3".into(), "2.59".into(), "-1203".into())
        );
    }
}
