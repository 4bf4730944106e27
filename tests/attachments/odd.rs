//! Pages that are written as nobody would expect, and that every reader shows: what is red on them is red
//! in the pack. It looks at no tags.

use std::io::Write;

use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::attachments::untagged::{file, run};
use crate::support::pictures_of;

/// How many pixels of a page, from 0, are red.
fn red(pdf: Vec<u8>, page: usize) -> usize {
    let (.., pixels) = pictures_of(pdf, 1.0).swap_remove(page);
    pixels.chunks_exact(4).filter(|p| p[0] > 200 && p[1] < 60 && p[2] < 60).count()
}

/// Draws a page in a pack, after two pages of agenda and one of the file's own.
fn assert_same(what: &str, content: &str, change: impl Fn(&mut Document)) {
    let file = file(content, change);
    let theirs = red(file.clone(), 1);
    let (council, ran) = run(&file, ", alt = \"Red\"");
    let ours = red(std::fs::read(council.path().join("out/packs/made/pack.pdf")).expect("a pack"), 3);
    assert!(
        theirs > 1000 && ours.abs_diff(theirs) < theirs / 50,
        "{what}: {ours}, not {theirs}\n{}",
        ran.err
    );
    assert!(!ran.err.contains("attachment-damaged"), "{what}: {}", ran.err);
}

/// A form that paints a red square.
fn square(file: &mut Document) -> lopdf::ObjectId {
    file.add_object(Stream::new(form(), b"1 0 0 rg 0 0 100 100 re f".to_vec()))
}

fn form() -> Dictionary {
    dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 100.into()] }
}

fn on_page(file: &mut Document) -> &mut Dictionary {
    let page = file.get_pages()[&2];
    file.get_dictionary_mut(page).expect("the page")
}

#[test]
fn names_with_escapes_and_strange_letters() {
    for (key, written) in
        [(&b"A b"[..], "/A#20b"), (b"Ab", "/A#62"), (b"Bild\xE4", "/Bild#e4"), (b"A#b", "/A#23b")]
    {
        let named = |file: &mut Document| {
            let square = square(file);
            let mut forms = Dictionary::new();
            forms.set(key, square);
            on_page(file).set("Resources", dictionary! { "XObject" => forms });
        };
        assert_same(written, &format!("q 1 0 0 1 60 300 cm {written} Do Q"), named);
    }
}

#[test]
fn forms_without_resources_draw_those_of_the_page() {
    let inside = |file: &mut Document| {
        let square = square(file);
        let outer = file.add_object(Stream::new(form(), b"/Square Do".to_vec()));
        on_page(file).set(
            "Resources",
            dictionary! { "XObject" => dictionary! { "Outer" => outer, "Square" => square } },
        );
    };
    assert_same("a form in a form", "q 1 0 0 1 60 300 cm /Outer Do Q", inside);
}

#[test]
fn inline_pictures_end_where_readers_end_them() {
    let red = "q 100 0 0 100 60 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID ff0000>";
    let after = "1 0 0 rg 60 100 100 100 re f";
    for end in ["EI Q", " EI Q", "\nEI\nQ", "\nEI Q BT (\u{1}\u{2}\u{3}) Tj ET"] {
        assert_same(end, &format!("{red}{end} {after}"), |_| ());
    }
}

#[test]
fn filters_by_reference_and_by_their_short_names() {
    let filters: [fn(&mut Document) -> Object; 3] = [
        |_| Object::from("Fl"),
        |file| vec![Object::Reference(file.add_object(Object::from("FlateDecode")))].into(),
        |file| Object::Reference(file.add_object(vec![Object::from("FlateDecode")])),
    ];
    for filter in filters {
        let packed = |file: &mut Document| {
            let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(b"1 0 0 rg 60 300 100 100 re f").expect("in memory");
            let filter = filter(file);
            let content =
                Stream::new(dictionary! { "Filter" => filter }, encoder.finish().expect("in memory"));
            let content = file.add_object(content);
            on_page(file).set("Contents", content);
        };
        assert_same("a filter", "", packed);
    }
}

#[test]
fn what_was_one_of_our_pages_keeps_all_that_stands_on_it() {
    let (council, _) = run(&file("1 0 0 rg 60 300 100 100 re f", |_| ()), ", alt = \"Red\"");
    let once = std::fs::read(council.path().join("out/packs/made/item-01.pdf")).expect("an item");
    let (council, ran) = run(&once, "");
    let twice = Document::load(council.path().join("out/packs/made/pack.pdf")).expect("a pack");
    let page = twice.get_pages()[&4];
    let forms =
        twice.get_page_resources(page).ok().and_then(|(own, _)| own?.get(b"XObject").ok()?.as_dict().ok());
    let names: Vec<String> =
        forms.expect("forms").iter().map(|(name, _)| String::from_utf8_lossy(name).into_owned()).collect();
    assert_eq!(names, ["BoardpackOver", "BoardpackXOver"], "{}", ran.err);
}
