//! Decides whether a paper is marked as one that the public may not read; in doubt it is, since what is
//! copied from it would stand in the open. It never judges a reason.

use crate::load::node::{Node, TomlTable, TomlValue};

/// Whether a key marks its table as exempt or confidential.
fn is_restriction(key: &str) -> bool {
    ["exempt", "confidential"].iter().any(|mark| key.trim().eq_ignore_ascii_case(mark))
}

/// Whether a table itself is marked as exempt or confidential.
pub(super) fn has_restriction(node: &Node) -> bool {
    node.table().is_some_and(|table| table.entries.iter().any(|entry| is_restriction(&entry.key)))
}

/// Whether a report, or any part of it, is marked as exempt or confidential. A line at the end of the file
/// belongs to the last part, whatever its author meant: so any mark counts for the whole.
pub(super) fn is_restricted(report: &Node) -> bool {
    report.table().is_some_and(|table| {
        table.entries.iter().any(|entry| match entry.key.as_str() {
            // A field that a style declares may have any name.
            "front" | "closing" | "field" => fields(&entry.node).any(marked),
            key => is_restriction(key) || marked(&entry.node),
        })
    })
}

fn fields(group: &Node) -> impl Iterator<Item = &Node> {
    group.table().into_iter().flat_map(|table| table.entries.iter().map(|entry| &entry.node))
}

fn marked(node: &Node) -> bool {
    let table = |table: &TomlTable| table.entries.iter().any(|e| is_restriction(&e.key) || marked(&e.node));
    match &node.value {
        TomlValue::Table(inner) => table(inner),
        TomlValue::Array(items) => items.iter().any(marked),
        _ => false,
    }
}
