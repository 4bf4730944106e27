//! Every sample paper in every built-in style: it builds, can be read aloud, and says the same in the same
//! order. A style decides how a paper looks and what its own labels say, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use boardpack::cli::Exit;

use crate::styles::{built_in, folded, root};
use crate::support::{Pdf, assert_accessible, run_in};

/// What was built of the sample council in each style, once for all tests of this program.
pub(crate) fn built() -> &'static BTreeMap<&'static str, tempfile::TempDir> {
    static BUILT: OnceLock<BTreeMap<&'static str, tempfile::TempDir>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let one = |style: &'static str| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let out = folder.path().to_str().expect("a path in UTF-8");
            let words = ["build", "--project", "content", "--style", style, "--out", out];
            let ran = run_in(&root(), &words);
            assert_eq!(ran.exit, Exit::Done, "{style}: {}", ran.err);
            assert!(!ran.err.contains("error["), "{style}: {}", ran.err);
            (style, folder)
        };
        built_in().into_iter().map(one).collect()
    })
}

fn pdfs(folder: &Path, out: &mut Vec<String>, base: &Path) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            pdfs(&path, out, base);
        } else if path.extension().is_some_and(|e| e == "pdf") {
            let inner = path.strip_prefix(base).expect("inside");
            out.push(
                inner.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"),
            );
        }
    }
}

pub(crate) fn files(style: &str) -> Vec<String> {
    let folder = built()[style].path();
    let mut out = Vec::new();
    pdfs(folder, &mut out, folder);
    out
}

/// What an author typed as text of sections, between expressions and marks, in order: at least four words each.
fn typed(report: &toml::Table) -> Vec<String> {
    let mut out = Vec::new();
    for section in report["section"].as_array().expect("sections") {
        for key in ["heading", "text"] {
            let Some(text) = section.get(key).and_then(toml::Value::as_str) else { continue };
            let mut rest = text;
            let mut clear = String::new();
            while let Some((before, after)) = rest.split_once("{{") {
                clear.push_str(before);
                clear.push('\n');
                rest = after.split_once("}}").map_or("", |(_, after)| after);
            }
            clear.push_str(rest);
            let breaks = |c: char| matches!(c, '\n' | '*' | '[' | ']' | '(' | ')' | '<' | '>' | '\\');
            // The marks of lists are the style's.
            let mark = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
            let pieces = clear.split(breaks).map(|piece| piece.trim_start_matches(mark));
            out.extend(pieces.filter(|piece| piece.split_whitespace().count() > 3).map(folded));
        }
    }
    out
}

#[test]
fn every_sample_builds_in_every_style_and_can_be_read_aloud() {
    let mut names: Vec<Vec<String>> = Vec::new();
    for style in built_in() {
        let files = files(style);
        assert!(files.len() > 18, "{style}: {files:?}");
        files.iter().for_each(|file| assert_accessible(&built()[style].path().join(file)));
        names.push(files);
    }
    assert!(names.windows(2).all(|two| two[0] == two[1]), "{names:?}");
}

#[test]
fn what_authors_typed_stands_in_every_style_in_the_same_order() {
    let mut pieces = 0;
    for entry in fs::read_dir(root().join("content/reports")).expect("reports") {
        let path = entry.expect("an entry").path();
        let id = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(path.join("report.toml")).expect("a report");
        let typed = typed(&text.parse().expect("TOML"));
        for style in built_in() {
            let pdf = Pdf::open(&built()[style].path().join(format!("reports/{id}/report.pdf")));
            let reading = folded(&pdf.reading());
            let mut at = 0;
            for piece in &typed {
                let found = reading[at..].find(piece.as_str());
                assert!(found.is_some(), "{style}, {id}: not there, or out of order: {piece}");
                at += found.expect("it is there") + piece.len();
                pieces += 1;
            }
        }
    }
    assert!(pieces > 300, "{pieces}");
}

/// The cells of tables that hold a number and nothing else, in order.
fn numbers(pdf: &Pdf) -> Vec<String> {
    let cells = pdf.tags.of("TD");
    let texts = cells.iter().map(|cell| cell.text().trim().to_owned());
    let number = |text: &String| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '£'))
            && text.matches('.').count() < 2
    };
    texts.filter(number).collect()
}

#[test]
fn tables_have_the_same_numbers_in_every_style() {
    let mut count = 0;
    for file in files(built_in()[0]) {
        // A style may put the tables of charts at the back: their order is its own.
        let sorted = |style: &str| {
            let mut all = numbers(&Pdf::open(&built()[style].path().join(&file)));
            all.sort();
            all
        };
        let first = sorted(built_in()[0]);
        for style in built_in() {
            let numbers = sorted(style);
            assert_eq!(numbers, first, "{style}: {file}");
            count += numbers.len();
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn alternative_texts_are_the_same_in_every_style() {
    let mut count = 0;
    for file in files(built_in()[0]).iter().filter(|file| file.starts_with("reports/")) {
        let alts = |style: &str| {
            let pdf = Pdf::open(&built()[style].path().join(file));
            let alts: Vec<String> = pdf.tags.all().into_iter().filter_map(|e| e.alt.clone()).collect();
            alts
        };
        let first = alts(built_in()[0]);
        count += first.len();
        for style in built_in() {
            assert_eq!(alts(style), first, "{style}: {file}");
        }
    }
    assert!(count > 5, "{count}");
}
