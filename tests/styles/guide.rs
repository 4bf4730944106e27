//! `content/HOUSE-STYLE.md` as its reader takes it: each command is run and each file is written, in
//! order. And that the reference names every token.

use std::fs;

use boardpack::cli::Exit;
use boardpack::style::builtin::BASE;

use crate::styles::root;
use crate::support::{Council, Pdf, assert_accessible};

/// A step of the guide.
enum Step {
    Command(Vec<String>),
    File { path: String, text: String, added: bool },
}

fn steps() -> Vec<Step> {
    let guide = fs::read_to_string(root().join("content/HOUSE-STYLE.md")).expect("the guide");
    let mut steps = Vec::new();
    let mut before = String::new();
    let guide = guide.replace("\r\n", "\n");
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let mut block = || lines.by_ref().take_while(|l| *l != "```").collect::<Vec<_>>();
        match line {
            "```sh" => {
                for command in block() {
                    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
                    assert_eq!(words[0], "boardpack");
                    steps.push(Step::Command(words[1..].to_vec()));
                }
            }
            "```toml" => {
                let path = before.split('`').nth(1).expect("the name of a file").to_owned();
                let text = block().join("\n") + "\n";
                steps.push(Step::File { path, text, added: before.ends_with("added") });
            }
            line if !line.trim().is_empty() => before = line.to_owned(),
            _ => {}
        }
    }
    steps
}

#[test]
fn the_guide_can_be_followed_as_written() {
    let mut council = Council::new();
    let (mut commands, mut files) = (0, 0);
    let mut reading = String::new();
    for step in steps() {
        match step {
            Step::Command(words) => {
                commands += 1;
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let ran = council.run(&words);
                assert_eq!(ran.exit, Exit::Done, "{words:?}: {}", ran.err);
                assert!(!ran.err.contains("warning["), "{words:?}: {}", ran.err);
                ran.pdfs.iter().for_each(|pdf| assert_accessible(pdf));
                if words == ["build"] {
                    reading = Pdf::open(&ran.pdfs[0]).reading();
                }
            }
            Step::File { path, text, added } => {
                files += 1;
                let old = fs::read_to_string(council.path().join(&path)).unwrap_or_default();
                let text = match path.as_str() {
                    "council.toml" => old.replace("style  = \"county\"\n", &text),
                    _ if added => old + "\n" + &text,
                    _ => text,
                };
                council = council.put(&path, text);
            }
        }
    }
    assert!(commands >= 5 && files >= 4, "{commands} commands, {files} files");
    assert!(reading.contains("20th June 2025") && reading.contains("Ask"), "{reading}");
    // The last step names a component of a paper's folder.
    let part = council.path().join("parts/reports/paper/letterhead.typ");
    let own = fs::read_to_string(part).expect("a component");
    let council = council.put("templates/wolds/letterhead.typ", own);
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.err.contains("warning")), (Exit::Done, false), "{}", ran.err);
    // In Welsh, the words of its welsh.toml stand there.
    let text = fs::read_to_string(council.path().join("council.toml")).expect("council.toml");
    let council = council.put("council.toml", format!("language = \"cy\"\n{text}"));
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.err.contains("warning")), (Exit::Done, false), "{}", ran.err);
    let reading = Pdf::open(&ran.pdfs[0]).reading();
    assert!(reading.contains("Gofynnwch i") && reading.contains("20fed Mehefin 2025"), "{reading}");
}

fn paths(table: &toml::Table, above: &str, out: &mut Vec<String>) {
    for (key, value) in table {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value.as_table() {
            Some(inner) if !inner.is_empty() => paths(inner, &path, out),
            _ => out.push(path),
        }
    }
}

#[test]
fn the_reference_has_every_token_with_its_default() {
    let base = BASE.iter().find(|(name, _)| *name == "style.toml").expect("the base style").1;
    let table: toml::Table = std::str::from_utf8(base).expect("UTF-8").parse().expect("TOML");
    let mut all = Vec::new();
    paths(&table, "", &mut all);
    assert!(all.len() > 250, "{}", all.len());
    let reference = fs::read_to_string(root().join("content/REFERENCE.md")).expect("the reference");
    let reference = reference.replace("\r\n", "\n");
    let tokens = reference.split("## Tokens\n").nth(1).expect("a heading Tokens");
    let block = tokens.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block");
    let shown: toml::Table = block.parse().expect("TOML");
    let mut known = Vec::new();
    paths(&shown, "", &mut known);
    assert_eq!(known, all, "REFERENCE.md lists other tokens than templates/base/style.toml");
    assert_eq!(shown, table, "REFERENCE.md has other defaults than templates/base/style.toml");
}
