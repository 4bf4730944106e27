//! `boardpack verify`: what is said of files that are as they were built, that have changed, are missing, or were put
//! beside them. It looks into no PDF.

use std::fs;

use boardpack::cli::Exit;

use crate::support::Council;

/// A council with a report and a pack, which has been built.
fn built() -> Council {
    let council = Council::new().narrative("Some words.").put(
        "packs/made/pack.toml",
        "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Words\"\n",
    );
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    council
}

fn verified(council: &Council, words: &[&str]) -> (Exit, String) {
    let ran = council.run(&[&["verify"], words].concat());
    (ran.exit, format!("{}{}", ran.out, ran.err))
}

#[test]
fn what_is_as_it_was_built_is_said_to_be_so() {
    let council = built();
    let (exit, said) = verified(&council, &[]);
    assert_eq!(exit, Exit::Done, "{said}");
    assert!(said.lines().count() > 1 && said.lines().all(|line| line.contains(": as built (")), "{said}");
    let (exit, said) = verified(&council, &["--message-format", "json"]);
    assert!(exit == Exit::Done && said.starts_with("{\"kind\":\"verified\""), "{said}");
    // A build that changes nothing changes nothing of that.
    assert_eq!(council.run(&["build"]).exit, Exit::Done);
    assert_eq!(verified(&council, &[]).0, Exit::Done);
}

#[test]
fn what_is_not_as_it_was_built_is_named() {
    let council = built();
    let pack = council.path().join("out/packs/made");
    let report = fs::read_dir(council.path().join("out/reports"))
        .expect("reports")
        .flatten()
        .map(|entry| entry.path().join("report.pdf"))
        .next()
        .expect("a report");
    let mut bytes = fs::read(&report).expect("a PDF");
    bytes.push(b'\n');
    fs::write(&report, bytes).expect("written");
    fs::remove_file(pack.join("agenda.pdf")).expect("removed");
    fs::write(pack.join("mine.pdf"), "mine").expect("written");
    let (exit, said) = verified(&council, &[]);
    assert_eq!(exit, Exit::Problems, "{said}");
    for line in ["changed since: report.pdf", "missing: agenda.pdf", "not part of it: mine.pdf"] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // The next build makes all of it anew, and leaves what is not its own.
    assert_eq!(council.run(&["build"]).exit, Exit::Done);
    let (_, said) = verified(&council, &[]);
    assert!(!said.contains("changed since") && !said.contains("missing"), "{said}");
    assert!(said.contains("not part of it: mine.pdf") && pack.join("mine.pdf").is_file(), "{said}");
}

#[test]
fn what_cannot_be_verified_is_said() {
    let council = Council::new();
    assert_eq!(verified(&council, &[]).0, Exit::Io);
    assert_eq!(verified(&council, &["nowhere"]).0, Exit::Io);
    let council = built().put("out/.boardpack.journal", "no journal");
    let (exit, said) = verified(&council, &[]);
    assert!(exit == Exit::Problems && said.contains("interrupted"), "{said}");
    let ran = council.run(&["build"]);
    let asked = ran.err.contains(".boardpack.journal") && ran.err.contains("delete this file");
    assert!(ran.exit == Exit::Io && asked, "{}", ran.err);
}
