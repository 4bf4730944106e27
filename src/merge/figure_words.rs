//! From a figure to the words that an expression prints of it: its value, and what follows from comparing it.
//! It never looks for the figure itself.

use rust_decimal::Decimal;

use super::evaluated::Evaluated;
use super::period_words::{no_year_ago, print_period};
use crate::check::{
    ChangeForm, ComparisonPoint, FigureAccessor, FigureStep, PartForm, PeriodForm, PlainText, RuledForm,
    RunClaim,
};
use crate::figure::{Change, Figure, FigureRun, IndicatorView, MissingValue, ranking};
use crate::finding::Rule;
use crate::query::FigureContext;
use crate::value::{MINUS, Period, Window, grouped};

/// The other side of a comparison: a figure, or a number such as a target.
enum Comparison {
    Figure(Box<Figure>),
    Number(Decimal),
}

/// A figure, with the words and rules that it is printed by.
pub(super) struct FigureWords<'a> {
    pub figure: &'a Figure,
    pub context: &'a FigureContext,
}

impl FigureWords<'_> {
    /// What an accessor prints of the figure.
    ///
    /// # Errors
    /// A value that is not there, or that cannot be compared.
    pub(super) fn print(&self, accessor: &FigureAccessor) -> Result<Evaluated, MissingValue> {
        let (figure, context) = (self.figure, self.context);
        let (indicator, wording) = (figure.indicator(), &context.wording);
        Ok(Evaluated::Text(match accessor {
            FigureAccessor::Value => context.text(figure)?,
            FigureAccessor::Bare => indicator.form().bare(figure.number()?),
            FigureAccessor::Period(form) => return self.period(figure, *form),
            FigureAccessor::Status(form) => return self.status(*form),
            FigureAccessor::Target(form) => context.target(&figure.view, figure.period, *form)?,
            FigureAccessor::Versus(point) => wording.versus(self.changed(*point)?, indicator),
            FigureAccessor::Direction(point, with) => {
                wording.direction(self.changed(*point)?, with.as_deref())
            }
            FigureAccessor::Moved(point, periods) => {
                let (change, from) = self.moved(*point)?;
                if *periods {
                    self.of_whole_periods()?;
                    wording.moved_in(change, indicator, from, figure.period)
                } else {
                    wording.moved(change, indicator)
                }
            }
            FigureAccessor::Change(point, form) => self.change(*point, *form)?,
            FigureAccessor::Verdict(point, form) => self.verdict(*point, *form)?,
            FigureAccessor::Compare { area, latest, form } => {
                let other = self.compared(area, *latest)?;
                match form {
                    PartForm::Words => wording.versus(Change::between(&other, figure)?, indicator),
                    PartForm::Period(form) => return self.period(&other, *form),
                }
            }
            FigureAccessor::Since(claim, form) => {
                let run = self.run(*claim)?;
                match form {
                    PartForm::Words => wording.run(self.up_to_now(run)?),
                    PartForm::Period(form) => {
                        return print_period(self.beginning(run)?, None, *form, context);
                    }
                }
            }
            FigureAccessor::Rank(area) => self.rank(area)?,
            FigureAccessor::Extremes { count, group, lowest } => {
                self.extremes(*count, group.as_ref().map(|g| g.text.as_str()), *lowest)?
            }
        }))
    }

    /// The figure that a step leads to.
    ///
    /// # Errors
    /// No such figure.
    pub(super) fn step(&self, step: &FigureStep) -> Result<Figure, MissingValue> {
        match step {
            FigureStep::Previous => self.sibling(self.figure.period.previous()),
            FigureStep::YearAgo => self.year_ago(),
            FigureStep::Peak => self.figure.peak(),
            FigureStep::Low => self.figure.low(),
            FigureStep::Area(area) => {
                let area = self.context.area(&area.text)?;
                self.figure.view.of_area(area).at(self.figure.period)
            }
        }
    }

    /// The figure a year before.
    fn year_ago(&self) -> Result<Figure, MissingValue> {
        let before = self.figure.period.year_ago();
        self.sibling(before.ok_or_else(|| no_year_ago(self.figure.period))?)
    }

    /// The value of another period in the series of this figure.
    fn sibling(&self, period: Period) -> Result<Figure, MissingValue> {
        let own = self.figure.own_series().window.own(period).unwrap_or(period);
        self.figure.sibling(own).ok_or_else(|| {
            let view = &self.figure.view;
            if view.find(period).is_some() {
                let message = format!(
                    "{} has its values for {} and {} in series of different windows, which cannot be compared",
                    view.title(),
                    self.figure.period.short(),
                    period.short()
                );
                return MissingValue::value(message, "compare figures of one window");
            }
            MissingValue::value(format!("{} has no value for {}", view.title(), period.short()), view.there())
        })
    }

    fn other(&self, point: ComparisonPoint) -> Result<Comparison, MissingValue> {
        let figure = self.figure;
        let found = match point {
            ComparisonPoint::Previous => self.sibling(figure.period.previous()),
            ComparisonPoint::YearAgo => self.year_ago(),
            ComparisonPoint::Peak => figure.peak(),
            ComparisonPoint::Low => figure.low(),
            ComparisonPoint::Target => {
                let target = figure.indicator().target_at(figure.period);
                let target = target.ok_or_else(|| self.context.no_target(&figure.view, Some(figure.period)));
                return target.map(Comparison::Number);
            }
            ComparisonPoint::Threshold => {
                return self.context.threshold_of(&figure.view).map(Comparison::Number);
            }
            ComparisonPoint::Period(period) => self.sibling(figure.read_period(period)?),
        };
        found.map(|f| Comparison::Figure(Box::new(f)))
    }

    fn changed(&self, point: ComparisonPoint) -> Result<Change, MissingValue> {
        match self.other(point)? {
            Comparison::Figure(from) => Change::between(&from, self.figure),
            Comparison::Number(from) => Change::against(from, self.figure),
        }
    }

    /// The start of a movement: a number, which does not move, or an earlier figure.
    fn since(&self, method: &str, point: ComparisonPoint) -> Result<Comparison, MissingValue> {
        let other = self.other(point)?;
        if let Comparison::Figure(from) = &other
            && from.period.last_day() > self.figure.period.last_day()
        {
            let (id, late, early) =
                (&self.figure.indicator().id, from.period.short(), self.figure.period.short());
            return Err(MissingValue::value(
                format!("`{method}` goes from an earlier period to a later one, and {late} is after {early}"),
                format!(
                    "turn it round: {id}.at(\"{late}\").{method}(\"{early}\"); or use vs, which only compares"
                ),
            ));
        }
        Ok(other)
    }

    /// The change from an earlier figure, and that figure's period.
    fn moved(&self, point: ComparisonPoint) -> Result<(Change, Period), MissingValue> {
        match self.since("moved", point)? {
            Comparison::Figure(from) => Ok((Change::between(&from, self.figure)?, from.period)),
            Comparison::Number(_) => Err(still(point)),
        }
    }

    /// Finds a figure that is not of the month or quarter alone by which its period is called.
    fn of_whole_periods(&self) -> Result<(), MissingValue> {
        let (title, period) = (self.figure.view.title(), self.figure.period.short());
        let message = match self.figure.own_series().window {
            Window::YearToDate => format!(
                "{title} is of all months from April to {period}, and periods = true would print the last alone"
            ),
            Window::ThreeMonths | Window::PooledYears | Window::Week | Window::Day => {
                format!(
                    "{title} is of periods that are no month, quarter or year, which periods = true prints"
                )
            }
            Window::Month
            | Window::Quarter
            | Window::CalendarQuarter
            | Window::CalendarYear
            | Window::FinancialYear
            | Window::AcademicYear
            | Window::RollingYear
            | Window::Snapshot => return Ok(()),
        };
        Err(MissingValue {
            rule: Rule::YearToDate,
            message,
            hint: "leave periods out, and print .period.start and .period.end of the figures".to_owned(),
        })
    }

    /// A figure's period in the style's words.
    fn period(&self, figure: &Figure, form: PeriodForm) -> Result<Evaluated, MissingValue> {
        print_period(figure.period, Some(figure.own_series().window), form, self.context)
    }

    /// The run of what is claimed, up to the figure.
    fn run(&self, claim: RunClaim) -> Result<FigureRun, MissingValue> {
        let (figure, context) = (self.figure, self.context);
        let target = |of: &Figure| {
            let target = of.indicator().target_at(of.period);
            target.ok_or_else(|| context.no_target(&of.view, Some(of.period)))
        };
        let threshold = |of: &Figure| context.threshold_of(&of.view);
        match claim {
            RunClaim::Risen => figure.run_of_changes(true),
            RunClaim::Fallen => figure.run_of_changes(false),
            RunClaim::Unchanged => figure.run_unchanged(),
            RunClaim::AboveTarget => figure.run_beyond(true, "target", target),
            RunClaim::BelowTarget => figure.run_beyond(false, "target", target),
            RunClaim::AboveThreshold => figure.run_beyond(true, "threshold", threshold),
            RunClaim::BelowThreshold => figure.run_beyond(false, "threshold", threshold),
        }
    }

    /// A run that ends with the report's period, of which alone "the last" can be said.
    fn up_to_now(&self, run: FigureRun) -> Result<FigureRun, MissingValue> {
        let (figure, now) = (self.figure, self.figure.view.period);
        if now.is_some_and(|now| now.months() == figure.period.months()) {
            return Ok(run);
        }
        let now =
            now.map_or("there is no period".to_owned(), |now| format!("the report is for {}", now.short()));
        Err(MissingValue::value(
            format!("`since` says \"the last\", {now}, and this figure is of {}", figure.period.short()),
            "write .since(\"…\").period: it says from when on, as in \"since 2023/24 Q1\"",
        ))
    }

    /// The period from which a run goes, where the data show its beginning.
    fn beginning(&self, run: FigureRun) -> Result<Period, MissingValue> {
        if run.begins {
            return Ok(run.first);
        }
        Err(MissingValue::value(
            format!(
                "nobody can say since when: {} has no figure before {}, and it may have been so earlier",
                self.figure.view.title(),
                run.first.short()
            ),
            "write .since(\"…\") without .period, which counts the periods that there are",
        ))
    }

    /// The figure of another area for the same period; with `latest`, its newest up to that one.
    fn compared(&self, area: &PlainText, latest: bool) -> Result<Figure, MissingValue> {
        let area = self.context.area(&area.text)?;
        let view = self.figure.view.of_area(area);
        let other = match view.at(self.figure.period) {
            Ok(other) => other,
            Err(missing) => {
                let upto = IndicatorView { period: Some(self.figure.period), ..view };
                let Ok(newest) = upto.latest() else { return Err(missing) };
                if !latest {
                    let hint = format!(
                        "its newest is of {}: write compare(\"{}\", latest = true), and the same with .period behind it for when that was",
                        newest.period.short(),
                        area.unwrap_or("…")
                    );
                    return Err(MissingValue { hint, ..missing });
                }
                newest
            }
        };
        if other.own_series().window != self.figure.own_series().window {
            let message = format!(
                "{} and {} have their values for {} in series of different windows, which cannot be compared",
                self.figure.view.title(),
                other.view.title(),
                self.figure.period.short()
            );
            return Err(MissingValue::value(message, "compare figures of one window"));
        }
        Ok(other)
    }

    fn change(&self, point: ComparisonPoint, form: ChangeForm) -> Result<String, MissingValue> {
        let (change, moves) = match self.since("change", point)? {
            Comparison::Figure(from) => (Change::between(&from, self.figure)?, true),
            Comparison::Number(from) => (Change::against(from, self.figure)?, false),
        };
        let (indicator, wording) = (self.figure.indicator(), &self.context.wording);
        let percent = || {
            change.percent.map(|p| format!("{}%", grouped(p, Some(1)))).ok_or_else(|| {
                MissingValue::value(
                    format!("a change of `{}` from zero has no percentage", indicator.id),
                    "write the change itself, or both figures",
                )
            })
        };
        Ok(match form {
            ChangeForm::Signed => wording.signed(change, indicator),
            ChangeForm::Size => wording.size(change, indicator),
            ChangeForm::Percent => percent()?,
            ChangeForm::PercentSize => percent()?.trim_start_matches(MINUS).to_owned(),
            ChangeForm::Words if moves => wording.change(change, indicator),
            ChangeForm::Words => return Err(still(point)),
        })
    }

    fn verdict(&self, point: ComparisonPoint, form: RuledForm) -> Result<String, MissingValue> {
        let Comparison::Figure(from) = self.since("verdict", point)? else {
            return Err(MissingValue::value(
                format!("a verdict compares two periods, and `{}` is none", number_word(point)),
                "use .vs(\"target\") for the difference, or .status for the status",
            ));
        };
        let (verdict, basis) = self.figure.verdict(&from)?;
        let wording = &self.context.wording;
        Ok(match form {
            RuledForm::Words => wording.verdict(verdict).to_owned(),
            RuledForm::Rule => wording.rule(basis, self.figure.indicator()),
        })
    }

    fn status(&self, form: RuledForm) -> Result<Evaluated, MissingValue> {
        let (text, rule, red) = self.context.status(self.figure)?;
        Ok(match form {
            RuledForm::Rule => Evaluated::Text(rule),
            RuledForm::Words if red => Evaluated::Red(text, self.figure.indicator().id.clone()),
            RuledForm::Words => Evaluated::Text(text),
        })
    }

    fn rank(&self, area: &PlainText) -> Result<String, MissingValue> {
        let text = &area.text;
        let area = self.context.area(text)?.unwrap_or_default();
        let group = self.context.areas.group_of(area).ok_or_else(|| {
            MissingValue::value(format!("`{text}` is the whole, and has no rank"), "name one of its areas")
        })?;
        let ranked = ranking(self.figure, group)?;
        let Some(own) = ranked.iter().find(|r| r.area == area) else {
            let figure = self.figure.view.of_area(Some(area)).at(self.figure.period)?;
            let value = figure.number()?;
            return Err(MissingValue::value(
                format!("`{text}` has {value}, and no rank"),
                "name another area",
            ));
        };
        Ok(self.context.wording.rank(own, ranked.len()))
    }

    /// The names of the highest or lowest few areas.
    fn extremes(&self, count: usize, group: Option<&str>, lowest: bool) -> Result<String, MissingValue> {
        let group = self.context.group(self.figure.indicator(), group)?;
        let mut ranked = ranking(self.figure, group)?;
        if lowest {
            ranked.sort_by_key(|r| r.value);
        }
        if count > ranked.len() {
            let (found, group, period) = (ranked.len(), &group.id, self.figure.period.short());
            let are = if found == 1 { "area of" } else { "areas of" };
            let have = if found == 1 { "has" } else { "have" };
            return Err(MissingValue::value(
                format!("only {found} {are} [areas.{group}] {have} a number for {period}"),
                if found == 1 { "ask for 1".to_owned() } else { format!("ask for {found} or fewer") },
            ));
        }
        // Whoever stands last must not stand there by chance.
        if let Some(next) = ranked.get(count).filter(|next| next.value == ranked[count - 1].value) {
            let tied: Vec<&str> =
                ranked.iter().filter(|r| r.value == next.value).map(|r| r.name.as_str()).collect();
            let before = ranked.iter().take_while(|r| r.value != next.value).count();
            let or = if before > 0 { format!("{before} or ") } else { String::new() };
            return Err(MissingValue::value(
                format!("{} have the same figure: which of them count is chance", tied.join(", ")),
                format!("ask for {or}{}", before + tied.len()),
            ));
        }
        let names: Vec<String> = ranked.into_iter().take(count).map(|r| r.name).collect();
        Ok(self.context.wording.list(&names))
    }
}

/// The word for a number that a figure is compared with.
fn number_word(point: ComparisonPoint) -> &'static str {
    if point == ComparisonPoint::Threshold { "threshold" } else { "target" }
}

/// The missing value for a movement from a number, such as a target, which does not move.
fn still(point: ComparisonPoint) -> MissingValue {
    let word = number_word(point);
    MissingValue::value(
        format!("nothing moves from a {word}: it is no earlier figure"),
        format!("use .vs(\"{word}\"), as in \"2.27 higher than\""),
    )
}
