//! Forms that were filled in, and of which the file holds no picture of what stands in them: each value is set in
//! its field's place, or is named with the reason why it is not. It compares no picture with another.

use boardpack::cli::Exit;

use crate::attachments::built::original;
use crate::attachments::limits::{of_objects, one_page};
use crate::attachments::untagged::run;
use crate::support::{Council, Pdf, Piece, Ran, assert_accessible, dangling, key_faults, pictures_of};

/// A file of one page with the words "Hello" and these fields, each with its rectangle and further keys. `page`
/// and `form` are further keys of the page and of the form.
fn file(fields: &[(&str, &str)], page: &str, form: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = one_page("0 0 400 600", "");
    let all: Vec<String> = (6..6 + fields.len()).map(|n| format!("{n} 0 R")).collect();
    let all = all.join(" ");
    objects[0] = objects[0].replace("/Pages", &format!("/AcroForm<</Fields[{all}]{form}>>/Pages"));
    objects[2] = objects[2].replace("/Contents", &format!("/Annots[{all}]{page}/Contents"));
    objects[4] = objects[4].replace("2 2 Td", "60 300 Td");
    for (place, keys) in fields {
        let flags = if keys.contains("/F ") { "" } else { "/F 4" };
        objects.push(format!("<</Type/Annot/Subtype/Widget{flags}/Rect[{place}]/P 3 0 R{keys}>>"));
    }
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    of_objects(&objects, "")
}

/// A stream that is the picture of a field 100 points wide and 20 high.
fn picture(content: &str) -> String {
    let head = "<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 4 0 R>>>>/Length";
    format!("{head} {}>>\nstream\n{content}\nendstream", content.len())
}

/// A pack with such a file, which must be built.
fn pack(file: &[u8]) -> (Council, Ran, Pdf) {
    let (council, ran) = run(file, ", alt = \"A form\"");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let pdf = Pdf::open(&council.path().join("out/packs/made/pack.pdf"));
    (council, ran, pdf)
}

/// The page of the pack on which the form stands.
const PAGE: usize = 2;

/// Whether a piece of text is in the file's own font, which does not say its letters, or the mark of the item.
fn is_of_file(piece: &Piece) -> bool {
    piece.text.contains('\u{FFFD}') || piece.text.starts_with("Agenda item")
}

/// The field's words of a page: each line with its place from the left and from the foot, and its size.
fn set(pdf: &Pdf) -> Vec<(String, f64, f64, f64)> {
    let pieces = &pdf.texts[&pdf.pages[PAGE]].pieces;
    let own = pieces.iter().filter(|piece| !piece.artifact && !is_of_file(piece));
    let mut lines: Vec<(String, f64, f64, f64)> = Vec::new();
    for piece in own {
        match lines.last_mut().filter(|line| (line.2 - piece.height).abs() < 0.5) {
            Some(line) => line.0.push_str(&piece.text),
            None => lines.push((piece.text.clone(), piece.across[0], piece.height, piece.size)),
        }
    }
    lines
}

/// The words that are set, without their places.
fn words(pdf: &Pdf) -> Vec<String> {
    set(pdf).into_iter().map(|(words, ..)| words).collect()
}

/// What is said of fields that are not drawn.
fn undrawn(ran: &Ran) -> String {
    ran.err.lines().filter(|line| line.contains("attachment-undrawn")).collect::<Vec<_>>().join("\n")
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.6
}

#[test]
fn a_value_without_a_picture_is_set_in_its_field_and_tagged_with_its_name() {
    let (council, ran, pdf) = pack(&file(
        &[
            ("50 50 250 70", "/FT/Tx/T(amount)/V(\\2435 for caf\\351s)"),
            ("50 90 250 110", "/FT/Tx/T(empty)/V()"),
        ],
        "",
        "/DA(/Helv 9 Tf 0 g)",
        &[],
    ));
    assert_eq!(undrawn(&ran), "");
    let [(words, left, height, size)] = &set(&pdf)[..] else { panic!("{:?}", set(&pdf)) };
    assert_eq!(words, "£5 for cafés");
    assert!(
        close(*left, 52.0) && (53.0..62.0).contains(height) && close(*size, 9.0),
        "{left} {height} {size}"
    );
    let forms = pdf.tags.of("Form");
    assert!(forms.len() == 1 && forms[0].text().trim() == "£5 for cafés", "{}", pdf.tags.show());
    let keys = pdf.document.get_dictionary(forms[0].id).expect("an element");
    let name = lopdf::decode_text_string(keys.get(b"T").expect("a title")).expect("words");
    let printed = keys.get(b"A").and_then(lopdf::Object::as_dict).expect("attributes");
    let role = printed.get(b"Role").and_then(lopdf::Object::as_name).expect("a role");
    assert_eq!((name.as_str(), role), ("amount", &b"tv"[..]));
    // The page is one figure, and the field stands after it.
    let roles: Vec<&str> = pdf.tags.all().iter().map(|element| element.role.as_str()).collect();
    assert!(roles.windows(2).any(|pair| pair == ["Figure", "Form"]), "{roles:?}");
    assert!(!pdf.document.objects.values().any(|o| o.as_dict().is_ok_and(|d| d.has(b"AcroForm"))));
    let check = council.run(&["check", "packs/made"]);
    let line = "1 filled-in field on page 1 set by boardpack: amount; look at it in the pack";
    assert!(check.err.contains(line), "{}", check.err);
    assert_eq!(pdf.labels().len(), pdf.pages.len());
}

#[test]
fn words_stand_at_their_side_as_large_as_the_form_says() {
    let keys = |side: &str| format!("/FT/Tx/T(a)/V(Words){side}");
    let fields: Vec<String> = ["", "/Q 1", "/Q 2/DA(/Helv 0 Tf)"].map(keys).to_vec();
    let places = ["50 50 250 80", "50 100 250 130", "50 150 250 180"];
    let fields: Vec<(&str, &str)> = places.into_iter().zip(fields.iter().map(String::as_str)).collect();
    let (_, _, pdf) = pack(&file(&fields, "", "/DA(/Helv 20 Tf)", &[]));
    let lines = set(&pdf);
    assert!(close(lines[0].1, 52.0) && close(lines[0].3, 20.0), "{lines:?}");
    assert!(lines[1].1 > 110.0 && lines[1].1 < 130.0 && close(lines[1].3, 20.0), "{lines:?}");
    // Left to the program, they are as large as words of a paper.
    assert!(lines[2].1 > 200.0 && lines[2].1 < 230.0 && close(lines[2].3, 12.0), "{lines:?}");
}

#[test]
fn keys_of_the_fields_above_are_those_of_a_field() {
    let above = "<</FT/Tx/T(person)/V<FEFF004C006C0177006E>/Q 2/DA(/Helv 8 Tf)/Kids[6 0 R]>>";
    let (council, _, pdf) = pack(&file(&[("50 50 250 70", "/T(name)/Parent 7 0 R")], "", "", &[above]));
    let lines = set(&pdf);
    assert!(lines[0].0 == "Llŷn" && close(lines[0].3, 8.0) && lines[0].1 > 225.0, "{lines:?}");
    let check = council.run(&["check", "packs/made"]);
    assert!(check.err.contains("set by boardpack: person.name;"), "{}", check.err);
}

#[test]
fn lines_are_broken_and_end_where_their_author_ended_them() {
    let value = "One\\rTwo\\r\\nThree\\n\\nA longer line that has no room beside itself in a field so narrow";
    let keys = format!("/FT/Tx/Ff 4096/T(a)/V({value})/DA(/Helv 10 Tf)");
    let (_, ran, pdf) = pack(&file(&[("50 50 200 200", &keys)], "", "", &[]));
    assert_eq!(undrawn(&ran), "");
    let lines = set(&pdf);
    assert_eq!(words(&pdf)[..4], ["One", "Two", "Three", "A longer line that has no room"]);
    for pair in lines.windows(2) {
        assert!(pair[0].2 > pair[1].2, "{lines:?}");
    }
    // An empty line has the room of one.
    assert!(close(lines[2].2 - lines[3].2, 24.0) && close(lines[0].2 - lines[1].2, 12.0), "{lines:?}");
    assert!(lines.iter().all(|l| (50.0..200.0).contains(&l.2) && close(l.3, 10.0)), "{lines:?}");
}

#[test]
fn words_are_made_smaller_until_they_fit_but_never_too_small_to_read() {
    let long = "A very long answer that has no room in its field at the size that is said";
    let keys = format!("/FT/Tx/T(answer)/V({long})/DA(/Helv 12 Tf)");
    let (_, ran, pdf) = pack(&file(&[("50 50 290 70", &keys)], "", "", &[]));
    let lines = set(&pdf);
    assert!(lines.len() == 1 && lines[0].0 == long && (5.0..9.0).contains(&lines[0].3), "{lines:?}");
    assert_eq!(undrawn(&ran), "");
    let (council, ran, pdf) = pack(&file(&[("50 50 150 70", &keys)], "", "", &[]));
    let said = undrawn(&ran);
    assert!(
        said.contains("page 1: the field `answer` (\"A very long answer that has no room in…\") is filled in and not drawn")
            && said.contains("there is no room for the words in letters of 5 points"),
        "{said}"
    );
    assert!(words(&pdf).is_empty() && pdf.tags.of("Form").is_empty());
    assert!(!council.run(&["check", "packs/made"]).err.contains("set by boardpack"));
    // What its form sets so small is set as it says.
    let keys = "/FT/Tx/T(a)/V(Small print)/DA(/Helv 4 Tf)";
    let (_, ran, pdf) = pack(&file(&[("50 50 150 70", keys)], "", "", &[]));
    assert!(close(set(&pdf)[0].3, 4.0) && undrawn(&ran).is_empty(), "{}", ran.err);
}

#[test]
fn values_stand_where_the_field_is_seen() {
    // Turned once clockwise, what was at the left is above, and words go down.
    let keys = "/FT/Tx/T(a)/V(Words)/DA(/Helv 10 Tf)";
    let (_, _, pdf) = pack(&file(&[("50 200 250 220", keys)], "/Rotate 90", "", &[]));
    let [(_, left, height, _)] = set(&pdf)[..] else { panic!("one line") };
    assert!((200.0..215.0).contains(&left) && close(height, 400.0 - 52.0), "{left} {height}");
    // A field that is turned back stands upright.
    let keys = "/FT/Tx/T(a)/V(Words)/DA(/Helv 10 Tf)/MK<</R 90>>";
    let (_, _, pdf) = pack(&file(&[("100 200 120 400", keys)], "/Rotate 90", "", &[]));
    let [(_, left, height, _)] = set(&pdf)[..] else { panic!("one line") };
    assert!(close(left, 202.0) && (281.0..295.0).contains(&height), "{left} {height}");
    // The part of a page that is seen begins at its own corner, in its own units.
    let keys = "/FT/Tx/T(a)/V(Words)/DA(/Helv 10 Tf)";
    let cropped = "/CropBox[20 100 380 590]/UserUnit 1.5";
    let (_, _, pdf) = pack(&file(&[("50 150 250 170", keys)], cropped, "", &[]));
    let [(_, left, height, size)] = set(&pdf)[..] else { panic!("one line") };
    assert!(close(left, 30.0 * 1.5 + 2.0) && (75.0..105.0).contains(&height), "{left} {height}");
    assert!(close(size, 15.0), "{size}");
}

#[test]
fn a_value_under_our_words_makes_room_and_moves_with_its_page() {
    let keys = "/FT/Tx/T(a)/V(Here)/DA(/Helv 10 Tf)/Q 2";
    let (_, _, calm) = pack(&file(&[("50 200 350 220", keys)], "", "", &[]));
    assert!(close(set(&calm)[0].2, 206.5), "{:?}", set(&calm));
    // The header of the pack stands at the upper right.
    let (council, ran, pdf) = pack(&file(&[("50 570 390 590", keys)], "", "", &[]));
    let said = council.run(&["check", "packs/made"]).err;
    assert!(said.contains("page 1 is moved on its sheet"), "{said}{}", ran.err);
    let moved = &set(&pdf)[0];
    let header = pdf.artifact_lines(PAGE);
    let tall = pdf.size(PAGE)[1];
    let lowest = header.iter().map(|line| line.top).filter(|top| *top < 200.0).fold(0.0, f64::max);
    assert!(moved.0 == "Here" && tall - moved.2 - 10.0 > lowest, "{moved:?} {lowest}");
    let hello = |pdf: &Pdf| {
        let pieces = &pdf.texts[&pdf.pages[PAGE]].pieces;
        pieces.iter().find(|piece| is_of_file(piece)).expect("its words").height
    };
    assert!(close(576.5 - moved.2, hello(&calm) - hello(&pdf)), "{moved:?}");
}

#[test]
fn boxes_and_buttons_that_are_on_have_a_sign() {
    let empty = picture("");
    let fields = [
        ("50 50 70 70", "/FT/Btn/T(agree)/TU(I agree)/V/Yes/AS/Yes"),
        ("50 100 70 120", "/FT/Btn/T(off)/V/Off/AS/Off"),
        ("50 150 70 170", "/FT/Btn/Ff 32768/T(choice)/AS/Two/AP<</N<</Two 11 0 R/Off 11 0 R>>>>"),
        ("50 200 70 220", "/FT/Btn/T(cross)/V/On/MK<</CA(8)>>"),
        ("50 250 70 270", "/FT/Btn/Ff 65536/T(push)/V/Yes"),
    ];
    let (council, ran, pdf) = pack(&file(&fields, "", "", &[&empty]));
    assert_eq!(undrawn(&ran), "");
    let alts: Vec<&str> = pdf.tags.of("Form").iter().filter_map(|form| form.alt.as_deref()).collect();
    assert_eq!(alts, ["I agree: ticked", "choice: ticked", "cross: ticked"]);
    assert!(words(&pdf).is_empty(), "{:?}", words(&pdf));
    let bytes = std::fs::read(council.path().join("out/packs/made/pack.pdf")).expect("a pack");
    let (width, height, pixels) = pictures_of(bytes, 1.0).swap_remove(PAGE);
    let dark = |bottom: usize| {
        let rows = usize::from(height) - bottom - 20..usize::from(height) - bottom;
        let own = rows.flat_map(|y| (50..70).map(move |x| (y * usize::from(width) + x) * 4));
        own.filter(|at| pixels[*at] < 128).count()
    };
    for (bottom, on) in [(50, true), (100, false), (150, true), (200, true), (250, false)] {
        assert_eq!(dark(bottom) > 12, on, "{bottom}: {}", dark(bottom));
    }
}

#[test]
fn the_shown_text_of_options_is_set() {
    let fields = [
        ("50 50 250 70", "/FT/Ch/Ff 131072/T(ward)/V(n)/Opt[[(s)(South)][(n)(North)]]"),
        ("50 100 250 160", "/FT/Ch/T(days)/V[(Monday)(Friday)]/Opt[(Monday)(Tuesday)(Friday)]"),
        ("50 200 250 220", "/FT/Ch/Ff 393216/T(other)/V(Typed by hand)/Opt[(a)(b)]"),
    ];
    let (_, ran, pdf) = pack(&file(&fields, "", "", &[]));
    assert_eq!(undrawn(&ran), "");
    assert_eq!(words(&pdf), ["North", "Monday, Friday", "Typed by hand"]);
}

#[test]
fn a_picture_counts_unless_the_form_is_to_be_drawn_anew_and_it_says_something_else() {
    let shown = |form: &str, drawn: &str| {
        let picture =
            picture(&format!("0.9 g 0 0 100 20 re f /Tx BMC BT /F 9 Tf 2 5 Td ({drawn}) Tj ET EMC"));
        let keys = "/FT/Tx/T(a)/V(GBP 5)/AP<</N 7 0 R>>";
        let (_, ran, pdf) = pack(&file(&[("50 50 150 70", keys)], "", form, &[&picture]));
        assert_eq!(undrawn(&ran), "");
        let drawn = |piece: &&Piece| piece.text.contains('\u{FFFD}');
        let own = pdf.texts[&pdf.pages[PAGE]].pieces.iter().filter(drawn).count();
        (own, words(&pdf), pdf.tags.of("Form").len())
    };
    assert_eq!(shown("", "GBP 4"), (2, Vec::new(), 0));
    assert_eq!(shown("/NeedAppearances true", "GBP 4"), (1, vec!["GBP 5".to_owned()], 1));
    // The file's own picture of the same value is drawn as it is.
    assert_eq!(shown("/NeedAppearances true", "GBP 5"), (2, Vec::new(), 0));
}

#[test]
fn what_cannot_be_set_is_named_and_what_is_hidden_is_not() {
    let rich = "/FT/Tx/Ff 33554432/T(rich)/V(One word bold)/RV(<p>One <b>word</b> bold</p>)";
    let plain = "/FT/Tx/Ff 33554432/T(plain)/V(All alike)/RV(<body><p>All alike</p></body>)";
    let fields = [
        ("50 50 250 70", rich),
        ("50 80 250 100", plain),
        ("50 110 250 130", "/FT/Tx/Ff 16777216/MaxLen 8/T(comb)/V(AB12)"),
        ("50 140 250 160", "/FT/Sig/T(sig)/V<</Type/Sig>>"),
        ("0 0 0 0", "/FT/Sig/T(unseen)/V<</Type/Sig>>"),
        ("50 170 250 190", "/FT/Sig/T(unsigned)"),
        ("50 200 250 220", "/FT/Tx/Ff 8192/T(pin)/V(sesame)"),
        ("50 230 250 250", "/FT/Tx/T(code)/V(12345)/PMD<<>>"),
        ("50 260 70 280", "/FT/Btn/Ff 32768/T(way)/V/Two"),
        ("50 290 250 310", "/FT/Tx/T(hidden)/V(secret)/F 2"),
        ("50 320 250 340", "/FT/Tx/T(noview)/V(secret)/F 32"),
        ("50 350 250 370", "/FT/Tx/T(signs)/V<FEFF6F22>"),
    ];
    let (council, ran, pdf) = pack(&file(&fields, "", "", &[]));
    assert_eq!(words(&pdf), ["All alike"]);
    let said = undrawn(&ran);
    for part in [
        "`rich` (\"One word bold\") is filled in and not drawn: no picture of it is in the file, and its words have several styles",
        "`comb` (\"AB12\") is filled in and not drawn: no picture of it is in the file, and each of its letters has a box of its own",
        "`sig` is signed and not drawn: no picture of it is in the file",
        "`pin` is filled in and not drawn: no picture of it is in the file, and a password is never printed",
        "`code` (\"12345\") is filled in and not drawn: no picture of it is in the file, and it is shown as a barcode",
        "`way` is filled in and not drawn: no picture of it is in the file, and nothing says which of its buttons is chosen",
        "`signs` (\"漢\") is filled in and not drawn: no picture of it is in the file, and the embedded fonts have no sign for `漢`",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(said.lines().count(), 7, "{said}");
    let bytes = std::fs::read(council.path().join("out/packs/made/pack.pdf")).expect("a pack");
    let all = format!("{}{}{}", ran.err, ran.out, pdf.page_texts().concat());
    for never in ["sesame", "secret", "unseen", "unsigned"] {
        assert!(
            !all.contains(never) && !bytes.windows(never.len()).any(|w| w == never.as_bytes()),
            "{never}"
        );
    }
}

#[test]
fn nothing_of_a_field_that_is_not_seen_gets_into_the_pack() {
    let layers = "/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>/Lang(en)";
    let fields = [
        ("50 50 250 70", "/FT/Tx/T(layer)/V(secret)/OC 9 0 R"),
        ("50 700 250 720", "/FT/Tx/T(beside)/V(secret)"),
        ("50 100 900000 900100", "/FT/Tx/T(huge)/V(Too large)"),
    ];
    let bytes = file(&fields, "", "", &["<</Type/OCG/Name(Off)>>"]);
    let text = String::from_utf8(bytes).expect("ASCII").replacen(
        "/Pages 2 0 R",
        &format!("/Pages 2 0 R{layers}"),
        1,
    );
    // The table of references is found again.
    let (council, ran, pdf) = pack(text.as_bytes());
    assert!(words(&pdf).is_empty() && pdf.tags.of("Form").is_empty(), "{:?}", words(&pdf));
    let said = undrawn(&ran);
    assert!(said.lines().count() == 1 && said.contains("`huge` (\"Too large\")"), "{said}");
    assert!(said.contains("no page is so large") && !said.contains("secret"), "{said}");
    assert!(!council.run(&["check", "packs/made"]).err.contains("set by boardpack"));
}

#[test]
fn a_word_that_no_line_holds_is_broken_before_all_become_small() {
    let value = "See https://example.org/minutes/of/the/meeting/that/was/held/in/the/autumn/of/last/year now";
    let keys = format!("/FT/Tx/Ff 4096/T(a)/V({value})/DA(/Helv 12 Tf)");
    let (_, ran, pdf) = pack(&file(&[("50 50 250 150", &keys)], "", "", &[]));
    let lines = set(&pdf);
    assert!(lines.len() > 2 && lines.iter().all(|line| close(line.3, 12.0)), "{lines:?} {}", ran.err);
    let all: String = words(&pdf).concat();
    assert_eq!(all.replace(' ', ""), value.replace(' ', ""));
}

#[test]
fn an_appendix_of_a_report_has_its_values_too() {
    let form = file(&[("50 50 250 70", "/FT/Tx/T(amount)/V(Five pounds)")], "", "", &[]);
    let report = "title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Matters\"\ntext = '''\nSee {{ ref(\"form\") }}.\n'''\n\n[[appendix]]\nname = \"form\"\ntitle = \"A form\"\npdf = \"form.pdf\"\nalt = \"A form\"\n";
    let council = Council::new().put("reports/r/report.toml", report).put("reports/r/form.pdf", form);
    let ran = council.run(&["build", "reports/r"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let pdf = Pdf::open(&council.path().join("out/reports/r/report.pdf"));
    let forms = pdf.tags.of("Form");
    assert!(forms.len() == 1 && forms[0].text().trim() == "Five pounds", "{}", pdf.tags.show());
    let texts = pdf.page_texts();
    assert!(ran.err.contains(&format!("{} pages", texts.len())), "{}", ran.err);
    assert_eq!(pdf.labels().len(), texts.len());
}

#[test]
fn a_value_is_words_whatever_it_says() {
    let value = "#panic\\(\\) \\\\ \\\"\\) $x$ *a* // {{ b }} `c`";
    let keys = format!("/FT/Tx/T(#eval)/V({value})/DA(/Helv 8 Tf)");
    let (_, ran, pdf) = pack(&file(&[("50 50 350 70", &keys)], "", "", &[]));
    assert_eq!(undrawn(&ran), "");
    assert_eq!(words(&pdf), ["#panic() \\ \") $x$ *a* // {{ b }} `c`"]);
}

#[test]
fn values_stand_in_the_tags_where_their_fields_stood() {
    // The same form without any picture.
    let with = original("form");
    let mut without = with.clone();
    let named: Vec<usize> = (0..with.len()).filter(|at| with[*at..].starts_with(b"/AP")).collect();
    named.iter().for_each(|at| without[at + 1] = b'X');
    let all = ["Mill Lane Bakery", "Saturday", "", "£35", "Saturday"];
    for (bytes, expected) in [(&with, &all[4..]), (&without, &all[..])] {
        let (council, ran) = run(bytes, "");
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let path = council.path().join("out/packs/made/pack.pdf");
        assert_accessible(&path);
        let pdf = Pdf::open(&path);
        assert!(pdf.metadata().contains("pdfuaid:part: 1"));
        let found: Vec<String> =
            pdf.tags.of("Form").iter().map(|form| form.text().trim().to_owned()).collect();
        assert_eq!(found, expected);
        // Between what stands beside it and the words that follow.
        let roles: Vec<&str> = pdf.tags.all().iter().map(|element| element.role.as_str()).collect();
        assert!(roles.ends_with(&["P", "Form", "P", "Span"]), "{roles:?}");
        assert_eq!(key_faults(&pdf.document), Vec::<String>::new());
        assert_eq!(dangling(&pdf.document), Vec::<String>::new());
    }
}
