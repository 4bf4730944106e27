//! The named destinations of a file, by which links in other files lead into it. It never takes a name from
//! the destination that has it already.

use std::collections::BTreeMap;

use crate::pdf::Objects;
use crate::pdf::value::{Dict, PdfValue};

/// A named destination: the name, and the destination in our file.
pub(super) type NamedDestination = (Vec<u8>, PdfValue);

/// Adds named destinations (ISO 32000-1, 12.3.2.3) to those of a file. A name that is taken gets a number
/// after it. `None`, with nothing added, where the file's own names are not as Typst writes them.
pub(super) fn add(objects: &mut Objects<'_>, new: Vec<NamedDestination>) -> Option<()> {
    if new.is_empty() {
        return Some(());
    }
    let catalog = objects.catalog()?;
    let mut names = match objects.entry(catalog, "Names") {
        Some(PdfValue::Dict(names)) => names,
        None => Dict::default(),
        Some(_) => return None,
    };
    let own = names.get("Dests").and_then(|tree| tree.as_dict()?.get("Names")?.as_array());
    let mut all: BTreeMap<Vec<u8>, PdfValue> = BTreeMap::new();
    for pair in own.unwrap_or_default().chunks_exact(2) {
        all.insert(pair[0].as_text()?.to_vec(), pair[1].clone());
    }
    for (name, place) in new {
        let mut free = name.clone();
        let mut n = 1;
        while all.contains_key(&free) {
            n += 1;
            free = [&name[..], format!("_{n}").as_bytes()].concat();
        }
        all.insert(free, place);
    }
    let pairs = all.into_iter().flat_map(|(name, place)| [PdfValue::Text(name), place]).collect();
    names.set("Dests", PdfValue::Dict(Dict::of([("Names", PdfValue::Array(pairs))])));
    objects.set(catalog, "Names", PdfValue::Dict(names));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(own: &str, new: &[(&str, f64)]) -> String {
        let head = format!("%PDF-1.7\n1 0 obj\n<</Type/Catalog{own}>>\nendobj\n");
        let table = "xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\n";
        let end = format!("trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{}\n%%EOF", head.len());
        let file = format!("{head}{table}{end}");
        let mut objects = Objects::read(file.as_bytes()).expect("a file");
        let new = new
            .iter()
            .map(|(name, page)| (name.as_bytes().to_vec(), PdfValue::Array(vec![PdfValue::Number(*page)])));
        let _ = add(&mut objects, new.collect());
        String::from_utf8_lossy(objects.bytes(1)).into_owned()
    }

    #[test]
    fn names_are_sorted_and_no_name_is_given_twice() {
        let own = "/Names<</Dests<</Names[(b) 5 0 R (d) 6 0 R]>>/Other 9 0 R>>";
        let all = named(own, &[("c", 1.0), ("b", 2.0), ("b", 3.0), ("a(", 4.0)]);
        assert!(all.contains("[<6128> [4] (b) 5 0 R (b_2) [2] (b_3) [3] (c) [1] (d) 6 0 R]"), "{all}");
        assert!(all.contains("/Other 9 0 R"), "{all}");
        assert!(named("", &[("x", 1.0)]).contains("<</Names[(x) [1]]>>"));
    }

    #[test]
    fn names_of_ours_may_be_written_in_any_way() {
        let all = named("/Names<</Dests<</Names[<62> 5 0 R (c\\)) 6 0 R]>>>>", &[("b", 1.0)]);
        assert!(all.contains("[(b) 5 0 R (b_2) [1] <6329> 6 0 R]"), "{all}");
    }

    #[test]
    fn names_that_are_not_as_typst_writes_them_stay() {
        for own in ["/Names 7 0 R", "/Names<</Dests<</Names[7 0 R 8 0 R]>>>>"] {
            assert!(named(own, &[("c", 1.0)]).contains(own), "{own}");
        }
        assert!(named("", &[]).contains("<</Type/Catalog>>"));
    }
}
