//! Tables of the model: every cell in its printed form. They hold no width: `typeset` works widths out.

use super::block::{Block, Inline};
use crate::finding::Span;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its number, by `number`.
    pub number: String,
    /// The anchor that references lead to, by `number`.
    pub anchor: String,
    /// Its caption.
    pub caption: Vec<Inline>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// One or two rows of headings.
    pub head: Vec<Vec<HeadCell>>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where its data come from.
    pub source: Vec<Inline>,
    /// `Some(true)` asks for a landscape page, `Some(false)` forbids it.
    pub landscape: Option<bool>,
    /// Whether it may stand beside the paragraph that follows.
    pub beside: bool,
    /// Its declaration.
    pub span: Span,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Whether its cells are numbers, which stand to the right.
    pub numeric: bool,
}

/// A heading cell.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadCell {
    /// Its text.
    pub body: Vec<Inline>,
    /// How many columns it takes.
    pub columns: usize,
    /// How many heading rows it takes.
    pub rows: usize,
    /// Whether it stands over numbers.
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its cells; one that goes on from above is left out.
    pub cells: Vec<Cell>,
    /// Whether it is the row of totals.
    pub total: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it shows.
    pub body: CellContent,
    /// The first column it takes, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// Whether it is the heading of its row.
    pub header: bool,
    /// Whether it holds a number.
    pub numeric: bool,
    /// Where it was typed.
    pub span: Span,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// A line.
    Line(Vec<Inline>),
    /// Blocks.
    Blocks(Vec<Block>),
}
