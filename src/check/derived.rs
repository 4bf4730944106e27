//! Tables that follow from indicators: `[table.x]` with `series` or `ranking`, and `[dashboard.x]`. It never
//! looks at a value.

use super::chart::{KnownNames, check_group, comparators, indicators, unknown};
use super::fields::Fields;
use super::markup::{MarkupLine, line};
use super::period::read_period;
use super::plain_text::plain;
use super::source::refuse_source;
use super::typed_labels::refuse_number;
use super::{Measure, PlainText};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlEntry, toml_text};
use crate::value::Period;

/// A table that follows from indicators.
#[derive(Debug, Clone)]
pub(crate) struct DerivedTable {
    pub kind: DerivedKind,
    pub caption: MarkupLine,
    /// The words about where the data come from; the indicators' where it is left out.
    pub origin: Option<MarkupLine>,
    /// Whether the table may stand beside the paragraph that follows.
    pub beside: bool,
    /// `Some(true)` asks for a landscape page, `Some(false)` forbids it.
    pub landscape: Option<bool>,
    /// The span of the declaration.
    pub span: Span,
}

/// The kind of a derived table.
#[derive(Debug, Clone)]
pub(crate) enum DerivedKind {
    /// The values of indicators by period.
    Series {
        /// The ids of the indicators, each a column.
        indicators: Vec<PlainText>,
        /// The heading of the only column; the indicator's name where it is left out.
        heading: Option<MarkupLine>,
        /// The first period.
        from: Option<Period>,
    },
    /// Areas in the order of their values.
    Ranking {
        indicator: PlainText,
        /// The group of areas; the only one where it is left out.
        group: Option<PlainText>,
        /// The number of areas, the highest or the lowest; all where `None`.
        count: Option<usize>,
        /// Whether the lowest come first.
        lowest: bool,
        /// Whether the average stands first; `None` leaves it out.
        average: Option<bool>,
        /// The words for the average.
        average_name: Option<MarkupLine>,
        /// The period; the report's where it is left out.
        period: Option<Period>,
    },
    /// Indicators with value, trend, direction and status.
    Dashboard {
        /// The ids; the board's where the list is empty.
        indicators: Vec<PlainText>,
        /// Whether the indicators stand by outcome.
        by_outcome: bool,
        /// The ids of areas to compare with.
        comparators: Vec<String>,
    },
}

/// Whether `[table.x]` follows from indicators.
pub(super) fn is_derived(entry: &TomlEntry) -> bool {
    entry.node.table().is_some_and(|t| t.get("series").is_some() || t.get("ranking").is_some())
}

/// The keys that all derived tables have.
struct CommonKeys {
    caption: MarkupLine,
    origin: Option<MarkupLine>,
    beside: bool,
    landscape: Option<bool>,
}

fn common(fields: &mut Fields<'_>, example: &str, findings: &mut Findings) -> CommonKeys {
    refuse_source(fields, findings);
    CommonKeys {
        caption: fields
            .required("caption", example, findings)
            .inspect(|t| refuse_number(t, findings))
            .map(|t| line(t, findings))
            .unwrap_or_default(),
        origin: fields.text("origin", findings).map(|t| line(t, findings)),
        beside: fields.boolean("beside", findings).unwrap_or(false),
        landscape: fields.boolean("landscape", findings),
    }
}

/// Reads `[table.x]` with `series` or `ranking`; `None` where it names no indicator that is defined.
pub(super) fn table(
    entry: &TomlEntry,
    known: KnownNames<'_>,
    findings: &mut Findings,
) -> Option<DerivedTable> {
    let mut fields = Fields::of(&entry.node, format!("`[table.{}]` of an indicator", entry.key), findings);
    let CommonKeys { caption, origin, beside, landscape } =
        common(&mut fields, "\"First-time entrants\"", findings);
    let (series, rank) = (fields.node("series"), fields.node("ranking"));
    let heading_entry = fields.entry("heading");
    let heading = fields.text("heading", findings).map(|t| line(t, findings));
    let from_entry = fields.entry("from");
    let from = fields.text("from", findings).and_then(|t| read_period(t, findings));
    if let (Some(_), None) = (rank, series) {
        for own in [heading_entry, from_entry].into_iter().flatten() {
            let message = format!("`{}` has no meaning in a table of areas", own.key);
            findings.push(
                Finding::error(Rule::TableKey, own.key_place, message)
                    .hint("take it away; what such a table can have stands between the braces of `ranking`"),
            );
        }
    }
    if let (Some(own), Some(several)) = (heading_entry, series.and_then(Node::array))
        && several.len() > 1
    {
        findings.push(
            Finding::error(
                Rule::TableKey,
                own.key_place,
                "`heading` is for a table of one indicator, and this has several",
            )
            .hint("take it away: each column has the short name of its indicator"),
        );
    }
    fields.finish(findings);
    let kind = match (series, rank) {
        (Some(node), None) => {
            let indicators = indicators("series", node, known, findings);
            if indicators.is_empty() {
                return None;
            }
            DerivedKind::Series { indicators, heading, from }
        }
        (None, Some(node)) => ranking(node, known, findings)?,
        _ => {
            findings.push(
                Finding::error(
                    Rule::TableRows,
                    entry.key_place,
                    format!("`[table.{}]` has both a series and a ranking", entry.key),
                )
                .hint("make two tables of it"),
            );
            return None;
        }
    };
    Some(DerivedTable { kind, caption, origin, beside, landscape, span: entry.key_place })
}

fn ranking(node: &Node, known: KnownNames<'_>, findings: &mut Findings) -> Option<DerivedKind> {
    if let Some(text) = node.text() {
        let groups: Vec<String> = known.areas.groups.iter().map(|group| toml_text(&group.id)).collect();
        let areas = match groups.as_slice() {
            [first, _, ..] => (
                format!(", areas = {first}"),
                format!(", with the group that is meant: {}", groups.join(", ")),
            ),
            _ => (String::new(), String::new()),
        };
        findings.push(super::fields::wrong("ranking", node, "a table of keys").hint_only(format!(
            "write ranking = {{ indicator = {}{} }}{}",
            toml_text(&text.string),
            areas.0,
            areas.1
        )));
        return None;
    }
    let mut fields = Fields::of(node, "`ranking`", findings);
    let indicator = fields.required("indicator", "\"all_crime\"", findings);
    let group = fields.text("areas", findings).map(plain);
    let (top_entry, bottom_entry) = (fields.entry("top"), fields.entry("bottom"));
    let mut count = |key| fields.integer(key, 1, 1000, findings).and_then(|n| usize::try_from(n).ok());
    let (top, bottom) = (count("top"), count("bottom"));
    let (shown, name_entry) = (fields.entry("average"), fields.entry("average_name"));
    let average = fields.choice("average", &[("first", true), ("last", false)], findings);
    let average_name = fields.text("average_name", findings).map(|t| line(t, findings));
    let own_period = fields.text("period", findings).and_then(|t| read_period(t, findings));
    fields.finish(findings);
    if let (Some(_), Some(both)) = (top_entry, bottom_entry) {
        findings.push(
            Finding::error(Rule::Ranking, both.key_place, "a ranking has both `top` and `bottom`")
                .hint("keep one of them, or make two tables"),
        );
    }
    if let (None, Some(name)) = (shown, name_entry) {
        findings.push(
            Finding::error(
                Rule::Ranking,
                name.key_place,
                "a ranking names its average, and does not show one",
            )
            .hint("add: average = \"first\" (or \"last\")"),
        );
    }
    let grouped = check_group(group.as_ref(), known.areas, findings);
    let indicator = indicator?;
    if !known.indicators.contains_key(&indicator.string) {
        findings.push(unknown(indicator, known));
        return None;
    }
    let sum = known
        .indicators
        .get(&indicator.string)
        .is_some_and(|i| matches!(i.measure, Measure::Count | Measure::Money));
    if let (true, Some(entry), None) = (sum, shown, name_entry) {
        let message =
            format!("the whole of `{}` is the sum of its areas, and not their average", indicator.string);
        findings.push(
            Finding::error(Rule::Ranking, entry.key_place, message)
                .hint("say what it is called: average_name = \"All districts\"; or take `average` away"),
        );
    }
    if !grouped {
        return None;
    }
    Some(DerivedKind::Ranking {
        indicator: plain(indicator),
        group,
        count: top.or(bottom),
        lowest: bottom_entry.is_some(),
        average,
        average_name,
        period: own_period,
    })
}

/// Reads `[dashboard.x]`.
pub(super) fn dashboard(entry: &TomlEntry, known: KnownNames<'_>, findings: &mut Findings) -> DerivedTable {
    let mut fields = Fields::of(&entry.node, format!("`[dashboard.{}]`", entry.key), findings);
    let CommonKeys { caption, origin, beside, landscape } =
        common(&mut fields, "\"Performance dashboard\"", findings);
    let ids = match fields.node("indicators") {
        Some(node) => indicators("indicators", node, known, findings),
        None => Vec::new(),
    };
    let by = fields.choice("by", &[("outcome", true), ("none", false)], findings);
    let compare = fields.node("comparator");
    let comparators = comparators(compare, known, findings);
    fields.finish(findings);
    if comparators.len() > 1 {
        let span = compare.map_or(entry.key_place, |n| n.span);
        findings.push(
            Finding::error(Rule::Dashboard, span, "a dashboard has room for one area to compare with")
                .hint("name one: comparator = \"england\""),
        );
    }
    let kind = DerivedKind::Dashboard { indicators: ids, by_outcome: by.unwrap_or(true), comparators };
    DerivedTable { kind, caption, origin, beside, landscape, span: entry.key_place }
}
