//! The content of a page, operator by operator. It changes nothing, and does not know what is drawn.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{is_blank, is_too_deep, skip_blank, string_bytes, token_end, unescaped_name};
use super::parse::entry;

/// An operator of a content stream with its operands.
#[derive(Debug, Clone)]
pub(crate) struct Operation<'a> {
    /// The bytes at which operands and operator stand.
    pub range: Range<usize>,
    /// The operator, such as `Tj`. An inline picture is one operation, `EI`.
    pub operator: &'a [u8],
    /// The operands as they stand in the stream.
    pub operands: Vec<&'a [u8]>,
}

impl<'a> Operation<'a> {
    /// The name that an operand is, without its `/` and escapes (ISO 32000-1, 7.3.5); `None` where it is no
    /// name.
    pub(crate) fn name(&self, at: usize) -> Option<Cow<'a, [u8]>> {
        self.operands.get(at)?.strip_prefix(b"/").map(unescaped_name)
    }

    /// Whether the first operand is a name, and this one.
    pub(crate) fn is_of(&self, name: &[u8]) -> bool {
        self.name(0).as_deref() == Some(name)
    }

    /// The number of a marked content, from a list of properties that stands in the stream (ISO 32000-1,
    /// 14.7.4.2). A list that is only named is not looked up.
    pub(crate) fn mark(&self) -> Option<usize> {
        usize::try_from(entry(self.operands.get(1)?, "MCID")?.as_integer()?).ok()
    }

    /// The number that an operand is; `None` where it is none.
    pub(crate) fn number(&self, at: usize) -> Option<f64> {
        std::str::from_utf8(self.operands.get(at)?).ok()?.parse().ok()
    }

    /// The strings that an operation of text shows, in order (ISO 32000-1, table 109).
    pub(crate) fn strings(&self) -> Vec<Vec<u8>> {
        match self.operands.last() {
            // Numbers between its strings move the next one.
            Some([b'[', inside @ .., b']']) => {
                let mut found = Vec::new();
                let mut at = skip_blank(inside, 0);
                while let Some(end) = token_end(inside, at) {
                    found.extend(string_bytes(&inside[at..end]));
                    at = skip_blank(inside, end);
                }
                found
            }
            Some(one) => string_bytes(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Whether an operation of text shows any: a string that is empty shows nothing.
    pub(crate) fn shows_text(&self) -> bool {
        self.strings().iter().any(|string| !string.is_empty())
    }
}

/// The operations of a content stream, as far as it can be read.
pub(crate) fn operations(content: &[u8]) -> Operations<'_> {
    Operations {
        content,
        at: 0,
        strays: Vec::new(),
        gave_up: false,
        too_deep: false,
        pictures: false,
        unfinished: None,
    }
}

/// An iterator over the operations of a content stream.
pub(crate) struct Operations<'a> {
    content: &'a [u8],
    at: usize,
    /// The bytes of brackets that close nothing, as far as was read.
    pub strays: Vec<usize>,
    /// Whether a picture was met whose end cannot be told, so that the rest was not read.
    pub gave_up: bool,
    /// Whether something was met that is nested deeper than anything in good faith, so that the rest was not
    /// read.
    pub too_deep: bool,
    pictures: bool,
    unfinished: Option<usize>,
}

impl Operations<'_> {
    /// The byte at which something begins that never ends; `None` where all ends, and where there were inline
    /// pictures, with which nobody can be sure: their data look like anything.
    pub(crate) fn unfinished(&self) -> Option<usize> {
        self.unfinished.filter(|_| !self.pictures)
    }
}

impl<'a> Iterator for Operations<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Operation<'a>> {
        let mut operands = Vec::new();
        let mut start = None;
        loop {
            let from = skip_blank(self.content, self.at);
            let Some(to) = token_end(self.content, from) else {
                self.too_deep |= is_too_deep(&self.content[from..]);
                let left = start.or((from < self.content.len()).then_some(from));
                self.unfinished = self.unfinished.or(left);
                return None;
            };
            self.at = to;
            let word = &self.content[from..to];
            if matches!(word, b")" | b">" | b"]" | b"{" | b"}") {
                self.strays.push(from);
                continue;
            }
            let begins = *start.get_or_insert(from);
            if is_operand(word) {
                operands.push(word);
                continue;
            }
            if word == b"BI" {
                self.pictures = true;
                let Some(end) = picture(self.content, to) else {
                    self.gave_up = true;
                    return None;
                };
                self.at = end;
                let range = begins..self.at;
                return Some(Operation { range, operator: b"EI", operands });
            }
            return Some(Operation { range: begins..to, operator: word, operands });
        }
    }
}

fn is_operand(word: &[u8]) -> bool {
    matches!(word[0], b'0'..=b'9' | b'+' | b'-' | b'.' | b'/' | b'(' | b'<' | b'[')
        || matches!(word, b"true" | b"false" | b"null")
}

/// The number of bytes after an inline picture that are words, where it ends there.
const FOLLOWS: usize = 10;

/// The end of an inline picture whose `BI` ends at `at` (ISO 32000-1, 8.9.7). Its data may hold
/// anything: `EI` ends them where white space stands around it, or the end of packed digits before it, and
/// words follow. If none does, the first that stands alone ends them.
fn picture(content: &[u8], at: usize) -> Option<usize> {
    let mut next = at;
    loop {
        let from = skip_blank(content, next);
        next = token_end(content, from)?;
        if &content[from..next] == b"ID" {
            break;
        }
    }
    let mut from = next + 1;
    let mut first = None;
    while let Some(found) = content.get(from..).and_then(|rest| rest.windows(2).position(|w| w == b"EI")) {
        let end = from + found + 2;
        let after = &content[end..];
        let before = content.get(end.wrapping_sub(3)).is_some_and(|b| is_blank(*b) || *b == b'>');
        if before && after.first().is_none_or(|b| is_blank(*b)) {
            if after.iter().take(FOLLOWS).all(|b| is_blank(*b) || (b' '..=b'~').contains(b)) {
                return Some(end);
            }
            first = first.or(Some(end));
        }
        from = end;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_pictures_are_passed_over() {
        let content = b"BI /W 2 /H 1 ID \xffEI\x00 q\xff\nEI Q q Q";
        let all: Vec<&[u8]> = operations(content).map(|o| o.operator).collect();
        assert_eq!(all, [&b"EI"[..], b"Q", b"q", b"Q"]);
    }

    #[test]
    fn what_never_ends_and_what_closes_nothing_is_found() {
        let read = |content: &'static str| {
            let mut all = operations(content.as_bytes());
            let count = all.by_ref().count();
            (count, all.strays.clone(), all.unfinished())
        };
        assert_eq!(read("q 1 w Q % end"), (3, vec![], None));
        assert_eq!(read("q ) 1 w ] Q"), (3, vec![2, 8], None));
        assert_eq!(read("q (a) Tj (b Tj Q"), (2, vec![], Some(9)));
        assert_eq!(read("q 1 0 0 [2 3"), (1, vec![], Some(2)));
        assert_eq!(read("q 1 0"), (1, vec![], Some(2)));
        assert_eq!(read("BI /W 1 ID x EI (b"), (1, vec![], None));
        for (count, deep) in [(60, false), (100, true), (100_000, true)] {
            let content = format!("q {} {} TJ Q", "[<</A".repeat(count / 2), ">>]".repeat(count / 2));
            let mut all = operations(content.as_bytes());
            assert_eq!((all.by_ref().count(), all.too_deep), (if deep { 1 } else { 3 }, deep), "{count}");
        }
    }

    #[test]
    fn names_are_read_without_their_escapes() {
        let name = |content: &str| {
            let operation = operations(content.as_bytes()).next().expect("an operation");
            operation.name(0).map(std::borrow::Cow::into_owned)
        };
        assert_eq!(name("/Im#20age Do").as_deref(), Some(&b"Im age"[..]));
        assert_eq!(name("/A#e4#2 Do").as_deref(), Some(&b"A\xE4#2"[..]));
        assert_eq!(name("(no name) Tj"), None);
    }
}
