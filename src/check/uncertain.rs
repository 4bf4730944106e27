//! Uncertain cells of a workbook, of which nobody can know what is meant: hidden ones, errors, formulas without
//! a value, formats that are not known. It never decides for the author.
//!
//! Such a cell keeps its doubt (`load::Uncertain`) until a paper uses it, and only then is there a finding: a
//! column that no paper uses is nobody's matter.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::TypedText;
use crate::load::{CellDoubt, WorksheetCell};

/// Whether times can be used where cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// A table prints them as Excel shows them.
    ArePrinted,
    /// A series has no value that is a time.
    AreNoValues,
}

/// Finds what is in doubt among the cells that a table or a series reads. Each cause is one finding, at the
/// name of the file or at the first cell.
pub(super) fn say<'a>(
    cells: impl Iterator<Item = &'a WorksheetCell>,
    file: &TypedText,
    times: Times,
    findings: &mut Findings,
) {
    // By number, so that row 9 comes before row 10.
    let (mut rows, mut columns): (BTreeMap<usize, String>, BTreeMap<usize, String>) = Default::default();
    let mut causes: Vec<(Finding, usize)> = Vec::new();
    let mut add = |finding: Finding, label: &str| {
        // One rule may have several remedies.
        let is_like = |other: &Finding| other.rule == finding.rule && other.hints == finding.hints;
        match causes.iter_mut().find(|(other, _)| is_like(other)) {
            Some((_, more)) => *more += 1,
            None => causes.push((finding.label(label), 0)),
        }
    };
    for cell in cells {
        if let Some(kind) = cell.time().filter(|_| times == Times::AreNoValues) {
            add(time_finding(kind, cell, file), &cell.at);
        }
        let Some(uncertain) = &cell.uncertain else { continue };
        if let Some(doubt) = &uncertain.doubt {
            add(doubt_finding(doubt, cell, file), &cell.at);
        }
        if cell.text.is_empty() {
            continue;
        }
        if let Some(row) = uncertain.hidden_row {
            rows.insert(row, row.to_string());
        }
        if let Some((column, letters)) = &uncertain.hidden_column {
            columns.insert(*column, letters.clone());
        }
    }
    let filter = ", or clear the filter (Data, Clear)";
    for (what, or, hidden) in [("row", filter, rows), ("column", "", columns)] {
        if let Some(finding) = hidden_finding(what, or, &hidden, file) {
            findings.push(finding);
        }
    }
    for (mut finding, more) in causes {
        match more {
            0 => {}
            1 => finding.message += ", and so does 1 more cell",
            n => finding.message += &format!(", and so do {n} more cells"),
        }
        findings.push(finding);
    }
}

/// The finding for a time among values.
fn time_finding(kind: &str, cell: &WorksheetCell, file: &TypedText) -> Finding {
    let message = format!("a cell of `{}` holds {kind} ({})", file.string, cell.text);
    Finding::error(Rule::CellTime, cell.span, message).hint(
        "a series has numbers: in Excel, work the time out as a number, in minutes or hours perhaps, and say which in `unit`",
    )
}

fn doubt_finding(doubt: &CellDoubt, cell: &WorksheetCell, file: &TypedText) -> Finding {
    let name = &file.string;
    let (rule, message, hint) = match doubt {
        CellDoubt::Error(error) => (
            Rule::DataError,
            format!("a cell of `{name}` holds {error}"),
            "correct the formula in Excel, and save the workbook",
        ),
        CellDoubt::Unstored => (
            Rule::DataFormula,
            format!("a cell of `{name}` has a formula without a stored value"),
            "open it in Excel, so that it works the formula out, and save it",
        ),
        CellDoubt::Stale => (
            Rule::DataFormula,
            format!("a cell of `{name}` has a formula whose value may be out of date"),
            "another program has changed the workbook: open it in Excel, so that it works its formulas out anew, and save it",
        ),
        CellDoubt::Format(code) => (
            Rule::CellNumberFormat,
            format!("a cell of `{name}` has a number format that is not known here ({code})"),
            "in Excel, choose Format Cells, Number or Currency, Percentage, Date; or format the cell as Text and type what is to be printed",
        ),
        CellDoubt::NoDay(number) => (
            Rule::CellValue,
            format!(
                "a cell of `{name}` holds {number} and is formatted as a date or a time, and Excel shows none of it"
            ),
            "in Excel, clear the cell where nothing is known, or type the date; where the number itself is meant, choose Format Cells, Number",
        ),
        CellDoubt::Residue(number) => (
            Rule::CellValue,
            format!("a cell of `{name}` holds {number}, which is what rounding in a formula has left of 0"),
            "in Excel, choose Format Cells, Number, with as many decimals as the other cells of its column show; or round in the formula, as in =ROUND(B2-C2, 1); or type 0",
        ),
        CellDoubt::PowerOfTen(number) => (
            Rule::CellValue,
            format!("a cell of `{name}` holds {number}, which Excel shows as a power of ten"),
            "in Excel, choose Format Cells, Number, with as many decimals as are to be printed",
        ),
        CellDoubt::Lost => (
            Rule::DataUnreadable,
            format!("a cell of `{name}` holds a text that is missing from the workbook"),
            "open the workbook in Excel, look whether the text is there, and save it",
        ),
        CellDoubt::Struck => (
            Rule::CellsHidden,
            format!("a cell of `{name}` has words or figures that are struck out"),
            "in Excel, delete what is struck out, or take the line through it away, and save the workbook",
        ),
        CellDoubt::Conditional => (
            Rule::CellNumberFormat,
            format!("conditional formatting decides what Excel shows in a cell of `{name}`"),
            "what it shows is not known here: in Excel, clear the rule and type what is to be printed, such as * for a small number",
        ),
        CellDoubt::WhiteOnWhite => (
            Rule::CellsHidden,
            format!(
                "a cell of `{name}` seems to be white on white, and it cannot be told whether to print it"
            ),
            "in Excel, clear the cell, or give its words another colour",
        ),
    };
    Finding::error(rule, cell.span, message).hint(hint)
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
            .hint("say which: hidden = \"take\" counts what is hidden, hidden = \"leave\" leaves it out")
            .hint(format!("or show it in Excel (select the {what}s on both sides, right-click, Unhide{or}) or delete it there, and save the workbook")),
    )
}
