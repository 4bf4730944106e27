//! The cells of every workbook among the tests, beside what calamine, another reader, finds in them.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader};

use super::book::SheetEntry;
use super::sheet::{CellContext, SheetParts, read};
use super::*;
use crate::finding::Sources;
use crate::load::worksheet::CellValue;

fn workbooks(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            workbooks(&path, found);
        } else if path.extension().is_some_and(|end| end == "xlsx") {
            found.push(path);
        }
    }
}

/// The cells of a sheet; none where it is no sheet of cells.
fn cells(book: &OpenWorkbook, entry: &SheetEntry) -> SheetParts {
    let context = CellContext {
        styles: &book.styles,
        strings: &book.strings,
        is_1904: book.book.is_1904,
        is_stale: false,
    };
    let path = entry.path.as_deref().unwrap_or_default();
    let mut package = Package::open(&book.bytes).expect("a package");
    read(&mut package, path, &context).unwrap_or_default()
}

#[test]
fn both_readers_find_the_same_cells() {
    let mut paths = Vec::new();
    workbooks(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut paths);
    let mut compared = 0;
    for path in &paths {
        let bytes = std::fs::read(path).expect("a file");
        let file = Sources::default().add("x.xlsx", "");
        let (Ok(own), Ok(mut other)) =
            (OpenWorkbook::open(bytes.clone(), file, "x.xlsx"), calamine::Xlsx::new(Cursor::new(bytes)))
        else {
            continue;
        };
        for entry in &own.book.sheets {
            let parts = cells(&own, entry);
            let range = other.worksheet_range(&entry.name).expect("the sheet");
            let (top, left) = range.start().unwrap_or((0, 0));
            let filled = range.used_cells().filter(|(_, _, value)| match value {
                Data::Empty => false,
                Data::String(text) => !text.trim().is_empty(),
                _ => true,
            });
            for (row, column, value) in filled {
                let place = (row + top as usize, column + left as usize);
                let cell = parts.cells.iter().find(|cell| (cell.row, cell.column) == place);
                let cell = cell.unwrap_or_else(|| panic!("{}: no cell at {place:?}", path.display()));
                compared += 1;
                match (value, &cell.value) {
                    (Data::Float(number), CellValue::Number(own)) if own.text.ends_with('%') => {
                        let own: f64 = own.number.to_string().parse().expect("a number");
                        assert!((number * 100.0 - own).abs() < 1e-9, "{}: {place:?}", path.display());
                    }
                    (Data::Float(number), CellValue::Number(own)) => {
                        let own: f64 = own.number.to_string().parse().expect("a number");
                        assert!((number - own).abs() < 1e-9, "{}: {place:?}", path.display());
                    }
                    (Data::String(text), CellValue::Text) => assert_eq!(text.trim(), cell.text),
                    _ => {}
                }
            }
        }
    }
    assert!(compared > 100, "only {compared} cells");
}
