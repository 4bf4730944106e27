//! Sparklines: a line as small as a word. Its data, its picture and its alternative text.

mod data;
mod draw;

pub(crate) use data::spark;
pub(super) use draw::draw;
