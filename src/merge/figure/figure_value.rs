//! `FigureValue`: one figure as expressions read it: its value, and what follows from comparing it. It never
//! looks for its own value.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};
use minijinja::{Error, State};

use super::{
    DerivedText, OF_FIGURE, PeriodValue, absent, count_and_group, not_a_period, one_text, plain, said,
    unknown,
};
use crate::figure::{Change, Figure, MissingValue, ranking};
use crate::merge::figure_context::FigureContext;
use crate::value::Period;

/// A figure as expressions see it: a value that can be printed and asked for more.
#[derive(Debug)]
pub(in crate::merge) struct FigureValue {
    pub(super) figure: Figure,
    pub(super) context: Arc<FigureContext>,
}

impl Object for FigureValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let figure = &self.figure;
        let other = |found: Result<Figure, MissingValue>| {
            found.map_or_else(absent, |figure| {
                Value::from_object(Self { figure, context: self.context.clone() })
            })
        };
        Some(match key.as_str()? {
            "bare" => figure.number().map_or_else(absent, |n| Value::from(figure.indicator().form().bare(n))),
            "period" => Value::from_object(PeriodValue(figure.period, self.context.clone())),
            "previous" => other(self.sibling(figure.period.previous())),
            "year_ago" => other(self.year_ago()),
            "peak" => other(figure.peak()),
            "low" => other(figure.low()),
            "status" => self.status(),
            "target" => said(self.context.target(&figure.view, figure.period)),
            _ => return None,
        })
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        self.ask(method, args)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["bare", "period", "previous", "year_ago"])
    }
}

/// The other side of a comparison: a figure, or a number such as a target.
enum Comparison {
    Figure(Box<Figure>),
    Number(rust_decimal::Decimal),
}

impl FigureValue {
    /// The printed value with its unit, and the word that it may still change.
    ///
    /// # Errors
    /// A mark in place of the number.
    pub(in crate::merge) fn text(&self) -> Result<String, MissingValue> {
        self.context.text(&self.figure)
    }

    pub(super) fn ask(&self, method: &str, args: &[Value]) -> Result<Value, Error> {
        let against = "a period in quotes, as in \"year_ago\", \"previous\" or \"2023/24 Q1\"";
        let indicator = self.figure.indicator();
        let wording = &self.context.wording;
        Ok(match method {
            "vs" => said(
                self.changed(one_text("vs", against, args)?).map(|c| plain(wording.versus(c, indicator))),
            ),
            "moved" => said(self.moved(one_text("moved", against, args)?)),
            "compare" => {
                let text = one_text("compare", "an area in quotes, as in compare(\"england\")", args)?;
                said(self.compared(text).map(|c| plain(wording.versus(c, indicator))))
            }
            "change" => said(self.changing(one_text("change", against, args)?)),
            "verdict" => said(self.verdict(one_text("verdict", against, args)?)),
            "area" => {
                let text = one_text("area", "an area in quotes, as in area(\"charnwood\")", args)?;
                let found = self
                    .context
                    .area(text)
                    .and_then(|area| self.figure.view.of_area(area.as_deref()).at(self.figure.period));
                found.map_or_else(absent, |figure| {
                    Value::from_object(Self { figure, context: self.context.clone() })
                })
            }
            "rank" => {
                said(self.rank(one_text("rank", "an area in quotes, as in rank(\"charnwood\")", args)?))
            }
            "top" | "bottom" => {
                let (count, group) = count_and_group(method, args)?;
                said(self.some(count, group, method == "bottom"))
            }
            _ => return Err(unknown(method, &OF_FIGURE)),
        })
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

    fn year_ago(&self) -> Result<Figure, MissingValue> {
        let before = self.figure.period.year_ago();
        self.sibling(before.ok_or_else(|| super::no_year_ago(self.figure.period))?)
    }

    fn other(&self, text: &str) -> Result<Comparison, MissingValue> {
        let figure = &self.figure;
        let found = match text {
            "previous" => self.sibling(figure.period.previous()),
            "year_ago" => self.year_ago(),
            "peak" => figure.peak(),
            "low" => figure.low(),
            "target" => {
                let target = figure.indicator().target_at(figure.period);
                let target = target.ok_or_else(|| self.context.no_target(&figure.view, Some(figure.period)));
                return target.map(Comparison::Number);
            }
            "threshold" => return self.context.threshold_of(&figure.view).map(Comparison::Number),
            _ => match figure.own_series().window.read(text).or_else(|| Period::parse(text)) {
                Some(period) => self.sibling(period),
                None => Err(not_a_period(text, "; or year_ago, previous, peak, low, target, threshold")),
            },
        };
        found.map(|f| Comparison::Figure(Box::new(f)))
    }

    fn changed(&self, text: &str) -> Result<Change, MissingValue> {
        match self.other(text)? {
            Comparison::Figure(from) => Change::between(&from, &self.figure),
            Comparison::Number(from) => Change::against(from, &self.figure),
        }
    }

    /// The start of a movement: a number, which does not move, or an earlier figure.
    fn since(&self, method: &str, text: &str) -> Result<Comparison, MissingValue> {
        let other = self.other(text)?;
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

    fn moved(&self, text: &str) -> Result<DerivedText, MissingValue> {
        let Comparison::Figure(from) = self.since("moved", text)? else { return Err(still(text)) };
        let change = Change::between(&from, &self.figure)?;
        Ok(plain(self.context.wording.moved(change, self.figure.indicator())))
    }

    fn compared(&self, text: &str) -> Result<Change, MissingValue> {
        let area = self.context.area(text)?;
        let other = self.figure.view.of_area(area.as_deref()).at(self.figure.period)?;
        if other.own_series().window != self.figure.own_series().window {
            let message = format!(
                "{} and {} have their values for {} in series of different windows, which cannot be compared",
                self.figure.view.title(),
                other.view.title(),
                self.figure.period.short()
            );
            return Err(MissingValue::value(message, "compare figures of one window"));
        }
        Change::between(&other, &self.figure)
    }

    fn changing(&self, text: &str) -> Result<DerivedText, MissingValue> {
        let (change, words) = match self.since("change", text)? {
            Comparison::Figure(from) => (Change::between(&from, &self.figure)?, None),
            Comparison::Number(from) => (Change::against(from, &self.figure)?, Some(still(text))),
        };
        let (indicator, wording) = (self.figure.indicator(), &self.context.wording);
        let percent =
            change.percent.map(|p| format!("{}%", crate::value::grouped(p, Some(1)))).ok_or_else(|| {
                MissingValue::value(
                    format!("a change of `{}` from zero has no percentage", indicator.id),
                    "write the change itself, or both figures",
                )
            });
        let size = percent.clone().map(|p| p.trim_start_matches('-').to_owned());
        let words = words.map_or_else(|| Ok(wording.change(change, indicator)), Err);
        Ok(DerivedText {
            text: wording.signed(change, indicator),
            more: vec![
                ("percent", percent),
                ("size", Ok(wording.size(change, indicator))),
                ("percent_size", size),
                ("words", words),
            ],
            red: None,
        })
    }

    fn verdict(&self, text: &str) -> Result<DerivedText, MissingValue> {
        let Comparison::Figure(from) = self.since("verdict", text)? else {
            return Err(MissingValue::value(
                format!("a verdict compares two periods, and `{text}` is none"),
                "use .vs(\"target\") for the difference, or .status for the status",
            ));
        };
        let (verdict, basis) = self.figure.verdict(&from)?;
        let wording = &self.context.wording;
        let rule = wording.rule(basis, self.figure.indicator());
        Ok(DerivedText::with(wording.verdict(verdict).to_owned(), vec![("rule", Ok(rule))]))
    }

    pub(super) fn status(&self) -> Value {
        said(self.context.status(&self.figure).map(|(text, rule, red)| DerivedText {
            text,
            more: vec![("rule", Ok(rule))],
            red: red.then(|| self.figure.indicator().id.clone()),
        }))
    }

    fn rank(&self, text: &str) -> Result<DerivedText, MissingValue> {
        let area = self.context.area(text)?.unwrap_or_default();
        let group = self.context.areas.group_of(&area).ok_or_else(|| {
            MissingValue::value(format!("`{text}` is the whole, and has no rank"), "name one of its areas")
        })?;
        let ranked = ranking(&self.figure, group)?;
        let Some(own) = ranked.iter().find(|r| r.area == area) else {
            let figure = self.figure.view.of_area(Some(&area)).at(self.figure.period)?;
            let value = figure.number()?;
            return Err(MissingValue::value(
                format!("`{text}` has {value}, and no rank"),
                "name another area",
            ));
        };
        Ok(plain(self.context.wording.rank(own, ranked.len())))
    }

    fn some(&self, count: usize, group: Option<&str>, lowest: bool) -> Result<DerivedText, MissingValue> {
        let group = self.context.group(self.figure.indicator(), group)?;
        let mut ranked = ranking(&self.figure, group)?;
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
        Ok(plain(self.context.wording.list(&names)))
    }
}

/// The missing value for a movement from a number, such as a target, which does not move.
fn still(text: &str) -> MissingValue {
    MissingValue::value(
        format!("nothing moves from a {text}: it is no earlier figure"),
        format!("use .vs(\"{text}\"), as in \"2.27 higher than\""),
    )
}
