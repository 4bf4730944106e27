//! The page on which a pack says what in it is not accessible, and whom to ask. It checks nothing.

use crate::model::{Block, Inline, Kind, Pack, Paper, Paragraph, Section};
use crate::style::fill;

/// An attachment in a pack.
#[derive(Debug, Clone)]
pub struct AttachedPart {
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
    pub sound: bool,
}

/// The statement of a pack, in the words of its style.
pub fn accessibility(pack: &Pack, parts: &[AttachedPart]) -> Paper {
    let agenda = &pack.agenda;
    let tokens = &agenda.style.tokens;
    let place = pack.place;
    let words = |token: &str| tokens.text(&format!("accessibility.{token}")).to_owned();
    let paragraph = |text: String| {
        Block::Paragraph(Paragraph {
            number: String::new(),
            unnumbered: true,
            name: None,
            anchor: String::new(),
            body: vec![Inline::Text(text, place)],
            place,
        })
    };
    let sound = parts.iter().all(|part| part.sound);
    let mut first = vec![paragraph(words(if sound { "whole" } else { "in_part" }))];
    first.push(paragraph(words("ask")));
    let mut sections = vec![Section::of_style(String::new(), first, place)];
    for part in parts {
        let [first, last] = part.pages.map(|page| page.to_string());
        let values = [("item", &part.item), ("title", &part.title), ("first", &first), ("last", &last)];
        let heading = fill(&words("part"), &values);
        let mut blocks = vec![paragraph(words(&part.read_out))];
        if !part.sound {
            blocks.push(paragraph(words("faulty")));
        }
        sections.push(Section::of_style(heading, blocks, place));
    }
    let title = words("title");
    Paper {
        kind: Kind::Accessibility,
        id: format!("{}/accessibility", pack.folder()),
        title: vec![Inline::Text(title.clone(), place)],
        short_title: title,
        sections,
        contacts: agenda.agenda.iter().filter_map(|agenda| agenda.clerk.clone()).collect(),
        agenda: None,
        appendices: Vec::new(),
        in_pack: false,
        ..agenda.clone()
    }
}
