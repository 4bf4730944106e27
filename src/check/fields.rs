//! `Fields`: one table of a document, read key by key. Wrong types, missing keys and keys that nothing reads
//! become findings; it never stops at the first.

use chrono::NaiveDate;

use super::typed_dates::date;
use super::wrong_type::whole_number;
pub(super) use super::wrong_type::wrong;
use super::wrong_type::{list_of_text, no_table};
use super::{PlainText, field_corrections, key_advice, other_keys};
use crate::finding::{Correction, FileTop, Finding, Findings, Rule, Span, did_you_mean, nearest, sure_word};
use crate::load::node::{EntryKind, Node, TomlEntry, TomlTable, TomlValue, TypedText};

/// Reads the keys of a TOML table, and remembers which were asked for.
pub(super) struct Fields<'a> {
    table: &'a TomlTable,
    span: Span,
    what: String,
    requested: Vec<&'static str>,
    /// Keys that are none of the table's and have a finding of their own.
    refused: Vec<&'static str>,
    /// Those of them whose value is tables with a name.
    of_tables: Vec<&'static str>,
    /// Whether the value is a table at all: in any other, no key is said to be missing.
    is_valid: bool,
    /// Whether the table is that of a whole file.
    is_document: bool,
}

impl<'a> Fields<'a> {
    /// Opens the table in `node` for reading; any other value is a finding, and is read as an empty table.
    /// `what` is its name in messages, such as "`[appendix]`".
    pub(super) fn of(node: &'a Node, what: impl Into<String>, findings: &mut Findings) -> Self {
        static EMPTY: TomlTable = TomlTable { entries: Vec::new() };
        let what = what.into();
        let table = node.table().unwrap_or_else(|| {
            findings.push(no_table(&what, node));
            &EMPTY
        });
        Self {
            table,
            span: node.span,
            what,
            requested: Vec::new(),
            refused: Vec::new(),
            of_tables: Vec::new(),
            is_valid: node.table().is_some(),
            is_document: false,
        }
    }

    /// Opens the table of a whole file, which `what` names in messages. A key of it that the file lacks, and that
    /// stands in another table, is said to belong above.
    pub(super) fn of_document(root: &'a Node, what: impl Into<String>, findings: &mut Findings) -> Self {
        Self { is_document: true, ..Self::of(root, what, findings) }
    }

    /// The value of a key, of any type.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.requested.push(key);
        self.table.get(key)
    }

    /// The entry of a key: the key with its value.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'a TomlEntry> {
        self.requested.push(key);
        self.table.entry(key)
    }

    /// The entry of a key that the table cannot have, for which the caller has a finding of its own.
    pub(super) fn refused(&mut self, key: &'static str) -> Option<&'a TomlEntry> {
        self.refused.push(key);
        self.table.entry(key)
    }

    /// Reads a string; `None` where the key is missing or has another type, which is a finding.
    pub(super) fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'a TypedText> {
        let node = self.node(key)?;
        let text = node.text();
        if text.is_none() {
            findings.push(wrong(key, node, "text in quotes"));
        }
        text
    }

    /// Reads a string that must be there and must not be blank; `None`, with a finding, where it is neither.
    pub(super) fn required(
        &mut self,
        key: &'static str,
        example: &str,
        findings: &mut Findings,
    ) -> Option<&'a TypedText> {
        if self.table.get(key).is_none() {
            self.requested.push(key);
            self.missing(key, example, findings);
            return None;
        }
        let text = self.text(key, findings)?;
        (!blank(key, text, example, findings)).then_some(text)
    }

    /// Adds the finding that a key is missing, with an example of its value.
    pub(super) fn missing(&self, key: &str, example: &str, findings: &mut Findings) {
        if !self.is_valid {
            return;
        }
        let message = format!("{} has no `{key}`", self.what);
        let span = self.span.head();
        // Words that are printed are the author's: an example would be copied, and printed.
        let hint = match own_words(key, example) {
            Some(quoted) => format!("add: {key} = {quoted}, with your own words"),
            None if is_date(example) => format!("add: {key} = {example}, with the right day in its place"),
            None => format!("add: {key} = {example}"),
        };
        findings.push(Finding::error(Rule::MissingKey, span, message).hint(hint));
    }

    /// Reads `true` or `false`; `None` where the key is missing or has another type, which is a finding.
    pub(super) fn boolean(&mut self, key: &'static str, findings: &mut Findings) -> Option<bool> {
        let node = self.node(key)?;
        match node.value {
            TomlValue::Boolean(yes) => Some(yes),
            _ => {
                let finding = wrong(key, node, "true or false, without quotes");
                let meant = node.text().and_then(|text| field_corrections::truth(&text.string));
                findings.push(match meant {
                    Some(word) => finding
                        .hint_only(format!("write {key} = {word}"))
                        .correct(Correction::replace(node.span, word)),
                    None => finding,
                });
                None
            }
        }
    }

    /// Reads a whole number from `low` to `high`; any other value is a finding.
    pub(super) fn integer(
        &mut self,
        key: &'static str,
        low: i64,
        high: i64,
        findings: &mut Findings,
    ) -> Option<i64> {
        let node = self.node(key)?;
        let read = match &node.value {
            TomlValue::Integer(digits) => digits.parse::<i64>().ok(),
            _ => None,
        };
        if let Some(n) = read.filter(|n| *n < low || *n > high) {
            let range = if low == high { low.to_string() } else { format!("from {low} to {high}") };
            let message = format!("`{key}` is {n}, and can be {range}");
            findings.push(
                Finding::error(Rule::WrongValue, node.span, message)
                    .hint(format!("write {key} = {}", n.clamp(low, high))),
            );
            return None;
        }
        if read.is_none() {
            let finding = wrong(key, node, &format!("a whole number from {low} to {high}"));
            let typed = node.text().and_then(|t| whole_number(&t.string));
            let finding = match number_hint(key, node, low, high) {
                Some(hint) => finding.hint_only(hint),
                None => finding,
            };
            findings.push(match typed {
                Some((n, is_all)) if (low..=high).contains(&n) => {
                    let number = is_all.then(|| Correction::replace(node.span, n.to_string()));
                    let more = match (is_all, key) {
                        (true, _) => "",
                        (false, "per") => "; what it is a number of belongs into `unit`",
                        (false, _) => ", and nothing more",
                    };
                    finding.hint_only(format!("write {key} = {n}{more}")).correct(number)
                }
                _ => finding,
            });
        }
        read
    }

    /// Reads a date; any other value is a finding.
    pub(super) fn date(&mut self, key: &'static str, findings: &mut Findings) -> Option<NaiveDate> {
        self.node(key).and_then(|node| date(key, node, findings))
    }

    /// Reads one of a few words as the value that `words` gives it; `None` where the key is missing or has
    /// another word, which is a finding.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        findings: &mut Findings,
    ) -> Option<T> {
        let text = self.text(key, findings)?;
        let found = words.iter().find(|(word, _)| *word == text.string);
        if found.is_none() {
            let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let is_blank = text.string.trim().is_empty();
            let message = if is_blank {
                format!("`{key}` is still empty")
            } else {
                format!("`{key}` cannot be `{}`", text.string)
            };
            findings.push(
                Finding::error(Rule::WrongValue, text.span(), message)
                    .label("not one of its words")
                    .hint_if(
                        other_keys::word_meant(&text.string, &list)
                            .or_else(|| nearest(&text.string, list.iter().copied()))
                            .map(|word| format!("write {key} = \"{word}\"")),
                    )
                    .correct(
                        sure_word(&text.string, list.iter().copied()).and_then(|word| text.rewrite(word)),
                    )
                    .hint(format!("it is one of: {}", list.join(", "))),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Reads the items of a list; none where the key is missing.
    pub(super) fn list(&mut self, key: &'static str, findings: &mut Findings) -> &'a [Node] {
        let Some(entry) = self.entry(key) else { return &[] };
        let node = &entry.node;
        node.array().unwrap_or_else(|| {
            let mut finding = wrong(key, node, "a list in [ ]");
            if node.table().is_some() {
                let id = self.what.strip_prefix("the indicator `").and_then(|rest| rest.strip_suffix('`'));
                let path = id.map_or_else(|| key.to_owned(), |id| format!("{id}.{key}"));
                finding.hints = vec![format!("write [[{path}]], with two brackets on each side")];
                let is_headed = entry.kind() == EntryKind::Headed;
                finding = finding.correct(is_headed.then(|| field_corrections::in_brackets(node.span)));
            } else if let Some(text) = node.text() {
                finding = list_of_text(key, text, node, finding);
            }
            findings.push(finding);
            &[]
        })
    }

    /// Reads a list of texts, none of them blank; empty where the key is missing.
    pub(super) fn texts(&mut self, key: &'static str, findings: &mut Findings) -> Vec<PlainText> {
        let mut found = Vec::new();
        for node in self.list(key, findings) {
            match node.text() {
                Some(text) if blank(key, text, "[\"…\"], or take it out of the list", findings) => {}
                Some(text) => found.push(PlainText { text: text.string.clone(), span: text.span() }),
                None => findings.push(wrong(key, node, "a list of texts in quotes")),
            }
        }
        found
    }

    /// Reads the entries of a table of named tables, such as `[table.x]`; none where it is missing.
    pub(super) fn named(&mut self, key: &'static str, findings: &mut Findings) -> &'a [TomlEntry] {
        self.of_tables.push(key);
        let Some(node) = self.node(key) else { return &[] };
        match node.table() {
            Some(table) => &table.entries,
            None => {
                findings.push(wrong(key, node, &format!("tables with a name, as [{key}.name]")));
                &[]
            }
        }
    }

    /// What the top of the file has and lacks.
    fn top(&self) -> FileTop {
        let lacking = self.requested.iter().copied().filter(|key| self.table.get(key).is_none());
        let is_plain = |entry: &&TomlEntry| entry.kind() == EntryKind::Plain;
        let last = self.table.entries.iter().filter(is_plain).map(|e| e.key_place.to(e.node.span)).max();
        let first = self.table.entries.iter().map(|entry| entry.key_place).min();
        FileTop {
            lacking: lacking.collect(),
            of_tables: self.of_tables.iter().copied().collect(),
            last: last.ok_or(first.unwrap_or(self.span)),
        }
    }

    /// Finds the keys of the table that nothing asked for, and so are not known.
    pub(super) fn finish(self, findings: &mut Findings) {
        if self.is_document {
            findings.note_top(self.span.file(), self.top());
            if self.is_valid && self.table.entries.is_empty() {
                let message = format!("this file has nothing in it, and {} should stand there", self.what);
                findings.push(Finding::error(Rule::FileEmpty, self.span, message).hint(
                    "write it, or copy a file of the kind that is right and change its words; where the file has come here by mistake, delete it",
                ));
            }
        }
        let is_read = |entry: &TomlEntry| {
            let key = entry.key.as_str();
            self.requested.contains(&key) || self.refused.contains(&key)
        };
        // Most tables have no key that is not known.
        if self.table.entries.iter().all(is_read) {
            return;
        }
        let mut known = self.requested.clone();
        known.sort_unstable();
        known.dedup();
        let mut renamed = field_corrections::rename_keys(self.table, &known);
        for entry in self.table.entries.iter().filter(|entry| !is_read(entry)) {
            let message = format!("`{}` is not a key of {}", entry.key, self.what);
            let absent: Vec<&str> =
                known.iter().copied().filter(|key| self.table.get(key).is_none()).collect();
            let meant = other_keys::meant(&entry.key, &absent);
            if let Some(key) = meant {
                findings.note_slip(self.span, key);
            }
            if entry.kind() == EntryKind::Plain {
                findings.note_unknown_key(entry.key_place, entry.key_place.to(entry.node.span));
            }
            let finding = Finding::error(Rule::UnknownKey, entry.key_place, message).label("not known here");
            if let Some(advised) = key_advice::advise(&self.what, self.table, entry, finding.clone()) {
                findings.push(advised);
                continue;
            }
            let is_welsh = meant.is_some() && other_keys::is_welsh(&entry.key);
            let hint = match meant {
                Some(key) if is_welsh => Some(format!(
                    "what stands before = and in [ ] stays English, whatever the language of the paper: write `{key}`"
                )),
                Some(key) if entry.kind() == EntryKind::Headed && entry.node.array().is_some() => {
                    Some(format!("write [[{key}]] in its place"))
                }
                Some(key) => Some(format!("did you mean `{key}`?")),
                None => did_you_mean(&entry.key, known.iter().copied()),
            };
            let correction = match renamed.remove(&entry.key_place) {
                None if is_welsh => meant.and_then(|key| field_corrections::rename(entry, key)),
                other => other,
            };
            // Of a word in another language one knows what is meant.
            let list = (!is_welsh).then(|| format!("it has: {}", known.join(", ")));
            findings.push(finding.hint_if(hint).hint_if(list).correct(correction));
        }
    }
}

/// What to write in the place of a text that stands where a whole number belongs; `None` for any other value.
fn number_hint(key: &str, node: &Node, low: i64, high: i64) -> Option<String> {
    let text = node.text()?;
    let is_all = text.string.trim().eq_ignore_ascii_case("all");
    Some(match key {
        "top" | "bottom" if is_all => format!("take `{key}` out: without it all are shown"),
        "level" => "write level = 2 for a section within the one of level 1 above it, 3 for one within that; a section of its own has no `level`".to_owned(),
        _ => format!("write a number from {low} to {high} behind {key} =, in figures and without quotes"),
    })
}

/// The keys whose texts are printed as their author types them.
const OWN_WORDS: [&str; 7] = ["agenda_item", "alt", "caption", "heading", "name", "text", "title"];

/// The quotes for words of the author's own, in the place of an example of them; `None` for a key of other texts.
fn own_words(key: &str, example: &str) -> Option<&'static str> {
    let is_own = OWN_WORDS.contains(&key);
    let in_quotes = |quotes: &str| is_own && example.starts_with(quotes) && example.ends_with(quotes);
    if in_quotes("'''") {
        return Some("'''…'''");
    }
    in_quotes("\"").then_some("\"…\"")
}

/// Whether an example is a day, or a day with a time.
fn is_date(example: &str) -> bool {
    let mut parts = example.split(['-', 'T', ':']);
    example.len() >= 10 && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is blank, which is a finding.
pub(super) fn blank(key: &str, text: &TypedText, example: &str, findings: &mut Findings) -> bool {
    let blank = text.string.trim().is_empty();
    if blank {
        findings.push(Finding::error(Rule::Blank, text.span(), format!("`{key}` is blank")).hint(
            match own_words(key, example) {
                Some(quoted) => format!("write {key} = {quoted}, with your own words"),
                None => format!("write, say: {key} = {example}"),
            },
        ));
    }
    blank
}
