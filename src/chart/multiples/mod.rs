//! Small multiples: one small trend for each area, all on one scale. Their data, their picture and its
//! alternative text.

mod alt;
mod data;
mod draw;

pub(super) use data::merge;
pub(super) use draw::draw;
