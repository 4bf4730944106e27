//! `[table.x]`: its columns, and where its rows come from. It never formats a number or decides a width.
//!
//! `landscape = true` or `false` on a table overrides the program's own judgement; `over = "…"` on
//! neighbouring columns gives them a heading in common; `{ text = "…", span = 2 }` is a cell over two
//! columns; `origin = "…"` prints under the table. Where no column is called `row_header`, the first one is.

use super::column::ColumnSpec;
use super::column_figures;
use super::columns::{bare_column, columns};
use super::data_rows;
use super::field_corrections;
use super::fields::Fields;
use super::markup::{MarkupLine, line};
use super::row::{self, RowSpec};
use super::source::{DataSources, file_key, misplaced_key, read_file_keys};
use super::totals;
use super::typed_labels::refuse_number;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{EntryKind, Node, TomlEntry, TypedText};
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
    /// Whether the caption is for screen readers alone.
    pub caption_hidden: bool,
    /// Whether the headings are for screen readers alone.
    pub headings_hidden: bool,
    /// Whether the last row is one of totals that the author, or the data file, gave.
    pub own_total: bool,
    /// The words about where the data come from, printed under the table.
    pub origin: MarkupLine,
    /// The span of the declaration.
    pub span: Span,
}

/// Reads the rows that are typed, and whether there are any: those of `rows` too, which is a finding.
fn rows<'a>(table: &str, fields: &mut Fields<'a>, findings: &mut Findings) -> (&'a [Node], bool) {
    let nodes = fields.list("row", findings);
    let has_rows = fields.entry("row").is_some();
    let other = if has_rows { None } else { fields.refused("rows") };
    let Some((other, nodes)) = other.and_then(|other| Some((other, other.node.array()?))) else {
        return (nodes, has_rows);
    };
    let is_headed = other.kind() == EntryKind::Headed;
    let name = if is_headed {
        format!("write [[table.{table}.row]] in each of these lines")
    } else {
        "write row = [ … ]".to_owned()
    };
    let finding = Finding::error(Rule::UnknownKey, other.key_place, "the rows of a table have the key `row`");
    findings
        .push(finding.label("not known here").hint(name).correct(field_corrections::rename(other, "row")));
    (nodes, true)
}

/// The most cells of a table: some hundred pages.
const MOST_CELLS: usize = 20_000;
/// The most columns that a page can show.
const MOST_COLUMNS: usize = 30;

/// Reads a table; `None` where its columns or rows could not be read at all.
pub(super) fn read(
    entry: &TomlEntry,
    assets: &Assets,
    sources: &DataSources<'_>,
    findings: &mut Findings,
) -> Option<TableSpec> {
    let what = format!("`[table.{}]`", entry.key);
    let mut fields = Fields::of(&entry.node, what.clone(), findings);
    let caption = fields
        .required("caption", "\"First-time entrants\"", findings)
        .inspect(|t| refuse_number(t, findings))
        .map(|t| line(t, findings))
        .unwrap_or_default();
    let origin = fields.text("origin", findings).map(|t| line(t, findings)).unwrap_or_default();
    let own_file = fields.text("file", findings);
    let source = fields.text("source", findings);
    let source_columns = source.and_then(|name| sources.columns(name, findings)).unwrap_or_default();
    read_file_keys(&mut fields, findings);
    let file = own_file.or(source);
    let mut hidden = |key| fields.boolean(key, findings).unwrap_or(false);
    let (caption_hidden, headings_hidden) = (hidden("caption_hidden"), hidden("headings_hidden"));
    let landscape = fields.boolean("landscape", findings);
    let beside = fields.boolean("beside", findings).unwrap_or(false);
    let column_nodes = fields.list("column", findings);
    let has_columns = fields.entry("column").is_some();
    let (row_nodes, has_rows) = rows(&entry.key, &mut fields, findings);
    fields.finish(findings);
    if let (Some(text), Some(name)) = (own_file, source) {
        let message = format!("{what} has both a file and a source");
        findings.push(
            Finding::error(Rule::TableRows, name.span(), message)
                .hint(format!("keep one of them: `{}`, or the [source.{}]", text.string, name.string)),
        );
    }
    if let (None, Some(key)) = (own_file, file_key(&entry.node)) {
        findings.push(misplaced_key(key, source, &what, Rule::TableRows));
    }
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
            let text = &TypedText::plain(sheet.name.clone(), text.span());
            let at = if has_columns {
                data_rows::positions(sheet, &columns, source_columns, text, findings)?
            } else {
                (0..columns.len()).collect()
            };
            data_rows::from_sheet(sheet, &columns, &at, text, findings)
        }
        (Some(_), None, false) => return None,
        (None, _, true) => row_nodes.iter().map(|n| row::read(n, &columns, findings)).collect(),
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
    column_figures::refuse_letters(&columns, &rows, findings);
    column_figures::infer(&mut columns, &rows);
    let own_total = totals::read(&columns, &rows, file, findings);
    let span = entry.key_place;
    Some(TableSpec {
        caption,
        caption_hidden,
        headings_hidden,
        columns,
        rows,
        landscape,
        beside,
        own_total,
        origin,
        span,
    })
}
