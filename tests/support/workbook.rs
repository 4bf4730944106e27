//! Workbooks that a test makes: cells, number formats, what is hidden. It writes only what Excel itself
//! would need to open them.

use std::io::{Cursor, Write};

/// Builds a workbook as the bytes of an XLSX file.
#[derive(Default)]
pub(crate) struct Workbook {
    sheets: Vec<Sheet>,
    formats: Vec<String>,
    is_1904: bool,
    is_stale: bool,
}

/// A sheet of a workbook: the XML of its columns and rows.
struct Sheet {
    name: String,
    state: &'static str,
    columns: String,
    format: String,
    rows: String,
    merged: String,
    conditions: String,
    next: usize,
}

/// The value of a cell.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(String),
    Number(String),
    /// A number with the format by which Excel shows it, such as `h:mm`.
    As(String, &'static str),
    /// A text with a raised one behind it.
    Raised(String, String),
    /// A text with one behind it that is struck out.
    Struck(String, String),
    /// A formula and the number that it gave.
    Formula(String, String),
    /// An error such as `#REF!`.
    Error(String),
    /// A text in white.
    White(String),
    Blank,
}

/// A value of text; a blank one for an empty text.
pub(crate) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
}

/// A value of a number.
pub(crate) fn number(number: impl ToString) -> Value {
    Value::Number(number.to_string())
}

/// A value of a number with the format by which Excel shows it.
pub(crate) fn shown(number: impl ToString, format: &'static str) -> Value {
    Value::As(number.to_string(), format)
}

impl Workbook {
    /// A workbook with one sheet, "Sheet1".
    pub(crate) fn new() -> Self {
        Self::default().sheet("Sheet1")
    }

    /// The workbook with days counted from 1904, as Excel for Mac did.
    pub(crate) fn since_1904(self) -> Self {
        Self { is_1904: true, ..self }
    }

    /// The workbook as programs leave it that change cells and work no formula out.
    pub(crate) fn stale(self) -> Self {
        Self { is_stale: true, ..self }
    }

    /// The workbook with merged cells in its last sheet, such as "A2:A3".
    pub(crate) fn merged(mut self, range: &str) -> Self {
        self.last().merged += &format!("<mergeCell ref=\"{range}\"/>");
        self
    }

    /// The workbook with a condition on cells of its last sheet, by which small numbers show another format.
    pub(crate) fn condition(mut self, range: &str) -> Self {
        self.last().conditions += &format!(
            "<conditionalFormatting sqref=\"{range}\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"lessThan\"><formula>5</formula></cfRule></conditionalFormatting>"
        );
        self
    }

    /// The workbook with rows left blank.
    pub(crate) fn blank(mut self, rows: usize) -> Self {
        self.last().next += rows;
        self
    }

    /// The workbook with another sheet, into which the next rows go.
    pub(crate) fn sheet(mut self, name: &str) -> Self {
        let own = String::new;
        let (name, columns, format, rows) = (name.to_owned(), own(), own(), own());
        let (merged, conditions) = (own(), own());
        self.sheets.push(Sheet {
            name,
            state: "visible",
            columns,
            format,
            rows,
            merged,
            conditions,
            next: 1,
        });
        self
    }

    fn last(&mut self) -> &mut Sheet {
        self.sheets.last_mut().expect("a sheet")
    }

    /// The workbook with its last sheet hidden.
    pub(crate) fn hidden(mut self) -> Self {
        self.last().state = "hidden";
        self
    }

    /// The workbook with columns of its last sheet, as XML: `<col min="2" max="2" hidden="1"/>`.
    pub(crate) fn columns(mut self, xml: &str) -> Self {
        self.last().columns = format!("<cols>{xml}</cols>");
        self
    }

    /// The workbook with attributes of all rows of its last sheet, as XML: `zeroHeight="1"`.
    pub(crate) fn all_rows(mut self, attributes: &str) -> Self {
        self.last().format = format!("<sheetFormatPr defaultRowHeight=\"15\" {attributes}/>");
        self
    }

    /// The workbook with one more row of text.
    pub(crate) fn texts(self, cells: &[&str]) -> Self {
        let cells: Vec<Value> = cells.iter().map(|cell| text(cell)).collect();
        self.row("", &cells)
    }

    /// The workbook with one more row, which has attributes as XML: `hidden="1"`.
    pub(crate) fn row(mut self, attributes: &str, cells: &[Value]) -> Self {
        let number = self.last().next;
        let mut xml = format!("<row r=\"{number}\" {attributes}>");
        for (at, cell) in cells.iter().enumerate() {
            let name = format!("{}{number}", char::from(b'A' + u8::try_from(at).expect("few columns")));
            match cell {
                Value::Blank => {}
                Value::Text(text) => {
                    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
                    xml += &format!(
                        "<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{safe}</t></is></c>"
                    );
                }
                Value::Raised(text, raised) => {
                    xml += &format!(
                        "<c r=\"{name}\" t=\"inlineStr\"><is><r><t>{text}</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>{raised}</t></r></is></c>"
                    );
                }
                Value::Struck(text, struck) => {
                    xml += &format!(
                        "<c r=\"{name}\" t=\"inlineStr\"><is><r><t>{text}</t></r><r><rPr><strike/></rPr><t>{struck}</t></r></is></c>"
                    );
                }
                Value::Formula(formula, number) => {
                    xml += &format!("<c r=\"{name}\"><f>{formula}</f><v>{number}</v></c>");
                }
                Value::Error(error) => xml += &format!("<c r=\"{name}\" t=\"e\"><v>{error}</v></c>"),
                Value::White(text) => {
                    xml += &format!("<c r=\"{name}\" s=\"1\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
                }
                Value::Number(number) => xml += &format!("<c r=\"{name}\"><v>{number}</v></c>"),
                Value::As(number, format) => {
                    let style = self.style(format);
                    xml += &format!("<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>");
                }
            }
        }
        self.last().rows += &format!("{xml}</row>");
        self.last().next += 1;
        self
    }

    /// The workbook with a cell anywhere, by the name that Excel gives it; rows must come in order.
    pub(crate) fn far(mut self, cell: &str, text: &str) -> Self {
        let row: String = cell.chars().filter(char::is_ascii_digit).collect();
        self.last().rows += &format!(
            "<row r=\"{row}\"><c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c></row>"
        );
        self
    }

    fn style(&mut self, format: &str) -> usize {
        let known = self.formats.iter().position(|own| own == format);
        known.unwrap_or_else(|| {
            self.formats.push(format.to_owned());
            self.formats.len() - 1
        }) + 2
    }

    /// The bytes of the XLSX file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        let (mut sheets, mut relations, mut types) = (String::new(), String::new(), String::new());
        let mut parts: Vec<(String, String)> = Vec::new();
        for (at, sheet) in self.sheets.iter().enumerate() {
            let (n, Sheet { name, state, columns, format, rows, merged, conditions, .. }) = (at + 1, sheet);
            sheets += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"rId{n}\"/>");
            relations += &format!(
                "<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
            );
            types += &format!(
                "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            );
            parts.push((
                format!("xl/worksheets/sheet{n}.xml"),
                format!("<worksheet {MAIN}>{format}{columns}<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>{conditions}</worksheet>"),
            ));
        }
        let styles = self.sheets.len() + 1;
        relations +=
            &format!("<Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
        let formats: String = self
            .formats
            .iter()
            .enumerate()
            .map(|(n, code)| {
                format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + n, code.replace('"', "&quot;"))
            })
            .collect();
        let cells: String = (0..self.formats.len())
            .map(|n| format!("<xf numFmtId=\"{}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>", 164 + n))
            .collect();
        let is_1904 = if self.is_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        let stale = if self.is_stale { "<calcPr fullCalcOnLoad=\"1\"/>" } else { "" };
        parts.extend([
            ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>")),
            ("_rels/.rels".to_owned(), format!("<Relationships {PACKAGE}><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml".to_owned(), format!("<workbook {MAIN} xmlns:r=\"{OFFICE}\">{is_1904}<sheets>{sheets}</sheets>{stale}</workbook>")),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships {PACKAGE}>{relations}</Relationships>")),
            ("xl/styles.xml".to_owned(), format!("<styleSheet {MAIN}><numFmts count=\"{}\">{formats}</numFmts><fonts count=\"2\"><font/><font><color rgb=\"FFFFFFFF\"/></font></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>{cells}</cellXfs><dxfs count=\"1\"><dxf><numFmt numFmtId=\"200\" formatCode=\"&quot;*&quot;\"/></dxf></dxfs></styleSheet>", self.formats.len(), self.formats.len() + 2)),
        ]);
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
            let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
            out.write_all(format!("{head}{xml}").as_bytes()).expect("a part is written");
        }
        out.finish().expect("a file").into_inner()
    }
}
