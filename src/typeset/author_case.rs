//! Words that a style sets in capitals, with every letter of the author's in the right font: those that the author
//! typed as capitals in the text's own, small ones in that of capitals (`capitals_font`). It moves nothing.
//!
//! A PDF says for each glyph of a font which character it is. In one font the glyph `T` could not be both T and t,
//! and viewers would copy a `T` that was typed as such as t.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document;
use typst::text::{Font, FontVariant, Glyph, TextItem};
use typst_layout::{Page, PagedDocument};

use super::capitals_font::capital;

/// The fonts of capitals, each with the font that it was made from.
pub(super) type CapitalsFonts = [(Font, Font)];

/// Sets every letter of a document in the font that says which character it is.
pub(super) fn settle(document: PagedDocument, fonts: &CapitalsFonts) -> PagedDocument {
    if !document.pages().iter().any(|page| has_capitals(&page.frame, fonts)) {
        return document;
    }
    let info = Document::info(&document).clone();
    let settled = |page: &Page| {
        let mut page = page.clone();
        if has_capitals(&page.frame, fonts) {
            page.frame = frame(&page.frame, fonts);
        }
        page
    };
    let pages: Vec<Page> = document.pages().iter().map(settled).collect();
    PagedDocument::new(pages.into(), info)
}

fn has_capitals(frame: &Frame, fonts: &CapitalsFonts) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_capitals(&group.frame, fonts),
        FrameItem::Text(text) => text_font(text, fonts).is_some(),
        _ => false,
    })
}

/// The font that the font of a text was made from; `None` where it is no font of capitals.
fn text_font<'a>(text: &TextItem, fonts: &'a CapitalsFonts) -> Option<&'a Font> {
    // By name and kind: pages may be remembered from another run of the same process, with its own fonts.
    let info = text.font.font().info();
    let same = |made: &Font| made.info().family == info.family && made.info().variant == info.variant;
    fonts.iter().find(|(made, _)| same(made)).map(|(_, own)| own)
}

fn frame(own: &Frame, fonts: &CapitalsFonts) -> Frame {
    let mut settled = Frame::new(own.size(), own.kind());
    if own.has_baseline() {
        settled.set_baseline(own.baseline());
    }
    for (at, item) in own.items() {
        match item {
            FrameItem::Group(group) if has_capitals(&group.frame, fonts) => {
                let mut group = group.clone();
                group.frame = frame(&group.frame, fonts);
                settled.push(*at, FrameItem::Group(group));
            }
            FrameItem::Text(text) => match text_font(text, fonts) {
                Some(font) => settled.push_multiple(parts(text, *at, font)),
                None => settled.push(*at, item.clone()),
            },
            _ => settled.push(*at, item.clone()),
        }
    }
    settled
}

/// The parts of a text, at their places: runs of small letters in its own font, all else in `font`.
fn parts(text: &TextItem, at: Point, font: &Font) -> Vec<(Point, FrameItem)> {
    let is_small = |glyph: &Glyph| text.text[glyph.range()].chars().any(|c| capital(c).is_some());
    let own = font.clone().instantiate(FontVariant::default(), text.size, text.font.variations());
    let mut out = Vec::new();
    let mut x = Abs::zero();
    for run in text.glyphs.chunk_by(|a, b| is_small(a) == is_small(b)) {
        let mut part = text.clone();
        if !run.first().is_some_and(is_small) {
            part.font = own.clone();
        }
        part.glyphs = run.to_vec();
        let width = part.width();
        out.push((at + Point::with_x(x), FrameItem::Text(part)));
        x += width;
    }
    out
}
