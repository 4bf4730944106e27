//! Bars by area, the highest first, with averages as lines. Their data, their picture and its alternative text.

mod alt;
mod data;
mod draw;
mod reference_labels;

pub(super) use data::merge;
pub(super) use draw::draw;
