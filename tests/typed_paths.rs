//! Papers as they are named on the command line, rightly and wrongly: each answer in full, as a clerk reads it.
//! Nothing is built.

use crate::support::{Council, run_in};
use boardpack::cli::Exit;

const PACK: &str = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Update\"\nstate = \"oral\"\n";
const NAMED: &str = "hint: name papers of the council's folder, such as reports/NAME or packs/NAME\n";

/// The small council with packs, a board without papers, and a folder that is no pack.
fn council() -> Council {
    Council::new()
        .put("packs/june/pack.toml", PACK)
        .put("packs/march_2025/pack.toml", PACK)
        .put("packs/notes/agenda.docx", "words")
        .put("boards/planning.toml", "name = \"Planning\"\nbody = \"committee\"\n")
}

/// What a command says, without the folder's path; it must be wrong use, and say what to do.
fn said(council: &Council, words: &[&str]) -> String {
    let ran = council.run(words);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{words:?}: {}", ran.err);
    assert!(ran.err.contains("hint: "), "{words:?}: {}", ran.err);
    let real = council.path().canonicalize().expect("a folder").display().to_string();
    ran.err.replace('\\', "/").replace(real.replace('\\', "/").trim_start_matches("//?/"), "COUNCIL")
}

#[test]
fn a_paper_that_is_not_there_is_answered_with_those_that_are() {
    let council = council();
    let none = |typed: &str, hints: &str| {
        let expected = format!("error: there is no {typed} in the council's folder COUNCIL\n{hints}");
        assert_eq!(said(&council, &["check", typed]), expected, "{typed}");
        assert_eq!(said(&council, &["build", typed]), expected, "{typed}");
    };
    none("packs/july", &format!("{NAMED}hint: there are packs/june and packs/march_2025\n"));
    none(
        "packs/march",
        "hint: did you mean packs/march_2025?\nhint: there are packs/june and packs/march_2025\n",
    );
    none("minutes/june", "hint: did you mean packs/june?\n");
    none("minutes/planning", &format!("{NAMED}hint: there are none in minutes/ yet\n"));
    none("reports/*", "hint: for all of them, name their folder: reports\n");
    none("../packs/july", &format!("{NAMED}hint: there are packs/june and packs/march_2025\n"));
    none("zebra", &format!("{NAMED}hint: there are reports/paper, packs/june and packs/march_2025\n"));
    none("reports/papier", "hint: did you mean reports/paper?\n");
    // However its name is written, it is found by it.
    for typed in ["PAPER", "Reports/Paper", "report/paper/", "reports/paper/report", "paper.toml"] {
        none(typed, "hint: did you mean reports/paper?\n");
    }
    for typed in ["March 2025", "march_2025", "packs/March 2025", "march_2025/pack.toml"] {
        none(typed, "hint: did you mean packs/march_2025?\n");
    }
    assert!(said(&council, &["build", "paper.pdf"]).ends_with("hint: did you mean reports/paper?\n"));
    let typed = said(&council, &["check", "report\\paper"]);
    assert!(
        typed.contains("there is no report/paper") && typed.contains("did you mean reports/paper?"),
        "{typed}"
    );
}

#[test]
fn a_board_is_answered_with_what_it_has() {
    let council = council();
    for typed in ["planning", "boards/planning.toml", "boards/planning"] {
        let expected = "error: planning is a board (boards/planning.toml), and no paper\nhint: it has no papers yet: a report of it is a file reports/NAME/report.toml with board = \"planning\"\n";
        assert_eq!(said(&council, &["check", typed]), expected);
    }
    let council = council
        .put("minutes/planning/2025-03-20.toml", "")
        .put("minutes/planning/2025-06-20.toml", "")
        .put("actions/planning/2025-06-20.toml", "")
        .put("packs/plans/pack.toml", PACK.replace("safer", "planning"));
    let expected = "error: planning is a board (boards/planning.toml), and no paper\nhint: name what it has: packs/plans, minutes/planning and actions/planning\n";
    assert_eq!(said(&council, &["check", "planning"]), expected);
    let expected = "error: safer is a board (boards/safer.toml), and no paper\nhint: name what it has: reports/paper, packs/june and packs/march_2025\n";
    assert_eq!(said(&council, &["build", "boards/safer.toml"]), expected);
}

#[test]
fn a_file_that_is_no_paper_leads_to_one() {
    let council = council().put("reports/paper/wards.csv", "a,b\n").put("out/packs/june/item-01.pdf", "%PDF");
    let all = "hint: without a name, all papers of the council's folder are meant\n";
    for (typed, said_of_it) in [
        (
            "reports/paper/wards.csv",
            "is a file of reports/paper\nhint: name the paper itself: reports/paper\n",
        ),
        (
            "out/packs/june/item-01.pdf",
            "was built from packs/june\nhint: name the paper itself: packs/june\n",
        ),
        ("council.toml", &format!("is no paper\n{NAMED}")),
        ("indicators", &format!("is no paper\n{NAMED}")),
    ] {
        assert_eq!(said(&council, &["build", typed]), format!("error: {typed} {said_of_it}{all}"));
    }
}

#[test]
fn a_report_one_folder_too_deep_is_said_to_move_up() {
    let council = council().put("reports/2025/update/report.toml", "title = \"Update\"\n");
    for typed in ["reports/2025/update", "reports/2025/update/report.toml"] {
        let expected = "error: reports/2025/update is a report one folder too deep, and is not built\nhint: move its folder to reports/update, and name that: reports/update\n";
        assert!(said(&council, &["build", typed]).starts_with(expected), "{typed}");
    }
}

#[test]
fn a_folder_that_is_no_pack_is_said_once() {
    let council = council();
    let hint = "\n = hint: if it is to be one, write the file packs/notes/pack.toml; if not, move it out of packs/, such as to the council's folder itself\n\n1 warning\n";
    for command in ["check", "build"] {
        let ran = council.run(&[command, "packs/notes"]);
        let expected = format!(
            "warning[no-pack]: `packs/notes` is not a pack: it holds no `pack.toml`\n--> packs/notes{hint}"
        );
        assert_eq!((ran.exit, ran.err), (Exit::Usage, expected));
    }
    // A folder of papers that is empty has no such finding.
    std::fs::create_dir_all(council.path().join("minutes")).expect("a folder");
    let ran = council.run(&["check", "minutes"]);
    assert!(ran.exit == Exit::Usage && ran.err.starts_with("no paper lies there: "), "{}", ran.err);
}

#[test]
fn a_new_council_where_one_is_names_the_folder() {
    let council = council();
    let name = council.path().file_name().expect("a name").to_string_lossy().into_owned();
    let again = "is a council's folder already: its council.toml is left as it is\nhint: go on in that folder, or name a new one: boardpack new council my_council\n";
    let ran = council.run(&["new", "council", "."]);
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.ends_with(&format!("{name} {again}")), "{}", ran.err);
    let ran = run_in(council.path().parent().expect("a folder"), &["new", "council", &name]);
    assert_eq!((ran.exit, ran.err), (Exit::Usage, format!("error: {name} {again}")));
}
