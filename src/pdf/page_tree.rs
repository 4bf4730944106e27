//! The number of pages that a file's tree of pages has, counted before any reader goes down each of its
//! branches: a few hundred bytes may name more pages than anybody can wait for. It reads no page.

use std::collections::{BTreeMap, BTreeSet};

use super::lexer::{is_blank, skip_blank, token_end};
use super::parse::parse;
use super::value::PdfValue;
use super::xref::integer;

/// The most pages that a file may have: beyond, it means harm.
const MOST_PAGES: u64 = 1_000_000;
/// The key of a node's children.
const KIDS: &[u8] = b"/Kids";

/// The most bytes that a node's children may take.
const MOST_BYTES: usize = 1 << 20;
/// The most bytes of a file that are read as children of nodes: beyond, they stand in one another, which means harm.
const MOST_READ: usize = 1 << 28;

/// The nodes of all trees of a file by the numbers of their objects, each with those below it.
#[derive(Debug, Default)]
pub(super) struct TreeNodes {
    /// The children of each node, in each state in which it stands in the file.
    nodes: BTreeMap<usize, Vec<Vec<usize>>>,
    /// The objects that hold the children of nodes as lists of their own, and are not read yet.
    lists: BTreeSet<usize>,
    /// The number of bytes that were read as children of nodes.
    read: usize,
}

impl TreeNodes {
    /// Adds the nodes that stand in bytes of a file as objects of their own.
    pub(super) fn add_objects(&mut self, bytes: &[u8]) {
        // The object that the bytes belong to that are being passed over.
        let mut owner = None;
        for at in 0..bytes.len() {
            match bytes[at] {
                b'o' if bytes[at..].starts_with(b"obj") && !bytes[..at].ends_with(b"end") => {
                    owner = number_before(&bytes[..at]);
                    if let Some(number) = owner.filter(|number| self.lists.remove(number)) {
                        self.add(number, &bytes[at + 3..]);
                    }
                }
                b'/' if bytes[at..].starts_with(KIDS) => {
                    if let Some(number) = owner.filter(|_| self.read <= MOST_READ) {
                        self.add(number, &bytes[at + KIDS.len()..]);
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds the nodes of an object stream, which has pairs of numbers before its first object (ISO 32000-1,
    /// 7.5.7).
    pub(super) fn add_packed(&mut self, unpacked: &[u8], first: usize) {
        if self.lists.is_empty() && !unpacked.windows(KIDS.len()).any(|w| w == KIDS) {
            return;
        }
        let mut at = 0;
        while let Some((number, end)) = integer(unpacked, at).filter(|(_, end)| *end <= first) {
            let Some((offset, end)) = integer(unpacked, end) else { return };
            at = end;
            if self.read > MOST_READ {
                return;
            }
            let object = unpacked.get(first.saturating_add(offset)..).unwrap_or_default();
            let object = &object[..object.len().min(MOST_BYTES)];
            if self.lists.remove(&number) {
                self.add(number, object);
                continue;
            }
            // Only the object itself: the next one has its own pair.
            let own = token_end(object, skip_blank(object, 0)).unwrap_or(0);
            self.read += if own == 0 { object.len() } else { own };
            if let Some(kids) = object[..own].windows(KIDS.len()).position(|w| w == KIDS) {
                self.add(number, &object[kids + KIDS.len()..]);
            }
        }
    }

    fn add(&mut self, number: usize, after: &[u8]) {
        let after = &after[..after.len().min(MOST_BYTES)];
        let kids = match parse(after) {
            Some(PdfValue::Array(kids)) => kids,
            Some(list @ PdfValue::Ref((object, _))) => {
                self.lists.extend(usize::try_from(object).ok().filter(|list| !self.nodes.contains_key(list)));
                vec![list]
            }
            _ => {
                self.read += after.len();
                return;
            }
        };
        // Some eight bytes are a reference.
        self.read += 8 * kids.len();
        let kids = kids.iter().filter_map(|kid| usize::try_from(kid.as_ref()?.0).ok());
        // Of an object that was saved again nobody knows yet which state holds.
        let kids: Vec<usize> = kids.collect();
        let states = self.nodes.entry(number).or_default();
        if !states.contains(&kids) {
            states.push(kids);
        }
    }

    /// Whether some nodes name their children by lists that were not read yet: the same bytes have to be added
    /// once more.
    pub(super) fn needs_lists(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Whether some node leads to more pages than a file has in good faith.
    pub(super) fn are_endless(&self) -> bool {
        let mut known = BTreeMap::new();
        self.read > MOST_READ || self.nodes.keys().any(|node| self.leaves(*node, &mut known) > MOST_PAGES)
    }

    /// The number of leaves below a node, as often as they are reached, in the state in which it has most; a node
    /// that leads back to itself has none there.
    fn leaves(&self, start: usize, known: &mut BTreeMap<usize, u64>) -> u64 {
        let mut open = vec![(start, false)];
        while let Some((node, ready)) = open.pop() {
            if known.get(&node).is_some_and(|_| !ready) {
                continue;
            }
            let Some(states) = self.nodes.get(&node) else {
                known.insert(node, 1);
                continue;
            };
            if ready {
                let below = states.iter().map(|kids| {
                    let below = kids.iter().map(|kid| known.get(kid).copied().unwrap_or(0));
                    below.fold(0, u64::saturating_add)
                });
                let most = below.max().unwrap_or(0);
                known.insert(node, most);
            } else {
                known.insert(node, 0);
                open.push((node, true));
                open.extend(states.iter().flatten().map(|kid| (*kid, false)));
            }
        }
        known.get(&start).copied().unwrap_or(0)
    }
}

/// The number of the object whose head ends before `obj`: "12 0 obj".
fn number_before(before: &[u8]) -> Option<usize> {
    // Two numbers, each of ten digits at most.
    let near = &before[before.len().saturating_sub(32)..];
    let words = near.rsplit(|b| is_blank(*b)).filter(|word| !word.is_empty());
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
        // A file that was saved often has its nodes often, and no more pages.
        let mut saved = TreeNodes::default();
        (0..100).for_each(|_| saved.add_objects(tree(10, true).as_bytes()));
        assert!(!saved.are_endless());
        let mut loops = TreeNodes::default();
        loops.add_objects(
            b"1 0 obj <</Kids[2 0 R 2 0 R]>> endobj 2 0 obj <</Kids [1 0 R 1 0 R 3 0 R]>> endobj",
        );
        assert!(!loops.are_endless());
    }

    #[test]
    fn lists_of_children_may_be_objects_of_their_own() {
        let node = |n: usize| {
            let (list, below) = (n + 100, n + 1);
            format!("{list} 0 obj [{below} 0 R {below} 0 R] endobj {n} 0 obj <</Kids {list} 0 R>> endobj ")
        };
        let bytes: String = (1..=40).map(node).collect();
        let mut nodes = TreeNodes::default();
        nodes.add_objects(bytes.as_bytes());
        if nodes.needs_lists() {
            nodes.add_objects(bytes.as_bytes());
        }
        assert!(nodes.are_endless());
    }

    #[test]
    fn children_that_stand_in_one_another_are_not_read_for_ever() {
        let bytes = format!("1 0 obj {}", "/Kids[(".repeat(100_000));
        let mut nodes = TreeNodes::default();
        nodes.add_objects(bytes.as_bytes());
        assert!(nodes.are_endless() && nodes.read < 2 * MOST_READ);
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
