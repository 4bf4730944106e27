//! `DrawnPage`: all that a page draws: letters with their text, pictures and paths, each with its area, its marked
//! content and, where asked for, the area of its ink. It keeps no colour and no outline, and reads no file
//! (`page_reader`).

use super::geometry::PageArea;

/// A kind of thing that a page draws.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DrawnKind {
    /// A letter, or several that stand for one sign of a font.
    Letter(Letter),
    /// A picture.
    Picture,
    /// Lines or areas.
    Path(PathKind),
}

/// A kind of path, as far as it matters for what a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathKind {
    /// An upright rectangle that is filled.
    Rectangle,
    /// A shading within an upright rectangle.
    Shading,
    /// Any other.
    Other,
}

/// A letter of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letter {
    /// The text that the font gives for it; `None` where it gives none, or where ink was asked for.
    pub text: Option<String>,
    /// Its size in points; `None` where it is drawn by operations of its own, whose sizes are their own matter.
    pub size: Option<f64>,
    /// Whether it is drawn by operations of its own (Type 3).
    pub is_drawing: bool,
    /// Whether the font has no form for it, so that a box or nothing is shown (glyph 0).
    pub is_undefined: bool,
    /// Whether it is seen: text may also lie unseen below a scan.
    pub is_seen: bool,
}

/// The marked content in which something is drawn (ISO 32000-1, 14.6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct MarkedContent {
    /// The number by which a tag holds it.
    pub number: Option<i32>,
    /// Whether it is an artifact.
    pub is_artifact: bool,
}

/// A thing that a page draws.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub kind: DrawnKind,
    /// The area in points from the upper left corner of the page as it is seen.
    pub area: PageArea,
    /// The area beyond which it leaves no ink; `None` where it leaves none at all, or where
    /// nobody asked.
    pub ink: Option<PageArea>,
    /// Whether its ink reaches all sides of that area, unless something lies over it.
    pub is_filled: bool,
    pub content: MarkedContent,
}

/// The things that a page draws, in the order of drawing.
#[derive(Debug, Clone, Default)]
pub(crate) struct DrawnPage {
    pub all: Vec<Drawn>,
    /// The number of those that the page's content draws; the others are pictures of annotations.
    pub own: usize,
    /// Whether that is all that leaves ink: nothing was left out, and each thing has its area.
    pub is_whole: bool,
}

impl DrawnPage {
    /// The words of the page in the order of drawing, with a blank where letters stand apart.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        let mut before: Option<PageArea> = None;
        for drawn in &self.all {
            let DrawnKind::Letter(letter) = &drawn.kind else { continue };
            let text = letter.text.as_deref().unwrap_or_default();
            let [left, top, _, bottom] = drawn.area;
            let size = (bottom - top).abs().max(1.0);
            let apart = before.is_some_and(|[_, above, right, below]| {
                let line = (above + below - top - bottom).abs() / 2.0 > size;
                line || left - right > 0.25 * size || right - left > size
            });
            if apart && !words.ends_with(' ') {
                words.push(' ');
            }
            words.push_str(text);
            before = Some(drawn.area);
        }
        words
    }
}
