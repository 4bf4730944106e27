//! From expressions to words: MiniJinja evaluates each expression to a value of a known kind. No value is
//! ever read as markup or code, and nothing here can loop or grow.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, ErrorKind};

use super::figure::{
    ACCESSORS, AbsentFigure, Action, DerivedText, FigureValue, IndicatorValue, OF_FIGURE, PeriodValue, Spark,
};
use super::figure_context::FigureContext;
use crate::check::{BoardSpec, Indicator};
use crate::figure::{Figure, IndicatorView};
use crate::finding::{Finding, Rule, Span, did_you_mean};
use crate::value::Period;

/// The most steps that one expression may take.
const FUEL: u64 = 1_000;

/// The result of an expression.
pub(super) enum Evaluated {
    Text(String),
    /// The word for a status that is red, and the indicator.
    Red(String, String),
    /// A sparkline up to a figure.
    Spark(Box<Figure>),
    /// The corrective action for an indicator.
    Action(String),
}

/// The names that the expressions of a paper may use, with their values.
pub(super) struct Expressions {
    environment: Environment<'static>,
    context: Value,
    names: Vec<String>,
    indicators: Vec<String>,
    unread: Vec<String>,
}

/// Whether an expression begins with the name of an indicator.
fn begins_with(expression: &str, id: &str) -> bool {
    expression
        .trim_start()
        .strip_prefix(id)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

impl Expressions {
    /// The expressions of a paper of a period, for a board; `next` is the next meeting, with its time, and
    /// its day alone.
    pub(super) fn new(
        indicators: &BTreeMap<String, Arc<Indicator>>,
        period: Option<Period>,
        board: &BoardSpec,
        context: &Arc<FigureContext>,
        next: Option<(String, String)>,
    ) -> Self {
        let mut environment = Environment::empty();
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(20);
        let mut values: BTreeMap<String, Value> = BTreeMap::new();
        for (id, indicator) in indicators {
            let view = IndicatorView { indicator: indicator.clone(), area: None, period };
            values.insert(id.clone(), Value::from_object(IndicatorValue { view, context: context.clone() }));
        }
        if let Some(period) = period {
            values.insert("period".into(), Value::from_object(PeriodValue(period, context.clone())));
        }
        let board = BTreeMap::from([("name", board.name.text.clone()), ("short", board.short.text.clone())]);
        values.insert("board".into(), Value::from(board));
        if let Some((long, day)) = next {
            values.insert("next".into(), Value::from(BTreeMap::from([("long", long), ("day", day)])));
        }
        let names = values.keys().cloned().collect();
        let context = Value::from(values);
        let unread = indicators.values().filter(|i| i.unread).map(|i| i.id.clone()).collect();
        Self { environment, context, names, indicators: indicators.keys().cloned().collect(), unread }
    }

    /// Evaluates an expression to what it prints.
    ///
    /// # Errors
    /// A finding at `span` where it prints nothing.
    pub(super) fn print(&self, expression: &str, span: Span) -> Result<Evaluated, Box<Finding>> {
        let compiled = self.environment.compile_expression(expression).map_err(|error| {
            let detail = error.detail().unwrap_or("it is cut short").to_owned();
            Box::new(
                Finding::error(Rule::ExpressionSyntax, span, format!("what stands between the braces cannot be read: {detail}")).hint(
                    "the braces hold the name of a figure and what of it, as in {{ domestic_crime.now.bare }}",
                ),
            )
        })?;
        let value =
            compiled.eval(&self.context).map_err(|error| Box::new(self.explain(expression, &error, span)))?;
        let missing = |missing: &crate::figure::MissingValue| {
            // What could not be read was said at its file.
            if missing.rule == Rule::NoValue && self.unread.iter().any(|id| begins_with(expression, id)) {
                return Ok(Evaluated::Text(String::new()));
            }
            Err(Box::new(
                Finding::error(missing.rule, span, missing.message.clone()).hint(missing.hint.clone()),
            ))
        };
        if let Some(shown) = value.downcast_object_ref::<FigureValue>() {
            return shown.text().map(Evaluated::Text).or_else(|m| missing(&m));
        }
        if let Some(said) = value.downcast_object_ref::<DerivedText>() {
            return Ok(match &said.red {
                Some(id) => Evaluated::Red(said.text.clone(), id.clone()),
                None => Evaluated::Text(said.text.clone()),
            });
        }
        if let Some(absent) = value.downcast_object_ref::<AbsentFigure>() {
            return missing(&absent.0);
        }
        if let Some(words) = value.downcast_object_ref::<PeriodValue>() {
            return Ok(Evaluated::Text(words.1.wording.short(words.0)));
        }
        if let Some(spark) = value.downcast_object_ref::<Spark>() {
            return Ok(Evaluated::Spark(Box::new(spark.0.clone())));
        }
        if let Some(action) = value.downcast_object_ref::<Action>() {
            return Ok(Evaluated::Action(action.0.clone()));
        }
        if let Some(text) = value.as_str() {
            return Ok(Evaluated::Text(text.to_owned()));
        }
        if let Some(asked) = value.downcast_object_ref::<IndicatorValue>() {
            let id = &asked.view.indicator.id;
            return Err(Box::new(
                Finding::error(
                    Rule::ExpressionIncomplete,
                    span,
                    format!("`{id}` is an indicator: say which of its figures"),
                )
                .hint(format!("write {{{{ {id}.now }}}}; it has: {}", ACCESSORS.join(", "))),
            ));
        }
        Err(Box::new(if value.is_undefined() {
            self.undefined(expression, span)
        } else {
            Finding::error(
                Rule::ExpressionIncomplete,
                span,
                format!("`{expression}` is not a figure or a text"),
            )
            .hint("the braces hold the name of a figure and what of it, as in {{ domestic_crime.now.bare }}")
        }))
    }

    fn explain(&self, expression: &str, error: &minijinja::Error, span: Span) -> Finding {
        let unknown_method = error.kind() == ErrorKind::UnknownMethod
            && error.detail().is_some_and(|d| d.starts_with("undefined"));
        if unknown_method
            || error.kind() == ErrorKind::UndefinedError
            || error.kind() == ErrorKind::UnknownFunction
        {
            return self.undefined(expression, span);
        }
        let detail = error.detail().unwrap_or("it cannot be worked out").to_owned();
        Finding::error(Rule::ExpressionIncomplete, span, detail)
            .hint(format!("figures have: {}", ACCESSORS.join(", ")))
    }

    /// The finding for the part of a name that is not there.
    fn undefined(&self, expression: &str, span: Span) -> Finding {
        let end =
            expression.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(expression.len());
        let (root, rest) = expression.split_at(end);
        if root == "period" && !self.names.iter().any(|n| n == "period") {
            return Finding::error(Rule::NoPeriod, span, "this report has no period")
                .hint("add: period = \"2024/25 Q4\" at the top of the report");
        }
        if root == "next" && !self.names.iter().any(|n| n == "next") {
            return Finding::error(Rule::NoNext, span, "it is not said when the board meets next")
                .hint("add at the top of the pack: next = 2024-06-28T10:00:00; only the texts of an agenda can print it");
        }
        if rest.starts_with('(') {
            return Finding::error(Rule::UnknownFigure, span, format!("there is no `{root}(…)`"))
                .hint_if(did_you_mean(root, ["place", "name", "ref", "note"]))
                .hint("{{ place(\"…\") }} puts a table or an image here; the others are name, ref and note");
        }
        if !self.names.iter().any(|n| n == root) {
            let known = self.names.iter().map(String::as_str);
            let list = if self.indicators.is_empty() {
                "there are no indicators yet: make indicators/<name>.toml".to_owned()
            } else {
                format!("there are: {}", self.indicators.join(", "))
            };
            return Finding::error(Rule::UnknownIndicator, span, format!("no data file defines `{root}`"))
                .label("not in indicators/")
                .hint_if(did_you_mean(root, known))
                .hint(list);
        }
        let known: &[&str] = match root {
            "period" => &["long", "short", "year", "quarter"],
            "board" => &["name", "short"],
            "next" => &["long", "day"],
            _ => &ACCESSORS,
        };
        let asked = rest.trim_start_matches('.');
        let asked = &asked[..asked.find(['.', '(']).unwrap_or(asked.len())];
        let (message, known) = if known.contains(&asked) {
            (format!("`{expression}` is not there"), &OF_FIGURE[..])
        } else {
            (format!("`{root}` has no `{asked}`"), known)
        };
        Finding::error(Rule::UnknownFigure, span, message)
            .hint_if(did_you_mean(asked, known.iter().copied()))
            .hint(format!("it has: {}", known.join(", ")))
    }
}
