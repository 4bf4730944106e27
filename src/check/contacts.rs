//! The contacts of a report: whom to ask about it, by their ids in `people.toml`. It decides nothing of how they are
//! printed.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::person::{Person, person};
use crate::finding::{Finding, Findings, Rule, Span, list_or_command};
use crate::load::node::Node;

/// Reads `contacts`; a list without anybody in it is a finding, and so is one with somebody twice. `paper` is the span
/// of the whole file.
pub(super) fn read(
    fields: &mut Fields<'_>,
    people: &BTreeMap<String, Person>,
    paper: Span,
    findings: &mut Findings,
) -> Vec<Person> {
    let list = fields.list("contacts", findings);
    let entry = fields.entry("contacts");
    let ids: Vec<&str> = people.keys().map(String::as_str).collect();
    let (example, known) = match ids.as_slice() {
        [one] => (format!("contacts = [\"{one}\"]"), None),
        [] => {
            ("contacts = [\"…\"]".to_owned(), Some("make people.toml, and in it [name] with name".to_owned()))
        }
        _ => (
            "contacts = [\"…\"], with an id of people.toml".to_owned(),
            Some(list_or_command(&ids, "people")),
        ),
    };
    match entry {
        None => findings.push(
            Finding::error(Rule::MissingKey, paper, "a report has no contacts: nobody to ask about it")
                .hint(format!("add: {example}"))
                .hint_if(known),
        ),
        Some(entry) if entry.node.array().is_some_and(<[Node]>::is_empty) => findings.push(
            Finding::error(
                Rule::MissingKey,
                entry.node.span,
                "`contacts` is empty: nobody to ask about this report",
            )
            .hint(format!("write {example}"))
            .hint_if(known),
        ),
        Some(_) => {}
    }
    let id = |node: &Node| node.text().map(|text| text.string.clone());
    for (n, node) in list.iter().enumerate() {
        if id(node).is_some() && list[..n].iter().any(|other| id(other) == id(node)) {
            findings.push(
                Finding::warning(Rule::ContactTwice, node.span, "this contact stands in the list twice")
                    .hint("take one of them away"),
            );
        }
    }
    list.iter().filter_map(|node| person("contacts", node, people, findings)).collect()
}
