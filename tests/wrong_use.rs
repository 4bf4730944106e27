//! Command lines as clerks and authors type them wrongly: each ends with what to type instead, and changes
//! nothing.

use crate::support::{Council, everything, run_in};
use boardpack::cli::Exit;

/// The command lines, with the end of what is said.
const TYPED: [(&[&str], &str); 30] = [
    (
        &["check", "\u{2013}fix"],
        "begins with a dash as Word and Outlook make it of two strokes\nhint: type the strokes yourself: boardpack check --fix\n",
    ),
    (&["build", "--draft"], "stands in its file: write status = \"draft\" in report.toml\n"),
    (&["check", "--denny-warnings"], "hint: did you mean --deny-warnings?\n"),
    (&["check", "--xyzzy"], "hint: all that it can do is said by: boardpack check --help\n"),
    (
        &["reports/paper"],
        "hint: say what to do with it: boardpack build reports/paper, or boardpack check reports/paper\n",
    ),
    (
        &["build", "-open"],
        "error: `boardpack build` has no option -open\nhint: the names of options begin with two strokes: boardpack build --open\n",
    ),
    (&["build", "reports/paper", "-out", "x"], "begin with two strokes: boardpack build --out x\n"),
    (&["check", "--open"], "hint: --open goes with build, and not with check: boardpack build --open\n"),
    (
        &["check", "--out", "x"],
        "hint: --out goes with build, and not with check: boardpack build --out FOLDER\n",
    ),
    (
        &["new", "report", "q4"],
        "error: there is no command `boardpack new report`\nhint: it is a file that you write, reports/NAME/report.toml: copy the last one below reports/ under a new name, and change what it says; where there is none, begin with the smallest report of the README\n",
    ),
    (&["new", "pack"], "with the right day and time, and an [[item]] with title = \"…\"\n"),
    (
        &["new", "minutes", "packs/june"],
        "hint: write --from before it: boardpack new minutes --from packs/june\n",
    ),
    (&["new", "actions", "safer"], "hint: write --from before it: boardpack new actions --from safer\n"),
    (
        &["new", "minutes"],
        "hint: name the pack of the meeting, as in: boardpack new minutes --from packs/NAME\n",
    ),
    (&["new", "actions"], "hint: name the log or its board, as in: boardpack new actions --from BOARD\n"),
    (
        &["new", "council"],
        "hint: name the folder that is to be made, as in: boardpack new council my_council\n",
    ),
    (
        &["new", "house-style"],
        "hint: name the style that is to be made, as in: boardpack new house-style my_style\n",
    ),
    (
        &["list", "style"],
        "error: `boardpack list` does not list `style`\nhint: did you mean styles? it lists one of: indicators, boards, people, styles, reports, packs, minutes, actions\n",
    ),
    (
        &["explain", "not", "a", "rule"],
        "error: there is no rule `not-a-rule`\nhint: `boardpack explain` without a name lists every rule\n",
    ),
    (&["list"], "hint: name what is to be listed, as in: boardpack list reports\n"),
    (
        &["build", "--out", "paper.pdf"],
        "hint: name a folder, such as --out shared; each PDF has its own name in it, such as reports/NAME/report.pdf\n",
    ),
    (
        &["build", "--out", "reports"],
        "error: --out reports is in the council's folder reports, where what is built would lie among what it is built from\nhint: name another, such as --out out\n",
    ),
    (&["build", "--out", "packs/june/pdf"], "hint: name another, such as --out out\n"),
    (
        &["build", "--out", "."],
        "error: --out . is the council's own folder, where what is built would lie among what it is built from\nhint: name another, such as --out out\n",
    ),
    (
        &["check", "--project", "council.toml"],
        "error: council.toml is a file, and --project names a folder\nhint: name the folder that it is in: --project .\n",
    ),
    (&["check", "--project", "boards/safer.toml"], "hint: name the folder that it is in: --project boards\n"),
    (
        &["build", "--style", "County"],
        "hint: did you mean `county`? there are: civic, county, district, plain\n",
    ),
    (
        &["new", "house-style", "My Style"],
        "hint: it has small letters, digits and _, and begins with a letter: my_style\n",
    ),
    (
        &["new", "minutes", "--from", "Jane Smith"],
        "hint: there are none yet: a pack is a file packs/NAME/pack.toml, and minutes are made from its agenda\n",
    ),
    (&["biuld"], "error: there is no command `boardpack biuld`\nhint: did you mean build?\n"),
];

#[test]
fn each_wrong_command_ends_with_what_to_type() {
    let council = Council::new();
    let before = everything(council.path());
    for (words, said) in TYPED {
        let ran = council.run(words);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{words:?}: {}", ran.err);
        assert!(ran.err.ends_with(said), "{words:?}: {}", ran.err);
        assert!(everything(council.path()) == before, "{words:?}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said_without_the_system_s_numbers() {
    let council = Council::new().put("notes.txt", "mine");
    let ran = council.run(&["build", "--out", "notes.txt"]);
    let said = "notes.txt cannot be written: a file of that name is there, and a folder is needed\nhint: a file stands where a folder is needed: move it away, or name another folder with --out\n";
    assert_eq!(ran.exit, Exit::Io);
    assert!(ran.err.replace('\\', "/").ends_with(said), "{}", ran.err);
    let ran = council.run(&["check", "paper.pdf"]);
    let said = "error: paper.pdf cannot be read: it is not there\nhint: see whether its name is spelt right, and which folder you are in\nhint: to check a paper before it is built, name its folder, such as reports/NAME\n";
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Io, said));
    let outside = tempfile::tempdir().expect("a folder");
    let ran = run_in(outside.path(), &["build"]);
    assert!(ran.err.ends_with("`boardpack new council my_council` makes a new one\n"), "{}", ran.err);
}
