//! Notes: their signs, in the order of their first marks over the parts as the style prints them, and their
//! place right under the block that marks them first. It never drops one, and never changes a sign that its
//! author typed.

use std::collections::{BTreeMap, VecDeque};

use crate::model::{AppendixContent, Block, CellContent, Inline, Note, Paper};
use crate::style::Tokens;

/// Gives every note its sign, writes the signs into the text, and puts each note after the block
/// that marks it first.
pub(super) fn put_notes(paper: &mut Paper, tokens: &Tokens) {
    let mut notes = NotePlacer::new(std::mem::take(&mut paper.notes), tokens);
    let mut slots = slots(paper, tokens);
    let mut before: Option<usize> = None;
    for at in 0..slots.len() {
        match &mut slots[at] {
            Slot::Heading(body) => notes.mark(body),
            Slot::Blocks(blocks) => {
                notes.mark_blocks(blocks);
                before = Some(at);
            }
            Slot::Line(body) => {
                notes.mark(body);
                // Under nothing of its own, its notes end what stands above it.
                if let Some(Slot::Blocks(blocks)) = before.and_then(|before| slots.get_mut(before)) {
                    blocks.extend(notes.take_marked());
                }
            }
        }
    }
    if let Some(rest) = notes.take_rest()
        && let Some(section) = paper.sections.first_mut()
    {
        section.blocks.push(rest);
    }
}

/// A stretch of a paper, in the order in which it is read.
enum Slot<'p> {
    /// Words above blocks: their notes follow the first of these.
    Heading(&'p mut Vec<Inline>),
    /// Words under which nothing of their own stands.
    Line(&'p mut Vec<Inline>),
    /// Blocks, of which each is followed by its notes.
    Blocks(&'p mut Vec<Block>),
}

/// The stretches of a paper in the order in which they are printed.
fn slots<'p>(paper: &'p mut Paper, tokens: &Tokens) -> Vec<Slot<'p>> {
    let mut parts: BTreeMap<&str, Vec<Slot<'p>>> = BTreeMap::new();
    let mut fields = |part, fields: &'p mut Vec<crate::model::Field>| {
        parts.insert(part, fields.iter_mut().map(|field| Slot::Blocks(&mut field.blocks)).collect());
    };
    fields("front", &mut paper.front);
    fields("closing", &mut paper.closing);
    let sections = paper.sections.iter_mut();
    let sections = sections.flat_map(|s| [Slot::Heading(&mut s.heading), Slot::Blocks(&mut s.blocks)]);
    parts.insert("sections", sections.collect());
    let recommendations = paper.recommendations.iter_mut();
    parts.insert("recommendations", recommendations.map(|r| Slot::Blocks(&mut r.blocks)).collect());
    let papers = paper.background_papers.iter_mut().flatten();
    parts.insert("background_papers", papers.map(Slot::Line).collect());
    // The list of all appendices comes first, then those that have pages of their own.
    let (mut list, mut pages) = (Vec::new(), Vec::new());
    for appendix in &mut paper.appendices {
        match &mut appendix.content {
            AppendixContent::Link(_, _, blocks) => {
                list.extend([Slot::Heading(&mut appendix.title), Slot::Blocks(blocks)]);
            }
            AppendixContent::Listed => list.push(Slot::Line(&mut appendix.title)),
            AppendixContent::Pages(blocks) | AppendixContent::Attached(_, blocks) => {
                list.push(Slot::Line(&mut appendix.title));
                pages.push(Slot::Blocks(blocks));
            }
        }
    }
    list.append(&mut pages);
    parts.insert("appendices", list);
    let mut slots = vec![Slot::Heading(&mut paper.title)];
    slots.extend(printed_order(tokens).into_iter().filter_map(|part| parts.remove(part)).flatten());
    slots.push(Slot::Blocks(&mut paper.data));
    slots
}

/// The parts of a report in the order in which they are printed: appendices come after the table in
/// which a style has the parts round them.
fn printed_order(tokens: &Tokens) -> Vec<&str> {
    let mut order = tokens.list("order");
    let sections = order.iter().position(|part| *part == "sections").unwrap_or(order.len());
    let (before, after) = order.split_at_mut(sections);
    let last = |part: &&str| *part == "appendices";
    if tokens.text("frame.front") == "table" {
        before.sort_by_key(last);
    }
    if tokens.text("frame.closing") == "table" {
        after.sort_by_key(last);
    }
    order
}

/// The notes that have signs so far, and those that are still to be placed.
struct NotePlacer {
    /// The style's signs that no author typed, next first.
    free: VecDeque<String>,
    /// The number of notes that had to do without one of the style's signs.
    spare: usize,
    /// The sign of each note that has one, by its name.
    signs: BTreeMap<String, String>,
    /// The notes that no mark has led to yet, by name.
    unmarked: BTreeMap<String, Note>,
    /// The notes whose sign stands above, and which are still to be printed.
    marked: Vec<Note>,
}

impl NotePlacer {
    fn new(notes: Vec<Note>, tokens: &Tokens) -> Self {
        let typed = |sign: &&str| notes.iter().any(|note| note.mark == *sign);
        let free = tokens.list("numbering.notes").into_iter().filter(|sign| !typed(sign));
        let free = free.map(str::to_owned).collect();
        let unmarked = notes.into_iter().map(|note| (note.name.clone(), note)).collect();
        Self { free, spare: 0, signs: BTreeMap::new(), unmarked, marked: Vec::new() }
    }

    /// The sign of a note. Its first mark gives the note one, and has it printed next.
    fn sign(&mut self, name: &str) -> String {
        if let Some(sign) = self.signs.get(name) {
            return sign.clone();
        }
        let Some(mut note) = self.unmarked.remove(name) else { return name.to_owned() };
        if note.mark.is_empty() {
            note.mark = self.free.pop_front().unwrap_or_else(|| {
                self.spare += 1;
                format!("[{}]", self.spare)
            });
        }
        let sign = note.mark.clone();
        self.signs.insert(name.to_owned(), sign.clone());
        self.marked.push(note);
        sign
    }

    /// Writes the signs into a text.
    fn mark(&mut self, body: &mut [Inline]) {
        for inline in body {
            match inline {
                Inline::NoteMark { name, mark, .. } => *mark = self.sign(name),
                Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => self.mark(body),
                _ => {}
            }
        }
    }

    /// Writes the signs into a run of blocks, and puts each block's notes after it.
    fn mark_blocks(&mut self, blocks: &mut Vec<Block>) {
        let mut out = Vec::with_capacity(blocks.len());
        let mut rest = std::mem::take(blocks).into_iter().peekable();
        while let Some(mut block) = rest.next() {
            self.mark_block(&mut block);
            // What stands beside the paragraph that follows is not parted from it.
            let beside = match &block {
                Block::Table(table) => table.beside,
                Block::Chart(chart) => chart.beside,
                _ => false,
            };
            out.push(block);
            if !(beside && matches!(rest.peek(), Some(Block::Paragraph(_)))) {
                out.extend(self.take_marked());
            }
        }
        out.extend(self.take_marked());
        *blocks = out;
    }

    fn mark_block(&mut self, block: &mut Block) {
        match block {
            Block::Paragraph(paragraph) => self.mark(&mut paragraph.body),
            Block::List(list) => {
                list.items.iter_mut().flat_map(|i| &mut i.blocks).for_each(|b| self.mark_block(b))
            }
            Block::Resolved(resolved) => resolved.blocks.iter_mut().for_each(|b| self.mark_block(b)),
            Block::Table(table) => {
                self.mark(&mut table.caption);
                table.head.iter_mut().flatten().for_each(|c| self.mark(&mut c.body));
                for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
                    match &mut cell.body {
                        CellContent::Line(line) => self.mark(line),
                        CellContent::Blocks(blocks) => blocks.iter_mut().for_each(|b| self.mark_block(b)),
                    }
                }
                self.mark(&mut table.origin);
            }
            Block::Chart(chart) => {
                for body in [&mut chart.title, &mut chart.subtitle, &mut chart.origin, &mut chart.data] {
                    self.mark(body);
                }
            }
            Block::Image(image) => self.mark(&mut image.caption),
            Block::Notes(notes) => notes.iter_mut().for_each(|n| self.mark(&mut n.body)),
        }
    }

    /// The notes that are to be printed now, with those that their own texts mark.
    fn take_marked(&mut self) -> Option<Block> {
        let mut notes = Vec::new();
        while !self.marked.is_empty() {
            for mut note in std::mem::take(&mut self.marked) {
                self.mark(&mut note.body);
                notes.push(note);
            }
        }
        (!notes.is_empty()).then_some(Block::Notes(notes))
    }

    /// The notes that nothing has marked, and any that no block stood under.
    fn take_rest(&mut self) -> Option<Block> {
        let names: Vec<String> = self.unmarked.keys().cloned().collect();
        for name in names {
            self.sign(&name);
        }
        self.take_marked()
    }
}
