//! From CSV to rows of cells, each with its span. It never opens a file, and never decides what a cell means.

use super::quotation::{Unpaired, unpaired};
use super::raw_row::{MOST_ROWS, RawRow};
use super::worksheet::{CellValue, WorksheetCell};
use crate::finding::{FileId, Finding, Rule, Span};

/// Reads CSV as Excel writes it: UTF-8 or Windows-1252; `,`, `;` or tab between cells.
/// `file` must have been added with the text that `decode` gave.
///
/// # Errors
/// The findings where the text is empty or too long, or its quotation marks do not pair.
pub(super) fn rows(text: &str, file: FileId, name: &str) -> Result<Vec<RawRow>, Vec<Finding>> {
    let whole = Span::whole(file);
    if text.trim().is_empty() {
        return Err(vec![
            Finding::error(Rule::DataEmpty, whole, format!("`{name}` is empty"))
                .hint("save the sheet again: the first row holds the column headings"),
        ]);
    }
    let delimiter = delimiter(text);
    if let Some(found) = unpaired(text, delimiter) {
        return Err(vec![quotation(&found, file, name)]);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<RawRow> = Vec::new();
    let mut record = csv::StringRecord::new();
    let (mut start, mut blank) = (0, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let message = format!("`{name}` cannot be read as CSV: {error}");
                let hint = "in Excel: Save As, CSV UTF-8 (comma delimited)";
                return Err(vec![Finding::error(Rule::DataUnreadable, whole, message).hint(hint)]);
            }
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let spans = spans(text, start..end, delimiter);
        // The reader stops between the two signs of a line end.
        let begin =
            if text[..start].ends_with('\r') && text[start..].starts_with('\n') { start + 1 } else { start };
        // Blank lines are passed over, and are rows in Excel all the same.
        blank += blank_lines(&text[begin..end]);
        let number = rows.len() + 1 + blank;
        let cells: Vec<WorksheetCell> = record
            .iter()
            .enumerate()
            .map(|(n, cell)| WorksheetCell {
                text: cell.trim().to_owned(),
                value: CellValue::Text,
                goes_on: false,
                span: spans.get(n).map_or(whole, |s| Span::new(file, s.clone())),
                at: format!("row {number}, column {}", n + 1),
                uncertain: None,
            })
            .collect();
        rows.push(RawRow { number, cells });
        start = end;
        if rows.len() > MOST_ROWS + 1 {
            let message = format!("`{name}` has more than {MOST_ROWS} rows");
            return Err(vec![
                Finding::error(Rule::DataTooLong, whole, message)
                    .hint("a paper shows a summary: keep the rows that it needs"),
            ]);
        }
    }
    Ok(rows)
}

/// The finding for a quotation mark that does not pair.
fn quotation(found: &Unpaired, file: FileId, name: &str) -> Finding {
    let message = if found.closed_too_soon {
        format!("a cell of `{name}` begins with a quotation mark, and goes on after the next one")
    } else {
        format!(
            "a cell of `{name}` begins with a quotation mark that is never closed: it takes all rows below it"
        )
    };
    Finding::error(Rule::CsvQuotes, Span::new(file, found.mark.clone()), message)
        .label(format!("row {}, column {}", found.row, found.column))
        .hint("close it at the end of the cell, or delete it; a mark that is to be printed is typed twice: \"6\"\" pipe\"")
}

/// The number of blank lines at the beginning of a text.
fn blank_lines(text: &str) -> usize {
    let (mut rest, mut lines) = (text, 0);
    while let Some(next) = ["\r\n", "\n", "\r"].iter().find_map(|end| rest.strip_prefix(end)) {
        (rest, lines) = (next, lines + 1);
    }
    lines
}

/// The sign between cells: `;` or tab where the first line has more of them than of commas, else a comma. What
/// stands in quotation marks does not count.
fn delimiter(text: &str) -> u8 {
    let (mut quoted, mut commas, mut semicolons, mut tabs) = (false, 0, 0, 0);
    for sign in text.trim_start().chars() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\r' | '\n' => break,
            ',' => commas += 1,
            ';' => semicolons += 1,
            '\t' => tabs += 1,
            _ => {}
        }
    }
    if semicolons > commas && semicolons >= tabs {
        b';'
    } else if tabs > commas {
        b'\t'
    } else {
        b','
    }
}

/// The bytes of each cell of a record.
fn spans(text: &str, range: std::ops::Range<usize>, delimiter: u8) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut range = range.start..range.end.min(bytes.len());
    while range.start < range.end && matches!(bytes[range.start], b'\r' | b'\n') {
        range.start += 1;
    }
    while range.start < range.end && matches!(bytes[range.end - 1], b'\r' | b'\n') {
        range.end -= 1;
    }
    let mut spans = Vec::new();
    let (mut from, mut quoted) = (range.start, false);
    for (at, &byte) in bytes.iter().enumerate().take(range.end).skip(range.start) {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == delimiter && !quoted {
            spans.push(from..at);
            from = at + 1;
        }
    }
    spans.push(from..range.end);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    fn read(text: &str) -> (Result<Vec<RawRow>, Vec<Finding>>, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("x.csv", text);
        (rows(text, file, "x.csv"), sources)
    }

    #[test]
    fn cells_keep_their_places_also_with_crlf_and_quotes() {
        let (rows, sources) = read("Year,Total\r\n2014/15,\"1,900\"\r\n");
        let rows = rows.expect("reads");
        assert_eq!(rows[1].cells[1].text, "1,900");
        let at = sources.locate(rows[1].cells[1].span);
        assert_eq!((at.line, at.column), (Some(2), 9));
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        for text in
            ["a;b\n1,5;2\n", "a\tb\n1,5\t2\n", "\"a, b\";c\n\"1,5\";2\n", "\"a; b; c\",d\n\"1,5\",2\n"]
        {
            let rows = read(text).0.expect("reads");
            let found: Vec<&str> = rows[1].cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(found, ["1,5", "2"], "{text}");
        }
    }

    /// Only the headings say which sign parts cells; where two stand as often, it is the comma or else `;`.
    #[test]
    fn the_sign_between_cells_is_the_most_frequent_one_of_the_headings() {
        for (text, cell) in [
            ("a,b\n1;;;2,3\n", "a"),
            ("a,b,c; d\n", "a"),
            ("a,b;c;d\n", "a,b"),
            ("a,b;c\n", "a"),
            ("a;b\tc\n", "a"),
            ("a,b\tc\n", "a"),
            ("a;b\tc\td\n", "a;b"),
        ] {
            assert_eq!(read(text).0.expect("reads")[0].cells[0].text, cell, "{text}");
        }
    }

    #[test]
    fn blank_lines_are_rows_as_a_spreadsheet_counts_them() {
        let numbers = |text: &str| -> Vec<usize> {
            read(text).0.expect("reads").iter().map(|row| row.number).collect()
        };
        assert_eq!(numbers("a,b\n\n\n1,2\n"), [1, 4]);
        assert_eq!(numbers("a,b\r\n1,2\r\n\r\n3,4\r\n"), [1, 2, 4]);
        assert_eq!(numbers("a,b\r\r3,4\r"), [1, 3]);
        assert_eq!(numbers("a,\"b\nc\"\n3,4\n"), [1, 2]);
    }

    #[test]
    fn every_cell_has_the_place_of_its_own_text() {
        let (rows, sources) = read("a,b\r\n\r\n\"x, y\",2\r\n3,4\r\n");
        let rows = rows.expect("reads");
        let cells = rows[1..].iter().flat_map(|row| &row.cells);
        let typed: Vec<&str> = cells.map(|cell| sources.slice(cell.span)).collect();
        assert_eq!(typed, ["\"x, y\"", "2", "3", "4"]);
    }

    #[test]
    fn as_many_rows_are_read_as_are_allowed() {
        let text = |rows: usize| format!("a\n{}", "1\n".repeat(rows));
        assert_eq!(read(&text(MOST_ROWS)).0.expect("reads").len(), MOST_ROWS + 1);
        assert_eq!(read(&text(MOST_ROWS + 1)).0.expect_err("too long")[0].rule, Rule::DataTooLong);
        assert_eq!(read(" \n").0.expect_err("empty")[0].rule, Rule::DataEmpty);
    }
}
