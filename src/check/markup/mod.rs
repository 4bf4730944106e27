//! The notation of text fields: `{{ }}` holes in a line, and holes with the CommonMark subset in
//! narrative. It parses and never evaluates: what a hole prints is `merge`'s to say.

mod builder;
mod hole;
mod marks;
mod narrative;
mod notation;
mod scan;

pub use hole::{Hole, Kind};
pub(super) use narrative::narrative;
pub(super) use scan::line;

use crate::finding::Place;

/// A line of text with holes.
pub type Line = Vec<Piece>;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Text as typed.
    Text(String, Place),
    /// `{{ … }}`.
    Hole(Hole),
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text as typed.
    Text(String, Place),
    /// `{{ … }}`.
    Hole(Hole),
    /// `**…**`.
    Strong(Vec<Inline>),
    /// `*…*`.
    Emphasis(Vec<Inline>),
    /// `[…](url)` or `<url>`.
    Link {
        /// Where it leads.
        url: String,
        /// What is shown.
        body: Vec<Inline>,
        /// The whole link.
        place: Place,
    },
    /// A line break that was asked for.
    Break,
}

/// A block of narrative.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        body: Vec<Inline>,
        /// The whole paragraph.
        place: Place,
    },
    /// A list.
    List {
        /// Whether it was typed with `1.`.
        ordered: bool,
        /// The blocks of each item, with the item's place.
        items: Vec<(Vec<Block>, Place)>,
    },
    /// What a meeting resolved: the field `resolved` of a minute.
    Resolved {
        /// The words of it.
        blocks: Vec<Block>,
        /// The whole field.
        place: Place,
    },
    /// `{{ place("x") }}` on a line of its own.
    Placed {
        /// What is placed.
        name: String,
        /// The hole.
        place: Place,
    },
}

/// How deep lists may nest.
pub(super) const DEEPEST_LIST: usize = 5;
