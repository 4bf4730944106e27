//! `[corrective_action]` of a report: what is done about indicators that are red. It never knows which
//! indicators are.

use std::collections::BTreeMap;

use super::chart::KnownNames;
use super::fields::{Fields, wrong};
use super::markup::{MarkupLine, line};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};

/// Reads `[corrective_action]`: by the id of an indicator, the line that says what is done about it.
pub(super) fn read(
    fields: &mut Fields<'_>,
    known: KnownNames<'_>,
    findings: &mut Findings,
) -> BTreeMap<String, (MarkupLine, Span)> {
    let mut actions = BTreeMap::new();
    for entry in fields.named("corrective_action", findings) {
        if !known.indicators.contains_key(&entry.key) {
            let ids = known.indicators.keys().map(String::as_str);
            findings.push(
                Finding::error(
                    Rule::UnknownIndicator,
                    entry.key_place,
                    format!("no data file defines `{}`", entry.key),
                )
                .hint_if(did_you_mean(&entry.key, ids))
                .hint("each line of [corrective_action] begins with the name of an indicator"),
            );
        }
        match entry.node.text() {
            Some(text) => {
                actions.insert(entry.key.clone(), (line(text, findings), entry.key_place));
            }
            None => findings.push(wrong(&entry.key, &entry.node, "text in quotes")),
        }
    }
    actions
}
