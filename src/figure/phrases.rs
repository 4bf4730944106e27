//! Phrases of a style that are whole tokens, since other languages change the words in them: for a time ("in
//! June 2020") and for a run of periods. It puts none together from parts.

use crate::style::{Tokens, fill};
use crate::value::Period;

/// The phrases for a time with one word before it: "in June 2020", "from 2021/22 Q3", "to 2019".
#[derive(Debug, Clone, Default)]
pub(super) struct TimePhrases {
    /// The patterns for the months, January first.
    months: Vec<String>,
    quarter: String,
    year: String,
}

/// The phrases for a run of periods of one length.
#[derive(Debug, Clone, Default)]
pub(super) struct RunPhrases {
    /// The phrases for two, three and so on.
    pub named: Vec<String>,
    /// The pattern for more.
    pub many: String,
}

impl TimePhrases {
    /// The phrases of a style whose tokens begin with a word: "in", "from" or "to".
    pub(super) fn of(tokens: &Tokens, before: &str) -> Self {
        let word = |key: &str| tokens.text(&format!("words.{before}_{key}")).to_owned();
        let months = tokens.list(&format!("words.{before}_months"));
        Self {
            months: months.into_iter().map(str::to_owned).collect(),
            quarter: word("quarter"),
            year: word("year"),
        }
    }

    /// The phrase for a period.
    pub(super) fn phrase(&self, period: Period) -> String {
        match period {
            Period::Month { year, month } => {
                let pattern = usize::from(month).checked_sub(1).and_then(|at| self.months.get(at));
                fill(pattern.map_or("", String::as_str), &[("year", year.to_string())])
            }
            Period::Quarter { quarter, .. } | Period::CalendarQuarter { quarter, .. } => {
                fill(&self.quarter, &[("year", period.year_text()), ("quarter", quarter.to_string())])
            }
            Period::Financial(_)
            | Period::Calendar(_)
            | Period::Academic(_)
            | Period::CalendarYears { .. }
            | Period::FinancialYears { .. }
            | Period::ThreeMonths { .. }
            | Period::Week(_)
            | Period::Day(_) => fill(&self.year, &[("year", period.year_text())]),
        }
    }
}

impl RunPhrases {
    /// The phrases of a style for a run of "months", "quarters" or "years".
    pub(super) fn of(tokens: &Tokens, unit: &str) -> Self {
        let named = tokens.list(&format!("words.last_{unit}"));
        Self {
            named: named.into_iter().map(str::to_owned).collect(),
            many: tokens.text(&format!("words.last_{unit}_many")).to_owned(),
        }
    }
}
