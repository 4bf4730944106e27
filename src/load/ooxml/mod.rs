//! Office Open XML: the zip archive of a workbook, its parts and how they name each other. It never knows what
//! a part means.

mod bounded;
mod element;
mod package;

pub(super) use element::XmlElement;
pub(super) use package::{Item, Package, PartError};
