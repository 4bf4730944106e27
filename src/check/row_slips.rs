//! Rows of a table that are typed in another form than `{ key = … }`: as lists, as one text for several cells, or with the
//! headings of the columns in the place of their keys. It reads no cell.

use super::column::ColumnSpec;
use super::field_corrections;
use super::markup::MarkupPiece;
use crate::finding::{Correction, Finding, Findings, Rule, did_you_mean};
use crate::load::node::{Node, TomlEntry, TomlTable, TomlValue, toml_text};

/// The signs that part the cells of a row in other programs.
const BETWEEN_CELLS: [char; 4] = ['\t', ';', '|', ','];

/// The finding for a row that is no table, with the row as it is typed where it has a cell for each column.
pub(super) fn no_table(node: &Node, columns: &[ColumnSpec]) -> Finding {
    let message = format!("a row names the column of each of its cells, and this is {}", node.kind());
    let finding = Finding::error(Rule::WrongType, node.span, message);
    match cells_of(node, columns.len()) {
        Some(cells) => {
            let row = written(columns, &cells);
            finding.hint(format!("write {row}")).correct(Correction::replace(node.span, row))
        }
        None => finding.hint(format!(
            "write {}, with its own words or numbers in each cell",
            written(columns, &vec!["\"…\"".to_owned(); columns.len()])
        )),
    }
}

/// The cells of a value that is no table, as they are typed; `None` where they are not `count`.
fn cells_of(node: &Node, count: usize) -> Option<Vec<String>> {
    let all = match &node.value {
        TomlValue::Text(text) => parted(&text.string, count)?,
        TomlValue::Array(items) => match items.as_slice() {
            [one] if count > 1 => parted(&one.text()?.string, count)?,
            items => items.iter().map(as_typed).collect::<Option<Vec<String>>>()?,
        },
        _ => return None,
    };
    (all.len() == count).then_some(all)
}

/// A text taken apart at the one kind of sign that makes `count` cells of it.
fn parted(text: &str, count: usize) -> Option<Vec<String>> {
    let mut all = BETWEEN_CELLS.into_iter().map(|sign| text.split(sign).map(str::trim).collect::<Vec<_>>());
    let cells = all.find(|cells| count > 1 && cells.len() == count)?;
    Some(cells.into_iter().map(toml_text).collect())
}

/// A text or a number as it is typed.
fn as_typed(node: &Node) -> Option<String> {
    match &node.value {
        TomlValue::Text(text) if !text.string.contains('\n') => Some(toml_text(&text.string)),
        TomlValue::Integer(digits) | TomlValue::Float(digits) => Some(digits.clone()),
        _ => None,
    }
}

fn written(columns: &[ColumnSpec], cells: &[String]) -> String {
    let cells =
        columns.iter().zip(cells).map(|(column, cell)| format!("{} = {cell}", typed_key(&column.key.text)));
    format!("{{ {} }}", cells.collect::<Vec<_>>().join(", "))
}

fn typed_key(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if is_bare { key.to_owned() } else { toml_text(key) }
}

/// The finding for a row whose only cell holds the words of all: `{ a = "One; 1" }`. `None` for any other row.
pub(super) fn one_cell_for_all(typed: &TomlTable, columns: &[ColumnSpec]) -> Option<Finding> {
    let [only] = typed.entries.as_slice() else { return None };
    // What a column of groups or of sums leaves out is no cell that is missing.
    let needs_all = columns.iter().skip(1).all(|column| !column.group && column.sum_of.is_empty());
    let is_first = needs_all && columns.first().is_some_and(|column| column.key.text == only.key);
    let text = only.node.text().filter(|text| is_first && !text.string.contains("{{"))?;
    // A comma may be one of words.
    let cells = parted(&text.string, columns.len()).filter(|_| text.string.contains(['\t', ';', '|']))?;
    let message = "the words of several cells stand in one";
    Some(
        Finding::error(Rule::RowShort, text.span(), message)
            .hint(format!("write {}", written(columns, &cells))),
    )
}

/// The column that has an entry's key for its heading, and no cell of its own key in the row.
pub(super) fn by_heading<'c>(
    entry: &TomlEntry,
    typed: &TomlTable,
    columns: &'c [ColumnSpec],
) -> Option<&'c ColumnSpec> {
    let fold = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let is_headed = |column: &&ColumnSpec| match column.heading.as_slice() {
        [MarkupPiece::Text(heading, _)] => fold(heading) == fold(&entry.key),
        _ => false,
    };
    let mut all = columns.iter().filter(is_headed);
    let column = all.next().filter(|_| all.next().is_none() && !fold(&entry.key).is_empty())?;
    typed.get(&column.key.text).is_none().then_some(column)
}

/// Finds cells of columns that the table does not have.
pub(super) fn unknown_columns(typed: &TomlTable, columns: &[ColumnSpec], findings: &mut Findings) {
    let known: Vec<&str> = columns.iter().map(|c| c.key.text.as_str()).collect();
    let mut renamed = field_corrections::rename_keys(typed, &known);
    for entry in typed.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        if let Some(column) = by_heading(entry, typed, columns) {
            let key = &column.key.text;
            let message = format!("`{}` is the heading of a column, whose key is `{key}`", entry.key);
            let finding = Finding::error(Rule::RowUnknownColumn, entry.key_place, message);
            findings.push(
                finding
                    .hint(format!("write `{}` in its place, in each row", typed_key(key)))
                    .correct(field_corrections::rename(entry, &typed_key(key))),
            );
            continue;
        }
        let message = format!("the table has no column `{}`", entry.key);
        findings.push(
            Finding::error(Rule::RowUnknownColumn, entry.key_place, message)
                .hint_if(did_you_mean(&entry.key, known.iter().copied()))
                .hint(format!(
                    "take `{key} = …` out of the rows, or give the table the column: {{ key = \"{key}\", heading = \"…\" }}; it has: {}",
                    known.join(", "),
                    key = entry.key
                ))
                .correct(renamed.remove(&entry.key_place)),
        );
    }
}
