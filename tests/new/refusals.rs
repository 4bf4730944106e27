//! What `new` refuses, as an officer reads it. Nothing is written in any of these cases.

use std::fs;

use boardpack::cli::Exit;

use crate::new::{LOG, MADE, PACK, council, said, text};

#[test]
fn what_is_there_is_never_changed() {
    let council = council()
        .put(MADE, "# mine")
        .put("actions/safer/2025-09-19.toml", LOG)
        .put("actions/safer/2025-12-12.toml", "# mine");
    let ran = council.run(&["new", "minutes", "--from", "september"]);
    let talk = "error: minutes/safer/2025-09-19.toml is there already, and is left as it is\nhint: go on writing in it; or, to begin again, give it another name first\n";
    assert_eq!(said(&ran), (Exit::Usage, String::new(), talk.to_owned()));
    let ran = council.run(&["new", "actions", "--from", "actions/safer/2025-09-19.toml"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    assert!(ran.err.contains("actions/safer/2025-12-12.toml is there already"), "{}", ran.err);
    for path in [MADE, "actions/safer/2025-12-12.toml"] {
        assert_eq!(text(&council, path), "# mine");
    }
}

#[test]
fn what_cannot_be_made_is_said_in_plain_words() {
    let no_pack =
        "error: septembr is not a pack\nhint: did you mean `september`? there are: packs/september\n";
    let no_log = "error: safest is not an action log, nor a board that has one\nhint: the newest of each board: actions/safer/2025-09-19.toml\n";
    let no_date = "error: --meeting 12/12/2025 is not a date\nhint: dates are written year first: --meeting 2025-12-12\n";
    let early = "error: the new log goes to a meeting on 2025-09-19, and the old one went to that of 2025-09-19\nhint: give the day of a later meeting: --meeting 2025-12-19\n";
    for (words, expected) in [
        (&["minutes", "--from", "septembr"][..], no_pack),
        (&["actions", "--from", "safest"], no_log),
        (&["actions", "--from", "safer", "--meeting", "12/12/2025"], no_date),
        (&["actions", "--from", "safer", "--meeting", "2025-09-19"], early),
    ] {
        let council = council().put("actions/safer/2025-09-19.toml", LOG);
        let ran = council.run(&[&["new"], words].concat());
        assert_eq!(said(&ran), (Exit::Usage, String::new(), expected.to_owned()));
    }
    let outside = tempfile::tempdir().expect("a folder");
    let ran = council().run(&["new", "minutes", "--from", outside.path().to_str().expect("UTF-8")]);
    assert!(ran.exit == Exit::Usage && ran.err.contains("is not in the council's folder"), "{}", ran.err);
}

#[test]
fn a_pack_that_cannot_be_read_is_shown_at_its_line() {
    for (old, new, expected) in [
        ("board = \"safer\"", "board = \"saver\"", "error[unknown-board]: there is no board `saver`"),
        ("board = \"safer\"\n", "", "error[missing-key]: a pack has no `board`"),
        ("T14:05:00", "", "error[wrong-type]: `start` is a date without a time"),
        ("\"County Hall\"", "County Hall", "error[toml-syntax]: text stands without quotes"),
    ] {
        let council = council().put("packs/september/pack.toml", PACK.replace(old, new));
        let ran = council.run(&["new", "minutes", "--from", "september"]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""), "{}", ran.err);
        assert!(ran.err.starts_with(expected) && ran.err.contains("hint: "), "{}", ran.err);
        assert!(!council.path().join(MADE).exists());
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said() {
    let council = council();
    fs::remove_dir_all(council.path().join("minutes")).expect("removed");
    let council = council.put("minutes", "a file");
    let ran = council.run(&["new", "minutes", "--from", "september"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""), "{}", ran.err);
    assert!(ran.err.contains("hint: ") && !ran.err.contains("--out"), "{}", ran.err);
}

#[test]
fn a_pack_without_items_has_no_minutes() {
    let council = council().put("packs/empty/pack.toml", "board = \"safer\"\nstart = 2025-10-01T10:00:00\n");
    let ran = council.run(&["new", "minutes", "--from", "packs/empty/"]);
    let talk = "error: the agenda of packs/empty has no item, and each minute is made from one\nhint: add its items to packs/empty/pack.toml: [[item]] with title = \"Introductions\"\n";
    assert_eq!(said(&ran), (Exit::Problems, String::new(), talk.to_owned()));
}
