//! Pages without the links that lead to other papers of a pack, for files in which those papers are not. It
//! leaves links within a paper.
//!
//! Such a link is taken off the laid-out pages where an item becomes a file of its own, and its words lose the
//! look of a link: they lead nowhere there. All else is the pack's pages to the last dot.

use std::collections::HashSet;

use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkMarker};
use typst::text::UnderlineElem;
use typst::visualize::Color;
use typst_layout::Page;

/// Takes the links to pages by their number out of a page, and the tags that said so to a screen reader; their
/// words get the colour `ink`, and no line under them. Links within a paper lead to places and not to pages, and
/// stay.
pub(super) fn unlink(page: &mut Page, ink: &Color) {
    let mut markers = HashSet::new();
    find(&page.frame, &mut Vec::new(), &mut markers);
    if !markers.is_empty() {
        let mut taken = Taken { links: markers, lines: HashSet::new(), open: 0, ink };
        taken.out_of(&mut page.frame);
    }
}

/// Finds the tags around links to pages.
fn find(frame: &Frame, open: &mut Vec<Location>, found: &mut HashSet<Location>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find(&group.frame, open, found),
            FrameItem::Tag(Tag::Start(element, _)) if element.is::<LinkMarker>() => {
                open.extend(element.location());
            }
            FrameItem::Tag(Tag::End(location, ..)) if open.last() == Some(location) => {
                open.pop();
            }
            FrameItem::Link(Destination::Position(_), _) => found.extend(open.last()),
            _ => {}
        }
    }
}

/// The links that are taken out of pages, and how far that is.
struct Taken<'a> {
    /// The tags of the links.
    links: HashSet<Location>,
    /// The tags of lines under their words.
    lines: HashSet<Location>,
    /// The number of links that have begun and not ended.
    open: usize,
    /// The colour that their words get.
    ink: &'a Color,
}

impl Taken<'_> {
    fn out_of(&mut self, frame: &mut Frame) {
        frame.retain(|item| match item {
            FrameItem::Group(group) => {
                self.out_of(&mut group.frame);
                true
            }
            FrameItem::Tag(tag) => !self.takes(tag),
            FrameItem::Link(Destination::Position(_), _) => false,
            FrameItem::Text(text) => {
                if self.open > 0 {
                    text.fill = self.ink.clone().into();
                }
                true
            }
            FrameItem::Shape(..) => self.open == 0,
            _ => true,
        });
    }

    fn takes(&mut self, tag: &Tag) -> bool {
        match tag {
            Tag::Start(element, _) if element.is::<UnderlineElem>() => {
                self.open > 0 && self.lines.insert(tag.location())
            }
            Tag::Start(..) if self.links.contains(&tag.location()) => {
                self.open += 1;
                true
            }
            Tag::End(..) if self.links.contains(&tag.location()) => {
                self.open = self.open.saturating_sub(1);
                true
            }
            _ => self.lines.contains(&tag.location()),
        }
    }
}
