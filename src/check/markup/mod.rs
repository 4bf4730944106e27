//! The notation of text fields: expressions in a line of text, and expressions with the CommonMark subset in
//! narrative. It parses and never evaluates: what an expression prints is decided in `merge`.

mod builder;
mod expression;
mod marks;
mod narrative;
mod notation;
mod scan;

pub(crate) use expression::{Expression, ExpressionKind};
pub(super) use narrative::narrative;
pub(super) use scan::line;

use crate::finding::Span;

/// A line of text with expressions.
pub(crate) type MarkupLine = Vec<MarkupPiece>;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkupPiece {
    /// Text as typed.
    Text(String, Span),
    /// `{{ … }}`.
    Expression(Expression),
}

/// A part of a paragraph.
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
        /// Where it leads.
        url: String,
        /// What is shown.
        body: Vec<MarkupInline>,
        /// The whole link.
        span: Span,
    },
    /// A line break that was asked for.
    Break,
}

/// A block of narrative.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MarkupBlock {
    /// A paragraph.
    Paragraph {
        /// Its text.
        body: Vec<MarkupInline>,
        /// The whole paragraph.
        span: Span,
    },
    /// A list.
    List {
        /// Whether it was typed with `1.`.
        ordered: bool,
        /// The blocks of each item, with the item's place.
        items: Vec<(Vec<MarkupBlock>, Span)>,
    },
    /// What a meeting resolved: the field `resolved` of a minute.
    Resolved {
        /// The words of it.
        blocks: Vec<MarkupBlock>,
        /// The whole field.
        span: Span,
    },
    /// `{{ place("x") }}` on a line of its own.
    Placed {
        /// What is placed.
        name: String,
        /// The expression.
        span: Span,
    },
}

/// How deep lists may nest.
pub(super) const DEEPEST_LIST: usize = 5;
