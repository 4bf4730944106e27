//! Quotation marks of a CSV text that do not pair: one that is never closed takes the rest of the file into
//! its cell, rows and all. It reads no cell.

use std::ops::Range;

/// A quotation mark in a CSV text that does not pair.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpaired {
    /// The bytes of the mark.
    pub mark: Range<usize>,
    /// The row of the mark's cell, and below it the column, from 1.
    pub row: usize,
    pub column: usize,
    /// Whether text follows where a second mark closed the cell; otherwise it is never closed.
    pub closed_too_soon: bool,
}

/// The first quotation mark that does not pair; `None` where all do. Only a mark at the beginning of a cell
/// opens one: `6" pipe` is text.
pub(super) fn unpaired(text: &str, delimiter: u8) -> Option<Unpaired> {
    let bytes = text.as_bytes();
    let (mut row, mut column, mut at) = (1, 1, 0);
    while at < bytes.len() {
        let mark = at..at + 1;
        if bytes[at] == b'"' {
            let Some(end) = closing(bytes, at + 1) else {
                return Some(Unpaired { mark, row, column, closed_too_soon: false });
            };
            let after = bytes[end + 1..].iter().copied().find(|b| *b != b' ');
            if !matches!(after, None | Some(b'\r' | b'\n')) && after != Some(delimiter) {
                return Some(Unpaired { mark, row, column, closed_too_soon: true });
            }
            at = end + 1;
        }
        while at < bytes.len() && bytes[at] != delimiter && !matches!(bytes[at], b'\r' | b'\n') {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'\r' | b'\n') => {
                at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
                (row, column) = (row + 1, 1);
            }
            _ => {
                at += 1;
                column += 1;
            }
        }
    }
    None
}

/// The byte of the mark that closes a cell; two marks in a row stand for one in its text. `None` where none
/// closes it.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(usize, usize, bool)> {
        unpaired(text, b',').map(|found| (found.row, found.column, found.closed_too_soon))
    }

    #[test]
    fn marks_that_pair_are_none() {
        for good in [
            "a,b\n\"x\",\"y, z\"\n",
            "\"a \"\"b\"\"\",c\r\n\"\",d",
            "6\" pipe,4\"\n",
            "\"two\nlines\" ,x",
            "\"a,\",b\n",
            "",
        ] {
            assert_eq!(found(good), None, "{good}");
        }
    }

    #[test]
    fn one_that_is_never_closed_is_found_where_it_opens() {
        assert_eq!(found("Ward,Note\r\nNorth,\"a pipe of 6\r\nSouth,plain\r\n"), Some((2, 2, false)));
        assert_eq!(found("a,\"b\n1,2\n"), Some((1, 2, false)));
        assert_eq!(found("a,b\nx,\"y\"\"\n"), Some((2, 2, false)));
        assert_eq!(unpaired("a,\"b\n", b',').map(|found| found.mark), Some(2..3));
    }

    #[test]
    fn one_that_another_closes_by_chance_is_found_too() {
        assert_eq!(found("a,b\n1,\"6 inch\n2,\"8 inch\n"), Some((2, 2, true)));
    }
}
