//! The pages that are kept for attachments, found among the pages that were laid out. It draws nothing on
//! them.

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst_layout::Page;

/// The label of the marker on the first page that is kept for each attachment.
pub(super) const KEPT: &str = "kept";

/// The indices from 0 of the first page that is kept for each attachment, in order.
pub(super) fn find(pages: &[Page]) -> Vec<usize> {
    let marks = |(at, page): (usize, &Page)| std::iter::repeat_n(at, count(&page.frame));
    pages.iter().enumerate().flat_map(marks).collect()
}

fn count(frame: &Frame) -> usize {
    let own = |item: &FrameItem| match item {
        FrameItem::Group(group) => count(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => {
            usize::from(element.label().is_some_and(|label| label.resolve().as_str() == KEPT))
        }
        _ => 0,
    };
    frame.items().map(|(_, item)| own(item)).sum()
}
