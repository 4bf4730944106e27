//! `[table.x]`: columns and rows, typed or from a data file. It never formats a number or decides
//! a width.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Plain;
use super::council::plain;
use super::fields::{Fields, date};
use super::markup::{Block, Line, Piece, line, narrative};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::load::node::{Entry, Node, Table as Typed, Text, Value};
use crate::load::{Asset, Assets, Sheet};
use crate::value::decimal;

/// A table of a paper.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its caption.
    pub caption: Line,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Its rows, top to bottom.
    pub rows: Vec<Row>,
    /// `Some(true)` asks for a landscape page, `Some(false)` forbids it.
    pub landscape: Option<bool>,
    /// Whether it may stand beside the paragraph that follows.
    pub beside: bool,
    /// Where its data come from, printed under it.
    pub source: Line,
    /// The declaration.
    pub place: Place,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in rows.
    pub key: Plain,
    /// Its heading.
    pub heading: Line,
    /// A heading that it shares with its neighbours, above its own.
    pub over: Option<Plain>,
    /// Whether its cells are the headings of their rows.
    pub row_header: bool,
    /// Whether a cell left out goes on from the one above.
    pub group: bool,
    /// Whether its cells are narrative.
    pub narrative: bool,
    /// How its cells are printed.
    pub format: Format,
    /// Places after the point; `None` keeps those typed.
    pub decimals: Option<u32>,
    /// Whether its numbers are summed in a last row.
    pub total: bool,
}

/// How the cells of a column are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As typed.
    Text,
    /// A whole number with commas.
    Integer,
    /// A number with commas.
    Number,
    /// Pounds.
    Money,
    /// A number and "%".
    Percent,
    /// A date in the style's form.
    Date,
}

impl Format {
    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Number | Self::Money | Self::Percent)
    }
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells; together their spans are as wide as the table.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it holds.
    pub body: Body,
    /// How many columns it takes.
    pub span: usize,
    /// Where it was typed.
    pub place: Place,
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// A line of text.
    Line(Line),
    /// Narrative.
    Blocks(Vec<Block>),
    /// A number.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
    /// Nothing.
    Blank,
    /// What the cell above holds goes on.
    GoesOn,
}

/// The most columns a page can show.
const MOST_COLUMNS: usize = 30;

/// Reads a table; `None` where its columns or rows could not be read at all.
pub(super) fn read(entry: &Entry, assets: &Assets, findings: &mut Findings) -> Option<Table> {
    let what = format!("`[table.{}]`", entry.key);
    let mut fields = Fields::of(&entry.node, what.clone(), findings);
    let caption = fields.required("caption", "\"First-time entrants\"", findings).map(|t| line(t, findings)).unwrap_or_default();
    let source = fields.text("source", findings).map(|t| line(t, findings)).unwrap_or_default();
    let file = fields.text("file", findings);
    fields.text("sheet", findings);
    let landscape = fields.boolean("landscape", findings);
    let beside = fields.boolean("beside", findings).unwrap_or(false);
    let column_nodes = fields.list("column", findings);
    let has_columns = fields.entry("column").is_some();
    let row_nodes = fields.list("row", findings);
    let has_rows = fields.entry("row").is_some();
    fields.finish(findings);
    let sheet = file.and_then(|f| match assets.get(&f.place()) {
        Some(Asset::Sheet(sheet)) => Some(sheet),
        _ => None,
    });
    let mut columns = columns(column_nodes, findings);
    if !has_columns && let Some(sheet) = sheet {
        columns = sheet.headings.iter().map(|c| bare_column(&c.text, c.place)).collect();
    }
    if columns.is_empty() && (file.is_none() || has_columns) {
        findings.push(Finding::error("table-columns", entry.key_place, format!("{what} has no columns")).hint("add: column = [ { key = \"year\", heading = \"Year\", row_header = true }, … ]"));
        return None;
    }
    if columns.len() > MOST_COLUMNS {
        findings.push(Finding::error("table-columns", entry.key_place, format!("{what} has {} columns, and a page can show {MOST_COLUMNS}", columns.len())).hint("split it in two, or leave columns out"));
        return None;
    }
    if columns.iter().all(|c| !c.row_header) && let Some(first) = columns.first_mut() {
        // Every row needs a heading for a screen reader; the first column is what readers take for it.
        first.row_header = true;
    }
    let rows = match (file, sheet, has_rows) {
        (Some(text), _, true) => {
            findings.push(Finding::error("table-rows", text.place(), format!("{what} has both a file and rows")).hint("keep one of them"));
            return None;
        }
        (Some(text), Some(sheet), false) => from_sheet(sheet, &columns, text, findings),
        (Some(_), None, false) => return None,
        (None, _, true) => row_nodes.iter().map(|n| row(n, &columns, &entry.key, findings)).collect(),
        (None, _, false) => Vec::new(),
    };
    if rows.is_empty() {
        findings.push(Finding::error("table-rows", entry.key_place, format!("{what} has no rows")).hint(format!("add: file = \"….csv\", or [[table.{}.row]] for each row", entry.key)));
    }
    Some(Table { caption, columns, rows, landscape, beside, source, place: entry.key_place })
}

fn columns(nodes: &[Node], findings: &mut Findings) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for node in nodes {
        let mut fields = Fields::of(node, "a column", findings);
        let key = fields.required("key", "\"year\"", findings);
        let heading = fields.required("heading", "\"Year\"", findings).map(|t| line(t, findings));
        let over = fields.text("over", findings).map(plain);
        let mut switch = |key| fields.boolean(key, findings).unwrap_or(false);
        let (row_header, group, narrative, total) = (switch("row_header"), switch("group"), switch("narrative"), switch("total"));
        let words = [("text", Format::Text), ("integer", Format::Integer), ("number", Format::Number), ("money", Format::Money), ("percent", Format::Percent), ("date", Format::Date)];
        let format = fields.choice("format", &words, findings).unwrap_or(Format::Text);
        let decimals = fields.integer("decimals", 0, 10, findings).and_then(|n| u32::try_from(n).ok());
        fields.finish(findings);
        let Some(key) = key else { continue };
        if columns.iter().any(|c| c.key.text == key.string) {
            findings.push(Finding::error("column-twice", key.place(), format!("two columns have the key `{}`", key.string)).hint("give one of them another key"));
            continue;
        }
        if total && !format.is_number() {
            findings.push(Finding::error("column-total", key.place(), format!("the column `{}` has a total and is not of numbers", key.string)).hint("add: format = \"integer\" (or number, money)"));
        }
        if narrative && format != Format::Text {
            findings.push(Finding::error("column-format", key.place(), format!("the column `{}` is narrative and has a format", key.string)).hint("keep one of `narrative` and `format`"));
        }
        columns.push(Column { key: plain(key), heading: heading.unwrap_or_default(), over, row_header, group, narrative, format, decimals, total });
    }
    columns
}

/// A column of a data file that is printed as it lies there.
fn bare_column(heading: &str, place: Place) -> Column {
    Column {
        key: Plain { text: heading.to_owned(), place },
        heading: vec![Piece::Text(heading.to_owned(), place)],
        over: None,
        row_header: false,
        group: false,
        narrative: false,
        format: Format::Text,
        decimals: None,
        total: false,
    }
}

fn fold(heading: &str) -> String {
    heading.trim().to_lowercase().replace([' ', '-'], "_")
}

fn from_sheet(sheet: &Sheet, columns: &[Column], file: &Text, findings: &mut Findings) -> Vec<Row> {
    let mut at = Vec::new();
    for column in columns {
        let found = sheet.headings.iter().position(|c| fold(&c.text) == fold(&column.key.text));
        if found.is_none() {
            let known: Vec<&str> = sheet.headings.iter().map(|c| c.text.as_str()).collect();
            findings.push(
                Finding::error("data-no-column", column.key.place, format!("`{}` has no column headed `{}`", file.string, column.key.text))
                    .hint_if(did_you_mean(&column.key.text, known.iter().copied()))
                    .hint(format!("it has: {}", known.join(", "))),
            );
        }
        at.push(found);
    }
    let Some(at) = at.into_iter().collect::<Option<Vec<usize>>>() else { return Vec::new() };
    let mut rows = Vec::new();
    for (n, cells) in sheet.rows.iter().enumerate() {
        let cells = columns.iter().zip(&at).map(|(column, at)| {
            let cell = &cells[*at];
            let text = Text::plain(cell.text.clone(), cell.place);
            let body = match cell.text.is_empty() {
                true if column.group && n > 0 => Body::GoesOn,
                true => Body::Blank,
                false if column.format == Format::Text => Body::Line(vec![Piece::Text(cell.text.clone(), cell.place)]),
                false => of_format(column, &text, &cell.at, findings),
            };
            Cell { body, span: 1, place: cell.place }
        });
        rows.push(Row { cells: cells.collect() });
    }
    rows
}

/// A text that should be a number or a date.
fn of_format(column: &Column, text: &Text, at: &str, findings: &mut Findings) -> Body {
    let typed = text.string.trim();
    if column.format == Format::Date {
        let iso = typed.parse::<NaiveDate>().ok().or_else(|| crate::load::iso_date(typed)?.parse().ok());
        return iso.map_or_else(
            || {
                findings.push(Finding::error("cell-format", text.place(), format!("`{typed}` is not a date")).label(at.to_owned()).hint("write it as 2025-06-20"));
                Body::Blank
            },
            Body::Date,
        );
    }
    match decimal(typed) {
        Some(number) => whole(column, number, text.place(), findings),
        None => {
            let hint = "write a number, or leave the cell blank; for words take `format` out of the column";
            findings.push(Finding::error("cell-format", text.place(), format!("`{typed}` is not a number, and the column `{}` is of numbers", column.key.text)).label(at.to_owned()).hint(hint));
            Body::Blank
        }
    }
}

fn whole(column: &Column, number: Decimal, place: Place, findings: &mut Findings) -> Body {
    if column.format == Format::Integer && !number.fract().is_zero() {
        findings.push(Finding::error("cell-format", place, format!("{number} is not a whole number, and the column `{}` is of whole numbers", column.key.text)).hint("use format = \"number\" for figures with a point"));
    }
    Body::Number(number)
}

fn row(node: &Node, columns: &[Column], table: &str, findings: &mut Findings) -> Row {
    static EMPTY: Typed = Typed { entries: Vec::new() };
    let typed = node.table().unwrap_or_else(|| {
        findings.push(Finding::error("wrong-type", node.place, format!("a row is a table of cells, and this is {}", node.kind())).hint(format!("write [[table.{table}.row]] and under it a line for each column")));
        &EMPTY
    });
    for entry in &typed.entries {
        if columns.iter().all(|c| c.key.text != entry.key) {
            let known: Vec<&str> = columns.iter().map(|c| c.key.text.as_str()).collect();
            findings.push(
                Finding::error("row-unknown-column", entry.key_place, format!("the table has no column `{}`", entry.key))
                    .hint_if(did_you_mean(&entry.key, known.iter().copied()))
                    .hint(format!("it has: {}", known.join(", "))),
            );
        }
    }
    let mut cells = Vec::new();
    let mut skip = 0usize;
    for (n, column) in columns.iter().enumerate() {
        let typed_cell = typed.get(&column.key.text);
        if skip > 0 {
            skip -= 1;
            if let Some(cell) = typed_cell {
                findings.push(Finding::error("cell-covered", cell.place, format!("the cell of `{}` is covered by the one before it, which spans it", column.key.text)).hint("leave it out, or make the span smaller"));
            }
            continue;
        }
        let cell = match typed_cell {
            Some(cell) => one_cell(cell, column, columns.len() - n, findings),
            None if column.group => Cell { body: Body::GoesOn, span: 1, place: node.place.head() },
            None => {
                findings.push(Finding::error("row-short", node.place.head(), format!("this row has no cell for `{}`", column.key.text)).label("this row").hint(format!("add: {} = \"…\", or \"\" for a blank cell", column.key.text)));
                Cell { body: Body::Blank, span: 1, place: node.place }
            }
        };
        skip = cell.span - 1;
        cells.push(cell);
    }
    Row { cells }
}

fn one_cell(node: &Node, column: &Column, room: usize, findings: &mut Findings) -> Cell {
    if node.table().is_some() {
        let mut fields = Fields::of(node, "a cell", findings);
        let span = fields.integer("span", 1, i64::try_from(room).unwrap_or(1), findings).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        let inner = fields.node("text");
        if inner.is_none() {
            fields.missing("text", "\"…\"", findings);
        }
        fields.finish(findings);
        let body = inner.map_or(Body::Blank, |n| body(n, column, findings));
        return Cell { body, span, place: node.place };
    }
    Cell { body: body(node, column, findings), span: 1, place: node.place }
}

fn body(node: &Node, column: &Column, findings: &mut Findings) -> Body {
    match &node.value {
        Value::Text(text) if text.string.trim().is_empty() => Body::Blank,
        Value::Text(text) if column.narrative => Body::Blocks(narrative(text, findings)),
        Value::Text(text) if column.format == Format::Text => Body::Line(line(text, findings)),
        Value::Text(text) if text.string.contains("{{") => Body::Line(line(text, findings)),
        Value::Text(text) => of_format(column, text, "", findings),
        Value::Date(_) if column.format == Format::Date => date(&column.key.text, node, findings).map_or(Body::Blank, Body::Date),
        Value::Integer(digits) | Value::Float(digits) => match digits.parse::<Decimal>() {
            Ok(_) if column.format == Format::Text => Body::Line(vec![Piece::Text(digits.clone(), node.place)]),
            Ok(number) => whole(column, number, node.place, findings),
            Err(_) => {
                findings.push(Finding::error("cell-format", node.place, format!("`{digits}` is not a number that can be printed")));
                Body::Blank
            }
        },
        _ => {
            findings.push(Finding::error("wrong-type", node.place, format!("the cell `{}` should be text or a number, and is {}", column.key.text, node.kind())).hint("put it in quotes"));
            Body::Blank
        }
    }
}
