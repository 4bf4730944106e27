//! The files of a style, each from the topmost style in the line of inheritance that has it. It never looks
//! into what a file says, but for the names of other files.

use std::collections::BTreeMap;

use super::StyleFile;
use super::inheritance::{Layer, TOKENS};
use super::tokens::{Token, TokenSpans, Tokens};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};

/// The endings of files that hold no text.
const BINARY: [&str; 3] = [".png", ".jpg", ".jpeg"];

/// The endings of pictures that a token can name.
const PICTURES: [&str; 4] = [".svg", ".png", ".jpg", ".jpeg"];

/// The endings of files that are for people and not for the style.
const ASIDE: [&str; 2] = [".md", ".txt"];

/// The tokens that name a picture.
const OF_PICTURES: [&str; 1] = ["letterhead_mark.file"];

/// Lays the files of a style and of those that it extends over one another, one by one.
pub(super) fn lay(layers: &[Layer], tokens: &Tokens, findings: &mut Findings) -> BTreeMap<String, StyleFile> {
    let mut files: BTreeMap<String, StyleFile> = BTreeMap::new();
    let mut added = Vec::new();
    for layer in layers {
        for file in &layer.files {
            if ASIDE.iter().any(|ending| file.name.ends_with(ending)) {
                continue;
            }
            let binary = BINARY.iter().any(|ending| file.name.ends_with(ending));
            if !binary && std::str::from_utf8(&file.bytes).is_err() {
                findings.push(
                    Finding::error(
                        Rule::StyleFile,
                        Span::whole(file.file),
                        format!("`{}` of the house style is not UTF-8 text", file.name),
                    )
                    .hint("save it as UTF-8, or take it away: then the built-in one is used"),
                );
                continue;
            }
            if file.own && file.name != TOKENS && !files.contains_key(&file.name) {
                added.push((layer.name.as_str(), file));
            }
            files.insert(file.name.clone(), StyleFile { file: file.file, bytes: file.bytes.clone() });
        }
    }
    // What takes no file's place is used where another file or a token names it, and nowhere else.
    for (style, file) in added {
        if !named(&file.name, &files, tokens) {
            let known = files.keys().map(String::as_str).filter(|name| *name != file.name);
            let is_picture = PICTURES.iter().any(|ending| file.name.ends_with(ending));
            let finding =
                |message: String| Finding::warning(Rule::StyleFile, Span::whole(file.file), message);
            findings.push(if is_picture {
                finding(format!("nothing in the style `{style}` names the picture `{}`, so it is not printed", file.name))
                    .paste(
                        "to set it beside the board's name, put these lines at the end of the style's style.toml; otherwise delete the picture:",
                        vec!["[letterhead_mark]".to_owned(), format!("file = \"{}\"", file.name)],
                    )
            } else {
                finding(format!("the style `{style}` has no file `{}`, so this one is not used", file.name))
                    .hint_if(did_you_mean(&file.name, known))
                    .hint("a file takes the place of one of the same name, or is named by another file or token")
            });
        }
    }
    files
}

/// Whether another file or a token names a file.
fn named(name: &str, files: &BTreeMap<String, StyleFile>, tokens: &Tokens) -> bool {
    let quoted = format!("\"{name}\"");
    let by_file = |(other, file): (&String, &StyleFile)| {
        let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
        other != name && (other.ends_with(".typ") || other.ends_with(".j2")) && text.contains(&quoted)
    };
    OF_PICTURES.iter().any(|path| tokens.text(path) == name) || files.iter().any(by_file)
}

/// Finds tokens that should name a picture of the style and do not.
pub(super) fn check_pictures(
    tokens: &Tokens,
    places: &TokenSpans,
    files: &BTreeMap<String, StyleFile>,
    asked: Span,
    findings: &mut Findings,
) {
    for path in OF_PICTURES {
        let Some(Token::Text(name)) = tokens.get(path).filter(|token| **token != Token::Text(String::new()))
        else {
            continue;
        };
        let picture = |name: &str| PICTURES.iter().any(|ending| name.ends_with(ending));
        if files.contains_key(name) && picture(name) {
            continue;
        }
        let span = places.get(path).unwrap_or(asked);
        let known = files.keys().map(String::as_str).filter(|name| picture(name));
        findings.push(
            Finding::error(Rule::StylePicture, span, format!("the style has no picture `{name}`"))
                .hint_if(did_you_mean(name, known))
                .hint("put it into the style's folder, as .svg, .png or .jpg; \"\" stands for none"),
        );
    }
}
