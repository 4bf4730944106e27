//! The rules of PDF/UA-1 about fonts (ISO 14289-1, 7.21) as `check` holds a PDF to them: fonts that are not
//! there, or damaged, and letters without a text. It builds no pack.

use boardpack::cli::Exit;
use lopdf::{Document, Object, ObjectId};

use crate::attachments::built::original;
use crate::support::{Council, Ran};

/// `boardpack check` of a file with tags and no fault, once it was changed.
fn checked(change: impl Fn(&mut Document)) -> Ran {
    let mut file = Document::load_mem(&original("typst_ua")).expect("a PDF");
    change(&mut file);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    Council::new().put("x.pdf", bytes).run(&["check", "x.pdf"])
}

/// The objects with a key, and what it leads to.
fn holders(file: &Document, key: &[u8]) -> Vec<(ObjectId, ObjectId)> {
    let leads = |(id, object): (&ObjectId, &Object)| {
        let to = object.as_dict().ok()?.get(key).ok()?.as_reference().ok()?;
        Some((*id, to))
    };
    let found: Vec<_> = file.objects.iter().filter_map(leads).collect();
    assert!(!found.is_empty(), "nothing has {}", String::from_utf8_lossy(key));
    found
}

/// The key by which a font's program is found, whatever its form.
fn program_key(file: &Document) -> &'static [u8] {
    let has = |key: &&&[u8]| file.objects.values().any(|o| o.as_dict().is_ok_and(|d| d.has(key)));
    [b"FontFile2".as_slice(), b"FontFile3"].iter().find(has).expect("a program")
}

fn assert_breaks(ran: &Ran, clause: &str) {
    let clause = format!("(clause {clause})");
    let said = ran.err.contains("error[pdf-not-accessible]") && ran.err.contains(&clause);
    assert!(ran.exit == Exit::Problems && said, "{}", ran.err);
}

#[test]
fn a_file_whose_fonts_are_whole_has_no_finding() {
    let ran = checked(|_| ());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
}

#[test]
fn a_font_that_is_not_in_the_file_is_named_by_its_clause() {
    let ran = checked(|file| {
        let key = program_key(file);
        for (holder, _) in holders(file, key) {
            file.get_dictionary_mut(holder).expect("a descriptor").remove(key);
        }
    });
    assert_breaks(&ran, "7.21.4.1");
}

#[test]
fn a_font_that_is_damaged_counts_as_one_that_is_not_there() {
    let ran = checked(|file| {
        let key = program_key(file);
        for (_, program) in holders(file, key) {
            let stream = file.get_object_mut(program).and_then(Object::as_stream_mut).expect("a program");
            stream.set_plain_content(b"no font at all, but some words".to_vec());
        }
    });
    assert_breaks(&ran, "7.21.4.1");
}

#[test]
fn letters_without_a_text_break_a_rule() {
    let ran = checked(|file| {
        for (holder, _) in holders(file, b"ToUnicode") {
            file.get_dictionary_mut(holder).expect("a font").remove(b"ToUnicode");
        }
    });
    assert_breaks(&ran, "7.21.7");
}

/// FontTools and what is built on it write maps with such names, which a stricter reader does not take for maps.
#[test]
fn a_map_to_text_that_is_written_oddly_is_a_map() {
    let ran = checked(|file| {
        for (_, map) in holders(file, b"ToUnicode") {
            let stream = file.get_object_mut(map).and_then(Object::as_stream_mut).expect("a map");
            let text = String::from_utf8(stream.get_plain_content().expect("unpacked")).expect("ASCII");
            let from = text.find("/CIDSystemInfo").expect("a collection");
            let to = text.find("1 begincodespacerange").or_else(|| text.find(" begincodespacerange"));
            let to = to.expect("its codes");
            let odd = "/CIDSystemInfo\n<< /Registry (TTX+0)\n/Ordering (T42UV)\n/Supplement 0\n>> def\n/CMapName /TTX+0 def\n/CMapType 2 def\n";
            stream.set_plain_content([&text[..from], odd, &text[to..]].concat().into_bytes());
        }
    });
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
}

#[test]
fn a_file_that_breaks_no_rule_and_does_not_say_so_has_a_note() {
    let ran = checked(|file| {
        for (_, metadata) in holders(file, b"Metadata") {
            let stream = file.get_object_mut(metadata).and_then(Object::as_stream_mut).expect("metadata");
            let text = String::from_utf8(stream.get_plain_content().expect("unpacked")).expect("UTF-8");
            let claim = "<pdfuaid:part>1</pdfuaid:part>";
            assert!(text.contains(claim), "{text}");
            stream.set_plain_content(text.replace(claim, "").into_bytes());
        }
    });
    assert!(ran.exit == Exit::Done && ran.err.contains("note[pdf-unclaimed]"), "{}", ran.err);
}

#[test]
fn widths_are_those_of_the_font_itself() {
    let with_width = |width: i64| {
        checked(move |file| {
            let fonts: Vec<ObjectId> = file
                .objects
                .iter()
                .filter(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has(b"DW")))
                .map(|(id, _)| *id)
                .collect();
            assert!(!fonts.is_empty(), "no font has a list of widths");
            for font in fonts {
                let dict = file.get_dictionary_mut(font).expect("a font");
                dict.set("DW", width);
                dict.remove(b"W");
            }
        })
    };
    assert_breaks(&with_width(77), "7.21.5");
}
