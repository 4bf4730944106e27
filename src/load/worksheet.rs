//! From CSV to rows of cells, each with its span. It never opens a file, and never decides what a cell means.

use super::quotation::{Unpaired, unpaired};
use crate::finding::{FileId, Finding, Rule, Span};

/// The most rows that are read of one table.
pub(super) const MOST_ROWS: usize = 20_000;

/// A table of cells as it lies in a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Worksheet {
    /// The first row, which holds the headings of columns.
    pub headings: Vec<WorksheetCell>,
    /// All other rows that have anything in them.
    pub rows: Vec<Vec<WorksheetCell>>,
    /// Whether the table comes from a workbook, where 25% is stored as 0.25.
    pub workbook: bool,
    /// The name of the sheet and, where its file did not say which one is meant, those of the workbook's
    /// others. Empty for CSV.
    pub sheets: Vec<String>,
}

/// A cell of a worksheet.
#[derive(Debug, Clone)]
pub(crate) struct WorksheetCell {
    /// The text, without blanks around it.
    pub text: String,
    /// The place of the cell; a workbook has no lines, and its cells are only counted, so that findings come
    /// in order.
    pub span: Span,
    /// The place in words, for messages: "row 4, column 2" or "cell B4".
    pub at: String,
    /// The doubts about the cell; `None` for most cells, and for all in CSV.
    pub uncertain: Option<Box<Uncertain>>,
}

impl WorksheetCell {
    /// Whether the cell holds a time, of which the text is only near to what Excel shows.
    pub(crate) fn is_uncertain_value(&self) -> bool {
        self.uncertain.as_ref().is_some_and(|uncertain| uncertain.time.is_some())
    }
}

/// The doubts about a cell of a workbook: whether it is to count, or how Excel shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Uncertain {
    /// The number of the cell's row in Excel, where that is hidden.
    pub hidden_row: Option<usize>,
    /// The cell's column, from 0 and in letters, where that is hidden.
    pub hidden_column: Option<(usize, String)>,
    /// The time that the cell holds; `None` for every other value.
    pub time: Option<CellTime>,
}

/// A time, a length of time, or a day with a time, in a cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellTime {
    /// The kind of time in words, for messages: "a time of day".
    pub kind: &'static str,
    /// The time in figures: "09:30".
    pub displayed: String,
}

/// Reads CSV as Excel writes it: UTF-8 or Windows-1252; `,`, `;` or tab between cells.
/// `file` must have been added with the text that `decode` gave.
///
/// # Errors
/// The findings where the text is empty, ragged or too long, or its quotation marks do not pair.
pub(super) fn csv(text: &str, file: FileId, name: &str) -> Result<Worksheet, Vec<Finding>> {
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
    let mut rows: Vec<Vec<WorksheetCell>> = Vec::new();
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
        let passed = |c: &char| matches!(c, '\r' | '\n');
        blank += text[begin..end].chars().take_while(passed).filter(|c| *c == '\n').count();
        let number = rows.len() + 1 + blank;
        let cells: Vec<WorksheetCell> = record
            .iter()
            .enumerate()
            .map(|(n, cell)| WorksheetCell {
                text: cell.trim().to_owned(),
                span: spans.get(n).map_or(whole, |s| Span::new(file, s.clone())),
                at: format!("row {number}, column {}", n + 1),
                uncertain: None,
            })
            .collect();
        rows.push(cells);
        start = end;
        if rows.len() > MOST_ROWS + 1 {
            let message = format!("`{name}` has more than {MOST_ROWS} rows");
            return Err(vec![
                Finding::error(Rule::DataTooLong, whole, message)
                    .hint("a paper shows a summary: keep the rows that it needs"),
            ]);
        }
    }
    square(rows, false, name)
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

/// Takes the heading row off and checks that every row has as many cells.
pub(super) fn square(
    mut rows: Vec<Vec<WorksheetCell>>,
    workbook: bool,
    name: &str,
) -> Result<Worksheet, Vec<Finding>> {
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    if rows.is_empty() {
        return Ok(Worksheet::default());
    }
    let mut headings = rows.remove(0);
    while headings.last().is_some_and(|c| c.text.is_empty()) {
        headings.pop();
    }
    let width = headings.len();
    for row in &mut rows {
        while row.len() > width && row.last().is_some_and(|c| c.text.is_empty()) {
            row.pop();
        }
    }
    if let Some(title) = title(&headings, &rows, name) {
        return Err(vec![title]);
    }
    let mut findings = Vec::new();
    for row in &rows {
        if row.len() != width {
            let (first, last) = (&row[0], &row[row.len() - 1]);
            let cells = if row.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", row.len()) };
            let message = format!("a row of `{name}` has {cells} where its headings have {width}");
            let hint = if workbook {
                "the first row holds the headings: give each column that has anything in it one of them"
            } else if row.len() > width {
                "a cell that holds a comma stands in quotes, as in \"1,900\"; else give the row one cell for each heading"
            } else {
                "give the row one cell for each heading; a cell may be blank"
            };
            findings.push(
                Finding::error(Rule::DataRagged, first.span.to(last.span), message)
                    .label(first.at.clone())
                    .hint(hint),
            );
        }
    }
    let sheets = Vec::new();
    if findings.is_empty() { Ok(Worksheet { headings, rows, workbook, sheets }) } else { Err(findings) }
}

/// The finding for a title above the headings: the first row has fewer cells filled than every row below it,
/// or the second row has the headings that the first lacks. `None` where there is no such title.
fn title(headings: &[WorksheetCell], rows: &[Vec<WorksheetCell>], name: &str) -> Option<Finding> {
    let filled = |row: &[WorksheetCell]| row.iter().filter(|c| !c.text.is_empty()).count();
    let (own, second) = (filled(headings), rows.first()?);
    let words = second.iter().all(|c| c.text.is_empty() || !c.text.starts_with(|c: char| c.is_ascii_digit()));
    let narrow = rows.len() > 1 && rows.iter().all(|row| row.len() > headings.len());
    let gaps = own < headings.len() && words && filled(second) > own;
    let (first, last) = (headings.first()?, headings.last()?);
    let all = |row: &[WorksheetCell]| {
        row.iter().map(|c| c.text.as_str()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    };
    (narrow || gaps).then(|| {
        let message =
            format!("the first row of `{name}` does not have a heading for each column, as a title does");
        Finding::error(Rule::DataHeading, first.span.to(last.span), message).label(first.at.clone()).hint(format!(
            "delete titles above the headings, and unmerge cells that span several columns: the first row must have one heading for each column. The second row has: {}",
            all(second)
        ))
    })
}

/// The sign between cells: `;` or tab where the first line has more of them than of commas, else a comma.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |c: char| line.matches(c).count();
    match (count(','), count(';'), count('\t')) {
        (comma, semicolon, tab) if semicolon > comma && semicolon >= tab => b';',
        (comma, _, tab) if tab > comma => b'\t',
        _ => b',',
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

    fn read(text: &str) -> (Result<Worksheet, Vec<Finding>>, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("x.csv", text);
        (csv(text, file, "x.csv"), sources)
    }

    #[test]
    fn cells_keep_their_places_also_with_crlf_and_quotes() {
        let (sheet, sources) = read("Year,Total\r\n2014/15,\"1,900\"\r\n");
        let sheet = sheet.expect("reads");
        assert_eq!(sheet.rows[0][1].text, "1,900");
        let at = sources.locate(sheet.rows[0][1].span);
        assert_eq!((at.line, at.column), (Some(2), 9));
    }

    #[test]
    fn semicolons_and_trailing_blanks_are_read() {
        let (sheet, _) = read("a;b;\n1,5;2;\n");
        let sheet = sheet.expect("reads");
        assert_eq!((sheet.headings.len(), sheet.rows[0][0].text.as_str()), (2, "1,5"));
    }

    #[test]
    fn ragged_and_empty_files_are_findings() {
        assert_eq!(read("a,b\n1\n").0.expect_err("ragged")[0].rule.name(), "data-ragged");
        assert_eq!(read(" \n").0.expect_err("empty")[0].rule.name(), "data-empty");
    }

    #[test]
    fn blank_lines_are_rows_as_excel_counts_them() {
        let (sheet, _) = read("a,b\n\n\n1,2\n");
        assert_eq!(sheet.expect("reads").rows[0][0].at, "row 4, column 1");
        let (sheet, _) = read("a,b\r\n1,2\r\n\r\n3,4\r\n");
        let rows = sheet.expect("reads").rows;
        assert_eq!([rows[0][0].at.as_str(), rows[1][0].at.as_str()], ["row 2, column 1", "row 4, column 1"]);
    }

    #[test]
    fn every_cell_has_the_place_of_its_own_text() {
        let (sheet, sources) = read("a,b\r\n\r\n\"x, y\",2\r\n3,4\r\n");
        let rows = sheet.expect("reads").rows;
        let typed: Vec<&str> = rows.iter().flatten().map(|cell| sources.slice(cell.span)).collect();
        assert_eq!(typed, ["\"x, y\"", "2", "3", "4"]);
    }

    #[test]
    fn a_blank_cell_at_the_end_of_a_row_is_a_cell() {
        let rows = read("a,b\n1,\n").0.expect("reads").rows;
        assert_eq!((rows[0].len(), rows[0][1].text.as_str()), (2, ""));
    }

    #[test]
    fn as_many_rows_are_read_as_are_allowed() {
        let text = |rows: usize| format!("a\n{}", "1\n".repeat(rows));
        assert_eq!(read(&text(MOST_ROWS)).0.expect("reads").rows.len(), MOST_ROWS);
        assert_eq!(read(&text(MOST_ROWS + 1)).0.expect_err("too long")[0].rule, Rule::DataTooLong);
    }

    #[test]
    fn a_title_above_the_headings_is_one_finding() {
        for text in [
            "Burglary\na,b\n1,2\n3,4\n",
            "Burglary,,\nYear,Rate,Count\n2024,1,2\n",
            "Burglary,,,2024\nYear,Rate,,Count\n2024,1,2,3\n",
        ] {
            let found = read(text).0.expect_err("a title");
            assert_eq!((found.len(), found[0].rule.name()), (1, "data-heading"), "{text}");
        }
        let found = read("Burglary,,,2024\nYear,Rate,,Count\n2024,1,2,3\n").0.expect_err("a title");
        assert!(found[0].hints[0].ends_with("The second row has: Year, Rate, Count"), "{:?}", found[0].hints);
    }

    /// One heading is blank, or one row is too long: neither makes a title of the headings.
    #[test]
    fn headings_with_a_gap_are_no_title() {
        for text in ["Year,,Count\n2024/25,1,2\n", "Ward,,Note\nNorth,,plain\n"] {
            assert_eq!(read(text).0.expect("reads").headings.len(), 3, "{text}");
        }
        assert_eq!(read("a,b\nx,y,z\n").0.expect_err("ragged")[0].rule, Rule::DataRagged);
    }
}
