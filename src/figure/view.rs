//! `IndicatorView`: an indicator's values for one area, up to a period; `Figure`: one of these values. It
//! never compares two.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::check::{Indicator, LateReason, Observation, Reading, Series};
use crate::finding::Rule;
use crate::value::{Period, TypedPeriod};

/// An indicator's values for one area, as they were known at a period.
#[derive(Debug, Clone)]
pub(crate) struct IndicatorView {
    pub indicator: Arc<Indicator>,
    /// The id of the area; `None` is the whole.
    pub area: Option<String>,
    /// The period after which values are not seen; `None` sees all.
    pub period: Option<Period>,
}

/// A value with its period, its area and its indicator.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// The view that the figure is seen in.
    pub view: IndicatorView,
    /// The index of the figure's series among the indicator's.
    pub series: usize,
    pub period: Period,
    pub observation: Observation,
}

/// A value that was asked for and is not there, as a finding says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissingValue {
    pub rule: Rule,
    pub message: String,
    /// The hint on what to do.
    pub hint: String,
}

impl MissingValue {
    /// A missing value of the rule `no-value`.
    pub(crate) fn value(message: String, hint: impl Into<String>) -> Self {
        Self { rule: Rule::NoValue, message, hint: hint.into() }
    }
}

impl IndicatorView {
    /// The series of the area, with their indexes in the indicator.
    fn all(&self) -> impl Iterator<Item = (usize, &Series)> {
        self.indicator.series.iter().enumerate().filter(|(_, s)| s.area == self.area)
    }

    fn seen(&self, period: Period) -> bool {
        self.period.is_none_or(|own| period.last_day() <= own.last_day())
    }

    fn figure(&self, series: usize, period: Period, observation: &Observation) -> Figure {
        Figure { view: self.clone(), series, period, observation: observation.clone() }
    }

    /// The value of a period, even one after the report's. The period is read as the window of each series
    /// has it, so that an academic year is found as "2022/23". `None` where there is no value.
    pub(crate) fn find(&self, period: Period) -> Option<Figure> {
        let get = |own: &dyn Fn(&Series) -> Option<Period>| {
            self.all().find_map(|(at, s)| {
                let period = own(s)?;
                s.values.get(&period).map(|o| self.figure(at, period, o))
            })
        };
        get(&|_| Some(period)).or_else(|| get(&|s| s.window.own(period)))
    }

    /// The value of a period as the series of the area have it: "2024 Q1" is of the calendar year where they are.
    ///
    /// # Errors
    /// No value for the period, or a text that is no one period there; the hint lists the periods that there
    /// are.
    pub(crate) fn at_typed(&self, typed: TypedPeriod) -> Result<Figure, MissingValue> {
        let period = typed.in_windows(self.all().map(|(_, series)| series.window));
        let period = period.ok_or_else(|| self.not_one_period(typed))?;
        let same_end = || self.all().find_map(|(_, series)| series.ending_with(period));
        if self.find(period).is_none()
            && let Some(own) = same_end()
        {
            return self.at(own);
        }
        self.at(period)
    }

    /// The missing value for a period that the series have in two ways, or in none.
    fn not_one_period(&self, typed: TypedPeriod) -> MissingValue {
        if let Some([one, other]) = typed.two_quarters() {
            let message = format!("{} has no such period: that could be {one} or {other}", self.title());
            let hint = format!("write \"{one}\" or \"{other}\", as it is meant; {}", self.there());
            return MissingValue { rule: Rule::Period, message, hint };
        }
        let could_be = typed.readings().join(" or ");
        let message = format!("{} has no such period: that could be {could_be}", self.title());
        MissingValue { rule: Rule::Period, message, hint: self.there() }
    }

    /// The value of a period.
    ///
    /// # Errors
    /// No value for the period; the hint lists the periods that there are.
    pub(crate) fn at(&self, period: Period) -> Result<Figure, MissingValue> {
        self.find(period).ok_or_else(|| {
            MissingValue::value(format!("{} has no value for {}", self.title(), period.short()), self.there())
        })
    }

    /// The value for the report's period.
    ///
    /// # Errors
    /// A report without a period, or data that stop earlier.
    pub(crate) fn now(&self) -> Result<Figure, MissingValue> {
        let id = &self.indicator.id;
        let Some(period) = self.period else {
            return Err(MissingValue {
                rule: Rule::NoPeriod,
                message: "this figure is of the paper's period, and the paper has none".to_owned(),
                hint: format!(
                    "add to a report, at the top, above the first [: period = \"2024/25 Q4\"; in any other paper write {id}.latest, or {id}.at(\"2024/25 Q4\")"
                ),
            });
        };
        self.at(period).map_err(|missing| match self.latest() {
            Ok(newest) => {
                let why = match self.indicator.late {
                    Some(LateReason::InArrears) => "it comes in arrears, and its newest value is of",
                    Some(LateReason::Stopped) => "it has stopped, and its last value is of",
                    None => "the data stop at",
                };
                let or =
                    if self.indicator.late.is_some() { "" } else { ", or add the new figure to its file" };
                // Of an area, the figure of that area is meant and no other.
                let own = match &self.area {
                    Some(area) => format!("{id}.area(\"{area}\")"),
                    None => id.clone(),
                };
                let hint = format!(
                    "{why} {}: write {own}.latest, and {own}.latest.period for when it was{or}; {}",
                    newest.period.short(),
                    self.there()
                );
                MissingValue { hint, ..missing }
            }
            Err(_) => missing,
        })
    }

    /// The newest value up to the report's period; it may be a mark.
    ///
    /// # Errors
    /// No value up to that period.
    pub(crate) fn latest(&self) -> Result<Figure, MissingValue> {
        let values = self.all().flat_map(|(at, s)| s.values.iter().map(move |(p, o)| (at, *p, o)));
        let seen: Vec<_> = values.filter(|(_, p, _)| self.seen(*p)).collect();
        // Of two that end together the first series' counts.
        let newest = seen.iter().rev().max_by_key(|(at, p, _)| (p.last_day(), usize::MAX - at));
        newest.map(|(at, p, o)| self.figure(*at, *p, o)).ok_or_else(|| {
            let known = match &self.area {
                _ if self.all().next().is_some() => self.there(),
                Some(area) => format!("add to the indicator a series with area = \"{area}\" and its values"),
                None => "add them to its file".to_owned(),
            };
            MissingValue::value(format!("{} has no values yet", self.title()), known)
        })
    }

    /// The value of the report's own period, or the newest one before it.
    ///
    /// # Errors
    /// No value up to that period.
    pub(crate) fn newest(&self) -> Result<Figure, MissingValue> {
        self.period.and_then(|p| self.find(p)).map_or_else(|| self.latest(), Ok)
    }

    /// The newest value up to the report's period, in the series that has the most of them.
    pub(crate) fn longest(&self) -> Option<Figure> {
        let seen = |s: &Series| s.values.keys().filter(|p| self.seen(**p)).count();
        let (at, series) =
            self.all().filter(|(_, s)| seen(s) > 0).min_by_key(|(at, s)| (usize::MAX - seen(s), *at))?;
        let (period, observation) =
            series.values.iter().filter(|(p, _)| self.seen(**p)).max_by_key(|(p, _)| p.last_day())?;
        Some(self.figure(at, *period, observation))
    }

    /// The view of the same indicator for another area.
    #[must_use]
    pub(crate) fn of_area(&self, area: Option<&str>) -> Self {
        Self { area: area.map(str::to_owned), ..self.clone() }
    }

    /// The name of the view in messages: "`x`" or "`x` for charnwood".
    pub(crate) fn title(&self) -> String {
        let id = &self.indicator.id;
        self.area.as_ref().map_or_else(|| format!("`{id}`"), |area| format!("`{id}` for `{area}`"))
    }

    /// The hint on the periods that there are values for.
    pub(crate) fn there(&self) -> String {
        let mut periods: Vec<Period> = self.all().flat_map(|(_, s)| s.values.keys().copied()).collect();
        periods.sort_by_key(|p| p.last_day());
        let names: Vec<String> = periods.iter().map(|p| p.short()).collect();
        match names.len() {
            0 => self.areas_there(),
            1..=12 => format!("it has: {}", names.join(", ")),
            n => format!("it has {n} values, from {} to {}", names[0], names[n - 1]),
        }
    }

    /// The hint on the areas that there are values for.
    fn areas_there(&self) -> String {
        let held = self.indicator.series.iter().filter(|s| !s.values.is_empty());
        let mut areas: Vec<&str> =
            held.map(|s| s.area.as_deref().unwrap_or("the whole (without .area)")).collect();
        areas.dedup();
        if areas.is_empty() {
            "it has no values".to_owned()
        } else {
            format!("it has values for: {}", areas.join(", "))
        }
    }
}

impl Figure {
    /// The period that a text names as the series of the figure has it.
    ///
    /// # Errors
    /// A text that is no one period there.
    pub(crate) fn read_period(&self, typed: TypedPeriod) -> Result<Period, MissingValue> {
        let own = typed.in_windows(std::iter::once(self.own_series().window));
        let own = own.ok_or_else(|| self.view.not_one_period(typed))?;
        let has = self.own_series().values.contains_key(&own);
        Ok(self.own_series().ending_with(own).filter(|_| !has).unwrap_or(own))
    }

    /// The indicator that the figure is of.
    pub(crate) fn indicator(&self) -> &Indicator {
        &self.view.indicator
    }

    /// The series that the figure is of.
    pub(crate) fn own_series(&self) -> &Series {
        &self.view.indicator.series[self.series]
    }

    /// The number of the figure.
    ///
    /// # Errors
    /// A mark in place of the number.
    pub(crate) fn number(&self) -> Result<Decimal, MissingValue> {
        match &self.observation.reading {
            Reading::Number(number) => Ok(*number),
            Reading::Mark(mark) => {
                let meaning = self.indicator().marks.get(mark).cloned().unwrap_or_default();
                Err(MissingValue {
                    rule: Rule::Suppressed,
                    message: format!(
                        "{} has `{mark}` for {} ({meaning}), which is not a number",
                        self.view.title(),
                        self.period.short()
                    ),
                    hint: "say in words why there is no figure, or ask for another period".to_owned(),
                })
            }
        }
    }

    /// The number as it is printed, which is what readers compare.
    ///
    /// # Errors
    /// A mark in place of the number.
    pub(crate) fn printed(&self) -> Result<Decimal, MissingValue> {
        self.number().map(|n| self.indicator().form().round(n))
    }

    /// The value of another period of the same series, even one after the report's; `None` where there is
    /// none.
    pub(crate) fn sibling(&self, period: Period) -> Option<Self> {
        let observation = self.own_series().values.get(&period)?;
        Some(self.view.figure(self.series, period, observation))
    }

    /// Whether a figure of the same series can be compared with this one.
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        self.own_series().window.is_comparable(self.period, other.period)
    }

    /// The values of the same series up to the report's period, in order of time; a figure of a later period
    /// sees up to its own.
    pub(crate) fn history(&self) -> Vec<Self> {
        let upto =
            self.view.period.map_or(self.period.last_day(), |p| p.last_day().max(self.period.last_day()));
        let values = self.own_series().values.iter().filter(|(p, _)| p.last_day() <= upto);
        let mut all: Vec<Self> = values.map(|(p, o)| self.view.figure(self.series, *p, o)).collect();
        all.sort_by_key(|f| f.period.last_day());
        all
    }

    /// The figure with the highest value of the history, the first of several.
    ///
    /// # Errors
    /// No number in the history, or years to date of unlike length.
    pub(crate) fn peak(&self) -> Result<Self, MissingValue> {
        self.extreme(|new, best| new > best)
    }

    /// The figure with the lowest value of the history, the first of several.
    ///
    /// # Errors
    /// No number in the history, or years to date of unlike length.
    pub(crate) fn low(&self) -> Result<Self, MissingValue> {
        self.extreme(|new, best| new < best)
    }

    fn extreme(&self, better: fn(Decimal, Decimal) -> bool) -> Result<Self, MissingValue> {
        let mut found: Option<(Decimal, Self)> = None;
        let history = self.history();
        if let Some(other) = history.iter().find(|other| !self.is_comparable(other)) {
            return Err(MissingValue {
                rule: Rule::YearToDate,
                message: format!(
                    "{} has no highest or lowest figure: it is a year to date, of which {} and {} cover unlike parts",
                    self.view.title(),
                    other.period.short(),
                    self.period.short()
                ),
                hint: "name the period that is meant, as in .at(\"2024-03\")".to_owned(),
            });
        }
        for figure in history {
            let Ok(value) = figure.printed() else { continue };
            if found.as_ref().is_none_or(|(best, _)| better(value, *best)) {
                found = Some((value, figure));
            }
        }
        found.map(|(_, f)| f).ok_or_else(|| {
            MissingValue::value(
                format!("{} has no number in its series", self.view.title()),
                self.view.there(),
            )
        })
    }

    /// The number as it is printed, with a % or £ and without the unit: "35.6%", "15.70".
    ///
    /// # Errors
    /// A mark in place of the number.
    pub(crate) fn signed_text(&self) -> Result<String, MissingValue> {
        self.number().map(|n| self.indicator().form().print(n))
    }
}
