//! One sheet of an XLSX workbook to rows of cells. It never opens a file, and never decides what a
//! cell means.

use std::io::Cursor;

use calamine::{Data, Reader};

use super::node::Text;
use super::sheet::{Cell, MOST_ROWS, Sheet, square};
use crate::finding::{FileId, Finding, Place, did_you_mean};

/// Reads one sheet of a workbook; the first one where `sheet` is `None`.
///
/// # Errors
/// Where it is no workbook, is locked by a password, or has no such sheet.
pub(super) fn workbook(
    bytes: Vec<u8>,
    sheet: Option<&Text>,
    file: FileId,
    name: &str,
) -> Result<Sheet, Vec<Finding>> {
    let whole = Place::whole(file);
    let fail = |rule, message: String, hint: &str| Err(vec![Finding::error(rule, whole, message).hint(hint)]);
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).trim_ascii_start();
    if head.starts_with(b"<") || head.starts_with(b"MIME-Version") {
        let message = format!("`{name}` is a web page, not an Excel workbook");
        return fail("data-unreadable", message, "open it in Excel and save it as Excel workbook (.xlsx)");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let message = format!("`{name}` is locked by a password, or is in the old .xls format");
        return fail(
            "data-unreadable",
            message,
            "open it in Excel and save it as Excel workbook (.xlsx); File, Info, Protect Workbook takes a password away",
        );
    }
    if !bytes.starts_with(b"PK") {
        let message = format!("`{name}` is not an Excel workbook, whatever its name says");
        return fail(
            "data-unreadable",
            message,
            "open it in Excel and save it as Excel workbook (.xlsx), or name it .csv where it is text",
        );
    }
    let mut book = match calamine::Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(_) => {
            let message = format!("`{name}` is damaged: a part of the Excel workbook is missing");
            return fail(
                "data-unreadable",
                message,
                "copy it again, or open it in Excel and save it again as .xlsx",
            );
        }
    };
    let names = book.sheet_names();
    let wanted = sheet.map(|s| s.string.clone()).or_else(|| names.first().cloned()).unwrap_or_default();
    if !names.contains(&wanted) {
        let place = sheet.map_or(whole, |s| s.place());
        let finding = Finding::error("data-no-sheet", place, format!("`{name}` has no sheet `{wanted}`"))
            .hint_if(did_you_mean(&wanted, names.iter().map(String::as_str)));
        return Err(vec![finding.hint(format!("it has: {}", names.join(", ")))]);
    }
    let Ok(range) = book.worksheet_range(&wanted) else {
        let message = format!("the sheet `{wanted}` of `{name}` is damaged, or is no sheet of cells");
        return fail(
            "data-unreadable",
            message,
            "open it in Excel, copy its cells to a new sheet, and save it",
        );
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
                    "mend the formula in Excel and save the workbook",
                );
            }
            let number = (top as usize + r) << 14 | (left as usize + c);
            cells.push(Cell { text: text(data), place: Place::new(file, number + 1..number + 1), at });
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
    let mut sheets = vec![wanted];
    if sheet.is_none() {
        sheets.extend(names.into_iter().skip(1));
    }
    square(rows, true, name).map(|sheet| Sheet { sheets, ..sheet })
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
        Data::Float(n) => digits(*n),
        Data::Int(n) => n.to_string(),
        Data::Bool(b) => if *b { "true" } else { "false" }.to_owned(),
        Data::DateTime(d) => date(d.as_f64()),
        Data::Error(e) => e.to_string(),
    }
}

/// A number to the 15 digits that Excel itself works with: 0.1 + 0.2 is 0.3.
fn digits(n: f64) -> String {
    format!("{n:.14e}").parse::<f64>().unwrap_or(n).to_string()
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

    #[test]
    fn columns_have_excel_letters() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }

    #[test]
    fn numbers_have_the_digits_that_excel_shows() {
        let sum = std::hint::black_box(0.1) + 0.2;
        assert_eq!(
            (digits(sum), digits(2.59), digits(-1203.0)),
            ("0.3".into(), "2.59".into(), "-1203".into())
        );
    }
}
