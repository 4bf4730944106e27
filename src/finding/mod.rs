//! Findings: what is wrong in the papers, where, and what to do about it. Only `render` here makes text of
//! them, and nothing here prints.

mod catalogue;
mod cause;
mod correction;
mod follow_on;
mod json_line;
mod listing;
mod misplaced;
mod page_numbers;
mod password;
mod render;
mod rule;
mod sources;
mod span;
mod suggest;
mod visible;
mod word_list;

pub use catalogue::{RuleEntry, RuleTopic, read_catalogue};
pub(crate) use correction::CorrectedText;
pub use correction::{Correction, Edit};
pub(crate) use misplaced::FileTop;
pub(crate) use page_numbers::pages_in_words;
pub(crate) use password::{PASSWORD_HINT, is_password_key};
pub use render::{FindingFormat, FindingView, render, summary};
pub use rule::Rule;
pub use sources::{Location, Sources};
pub use span::{FileId, Span};
pub use suggest::{did_you_mean, nearest};
pub(crate) use suggest::{same_word, sure_word};
pub use visible::make_visible;
pub(crate) use word_list::{list_in_words, list_or_command, listed_parts, some_in_words};

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::failure::Fault;
use correction::correct_text;

/// The severity of a finding, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The paper cannot be built.
    Error,
    /// The paper is built; somebody should look.
    Warning,
    /// The paper is built, and nothing is wrong with it: something could be better. It stops no build, not
    /// even where warnings do. People read it as a note, for a hint is also what a finding says to do.
    Hint,
}

impl Severity {
    /// The word that people read before a finding. The remedies of a finding are called hints there, so that
    /// a finding which is no more than a hint is a note.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "note",
        }
    }
}

/// A problem in the papers, for the person who typed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that the finding is of.
    pub rule: Rule,
    /// The severity, which decides whether the paper is built.
    pub severity: Severity,
    /// The message: a lower-case phrase without a full stop, with names in backticks.
    pub message: String,
    /// The span of the fault; `None` where no file is to blame.
    pub span: Option<Span>,
    /// A few words under the marked text; empty for none.
    pub label: String,
    /// The hints on what to do next, most useful first.
    pub hints: Vec<String>,
    /// The lines to paste into a file, which the last hint names; empty for none.
    pub paste: Vec<String>,
    /// The edits that put it right; `None` where more than one way is left.
    pub correction: Option<Box<Correction>>,
    /// Where in the program it came about, where nothing else is to blame.
    pub(crate) fault: Option<Box<Fault>>,
}

impl Finding {
    /// An error at a span.
    pub fn error(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message: message.into(),
            span: Some(span),
            label: String::new(),
            hints: Vec::new(),
            paste: Vec::new(),
            correction: None,
            fault: None,
        }
    }

    /// A warning at a span.
    pub fn warning(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, span, message) }
    }

    /// A hint at a span, which people read as a note.
    pub fn note(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Hint, ..Self::error(rule, span, message) }
    }

    /// A hint about a whole file that was not loaded.
    pub(crate) fn note_of_file(rule: Rule, message: impl Into<String>) -> Self {
        Self { severity: Severity::Hint, ..Self::nowhere(rule, message) }
    }

    /// An error that no loaded file is to blame for.
    pub fn nowhere(rule: Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message: message.into(),
            span: None,
            label: String::new(),
            hints: Vec::new(),
            paste: Vec::new(),
            correction: None,
            fault: None,
        }
    }

    /// A fault of the program.
    pub fn fault(fault: Fault, message: impl Into<String>) -> Self {
        Self { fault: Some(Box::new(fault)), ..Self::nowhere(Rule::Internal, message) }
    }

    /// The finding with a few words under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The finding with one more hint on what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The finding with the edits that put it right, where there are any.
    #[must_use]
    pub(crate) fn correct(mut self, correction: impl Into<Option<Correction>>) -> Self {
        self.correction = correction.into().map(Box::new);
        self
    }

    /// The finding with one hint on what to do next, in place of all others.
    #[must_use]
    pub fn hint_only(mut self, hint: impl Into<String>) -> Self {
        self.hints = vec![hint.into()];
        self
    }

    /// The finding with one more hint, and the lines to paste that it speaks of.
    #[must_use]
    pub fn paste(mut self, hint: impl Into<String>, lines: Vec<String>) -> Self {
        self.paste = lines;
        self.hint(hint)
    }

    /// The finding with one more hint on what to do next; unchanged for `None`.
    #[must_use]
    pub fn hint_if(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }
}

/// The findings of a run.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    /// What is known of keys that may stand in the wrong table.
    misplaced: misplaced::MisplacedKeys,
    /// The keys that tables lack and other keys seem to mean, with the spans of the tables.
    slips: Vec<(Span, &'static str)>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds all findings of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
        self.misplaced.append(other.misplaced);
        self.slips.append(&mut other.slips);
    }

    /// Keeps the findings for which `keep` is true, and removes the others.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.list.retain(keep);
    }

    /// Adds the findings of several readings, and returns the values that were read.
    pub fn gather<T>(&mut self, made: impl IntoIterator<Item = (Self, Option<T>)>) -> Vec<T> {
        let mut things = Vec::new();
        for (found, thing) in made {
            self.append(found);
            things.extend(thing);
        }
        things
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|f| f.severity == Severity::Error)
    }

    /// Whether the findings stop the build: errors do, warnings where they are denied, and hints never.
    pub fn stop_build(&self, deny_warnings: bool) -> bool {
        self.has_errors() || deny_warnings && self.count(Severity::Warning) > 0
    }

    /// The number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|f| f.severity == severity).count()
    }

    /// The findings in the order of their files' paths and spans, hints after all others. Of equal findings
    /// one is kept, and those that follow from another are left out.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Finding> {
        let mut list: Vec<&Finding> = self.list.iter().collect();
        list.sort_by_key(|f| {
            let path = f.span.map(|p| sources.path(p.file()).to_owned());
            (f.severity == Severity::Hint, path, f.span, f.severity, f.rule, f.message.clone())
        });
        list.dedup();
        follow_on::leave_out(&mut list, sources);
        list
    }

    /// The sorted findings that can be corrected, and the number of all. In a file that is no TOML it is not sure which
    /// table a key is of: there, only what is no TOML is corrected.
    fn correctable(&self, sources: &Sources) -> (Vec<&Finding>, usize) {
        let mut sorted = self.sorted(sources);
        let all = sorted.len();
        let unread: BTreeSet<FileId> = sorted
            .iter()
            .filter(|f| f.rule == Rule::TomlSyntax)
            .filter_map(|f| Some(f.span?.file()))
            .collect();
        sorted.retain(|finding| {
            let file = finding.correction.as_deref().and_then(Correction::file);
            // A cell of a data file may hold an expression too.
            let file = file.filter(|file| sources.path(*file).ends_with(".toml"));
            file.is_some_and(|file| finding.rule == Rule::TomlSyntax || !unread.contains(&file))
        });
        (sorted, all)
    }

    /// The number of findings that can be corrected, and that of all.
    pub(crate) fn count_correctable(&self, sources: &Sources) -> (usize, usize) {
        let (correctable, all) = self.correctable(sources);
        (correctable.len(), all)
    }

    /// The texts of files with all corrections that can be made together, by path.
    pub(crate) fn correct_files(&self, sources: &Sources) -> BTreeMap<String, CorrectedText> {
        let mut by_file: BTreeMap<FileId, Vec<&Correction>> = BTreeMap::new();
        for correction in self.correctable(sources).0.into_iter().filter_map(|f| f.correction.as_deref()) {
            if let Some(file) = correction.file() {
                by_file.entry(file).or_default().push(correction);
            }
        }
        let correct = |(file, corrections): (FileId, Vec<&Correction>)| {
            let corrected = correct_text(sources.text(file), &corrections);
            (corrected.made > 0).then(|| (sources.path(file).to_owned(), corrected))
        };
        by_file.into_iter().filter_map(correct).collect()
    }

    /// The findings in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// Whether there are no findings.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_stop_nothing_and_come_last() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "one\ntwo\n");
        let mut findings = Findings::default();
        findings.push(Finding::note(Rule::ImageAlt, Span::new(file, 0..3), "could be shorter"));
        assert!(!findings.stop_build(false) && !findings.stop_build(true) && !findings.is_empty());
        findings.push(Finding::warning(Rule::Blank, Span::new(file, 4..7), "is blank"));
        assert!(!findings.stop_build(false) && findings.stop_build(true));
        findings.push(Finding::error(Rule::Link, Span::new(file, 4..7), "is no address"));
        assert!(findings.stop_build(false));
        let rules: Vec<Rule> = findings.sorted(&sources).iter().map(|f| f.rule).collect();
        assert_eq!(rules, [Rule::Link, Rule::Blank, Rule::ImageAlt]);
        assert_eq!(findings.count(Severity::Hint), 1);
    }
}
