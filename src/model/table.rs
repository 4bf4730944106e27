//! Tables of the model: every cell in its printed form. They hold no width: `typeset` works widths out.

use super::block::Block;
use super::inline::Inline;
use crate::finding::Span;

/// A table, with every cell in its printed form.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name that `place` and references use.
    pub name: String,
    /// The printed number, such as "Table 2"; empty until `number` has run, and without a caption.
    pub number: String,
    /// The anchor that references lead to; empty until `number` has run.
    pub anchor: String,
    /// The caption; empty where the table is a part of the paper's own frame.
    pub caption: Vec<Inline>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows of headings, one or two.
    pub head: Vec<Vec<HeadCell>>,
    /// The rows below the headings.
    pub rows: Vec<Row>,
    /// Whether the caption is for screen readers alone.
    pub caption_hidden: bool,
    /// Whether the headings are for screen readers alone.
    pub headings_hidden: bool,
    /// The words about where the data come from.
    pub origin: Vec<Inline>,
    /// The author's word on a landscape page: true asks for it, false forbids it; `None` leaves it to
    /// the width of the words.
    pub landscape: Option<bool>,
    /// Whether the table holds the data of a chart.
    pub of_chart: bool,
    /// Whether the table may stand beside the paragraph that follows.
    pub beside: bool,
    /// The stretch of source of the table's declaration.
    pub span: Span,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// How the cells stand below each other.
    pub alignment: Alignment,
}

/// How the cells of a column stand below each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// At the right, with the points of numbers below each other.
    Decimal,
}

impl Alignment {
    /// The alignment of a column that holds figures, or none.
    pub fn of_figures(figures: bool) -> Self {
        if figures { Self::Decimal } else { Self::Left }
    }
}

impl Column {
    /// Whether the cells are numbers, which stand to the right.
    pub fn is_of_numbers(self) -> bool {
        matches!(self.alignment, Alignment::Right | Alignment::Decimal)
    }
}

/// A heading cell, which may take several columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadCell {
    /// The text.
    pub body: Vec<Inline>,
    /// The number of columns that the cell takes.
    pub columns: usize,
    /// The number of heading rows that the cell takes.
    pub rows: usize,
    /// Whether the cell stands over numbers.
    pub numeric: bool,
}

/// A row of a table, below its headings.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The cells; one that goes on from the row above is left out.
    pub cells: Vec<Cell>,
    /// Whether the row holds totals.
    pub total: bool,
}

/// A cell of a table, which may take several columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The line or the blocks that the cell shows.
    pub body: CellContent,
    /// The first column that the cell takes, from 0.
    pub column: usize,
    /// The number of columns that the cell takes.
    pub columns: usize,
    /// The number of rows that the cell takes.
    pub rows: usize,
    /// Whether the cell is the heading of its row.
    pub header: bool,
    /// Whether the cell holds a number.
    pub numeric: bool,
    /// Whether the cell has words or a mark in place of a value: "not known".
    pub missing: bool,
    /// The stretch of source of the cell.
    pub span: Span,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// A line of text.
    Line(Vec<Inline>),
    /// Blocks of text, one below the other.
    Blocks(Vec<Block>),
}
