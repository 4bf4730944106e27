//! What is typed comes out as that text: arbitrary Unicode through every kind of field, read back
//! from the tag tree of the PDF. It never compares white space, and compares text that holds
//! right-to-left letters by its characters. `SEED=7` tries other strings.

mod paper;
mod quotes;
mod strings;

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Council;
use boardpack::cli::Exit;
use paper::Typed;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use strings::{same, toml};

/// Papers that are built of random strings; each holds some forty of them.
const PAPERS: u32 = 40;
/// Characters that are tried one by one.
const CHARACTERS: usize = 1500;

fn runner(cases: u32) -> TestRunner {
    let seed = std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]))
}

#[test]
fn every_field_prints_what_was_typed() {
    let run = runner(PAPERS).run(&paper::any(), |typed| {
        typed.check();
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
}

/// Strings that mean something to Typst, MiniJinja, Markdown, TOML, CSV or a spreadsheet.
#[test]
fn syntax_is_printed_as_typed() {
    let all: Vec<String> = strings::SYNTAX.iter().map(|s| (*s).to_owned()).collect();
    let line: Vec<String> = all.iter().filter(|s| !strings::is_notation(s)).cloned().collect();
    let pick = |from: &[String], n: usize| from[n % from.len()].clone();
    let paper = |n: usize| Typed {
        title: pick(&line, n),
        board: pick(&all, n),
        strapline: pick(&all, n + 1),
        contact: [pick(&all, n + 2), pick(&all, n + 3), pick(&all, n + 4), pick(&all, n + 5)],
        alt: pick(&all, n + 6),
        caption: pick(&line, n + 1),
        source: pick(&line, n + 2),
        headings: vec![pick(&line, n + 3)],
        papers: line.clone(),
        appendix: pick(&line, n + 4),
        narrative: all.clone(),
        cells: all.clone(),
    };
    for n in (0..all.len()).step_by(7) {
        paper(n).check();
    }
}

#[test]
fn notation_in_a_line_is_a_finding() {
    for (text, column, rule) in [
        ("A {{ 1/0 }}", 17, "expression-operator"),
        ("A {{ b", 14, "expression-unclosed"),
        ("A {% for %}", 14, "template-code"),
        ("A {# b #}", 14, "template-code"),
    ] {
        let council = Council::new().report(&format!("[[section]]\nheading = {}\n", toml(text)));
        let ran = council.run(&["check", "--message-format", "short"]);
        assert_eq!(ran.exit, Exit::Problems, "{text}");
        assert!(ran.err.contains(&format!("report.toml:9:{column}: error[{rule}]")), "{text}: {}", ran.err);
    }
}

/// What the hints of those findings say to write instead.
#[test]
fn the_remedies_for_notation_print_it() {
    let text = r"\{{ \{% \{# \`x\` \<b> 5\. \#";
    let report = format!(
        "[[section]]\nheading = {}\ntext = '''\n{text}\n'''\n",
        toml("A {{ '{%' }} {{ '{{' }} {{ \"it's\" }}")
    );
    let reading = Council::new().report(&report).built().reading();
    assert!(reading.contains("A {% {{ it's\n"), "{reading}");
    assert!(reading.contains("{{ {% {# `x` <b> 5. #\n"), "{reading}");
}

/// Characters by their own line of a list of background papers.
fn listed(characters: &[char]) -> Council {
    let lines: String = characters.iter().map(|c| format!("  {},\n", toml(&format!("p{c}q")))).collect();
    let head = "title = \"A\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = [\n";
    Council::new().put(
        "reports/paper/report.toml",
        format!("{head}{lines}]\n\n[[section]]\nheading = \"A\"\ntext = '''B'''\n"),
    )
}

/// The line of the first of them.
const FIRST: usize = 6;

#[test]
fn each_character_is_printed_or_found_by_name_at_its_place() {
    let characters = strings::characters(&mut runner(1), CHARACTERS);
    let ran = listed(&characters).run(&["check", "--message-format", "json"]);
    assert_eq!(ran.exit, Exit::Problems);
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for line in ran.err.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let rule = finding["rule"].as_str().expect("a rule");
        assert!(matches!(rule, "character" | "missing-glyph"), "{line}");
        assert_eq!(finding["file"], "reports/paper/report.toml", "{line}");
        let at = usize::try_from(finding["line"].as_u64().expect("a line")).expect("small") - FIRST;
        found.insert(at, finding["message"].as_str().expect("a message").to_owned());
    }
    for (at, message) in &found {
        let code = format!("U+{:04X}", u32::from(characters[*at]));
        assert!(message.contains(&code), "not {code}: {message}");
    }
    let good: Vec<char> =
        characters.iter().enumerate().filter(|(n, _)| !found.contains_key(n)).map(|(_, c)| *c).collect();
    assert!(good.len() > 300 && found.len() > 300, "{} printed, {} found", good.len(), found.len());
    let printed = strings::bodies(&listed(&good).built());
    assert_eq!(printed.len(), good.len());
    let wrong: Vec<String> = good
        .iter()
        .zip(&printed)
        .filter(|(c, text)| !same(&format!("p{c}q"), text))
        .map(|(c, text)| format!("U+{:04X} {c:?} is read back as {text:?}", u32::from(*c)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), good.len(), wrong.join("\n"));
}

#[test]
fn what_cannot_be_seen_is_never_printed() {
    let unseen = [
        '\u{0}',
        '\u{7}',
        '\u{7F}',
        '\u{85}',
        '\u{AD}',
        '\u{200B}',
        '\u{200E}',
        '\u{202E}',
        '\u{2028}',
        '\u{2066}',
        '\u{E000}',
        '\u{FE0F}',
        '\u{FEFF}',
        '\u{FFFE}',
        '\u{E0041}',
    ];
    let ran = listed(&unseen).run(&["check", "--message-format", "short"]);
    let lines: BTreeSet<&str> = ran.err.lines().filter_map(|l| l.split(':').nth(1)).collect();
    assert_eq!(lines.len(), unseen.len(), "{}", ran.err);
}
