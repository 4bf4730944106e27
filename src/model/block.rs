//! Blocks of a paper and the text in them. Their numbers and marks are empty until `number` has written them;
//! it writes none.

use rust_decimal::Decimal;

use super::chart::Chart;
use super::table::Table;
use crate::finding::Span;

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text, to be shown as it is.
    Text(String, Span),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// A link out of the paper.
    Link {
        /// Where it leads.
        url: String,
        /// What is shown.
        body: Vec<Inline>,
        /// The whole link.
        span: Span,
    },
    /// A line break.
    Break,
    /// Raised, as the "th" of "20th".
    Raised(String, Span),
    /// The number of something in this paper.
    Reference {
        /// What is referred to.
        name: String,
        /// "paragraph 2", by `number`.
        text: String,
        /// The anchor to lead to, by `number`.
        anchor: String,
        /// The expression.
        span: Span,
    },
    /// A line of values as small as a word.
    Spark {
        /// Its values; `None` is a gap.
        values: Vec<Option<Decimal>>,
        /// What it shows, in words.
        alt: String,
        /// The expression.
        span: Span,
    },
    /// Words with a symbol and a colour that say the same.
    Signal {
        /// What the symbol and the colour say.
        tone: Tone,
        /// The words.
        text: String,
        /// Where it belongs.
        span: Span,
    },
    /// The mark of a note.
    NoteMark {
        /// The note.
        name: String,
        /// "*", by `number`.
        mark: String,
        /// The expression.
        span: Span,
    },
}

/// What a signal says without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Green,
    /// To be watched.
    Amber,
    /// To be put right.
    Red,
    /// Gone up, for the better.
    UpBetter,
    /// Gone up, for the worse.
    UpWorse,
    /// Gone down, for the better.
    DownBetter,
    /// Gone down, for the worse.
    DownWorse,
    /// Gone up, and neither way is better.
    Up,
    /// Gone down, and neither way is better.
    Down,
    /// As it was.
    Level,
    /// Done, and closed.
    Closed,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Box<Table>),
    /// A chart.
    Chart(Box<Chart>),
    /// An image.
    Image(Image),
    /// What a meeting resolved.
    Resolved(Resolved),
    /// The notes whose marks stand just above, by `number`.
    Notes(Vec<Note>),
}

/// What a meeting resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// "RESOLVED:".
    pub label: String,
    /// The words of it.
    pub blocks: Vec<Block>,
    /// Where they were typed.
    pub span: Span,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its number, by `number`; empty where it has none.
    pub number: String,
    /// Whether its author took its number away.
    pub unnumbered: bool,
    /// Its name for references.
    pub name: Option<String>,
    /// The anchor that references lead to, by `number`.
    pub anchor: String,
    /// Its text.
    pub body: Vec<Inline>,
    /// The whole paragraph.
    pub span: Span,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether its marks count.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// "(a)" or "•", by `number`.
    pub label: String,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// The whole item.
    pub span: Span,
}

/// An image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Its name.
    pub name: String,
    /// The file it is set from.
    pub file: String,
    /// What it shows; `None` where it is decoration.
    pub alt: Option<(String, Span)>,
    /// Its caption, possibly empty.
    pub caption: Vec<Inline>,
    /// Its number, by `number`.
    pub number: String,
    /// The anchor that references lead to, by `number`.
    pub anchor: String,
    /// Width over height.
    pub ratio: f64,
    /// Pixels across; `None` for a drawing.
    pub pixels: Option<u32>,
    /// Where it is placed.
    pub span: Span,
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its name.
    pub name: String,
    /// Its mark; empty until `number` gives it one.
    pub mark: String,
    /// Its text.
    pub body: Vec<Inline>,
    /// Its declaration.
    pub span: Span,
}

/// The text alone.
pub fn plain(body: &[Inline]) -> String {
    let mut out = String::new();
    for inline in body {
        match inline {
            Inline::Text(text, _)
            | Inline::Raised(text, _)
            | Inline::Reference { text, .. }
            | Inline::Signal { text, .. } => out.push_str(text),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                out.push_str(&plain(body))
            }
            Inline::Break => out.push(' '),
            Inline::NoteMark { .. } | Inline::Spark { .. } => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
