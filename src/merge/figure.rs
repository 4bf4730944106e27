//! Figures: an indicator's values as `{{ }}` asks for them, each with its period and unit. It
//! never gives a bare number to calculate with.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};
use minijinja::{Error, ErrorKind, State};

use crate::check::{Indicator, Measure};
use crate::finding::nearest;
use crate::value::{Period, grouped, money};

/// A value that can be printed.
#[derive(Debug)]
pub(super) struct Figure {
    /// With its unit.
    pub text: String,
    /// Without.
    bare: String,
    period: Period,
}

/// A value that was asked for and is not there: what to say of it, and what to do.
#[derive(Debug)]
pub(super) struct Missing {
    /// The rule.
    pub rule: &'static str,
    /// The message.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The report's period, or a figure's.
#[derive(Debug)]
pub(super) struct PeriodWords(pub Period);

/// An indicator, seen from a report's period.
#[derive(Debug)]
pub(super) struct Asked {
    /// The indicator.
    pub indicator: Arc<Indicator>,
    /// The report's period.
    pub period: Option<Period>,
}

/// What a figure can be asked for.
pub(super) const ACCESSORS: [&str; 5] = ["now", "latest", "at", "previous", "year_ago"];

impl Object for Figure {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "bare" => Some(Value::from(self.bare.clone())),
            "period" => Some(Value::from_object(PeriodWords(self.period))),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["bare", "period"])
    }
}

impl Object for Missing {
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(self.clone()))
    }
}

impl Object for PeriodWords {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "long" => Some(Value::from(self.0.long())),
            "short" => Some(Value::from(self.0.short())),
            "year" => Some(Value::from(self.0.year_text())),
            "quarter" => Some(self.0.quarter().map_or_else(
                || {
                    let message = format!("{} is not a quarter", self.0.short());
                    missing("no-value", message, "use period.year".to_owned())
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

impl Object for Asked {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if key == "name" {
            return Some(Value::from(self.indicator.name.text.clone()));
        }
        if key == "latest" {
            return Some(self.latest());
        }
        let shift: fn(Period) -> Period = match key {
            "now" => |p| p,
            "previous" => Period::previous,
            "year_ago" => Period::year_ago,
            _ => return None,
        };
        Some(match self.period {
            Some(period) => self.at(shift(period), key),
            None => missing(
                "no-period",
                format!("`{}.{key}` needs the report's period", self.indicator.id),
                "add: period = \"2024/25 Q4\" at the top of the report".to_owned(),
            ),
        })
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        if method != "at" {
            let near =
                nearest(method, ACCESSORS).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            return Err(Error::new(ErrorKind::UnknownMethod, format!("a figure has no `{method}(…)`{near}")));
        }
        let text = match args {
            [one] => one.as_str(),
            _ => None,
        };
        let Some(text) = text else {
            return Err(Error::new(
                ErrorKind::InvalidOperation,
                "`at` needs one period in quotes, as in at(\"2024/25 Q1\")",
            ));
        };
        Ok(match Period::parse(text) {
            Some(period) => self.at(period, "at"),
            None => missing(
                "period",
                format!("`{text}` is not a period"),
                "write a quarter as \"2024/25 Q1\", a financial year as \"2024/25\", a year as \"2024\""
                    .to_owned(),
            ),
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["now", "latest", "previous", "year_ago", "name"])
    }
}

impl Asked {
    fn at(&self, period: Period, key: &str) -> Value {
        let found = self.indicator.series.iter().find_map(|s| s.values.get(&period));
        match found {
            Some((value, _)) => self.figure(*value, period),
            None => {
                let hint = match (key, self.newest()) {
                    ("now", Some(newest)) => format!(
                        "the data stop at {}: write {}.latest, or add the new figure to its file",
                        newest.short(),
                        self.indicator.id
                    ),
                    _ => String::new(),
                };
                let there = self.list();
                let hint = if hint.is_empty() { there } else { format!("{hint}. {there}") };
                missing(
                    "no-value",
                    format!("`{}` has no value for {}", self.indicator.id, period.short()),
                    hint,
                )
            }
        }
    }

    fn latest(&self) -> Value {
        let newest = self
            .newest()
            .and_then(|p| Some((p, self.indicator.series.iter().find_map(|s| s.values.get(&p))?)));
        match newest {
            Some((period, (value, _))) => self.figure(*value, period),
            None => missing(
                "no-value",
                format!("`{}` has no values at all", self.indicator.id),
                "add them to its file".to_owned(),
            ),
        }
    }

    /// The newest period, by the time at which it ends.
    fn newest(&self) -> Option<Period> {
        let all = self.indicator.series.iter().flat_map(|s| s.values.keys());
        all.copied().max_by_key(|p| p.end())
    }

    fn list(&self) -> String {
        let mut periods: Vec<Period> =
            self.indicator.series.iter().flat_map(|s| s.values.keys().copied()).collect();
        periods.sort_by_key(|p| p.end());
        let names: Vec<String> = periods.iter().map(|p| p.short()).collect();
        if names.is_empty() { "it has no values".to_owned() } else { format!("it has: {}", names.join(", ")) }
    }

    fn figure(&self, value: rust_decimal::Decimal, period: Period) -> Value {
        let decimals = self.indicator.decimals;
        let number = grouped(value, decimals);
        let (bare, mut text) = match self.indicator.measure {
            Measure::Percent => (number.clone(), format!("{number}%")),
            Measure::Money => (number, money(value, decimals)),
            Measure::Count | Measure::Rate | Measure::Score => (number.clone(), number),
        };
        if let Some(unit) = &self.indicator.unit {
            text = format!("{text} {}", unit.text.trim());
        }
        Value::from_object(Figure { text, bare, period })
    }
}

/// A value that says what is not there.
pub(super) fn missing(rule: &'static str, message: String, hint: String) -> Value {
    Value::from_object(Missing { rule, message, hint })
}
