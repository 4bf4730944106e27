//! Keys of a file as a whole that stand below a `[table]` of it, where nothing reads them: all that is said of
//! one has one cause. It reads no file.

use std::collections::{BTreeMap, BTreeSet};

use super::{FileId, Finding, Findings, Rule, Span};

/// The keys that belong to the top of files and are not there, by file.
pub(super) type LackingKeys = BTreeMap<FileId, BTreeSet<&'static str>>;

impl Findings {
    /// Notes the keys that the top of a file knows and does not have.
    pub(crate) fn note_lacking(&mut self, file: FileId, keys: impl Iterator<Item = &'static str>) {
        self.lacking.entry(file).or_default().extend(keys);
    }

    /// Notes that a table has an unknown key in place of this one, which it lacks.
    pub(crate) fn note_slip(&mut self, table: Span, key: &'static str) {
        self.slips.push((table, key));
    }

    /// Leaves out that a table lacks a key where another of its keys seems to mean it, which has a finding.
    fn settle_slips(&mut self) {
        let slips = std::mem::take(&mut self.slips);
        self.list.retain(|finding| {
            let names = |key: &str| {
                finding.message.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == key)
            };
            let of_table = |table: Span| {
                finding.span.is_some_and(|span| {
                    span == table.head() || span == table || span == Span::whole(table.file())
                })
            };
            finding.rule != Rule::MissingKey
                || !slips.iter().any(|(table, key)| of_table(*table) && names(key))
        });
    }

    /// Says of each key that a table does not know, and that the top of its file lacks, where it belongs. That the
    /// top lacks it is not said then.
    pub(crate) fn settle_misplaced_keys(&mut self) {
        self.settle_slips();
        let mut moved: BTreeSet<(FileId, &'static str)> = BTreeSet::new();
        let is_unknown =
            |found: &Finding| found.rule == Rule::UnknownKey && found.message.contains("is not a key of");
        for finding in self.list.iter_mut().filter(|finding| is_unknown(finding)) {
            let Some(file) = finding.span.map(super::Span::file) else { continue };
            let key = finding.message.split('`').nth(1).unwrap_or_default();
            let Some(key) = self.lacking.get(&file).and_then(|keys| keys.get(key)).copied() else { continue };
            finding.hints = vec![format!(
                "a key belongs to the table that begins above it, and `{key}` belongs to the file as a whole: move it above the first ["
            )];
            finding.label = "below a [table]".to_owned();
            moved.insert((file, key));
        }
        self.list.retain(|finding| {
            let key = finding.message.rsplit('`').nth(1).unwrap_or_default();
            let is_moved = finding
                .span
                .is_some_and(|span| moved.iter().any(|(file, moved)| *file == span.file() && *moved == key));
            !(finding.rule == Rule::MissingKey && is_moved)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;

    #[test]
    fn a_key_below_a_table_is_one_finding() {
        let file = Sources::default().add("a.toml", "[[section]]\ntitle = 1\nhue = 2\n");
        let mut findings = Findings::default();
        findings.push(Finding::error(Rule::MissingKey, Span::whole(file), "a report has no `title`"));
        findings.push(Finding::error(Rule::MissingKey, Span::whole(file), "a report has no `board`"));
        for key in ["title", "hue"] {
            let message = format!("`{key}` is not a key of a section");
            findings.push(
                Finding::error(Rule::UnknownKey, Span::new(file, 12..17), message).hint("it has: text"),
            );
        }
        findings.note_lacking(file, ["title", "board"].into_iter());
        findings.settle_misplaced_keys();
        let all: Vec<(&str, &str)> = findings
            .iter()
            .map(|f| (f.message.as_str(), f.hints.first().map_or("", String::as_str)))
            .collect();
        assert_eq!(all.len(), 3, "{all:?}");
        assert_eq!(all[0].0, "a report has no `board`");
        assert!(all[1].0.contains("title") && all[1].1.ends_with("move it above the first ["), "{all:?}");
        assert_eq!(all[2].1, "it has: text");
    }
}
