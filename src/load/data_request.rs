//! What an author says of a data file, beside `file` or in `[source.NAME]`: sheet, row of headings, end, range
//! of cells, hidden rows. It never opens the file, and leaves to `check` what is of the wrong type.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::area::{AreaRequest, CellRange};
use super::cell_name::cell_range;
use super::node::{Node, TomlTable, TomlValue, TypedText};

/// The keys by which an author says which part of a data file is meant.
pub(crate) const FILE_KEYS: [&str; 5] = ["sheet", "headings", "until", "cells", "hidden"];

/// The most rows of headings that are joined.
const MOST_HEADING_ROWS: usize = 4;

/// A data file as an author names it.
#[derive(Debug, Clone)]
pub(super) struct DataRequest {
    /// The path of the document that names it, from which its own path leads.
    pub from: String,
    pub file: TypedText,
    pub sheet: Option<TypedText>,
    pub area: AreaRequest,
    pub hidden: Hidden,
}

/// The keys beside `file` say what cannot be followed, which `check` finds.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnsoundRequest;

/// What is to become of rows and columns that are hidden in Excel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// Nobody said: they are in doubt.
    Unsaid,
    /// They count as all others do.
    Take,
    /// They are left out.
    Leave,
}

/// The `[source.NAME]` of a document, by name.
pub(super) type DeclaredSources = BTreeMap<String, DataRequest>;

/// Reads the `[source.NAME]` of a document at the path `from`.
pub(super) fn sources(document: &Node, from: &str) -> DeclaredSources {
    let all = document.table().and_then(|t| t.get("source")).and_then(Node::table);
    let named = all.into_iter().flat_map(|t| &t.entries);
    named.filter_map(|entry| Some((entry.key.clone(), read(entry.node.table()?, from).ok()??))).collect()
}

/// Reads what a table says of its data file; `None` where it names none.
///
/// # Errors
/// [`UnsoundRequest`] where a key says nothing that can be followed.
pub(super) fn read(table: &TomlTable, from: &str) -> Result<Option<DataRequest>, UnsoundRequest> {
    let text = |key: &str| table.get(key).and_then(Node::text);
    let Some(file) = text("file") else { return Ok(None) };
    let sound = |node: &Node| heading_rows(node).map(|rows| (rows, node.span)).ok_or(UnsoundRequest);
    let headings = table.get("headings").map(sound).transpose()?;
    let sound = |text: &TypedText| Some((cells_named(text)?, text.span()));
    let cells = text("cells").map(|text| sound(text).ok_or(UnsoundRequest)).transpose()?;
    let hidden = match text("hidden").map(|text| text.string.as_str()) {
        Some("leave") => Hidden::Leave,
        // Any other word is a finding of its own.
        Some(_) => Hidden::Take,
        None => Hidden::Unsaid,
    };
    Ok(Some(DataRequest {
        from: from.to_owned(),
        file: file.clone(),
        sheet: text("sheet").cloned(),
        area: AreaRequest { headings, until: text("until").cloned(), cells },
        hidden,
    }))
}

impl DataRequest {
    /// A text by which two requests for the same cells are the same.
    pub(super) fn key(&self) -> String {
        let AreaRequest { headings, until, cells } = &self.area;
        format!(
            "{:?} {:?} {:?} {:?} {:?}",
            self.sheet.as_ref().map(|t| &t.string),
            headings.as_ref().map(|(rows, _)| rows),
            until.as_ref().map(|t| &t.string),
            cells.as_ref().map(|(range, _)| range),
            self.hidden
        )
    }
}

/// Reads the numbers of the rows of headings: one number, or a list of numbers that follow each other. `None` for
/// anything else.
pub(crate) fn heading_rows(node: &Node) -> Option<RangeInclusive<usize>> {
    let number = |node: &Node| match &node.value {
        TomlValue::Integer(digits) => digits.parse().ok().filter(|n| (1..=1 << 20).contains(n)),
        _ => None,
    };
    let TomlValue::Array(items) = &node.value else { return number(node).map(|row| row..=row) };
    let rows: Vec<usize> = items.iter().map(number).collect::<Option<_>>()?;
    let follow = rows.windows(2).all(|two| two[1] == two[0] + 1);
    (follow && rows.len() <= MOST_HEADING_ROWS).then_some(*rows.first()?..=*rows.last()?)
}

/// Reads a range of cells as Excel writes it: "A4:F20", "$A$4:$F$20". `None` for anything else.
pub(crate) fn cells_named(text: &TypedText) -> Option<CellRange> {
    range(&text.string)
}

fn range(text: &str) -> Option<CellRange> {
    let plain = text.trim().replace('$', "");
    let ((top, left), (bottom, right)) = cell_range(&plain)?;
    (top <= bottom && left <= right).then(|| CellRange { rows: top + 1..=bottom + 1, columns: left..=right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_as_in_excel() {
        let of = |text| range(text).map(|r| (r.rows, r.columns));
        assert_eq!(of("A4:F20"), Some((4..=20, 0..=5)));
        assert_eq!(of(" $b$2:c2 "), Some((2..=2, 1..=2)));
        for bad in ["A4", "F20:A4", "4:20", "A4-F20", ""] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
