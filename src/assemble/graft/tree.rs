//! `GraftedTree`: the structure tree of an attachment as it is to stand in the pack: elements, what they
//! hold, and the kinds that they are of. It reads and writes no file.
//!
//! Headings of an attachment keep their order and skip no level; they stand below the item's heading. In the
//! attachment alone, a slide deck has a heading of the first level on each slide, as its author meant.
//!
//! A page without tags is a figure here, in a file that has tags on other pages too, with the clerk's words
//! or with the text that stands after it as its alternative text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::roles::{level, standard};
use crate::pdf::structure::{self, Kid, Structure};
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// The elements that only group others (ISO 32000-1, table 333).
const GROUPING: [&str; 6] = ["Document", "Part", "Art", "Sect", "Div", "NonStruct"];

/// An element of the structure tree that an attachment gets in our file.
#[derive(Debug, Clone)]
pub(super) struct GraftedElement {
    /// The index of the element in which it stands; `None` at the top.
    pub parent: Option<usize>,
    /// The role that the attachment gives the element.
    pub role: String,
    /// The standard type that the role stands for.
    pub standard: &'static str,
    /// The keys that are kept of the element.
    pub dict: Dict,
    /// The children in order.
    pub kids: Vec<Kid>,
    /// The number of a link of ours, which no element of the attachment holds.
    pub link: Option<usize>,
}

impl GraftedElement {
    /// Makes an element that the attachment does not have.
    pub(super) fn made(parent: Option<usize>, standard: &'static str) -> Self {
        Self {
            parent,
            role: standard.to_owned(),
            standard,
            dict: Dict::default(),
            kids: Vec::new(),
            link: None,
        }
    }
}

/// The structure tree that an attachment gets in our file. Its own elements stand in reading order, each
/// after the one that holds it; those that it does not have come after them.
#[derive(Debug, Default)]
pub(super) struct GraftedTree {
    pub elements: Vec<GraftedElement>,
    /// The indices of the elements at the top.
    pub tops: Vec<usize>,
    /// The attributes by class.
    pub classes: Dict,
}

impl GraftedTree {
    /// The tree of an attachment, with the standard type of each element.
    pub(super) fn of(structure: &Structure) -> Self {
        let element = |element: &structure::Element| {
            let standard = standard(&element.role, &structure.roles).unwrap_or_else(|| {
                // Nobody can know what it is: it is what it holds.
                let blocks = element.kids.iter().any(|kid| matches!(kid, Kid::Element(_)));
                if blocks { "Div" } else { "Span" }
            });
            GraftedElement {
                parent: element.parent,
                role: element.role.clone(),
                standard,
                dict: element.says.clone(),
                kids: element.kids.clone(),
                link: None,
            }
        };
        Self {
            elements: structure.elements.iter().map(element).collect(),
            tops: structure.tops.clone(),
            classes: structure.classes.clone(),
        }
    }

    /// The objects that elements hold.
    pub(super) fn held(&self) -> BTreeSet<ObjectId> {
        let kids = self.elements.iter().flat_map(|e| &e.kids);
        kids.filter_map(|kid| if let Kid::Object(id) = kid { Some(*id) } else { None }).collect()
    }

    /// The first number of marked content on each page that no element holds.
    pub(super) fn next_marks(&self) -> BTreeMap<usize, usize> {
        let mut next = BTreeMap::new();
        for kid in self.elements.iter().flat_map(|e| &e.kids) {
            if let Kid::Content { page, form: None, mark } = kid {
                let free = next.entry(*page).or_insert(0);
                *free = (*free).max(mark + 1);
            }
        }
        next
    }

    /// Puts a link that no element holds after the content of its page. No words stand in it, so its
    /// alternative text is `said`.
    pub(super) fn add_link(&mut self, link: usize, said: PdfValue, page: usize) {
        let mut element = GraftedElement::made(None, "Link");
        element.link = Some(link);
        element.dict.set("Alt", said);
        self.add(element, page);
    }

    /// Makes each page without tags a figure with its words, and gives the pages that now are figures.
    pub(super) fn add_figures(&mut self, words: &BTreeMap<usize, String>) -> BTreeSet<usize> {
        let held = self.next_marks();
        let free = words.iter().filter(|(page, _)| !held.contains_key(page));
        let mut made = BTreeSet::new();
        for (page, words) in free {
            let mut figure = GraftedElement::made(None, "Figure");
            figure.dict.set("Alt", PdfValue::words(words));
            figure.kids.push(Kid::Content { page: *page, form: None, mark: 0 });
            self.add(figure, *page);
            made.insert(*page);
        }
        made
    }

    /// Puts an element after the content of its page: into the one element at the top, or beside those that
    /// are there; and into a group of content of earlier pages and of later ones.
    pub(super) fn add(&mut self, mut element: GraftedElement, page: usize) {
        let mut above = match self.tops[..] {
            [only] if GROUPING.contains(&self.elements[only].standard) => Some(only),
            _ => None,
        };
        let at = loop {
            let kids: Cow<'_, [Kid]> = match above {
                Some(above) => Cow::Borrowed(&self.elements[above].kids),
                None => self.tops.iter().map(|top| Kid::Element(*top)).collect(),
            };
            let later = kids.iter().position(|kid| self.begins(kid).is_some_and(|begins| begins > page));
            let at = later.unwrap_or(kids.len());
            match at.checked_sub(1).and_then(|before| kids.get(before)) {
                Some(Kid::Element(before))
                    if GROUPING.contains(&self.elements[*before].standard)
                        && self.ends(*before) > Some(page) =>
                {
                    above = Some(*before);
                }
                _ => break at,
            }
        };
        let own = self.elements.len();
        element.parent = above;
        self.elements.push(element);
        match above {
            Some(above) => self.elements[above].kids.insert(at, Kid::Element(own)),
            None => self.tops.insert(at, own),
        }
    }

    /// The last page of which an element holds content; `None` where it holds none.
    fn ends(&self, element: usize) -> Option<usize> {
        let end = |kid: &Kid| match kid {
            Kid::Element(at) => self.ends(*at),
            Kid::Content { page, .. } => Some(*page),
            Kid::Object(_) => None,
        };
        self.elements[element].kids.iter().filter_map(end).max()
    }

    /// The page on which a child begins; `None` where it holds no content.
    fn begins(&self, kid: &Kid) -> Option<usize> {
        match kid {
            Kid::Element(at) => self.elements[*at].kids.iter().find_map(|kid| self.begins(kid)),
            Kid::Content { page, .. } => Some(*page),
            Kid::Object(_) => None,
        }
    }

    /// Sets the headings so that the first is of a level, and none is skipped (ISO 14289-1, 7.4.2).
    pub(super) fn set_headings(&mut self, first: u8) {
        let levels: Vec<Option<u8>> = self.elements.iter().map(|e| level(e.standard)).collect();
        let own = |at: usize| levels[at].map(|l| if l == 0 { self.depth(at, &levels) } else { l });
        let own: Vec<Option<u8>> = (0..self.elements.len()).map(own).collect();
        let Some(least) = own.iter().flatten().min().copied() else { return };
        let mut before = first - 1;
        for (element, own) in self.elements.iter_mut().zip(own) {
            let Some(own) = own else { continue };
            let new = (first + own - least).min(before + 1).min(6);
            before = new;
            element.standard = ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(new) - 1];
            element.role = element.standard.to_owned();
        }
    }

    /// The level of a heading without one: the number of elements round it that have a heading of their own.
    fn depth(&self, at: usize, levels: &[Option<u8>]) -> u8 {
        let mut depth = 0_u8;
        let mut above = self.elements[at].parent;
        while let Some(parent) = above {
            let heads = |kid: &Kid| matches!(kid, Kid::Element(kid) if levels[*kid] == Some(0));
            if self.elements[parent].kids.iter().any(heads) {
                depth = depth.saturating_add(1);
            }
            above = self.elements[parent].parent;
        }
        depth.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(levels: &[&'static str], first: u8) -> Vec<&'static str> {
        let mut tree = GraftedTree {
            elements: levels.iter().map(|l| GraftedElement::made(None, l)).collect(),
            ..GraftedTree::default()
        };
        tree.set_headings(first);
        tree.elements.iter().map(|e| e.standard).collect()
    }

    #[test]
    fn headings_stand_below_ours_and_skip_none() {
        assert_eq!(headings(&["H1", "P", "H2", "H2", "H3", "H1"], 2), ["H2", "P", "H3", "H3", "H4", "H2"]);
        assert_eq!(headings(&["H2", "H4", "H6"], 2), ["H2", "H3", "H4"]);
        assert_eq!(headings(&["H3", "H1", "H6"], 1), ["H1", "H1", "H2"]);
        assert_eq!(headings(&["H5", "H6"], 6), ["H6", "H6"]);
    }

    #[test]
    fn what_is_added_stands_after_what_is_of_its_page_however_deep() {
        for groups in [vec!["Document"], vec!["Sect"], vec!["Document", "Sect"], vec!["Part", "Div", "Art"]] {
            let mut tree = GraftedTree::default();
            for (depth, group) in groups.iter().enumerate() {
                tree.elements.push(GraftedElement::made(depth.checked_sub(1), group));
                if depth > 0 {
                    tree.elements[depth - 1].kids.push(Kid::Element(depth));
                }
            }
            tree.tops.push(0);
            let last = groups.len() - 1;
            for page in [0, 0, 2, 4] {
                let mut words = GraftedElement::made(Some(last), "P");
                words.kids.push(Kid::Content { page, form: None, mark: 0 });
                let at = tree.elements.len();
                tree.elements[last].kids.push(Kid::Element(at));
                tree.elements.push(words);
            }
            let first = tree.elements.len();
            let words = [(1, "b".to_owned()), (3, "d".to_owned()), (4, "held".to_owned())];
            assert_eq!(tree.add_figures(&words.into_iter().collect()).len(), 2);
            let kids: Vec<usize> = tree.elements[last]
                .kids
                .iter()
                .map(|kid| if let Kid::Element(at) = kid { *at - groups.len() } else { usize::MAX })
                .collect();
            assert_eq!(kids, [0, 1, 4, 2, 5, 3], "{groups:?}");
            assert_eq!(tree.elements[first].parent, Some(last));
        }
    }

    #[test]
    fn headings_without_a_level_have_that_of_their_place() {
        let mut tree = GraftedTree::default();
        for (parent, kind) in
            [(None, "Sect"), (Some(0), "H"), (Some(0), "Sect"), (Some(2), "H"), (Some(2), "P")]
        {
            let at = tree.elements.len();
            tree.elements.push(GraftedElement::made(parent, kind));
            if let Some(parent) = parent {
                tree.elements[parent].kids.push(Kid::Element(at));
            }
        }
        tree.set_headings(2);
        let kinds: Vec<_> = tree.elements.iter().map(|e| e.standard).collect();
        assert_eq!(kinds, ["Sect", "H2", "Sect", "H3", "P"]);
    }
}
