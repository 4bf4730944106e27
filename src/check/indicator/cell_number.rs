//! Numbers in the cells of a series' data file: of the indicator's own kind, with the marks behind them, and
//! percentages among fractions. It never decides whether a small number is a percentage or a fraction.

use rust_decimal::Decimal;

use super::series_file::SeriesFileReader;
use super::value::ValueParts;
use super::{Measure, value_slips};
use crate::check::cell_value::{CellReading, read_cell};
use crate::check::percent;
use crate::finding::{Finding, Findings, Rule};
use crate::load::WorksheetCell;
use crate::value::{ShownNumber, UnitSign};

/// The number of a cell, and what the mark behind it says.
pub(super) struct CellNumber {
    pub number: Decimal,
    /// Whether its mark says that it may still change: `[p]`.
    pub provisional: bool,
    /// Whether its mark says that it was published otherwise before: `[r]`.
    pub revised: bool,
}

impl CellNumber {
    /// The parts of a value that is this number alone.
    pub(super) fn parts(&self) -> ValueParts {
        let Self { number, provisional, revised } = *self;
        ValueParts { value: Some(number), provisional, revised, ..ValueParts::default() }
    }
}

impl SeriesFileReader<'_> {
    /// Reads the number of a cell, for a value with the sign of the indicator's measure: a `%` only where it
    /// is a percentage, a `£` only where it is money. Any other text or sign is a finding.
    pub(super) fn number(
        &mut self,
        cell: &WorksheetCell,
        at: usize,
        value: bool,
        findings: &mut Findings,
    ) -> Option<CellNumber> {
        let CellReading::Number(displayed) = read_cell(cell) else {
            let finding = value_slips::unexplained(&cell.text, cell.span, true, self.indicator);
            self.once(finding, at, cell, |c| c.text == cell.text, findings);
            return None;
        };
        if displayed.thousands > 0 {
            let finding = in_thousands(&displayed, cell, &self.indicator.id);
            let same = |c: &WorksheetCell| matches!(read_cell(c), CellReading::Number(n) if n.thousands > 0);
            self.once(finding, at, cell, same, findings);
            return None;
        }
        if let Some(finding) = self.other_unit(&displayed, cell, value) {
            let same = |c: &WorksheetCell| matches!(read_cell(c), CellReading::Number(n) if n.unit == displayed.unit);
            self.once(finding, at, cell, same, findings);
            return None;
        }
        let (provisional, revised) = match self.state_of(&displayed) {
            Some(state) => state,
            None => {
                let finding = unknown_mark(&displayed, cell, &self.indicator.id);
                let same = |c: &WorksheetCell| matches!(read_cell(c), CellReading::Number(n) if n.mark == displayed.mark);
                self.once(finding, at, cell, same, findings);
                return None;
            }
        };
        let number = if value && self.indicator.measure == Measure::Percent {
            self.percentage(&displayed, cell, at, findings)?
        } else {
            self.as_displayed(&displayed)
        };
        Some(CellNumber { number, provisional, revised })
    }

    /// The number with the places that are printed: those that its file shows, where the file says how many
    /// and the indicator does not.
    fn as_displayed(&self, displayed: &ShownNumber) -> Decimal {
        // Pounds without pence would be printed with invented ones.
        let no_pence = self.indicator.measure == Measure::Money && displayed.decimals < 2;
        if self.indicator.decimals.is_some() || !displayed.by_format || no_pence {
            return displayed.number;
        }
        displayed.rounded()
    }

    /// The finding for a number with the sign of a unit that is not the indicator's.
    fn other_unit(&self, displayed: &ShownNumber, cell: &WorksheetCell, value: bool) -> Option<Finding> {
        let what = match displayed.unit {
            UnitSign::None => return None,
            UnitSign::Percent if value && self.indicator.measure == Measure::Percent => return None,
            UnitSign::Currency('£') if value && self.indicator.measure == Measure::Money => return None,
            UnitSign::Percent => "a percentage",
            UnitSign::Currency('£') => "an amount of money",
            UnitSign::Currency(_) => "an amount in another currency than pounds",
        };
        let (text, id) = (&cell.text, &self.indicator.id);
        let message = format!("`{text}` is {what}, and `{id}` is {}", self.indicator.measure.words());
        let number: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
        let hint = format!(
            "write {number} in its place; where it is {what}, correct `measure` of the indicator, or the column that is read"
        );
        Some(Finding::error(Rule::ValueKind, cell.span, message).hint(hint))
    }

    /// Whether a number's mark says that it is provisional, and that it is revised; `None` for a mark that is
    /// not known.
    fn state_of(&self, displayed: &ShownNumber) -> Option<(bool, bool)> {
        let mark = displayed.mark.trim().to_lowercase();
        let unit = self.indicator.unit.as_ref().map(|unit| unit.text.trim().to_lowercase());
        match mark.as_str() {
            "" => Some((false, false)),
            "[p]" | "[provisional]" => Some((true, false)),
            "[r]" | "[revised]" => Some((false, true)),
            // A letter alone may be provisional or pence.
            mark => (unit.as_deref() == Some(mark)).then_some((false, false)),
        }
    }

    /// Reads a percentage: as it is displayed, or as a part of one where the series says so.
    fn percentage(
        &mut self,
        displayed: &ShownNumber,
        cell: &WorksheetCell,
        at: usize,
        findings: &mut Findings,
    ) -> Option<Decimal> {
        let number = self.as_displayed(displayed);
        if displayed.unit == UnitSign::Percent {
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
                "`{}` would be {}: `fraction` says that 1 is 100%",
                cell.text,
                percent::times_hundred(number)
            );
            let finding = Finding::error(Rule::ValueKind, cell.span, message).hint(
                "write it as a part of one, such as 0.25 for 25%; or, where the file has percentages as they are printed, take fraction = true away",
            );
            let large = |c: &WorksheetCell| matches!(read_cell(c), CellReading::Number(n) if n.unit == UnitSign::None && percent::is_no_part(n.number));
            self.once(finding, at, cell, large, findings);
            return None;
        }
        displayed.number.checked_mul(Decimal::ONE_HUNDRED).map(|n| n.normalize())
    }
}

/// The finding for a number that its format shows in thousands, of which a series would take the small one.
fn in_thousands(displayed: &ShownNumber, cell: &WorksheetCell, id: &str) -> Finding {
    let message =
        format!("Excel shows `{}` in thousands or millions, and `{id}` does not say so", displayed.text);
    Finding::error(Rule::ValueKind, cell.span, message).hint(
        "in Excel, choose a number format without a comma at its end; or divide the numbers themselves, and say in `unit` that they are thousands",
    )
}

/// The finding for a number with a mark behind it that nobody explains.
fn unknown_mark(displayed: &ShownNumber, cell: &WorksheetCell, id: &str) -> Finding {
    let mark = displayed.mark.trim();
    let number = displayed.text.strip_suffix(&displayed.mark).unwrap_or(&displayed.text);
    let message = format!(
        "`{mark}` stands behind the number in `{}`, and `{id}` does not say what it means",
        cell.text
    );
    let finding = Finding::error(Rule::CellNote, cell.span, message);
    let (state, unit) = match mark {
        // Prices in pence have a p too.
        "p" | "P" => ("provisional", "; where it is the unit, write unit = \"p\" in the indicator"),
        "r" | "R" => ("revised", ""),
        _ => {
            return finding.hint(
                "take it out of the cell where it is the sign of a note; where it is the unit, write it as `unit` of the indicator; [p] and [r] are read as provisional and revised",
            );
        }
    };
    finding.hint(format!(
        "where it says that the figure is {state}, write {number} [{}]{unit}; else take it away",
        mark.to_lowercase()
    ))
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
    if let (true, Some((number, cell))) = (reader.signed, reader.bare.first()) {
        findings.push(percent::without_sign(&cell.text, *number, cell.span).label(cell.at.clone()));
    } else if reader.sheet.workbook && percent::may_be_parts(numbers()) {
        let message = if numbers().all(|n| n.abs() <= Decimal::ONE) {
            format!("every value of `{file}` lies between 0 and 1, and `{id}` is a percentage")
        } else {
            let least = reader.bare.iter().filter(|(n, _)| !n.is_zero()).min_by_key(|(n, _)| n.abs());
            let most = reader.bare.iter().max_by_key(|(n, _)| n.abs());
            let own = |at: &str| at.rsplit(", ").next().unwrap_or_default().to_owned();
            let cells =
                least.zip(most).map(|((_, a), (_, b))| format!(" ({} and {})", own(&a.at), own(&b.at)));
            format!(
                "{}{} in `{file}`, and `{id}` is a percentage",
                percent::range(numbers()),
                cells.unwrap_or_default()
            )
        };
        let mixed = percent::mixed(numbers(), "add fraction = false to the series");
        let hint = mixed.unwrap_or_else(|| "Excel stores 25% as 0.25: add fraction = true to the series; where 0.25 means 0.25%, add fraction = false".to_owned());
        findings.push(Finding::error(Rule::ValueKind, reader.request.name.span(), message).hint(hint));
    }
}
