//! Keys of a file as a whole that stand below a `[table]` of it, where nothing reads them: all that is said of
//! one has one cause. It reads no file.

use std::collections::{BTreeMap, BTreeSet};

use super::{Correction, FileId, Finding, Findings, Rule, Sources, Span};

/// The top of a file: what stands above its first `[table]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileTop {
    /// The keys that it knows and does not have.
    pub lacking: BTreeSet<&'static str>,
    /// Those keys that it knows for tables with a name, which a line below another table is not meant to be.
    pub of_tables: BTreeSet<&'static str>,
    /// The span of the last `key = value` in it; where it has none, the first header.
    pub last: Result<Span, Span>,
}

/// What is known of keys that may stand in the wrong table.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct MisplacedKeys {
    /// The tops of files.
    tops: BTreeMap<FileId, FileTop>,
    /// The spans of unknown keys with their values, by those of the keys.
    entries: BTreeMap<Span, Span>,
}

impl MisplacedKeys {
    pub(super) fn append(&mut self, mut other: Self) {
        self.tops.append(&mut other.tops);
        self.entries.append(&mut other.entries);
    }
}

impl Findings {
    /// Notes what the top of a file has and lacks.
    pub(crate) fn note_top(&mut self, file: FileId, top: FileTop) {
        self.misplaced.tops.insert(file, top);
    }

    /// Notes a key that its table does not know, and the span of the key with its value.
    pub(crate) fn note_unknown_key(&mut self, key: Span, entry: Span) {
        self.misplaced.entries.insert(key, entry);
    }

    /// Notes that a table has an unknown key in place of this one, which it lacks.
    pub(crate) fn note_slip(&mut self, table: Span, key: &'static str) {
        self.slips.push((table, key));
    }

    /// Leaves out that a table lacks a key where another of its keys seems to mean it, which has a finding.
    fn settle_slips(&mut self) {
        let slips = std::mem::take(&mut self.slips);
        self.list.retain(|finding| {
            let of_table = |table: Span| {
                finding.span.is_some_and(|span| {
                    span == table.head() || span == table || span == Span::whole(table.file())
                })
            };
            finding.rule != Rule::MissingKey
                || !slips.iter().any(|(table, key)| of_table(*table) && names(finding, key))
        });
    }

    /// Says of each key that a table does not know, and that the top of its file lacks, where it belongs. That the
    /// top lacks it is not said then.
    pub(crate) fn settle_misplaced_keys(&mut self, sources: &Sources) {
        self.settle_slips();
        let mut moved: BTreeMap<(FileId, &'static str), usize> = BTreeMap::new();
        let is_unknown =
            |found: &Finding| found.rule == Rule::UnknownKey && found.message.contains("is not a key of");
        let known = std::mem::take(&mut self.misplaced);
        let belongs = |finding: &Finding| {
            let file = finding.span?.file();
            let key = finding.message.split('`').nth(1)?;
            Some((file, *known.tops.get(&file)?.lacking.get(key)?))
        };
        for finding in self.list.iter().filter(|finding| is_unknown(finding)) {
            if let Some(one) = belongs(finding) {
                *moved.entry(one).or_default() += 1;
            }
        }
        for finding in self.list.iter_mut().filter(|finding| is_unknown(finding)) {
            let Some((file, key)) = belongs(finding) else { continue };
            finding.hints = vec![format!(
                "a key belongs to the table that begins above it, and `{key}` belongs to the file as a whole: move it above the first ["
            )];
            // At the top it would change the language of all that the file prints.
            let of_all = key == "language";
            if of_all {
                finding.hints = vec![
                    "a part has no language of its own here: take this line out; where the whole file is in that language, move it above the first ["
                        .to_owned(),
                ];
            }
            finding.label = "below a [table]".to_owned();
            // Of two of a name, one must go first.
            let entry = finding.span.and_then(|key| known.entries.get(&key).copied());
            let entry = entry.filter(|_| !of_all && moved.get(&(file, key)) == Some(&1));
            let top = known.tops.get(&file).filter(|top| !top.of_tables.contains(key));
            let correction = entry.zip(top).and_then(|(entry, top)| move_up(entry, top, sources));
            finding.correction = correction.map(Box::new);
        }
        self.list.retain(|finding| {
            let is_said = |key: &str| match finding.rule {
                Rule::MissingKey => names(finding, key),
                Rule::BackgroundPapers => key == "background_papers",
                _ => false,
            };
            let is_moved = |span: Span| moved.keys().any(|(file, key)| *file == span.file() && is_said(key));
            !finding.span.is_some_and(is_moved)
        });
    }
}

/// Whether the message of a finding has the name of a key among its words.
fn names(finding: &Finding, key: &str) -> bool {
    finding.message.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == key)
}

/// The correction that takes the lines of a key to the end of the top; `None` where other things stand in them.
fn move_up(entry: Span, top: &FileTop, sources: &Sources) -> Option<Correction> {
    let file = entry.file();
    let text = sources.text(file);
    let range = sources.range(entry);
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
    let lines = line_start(range.start)..line_end(range.end);
    let behind = text[range.end..lines.end].trim();
    if !text[lines.start..range.start].trim().is_empty() || !(behind.is_empty() || behind.starts_with('#')) {
        return None;
    }
    let to = match top.last {
        Ok(last) => line_end(sources.range(last).end),
        Err(header) => {
            let header = line_start(sources.range(header).start);
            let is_comment = |line: &&str| line.trim_start().starts_with('#');
            let above = text[..header].split_inclusive('\n').rev().take_while(is_comment);
            let comment = header - above.map(str::len).sum::<usize>();
            // A comment at the very top is about the file.
            if comment == 0 { header } else { comment }
        }
    };
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let moved = text[range.start..lines.end].trim_end();
    let here = Correction::replace(Span::new(file, to..to), format!("{moved}{line_break}"));
    Some(here.and(Span::new(file, lines), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Findings of keys that a section does not know, in a file that lacks `title` and `board`.
    fn found(text: &str, keys: &[&str], last: Result<&str, &str>) -> (Findings, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let mut findings = Findings::default();
        let place = |part: &str| {
            let at = text.find(part).expect(part);
            Span::new(file, at..at + part.len())
        };
        for (n, key) in keys.iter().enumerate() {
            let at =
                text.match_indices(key).nth(keys[..n].iter().filter(|k| *k == key).count()).expect("a key").0;
            let span = Span::new(file, at..at + key.len());
            let value = text[at..].find(" #").or(text[at..].find(['\r', '\n'])).unwrap_or(text.len() - at);
            let value = text[at..].find("\n'''").map_or(value, |end| end + 4);
            findings.note_unknown_key(span, Span::new(file, at..at + value));
            let message = format!("`{key}` is not a key of a section");
            findings.push(Finding::error(Rule::UnknownKey, span, message).hint("it has: text"));
        }
        for key in ["title", "board"] {
            let message = format!("a report has no `{key}`");
            findings.push(Finding::error(Rule::MissingKey, Span::whole(file), message));
        }
        let last = last.map(place).map_err(place);
        findings.note_top(
            file,
            FileTop { lacking: BTreeSet::from(["title", "board"]), of_tables: BTreeSet::new(), last },
        );
        findings.settle_misplaced_keys(&sources);
        (findings, sources)
    }

    fn corrected(text: &str, keys: &[&str], last: Result<&str, &str>) -> Option<String> {
        let (findings, sources) = found(text, keys, last);
        findings.correct_files(&sources).remove("a.toml").map(|corrected| corrected.text)
    }

    #[test]
    fn a_key_below_a_table_is_one_finding() {
        let text = "[[section]]\ntitle = 1\nhue = 2\n";
        let (findings, _) = found(text, &["title", "hue"], Err("[[section]]"));
        let all: Vec<(&str, &str)> = findings
            .iter()
            .map(|f| (f.message.as_str(), f.hints.first().map_or("", String::as_str)))
            .collect();
        assert_eq!(all.len(), 3, "{all:?}");
        assert!(all[0].0.contains("title") && all[0].1.ends_with("move it above the first ["), "{all:?}");
        assert_eq!(all[1].1, "it has: text");
        assert_eq!(all[2].0, "a report has no `board`");
    }

    #[test]
    fn lines_are_moved_to_the_end_of_the_top() {
        let first = Err("[[section]]");
        for (text, keys, last, wanted) in [
            (
                "[[section]]\ntitle = 1 # one\nx = 2\n",
                vec!["title"],
                first,
                "title = 1 # one\n[[section]]\nx = 2\n",
            ),
            ("# all\n[[section]]\n  title = 1", vec!["title"], first, "# all\ntitle = 1\n[[section]]\n"),
            (
                "# all\n\n# of it\n[[section]]\n# kept\ntitle = 1\nboard = 2\n",
                vec!["title", "board"],
                first,
                "# all\n\ntitle = 1\nboard = 2\n# of it\n[[section]]\n# kept\n",
            ),
            (
                "a = 1 # x\r\n\r\n[[section]]\r\ntitle = '''\r\nA\r\n'''\r\nx = 2\r\n",
                vec!["title"],
                Ok("a = 1"),
                "a = 1 # x\r\ntitle = '''\r\nA\r\n'''\r\n\r\n[[section]]\r\nx = 2\r\n",
            ),
        ] {
            assert_eq!(corrected(text, &keys, last).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_or_among_others_stays() {
        let twice = "[[section]]\ntitle = 1\n[[section]]\ntitle = 2\n";
        assert_eq!(corrected(twice, &["title", "title"], Err("[[section]]")), None);
        assert_eq!(corrected("[a]\nx = { title = 1 }\n", &["title"], Err("[a]")), None);
    }
}
