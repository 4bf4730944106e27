//! Number: every printed number and mark as a string, and every reference resolved. It changes no text of the
//! author's; Typst counts nothing but pages after it.
//!
//! Numbering follows the order in which the style prints a report's parts, which is why that order is a token
//! (`order`).
//!
//! A table without a caption takes no number: it is a part of the paper's frame, with a heading above it.

mod notes;
mod reference;
mod report_tests;
mod section_numbers;

use std::sync::Arc;

use crate::model::{AppendixContent, Block, List, Paper, PaperKind, SectionNumbering};
use crate::style::{Style, Tokens, mark};
use section_numbers::SectionNumbers;

/// A paper whose numbers, labels and references are written.
#[derive(Debug, Clone)]
pub(crate) struct Numbered(Paper);

impl Numbered {
    /// The paper itself.
    pub(crate) fn paper(&self) -> &Paper {
        &self.0
    }
}

/// Numbers a paper by its style's schemes, in the order in which the style prints its parts; puts its notes
/// in their places and resolves its references.
pub(crate) fn number(mut paper: Paper) -> Numbered {
    let style = paper.style.clone();
    let mut counters = Counters {
        tokens: &style.tokens,
        speaks: None,
        scheme: if paper.kind == PaperKind::Minutes { "numbering.minutes" } else { "numbering.report" },
        within: (paper.kind == PaperKind::Report && style.tokens.text("numbering.scheme") == "section")
            .then(SectionNumbers::default),
        paragraph: 0,
        table: 0,
        figure: 0,
        anchor: 0,
    };
    // Numbers follow the order in which the style prints the parts.
    for part in style.tokens.list("order") {
        counters.part(part, &mut paper);
    }
    counters.blocks(&mut paper.data, SectionNumbering::None);
    if let Some(agenda) = &mut paper.agenda {
        agenda.texts_mut().for_each(|blocks| counters.blocks(blocks, SectionNumbering::None));
    }
    notes::put_notes(&mut paper, &style.tokens);
    reference::resolve(&mut paper, &style.tokens);
    Numbered(paper)
}

struct Counters<'a> {
    tokens: &'a Tokens,
    /// The style of a passage in another language.
    speaks: Option<Arc<Style>>,
    /// The path of the token with the labels of lists.
    scheme: &'static str,
    /// The numbers that begin anew in each section; `None` where the paper has one count.
    within: Option<SectionNumbers>,
    paragraph: usize,
    table: usize,
    figure: usize,
    anchor: usize,
}

impl Counters<'_> {
    fn part(&mut self, part: &str, paper: &mut Paper) {
        match part {
            "front" => {
                paper.front.iter_mut().for_each(|f| self.blocks(&mut f.blocks, SectionNumbering::None))
            }
            "closing" => {
                paper.closing.iter_mut().for_each(|f| self.blocks(&mut f.blocks, SectionNumbering::None))
            }
            "sections" => {
                for section in &mut paper.sections {
                    let speaks = section.speaks.clone();
                    let around = std::mem::replace(&mut self.speaks, speaks);
                    section.anchor = self.next_anchor();
                    section.number = self.heading(section.level, section.numbering);
                    self.blocks(&mut section.blocks, section.numbering);
                    self.speaks = around;
                }
            }
            "recommendations" => {
                if let Some(recommendations) = &mut paper.recommendations {
                    if !self.tokens.switch("recommendations.numbered") {
                        recommendations.numbering = SectionNumbering::None;
                    }
                    recommendations.number = self.heading(1, recommendations.numbering);
                    self.blocks(&mut recommendations.blocks, recommendations.numbering);
                }
            }
            "appendices" => self.appendices(paper),
            _ => {}
        }
    }

    fn appendices(&mut self, paper: &mut Paper) {
        let word = self.tokens.text("labels.appendix");
        for (n, appendix) in paper.appendices.iter_mut().enumerate() {
            let mark = appendix
                .own_label
                .clone()
                .unwrap_or_else(|| mark(self.tokens.text("appendix.numbering"), n + 1));
            appendix.label = format!("{word} {mark}");
            appendix.anchor = self.next_anchor();
            let around = std::mem::replace(&mut self.speaks, appendix.speaks.clone());
            match &mut appendix.content {
                AppendixContent::Pages(blocks)
                | AppendixContent::Link(_, _, blocks)
                | AppendixContent::Attached(_, blocks) => self.blocks(blocks, SectionNumbering::None),
                AppendixContent::Listed => {}
            }
            self.speaks = around;
        }
    }

    /// The word at a token's path, in the language of what is numbered.
    fn word(&self, path: &str) -> &str {
        self.speaks.as_ref().map_or(self.tokens, |style| &style.tokens).text(path)
    }

    /// The number of a heading; empty where it takes none.
    fn heading(&mut self, level: usize, numbering: SectionNumbering) -> String {
        if let Some(within) = &mut self.within {
            return within.heading(level, numbering, &self.tokens.list("numbering.sections"));
        }
        match numbering {
            SectionNumbering::Heading => self.next_paragraph(),
            SectionNumbering::Given(n) => mark(self.tokens.text("numbering.minute"), n as usize),
            SectionNumbering::Paragraphs | SectionNumbering::None => String::new(),
        }
    }

    fn next_paragraph(&mut self) -> String {
        if let Some(within) = &mut self.within {
            return within.paragraph(&self.tokens.list("numbering.sections"));
        }
        self.paragraph += 1;
        mark(self.tokens.text("numbering.paragraph"), self.paragraph)
    }

    fn next_anchor(&mut self) -> String {
        self.anchor += 1;
        format!("at-{}", self.anchor)
    }

    /// Numbers the blocks of a section: its own paragraphs count where `numbering` says so.
    fn blocks(&mut self, blocks: &mut [Block], numbering: SectionNumbering) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if numbering == SectionNumbering::Paragraphs && !paragraph.unnumbered {
                        paragraph.number = self.next_paragraph();
                    }
                    if paragraph.name.is_some() {
                        paragraph.anchor = self.next_anchor();
                    }
                }
                Block::List(list) => self.list(list, 0, 0),
                Block::Resolved(resolved) => {
                    let around = std::mem::replace(&mut self.scheme, "numbering.resolved");
                    self.blocks(&mut resolved.blocks, SectionNumbering::None);
                    self.scheme = around;
                }
                other => self.placed(other),
            }
        }
    }

    /// Labels the items of a list that stands in `depth` others, `bullets` of them with bullets.
    fn list(&mut self, list: &mut List, depth: usize, bullets: usize) {
        let (scheme, level) =
            if list.ordered { (self.scheme, depth) } else { ("numbering.bullets", bullets) };
        let patterns = self.tokens.list(scheme);
        let pattern = patterns.get(level % patterns.len().max(1)).copied().unwrap_or("1.").to_owned();
        for (n, item) in list.items.iter_mut().enumerate() {
            item.label = if list.ordered { mark(&pattern, n + 1) } else { pattern.clone() };
            for block in &mut item.blocks {
                match block {
                    Block::List(inner) => self.list(inner, depth + 1, bullets + usize::from(!list.ordered)),
                    other => self.placed(other),
                }
            }
        }
    }

    fn placed(&mut self, block: &mut Block) {
        match block {
            Block::Table(table) => {
                // One without a caption is a part of the paper's own frame.
                if !table.caption.is_empty() && !table.caption_hidden {
                    self.table += 1;
                    table.number = format!("{} {}", self.word("labels.table"), self.table);
                }
                table.anchor = self.next_anchor();
                for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
                    if let crate::model::CellContent::Blocks(blocks) = &mut cell.body {
                        self.blocks(blocks, SectionNumbering::None);
                    }
                }
            }
            Block::Chart(chart) => {
                self.figure += 1;
                chart.number = format!("{} {}", self.word("labels.figure"), self.figure);
                chart.anchor = self.next_anchor();
            }
            Block::Image(image) => {
                image.anchor = self.next_anchor();
                if !image.caption.is_empty() {
                    self.figure += 1;
                    image.number = format!("{} {}", self.word("labels.figure"), self.figure);
                }
            }
            Block::Paragraph(_) | Block::List(_) | Block::Resolved(_) | Block::Notes(_) => {}
        }
    }
}
