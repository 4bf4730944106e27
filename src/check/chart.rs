//! `[chart.x]`: which indicators a chart shows, how, and its words. It never looks at a value.

use std::collections::BTreeMap;

use super::area::{AreaGroups, unknown_group};
use super::chart_kind::{self, ChartKind, KINDS};
use super::fields::{Fields, wrong};
use super::indicator::Indicator;
use super::markup::{MarkupLine, line};
use super::period::read_period;
use super::plain_text::plain;
use super::source::refuse_source;
use super::typed_labels::refuse_number;
use super::{Measure, PlainText, key_advice};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean, list_or_command, sure_word};
use crate::load::node::{Node, TomlEntry, TypedText};
use crate::value::{Id, Period};

/// A chart of a paper.
#[derive(Debug, Clone)]
pub(crate) struct ChartSpec {
    /// The chart's name, which is also that of the file of its data.
    pub name: Id,
    pub kind: ChartKind,
    /// The ids of the chart's indicators, in order; at least one.
    pub indicators: Vec<PlainText>,
    /// The headline.
    pub title: MarkupLine,
    /// The measure in words; worked out where it is left out.
    pub subtitle: Option<MarkupLine>,
    /// The alternative text; worked out where it is left out.
    pub alt: Option<MarkupLine>,
    /// The words about where the data come from; the indicators' where it is left out.
    pub origin: Option<MarkupLine>,
    /// The first period that is shown.
    pub from: Option<Period>,
    /// The period that a chart of one period shows; the report's where it is left out.
    pub period: Option<Period>,
    pub group: Option<PlainText>,
    /// The ids of areas to compare with.
    pub comparators: Vec<String>,
    /// Whether bars stand by area rather than by period.
    pub by_area: bool,
    /// Whether the chart's data are printed at the back; `None` leaves it to the style.
    pub back: Option<bool>,
    /// Whether the chart may stand beside the paragraph that follows.
    pub beside: bool,
    /// The span of the declaration.
    pub span: Span,
}

/// The most categories of a chart, from the Analysis Function's guidance on charts.
const MOST_LINES: usize = 4;

/// The indicators and areas that charts, tables and dashboards may name.
#[derive(Clone, Copy)]
pub(super) struct KnownNames<'a> {
    pub indicators: &'a BTreeMap<String, Indicator>,
    pub areas: &'a AreaGroups,
}

/// Reads `[chart.x]`; `None` where it names no indicator that is defined.
pub(super) fn read(entry: &TomlEntry, known: KnownNames<'_>, findings: &mut Findings) -> Option<ChartSpec> {
    let what = format!("`[chart.{}]`", entry.key);
    if let Some(finding) = written_as_ranking(&entry.node, known) {
        findings.push(finding);
        return None;
    }
    let mut fields = Fields::of(&entry.node, what.clone(), findings);
    let named = chart_kind::read(&mut fields, &what, entry, findings);
    let title = fields
        .required("title", "\"Re-offending has settled below its target\"", findings)
        .inspect(|t| refuse_number(t, findings))
        .map(|t| line(t, findings))
        .unwrap_or_default();
    let mut words = |key| fields.text(key, findings).map(|t| line(t, findings));
    let (subtitle, alt, origin) = (words("subtitle"), words("alt"), words("origin"));
    refuse_source(&mut fields, findings);
    let from = fields.text("from", findings).and_then(|t| read_period(t, findings));
    let own_period = fields.text("period", findings).and_then(|t| read_period(t, findings));
    let group = fields.text("group", findings).map(plain);
    let comparator = fields.node("comparator");
    let by = fields.choice("by", &[("period", false), ("area", true)], findings);
    let back = fields.choice("data", &[("after", false), ("back", true)], findings);
    let beside = fields.boolean("beside", findings).unwrap_or(false);
    let entries = ["from", "comparator", "group", "by", "period"].map(|key| fields.entry(key));
    fields.finish(findings);
    let (from_entry, kind) = named?;
    let name = name(entry, findings);
    let indicators = indicators(from_entry.key.as_str(), &from_entry.node, known, findings);
    let mut sound = check_group(group.as_ref(), known.areas, findings);
    no_meaning(kind, by == Some(true), entries.into_iter().flatten(), findings);
    let comparators = comparators(comparator, known, findings);
    let one_only = matches!(kind, ChartKind::Areas | ChartKind::Multiples | ChartKind::Spc);
    let bars = matches!(kind, ChartKind::Grouped | ChartKind::Stacked);
    if indicators.is_empty() {
        return None;
    }
    if one_only && indicators.len() > 1 {
        findings.push(
            Finding::error(
                Rule::ChartLines,
                from_entry.node.span,
                format!("{what} shows one indicator, and {} are named", indicators.len()),
            )
            .hint("make a chart for each"),
        );
        sound = false;
    }
    let lines = indicators.len() + if kind == ChartKind::Trend { comparators.len() } else { 0 };
    if lines > MOST_LINES {
        findings.push(
            Finding::error(Rule::ChartLines, from_entry.node.span, format!("{what} would show {lines} lines or bars together, and {MOST_LINES} are the most that can be told apart"))
                .hint("make two charts of it, or show areas with multiples = \"…\""),
        );
    }
    if bars && by != Some(true) && indicators.len() < 2 {
        findings.push(
            Finding::error(
                Rule::ChartLines,
                from_entry.node.span,
                format!("{what} compares categories, and names one indicator"),
            )
            .hint("name two to four: grouped = [\"…\", \"…\"]; one alone is shown with trend or areas"),
        );
    }
    same_measure(&indicators, from_entry, known, findings);
    if !sound {
        return None;
    }
    Some(ChartSpec {
        name: name?,
        kind,
        indicators,
        title,
        subtitle,
        alt,
        origin,
        from,
        period: own_period,
        group,
        comparators,
        by_area: by == Some(true),
        back,
        beside,
        span: entry.key_place,
    })
}

/// Reads the name of a chart, from which the file of its data takes its name.
fn name(entry: &TomlEntry, findings: &mut Findings) -> Option<Id> {
    let name = Id::parse(&entry.key);
    if name.is_none() {
        let message = format!(
            "`{}` cannot be the name of a chart: its data are written to a file of that name",
            entry.key
        );
        let near = Id::near(&entry.key);
        let hint = if Id::is_of_system(&entry.key) {
            format!("Windows keeps that name for itself: write [chart.{near}]")
        } else {
            format!("use small letters, digits and _, and begin with a letter: [chart.{near}]")
        };
        findings.push(Finding::error(Rule::ChartName, entry.key_place, message).hint(hint));
    }
    name
}

/// Finds keys that have no meaning for a chart of this kind.
fn no_meaning<'e>(
    kind: ChartKind,
    by_area: bool,
    entries: impl Iterator<Item = &'e TomlEntry>,
    findings: &mut Findings,
) {
    let bars = matches!(kind, ChartKind::Grouped | ChartKind::Stacked);
    let (what, known): (&str, &[&str]) = match KINDS.iter().find(|own| own.kind == kind) {
        _ if bars && by_area => ("bars by area", &["by", "group", "period"]),
        Some(own) => (own.words, own.keys),
        None => return,
    };
    for entry in entries.filter(|e| !known.contains(&e.key.as_str())) {
        let message = format!("`{}` has no meaning in {what}", entry.key);
        let hint = format!("take it away; of its kind the chart can have: {}", known.join(", "));
        findings.push(Finding::error(Rule::ChartKey, entry.key_place, message).hint(hint));
    }
}

/// Finds indicators of a chart that have another unit than its first: a chart has one axis.
fn same_measure(ids: &[PlainText], entry: &TomlEntry, known: KnownNames<'_>, findings: &mut Findings) {
    let unit = |id: &PlainText| {
        known
            .indicators
            .get(&id.text)
            .map(|i| (i.measure, i.per, i.unit.as_ref().map(|u| u.text.trim().to_owned())))
    };
    let Some(first) = ids.first().and_then(unit) else { return };
    for id in &ids[1..] {
        if unit(id).is_some_and(|other| {
            other.0 != first.0 || other.0 == Measure::Rate && other.1 != first.1 || other.2 != first.2
        }) {
            findings.push(
                Finding::error(
                    Rule::ChartUnits,
                    id.span,
                    format!("`{}` has another unit than `{}`", id.text, ids[0].text),
                )
                .hint(format!("a chart has one axis: make a chart for each unit that `{}` names", entry.key)),
            );
        }
    }
}

/// Reads the ids of one indicator or of a list of them.
pub(super) fn indicators(
    key: &str,
    node: &Node,
    known: KnownNames<'_>,
    findings: &mut Findings,
) -> Vec<PlainText> {
    let nodes: Vec<&Node> = match node.array() {
        Some(nodes) => nodes.iter().collect(),
        None => vec![node],
    };
    if nodes.is_empty() {
        findings.push(
            Finding::error(Rule::Blank, node.span, format!("`{key}` names no indicator"))
                .hint(format!("write {key} = [\"…\"] with the names of indicators, or take it away")),
        );
    }
    let mut found: Vec<PlainText> = Vec::new();
    let is_list = node.array().is_some();
    for node in nodes {
        let Some(text) = node.text() else {
            findings.push(wrong(key, node, "the name of an indicator, in quotes"));
            continue;
        };
        if !known.indicators.contains_key(&text.string) {
            let finding = unknown(text, known);
            let is_known = |id: &str| known.indicators.contains_key(id);
            let parted = key_advice::part_ids(key, node, is_list, is_known, finding.clone());
            findings.push(parted.unwrap_or(finding));
        } else if found.iter().any(|f| f.text == text.string) {
            findings.push(
                Finding::error(
                    Rule::IndicatorRepeated,
                    text.span(),
                    format!("`{}` is named twice", text.string),
                )
                .hint("take one of them away"),
            );
        } else {
            found.push(plain(text));
        }
    }
    found
}

/// The finding for a chart that names its indicator and the group of its areas as a ranking does.
fn written_as_ranking(node: &Node, known: KnownNames<'_>) -> Option<Finding> {
    let table = node.table()?;
    let (indicator, areas) = (table.entry("indicator")?, table.get("areas")?.text()?);
    let (id, group) = (&indicator.node.text()?.string, &areas.string);
    known.areas.group(group)?;
    let message = "a chart of areas names the indicator in `areas`, and the group of areas in `group`";
    Some(
        Finding::error(Rule::UnknownKey, indicator.key_place, message).hint(format!(
            "write areas = \"{id}\" and group = \"{group}\" in place of `indicator` and `areas`"
        )),
    )
}

/// The finding for an indicator that nobody defines.
pub(super) fn unknown(text: &TypedText, known: KnownNames<'_>) -> Finding {
    let ids: Vec<&str> = known.indicators.keys().map(String::as_str).collect();
    let list = if ids.is_empty() {
        "there are no indicators yet: make indicators/<name>.toml".to_owned()
    } else {
        list_or_command(&ids, "indicators")
    };
    Finding::error(Rule::UnknownIndicator, text.span(), format!("no data file defines `{}`", text.string))
        .label("not in indicators/")
        .hint_if(did_you_mean(&text.string, ids.iter().copied()))
        .correct(sure_word(&text.string, ids.iter().copied()).and_then(|id| text.rewrite(id)))
        .hint(list)
}

/// Whether a group of areas is declared; one that is not is a finding, and `None` counts as declared.
pub(super) fn check_group(group: Option<&PlainText>, areas: &AreaGroups, findings: &mut Findings) -> bool {
    let Some(group) = group.filter(|g| areas.group(&g.text).is_none()) else { return true };
    findings.push(unknown_group(group, areas));
    false
}

/// Reads the areas to compare with, from one id or name or a list of them, as ids.
pub(super) fn comparators(
    node: Option<&Node>,
    known: KnownNames<'_>,
    findings: &mut Findings,
) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    let nodes = node.array().map_or_else(|| vec![node], |nodes| nodes.iter().collect());
    let mut found = Vec::new();
    for node in nodes {
        let Some(text) = node.text() else {
            findings.push(wrong("comparator", node, "the name of an area, in quotes"));
            continue;
        };
        match known.areas.find(&text.string) {
            Some(Some(area)) => found.push(area.to_owned()),
            Some(None) => findings.push(
                Finding::error(
                    Rule::UnknownArea,
                    text.span(),
                    format!("`{}` is the whole itself", text.string),
                )
                .hint("name an area to compare it with"),
            ),
            None => {
                let finding = known.areas.unknown(&text.string, text.span());
                findings.push(finding.correct(known.areas.correction(text)));
            }
        }
    }
    found
}
