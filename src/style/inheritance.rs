//! The line of inheritance of a style: the styles that it extends, from the one at the bottom up. It lays
//! nothing over anything.

use std::sync::Arc;

use super::builtin::{self, Files};
use super::language::WELSH;
use crate::finding::{FileId, Finding, Findings, Rule, Sources, Span, did_you_mean};
use crate::load::node::Node;
use crate::load::{Project, parse_toml};

/// The style that every other one extends.
pub(super) const BASE: &str = "base";

/// The key by which a style names the one that it extends.
pub(super) const EXTENDS: &str = "extends";

/// The file of a style's tokens.
pub(super) const TOKENS: &str = "style.toml";

/// A style among those that extend one another: what came with the program, and the council's own files of
/// its name.
pub(super) struct Layer {
    pub name: String,
    /// The files, first those that came with the program.
    pub files: Vec<LayerFile>,
}

/// A file of a style.
pub(super) struct LayerFile {
    pub name: String,
    /// The file as findings name it.
    pub file: FileId,
    pub bytes: Arc<[u8]>,
    /// Whether the file lies in the council's folder.
    pub own: bool,
    /// The TOML table of a file of tokens; `None` in other files.
    pub table: Option<Node>,
}

/// The files that come with the program for the name of a style; empty where only the council has it.
pub(super) fn built_in(name: &str) -> Files {
    if name == BASE {
        return builtin::BASE;
    }
    builtin::STYLES.iter().find(|(n, _)| *n == name).map_or(&[][..], |(_, files)| files)
}

/// The styles from the base up to `name`, each of which extends the one before. `known` are the names of all
/// styles. `None` where a style is missing or extends itself, which is a finding.
pub(super) fn inheritance(
    name: &str,
    known: &[String],
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<Layer>> {
    let mut layers = vec![layer(name, project, sources, findings)];
    while let Some(top) = layers.last().filter(|layer| layer.name != BASE) {
        let Some((below, span)) = extends(top, findings)? else {
            layers.push(layer(BASE, project, sources, findings));
            break;
        };
        if layers.iter().any(|layer| layer.name == below) {
            findings.push(circle(&layers, &below, span));
            return None;
        }
        if below != BASE && !known.contains(&below) {
            findings.push(
                Finding::error(
                    Rule::UnknownStyle,
                    span,
                    format!("there is no house style `{below}` to extend"),
                )
                .hint_if(did_you_mean(&below, known.iter().map(String::as_str)))
                .hint(format!("there are: {BASE}, {}", known.join(", "))),
            );
            return None;
        }
        layers.push(layer(&below, project, sources, findings));
    }
    layers.reverse();
    Some(layers)
}

/// The style that a style extends, and where it says so; the inner `None` where it does not say, the outer
/// one where it says so wrongly. The council's own file is read first.
fn extends(layer: &Layer, findings: &mut Findings) -> Option<Option<(String, Span)>> {
    for file in layer.files.iter().rev().filter(|file| file.name == TOKENS) {
        let Some(node) = file.table.as_ref().and_then(Node::table).and_then(|t| t.get(EXTENDS)) else {
            continue;
        };
        let Some(text) = node.text() else {
            let message = format!("`{EXTENDS}` should be the name of a style, and is {}", node.kind());
            findings
                .push(Finding::error(Rule::StyleToken, node.span, message).hint("write extends = \"plain\""));
            return None;
        };
        return Some(Some((text.string.clone(), text.span())));
    }
    Some(None)
}

fn circle(layers: &[Layer], below: &str, span: Span) -> Finding {
    let mut names: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
    names.push(below);
    if layers.last().is_some_and(|layer| layer.name == below) {
        let message = format!("the house style `{below}` extends itself");
        let hint = if built_in(below).is_empty() {
            "name another style, such as \"plain\"".to_owned()
        } else {
            format!(
                "take the line away: a folder templates/{below} is laid over the built-in `{below}` as it is"
            )
        };
        return Finding::error(Rule::StyleCircle, span, message).hint(hint);
    }
    let from = names.iter().position(|name| *name == below).unwrap_or(0);
    let round = names[from..].join("`, which extends `");
    Finding::error(Rule::StyleCircle, span, format!("these styles extend one another: `{round}`"))
        .hint("let one of them extend \"plain\", \"county\" or \"base\"")
}

fn layer(name: &str, project: &Project, sources: &mut Sources, findings: &mut Findings) -> Layer {
    let mut files = Vec::new();
    for (file_name, bytes) in built_in(name) {
        let path = format!("built-in templates/{name}/{file_name}");
        let file = sources.find(&path).unwrap_or_else(|| {
            let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
            sources.add(path, text)
        });
        files.push((*file_name, file, bytes.to_vec(), false));
    }
    for (path, (file, bytes)) in &project.templates {
        if let Some(file_name) = path.strip_prefix(name).and_then(|p| p.strip_prefix('/')) {
            files.push((file_name, *file, bytes.clone(), true));
        }
    }
    let files = files.into_iter().map(|(name, file, bytes, own)| LayerFile {
        table: (name == TOKENS || name == WELSH).then(|| parse_toml(sources.text(file), file, findings)),
        name: name.to_owned(),
        file,
        bytes: bytes.into(),
        own,
    });
    Layer { name: name.to_owned(), files: files.collect() }
}
