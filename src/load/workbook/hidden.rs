//! The rows and columns of a sheet that Excel does not show: hidden by hand, by a filter, by a group that is
//! folded, or made so narrow that nothing is seen. It reads no cell.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::load::ooxml::XmlElement;

/// The hidden rows and columns of a sheet, counted from 0.
#[derive(Debug, Default)]
pub(super) struct HiddenParts {
    /// The rows that are hidden or, with `all`, those that are shown.
    rows: BTreeSet<usize>,
    /// Whether rows are hidden unless they say otherwise.
    all: bool,
    columns: Vec<RangeInclusive<usize>>,
    /// The row after the last that was seen.
    next: usize,
}

impl HiddenParts {
    /// Whether a row is hidden.
    pub(super) fn has_row(&self, row: usize) -> bool {
        self.rows.contains(&row) != self.all
    }

    /// Whether a column is hidden.
    pub(super) fn has_column(&self, column: usize) -> bool {
        self.columns.iter().any(|range| range.contains(&column))
    }

    /// The row after the last that was seen, from 0: a row need not say which it is.
    pub(super) fn next_row(&self) -> usize {
        self.next
    }

    /// Takes an element of the sheet that is no row.
    pub(super) fn see(&mut self, element: &XmlElement<'_>) {
        if element.is("sheetFormatPr") {
            self.all = element.is_yes("zeroHeight");
        } else if element.is("col") {
            let number = |key| element.number::<usize>(key)?.checked_sub(1);
            if (element.is_yes("hidden") || is_zero(element, "width"))
                && let (Some(first), Some(last)) = (number("min"), number("max"))
            {
                self.columns.push(first..=last);
            }
        }
    }

    /// Takes an element `row`, which stands for `row`.
    pub(super) fn see_row(&mut self, element: &XmlElement<'_>, row: usize) {
        self.next = row + 1;
        let unseen = element.is_yes("hidden") || is_zero(element, "ht");
        // Where all are hidden, one that says how tall it is, or that it is not, is shown.
        let seen = !unseen && (element.attribute("ht").is_some() || element.attribute("hidden").is_some());
        if if self.all { seen } else { unseen } {
            self.rows.insert(row);
        }
    }
}

fn is_zero(element: &XmlElement<'_>, key: &str) -> bool {
    element.number(key).is_some_and(|size: f64| size == 0.0)
}
