//! The kinds of structure elements: which standard type a name of an attachment's own stands for. It reads no
//! tree.

use std::collections::BTreeMap;

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
const STANDARD: [&str; 49] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

/// The types of PDF 1.7 for those of PDF 2.0 (ISO 32000-2, 14.8.4).
const NEWER: [(&str, &str); 8] = [
    ("DocumentFragment", "Part"),
    ("Aside", "Div"),
    ("Title", "P"),
    ("FENote", "Note"),
    ("Sub", "Span"),
    ("Em", "Span"),
    ("Strong", "Span"),
    ("Artifact", "NonStruct"),
];

/// The most steps by which a name stands for another.
const LONGEST: usize = 16;

/// The standard type that a name stands for; `None` where it stands for none.
pub(super) fn standard(name: &str, map: &BTreeMap<String, String>) -> Option<&'static str> {
    let mut name = name;
    for _ in 0..LONGEST {
        if let Some(known) = STANDARD.iter().find(|s| **s == name) {
            return Some(known);
        }
        match map.get(name) {
            Some(next) => name = next,
            None => break,
        }
    }
    if let Some((_, known)) = NEWER.iter().find(|(newer, _)| *newer == name) {
        return Some(known);
    }
    // PDF 2.0 has headings of any depth.
    let deep = name.strip_prefix('H').is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 6));
    deep.then_some("H6")
}

/// The level of a heading: 1 to 6, and 0 for one that has its level from its place in the tree. `None` where
/// the type is no heading.
pub(super) fn level(standard: &str) -> Option<u8> {
    match standard.strip_prefix('H')? {
        "" => Some(0),
        digit => digit.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_types_however_long_the_way() {
        let map = [("Slide", "Sect"), ("Deck", "Slide"), ("A", "B"), ("B", "A"), ("Titel", "Title")];
        let map = map.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let of = |name| standard(name, &map);
        assert_eq!([of("Deck"), of("P"), of("A"), of("Titel")], [Some("Sect"), Some("P"), None, Some("P")]);
        assert_eq!([of("H9"), of("Hx"), of("FENote")], [Some("H6"), None, Some("Note")]);
        assert_eq!([level("H"), level("H3"), level("P")], [Some(0), Some(3), None]);
    }
}
