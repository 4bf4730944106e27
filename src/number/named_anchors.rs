//! `NamedAnchors`: the names by which links from elsewhere, as from a web page, lead to the places of a paper.
//! They are made of the author's own names and of printed numbers, so that they stay the same from build to
//! build. It places no anchor.

use std::collections::BTreeSet;

use crate::model::NamedAnchor;

/// The named anchors of a paper, no two with one name.
#[derive(Default)]
pub(super) struct NamedAnchors {
    list: Vec<NamedAnchor>,
    taken: BTreeSet<String>,
}

impl NamedAnchors {
    /// Names the place at an anchor by its kind and its own name or number: "table-reports", "paragraph-12".
    /// The first place of a name keeps it; nothing without a name or an anchor is named.
    pub(super) fn add(&mut self, kind: &str, own: &str, anchor: &str) {
        let own = part(own);
        if !own.is_empty() && !anchor.is_empty() {
            self.add_whole(format!("{kind}-{own}"), anchor);
        }
    }

    /// Names the place at an anchor by a whole name.
    pub(super) fn add_whole(&mut self, name: String, anchor: &str) {
        if !anchor.is_empty() && self.taken.insert(name.clone()) {
            self.list.push(NamedAnchor { name, anchor: anchor.to_owned() });
        }
    }

    /// The named anchors in the order in which they were named.
    pub(super) fn into_list(self) -> Vec<NamedAnchor> {
        self.list
    }
}

/// A name or a number as a part of an address: "(a)" as "a", "60/17" as "60-17", "3.1." as "3.1".
fn part(own: &str) -> String {
    let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let words = own.split(|c: char| !kept(c)).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-").to_lowercase();
    joined.trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_parts_of_addresses() {
        let parts = ["(a)", "60/17", "3.1.", "top_wards", "A", "•", "16/09/6/1"].map(part);
        assert_eq!(parts, ["a", "60-17", "3.1", "top_wards", "a", "", "16-09-6-1"]);
    }

    #[test]
    fn the_first_place_of_a_name_keeps_it() {
        let mut named = NamedAnchors::default();
        for (own, anchor) in [("1.", "at-1"), ("1", "at-2"), ("•", "at-3"), ("2.", "")] {
            named.add("paragraph", own, anchor);
        }
        let expected = NamedAnchor { name: "paragraph-1".to_owned(), anchor: "at-1".to_owned() };
        assert_eq!(named.into_list(), [expected]);
    }
}
