//! Images and notes of a paper, which are declared by name and placed in its text. It never opens a file.

use super::PlainText;
use super::fields::Fields;
use super::markup::{MarkupLine, line};
use super::plain_text::plain;
use super::typed_labels::refuse_number;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TypedText};
use crate::load::{Asset, Assets, LoadedPicture};

/// An image of a paper.
#[derive(Debug, Clone)]
pub(crate) struct ImageSpec {
    pub picture: LoadedPicture,
    /// The name of its file.
    pub file: PlainText,
    /// The alternative text; `None` where the image is decoration.
    pub alt: Option<PlainText>,
    pub caption: MarkupLine,
    /// The span of the declaration.
    pub span: Span,
}

/// A note of a paper.
#[derive(Debug, Clone)]
pub(crate) struct NoteSpec {
    /// The author's own mark, where one was given.
    pub mark: Option<PlainText>,
    pub text: MarkupLine,
    /// The span of the declaration.
    pub span: Span,
}

/// Reads `[image.x]`; `None` where its file is not there or is no image.
pub(super) fn image(name: &str, node: &Node, assets: &Assets, findings: &mut Findings) -> Option<ImageSpec> {
    let mut fields = Fields::of(node, format!("`[image.{name}]`"), findings);
    let file = fields.required("file", "\"map.png\"", findings);
    let alt = fields.text("alt", findings).map(plain).filter(|a| !a.text.trim().is_empty());
    let decorative = fields.boolean("decorative", findings).unwrap_or(false);
    let caption = fields
        .text("caption", findings)
        .inspect(|t| refuse_number(t, findings))
        .map(|t| line(t, findings))
        .unwrap_or_default();
    fields.finish(findings);
    if alt.is_none() && !decorative {
        findings.push(
            Finding::error(
                Rule::ImageAlt,
                file.map_or(node.span, TypedText::span),
                format!("the image `{name}` has no words for those who cannot see it"),
            )
            .hint("add: alt = \"what it shows\"; or, where it shows nothing, decorative = true"),
        );
    }
    if let Some(alt) =
        alt.as_ref().filter(|alt| file.is_some_and(|file| repeats_file(&alt.text, &file.string)))
    {
        let message = format!("the words of the image `{name}` are the name of its file");
        findings.push(
            Finding::error(Rule::ImageAlt, alt.span, message)
                .hint("say what the image shows, to somebody who cannot see it; or, where it shows nothing, decorative = true in place of `alt`"),
        );
    }
    if let (Some(alt), true) = (&alt, decorative) {
        findings.push(
            Finding::error(
                Rule::ImageAlt,
                alt.span,
                format!("the image `{name}` is called decorative and has words"),
            )
            .hint("keep one of `alt` and `decorative`"),
        );
    }
    if let (Some(file), Some(Asset::Picture(picture))) = (file, file.and_then(|f| assets.get(&f.span())))
        && let Some(font) = &picture.foreign_font
    {
        let message =
            format!("the drawing `{}` asks for the font `{font}`, which is not embedded", file.string);
        findings.push(Finding::warning(Rule::ImageFont, file.span(), message).hint("its words are set in Boardpack Sans; where that does not fit, save the drawing with its text as outlines"));
    }
    let file = file?;
    match assets.get(&file.span()) {
        Some(Asset::Picture(picture)) => {
            Some(ImageSpec { picture: picture.clone(), file: plain(file), alt, caption, span: node.span })
        }
        _ => None,
    }
}

/// Whether words for an image say no more than the name of its file: "map_2.png", "Map 2".
fn repeats_file(alt: &str, file: &str) -> bool {
    let fold = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let alt = alt.trim();
    alt.eq_ignore_ascii_case(name) || fold(alt) == fold(stem) || fold(alt) == fold(name)
}

/// Reads `[note.x]`; `None` where it has no text.
pub(super) fn note(name: &str, node: &Node, findings: &mut Findings) -> Option<NoteSpec> {
    let mut fields = Fields::of(node, format!("`[note.{name}]`"), findings);
    let mark = fields.text("mark", findings).map(plain);
    let text = fields.required("text", "\"Statutory agencies under the Act\"", findings);
    fields.finish(findings);
    if let Some(mark) = mark.as_ref().filter(|m| m.text.trim().is_empty() || m.text.chars().count() > 3) {
        let message = if mark.text.trim().is_empty() {
            "the mark of this note is blank, so that nobody can find the note".to_owned()
        } else {
            format!("`{}` is too long for the mark of a note", mark.text)
        };
        findings.push(Finding::error(Rule::NoteMark, mark.span, message).hint(
            "write one to three characters, as in mark = \"*\"; or take it away: the style has marks of its own",
        ));
    }
    Some(NoteSpec { mark, text: line(text?, findings), span: node.span })
}
