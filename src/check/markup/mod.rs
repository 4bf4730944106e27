//! The notation of text fields: expressions in a line of text, and expressions with the CommonMark subset in
//! narrative. It parses and never evaluates: what an expression prints is decided in `merge`.

mod builder;
mod lookalikes;
mod marks;
mod narrative;
mod notation;
mod other_brackets;
mod scan;
mod unspaced;

pub(super) use narrative::narrative;
pub(super) use notation::HEADING;
pub(super) use scan::line;

use super::expression::Expression;
use crate::finding::Span;

/// A line of text with expressions.
pub(crate) type MarkupLine = Vec<MarkupPiece>;

/// A piece of a line: text or an expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkupPiece {
    /// Text as typed.
    Text(String, Span),
    /// `{{ … }}`.
    Expression(Expression),
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkupInline {
    /// Text as typed.
    Text(String, Span),
    /// `{{ … }}`.
    Expression(Expression),
    /// `**…**`.
    Strong(Vec<MarkupInline>),
    /// `*…*`.
    Emphasis(Vec<MarkupInline>),
    /// `[…](url)` or `<url>`.
    Link {
        url: String,
        /// The words that are shown.
        body: Vec<MarkupInline>,
        span: Span,
    },
    /// A line break that was asked for.
    Break,
}

/// A block of narrative.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkupBlock {
    Paragraph {
        body: Vec<MarkupInline>,
        span: Span,
    },
    List {
        /// Whether the list was typed with `1.`.
        ordered: bool,
        /// The blocks of each item, with the item's span.
        items: Vec<(Vec<MarkupBlock>, Span)>,
    },
    /// The resolution of a meeting: the field `resolved` of a minute.
    Resolved {
        blocks: Vec<MarkupBlock>,
        span: Span,
    },
    /// `{{ place("x") }}` on a line of its own.
    Placed {
        /// The name of the table, chart or image.
        name: String,
        /// The span of the expression.
        span: Span,
    },
}

/// The depth to which lists may nest.
pub(super) const DEEPEST_LIST: usize = 5;
