//! Load: from a council's folder to values with places. The only stage that opens input files;
//! it never judges what they say.

mod assets;
mod attachment;
mod decode;
mod folder;
mod font;
mod item;
mod lookup;
mod meeting;
mod mistake;
pub mod node;
mod picture;
mod project;
mod quotation;
mod toml;
mod workbook;
mod worksheet;

pub use assets::{Asset, Assets};
pub use folder::Folder;
pub use font::FontFile;
pub use item::items;
pub use lookup::{LookedUp, document, look_up, look_up_packs};
pub use meeting::MeetingFile;
pub use mistake::iso_date;
pub use picture::LoadedPicture;
pub use project::{PackFolder, Project, ReportFolder, Selection, TomlFile, load};
pub use toml::parse as parse_toml;
pub use worksheet::{CellTime, Uncertain, Worksheet, WorksheetCell};
