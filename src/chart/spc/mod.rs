//! Control charts (XmR, SPC): a line over time with its mean, its limits and its special causes. Their data, their
//! picture and its alternative text.

mod alt;
mod data;
mod draw;

pub(super) use data::merge;
pub(super) use draw::draw;
