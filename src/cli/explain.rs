//! `boardpack explain`: a rule in words, or the list of all rules. It reads nothing of a council's folder.

use super::Console;
use crate::failure::{Explanation, Failure, Fault};
use crate::finding::{Rule, RuleEntry, RuleTopic, did_you_mean, read_catalogue};

/// The widest line of running text, in characters.
const WIDEST: usize = 80;

/// Prints the entry of the rule that was asked for, or all rules where none was.
pub(super) fn run(asked: &[String], console: &mut Console<'_>) -> Result<(), Failure> {
    let topics = read_catalogue().map_err(|unread| {
        console.say(&format!("error: the catalogue of rules cannot be read: {unread}"));
        Fault::here(None, &[])
    })?;
    if asked.is_empty() {
        console.print(&list_rules(&topics))?;
        console.say("`boardpack explain RULE` says why it matters, what to do, and what causes it");
        return Ok(());
    }
    // A name may be typed as words.
    let name = rule_name(&asked.join("-"));
    let mut entries = topics.iter().flat_map(|topic| &topic.entries);
    let Some(entry) = entries.find(|entry| entry.rule.name() == name) else {
        let words = Explanation::new(format!("there is no rule `{name}`"));
        let near = did_you_mean(&name, Rule::ALL.iter().map(|rule| rule.name()));
        let words = near.into_iter().fold(words, Explanation::hint);
        let words = words.hint("`boardpack explain` without a name lists every rule");
        return Err(Failure::Usage(Some(words)));
    };
    console.print(&describe_rule(entry))
}

/// The name of a rule as it may be typed or copied: `list-mark`, `[list-mark]` or `error[list-mark]`.
fn rule_name(typed: &str) -> String {
    let inner = typed.split_once('[').map_or(typed, |(_, rest)| rest.trim_end_matches([':', ' ']));
    inner.trim_end_matches(']').trim().to_lowercase().replace('_', "-")
}

/// Every rule with its line, under its topic.
fn list_rules(topics: &[RuleTopic]) -> String {
    let width = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or_default();
    let mut out = String::new();
    for topic in topics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{}\n", topic.title));
        for entry in &topic.entries {
            out.push_str(&format!("  {:width$}  {}\n", entry.rule, entry.words.line));
        }
    }
    out
}

/// A rule as a page of text: headed like its findings, then why, what to do, and an example.
fn describe_rule(entry: &RuleEntry) -> String {
    let words = &entry.words;
    let mut out = format!("{}[{}]: {}\n", words.severity.label(), entry.rule, words.line);
    for (heading, text) in [("Why it matters", &words.why), ("What to do", &words.remedy)] {
        out.push_str(&format!("\n{heading}\n"));
        wrapped(text).iter().for_each(|line| out.push_str(&format!("  {line}\n")));
    }
    let corrected = words.corrected.as_ref().map(|text| ("Put right", text));
    for (heading, text) in std::iter::once(("Example", &words.example)).chain(corrected) {
        out.push_str(&format!("\n{heading}\n"));
        for line in text.lines() {
            out.push_str(format!("  {line}").trim_end());
            out.push('\n');
        }
    }
    out
}

/// Running text in lines that a window shows whole; no word is broken.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDEST => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_copied() {
        for typed in ["list-mark", "error[list-mark]", "error[list-mark]:", "[list-mark]", "List_Mark"] {
            assert_eq!(rule_name(typed), "list-mark", "{typed}");
        }
    }

    #[test]
    fn lines_are_short_and_lose_no_word() {
        let text = "one two three ".repeat(40);
        let lines = wrapped(&text);
        assert!(lines.iter().all(|line| line.len() <= WIDEST) && lines.len() > 5, "{lines:?}");
        assert_eq!(lines.join(" "), text.trim());
    }
}
