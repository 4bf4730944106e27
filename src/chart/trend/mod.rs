//! Trends: lines over time, one to four, with their targets. Their data, their picture and its alternative text.

mod alt;
mod data;
mod draw;
mod levels;
pub(super) mod line_end_labels;

pub(super) use data::merge;
pub(super) use draw::draw;
