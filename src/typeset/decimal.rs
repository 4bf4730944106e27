//! Columns of numbers whose points stand below each other: the room that each cell leaves at its right. It never
//! changes a text.

use super::code::Writer;
use crate::model::{Alignment, Cell, CellContent, Table, plain};

/// The longest text behind a point that still is a number with its unit and mark.
const LONGEST_TAIL: usize = 12;

/// The room to the right of each cell of each row of a table, in widths of the size of its text.
pub(super) fn room_at_right(table: &Table, writer: &Writer<'_>) -> Vec<Vec<f64>> {
    let tails: Vec<Vec<Option<f64>>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| tail_width(cell, row.total, table, writer)).collect())
        .collect();
    let mut widest = vec![0.0_f64; table.columns.len()];
    for (row, tails) in table.rows.iter().zip(&tails) {
        for (cell, tail) in row.cells.iter().zip(tails) {
            if let (Some(tail), Some(most)) = (tail, widest.get_mut(cell.column)) {
                *most = most.max(*tail);
            }
        }
    }
    let room = |cell: &Cell, tail: &Option<f64>| {
        tail.map_or(0.0, |tail| widest.get(cell.column).map_or(0.0, |most| most - tail))
    };
    let rows = table.rows.iter().zip(&tails);
    rows.map(|(row, tails)| row.cells.iter().zip(tails).map(|(cell, tail)| room(cell, tail)).collect())
        .collect()
}

/// The width of what stands behind the whole digits of a cell; `None` where it holds no number that lines up.
fn tail_width(cell: &Cell, total: bool, table: &Table, writer: &Writer<'_>) -> Option<f64> {
    let column = table.columns.get(cell.column)?;
    let CellContent::Line(line) = &cell.body else { return None };
    if column.alignment != Alignment::Decimal || cell.columns > 1 || !cell.numeric {
        return None;
    }
    let text = plain(line);
    let tail = tail(&text)?;
    Some(writer.width(tail, cell.header || total))
}

/// What stands behind the whole digits of a number: ".25%" of "£1,234.25%"; `None` where the text is none.
fn tail(text: &str) -> Option<&str> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let digits =
        text[first..].find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(text.len() - first);
    let tail = &text[first + digits..];
    (tail.chars().count() <= LONGEST_TAIL && text[..first].chars().count() < 4).then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_begins_at_the_point() {
        for (text, behind) in [
            ("-£1,234.25", ".25"),
            ("\u{2212}£1,234.25", ".25"),
            ("12", ""),
            ("12 [p]", " [p]"),
            ("25.5%", ".5%"),
            ("<5", ""),
            ("(12)", ")"),
        ] {
            assert_eq!(tail(text), Some(behind), "{text}");
        }
        assert_eq!(tail("n/a"), None);
        assert_eq!(tail("12 more words than a unit"), None);
        assert_eq!(tail("fell from 12"), None);
    }
}
