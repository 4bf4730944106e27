//! Tables that stand side by side on a sheet, with a blank column between them. It never takes a column away.

use std::collections::BTreeSet;
use std::ops::Range;

use super::below::{self, Below};
use super::cell_name::cell_name;
use super::raw_row::RawRow;
use super::worksheet::fold_heading;
use crate::finding::{Finding, Rule};

/// Columns between blank ones that may be a table of their own.
struct ColumnGroup {
    columns: Range<usize>,
    /// The rows from the headings to the last one of the table, with the cells of these columns alone.
    rows: Vec<RawRow>,
}

/// The finding where rows hold two tables side by side, or may; `None` where they hold one, whatever blank
/// columns it has. `left` is the column with which the rows begin, from 0.
pub(super) fn find(rows: &[RawRow], left: usize, name: &str) -> Option<Finding> {
    let groups: Vec<ColumnGroup> =
        column_groups(rows).into_iter().filter_map(|columns| ColumnGroup::of(rows, columns)).collect();
    let (first, others) = groups.split_first()?;
    let other = others.iter().find(|other| first.is_apart_from(other))?;
    let range =
        |group: &ColumnGroup| range_of(&group.rows, left + group.columns.start, 0..group.columns.len());
    let (one, two) = (range(first), range(other));
    let all = whole_range(rows, left);
    let cell = other.rows.first()?.filled().next()?.1;
    let message = format!("`{name}` has two tables side by side, in the cells {one} and {two}");
    Some(
        Finding::error(Rule::DataBeside, cell.span, message)
            .label(cell.at.clone())
            .hint(format!("say which one is meant: cells = \"{one}\", or cells = \"{two}\""))
            .hint(format!("where all of it is one table: cells = \"{all}\"")),
    )
}

/// The name of the range of all cells of some rows, which begin with the column `left`: "A4:F20".
pub(super) fn whole_range(rows: &[RawRow], left: usize) -> String {
    range_of(rows, left, 0..rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
}

/// The name of the range of cells from the first row to the last one, over columns that are counted from
/// `left`: "A4:F20".
fn range_of(rows: &[RawRow], left: usize, columns: Range<usize>) -> String {
    let number = |row: Option<&RawRow>| row.map_or(0, |row| row.number.saturating_sub(1));
    let last = left + columns.end.max(columns.start + 1) - 1;
    format!(
        "{}:{}",
        cell_name(number(rows.first()), left + columns.start),
        cell_name(number(rows.last()), last)
    )
}

/// The columns between those in which nothing stands.
fn column_groups(rows: &[RawRow]) -> Vec<Range<usize>> {
    let filled: BTreeSet<usize> = rows.iter().flat_map(|row| row.filled().map(|(at, _)| at)).collect();
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in filled {
        match groups.last_mut() {
            Some(group) if group.end == at => group.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

impl ColumnGroup {
    /// The group of some columns; `None` where they have no row of headings, as a lone column has none.
    fn of(rows: &[RawRow], columns: Range<usize>) -> Option<Self> {
        let cells = |row: &RawRow| row.cells.iter().take(columns.end).skip(columns.start).cloned().collect();
        let mut own: Vec<RawRow> =
            rows.iter().map(|row| RawRow { number: row.number, cells: cells(row) }).collect();
        own.retain(|row| !row.is_blank());
        let headings = own.iter().position(|row| row.filled().count() > 1)?;
        own.drain(..headings);
        if let Below::From(at) = below::find(&own) {
            own.truncate(at);
        }
        (own.len() > 1).then_some(Self { columns, rows: own })
    }

    /// Whether another group, at the right, is a table of its own: it begins with the heading with which this one
    /// begins, it has rows or headings where this one has none, or it has names of rows of its own.
    fn is_apart_from(&self, right: &Self) -> bool {
        let headings = |group: &Self| -> Vec<String> {
            group.rows[0].cells.iter().map(|cell| fold_heading(&cell.text)).collect()
        };
        let (own, other) = (headings(self), headings(right));
        let ends = |group: &Self| (group.rows[0].number, group.rows[group.rows.len() - 1].number);
        let ((top, bottom), (right_top, right_bottom)) = (ends(self), ends(right));
        let names: Vec<_> = right.rows[1..].iter().filter_map(|row| row.cells.first()).collect();
        let has_names = names.iter().all(|cell| !cell.is_blank() && cell.number().is_none());
        let shares = other[1..].iter().any(|heading| !heading.is_empty() && own.contains(heading));
        own[0] == other[0]
            || top != right_top
            || right_bottom > bottom
            || has_names && (shares || right_bottom < bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::csv;

    fn message(text: &str) -> Option<String> {
        let file = Sources::default().add("x.csv", text);
        find(&csv::rows(text, file, "x.csv").expect("reads"), 0, "x.csv").map(|found| found.message)
    }

    #[test]
    fn tables_side_by_side_are_found_by_their_headings_and_rows() {
        for (text, cells) in [
            ("Ward,Cases,,Ward,Rate\nA,1,,A,2\nB,3,,B,4\n", "A1:B3 and D1:E3"),
            (
                "Ward,Cases,,Service,Staff\nNorth,1,,Police,2\nSouth,3,,Housing,4\nEast,4,,,\n",
                "A1:B4 and D1:E3",
            ),
            ("Ward,Cases,,Year,Rate\nA,1,,2023,2\n,,,2024,4\n", "A1:B2 and D1:E3"),
            ("One,,,Two,\nWard,Cases,,Ward,Rate\nA,1,,A,2\n", "A2:B3 and D2:E3"),
            ("Ward,Cases,,Service,Cases\nNorth,1,,Police,2\n", "A1:B2 and D1:E2"),
        ] {
            let said = message(text).expect(text);
            assert!(said.ends_with(cells), "{text}: {said}");
        }
    }

    #[test]
    fn blank_columns_leave_a_table_whole() {
        for text in [
            "Ward,Cases,,Rate,Rank\nA,1,,2,3\nB,3,,4,1\n",
            "Ward,Cases,,Rate,Rank\nA,1,,2,3\nTotal,3,,,\n",
            "Ward,Cases,,Comment\nA,1,,up\nB,3,,\n",
            "Ward,Number,Rate,,Number,Rate\nA,1,2,,3,4\n",
            "Ward,Cases,,Lead,Comment\nNorth,1,,Housing,up\nSouth,3,,Police,down\n",
        ] {
            assert_eq!(message(text), None, "{text}");
        }
    }
}
