//! Pages without the links that lead to other papers of a pack, for files in which those papers are not. It
//! never changes anything that can be seen, and leaves links within a paper.
//!
//! Such a link is taken off the laid-out pages where an item or the agenda becomes a file of its own, so that
//! its pages are the pack's pages to the last dot.

use std::collections::HashSet;

use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkMarker};
use typst_layout::Page;

/// Takes the links to pages by their number out of a page, and the tags that said so to a screen reader.
/// Links within a paper lead to places and not to pages, and stay.
pub(super) fn unlink(page: &mut Page) {
    let mut markers = HashSet::new();
    find(&page.frame, &mut Vec::new(), &mut markers);
    if !markers.is_empty() {
        take(&mut page.frame, &markers);
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

fn take(frame: &mut Frame, markers: &HashSet<Location>) {
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            take(&mut group.frame, markers);
            true
        }
        FrameItem::Tag(tag) => !markers.contains(&tag.location()),
        FrameItem::Link(Destination::Position(_), _) => false,
        _ => true,
    });
}
