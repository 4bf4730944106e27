//! Files that would take a reader for ever, or that are odd in their sizes or their ways of being locked: each
//! is read, or said to be what it is. It looks at no picture.

use boardpack::cli::Exit;
use lopdf::Document;

use crate::attachments::built::original;
use crate::attachments::untagged::run;
use crate::support::{Council, Pdf, Ran};

/// A file of these objects, numbered from 1, with a table of references; the first is the catalogue.
pub(crate) fn of_objects(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut rows = String::new();
    for (at, object) in objects.iter().enumerate() {
        rows.push_str(&format!("{:010} 00000 n\r\n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f\r\n{rows}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

/// A file of one page of a size, with these keys in its catalogue.
pub(crate) fn one_page(size: &str, catalog: &str) -> Vec<String> {
    let content = "/P <</MCID 0>> BDC BT /F 10 Tf 2 2 Td (Hello) Tj ET EMC";
    vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[{size}]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ]
}

fn pack(council: &Council) -> Pdf {
    Pdf::open(&council.path().join("out/packs/made/pack.pdf"))
}

#[test]
fn pages_of_any_size_are_kept() {
    for size in ["0 0 200 14", "0 0 20000 500", "0 0 3 1", "0 0 0 0"] {
        let (council, ran) = run(&of_objects(&one_page(size, ""), ""), ", alt = \"A strip\"");
        assert_eq!(ran.exit, Exit::Done, "{size}: {}", ran.err);
        let figures = pack(&council).tags.of("Figure").len();
        assert!(figures == 1 && !ran.err.contains("damaged"), "{size}: {}", ran.err);
    }
}

#[test]
fn tags_that_name_no_page_are_those_of_the_only_page() {
    let mut objects = one_page("0 0 300 200", "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)");
    objects.push("<</Type/StructTreeRoot/K 7 0 R>>".to_owned());
    objects.push("<</Type/StructElem/S/P/P 6 0 R/K 0>>".to_owned());
    let (council, ran) = run(&of_objects(&objects, ""), "");
    assert!(!ran.err.contains("attachment-untagged"), "{}", ran.err);
    assert!(pack(&council).tags.of("Figure").is_empty());
}

#[test]
fn a_tree_of_pages_that_never_ends_is_refused_at_once() {
    let mut objects = one_page("0 0 300 200", "");
    objects[1] = "<</Type/Pages/Kids[6 0 R]/Count 1>>".to_owned();
    for n in 6..46 {
        objects.push(format!("<</Type/Pages/Kids[{0} 0 R {0} 0 R]/Count 9>>", n + 1));
    }
    objects.push("<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned());
    let (_, ran) = run(&of_objects(&objects, ""), "");
    assert!(ran.exit == Exit::Problems && ran.err.contains("never end"), "{}", ran.err);
}

#[test]
fn objects_of_large_object_streams_are_read_as_if_they_stood_alone() {
    let plain = original("qpdf_object_streams");
    let mut document = Document::load_mem(&plain).expect("a PDF");
    for n in 0..2000 {
        document.add_object(lopdf::Object::Integer(n));
    }
    let pages = document.get_pages().len();
    // One stream holds all that may be packed, as some programs write it.
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(10_000)
        .build();
    let mut out = Vec::new();
    document.save_with_options(&mut out, options).expect("written");
    let (council, ran) = run(&out, ", alt = \"Pages\"");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let (before, _) = run(&plain, ", alt = \"Pages\"");
    let read = |council: &Council| {
        let file = pack(council);
        file.texts.values().map(|text| format!("{:?}{}", text.marked, text.loose)).collect::<Vec<_>>()
    };
    assert_eq!(read(&council), read(&before));
    assert!(pages > 0);
}

#[test]
fn each_way_of_being_locked_has_its_own_words() {
    let said = |objects: &[String], trailer: &str| {
        let (_, ran) = run(&of_objects(objects, trailer), "");
        assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
        ran.err
    };
    let mut objects = one_page("0 0 300 200", "");
    objects
        .push("<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[(x)]>>".to_owned());
    let err = said(&objects, "/Encrypt 6 0 R/ID[(a)(a)]");
    assert!(err.contains("opens only for the people whose certificates"), "{err}");
    objects[5] = "<</Filter/Standard/V 9/R 9/O(x)/U(x)/P -4>>".to_owned();
    let err = said(&objects, "/Encrypt 6 0 R/ID[(a)(a)]");
    assert!(err.contains("is encrypted in a way that is not known here"), "{err}");
}

/// Only the files within are encrypted (ISO 32000-1, 7.6.6): they stay behind, and the pages need no password.
#[test]
fn a_file_whose_embedded_files_alone_are_encrypted_opens() {
    let mut objects = one_page("0 0 300 200", "");
    let filter = "<</StdCF<</AuthEvent/EFOpen/CFM/AESV2/Length 16>>>>";
    let rest = "/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4/Length 128";
    objects
        .push(format!("<</Filter/Standard/V 4/R 4/CF{filter}/StmF/Identity/StrF/Identity/EFF/StdCF{rest}>>"));
    let trailer = "/Encrypt 6 0 R/ID[(a)(a)]";
    let (council, ran) = run(&of_objects(&objects, trailer), "");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(!pack(&council).tags.of("Figure").is_empty());
    // Where the pages are encrypted too, nothing is read.
    objects[5] = objects[5].replace("StmF/Identity", "StmF/StdCF");
    let (_, ran) = run(&of_objects(&objects, trailer), "");
    assert!(ran.exit == Exit::Problems && ran.err.contains("password_file = "), "{}", ran.err);
}

#[test]
fn words_about_protection_protect_nothing() {
    let mut objects = one_page("0 0 300 200", "");
    objects.push("(the key /Encrypt of a trailer)".to_owned());
    objects.push("<</Producer(Passwordless Print)>>".to_owned());
    let (_, ran) = run(&of_objects(&objects, "/Info 7 0 R"), "");
    assert!(!ran.err.contains("protected") && !ran.err.contains("Word"), "{}", ran.err);
    assert!(ran.err.contains("printing to PDF loses tags"), "{}", ran.err);
}

/// Builds a pack with a file that opens with the password "letmein".
fn locked(password: Option<&str>, ignored: &str) -> (Council, Ran) {
    let key = password.map(|_| ", password_file = \"passwords/x.txt\"").unwrap_or_default();
    let pack = format!(
        "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"One\"\npapers = [ {{ pdf = \"x.pdf\", alt = \"Words\"{key} }} ]\n"
    );
    let mut council = Council::new()
        .put("attachments/x.pdf", original("encrypted_user"))
        .put(".gitignore", ignored)
        .put("packs/made/pack.toml", pack);
    if let Some(password) = password {
        council = council.put("passwords/x.txt", password);
    }
    let ran = council.run(&["build", "packs/made"]);
    (council, ran)
}

#[test]
fn a_locked_file_opens_with_its_password_which_goes_nowhere() {
    let (_, ran) = locked(None, "out/\n");
    assert!(ran.exit == Exit::Problems && ran.err.contains("password_file = "), "{}", ran.err);
    let (council, ran) = locked(Some("letmein\r\n"), "out/\npasswords/\n");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(!pack(&council).tags.of("Figure").is_empty());
    let (_, ran) = locked(Some("wrong"), "passwords/\n");
    assert!(ran.err.contains("does not open with the password") && !ran.err.contains("wrong"), "{}", ran.err);
    let (_, ran) = locked(Some("letmein"), "out/\n");
    assert!(ran.err.contains("add a line to the file .gitignore"), "{}", ran.err);
    let (_, ran) = locked(Some("\n"), "passwords/\n");
    assert!(ran.err.contains("holds no password"), "{}", ran.err);
}
