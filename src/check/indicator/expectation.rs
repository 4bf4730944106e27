//! Expectations of an indicator, and how sure its values are: targets by period, a threshold, the rules for
//! its status, the size of a survey. It never judges a value.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{BetterDirection, Indicator, IndicatorContext, number};
use crate::check::PlainText;
use crate::check::council::Council;
use crate::check::fields::{Fields, wrong};
use crate::check::period::{self, SPELLINGS, read_period};
use crate::check::plain_text::plain;
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};
use crate::load::node::Node;
use crate::value::{Period, WINDOWS, Window};

/// The targets of an indicator.
#[derive(Debug, Clone, Default)]
pub(crate) struct IndicatorTargets {
    /// The target of every period that has none of its own.
    pub every: Option<Decimal>,
    /// The targets of single periods; a year's may hold for each part of it.
    pub by_period: BTreeMap<Period, Decimal>,
}

/// A limit with a name, which an indicator's values are compared with.
#[derive(Debug, Clone)]
pub(crate) struct Threshold {
    pub value: Decimal,
    pub name: PlainText,
}

/// The sample behind the values of a survey.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Survey {
    /// The number of people who answered, where a value does not say.
    pub n: Decimal,
    /// The survey's design effect, which widens the interval.
    pub design_effect: Decimal,
}

impl IndicatorTargets {
    /// Whether the indicator has no target.
    pub(crate) fn is_empty(&self) -> bool {
        self.every.is_none() && self.by_period.is_empty()
    }

    /// The target for a period: its own, that of the financial or calendar year that it is a part of, or the
    /// general one. "2022/23" is also the target of an academic year. `parts` says whether a year's target
    /// holds for its parts: for counts it does not, since they add up to a year, and a quarter is not to
    /// reach the whole.
    pub(crate) fn at(&self, period: Period, parts: bool) -> Option<Decimal> {
        let get = |period| self.by_period.get(&period).copied();
        let year = || match period {
            Period::Academic(year) => get(Period::Financial(year)),
            Period::Day(_)
            | Period::Week(_)
            | Period::Month { .. }
            | Period::Quarter { .. }
            | Period::CalendarQuarter { .. }
            | Period::ThreeMonths { .. }
                if !parts =>
            {
                None
            }
            // Some of these lie in two years, of which neither target is theirs.
            Period::Day(_) | Period::Week(_) | Period::ThreeMonths { .. } => {
                let years = [Period::Financial(period.financial_year()), Period::Calendar(period.end().0)];
                years.into_iter().filter(|year| period.lies_in(*year)).find_map(get)
            }
            Period::CalendarQuarter { year, .. } => {
                let calendar = get(Period::Calendar(year));
                calendar.or_else(|| get(Period::Financial(period.financial_year())))
            }
            Period::Month { .. } | Period::Quarter { .. } => {
                let financial = get(Period::Financial(period.financial_year()));
                financial.or_else(|| get(Period::Calendar(period.end().0)))
            }
            Period::Financial(_)
            | Period::Calendar(_)
            | Period::CalendarYears { .. }
            | Period::FinancialYears { .. } => None,
        };
        get(period).or_else(year).or(self.every)
    }
}

/// Reads what is expected of an indicator: targets, thresholds and the rule for its status.
pub(super) fn read(
    indicator: &mut Indicator,
    fields: &mut Fields<'_>,
    context: &IndicatorContext<'_>,
    findings: &mut Findings,
) {
    let target = fields.entry("target");
    if let Some(entry) = target {
        indicator.targets.every = number("target", &entry.node, findings);
    }
    let by_period = fields.entry("targets");
    let windows = windows(fields);
    for entry in fields.named("targets", findings) {
        let periods = target_periods(&entry.key, &windows);
        if periods.is_empty() {
            findings.push(not_a_period(&entry.key, entry.key_place));
        }
        if let Some(target) = number(&entry.key, &entry.node, findings) {
            indicator.targets.by_period.extend(periods.into_iter().map(|period| (period, target)));
        }
    }
    if let Some(entry) = target.or(by_period)
        && !matches!(indicator.better, Some(BetterDirection::Lower | BetterDirection::Higher))
    {
        let (says, hint) = match indicator.better {
            Some(_) => (
                "says that neither way is better",
                "write better = \"lower\" (or \"higher\"), or take the target away; a threshold needs neither",
            ),
            None => {
                ("does not say whether lower or higher is better", "add: better = \"lower\" (or \"higher\")")
            }
        };
        let message = format!("`{}` has a target, and {says}", indicator.id);
        findings.push(Finding::error(Rule::TargetPolarity, entry.key_place, message).hint(hint));
    }
    if let Some(node) = fields.node("threshold") {
        let mut inner = Fields::of(node, "`threshold`", findings);
        if inner.node("value").is_none() {
            inner.missing("value", "40, with the right number in its place", findings);
        }
        let value = inner.node("value").and_then(|n| number("value", n, findings));
        let name = inner.required("name", "\"SafeLives maximum\"", findings).map(plain);
        inner.finish(findings);
        indicator.threshold = value.zip(name).map(|(value, name)| Threshold { value, name });
    }
    if let Some(rag) = &indicator.rag {
        check_rag(rag, context.council, findings);
    }
}

/// The windows of an indicator's series, as far as they are known words.
fn windows(fields: &mut Fields<'_>) -> Vec<Window> {
    let series = fields.node("series").and_then(Node::array).unwrap_or_default();
    let words = series.iter().filter_map(|node| node.table()?.get("window")?.text());
    words.filter_map(|word| WINDOWS.iter().find(|(own, _)| *own == word.string).map(|(_, w)| *w)).collect()
}

/// The period of a target: by itself, or else as the series of its indicator have it, "2024 Q1" as a quarter of the
/// calendar year. A day is one in series of days alone. A text that names its period by the end alone, as "12 months
/// to June 2025", is of each that ends so.
fn target_periods(text: &str, windows: &[Window]) -> Vec<Period> {
    let alone = Period::parse(text);
    let alone = alone.filter(|p| !matches!(p, Period::Day(_)) || windows.contains(&Window::Day));
    if alone.is_some() {
        return alone.into_iter().collect();
    }
    let read = windows.iter().find_map(|window| Some((*window, window.read(text)?)));
    match read {
        Some((window, period @ Period::Month { year, month })) if window.is_named_by_end() => {
            let quarter = Period::quarter_of(year, month);
            let year = Period::Financial(period.financial_year());
            let same_end = [quarter, year, Period::Calendar(period.end().0)]
                .into_iter()
                .filter(|other| other.end() == period.end() && window.own(*other) == Some(*other));
            std::iter::once(period).chain(same_end).collect()
        }
        Some((_, period)) => vec![period],
        None => Vec::new(),
    }
}

/// Finds the name of rules for status that nobody declared.
pub(in crate::check) fn check_rag(rag: &PlainText, council: &Council, findings: &mut Findings) {
    if !council.rag.contains_key(&rag.text) {
        let known: Vec<&str> = council.rag.keys().map(String::as_str).collect();
        findings.push(
            Finding::error(Rule::UnknownRag, rag.span, format!("council.toml has no rules for status `{}`", rag.text))
                .hint_if(did_you_mean(&rag.text, known.iter().copied()).or_else(|| match known[..] {
                    [one] => Some(format!("write rag = \"{one}\", the only one that there is")),
                    _ => None,
                }))
                .hint_if((!known.is_empty()).then(|| format!("there are: {}", known.join(", "))))
                .hint(format!("declare them in council.toml: [[rag.{}]] with status = \"green\" and within = \"5%\", and so on", rag.text)),
        );
    }
}

/// Reads `survey`; `None` where it has a mistake, which is a finding.
pub(super) fn survey(node: &Node, findings: &mut Findings) -> Option<Survey> {
    let mut fields = Fields::of(node, "`survey`", findings);
    if fields.node("n").is_none() {
        fields.missing("n", "1600, with the number of people who answered in its place", findings);
    }
    let n = fields.node("n").and_then(|n| Some((n, number("n", n, findings)?)));
    if let Some((node, _)) = n.filter(|(_, n)| *n <= Decimal::ZERO) {
        findings.push(
            Finding::error(Rule::WrongValue, node.span, "`n` is how many answered, and is more than 0")
                .hint("write the number of answers, as in survey = { n = 1600 }"),
        );
    }
    let effect = fields.node("design_effect").map(|n| (n, number("design_effect", n, findings)));
    fields.finish(findings);
    let design_effect = match effect {
        Some((_, Some(effect))) if effect >= Decimal::ONE => effect,
        Some((node, Some(_))) => {
            findings.push(
                Finding::error(Rule::WrongValue, node.span, "a design effect is 1 or more")
                    .hint("write design_effect = 1.5, or leave it out for a simple random sample"),
            );
            Decimal::ONE
        }
        _ => Decimal::ONE,
    };
    Some(Survey { n: n.map(|(_, n)| n).filter(|n| *n > Decimal::ZERO)?, design_effect })
}

/// Reads the periods with which the process of an indicator changed.
pub(super) fn steps(fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<Period> {
    let mut steps = Vec::new();
    for node in fields.list("steps", findings) {
        match node.text() {
            Some(text) => steps.extend(read_period(text, findings)),
            None => findings.push(wrong("steps", node, "a period in quotes, as \"2023/24 Q1\"")),
        }
    }
    steps
}

/// The finding for a key that is no period.
fn not_a_period(text: &str, span: Span) -> Finding {
    let hint = format!("{SPELLINGS}, a month as \"2024-06\"");
    let (message, hint) = period::not_a_period(text, hint);
    Finding::error(Rule::Period, span, message).hint(hint)
}
