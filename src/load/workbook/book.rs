//! `Book`: the sheets of a workbook, its date system, and whether its formulas are to be worked out anew. It
//! reads no cell.

use std::ops::ControlFlow;

use crate::load::ooxml::{Item, Package, PartError};

/// A workbook's own part.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets from left to right.
    pub sheets: Vec<SheetEntry>,
    /// Whether days are counted from 1904, as Excel for Mac did.
    pub is_1904: bool,
    /// Whether Excel works all formulas out anew when it opens the workbook: what is stored may be out of date.
    pub is_stale: bool,
    /// The paths of the parts for shared texts and for styles.
    pub strings: Option<String>,
    pub styles: Option<String>,
}

/// A sheet as the workbook names it.
#[derive(Debug, Clone)]
pub(super) struct SheetEntry {
    pub name: String,
    /// Whether Excel shows its tab.
    pub is_visible: bool,
    /// The path of its part; `None` for a sheet of charts or macros.
    pub path: Option<String>,
}

/// Reads a workbook's own part.
///
/// # Errors
/// A [`PartError`] where a part is missing or damaged.
pub(super) fn read(package: &mut Package<'_>) -> Result<Book, PartError> {
    let top = package.relationships("")?;
    let path = top.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.path);
    let path = path.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let related = package.relationships(&path)?;
    let of_kind = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| r.path.clone());
    let (strings, styles) = (of_kind("sharedStrings"), of_kind("styles"));
    let mut book = Book { strings, styles, ..Book::default() };
    package.read(&path, &mut |item| {
        let Item::Start(element) = item else { return ControlFlow::Continue(()) };
        if element.is("sheet")
            && let Some(name) = element.attribute("name")
        {
            let id = element.attribute_of_namespace("id");
            let part = related.iter().find(|r| Some(&r.id) == id.as_ref() && r.kind == "worksheet");
            let is_visible = element.attribute("state").is_none_or(|state| state == "visible");
            book.sheets.push(SheetEntry { name, is_visible, path: part.map(|r| r.path.clone()) });
        } else if element.is("workbookPr") {
            book.is_1904 = element.is_yes("date1904");
        } else if element.is("calcPr") {
            book.is_stale = element.is_yes("fullCalcOnLoad");
        }
        ControlFlow::Continue(())
    })?;
    Ok(book)
}
