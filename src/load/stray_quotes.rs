//! Texts of several lines with a quote too many, as `''''` above them or below: TOML takes it for a word, and it would be
//! printed. It never takes an apostrophe before a word for one.

use std::ops::Range;

use super::node::{Node, TomlValue};
use crate::finding::{Correction, Finding, Findings, Rule, Span};

/// Finds quotes too many at the ends of the texts below `node`, in the file that has `text`.
pub(super) fn find(node: &Node, text: &str, findings: &mut Findings) {
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        match &node.value {
            TomlValue::Text(_) => say(node.span, text, findings),
            TomlValue::Array(items) => left.extend(items),
            TomlValue::Table(table) => left.extend(table.entries.iter().map(|entry| &entry.node)),
            _ => {}
        }
    }
}

fn say(span: Span, text: &str, findings: &mut Findings) {
    let Some(raw) = text.get(span.range()) else { return };
    let Some(quotes) = ["'''", "\"\"\""].into_iter().find(|quotes| raw.starts_with(quotes)) else { return };
    for (too_many, opens) in [(opening(raw, quotes), true), (closing(raw, quotes), false)] {
        let Some(too_many) = too_many else { continue };
        let place = span.part(too_many.clone());
        let typed = format!("{quotes}{}", raw.get(too_many).unwrap_or_default());
        let does = if opens { "opens" } else { "closes" };
        findings.push(
            Finding::error(
                Rule::TomlSyntax,
                place,
                format!("`{typed}` {does} this text, and its quotes beyond three would be printed"),
            )
            .label("one too many")
            .hint(format!("write {quotes} in the place of {typed}"))
            .correct(Correction::replace(place, "")),
        );
    }
}

/// The quotes behind the three that open a text, where nothing else stands in their line.
fn opening(raw: &str, quotes: &str) -> Option<Range<usize>> {
    let line = raw[3..].split('\n').next().filter(|line| line.len() + 3 < raw.len())?;
    let more = line.trim_end();
    is_more(more, quotes).then(|| 3..3 + more.len())
}

/// The quotes before the three that close a text, where nothing else stands in their line.
fn closing(raw: &str, quotes: &str) -> Option<Range<usize>> {
    let start = raw.rfind('\n')? + 1;
    let more = raw[start..].strip_suffix(quotes)?;
    let blanks = more.len() - more.trim_start().len();
    is_more(more.trim_start(), quotes).then(|| start + blanks..raw.len() - 3)
}

/// Whether a text is one or two quotes of a kind.
fn is_more(text: &str, quotes: &str) -> bool {
    !text.is_empty() && quotes.starts_with(text)
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Sources};
    use crate::load::parse_toml;

    /// The text without the quotes that are too many.
    fn corrected(text: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let mut findings = Findings::default();
        parse_toml(text, file, &mut findings);
        findings.correct_files(&sources).remove("a.toml").map_or(text.to_owned(), |corrected| corrected.text)
    }

    #[test]
    fn quotes_too_many_are_taken_away() {
        for (text, wanted) in [
            ("a = ''''\nOne.\n'''\n", "a = '''\nOne.\n'''\n"),
            ("a = '''\r\nOne.\r\n''''\r\n", "a = '''\r\nOne.\r\n'''\r\n"),
            ("a = [{ b = \"\"\"\"\nOne.\n\"\"\"\"\" }]\n", "a = [{ b = \"\"\"\nOne.\n\"\"\" }]\n"),
        ] {
            assert_eq!(corrected(text), wanted);
        }
    }

    #[test]
    fn quotes_of_words_stay() {
        for text in [
            "a = '''\nOne.\n'''\n",
            "a = ''''Tis\nthe season'''\n",
            "a = '''\nthe councils''''\n",
            "a = \"\"\"\nShe said: \"Yes\"\"\"\"\n",
            "a = \"\"\n",
        ] {
            assert_eq!(corrected(text), text);
        }
    }
}
