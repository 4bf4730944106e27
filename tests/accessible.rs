//! The check that every built PDF goes through, tried on PDFs that were spoilt on purpose: each
//! fault must be seen. It never tests boardpack itself.

use crate::support::{Council, Pdf, faults};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// A paper with a table, a link and an image.
fn council() -> Council {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"20\"/></svg>";
    let report = "[[section]]\nheading = \"A\"\ntext = '''\nSee <https://example.org>.\n\n{{ place(\"t\") }}\n\n{{ place(\"i\") }}\n'''\n\n\
        [table.t]\ncaption = \"T\"\ncolumn = [ { key = \"a\", heading = \"Head\" } ]\nrow = [ { a = \"x\" } ]\n\n\
        [image.i]\nfile = \"map.svg\"\nalt = \"A map\"\n\n\
        [[appendix]]\ntitle = \"More\"\ntext = \"Words.\"\n";
    Council::new().put("reports/paper/map.svg", picture).report(report)
}

/// Blank cells are no headings of their rows.
#[test]
fn a_row_whose_heading_is_blank_is_accessible() {
    let report = "[[section]]\nheading = \"A\"\ntext = '''{{ place(\"t\") }}'''\n\n[table.t]\ncaption = \"T\"\n\
        column = [ { key = \"a\", heading = \"A\" }, { key = \"b\", heading = \"B\" } ]\n\
        row = [ { a = \"\", b = \"1\" }, { a = \"x\", b = \"\" } ]\n";
    assert_eq!(Council::new().report(report).built().tags.of("TH").len(), 3);
}

/// Spoils the PDF and gives the faults that are then seen.
fn spoilt(spoil: impl Fn(&mut Document)) -> String {
    let council = council();
    let mut document = council.built().document;
    spoil(&mut document);
    let path = council.path().join("spoilt.pdf");
    document.save(&path).expect("saved");
    faults(&path).join("\n")
}

/// The first element of a role.
fn element<'a>(document: &'a mut Document, role: &str) -> &'a mut Dictionary {
    let is = |o: &Object| {
        o.as_dict().is_ok_and(|d| d.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == role.as_bytes())))
    };
    let found = document.objects.values_mut().find(|o| is(o)).expect("an element of the role");
    found.as_dict_mut().expect("a dictionary")
}

/// Takes the contents of the first element of a role away, and makes artifacts of nothing.
fn emptied(role: &'static str) -> impl Fn(&mut Document) {
    move |document| drop(element(document, role).remove(b"K"))
}

fn renamed(role: &'static str, to: &'static str) -> impl Fn(&mut Document) {
    move |document| element(document, role).set("S", Object::Name(to.as_bytes().to_vec()))
}

fn first_page(document: &Document) -> ObjectId {
    *document.get_pages().values().next().expect("a page")
}

/// Gives the second page the key of the first, and the first that of the second where `swap`.
fn keys_of_two_pages(document: &mut Document, swap: bool) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().take(2).collect();
    let key = |d: &Document, page| {
        d.get_dictionary(page).and_then(|p| p.get(b"StructParents")).expect("a key").clone()
    };
    let (first, second) = (key(document, pages[0]), key(document, pages[1]));
    document.get_dictionary_mut(pages[1]).expect("a page").set("StructParents", first);
    if swap {
        document.get_dictionary_mut(pages[0]).expect("a page").set("StructParents", second);
    }
}

#[test]
fn a_sound_pdf_has_no_faults() {
    assert_eq!(spoilt(|_| {}), "");
}

#[test]
fn each_fault_is_seen() {
    let page_key = |key: i64| {
        move |d: &mut Document| {
            let page = first_page(d);
            d.get_dictionary_mut(page).expect("a page").set("StructParents", key);
        }
    };
    for (seen, words) in [
        (spoilt(emptied("H2")), "an empty heading of level 2"),
        (spoilt(emptied("H2")), "text that is never read: "),
        (spoilt(renamed("H2", "H3")), "a heading of level 3 after one of level 1"),
        (spoilt(renamed("H2", "H1")), "2 headings of level 1"),
        (spoilt(emptied("Link")), "a link without text"),
        (spoilt(emptied("TH")), "a header cell without text"),
        (spoilt(renamed("TH", "P")), "a TR structure element contains"),
        (spoilt(|d| drop(element(d, "Figure").remove(b"Alt"))), "a figure without words"),
        (spoilt(|d| drop(element(d, "TH").remove(b"A"))), "a header cell without scope"),
        (spoilt(page_key(999)), "no entry of the parent tree for 999"),
        (spoilt(|d| keys_of_two_pages(d, false)), "is used twice"),
        (spoilt(|d| keys_of_two_pages(d, true)), "is not the element that holds it"),
        (spoilt(|d| drop(d.catalog_mut().expect("a catalogue").remove(b"Lang"))), "PdfUa1"),
        (spoilt(|d| drop(d.catalog_mut().expect("a catalogue").remove(b"MarkInfo"))), "PdfA2a"),
    ] {
        assert!(seen.contains(words), "{words:?} is not seen:\n{seen}");
    }
}

#[test]
fn a_table_without_header_cells_is_seen() {
    let seen = spoilt(|document| {
        for object in document.objects.values_mut() {
            let Ok(dictionary) = object.as_dict_mut() else { continue };
            if dictionary.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == b"TH")) {
                dictionary.set("S", "TD");
                dictionary.remove(b"A");
            }
        }
    });
    assert!(seen.contains("a table without header cells"), "{seen}");
}

#[test]
fn text_that_no_tag_holds_is_seen() {
    let seen = spoilt(|document| {
        let page = first_page(document);
        let content = document.get_page_content(page);
        let text = String::from_utf8_lossy(&content).replace("/Artifact", "/Loose");
        let stream = lopdf::Stream::new(dictionary! {}, text.into_bytes());
        let id = document.add_object(stream);
        document.get_dictionary_mut(page).expect("a page").set("Contents", id);
    });
    assert!(seen.contains("neither tagged nor an artifact"), "{seen}");
}

#[test]
fn text_is_read_back_from_the_tags() {
    let pdf: Pdf = council().built();
    for line in ["A report", "1. See https://example.org.", "Table 1: T", "Head", "x", "[A map]"] {
        assert!(pdf.reading().lines().any(|l| l == line), "{line:?} is not in\n{}", pdf.reading());
    }
    assert!(pdf.tags.show().contains("-> https://example.org"), "{}", pdf.tags.show());
    assert_eq!(pdf.artifacts()[0], "1");
}
