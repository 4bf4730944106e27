//! The number of pages that a file's tree of pages has, counted before any reader goes down each of its
//! branches: a few hundred bytes may name more pages than anybody can wait for. It reads no page.

use std::collections::BTreeMap;

use super::lexer::{is_blank, skip_blank};
use super::parse::parse;
use super::value::PdfValue;
use super::xref::integer;

/// The most pages that a file may have: beyond, it means harm.
const MOST_PAGES: u64 = 1_000_000;
/// The key of a node's children.
const KIDS: &[u8] = b"/Kids";

/// The nodes of all trees of a file by the numbers of their objects, each with those below it.
#[derive(Debug, Default)]
pub(super) struct TreeNodes(BTreeMap<usize, Vec<usize>>);

impl TreeNodes {
    /// Adds the nodes that stand in bytes of a file as objects of their own.
    pub(super) fn add_objects(&mut self, bytes: &[u8]) {
        let found = bytes.windows(KIDS.len()).enumerate().filter(|(_, w)| *w == KIDS).map(|(at, _)| at);
        for at in found.collect::<Vec<_>>() {
            if let Some(number) = owner(&bytes[..at]) {
                self.add(number, &bytes[at + KIDS.len()..]);
            }
        }
    }

    /// Adds the nodes of an object stream, which has pairs of numbers before its first object (ISO 32000-1,
    /// 7.5.7).
    pub(super) fn add_packed(&mut self, unpacked: &[u8], first: usize) {
        if !unpacked.windows(KIDS.len()).any(|w| w == KIDS) {
            return;
        }
        let mut at = 0;
        while let Some((number, end)) = integer(unpacked, at).filter(|(_, end)| *end <= first) {
            let Some((offset, end)) = integer(unpacked, end) else { return };
            at = end;
            let object = unpacked.get(first.saturating_add(offset)..).unwrap_or_default();
            // Only the object itself: the next one has its own pair.
            let own = super::lexer::token_end(object, skip_blank(object, 0)).unwrap_or(0);
            if let Some(kids) = object[..own].windows(KIDS.len()).position(|w| w == KIDS) {
                self.add(number, &object[kids + KIDS.len()..]);
            }
        }
    }

    fn add(&mut self, number: usize, after: &[u8]) {
        let Some(PdfValue::Array(kids)) = parse(after) else { return };
        let kids = kids.iter().filter_map(|kid| usize::try_from(kid.as_ref()?.0).ok());
        // Of an object that was saved again both states count: nobody knows yet which holds.
        self.0.entry(number).or_default().extend(kids);
    }

    /// Whether some node leads to more pages than a file has in good faith.
    pub(super) fn are_endless(&self) -> bool {
        let mut known = BTreeMap::new();
        self.0.keys().any(|node| self.leaves(*node, &mut known) > MOST_PAGES)
    }

    /// The number of leaves below a node, as often as they are reached; a node that leads back to itself has
    /// none there.
    fn leaves(&self, start: usize, known: &mut BTreeMap<usize, u64>) -> u64 {
        let mut open = vec![(start, false)];
        while let Some((node, ready)) = open.pop() {
            if known.get(&node).is_some_and(|_| !ready) {
                continue;
            }
            let Some(kids) = self.0.get(&node) else {
                known.insert(node, 1);
                continue;
            };
            if ready {
                let below = kids.iter().map(|kid| known.get(kid).copied().unwrap_or(0));
                known.insert(node, below.fold(0, u64::saturating_add));
            } else {
                known.insert(node, 0);
                open.push((node, true));
                open.extend(kids.iter().map(|kid| (*kid, false)));
            }
        }
        known.get(&start).copied().unwrap_or(0)
    }
}

/// The number of the object in which the byte after `before` stands.
fn owner(before: &[u8]) -> Option<usize> {
    let obj = before.windows(3).rposition(|w| w == b"obj")?;
    let words = before[..obj].rsplit(|b| is_blank(*b)).filter(|word| !word.is_empty());
    let number = words.take(2).last()?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(depth: usize, shared: bool) -> String {
        let node = |n: usize| {
            let below = n + 1;
            let second = if shared { format!(" {below} 0 R") } else { String::new() };
            format!("{n} 0 obj\n<</Type/Pages/Kids[{below} 0 R{second}]>>\nendobj\n")
        };
        (1..=depth).map(node).collect()
    }

    #[test]
    fn branches_that_share_their_pages_are_counted_as_often_as_they_are_reached() {
        for (depth, shared, endless) in [(40, true, true), (10, true, false), (2000, false, false)] {
            let mut nodes = TreeNodes::default();
            nodes.add_objects(tree(depth, shared).as_bytes());
            assert_eq!(nodes.are_endless(), endless, "{depth} {shared}");
        }
        let mut loops = TreeNodes::default();
        loops.add_objects(
            b"1 0 obj <</Kids[2 0 R 2 0 R]>> endobj 2 0 obj <</Kids [1 0 R 1 0 R 3 0 R]>> endobj",
        );
        assert!(!loops.are_endless());
    }

    #[test]
    fn nodes_in_object_streams_count_too() {
        let (mut pairs, mut objects) = (String::new(), String::new());
        for n in 1..=40 {
            pairs.push_str(&format!("{n} {} ", objects.len()));
            objects.push_str(&format!("<</Kids[{0} 0 R {0} 0 R]>> ", n + 1));
        }
        let mut nodes = TreeNodes::default();
        nodes.add_packed(format!("{pairs}{objects}").as_bytes(), pairs.len());
        assert!(nodes.are_endless());
    }
}
