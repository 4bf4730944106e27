//! Control limits of a figure's series (SPC): which of its values are special causes, whether that is better, and
//! whether a target can be relied on. It writes no words.
//!
//! Limits are worked out over the whole history up to a figure, anew at each step that the indicator declares, so
//! that a chart that begins later, its alternative text and `.verdict` cannot disagree.

use rust_decimal::Decimal;

use super::axis::{along, axis};
use super::view::{Figure, MissingValue};
use crate::check::{BetterDirection, Indicator};
use crate::finding::Rule;
use crate::value::statistics::{Process, SpecialCause};
use crate::value::{Period, Window};

/// The number of values from which limits are firm: NHS-R Community, "Number of points required".
pub(crate) const FIRM: usize = 12;

/// The control limits of a series up to a figure.
#[derive(Debug, Clone)]
pub(crate) struct FigureProcess {
    /// Every period from the first to the figure's.
    pub periods: Vec<Period>,
    /// The figure of each period, where there is one.
    pub figures: Vec<Option<Figure>>,
    /// The limits and special causes along the periods.
    pub process: Process,
}

/// What a special cause means for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variation {
    Improving,
    Concerning,
    /// Neither direction is better, or nobody says which is.
    Neither,
}

/// How surely a target is met while the process stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Assurance {
    /// Every value is expected to meet it.
    Met,
    /// Every value is expected to miss it.
    Missed,
    /// Some meet it and some miss it, by chance.
    HitAndMiss,
}

impl Figure {
    /// The control limits of the figure's series, up to it.
    ///
    /// # Errors
    /// Windows whose values share time, fewer than two values, or sums that are too large.
    pub(crate) fn process(&self) -> Result<FigureProcess, MissingValue> {
        let window = self.own_series().window;
        if matches!(
            window,
            Window::RollingYear | Window::ThreeMonths | Window::PooledYears | Window::YearToDate
        ) {
            return Err(MissingValue {
                rule: Rule::SpcWindow,
                message: format!(
                    "{} has no control limits: each of its values shares time with the one before",
                    self.view.title()
                ),
                hint: "use a series whose values share none, as of window = \"month\" or \"quarter\""
                    .to_owned(),
            });
        }
        let history = vec![self.history()];
        let periods = axis(&history);
        let figures: Vec<Option<Self>> = along(history.first().map_or(&[], Vec::as_slice), &periods)
            .into_iter()
            .map(|f| f.cloned())
            .collect();
        let values: Vec<Option<Decimal>> =
            figures.iter().map(|f| f.as_ref().and_then(|f| f.number().ok())).collect();
        let steps = self.indicator().steps.iter();
        let steps: Vec<usize> =
            steps.filter_map(|step| periods.iter().position(|p| p.first_day() >= step.first_day())).collect();
        let process = Process::of(&values, &steps)
            .filter(|process| process.stretches.last().is_some_and(|stretch| stretch.limits.is_some()));
        let process = process.ok_or_else(|| {
            let message = format!(
                "{} has too few values in a row for control limits up to {}",
                self.view.title(),
                self.period.short()
            );
            MissingValue::value(
                message,
                format!("two are the least, and {FIRM} are better; {}", self.view.there()),
            )
        })?;
        Ok(FigureProcess { periods, figures, process })
    }

    /// Whether the figure is a special cause, and whether it is high; `None` for common cause.
    ///
    /// # Errors
    /// Those of `process`, or a mark in place of the number.
    pub(super) fn special_cause(&self) -> Result<Option<SpecialCause>, MissingValue> {
        self.number()?;
        let found = self.process()?;
        let at = found.periods.iter().position(|p| p.last_day() == self.period.last_day());
        Ok(at.and_then(|at| found.process.causes.get(at).cloned()).flatten())
    }
}

impl Variation {
    /// What a high value, or a low one, means for an indicator.
    pub(crate) fn of(high: bool, indicator: &Indicator) -> Self {
        match (indicator.better, high) {
            (Some(BetterDirection::Higher), true) | (Some(BetterDirection::Lower), false) => Self::Improving,
            (Some(BetterDirection::Higher), false) | (Some(BetterDirection::Lower), true) => Self::Concerning,
            (Some(BetterDirection::Neither) | None, _) => Self::Neither,
        }
    }
}

impl Assurance {
    /// How surely values between two limits meet a target; `None` where neither direction is better.
    pub(crate) fn of(
        target: Decimal,
        (low, high): (Decimal, Decimal),
        indicator: &Indicator,
    ) -> Option<Self> {
        let (always, never) = match indicator.better {
            Some(BetterDirection::Higher) => (target < low, target > high),
            Some(BetterDirection::Lower) => (target > high, target < low),
            Some(BetterDirection::Neither) | None => return None,
        };
        Some(match (always, never) {
            (true, _) => Self::Met,
            (_, true) => Self::Missed,
            _ => Self::HitAndMiss,
        })
    }
}
