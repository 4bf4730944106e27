//! From TOML text to `Node`s, with every syntax error of the file in plain words. It never reads a file, and
//! never judges keys or values.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::line_form;
use super::mistake;
use super::node::{Node, TomlEntry, TomlTable, TomlValue, TypedText};
use super::open_text::{self, OpenText};
use super::repaired::Repaired;
use super::stray_quotes;
use super::text_over_lines;
use super::typed_line::LineForm;
use crate::finding::{Correction, FileId, Finding, Findings, Rule, Span};

/// Parses TOML to the file's table. Syntax errors go to `findings`; what could be read is returned all the
/// same, so that later stages can name more mistakes in one run.
pub(crate) fn parse(text: &str, file: FileId, findings: &mut Findings) -> Node {
    let open = open_text::find(text);
    let mut repaired = Repaired::of(text);
    // What follows on a text that is never closed is taken for its words, and not to be repaired.
    let mut repairs = if open.is_none() { MOST_REPAIRS } else { 0 };
    let (table, errors) = loop {
        let (table, errors) = DeTable::parse_recoverable(&repaired.text);
        let form = if repairs > 0 { form_of_line(&repaired.text, &errors) } else { None };
        let Some(form) = form else { break (table, errors) };
        drop((table, errors));
        repairs -= 1;
        let span = Span::new(file, repaired.typed_range(form.range));
        let meant = form.is_sure.then(|| {
            let changed = Span::new(file, repaired.typed_range(form.change.0.clone()));
            Correction::replace(changed, form.change.1.clone())
        });
        let finding = Finding::error(Rule::TomlSyntax, span, form.message).label(form.label);
        findings.push(finding.hint(form.hint).correct(meant));
        repaired.change(form.change.0, &form.change.1);
    };
    // What follows on a text that is never closed is taken for its words: only what stands before it is wrong.
    let end = open.as_ref().map_or(repaired.text.len(), |open| open.quotes.start);
    let lines = LineStarts::of(&repaired.text);
    let (mut stumbled, mut found, mut second_table) = (None, None, 0..0);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // The parser stumbles several times over one bad line: the first says it all.
        let line = lines.line_at(span.start);
        if open.is_some() && line >= lines.line_at(end) || stumbled.replace(line) == Some(line) {
            continue;
        }
        // The keys of a table that is there twice are there twice too.
        if mistake::is_twice(error.message()) {
            if second_table.contains(&span.start) {
                continue;
            }
            second_table = mistake::table_at(&repaired.text, span.start);
        }
        let (mut finding, at) = mistake::explain(&repaired.text, error.message(), span, file);
        let line = lines.line_at(at);
        if found.replace(line) == Some(line) {
            continue;
        }
        if !repaired.is_as_typed() {
            finding.span = finding.span.map(|span| Span::new(file, repaired.typed_range(span.range())));
            finding.correction = None;
        }
        findings.push(finding);
    }
    let is_closed = open.is_none();
    if let Some(OpenText { quotes, typed, remedy, meant }) = open {
        let message = if typed.len() == 1 {
            format!("this text starts with {typed}, which is for one line, and goes on over several")
        } else {
            format!("this text starts with {typed} and is never closed")
        };
        findings.push(
            Finding::error(Rule::TomlSyntax, Span::new(file, quotes), message)
                .label("opened here")
                .hint(remedy)
                .correct(together(meant, file)),
        );
    }
    let span = table.span();
    let place = Place { text: &repaired, file };
    let root = Node { span: place.span(span), value: TomlValue::Table(entries(table.get_ref(), place)) };
    // Of a text that is never closed nobody knows where it ends.
    if is_closed {
        stray_quotes::find(&root, text, findings);
    }
    root
}

/// The most lines of a file that are changed so that the rest of it can be read.
const MOST_REPAIRS: usize = 20;

/// The most errors of a file among which a line to change is looked for.
const MOST_ERRORS: usize = 50;

/// The first line among those of the errors that is no line of TOML, with the change by which what stands below it is
/// read as it is meant.
fn form_of_line(text: &str, errors: &[toml::de::Error]) -> Option<LineForm> {
    let at = |error: &toml::de::Error| error.span().unwrap_or(0..0).start;
    let first = || errors.iter().take(MOST_ERRORS);
    // The lines of a text that is closed further down have no form of their own.
    first()
        .find_map(|error| text_over_lines::find(text, at(error)))
        .or_else(|| first().find_map(|error| line_form::find(text, error.message(), at(error))))
}

/// The text that was parsed, and the file whose places its spans are of.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a Repaired<'a>,
    file: FileId,
}

impl Place<'_> {
    fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, self.text.typed_range(range))
    }
}

/// A correction that puts texts in the place of stretches of a file; `None` where there are none.
fn together(edits: Vec<(Range<usize>, &str)>, file: FileId) -> Option<Correction> {
    let mut edits = edits.into_iter().map(|(range, text)| (Span::new(file, range), text));
    let (span, text) = edits.next()?;
    Some(edits.fold(Correction::replace(span, text), |all, (span, text)| all.and(span, text)))
}

fn entries(table: &DeTable<'_>, place: Place<'_>) -> TomlTable {
    let entries = table
        .iter()
        .map(|(key, value)| TomlEntry {
            key: key.get_ref().to_string(),
            key_place: place.span(key.span()),
            node: node(value, place),
        })
        .collect();
    TomlTable { entries }
}

fn node(value: &Spanned<DeValue<'_>>, place: Place<'_>) -> Node {
    let span = place.span(value.span());
    let raw = place.text.text.get(value.span()).unwrap_or("");
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
        DeValue::Array(items) => TomlValue::Array(items.iter().map(|n| node(n, place)).collect()),
        DeValue::Table(table) => TomlValue::Table(entries(table, place)),
    };
    Node { span, value }
}

/// The bytes at which the lines of a text begin.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line that holds a byte, from 0.
    fn line_at(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at).saturating_sub(1)
    }
}
