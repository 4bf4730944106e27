//! `Grid`: values with a heading for each row and column, as a table and as CSV. It rounds nothing: what it
//! prints has been rounded before, and the CSV has the digits of the data.

use std::borrow::Cow;

use crate::finding::Span;
use crate::model::{Alignment, Cell, CellContent, Column, HeadCell, Inline, Row, Table};

/// The most characters that stand side by side in the headings of a table on a page on its side.
const MOST_ACROSS: usize = 90;

/// The space between two columns, in characters.
const SPACE_BETWEEN: usize = 2;

/// A value of a grid, in print and in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GridValue {
    /// The printed value.
    pub text: String,
    /// The value in digits, or the mark in their place; empty where there is none.
    pub raw: String,
    /// Whether the value is a number.
    pub numeric: bool,
    /// Whether words or a mark stand in place of a value.
    pub missing: bool,
}

/// A table of values with a heading for each row and column.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// The heading over the row headings: "Period".
    pub corner: String,
    pub columns: Vec<String>,
    /// The heading and the values of each row.
    pub rows: Vec<(String, Vec<GridValue>)>,
    /// The span of the chart or table that the values belong to.
    pub span: Span,
}

/// A text with an apostrophe before it where a spreadsheet would take it for a formula.
fn without_formula(text: &str) -> Cow<'_, str> {
    let is_formula = text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

impl Grid {
    /// The grid as CSV, with a line for each row. Excel takes a file for one in UTF-8 only where it begins
    /// with a byte order mark. No text in it is a formula to a spreadsheet.
    pub(crate) fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let head = std::iter::once(self.corner.as_str()).chain(self.columns.iter().map(String::as_str));
        // Writing to memory cannot fail.
        let _ = writer.write_record(head.map(without_formula).map(Cow::into_owned));
        for (heading, values) in &self.rows {
            let raw = values
                .iter()
                .map(|v| if v.numeric { Cow::Borrowed(v.raw.as_str()) } else { without_formula(&v.raw) });
            let _ = writer
                .write_record(std::iter::once(without_formula(heading)).chain(raw).map(Cow::into_owned));
        }
        let text =
            writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        if text.is_ascii() { text } else { format!("\u{FEFF}{text}") }
    }

    /// The grid with its rows as columns, where its own columns are more than a page holds side by side and
    /// the rows are fewer or narrower; otherwise unchanged. `corner` is the heading over the new row headings.
    pub(crate) fn turned_to_fit(self, corner: &str) -> Self {
        let widest = |heading: &str| heading.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
        let across = |headings: &mut dyn Iterator<Item = &String>| -> usize {
            headings.map(|heading| widest(heading) + SPACE_BETWEEN).sum()
        };
        let own = across(&mut self.columns.iter());
        let turned = across(&mut self.rows.iter().map(|(heading, _)| heading));
        if own <= MOST_ACROSS || turned >= own {
            return self;
        }
        let value = |row: usize, column: usize| {
            let none = GridValue { text: String::new(), raw: String::new(), numeric: false, missing: false };
            self.rows.get(row).and_then(|(_, values)| values.get(column)).cloned().unwrap_or(none)
        };
        let rows = self.columns.iter().enumerate().map(|(column, heading)| {
            (heading.clone(), (0..self.rows.len()).map(|row| value(row, column)).collect())
        });
        Self {
            corner: corner.to_owned(),
            columns: self.rows.iter().map(|(heading, _)| heading.clone()).collect(),
            rows: rows.collect(),
            span: self.span,
        }
    }

    /// The grid as a table of the model.
    pub(crate) fn table(&self, name: &str, caption: Vec<Inline>, origin: Vec<Inline>) -> Table {
        let text = |text: &str| vec![Inline::Text(text.to_owned(), self.span)];
        let numeric: Vec<bool> = (0..self.columns.len())
            .map(|at| self.rows.iter().any(|(_, values)| values.get(at).is_some_and(|v| v.numeric)))
            .collect();
        let mut head = vec![HeadCell { body: text(&self.corner), columns: 1, rows: 1, numeric: false }];
        head.extend(self.columns.iter().zip(&numeric).map(|(heading, numeric)| HeadCell {
            body: text(heading),
            columns: 1,
            rows: 1,
            numeric: *numeric,
        }));
        let cell = |body, column, header, numeric| Cell {
            body: CellContent::Line(body),
            column,
            columns: 1,
            rows: 1,
            header,
            numeric,
            missing: false,
            span: self.span,
        };
        // The CSV has every period; in print one without any value says nothing.
        let said = self.rows.iter().filter(|(_, values)| values.iter().any(|v| !v.raw.is_empty()));
        let rows = said.map(|(heading, values)| {
            let mut cells = vec![cell(text(heading), 0, true, false)];
            let values = values.iter().enumerate();
            cells.extend(values.map(|(at, v)| Cell {
                missing: v.missing,
                ..cell(text(&v.text), at + 1, false, numeric[at])
            }));
            Row { cells, total: false }
        });
        let mut columns = vec![Column { alignment: Alignment::Left }];
        columns.extend(numeric.iter().map(|numeric| Column { alignment: Alignment::of_figures(*numeric) }));
        Table {
            name: name.to_owned(),
            number: String::new(),
            anchor: String::new(),
            caption,
            columns,
            head: vec![head],
            rows: rows.collect(),
            caption_hidden: false,
            headings_hidden: false,
            origin,
            landscape: None,
            of_chart: false,
            beside: false,
            span: self.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    #[test]
    fn no_text_of_a_csv_is_a_formula() {
        let value = |raw: &str, numeric: bool| GridValue {
            text: raw.to_owned(),
            raw: raw.to_owned(),
            numeric,
            missing: !numeric,
        };
        let file = Sources::default().add("x.toml", "");
        let grid = Grid {
            corner: "+Period".to_owned(),
            columns: vec!["@SUM(1+1)".to_owned(), "-".to_owned()],
            rows: vec![("=A1".to_owned(), vec![value("-1.5", true), value("-cmd", false)])],
            span: Span::whole(file),
        };
        assert_eq!(grid.csv(), "'+Period,'@SUM(1+1),-\n'=A1,-1.5,'-cmd\n");
    }
}
