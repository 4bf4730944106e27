//! What a pack must not claim: pages with something that no tag leads to, however it is hidden from those who
//! check. It looks at no page.

use std::path::Path;

use boardpack::cli::Exit;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::attachments::built::original;
use crate::attachments::untagged::run;
use crate::support::{Council, Ran};

/// A file of three pages, of which the second has no tags and the first shows this: `TAGGED` is what it shows
/// by tags, `WORDS` a line of words without any.
pub(crate) fn file(content: &str, change: impl Fn(&mut Document)) -> Vec<u8> {
    let mut file = Document::load_mem(&original("tags_partly")).expect("a PDF");
    let pages = file.get_pages();
    let shown = |file: &Document, page| String::from_utf8(file.get_page_content(page)).expect("ASCII");
    let content =
        content.replace("TAGGED", &shown(&file, pages[&1])).replace("WORDS", &shown(&file, pages[&2]));
    file.change_page_content(pages[&1], content.into_bytes()).expect("its content");
    change(&mut file);
    let mut out = Vec::new();
    file.save_to(&mut out).expect("written");
    out
}

/// The resources of the first page, which has them to itself.
pub(crate) fn resources(file: &mut Document) -> &mut Dictionary {
    let page = file.get_pages()[&1];
    let own = file.get_page_resources(page).expect("resources");
    let all = own.0.cloned().or_else(|| file.get_dictionary(*own.1.first()?).ok().cloned());
    let page = file.get_dictionary_mut(page).expect("the page");
    page.set("Resources", all.unwrap_or_default());
    page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources")
}

/// A form with such content and the page's fonts; `keys` are among those of its dictionary.
fn form(file: &mut Document, name: &str, content: &str, keys: Dictionary) {
    let fonts = resources(file).get(b"Font").cloned().expect("fonts");
    let words = {
        let page = file.get_pages()[&2];
        String::from_utf8(file.get_page_content(page)).expect("ASCII")
    };
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 600.into(), 900.into()],
        "Resources" => dictionary! { "Font" => fonts },
    };
    keys.iter().for_each(|(key, value)| dict.set(key.clone(), value.clone()));
    let form = file.add_object(Stream::new(dict, content.replace("WORDS", &words).into_bytes()));
    resources(file).set("XObject", dictionary! { name => form });
}

/// Whether a file says that it is PDF/UA-1. Its metadata are not packed, so that no reader is needed; a file
/// that is not there says nothing.
pub(crate) fn is_claimed(path: &Path) -> bool {
    std::fs::read(path).unwrap_or_default().windows(16).any(|w| w == b"<pdfuaid:part>1<")
}

/// Builds a pack with a file whose second page is described; gives whether it claims to be PDF/UA-1, and what
/// it says of itself where it does not.
fn claim(file: &[u8]) -> (bool, String) {
    let (council, ran) = run(file, ", alt = \"A plan\"");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let folder = council.path().join("out/packs/made");
    let claims = is_claimed(&folder.join("pack.pdf"));
    let text = std::fs::read_to_string(folder.join("accessibility.json")).expect("a statement");
    let statement: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let faults = statement["parts"][0]["faults"].to_string();
    assert_eq!(claims, faults == "[]", "{faults}");
    (claims, faults)
}

/// `boardpack check` of the file itself.
fn checked(file: &[u8]) -> Ran {
    Council::new().put("x.pdf", file).run(&["check", "x.pdf"])
}

fn assert_unclaimed(file: &[u8], fault: &str, what: &str) {
    let (claims, faults) = claim(file);
    assert!(!claims && faults.contains(fault), "{what}: {faults}");
    let ran = checked(file);
    let said =
        ran.err.contains(&format!("x.pdf, page 1: {fault}")) && ran.err.contains("hint: a screen reader");
    assert!(ran.exit == Exit::Problems && said, "{what}: {}", ran.err);
}

fn assert_claimed(file: &[u8], what: &str) {
    let (claims, faults) = claim(file);
    assert!(claims, "{what}: {faults}");
    let ran = checked(file);
    // The second page has no tags.
    assert!(!ran.err.contains("x.pdf, page 1:"), "{what}: {}", ran.err);
}

const PICTURE: &str = "q 100 0 0 100 60 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q";

#[test]
fn pictures_in_the_content_hide_nothing_beside_them() {
    assert_unclaimed(
        &file(&format!("TAGGED /Artifact BMC {PICTURE} EMC WORDS"), |_| ()),
        "words stand in no tag",
        "after",
    );
    assert_unclaimed(&file(&format!("WORDS {PICTURE} TAGGED"), |_| ()), "words stand in no tag", "before");
    assert_claimed(&file(&format!("TAGGED /Artifact BMC {PICTURE} EMC"), |_| ()), "an artifact");
    assert_claimed(
        &file(&format!("TAGGED /P <</MCID 90>> BDC EMC /Artifact BMC {PICTURE} EMC"), |_| ()),
        "an empty mark",
    );
    // What has no end that anybody could tell may hide anything.
    let (claims, _) = claim(&file("TAGGED BI /W 2 /H 2 ID WORDS", |_| ()));
    assert!(!claims);
}

#[test]
fn marks_that_no_element_holds() {
    let fault = "no tag leads to what has the mark 77";
    assert_unclaimed(&file("TAGGED /P <</MCID 77>> BDC WORDS EMC", |_| ()), fault, "in the content");
    assert_unclaimed(
        &file("TAGGED /P <</Lang (en)/MCID 77>> BDC /Span BMC WORDS EMC EMC", |_| ()),
        fault,
        "deeper",
    );
    let listed = |file: &mut Document| {
        let list = file.add_object(dictionary! { "MCID" => 77 });
        resources(file).set("Properties", dictionary! { "List" => list });
    };
    assert_unclaimed(&file("TAGGED /P /List BDC WORDS EMC", listed), fault, "by the name of a list");
    assert_claimed(&file("TAGGED /P <</MCID 77>> BDC EMC", |_| ()), "nothing in it");
    assert_claimed(
        &file("TAGGED /Artifact BMC /Span <</Lang (en)>> BDC WORDS EMC EMC", |_| ()),
        "an artifact",
    );
}

#[test]
fn forms_hide_nothing() {
    let fault = "no tag leads to what has the mark 7";
    let marked = |keys: fn() -> Dictionary| {
        move |file: &mut Document| form(file, "Form", "/P <</MCID 7>> BDC WORDS EMC", keys())
    };
    assert_unclaimed(&file("TAGGED q /Form Do Q", marked(Dictionary::new)), fault, "a form");
    // Where a form has no key, its marks are not the page's.
    let first = |file: &mut Document| form(file, "Form", "/P <</MCID 0>> BDC WORDS EMC", Dictionary::new());
    assert_unclaimed(
        &file("TAGGED /Form Do", first),
        "no tag leads to what has the mark 0",
        "the page's mark",
    );
    let loose = |file: &mut Document| form(file, "Form", "WORDS", Dictionary::new());
    assert_unclaimed(&file("TAGGED /Form Do", loose), "words stand in no tag", "loose words");
    assert_claimed(&file("TAGGED /Artifact BMC /Form Do EMC", loose), "loose words in an artifact");
    let apart = |file: &mut Document| form(file, "Form", "/Artifact BMC WORDS EMC", Dictionary::new());
    assert_claimed(&file("TAGGED /Form Do", apart), "an artifact in the form");
    // A mark that a form leaves open ends with it.
    let open = |file: &mut Document| form(file, "Form", "/Artifact BMC", Dictionary::new());
    assert_unclaimed(&file("TAGGED /Form Do WORDS", open), "words stand in no tag", "an open mark");
    let picture = |file: &mut Document| form(file, "Form", &format!("{PICTURE} WORDS"), Dictionary::new());
    assert_unclaimed(
        &file("TAGGED /Form Do", picture),
        "words stand in no tag",
        "with a picture in the content",
    );
}

#[test]
fn content_that_is_cut_or_written_badly_hides_nothing() {
    let cut = |file: &mut Document| {
        let page = file.get_pages()[&1];
        let content = file.get_page_content(page);
        // Within the first operation that shows words.
        let at = content.windows(2).position(|w| w == b"Tj" || w == b"TJ").expect("words");
        let parts = [&content[..at], &content[at..]].map(|part| {
            let part = Stream::new(Dictionary::new(), part.to_vec());
            Object::from(file.add_object(part))
        });
        file.get_dictionary_mut(page).expect("the page").set("Contents", parts.to_vec());
    };
    assert_claimed(&file("TAGGED", cut), "cut");
    let alone = checked(&file("TAGGED", cut));
    assert!(!alone.err.contains("could not be checked"), "{}", alone.err);
    assert_unclaimed(&file("TAGGED WORDS", cut), "words stand in no tag", "cut, with words");
    // Stricter readers stop at such a number, and nobody can tell what they would say of the rest.
    let (claims, faults) = claim(&file("TAGGED 1.2.3 w", |_| ()));
    assert!(!claims && faults.contains("page 1 could not be checked"), "{faults}");
}
