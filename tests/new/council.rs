//! `boardpack new council`: the folder that it makes is in order, and nothing that is there is touched.

use std::fs;

use boardpack::cli::Exit;

use crate::new::said;
use crate::support::{Pdf, assert_accessible, run_in};

const MADE: &str = "mine/council.toml\nmine/people.toml\nmine/boards/main_board.toml\nmine/reports/first_report/report.toml\n";

#[test]
fn a_new_council_builds_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_in(folder.path(), &["new", "council", "mine"]);
    let talk = "a council's folder: go into mine and type boardpack build; then look at out/reports/first_report/report.pdf\n";
    let out = ran.out.replace('\\', "/");
    assert_eq!((ran.exit, out.as_str(), ran.err.as_str()), (Exit::Done, MADE, talk));
    let mine = folder.path().join("mine");
    let ran = run_in(&mine, &["build", "--deny-warnings"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
    assert_accessible(&ran.pdfs[0]);
    let reading = Pdf::open(&ran.pdfs[0]).reading();
    assert!(reading.contains("Our first report") && reading.contains("19 June 2026"), "{reading}");
    let council = fs::read_to_string(mine.join("council.toml")).expect("council.toml");
    assert!(council.contains("style  = \"civic\""), "{council}");
    // Every file says what stands in it.
    for path in MADE.lines() {
        let text = fs::read_to_string(folder.path().join(path)).expect("a file");
        assert!(text.lines().any(|line| line.starts_with("# ")), "{path} has no note");
    }
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("mine")).expect("a folder");
    fs::write(folder.path().join("mine/people.toml"), "# mine").expect("a file");
    let ran = run_in(folder.path(), &["new", "council", "mine"]);
    let talk = "error: mine/people.toml is there already, and is left as it is\nhint: go on in that folder, or name a new one: boardpack new council my_council\n";
    assert_eq!((said(&ran).0, said(&ran).1), (Exit::Usage, String::new()));
    assert_eq!(ran.err.replace('\\', "/"), talk);
    assert_eq!(fs::read_to_string(folder.path().join("mine/people.toml")).expect("a file"), "# mine");
    assert!(!folder.path().join("mine/council.toml").exists());
    run_in(folder.path(), &["new", "council", "other", "--quiet"]);
    let ran = run_in(&folder.path().join("other"), &["new", "council", "inner"]);
    assert!(ran.exit == Exit::Usage && ran.err.contains("inner lies in a council's folder"), "{}", ran.err);
    assert!(!folder.path().join("other/inner").exists());
}

#[test]
fn the_folder_that_one_is_in_can_be_made_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_in(folder.path(), &["new", "council", "."]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.err.starts_with("this is now a council's folder: type boardpack build"), "{}", ran.err);
    // What is named wrongly is known by its name alone, or as the nearest.
    for typed in ["first_report", "report/first_report", "reports/first_reprot", "first_report/"] {
        let ran = run_in(folder.path(), &["build", typed]);
        assert_eq!(ran.exit, Exit::Usage, "{typed}: {}", ran.err);
        assert!(ran.err.contains("hint: did you mean reports/first_report?"), "{typed}: {}", ran.err);
    }
    let ran = run_in(folder.path(), &["build", "zebra"]);
    assert!(ran.err.contains("hint: name papers of the council's folder"), "{}", ran.err);
}
