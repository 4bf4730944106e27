//! Figures in the text, by examples worked out by hand and by random series: the words that a paper
//! prints agree with its numbers. Nothing is typeset.

mod any;
mod edges;
mod missing;
mod movements;
mod places;
mod ratings;
mod town;
mod values;
mod verdicts;
