//! A council that is like no built-in style: what it takes to look like itself.

use std::fs;
use std::path::Path;

use boardpack::cli::Exit;
use boardpack::style::builtin::{BASE, STYLES};

use crate::styles::root;
use crate::support::{Council, Pdf, assert_accessible};

fn lines(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        count += if entry.is_dir() {
            lines(&entry)
        } else {
            let text = fs::read_to_string(&entry).expect("text");
            text.lines().filter(|line| !line.trim().is_empty()).count()
        };
    }
    count
}

/// The tokens of a table, by their paths.
fn tokens(table: &toml::Table, above: &str, out: &mut Vec<String>) {
    for (key, value) in table.iter().filter(|(key, _)| *key != "extends") {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value.as_table() {
            Some(inner) => tokens(inner, &path, out),
            None => out.push(path),
        }
    }
}

#[test]
fn a_council_looks_like_itself_in_under_sixty_lines() {
    let folder = root().join("tests/styles/wolds");
    let count = lines(&folder);
    assert!(count < 60, "{count} lines");
    let own = folder.join("templates/wolds");
    let table: toml::Table =
        fs::read_to_string(own.join("style.toml")).expect("tokens").parse().expect("TOML");
    let mut changed = Vec::new();
    tokens(&table, "", &mut changed);
    changed.retain(|path| !path.starts_with("closing."));
    assert_eq!(changed.len(), 12, "{changed:?}");
    let names: Vec<String> = fs::read_dir(&own)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "style.toml")
        .collect();
    assert_eq!(names, ["contact.typ"]);
    assert!(BASE.iter().any(|(name, _)| *name == "contact.typ"), "it overrides a component");
    assert!(STYLES.iter().all(|(name, _)| *name != "wolds"));
}

#[test]
fn each_of_its_changes_is_seen() {
    let council = Council::empty().lay_over(&root().join("tests/styles/wolds"));
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "built 1 paper, 2 pages\n"));
    assert_accessible(&ran.pdfs[0]);
    let reading = Pdf::open(&ran.pdfs[0]).reading();
    for words in ["Thursday 4th September 2025", "What we ask you to decide", "Ask", "1)"] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
    let plain = council.run(&["build", "--style", "plain", "--out", "plain"]);
    assert_eq!(plain.exit, Exit::Done, "{}", plain.err);
    let reading = Pdf::open(&plain.pdfs[0]).reading();
    for words in ["4 September 2025", "Recommendations", "Officer to contact", "(a)"] {
        assert!(reading.contains(words), "{words}: {reading}");
    }
}

#[test]
fn a_component_runs_no_program_and_fetches_nothing() {
    let refused = [
        (
            "#let p = plugin(\"evil.wasm\")",
            "it loads a plugin, which is a program, and boardpack runs no programs",
        ),
        ("#let p = std.plugin(\"evil.wasm\")", "does not contain `plugin`"),
        (
            "#import \"@preview/cetz:0.3.0\"",
            "it asks for the package @preview/cetz:0.3.0, and boardpack fetches",
        ),
    ];
    let contact = fs::read_to_string(root().join("tests/styles/wolds/templates/wolds/contact.typ"));
    let contact = contact.expect("a component");
    for (line, said) in refused {
        let council = Council::empty()
            .lay_over(&root().join("tests/styles/wolds"))
            .put("templates/wolds/contact.typ", format!("{line}\n{contact}"));
        let ran = council.run(&["build"]);
        assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
        let at =
            ran.err.contains("error[style-component]") && ran.err.contains("templates/wolds/contact.typ:1:");
        assert!(at && ran.err.contains(said), "{}", ran.err);
    }
}
