//! Figures in the text, by examples worked out by hand and by random series: the words that a paper
//! prints agree with its numbers. Nothing is typeset.

mod any;
mod axes;
mod columns;
#[cfg(feature = "typeset")]
mod dashboards;
mod edges;
mod files;
mod missing;
mod movements;
mod places;
mod ratings;
mod sums;
mod town;
mod values;
mod verdicts;
mod windows;
mod words;
#[cfg(feature = "typeset")]
mod year_to_date;
