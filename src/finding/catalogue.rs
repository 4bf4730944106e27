//! The catalogue of rules: in words, what each rule finds, why it matters and what to do. It never takes part
//! in a build, and never decides what is a finding.
//!
//! The words stand in `src/finding/rules/`, one file a topic. They are read only by `boardpack explain` and
//! the tests, which write `content/RULES.md` from them and demand a case of each rule.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Rule, Severity};

/// The rules of one subject.
#[derive(Debug)]
pub struct RuleTopic {
    /// The heading of the subject.
    pub title: String,
    /// The entries of the rules, by name.
    pub entries: Vec<RuleEntry>,
}

/// A rule with the words about it, which can be read without any finding.
#[derive(Debug)]
pub struct RuleEntry {
    /// The rule that the words are about.
    pub rule: Rule,
    /// The words that explain the rule.
    pub words: RuleWords,
}

/// The words about a rule: its line, reason, remedy and example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWords {
    /// The fault that the rule finds, in one line: a phrase without a full stop.
    pub line: String,
    /// The severity of the rule's findings; the worst, where it is not always the same.
    pub severity: Severity,
    /// The harm to a reader, or the fault in print, in a sentence or two.
    pub why: String,
    /// The remedy, in sentences to the officer.
    pub remedy: String,
    /// The input that causes a finding, ended by a line end.
    pub example: String,
    /// The example put right; `None` where the remedy says enough.
    pub corrected: Option<String>,
}

/// A file of the catalogue.
#[derive(Deserialize)]
struct TopicFile {
    title: String,
    #[serde(flatten)]
    rules: BTreeMap<String, RuleWords>,
}

/// The files of the catalogue, in the order in which people read them.
const FILES: [&str; 16] = [
    include_str!("rules/files.toml"),
    include_str!("rules/keys.toml"),
    include_str!("rules/text.toml"),
    include_str!("rules/names.toml"),
    include_str!("rules/figures.toml"),
    include_str!("rules/indicators.toml"),
    include_str!("rules/data.toml"),
    include_str!("rules/tables.toml"),
    include_str!("rules/charts.toml"),
    include_str!("rules/images.toml"),
    include_str!("rules/reports.toml"),
    include_str!("rules/minutes.toml"),
    include_str!("rules/packs.toml"),
    include_str!("rules/attachments.toml"),
    include_str!("rules/styles.toml"),
    include_str!("rules/program.toml"),
];

/// Reads the whole catalogue.
///
/// # Errors
/// A message on the entry that is wrong; the tests see to it that none is.
pub fn read_catalogue() -> Result<Vec<RuleTopic>, String> {
    FILES.into_iter().map(read_topic).collect()
}

fn read_topic(text: &str) -> Result<RuleTopic, String> {
    let file: TopicFile = toml::from_str(text).map_err(|error| error.to_string())?;
    let entries = file.rules.into_iter().map(|(name, words)| {
        let rule = Rule::parse(&name).ok_or_else(|| format!("there is no rule `{name}`"))?;
        Ok(RuleEntry { rule, words })
    });
    Ok(RuleTopic { title: file.title, entries: entries.collect::<Result<_, String>>()? })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_rule_has_one_entry() {
        let mut entries: BTreeMap<Rule, usize> = Rule::ALL.iter().map(|rule| (*rule, 0)).collect();
        for topic in read_catalogue().expect("a catalogue") {
            topic.entries.iter().for_each(|entry| *entries.entry(entry.rule).or_default() += 1);
        }
        entries.retain(|_, count| *count != 1);
        assert!(entries.is_empty(), "not once in the catalogue: {entries:?}");
    }

    #[test]
    fn what_is_no_rule_or_no_key_is_refused() {
        let words = "line = \"a\"\nseverity = \"hint\"\nwhy = \"b\"\nremedy = \"c\"\nexample = \"d\"\n";
        let topic = read_topic(&format!("title = \"T\"\n[blank]\n{words}")).expect("a topic");
        assert_eq!((topic.entries[0].rule, topic.entries[0].words.severity), (Rule::Blank, Severity::Hint));
        assert!(read_topic(&format!("title = \"T\"\n[blnk]\n{words}")).is_err());
        assert!(read_topic(&format!("title = \"T\"\n[blank]\n{words}because = \"e\"\n")).is_err());
        assert!(read_topic("title = \"T\"\n[blank]\nline = \"a\"\n").is_err());
    }
}
