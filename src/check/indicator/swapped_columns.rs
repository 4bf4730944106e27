//! Columns of a series that are named the wrong way round: that of the values for the periods, and that of the periods for
//! the values. It reads cells, and judges no figure.

use super::series_file::{ColumnRoles, SeriesFile};
use crate::finding::{Correction, Finding, Findings, Rule};
use crate::load::Worksheet;
use crate::load::node::toml_text;

/// Whether `period` and `value` are named the wrong way round, which is a finding: no cell of the one is a period, and all
/// of the other are.
pub(super) fn find(
    sheet: &Worksheet,
    request: &SeriesFile<'_>,
    roles: &ColumnRoles,
    findings: &mut Findings,
) -> bool {
    let entry = |key: &str| request.columns.iter().find(|entry| entry.key == key);
    let named = entry("period").zip(entry("value"));
    let Some(((period, value), (at, other))) = named.zip(roles.get("period").zip(roles.get("value"))) else {
        return false;
    };
    let cells =
        |at: usize| sheet.rows.iter().filter_map(move |row| row.get(at)).filter(|cell| !cell.text.is_empty());
    let is_period = |text: &str| request.window.read(text).is_some();
    let swapped = cells(*at).all(|cell| !is_period(&cell.text) && cell.number().is_some())
        && cells(*other).all(|cell| is_period(&cell.text) && cell.number().is_none())
        && cells(*other).next().is_some()
        && cells(*at).next().is_some();
    let (Some(typed_period), Some(typed_value), true) = (period.node.text(), value.node.text(), swapped)
    else {
        return false;
    };
    let (own, others) = (toml_text(&typed_value.string), toml_text(&typed_period.string));
    let correction = typed_period.rewrite(&typed_value.string).zip(typed_value.rewrite(&typed_period.string));
    let correction = correction
        .map(|_| Correction::replace(period.node.span, own.clone()).and(value.node.span, others.clone()));
    let message = format!(
        "the periods stand in the column {own} and the values in {others}, and these are named the wrong way round"
    );
    findings.push(
        Finding::error(Rule::DataColumn, period.node.span, message)
            .hint(format!("write period = {own} and value = {others}"))
            .correct(correction),
    );
    true
}
