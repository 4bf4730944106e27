//! `indicators/*.toml`: what each indicator measures, what is expected of it, and its values by
//! period and area. It never compares two of them.

mod cell_number;
mod columns;
mod expectation;
mod file;
mod series;
mod value;
mod wide_headings;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

pub(super) use expectation::check_rag;
pub(crate) use expectation::{IndicatorTargets, Survey, Threshold};
pub use series::Series;
pub use value::{Observation, Reading};

use super::PlainText;
use super::council::{Council, plain};
use super::fields::{Fields, wrong};
use super::rag::{Amount, amount};
use crate::finding::{Finding, Findings, Rule, Severity, Span};
use crate::load::Project;
use crate::load::node::{Node, TomlEntry, TomlValue};
use crate::value::{NumberForm, Period, Window, decimal};

/// What is measured over time.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub(crate) id: String,
    /// Its name in words.
    pub(crate) name: PlainText,
    /// A name for labels; the full one where it has none.
    pub(crate) short: PlainText,
    /// What kind of number it is.
    pub(crate) measure: Measure,
    /// The base of a rate; 100 for a percentage, 1 otherwise.
    pub(crate) per: Decimal,
    /// Places after the point that are printed; `None` keeps those of the data.
    pub(crate) decimals: Option<u32>,
    /// Printed after the number.
    pub(crate) unit: Option<PlainText>,
    /// What it belongs to.
    pub(crate) outcome: Option<PlainText>,
    /// What its figures without an area are for, where that is not the council's whole.
    pub(crate) whole: Option<PlainText>,
    /// Where the figures come from.
    pub(crate) source: Option<PlainText>,
    /// Which way is better.
    pub(crate) better: Option<BetterDirection>,
    /// How large a change still counts as none, where no test decides.
    pub(crate) tolerance: Option<Amount>,
    /// What it should be.
    pub(crate) targets: IndicatorTargets,
    /// A limit that has a name.
    pub(crate) threshold: Option<Threshold>,
    /// Printed as the status of an indicator that has no target.
    pub(crate) no_target: Option<PlainText>,
    /// Rules for its status, other than its board's.
    pub(crate) rag: Option<PlainText>,
    /// Why the newest value may be of an earlier period than a report's.
    pub(crate) late: Option<LateReason>,
    /// How it was asked, where it comes from a survey.
    pub(crate) survey: Option<Survey>,
    /// What stands in place of a value, and what it means: `*`, "fewer than five".
    pub(crate) marks: BTreeMap<String, String>,
    /// Its figures.
    pub series: Vec<Series>,
    /// Whether some of its figures could not be read: papers are not told that one is missing.
    pub(crate) unread: bool,
    /// Its declaration.
    pub(crate) span: Span,
}

/// What kind of number an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// How many.
    Count,
    /// How many per so many.
    Rate,
    /// Of a hundred.
    Percent,
    /// Pounds.
    Money,
    /// A score.
    Score,
}

impl Measure {
    /// In words: "a rate".
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

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BetterDirection {
    /// Less.
    Lower,
    /// More.
    Higher,
    /// Neither: it is watched, not judged.
    Neither,
}

/// Why the newest value may be of an earlier period than a report's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LateReason {
    /// Its figures come late.
    InArrears,
    /// None will come.
    Stopped,
}

impl Indicator {
    /// The target for a period.
    pub fn target_at(&self, period: Period) -> Option<Decimal> {
        let adds_up = matches!(self.measure, Measure::Count | Measure::Money);
        let short = |s: &&Series| matches!(s.window, Window::Month | Window::Quarter | Window::YearToDate);
        let own =
            self.series.iter().filter(short).any(|s| s.values.keys().any(|p| p.length() == period.length()));
        self.targets.at(period, !(adds_up && own))
    }

    /// How its numbers are printed, without the unit.
    pub fn form(&self) -> NumberForm {
        NumberForm {
            decimals: self.decimals,
            percent: self.measure == Measure::Percent,
            money: self.measure == Measure::Money,
        }
    }
}

/// Words that `{{ }}` uses itself, which no indicator may take.
const RESERVED: [&str; 26] = [
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

/// What the reading of an indicator needs to know of the rest.
pub(super) struct IndicatorContext<'a> {
    project: &'a Project,
    council: &'a Council,
}

/// Reads every indicator of every file. One with mistakes is there too, with stand-ins, so that a
/// paper that speaks of it is not told that it is missing.
pub(super) fn read(
    project: &Project,
    council: &Council,
    findings: &mut Findings,
) -> BTreeMap<String, Indicator> {
    let context = IndicatorContext { project, council };
    let mut indicators: BTreeMap<String, Indicator> = BTreeMap::new();
    for document in &project.indicators {
        let Some(table) = document.root.table() else { continue };
        for entry in &table.entries {
            if let Some((problem, hint)) = bad_id(&entry.key) {
                findings.push(Finding::error(Rule::IndicatorId, entry.key_place, problem).hint(hint));
            }
            let indicator = one(entry, &context, findings);
            if indicators.contains_key(&entry.key) {
                findings.push(
                    Finding::error(
                        Rule::IndicatorTwice,
                        entry.key_place,
                        format!("the indicator `{}` is defined twice", entry.key),
                    )
                    .hint("give one of them another name"),
                );
            }
            indicators.insert(entry.key.clone(), indicator);
        }
    }
    indicators
}

/// What is wrong with an id, and what to do.
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
        source: fields.text("source", findings).map(plain),
        better: None,
        tolerance: fields.node("tolerance").and_then(|n| amount("tolerance", n, findings)),
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
    for node in fields.list("series", findings) {
        let file = node.table().and_then(|t| t.get("file"));
        let lost = |file: &Node| !context.project.assets.contains_key(&file.span);
        indicator.unread |= file.is_some_and(lost);
        let read = series::read(node, &indicator, context, findings);
        for one in read {
            series::add(one, &mut indicator, findings);
        }
    }
    indicator.unread |= findings.count(Severity::Error) > before;
    fields.finish(findings);
    indicator
}

fn measure(indicator: &mut Indicator, fields: &mut Fields<'_>, findings: &mut Findings) {
    if fields.node("measure").is_none() {
        fields.missing("measure", "\"rate\" (or count, percent, money, score)", findings);
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
        (Measure::Rate, None) if per_entry.is_none() => fields.missing("per", "1000", findings),
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

/// A number without quotes.
fn number(key: &str, node: &Node, findings: &mut Findings) -> Option<Decimal> {
    let read = match &node.value {
        TomlValue::Integer(digits) | TomlValue::Float(digits) => digits.parse::<Decimal>().ok(),
        _ => None,
    };
    if read.is_none() {
        let mut finding = wrong(key, node, "a number, without quotes, commas or %");
        if let Some(number) = node.text().and_then(|t| decimal(&t.string)) {
            finding.hints = vec![format!("write {key} = {number}")];
        }
        findings.push(finding);
    }
    read
}

/// The finding for a key that is no period.
fn not_a_period(text: &str, span: Span) -> Finding {
    Finding::error(Rule::Period, span, format!("`{text}` is not a period"))
        .hint("write a quarter as \"2024/25 Q1\", a financial year as \"2024/25\", a year as \"2024\", a month as \"2024-06\"")
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
