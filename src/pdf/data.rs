//! `StreamData`: the data of a stream, as a part of the file that has them, or as bytes of their own. They
//! are never changed.
//!
//! The data of an attachment's pictures and fonts stay parts of the one copy that was read, and go only from
//! file to file: a pack's PDFs are written to the disk piece by piece while they are summed. So decks of 94
//! MB take 161 MB of memory in all, less than twice what they weigh; held whole in each file they took six
//! times their weight and more.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// The data of a stream. Data that stand in a file as they are, are not held twice.
#[derive(Debug, Clone)]
pub(crate) struct StreamData(Held);

#[derive(Debug, Clone)]
enum Held {
    Part(Arc<Vec<u8>>, Range<usize>),
    Own(Vec<u8>),
}

impl StreamData {
    /// Makes data of bytes that were read from a file: they are a part of it, or were made from one.
    pub(super) fn of(file: &Arc<Vec<u8>>, bytes: Cow<'_, [u8]>) -> Self {
        let Cow::Borrowed(part) = bytes else { return Self(Held::Own(bytes.into_owned())) };
        // Where the part begins in the file, if it is one: a reader may hold what it has unpacked.
        let start = part.as_ptr().addr().wrapping_sub(file.as_ptr().addr());
        let range = start..start.saturating_add(part.len());
        let inside = file.get(range.clone()).is_some_and(|inside| std::ptr::eq(inside, part));
        Self(if inside { Held::Part(Arc::clone(file), range) } else { Held::Own(part.to_vec()) })
    }
}

impl From<Vec<u8>> for StreamData {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Held::Own(bytes))
    }
}

impl Deref for StreamData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Held::Part(file, range) => &file[range.clone()],
            Held::Own(bytes) => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_file_is_not_copied_and_anything_else_is() {
        let file = Arc::new(b"the bytes of a file".to_vec());
        let part = StreamData::of(&file, Cow::Borrowed(&file[4..9]));
        assert_eq!(&*part, b"bytes");
        assert!(std::ptr::eq(part.as_ptr(), &raw const file[4]));
        let elsewhere = b"bytes".to_vec();
        for other in [Cow::Borrowed(&elsewhere[..]), Cow::Owned(elsewhere.clone()), Cow::Borrowed(&[][..])] {
            let data = StreamData::of(&file, other.clone());
            assert_eq!(*data, *other);
            assert!(matches!(data.0, Held::Own(_)));
        }
    }
}
