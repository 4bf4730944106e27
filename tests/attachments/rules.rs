//! What is said of an attachment, rule by rule: each with a file that has the fault, and none with one that
//! has not. It never builds a pack.

use boardpack::cli::Exit;

use crate::attachments::built::{council, original};
use crate::attachments::claims::file;
use crate::support::Council;

/// A file of the corpus, and the rule that must be found in it.
const FAULTS: [(&str, &str); 8] = [
    ("dangers", "attachment-active"),
    ("fonts_not_embedded", "attachment-fonts"),
    ("encrypted_owner_aes256", "attachment-protected"),
    ("encrypted_owner_rc4", "attachment-protected"),
    ("annotations", "attachment-undrawn"),
    ("scan", "attachment-scanned"),
    ("small_text", "attachment-small"),
    ("chromium_untagged", "attachment-untagged"),
];

/// The rules that are warned of in a pack with a file.
fn warned(name: &str, bytes: &[u8]) -> Vec<String> {
    let ran = council(&[(name, bytes)]).run(&["check", "packs/made", "--message-format", "json"]);
    assert_eq!(ran.exit, Exit::Done, "{name}: {}", ran.err);
    let lines = ran.err.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let findings = lines.filter(|line| line["kind"] == "finding");
    findings
        .map(|finding| {
            assert_eq!(finding["severity"], "warning", "{finding}");
            assert!(finding["hints"].as_array().is_some_and(|hints| !hints.is_empty()), "{finding}");
            finding["rule"].as_str().expect("a rule").to_owned()
        })
        .collect()
}

#[test]
fn each_fault_of_a_file_is_said_under_its_rule() {
    for (name, rule) in FAULTS {
        let found = warned(name, &original(name));
        assert!(found.iter().any(|own| own == rule), "{name}: {found:?}");
    }
    assert_eq!(warned("letter", &original("letter")), [""; 0]);
}

#[test]
fn a_file_that_says_no_language_is_named() {
    let without = file("", |file| {
        file.catalog_mut().expect("a catalog").remove(b"Lang");
    });
    let found = warned("letter", &without);
    assert!(found.contains(&"attachment-language".to_owned()), "{found:?}");
    let with = warned("letter", &file("", |_| ()));
    assert!(!with.contains(&"attachment-language".to_owned()), "{with:?}");
}

#[test]
fn a_file_of_more_than_twenty_megabytes_is_large() {
    let letter = original("letter");
    let end = letter.windows(9).rposition(|word| word == b"startxref").expect("an end");
    let padded = |size: usize| [&letter, &b"\n%"[..], &vec![b'x'; size], b"\n", &letter[end..]].concat();
    assert_eq!(warned("letter", &padded(21 << 20)), ["attachment-large"]);
    assert_eq!(warned("letter", &padded(19 << 20)), [""; 0]);
}

#[test]
fn words_for_a_file_that_are_no_plain_text_are_refused() {
    let council = Council::new()
        .put("attachments/scan.pdf", original("scan"))
        .put("attachments/words.docx", b"PK\x03\x04\xFF\xFE")
        .put(
            "packs/made/pack.toml",
            "board = \"safer\"\nstart = 2025-06-20T10:00:00\n\n[[item]]\ntitle = \"A letter\"\npapers = [ { pdf = \"scan.pdf\", transcript = \"words.docx\" } ]\n",
        );
    let ran = council.run(&["check", "packs/made"]);
    assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
    assert!(
        ran.err.contains("error[attachment-words]: `words.docx` is not a file of plain text"),
        "{}",
        ran.err
    );
}
