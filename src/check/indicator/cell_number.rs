//! Numbers in the cells of a series' data file: of the indicator's own kind, and percentages among fractions.
//! It never decides whether a small number is a percentage or a fraction.

use rust_decimal::Decimal;

use super::series_file::SeriesFileReader;
use super::{Measure, value};
use crate::check::percent;
use crate::finding::{Finding, Findings, Rule};
use crate::load::WorksheetCell;
use crate::value::decimal;

impl SeriesFileReader<'_> {
    /// Reads the number of a cell, for a value with the sign of the indicator's measure: a `%` only where it
    /// is a percentage, a `£` only where it is money. Any other text or sign is a finding.
    pub(super) fn number(
        &mut self,
        cell: &WorksheetCell,
        at: usize,
        value: bool,
        findings: &mut Findings,
    ) -> Option<Decimal> {
        let text = cell.text.as_str();
        let kinds = [('%', Measure::Percent, "a percentage"), ('£', Measure::Money, "an amount of money")];
        for (sign, measure, what) in kinds {
            if text.contains(sign) && decimal(text).is_some() && !(value && self.indicator.measure == measure)
            {
                let finding = Finding::error(
                    Rule::ValueKind,
                    cell.span,
                    format!(
                        "`{text}` is {what}, and `{}` is {}",
                        self.indicator.id,
                        self.indicator.measure.words()
                    ),
                );
                let hint = "write the number alone, or correct `measure` of the indicator, or the column that is read";
                self.once(finding.hint(hint), at, cell, |c| c.contains(sign), findings);
                return None;
            }
        }
        let read = decimal(text);
        if read.is_none() {
            let finding = value::unexplained(text, cell.span, "", self.indicator);
            self.once(finding, at, cell, |c| c == text, findings);
        }
        let number = read?;
        if !value || self.indicator.measure != Measure::Percent {
            return Some(number);
        }
        if text.contains('%') {
            self.signed = true;
            return Some(number);
        }
        if !number.is_zero() {
            self.bare.push((number, cell.clone()));
        }
        if self.request.fraction != Some(true) {
            return Some(number);
        }
        if percent::is_no_part(number) {
            let message = format!(
                "`{text}` would be {}: `fraction` says that 1 is 100%",
                percent::times_hundred(number)
            );
            let finding = Finding::error(Rule::ValueKind, cell.span, message).hint(
                "write it as a part of one, such as 0.25 for 25%; or, where the file has percentages as they are printed, take fraction = true away",
            );
            let large = |c: &str| decimal(c).is_some_and(percent::is_no_part) && !c.contains('%');
            self.once(finding, at, cell, large, findings);
            return None;
        }
        number.checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize())
    }
}

/// Finds percentages that may be parts of one or lack their sign. Excel stores 25% as 0.25: only the author
/// knows whether 0.25 is a quarter of a per cent, and whether a number among others with a % lacks it. What
/// `fraction` says is taken as it is.
pub(super) fn say_percentages(reader: &SeriesFileReader<'_>, findings: &mut Findings) {
    if reader.request.fraction.is_some() {
        return;
    }
    let (file, id) = (&reader.request.name.string, &reader.indicator.id);
    let numbers = || reader.bare.iter().map(|(number, _)| *number);
    if reader.sheet.workbook && percent::may_be_parts(numbers()) {
        let message = if numbers().all(|n| n.abs() <= Decimal::ONE) {
            format!("every value of `{file}` lies between 0 and 1, and `{id}` is a percentage")
        } else {
            format!("{} in `{file}`, and `{id}` is a percentage", percent::range(numbers()))
        };
        findings.push(
            Finding::error(Rule::ValueKind, reader.request.name.span(), message)
                .hint("Excel stores 25% as 0.25: add fraction = true to the series; where 0.25 means 0.25%, add fraction = false"),
        );
    } else if let (true, Some((number, cell))) = (reader.signed, reader.bare.first()) {
        findings.push(percent::without_sign(&cell.text, *number, cell.span).label(cell.at.clone()));
    }
}
