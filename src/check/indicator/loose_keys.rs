//! Keys of an indicator that stand above every `[indicator]` of their file, and so belong to none. It reads no
//! value.

use crate::finding::{Finding, Findings, Rule, list_in_words};
use crate::load::node::{TomlEntry, TomlTable};

/// The keys of indicators and their series that no indicator is named after.
const KEYS: [&str; 25] = [
    "better",
    "columns",
    "decimals",
    "file",
    "in_arrears",
    "marks",
    "measure",
    "name",
    "origin",
    "outcome",
    "per",
    "rag",
    "series",
    "sheet",
    "short",
    "stable",
    "steps",
    "survey",
    "target",
    "threshold",
    "tolerance",
    "unit",
    "where",
    "whole",
    "window",
];

/// The entries of a file that are indicators. Keys that stand above the first are one finding.
pub(super) fn indicators<'a>(table: &'a TomlTable, findings: &mut Findings) -> Vec<&'a TomlEntry> {
    let is_loose = |entry: &&TomlEntry| {
        let has_measure = entry.node.table().is_some_and(|inner| inner.get("measure").is_some());
        KEYS.contains(&entry.key.as_str()) && !has_measure
    };
    let (loose, indicators): (Vec<&TomlEntry>, Vec<&TomlEntry>) =
        table.entries.iter().filter(|entry| entry.key != "source").partition(is_loose);
    if let Some(first) = loose.first() {
        let names: Vec<String> = loose.iter().map(|entry| format!("`{}`", entry.key)).collect();
        let belong = if names.len() == 1 { "belongs" } else { "belong" };
        let message = format!("{} {belong} to no indicator", list_in_words(&names));
        findings.push(
            Finding::error(Rule::UnknownKey, first.key_place, message)
                .label("above the first [")
                .hint("an indicator begins with its name in brackets, on a line above its keys: [burglary]"),
        );
    }
    indicators
}
