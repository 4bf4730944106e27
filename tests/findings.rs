//! One folder a mistake: what `check` says of it, word by word. It never writes into the folders,
//! unless `UPDATE=1` asks for new `expected.txt` files.

mod cases;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Council, Ran};

/// The folder of the cases.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")
}

/// Whether what is found is to be what is expected from now on.
fn updates() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The cases, sorted by name; folders that begin with `_` are none.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of cases").map(|e| e.expect("an entry").path());
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

/// What is said of one case, against its `expected.txt`; and `build` must end as `check` does.
fn assert_expected(case: &str) {
    let case = folder().join(case);
    let council = Council::new().lay_over(&case);
    fs::remove_file(council.path().join("expected.txt")).ok();
    let ran = council.run(&["check", "--message-format", "human"]);
    let shown = shown(&council, &ran);
    let file = case.join("expected.txt");
    if updates() {
        fs::write(&file, &shown).expect("expected.txt is written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        shown == expected,
        "where the new text is right, run with UPDATE=1\n--- expected\n{expected}--- found\n{shown}"
    );
    let built = council.run(&["build"]);
    assert_eq!(built.exit, ran.exit, "`build` ends otherwise than `check`: {}", built.err);
    assert_eq!(built.out.is_empty(), ran.exit.code() != 0, "{}", built.out);
}

/// Makes a test of each case, of the same name.
macro_rules! tests_of {
    ($($case:ident)*) => { $( #[test] fn $case() { super::assert_expected(stringify!($case)); } )* };
}
use tests_of;

#[test]
fn every_case_is_a_test() {
    let file = folder().join("cases.rs");
    let head = "//! Every folder of this one as a test. `UPDATE=1` writes the list anew. It tests nothing itself.\n\n";
    let names: String = cases().iter().map(|case| format!("    {}\n", name(case))).collect();
    let list = format!("{head}super::tests_of! {{\n{names}}}\n");
    if updates() {
        fs::write(&file, &list).expect("the list is written");
    }
    assert_eq!(fs::read_to_string(file).expect("the list"), list, "run with UPDATE=1, twice");
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
