//! `IndicatorValue`: an indicator as expressions read it: the figures of its periods and areas. It compares
//! nothing itself.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};
use minijinja::{Error, State};

use super::{
    ACCESSORS, Action, FigureValue, OF_FIGURE, Spark, absent, no_year_ago, not_a_period, one_text, said,
    unknown,
};
use crate::figure::{Figure, IndicatorView, MissingValue};
use crate::merge::figure_context::FigureContext;
use crate::value::Period;

/// An indicator as expressions see it, from a report's period.
#[derive(Debug)]
pub(in crate::merge) struct IndicatorValue {
    pub view: IndicatorView,
    pub context: Arc<FigureContext>,
}

impl Object for IndicatorValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let shift: fn(Period) -> Option<Period> = match key {
            "name" => return Some(Value::from(self.view.indicator.name.text.clone())),
            "now" => return Some(self.figure_value(self.view.now())),
            "latest" => return Some(self.figure_value(self.view.latest())),
            "peak" => return Some(self.figure_value(self.view.newest().and_then(|f| f.peak()))),
            "low" => return Some(self.figure_value(self.view.newest().and_then(|f| f.low()))),
            "sparkline" => {
                return Some(self.view.newest().map_or_else(absent, |f| Value::from_object(Spark(f))));
            }
            "target" => {
                let period = self.view.period.or_else(|| self.view.latest().ok().map(|f| f.period));
                return Some(said(period.map_or_else(
                    || Err(self.view.now().err().unwrap_or_else(|| self.context.no_target(&self.view, None))),
                    |period| self.context.target(&self.view, period),
                )));
            }
            "threshold" => return Some(said(self.context.threshold(&self.view))),
            "corrective_action" => return Some(Value::from_object(Action(self.view.indicator.id.clone()))),
            "status" => return Some(self.of_now(|shown| shown.status())),
            "previous" => |period| Some(period.previous()),
            "year_ago" => Period::year_ago,
            _ => return None,
        };
        Some(match self.view.period {
            Some(period) => self.figure_value(
                shift(period).ok_or_else(|| no_year_ago(period)).and_then(|period| self.view.at(period)),
            ),
            None => absent(self.view.now().err().unwrap_or_else(|| {
                MissingValue::value(
                    format!("`{key}` needs the report's period"),
                    "add: period = \"2024/25 Q4\" at the top of the report",
                )
            })),
        })
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        match method {
            "at" => {
                let text = one_text("at", "a period in quotes, as in at(\"2024/25 Q1\")", args)?;
                Ok(match self.view.read_period(text) {
                    Some(period) => self.figure_value(self.view.at(period)),
                    None => absent(not_a_period(text, "")),
                })
            }
            "area" => {
                let text = one_text("area", "an area in quotes, as in area(\"charnwood\")", args)?;
                Ok(match self.context.area(text) {
                    Ok(area) => Value::from_object(Self {
                        view: self.view.of_area(area.as_deref()),
                        context: self.context.clone(),
                    }),
                    Err(missing) => absent(missing),
                })
            }
            _ if OF_FIGURE.contains(&method) => {
                match self.view.now().or_else(|m| self.by_area(method).ok_or(m)) {
                    Ok(figure) => FigureValue { figure, context: self.context.clone() }.ask(method, args),
                    Err(missing) => {
                        // What is asked may be wrong too, but the value comes first.
                        Ok(absent(missing))
                    }
                }
            }
            _ => Err(unknown(method, &ACCESSORS)),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["now", "latest", "previous", "year_ago", "name"])
    }
}

impl IndicatorValue {
    fn figure_value(&self, figure: Result<Figure, MissingValue>) -> Value {
        match figure {
            Ok(figure) => Value::from_object(FigureValue { figure, context: self.context.clone() }),
            Err(missing) => absent(missing),
        }
    }

    /// The figure of any area for the report's period, by which areas are put in order where the whole has
    /// none.
    fn by_area(&self, method: &str) -> Option<Figure> {
        let period = self.view.period.filter(|_| ["rank", "top", "bottom"].contains(&method))?;
        let areas = self.view.indicator.series.iter().filter_map(|s| s.area.as_deref());
        areas.into_iter().find_map(|area| self.view.of_area(Some(area)).find(period))
    }

    fn of_now(&self, then: impl Fn(&FigureValue) -> Value) -> Value {
        match self.view.now() {
            Ok(figure) => then(&FigureValue { figure, context: self.context.clone() }),
            Err(missing) => absent(missing),
        }
    }
}
