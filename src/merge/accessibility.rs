//! The page on which a pack says what in it is not accessible, and whom to contact about it. It checks
//! nothing.

use crate::model::{Block, Inline, Pack, Paper, PaperKind, Paragraph, Section};
use crate::style::fill;

/// An attachment in a pack.
#[derive(Debug, Clone)]
pub(crate) struct AttachmentPart {
    /// The number of its item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Its first and last page.
    pub pages: [usize; 2],
    /// How it is read out, which is a token of the style: "tags", "pictures", "transcript",
    /// "tags_and_pictures", "tags_and_transcript".
    pub read_out: String,
    /// Whether it breaks no rule of PDF/UA-1.
    pub is_valid: bool,
}

/// The statement of a pack, in the words of its style.
pub(crate) fn accessibility(pack: &Pack, parts: &[AttachmentPart]) -> Paper {
    let agenda = &pack.agenda;
    let tokens = &agenda.style.tokens;
    let span = pack.span;
    let words = |token: &str| tokens.text(&format!("accessibility.{token}")).to_owned();
    let paragraph = |text: String| {
        Block::Paragraph(Paragraph {
            number: String::new(),
            unnumbered: true,
            name: None,
            anchor: String::new(),
            body: vec![Inline::Text(text, span)],
            span,
        })
    };
    let sound = parts.iter().all(|part| part.is_valid);
    let mut first = vec![paragraph(words(if sound { "whole" } else { "in_part" }))];
    first.push(paragraph(words("ask")));
    let mut sections = vec![Section::of_style(String::new(), first, span)];
    for part in parts {
        let [first, last] = part.pages.map(|page| page.to_string());
        let values = [("item", &part.item), ("title", &part.title), ("first", &first), ("last", &last)];
        let heading = fill(&words("part"), &values);
        let mut blocks = vec![paragraph(words(&part.read_out))];
        if !part.is_valid {
            blocks.push(paragraph(words("faulty")));
        }
        sections.push(Section::of_style(heading, blocks, span));
    }
    let title = words("title");
    Paper {
        kind: PaperKind::Accessibility,
        id: format!("{}/accessibility", pack.folder()),
        title: vec![Inline::Text(title.clone(), span)],
        short_title: title,
        sections,
        contacts: agenda.agenda.iter().filter_map(|agenda| agenda.clerk.clone()).collect(),
        agenda: None,
        appendices: Vec::new(),
        in_pack: false,
        ..agenda.clone()
    }
}
