//! The catalogue of rules: each is explained, in words of one form, in `explain` and in
//! `content/RULES.md`, and has a case that an author can bring about. It never checks what a case says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::run_in;
use boardpack::cli::Exit;
use boardpack::finding::{Rule, RuleTopic, Severity, read_catalogue};

/// Rules that no author can bring about, each with its reason.
const WITHOUT_CASE: [(&str, &str); 4] = [
    ("internal", "nothing that is typed may cause it; whatever does is a fault to be corrected"),
    ("pack-export", "a pack of more than 4 GB, which no test can make"),
    (
        "typeset",
        "a paper that Typst refuses for a reason nobody has foreseen: the known ones have rules of their own",
    ),
    ("pack-pages", "an agenda whose length and page numbers never agree, of which none is known"),
];

/// Words of programmers, which no officer need know.
const JARGON: [&str; 14] = [
    "parse", "string", "boolean", "array", "schema", "syntax", "null", "byte", "panic", "invalid",
    "variable", "regex", "enum", "struct",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue() -> Vec<RuleTopic> {
    read_catalogue().expect("a catalogue")
}

/// Every file below a folder whose name ends so, with its text.
fn texts(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("a text");
                found.push((path, text));
            }
        }
    }
    found
}

#[test]
fn each_entry_is_whole_and_of_one_form() {
    let mut faults = Vec::new();
    for entry in catalogue().iter().flat_map(|topic| &topic.entries) {
        let (name, words) = (entry.rule, &entry.words);
        let mut fault = |found: bool, what: &str| {
            if found {
                faults.push(format!("{name}: {what}"));
            }
        };
        let one_phrase = !words.line.contains('\n') && !words.line.ends_with('.');
        fault(!one_phrase, "`line` is one phrase without a full stop");
        fault(words.line.chars().count() >= 100, "`line` is too long for a line");
        fault(words.line.starts_with(char::is_uppercase), "`line` begins with a small letter");
        for (key, text) in [("why", &words.why), ("remedy", &words.remedy)] {
            fault(!text.ends_with(['.', '?']), &format!("`{key}` is sentences"));
            fault(!text.starts_with(|c: char| !c.is_lowercase()), &format!("`{key}` begins with a capital"));
            fault(text.contains('\n') || text.contains("  "), &format!("`{key}` is running text"));
        }
        for text in [Some(&words.example), words.corrected.as_ref()].into_iter().flatten() {
            let lines = text.trim_end().lines().count();
            fault(!(1..=9).contains(&lines), "an example has a few lines");
            fault(text.starts_with(char::is_whitespace) || !text.ends_with('\n'), "an example is lines");
        }
        let prose = format!("{} {} {}", words.line, words.why, words.remedy).to_lowercase();
        for word in JARGON {
            fault(prose.contains(word), &format!("`{word}` is a word of programmers"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// `content/RULES.md`, from the catalogue.
fn document() -> String {
    let mut out = String::from(
        "# Every rule\n\nWhat boardpack finds in papers, by topic. The name of a rule stands in brackets \
         before each finding, as in `error[list-mark]`; `boardpack explain list-mark` prints the same words. \
         An **error** stops the build. A **warning** lets it go on, unless `--deny-warnings` is given. A \
         **hint** is shown as a note, and never stops anything.\n",
    );
    for topic in catalogue() {
        out += &format!("\n## {}\n", topic.title);
        for entry in topic.entries {
            let words = entry.words;
            let severity = match words.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "hint",
            };
            out += &format!("\n### {}\n\n**{severity}**: {}\n", entry.rule, words.line);
            out += &format!("\n{}\n\n**What to do**: {}\n", words.why, words.remedy);
            out += &format!("\n```text\n{}```\n", words.example);
            if let Some(corrected) = words.corrected {
                out += &format!("\nPut right:\n\n```text\n{corrected}```\n");
            }
        }
    }
    out
}

#[test]
fn the_document_holds_the_catalogue() {
    let file = root().join("content/RULES.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, document()).expect("RULES.md is written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(there == document(), "content/RULES.md is not what the catalogue says: run with UPDATE=1");
}

/// The code of a file of `src`, and its tests.
fn code_and_tests(text: &str) -> (&str, &str) {
    text.split_once("#[cfg(test)]").unwrap_or((text, ""))
}

#[test]
fn each_rule_is_found_by_the_program_and_with_its_severity() {
    let mut made: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (path, text) in texts(&root().join("src"), ".rs") {
        if path.ends_with("finding/rule.rs") {
            continue;
        }
        let (code, _) = code_and_tests(&text);
        for (at, _) in code.match_indices("Rule::") {
            let name: String = code[at + 6..].chars().take_while(char::is_ascii_alphanumeric).collect();
            let before = code[..at].trim_end();
            let how =
                ["error(", "nowhere(", "warning(", "note("].into_iter().find(|how| before.ends_with(how));
            made.entry(name).or_default().insert(how.unwrap_or("otherwise"));
        }
    }
    let mut faults = Vec::new();
    for entry in catalogue().iter().flat_map(|topic| &topic.entries) {
        let Some(ways) = made.get(&format!("{:?}", entry.rule)) else {
            faults.push(format!("{}: nothing finds it", entry.rule));
            continue;
        };
        let worst = match () {
            () if ways.contains("error(") || ways.contains("nowhere(") => Severity::Error,
            () if ways.contains("otherwise") => entry.words.severity,
            () if ways.contains("warning(") => Severity::Warning,
            () => Severity::Hint,
        };
        if worst != entry.words.severity {
            faults.push(format!("{}: the catalogue says {:?}", entry.rule, entry.words.severity));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// All that the cases say and all that tests ask for.
fn cases() -> String {
    let mut all = String::new();
    for (_, text) in texts(&root().join("tests/findings"), "expected.txt") {
        all += &text;
    }
    for (path, text) in texts(&root().join("tests"), ".rs") {
        if !path.ends_with("tests/rules.rs") {
            all += &text;
        }
    }
    for (path, text) in texts(&root().join("src"), ".rs") {
        // Findings of no meaning are made where only their rendering is tested.
        if !path.parent().is_some_and(|folder| folder.ends_with("src/finding")) {
            all += code_and_tests(&text).1;
        }
    }
    all
}

#[test]
fn each_rule_has_a_case() {
    let all = cases();
    let without: BTreeSet<&str> = WITHOUT_CASE.iter().map(|(name, _)| *name).collect();
    let mut faults = Vec::new();
    for rule in Rule::ALL {
        let name = rule.name();
        // A name of one word is a word of other things too.
        let quoted = name.contains('-') && all.contains(&format!("\"{name}\""));
        let has_case = quoted || all.contains(&format!("[{name}]"));
        match (has_case, without.contains(name)) {
            (false, false) => faults.push(format!("{name}: no test brings it about")),
            (true, true) => faults.push(format!("{name}: has a case, and is said to have none")),
            _ => {}
        }
    }
    faults.extend(without.iter().filter(|n| Rule::parse(n).is_none()).map(|n| format!("{n}: no rule")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is said in a folder where there is no council.
fn explain(arguments: &[&str]) -> (Exit, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_in(folder.path(), &[&["explain"], arguments].concat());
    (ran.exit, ran.out, ran.err)
}

#[test]
fn a_rule_is_explained_without_a_councils_folder() {
    let (exit, out, err) = explain(&["list-mark"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[0],
        "error[list-mark]: the mark of a list is typed by hand, or no blank stands behind it"
    );
    for heading in ["Why it matters", "What to do", "Example", "Put right"] {
        assert!(lines.contains(&heading), "{out}");
    }
    assert!(out.contains("\n  (a) note the report;\n"), "{out}");
    assert_eq!(explain(&["error[list-mark]:"]).1, out);
    assert_eq!(explain(&["list", "mark"]).1, out);
}

#[test]
fn every_rule_can_be_explained() {
    for rule in Rule::ALL {
        let (exit, out, _) = explain(&[rule.name()]);
        assert!(exit == Exit::Done && out.lines().count() > 8, "{rule}: {out}");
    }
}

#[test]
fn all_rules_are_listed_by_topic() {
    let (exit, out, err) = explain(&[]);
    assert_eq!(exit, Exit::Done);
    assert!(err.contains("boardpack explain RULE"), "{err}");
    let listed: BTreeSet<&str> =
        out.lines().filter_map(|l| l.strip_prefix("  ")?.split(' ').next()).collect();
    assert_eq!(listed, Rule::ALL.iter().map(|rule| rule.name()).collect());
    assert!(catalogue().iter().all(|topic| out.lines().any(|line| line == topic.title)), "{out}");
}

#[test]
fn an_unknown_rule_is_wrong_use() {
    let (exit, out, err) = explain(&["list-marks"]);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert_eq!(
        err,
        "error: there is no rule `list-marks`\nhint: did you mean `list-mark`?\nhint: `boardpack explain` without a name lists every rule\n"
    );
}
