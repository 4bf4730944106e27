//! House styles: which files and tokens a board's papers are set with. It reads no file itself and
//! sets no page; it lays the council's own files over the built-in ones, one by one.

pub mod builtin;
mod contrast;
pub mod date;
mod scheme;
mod sound;
mod time;
mod tokens;

use std::collections::BTreeMap;

pub use contrast::{contrast, rgb};
pub use scheme::{mark, own_mark, path_mark};
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
    sound::check(&tokens, overrides, asked, findings);
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

impl Style {
    /// The fields that the style declares under `front` or `closing`, by their `order`; those without
    /// one come last.
    pub fn declared(&self, group: &str) -> Vec<Declared> {
        let fields = self.tokens.group(group).iter();
        let declared = fields.filter_map(|(key, token)| {
            let Token::Group(tokens) = token else { return None };
            let text = |k: &str| tokens.text(k).to_owned();
            let field = Declared {
                key: key.clone(),
                label: text("label"),
                required: tokens.switch("required"),
                signed_by: text("signed_by"),
            };
            Some((tokens.integer("order").unwrap_or(usize::MAX), field))
        });
        let mut declared: Vec<(usize, Declared)> = declared.collect();
        declared.sort_by_key(|(order, _)| *order);
        declared.into_iter().map(|(_, field)| field).collect()
    }

    /// A time of day as the style prints it, in its pattern `times.text`.
    pub fn time(&self, time: chrono::NaiveTime) -> String {
        time::print(self.tokens.text("times.text"), time).unwrap_or_default()
    }

    /// A date as the style prints it in the place `pattern` ("title", "text").
    pub fn date(&self, pattern: &str, date: chrono::NaiveDate) -> Vec<date::Part> {
        date::print(self.tokens.text(&format!("dates.{pattern}")), date).unwrap_or_default()
    }
}
