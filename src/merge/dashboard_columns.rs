//! Columns of a dashboard that say the same in every row: they are said once above, and the table is narrower. It
//! never takes away an indicator, its value or its trend.

use crate::model::{Cell, CellContent, HeadCell, Inline, Row};

/// The columns that stay whatever they say: indicator, value and trend.
const STAY: [usize; 3] = [0, 1, 3];

/// A column that says the same in every row.
pub(super) struct SameColumn {
    pub heading: Vec<Inline>,
    /// The words of every row.
    pub words: Vec<Inline>,
}

/// Takes the columns that say the same in every row out of a dashboard, and gives them and the indices of those that
/// stay. Rows without a figure do not count; one row alone is no reason.
pub(super) fn part(rows: &mut [Row], head: &mut Vec<HeadCell>) -> (Vec<SameColumn>, Vec<usize>) {
    let wide = head.len();
    let same = |column: usize| -> Option<Vec<Inline>> {
        let full = rows.iter().filter(|row| row.cells.len() == wide);
        let words: Vec<&Vec<Inline>> = full.filter_map(|row| line(row.cells.get(column)?)).collect();
        let (first, rest) = words.split_first()?;
        let alike = !STAY.contains(&column) && !rest.is_empty() && rest.iter().all(|own| own == first);
        (alike && !first.is_empty()).then(|| (*first).clone())
    };
    let found: Vec<(usize, Vec<Inline>)> =
        (0..wide).filter_map(|column| Some((column, same(column)?))).collect();
    let kept: Vec<usize> = (0..wide).filter(|at| found.iter().all(|(column, _)| column != at)).collect();
    let columns = found
        .into_iter()
        .filter_map(|(column, words)| Some(SameColumn { heading: head.get(column)?.body.clone(), words }));
    let columns = columns.collect();
    *head = kept.iter().filter_map(|at| head.get(*at).cloned()).collect();
    for row in rows {
        let cells = std::mem::take(&mut row.cells);
        row.cells = cells.into_iter().filter_map(|cell| narrowed(cell, &kept)).collect();
    }
    (columns, kept)
}

/// A cell in a table of which these columns stay; `None` where none of its own does.
fn narrowed(cell: Cell, kept: &[usize]) -> Option<Cell> {
    let own = cell.column..cell.column + cell.columns;
    let columns = kept.iter().filter(|at| own.contains(at)).count();
    let column = kept.iter().filter(|at| **at < cell.column).count();
    (columns > 0).then_some(Cell { column, columns, ..cell })
}

/// The words of a cell of one line.
fn line(cell: &Cell) -> Option<&Vec<Inline>> {
    if let CellContent::Line(words) = &cell.body { Some(words) } else { None }
}
