//! What every layer of the tests uses: a small council's folder, and a reader of finished PDFs.
//! It never asserts anything about a paper but that it is accessible.
#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

#[cfg(feature = "typeset")]
mod accessible;
#[cfg(feature = "typeset")]
mod content;
mod council;
#[cfg(feature = "typeset")]
mod font;
#[cfg(feature = "typeset")]
mod keys;
#[cfg(feature = "typeset")]
mod lines;
#[cfg(feature = "typeset")]
mod links;
#[cfg(feature = "typeset")]
mod pdf;
#[cfg(feature = "typeset")]
mod picture;
#[cfg(feature = "typeset")]
mod shown;
#[cfg(feature = "typeset")]
mod tags;
mod workbook;

#[cfg(feature = "typeset")]
pub(crate) use accessible::{assert_accessible, faults};
#[cfg(feature = "typeset")]
pub(crate) use content::{Piece, times};
pub(crate) use council::{Council, everything, tests};
#[cfg(feature = "typeset")]
pub(crate) use council::{Ran, run_in};
#[cfg(feature = "typeset")]
pub(crate) use keys::{dangling, key_faults};
#[cfg(feature = "typeset")]
pub(crate) use lines::Line;
#[cfg(feature = "typeset")]
pub(crate) use pdf::Pdf;
#[cfg(feature = "typeset")]
pub(crate) use picture::{Picture, pictures, pictures_of};
#[cfg(feature = "typeset")]
pub(crate) use shown::{Shown, show, show_form};
#[cfg(feature = "typeset")]
pub(crate) use tags::{Child, Element};
pub(crate) use workbook::{Value, Workbook, number, shown, text};
