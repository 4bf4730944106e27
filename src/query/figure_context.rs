//! `FigureContext`: what the figures of one paper need besides their values: the style's words, the rules for
//! status and the areas. It holds no figure.

use std::collections::BTreeMap;

use crate::check::{
    AmountForm, AreaGroups, BetterDirection, BoardSpec, Council, Group, Indicator, Rating, StatusRules,
    standard_rules,
};
use crate::figure::{Figure, IndicatorView, MissingValue, Status, Wording, rule_words, status};
use crate::finding::Rule;
use crate::style::Style;
use crate::value::Period;
use rust_decimal::Decimal;

/// The words, areas and rules that the figures of a paper need besides their values.
#[derive(Debug)]
pub(crate) struct FigureContext {
    pub wording: Wording,
    pub areas: AreaGroups,
    rag: BTreeMap<String, StatusRules>,
    board_rag: Option<String>,
}

impl FigureContext {
    /// The context of a paper to a board, in the words of the board's style.
    pub(crate) fn new(council: &Council, board: &BoardSpec) -> Self {
        Self::speaking(council, board, &board.style)
    }

    /// The context of a paper to a board, in the words of `style`.
    pub(crate) fn speaking(council: &Council, board: &BoardSpec, style: &Style) -> Self {
        Self {
            wording: Wording::of(&style.tokens),
            areas: council.areas.clone(),
            rag: council.rag.clone(),
            board_rag: board.rag.as_ref().map(|r| r.text.clone()),
        }
    }

    /// The rules for an indicator's status: its own, its board's, or the standard ones.
    pub(crate) fn rules(&self, indicator: &Indicator) -> StatusRules {
        let named = indicator.rag.as_ref().map(|r| &r.text).or(self.board_rag.as_ref());
        named.and_then(|name| self.rag.get(name)).cloned().unwrap_or_else(standard_rules)
    }

    /// A value with its unit, and the word that it may still change.
    ///
    /// # Errors
    /// A mark in place of the number.
    pub(crate) fn text(&self, figure: &Figure) -> Result<String, MissingValue> {
        Ok(self.with_unit(figure.signed_text()?, figure.indicator()) + &self.state(figure))
    }

    /// The word after a value that is provisional or revised, with a blank before it: " (provisional)"; empty
    /// for any other.
    pub(crate) fn state(&self, figure: &Figure) -> String {
        let word = match (figure.observation.provisional, figure.observation.revised) {
            (true, _) => &self.wording.provisional,
            (false, true) => &self.wording.revised,
            (false, false) => return String::new(),
        };
        if word.is_empty() { String::new() } else { format!(" {word}") }
    }

    fn with_unit(&self, number: String, indicator: &Indicator) -> String {
        match &indicator.unit {
            Some(unit) => format!("{number} {}", unit.text.trim()),
            None => number,
        }
    }

    fn amount(&self, value: Decimal, indicator: &Indicator, form: AmountForm) -> String {
        match form {
            AmountForm::Whole => self.with_unit(indicator.form().print(value), indicator),
            AmountForm::Bare => indicator.form().bare(value),
        }
    }

    /// The target of an indicator for a period.
    ///
    /// # Errors
    /// No target for the period.
    pub(crate) fn target(
        &self,
        view: &IndicatorView,
        period: Period,
        form: AmountForm,
    ) -> Result<String, MissingValue> {
        let target = view.indicator.target_at(period).ok_or_else(|| self.no_target(view, Some(period)))?;
        Ok(self.amount(target, &view.indicator, form))
    }

    /// The missing value for an indicator without a target, with a hint on how to give it one.
    pub(crate) fn no_target(&self, view: &IndicatorView, period: Option<Period>) -> MissingValue {
        let id = &view.indicator.id;
        let targets = &view.indicator.targets;
        let when = period.map(|p| format!(" for {}", p.short())).unwrap_or_default();
        let hint = if targets.is_empty() {
            // A target is of no use without it, and would be the next finding.
            let polarity = match view.indicator.better {
                Some(BetterDirection::Lower | BetterDirection::Higher) => "",
                _ => ", and better = \"lower\" (or \"higher\")",
            };
            format!(
                "add the target that has been agreed below [{id}] in its file in indicators/: target = …, or [{id}.targets] with a line for each period{polarity}; where there is none, take it out of the sentence"
            )
        } else {
            let known: Vec<String> = targets.by_period.keys().map(|p| p.short()).collect();
            format!("it has targets for: {}", known.join(", "))
        };
        MissingValue::value(format!("`{id}` has no target{when}"), hint)
    }

    /// The threshold of an indicator, as it is printed.
    ///
    /// # Errors
    /// No threshold.
    pub(crate) fn threshold(&self, view: &IndicatorView, form: AmountForm) -> Result<String, MissingValue> {
        self.threshold_of(view).map(|value| self.amount(value, &view.indicator, form))
    }

    /// The threshold of an indicator, as a number.
    ///
    /// # Errors
    /// No threshold.
    pub(crate) fn threshold_of(&self, view: &IndicatorView) -> Result<Decimal, MissingValue> {
        view.indicator.threshold.as_ref().map(|t| t.value).ok_or_else(|| {
            MissingValue::value(
                format!("`{}` has no threshold", view.indicator.id),
                "add to the indicator: threshold = { value = 40, name = \"SafeLives maximum\" }",
            )
        })
    }

    /// The status of a figure in words, the rules for it in words, and whether it is red.
    ///
    /// # Errors
    /// A mark in place of the number, or a rule that asks how the value moved where nothing says which
    /// changes count.
    pub(crate) fn status(&self, figure: &Figure) -> Result<(String, String, bool), MissingValue> {
        figure.number()?;
        let rules = self.rules(figure.indicator());
        let words = rule_words(&rules, Some(figure.indicator()), &self.wording);
        let status = status(figure, &rules, &self.wording)?;
        let red = status == Some(Status::Rated(Rating::Red));
        let text = match status {
            Some(Status::Rated(rating)) => self.wording.rating(rating).to_owned(),
            Some(Status::NoTarget(text)) => text,
            None => self.wording.no_data.clone(),
        };
        Ok((text, words, red))
    }

    /// The id of the area that a text names, by id or by name; `None` for the whole.
    ///
    /// # Errors
    /// No such area, which `check` has found already.
    pub(crate) fn area(&self, text: &str) -> Result<Option<&str>, MissingValue> {
        self.areas.find(text).ok_or_else(|| MissingValue {
            rule: Rule::UnknownArea,
            message: format!("council.toml has no area `{text}`"),
            hint: "declare it in council.toml, in a group such as [areas.districts]".to_owned(),
        })
    }

    /// The groups of areas that an indicator has values for.
    pub(crate) fn held(&self, indicator: &Indicator) -> Vec<&Group> {
        let has = |group: &&Group| {
            let area = |id: &String| indicator.series.iter().any(|s| s.area.as_ref() == Some(id));
            group.areas.iter().any(|(id, _)| area(id))
        };
        self.areas.groups.iter().filter(has).collect()
    }

    /// The group of areas with that key, or else the only one that an indicator has values for.
    ///
    /// # Errors
    /// No such group, or several that the indicator has values for.
    pub(crate) fn group(&self, indicator: &Indicator, name: Option<&str>) -> Result<&Group, MissingValue> {
        let held = self.held(indicator);
        if let Some(name) = name {
            return self.areas.group(name).ok_or_else(|| {
                let all: Vec<&str> = self.areas.groups.iter().map(|g| g.id.as_str()).collect();
                MissingValue {
                    rule: Rule::UnknownArea,
                    message: format!("council.toml has no group of areas `{name}`"),
                    hint: if all.is_empty() {
                        "declare it in council.toml: [areas.districts] and below it charnwood = \"Charnwood\""
                            .to_owned()
                    } else {
                        format!("there are: {}", all.join(", "))
                    },
                }
            });
        }
        // Areas to compare with are no parts of the whole, and a group of one cannot be ranked.
        let parts = |g: &&&Group| g.id != "comparators" && g.areas.len() > 1;
        let several: Vec<&&Group> = held.iter().filter(parts).collect();
        match several.as_slice() {
            [one] => Ok(one),
            [] => Err(MissingValue::value(
                format!("`{}` has no values by area", indicator.id),
                "add series with area = \"…\", or a data file with a column of areas",
            )),
            _ => {
                let names: Vec<&str> = several.iter().map(|g| g.id.as_str()).collect();
                Err(MissingValue::value(
                    format!("`{}` has values for several groups of areas", indicator.id),
                    format!("say which, as in top(5, \"{}\"): {}", names[0], names.join(", ")),
                ))
            }
        }
    }
}
