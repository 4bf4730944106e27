//! Notes: their marks, and their place right under the block that first marks them. It never
//! drops one.

use std::collections::BTreeMap;

use crate::model::{Block, Body, Content, Inline, Note, Paper};
use crate::style::Tokens;

/// Gives every note its mark, writes the marks into the text, and puts each note after the block
/// of the section that marks it first.
pub(super) fn put(paper: &mut Paper, tokens: &Tokens) {
    let marks = tokens.list("numbering.notes");
    let own: Vec<String> = paper.notes.iter().map(|n| n.mark.clone()).collect();
    let mut free = marks.iter().filter(|m| !own.iter().any(|o| o == **m)).map(|m| (*m).to_owned());
    let mut left: BTreeMap<String, Note> = BTreeMap::new();
    let mut spare = 0;
    for mut note in std::mem::take(&mut paper.notes) {
        if note.mark.is_empty() {
            note.mark = free.next().unwrap_or_else(|| {
                spare += 1;
                format!("[{spare}]")
            });
        }
        left.insert(note.name.clone(), note);
    }
    let marks = left.iter().map(|(name, note)| (name.clone(), note.mark.clone())).collect();
    let mut putter = Putter { marks, left };
    putter.headings(paper);
    let fields = paper.front.iter_mut().map(|f| &mut f.blocks);
    let sections = paper.sections.iter_mut().map(|s| &mut s.blocks);
    let recommendations = paper.recommendations.iter_mut().map(|r| &mut r.blocks);
    let closing = paper.closing.iter_mut().map(|f| &mut f.blocks);
    for blocks in fields.chain(sections).chain(recommendations).chain(closing) {
        putter.blocks(blocks);
    }
    for appendix in &mut paper.appendices {
        match &mut appendix.content {
            Content::Pages(blocks) | Content::Link(_, _, blocks) | Content::Attached(_, blocks) => {
                putter.blocks(blocks)
            }
            Content::Listed => {}
        }
    }
    // A note that is marked only in a title or in the list of background papers.
    let rest: Vec<Note> = putter.left.into_values().collect();
    if !rest.is_empty()
        && let Some(section) = paper.sections.first_mut()
    {
        section.blocks.push(Block::Notes(rest));
    }
}

struct Putter {
    marks: BTreeMap<String, String>,
    left: BTreeMap<String, Note>,
}

impl Putter {
    /// Marks in titles and headings; their notes follow the first block after them.
    fn headings(&mut self, paper: &mut Paper) {
        let mut used = Vec::new();
        self.inlines(&mut paper.title, &mut used);
        for paper in paper.background_papers.iter_mut().flatten() {
            self.inlines(paper, &mut used);
        }
        for section in &mut paper.sections {
            let mut used = Vec::new();
            self.inlines(&mut section.heading, &mut used);
            let notes: Vec<Note> = used.iter().filter_map(|n| self.left.remove(n)).collect();
            if !notes.is_empty() {
                let at = section.blocks.len().min(1);
                section.blocks.insert(at, Block::Notes(notes));
            }
        }
        for appendix in &mut paper.appendices {
            self.inlines(&mut appendix.title, &mut used);
        }
    }

    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        let mut out = Vec::with_capacity(blocks.len());
        for mut block in std::mem::take(blocks) {
            let mut used = Vec::new();
            self.block(&mut block, &mut used);
            out.push(block);
            let notes: Vec<Note> = used.iter().filter_map(|name| self.left.remove(name)).collect();
            if !notes.is_empty() {
                out.push(Block::Notes(notes));
            }
        }
        *blocks = out;
    }

    fn block(&self, block: &mut Block, used: &mut Vec<String>) {
        match block {
            Block::Paragraph(paragraph) => self.inlines(&mut paragraph.body, used),
            Block::List(list) => {
                list.items.iter_mut().flat_map(|i| &mut i.blocks).for_each(|b| self.block(b, used))
            }
            Block::Resolved(resolved) => resolved.blocks.iter_mut().for_each(|b| self.block(b, used)),
            Block::Table(table) => {
                self.inlines(&mut table.caption, used);
                table.head.iter_mut().flatten().for_each(|c| self.inlines(&mut c.body, used));
                for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
                    match &mut cell.body {
                        Body::Line(line) => self.inlines(line, used),
                        Body::Blocks(blocks) => blocks.iter_mut().for_each(|b| self.block(b, used)),
                    }
                }
                self.inlines(&mut table.source, used);
            }
            Block::Chart(chart) => {
                for body in [&mut chart.title, &mut chart.subtitle, &mut chart.source, &mut chart.data] {
                    self.inlines(body, used);
                }
            }
            Block::Image(image) => self.inlines(&mut image.caption, used),
            Block::Notes(notes) => notes.iter_mut().for_each(|n| self.inlines(&mut n.body, used)),
        }
    }

    fn inlines(&self, body: &mut [Inline], used: &mut Vec<String>) {
        for inline in body {
            match inline {
                Inline::NoteMark { name, mark, .. } => {
                    mark.clone_from(self.marks.get(name).unwrap_or(name));
                    used.push(name.clone());
                }
                Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                    self.inlines(body, used)
                }
                _ => {}
            }
        }
    }
}
