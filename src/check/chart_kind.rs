//! The kind of a chart: the one key that names it and what it shows. It never looks whether an indicator is
//! there.

use super::fields::Fields;
use crate::finding::{Finding, Findings, Rule, nearest};
use crate::load::node::{Node, TomlEntry};

/// The kind of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChartKind {
    /// Lines over time.
    Trend,
    /// A line over time with its control limits.
    Spc,
    /// Bars by area.
    Areas,
    /// A small trend for each area.
    Multiples,
    /// Bars side by side.
    Grouped,
    /// Bars end to end.
    Stacked,
}

/// What a kind of chart is called, and what it can have.
pub(super) struct KindOfChart {
    /// The key that names it.
    pub key: &'static str,
    pub kind: ChartKind,
    /// What it is, in messages.
    pub words: &'static str,
    /// The keys that have a meaning for it, beside those of every chart.
    pub keys: &'static [&'static str],
}

const fn kind(
    key: &'static str,
    kind: ChartKind,
    words: &'static str,
    keys: &'static [&'static str],
) -> KindOfChart {
    KindOfChart { key, kind, words, keys }
}

/// Every kind of chart.
pub(super) const KINDS: [KindOfChart; 6] = [
    kind("trend", ChartKind::Trend, "a trend", &["from", "comparator"]),
    kind("spc", ChartKind::Spc, "a control chart", &["from"]),
    kind("areas", ChartKind::Areas, "a chart of areas", &["group", "period", "comparator"]),
    kind("multiples", ChartKind::Multiples, "small multiples", &["from", "group"]),
    kind("grouped", ChartKind::Grouped, "bars by period", &["by", "from"]),
    kind("stacked", ChartKind::Stacked, "bars by period", &["by", "from"]),
];

/// Words of other programs for kinds of charts, with the key that is meant.
const OTHER_WORDS: [(&str, &str); 13] = [
    ("line", "trend"),
    ("lines", "trend"),
    ("time", "trend"),
    ("control", "spc"),
    ("xmr", "spc"),
    ("shewhart", "spc"),
    ("run", "spc"),
    ("column", "grouped"),
    ("columns", "grouped"),
    ("clustered", "grouped"),
    ("small multiples", "multiples"),
    ("map", "areas"),
    ("ranking", "areas"),
];

/// Keys that say in other programs what kind a chart is, and what it shows.
const KIND_KEYS: [&str; 3] = ["kind", "type", "chart"];
const INDICATOR_KEYS: [&str; 4] = ["indicators", "indicator", "values", "measure"];

/// Reads the key that says what a chart shows, with its kind; `what` is the chart's name in messages, and
/// `entry` its table. `None`, with a finding, where no key does, or two.
pub(super) fn read<'a>(
    fields: &mut Fields<'a>,
    what: &str,
    entry: &TomlEntry,
    findings: &mut Findings,
) -> Option<(&'a TomlEntry, ChartKind)> {
    let named: Vec<(&TomlEntry, ChartKind)> =
        KINDS.iter().filter_map(|own| Some((fields.entry(own.key)?, own.kind))).collect();
    match named.as_slice() {
        [one] => return Some(*one),
        [] => findings.push(nameless(fields, what, entry)),
        [_, second, ..] => findings.push(
            Finding::error(Rule::ChartKind, second.0.key_place, format!("{what} is of two kinds at once"))
                .hint(format!("keep one of {}", keys(0))),
        ),
    }
    None
}

/// The finding for a chart of no kind, with what its author seems to mean.
fn nameless(fields: &mut Fields<'_>, what: &str, entry: &TomlEntry) -> Finding {
    let kind = KIND_KEYS.iter().find_map(|key| fields.refused(key));
    let shown = INDICATOR_KEYS.iter().find_map(|key| fields.refused(key));
    let message = format!("{what} does not say what it shows");
    let Some(typed) = kind.or(shown) else {
        return Finding::error(Rule::ChartKind, entry.key_place, message)
            .hint(format!("add: trend = \"…\" with the name of an indicator; or {}", keys(1)));
    };
    let word = kind.and_then(|kind| kind.node.text()).map(|text| text.string.trim().to_lowercase());
    let key = word.as_deref().and_then(kind_meant);
    let ids: Vec<String> = shown.map(|shown| ids(&shown.node)).unwrap_or_default();
    let value = match ids.as_slice() {
        [] => "\"…\"".to_owned(),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let named: Vec<String> = kind.iter().chain(&shown).map(|entry| entry.key.clone()).collect();
    Finding::error(
        Rule::ChartKind,
        typed.key_place,
        format!("{message}: one key is its kind and names its indicators"),
    )
    .hint(format!("write {} = {value} in place of {}", key.unwrap_or("trend"), named.join(" and ")))
    .hint("the kinds are trend (lines over time), spc (with control limits), areas, multiples, grouped (bars side by side), stacked")
}

/// The keys of all kinds from one on: "trend, spc, areas".
fn keys(from: usize) -> String {
    KINDS.iter().skip(from).map(|own| own.key).collect::<Vec<_>>().join(", ")
}

/// The key of the kind that a word of another program means.
fn kind_meant(word: &str) -> Option<&'static str> {
    let other = OTHER_WORDS.iter().find(|(other, _)| *other == word).map(|(_, key)| *key);
    let known = KINDS.iter().map(|own| own.key);
    other.or_else(|| nearest(word.split_whitespace().next()?, known))
}

/// The names in a text or a list of texts, in quotes.
fn ids(node: &Node) -> Vec<String> {
    let texts = node.array().map_or_else(|| vec![node], |items| items.iter().collect());
    texts.iter().filter_map(|node| node.text()).map(|text| format!("\"{}\"", text.string)).collect()
}
