//! `TypedLine`: a line of a TOML file, and `LineForm`: what is wrong with the form of one. It finds nothing.

use std::ops::Range;

/// A line that cannot be read, in plain words, with the change by which the rest of its file can be.
pub(super) struct LineForm {
    pub range: Range<usize>,
    pub message: String,
    pub label: &'static str,
    pub hint: String,
    pub change: (Range<usize>, String),
    /// Whether the change is what the author means, and nothing else can be.
    pub is_sure: bool,
}

/// A line of a file, and the byte at which it begins.
#[derive(Clone, Copy)]
pub(super) struct TypedLine<'a> {
    pub start: usize,
    pub text: &'a str,
}

impl<'a> TypedLine<'a> {
    /// The byte at which the words of the line begin, behind its blanks.
    pub(super) fn words_start(self) -> usize {
        self.start + (self.text.len() - self.text.trim_start().len())
    }

    /// The line that holds a byte, and the byte itself, or the first one of its letter.
    pub(super) fn at(text: &'a str, at: usize) -> (Self, usize) {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        (Self { start, text: &text[start..end] }, at)
    }
}
