//! A pack of the model: the agenda of a meeting and its papers, in order. It holds no page number; those come
//! with the pages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::inline::Inline;
use super::paper::{Contact, Paper};
use crate::finding::Span;
use crate::pdf::{Attachment, FieldValue, FilledField, Matrix, PagesInk};
use crate::style::fill;

/// A pack: an agenda and the papers of its items, in order.
#[derive(Debug, Clone)]
pub(crate) struct Pack {
    /// The path of the pack's file below the output folder, without its ending: "packs/x/pack".
    pub id: String,
    /// The stretch of source that findings about the whole pack name.
    pub span: Span,
    pub agenda: Paper,
    /// The words at the head of each page: the board and the day.
    pub running: String,
    pub entries: Vec<PackEntry>,
}

impl Pack {
    /// The path of the pack's folder below the output folder: "packs/x".
    pub(crate) fn folder(&self) -> &str {
        self.id.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A paper of a pack, with the item that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct PackEntry {
    /// The key by which the agenda finds the paper's pages.
    pub key: String,
    /// The whole number of the item.
    pub item: String,
    /// The name by which links lead to the item: "item-modern-slavery".
    pub anchor: String,
    /// The words stamped on the first page: "Agenda item 5".
    pub stamp: String,
    pub paper: Paper,
}

/// The parts of an agenda that no other paper has.
#[derive(Debug, Clone)]
pub(crate) struct Agenda {
    /// The day and the time, as printed: "Friday, 22 March 2024 at 10.00 am".
    pub when: Vec<Inline>,
    /// The meeting's place, as printed; `None` where it is not said.
    pub venue: Option<(String, Span)>,
    /// The wards that the meeting is about.
    pub wards: Option<(String, Span)>,
    /// The officer to ask about the meeting.
    pub clerk: Option<Contact>,
    /// The words about when the agenda was published.
    pub published: Option<Vec<Inline>>,
    /// The words that call the members.
    pub summons: Vec<Block>,
    /// The members, as a table; empty where they are not listed.
    pub members: Vec<Block>,
    /// The words about how many members must be there.
    pub quorum: Option<(String, Span)>,
    /// The words about how others may attend, record and ask.
    pub access: Vec<Block>,
    /// The items of all levels, in reading order.
    pub items: Vec<AgendaItem>,
}

impl Agenda {
    /// Every text of the agenda whose lists and tables take labels and numbers.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Vec<Block>> {
        let items = self.items.iter_mut().map(|item| &mut item.blocks);
        [&mut self.summons, &mut self.members].into_iter().chain(items).chain([&mut self.access])
    }
}

/// An item of an agenda.
#[derive(Debug, Clone)]
pub(crate) struct AgendaItem {
    /// The number of items that this one stands below: 0 to 2.
    pub depth: usize,
    /// The level of the heading: 2, and one more for each item above it, and for a part.
    pub level: usize,
    /// The heading of the part that begins with the item; empty where none does.
    pub part: Vec<Inline>,
    /// The item's whole number, by which stamps and files name it: "8(a)".
    pub number: String,
    /// The label printed before the title: "(a)".
    pub mark: String,
    /// The name by which links lead to the item: "item-modern-slavery".
    pub anchor: String,
    pub title: Vec<Inline>,
    /// The texts in the columns beside the title: as many for every item of the agenda.
    pub columns: Vec<Option<(String, Span)>>,
    /// The person who presents the item.
    pub presenter: Vec<Inline>,
    /// The texts that have no column, and the state of the item's papers: "For decision", "To follow".
    pub notes: Vec<(String, Span)>,
    /// The text below the item's title.
    pub blocks: Vec<Block>,
    /// The item's papers: the key of each, and its title where there are several.
    pub papers: Vec<(String, Option<String>)>,
    /// The stretch of source of the title.
    pub span: Span,
}

/// The pages of a paper that are kept for an attachment.
#[derive(Debug, Clone)]
pub(crate) struct AttachmentPages {
    pub attachment: Attachment,
    /// The attachment's title in the pack.
    pub title: String,
    pub pages: Vec<AttachmentPage>,
    /// The way in which a screen reader gets at the content.
    pub described: AttachmentDescription,
    /// The text read out for a link to another page of the attachment, where the file says nothing: "To page
    /// {page} of this document".
    pub link_within: String,
    /// The text read out for such a link where the file says something: "{words}, page {page}".
    pub link_page: String,
    /// The level of the attachment's first heading in a paper by itself.
    pub heading: u8,
    /// The file name as it was typed.
    pub file: String,
    /// The ways in which room was made for words of ours, with the pages of each; empty where none had to be
    /// made.
    pub room: Vec<MadeRoom>,
    /// The pages with ink close to an edge of their sheets.
    pub near_edge: NearEdge,
    /// Whether our words may stand over ink of the pages.
    pub covered: bool,
    /// The ink on the pages, by their size; empty where nothing had to be decided.
    pub ink: Vec<PagesInk>,
    /// The sum of all that decides on the ink: as long as it is the same, so is the answer. Empty where
    /// nothing had to be decided.
    pub question: String,
    /// The filled-in fields whose values are set on the pages, since the file holds no picture of them.
    pub fields: Vec<FilledField>,
    /// The words read out for a box that is ticked: "{field}: ticked".
    pub ticked: String,
    /// The stretch of source of the file name.
    pub span: Span,
}

impl AttachmentPages {
    /// The factor by which a field is larger on our page than in units of its own.
    pub(crate) fn scale_of(&self, field: &FilledField) -> f64 {
        self.pages.get(field.page - 1).map_or(1.0, |page| page.map.scale())
    }

    /// The words read out for a link to another page of the attachment: what its author says of it, and the page
    /// as our file labels it. Words that name a page name one that is another here, and are left out.
    pub(crate) fn said_of_link(&self, said: &str, page: &str) -> String {
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = without_page(&said);
        if said.is_empty() || names_page(said) {
            fill(&self.link_within, &[("page", page)])
        } else {
            fill(&self.link_page, &[("words", said), ("page", page)])
        }
    }

    /// The words read out for a field whose value is a sign alone; `None` for one with words.
    pub(crate) fn said_of(&self, field: &FilledField) -> Option<String> {
        matches!(field.value, FieldValue::Tick { .. }).then(|| fill(&self.ticked, &[("field", &field.name)]))
    }
}

/// Words that stand before the number of a page, in English and Welsh.
const PAGES: [&str; 4] = ["page", "p.", "tudalen", "t."];

/// Words without the page that they end with, as many a table of contents has it.
fn without_page(words: &str) -> &str {
    let ends = |word: &&str| {
        let at = words.rfind(*word)?;
        let number = words[at + word.len()..].trim();
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        (is_number && words[..at].ends_with(' ')).then(|| words[..at].trim_end_matches([' ', ',', '.']))
    };
    PAGES.iter().find_map(ends).unwrap_or(words)
}

/// Whether words have the number of a page in them.
fn names_page(words: &str) -> bool {
    let words = words.to_lowercase();
    let before_number = |word: &str| {
        words.match_indices(word).any(|(at, _)| {
            let after = words[at + word.len()..].trim_start_matches(['s', '.', ' ']);
            !words[..at].ends_with(char::is_alphanumeric) && after.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    PAGES.into_iter().any(before_number)
}

/// A way in which room is made for words of ours on pages of an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RoomWay {
    /// The page is moved on its sheet.
    Moved,
    /// The sheet is larger.
    Enlarged,
    /// The page is made smaller on its sheet.
    Smaller,
    /// The page stands in the middle of A4.
    OnA4,
}

/// The pages of an attachment for which room was made in one way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MadeRoom {
    pub way: RoomWay,
    /// The pages, from 1.
    pub pages: Vec<usize>,
}

/// The pages of an attachment with ink within 5 mm of an edge of the sheets on which they stand: from 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct NearEdge {
    /// Those with words there.
    pub words: Vec<usize>,
    /// Those with pictures or drawings there that do not cover the whole page.
    pub drawings: Vec<usize>,
}

/// A page that is kept for a page of an attachment, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AttachmentPage {
    pub width: f64,
    pub height: f64,
    /// The transformation from places on the page in its file to places on this one, both from the lower left
    /// corner.
    pub map: Matrix,
}

/// The way in which an attachment is read out.
#[derive(Debug, Clone)]
pub(crate) enum AttachmentDescription {
    /// The attachment's own tags are read.
    Tagged,
    /// Pages without tags are a figure each; the others, where there are any, are read by their tags.
    Figures {
        /// The alternative text of each page without tags, by its index from 0.
        words: BTreeMap<usize, String>,
        /// The source of these texts.
        source: DescriptionSource,
    },
}

/// The source of the text about a page without tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DescriptionSource {
    /// The words of the page, which stand after it.
    InWords,
    /// A sentence of the clerk's.
    ByClerk,
    /// No source: nothing says what the page shows.
    Nowhere,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_by_its_number() {
        for words in ["page 3", "Conclusions (p. 12)", "See pages 4 to 6", "tudalen 7"] {
            assert!(names_page(words), "{words}");
        }
        assert_eq!(without_page("2.1 Stores, page 12"), "2.1 Stores");
        for words in ["page 12", "Pages 4 to 6", "The homepage 12", ""] {
            assert_eq!(without_page(words), words);
        }
        for words in ["Homepage 2024", "the next page", "Stop. 3 more", "Table 3", ""] {
            assert!(!names_page(words), "{words}");
        }
    }
}
