//! Bars of up to four categories, side by side or end to end. Their data, their picture and its alternative text.

mod alt;
mod bar_chart;
mod data;
mod draw;
mod horizontal;
mod vertical;

pub(super) use bar_chart::Arrangement;
pub(super) use data::merge;
pub(super) use draw::draw;
