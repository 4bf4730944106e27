//! Furniture, the header and number of each page of a pack: set apart from the papers and laid over their
//! pages, so that a paper is set once, before it is known where it stands. It changes nothing below them.

use typst::layout::{Abs, Point};
use typst_layout::Page;

use super::code::literal;
use super::source::{MAIN, Source};

/// The header and the number that are laid over a page.
pub(super) struct PageOverlay {
    /// The page's width and height.
    pub size: (Abs, Abs),
    /// The page's number.
    pub number: usize,
    /// The words at the head of the page.
    pub running: String,
    /// The title at the foot of the page; empty for none.
    pub title: String,
    /// Whether the page is one of an attachment.
    pub attached: bool,
    /// Whether the words stand over the drawing of another program, and need a ground of their own.
    pub backed: bool,
}

/// The Typst project that sets the header and the number of all pages, in the style of another project.
pub(super) fn source(style: &Source, pages: &[PageOverlay]) -> Source {
    let mut main = String::from("#import \"page.typ\": furniture\n#furniture((\n");
    for page in pages {
        let (width, height) = (page.size.0.to_pt(), page.size.1.to_pt());
        let (running, title) = (literal(&page.running), literal(&page.title));
        main.push_str(&format!(
            "  ({width}pt, {height}pt, {}, {running}, {title}, {}, {}),\n",
            page.number, page.attached, page.backed
        ));
    }
    main.push_str("))\n");
    let mut source = style.clone();
    source.id = format!("{}.furniture", style.id);
    source.spacings = Vec::new();
    source.fields = String::new();
    source.lines = vec![None; pages.len() + 3];
    source.files.insert(MAIN.to_owned(), main.into_bytes().into());
    source
}

/// Lays a page of furniture over a page, which then has the number.
pub(super) fn lay_over(page: &mut Page, furniture: &Page, number: usize) {
    page.frame.push_frame(Point::zero(), furniture.frame.clone());
    page.number = number as u64;
}
