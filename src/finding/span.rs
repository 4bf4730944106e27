//! `Span`: where something was typed, as a stretch of bytes in a loaded file. It never prints anything, and
//! knows no line.
//!
//! The type is opaque: only `Sources` can turn it into a line and a column. The model carries spans and
//! nothing else of the files.

use std::ops::Range;

/// A stretch of bytes in a file that was loaded. It is opaque: only [`Sources`](super::Sources) can turn it
/// into a line and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub(super) file: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// The span of the bytes `range` in the file `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: file.0, start: clip(range.start), end: clip(range.end.max(range.start)) }
    }

    /// The file as a whole: findings at it show no line.
    pub fn whole(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// The file that the span lies in.
    pub fn file(self) -> FileId {
        FileId(self.file)
    }

    /// The bytes of the file that the span covers.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes that the span covers.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers no bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The part of the span that `range`, counted in bytes from its start, covers.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        let start = self.start as usize;
        Self::new(self.file(), start + range.start..start + range.end)
    }

    /// The first byte of the span, for findings on what is missing from it.
    #[must_use]
    pub fn head(self) -> Self {
        Self { end: (self.start + 1).min(self.end), ..self }
    }

    /// Whether the span and another have any bytes in common.
    pub fn meets(self, other: Self) -> bool {
        self.file == other.file && self.start < other.end && other.start < self.end
    }

    /// The number of bytes by which the span begins after one that holds it; `None` where that one does not.
    pub(crate) fn offset_from(self, holder: Self) -> Option<usize> {
        let is_within = self.file == holder.file && holder.start <= self.start && self.end <= holder.end;
        is_within.then(|| (self.start - holder.start) as usize)
    }

    /// The smallest span that holds this one and another; `self` where they lie in two files.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// The id of a loaded file in [`Sources`](super::Sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);
