//! Keys of an indicator that stand above every `[indicator]` of their file, and so belong to none. It reads no
//! value.

use crate::finding::{Finding, Findings, Rule, list_in_words, some_in_words};
use crate::load::node::{Node, TomlEntry, TomlTable};

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
    let is_indicator = |entry: &&TomlEntry| match placeholder(entry, table) {
        Some(finding) => {
            findings.push(finding);
            false
        }
        None => true,
    };
    indicators.into_iter().filter(is_indicator).collect()
}

/// The finding for a table of the word that stands for an id in instructions, as `[[indicator.series]]`; `None` where it
/// has a measure of its own.
fn placeholder(entry: &TomlEntry, table: &TomlTable) -> Option<Finding> {
    let is_word =
        ["id", "indicator", "indicators", "indicator_id"].contains(&entry.key.to_lowercase().as_str());
    let inner = entry.node.table()?;
    if !is_word || inner.get("measure").is_some() || inner.get("name").is_some() {
        return None;
    }
    let others = table.entries.iter().filter(|other| {
        other.key != entry.key && other.node.table().is_some_and(|inner| inner.get("measure").is_some())
    });
    let ids: Vec<String> = others.map(|other| format!("`{}`", other.key)).collect();
    let there = if ids.is_empty() { String::new() } else { format!(": {}", some_in_words(&ids, 5)) };
    let message = format!("`{}` stands where the id of an indicator belongs", entry.key);
    Some(
        Finding::error(Rule::IndicatorId, entry.key_place, message)
            .hint(format!("write in its place the name that the indicator has in brackets{there}")),
    )
}

/// Whether an indicator has values right below it, and not in a series of it, which have a finding of their own.
pub(super) fn has_loose_values(node: &Node) -> bool {
    let has =
        |table: &TomlTable| ["data", "figures", "value", "values"].iter().any(|key| table.get(key).is_some());
    node.table().is_some_and(has)
}
