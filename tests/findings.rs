//! One folder a mistake: what `check` says of it, word by word. It never writes into the folders,
//! unless `UPDATE=1` asks for new `expected.txt` files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Council, Ran};

/// The cases, sorted by name; folders that begin with `_` are none.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let entries = fs::read_dir(folder).expect("the folder of cases").map(|e| e.expect("an entry").path());
    let mut cases: Vec<PathBuf> = entries.filter(|p| p.is_dir() && !name(p).starts_with('_')).collect();
    cases.sort();
    cases
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn shown(council: &Council, ran: &Ran) -> String {
    let here = council.path().display().to_string();
    format!("{}\nexit code {}\n", ran.err.replace(&here, "COUNCIL").trim_end(), ran.exit.code())
}

#[test]
fn every_mistake_is_found_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let council = Council::new().lay_over(&case);
        fs::remove_file(council.path().join("expected.txt")).ok();
        let ran = council.run(&["check", "--message-format", "human"]);
        let shown = shown(&council, &ran);
        let file = case.join("expected.txt");
        if update {
            fs::write(&file, &shown).expect("expected.txt is written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if shown != expected {
            wrong.push(format!("--- {}: expected\n{expected}--- found\n{shown}", name(&case)));
        }
        let built = council.run(&["build"]);
        if built.exit != ran.exit || built.out.is_empty() != (ran.exit.code() != 0) {
            wrong.push(format!(
                "--- {}: `build` ends otherwise than `check`: {:?}, {:?}",
                name(&case),
                built.exit,
                built.out
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases are not as expected; where the new text is right, run with UPDATE=1\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_project_beneath_the_cases_is_in_order() {
    let council = Council::new();
    let ran = council.run(&["check"]);
    assert_eq!((ran.exit.code(), ran.err.as_str()), (0, "1 paper is in order\n"));
    council.built();
}

#[test]
fn every_finding_says_what_to_do() {
    let without: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let text = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
            let findings = text.matches("error[").count() + text.matches("warning[").count();
            let blocks = text.split("\n\n").filter(|b| b.contains("error[") || b.contains("warning["));
            let silent = blocks.filter(|b| !b.contains("hint: ")).count();
            (silent > 0 || findings == 0 && !text.contains("exit code 0")).then(|| name(case))
        })
        .collect();
    assert!(without.is_empty(), "findings without a hint: {without:?}");
}
