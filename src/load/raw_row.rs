//! `RawRow`: a row of a data file before it is known which is the row of headings. It never knows what a cell
//! means.

use super::worksheet::WorksheetCell;

/// The most rows that are read of one table.
pub(super) const MOST_ROWS: usize = 20_000;

/// A row of a file.
#[derive(Debug, Clone)]
pub(super) struct RawRow {
    /// The number of the row, as a spreadsheet counts them, from 1.
    pub number: usize,
    /// The cells, from the first column of the file to the last one of the row.
    pub cells: Vec<WorksheetCell>,
}

impl RawRow {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_blank())
    }

    /// The cells that have something in them, with their columns.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &WorksheetCell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

impl WorksheetCell {
    /// Whether nothing stands in the cell, not even what is in doubt.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty() && !self.is_doubtful()
    }
}
