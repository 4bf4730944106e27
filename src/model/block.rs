//! Blocks of a paper and the text in them. Their numbers and marks are empty until `number` has written them;
//! it writes none.

use rust_decimal::Decimal;

use super::chart::Chart;
use super::table::Table;
use crate::finding::Span;

/// A part of a text: words, an emphasis, a link, a reference or a small drawing among words.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text, printed as it is.
    Text(String, Span),
    /// Text in bold.
    Strong(Vec<Inline>),
    /// Text in italics, or in bold where the style's `fonts.emphasis` says so.
    Emphasis(Vec<Inline>),
    /// A link out of the paper.
    Link {
        /// The address that the link leads to.
        url: String,
        /// The text of the link.
        body: Vec<Inline>,
        /// The stretch of source of the whole link.
        span: Span,
    },
    /// A break between two lines.
    Break,
    /// Raised text, such as the "th" of "20th".
    Raised(String, Span),
    /// A reference to something in the paper, by the number that it is printed with.
    Reference {
        /// The name of what is referred to.
        name: String,
        /// The words of the reference, such as "paragraph 2"; empty until `number` has run.
        text: String,
        /// The anchor that the reference leads to; empty until `number` has run.
        anchor: String,
        /// The expression of the reference.
        span: Span,
    },
    /// A line of values as small as a word.
    Spark {
        /// The values in order; `None` is a gap.
        values: Vec<Option<Decimal>>,
        /// The alternative text.
        alt: String,
        /// The expression of the line.
        span: Span,
    },
    /// Words with a symbol and a colour that say the same.
    Signal {
        /// The meaning of the symbol and the colour.
        tone: Tone,
        /// The words beside the symbol.
        text: String,
        /// The stretch of source that findings about the signal name.
        span: Span,
    },
    /// The sign that leads to a note.
    NoteMark {
        /// The name of the note.
        name: String,
        /// The sign, such as "*"; empty until `number` has run.
        mark: String,
        /// The expression of the sign.
        span: Span,
    },
}

/// The meaning of a signal, which its symbol and its colour show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A state that is as it should be.
    Green,
    /// A state that is to be watched.
    Amber,
    /// A state that is to be put right.
    Red,
    /// A rise, which is for the better.
    UpBetter,
    /// A rise, which is for the worse.
    UpWorse,
    /// A fall, which is for the better.
    DownBetter,
    /// A fall, which is for the worse.
    DownWorse,
    /// A rise of an indicator of which neither direction is better.
    Up,
    /// A fall of an indicator of which neither direction is better.
    Down,
    /// A value that has not changed.
    Level,
    /// An action that is done and closed.
    Closed,
}

/// A block of text: whatever stands on lines of its own.
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
    /// The resolution of a meeting.
    Resolved(Resolved),
    /// The notes whose signs stand just above; put there by `number`.
    Notes(Vec<Note>),
}

/// The resolution of a meeting: its label and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The words before the resolution, such as "RESOLVED:".
    pub label: String,
    /// The words of the resolution.
    pub blocks: Vec<Block>,
    /// The stretch of source of the resolution.
    pub span: Span,
}

/// A paragraph, with its number where it has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The printed number; empty until `number` has run, and where the paragraph has none.
    pub number: String,
    /// Whether the author took the number away.
    pub unnumbered: bool,
    /// The name that references use; `None` where nothing can refer to the paragraph.
    pub name: Option<String>,
    /// The anchor that references lead to; empty until `number` has run.
    pub anchor: String,
    /// The text.
    pub body: Vec<Inline>,
    /// The stretch of source of the whole paragraph.
    pub span: Span,
}

/// A list, numbered or with bullets.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether the labels count, as "(a)" and "(b)" do; bullets do not.
    pub ordered: bool,
    /// The items in order.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// The printed label, such as "(a)" or "•"; empty until `number` has run.
    pub label: String,
    /// The blocks of the item, lists within it among them.
    pub blocks: Vec<Block>,
    /// The stretch of source of the whole item.
    pub span: Span,
}

/// An image, placed in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The name that `place` and references use.
    pub name: String,
    /// The name of the file among the paper's pictures.
    pub file: String,
    /// The alternative text; `None` where the image is decoration.
    pub alt: Option<(String, Span)>,
    /// The caption; empty where there is none.
    pub caption: Vec<Inline>,
    /// The printed number, such as "Figure 2"; empty until `number` has run, and without a caption.
    pub number: String,
    /// The anchor that references lead to; empty until `number` has run.
    pub anchor: String,
    /// The width over the height.
    pub ratio: f64,
    /// The number of pixels across; `None` for a drawing, which has none.
    pub pixels: Option<u32>,
    /// The expression that places the image.
    pub span: Span,
}

/// A note, which stands under the block that its sign first stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The name that marks in the text use.
    pub name: String,
    /// The sign; empty until `number` gives it one, unless the author typed one.
    pub mark: String,
    /// The text.
    pub body: Vec<Inline>,
    /// The stretch of source of the note's declaration.
    pub span: Span,
}

/// The text of a body without emphasis, links and signs of notes, with single spaces between words.
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
