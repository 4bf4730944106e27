//! A pack: the agenda of a meeting and its papers, in order. It holds no page number; those come
//! with the pages.

use super::block::{Block, Inline};
use super::paper::{Contact, Paper};
use crate::finding::Place;

/// A pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its file below the folder of what is built, without the kind: "packs/x/pack".
    pub id: String,
    /// Its file.
    pub place: Place,
    /// The agenda, as a paper.
    pub agenda: Paper,
    /// At the head of its pages: the board and the day.
    pub running: String,
    /// The papers, in order.
    pub entries: Vec<Entry>,
}

/// A paper of a pack.
#[derive(Debug, Clone)]
pub struct Entry {
    /// By which the agenda finds its pages.
    pub key: String,
    /// The number of its item.
    pub item: String,
    /// On its first page: "Agenda item 5".
    pub stamp: String,
    /// Its title in the agenda.
    pub title: String,
    /// The paper.
    pub paper: Paper,
}

/// What an agenda has that no other paper has.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// "Friday, 22 March 2024 at 10.00 am".
    pub when: Vec<Inline>,
    /// Where the board meets.
    pub venue: Option<(String, Place)>,
    /// Whom to ask.
    pub clerk: Option<Contact>,
    /// When it was published.
    pub published: Option<Vec<Inline>>,
    /// The items.
    pub items: Vec<AgendaItem>,
}

/// An item of an agenda.
#[derive(Debug, Clone)]
pub struct AgendaItem {
    /// Its number: "5".
    pub number: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// Who presents it.
    pub presenter: Vec<Inline>,
    /// What it is for, or what there is of its papers: "For decision", "To follow".
    pub notes: Vec<(String, Place)>,
    /// Words below it.
    pub blocks: Vec<Block>,
    /// Its papers: the key of each, and its title where there are several.
    pub papers: Vec<(String, Option<String>)>,
    /// Its title's place.
    pub place: Place,
}

/// Pages that are kept for a file from elsewhere.
#[derive(Debug, Clone)]
pub struct Reserved {
    /// Width and height of each page as it is seen, in points.
    pub pages: Vec<(f64, f64)>,
}
