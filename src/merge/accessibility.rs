//! The page on which a pack says what in it is not accessible, and whom to contact about it. It checks
//! nothing.

use crate::model::{Block, Inline, Pack, Paper, PaperKind, Paragraph, Section};
use crate::style::{fill, without_full_stop};

/// An attachment in a pack, as the pack's statement of accessibility names it.
#[derive(Debug, Clone)]
pub(crate) struct AttachmentPart {
    pub item: String,
    pub title: String,
    /// The first and the last of its pages in the pack.
    pub pages: [usize; 2],
    /// The token of the style for how the attachment is read out: "tags", "pictures", "transcript",
    /// "pictures_without_words", and each after "tags_and_".
    pub read_out: String,
    /// Whether the attachment breaks no rule of PDF/UA-1.
    pub is_valid: bool,
}

/// Makes the statement of accessibility of a pack, in the words of its style.
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
        let title = without_full_stop(&part.title).to_owned();
        let values = [("item", &part.item), ("title", &title), ("first", &first), ("last", &last)];
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
        ..agenda.clone()
    }
}
