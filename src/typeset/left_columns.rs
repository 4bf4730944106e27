//! The columns at the left of a paper, of its numbers and of the labels of its front sheet and closing table:
//! as wide as the style says, or as what stands in them needs. It never makes one narrower.

use super::code::Writer;
use crate::finding::{Finding, Rule, Span};
use crate::model::{Block, Paper};
use crate::style::{Tokens, points};

/// The least distance between a number and the words after it, in sizes of the text.
const AFTER_NUMBER: f64 = 0.4;

/// The room beside the words of a label in its cell, in points.
const BESIDE_LABEL: f64 = 13.0;

/// The greatest share of the width of a page that the column of labels may take.
const MOST_OF_PAGE: f64 = 0.5;

/// The widths of the columns at the left, in points.
pub(super) struct LeftColumns {
    /// The width of the column of numbers.
    pub number: f64,
    /// The width of the column of the labels of rows.
    pub label: f64,
    /// The width of the column that says whether a report is public.
    status: f64,
}

impl LeftColumns {
    /// The widths for a paper. A label that would take most of the page is a finding.
    pub(super) fn of(paper: &Paper, writer: &mut Writer<'_>) -> Self {
        let tokens = &paper.style.tokens;
        let status = [format!("{}:", tokens.text("labels.public")), tokens.text("labels.yes").to_owned()];
        let size = points(tokens.text("fonts.table_size"));
        let status = status.iter().map(|text| longest_word(text, size, writer).0).fold(0.0, f64::max);
        Self {
            number: widest_number(paper, writer).max(points(tokens.text("spacing.number"))),
            label: widest_label(paper, writer).max(points(tokens.text("frame.label"))),
            status: (status + BESIDE_LABEL).max(points(tokens.text("frame.status"))),
        }
    }

    /// The width that stands in place of the token with this path; `None` for all other tokens.
    pub(super) fn width(&self, path: &str) -> Option<f64> {
        match path {
            "spacing.number" => Some(self.number),
            "frame.label" => Some(self.label),
            "frame.status" => Some(self.status),
            _ => None,
        }
    }
}

/// The width that the numbers of a paper need in their column, with the distance to what follows.
fn widest_number(paper: &Paper, writer: &Writer<'_>) -> f64 {
    let tokens = &paper.style.tokens;
    let text = points(tokens.text("fonts.size"));
    let mut widest = 0.0_f64;
    let mut count = |number: &str, size: f64, bold: bool| {
        if !number.is_empty() {
            widest = widest.max(writer.width(number, bold) * size + AFTER_NUMBER * size);
        }
    };
    for section in &paper.sections {
        count(&section.number, heading_size(tokens, section.level), true);
        paragraph_numbers(&section.blocks).for_each(|number| count(number, text, false));
    }
    if let Some(recommendations) = &paper.recommendations {
        count(&recommendations.number, heading_size(tokens, 1), true);
        paragraph_numbers(&recommendations.blocks).for_each(|number| count(number, text, false));
    }
    widest
}

/// The printed numbers of paragraphs.
fn paragraph_numbers(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.number.as_str()),
        _ => None,
    })
}

/// The size in points of the headings of sections of a level, from 1.
pub(super) fn heading_size(tokens: &Tokens, level: usize) -> f64 {
    points(tokens.text(match level {
        1 => "headings.size_1",
        2 => "headings.size_2",
        _ => "headings.size_3",
    }))
}

/// The width that the labels of the front sheet and the closing table need in their column, with the room
/// beside them; 0 where the style has no such table.
fn widest_label(paper: &Paper, writer: &mut Writer<'_>) -> f64 {
    let tokens = &paper.style.tokens;
    let is_table = |side: &str| tokens.text(side) == "table";
    if !is_table("frame.front") && !is_table("frame.closing") {
        return 0.0;
    }
    let own = ["title", "report_of", "recommendations", "background_papers", "contact_one", "contact_many"];
    let own = own.iter().map(|key| (tokens.text(&format!("labels.{key}")), paper.span));
    let fields = paper.front.iter().chain(&paper.closing).map(|field| (field.label.as_str(), field.span));
    let labels: Vec<(&str, Span)> = own.chain(fields).collect();
    let across = points("21cm") - points(tokens.text("page.left")) - points(tokens.text("page.right"));
    let size = points(tokens.text("fonts.table_size"));
    let mut widest = 0.0_f64;
    for (label, span) in labels {
        let (width, word) = longest_word(label, size, writer);
        if width + BESIDE_LABEL > across * MOST_OF_PAGE {
            let shown: String = word.chars().take(24).collect();
            let message = format!("the word `{shown}…` is too long for the column of labels");
            writer.findings.push(Finding::error(Rule::WordTooLong, span, message).hint(
                "put a blank or a hyphen where it may be broken, in the label that the house style gives",
            ));
            continue;
        }
        widest = widest.max(width + BESIDE_LABEL);
    }
    widest
}

/// The longest word of a text in bold of a size, with its width in points.
fn longest_word<'t>(text: &'t str, size: f64, writer: &Writer<'_>) -> (f64, &'t str) {
    let words = text.split([' ', '-', '\u{2013}', '\u{2014}', '/']);
    let measured = words.map(|word| (writer.width(word, true) * size, word));
    measured.fold((0.0, ""), |most, one| if one.0 > most.0 { one } else { most })
}
