//! Figures as the expressions in `{{ }}` read them: MiniJinja objects over `figure`, and the names of their
//! accessors. They never give a bare number to calculate with.

mod figure_value;
mod indicator_value;

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};
use minijinja::{Error, ErrorKind, State};

pub(super) use figure_value::FigureValue;
pub(super) use indicator_value::IndicatorValue;

use super::figure_context::FigureContext;
use crate::figure::{Figure, MissingValue};
use crate::finding::{Rule, nearest};
use crate::value::Period;

/// Words that follow from figures, with more words that can be asked of them by name.
#[derive(Debug)]
pub(super) struct DerivedText {
    pub text: String,
    more: Vec<(&'static str, Result<String, MissingValue>)>,
    /// The id of the indicator that the words call red.
    pub red: Option<String>,
}

/// A value that was asked for and is not there.
#[derive(Debug)]
pub(super) struct AbsentFigure(pub MissingValue);

/// A sparkline up to a figure.
#[derive(Debug)]
pub(super) struct Spark(pub Figure);

/// A period that can be printed: the report's, or a figure's.
#[derive(Debug)]
pub(super) struct PeriodValue(pub Period, pub Arc<FigureContext>);

/// The names of what an indicator can be asked for.
pub(super) const ACCESSORS: [&str; 22] = [
    "now",
    "latest",
    "at",
    "previous",
    "year_ago",
    "peak",
    "low",
    "vs",
    "moved",
    "change",
    "verdict",
    "status",
    "target",
    "threshold",
    "area",
    "compare",
    "rank",
    "top",
    "bottom",
    "name",
    "sparkline",
    "corrective_action",
];

/// The names of what a figure can be asked for.
pub(super) const OF_FIGURE: [&str; 17] = [
    "bare", "period", "previous", "year_ago", "peak", "low", "vs", "moved", "change", "verdict", "status",
    "target", "area", "compare", "rank", "top", "bottom",
];

impl Object for AbsentFigure {
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(self.clone()))
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, _: &str, _: &[Value]) -> Result<Value, Error> {
        Ok(Value::from_dyn_object(self.clone()))
    }
}

impl Object for Spark {}

impl Object for DerivedText {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let (_, value) = self.more.iter().find(|(name, _)| *name == key)?;
        Some(value.clone().map_or_else(absent, Value::from))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.more.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

impl Object for PeriodValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "long" => Some(Value::from(self.1.wording.long(self.0))),
            "short" => Some(Value::from(self.1.wording.short(self.0))),
            "year" => Some(Value::from(self.1.wording.year(self.0))),
            "quarter" => Some(self.1.wording.quarter(self.0).map_or_else(
                || {
                    let message = format!("{} is not a quarter", self.0.short());
                    absent(MissingValue::value(message, "use period.year"))
                },
                Value::from,
            )),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["long", "short", "year", "quarter"])
    }
}

/// The corrective action for an indicator, by its id.
#[derive(Debug)]
pub(super) struct Action(pub String);

impl Object for Action {}

fn plain(text: String) -> DerivedText {
    DerivedText::with(text, Vec::new())
}

fn said(said: Result<DerivedText, MissingValue>) -> Value {
    said.map_or_else(absent, Value::from_object)
}

impl DerivedText {
    /// Makes words of `text`, with those of `more` that can be asked of them by name.
    pub(super) fn with(text: String, more: Vec<(&'static str, Result<String, MissingValue>)>) -> Self {
        Self { text, more, red: None }
    }
}

/// Makes a value for expressions that says what is missing.
pub(super) fn absent(missing: MissingValue) -> Value {
    Value::from_object(AbsentFigure(missing))
}

/// The missing value for a text that is no period; `words` says what else may stand in its place.
fn not_a_period(text: &str, words: &str) -> MissingValue {
    let (message, hint) = crate::check::not_a_period(text, format!("{}{words}", crate::check::SPELLINGS));
    MissingValue { rule: Rule::Period, message, hint }
}

/// The missing value for 29 February a year before.
fn no_year_ago(period: Period) -> MissingValue {
    MissingValue::value(
        format!("the year before {} does not have that day", period.long()),
        "name the day that is meant, as in .at(\"2023-02-28\")",
    )
}

fn one_text<'a>(method: &str, what: &str, args: &'a [Value]) -> Result<&'a str, Error> {
    let text = match args {
        [one] => one.as_str(),
        _ => None,
    };
    text.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("`{method}` needs {what}")))
}

/// Reads the arguments of `top(5)` or `top(5, "wards")`.
///
/// # Errors
/// Other arguments, or a count below 1.
fn count_and_group<'a>(method: &str, args: &'a [Value]) -> Result<(usize, Option<&'a str>), Error> {
    let bad = || {
        let message = format!(
            "`{method}` needs a number, and a group of areas in quotes where there are several, as in {method}(5, \"wards\")"
        );
        Error::new(ErrorKind::InvalidOperation, message)
    };
    let (count, group) = match args {
        [count] => (count, None),
        [count, group] => (count, Some(group.as_str().ok_or_else(bad)?)),
        _ => return Err(bad()),
    };
    let count = count.as_i64().and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0).ok_or_else(bad)?;
    Ok((count, group))
}

fn unknown(method: &str, known: &[&'static str]) -> Error {
    let near =
        nearest(method, known.iter().copied()).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    Error::new(ErrorKind::UnknownMethod, format!("a figure has no `{method}(…)`{near}"))
}
