//! House rules that the compiler does not keep: one-way modules, file docs, sizes, who reads
//! files. It never changes a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of `src/` may use; only modules further up are ever named.
const MAY_USE: [(&str, &[&str]); 24] = [
    ("failure", &[]),
    ("watch", &["failure"]),
    ("finding", &["failure"]),
    ("workers", &["finding"]),
    ("value", &[]),
    ("pdf", &[]),
    ("load", &["finding", "value", "pdf"]),
    ("style", &["finding", "load"]),
    ("check", &["finding", "value", "pdf", "load", "style"]),
    ("figure", &["finding", "value", "check", "style"]),
    ("model", &["finding", "value", "pdf", "style"]),
    ("query", &["finding", "value", "check", "figure", "model", "style"]),
    ("chart", &["finding", "value", "check", "figure", "model", "style", "query"]),
    ("merge", &["finding", "workers", "value", "pdf", "check", "figure", "model", "style", "query", "chart"]),
    ("number", &["model", "style"]),
    ("typeset", &["failure", "watch", "finding", "workers", "value", "merge", "model", "style", "chart"]),
    ("assemble", &["failure", "finding", "pdf", "model", "typeset"]),
    ("conformance", &["finding", "workers", "pdf", "style"]),
    ("write", &["failure"]),
    ("skeleton", &["finding", "load", "check"]),
    (
        "build",
        &[
            "failure",
            "watch",
            "finding",
            "workers",
            "value",
            "pdf",
            "load",
            "check",
            "model",
            "style",
            "merge",
            "number",
            "typeset",
            "assemble",
            "conformance",
            "write",
        ],
    ),
    (
        "cli",
        &[
            "failure",
            "watch",
            "finding",
            "value",
            "pdf",
            "load",
            "check",
            "figure",
            "model",
            "style",
            "merge",
            "conformance",
            "write",
            "skeleton",
            "build",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

/// The longest a file may be, its tests included.
const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with one of the endings below a folder, as paths from the root with `/`.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|e| path.to_string_lossy().ends_with(e)) {
                let bytes = fs::read(&path).expect("a file");
                found.push((shown(&path), String::from_utf8_lossy(&bytes).replace("\r\n", "\n")));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn shown(path: &Path) -> String {
    let inner = path.strip_prefix(root()).expect("inside");
    inner.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// The code of a file: no comments, and no tests at its end.
pub(crate) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect()
}

/// The top-level module that a file is of.
fn module(path: &str) -> String {
    let inner = path.trim_start_matches("src/");
    inner.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned()
}

/// The words after each `crate::`; a list in braces gives each of its own.
fn uses(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, word) in code.match_indices("crate::") {
        let rest = &code[at + word.len()..];
        let name =
            |s: &str| s.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split('}').next().unwrap_or("").split(',').map(name)),
            None => drop(found.insert(name(rest))),
        }
    }
    found
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn modules_depend_one_way() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut faults = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, text) in files("src", &[".rs"]) {
        let from = module(&path);
        let Some(allowed) = table.get(from.as_str()) else {
            faults.push(format!("{path}: the module `{from}` is not in the table of tests/tidy.rs"));
            continue;
        };
        for to in uses(&code(&text)).into_iter().filter(|to| *to != from && table.contains_key(to.as_str())) {
            if !allowed.contains(&to.as_str()) {
                faults.push(format!("{path}: `{from}` must not use `{to}`"));
            }
            used.insert((from.clone(), to));
        }
    }
    for (from, all) in MAY_USE {
        let unused = all.iter().filter(|to| !used.contains(&(from.to_owned(), (**to).to_owned())));
        faults.extend(
            unused
                .map(|to| format!("tests/tidy.rs lets `{from}` use `{to}`, which it does not: take it out")),
        );
    }
    report(&faults);
}

#[test]
fn the_table_of_modules_has_no_circle() {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<(&str, &[&str])> = MAY_USE.to_vec();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(from, all)| {
            let ready = all.iter().all(|to| done.contains(to));
            if ready {
                done.insert(from);
            }
            !ready
        });
        assert!(
            left.len() < before,
            "a circle among {:?}",
            left.iter().map(|(from, _)| from).collect::<Vec<_>>()
        );
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut faults = Vec::new();
    let all = ["src", "tests", "benches"].into_iter().filter(|folder| root().join(folder).is_dir());
    for (path, text) in all.flat_map(|folder| files(folder, &[".rs"])) {
        if !text.starts_with("//!") {
            faults.push(format!("{path}: does not begin with `//!`"));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{path}: {lines} lines, and {LONGEST} are the most"));
        }
    }
    report(&faults);
}

#[test]
fn only_the_edges_touch_files_shell_and_clock() {
    let edges = |path: &str| {
        // `main` reads what the system says of the program itself.
        path.starts_with("src/load/")
            || path.starts_with("src/write/")
            || ["src/cli/settings.rs", "src/cli/typed_path.rs", "src/main.rs"].contains(&path)
    };
    let mut faults = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        let code = code(&text);
        let mut refuse = |words: &[&str], allowed: bool| {
            let found = words.iter().filter(|w| !allowed && code.contains(**w));
            faults.extend(found.map(|w| format!("{path}: `{w}` has no place here")));
        };
        refuse(
            &["std::fs", "fs::read", "File::open", "File::create", ".canonicalize()", ".is_file()"],
            edges(&path),
        );
        refuse(&["std::env", "env::var", "current_dir"], path == "src/main.rs");
        refuse(&["SystemTime", "Utc::now", "Local::now"], false);
        // Only who asks how long things take has a clock handed in; nothing that is built knows the time.
        refuse(&["Instant::now"], path == "src/main.rs");
        // Only who asks to see what was built has a program handed in that shows it.
        refuse(&["std::process::Command", "process::Command", "Command::new"], path == "src/main.rs");
        refuse(&["println!", "print!", "eprintln!", "eprint!", "std::net", "static mut"], false);
    }
    report(&faults);
}

#[test]
fn templates_cannot_switch_quoting_off() {
    let mut faults = Vec::new();
    for (path, text) in files("templates", &[".j2", ".typ", ".toml"]) {
        for word in ["|safe", "| safe", "autoescape", "eval("] {
            if text.contains(word) {
                faults.push(format!("{path}: `{word}`"));
            }
        }
        if path.ends_with(".typ") && (text.contains("{{") || text.contains("{%")) {
            faults.push(format!("{path}: a component holds template code"));
        }
    }
    report(&faults);
}

/// A pattern that is filled name by name fills what stands in a value too.
#[test]
fn patterns_are_filled_in_one_place() {
    let mut faults = Vec::new();
    for (path, text) in files("src", &[".rs"]) {
        // The names in a new style's file are of the program's own, and come before the council's.
        if path == "src/style/pattern.rs" || path == "src/skeleton/house_style.rs" {
            continue;
        }
        let code = code(&text).replace(char::is_whitespace, "");
        for word in [".replace(\"{", ".replace(&format!(\"{{", ".split(\"{", ".replacen(\"{"] {
            if code.contains(word) {
                faults.push(format!("{path}: `{word}` fills a pattern: use `style::fill`"));
            }
        }
    }
    report(&faults);
}

#[test]
fn nothing_is_left_to_do() {
    let word = ["TO", "DO"].concat();
    let all = ["src", "tests", "templates", "content"]
        .into_iter()
        .flat_map(|folder| files(folder, &[".rs", ".typ", ".j2", ".toml", ".md"]));
    report(&all.filter(|(_, text)| text.contains(&word)).map(|(path, _)| path).collect::<Vec<_>>());
}

/// Every token that the code asks for by name is in the base style, where it cannot be missing.
#[test]
fn every_token_that_is_asked_for_is_there() {
    let base = fs::read_to_string(root().join("templates/base/style.toml")).expect("the base style");
    let base: toml::Table = base.parse().expect("TOML");
    let mut asked = BTreeSet::new();
    for (path, text) in files("src", &[".rs"]) {
        if path.starts_with("src/style/") || path.starts_with("src/load/") {
            continue;
        }
        let code = code(&text);
        for call in ["tokens.text(\"", "tokens.switch(\"", "tokens.list(\"", "tokens.group(\"", "length(\""] {
            for (at, _) in code.match_indices(call) {
                let name = code[at + call.len()..].split('"').next().unwrap_or("");
                asked.insert((path.clone(), name.to_owned()));
            }
        }
    }
    assert!(asked.len() > 20, "this test has lost sight of the tokens: {asked:?}");
    let mut faults = Vec::new();
    for (path, name) in asked {
        let mut keys = name.split('.');
        let first = keys.next().and_then(|key| base.get(key));
        if keys.try_fold(first, |value, key| Some(value?.get(key))).flatten().is_none() {
            faults.push(format!("{path}: the base style has no token `{name}`"));
        }
    }
    report(&faults);
}

#[test]
fn every_file_is_the_same_on_every_system() {
    let attributes = fs::read_to_string(root().join(".gitattributes")).expect("its attributes");
    assert!(
        attributes.lines().any(|line| line == "* text=auto eol=lf"),
        "text files have one kind of line end"
    );
    let binary: Vec<&str> = attributes
        .lines()
        .filter_map(|line| line.strip_suffix("binary")?.trim().strip_prefix("*."))
        .collect();
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "templates", "content", "fonts", "benches", ".ci"] {
        for path in every_file(&root().join(folder)) {
            let kind = path.extension().map_or_else(String::new, |kind| kind.to_string_lossy().into_owned());
            // What a build of the sample leaves is in no repository.
            if binary.contains(&kind.as_str()) || path.starts_with(root().join("content/out")) {
                continue;
            }
            let bytes = fs::read(&path).expect("a file");
            if bytes.contains(&b'\r') {
                wrong.push(format!(
                    "{}: neither text with Unix line ends nor named in .gitattributes",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { every_file(&path) } else { vec![path] }).collect()
}
