//! Load: from a council's folder to values with spans. It is the only stage that opens input files, and it
//! never judges what they say.

mod assets;
mod attachment;
mod decode;
mod folder;
mod font;
mod item;
mod loader;
mod lookup;
mod meeting;
mod mistake;
pub(crate) mod node;
mod picture;
mod project;
mod quotation;
mod toml;
mod workbook;
mod worksheet;

pub(crate) use assets::{Asset, Assets};
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
pub(crate) use worksheet::{CellTime, Worksheet, WorksheetCell};
