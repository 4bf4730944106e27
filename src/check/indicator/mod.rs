//! `indicators/*.toml`: what each indicator measures, what is expected of it, and its values by period and
//! area. It never compares two of them.
//!
//! Indicators are tables in any file of `indicators/`, with `[[id.series]]` and `[id.series.values]` by
//! period, or with `file` and `columns`. A value is a number, a mark that `marks` explains, or a table with
//! `n` and `d`.

mod cell_number;
mod columns;
mod count_fractions;
mod days_in_periods;
mod declared_series;
mod defined_twice;
mod excel_periods;
mod expectation;
mod file;
mod loose_keys;
mod misplaced_point;
mod missing_columns;
mod named_ends;
mod own_whole;
mod period_cell;
mod period_headings;
mod second_values;
mod series;
mod series_file;
mod series_period;
mod swapped_columns;
mod unknown_areas;
mod value;
mod value_slips;
mod wide_headings;
mod year_columns;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

pub(super) use expectation::check_rag;
pub(crate) use expectation::{IndicatorTargets, Survey, Threshold};
pub use series::Series;
pub use value::{Observation, Reading};

use super::PlainText;
use super::council::Council;
use super::fields::{Fields, wrong};
use super::plain_text::plain;
use super::rag::{Amount, amount};
use super::source::DataSources;
use crate::finding::{Finding, Findings, Rule, Severity, Span};
use crate::load::Project;
use crate::load::node::{Node, TomlEntry, TomlValue};
use crate::value::{NumberForm, Period, decimal};

/// An indicator: a measure with its values over time.
#[derive(Debug, Clone)]
pub struct Indicator {
    pub(crate) id: String,
    /// The name in words.
    pub(crate) name: PlainText,
    /// A short name for labels; the full one where the indicator has none.
    pub(crate) short: PlainText,
    pub(crate) measure: Measure,
    /// The base of a rate; 100 for a percentage, 1 otherwise.
    pub(crate) per: Decimal,
    /// The number of printed decimals; `None` keeps those of the data.
    pub(crate) decimals: Option<u32>,
    /// The unit, printed after the number.
    pub(crate) unit: Option<PlainText>,
    /// The outcome that the indicator belongs to.
    pub(crate) outcome: Option<PlainText>,
    /// The name of the whole that figures without an area are for, where it is not the council's.
    pub(crate) whole: Option<PlainText>,
    /// The source of the figures.
    pub(crate) origin: Option<PlainText>,
    pub(crate) better: Option<BetterDirection>,
    /// The largest change that still counts as none, where no test decides.
    pub(crate) tolerance: Option<Amount>,
    /// Whether control limits (SPC) say which changes count, before any test and tolerance.
    pub(crate) spc: bool,
    /// The periods with which the process changed, so that its control limits begin anew.
    pub(crate) steps: Vec<Period>,
    pub(crate) targets: IndicatorTargets,
    pub(crate) threshold: Option<Threshold>,
    /// The words printed as the status of an indicator without a target.
    pub(crate) no_target: Option<PlainText>,
    /// The name of rules for status, other than the board's.
    pub(crate) rag: Option<PlainText>,
    /// The reason why the newest value may be of an earlier period than a report's.
    pub(crate) late: Option<LateReason>,
    /// The sample, where the values come from a survey.
    pub(crate) survey: Option<Survey>,
    /// The marks that stand in place of a value, with their meanings: `*`, "fewer than five".
    pub(crate) marks: BTreeMap<String, String>,
    /// The values, in a series for each window and area.
    pub series: Vec<Series>,
    /// Whether some of the figures could not be read: papers then have no finding that one is missing.
    pub(crate) unread: bool,
    /// The span of the declaration.
    pub(crate) span: Span,
}

/// The kind of number that an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A number of events, people or things.
    Count,
    /// A number of events for so many people or things.
    Rate,
    /// A part of a hundred.
    Percent,
    /// An amount in pounds.
    Money,
    Score,
}

impl Measure {
    /// The measure in words: "a rate".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Count => "a count",
            Self::Rate => "a rate",
            Self::Percent => "a percentage",
            Self::Money => "an amount of money",
            Self::Score => "a score",
        }
    }
}

/// The direction in which an indicator gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BetterDirection {
    Lower,
    Higher,
    /// Neither direction is better: the indicator is watched, not judged.
    Neither,
}

/// The reason why an indicator's newest value may be of an earlier period than a report's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LateReason {
    /// The figures come late.
    InArrears,
    /// No more figures will come.
    Stopped,
}

impl Indicator {
    /// The target for a period; `None` where the indicator has none for it.
    pub fn target_at(&self, period: Period) -> Option<Decimal> {
        let adds_up = matches!(self.measure, Measure::Count | Measure::Money);
        let short = |s: &&Series| s.window.is_part_of_year();
        let own =
            self.series.iter().filter(short).any(|s| s.values.keys().any(|p| p.length() == period.length()));
        self.targets.at(period, !(adds_up && own))
    }

    /// The form in which the indicator's numbers are printed, without the unit.
    pub fn form(&self) -> NumberForm {
        NumberForm {
            decimals: self.decimals,
            percent: self.measure == Measure::Percent,
            money: self.measure == Measure::Money,
        }
    }
}

/// Words that `{{ }}` uses itself, which no indicator may take.
const RESERVED: [&str; 27] = [
    "source",
    "period",
    "board",
    "next",
    "place",
    "ref",
    "name",
    "note",
    "filed",
    "fill_in",
    "unnumbered",
    "true",
    "false",
    "none",
    "not",
    "and",
    "or",
    "in",
    "is",
    "if",
    "else",
    "for",
    "range",
    "dict",
    "namespace",
    "debug",
    "loop",
];

/// The rest of the project that the reading of an indicator needs.
pub(super) struct IndicatorContext<'a> {
    project: &'a Project,
    council: &'a Council,
    sources: &'a DataSources<'a>,
}

/// Reads the indicators of all files by id. One with mistakes is there too, with stand-ins, so that a paper
/// that uses it has no finding that it is missing.
pub(super) fn read(
    project: &Project,
    council: &Council,
    sources: &DataSources<'_>,
    findings: &mut Findings,
) -> BTreeMap<String, Indicator> {
    let context = IndicatorContext { project, council, sources };
    let mut indicators: BTreeMap<String, Indicator> = BTreeMap::new();
    let mut twice = Vec::new();
    for document in &project.indicators {
        let Some(table) = document.root.table() else { continue };
        for entry in loose_keys::indicators(table, findings) {
            if let Some((problem, hint)) = bad_id(&entry.key) {
                findings.push(Finding::error(Rule::IndicatorId, entry.key_place, problem).hint(hint));
            }
            let indicator = one(entry, &context, findings);
            if let Some(first) = indicators.get(&entry.key) {
                twice.push((first.span, entry));
            }
            indicators.insert(entry.key.clone(), indicator);
        }
    }
    defined_twice::say(&twice, findings);
    indicators
}

/// Checks an id; gives the message and the hint for one that is not well formed, or that is reserved.
fn bad_id(id: &str) -> Option<(String, &'static str)> {
    if RESERVED.contains(&id) {
        let problem = format!("`{id}` has a meaning of its own in papers, and cannot name an indicator");
        return Some((problem, "give it another name, of two words perhaps, as in period_of_stay"));
    }
    let sound = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let hint = "name it in small letters, digits and _, as in domestic_crime";
    (!sound).then(|| (format!("`{id}` is not a name that papers can use in {{{{ }}}}"), hint))
}

fn one(entry: &TomlEntry, context: &IndicatorContext<'_>, findings: &mut Findings) -> Indicator {
    let mut fields = Fields::of(&entry.node, format!("the indicator `{}`", entry.key), findings);
    let name = fields.required("name", "\"Domestic crime and incidents\"", findings).map(plain);
    let name = name.unwrap_or_else(|| PlainText { text: entry.key.clone(), span: entry.key_place });
    let mut indicator = Indicator {
        id: entry.key.clone(),
        short: fields.text("short", findings).map_or_else(|| name.clone(), plain),
        name,
        measure: Measure::Count,
        per: Decimal::ONE,
        decimals: None,
        unit: fields.text("unit", findings).map(plain),
        outcome: fields.text("outcome", findings).map(plain),
        whole: fields.text("whole", findings).map(plain),
        origin: fields.text("origin", findings).map(plain),
        better: None,
        tolerance: fields.node("tolerance").and_then(|n| amount("tolerance", n, findings)),
        spc: fields.choice("stable", &[("spc", true)], findings).unwrap_or(false),
        steps: expectation::steps(&mut fields, findings),
        targets: IndicatorTargets::default(),
        threshold: None,
        no_target: fields.text("no_target", findings).map(plain),
        rag: fields.text("rag", findings).map(plain),
        late: None,
        survey: None,
        marks: BTreeMap::new(),
        series: Vec::new(),
        unread: false,
        span: entry.key_place,
    };
    measure(&mut indicator, &mut fields, findings);
    expectation::read(&mut indicator, &mut fields, context, findings);
    late(&mut indicator, &mut fields, findings);
    indicator.survey = fields.node("survey").and_then(|n| expectation::survey(n, findings));
    for mark in fields.named("marks", findings) {
        match mark.node.text() {
            Some(reason) => drop(indicator.marks.insert(mark.key.clone(), reason.string.trim().to_owned())),
            None => findings.push(wrong(&mark.key, &mark.node, "text in quotes")),
        }
    }
    let before = findings.count(Severity::Error);
    let shared = fields.text("source", findings);
    let series_list = fields.list("series", findings);
    let own = |node: &Node| {
        node.table().is_some_and(|t| ["file", "values", "source"].iter().any(|key| t.get(key).is_some()))
    };
    if let Some(name) = shared.filter(|_| series_list.iter().all(own)) {
        // Nothing reads it: most often it is text that is to be printed.
        context.sources.columns(name, findings);
    }
    for node in series_list {
        let file = node.table().and_then(|t| t.get("file").or(t.get("source")));
        let lost = |file: &Node| !context.project.assets.contains_key(&file.span);
        indicator.unread |= file.is_some_and(lost);
        for one in declared_series::read(node, &indicator, shared, context, findings) {
            misplaced_point::say(&one, findings);
            series::add(one, &mut indicator, findings);
        }
    }
    indicator.unread |= findings.count(Severity::Error) > before || loose_keys::has_loose_values(&entry.node);
    fields.finish(findings);
    count_fractions::find(&indicator, findings);
    indicator
}

fn measure(indicator: &mut Indicator, fields: &mut Fields<'_>, findings: &mut Findings) {
    if fields.node("measure").is_none() {
        fields.missing("measure", "\"count\" or \"rate\" or \"percent\" or \"money\" or \"score\"", findings);
    }
    let words = [
        ("count", Measure::Count),
        ("rate", Measure::Rate),
        ("percent", Measure::Percent),
        ("money", Measure::Money),
        ("score", Measure::Score),
    ];
    indicator.measure = fields.choice("measure", &words, findings).unwrap_or(Measure::Count);
    let per_entry = fields.entry("per");
    let per = fields.integer("per", 1, 10_000_000, findings);
    match (indicator.measure, per) {
        (Measure::Rate, None) if per_entry.is_none() => {
            fields.missing("per", "1000, or the number that the rate is for", findings)
        }
        (Measure::Rate, per) => indicator.per = Decimal::from(per.unwrap_or(1)),
        (other, Some(_)) => {
            let span = per_entry.map_or(indicator.span, |e| e.key_place);
            findings.push(
                Finding::error(Rule::WrongValue, span, "`per` is the base of a rate, and this is none")
                    .hint("take it away, or write measure = \"rate\""),
            );
            if other == Measure::Percent {
                indicator.per = Decimal::ONE_HUNDRED;
            }
        }
        (Measure::Percent, None) => indicator.per = Decimal::ONE_HUNDRED,
        _ => {}
    }
    indicator.decimals = fields.integer("decimals", 0, 10, findings).and_then(|n| u32::try_from(n).ok());
    let words = [
        ("lower", BetterDirection::Lower),
        ("higher", BetterDirection::Higher),
        ("neither", BetterDirection::Neither),
    ];
    indicator.better = fields.choice("better", &words, findings);
}

fn late(indicator: &mut Indicator, fields: &mut Fields<'_>, findings: &mut Findings) {
    let arrears = fields.boolean("in_arrears", findings).unwrap_or(false);
    let stopped = fields.boolean("stopped", findings).unwrap_or(false);
    indicator.late = match (arrears, stopped) {
        (_, true) => Some(LateReason::Stopped),
        (true, false) => Some(LateReason::InArrears),
        _ => None,
    };
    if arrears && stopped {
        let message = format!("`{}` is both in arrears and stopped", indicator.id);
        findings.push(
            Finding::error(Rule::WrongValue, indicator.span, message)
                .hint("keep in_arrears = true where more figures will come, stopped = true where none will"),
        );
    }
}

/// Reads a number without quotes; any other value is a finding.
fn number(key: &str, node: &Node, findings: &mut Findings) -> Option<Decimal> {
    let read = match &node.value {
        TomlValue::Integer(digits) | TomlValue::Float(digits) => digits.parse::<Decimal>().ok(),
        _ => None,
    };
    if read.is_none() {
        let mut finding = wrong(key, node, "a number, without quotes, commas or %");
        if let Some(number) = node.text().and_then(|t| decimal(&t.string)) {
            finding.hints = vec![format!("write {key} = {number}")];
            finding = finding.correct(node.text().and_then(|text| value::bare_number(text, node.span)));
        }
        findings.push(finding);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_that_expressions_can_have() {
        for good in ["crime", "crime_2", "a"] {
            assert_eq!(bad_id(good), None, "{good}");
        }
        for bad in ["", "Crime", "2crime", "_crime", "crime-2", "crime x", "crimé", "period", "in"] {
            assert!(bad_id(bad).is_some(), "{bad}");
        }
    }
}
