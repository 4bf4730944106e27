//! The finding for a name that nothing in a paper has, with the one that may be meant. It knows no paper.

use crate::finding::{Finding, Rule, Span, did_you_mean, some_in_words};
use crate::load::node::Node;

/// The most names that a hint lists.
const MOST_NAMED: usize = 12;

/// The finding for a name that is none of `known`; `hint` says how to declare one.
pub(super) fn unknown<'a>(
    rule: Rule,
    span: Span,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    hint: &str,
) -> Finding {
    let known: Vec<&str> = known.collect();
    let meant = did_you_mean(name, known.iter().copied()).or_else(|| {
        let mut alike = known.iter().filter(|known| share_a_word(name, known));
        let only = alike.next().filter(|_| alike.next().is_none());
        only.map(|known| format!("did you mean `{known}`?"))
    });
    let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let list = (!list.is_empty()).then(|| format!("there are: {}", some_in_words(&list, MOST_NAMED)));
    Finding::error(rule, span, message).hint_if(meant).hint_if(list).hint(hint)
}

/// The words of labels that are printed, with the tables of a report whose names are meant by them.
const LABELS: [(&str, &[&str]); 5] = [
    ("appendix", &["appendix"]),
    ("chart", &["chart"]),
    ("fig", &["chart", "image"]),
    ("figure", &["chart", "image"]),
    ("table", &["table", "dashboard"]),
];

/// The finding for a reference to a name that nothing in a report has; `known` are those that there are.
pub(super) fn unknown_reference(name: &str, span: Span, known: &[&str], root: &Node) -> Finding {
    let message = format!("nothing in this paper is named `{name}`");
    let how = "name a section with name = \"…\", or a paragraph with {{ name(\"…\") }} at its start";
    let small = name.to_lowercase();
    let label = LABELS.iter().find(|(label, _)| {
        small.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['.', ' ', '_']);
            !rest.is_empty() && rest.len() < 4 && rest.len() < small.len() - label.len()
        })
    });
    let Some((label, kinds)) = label else {
        return unknown(Rule::UnknownReference, span, message, name, known.iter().copied(), how);
    };
    let names = kinds.iter().filter_map(|kind| root.table()?.get(kind)).flat_map(|node| match node.array() {
        Some(parts) => {
            let names = parts.iter().filter_map(|part| part.table()?.get("name")?.text());
            names.map(|text| text.string.as_str()).collect::<Vec<_>>()
        }
        None => node.table().into_iter().flat_map(|t| &t.entries).map(|entry| entry.key.as_str()).collect(),
    });
    let names: Vec<String> = names.map(|name| format!("{{{{ ref(\"{name}\") }}}}")).collect();
    let hint = match names.as_slice() {
        [] => format!(
            "this paper has no {label} with a name: a table, chart or image has it in its brackets, as [chart.NAME], and an appendix in name = \"…\""
        ),
        [one] => format!("the numbers that are printed may change: write {one}, by its name"),
        _ => format!(
            "the numbers that are printed may change: write the name of the one that is meant, {}",
            some_in_words(&names, MOST_NAMED)
        ),
    };
    Finding::error(Rule::UnknownReference, span, message).hint(hint)
}

/// Whether two names have a word of four letters or more in common: "rates" and "burglary_rates".
fn share_a_word(name: &str, other: &str) -> bool {
    name.split('_').any(|word| word.len() > 3 && other.split('_').any(|known| known == word))
}
