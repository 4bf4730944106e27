//! House styles: which files and tokens a board's papers are set with. It reads no file itself and sets no
//! page; it lays the council's own files over the built-in ones, one by one.
//!
//! Capitals and raised ordinals are decided by the style: sources are in sentence case, and so are the words of PDFs.

pub mod builtin;
mod calendar;
mod colors;
mod contrast;
mod correct_token;
pub(crate) mod date;
mod files;
mod inheritance;
mod language;
mod lay_over;
mod pattern;
mod placeholders;
mod scale;
mod scheme;
mod time;
mod tokens;
mod validity;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use calendar::Calendar;
pub use contrast::contrast;
pub(crate) use contrast::rgb;
pub(crate) use language::{LANGUAGES, Language};
pub(crate) use pattern::{PatternPart, fill, fill_parts, without_full_stop};
pub(crate) use scheme::{mark, own_mark, path_mark};
pub(crate) use tokens::{Token, TokenSpans, Tokens, is_color, is_length, points};

use crate::finding::{FileId, Finding, Findings, Rule, Severity, Sources, Span, did_you_mean};
pub(crate) use crate::load::FontFile;
use crate::load::Project;
use crate::load::node::Node;

/// A house style, ready to set papers with.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    pub name: String,
    /// The styles that it is made of, the one at the bottom first and its own name last.
    pub bases: Vec<String>,
    /// The files by name, with the council's own in place of built-in ones.
    pub files: BTreeMap<String, StyleFile>,
    /// The tokens, with the board's laid over them.
    pub tokens: Tokens,
    /// The spans at which the council's own files set tokens.
    pub places: TokenSpans,
    /// The language of the style's words.
    pub language: Language,
    /// Whether the style stands in for the one that the paper was written for.
    pub is_override: bool,
}

/// A file of a style.
#[derive(Debug, Clone)]
pub(crate) struct StyleFile {
    /// The file as findings name it.
    pub file: FileId,
    pub bytes: Arc<[u8]>,
}

/// A field that a style declares for the front or the close of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeclaredField {
    /// The key under `[front]` or `[closing]`.
    pub key: String,
    /// The heading printed above the field.
    pub label: String,
    /// Whether a paper must have the field.
    pub required: bool,
    /// The person who signs the field, as printed; empty where nobody does.
    pub signed_by: String,
}

/// The names of all styles that a council can use: the built-in ones and its own folders, in order.
pub(crate) fn names(project: &Project) -> Vec<String> {
    named(project.templates.keys().filter_map(|path| path.split('/').next()))
}

/// The names of the built-in styles and of the council's folders in `templates/`, in order.
pub(crate) fn named<'a>(own: impl Iterator<Item = &'a str>) -> Vec<String> {
    let built_in = builtin::STYLES.iter().map(|(name, _)| *name);
    let mut names: Vec<String> =
        built_in.chain(own).filter(|name| *name != inheritance::BASE).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// The choices with which a style is resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StyleRequest<'a> {
    /// The span at which the style is named.
    pub span: Span,
    /// The board's `[tokens]`, to be laid over the style's.
    pub overrides: Option<&'a Node>,
    /// Whether the tokens were written for another style, so that a token which this style has not is passed
    /// over.
    pub foreign: bool,
    /// The language of the words that are wanted.
    pub language: Language,
    /// The language of the council's own words, and of the board's.
    pub home: Language,
}

/// Resolves the style `name`: its files and tokens, laid over those that it extends, and checked. `None`
/// where there is no such style or it has an error, which are findings.
pub(crate) fn resolve(
    name: &str,
    request: StyleRequest<'_>,
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Style> {
    let known = names(project);
    if !known.iter().any(|n| n == name) {
        findings.push(
            Finding::error(Rule::UnknownStyle, request.span, format!("there is no house style `{name}`"))
                .hint_if(did_you_mean(name, known.iter().map(String::as_str)))
                .hint(format!("there are: {}", known.join(", "))),
        );
        return None;
    }
    let before = findings.count(Severity::Error);
    let layers = inheritance::inheritance(name, &known, project, sources, findings)?;
    let (mut tokens, mut places) = (Tokens::default(), TokenSpans::default());
    let welsh = request.language == Language::Welsh;
    // A council's own words are in its own language: over Welsh ones they lie where that is Welsh.
    let at_home = request.language == request.home;
    for layer in &layers {
        lay(layer, inheritance::TOKENS, &mut tokens, &mut places, findings);
        if welsh && at_home {
            lay(layer, language::WELSH, &mut tokens, &mut places, findings);
        }
    }
    let board = |tokens: &mut Tokens, places: &mut TokenSpans, findings: &mut Findings| {
        let Some(table) = request.overrides.and_then(Node::table) else { return };
        let mut own = Findings::default();
        tokens.lay_over(table, (true, "tokens."), places, &mut own);
        own.retain(|finding| !request.foreign || finding.rule != Rule::UnknownToken);
        findings.append(own);
    };
    board(&mut tokens, &mut places, findings);
    let said = tokens.clone();
    if welsh && !at_home {
        for layer in &layers {
            lay(layer, language::WELSH, &mut tokens, &mut places, findings);
        }
        language::check_fields(&said, &tokens, &places, findings);
    }
    language::check(&places, findings);
    tokens.say("language", request.language.code());
    tokens.complete("fonts.text", &builtin::FAMILIES);
    let files = files::lay(&layers, &tokens, findings);
    scale::settle(&mut tokens, &places, findings);
    validity::check(&tokens, &places, request.span, findings);
    colors::check(&tokens, &places, request.span, findings);
    files::check_pictures(&tokens, &places, &files, request.span, findings);
    let sound = findings.count(Severity::Error) == before;
    let bases = layers.into_iter().map(|layer| layer.name).collect();
    sound.then(|| Style {
        name: name.to_owned(),
        bases,
        files,
        tokens,
        places,
        language: request.language,
        is_override: false,
    })
}

/// Lays a file of tokens of one style over those below it, its own file over the built-in one.
fn lay(
    layer: &inheritance::Layer,
    name: &str,
    tokens: &mut Tokens,
    places: &mut TokenSpans,
    findings: &mut Findings,
) {
    for file in layer.files.iter().filter(|file| file.name == name) {
        let Some(table) = file.table.as_ref().and_then(Node::table) else { continue };
        let mut table = table.clone();
        table.entries.retain(|entry| entry.key != inheritance::EXTENDS);
        if tokens.entries().is_empty() {
            *tokens = Tokens::base(&table);
        } else {
            tokens.lay_over(&table, (file.own, ""), places, findings);
        }
    }
}

impl Style {
    /// Takes over the fields that `other` declares and this style does not; no paper must have them.
    pub(crate) fn take_fields(&mut self, other: &Self) {
        for group in ["front", "closing"] {
            self.tokens.take_missing(group, other.tokens.group(group));
        }
    }

    /// The fields that the style declares under `front` or `closing`, by their `order`.
    pub(crate) fn declared(&self, group: &str) -> Vec<DeclaredField> {
        let fields = self.tokens.group(group).iter();
        let declared = fields.filter_map(|(key, token)| {
            let Token::Group(tokens) = token else { return None };
            let text = |k: &str| tokens.text(k).to_owned();
            let field = DeclaredField {
                key: key.clone(),
                label: text("label"),
                required: tokens.switch("required"),
                signed_by: text("signed_by"),
            };
            Some((tokens.integer("order").unwrap_or_default(), field))
        });
        let mut declared: Vec<(usize, DeclaredField)> = declared.collect();
        declared.sort_by_key(|(order, _)| *order);
        declared.into_iter().map(|(_, field)| field).collect()
    }

    /// A time of day in the style's pattern `times.text`.
    pub(crate) fn time(&self, time: chrono::NaiveTime) -> String {
        time::print(self.tokens.text("times.text"), time, &Calendar::of(&self.tokens)).unwrap_or_default()
    }

    /// A date in the style's pattern `dates.` and `pattern` ("title", "text").
    pub(crate) fn date(&self, pattern: &str, date: chrono::NaiveDate) -> Vec<date::DatePart> {
        date::print(self.tokens.text(&format!("dates.{pattern}")), date, &Calendar::of(&self.tokens))
            .unwrap_or_default()
    }
}
