//! Hints done to the letter: whatever `write KEY = VALUE` or `add: KEY = VALUE` says of a case of `findings/`, its
//! finding must go away and no error take its place. It knows no rule.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::Council;

/// A finding as a program reads it.
struct Found {
    is_error: bool,
    rule: String,
    message: String,
    file: String,
    /// The number of the line, from 1.
    line: Option<usize>,
    hints: Vec<String>,
    /// The lines to paste that the last hint speaks of.
    paste: Vec<String>,
}

/// What a check finds.
fn findings(council: &Council) -> Vec<Found> {
    let ran = council.run(&["check", "--all", "--message-format", "json"]);
    let lines = ran.err.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = lines.filter(|line| line["kind"] == "finding").map(|line| Found {
        is_error: line["severity"] == "error",
        rule: text(&line["rule"]),
        message: text(&line["message"]),
        file: text(&line["file"]),
        line: line["line"].as_u64().and_then(|line| usize::try_from(line).ok()),
        hints: line["hints"].as_array().into_iter().flatten().map(text).collect(),
        paste: line["paste"].as_array().into_iter().flatten().map(text).collect(),
    });
    found.collect()
}

/// The key and the line of a hint such as `write title = "Crime"`; `None` where it is no line to type as it stands.
/// Where it names several values, the first; the words behind a value are for people.
fn line_of<'h>(hint: &'h str, verb: &str) -> Option<(&'h str, &'h str)> {
    let typed = hint.strip_prefix(verb)?;
    let (key, _) = typed.split_once(" = ")?;
    let ends = ["; ", ", with ", " or ", ", the ", ", which ", ", without ", ", in "];
    let cuts = ends.iter().filter_map(|end| typed.find(end)).chain([typed.len()]);
    let mut cuts: Vec<usize> = cuts.collect();
    cuts.sort_unstable_by(|a, b| b.cmp(a));
    let line = cuts.into_iter().map(|cut| &typed[..cut]).find(|line| line.parse::<toml::Table>().is_ok())?;
    (!line.contains('…')).then_some((key, line))
}

/// The text of a file after a hint was done to the letter; `None` where no line of it can be typed by a machine.
fn done(text: &str, found: &Found) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    if let Some(says) = found.hints.last().filter(|_| !found.paste.is_empty()) {
        return pasted(&mut lines, says, found);
    }
    let hint = found.hints.first()?;
    if let Some((key, line)) = line_of(hint, "write ") {
        let at = found.line?.checked_sub(1)?;
        let old = lines.get_mut(at)?;
        let (own, value) = old.split_once('=')?;
        let is_whole =
            format!("k = {value}").parse::<toml::Table>().is_ok() || !value.contains(['[', '\'', '"']);
        if own.trim() != key || !is_whole {
            return None;
        }
        *old = line;
        return Some(lines.join("\n") + "\n");
    }
    let (_, line) = line_of(hint, "add: ")?;
    let at = match found.line {
        // A table takes what it lacks right below its header.
        Some(at) => lines.get(at - 1)?.trim_start().starts_with('[').then_some(at)?,
        None => 0,
    };
    lines.insert(at, line);
    Some(lines.join("\n") + "\n")
}

/// The text of a file with the lines to paste where the hint says that they belong: in place of the line, or at the end.
fn pasted<'f>(lines: &mut Vec<&'f str>, says: &str, found: &'f Found) -> Option<String> {
    let paste = found.paste.iter().map(String::as_str);
    if says.contains("in place of this one") {
        let at = found.line?.checked_sub(1)?;
        lines.splice(at..=at, paste);
    } else if says.contains("below the") || says.contains("at the end of the file") {
        if says.contains("delete this line") || says.contains("take the line away") {
            lines.remove(found.line?.checked_sub(1)?);
        }
        lines.extend(paste);
    } else {
        // They belong into another file.
        return None;
    }
    Some(lines.join("\n") + "\n")
}

/// Errors that come to light once another one is put right, by case: each has a cause of its own.
const BROUGHT_TO_LIGHT: [(&str, &str); 3] = [
    // Only a rate has a base.
    ("indicator_mistakes", "the indicator `burglary` has no `per`"),
    // The time is text, and out of order too.
    ("pack_times", "this item is taken at 10:15, and one before it at 11:00"),
    // The file is text in the place of a list, and is not there either.
    ("pack_papers_typed_otherwise", "there is no file `slides.pdf`"),
];

#[test]
fn a_hint_that_is_done_to_the_letter_takes_its_finding_away() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let (mut tried, mut failed) = (0, Vec::<String>::new());
    for entry in fs::read_dir(cases).expect("the cases") {
        let case = entry.expect("an entry").path();
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        if !case.is_dir() {
            continue;
        }
        let council = Council::new().lay_over(&case);
        let before = findings(&council);
        let errors = |all: &[Found]| all.iter().filter(|found| found.is_error).count();
        for found in before.iter().filter(|found| found.file.ends_with(".toml")) {
            let path = council.path().join(&found.file);
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let Some(changed) = done(&text, found) else { continue };
            tried += 1;
            fs::write(&path, changed).expect("the file is written");
            let after = findings(&council);
            fs::write(&path, &text).expect("the file is written again");
            let is_same = |other: &Found| {
                (&other.rule, &other.message, &other.file) == (&found.rule, &found.message, &found.file)
            };
            let comes_to_light = |other: &&Found| {
                other.is_error
                    && BROUGHT_TO_LIGHT.iter().any(|(case, words)| *case == name && *words == other.message)
            };
            let after_light = after.iter().filter(comes_to_light).count();
            let times = |all: &[Found]| all.iter().filter(|other| is_same(other)).count();
            let is_gone = times(&after) < times(&before);
            if !is_gone || errors(&after) > errors(&before) + after_light - usize::from(found.is_error) {
                let new = after
                    .iter()
                    .filter(|one| one.is_error && before.iter().all(|old| old.message != one.message));
                let new: Vec<&str> = new.map(|one| one.message.as_str()).collect();
                failed.push(format!(
                    "{name}: {} -> {}: gone {is_gone}, new: {new:?}",
                    found.message, found.hints[0]
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {tried}: {failed:#?}", failed.len());
    assert!(tried > 45, "only {tried} hints could be tried");
}
