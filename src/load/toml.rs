//! From TOML text to `Node`s, with every syntax error of the file in plain words. It never reads a file, and
//! never judges keys or values.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake;
use super::node::{Node, TomlEntry, TomlTable, TomlValue, TypedText};
use crate::finding::{FileId, Findings, Span};

/// Parses TOML to the file's table. Syntax errors go to `findings`; what could be read is returned all the
/// same, so that later stages can name more mistakes in one run.
pub(crate) fn parse(text: &str, file: FileId, findings: &mut Findings) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut last_line = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let finding = mistake::explain(text, error.message(), span.clone(), file);
        // The parser stumbles several times over one bad line: the first says it all.
        let line = text[..floor(text, finding.1)].matches('\n').count();
        if last_line != Some(line) {
            findings.push(finding.0);
        }
        last_line = Some(line);
    }
    let span = table.span();
    Node { span: Span::new(file, span), value: TomlValue::Table(entries(table.get_ref(), text, file)) }
}

fn entries(table: &DeTable<'_>, text: &str, file: FileId) -> TomlTable {
    let entries = table
        .iter()
        .map(|(key, value)| TomlEntry {
            key: key.get_ref().to_string(),
            key_place: Span::new(file, key.span()),
            node: node(value, text, file),
        })
        .collect();
    TomlTable { entries }
}

fn node(value: &Spanned<DeValue<'_>>, text: &str, file: FileId) -> Node {
    let span = Span::new(file, value.span());
    let raw = text.get(value.span()).unwrap_or("");
    let value = match value.get_ref() {
        DeValue::String(string) => TomlValue::Text(TypedText::new(string.to_string(), raw, span)),
        DeValue::Integer(number) if number.radix() == 10 => {
            TomlValue::Integer(number.as_str().trim_start_matches('+').replace('_', ""))
        }
        DeValue::Integer(number) => {
            let read = i128::from_str_radix(number.as_str(), number.radix());
            TomlValue::Integer(read.map_or_else(|_| number.to_string(), |n| n.to_string()))
        }
        DeValue::Float(number) => TomlValue::Float(number.as_str().trim_start_matches('+').replace('_', "")),
        DeValue::Boolean(yes) => TomlValue::Boolean(*yes),
        DeValue::Datetime(date) => TomlValue::Date(*date),
        DeValue::Array(items) => TomlValue::Array(items.iter().map(|n| node(n, text, file)).collect()),
        DeValue::Table(table) => TomlValue::Table(entries(table, text, file)),
    };
    Node { span, value }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
