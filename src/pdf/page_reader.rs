//! `PageReader`: reads what pages draw, by a device of ours under `hayro-interpret`. It draws nothing.

use std::collections::HashMap;
use std::f64::consts::SQRT_2;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::font::{FontQuery, Glyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, StrokeProps, interpret, interpret_page,
};
use hayro::vello_cpu::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::catch_panic::catch_panic;
use super::drawn::{Drawn, DrawnKind, DrawnPage, Letter, MarkedContent, PathKind};
use super::geometry::{PageArea, PageBox};

/// The lightest paper that is white to the eye, of 255.
pub(super) const WHITE_PAPER: u8 = 240;
/// The most things of a page that are kept.
const MOST: usize = 500_000;
/// The work from which on a page is not read, as it would take long.
pub(super) const MOST_WORK: u64 = 2_000_000;
/// The points by which ink may reach over the edges of what is drawn, where it is drawn with few pixels.
const BLUR: f64 = 1.0;
/// The units in which letters are drawn, in their size.
const UNITS: f64 = 1000.0;

/// A reader of what the pages of one file draw, which reads each of its fonts once.
pub(super) struct PageReader<'a> {
    cache: InterpreterCache<'a>,
    /// The letters that the file does not hold.
    font: &'static [u8],
    /// The areas of letters by their keys, where ink is asked for.
    outlines: Option<HashMap<u128, Rect>>,
}

impl<'a> PageReader<'a> {
    /// Begins with a file. `font` has the letters that the file does not hold.
    pub(super) fn new(font: &'static [u8]) -> Self {
        Self { cache: InterpreterCache::new(), font, outlines: None }
    }

    /// Begins with a file to find ink, and no texts.
    pub(super) fn of_ink(font: &'static [u8]) -> Self {
        Self { outlines: Some(HashMap::new()), ..Self::new(font) }
    }

    /// Reads what a page draws, with the pictures of its annotations; `None` where the reader fell over.
    pub(super) fn read(&mut self, page: &'a Page<'a>, sheet: &PageBox) -> Option<DrawnPage> {
        self.read_parts(page, sheet, Parts::All)
    }

    /// Reads what a page draws, and tells its content from the pictures of its annotations, if there are any.
    pub(super) fn read_apart(
        &mut self,
        page: &'a Page<'a>,
        sheet: &PageBox,
        annotated: bool,
    ) -> Option<DrawnPage> {
        let own = self.read_parts(page, sheet, Parts::Content)?;
        if !annotated {
            return Some(own);
        }
        let all = self.read_parts(page, sheet, Parts::All)?;
        Some(DrawnPage { own: own.all.len(), ..all })
    }

    fn read_parts(&mut self, page: &'a Page<'a>, sheet: &PageBox, parts: Parts) -> Option<DrawnPage> {
        let Self { cache, font, outlines } = self;
        let drawn = || {
            let (width, height) = page.render_dimensions();
            let unit = sheet.unit;
            let (width, height) = (f64::from(width) * unit, f64::from(height) * unit);
            let initial = Affine::scale(unit) * transform(page);
            let unsure = Arc::new(AtomicBool::new(false));
            let bounds = Rect::new(0.0, 0.0, width, height);
            let mut context = Context::new(initial, bounds, cache, page.xref(), interpreter(font, &unsure));
            let mut recorder = Recorder::new(outlines.as_mut());
            match parts {
                Parts::Content => {
                    interpret(page.typed_operations(), page.resources(), &mut context, &mut recorder);
                }
                Parts::All => interpret_page(page, &mut context, &mut recorder),
            }
            let is_whole = recorder.is_whole && !unsure.load(Ordering::Relaxed);
            DrawnPage { own: recorder.found.len(), all: recorder.found, is_whole }
        };
        catch_panic(drawn)
    }
}

/// The parts of a page that are read.
#[derive(Clone, Copy)]
enum Parts {
    /// Its content alone.
    Content,
    /// Its content and the pictures of its annotations.
    All,
}

/// The map from a page's own places to places as they are seen, in its own units.
fn transform(page: &Page<'_>) -> Affine {
    use hayro::hayro_interpret::TransformExt;
    page.initial_transform(true).to_kurbo()
}

/// The settings with which pages are read; `unsure` is set where some part of them is not. `font` has the letters
/// that a file does not hold.
pub(super) fn interpreter(font: &'static [u8], unsure: &Arc<AtomicBool>) -> InterpreterSettings {
    let (missing, warned) = (Arc::clone(unsure), Arc::clone(unsure));
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            let letters = match query {
                FontQuery::Standard(_) => true,
                FontQuery::Fallback(other) => other.character_collection.is_none(),
            };
            if !letters {
                missing.store(true, Ordering::Relaxed);
            }
            letters.then(|| (Arc::new(font) as _, 0))
        }),
        warning_sink: Arc::new(move |_| warned.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    }
}

/// A device that records areas.
struct Recorder<'o> {
    found: Vec<Drawn>,
    is_whole: bool,
    /// The areas of letters by their keys, where ink is asked for.
    outlines: Option<&'o mut HashMap<u128, Rect>>,
    /// The marked contents that are open.
    contents: Vec<MarkedContent>,
    /// The areas beyond which nothing is drawn now, each within the one before it.
    clips: Vec<Rect>,
    /// Whether colours only cover what lies below: of each open group, and of what is drawn now.
    covers: Vec<bool>,
    covers_now: bool,
    /// Whether a mask may hide what is drawn now.
    is_masked: bool,
}

impl<'o> Recorder<'o> {
    fn new(outlines: Option<&'o mut HashMap<u128, Rect>>) -> Self {
        Self {
            found: Vec::new(),
            is_whole: true,
            outlines,
            contents: Vec::new(),
            clips: Vec::new(),
            covers: Vec::new(),
            covers_now: true,
            is_masked: false,
        }
    }

    fn record(&mut self, kind: DrawnKind, area: Rect, ink: Option<Rect>, is_filled: bool) {
        if self.found.len() >= MOST || !ink.is_none_or(|ink| ink.is_finite()) {
            self.is_whole = false;
        }
        if self.found.len() < MOST && area.is_finite() {
            let content = self.contents.last().copied().unwrap_or_default();
            let ink = match (ink, self.clips.last()) {
                (Some(ink), Some(clip)) => Some(ink.intersect(*clip)).filter(|ink| ink.area() > 0.0),
                (ink, _) => ink,
            };
            let ink = ink.map(|ink| page_area(ink.inflate(BLUR, BLUR)));
            let is_filled = is_filled && !self.is_masked && self.covers.is_empty();
            self.found.push(Drawn { kind, area: page_area(area), ink, is_filled, content });
        }
    }

    /// Whether a colour leaves ink on white paper.
    fn leaves_ink(&self, paint: &Paint<'_>) -> bool {
        let covers = self.covers_now && self.covers.iter().all(|covers| *covers);
        let is_white = |color: [u8; 4]| color[..3].iter().all(|part| *part >= WHITE_PAPER);
        match paint {
            Paint::Color(color) => !(covers && is_white(color.to_rgba().to_rgba8())),
            Paint::Pattern(_) => true,
        }
    }

    /// The area of a letter in thousandths of its size; `None` where it is not known, or where nobody asked.
    fn outline(&mut self, glyph: &Glyph<'_>) -> Option<Rect> {
        let outlines = self.outlines.as_mut()?;
        match glyph {
            Glyph::Outline(outline) => {
                let key = outline.identifier().cache_key();
                Some(*outlines.entry(key).or_insert_with(|| outline.outline().bounding_box()))
            }
            Glyph::Type3(_) => {
                self.is_whole = false;
                None
            }
        }
    }
}

fn page_area(area: Rect) -> PageArea {
    [area.x0, area.y0, area.x1, area.y1]
}

/// The factor by which a map enlarges.
fn scale(map: Affine) -> f64 {
    map.determinant().abs().sqrt()
}

/// The length by which a line reaches over its path on either side, in the path's units.
fn reach(stroke: &StrokeProps, path: &BezPath) -> f64 {
    let mut before: Option<Point> = None;
    let upright = path.elements().iter().all(|part| {
        let (is_upright, end) = match part {
            PathEl::MoveTo(to) => (true, Some(*to)),
            PathEl::LineTo(to) => (
                before.is_some_and(|from| (from.x - to.x).abs().min((from.y - to.y).abs()) < 1e-6),
                Some(*to),
            ),
            PathEl::ClosePath => (true, None),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => (false, None),
        };
        before = end.or(before);
        is_upright
    });
    // Where two lines meet at a point, the corner may reach as far as the miter limit lets it.
    f64::from(stroke.line_width) / 2.0 * if upright { SQRT_2 } else { corner(stroke) }
}

/// How many times farther than half its width a line reaches at its corners, at most.
fn corner(stroke: &StrokeProps) -> f64 {
    f64::from(stroke.miter_limit).clamp(SQRT_2, 100.0)
}

/// The kind of a path that is filled.
fn filled(path: &BezPath, map: Affine, paint: &Paint<'_>) -> PathKind {
    let corners: Vec<Point> = path
        .elements()
        .iter()
        .filter_map(|part| match part {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => Some(map * *to),
            _ => None,
        })
        .collect();
    let lines_only =
        path.elements().iter().all(|part| !matches!(part, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    let begun = path.elements().iter().filter(|part| matches!(part, PathEl::MoveTo(_))).count();
    let bounds = map.transform_rect_bbox(path.bounding_box());
    let at_corner = |point: &Point| {
        (point.x - bounds.x0).abs().min((point.x - bounds.x1).abs()) < 0.01
            && (point.y - bounds.y0).abs().min((point.y - bounds.y1).abs()) < 0.01
    };
    if !(lines_only && begun == 1 && matches!(corners.len(), 4 | 5) && corners.iter().all(at_corner)) {
        return PathKind::Other;
    }
    match paint {
        Paint::Pattern(pattern) if matches!(**pattern, Pattern::Shading(_)) => PathKind::Shading,
        _ => PathKind::Rectangle,
    }
}

impl<'a> Device<'a> for Recorder<'_> {
    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        self.is_masked = mask.is_some();
    }

    fn set_blend_mode(&mut self, mode: BlendMode) {
        self.covers_now = mode == BlendMode::Normal;
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        let area = transform.transform_rect_bbox(path.bounding_box());
        let ink = self.outlines.is_some() && self.leaves_ink(paint);
        let (kind, reach, is_whole) = match mode {
            PathDrawMode::Fill(_) => (filled(path, transform, paint), 0.0, true),
            // Of a map that draws out one side alone, the longer side counts.
            PathDrawMode::Stroke(stroke) => {
                let [a, b, c, d, ..] = transform.as_coeffs();
                let reach = reach(stroke, path);
                let is_whole = reach <= f64::from(stroke.line_width);
                (PathKind::Other, reach * a.hypot(b).max(c.hypot(d)), is_whole)
            }
        };
        let is_filled = is_whole && matches!(paint, Paint::Color(_));
        self.record(DrawnKind::Path(kind), area, ink.then(|| area.inflate(reach, reach)), is_filled);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let own = clip.path.bounding_box();
        self.clips.push(self.clips.last().map_or(own, |around| around.intersect(own)));
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, mode: BlendMode) {
        self.covers.push(mode == BlendMode::Normal);
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let text = || {
            glyph.as_unicode().map(|text| match text {
                BfString::Char(one) => one.to_string(),
                BfString::String(several) => several.to_string(),
            })
        };
        let map = transform * glyph_transform;
        let is_drawing = matches!(glyph, Glyph::Type3(_));
        let letter = Letter {
            text: if self.outlines.is_none() { text() } else { None },
            size: (!is_drawing).then(|| scale(map) * UNITS),
            is_drawing,
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
        let ink = if letter.is_seen && self.leaves_ink(paint) { self.outline(glyph) } else { None };
        let ink = ink.filter(|outline| outline.area() > 0.0).map(|outline| {
            let reach = match mode {
                GlyphDrawMode::Stroke(stroke) => {
                    f64::from(stroke.line_width) / 2.0 * corner(stroke) * scale(transform)
                }
                _ => 0.0,
            };
            map.transform_rect_bbox(outline).inflate(reach, reach)
        });
        self.record(DrawnKind::Letter(letter), map.transform_rect_bbox(own), ink, true);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let own = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = transform.transform_rect_bbox(own);
        self.record(DrawnKind::Picture, area, self.outlines.is_some().then_some(area), false);
    }

    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.covers.pop();
    }

    fn begin_marked_content(&mut self, tag: &[u8], number: Option<i32>) {
        let around = self.contents.last().copied().unwrap_or_default();
        let is_artifact = around.is_artifact || tag == b"Artifact";
        self.contents.push(MarkedContent { number: number.or(around.number), is_artifact });
    }

    fn end_marked_content(&mut self) {
        self.contents.pop();
    }
}
