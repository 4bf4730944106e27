//! The holes of an agenda's texts: which there are, and which have no meaning there. It evaluates
//! none.

use crate::check::markup::{Block, Hole, Inline, Kind, Line, Piece};
use crate::finding::{Finding, Findings, Rule};

/// The holes of a line.
pub(super) fn in_line(line: &Line) -> Vec<Hole> {
    line.iter()
        .filter_map(|piece| if let Piece::Hole(hole) = piece { Some(hole.clone()) } else { None })
        .collect()
}

/// The holes of a text.
pub(super) fn in_blocks(blocks: &[Block]) -> Vec<Hole> {
    let mut holes = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { body, .. } => in_inlines(body, &mut holes),
            Block::List { items, .. } => holes.extend(items.iter().flat_map(|(blocks, _)| in_blocks(blocks))),
            Block::Resolved { blocks, .. } => holes.extend(in_blocks(blocks)),
            Block::Placed { name, place } => {
                holes.push(Hole { kind: Kind::Place(name.clone()), place: *place });
            }
        }
    }
    holes
}

fn in_inlines(body: &[Inline], holes: &mut Vec<Hole>) {
    for inline in body {
        match inline {
            Inline::Hole(hole) => holes.push(hole.clone()),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                in_inlines(body, holes)
            }
            Inline::Text(..) | Inline::Break => {}
        }
    }
}

/// Says which holes have no meaning in an agenda: it has no tables, notes or numbered paragraphs.
pub(super) fn refuse(holes: &[Hole], findings: &mut Findings) {
    for hole in holes {
        let word = match hole.kind {
            Kind::Expression(_) => continue,
            Kind::Place(_) => "place",
            Kind::Unnumbered => "unnumbered",
            Kind::Name(_) => "name",
            Kind::Reference(_) => "ref",
            Kind::Note(_) => "note",
        };
        findings.push(
            Finding::error(Rule::HoleMisplaced, hole.place, format!("`{word}` has no meaning in an agenda"))
                .hint("tables, images, notes and references stand in reports: make one, and name it in `papers` of the item"),
        );
    }
}

/// Whether one of the holes prints the next meeting.
pub(super) fn print_next(holes: &[Hole]) -> bool {
    let next = |expression: &str| {
        expression.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == "next")
    };
    holes.iter().any(|hole| matches!(&hole.kind, Kind::Expression(expression) if next(expression)))
}
