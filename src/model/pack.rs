//! A pack of the model: the agenda of a meeting and its papers, in order. It holds no page number; those come
//! with the pages.

use std::collections::BTreeMap;

use super::block::{Block, Inline};
use super::paper::{Contact, Paper};
use crate::finding::Span;
use crate::pdf::{Attachment, Matrix};

/// A pack.
#[derive(Debug, Clone)]
pub(crate) struct Pack {
    /// Its file below the folder of what is built, without the kind: "packs/x/pack".
    pub id: String,
    /// Its file.
    pub span: Span,
    /// The agenda, as a paper.
    pub agenda: Paper,
    /// At the head of its pages: the board and the day.
    pub running: String,
    /// The papers, in order.
    pub entries: Vec<PackEntry>,
}

impl Pack {
    /// Its folder below that of what is built: "packs/x".
    pub(crate) fn folder(&self) -> &str {
        self.id.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A paper of a pack.
#[derive(Debug, Clone)]
pub(crate) struct PackEntry {
    /// By which the agenda finds its pages.
    pub key: String,
    /// The whole number of its item.
    pub item: String,
    /// On its first page: "Agenda item 5".
    pub stamp: String,
    /// The paper.
    pub paper: Paper,
}

/// What an agenda has that no other paper has.
#[derive(Debug, Clone)]
pub(crate) struct Agenda {
    /// "Friday, 22 March 2024 at 10.00 am".
    pub when: Vec<Inline>,
    /// Where the board meets.
    pub venue: Option<(String, Span)>,
    /// The wards that the meeting is about.
    pub wards: Option<(String, Span)>,
    /// Whom to ask.
    pub clerk: Option<Contact>,
    /// When it was published.
    pub published: Option<Vec<Inline>>,
    /// The words that call the members.
    pub summons: Vec<Block>,
    /// The members, as a table; none where they are not listed.
    pub members: Vec<Block>,
    /// How many of them must be there.
    pub quorum: Option<(String, Span)>,
    /// How others may attend, record and ask.
    pub access: Vec<Block>,
    /// The items of all levels, in reading order.
    pub items: Vec<AgendaItem>,
}

impl Agenda {
    /// Every text in it whose lists and tables take marks and numbers.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Vec<Block>> {
        let items = self.items.iter_mut().map(|item| &mut item.blocks);
        [&mut self.summons, &mut self.members].into_iter().chain(items).chain([&mut self.access])
    }
}

/// An item of an agenda.
#[derive(Debug, Clone)]
pub(crate) struct AgendaItem {
    /// How many items it stands below: 0 to 2.
    pub depth: usize,
    /// The level of its heading: 2, and one more for each item above it, and for a part.
    pub level: usize,
    /// The heading of the part that it begins; empty where it begins none.
    pub part: Vec<Inline>,
    /// Its whole number, by which stamps and files name it: "8(a)".
    pub number: String,
    /// What is printed before its title: "(a)".
    pub mark: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// What stands in the columns beside its title: as many for every item of the agenda.
    pub columns: Vec<Option<(String, Span)>>,
    /// Who presents it.
    pub presenter: Vec<Inline>,
    /// What has no column, and what there is of its papers: "For decision", "To follow".
    pub notes: Vec<(String, Span)>,
    /// Words below it.
    pub blocks: Vec<Block>,
    /// Its papers: the key of each, and its title where there are several.
    pub papers: Vec<(String, Option<String>)>,
    /// Its title's place.
    pub span: Span,
}

/// Pages that are kept for an attachment.
#[derive(Debug, Clone)]
pub(crate) struct AttachmentPages {
    /// The file.
    pub attachment: Attachment,
    /// What it is called.
    pub title: String,
    /// Its pages, in order.
    pub pages: Vec<AttachmentPage>,
    /// How it is read out.
    pub described: AttachmentDescription,
    /// What is said of a link to another of its pages, where the file says nothing.
    pub link_within: String,
    /// The level of its first heading in a paper by itself.
    pub heading: u8,
    /// Its name, as it was typed.
    pub file: String,
    /// True where its pages are set on A4, since our words would hide something at their edges.
    pub fitted: bool,
    /// The question that was asked of its edges: as long as it is the same, so is the answer. Empty where
    /// none was.
    pub edges: String,
    /// Where it was typed.
    pub span: Span,
}

/// A page that is kept, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AttachmentPage {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// From places on the page in its file to places on this one, from the lower left corner.
    pub map: Matrix,
}

/// How an attachment is read out.
#[derive(Debug, Clone)]
pub(crate) enum AttachmentDescription {
    /// By its own tags.
    Tagged,
    /// Pages without tags are a figure each; the others, where it has any, are read out by theirs.
    Figures {
        /// The words for each such page, counted from 0.
        words: BTreeMap<usize, String>,
        /// Who says what they show.
        source: DescriptionSource,
    },
}

/// How one learns what a page without tags shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DescriptionSource {
    /// Its words stand after it.
    InWords,
    /// The clerk said it in a sentence.
    ByClerk,
    /// Not at all.
    Nowhere,
}
