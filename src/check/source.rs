//! `[source.NAME]`: a data file that tables and series share, by its name. It reads no cell, and no file.

use std::collections::BTreeMap;

use super::fields::{Fields, wrong};
use crate::finding::{Finding, Findings, Rule, did_you_mean, sure_word};
use crate::load::Project;
use crate::load::node::{Node, TomlEntry, TomlValue, TypedText};
use crate::load::{FILE_KEYS, cell_position, cells_named, heading_rows};

/// The sources that a document may name, by name.
#[derive(Default, Clone)]
pub(super) struct DataSources<'a>(BTreeMap<&'a str, &'a [TomlEntry]>);

/// The columns of a data file that a source or a series names, each by what it holds.
pub(super) type NamedColumns<'a> = &'a [TomlEntry];

impl<'a> DataSources<'a> {
    /// The sources of all files of indicators, which must be sound and of different names.
    pub(super) fn of_indicators(project: &'a Project, findings: &mut Findings) -> Self {
        let mut sources = Self::default();
        for document in &project.indicators {
            sources.add(&document.root, findings);
        }
        sources
    }

    /// These sources and those of a document.
    pub(super) fn with_document(&self, root: &'a Node, findings: &mut Findings) -> Self {
        let mut sources = self.clone();
        sources.add(root, findings);
        sources
    }

    fn add(&mut self, root: &'a Node, findings: &mut Findings) {
        let all = root.table().and_then(|t| t.entry("source"));
        let Some(table) = all.and_then(|entry| entry.node.table()) else {
            if let Some(entry) = all {
                findings.push(not_a_table(entry));
            }
            return;
        };
        for entry in &table.entries {
            let columns = read(entry, findings);
            if self.0.insert(&entry.key, columns).is_some() {
                let message = format!("there are two `[source.{}]`", entry.key);
                findings.push(
                    Finding::error(Rule::SourceTwice, entry.key_place, message)
                        .hint("give one of them another name"),
                );
            }
        }
    }

    /// The columns that a source names; `None`, with a finding, where there is no such source.
    pub(super) fn columns(&self, name: &TypedText, findings: &mut Findings) -> Option<NamedColumns<'a>> {
        let found = self.0.get(name.string.as_str()).copied();
        if found.is_none() {
            let known: Vec<&str> = self.0.keys().copied().collect();
            let message = format!("there is no `[source.{}]`", name.string);
            let mut finding = Finding::error(Rule::UnknownSource, name.span(), message)
                .hint_if(did_you_mean(&name.string, known.iter().copied()))
                .correct(sure_word(&name.string, known.iter().copied()).and_then(|one| name.rewrite(one)));
            if !known.is_empty() {
                finding = finding.hint(format!(
                    "`source` names the data file that is read; there are: {}",
                    known.join(", ")
                ));
            }
            findings.push(finding.hint(format!(
                "words to be printed on where figures come from are now written: origin = \"{}\"",
                name.string
            )));
        }
        found
    }
}

fn not_a_table(entry: &TomlEntry) -> Finding {
    Finding::error(Rule::WrongType, entry.key_place, "`source` is no table")
        .hint("declare a data file as [source.q4] with file = \"…\" below it")
}

/// Reads a source: the columns that it names.
fn read<'a>(entry: &'a TomlEntry, findings: &mut Findings) -> NamedColumns<'a> {
    let what = format!("`[source.{}]`", entry.key);
    let mut fields = Fields::of(&entry.node, what, findings);
    fields.required("file", "\"Q4 data.xlsx\"", findings);
    read_file_keys(&mut fields, findings);
    let columns = fields.named("columns", findings);
    fields.finish(findings);
    columns
}

/// Reads the keys that say which part of a data file is meant, for their types alone: the loading stage took
/// what they say.
pub(super) fn read_file_keys(fields: &mut Fields<'_>, findings: &mut Findings) {
    fields.text("sheet", findings);
    if let Some(node) = fields.node("headings")
        && heading_rows(node).is_none()
    {
        findings.push(
            Finding::error(Rule::DataArea, node.span, "`headings` names no rows that could hold headings").hint(
                "write the number at the left of the row: headings = 3; where two rows hold them, both: headings = [3, 4]",
            ),
        );
    }
    fields.text("until", findings);
    if let Some(text) = fields.text("cells", findings).filter(|text| cells_named(text).is_none()) {
        let message = format!("`{}` is no range of cells", text.string);
        findings.push(
            Finding::error(Rule::DataArea, text.span(), message)
                .hint("write the first and the last cell, with a colon between them: cells = \"A4:F20\""),
        );
    }
    if let Some(node) = fields.node("hidden").filter(|node| matches!(node.value, TomlValue::Boolean(_))) {
        findings.push(wrong("hidden", node, "\"take\" or \"leave\"").hint_only(
            "write hidden = \"take\", which counts what is hidden in Excel, or hidden = \"leave\", which leaves it out",
        ));
    } else {
        fields.choice("hidden", &[("take", ()), ("leave", ())], findings);
    }
}

/// The first key in `table` that is for a data file; `None` where there is none.
pub(super) fn file_key(node: &Node) -> Option<&TomlEntry> {
    node.table()?.entries.iter().find(|entry| FILE_KEYS.contains(&entry.key.as_str()))
}

/// The finding for a key of a data file where none is named, but a source or nothing.
pub(super) fn misplaced_key(key: &TomlEntry, source: Option<&TypedText>, what: &str, rule: Rule) -> Finding {
    let key_name = &key.key;
    match source {
        Some(source) => {
            let name = &source.string;
            let message = format!("`{key_name}` is for a data file, and {what} reads `[source.{name}]`");
            Finding::error(rule, key.key_place, message)
                .hint(format!("write it below [source.{name}]; or declare a source of its own"))
        }
        None => {
            let message = format!("`{key_name}` is for a data file, and {what} has none");
            Finding::error(rule, key.key_place, message).hint("add: file = \"….csv\", or take it away")
        }
    }
}

/// Finds the key `source` of something that reads no data file: what it said is now `origin`.
pub(super) fn refuse_source(fields: &mut Fields<'_>, findings: &mut Findings) {
    if let Some(entry) = fields.refused("source") {
        let message = "`source` names a data file, and this reads none";
        findings.push(
            Finding::error(Rule::UnknownKey, entry.key_place, message)
                .hint("words to be printed on where the figures come from are now written: origin = \"…\""),
        );
    }
}

/// The place of a column in a file by what an author calls it: its heading, or "column D" by its letters.
/// `letters` are those of the file's columns.
pub(super) fn by_letter(name: &str, letters: &[String]) -> Option<usize> {
    let (word, letter) = name.trim().split_once(' ')?;
    let letter = letter.trim().to_ascii_uppercase();
    cell_position(&format!("{letter}1"))?;
    word.eq_ignore_ascii_case("column").then(|| letters.iter().position(|own| *own == letter)).flatten()
}
