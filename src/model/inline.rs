//! `Inline`: parts of a text as they are printed. It holds no block.

use super::spark::Spark;
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
        /// The values.
        line: Spark,
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
