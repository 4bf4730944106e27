//! The named destinations of a file, by which links in other files lead into it. It never takes a name from
//! the destination that has it already.

use std::collections::BTreeMap;

use super::dictionary::{characters, parts, value, with_bytes};
use super::objects::Objects;
use crate::pdf::value::{PdfValue, write};

/// A named destination: the name, and the destination as our file writes it.
pub(super) type NamedDestination = (Vec<u8>, String);

/// Adds named destinations (ISO 32000-1, 12.3.2.3) to those of a file. A name that is taken gets a number
/// after it. `None`, with nothing added, where the file's own names are not as Typst writes them.
pub(super) fn add(objects: &mut Objects<'_>, new: Vec<NamedDestination>) -> Option<()> {
    if new.is_empty() {
        return Some(());
    }
    let catalog = objects.catalog()?;
    let inside = |dict: &[u8], key: &str| value(dict, key).map_or_else(Vec::new, <[u8]>::to_vec);
    let names = inside(objects.get(catalog), "Names");
    if !names.is_empty() && !names.starts_with(b"<<") {
        return None;
    }
    let places = inside(&inside(&names, "Dests"), "Names");
    let mut all: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for pair in parts(&places).chunks_exact(2) {
        all.insert(characters(pair[0])?, pair[1].to_vec());
    }
    for (name, place) in new {
        let mut free = name.clone();
        let mut n = 1;
        while all.contains_key(&free) {
            n += 1;
            free = [&name[..], format!("_{n}").as_bytes()].concat();
        }
        all.insert(free, place.into_bytes());
    }
    let mut tree = b"<</Names[".to_vec();
    for (name, place) in all {
        write(&PdfValue::Text(name), &mut tree, &mut |_| None);
        tree.extend_from_slice(&place);
        tree.push(b' ');
    }
    tree.extend_from_slice(b"]>>");
    let names = if names.is_empty() { b"<<>>".to_vec() } else { names };
    objects.set_bytes(catalog, "Names", &with_bytes(&names, "Dests", &tree));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(own: &str, new: &[(&str, &str)]) -> String {
        let head = format!("%PDF-1.7\n1 0 obj\n<</Type/Catalog{own}>>\nendobj\n");
        let table = "xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\n";
        let end = format!("trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{}\n%%EOF", head.len());
        let file = format!("{head}{table}{end}");
        let mut objects = Objects::read(file.as_bytes()).expect("a file");
        let new = new.iter().map(|(name, place)| (name.as_bytes().to_vec(), (*place).to_owned())).collect();
        let _ = add(&mut objects, new);
        String::from_utf8_lossy(objects.get(1)).into_owned()
    }

    #[test]
    fn names_are_sorted_and_no_name_is_given_twice() {
        let own = "/Names<</Dests<</Names[(b) 5 0 R (d) 6 0 R]>>/Other 9 0 R>>";
        let all = named(own, &[("c", "[1]"), ("b", "[2]"), ("b", "[3]"), ("a(", "[4]")]);
        assert!(all.contains("[<6128>[4] (b)5 0 R (b_2)[2] (b_3)[3] (c)[1] (d)6 0 R ]"), "{all}");
        assert!(all.contains("/Other 9 0 R"), "{all}");
        assert!(named("", &[("x", "[1]")]).contains("<</Names[(x)[1] ]>>"));
    }

    #[test]
    fn names_of_ours_may_be_written_in_any_way() {
        let all = named("/Names<</Dests<</Names[<62> 5 0 R (c\\)) 6 0 R]>>>>", &[("b", "[1]")]);
        assert!(all.contains("[(b)5 0 R (b_2)[1] <6329>6 0 R ]"), "{all}");
    }

    #[test]
    fn names_that_are_not_as_typst_writes_them_stay() {
        for own in ["/Names 7 0 R", "/Names<</Dests<</Names[7 0 R 8 0 R]>>>>"] {
            assert!(named(own, &[("c", "[1]")]).contains(own), "{own}");
        }
        assert!(named("", &[]).contains("<</Type/Catalog>>"));
    }
}
