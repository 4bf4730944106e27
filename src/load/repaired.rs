//! `Repaired`: the text of a file with the lines changed that kept it from being read, and the way back to the
//! places of the file itself. It never decides what is wrong.

use std::borrow::Cow;
use std::ops::Range;

/// A change of a text: the byte at which it stands, and the bytes that go and come.
#[derive(Debug, Clone, Copy)]
struct Change {
    at: usize,
    removed: usize,
    added: usize,
}

/// A text that was changed so that more of it can be read.
#[derive(Debug, Clone)]
pub(super) struct Repaired<'a> {
    pub text: Cow<'a, str>,
    changes: Vec<Change>,
}

impl<'a> Repaired<'a> {
    /// The text as it is.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), changes: Vec::new() }
    }

    /// Whether nothing was changed.
    pub(super) fn is_as_typed(&self) -> bool {
        self.changes.is_empty()
    }

    /// Puts other words in the place of a stretch of the text as it stands now.
    pub(super) fn change(&mut self, range: Range<usize>, words: &str) {
        self.changes.push(Change { at: range.start, removed: range.len(), added: words.len() });
        self.text.to_mut().replace_range(range, words);
    }

    /// The byte of the file for a byte of the text.
    pub(super) fn typed(&self, at: usize) -> usize {
        self.changes.iter().rev().fold(at, |at, change| {
            if at >= change.at + change.added {
                at - change.added + change.removed
            } else {
                at.min(change.at + change.removed)
            }
        })
    }

    /// The stretch of the file for one of the text.
    pub(super) fn typed_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.typed(range.start);
        start..self.typed(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_all_changes() {
        let mut text = Repaired::of("one two three four");
        assert!(text.is_as_typed());
        text.change(4..7, "2");
        text.change(0..3, "eleven");
        assert_eq!(text.text, "eleven 2 three four");
        assert_eq!(text.typed_range(9..14), 8..13);
        assert_eq!(text.typed_range(15..19), 14..18);
        assert_eq!(text.typed_range(7..8), 4..7);
        assert_eq!(text.typed(0), 0);
    }
}
