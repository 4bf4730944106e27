//! `FigureQuery`: what charts, tables and dashboards of indicators have in common: which figures they show,
//! how a value stands in a cell, and where data come from. It makes no picture and no table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::figure_context::FigureContext;
use super::grid::GridValue;
use crate::check::{Group, Indicator, PlainText, Reading};
use crate::figure::{Figure, IndicatorView, MissingValue};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::model::Inline;
use crate::style::{Tokens, fill};
use crate::value::{Period, standard_mark};

/// The figures that a paper may show.
pub(crate) struct FigureQuery<'a> {
    pub indicators: &'a BTreeMap<String, Arc<Indicator>>,
    /// The words and rules for figures.
    pub context: &'a Arc<FigureContext>,
    /// The report's period; `None` where it has none.
    pub period: Option<Period>,
    pub tokens: &'a Tokens,
}

impl FigureQuery<'_> {
    /// A period as the paper prints it: "2024/25 Q3".
    pub(crate) fn period_words(&self, period: Period) -> String {
        self.context.wording.short(period)
    }

    /// A period as the axis of a chart names it.
    pub(crate) fn axis_words(&self, period: Period) -> String {
        self.context.wording.on_axis(period)
    }

    /// An indicator for an area, up to the report's period. `None` where no file defines it, which `check`
    /// has made sure of.
    pub(crate) fn view(&self, id: &PlainText, area: Option<&str>) -> Option<IndicatorView> {
        let indicator = self.indicators.get(&id.text)?.clone();
        Some(IndicatorView { indicator, area: area.map(str::to_owned), period: self.period })
    }

    /// The newest figure. `None` where there is none, with a finding at `span`; there is a finding too where
    /// the data stop before the report's period and the indicator does not say why.
    pub(crate) fn newest(&self, view: &IndicatorView, span: Span, findings: &mut Findings) -> Option<Figure> {
        match view.newest() {
            Ok(figure) => {
                let late = self.period.is_some_and(|p| figure.period.ends_before(p));
                if late
                    && view.indicator.late.is_none()
                    && view.area.is_none()
                    && let Err(missing) = view.now()
                {
                    let hint = format!(
                        "the data stop at {}: add the new figure, or say in the indicator why there is none: in_arrears = true, or stopped = true",
                        figure.period.short()
                    );
                    self.missing(&MissingValue { hint, ..missing }, &view.indicator, span, findings);
                }
                Some(figure)
            }
            Err(missing) => {
                self.missing(&missing, &view.indicator, span, findings);
                None
            }
        }
    }

    /// Adds the finding that a value of an indicator is missing, unless its figures could not be read, which
    /// was said at its file.
    pub(crate) fn missing(
        &self,
        missing: &MissingValue,
        indicator: &Indicator,
        span: Span,
        findings: &mut Findings,
    ) {
        if !(indicator.unread && missing.rule == Rule::NoValue) {
            findings.push(missing_value(missing, span));
        }
    }

    /// The group of areas of a chart or table, which names it with `key`. `None` where it is not there or
    /// several could be meant, with a finding.
    pub(crate) fn group(
        &self,
        indicator: &Indicator,
        group: Option<&PlainText>,
        key: &str,
        span: Span,
        findings: &mut Findings,
    ) -> Option<Group> {
        match self.context.group(indicator, group.map(|g| g.text.as_str())) {
            Ok(group) => Some(group.clone()),
            Err(mut missing) => {
                let held = self.context.held(indicator);
                if held.len() > 1 {
                    let ids: Vec<&str> = held.iter().map(|g| g.id.as_str()).collect();
                    missing.hint =
                        format!("say which: {key} = \"{}\" (there are: {})", ids[0], ids.join(", "));
                }
                self.missing(&missing, indicator, span, findings);
                None
            }
        }
    }

    /// The value of a figure for a cell; the style's word for no value where there is none.
    pub(crate) fn value(&self, figure: Option<&Figure>) -> GridValue {
        let Some(figure) = figure else {
            let text = self.tokens.text("words.no_value").to_owned();
            return GridValue { text, raw: String::new(), numeric: false, missing: true };
        };
        match &figure.observation.reading {
            Reading::Mark(mark) => {
                GridValue { text: mark.clone(), raw: mark.clone(), numeric: false, missing: true }
            }
            Reading::Number(number) => GridValue {
                text: figure.indicator().form().print(*number) + &self.context.state(figure),
                raw: number.to_string(),
                numeric: true,
                missing: false,
            },
        }
    }

    /// The name of an area, or of the whole for `None`.
    pub(crate) fn area_name(&self, area: Option<&str>) -> String {
        let name = match area {
            Some(id) => self.context.areas.name(id),
            None => self.context.areas.whole.as_ref(),
        };
        name.map(|n| n.text.trim().to_owned()).unwrap_or_default()
    }

    /// The name of what an indicator's figures without an area are for: its own, or the council's whole.
    pub(crate) fn whole_name(&self, indicator: &Indicator) -> String {
        let own = indicator.whole.as_ref().map(|n| n.text.trim().to_owned());
        own.filter(|name| !name.is_empty()).unwrap_or_else(|| self.area_name(None))
    }

    /// The line under a chart or table on the source of its figures, with the meaning of the marks among
    /// them. `typed` replaces the indicators' own sources.
    pub(crate) fn origin<'f>(
        &self,
        typed: Option<Vec<Inline>>,
        figures: impl IntoIterator<Item = &'f Figure>,
        span: Span,
    ) -> Vec<Inline> {
        let mut sources: Vec<&PlainText> = Vec::new();
        let mut marks: Vec<String> = Vec::new();
        for figure in figures {
            let indicator = figure.indicator();
            // The figure's own indicator lives as long as the map that holds it.
            let held = self.indicators.get(&indicator.id);
            if let Some(source) = held.and_then(|i| i.origin.as_ref())
                && sources.iter().all(|s| s.text != source.text)
            {
                sources.push(source);
            }
            if let Reading::Mark(mark) = &figure.observation.reading {
                let standard = || standard_mark(mark).map(|path| self.tokens.text(path).to_owned());
                let meaning = indicator.marks.get(mark).cloned().or_else(standard).unwrap_or_default();
                let words = format!("{mark} {meaning}");
                if !marks.contains(&words) {
                    marks.push(words);
                }
            }
        }
        let mut out = typed.unwrap_or_else(|| {
            let mut out = Vec::new();
            for (n, source) in sources.iter().enumerate() {
                if n > 0 {
                    out.push(Inline::Text("; ".to_owned(), span));
                }
                out.push(Inline::Text(source.text.trim().to_owned(), source.span));
            }
            out
        });
        for words in marks {
            let before = if out.is_empty() { "" } else { ". " };
            out.push(Inline::Text(format!("{before}{words}"), span));
        }
        out
    }

    /// The words of the token at `path`, with values filled in.
    pub(crate) fn filled(&self, path: &str, values: &[(&str, &str)]) -> String {
        fill(self.tokens.text(path), values)
    }
}

/// The finding for a value that is not there.
pub(crate) fn missing_value(missing: &MissingValue, span: Span) -> Finding {
    Finding::error(missing.rule, span, missing.message.clone()).hint(missing.hint.clone())
}
