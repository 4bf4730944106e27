//! Runs: for how many periods in a row a figure has risen or fallen, has stayed as it is, or has been above or
//! below a level, up to the figure itself. It never reaches over a gap, and knows nothing of what comes after
//! the figure.
//!
//! Readers compare printed numbers, so that figures which print the same are neither a rise nor a fall, and one
//! that prints as its level is neither above nor below: each ends a run. So does a period without a number. One
//! period alone is no run.
//!
//! A rise or fall is of windows that share no time: in a rolling year each value has eleven or nine months in
//! common with the one before, and both move together. There, the steps are whole years. A year to date begins
//! anew each April and has no runs.

use rust_decimal::Decimal;

use super::view::{Figure, MissingValue};
use crate::finding::Rule;
use crate::value::{Period, Window};

/// A run of periods that ends with a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FigureRun {
    /// The number of periods: 2 or more.
    pub count: usize,
    /// The months from one to the next: 1, 3 or 12.
    pub step: u32,
    /// The period of the first figure: the first with this value or on its side of the level, or the one from
    /// which the figures rose or fell.
    pub first: Period,
    /// Whether the figure before the first ends the run; where there is none, nobody knows how long it is.
    pub begins: bool,
}

/// The way from a period to the one before in a run, and its months.
type Step = (fn(Period) -> Period, u32);

impl Figure {
    /// The run of rises, or of falls, that ends with the figure.
    ///
    /// # Errors
    /// Fewer than two steps, a mark in place of the number, or a year to date.
    pub(crate) fn run_of_changes(&self, rising: bool) -> Result<FigureRun, MissingValue> {
        self.printed()?;
        let verb = if rising { "risen" } else { "fallen" };
        let goes_on = |before: &Self, at: &Self| {
            let (old, new) = (before.printed().ok()?, at.printed().ok()?);
            Some(if rising { new > old } else { new < old })
        };
        let run = self.count_back(self.step(true)?, 0, goes_on);
        let (title, period) = (self.view.title(), self.period.short());
        if run.count == 0 && !run.begins {
            let message = format!("{title} has no figure before {period} to have {verb} from");
            return Err(MissingValue::value(message, self.view.there()));
        }
        let none = format!("{title} has not {verb} in {period}");
        run.or_none(none, format!("{title} has {verb}"), "moved(\"previous\")")
    }

    /// The run of figures that print the same, up to the figure.
    ///
    /// # Errors
    /// Fewer than two of them, a mark in place of the number, or a year to date.
    pub(crate) fn run_unchanged(&self) -> Result<FigureRun, MissingValue> {
        let value = self.printed()?;
        let goes_on = |before: &Self, _: &Self| Some(before.printed().ok()? == value);
        let run = self.count_back(self.step(false)?, 1, goes_on);
        let (title, period) = (self.view.title(), self.period.short());
        // The figure itself is one: it has changed where the one before is another.
        let none = format!("{title} has not stayed as it is up to {period}");
        let run = FigureRun { count: if run.count == 1 { 0 } else { run.count }, ..run };
        run.or_none(none, String::new(), "moved(\"previous\")")
    }

    /// The run of figures above their level, or below it, that ends with the figure. `level` gives the level
    /// of a figure's period, and `name` is its word.
    ///
    /// # Errors
    /// Fewer than two of them, no level, a mark in place of the number, or a year to date.
    pub(crate) fn run_beyond(
        &self,
        above: bool,
        name: &str,
        level: impl Fn(&Self) -> Result<Decimal, MissingValue>,
    ) -> Result<FigureRun, MissingValue> {
        let step = self.step(false)?;
        let beyond = |figure: &Self| {
            let (value, level) = (figure.printed()?, figure.indicator().form().round(level(figure)?));
            Ok::<bool, MissingValue>(if above { value > level } else { value < level })
        };
        let run = if beyond(self)? {
            self.count_back(step, 1, |before, _| beyond(before).ok())
        } else {
            FigureRun { count: 0, step: step.1, first: self.period, begins: true }
        };
        let side = if above { "above" } else { "below" };
        let title = self.view.title();
        let none = format!("{title} is not {side} its {name} in {}", self.period.short());
        run.or_none(none, format!("{title} has been {side} its {name}"), &format!("vs(\"{name}\")"))
    }

    /// The step of a run. That of changes in a rolling year is a year, so that no two windows share any time.
    fn step(&self, of_changes: bool) -> Result<Step, MissingValue> {
        match self.own_series().window {
            Window::YearToDate => Err(MissingValue {
                rule: Rule::YearToDate,
                message: format!(
                    "{} has no periods in a row: a year to date begins anew each April",
                    self.view.title()
                ),
                hint: "compare it with \"year_ago\", as in .moved(\"year_ago\")".to_owned(),
            }),
            Window::RollingYear if of_changes => Ok((year_before, 12)),
            Window::ThreeMonths if of_changes => Ok((three_months_before, 3)),
            Window::ThreeMonths => Ok((Period::previous, 1)),
            Window::PooledYears if of_changes => {
                Err(self.no_run("years that are counted together share years"))
            }
            Window::PooledYears => Ok((Period::previous, 12)),
            Window::Week | Window::Day => Err(self.no_run("weeks and days in a row are not said in words")),
            Window::Month
            | Window::Quarter
            | Window::CalendarQuarter
            | Window::CalendarYear
            | Window::FinancialYear
            | Window::AcademicYear
            | Window::RollingYear
            | Window::Snapshot => Ok((Period::previous, self.period.length())),
        }
    }

    /// The missing value for a window without runs; `why` begins a sentence.
    fn no_run(&self, why: &str) -> MissingValue {
        let message = format!("{} has no run of periods: {why}", self.view.title());
        MissingValue::value(message, "say how it moved, as with .moved(\"year_ago\")")
    }

    /// Counts steps back, from `from` on, for as long as `goes_on` says so of the figure before and the one
    /// after it; `None` is that nobody knows.
    fn count_back(
        &self,
        step: Step,
        from: usize,
        goes_on: impl Fn(&Self, &Self) -> Option<bool>,
    ) -> FigureRun {
        let (mut count, mut at) = (from, self.clone());
        let begins = loop {
            let Some(before) = at.sibling((step.0)(at.period)) else { break false };
            match goes_on(&before, &at) {
                Some(true) => (count, at) = (count + 1, before),
                Some(false) => break true,
                None => break false,
            }
        };
        FigureRun { count, step: step.1, first: at.period, begins }
    }
}

/// The month or quarter a year before.
fn year_before(period: Period) -> Period {
    period.year_ago().unwrap_or_else(|| period.previous())
}

/// The three months just before, which share none with these.
fn three_months_before(period: Period) -> Period {
    period.previous().previous().previous()
}

impl FigureRun {
    /// The run where it is one. Else the message `none`, or that `claim` holds of one period alone, and what
    /// to say `instead`.
    fn or_none(self, none: String, claim: String, instead: &str) -> Result<Self, MissingValue> {
        let message = match self.count {
            0 => none,
            1 => format!("{claim} for one period only, and one is no run"),
            _ => return Ok(self),
        };
        Err(MissingValue::value(message, format!("say what is so, as with .{instead}")))
    }
}
