//! `DrawnPage`: all that a page draws, as `hayro-interpret` finds it: letters with their text, pictures and
//! paths, each with its area and the number of its marked content. It keeps no colour and no outline.

use std::sync::Arc;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect, Shape};

use super::catch_panic::catch_panic;
use super::geometry::PageBox;
use super::ink::{PageArea, interpreter};

/// A kind of thing that a page draws.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DrawnKind {
    /// A letter, or several that stand for one sign of a font.
    Letter(Letter),
    /// A picture.
    Picture,
    /// Lines or areas.
    Path,
}

/// A letter of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Letter {
    /// The text that the font gives for it; `None` where it gives none.
    pub text: Option<String>,
    /// Whether it is drawn by operations of its own (Type 3).
    pub is_drawing: bool,
    /// Whether the font has no form for it, so that a box or nothing is shown (glyph 0).
    pub is_undefined: bool,
    /// Whether it is seen: text may also lie unseen below a scan.
    pub is_seen: bool,
}

/// A thing that a page draws.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub kind: DrawnKind,
    /// The area in points from the upper left corner of the page as it is seen.
    pub area: PageArea,
}

/// The things that a page draws, in the order of drawing.
#[derive(Debug, Clone, Default)]
pub(crate) struct DrawnPage {
    pub all: Vec<Drawn>,
}

/// The most things of a page that are kept.
const MOST: usize = 500_000;
/// The work from which on a page is not read, as it would take long.
pub(super) const MOST_WORK: u64 = 2_000_000;

impl DrawnPage {
    /// Reads what a page draws; `None` where the reader fell over. `font` has the letters that the file does
    /// not hold.
    pub(super) fn read(page: &Page<'_>, sheet: &PageBox, font: &'static [u8]) -> Option<Self> {
        let drawn = || {
            let (width, height) = page.render_dimensions();
            let unit = sheet.unit;
            let (width, height) = (f64::from(width) * unit, f64::from(height) * unit);
            let initial = Affine::scale(unit) * transform(page);
            let cache = InterpreterCache::new();
            let settings = interpreter(font, &Arc::default());
            let bounds = Rect::new(0.0, 0.0, width, height);
            let mut context = Context::new(initial, bounds, &cache, page.xref(), settings);
            let mut recorder = Recorder { found: Vec::new() };
            interpret_page(page, &mut context, &mut recorder);
            recorder.found
        };
        catch_panic(drawn).map(|all| Self { all })
    }

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

/// The map from a page's own places to places as they are seen, in its own units.
fn transform(page: &Page<'_>) -> Affine {
    use hayro::hayro_interpret::TransformExt;
    page.initial_transform(true).to_kurbo()
}

/// A device that records areas.
struct Recorder {
    found: Vec<Drawn>,
}

impl Recorder {
    fn record(&mut self, kind: DrawnKind, area: Rect) {
        if self.found.len() < MOST && area.is_finite() {
            self.found.push(Drawn { kind, area: [area.x0, area.y0, area.x1, area.y1] });
        }
    }
}

impl<'a> Device<'a> for Recorder {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.record(DrawnKind::Path, transform.transform_rect_bbox(path.bounding_box()));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let text = glyph.as_unicode().map(|text| match text {
            BfString::Char(one) => one.to_string(),
            BfString::String(several) => several.to_string(),
        });
        let letter = Letter {
            text,
            is_drawing: matches!(glyph, Glyph::Type3(_)),
            is_undefined: matches!(glyph, Glyph::Outline(outline) if outline.glyph_id().to_u32() == 0),
            is_seen: !matches!(mode, GlyphDrawMode::Invisible),
        };
        // A letter stands in a square of a thousand units; a blank has no outline.
        let own = match glyph {
            Glyph::Outline(outline) => {
                let advance = f64::from(outline.advance_width().unwrap_or(500.0));
                Rect::new(0.0, 0.0, advance, 700.0)
            }
            Glyph::Type3(_) => Rect::new(0.0, 0.0, 1.0, 1.0),
        };
        let area = (transform * glyph_transform).transform_rect_bbox(own);
        self.record(DrawnKind::Letter(letter), area);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let own = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.record(DrawnKind::Picture, transform.transform_rect_bbox(own));
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
