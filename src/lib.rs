//! boardpack turns plain TOML and indicator data into formal board papers as accessible PDFs.
//!
//! A run goes through its stages in order; each knows only those before it:
//!
//! 1. [`load`] reads the council's folder: TOML, CSV, XLSX, pictures and PDFs, with spans.
//! 2. [`check`] gives every field its shape and collects every mistake, sorted by its span.
//! 3. [`merge`] puts figures into the narrative and gives the [`model`] of each paper.
//! 4. [`number`] writes every printed number as a string and resolves references.
//! 5. [`chart`] draws pictures of the figures that it chose for [`merge`], as SVG.
//! 6. [`typeset`] renders the house [`style`]'s templates to Typst and lays the pages out.
//! 7. [`assemble`] makes the pages one tagged PDF/UA-1 and PDF/A-2a file.
//! 8. `conformance` says which rules of PDF/UA-1 a file with attachments breaks.
//! 9. [`write`](mod@write) writes files whole or not at all.
//!
//! [`build`](fn@build::build) runs them over a folder, from the first to the last.
//!
//! [`skeleton`] makes the text of a new file from files that are there, for `boardpack new`.
//!
//! What goes wrong is a [`finding`] at the line that its author typed. [`value`] holds periods and
//! numbers, [`figure`] what follows from them, [`pdf`] the PDFs that others made; [`workers`] does many
//! papers side by side; [`cli`] reads arguments and speaks. A run that does not do what it was asked to ends with a
//! [`failure`], which gives its exit code; [`watch`] knows in which stage it is. `ARCHITECTURE.md` has the
//! glossary, the map, the invariants, and three journeys through the code. The library never opens a file
//! but in [`load`] and [`write`](mod@write).
//!
//! Without the feature `typeset` there is no Typst, and nothing that comes after it: [`typeset`], [`assemble`],
//! [`build`](mod@build) and [`cli`].

#![cfg_attr(
    not(feature = "typeset"),
    allow(
        dead_code,
        unused_imports,
        reason = "much of every stage is used by those that come after it alone"
    )
)]

#[cfg(feature = "typeset")]
mod assemble;
#[cfg(feature = "typeset")]
pub mod build;
pub mod chart;
pub mod check;
#[cfg(feature = "typeset")]
pub mod cli;
#[cfg(feature = "typeset")]
mod conformance;
mod failure;
mod figure;
pub mod finding;
pub mod load;
pub mod merge;
pub mod model;
mod number;
pub mod pdf;
mod query;
mod skeleton;
pub mod style;
#[cfg(feature = "typeset")]
pub mod typeset;
pub mod value;
pub mod watch;
pub mod workers;
mod write;
