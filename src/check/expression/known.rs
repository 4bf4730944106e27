//! `ExpressionNames`: the indicators and areas that expressions of a paper may name, and whether it has a
//! period and a next meeting. It evaluates nothing.

use super::other_words::part_of_paper;
use super::{FigureAccessor, FigureExpression, FigureStep, IndicatorAccessor, PrintedExpression};
use crate::check::area::unknown_group;
use crate::check::{AreaGroups, PlainText};
use crate::finding::{Correction, Finding, Rule, Span, did_you_mean, list_or_command, sure_word};

/// What the expressions of a paper may name.
#[derive(Debug, Clone)]
pub(crate) struct ExpressionNames<'a> {
    /// The ids of the indicators, sorted.
    pub indicators: Vec<&'a str>,
    pub areas: &'a AreaGroups,
    /// Whether the paper has a period.
    pub period: bool,
    /// Whether it is known when the board meets next.
    pub next: bool,
}

impl ExpressionNames<'_> {
    /// The findings for names in an expression that nothing declares.
    pub(crate) fn unknown(&self, expression: &PrintedExpression) -> Vec<Finding> {
        match expression {
            PrintedExpression::Period(_, span) if !self.period => vec![
                Finding::error(Rule::NoPeriod, *span, "this report has no period")
                    .hint("add: period = \"2024/25 Q4\" at the top of the report, above the first ["),
            ],
            PrintedExpression::Next(_, span) if !self.next => vec![
                Finding::error(Rule::NoNext, *span, "it is not said when the board meets next").hint(
                    "add at the top of the pack: next = 2024-06-28T10:00:00; only the texts of an agenda can print it",
                ),
            ],
            PrintedExpression::Figure(figure) => self.unknown_of(figure),
            _ => Vec::new(),
        }
    }

    fn unknown_of(&self, figure: &FigureExpression) -> Vec<Finding> {
        if self.indicators.binary_search(&figure.indicator.as_str()).is_err() {
            return vec![self.unknown_indicator(&figure.indicator, figure.span)];
        }
        let areas = areas(figure).filter(|area| self.areas.find(&area.text).is_none());
        let mut findings: Vec<Finding> = areas.map(|area| self.unknown_area(area, figure)).collect();
        if let IndicatorAccessor::Figure(_, _, FigureAccessor::Extremes { group: Some(group), .. }) =
            &figure.accessor
            && self.areas.group(&group.text).is_none()
        {
            findings.push(unknown_group(group, self.areas));
        }
        findings
    }

    /// The finding for an area that is not declared. Another place to compare with is no part of the council.
    fn unknown_area(&self, area: &PlainText, figure: &FigureExpression) -> Finding {
        let is_own = figure.areas.iter().any(|own| own.span == area.span);
        let how = is_own.then(|| self.areas.how_to_declare(&area.text)).flatten();
        self.areas.unknown(&area.text, area.span).hint_if(how)
    }

    fn unknown_indicator(&self, id: &str, span: Span) -> Finding {
        let list = if self.indicators.is_empty() {
            "there are no indicators yet: make indicators/<name>.toml".to_owned()
        } else {
            list_or_command(&self.indicators, "indicators")
        };
        let own =
            ["board"].into_iter().chain(self.period.then_some("period")).chain(self.next.then_some("next"));
        let known = self.indicators.iter().copied().chain(own);
        Finding::error(Rule::UnknownIndicator, span, format!("no data file defines `{id}`"))
            .label("not in indicators/")
            .hint_if(did_you_mean(id, known.clone()).or_else(|| part_of_paper(id).map(str::to_owned)))
            .correct(sure_word(id, known).map(|meant| Correction::replace(span, meant)))
            .hint(list)
    }
}

/// The areas that an expression names, in order.
fn areas(figure: &FigureExpression) -> impl Iterator<Item = &PlainText> {
    let (steps, last) = match &figure.accessor {
        IndicatorAccessor::Figure(_, steps, accessor) => {
            let last = match accessor {
                FigureAccessor::Compare { area, .. } | FigureAccessor::Rank(area) => Some(area),
                _ => None,
            };
            (steps.as_slice(), last)
        }
        _ => (&[][..], None),
    };
    let of_steps =
        steps.iter().filter_map(|step| if let FigureStep::Area(area) = step { Some(area) } else { None });
    figure.areas.iter().chain(of_steps).chain(last)
}
