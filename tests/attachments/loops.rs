//! Files that lead back to themselves, or whose lists and nests have no end: each is drawn or refused in words,
//! with as little room as a program has anywhere. It looks at no page.

use std::fmt::Write as _;
use std::thread;

use boardpack::cli::Exit;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::attachments::claims::{file, is_claimed, resources};
use crate::attachments::untagged::run;
use crate::support::Ran;

/// What Windows gives the main thread.
const LITTLE_ROOM: usize = 1 << 20;

/// Builds and checks a pack with a file, on a thread with little room; gives both runs, and whether the pack
/// claims to be PDF/UA-1.
fn tried(bytes: Vec<u8>) -> (Ran, Ran, bool) {
    let work = move || {
        let (council, built) = run(&bytes, ", alt = \"A plan\"");
        let checked = council.run(&["check", "packs/made"]);
        let claims = is_claimed(&council.path().join("out/packs/made/pack.pdf"));
        (built, checked, claims)
    };
    let thread = thread::Builder::new().stack_size(LITTLE_ROOM).spawn(work).expect("a thread");
    thread.join().expect("no panic")
}

fn assert_claimed(what: &str, bytes: Vec<u8>) {
    let (built, checked, claims) = tried(bytes);
    assert!(built.exit == Exit::Done && checked.exit == Exit::Done && claims, "{what}: {}", built.err);
}

fn assert_said(what: &str, bytes: Vec<u8>) {
    let (built, checked, _) = tried(bytes);
    assert!(built.exit == Exit::Done || built.err.contains("error[attachment]"), "{what}: {}", built.err);
    assert_eq!(checked.exit, built.exit, "{what}: {}", checked.err);
}

#[test]
fn colour_spaces_that_lead_back_to_themselves() {
    let name = |name: &str| Object::from(name.to_owned().as_str());
    let indexed =
        |base: Object| Object::from(vec!["Indexed".into(), base, 1.into(), Object::string_literal("abcdef")]);
    let spaces: [(&str, Vec<(&str, Object)>); 7] = [
        ("/Pattern cs", vec![("Pattern", "Pattern".into())]),
        ("/Cs1 cs 0 scn", vec![("Cs1", "Cs1".into())]),
        ("/Cs1 cs 0 scn", vec![("Cs1", "Cs2".into()), ("Cs2", "Cs3".into()), ("Cs3", "Cs1".into())]),
        ("/Cs1 CS 0 SCN", vec![("Cs1", indexed(name("Cs1")))]),
        ("1 0 0 rg", vec![("DefaultRGB", "DeviceRGB".into())]),
        ("1 0 0 RG", vec![("DefaultRGB", indexed(name("DeviceRGB")))]),
        ("0 g", vec![("DefaultGray", "Other".into()), ("Other", "DeviceGray".into())]),
    ];
    for (uses, spaces) in spaces {
        let named = |file: &mut Document| {
            let all: Dictionary = spaces.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.clone())).collect();
            resources(file).set("ColorSpace", all);
        };
        assert_claimed(uses, file(&format!("{uses} 9 9 9 9 re f TAGGED"), named));
        let apart = |file: &mut Document| {
            let all: Dictionary = spaces.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.clone())).collect();
            let all = file.add_object(all);
            resources(file).set("ColorSpace", all);
        };
        assert_claimed(uses, file(&format!("{uses} 9 9 9 9 re f TAGGED"), apart));
    }
    let own = |file: &mut Document| {
        let own = file.add_object(Object::Null);
        let base =
            Object::from(vec!["Indexed".into(), own.into(), 1.into(), Object::string_literal("abcdef")]);
        file.set_object(own, base);
        resources(file).set("ColorSpace", dictionary! { "Cs1" => own });
    };
    assert_claimed("an array in itself", file("/Cs1 cs 0 scn 9 9 9 9 re f TAGGED", own));
}

/// A file in which an object that `make` gives refers to itself.
fn own(content: &str, kind: &str, make: impl Fn(ObjectId) -> Object) -> Vec<u8> {
    file(content, |file| {
        let own = file.add_object(Object::Null);
        file.set_object(own, make(own));
        resources(file).set(kind, dictionary! { "Own" => own });
    })
}

#[test]
fn resources_that_lead_back_to_themselves() {
    let form = |own: ObjectId, content: &[u8], keys: Dictionary| {
        let mut dict = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 90.into(), 90.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Own" => own }, "Pattern" => dictionary! { "Own" => own }, "Font" => dictionary! { "Own" => own } },
        };
        keys.iter().for_each(|(key, value)| dict.set(key.clone(), value.clone()));
        Object::from(Stream::new(dict, content.to_vec()))
    };
    assert_claimed(
        "a form in itself",
        own("/Artifact BMC /Own Do EMC TAGGED", "XObject", |own| {
            form(own, b"/Own Do /Own Do", Dictionary::new())
        }),
    );
    let tiles =
        dictionary! { "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "XStep" => 9, "YStep" => 9 };
    assert_said(
        "a pattern in itself",
        own("/Pattern cs /Own scn 9 9 90 90 re f TAGGED", "Pattern", |own| {
            form(own, b"/Pattern cs /Own scn 0 0 9 9 re f", tiles.clone())
        }),
    );
    assert_said(
        "a mask in itself",
        own("/Own gs TAGGED", "ExtGState", |own| {
            dictionary! { "SMask" => dictionary! { "S" => "Alpha", "G" => own }, "Font" => vec![own.into(), 9.into()] }.into()
        }),
    );
    assert_said(
        "a picture that masks itself",
        own("/Artifact BMC /Own Do EMC TAGGED", "XObject", |own| {
            let dict = dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray", "SMask" => own, "Mask" => own };
            Object::from(Stream::new(dict, vec![0]))
        }),
    );
    assert_said(
        "a function in itself",
        own("/Own sh TAGGED", "Shading", |own| {
            dictionary! { "ShadingType" => 2, "FunctionType" => 3, "ColorSpace" => vec!["Separation".into(), "Ink".into(), own.into(), own.into()], "Coords" => vec![0.into(), 0.into(), 9.into(), 9.into()], "Function" => own, "Functions" => vec![own.into(), own.into()], "Domain" => vec![0.into(), 1.into()], "Bounds" => vec![Object::Real(0.5)], "Encode" => vec![0.into(), 1.into(), 0.into(), 1.into()] }.into()
        }),
    );
    assert_said(
        "a font in itself",
        own("BT /Own 9 Tf (a) Tj ET TAGGED", "Font", |own| {
            dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Own", "Encoding" => own, "DescendantFonts" => vec![own.into()], "ToUnicode" => own }.into()
        }),
    );
    // Each of forty forms draws the next one twice.
    let doubled = |file: &mut Document| {
        let mut below = file.add_object(form((0, 0), b"0 0 9 9 re f", Dictionary::new()));
        for _ in 0..40 {
            below = file.add_object(form(below, b"/Own Do /Own Do", Dictionary::new()));
        }
        resources(file).set("XObject", dictionary! { "Own" => below });
    };
    assert_said("forms in forms, doubled", file("/Artifact BMC /Own Do EMC TAGGED", doubled));
    let letters = |file: &mut Document| {
        let font = file.add_object(Object::Null);
        let letter = form(font, b"0 0 d0 BT /Own 9 Tf (a) Tj ET", Dictionary::new());
        let letter = file.add_object(letter);
        let square = || vec![Object::from(0), 0.into(), 9.into(), 9.into()];
        file.set_object(font, dictionary! { "Type" => "Font", "Subtype" => "Type3", "FirstChar" => 97, "LastChar" => 97, "Widths" => vec![9.into()], "CharProcs" => dictionary! { "a" => letter }, "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into()] }, "FontMatrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 0.into(), 0.into()], "FontBBox" => square() });
        resources(file).set("Font", dictionary! { "Own" => font });
    };
    assert_said("letters drawn with themselves", file("BT /Own 9 Tf (a) Tj ET", letters));
}

/// A file whose catalogue is changed.
fn cataloged(change: impl Fn(&mut Document, &mut Dictionary)) -> Vec<u8> {
    file("TAGGED", |file| {
        let mut catalog = file.catalog().expect("a catalogue").clone();
        change(file, &mut catalog);
        let root = file.trailer.get(b"Root").and_then(Object::as_reference).expect("a root");
        file.set_object(root, catalog);
    })
}

#[test]
fn trees_and_lists_that_lead_back_to_themselves() {
    assert_claimed(
        "names",
        cataloged(|file, catalog| {
            let own = file.add_object(Object::Null);
            file.set_object(
                own,
                dictionary! { "Kids" => vec![own.into(), own.into()], "Names" => Vec::new() },
            );
            catalog.set("Names", dictionary! { "Dests" => own });
        }),
    );
    for (first, next) in [("First", "Next"), ("Next", "First"), ("First", "First"), ("Prev", "Parent")] {
        assert_claimed(
            "bookmarks",
            cataloged(|file, catalog| {
                let own = file.add_object(Object::Null);
                let title = Object::string_literal("Again");
                let page = Object::from(file.get_pages()[&1]);
                file.set_object(own, dictionary! { "Title" => title, "Dest" => vec![page, "Fit".into()], first => own, next => own, "Parent" => own });
                catalog.set("Outlines", dictionary! { "First" => own, "Last" => own });
            }),
        );
    }
    assert_said(
        "parents of pages",
        file("TAGGED", |file| {
            let page = file.get_pages()[&1];
            file.get_dictionary_mut(page).expect("the page").set("Parent", page);
        }),
    );
    assert_said(
        "the class and the role of an element",
        cataloged(|file, catalog| {
            let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).expect("a tree");
            let tree = file.get_dictionary_mut(root).expect("a tree");
            tree.set("ClassMap", dictionary! { "A" => root });
            tree.set("RoleMap", dictionary! { "P" => "Q", "Q" => "P", "H1" => "H1" });
            tree.set("ParentTree", root);
        }),
    );
}

/// A PDF of one page with objects of its own, from number 10 on.
fn bare(objects: &[String], catalog: &str) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.7\n");
    let mut table = Vec::new();
    let content = "0 0 9 9 re f";
    let head = [
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ];
    let numbers = (1..).take(head.len()).chain(10..);
    for (number, object) in numbers.zip(head.iter().chain(objects)) {
        table.push((number, pdf.len()));
        let _ = write!(pdf, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    pdf.push_str("xref\n0 1\n0000000000 65535 f \n");
    for (number, place) in table {
        let _ = write!(pdf, "{number} 1\n{place:010} 00000 n \n");
    }
    let size = 10 + objects.len();
    let _ = write!(pdf, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

#[test]
fn a_list_may_be_as_long_as_it_is() {
    let count = 5000;
    let bookmark = |n: usize| {
        let next = if n + 1 < count { format!("/Next {} 0 R", n + 12) } else { String::new() };
        let before = if n > 0 { format!("/Prev {} 0 R", n + 10) } else { String::new() };
        format!("<</Title(Mark {n})/Parent 10 0 R/Dest[3 0 R/Fit]{next}{before}>>")
    };
    let root = format!("<</Type/Outlines/First 11 0 R/Last {} 0 R/Count {count}>>", count + 10);
    let objects: Vec<String> = std::iter::once(root).chain((0..count).map(bookmark)).collect();
    assert_claimed("bookmarks", bare(&objects, "/Outlines 10 0 R"));
    // Each leads to the next.
    let node = |n: usize| format!("<</Kids[{} 0 R]>>", n + 11);
    let objects: Vec<String> = (0..count).map(node).collect();
    assert_claimed("names", bare(&objects, "/Names<</Dests 10 0 R>>"));
}

#[test]
fn a_nest_has_an_end() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let deep_in = |content: String| assert_said("content", file(&format!("TAGGED {content} Tj"), |_| ()));
    assert_said("arrays", bare(&[deep("[", "]")], "/Names 10 0 R"));
    assert_said("dictionaries", bare(&[deep("<</A", ">>")], "/Names 10 0 R"));
    deep_in(deep("[", "]"));
    deep_in(deep("<</A", ">>"));
    deep_in(deep("(", ")"));
    deep_in(deep("q ", "Q "));
    deep_in(deep("/P BMC ", "EMC "));
    // Elements in one another.
    let element = |n: usize| format!("<</Type/StructElem/S/Div/P {} 0 R/K {} 0 R>>", n + 9, n + 11);
    let mut objects: Vec<String> = (1..20_000).map(element).collect();
    objects.insert(0, "<</Type/StructTreeRoot/K 11 0 R>>".to_owned());
    assert_said("elements", bare(&objects, "/StructTreeRoot 10 0 R/MarkInfo<</Marked true>>"));
}
