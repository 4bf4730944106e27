//! From expressions to words: which figure is meant, and what is printed of it. No value is ever read as
//! markup or code, and nothing here can loop or grow.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::evaluated::Evaluated;
use super::figure_words::FigureWords;
use super::period_words::{no_year_ago, print_period};
use super::quotes::with_quotes;
use super::typed_beside::{PrintedChange, PrintedFigure};
use rust_decimal::Decimal;

use crate::check::{
    BoardForm, BoardSpec, ChangeForm, ExpressionNames, FigureAccessor, FigureChoice, FigureExpression,
    FigureStep, Indicator, IndicatorAccessor, Measure, NextMeetingForm, PrintedExpression,
};
use crate::figure::{Figure, IndicatorView, MissingValue};
use crate::finding::{Finding, Rule, Span};
use crate::query::FigureContext;
use crate::value::{MINUS, Period, ShownNumber, UnitSign};

/// The values that the expressions of a paper may print.
pub(super) struct Expressions {
    indicators: BTreeMap<String, Arc<Indicator>>,
    period: Option<Period>,
    /// The board's name and its short name.
    board: [String; 2],
    /// The next meeting with its time, and its day alone.
    next: Option<(String, String)>,
    context: Arc<FigureContext>,
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
        Self {
            indicators: indicators.clone(),
            period,
            board: [&board.name, &board.short].map(|name| with_quotes(&name.text, &board.style.tokens)),
            next,
            context: context.clone(),
        }
    }

    /// Works out what an expression prints. `span` is the expression with its braces.
    ///
    /// # Errors
    /// Findings where it prints nothing. That a name is unknown, `check` has found already, in the same words.
    pub(super) fn print(
        &self,
        expression: &PrintedExpression,
        span: Span,
    ) -> Result<Evaluated, Vec<Finding>> {
        let unknown = || self.names().unknown(expression);
        let worked_out = match expression {
            PrintedExpression::Text(text) => Ok(Evaluated::Text(text.clone())),
            PrintedExpression::Board(form) => {
                let [name, short] = &self.board;
                Ok(Evaluated::Text(match form {
                    BoardForm::Name => name.clone(),
                    BoardForm::Short => short.clone(),
                }))
            }
            PrintedExpression::Next(form, _) => {
                let Some((long, day)) = &self.next else { return Err(unknown()) };
                Ok(Evaluated::Text(match form {
                    NextMeetingForm::Long => long.clone(),
                    NextMeetingForm::Day => day.clone(),
                }))
            }
            PrintedExpression::Period(form, _) => {
                let Some(period) = self.period else { return Err(unknown()) };
                print_period(period, None, *form, &self.context)
            }
            PrintedExpression::Figure(figure) => {
                let Some(indicator) = self.indicators.get(&figure.indicator) else { return Err(unknown()) };
                match self.of_indicator(indicator, figure) {
                    // What could not be read was said at its file.
                    Err(missing) if missing.rule == Rule::NoValue && indicator.unread => {
                        Ok(Evaluated::Text(String::new()))
                    }
                    Err(missing) if missing.rule == Rule::UnknownArea => return Err(unknown()),
                    worked_out => worked_out,
                }
            }
        };
        worked_out
            .map_err(|missing| vec![Finding::error(missing.rule, span, missing.message).hint(missing.hint)])
    }

    /// The names that an expression may use.
    fn names(&self) -> ExpressionNames<'_> {
        ExpressionNames {
            indicators: self.indicators.keys().map(String::as_str).collect(),
            areas: &self.context.areas,
            period: self.period.is_some(),
            next: self.next.is_some(),
        }
    }

    /// The indicator as an expression sees it: in its area, up to the report's period.
    fn view(
        &self,
        indicator: &Arc<Indicator>,
        expression: &FigureExpression,
    ) -> Result<IndicatorView, MissingValue> {
        let mut view = IndicatorView { indicator: indicator.clone(), area: None, period: self.period };
        for area in &expression.areas {
            view = view.of_area(self.context.area(&area.text)?);
        }
        Ok(view)
    }

    fn of_indicator(
        &self,
        indicator: &Arc<Indicator>,
        expression: &FigureExpression,
    ) -> Result<Evaluated, MissingValue> {
        let view = self.view(indicator, expression)?;
        Ok(match &expression.accessor {
            IndicatorAccessor::Name => Evaluated::Text(indicator.name.text.clone()),
            IndicatorAccessor::Sparkline => Evaluated::Spark(Box::new(view.newest()?)),
            IndicatorAccessor::CorrectiveAction => Evaluated::Action(indicator.id.clone()),
            IndicatorAccessor::Target(form) => {
                let period = view.period.or_else(|| view.latest().ok().map(|f| f.period));
                let Some(period) = period else {
                    return Err(view.now().err().unwrap_or_else(|| self.context.no_target(&view, None)));
                };
                Evaluated::Text(self.context.target(&view, period, *form)?)
            }
            IndicatorAccessor::Threshold(form) => Evaluated::Text(self.context.threshold(&view, *form)?),
            IndicatorAccessor::Figure(choice, steps, accessor) => {
                self.of_figure(choose(&view, *choice, accessor)?, steps, accessor)?
            }
        })
    }

    fn of_figure(
        &self,
        figure: Figure,
        steps: &[FigureStep],
        accessor: &FigureAccessor,
    ) -> Result<Evaluated, MissingValue> {
        let figure = self.step(figure, steps)?;
        FigureWords { figure: &figure, context: self.context.as_ref() }.print(accessor)
    }

    /// The figure to which steps lead from another.
    fn step(&self, mut figure: Figure, steps: &[FigureStep]) -> Result<Figure, MissingValue> {
        let context = self.context.as_ref();
        for step in steps {
            figure = FigureWords { figure: &figure, context }.step(step)?;
        }
        Ok(figure)
    }

    /// The facts about the figure that an expression prints; `None` for words that are no figure.
    pub(super) fn printed_figure(&self, expression: &PrintedExpression) -> Option<PrintedFigure> {
        let PrintedExpression::Figure(expression) = expression else { return None };
        let has_bare = match &expression.accessor {
            IndicatorAccessor::Name => return None,
            IndicatorAccessor::Figure(_, _, accessor) => *accessor == FigureAccessor::Value,
            _ => false,
        };
        let indicator = self.indicators.get(&expression.indicator)?;
        let unit = indicator.unit.as_ref().map(|unit| unit.text.clone());
        let number = self.rounded(indicator, expression);
        Some(PrintedFigure { unit, has_bare, number, change: self.printed_change(indicator, expression) })
    }

    /// The change that an expression prints; `None` for every other figure.
    fn printed_change(
        &self,
        indicator: &Arc<Indicator>,
        expression: &FigureExpression,
    ) -> Option<PrintedChange> {
        let IndicatorAccessor::Figure(choice, steps, accessor) = &expression.accessor else { return None };
        let FigureAccessor::Change(point, form) = accessor else { return None };
        let view = self.view(indicator, expression).ok()?;
        let figure = self.step(choose(&view, *choice, accessor).ok()?, steps).ok()?;
        let words = FigureWords { figure: &figure, context: self.context.as_ref() };
        let print = |form| match words.print(&FigureAccessor::Change(*point, form)) {
            Ok(Evaluated::Text(text)) => Some(text),
            _ => None,
        };
        // What is printed decides: a change that is rounded to nothing has no direction.
        let signed = print(ChangeForm::Signed)?;
        let direction = match signed.starts_with(MINUS) {
            true => Ordering::Less,
            false if signed.contains(|c: char| ('1'..='9').contains(&c)) => Ordering::Greater,
            false => Ordering::Equal,
        };
        Some(PrintedChange { direction, form: *form, words: print(ChangeForm::Words) })
    }

    /// The value that an expression prints, rounded as it is printed; `None` where it prints anything else.
    fn rounded(&self, indicator: &Arc<Indicator>, expression: &FigureExpression) -> Option<Decimal> {
        let IndicatorAccessor::Figure(choice, steps, accessor) = &expression.accessor else { return None };
        if !matches!(accessor, FigureAccessor::Value | FigureAccessor::Bare) {
            return None;
        }
        let view = self.view(indicator, expression).ok()?;
        let figure = self.step(choose(&view, *choice, accessor).ok()?, steps).ok()?;
        Some(indicator.form().round(figure.number().ok()?))
    }

    /// The number that an expression prints, as it is printed; `None` where it prints anything more than one.
    pub(super) fn number(&self, expression: &PrintedExpression) -> Option<ShownNumber> {
        let PrintedExpression::Figure(expression) = expression else { return None };
        let IndicatorAccessor::Figure(_, _, accessor) = &expression.accessor else { return None };
        let indicator = self.indicators.get(&expression.indicator)?;
        let unit = match (accessor, indicator.measure) {
            (FigureAccessor::Bare, _) => UnitSign::None,
            (FigureAccessor::Value, _) if indicator.unit.is_some() => return None,
            (FigureAccessor::Value, Measure::Percent) => UnitSign::Percent,
            (FigureAccessor::Value, Measure::Money) => UnitSign::Currency('£'),
            (FigureAccessor::Value, _) => UnitSign::None,
            _ => return None,
        };
        let number = self.rounded(indicator, expression)?;
        let text = indicator.form().print(number);
        let decimals = number.scale();
        Some(ShownNumber {
            number,
            unit,
            plus: false,
            decimals,
            by_format: false,
            thousands: 0,
            grouped: true,
            mark: String::new(),
            text,
        })
    }
}

/// The figure that an expression begins with.
fn choose(
    view: &IndicatorView,
    choice: FigureChoice,
    accessor: &FigureAccessor,
) -> Result<Figure, MissingValue> {
    let from_period = |shift: fn(Period) -> Option<Period>| match view.period {
        Some(period) => view.at(shift(period).ok_or_else(|| no_year_ago(period))?),
        None => view.now(),
    };
    match choice {
        FigureChoice::Implied => view.now().or_else(|missing| by_area(view, accessor).ok_or(missing)),
        FigureChoice::Now => view.now(),
        FigureChoice::Latest => view.latest(),
        FigureChoice::Previous => from_period(|period| Some(period.previous())),
        FigureChoice::YearAgo => from_period(Period::year_ago),
        FigureChoice::Peak => view.newest()?.peak(),
        FigureChoice::Low => view.newest()?.low(),
        FigureChoice::At(period) => view.at_typed(period),
    }
}

/// The figure of any area for the report's period, by which areas are put in order where the whole has none.
fn by_area(view: &IndicatorView, accessor: &FigureAccessor) -> Option<Figure> {
    let ranks = matches!(accessor, FigureAccessor::Rank(_) | FigureAccessor::Extremes { .. });
    let period = view.period.filter(|_| ranks)?;
    let mut areas = view.indicator.series.iter().filter_map(|s| s.area.as_deref());
    areas.find_map(|area| view.of_area(Some(area)).find(period))
}
