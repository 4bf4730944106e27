//! `Wording`: a house style's words for changes, verdicts and ranks, put together with numbers. It never
//! chooses a word itself: all are tokens.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::change::{Basis, Change, ChangeVerdict};
use super::phrases::{RunPhrases, TimePhrases};
use super::rank::Ranked;
use super::run::FigureRun;
use crate::check::{Amount, Indicator, Measure, Rating};
use crate::style::date::{self, DatePart};
use crate::style::{Calendar, Tokens, fill};
use crate::value::{MINUS, NumberForm, Period, WINDOWS, Window};

/// The words for figures, from `[words]` and `[status]` of a style.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wording {
    rose: String,
    fell: String,
    stayed: String,
    /// The patterns for a movement with its periods: down, level and up.
    moved_in: [String; 3],
    /// The patterns for a direction: lower and higher.
    directions: [String; 2],
    /// The same patterns with words before them.
    directions_with: [String; 2],
    higher: String,
    lower: String,
    same: String,
    point: String,
    points: String,
    rise: String,
    fall: String,
    no_change: String,
    improved: String,
    worsened: String,
    risen: String,
    fallen: String,
    stable: String,
    highest: String,
    nth_highest: String,
    joint: String,
    ordinals: Vec<String>,
    counts: Vec<String>,
    rules: [String; 5],
    ratings: [String; 3],
    /// The word between the last two of a list.
    pub and: String,
    /// The word after a figure that may still change.
    pub provisional: String,
    /// The word after a figure that was published otherwise before.
    pub revised: String,
    /// The words for the status of an indicator without a target.
    pub no_target: String,
    /// The words in place of the status of a value that is not there.
    pub no_data: String,
    within: String,
    pub(super) target_met: String,
    pub(super) own_tolerance: String,
    pub(super) direction_improved: String,
    pub(super) direction_not_worse: String,
    pub(super) direction_worsened: String,
    pub(super) since_previous: String,
    pub(super) since_year_ago: String,
    pub(super) otherwise: String,
    pub(super) calendar: Calendar,
    /// The pattern of a date in text.
    date: String,
    /// The patterns for a quarter: whole, short, and without its year.
    pub(super) quarters: [String; 3],
    /// The patterns for several years together: whole and short.
    pub(super) several_years: [String; 2],
    /// The patterns for three months: whole and short.
    pub(super) three_months: [String; 2],
    /// The patterns for a week: whole and short.
    pub(super) weeks: [String; 2],
    /// The phrases for a time: in it, from it, and up to it.
    times: [TimePhrases; 3],
    /// The phrases for a run of months, of quarters and of years.
    runs: [RunPhrases; 3],
    pub(super) two_years: String,
    /// The words for the time that each window covers.
    windows: Vec<(Window, String)>,
}

impl Wording {
    /// The words of a style's tokens.
    pub(crate) fn of(tokens: &Tokens) -> Self {
        let word = |key: &str| tokens.text(&format!("words.{key}")).to_owned();
        let rating = |key: &str| tokens.text(&format!("status.{key}.word")).to_owned();
        Self {
            rose: word("rose"),
            fell: word("fell"),
            stayed: word("stayed"),
            moved_in: ["fell_in", "stayed_in", "rose_in"].map(word),
            directions: ["lower_than", "higher_than"].map(word),
            directions_with: ["lower_than_with", "higher_than_with"].map(word),
            higher: word("higher"),
            lower: word("lower"),
            same: word("same"),
            point: word("point"),
            points: word("points"),
            rise: word("rise"),
            fall: word("fall"),
            no_change: word("no_change"),
            improved: word("improved"),
            worsened: word("worsened"),
            risen: word("risen"),
            fallen: word("fallen"),
            stable: word("stable"),
            highest: word("highest"),
            nth_highest: word("nth_highest"),
            joint: word("joint"),
            counts: tokens.list("words.counts").into_iter().map(str::to_owned).collect(),
            ordinals: tokens.list("words.ordinals").into_iter().map(str::to_owned).collect(),
            rules: ["rule_equal", "rule_rates", "rule_proportions", "rule_tolerance", "rule_limits"]
                .map(word),
            ratings: ["green", "amber", "red"].map(rating),
            and: word("and"),
            provisional: word("provisional"),
            revised: word("revised"),
            no_target: word("no_target"),
            no_data: word("no_data"),
            within: word("within"),
            target_met: word("target_met"),
            own_tolerance: word("own_tolerance"),
            direction_improved: word("direction_improved"),
            direction_not_worse: word("direction_not_worse"),
            direction_worsened: word("direction_worsened"),
            since_previous: word("since_previous"),
            since_year_ago: word("since_year_ago"),
            otherwise: word("otherwise"),
            calendar: Calendar::of(tokens),
            date: tokens.text("dates.text").to_owned(),
            times: ["in", "from", "to"].map(|before| TimePhrases::of(tokens, before)),
            runs: ["months", "quarters", "years"].map(|unit| RunPhrases::of(tokens, unit)),
            two_years: word("two_years"),
            quarters: ["quarter", "short_quarter", "quarter_alone"].map(word),
            several_years: ["several_years", "short_several_years"].map(word),
            three_months: ["three_months", "short_three_months"].map(word),
            weeks: ["week", "short_week"].map(word),
            windows: WINDOWS.iter().map(|(_, window)| (*window, word(window_token(*window)))).collect(),
        }
    }

    /// The words for the time that a window covers: "rolling 12 months".
    pub(crate) fn window(&self, window: Window) -> &str {
        self.windows.iter().find(|(own, _)| *own == window).map_or("", |(_, words)| words)
    }

    /// A change as a movement: "fell from 17.97 to 15.70", "stayed at 2.77".
    pub(crate) fn moved(&self, change: Change, indicator: &Indicator) -> String {
        let print = |n| indicator.form().print(n);
        let pattern = pick(change, &self.fell, &self.stayed, &self.rose);
        fill(pattern, &[("from", print(change.from)), ("to", print(change.to))])
    }

    /// A change as a movement with its periods: "fell from 51% in June 2020 to 36% in 2021/22 Q3".
    pub(crate) fn moved_in(&self, change: Change, indicator: &Indicator, from: Period, to: Period) -> String {
        let print = |n| indicator.form().print(n);
        let [down, level, up] = &self.moved_in;
        let [within, since, until] = &self.times;
        let values = [
            ("from", print(change.from)),
            ("to", print(change.to)),
            ("then", within.phrase(from)),
            ("now", within.phrase(to)),
            ("since", since.phrase(from)),
            ("until", until.phrase(to)),
        ];
        fill(pick(change, down, level, up), &values)
    }

    /// A change as a direction without its size: "lower than", "the same as". `with` is words before it, as
    /// "marginally", which go where the figures are the same.
    pub(crate) fn direction(&self, change: Change, with: Option<&str>) -> String {
        let [lower, higher] = if with.is_some() { &self.directions_with } else { &self.directions };
        fill(pick(change, lower, &self.same, higher), &[("with", with.unwrap_or_default())])
    }

    /// A run in words: "for the last three quarters".
    pub(crate) fn run(&self, run: FigureRun) -> String {
        let [months, quarters, years] = &self.runs;
        let unit = match run.step {
            1 => months,
            3 => quarters,
            _ => years,
        };
        let named = run.count.checked_sub(2).and_then(|at| unit.named.get(at)).cloned();
        named.unwrap_or_else(|| fill(&unit.many, &[("count", run.count.to_string())]))
    }

    /// A day in the style's form for text.
    pub(crate) fn date(&self, day: NaiveDate) -> Vec<DatePart> {
        date::print(&self.date, day, &self.calendar).unwrap_or_default()
    }

    /// A change as a comparison: "0.33 higher than", "the same as".
    pub(crate) fn versus(&self, change: Change, indicator: &Indicator) -> String {
        let pattern = pick(change, &self.lower, &self.same, &self.higher);
        fill(pattern, &[("by", self.size(change, indicator))])
    }

    /// A change as a noun: "a rise of 1,688", "no change".
    pub(crate) fn change(&self, change: Change, indicator: &Indicator) -> String {
        let pattern = pick(change, &self.fall, &self.no_change, &self.rise);
        fill(pattern, &[("by", self.size(change, indicator))])
    }

    /// The size of a change without its sign: "0.33", "3.20 percentage points", "£8,230.67".
    pub(crate) fn size(&self, change: Change, indicator: &Indicator) -> String {
        self.amount(change.difference().abs(), indicator)
    }

    /// The size of a change with its sign: "-2.27".
    pub(crate) fn signed(&self, change: Change, indicator: &Indicator) -> String {
        self.amount(change.difference(), indicator)
    }

    fn amount(&self, amount: Decimal, indicator: &Indicator) -> String {
        let form = indicator.form();
        if indicator.measure == Measure::Percent {
            self.in_points(&form.bare(amount))
        } else {
            form.print(amount)
        }
    }

    /// A verdict in words: "has improved", "has remained stable".
    pub(crate) fn verdict(&self, verdict: ChangeVerdict) -> &str {
        match verdict {
            ChangeVerdict::Improved => &self.improved,
            ChangeVerdict::Worsened => &self.worsened,
            ChangeVerdict::Risen => &self.risen,
            ChangeVerdict::Fallen => &self.fallen,
            ChangeVerdict::Stable => &self.stable,
        }
    }

    /// The basis of a verdict, as a sentence without its full stop.
    pub(crate) fn rule(&self, basis: Basis, indicator: &Indicator) -> String {
        let [equal, rates, proportions, tolerance, limits] = &self.rules;
        match basis {
            Basis::Equal => equal.clone(),
            Basis::Rates => rates.clone(),
            Basis::Proportions => proportions.clone(),
            Basis::ControlLimits => limits.clone(),
            Basis::Tolerance => {
                let by = indicator.tolerance.map(|t| self.allowance(t, Some(indicator)));
                fill(tolerance, &[("by", by.unwrap_or_default())])
            }
        }
    }

    /// A tolerance or a distance from a target in words: "10%", "2 percentage points", "£500".
    pub(super) fn allowance(&self, amount: Amount, indicator: Option<&Indicator>) -> String {
        let own = match amount {
            Amount::Share(share) => return format!("{}%", share.normalize()),
            Amount::Own(own) => own.normalize(),
        };
        let Some(indicator) = indicator else { return NumberForm::default().print(own) };
        let places = match (indicator.measure, own.scale()) {
            (Measure::Money, 1) => 2,
            (_, places) => places,
        };
        let form = NumberForm { decimals: Some(places), ..indicator.form() };
        if indicator.measure == Measure::Percent { self.in_points(&form.bare(own)) } else { form.print(own) }
    }

    /// A number with the word for percentage points: "1 percentage point", "0.50 percentage points".
    fn in_points(&self, number: &str) -> String {
        let unit = if number.trim_start_matches(MINUS) == "1" { &self.point } else { &self.points };
        format!("{number} {unit}")
    }

    /// A rank in words: "second highest of seven", "joint highest of 25".
    pub(crate) fn rank(&self, ranked: &Ranked, count: usize) -> String {
        let ordinal = |n: usize| {
            self.ordinals.get(n - 1).cloned().unwrap_or_else(|| format!("{n}{}", self.calendar.suffix(n)))
        };
        let pattern = if ranked.rank == 1 { &self.highest } else { &self.nth_highest };
        let text = fill(pattern, &[("nth", ordinal(ranked.rank)), ("count", self.count(count))]);
        if ranked.joint { fill(&self.joint, &[("rank", text)]) } else { text }
    }

    /// A number in words where it is below ten, in figures where it is not: "seven", "25".
    pub(crate) fn count(&self, n: usize) -> String {
        n.checked_sub(1).and_then(|at| self.counts.get(at)).cloned().unwrap_or_else(|| n.to_string())
    }

    /// A list in words: "A, B and C".
    pub(crate) fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and),
        }
    }

    /// A rating in words: "green".
    pub(crate) fn rating(&self, rating: Rating) -> &str {
        let [green, amber, red] = &self.ratings;
        match rating {
            Rating::Green => green,
            Rating::Amber => amber,
            Rating::Red => red,
        }
    }

    /// A condition on the distance from a target: "within 10% of the target".
    pub(super) fn within(&self, by: &str) -> String {
        fill(&self.within, &[("by", by)])
    }
}

/// The `n`th name, counted from 1; empty where there is none.
pub(super) fn name(names: &[String], n: usize) -> &str {
    n.checked_sub(1).and_then(|at| names.get(at)).map_or("", String::as_str)
}

fn pick<'a>(change: Change, down: &'a str, same: &'a str, up: &'a str) -> &'a str {
    match change.to.cmp(&change.from) {
        std::cmp::Ordering::Less => down,
        std::cmp::Ordering::Equal => same,
        std::cmp::Ordering::Greater => up,
    }
}

/// The token for the time that a window covers.
fn window_token(window: Window) -> &'static str {
    match window {
        Window::Month => "by_month",
        Window::Quarter => "by_quarter",
        Window::CalendarQuarter => "by_calendar_quarter",
        Window::ThreeMonths => "rolling_3_months",
        Window::Week => "by_week",
        Window::Day => "by_day",
        Window::CalendarYear => "by_calendar_year",
        Window::FinancialYear => "by_financial_year",
        Window::AcademicYear => "by_academic_year",
        Window::PooledYears => "pooled_years",
        Window::YearToDate => "year_to_date",
        Window::RollingYear => "rolling_12_months",
        Window::Snapshot => "snapshot",
    }
}
