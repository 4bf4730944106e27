//! CSV and XLSX to rows of cells, each with its place. It never opens a file, and never decides
//! what a cell means.

use std::io::Cursor;

use calamine::{Data, Reader};

use crate::finding::{FileId, Finding, Place};

/// The most rows that are read of one table.
pub(super) const MOST_ROWS: usize = 20_000;

/// A table of cells as it lies in a file.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The first row: column headings.
    pub headings: Vec<Cell>,
    /// Every other row that has anything in it.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is of a workbook, where 25% is stored as 0.25.
    pub workbook: bool,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The text, without blanks around it.
    pub text: String,
    /// Where it stands; in a workbook, the file as a whole.
    pub place: Place,
    /// "row 4, column 2" or "cell B4", for messages.
    pub at: String,
}

/// Reads CSV as Excel writes it: UTF-8 or Windows-1252; `,`, `;` or tab between cells.
/// `file` must have been added with the text that `decode` gave.
///
/// # Errors
/// Where it is empty, ragged or too long.
pub(super) fn csv(text: &str, file: FileId, name: &str) -> Result<Sheet, Vec<Finding>> {
    let whole = Place::whole(file);
    if text.trim().is_empty() {
        return Err(vec![
            Finding::error("data-empty", whole, format!("`{name}` is empty"))
                .hint("save the sheet again: the first row holds the column headings"),
        ]);
    }
    let delimiter = delimiter(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut start = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let message = format!("`{name}` cannot be read as CSV: {error}");
                return Err(vec![Finding::error("data-unreadable", whole, message)]);
            }
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let spans = spans(text, start..end, delimiter);
        start = end;
        let number = rows.len() + 1;
        let cells: Vec<Cell> = record
            .iter()
            .enumerate()
            .map(|(n, cell)| Cell {
                text: cell.trim().to_owned(),
                place: spans.get(n).map_or(whole, |s| Place::new(file, s.clone())),
                at: format!("row {number}, column {}", n + 1),
            })
            .collect();
        rows.push(cells);
        if rows.len() > MOST_ROWS + 1 {
            let message = format!("`{name}` has more than {MOST_ROWS} rows");
            return Err(vec![
                Finding::error("data-too-long", whole, message)
                    .hint("a paper shows a summary: keep the rows that it needs"),
            ]);
        }
    }
    square(rows, name)
}

/// Takes the heading row off and checks that every row has as many cells.
fn square(mut rows: Vec<Vec<Cell>>, name: &str) -> Result<Sheet, Vec<Finding>> {
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    if rows.is_empty() {
        return Ok(Sheet::default());
    }
    let mut headings = rows.remove(0);
    while headings.last().is_some_and(|c| c.text.is_empty()) {
        headings.pop();
    }
    let width = headings.len();
    let mut findings = Vec::new();
    for row in &mut rows {
        while row.len() > width && row.last().is_some_and(|c| c.text.is_empty()) {
            row.pop();
        }
        if row.len() != width {
            let (first, last) = (&row[0], &row[row.len() - 1]);
            let cells = if row.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", row.len()) };
            let message = format!("a row of `{name}` has {cells} where its headings have {width}");
            let hint = if row.len() > width {
                "a cell that holds a comma stands in quotes, as in \"1,900\"; else give the row one cell for each heading"
            } else {
                "give the row one cell for each heading; a cell may be blank"
            };
            findings.push(
                Finding::error("data-ragged", first.place.to(last.place), message)
                    .label(first.at.clone())
                    .hint(hint),
            );
        }
    }
    if findings.is_empty() { Ok(Sheet { headings, rows, workbook: false }) } else { Err(findings) }
}

/// `;` or tab where the first line has more of them than of commas.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |c: char| line.matches(c).count();
    match (count(','), count(';'), count('\t')) {
        (comma, semicolon, tab) if semicolon > comma && semicolon >= tab => b';',
        (comma, _, tab) if tab > comma => b'\t',
        _ => b',',
    }
}

/// Where each cell of one record stands.
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

/// Reads one sheet of a workbook; the first one where `sheet` is `None`.
///
/// # Errors
/// Where it is no workbook, is locked by a password, or has no such sheet.
pub(super) fn workbook(
    bytes: Vec<u8>,
    sheet: Option<&str>,
    file: FileId,
    name: &str,
) -> Result<Sheet, Vec<Finding>> {
    let whole = Place::whole(file);
    let fail = |rule, message: String, hint: &str| Err(vec![Finding::error(rule, whole, message).hint(hint)]);
    if bytes.starts_with(b"<") || bytes.starts_with(b"\xEF\xBB\xBF<") {
        let message = format!("`{name}` is a web page, not an Excel workbook");
        return fail("data-unreadable", message, "open it in Excel and save it as Excel workbook (.xlsx)");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let message = format!("`{name}` is locked by a password, or is in the old .xls format");
        return fail("data-unreadable", message, "save it as Excel workbook (.xlsx) without a password");
    }
    let mut book = match calamine::Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            let message = format!("`{name}` cannot be read as an Excel workbook: {error}");
            return fail("data-unreadable", message, "open it in Excel and save it again as .xlsx");
        }
    };
    let names = book.sheet_names();
    let wanted = sheet.map(str::to_owned).or_else(|| names.first().cloned()).unwrap_or_default();
    let range = match book.worksheet_range(&wanted) {
        Ok(range) => range,
        Err(_) => {
            let message = format!("`{name}` has no sheet `{wanted}`");
            return fail("data-no-sheet", message, &format!("it has: {}", names.join(", ")));
        }
    };
    if let Ok(formulas) = book.worksheet_formula(&wanted)
        && let Some((row, column)) = unstored(&formulas, &range)
    {
        let message = format!(
            "`{name}` has a formula without a stored value in sheet {wanted}, cell {}{}",
            letters(column),
            row + 1
        );
        return fail(
            "data-formula",
            message,
            "open it in Excel, so that it works the formula out, and save it",
        );
    }
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = Vec::new();
    for (r, row) in range.rows().enumerate().take(MOST_ROWS + 1) {
        let mut cells = Vec::new();
        for (c, data) in row.iter().enumerate() {
            let at = format!("sheet {wanted}, cell {}{}", letters(left as usize + c), top as usize + r + 1);
            if let Data::Error(error) = data {
                return fail(
                    "data-error",
                    format!("`{name}` holds {error} in {at}"),
                    "mend the formula in Excel",
                );
            }
            cells.push(Cell { text: text(data), place: whole, at });
        }
        rows.push(cells);
    }
    if range.height() > MOST_ROWS + 1 {
        return fail(
            "data-too-long",
            format!("`{name}` has more than {MOST_ROWS} rows"),
            "keep the rows that the paper needs",
        );
    }
    if rows.is_empty() {
        return fail(
            "data-empty",
            format!("sheet `{wanted}` of `{name}` is empty"),
            "the first row holds the column headings",
        );
    }
    square(rows, name).map(|sheet| Sheet { workbook: true, ..sheet })
}

/// The first cell, by row and column from 0, that has a formula and no value: another program than
/// Excel wrote it, and it would be taken for blank.
fn unstored(formulas: &calamine::Range<String>, values: &calamine::Range<Data>) -> Option<(usize, usize)> {
    let (top, left) = formulas.start()?;
    let blank = |row: u32, column: u32| matches!(values.get_value((row, column)), None | Some(Data::Empty));
    formulas.used_cells().find_map(|(row, column, formula)| {
        let at = (top + u32::try_from(row).ok()?, left + u32::try_from(column).ok()?);
        (!formula.is_empty() && blank(at.0, at.1)).then_some((at.0 as usize, at.1 as usize))
    })
}

fn text(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.trim().to_owned(),
        Data::Float(n) => n.to_string(),
        Data::Int(n) => n.to_string(),
        Data::Bool(b) => if *b { "true" } else { "false" }.to_owned(),
        Data::DateTime(d) => date(d.as_f64()),
        Data::Error(e) => e.to_string(),
    }
}

/// An Excel date serial as YYYY-MM-DD.
fn date(serial: f64) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "a serial beyond i64 is no date")]
    let days = chrono::Duration::try_days(serial.floor() as i64);
    days.and_then(|n| day.checked_add_signed(n)).map_or_else(|| serial.to_string(), |d| d.to_string())
}

/// 0 is A, 26 is AA.
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

    fn read(text: &str) -> (Result<Sheet, Vec<Finding>>, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("x.csv", text);
        (csv(text, file, "x.csv"), sources)
    }

    #[test]
    fn cells_keep_their_places_also_with_crlf_and_quotes() {
        let (sheet, sources) = read("Year,Total\r\n2014/15,\"1,900\"\r\n");
        let sheet = sheet.expect("reads");
        assert_eq!(sheet.rows[0][1].text, "1,900");
        let at = sources.locate(sheet.rows[0][1].place);
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
        assert_eq!(read("a,b\n1\n").0.expect_err("ragged")[0].rule, "data-ragged");
        assert_eq!(read(" \n").0.expect_err("empty")[0].rule, "data-empty");
    }

    #[test]
    fn columns_have_excel_letters() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
