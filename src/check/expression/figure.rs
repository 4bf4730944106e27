//! From the words of an expression to a figure and what of it. A word that is not in the closed lists is a
//! finding at that word; it knows no indicator and no value.

use super::accessor::{
    AmountForm, BoardForm, ChangeForm, FigureAccessor, FigureChoice, FigureExpression, FigureStep,
    IndicatorAccessor, NextMeetingForm, OF_FIGURE, OF_INDICATOR, PartForm, PeriodForm, RuledForm,
};
use super::arguments;
use super::other_words;
use super::syntax::{Step, Word};
use crate::finding::{Correction, Finding, Rule, did_you_mean, sure_word};

type Reading<T> = Result<T, Box<Finding>>;

/// The steps of an expression that are still to be read, with the word before them.
struct Steps<'s, 't> {
    left: std::slice::Iter<'s, Step<'t>>,
    /// The word before the next step, for messages.
    before: &'t str,
}

impl<'s, 't> Steps<'s, 't> {
    fn next(&mut self) -> Option<&'s Step<'t>> {
        self.left.next()
    }

    /// Reads the last step, which is one of `forms`, without brackets; `plain` where there is none.
    fn form<F: Copy>(&mut self, plain: F, forms: &[(&str, F)]) -> Reading<F> {
        let Some(step) = self.next() else { return Ok(plain) };
        let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
        let found = forms.iter().find(|(name, _)| *name == step.word.text);
        let (_, form) = found.ok_or_else(|| unknown(&format!("`{}`", self.before), step.word, &names))?;
        arguments::none(step)?;
        self.before = step.word.text;
        self.finish(*form)
    }

    /// Finds steps after the last that means anything.
    fn finish<F>(&mut self, read: F) -> Reading<F> {
        match self.next() {
            None => Ok(read),
            Some(step) => {
                let message = format!("`{}` is words to print, and has no `{}`", self.before, step.word.text);
                Err(Box::new(
                    Finding::error(Rule::UnknownFigure, step.word.span, message)
                        .hint(format!("end with {}", self.before)),
                ))
            }
        }
    }
}

/// The finding for a word that `owner` does not have.
fn unknown(owner: &str, word: Word<'_>, known: &[&str]) -> Box<Finding> {
    let message = format!("{owner} has no `{}`", word.text);
    if let Some((name, form, words)) = other_words::meant(word.text, known) {
        let hint = format!("{words} is `{name}`: write .{form} in the place of .{}", word.text);
        let finding = Finding::error(Rule::UnknownFigure, word.span, message).hint(hint);
        return Box::new(finding.correct((form == name).then(|| Correction::replace(word.span, name))));
    }
    let quarter = word.text.strip_prefix(['q', 'Q']).filter(|n| matches!(*n, "1" | "2" | "3" | "4"));
    if let Some(quarter) = quarter.filter(|_| known.contains(&"at")) {
        let hint = format!(
            "the figure of another period is asked for by the whole of its period: write .at(\"2024/25 Q{quarter}\") in the place of .{}, with the right year",
            word.text
        );
        return Box::new(Finding::error(Rule::UnknownFigure, word.span, message).hint(hint));
    }
    Box::new(
        Finding::error(Rule::UnknownFigure, word.span, message)
            .hint_if(did_you_mean(word.text, known.iter().copied()))
            .correct(
                sure_word(word.text, known.iter().copied())
                    .map(|meant| Correction::replace(word.span, meant)),
            )
            .hint(format!("it has: {}", known.join(", "))),
    )
}

/// Reads the steps after the name of an indicator.
pub(super) fn of_indicator<'t>(name: Word<'t>, steps: &[Step<'t>]) -> Reading<FigureExpression> {
    let mut left = Steps { left: steps.iter(), before: name.text };
    let mut areas = Vec::new();
    let accessor = loop {
        let Some(step) = left.next() else { return Err(incomplete(name)) };
        if step.word.text == "area" {
            areas.push(arguments::area(step, &[])?);
            left.before = "area";
            continue;
        }
        break indicator_accessor(name, step, &mut left)?;
    };
    Ok(FigureExpression { indicator: name.text.to_owned(), span: name.span, areas, accessor })
}

/// The finding for an indicator of which nothing is said.
fn incomplete(name: Word<'_>) -> Box<Finding> {
    let id = name.text;
    let message = format!("`{id}` alone names no figure");
    let hint = format!(
        "where it is an indicator, say which of its figures, as in {{{{ {id}.now }}}}; it has: {}",
        OF_INDICATOR.join(", ")
    );
    Box::new(Finding::error(Rule::ExpressionIncomplete, name.span, message).hint(hint))
}

/// The hint for a word that stands where an indicator is followed by one of its figures, and is followed by one
/// itself: the name of a file before it, as in `crime.burglary.now`. `None` for any other.
fn id_behind(step: &Step<'_>, left: &Steps<'_, '_>) -> Option<String> {
    let next = left.left.as_slice().first()?;
    let id = step.word.text;
    let is_other = step.arguments.is_none() && did_you_mean(id, OF_INDICATOR).is_none();
    let follows = is_other && OF_INDICATOR.contains(&next.word.text);
    let more = if next.arguments.is_some() { "(…)" } else { "" };
    follows.then(|| {
        format!(
            "where `{id}` is the indicator, leave out what stands before it, the name of its file too: write {id}.{}{more}",
            next.word.text
        )
    })
}

fn indicator_accessor<'t>(
    name: Word<'t>,
    step: &Step<'t>,
    left: &mut Steps<'_, 't>,
) -> Reading<IndicatorAccessor> {
    let bare = [("bare", AmountForm::Bare)];
    left.before = step.word.text;
    let choice = match step.word.text {
        "now" => FigureChoice::Now,
        "latest" => FigureChoice::Latest,
        "previous" => FigureChoice::Previous,
        "year_ago" => FigureChoice::YearAgo,
        "peak" => FigureChoice::Peak,
        "low" => FigureChoice::Low,
        "at" => {
            let choice = FigureChoice::At(arguments::period(step)?);
            return figure(choice, left);
        }
        "name" | "sparkline" | "corrective_action" => {
            arguments::none(step)?;
            let accessor = match step.word.text {
                "name" => IndicatorAccessor::Name,
                "sparkline" => IndicatorAccessor::Sparkline,
                _ => IndicatorAccessor::CorrectiveAction,
            };
            return left.finish(accessor);
        }
        "target" | "threshold" => {
            arguments::none(step)?;
            let form = left.form(AmountForm::Whole, &bare)?;
            let target = step.word.text == "target";
            return Ok(if target {
                IndicatorAccessor::Target(form)
            } else {
                IndicatorAccessor::Threshold(form)
            });
        }
        word if OF_INDICATOR.contains(&word) => {
            let accessor = figure_accessor(step, left)?;
            return Ok(IndicatorAccessor::Figure(FigureChoice::Implied, Vec::new(), accessor));
        }
        word => {
            let finding = unknown(&format!("`{}`", name.text), step.word, &OF_INDICATOR);
            let of_now = OF_FIGURE.contains(&word).then(|| format!("write {}.now.{word}", name.text));
            return Err(match of_now.or_else(|| id_behind(step, left)) {
                Some(hint) => Box::new(finding.hint_only(hint)),
                None => finding,
            });
        }
    };
    arguments::none(step)?;
    figure(choice, left)
}

/// Reads the steps after a figure.
fn figure(choice: FigureChoice, left: &mut Steps<'_, '_>) -> Reading<IndicatorAccessor> {
    let mut steps = Vec::new();
    let accessor = loop {
        let Some(step) = left.next() else { break FigureAccessor::Value };
        left.before = step.word.text;
        let next = match step.word.text {
            "previous" => FigureStep::Previous,
            "year_ago" => FigureStep::YearAgo,
            "peak" => FigureStep::Peak,
            "low" => FigureStep::Low,
            "area" => {
                steps.push(FigureStep::Area(arguments::area(step, &[])?));
                continue;
            }
            _ => break figure_accessor(step, left)?,
        };
        arguments::none(step)?;
        steps.push(next);
    };
    Ok(IndicatorAccessor::Figure(choice, steps, accessor))
}

/// Reads what of a figure is printed.
fn figure_accessor(step: &Step<'_>, left: &mut Steps<'_, '_>) -> Reading<FigureAccessor> {
    let rule = [("rule", RuledForm::Rule)];
    Ok(match step.word.text {
        "bare" => {
            arguments::none(step)?;
            left.finish(FigureAccessor::Bare)?
        }
        "period" => {
            arguments::none(step)?;
            FigureAccessor::Period(period(left)?)
        }
        "status" => {
            arguments::none(step)?;
            FigureAccessor::Status(left.form(RuledForm::Words, &rule)?)
        }
        "target" => {
            arguments::none(step)?;
            FigureAccessor::Target(left.form(AmountForm::Whole, &[("bare", AmountForm::Bare)])?)
        }
        "vs" => left.finish(FigureAccessor::Versus(arguments::point(step, &[])?))?,
        "direction" => {
            let point = arguments::point(step, &["with"])?;
            left.finish(FigureAccessor::Direction(point, arguments::words_before(step)?))?
        }
        "moved" => {
            let point = arguments::point(step, &["periods"])?;
            left.finish(FigureAccessor::Moved(point, arguments::switch(step, "periods")?))?
        }
        "since" => FigureAccessor::Since(arguments::claim(step)?, part(left)?),
        "change" => {
            let point = arguments::point(step, &[])?;
            let forms = [
                ("percent", ChangeForm::Percent),
                ("size", ChangeForm::Size),
                ("percent_size", ChangeForm::PercentSize),
                ("words", ChangeForm::Words),
            ];
            FigureAccessor::Change(point, left.form(ChangeForm::Signed, &forms)?)
        }
        "verdict" => {
            let point = arguments::point(step, &[])?;
            FigureAccessor::Verdict(point, left.form(RuledForm::Words, &rule)?)
        }
        "compare" => {
            let area = arguments::area(step, &["latest"])?;
            let latest = arguments::switch(step, "latest")?;
            FigureAccessor::Compare { area, latest, form: part(left)? }
        }
        "rank" => left.finish(FigureAccessor::Rank(arguments::area(step, &[])?))?,
        "top" | "bottom" => {
            let (count, group) = arguments::count_and_group(step)?;
            let lowest = step.word.text == "bottom";
            left.finish(FigureAccessor::Extremes { count, group, lowest })?
        }
        _ => return Err(unknown("a figure", step.word, &OF_FIGURE)),
    })
}

/// Reads what of a comparison or a run is printed: its words, or a period.
fn part(left: &mut Steps<'_, '_>) -> Reading<PartForm> {
    let Some(step) = left.next() else { return Ok(PartForm::Words) };
    if step.word.text != "period" {
        return Err(unknown(&format!("`{}`", left.before), step.word, &["period"]));
    }
    arguments::none(step)?;
    left.before = "period";
    Ok(PartForm::Period(period(left)?))
}

fn period(left: &mut Steps<'_, '_>) -> Reading<PeriodForm> {
    let forms = [
        ("long", PeriodForm::Long),
        ("short", PeriodForm::Short),
        ("year", PeriodForm::Year),
        ("quarter", PeriodForm::Quarter),
        ("years", PeriodForm::Years),
        ("start", PeriodForm::Start),
        ("end", PeriodForm::End),
    ];
    left.form(PeriodForm::Short, &forms)
}

/// Reads the steps after `period`.
pub(super) fn of_period(name: Word<'_>, steps: &[Step<'_>]) -> Reading<PeriodForm> {
    period(&mut Steps { left: steps.iter(), before: name.text })
}

/// Reads the steps after `board`.
pub(super) fn of_board(name: Word<'_>, steps: &[Step<'_>]) -> Reading<BoardForm> {
    only(name, steps, [("name", BoardForm::Name), ("short", BoardForm::Short)])
}

/// Reads the steps after `next`.
pub(super) fn of_next(name: Word<'_>, steps: &[Step<'_>]) -> Reading<NextMeetingForm> {
    only(name, steps, [("long", NextMeetingForm::Long), ("day", NextMeetingForm::Day)])
}

/// Reads the one step after a name that prints nothing by itself.
fn only<F: Copy>(name: Word<'_>, steps: &[Step<'_>], forms: [(&str, F); 2]) -> Reading<F> {
    if steps.is_empty() {
        let message = format!("`{}` is not a figure or a text", name.text);
        let names = forms.map(|(form, _)| format!("{}.{form}", name.text));
        let hint = format!("write {{{{ {} }}}}", names.join(" }} or {{ "));
        return Err(Box::new(Finding::error(Rule::ExpressionIncomplete, name.span, message).hint(hint)));
    }
    Steps { left: steps.iter(), before: name.text }.form(forms[0].1, &forms)
}

/// Finds steps after a text in quotes.
pub(super) fn of_text(steps: &[Step<'_>]) -> Reading<()> {
    Steps { left: steps.iter(), before: "a text" }.finish(())
}
