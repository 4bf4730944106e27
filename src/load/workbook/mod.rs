//! From the bytes of an XLSX workbook to the rows of a sheet, each cell as Excel shows it. It never opens a
//! file, and never decides what a cell means.

mod book;
mod filled_cell;
mod format;
mod hidden;
mod iso;
mod merged;
mod rows;
#[cfg(test)]
mod second_reader;
mod sheet;
mod sheet_choice;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use self::book::Book;
use self::rows::CellRows;
use self::sheet::{CellContext, SheetError};
use self::sheet_choice::SheetChoice;
use self::strings::RunText;
use self::styles::Styles;
use super::data_request::Hidden;
use super::file_kind::FileKind;
use super::node::TypedText;
use super::ooxml::{Package, PartError};
use super::raw_row::{MOST_ROWS, RawRow};
use crate::finding::{FileId, Finding, Rule, Span};

/// A workbook that is open: what all of its sheets need.
#[derive(Debug)]
pub(super) struct OpenWorkbook {
    bytes: Vec<u8>,
    book: Book,
    styles: Styles,
    strings: Vec<RunText>,
}

/// The rows of a sheet.
pub(super) struct SheetRows {
    pub rows: Vec<RawRow>,
    /// The column with which each row begins, from 0.
    pub left: usize,
    /// The name of the sheet and, where nobody said which one is meant, those of the others.
    pub sheets: Vec<String>,
    /// The note that others of the workbook are not read, where nobody said which one is meant.
    pub note: Option<Finding>,
}

impl OpenWorkbook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// The finding where the bytes are no workbook, or are locked by a password.
    pub(super) fn open(bytes: Vec<u8>, file: FileId, name: &str) -> Result<Self, Vec<Finding>> {
        let whole = Span::whole(file);
        if let Some((message, hint)) = other_file(&bytes, name) {
            return Err(vec![Finding::error(Rule::DataUnreadable, whole, message).hint(hint)]);
        }
        let parts = Package::open(&bytes).ok_or(PartError::Damaged).and_then(|mut package| {
            let book = book::read(&mut package)?;
            let styles = book.styles.as_ref().map(|path| styles::read(&mut package, path));
            let strings = book.strings.as_ref().map(|path| strings::read(&mut package, path));
            let (styles, strings) = (there(styles)?, there(strings)?);
            Ok((book, styles, strings))
        });
        let Ok((book, styles, strings)) = parts else {
            let message = format!("`{name}` is damaged: a part of the Excel workbook is missing");
            return Err(vec![
                Finding::error(Rule::DataUnreadable, whole, message)
                    .hint("copy it again, or open it in Excel and save it again as .xlsx"),
            ]);
        };
        Ok(Self { bytes, book, styles, strings })
    }

    /// Reads the rows of a sheet; those of the first one that can be seen where `sheet` is `None`.
    ///
    /// # Errors
    /// The finding where there is no such sheet, it is damaged, empty or too long, or a cell of it lies far
    /// from all others.
    pub(super) fn rows(
        &self,
        sheet: Option<&TypedText>,
        hidden: Hidden,
        file: FileId,
        name: &str,
    ) -> Result<SheetRows, Vec<Finding>> {
        let whole = Span::whole(file);
        let fail =
            |rule, message: String, hint: &str| Err(vec![Finding::error(rule, whole, message).hint(hint)]);
        let SheetChoice { entry, note } = self.choose_sheet(sheet, whole, name)?;
        let wanted = &entry.name;
        let context = CellContext {
            styles: &self.styles,
            strings: &self.strings,
            is_1904: self.book.is_1904,
            is_stale: self.book.is_stale,
        };
        let package = Package::open(&self.bytes).zip(entry.path.as_ref());
        let read = package.ok_or(SheetError::Damaged);
        let mut parts = match read.and_then(|(mut package, path)| sheet::read(&mut package, path, &context)) {
            Ok(parts) => parts,
            Err(SheetError::Damaged) => {
                let message = format!("the sheet `{wanted}` of `{name}` is damaged, or is no sheet of cells");
                let hint = "open it in Excel, copy its cells to a new sheet, and save it";
                return fail(Rule::DataUnreadable, message, hint);
            }
            Err(SheetError::TooMany) => return too_long(name, whole),
        };
        if hidden == Hidden::Leave {
            let hidden = &parts.hidden;
            parts.cells.retain(|cell| !hidden.has_row(cell.row) && !hidden.has_column(cell.column));
        }
        if parts.cells.is_empty() {
            let message = format!("sheet `{wanted}` of `{name}` is empty");
            return fail(Rule::DataEmpty, message, &self.sheet_with_cells(entry));
        }
        merged::fill_down(&mut parts.cells, &parts.merged);
        let (rows, left) = match rows::rows(parts, hidden == Hidden::Unsaid, wanted, file) {
            CellRows::Rows(rows, left) => (rows, left),
            CellRows::Far(cell) => {
                let message = format!(
                    "`{name}` has something in sheet {wanted}, cell {cell}, far from its other cells"
                );
                let hint = "delete that cell, with its row or column, and save the workbook; or say which cells are meant: cells = \"A1:F20\"";
                return fail(Rule::DataRagged, message, hint);
            }
            CellRows::TooLong => return too_long(name, whole),
        };
        let others = self.book.sheets.iter().map(|entry| entry.name.clone());
        let others = others.filter(|other| sheet.is_none() && other != wanted);
        let sheets = std::iter::once(wanted.clone()).chain(others).collect();
        Ok(SheetRows { rows, left, sheets, note })
    }
}

/// A part that was read, or an empty one: some programs name parts that they do not write.
fn there<P: Default>(part: Option<Result<P, PartError>>) -> Result<P, PartError> {
    match part {
        Some(Ok(part)) => Ok(part),
        Some(Err(PartError::Damaged)) => Err(PartError::Damaged),
        Some(Err(PartError::Missing)) | None => Ok(P::default()),
    }
}

/// The message and hint for bytes that are another kind of file; `None` where they may be a workbook.
fn other_file(bytes: &[u8], name: &str) -> Option<(String, &'static str)> {
    let as_workbook = "open it in Excel and save it as Excel workbook (.xlsx)";
    Some(match FileKind::of(bytes) {
        FileKind::Office | FileKind::Zip => return None,
        FileKind::WebPage => (format!("`{name}` is a web page, not an Excel workbook"), as_workbook),
        FileKind::LockedOffice => (
            format!("`{name}` is locked by a password"),
            "open it in Excel with the password; File, Info, Protect Workbook, Encrypt with Password takes it away where the box is emptied; then save it",
        ),
        FileKind::OldOffice => (format!("`{name}` is in the old .xls format of Excel"), as_workbook),
        _ => (
            format!("`{name}` is not an Excel workbook, whatever its name says"),
            "open it in Excel and save it as Excel workbook (.xlsx), or name it .csv where it is text",
        ),
    })
}

fn too_long<T>(name: &str, whole: Span) -> Result<T, Vec<Finding>> {
    let message = format!("`{name}` has more than {MOST_ROWS} rows, or more cells than a paper can use");
    Err(vec![Finding::error(Rule::DataTooLong, whole, message).hint("keep the rows that the paper needs")])
}
