//! Uncertain cells of a workbook, of which nobody can know what is meant: hidden ones, and times. It never
//! decides for the author.
//!
//! Such a cell keeps its doubt (`load::Uncertain`) until a paper uses it, and only then is there a finding: a
//! column that no paper uses is nobody's matter.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::TypedText;
use crate::load::{CellTime, WorksheetCell};

/// Finds rows and columns that are hidden in Excel, and cells that hold a time, among the cells that a table
/// or a series reads. Each cause is one finding, at the name of the file or at the first cell.
pub(super) fn say<'a>(
    cells: impl Iterator<Item = &'a WorksheetCell>,
    file: &TypedText,
    findings: &mut Findings,
) {
    // By number, so that row 9 comes before row 10.
    let (mut rows, mut columns): (BTreeMap<usize, String>, BTreeMap<usize, String>) = Default::default();
    let mut times: Vec<(&WorksheetCell, &CellTime)> = Vec::new();
    for cell in cells {
        let Some(uncertain) = &cell.uncertain else { continue };
        if cell.text.is_empty() {
            continue;
        }
        if let Some(row) = uncertain.hidden_row {
            rows.insert(row, row.to_string());
        }
        if let Some((column, letters)) = &uncertain.hidden_column {
            columns.insert(*column, letters.clone());
        }
        times.extend(uncertain.time.as_ref().map(|time| (cell, time)));
    }
    let filter = ", or clear the filter (Data, Clear)";
    for (what, or, hidden) in [("row", filter, rows), ("column", "", columns)] {
        if let Some(finding) = hidden_finding(what, or, &hidden, file) {
            findings.push(finding);
        }
    }
    if let Some((first, time)) = times.first() {
        let more = match times.len() - 1 {
            0 => String::new(),
            1 => ", and 1 more cell does".to_owned(),
            n => format!(", and {n} more cells do"),
        };
        let message = format!("a cell of `{}` holds {} ({}){more}", file.string, time.kind, time.displayed);
        findings.push(Finding::error(Rule::CellTime, first.span, message).label(first.at.clone()).hint(
            format!(
                "in Excel, format the cell as Text and type what is to be printed, such as {}",
                time.displayed
            ),
        ));
    }
}

fn hidden_finding(
    what: &str,
    or: &str,
    hidden: &BTreeMap<usize, String>,
    file: &TypedText,
) -> Option<Finding> {
    let names: Vec<&str> = hidden.values().take(12).map(String::as_str).collect();
    let named = match names.as_slice() {
        [] => return None,
        [one] => format!("{what} {one} of `{}` is", file.string),
        [.., _] if hidden.len() > names.len() => {
            format!(
                "{what}s {} and {} more of `{}` are",
                names.join(", "),
                hidden.len() - names.len(),
                file.string
            )
        }
        [all @ .., last] => format!("{what}s {} and {last} of `{}` are", all.join(", "), file.string),
    };
    let span: Span = file.span();
    Some(
        Finding::error(Rule::CellsHidden, span, format!("{named} hidden in Excel, and it cannot be told whether to count them"))
            .hint(format!("to count it, show it in Excel: select the {what}s on both sides, right-click, Unhide{or}; else delete it; then save the workbook")),
    )
}
