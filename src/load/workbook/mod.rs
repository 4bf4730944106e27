//! From one sheet of an XLSX workbook to rows of cells. It never opens a file, and never decides what a cell
//! means.

mod cells;
mod hidden;
mod time;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible};

use self::cells::{CellRows, SheetError};
use super::node::TypedText;
use super::worksheet::{MOST_ROWS, Worksheet, square};
use crate::finding::{FileId, Finding, Rule, Span, did_you_mean};

/// Reads a sheet of a workbook; the first one that can be seen where `sheet` is `None`.
///
/// # Errors
/// The findings where the bytes are no workbook, are locked by a password, or have no such sheet; or where
/// a cell holds an error, a formula without a value, or lies far from all others.
pub(super) fn workbook(
    bytes: &[u8],
    sheet: Option<&TypedText>,
    file: FileId,
    name: &str,
) -> Result<Worksheet, Vec<Finding>> {
    let whole = Span::whole(file);
    let fail = |rule, message: String, hint: &str| Err(vec![Finding::error(rule, whole, message).hint(hint)]);
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if head.starts_with(b"<") || head.starts_with(b"MIME-Version") {
        let message = format!("`{name}` is a web page, not an Excel workbook");
        return fail(Rule::DataUnreadable, message, "open it in Excel and save it as Excel workbook (.xlsx)");
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let message = format!("`{name}` is locked by a password, or is in the old .xls format");
        return fail(
            Rule::DataUnreadable,
            message,
            "open it in Excel and save it as Excel workbook (.xlsx); File, Info, Protect Workbook takes a password away",
        );
    }
    if !bytes.starts_with(b"PK") {
        let message = format!("`{name}` is not an Excel workbook, whatever its name says");
        return fail(
            Rule::DataUnreadable,
            message,
            "open it in Excel and save it as Excel workbook (.xlsx), or name it .csv where it is text",
        );
    }
    let damaged = || format!("`{name}` is damaged: a part of the Excel workbook is missing");
    let again = "copy it again, or open it in Excel and save it again as .xlsx";
    let Ok(mut book) = calamine::Xlsx::new(Cursor::new(bytes)) else {
        return fail(Rule::DataUnreadable, damaged(), again);
    };
    let names = book.sheet_names();
    // A sheet that nobody sees is read only where it is named.
    let first = book
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    let first = first.map(|sheet| sheet.name.clone()).or_else(|| names.first().cloned());
    let wanted = sheet.map(|s| s.string.clone()).or(first).unwrap_or_default();
    if !names.contains(&wanted) {
        let span = sheet.map_or(whole, |s| s.span());
        let finding = Finding::error(Rule::DataNoSheet, span, format!("`{name}` has no sheet `{wanted}`"))
            .hint_if(did_you_mean(&wanted, names.iter().map(String::as_str)));
        return Err(vec![finding.hint(format!("it has: {}", names.join(", ")))]);
    }
    let is_1904 = book.has_1904_epoch();
    let read = book.worksheet_cells_reader(&wanted).map_err(|_| SheetError::Damaged);
    let found = match read.and_then(|reader| cells::read(reader, is_1904)) {
        Ok(found) => found,
        Err(SheetError::Damaged) => {
            let message = format!("the sheet `{wanted}` of `{name}` is damaged, or is no sheet of cells");
            return fail(
                Rule::DataUnreadable,
                message,
                "open it in Excel, copy its cells to a new sheet, and save it",
            );
        }
        Err(SheetError::Unstored(cell)) => {
            let message =
                format!("`{name}` has a formula without a stored value in sheet {wanted}, cell {cell}");
            return fail(
                Rule::DataFormula,
                message,
                "open it in Excel, so that it works the formula out, and save it",
            );
        }
        Err(SheetError::Error(error, cell)) => {
            return fail(
                Rule::DataError,
                format!("`{name}` holds {error} in sheet {wanted}, cell {cell}"),
                "correct the formula in Excel and save the workbook",
            );
        }
        Err(SheetError::TooMany) => return too_long(name, whole),
    };
    if found.is_empty() {
        return fail(
            Rule::DataEmpty,
            format!("sheet `{wanted}` of `{name}` is empty"),
            "the first row holds the column headings",
        );
    }
    let Some(hidden) = hidden::read(bytes, &wanted) else {
        return fail(Rule::DataUnreadable, damaged(), again);
    };
    let rows = match cells::rows(found, &hidden, &wanted, file) {
        CellRows::Rows(rows) => rows,
        CellRows::Far(cell) => {
            let message =
                format!("`{name}` has something in sheet {wanted}, cell {cell}, far from its other cells");
            return fail(
                Rule::DataRagged,
                message,
                "delete that cell, with its row or column, and save the workbook",
            );
        }
        CellRows::TooLong => return too_long(name, whole),
    };
    let others = names.into_iter().filter(|other| sheet.is_none() && *other != wanted);
    let sheets = std::iter::once(wanted.clone()).chain(others).collect();
    square(rows, true, name).map(|sheet| Worksheet { sheets, ..sheet })
}

fn too_long(name: &str, whole: Span) -> Result<Worksheet, Vec<Finding>> {
    let message = format!("`{name}` has more than {MOST_ROWS} rows, or more cells than a paper can use");
    Err(vec![Finding::error(Rule::DataTooLong, whole, message).hint("keep the rows that the paper needs")])
}
