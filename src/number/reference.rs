//! References: what `{{ ref("x") }}` prints, and where it leads. It never finds a name missing: `check` has
//! made sure that every name is there.

use std::collections::BTreeMap;

use crate::model::{AppendixContent, Block, CellContent, Inline, Paper, SectionNumbering, plain};
use crate::style::Tokens;

/// The printed words and the anchor of each name that references can use.
type ReferenceTargets = BTreeMap<String, (String, String)>;

/// Writes the words and the anchor into every reference of a paper.
pub(super) fn resolve(paper: &mut Paper, tokens: &Tokens) {
    let mut targets = ReferenceTargets::new();
    for section in &paper.sections {
        if let Some(name) = &section.name {
            let number = section.number.trim_end_matches('.');
            let word = match section.numbering {
                SectionNumbering::Given(_) => tokens.text("labels.minute"),
                _ => tokens.text("labels.section"),
            };
            let text = if number.is_empty() {
                format!("\u{2018}{}\u{2019}", plain(&section.heading))
            } else {
                format!("{word} {number}")
            };
            targets.insert(name.clone(), (text, section.anchor.clone()));
        }
    }
    for blocks in all_blocks(paper) {
        blocks.iter().for_each(|b| collect(b, tokens, &mut targets));
    }
    for appendix in &paper.appendices {
        if let Some(name) = &appendix.name {
            targets.insert(name.clone(), (appendix.label.clone(), appendix.anchor.clone()));
        }
    }
    write(paper, &targets);
}

fn all_blocks(paper: &Paper) -> Vec<&Vec<Block>> {
    let fields = paper.front.iter().chain(&paper.closing).map(|f| &f.blocks);
    let sections = paper.sections.iter().map(|s| &s.blocks);
    let recommendations = paper.recommendations.iter().map(|r| &r.blocks);
    let appendices = paper.appendices.iter().filter_map(|a| match &a.content {
        AppendixContent::Pages(blocks)
        | AppendixContent::Link(_, _, blocks)
        | AppendixContent::Attached(_, blocks) => Some(blocks),
        AppendixContent::Listed => None,
    });
    fields.chain(sections).chain(recommendations).chain(appendices).chain([&paper.data]).collect()
}

fn collect(block: &Block, tokens: &Tokens, targets: &mut ReferenceTargets) {
    match block {
        Block::Paragraph(paragraph) => {
            if let Some(name) = &paragraph.name {
                let number = paragraph.number.trim_end_matches('.');
                let text = if number.is_empty() {
                    tokens.text("labels.above").to_owned()
                } else {
                    format!("{} {number}", tokens.text("labels.paragraph"))
                };
                targets.insert(name.clone(), (text, paragraph.anchor.clone()));
            }
        }
        Block::List(list) => {
            list.items.iter().flat_map(|i| &i.blocks).for_each(|b| collect(b, tokens, targets))
        }
        Block::Resolved(resolved) => resolved.blocks.iter().for_each(|b| collect(b, tokens, targets)),
        Block::Table(table) => {
            targets.insert(table.name.clone(), (table.number.clone(), table.anchor.clone()));
        }
        Block::Image(image) => {
            let text = if image.number.is_empty() {
                tokens.text("labels.image").to_owned()
            } else {
                image.number.clone()
            };
            targets.insert(image.name.clone(), (text, image.anchor.clone()));
        }
        Block::Chart(chart) => {
            targets.insert(chart.name.to_string(), (chart.number.clone(), chart.anchor.clone()));
        }
        Block::Notes(_) => {}
    }
}

fn write(paper: &mut Paper, targets: &ReferenceTargets) {
    inlines(&mut paper.title, targets);
    paper.background_papers.iter_mut().flatten().for_each(|p| inlines(p, targets));
    for field in paper.front.iter_mut().chain(&mut paper.closing) {
        field.blocks.iter_mut().for_each(|b| block(b, targets));
    }
    for section in &mut paper.sections {
        inlines(&mut section.heading, targets);
        section.blocks.iter_mut().for_each(|b| block(b, targets));
    }
    if let Some(recommendations) = &mut paper.recommendations {
        recommendations.blocks.iter_mut().for_each(|b| block(b, targets));
    }
    paper.data.iter_mut().for_each(|b| block(b, targets));
    for appendix in &mut paper.appendices {
        inlines(&mut appendix.title, targets);
        match &mut appendix.content {
            AppendixContent::Pages(blocks)
            | AppendixContent::Link(_, _, blocks)
            | AppendixContent::Attached(_, blocks) => blocks.iter_mut().for_each(|b| block(b, targets)),
            AppendixContent::Listed => {}
        }
    }
}

fn block(one: &mut Block, targets: &ReferenceTargets) {
    match one {
        Block::Paragraph(paragraph) => inlines(&mut paragraph.body, targets),
        Block::List(list) => {
            list.items.iter_mut().flat_map(|i| &mut i.blocks).for_each(|b| block(b, targets))
        }
        Block::Resolved(resolved) => resolved.blocks.iter_mut().for_each(|b| block(b, targets)),
        Block::Table(table) => {
            inlines(&mut table.caption, targets);
            inlines(&mut table.origin, targets);
            table.head.iter_mut().flatten().for_each(|c| inlines(&mut c.body, targets));
            for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
                match &mut cell.body {
                    CellContent::Line(line) => inlines(line, targets),
                    CellContent::Blocks(blocks) => blocks.iter_mut().for_each(|b| block(b, targets)),
                }
            }
        }
        Block::Chart(chart) => {
            for body in [&mut chart.title, &mut chart.subtitle, &mut chart.origin, &mut chart.data] {
                inlines(body, targets);
            }
        }
        Block::Image(image) => inlines(&mut image.caption, targets),
        Block::Notes(notes) => notes.iter_mut().for_each(|n| inlines(&mut n.body, targets)),
    }
}

fn inlines(body: &mut [Inline], targets: &ReferenceTargets) {
    for inline in body {
        match inline {
            Inline::Reference { name, text, anchor, .. } => {
                if let Some((printed, at)) = targets.get(name) {
                    text.clone_from(printed);
                    anchor.clone_from(at);
                }
            }
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                inlines(body, targets)
            }
            _ => {}
        }
    }
}
