//! Checked text to model text: every hole becomes words or a reference. It never numbers.

use std::collections::BTreeMap;

use super::hole::Holes;
use crate::check;
use crate::finding::Findings;
use crate::model::{Block, Image, Inline, Item, List, Paragraph, Table};

/// Turns the text of one paper into the model's.
pub(super) struct Words<'a> {
    /// What holes may speak of.
    pub holes: &'a Holes,
    /// Tables, merged, by name.
    pub tables: BTreeMap<String, Table>,
    /// Images, merged, by name.
    pub images: BTreeMap<String, Image>,
    /// What was found on the way.
    pub findings: Findings,
}

impl Words<'_> {
    /// A line of text.
    pub(super) fn line(&mut self, line: &check::Line) -> Vec<Inline> {
        let inlines = line.iter().filter_map(|piece| match piece {
            check::Piece::Text(text, place) => Some(Inline::Text(text.clone(), *place)),
            check::Piece::Hole(hole) => self.hole(hole),
        });
        inlines.collect()
    }

    /// The text inside a paragraph.
    pub(super) fn inlines(&mut self, body: &[check::Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in body {
            match inline {
                check::Inline::Text(text, place) => out.push(Inline::Text(text.clone(), *place)),
                check::Inline::Hole(hole) => out.extend(self.hole(hole)),
                check::Inline::Strong(body) => out.push(Inline::Strong(self.inlines(body))),
                check::Inline::Emphasis(body) => out.push(Inline::Emphasis(self.inlines(body))),
                check::Inline::Link { url, body, place } => {
                    let body = self.inlines(body);
                    // A link without words would be silent to a screen reader.
                    let body = if crate::model::plain(&body).is_empty() {
                        vec![Inline::Text(url.clone(), *place)]
                    } else {
                        body
                    };
                    out.push(Inline::Link { url: url.clone(), body, place: *place });
                }
                check::Inline::Break => out.push(Inline::Break),
            }
        }
        out
    }

    fn hole(&mut self, hole: &check::Hole) -> Option<Inline> {
        let place = hole.place;
        match &hole.kind {
            check::Kind::Expression(expression) => match self.holes.print(expression, place) {
                Ok(text) => Some(Inline::Text(text, place)),
                Err(finding) => {
                    self.findings.push(*finding);
                    None
                }
            },
            check::Kind::Reference(name) => Some(Inline::Reference {
                name: name.clone(),
                text: String::new(),
                anchor: String::new(),
                place,
            }),
            check::Kind::Note(name) => {
                Some(Inline::NoteMark { name: name.clone(), mark: String::new(), place })
            }
            check::Kind::Place(_) | check::Kind::Unnumbered | check::Kind::Name(_) => None,
        }
    }

    /// Blocks of narrative, with what is placed in them.
    pub(super) fn blocks(&mut self, blocks: &[check::Block]) -> Vec<Block> {
        let mut out = Vec::new();
        for block in blocks {
            match block {
                check::Block::Paragraph { body, place } => {
                    let directive = |kind: fn(&check::Kind) -> Option<String>| {
                        body.iter()
                            .find_map(|i| if let check::Inline::Hole(h) = i { kind(&h.kind) } else { None })
                    };
                    let name =
                        directive(|k| if let check::Kind::Name(n) = k { Some(n.clone()) } else { None });
                    let unnumbered =
                        directive(|k| (*k == check::Kind::Unnumbered).then(String::new)).is_some();
                    let body = trim(self.inlines(body));
                    if !body.is_empty() {
                        out.push(Block::Paragraph(Paragraph {
                            number: String::new(),
                            unnumbered,
                            name,
                            anchor: String::new(),
                            body,
                            place: *place,
                        }));
                    }
                }
                check::Block::List { ordered, items } => {
                    let items = items.iter().map(|(blocks, place)| Item {
                        label: String::new(),
                        blocks: self.blocks(blocks),
                        place: *place,
                    });
                    let items = items.collect();
                    out.push(Block::List(List { ordered: *ordered, items }));
                }
                check::Block::Placed { name, place } => {
                    if let Some(table) = self.tables.get(name) {
                        out.push(Block::Table(Box::new(table.clone())));
                    } else if let Some(image) = self.images.get(name) {
                        out.push(Block::Image(Image { place: *place, ..image.clone() }));
                    }
                }
            }
        }
        out
    }
}

/// Takes the blanks at both ends away, as a hole that prints nothing leaves them.
fn trim(mut body: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline::Text(text, _)) = body.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        body.remove(0);
    }
    while let Some(Inline::Text(text, _)) = body.last_mut() {
        *text = text.trim_end().to_owned();
        if !text.is_empty() {
            break;
        }
        body.pop();
    }
    body
}
