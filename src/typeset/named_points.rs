//! `NamedPoint`: where on its pages the named places of a paper came to stand. It names none of them.

use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::model::NamedAnchor;

/// A point of a paper that links from elsewhere can lead to.
#[derive(Debug, Clone)]
pub(crate) struct NamedPoint {
    /// The name in such a link: "table-reports".
    pub name: String,
    /// The index of the page in its paper, from 0.
    pub page: usize,
    /// The distances from the left and the upper edge of the page, in points.
    pub at: (f64, f64),
}

/// The height that is shown above a point, which may be the foot of a line; Typst shows as much above the
/// target of a link.
pub(super) const ABOVE: Abs = Abs::raw(10.0);

impl NamedPoint {
    /// The upper left corner of a paper's first page.
    pub(crate) fn top(name: String) -> Self {
        Self { name, page: 0, at: (0.0, 0.0) }
    }
}

/// The points of anchors that are on the pages of a paper, in order; `beginning` stands before each name.
pub(crate) fn find(document: &PagedDocument, named: &[NamedAnchor], beginning: &str) -> Vec<NamedPoint> {
    let introspector = document.introspector();
    let point = |named: &NamedAnchor| {
        let label = Label::new(PicoStr::intern(&named.anchor))?;
        // What a paper has no room to print, as the caption of a table without one, has no place.
        let location = introspector.query_label(label).ok()?.location()?;
        let position = introspector.position(location)?;
        let at = (position.point.x.to_pt(), (position.point.y - ABOVE).max(Abs::zero()).to_pt());
        Some(NamedPoint { name: format!("{beginning}{}", named.name), page: position.page.get() - 1, at })
    };
    named.iter().filter_map(point).collect()
}
