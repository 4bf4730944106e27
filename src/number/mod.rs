//! Number: every printed number and mark as a string, and every reference resolved. It changes no text of the
//! author's; Typst counts nothing but pages after it.
//!
//! Numbering follows the order in which the style prints a report's parts, which is why that order is a token
//! (`order`).
//!
//! A table without a caption takes no number: it is a part of the paper's frame, with a heading above it.

mod named_anchors;
mod notes;
mod reference;
mod report_tests;
mod section_numbers;

use std::sync::Arc;

use crate::model::{AppendixContent, Block, List, Paper, PaperKind, Paragraph, SectionNumbering};
use crate::style::{Style, Tokens, mark};
use named_anchors::NamedAnchors;
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
        named: NamedAnchors::default(),
    };
    // Numbers follow the order in which the style prints the parts.
    for part in style.tokens.list("order") {
        counters.part(part, &mut paper);
    }
    counters.blocks(&mut paper.data, SectionNumbering::None);
    if let Some(agenda) = &mut paper.agenda {
        agenda.texts_mut().for_each(|blocks| counters.blocks(blocks, SectionNumbering::None));
        agenda.items.iter().for_each(|item| counters.named.add_whole(item.anchor.clone(), &item.anchor));
    }
    paper.named = counters.named.into_list();
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
    named: NamedAnchors,
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
                    let kind = match section.numbering {
                        SectionNumbering::Given(_) => "minute",
                        SectionNumbering::Heading if self.within.is_none() => "paragraph",
                        _ => "section",
                    };
                    self.named.add(kind, &section.number, &section.anchor);
                    self.named.add("section", section.name.as_deref().unwrap_or_default(), &section.anchor);
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
                    self.name_recommendations(&mut recommendations.blocks);
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
            self.named.add("appendix", &mark, &appendix.anchor);
            self.named.add("appendix", appendix.name.as_deref().unwrap_or_default(), &appendix.anchor);
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

    /// Names the recommendations by their labels, or, where they have none, by their order.
    fn name_recommendations(&mut self, blocks: &mut [Block]) {
        let listed = blocks.iter().any(|block| matches!(block, Block::List(_)));
        let mut all: Vec<(String, &mut Paragraph)> = Vec::new();
        for block in blocks {
            match block {
                Block::List(list) => {
                    for item in &mut list.items {
                        let label = if list.ordered { item.label.clone() } else { String::new() };
                        if let Some(Block::Paragraph(first)) = item.blocks.first_mut() {
                            all.push((label, first));
                        }
                    }
                }
                Block::Paragraph(paragraph) if !listed => all.push((String::new(), paragraph)),
                _ => {}
            }
        }
        for (n, (label, paragraph)) in all.into_iter().enumerate() {
            if paragraph.anchor.is_empty() {
                paragraph.anchor = self.next_anchor();
            }
            let own = if label.is_empty() { (n + 1).to_string() } else { label };
            self.named.add("recommendation", &own, &paragraph.anchor);
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
                    if paragraph.name.is_some() || !paragraph.number.is_empty() {
                        paragraph.anchor = self.next_anchor();
                    }
                    self.named.add("paragraph", &paragraph.number, &paragraph.anchor);
                    let name = paragraph.name.as_deref().unwrap_or_default();
                    self.named.add("paragraph", name, &paragraph.anchor);
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
                self.named.add("table", &table.name, &table.anchor);
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
                self.named.add("figure", chart.name.as_str(), &chart.anchor);
            }
            Block::Image(image) => {
                image.anchor = self.next_anchor();
                self.named.add("figure", &image.name, &image.anchor);
                if !image.caption.is_empty() {
                    self.figure += 1;
                    image.number = format!("{} {}", self.word("labels.figure"), self.figure);
                }
            }
            Block::Paragraph(_) | Block::List(_) | Block::Resolved(_) | Block::Notes(_) => {}
        }
    }
}
