//! `Bounded`: a part of a package with limits, since a small file can unpack to any size. It looks into
//! nothing.

use std::io::{self, BufRead, Read};

/// A part whose bytes are counted, over all and since the last piece of XML.
pub(super) struct Bounded<R> {
    inner: R,
    /// The bytes that may still be read of the part.
    rest: u64,
    /// The bytes that may still be read of the piece of XML that is being read.
    rest_of_piece: u64,
}

/// The most bytes that a part is unpacked to.
const LARGEST_PART: u64 = 1 << 30;
/// The most bytes of one piece of XML: a tag, or the text between two.
const LARGEST_PIECE: u64 = 16 << 20;

impl<R> Bounded<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, rest: LARGEST_PART, rest_of_piece: LARGEST_PIECE }
    }

    /// Begins to count anew, for the next piece of XML.
    pub(super) fn next_piece(&mut self) {
        self.rest_of_piece = LARGEST_PIECE;
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let most = self.rest.min(self.rest_of_piece).min(out.len() as u64);
        if most == 0 && !out.is_empty() {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let most = usize::try_from(most).unwrap_or(out.len());
        let read = self.inner.read(&mut out[..most])?;
        self.rest -= read as u64;
        self.rest_of_piece -= read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.rest == 0 || self.rest_of_piece == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let most = usize::try_from(self.rest.min(self.rest_of_piece)).unwrap_or(usize::MAX);
        let bytes = self.inner.fill_buf()?;
        Ok(&bytes[..bytes.len().min(most)])
    }

    fn consume(&mut self, read: usize) {
        self.inner.consume(read);
        self.rest = self.rest.saturating_sub(read as u64);
        self.rest_of_piece = self.rest_of_piece.saturating_sub(read as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_has_an_end_and_the_next_begins_anew() {
        let mut part = Bounded::new(io::repeat(b' '));
        let mut piece = vec![0; usize::try_from(LARGEST_PIECE).expect("fits")];
        part.read_exact(&mut piece).expect("a piece");
        assert!(part.read(&mut [0]).is_err());
        part.next_piece();
        assert_eq!(part.read(&mut [0]).ok(), Some(1));
    }

    #[test]
    fn a_part_has_an_end() {
        let mut part = Bounded::new(io::repeat(b' '));
        let mut piece = vec![0; usize::try_from(LARGEST_PIECE).expect("fits")];
        let mut pieces = 0;
        while part.read_exact(&mut piece).is_ok() {
            part.next_piece();
            pieces += 1;
        }
        assert_eq!(pieces, LARGEST_PART / LARGEST_PIECE);
    }
}
