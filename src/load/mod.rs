//! Load: from a council's folder to values with spans. It is the only stage that opens input files, and it
//! never judges what they say.

mod area;
mod assets;
mod attachment;
mod below;
mod beside;
mod cell_name;
mod csv;
mod data_files;
mod data_reader;
mod data_request;
mod decode;
mod folder;
mod font;
mod headings;
mod item;
mod loader;
mod lookup;
mod meeting;
mod mistake;
pub(crate) mod node;
mod ooxml;
mod picture;
mod project;
mod quotation;
mod raw_row;
mod refusal;
mod toml;
mod workbook;
mod worksheet;

pub(crate) use assets::{Asset, Assets};
pub(crate) use cell_name::cell_position;
pub(crate) use data_request::{FILE_KEYS, cells_named, heading_rows};
pub use folder::Folder;
pub(crate) use font::FontFile;
pub(crate) use item::items;
pub use loader::Selection;
pub(crate) use loader::TomlFile;
pub(crate) use lookup::{LookedUp, document, look_up, look_up_packs};
pub(crate) use meeting::MeetingFile;
pub(crate) use mistake::iso_date;
pub(crate) use picture::LoadedPicture;
pub(crate) use project::{PackFolder, ReportFolder};
pub use project::{Project, load};
pub(crate) use toml::parse as parse_toml;
pub(crate) use worksheet::{CellDoubt, CellValue, Worksheet, WorksheetCell, fold_heading, look_alike};
