//! House styles: which files and tokens a board's papers are set with. It reads no file itself and
//! sets no page; it lays the council's own files over the built-in ones, one by one.

pub mod builtin;
pub mod date;
mod tokens;

use std::collections::BTreeMap;

pub use tokens::{Token, Tokens, is_color, is_length, points};

use crate::finding::did_you_mean;
use crate::finding::{FileId, Finding, Findings, Place, Sources};
use crate::load::node::Node;
use crate::load::{Project, parse_toml};

/// A style, ready to set papers with.
#[derive(Debug, Clone)]
pub struct Style {
    /// Its name.
    pub name: String,
    /// Every file of it by name, overrides in place.
    pub files: BTreeMap<String, StyleFile>,
    /// Its tokens, with the board's laid over them.
    pub tokens: Tokens,
}

/// One file of a style.
#[derive(Debug, Clone)]
pub struct StyleFile {
    /// Where it came from, for findings.
    pub file: FileId,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A field that a style declares for the front or the close of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its key under `[front]` or `[closing]`.
    pub key: String,
    /// What is printed above it.
    pub label: String,
    /// Whether a paper must have it.
    pub required: bool,
    /// Who signs it, as printed; empty where nobody does.
    pub signed_by: String,
}

/// Every style that can be named: the built-in ones and the council's folders, in order.
pub fn names(project: &Project) -> Vec<String> {
    let own = project.templates.keys().filter_map(|path| path.split('/').next());
    let mut names: Vec<String> = builtin::STYLES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .chain(own.map(str::to_owned))
        .filter(|n| n != "base")
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Resolves the style `name`, as asked for at `asked`, with a board's `[tokens]` laid over it.
pub fn resolve(
    name: &str,
    asked: Place,
    overrides: Option<&Node>,
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Style> {
    let known = names(project);
    if !known.iter().any(|n| n == name) {
        findings.push(
            Finding::error("unknown-style", asked, format!("there is no house style `{name}`"))
                .hint_if(did_you_mean(name, known.iter().map(String::as_str)))
                .hint(format!("there are: {}", known.join(", "))),
        );
        return None;
    }
    let mut files = BTreeMap::new();
    let mut tokens = Tokens::default();
    let built_in = builtin::STYLES.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, files)| files);
    let before = findings.count(crate::finding::Severity::Error);
    for (layer, layer_files) in [("base", builtin::BASE), (name, built_in)] {
        for (file_name, bytes) in layer_files {
            let path = format!("built-in templates/{layer}/{file_name}");
            let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
            let file = sources.find(&path).unwrap_or_else(|| sources.add(path, text));
            put(&mut files, &mut tokens, file_name, file, bytes, sources, findings);
        }
        for (path, (file, bytes)) in &project.templates {
            if let Some(file_name) = path.strip_prefix(layer).and_then(|p| p.strip_prefix('/')) {
                let own_style = built_in.is_empty() && layer == name;
                if !own_style
                    && !files.contains_key(file_name)
                    && !file_name.ends_with(".svg")
                    && !file_name.ends_with(".png")
                {
                    let list: Vec<&str> = files.keys().map(String::as_str).collect();
                    findings.push(
                        Finding::warning(
                            "style-file",
                            Place::whole(*file),
                            format!("the style `{layer}` has no file `{file_name}`, so this one is not used"),
                        )
                        .hint_if(did_you_mean(file_name, list)),
                    );
                }
                put(&mut files, &mut tokens, file_name, *file, bytes, sources, findings);
            }
        }
    }
    if let Some(table) = overrides.and_then(Node::table) {
        tokens.lay_over(table, findings);
    }
    check_order(&tokens, overrides.map_or(asked, |n| n.place), findings);
    check_patterns(&tokens, overrides.map_or(asked, |n| n.place), findings);
    check_dates(&tokens, overrides, asked, findings);
    let sound = findings.count(crate::finding::Severity::Error) == before;
    sound.then(|| Style { name: name.to_owned(), files, tokens })
}

fn put(
    files: &mut BTreeMap<String, StyleFile>,
    tokens: &mut Tokens,
    name: &str,
    file: FileId,
    bytes: &[u8],
    sources: &Sources,
    findings: &mut Findings,
) {
    let binary =
        name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".ttf") || name.ends_with(".otf");
    if !binary && std::str::from_utf8(bytes).is_err() {
        findings.push(
            Finding::error(
                "style-file",
                Place::whole(file),
                format!("`{name}` of the house style is not UTF-8 text"),
            )
            .hint("save it as UTF-8, or take it away: then the built-in one is used"),
        );
        return;
    }
    if name == "style.toml" {
        let root = parse_toml(sources.text(file), file, findings);
        if let Some(table) = root.table() {
            if tokens.entries().is_empty() {
                *tokens = Tokens::base(table);
            } else {
                tokens.lay_over(table, findings);
            }
        }
    }
    files.insert(name.to_owned(), StyleFile { file, bytes: bytes.to_vec() });
}

/// The parts of a report.
const PARTS: [&str; 7] =
    ["front", "sections", "recommendations", "closing", "background_papers", "contacts", "appendices"];

/// Every part of a report is printed once: one left out of the order would be lost.
fn check_order(tokens: &Tokens, place: Place, findings: &mut Findings) {
    let order = tokens.list("order");
    let once = |part: &&str| order.iter().filter(|o| *o == part).count() == 1;
    if order.len() != PARTS.len() || !PARTS.iter().all(once) {
        let message = "the token `order` does not name every part of a report once";
        let list = PARTS.join(", ");
        findings.push(
            Finding::error("style-token", place, message).hint(format!("put these in your order: {list}")),
        );
    }
}

/// A numbering pattern counts with one letter or figure of `a A i I 1`, and prints no other: letters
/// beside it would count too, or not at all.
fn check_patterns(tokens: &Tokens, place: Place, findings: &mut Findings) {
    let single = ["numbering.paragraph", "numbering.page", "appendix.numbering"];
    let patterns = single.iter().map(|path| (*path, tokens.text(path)));
    let lists = tokens.list("numbering.report").into_iter().map(|pattern| ("numbering.report", pattern));
    for (path, pattern) in patterns.chain(lists) {
        let counters: Vec<char> = pattern.chars().filter(|c| c.is_alphanumeric()).collect();
        if !matches!(counters.as_slice(), ['a' | 'A' | 'i' | 'I' | '1']) {
            let message = format!("`{path}` cannot count with the pattern `{pattern}`");
            findings.push(
                Finding::error("style-token", place, message).hint(
                    "a pattern has one of a, A, i, I or 1, and marks round it, as in \"1.\" or \"(a)\"",
                ),
            );
        }
    }
    let align = tokens.text("title.align");
    if !["left", "center"].contains(&align) {
        let message = format!("`title.align` cannot be `{align}`");
        findings.push(Finding::error("style-token", place, message).hint("it is \"left\" or \"center\""));
    }
    for (path, low, high) in SIZES {
        let size = points(tokens.text(path));
        if !(low..=high).contains(&size) {
            let message = format!("`{path}` is {}, which nobody can read or print", tokens.text(path));
            findings.push(
                Finding::error("style-token", place, message)
                    .hint(format!("it can be from {low} to {high} points; a centimetre is 28.3")),
            );
        }
    }
}

/// Lengths that a page can bear, in points.
const SIZES: [(&str, f64, f64); 7] = [
    ("page.top", 20.0, 170.0),
    ("page.bottom", 28.0, 170.0),
    ("page.left", 14.0, 170.0),
    ("page.right", 14.0, 170.0),
    ("fonts.size", 8.0, 30.0),
    ("fonts.table_size", 7.0, 30.0),
    ("fonts.small_size", 7.0, 30.0),
];

/// A date pattern that cannot be printed is found when the style is read.
fn check_dates(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    let own = overrides.and_then(|o| o.table()?.get("dates")?.table());
    for (key, token) in tokens.group("dates") {
        if let Token::Text(pattern) = token
            && let Err(problem) = date::print(pattern, chrono::NaiveDate::default())
        {
            let place = own.and_then(|t| t.get(key)).map_or(asked, |n| n.place);
            let message = format!("the date pattern `dates.{key}` is wrong: {problem}");
            let hint = format!("it is made of {}, as in \"ordinal month year\"", date::WORDS.join(", "));
            findings.push(Finding::error("style-token", place, message).hint(hint));
        }
    }
}

impl Style {
    /// The fields that the style declares under `front` or `closing`, in order.
    pub fn declared(&self, group: &str) -> Vec<Declared> {
        let fields = self.tokens.group(group).iter();
        fields
            .filter_map(|(key, token)| {
                let Token::Group(tokens) = token else { return None };
                let text = |k: &str| tokens.text(k).to_owned();
                Some(Declared {
                    key: key.clone(),
                    label: text("label"),
                    required: tokens.switch("required"),
                    signed_by: text("signed_by"),
                })
            })
            .collect()
    }

    /// A date as the style prints it in the place `pattern` ("title", "text").
    pub fn date(&self, pattern: &str, date: chrono::NaiveDate) -> Vec<date::Part> {
        date::print(self.tokens.text(&format!("dates.{pattern}")), date).unwrap_or_default()
    }
}
