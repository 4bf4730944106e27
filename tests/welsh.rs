//! `content/WELSH.md`: the Welsh words that come with the program and that no reader of Welsh has confirmed,
//! beside the English ones. It translates nothing, and says nothing of a council's own words.

use std::fs;
use std::path::{Path, PathBuf};

/// The tokens whose Welsh a reader of Welsh has confirmed, each with its style: `"base words.rose"`. Whoever
/// changes one of them takes it out.
const CONFIRMED: [&str; 0] = [];

/// The styles that have Welsh words of their own.
const STYLES: [&str; 5] = ["base", "civic", "county", "district", "plain"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn table(path: &Path) -> toml::Table {
    fs::read_to_string(path).map(|text| text.parse().expect("TOML")).unwrap_or_default()
}

/// The texts of a table with their paths; a list is one text.
fn texts(table: &toml::Table, above: &str, found: &mut Vec<(String, String)>) {
    for (key, value) in table {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            toml::Value::Table(inner) => texts(inner, &path, found),
            toml::Value::String(text) => found.push((path, text.clone())),
            toml::Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(toml::Value::as_str).collect();
                found.push((path, items.join("; ")));
            }
            _ => {}
        }
    }
}

fn document() -> String {
    let mut out = String::from(
        "# Words in Welsh that no reader of Welsh has confirmed\n\nPapers in Welsh (`language = \"cy\"`) are set with these words. No reader of Welsh has looked through those that stand here: have one read a paper before it is published. A council says otherwise in its own `welsh.toml`, as [HOUSE-STYLE.md](HOUSE-STYLE.md) shows. Corrections are welcome; a word that is confirmed is taken off this list.\n",
    );
    let mut english = Vec::new();
    for style in STYLES {
        let folder = root().join("templates").join(style);
        texts(&table(&folder.join("style.toml")), "", &mut english);
        let mut welsh = Vec::new();
        texts(&table(&folder.join("welsh.toml")), "", &mut welsh);
        welsh.retain(|(path, _)| !CONFIRMED.contains(&format!("{style} {path}").as_str()));
        if welsh.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "\n## The style `{style}`\n\n| token | English | Welsh |\n| --- | --- | --- |\n"
        ));
        for (path, words) in welsh {
            // Of a token that several styles say, the words of the last one are meant.
            let own = english.iter().rev().find(|(own, _)| *own == path).map_or("", |(_, text)| text);
            let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
            out.push_str(&format!("| `{path}` | {} | {} |\n", cell(own), cell(&words)));
        }
    }
    out
}

/// Run with UPDATE=1 after a change of Welsh words.
#[test]
fn words_that_nobody_has_confirmed_are_listed() {
    let file = root().join("content/WELSH.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, document()).expect("WELSH.md is written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(there == document(), "content/WELSH.md is not what the styles say: run with UPDATE=1");
    assert!(there.matches("\n| `").count() > 200, "this test has lost sight of the Welsh words");
}

#[test]
fn what_is_confirmed_is_there() {
    for entry in CONFIRMED {
        let (style, path) = entry.split_once(' ').expect("a style and a token");
        let mut welsh = Vec::new();
        texts(&table(&root().join("templates").join(style).join("welsh.toml")), "", &mut welsh);
        assert!(welsh.iter().any(|(own, _)| own == path), "{entry} is no Welsh token");
    }
}

/// A style with Welsh words is among those that are listed.
#[test]
fn every_style_with_welsh_words_is_looked_through() {
    for entry in fs::read_dir(root().join("templates")).expect("styles") {
        let folder = entry.expect("a folder").path();
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(
            !folder.join("welsh.toml").is_file() || STYLES.contains(&name.as_str()),
            "{name} is left out"
        );
    }
}
