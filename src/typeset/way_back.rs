//! The way back: the mark on the first page of a paper in a pack leads to its item's own line on the agenda,
//! which is known only when the agenda is set, after the papers. It changes nothing that can be seen.

use std::num::NonZeroUsize;

use typst::introspection::PagedPosition;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Destination;
use typst_layout::Page;

use super::named_points::NamedPoint;

/// Lets the links of a page that lead to pages by their number lead to a point. Links within a paper lead to
/// places and not to pages, and stay.
pub(super) fn lead_back(page: &mut Page, to: &NamedPoint) {
    let number = NonZeroUsize::MIN.saturating_add(to.page);
    let point = Point::new(Abs::zero(), Abs::pt(to.at.1) + super::named_points::ABOVE);
    lead(&mut page.frame, PagedPosition { page: number, point });
}

fn lead(frame: &mut Frame, to: PagedPosition) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => lead(&mut group.frame, to),
            FrameItem::Link(Destination::Position(position), _) => *position = to,
            _ => {}
        }
        true
    });
}
