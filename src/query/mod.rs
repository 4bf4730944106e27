//! Query: figures as charts, tables and dashboards show them: which there are, how each stands in a cell, and
//! where they come from. It merges no text and draws nothing.

mod figure_context;
mod figure_query;
mod grid;

pub(crate) use figure_context::FigureContext;
pub(crate) use figure_query::{FigureQuery, missing_value};
pub(crate) use grid::{Grid, GridValue};
