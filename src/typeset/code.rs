//! `Code`: Typst code made from the model. All text leaves as string literals, one node a line, each line
//! marked with the node's span. It never lays anything out.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};

use super::glyphs::Glyphs;
use super::together::Kept;
use crate::chart::{self, Theme};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::model::Drawing;
use crate::value::Id;

/// Typst code, safe to stand in a code block: statements or one expression, each line whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(pub String);

impl Object for Code {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

impl From<Code> for Value {
    fn from(code: Code) -> Self {
        Self::from_object(code)
    }
}

/// The sign between a line of code and the number of its span. No line of ours ends so otherwise: a string
/// literal ends in its quote.
const MARK: &str = " //@";

/// The width of the widest word that is sure to fit a line deep in a list, in a size of 1: some ten
/// centimetres in a size of 12 pt.
const WIDEST_WORD: f64 = 24.0;

/// Writes Typst code, and keeps the span of each line.
pub(super) struct Writer<'a> {
    glyphs: &'a Glyphs<'a>,
    theme: Theme,
    places: Vec<Span>,
    /// The pictures that were drawn on the way, by their files' names.
    pub drawn: BTreeMap<String, Arc<[u8]>>,
    /// The data of charts as CSV, by the charts' names.
    pub data: BTreeMap<Id, Vec<u8>>,
    /// The findings made while writing.
    pub findings: Findings,
    /// The words that are kept on one line; not in columns that have no room for them.
    pub kept: Kept,
}

impl<'a> Writer<'a> {
    /// Makes a writer that checks every character against `glyphs`, and draws charts with the theme `look`.
    pub(super) fn new(glyphs: &'a Glyphs<'a>, look: Theme) -> Self {
        Self {
            glyphs,
            theme: look,
            places: Vec::new(),
            drawn: BTreeMap::new(),
            data: BTreeMap::new(),
            findings: Findings::default(),
            kept: Kept::All,
        }
    }

    /// Draws a picture `width` points wide, and gives its file's name and its height in points. A finding
    /// about its words is at `span`.
    pub(super) fn draw(&mut self, drawing: &Drawing, width: f64, span: Span) -> (String, f64) {
        let measure = |text: &str, bold: bool| self.glyphs.width(text, bold);
        let picture = chart::draw(drawing, width, &self.theme, &measure);
        for text in drawing.words() {
            self.glyphs.check(text, span, &mut self.findings);
        }
        let name = format!("images/chart-{}.svg", self.drawn.len() + 1);
        self.drawn.insert(name.clone(), picture.svg.into_bytes().into());
        (name, picture.height)
    }

    /// The height in points of a picture `width` points wide.
    pub(super) fn height(&self, drawing: &Drawing, width: f64) -> f64 {
        let measure = |text: &str, bold: bool| self.glyphs.width(text, bold);
        chart::draw(drawing, width, &self.theme, &measure).height
    }

    /// Writes a text as a literal on a line of its own.
    pub(super) fn text(&mut self, text: &str, span: Span) -> String {
        self.check(text, span);
        self.checked(text, span)
    }

    /// Finds the signs of a text that cannot be printed.
    pub(super) fn check(&mut self, text: &str, span: Span) {
        self.glyphs.check(text, span, &mut self.findings);
    }

    /// Writes a part of a text that was checked as a literal on a line of its own.
    pub(super) fn checked(&mut self, text: &str, span: Span) -> String {
        format!("{}{}", literal(text), self.mark(span))
    }

    /// Finds words so long that no line holds them. Addresses break by themselves.
    pub(super) fn check_words(&mut self, text: &str, span: Span) {
        for word in
            text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/'))
        {
            if word.len() > 30 && !text.contains("://") && self.width(word, true) > WIDEST_WORD {
                let shown: String = word.chars().take(24).collect();
                let message = format!("the word `{shown}…` is too long for a line");
                self.findings.push(
                    Finding::error(Rule::WordTooLong, span, message)
                        .hint("put a blank or a hyphen where it may be broken"),
                );
            }
        }
    }

    /// The end of a line that holds a node with this span.
    pub(super) fn mark(&mut self, span: Span) -> String {
        if self.places.last() != Some(&span) {
            self.places.push(span);
        }
        format!("{MARK}{}\n", self.places.len() - 1)
    }

    /// The width of a text in a size of 1.
    pub(super) fn width(&self, text: &str, bold: bool) -> f64 {
        self.glyphs.width(text, bold)
    }

    /// Takes the spans' numbers off the lines of a source, and gives the span of each line.
    pub(super) fn unmark(&self, source: &str) -> (String, Vec<Option<Span>>) {
        let mut out = String::with_capacity(source.len());
        let mut lines = Vec::new();
        for line in source.split('\n') {
            let marked =
                line.rfind(MARK).and_then(|at| Some((at, line[at + MARK.len()..].parse::<usize>().ok()?)));
            match marked {
                Some((at, n)) => {
                    out.push_str(&line[..at]);
                    lines.push(self.places.get(n).copied());
                }
                None => {
                    out.push_str(line);
                    lines.push(None);
                }
            }
            out.push('\n');
        }
        (out, lines)
    }
}

/// Writes a Typst string literal. White space becomes blanks; characters that cannot be printed have been
/// found before, and are written as their code.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(c)))
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    #[test]
    fn literals_hold_any_text() {
        assert_eq!(literal("a \"b\" \\ #x\n$"), r##""a \"b\" \\ #x $""##);
        assert_eq!(literal("\u{1b}"), r#""\u{1b}""#);
    }

    #[test]
    fn marks_are_taken_off_whatever_the_text_says() {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("x", "abc"), 0..3);
        let glyphs = Glyphs::built_in();
        let mut writer = Writer::new(&glyphs, super::super::view::theme(&crate::style::Tokens::default()));
        let line = writer.text("tricky //@7", span);
        let (code, places) = writer.unmark(&format!("head\n{line}tail"));
        assert_eq!(code, "head\n\"tricky //@7\"\ntail\n");
        assert_eq!(places, [None, Some(span), None]);
    }
}
