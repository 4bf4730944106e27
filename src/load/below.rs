//! Where a table ends and other things begin: notes, a source, another table on the same sheet. It never takes
//! a row away itself.

use super::raw_row::RawRow;
use super::worksheet::{CellDoubt, WorksheetCell, fold_heading};

/// What stands below a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Below {
    Nothing,
    /// Rows from this one on, counted from 0, are no part of the table.
    From(usize),
}

/// The words with which notes begin.
const NOTE_WORDS: [&str; 9] =
    ["source", "sources", "note", "notes", "footnote", "footnotes", "data source", "key", "©"];

/// The kind of rows between two blank ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Rows of the table.
    Rows,
    /// Rows with one cell filled, as notes have.
    Notes,
    /// Rows that begin with headings of their own.
    Table,
}

/// Finds what stands below the table that begins with the first of these rows, its headings. What has numbers
/// where the table has them, or goes on below a blank row as the table was, is part of it.
pub(super) fn find(rows: &[RawRow]) -> Below {
    let Some(headings) = rows.first() else { return Below::Nothing };
    let width = headings.filled().count();
    if width < 2 {
        return Below::Nothing;
    }
    // The rows at which a block begins, after a blank row.
    let mut begins: Vec<usize> = vec![1];
    begins.extend((2..rows.len()).filter(|at| rows[*at].number > rows[at - 1].number + 1));
    let ends = begins.iter().skip(1).copied().chain([rows.len()]);
    let blocks: Vec<(usize, usize)> =
        begins.iter().copied().zip(ends).filter(|(from, to)| from < to).collect();
    let Some((_, end)) = blocks.first().copied() else { return Below::Nothing };
    let mut table = end;
    for (from, to) in blocks.iter().skip(1).copied() {
        match kind(&rows[from..to], &rows[1..table.max(2).min(rows.len())], headings) {
            Block::Rows => table = to,
            Block::Notes => {}
            Block::Table => break,
        }
    }
    // Notes may follow the last row at once, and what follows notes is no part of the table.
    let source = rows.iter().take(table).skip(2).position(begins_notes);
    table = source.map_or(table, |at| at + 2);
    while table > 2 && is_note(&rows[table - 1]) {
        table -= 1;
    }
    if table < rows.len() { Below::From(table) } else { Below::Nothing }
}

fn kind(block: &[RawRow], above: &[RawRow], headings: &RawRow) -> Block {
    let has_cells = |row: &&RawRow| row.filled().count() > 1 && !has_only_errors(row) && !begins_notes(row);
    let Some(first) = block.iter().find(has_cells) else { return Block::Notes };
    let texts =
        |row: &RawRow| -> Vec<String> { row.filled().map(|(_, cell)| fold_heading(&cell.text)).collect() };
    // The first heading may name another thing: "Ward, 2023, 2024" and "Service, 2023, 2024".
    let (own, table) = (texts(first), texts(headings));
    if own == table || own.len() > 2 && own[1..] == table[1..] || are_years(first) {
        return Block::Table;
    }
    // Where the table has numbers, a row of words alone is one of headings.
    let numbers = first.filled().any(|(_, cell)| cell.number().is_some());
    let words = |at: usize| first.cells.get(at).is_some_and(|cell| !cell.text.is_empty() && !is_figure(cell));
    let width = above.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let has_words = (0..width).any(|at| is_of_numbers(above, at) && words(at));
    if has_words && !numbers { Block::Table } else { Block::Rows }
}

/// Whether the numbers of a row are years in a row, as headings are.
pub(super) fn are_years(row: &RawRow) -> bool {
    let years: Vec<i32> = row
        .filled()
        .filter(|(_, cell)| cell.number().is_some())
        .map(|(_, cell)| {
            cell.text.parse().ok().filter(|year| (1900..=2100).contains(year)).unwrap_or_default()
        })
        .collect();
    years.len() > 1 && years.windows(2).all(|two| two[0] > 0 && two[1] == two[0] + 1)
}

/// Whether a column has numbers, and nothing else but marks.
pub(super) fn is_of_numbers(rows: &[RawRow], at: usize) -> bool {
    let mut cells =
        rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.text.is_empty()).peekable();
    cells.peek().is_some()
        && rows.iter().filter_map(|row| row.cells.get(at)).any(|cell| cell.number().is_some())
        && cells.all(is_figure)
}

/// Whether a cell holds a number or, as a mark does, few signs in place of one.
pub(super) fn is_figure(cell: &WorksheetCell) -> bool {
    cell.number().is_some()
        || cell.text.chars().count() <= 5 && !cell.text.chars().all(char::is_alphabetic)
        || cell.text.chars().count() <= 3
}

/// Whether a row has one cell, which says that notes begin: "Source: ONS", "Notes".
fn begins_notes(row: &RawRow) -> bool {
    let Some(text) = only_text(row) else { return false };
    let word = text.split([':', '.']).next().unwrap_or_default();
    NOTE_WORDS.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '))
}

/// The text of a row that has one cell.
fn only_text(row: &RawRow) -> Option<String> {
    // An error among notes is what a formula beside the table has come to.
    let mut filled = row.filled().filter(|(_, cell)| !is_error(cell));
    let (Some((_, cell)), None) = (filled.next(), filled.next()) else { return None };
    cell.number().is_none().then(|| fold_heading(&cell.text))
}

/// Whether a cell holds an error such as `#REF!`.
fn is_error(cell: &WorksheetCell) -> bool {
    let doubt = cell.uncertain.as_ref().and_then(|uncertain| uncertain.doubt.as_ref());
    matches!(doubt, Some(CellDoubt::Error(_)))
}

/// Whether a row has errors and nothing else.
fn has_only_errors(row: &RawRow) -> bool {
    row.filled().all(|(_, cell)| is_error(cell))
}

/// The letters of a text that no name of a row has.
const LONG: usize = 50;

/// Whether a row at the end has one cell, which begins as a note does or is as long as one.
fn is_note(row: &RawRow) -> bool {
    if has_only_errors(row) {
        return true;
    }
    let Some(text) = only_text(row) else { return false };
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = numbered.len() < text.len() && numbered.starts_with(['.', ')', ' ']) && text.len() > 8;
    begins_notes(row)
        || is_numbered
        || text.chars().count() > LONG
        || text.starts_with(['*', '†', '‡', '©'])
        || text.starts_with('[') && text.contains(']') && text.len() > 6
        || text.chars().next().is_some_and(crate::value::is_raised_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::csv;

    fn below(text: &str) -> Below {
        let file = Sources::default().add("x.csv", text);
        find(&csv::rows(text, file, "x.csv").expect("reads"))
    }

    #[test]
    fn notes_and_another_table_are_below() {
        for (text, at) in [
            ("Ward,Cases\nA,3\nB,4\n\nSource: ONS\n1. Rounded.\n\nWard,Burglary\nA,1\n", 3),
            ("Ward,Cases\nA,3\n\nWard,Cases\nA,1\n", 2),
            ("Ward,Cases\nA,3\nB,4\nSource: ONS\n", 3),
            ("Ward,Cases\nA,3\nB,4\nSource: police\n1. Provisional figures\n\nWard,Rate\nC,4\n", 3),
            ("Ward,Cases\nA,3\nB,4\n1. Figures are provisional.\n", 3),
            ("Ward,Cases\nA,3\nB,4\n* Fewer than five\nNote 1: rounded\n", 3),
            ("Ward,Note\nA,good\n\nSource: ONS,\n", 2),
            ("Ward,Note\nA,good\n\nWard,Note\nA,bad\n", 2),
            ("Ward,2023,2024\nA,1,2\n\nService,2023,2024\nB,1,2\n", 2),
            ("Ward,Cases,Rate\nA,1,2\n\nWard,2023,2024\nB,1,2\n", 2),
            ("Ward,Cases\nA,3\n\nOf another kind\nWard,Cases\nB,4\n", 2),
            ("Ward,Good,Bad\nA,yes,no\n\nService,Good,Bad\nB,no,yes\n", 2),
            ("Ward,Cases\nA,3\n\nService,Incidents\nB,1\n", 2),
            ("Ward,Cases\nA,\"1,234\"\n\nService,Incidents\nB,1\n", 2),
            ("Ward,Cases\nA,\"12,345\"\n\nService,Incidents\nB,1\n", 2),
            ("Ward,Cases\nA,3\nB,[low]\n\nService,Incidents\nC,1\n", 3),
            ("Ward,Cases\nA,3\nB,nil\n\nService,Incidents\nC,1\n", 3),
            ("Ward,Cases\nA,3\nB,4\n[note 1] Rounded\n", 3),
            ("Ward,Cases\nA,3\nB,4\n[abcd]x\n", 3),
        ] {
            assert_eq!(below(text), Below::From(at), "{text}");
        }
    }

    #[test]
    fn rows_that_go_on_belong_to_the_table() {
        for text in [
            "Ward,Cases\nA,3\n\nB,4\n",
            "Ward,Cases\nNorth,\nA,3\n\nSouth,\nB,[c]\n",
            "Ward,Cases\nA,3\n\nSouth,\n\nB,4\n",
            "Ward,Cases\nA,3\nB,\n",
            "Ward\nA\n\nSource: ONS\n",
            "Ward,Note\nA,good\n\nB,bad\n",
            "Ward,Cases\n",
            "Ward,Cases,Rate\nA,3,1\n\nB,not yet known,2\nC,4,3\n",
            "Ward,Cases,Rate\nA,3,1\n\nB,2023,1950\nC,4,3\n",
            "Ward,Cases\nSource: ONS\n",
            "Ward,Note\nA,good\n\nService,Note\nB,bad\n",
            "Ward,Note\nA,good\n\nB,better news\n",
            "Ward,Value\nA,3\nB,not yet known\n\nC,to follow soon\n",
            "Ward,Value\nA,3\nB,not yet known\n\nC,pending\n",
            "Ward,Grade\nA,x1\nB,y\n\nC,excellent\n",
            "Ward,Cases\nA,3\nB,4\n2nd Avenue ward\n",
            "Ward,Cases\nA,3\nB,4\nNorth of the river\n",
            "Ward,Cases\nA,3\nB,4\n.. to follow later\n",
            "Ward,Cases\nA,3\nB,4\n1 George\n",
            "Ward,Cases\nA,3\nB,4\n[abcd]\n",
            "Ward,Cases\nA,3\nB,4\n[North of it\n",
            "Ward,Cases\nA,3\nB,4\nNorth [note 1]\n",
        ] {
            assert_eq!(below(text), Below::Nothing, "{text}");
        }
        let long = |letters: usize| format!("Ward,Cases\nA,3\nB,4\n{}\n", "n".repeat(letters));
        assert_eq!((below(&long(LONG)), below(&long(LONG + 1))), (Below::Nothing, Below::From(3)));
    }
}
