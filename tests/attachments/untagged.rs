//! Pages to which no tag of their file leads: what says something is a figure and asks for words, where
//! it stands among the rest; what says nothing is left alone.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::attachments::built::original;
use crate::support::{Council, Pdf, Ran};

/// A file of three pages, of which the second has no tags and shows this; `WORDS` are a line of words.
pub(crate) fn file(content: &str, change: impl Fn(&mut Document)) -> Vec<u8> {
    let mut file = Document::load_mem(&original("tags_partly")).expect("a PDF");
    let page = file.get_pages()[&2];
    let words = String::from_utf8(file.get_page_content(page)).expect("ASCII");
    let content = content.replace("WORDS", &words);
    file.change_page_content(page, content.into_bytes()).expect("its content");
    change(&mut file);
    let mut out = Vec::new();
    file.save_to(&mut out).expect("written");
    out
}

/// Builds a pack with such a file.
pub(crate) fn run(file: &[u8], keys: &str) -> (Council, Ran) {
    let pack = format!(
        "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"One\"\npapers = [ {{ pdf = \"x.pdf\"{keys} }} ]\n"
    );
    let council = Council::new().put("attachments/x.pdf", file).put("packs/made/pack.toml", pack);
    let ran = council.run(&["build", "packs/made"]);
    (council, ran)
}

/// The same, read, and whether it claims to be PDF/UA-1.
fn built(file: &[u8], keys: &str) -> (Council, Ran, Pdf, bool) {
    let (council, ran) = run(file, keys);
    let pdf = Pdf::open(&council.path().join("out/packs/made/pack.pdf"));
    let claims = pdf.metadata().contains("pdfuaid:part: 1");
    (council, ran, pdf, claims)
}

#[test]
fn what_says_something_asks_for_words() {
    for content in [
        "WORDS",
        "0.2 0.4 0.6 rg 60 60 40 200 re f 120 60 40 100 re f",
        "60 60 m 300 200 l S",
        "0 0 595 842 re f 60 60 m 90 90 120 90 150 60 c f",
        "/Artifact BMC 0 0 9 9 re f EMC 60 60 40 200 re B",
    ] {
        let (_, ran, pdf, claims) = built(&file(content, |_| ()), "");
        assert!(ran.err.contains("has tags, but none on page 2"), "{content}: {}", ran.err);
        assert!(!claims && pdf.tags.of("Figure").len() == 1, "{content}");
        let (_, ran, pdf, claims) = built(&file(content, |_| ()), ", alt = \"A plan\"");
        assert!(!ran.err.contains("attachment-untagged") && claims, "{content}: {}", ran.err);
        assert_eq!(pdf.tags.of("Figure")[0].alt.as_deref(), Some("A plan"), "{content}");
    }
}

#[test]
fn what_says_nothing_is_left_alone() {
    for content in ["", "0.9 g 0 0 595 842 re f", "/Artifact BMC WORDS EMC", "0 0 9 9 re W n"] {
        let (_, ran, pdf, claims) = built(&file(content, |_| ()), "");
        assert!(!ran.err.contains("attachment-untagged") && claims, "{content}: {}", ran.err);
        assert!(pdf.tags.of("Figure").is_empty(), "{content}");
    }
}

#[test]
fn a_figure_stands_between_the_pages_round_it_however_they_are_grouped() {
    let deeper = |file: &mut Document| {
        let top =
            |dict: &Dictionary| dict.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Document");
        let found = file.objects.iter().find(|(_, o)| o.as_dict().is_ok_and(top)).map(|(id, _)| *id);
        let top = found.expect("the element at the top");
        let kids = file.get_dictionary(top).and_then(|dict| dict.get(b"K")).expect("its kids").clone();
        let sect = file.add_object(dictionary! { "S" => "Sect", "P" => top, "K" => kids });
        file.get_dictionary_mut(top).expect("it").set("K", vec![Object::from(sect)]);
    };
    let (_, _, pdf, claims) = built(&file("60 60 40 200 re f", deeper), ", alt = \"A plan\"");
    assert!(claims);
    let roles: Vec<&str> = pdf.tags.all().iter().map(|element| element.role.as_str()).collect();
    let figure = roles.iter().position(|role| *role == "Figure").expect("a figure");
    assert!(roles[..figure].ends_with(&["Sect", "H3", "P", "Link"]), "{roles:?}");
    assert!(roles[figure + 1..].starts_with(&["H3", "P", "Link"]), "{roles:?}");
}

#[test]
fn marks_in_forms_of_such_a_page_go() {
    let with_form = |file: &mut Document| {
        let marked = b"/Artifact BMC 0 0 9 9 re f EMC /P <</MCID 0>> BDC 9 9 9 9 re f EMC".to_vec();
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 20.into(), 20.into()] };
        let form = file.add_object(Stream::new(form, marked));
        let page = file.get_pages()[&2];
        let page = file.get_dictionary_mut(page).expect("the page");
        page.set("Resources", dictionary! { "XObject" => dictionary! { "Form" => form } });
    };
    let (_, ran, _, claims) = built(&file("/Form Do", with_form), ", alt = \"A plan\"");
    assert!(claims, "{}", ran.err);
}
