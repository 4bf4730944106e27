//! `FilledCell`: a cell of a sheet that has something in it. It is not told where its table begins.

use crate::load::worksheet::{CellDoubt, CellValue};

/// The most cells with something in them that are read of a sheet.
pub(super) const MOST_CELLS: usize = 2_000_000;

/// A cell with something in it.
#[derive(Debug, Clone)]
pub(super) struct FilledCell {
    /// The row and the column, from 0.
    pub row: usize,
    pub column: usize,
    /// The text that Excel shows.
    pub text: String,
    pub value: CellValue,
    /// The reason why its text is not what Excel shows, if there is one.
    pub doubt: Option<CellDoubt>,
    /// Whether it goes on from the cell above, with which it is merged.
    pub goes_on: bool,
}
