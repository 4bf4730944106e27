//! Blocks of a paper and the text in them. Their numbers and marks are empty until `number` has written them;
//! it writes none.

use super::inline::Inline;

use super::chart::Chart;
use super::table::Table;
use crate::finding::Span;

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
