//! `indicators/*.toml`: what each indicator measures, and its values by period. It never computes
//! with them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Plain;
use super::council::plain;
use super::fields::{Fields, wrong};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::load::Document;
use crate::load::node::{Entry, Node, Value};
use crate::value::Period;

/// What is measured over time.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// Its name in words.
    pub name: Plain,
    /// What kind of number it is.
    pub measure: Measure,
    /// Places after the point that are printed; `None` keeps those of the data.
    pub decimals: Option<u32>,
    /// Printed after the number.
    pub unit: Option<Plain>,
    /// Where the figures come from.
    pub source: Option<Plain>,
    /// Its figures.
    pub series: Vec<Series>,
}

/// What kind of number an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
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

/// Values of one window: all months, or all rolling years, never mixed.
#[derive(Debug, Clone)]
pub struct Series {
    /// Values by period, with their places.
    pub values: BTreeMap<Period, (Decimal, Place)>,
}

/// Words that `{{ }}` uses itself, which no indicator may take.
const RESERVED: [&str; 25] = [
    "period",
    "board",
    "next",
    "place",
    "ref",
    "name",
    "note",
    "filed",
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

/// Reads every indicator of every file. One with mistakes is there too, with stand-ins, so that a
/// paper that speaks of it is not told that it is missing.
pub(super) fn read(documents: &[Document], findings: &mut Findings) -> BTreeMap<String, Indicator> {
    let mut indicators: BTreeMap<String, Indicator> = BTreeMap::new();
    for document in documents {
        let Some(table) = document.root.table() else { continue };
        for entry in &table.entries {
            if let Some((problem, hint)) = bad_id(&entry.key) {
                findings.push(Finding::error("indicator-id", entry.key_place, problem).hint(hint));
            }
            let indicator = one(entry, findings);
            if indicators.contains_key(&entry.key) {
                findings.push(
                    Finding::error(
                        "indicator-twice",
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

fn one(entry: &Entry, findings: &mut Findings) -> Indicator {
    let mut fields = Fields::of(&entry.node, format!("the indicator `{}`", entry.key), findings);
    let name = fields.required("name", "\"Domestic crime and incidents\"", findings).map(plain);
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
    let measure = fields.choice("measure", &words, findings);
    let per = fields.integer("per", 1, 10_000_000, findings);
    if measure == Some(Measure::Rate) && per.is_none() {
        fields.missing("per", "1000", findings);
    }
    let decimals = fields.integer("decimals", 0, 10, findings).and_then(|n| u32::try_from(n).ok());
    let unit = fields.text("unit", findings).map(plain);
    let source = fields.text("source", findings).map(plain);
    fields.text("outcome", findings);
    fields.choice("better", &[("lower", ()), ("higher", ()), ("neither", ())], findings);
    fields.boolean("in_arrears", findings);
    fields.boolean("stopped", findings);
    let mut series = Vec::new();
    for node in fields.list("series", findings) {
        series.push(one_series(node, findings));
    }
    fields.finish(findings);
    let name = name.unwrap_or_else(|| Plain { text: entry.key.clone(), place: entry.key_place });
    let measure = measure.unwrap_or(Measure::Count);
    Indicator { id: entry.key.clone(), name, measure, decimals, unit, source, series }
}

fn one_series(node: &Node, findings: &mut Findings) -> Series {
    let mut fields = Fields::of(node, "`[[…series]]`", findings);
    let words = [
        "month",
        "quarter",
        "calendar_year",
        "financial_year",
        "academic_year",
        "year_to_date",
        "rolling_12_months",
        "snapshot",
    ];
    fields.choice("window", &words.map(|w| (w, ())), findings);
    fields.text("area", findings);
    let mut values = BTreeMap::new();
    for entry in fields.named("values", findings) {
        let Some(period) = Period::parse(&entry.key) else {
            findings.push(
                Finding::error("period", entry.key_place, format!("`{}` is not a period", entry.key))
                    .hint_if(did_you_mean(&entry.key, ["2024/25 Q1", "2024/25", "2024"]))
                    .hint("write a quarter as \"2024/25 Q1\", a financial year as \"2024/25\", a year as \"2024\""),
            );
            continue;
        };
        let number = match &entry.node.value {
            Value::Integer(digits) | Value::Float(digits) => digits.parse::<Decimal>().ok(),
            _ => None,
        };
        match number {
            Some(number) => {
                if values.insert(period, (number, entry.node.place)).is_some() {
                    findings.push(
                        Finding::error(
                            "period-twice",
                            entry.key_place,
                            format!("this series has {} twice", period.short()),
                        )
                        .hint("keep one of the two values"),
                    );
                }
            }
            None => {
                values.insert(period, (Decimal::ZERO, entry.node.place));
                findings.push(wrong(&entry.key, &entry.node, "a number, without quotes, commas or %"));
            }
        }
    }
    fields.finish(findings);
    Series { values }
}
