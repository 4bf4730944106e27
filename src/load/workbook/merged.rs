//! Merged cells of a sheet: what the cell of several rows holds stands for each of them. It never fills a row
//! that is blank otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::filled_cell::{FilledCell, MOST_CELLS};
use crate::load::cell_name::cell_range;

/// A merged range, by its first and last row and its first column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MergedRange {
    first: usize,
    last: usize,
    column: usize,
}

impl MergedRange {
    /// The range of a name such as "A2:B5"; `None` where it is no name, or of one row only.
    pub(super) fn of(name: &str) -> Option<Self> {
        let ((first, column), (last, _)) = cell_range(name)?;
        (last > first).then_some(Self { first, last, column })
    }
}

/// Gives each row of a merged cell what the cell holds, where the row has anything else in it.
pub(super) fn fill_down(cells: &mut Vec<FilledCell>, ranges: &[MergedRange]) {
    let rows: BTreeSet<usize> = cells.iter().map(|cell| cell.row).collect();
    let places: BTreeMap<(usize, usize), usize> =
        cells.iter().enumerate().map(|(at, cell)| ((cell.row, cell.column), at)).collect();
    let mut more: Vec<FilledCell> = Vec::new();
    for range in ranges {
        let Some(cell) = places.get(&(range.first, range.column)).map(|at| cells[*at].clone()) else {
            continue;
        };
        for row in rows.range(range.first + 1..=range.last) {
            if places.contains_key(&(*row, range.column)) || cells.len() + more.len() >= MOST_CELLS {
                continue;
            }
            more.push(FilledCell { row: *row, goes_on: true, ..cell.clone() });
        }
    }
    cells.append(&mut more);
    cells.sort_by_key(|cell| (cell.row, cell.column));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::worksheet::CellValue;

    #[test]
    fn ranges_of_one_row_hold_nothing_for_others() {
        assert_eq!(MergedRange::of("A2:A5"), Some(MergedRange { first: 1, last: 4, column: 0 }));
        assert_eq!(MergedRange::of("A2:D2"), None);
        assert_eq!(MergedRange::of("A2"), None);
    }

    fn cell(row: usize, column: usize, text: &str) -> FilledCell {
        let (text, value) = (text.to_owned(), CellValue::Text);
        FilledCell { row, column, text, value, doubt: None, goes_on: false }
    }

    #[test]
    fn what_stands_above_or_in_a_merged_cell_is_left_as_it_is() {
        let mut cells = vec![cell(0, 1, "Cases"), cell(1, 0, "North"), cell(2, 0, "own"), cell(3, 1, "b")];
        fill_down(&mut cells, &[MergedRange { first: 1, last: 3, column: 0 }]);
        let found: Vec<(usize, &str)> =
            cells.iter().filter(|c| c.column == 0).map(|c| (c.row, c.text.as_str())).collect();
        assert_eq!(found, [(1, "North"), (2, "own"), (3, "North")]);
    }

    #[test]
    fn only_rows_with_something_in_them_are_filled() {
        let mut cells = vec![cell(1, 0, "North"), cell(1, 1, "a"), cell(3, 1, "b"), cell(4, 1, "c")];
        fill_down(&mut cells, &[MergedRange { first: 1, last: 3, column: 0 }]);
        let found: Vec<(usize, &str, bool)> =
            cells.iter().filter(|c| c.column == 0).map(|c| (c.row, c.text.as_str(), c.goes_on)).collect();
        assert_eq!(found, [(1, "North", false), (3, "North", true)]);
    }
}
