//! What is read of the parts of a workbook: its cells, its styles, its shared texts and what it hides.

use std::io::{Cursor, Write};

use super::sheet::{SheetParts, read};
use super::*;
use crate::finding::Sources;
use crate::load::worksheet::{CellDoubt, CellValue, WorksheetCell};

/// The parts of a workbook as XML: of the sheet what stands in `worksheet`, the styles, the shared texts.
#[derive(Clone, Copy, Default)]
struct Parts<'a> {
    sheet: &'a str,
    styles: &'a str,
    strings: &'a str,
    is_stale: bool,
}

impl Parts<'_> {
    fn package(self) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [("sheet", self.sheet), ("styles", self.styles), ("strings", self.strings)];
        for (name, xml) in parts {
            out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
            out.write_all(format!("<x>{xml}</x>").as_bytes()).expect("a part is written");
        }
        out.finish().expect("a file").into_inner()
    }

    fn styles(self) -> Styles {
        let bytes = self.package();
        styles::read(&mut Package::open(&bytes).expect("a package"), "styles").expect("styles")
    }

    fn strings(self) -> Vec<RunText> {
        let bytes = self.package();
        strings::read(&mut Package::open(&bytes).expect("a package"), "strings").expect("texts")
    }

    fn read(self) -> SheetParts {
        let (bytes, styles, strings) = (self.package(), self.styles(), self.strings());
        let context =
            CellContext { styles: &styles, strings: &strings, is_1904: false, is_stale: self.is_stale };
        let mut package = Package::open(&bytes).expect("a package");
        read(&mut package, "sheet", &context).unwrap_or_else(|_| panic!("a sheet: {}", self.sheet))
    }

    /// The place and text of each cell, from 0, with its doubt.
    fn cells(self) -> Vec<(usize, usize, String, Option<CellDoubt>)> {
        self.read().cells.into_iter().map(|cell| (cell.row, cell.column, cell.text, cell.doubt)).collect()
    }

    /// The text of the one cell, with its doubt; `None` where there is none.
    fn cell(self) -> Option<(String, Option<CellDoubt>)> {
        let mut cells = self.cells();
        assert!(cells.len() < 2, "{cells:?}");
        cells.pop().map(|(_, _, text, doubt)| (text, doubt))
    }
}

fn cell(sheet: &str) -> Option<(String, Option<CellDoubt>)> {
    Parts { sheet, ..Parts::default() }.cell()
}

fn text(text: &str) -> Option<(String, Option<CellDoubt>)> {
    Some((text.to_owned(), None))
}

#[test]
fn cells_stand_where_they_say_or_beside_the_last() {
    let sheet = r#"<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row><row r="9"><c><v>6</v></c></row>"#;
    let found: Vec<(usize, usize, String)> = Parts { sheet, ..Parts::default() }
        .cells()
        .into_iter()
        .map(|(row, column, text, _)| (row, column, text))
        .collect();
    let places = [(0, 0, "1"), (0, 1, "2"), (0, 4, "3"), (0, 5, "4"), (1, 0, "5"), (8, 0, "6")];
    assert_eq!(found, places.map(|(row, column, text)| (row, column, text.to_owned())));
}

#[test]
fn each_kind_of_cell_holds_what_excel_shows() {
    let strings = "<si><t>North</t></si><si><t>South</t></si>";
    let shared = |at: &str| {
        let sheet = format!("<c t=\"s\"><v>{at}</v></c>");
        Parts { sheet: &sheet, strings, ..Parts::default() }.cell()
    };
    assert_eq!(shared("1"), text("South"));
    assert_eq!(shared("2"), Some((String::new(), Some(CellDoubt::Lost))));
    for (sheet, shown) in [
        ("<c><v>12</v><x>9</x></c>", "12"),
        ("<c><f>6*2</f><v>12</v></c>", "12"),
        ("<c t=\"str\"><f>A1</f><v>12 days</v></c>", "12 days"),
        ("<c t=\"inlineStr\"><is><t>West</t></is></c>", "West"),
        ("<c><is><t>007</t></is></c>", "007"),
        ("<c t=\"b\"><v>1</v></c>", "TRUE"),
        ("<c t=\"b\"><v>0</v></c>", "FALSE"),
        ("<c t=\"d\"><v>2024-03-01</v></c>", "01/03/2024"),
    ] {
        assert_eq!(cell(sheet), text(shown), "{sheet}");
    }
    for sheet in ["<c/>", "<c><v></v></c>", "<c t=\"str\"><f>A1</f><v></v></c>", "<c t=\"inlineStr\"/>"] {
        assert_eq!(cell(sheet), None, "{sheet}");
    }
    let kind = |sheet: &str| Parts { sheet, ..Parts::default() }.read().cells.remove(0).value;
    assert!(matches!(kind("<c><v>1</v></c>"), CellValue::Number(_)));
    assert_eq!(kind("<c><is><t>007</t></is></c>"), CellValue::Text);
}

#[test]
fn what_excel_does_not_show_as_it_is_stored_is_in_doubt() {
    let error = CellDoubt::Error("#REF!".to_owned());
    let unknown = CellDoubt::Format("General".to_owned());
    for (sheet, shown, doubt) in [
        ("<c><f>A1</f></c>", "", CellDoubt::Unstored),
        ("<c t=\"e\"><f>A1</f><v>#REF!</v></c>", "#REF!", error.clone()),
        ("<c t=\"d\"><v>soon</v></c>", "soon", unknown.clone()),
        ("<c><v>soon</v></c>", "soon", unknown.clone()),
        ("<c><v>1e999</v></c>", "1e999", unknown),
    ] {
        assert_eq!(cell(sheet), Some((shown.to_owned(), Some(doubt))), "{sheet}");
    }
    // Where formulas are to be worked out anew, none but those is in doubt.
    for (sheet, doubt) in [
        ("<c><v>12</v></c>", None),
        ("<c><f>6*2</f><v>12</v></c>", Some(CellDoubt::Stale)),
        ("<c t=\"e\"><f>A1</f><v>#REF!</v></c>", Some(error)),
    ] {
        let found = Parts { sheet, is_stale: true, ..Parts::default() }.cell();
        assert_eq!(found.map(|(_, doubt)| doubt), Some(doubt), "{sheet}");
    }
}

const STRUCK: &str = "<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId=\"1\"/></cellXfs>";

#[test]
fn struck_words_are_in_doubt_wherever_the_line_through_them_comes_from() {
    let strings = "<si><r><rPr><strike/></rPr><t>1</t></r></si><si><t>2</t></si>";
    for (sheet, doubt) in [
        ("<c><v>12</v></c>", None),
        ("<c s=\"1\"><v>12</v></c>", Some(CellDoubt::Struck)),
        ("<c t=\"s\"><v>0</v></c>", Some(CellDoubt::Struck)),
        ("<c t=\"s\"><v>1</v></c>", None),
        ("<c><is><r><rPr><strike/></rPr><t>1</t></r></is></c>", Some(CellDoubt::Struck)),
        ("<c s=\"1\" t=\"e\"><v>#N/A</v></c>", Some(CellDoubt::Error("#N/A".to_owned()))),
    ] {
        let found = Parts { sheet, styles: STRUCK, strings, ..Parts::default() }.cell();
        assert_eq!(found.map(|(_, doubt)| doubt), Some(doubt), "{sheet}");
    }
}

#[test]
fn white_words_are_left_out_unless_a_table_or_a_condition_may_colour_them() {
    let styles = "<fonts><font/><font><color rgb=\"FFFFFFFF\"/></font></fonts><cellXfs><xf/><xf fontId=\"1\"/></cellXfs>";
    let found = |rest: &str| {
        let sheet = format!("<row><c><v>1</v></c><c s=\"1\"><v>2</v></c></row>{rest}");
        let cells = Parts { sheet: &sheet, styles, ..Parts::default() }.cells();
        cells.into_iter().map(|(_, _, text, doubt)| (text, doubt)).collect::<Vec<_>>()
    };
    let (seen, white) = (("1".to_owned(), None), ("2".to_owned(), Some(CellDoubt::WhiteOnWhite)));
    assert_eq!(found(""), std::slice::from_ref(&seen));
    assert_eq!(found("<tablePart/>"), [seen.clone(), white.clone()]);
    assert_eq!(found("<conditionalFormatting sqref=\"D9\"/>"), [seen, white]);
}

#[test]
fn only_the_cells_of_a_condition_that_changes_what_is_shown_are_in_doubt() {
    let styles =
        "<dxfs><dxf><numFmt numFmtId=\"9\" formatCode=\"0\"/></dxf><dxf><font><b/></font></dxf></dxfs>";
    let doubtful = |rest: &str| {
        let row = |n: usize| format!("<row r=\"{n}\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>");
        let sheet = format!("{}{}{}{rest}", row(1), row(2), row(3));
        let cells = Parts { sheet: &sheet, styles, ..Parts::default() }.cells();
        let doubtful = cells.into_iter().filter(|(.., doubt)| *doubt == Some(CellDoubt::Conditional));
        doubtful.map(|(row, column, ..)| (row, column)).collect::<Vec<_>>()
    };
    let condition = |range: &str, style: &str| {
        format!(
            "<conditionalFormatting sqref=\"{range}\"><cfRule dxfId=\"{style}\"/></conditionalFormatting>"
        )
    };
    assert_eq!(doubtful(&condition("B2:C2", "0")), [(1, 1), (1, 2)]);
    assert_eq!(doubtful(&condition("A1 B2:B3", "0")), [(0, 0), (1, 1), (2, 1)]);
    assert_eq!(doubtful(&condition("B2:C2", "1")), []);
    assert_eq!(doubtful("<conditionalFormatting sqref=\"B2\"><cfRule/></conditionalFormatting>"), []);
    // A condition has its own ranges alone.
    assert_eq!(doubtful(&(condition("B2", "1") + &condition("C3", "0"))), [(2, 2)]);
}

#[test]
fn rows_and_columns_are_hidden_by_every_way_that_excel_has() {
    let hidden = |sheet: &str| {
        let hidden = Parts { sheet, ..Parts::default() }.read().hidden;
        let rows: Vec<usize> = (0..5).filter(|row| hidden.has_row(*row)).collect();
        let columns: Vec<usize> = (0..5).filter(|column| hidden.has_column(*column)).collect();
        (rows, columns)
    };
    let rows = "<row r=\"2\" hidden=\"1\"/><row hidden=\"0\"/><row ht=\"0\"/><row ht=\"15\"/>";
    assert_eq!(hidden(rows), (vec![1, 3], vec![]));
    let columns = "<col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"9\"/><col min=\"5\" max=\"5\" width=\"0\"/>";
    assert_eq!(hidden(columns), (vec![], vec![1, 2, 4]));
    // Where all rows are hidden, those are not that say how tall they are, or that they are shown.
    let shown = "<row r=\"1\" ht=\"15\"/><row hidden=\"0\"/><row/><row hidden=\"1\" ht=\"15\"/>";
    assert_eq!(hidden(&format!("<sheetFormatPr zeroHeight=\"1\"/>{shown}")), (vec![2, 3, 4], vec![]));
    assert_eq!(hidden(&format!("<sheetFormatPr zeroHeight=\"0\"/>{shown}")), (vec![3], vec![]));
}

#[test]
fn cells_of_hidden_rows_and_columns_are_named() {
    let sheet = "<col min=\"2\" max=\"2\" hidden=\"1\"/><row r=\"2\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row r=\"3\" hidden=\"1\"><c><v>4</v></c></row>";
    let file = Sources::default().add("x.xlsx", "");
    let rows = |hidden_is_doubt: bool| {
        let parts = Parts { sheet, ..Parts::default() }.read();
        let CellRows::Rows(rows, _) = rows::rows(parts, hidden_is_doubt, "Data", file) else {
            panic!("rows");
        };
        rows.into_iter().flat_map(|row| row.cells).collect::<Vec<_>>()
    };
    let named = |cell: &WorksheetCell| {
        let doubt = cell.uncertain.as_ref()?;
        let column = doubt.hidden_column.as_ref().map(|(at, letters)| format!("column {at} {letters}"));
        column.or(doubt.hidden_row.map(|row| format!("row {row}")))
    };
    let doubts: Vec<String> = rows(true).iter().map(|cell| named(cell).unwrap_or_default()).collect();
    assert_eq!(doubts, ["", "column 1 B", "", "row 3", "", ""]);
    assert!(rows(false).iter().all(|cell| cell.uncertain.is_none()));
    // Blank cells have their own places too, in the order of the sheet.
    let cells = rows(true);
    let places: Vec<&str> = cells.iter().map(|cell| cell.at.as_str()).collect();
    let names = ["A2", "B2", "C2", "A3", "B3", "C3"];
    assert_eq!(places, names.map(|name| format!("sheet Data, cell {name}")));
    assert!(cells.windows(2).all(|two| two[0].span < two[1].span));
}

#[test]
fn shared_texts_keep_raised_signs_and_leave_out_how_they_are_spoken() {
    let raised = |text: &str| {
        format!("<r><rPr><vertAlign val=\"superscript\"/><sz val=\"9\"/></rPr><t>{text}</t></r>")
    };
    let (three, one) = (raised("3"), raised("1"));
    let strings = format!(
        "<si><t>North</t></si><si><r><t>456</t></r>{three}<r><t>9</t></r></si><si>{one}<t>2</t></si><si><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></si><si><t>a</t>\n<t>b</t><rPh><t>spoken</t></rPh><rPh><t>too</t></rPh><t>c</t></si>"
    );
    let texts = Parts { strings: &strings, ..Parts::default() }.strings();
    let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(texts, ["North", "456³9", "¹2", "2", "abc"]);
    let struck = |strings: &str| Parts { strings, ..Parts::default() }.strings()[0].is_struck;
    let run = |strike: &str| format!("<r><rPr>{strike}</rPr><t>1</t></r>");
    let (on, off) = (run("<strike/>"), run("<strike val=\"0\"/>"));
    for (runs, is_struck) in [
        (on.clone(), true),
        (run("<strike val=\"1\"/>"), true),
        (off.clone(), false),
        (run("<b/>"), false),
        (format!("{on}{off}"), true),
        (format!("{off}{on}"), true),
        (format!("{on}{on}"), true),
        ("<r><rPr><strike/></rPr></r><t>1</t>".to_owned(), false),
        ("<r><rPr><strike/></rPr></r><r><t>1</t></r>".to_owned(), false),
    ] {
        assert_eq!(struck(&format!("<si>{runs}</si>")), is_struck, "{runs}");
    }
}
