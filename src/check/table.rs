//! `[table.x]`: its columns, and where its rows come from. It never formats a number or decides a width.
//!
//! `landscape = true` or `false` on a table overrides the program's own judgement; `over = "…"` on
//! neighbouring columns gives them a heading in common; `{ text = "…", span = 2 }` is a cell over two
//! columns; `source = "…"` prints under the table. Where no column is called `row_header`, the first one is.

use super::PlainText;
use super::column::{ColumnFormat, ColumnSpec};
use super::data_rows;
use super::fields::Fields;
use super::markup::{MarkupLine, MarkupPiece, line};
use super::plain_text::plain;
use super::row::{self, RowSpec};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};
use crate::load::node::{Node, TomlEntry};
use crate::load::{Asset, Assets};

/// A table of a paper.
#[derive(Debug, Clone)]
pub(crate) struct TableSpec {
    pub caption: MarkupLine,
    /// The columns, left to right.
    pub columns: Vec<ColumnSpec>,
    /// The rows, top to bottom.
    pub rows: Vec<RowSpec>,
    /// `Some(true)` asks for a landscape page, `Some(false)` forbids it.
    pub landscape: Option<bool>,
    /// Whether the table may stand beside the paragraph that follows.
    pub beside: bool,
    /// Whether the last row is one of totals that the author gave.
    pub own_total: bool,
    /// The source of the data, printed under the table.
    pub source: MarkupLine,
    /// The span of the declaration.
    pub span: Span,
}

/// The most cells of a table: some hundred pages.
const MOST_CELLS: usize = 20_000;
/// The most columns that a page can show.
const MOST_COLUMNS: usize = 30;

/// Reads a table; `None` where its columns or rows could not be read at all.
pub(super) fn read(entry: &TomlEntry, assets: &Assets, findings: &mut Findings) -> Option<TableSpec> {
    let what = format!("`[table.{}]`", entry.key);
    let mut fields = Fields::of(&entry.node, what.clone(), findings);
    let caption = fields
        .required("caption", "\"First-time entrants\"", findings)
        .map(|t| line(t, findings))
        .unwrap_or_default();
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
    let sheet = file.and_then(|f| match assets.get(&f.span()) {
        Some(Asset::Sheet(sheet)) => Some(sheet),
        _ => None,
    });
    let mut columns = columns(column_nodes, findings);
    if !has_columns && let Some(sheet) = sheet {
        columns = sheet.headings.iter().map(|c| bare_column(&c.text, c.span)).collect();
        for blank in sheet.headings.iter().filter(|c| c.text.is_empty()) {
            findings.push(
                Finding::error(Rule::DataHeading, blank.span, "a column of this data file has no heading")
                    .label(blank.at.clone())
                    .hint("write its heading in the first row: a screen reader says it with each cell"),
            );
        }
    }
    if columns.is_empty() && (file.is_none() || has_columns) {
        findings.push(
            Finding::error(Rule::TableColumns, entry.key_place, format!("{what} has no columns"))
                .hint("add: column = [ { key = \"year\", heading = \"Year\", row_header = true }, … ]"),
        );
        return None;
    }
    if columns.len() > MOST_COLUMNS {
        findings.push(
            Finding::error(
                Rule::TableColumns,
                entry.key_place,
                format!("{what} has {} columns, and a page can show {MOST_COLUMNS}", columns.len()),
            )
            .hint("split it in two, or leave columns out"),
        );
        return None;
    }
    if columns.iter().all(|c| !c.row_header)
        && let Some(first) = columns.first_mut()
    {
        // Every row needs a heading for a screen reader; the first column is what readers take for it.
        first.row_header = true;
    }
    let rows = match (file, sheet, has_rows) {
        (Some(text), _, true) => {
            findings.push(
                Finding::error(Rule::TableRows, text.span(), format!("{what} has both a file and rows"))
                    .hint("keep one of them"),
            );
            return None;
        }
        (Some(text), Some(sheet), false) => {
            let at = if has_columns {
                data_rows::positions(sheet, &columns, text, findings)?
            } else {
                (0..columns.len()).collect()
            };
            data_rows::from_sheet(sheet, &columns, &at, text, findings)
        }
        (Some(_), None, false) => return None,
        (None, _, true) => row_nodes.iter().map(|n| row::read(n, &columns, &entry.key, findings)).collect(),
        (None, _, false) => Vec::new(),
    };
    if rows.len() * columns.len() > MOST_CELLS {
        let message = format!(
            "{what} has {} rows of {} cells, and a paper can show {MOST_CELLS} cells in one table",
            rows.len(),
            columns.len()
        );
        findings.push(
            Finding::error(Rule::TableTooLong, entry.key_place, message)
                .hint("show the rows that the board needs, and publish the rest as data"),
        );
        return None;
    }
    if let (true, Some(text)) = (rows.is_empty(), file) {
        findings.push(
            Finding::error(
                Rule::TableRows,
                text.span(),
                format!("`{}` has headings and no rows", text.string),
            )
            .hint("add the rows to the sheet, and save it again"),
        );
    } else if rows.is_empty() {
        findings.push(
            Finding::error(Rule::TableRows, entry.key_place, format!("{what} has no rows"))
                .hint(format!("add: file = \"….csv\", or [[table.{}.row]] for each row", entry.key)),
        );
    }
    let own_total = columns.iter().any(|c| c.total) && rows.last().is_some_and(row::is_total);
    Some(TableSpec { caption, columns, rows, landscape, beside, own_total, source, span: entry.key_place })
}

fn columns(nodes: &[Node], findings: &mut Findings) -> Vec<ColumnSpec> {
    let mut columns: Vec<ColumnSpec> = Vec::new();
    for node in nodes {
        let mut fields = Fields::of(node, "a column", findings);
        let key = fields.required("key", "\"year\"", findings);
        let heading = fields.required("heading", "\"Year\"", findings).map(|t| line(t, findings));
        let over = fields.text("over", findings).map(plain);
        let mut switch = |key| fields.boolean(key, findings).unwrap_or(false);
        let (row_header, group, narrative, total) =
            (switch("row_header"), switch("group"), switch("narrative"), switch("total"));
        let words = [
            ("text", ColumnFormat::Text),
            ("integer", ColumnFormat::Integer),
            ("number", ColumnFormat::Number),
            ("money", ColumnFormat::Money),
            ("percent", ColumnFormat::Percent),
            ("fraction", ColumnFormat::Fraction),
            ("date", ColumnFormat::Date),
        ];
        let format = fields.choice("format", &words, findings).unwrap_or(ColumnFormat::Text);
        let decimals = fields.integer("decimals", 0, 10, findings).and_then(|n| u32::try_from(n).ok());
        let sum_of = fields.texts("sum_of", findings);
        fields.finish(findings);
        let Some(key) = key else { continue };
        if columns.iter().any(|c| c.key.text == key.string) {
            findings.push(
                Finding::error(
                    Rule::ColumnTwice,
                    key.span(),
                    format!("two columns have the key `{}`", key.string),
                )
                .hint("give one of them another key"),
            );
            continue;
        }
        if (total || !sum_of.is_empty()) && !format.is_number() {
            let what = if total { "has a total" } else { "is a sum" };
            findings.push(
                Finding::error(
                    Rule::ColumnTotal,
                    key.span(),
                    format!("the column `{}` {what} and is not of numbers", key.string),
                )
                .hint("add: format = \"integer\" (or number, money)"),
            );
        }
        if narrative && format != ColumnFormat::Text {
            findings.push(
                Finding::error(
                    Rule::ColumnFormat,
                    key.span(),
                    format!("the column `{}` is narrative and has a format", key.string),
                )
                .hint("keep one of `narrative` and `format`"),
            );
        }
        columns.push(ColumnSpec {
            key: plain(key),
            heading: heading.unwrap_or_default(),
            over,
            row_header,
            group,
            narrative,
            format,
            decimals,
            total,
            sum_of,
        });
    }
    addends(&columns, findings);
    columns
}

/// Finds sums of columns that are no numbers, are sums themselves, or are of another unit.
fn addends(columns: &[ColumnSpec], findings: &mut Findings) {
    for added in columns.iter().flat_map(|c| &c.sum_of) {
        let sound = |c: &&ColumnSpec| c.format.is_number() && c.sum_of.is_empty();
        if !columns.iter().filter(sound).any(|c| c.key.text == added.text) {
            let known: Vec<&str> = columns.iter().filter(sound).map(|c| c.key.text.as_str()).collect();
            findings.push(
                Finding::error(
                    Rule::ColumnTotal,
                    added.span,
                    format!("`{}` is no column of numbers that can be added up", added.text),
                )
                .hint_if(did_you_mean(&added.text, known.iter().copied()))
                .hint(format!("there are: {}", known.join(", "))),
            );
        }
    }
    for column in columns.iter().filter(|c| c.format.is_number()) {
        let added = column
            .sum_of
            .iter()
            .filter_map(|key| Some((key, columns.iter().find(|c| c.key.text == key.text)?)));
        for (key, added) in added.filter(|(_, c)| c.format.is_number() && !c.format.adds_to(column.format)) {
            let message = format!(
                "`{}` is of {}, and cannot be added up in `{}`, which is of {}",
                added.key.text,
                added.format.words(),
                column.key.text,
                column.format.words()
            );
            findings.push(
                Finding::error(Rule::ColumnTotal, key.span, message)
                    .hint("give both the same `format`, or leave the column out of the sum"),
            );
        }
    }
}

/// A column for a heading of a data file, with its cells printed as they are typed.
fn bare_column(heading: &str, span: Span) -> ColumnSpec {
    ColumnSpec {
        key: PlainText { text: heading.to_owned(), span },
        heading: vec![MarkupPiece::Text(heading.to_owned(), span)],
        over: None,
        row_header: false,
        group: false,
        narrative: false,
        format: ColumnFormat::Text,
        decimals: None,
        total: false,
        sum_of: Vec::new(),
    }
}
