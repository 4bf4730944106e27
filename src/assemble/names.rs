//! The named destinations of a file, by which links in other files and web pages lead into it. Those that
//! Typst makes of headings are left out: they are counted, and in a pack two papers have the same. It never
//! takes a name from the destination that has it already.

use std::collections::BTreeMap;

use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Objects, referred};

/// A named destination: the name, and the destination in our file.
pub(super) type NamedDestination = (Vec<u8>, PdfValue);

/// Gives a file its named destinations (ISO 32000-1, 12.3.2.3): `own`, of which the first of a name has it, and
/// `grafted`, of which one whose name is taken gets a number after it. `None`, with nothing changed, where the
/// file's names are not as Typst writes them.
pub(super) fn set(
    objects: &mut Objects<'_>,
    pages: &[usize],
    own: Vec<NamedDestination>,
    grafted: Vec<NamedDestination>,
) -> Option<()> {
    let catalog = objects.catalog()?;
    let mut names = match objects.entry(catalog, "Names") {
        Some(PdfValue::Dict(names)) => names,
        None => Dict::default(),
        Some(_) => return None,
    };
    let counted = names.get("Dests").and_then(|tree| tree.as_dict()?.get("Names")?.as_array());
    let mut of_typst: BTreeMap<Vec<u8>, PdfValue> = BTreeMap::new();
    for pair in counted.unwrap_or_default().chunks_exact(2) {
        of_typst.insert(pair[0].as_text()?.to_vec(), pair[1].clone());
    }
    if !of_typst.is_empty() {
        lead_without_names(objects, pages, &of_typst)?;
    }
    let mut all: BTreeMap<Vec<u8>, PdfValue> = BTreeMap::new();
    for (name, place) in own {
        all.entry(name).or_insert(place);
    }
    for (name, place) in grafted {
        let mut free = name.clone();
        let mut n = 1;
        while all.contains_key(&free) {
            n += 1;
            free = [&name[..], format!("_{n}").as_bytes()].concat();
        }
        all.insert(free, place);
    }
    if all.is_empty() {
        names.take("Dests");
    } else {
        let pairs = all.into_iter().flat_map(|(name, place)| [PdfValue::Text(name), place]).collect();
        names.set("Dests", PdfValue::Dict(Dict::of([("Names", PdfValue::Array(pairs))])));
    }
    let names = if names.is_empty() { PdfValue::Null } else { PdfValue::Dict(names) };
    objects.set(catalog, "Names", names);
    Some(())
}

/// Lets links that lead to a name lead to its destination.
fn lead_without_names(
    objects: &mut Objects<'_>,
    pages: &[usize],
    names: &BTreeMap<Vec<u8>, PdfValue>,
) -> Option<()> {
    let mut leads = Vec::new();
    for page in pages {
        let Some(annotations) = objects.entry(*page, "Annots") else { continue };
        let annotations = objects.resolve(&annotations)?;
        for annotation in annotations.as_array()?.iter().filter_map(referred) {
            let Some(PdfValue::Text(name)) = objects.entry(annotation, "Dest") else { continue };
            leads.push((annotation, names.get(&name)?.clone()));
        }
    }
    for (annotation, place) in leads {
        objects.set(annotation, "Dest", place);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The catalogue and the link of a file with these names, given others.
    fn named(names: &str, own: &[(&str, f64)], grafted: &[(&str, f64)]) -> (String, String) {
        let bodies = [
            format!("<</Type/Catalog{names}>>"),
            "<</Type/Page/Annots[3 0 R]>>".to_owned(),
            "<</Subtype/Link/Dest(b)>>".to_owned(),
        ];
        let mut file = String::from("%PDF-1.7\n");
        let mut table = String::from("xref\n0 4\n0000000000 65535 f\r\n");
        for (n, body) in bodies.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n\r\n", file.len()));
            file.push_str(&format!("{} 0 obj\n{body}\nendobj\n", n + 1));
        }
        let end = format!("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{}\n%%EOF", file.len());
        let file = file + &table + &end;
        let mut objects = Objects::read(file.as_bytes()).expect("a file");
        let places = |list: &[(&str, f64)]| {
            let place = |page: f64| PdfValue::Array(vec![PdfValue::Number(page)]);
            list.iter().map(|(name, page)| (name.as_bytes().to_vec(), place(*page))).collect::<Vec<_>>()
        };
        let _ = set(&mut objects, &[2], places(own), places(grafted));
        let bytes = |number| String::from_utf8_lossy(objects.bytes(number)).into_owned();
        (bytes(1), bytes(3))
    }

    #[test]
    fn names_are_sorted_and_no_name_is_given_twice() {
        let (all, _) =
            named("", &[("d", 6.0), ("b", 5.0), ("b", 7.0)], &[("c", 1.0), ("b", 2.0), ("b", 3.0)]);
        assert!(all.contains("[(b) [5] (b_2) [2] (b_3) [3] (c) [1] (d) [6]]"), "{all}");
        let (all, _) = named("/Names<</Other 9 0 R>>", &[("a(", 4.0)], &[]);
        assert!(all.contains("/Names<</Other 9 0 R/Dests<</Names[<6128> [4]]>>>>"), "{all}");
    }

    #[test]
    fn names_that_typst_counted_go_and_links_lead_where_they_led() {
        let (all, link) = named("/Names<</Dests<</Names[<62> 5 0 R (c) 6 0 R]>>>>", &[("x", 1.0)], &[]);
        assert!(all.contains("/Names<</Dests<</Names[(x) [1]]>>>>"), "{all}");
        assert_eq!(link, "<</Subtype/Link/Dest 5 0 R>>");
        let (all, _) = named("/Names<</Dests<</Names[(b) 5 0 R]>>>>", &[], &[]);
        assert!(all.contains("/Names null"), "{all}");
    }

    #[test]
    fn names_that_are_not_as_typst_writes_them_stay() {
        for own in [
            "/Names 7 0 R",
            "/Names<</Dests<</Names[7 0 R 8 0 R]>>>>",
            "/Names<</Dests<</Names[(a) 8 0 R]>>>>",
        ] {
            let (all, link) = named(own, &[("c", 1.0)], &[]);
            assert!(all.contains(own) && link.contains("(b)"), "{own}");
        }
    }
}
