//! What every layer of the tests uses: a small council's folder, and a reader of finished PDFs.
//! It never asserts anything about a paper but that it is accessible.
#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

mod accessible;
mod content;
mod council;
mod font;
mod keys;
mod links;
mod pdf;
mod picture;
mod shown;
mod tags;
mod workbook;

pub(crate) use accessible::{assert_accessible, faults};
pub(crate) use content::times;
pub(crate) use council::{Council, Ran, everything, run_in, tests};
pub(crate) use keys::{dangling, key_faults};
pub(crate) use pdf::Pdf;
pub(crate) use picture::{Picture, pictures, pictures_of};
pub(crate) use shown::{Shown, show, show_form};
pub(crate) use tags::{Child, Element};
pub(crate) use workbook::{Value, Workbook, number, shown, text};
