//! Sections as a template sees them. It decides where headings stand in the line of their text, never how
//! either looks.
//!
//! A heading in the line of its text is set without height above a paragraph that begins where it ends. Both
//! keep their tags, and what is read out is the same.

use minijinja::value::Value;

use super::blocks::{BlockSetting, blocks, holds, holds_sideways, long_words};
use super::code::{Writer, literal};
use super::inlines::inlines;
use super::left_columns::heading_size;
use super::table::{call, is_landscape, text_height, text_lines};
use super::values::{code, map};
use crate::model::{Block, Paper, PaperKind, Section, SectionNumbering, plain};
use crate::style::{Style, Tokens};

/// The greatest share of a line that a heading in it may take.
const MOST_OF_LINE: f64 = 0.6;

/// The data of a paper's sections for the template. What stands below a numbered heading stands in line with
/// its words.
pub(super) fn sections(paper: &Paper, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Value {
    let mut numbered_above = usize::MAX;
    let mut out = Vec::new();
    for section in &paper.sections {
        let under = section.level > numbered_above;
        if !under {
            numbered_above = if section.number.is_empty() { usize::MAX } else { section.level };
        }
        let own = section.numbering != SectionNumbering::None;
        let setting = setting.numbered(own || under);
        long_words(&section.heading, writer);
        let heading = inlines(&section.heading, writer);
        let mark = writer.mark(section.span);
        let spoken = spoken(section.speaks.as_deref());
        // A minute has its heading above it in every style.
        let report = paper.kind == PaperKind::Report;
        let lead = report.then(|| lead(section, &spoken, &paper.style.tokens, setting, writer)).flatten();
        let rest = if lead.is_some() { &section.blocks[1..] } else { &section.blocks[..] };
        let last = std::ptr::eq(section, paper.sections.last().unwrap_or(section));
        let kept = if paper.kind == PaperKind::Minutes && last && !holds_sideways(rest, setting, writer) {
            last_lines(rest, setting, writer)
        } else {
            0
        };
        let (rest, kept) = rest.split_at(rest.len() - kept);
        let turned = if report { turned(rest, setting, writer) } else { None };
        let body = blocks(&rest[usize::from(turned.is_some())..], setting, writer);
        let kept = blocks(kept, setting, writer);
        let first = turned.as_ref().map_or(String::new(), |call| format!("landscape({call})\n"));
        out.push(map([
            ("level", (section.level + 1).into()),
            ("number", section.number.clone().into()),
            ("anchor", section.anchor.clone().into()),
            ("indent", (under && section.number.is_empty()).into()),
            ("heading", code(format!("{spoken}{mark}{heading}"))),
            ("lead", lead.into()),
            ("blocks", code(format!("{spoken}{first}{body}{kept}"))),
            ("rest", code(format!("{spoken}{body}"))),
            ("turned", turned.map(|call| code(spoken.clone() + &call)).into()),
            ("last_lines", (!kept.is_empty()).then(|| code(spoken + &kept)).into()),
            // What holds a page of its own cannot be kept with what follows.
            ("upright", (!holds_sideways(&section.blocks, setting, writer)).into()),
        ]));
    }
    Value::from(out)
}

/// The call of the table on a page on its side that blocks begin with, for a heading to stand on its page: by
/// itself it would have a page that says nothing else. `None` where they begin otherwise.
pub(super) fn turned(rest: &[Block], setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Option<String> {
    let Some(Block::Table(table)) = rest.first() else { return None };
    is_landscape(table, setting, writer).then(|| call(table, setting, writer) + "\n")
}

/// The number of lines of a last minute that stand on the page that is signed.
const WITH_SIGNATURE: f64 = 3.0;

/// The number of blocks at the end of a last minute that stand on the page that is signed; 0 where they are
/// too long to be held together.
fn last_lines(rest: &[Block], setting: BlockSetting<'_>, writer: &Writer<'_>) -> usize {
    let room = setting.room;
    let lines = |from: usize| text_lines(&rest[from..], setting.space(), room.text, writer);
    let mut from = rest.len();
    while from > 0 && (lines(from) < WITH_SIGNATURE || holds(rest, from)) {
        from -= 1;
    }
    let height = text_height(&rest[from..], setting.space(), room.text, writer);
    if height < room.height * 0.4 { rest.len() - from } else { 0 }
}
/// The code before a passage in another language, for which a screen reader changes its voice; empty for a
/// style of `None`.
pub(super) fn spoken(style: Option<&Style>) -> String {
    style.map_or(String::new(), |style| format!("set text(lang: {})\n", literal(style.language.code())))
}

/// The first paragraph of a section, where its heading stands in the same line; a token says from which level
/// on. `None` where the heading stands above.
fn lead(
    section: &Section,
    spoken: &str,
    tokens: &Tokens,
    setting: BlockSetting<'_>,
    writer: &mut Writer<'_>,
) -> Option<Value> {
    let from = tokens.integer("headings.run_in").filter(|from| *from > 0)?;
    let Some(Block::Paragraph(paragraph)) = section.blocks.first() else { return None };
    let size = heading_size(tokens, section.level);
    let width = writer.width(&plain(&section.heading), true) * size;
    if section.level < from || width > setting.space() * MOST_OF_LINE {
        return None;
    }
    long_words(&paragraph.body, writer);
    let body = inlines(&paragraph.body, writer);
    let mark = writer.mark(paragraph.span);
    Some(map([
        ("number", paragraph.number.clone().into()),
        ("anchor", code(literal(&paragraph.anchor))),
        ("indent", setting.indent.into()),
        ("body", code(format!("{spoken}{mark}{body}"))),
    ]))
}
