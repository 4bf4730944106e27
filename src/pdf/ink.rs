//! Ink on pages of an attachment: whether any stands where the pack's header, mark and number would, and how far
//! it reaches. It moves nothing, and decides nothing for a page that it cannot draw: that counts as full of ink.
//!
//! Nothing may be hidden under words of ours. So each page is drawn as a small picture by `hayro`, which
//! Typst has already, before it is decided where the page stands (`merge::room`): boxes of what is drawn lie,
//! since much of it is white or cut off. The answer is kept in `accessibility.json` beside the verdict, under the
//! sum of all that decides it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::catch_panic::catch_panic;
use super::document::PdfDocument;
use super::effort::WorkEstimate;
use super::geometry::PageBox;

/// An area of a page as it is seen, in points from its upper left corner: left, top, right, bottom.
pub(crate) type PageArea = [f64; 4];

/// The ink on the pages of one size in a file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PagesInk {
    /// The width and the height of the pages as they are seen, in points.
    pub size: (f64, f64),
    /// Whether ink stands in an area of any of them that was asked about.
    pub in_the_way: bool,
    /// The area of all ink on all of them together; `None` where they are blank.
    pub area: Option<PageArea>,
}

/// The answers about ink that are known, by their questions.
#[derive(Debug, Clone, Default)]
pub(super) struct InkAnswers(Arc<Mutex<BTreeMap<String, Vec<PagesInk>>>>);

impl InkAnswers {
    pub(super) fn get(&self, question: &str) -> Option<Vec<PagesInk>> {
        self.0.lock().ok()?.get(question).cloned()
    }

    pub(super) fn set(&self, question: &str, ink: Vec<PagesInk>) {
        if let Ok(mut known) = self.0.lock() {
            known.insert(question.to_owned(), ink);
        }
    }
}

/// Whether two pages are of one size, to a tenth of a point.
pub(crate) fn is_same_size(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 0.1 && (one.1 - other.1).abs() < 0.1
}

/// The number of pixels in a point: 36 in an inch. A letter that can be read is a grey spot then, and no
/// less.
const SCALE: f64 = 0.5;
/// The lightest paper that is white to the eye, of 255.
const WHITE_PAPER: u8 = 240;
/// The most pixels along a side of a picture: a larger page is drawn smaller.
const LARGEST: f64 = 2000.0;

/// The work from which on a page is not drawn, as it would take long.
const HEAVY: u64 = 200_000;

/// A search for ink in areas of pages.
pub(super) struct InkSearch<'a> {
    /// The areas in which nothing may stand, of a page by its index from 0 and its size.
    pub areas: &'a (dyn Fn(usize, (f64, f64)) -> Vec<PageArea> + Sync),
    /// The font with the letters that the file does not hold.
    pub font: &'static [u8],
}

impl InkSearch<'_> {
    /// Finds the ink on all pages, which are drawn side by side: one answer for the pages of each size, in the
    /// order of their first pages.
    pub(super) fn find(&self, file: &PdfDocument, sheets: &[PageBox]) -> Vec<PagesInk> {
        let pages = file.drawn_pages();
        let mut effort = WorkEstimate::new(file);
        let heavy =
            pages.len() != sheets.len() || file.pages().iter().any(|(_, page)| effort.of_page(page) > HEAVY);
        let ink: Vec<PagesInk> = (0..sheets.len())
            .into_par_iter()
            .map_init(
                || None,
                |cache, at| {
                    let (sheet, page) = (&sheets[at], pages.get(at).filter(|_| !heavy));
                    let drawn = || self.on_page(page?, sheet, at, cache.get_or_insert_with(RenderCache::new));
                    catch_panic(drawn).flatten().unwrap_or_else(|| full(sheet))
                },
            )
            .collect();
        let mut groups: Vec<PagesInk> = Vec::new();
        for page in ink {
            match groups.iter_mut().find(|group| is_same_size(group.size, page.size)) {
                Some(group) => {
                    group.in_the_way |= page.in_the_way;
                    group.area = joined(group.area, page.area);
                }
                None => groups.push(page),
            }
        }
        groups
    }

    /// The ink of a page; `None` where it cannot be drawn, or not all of it.
    fn on_page<'p>(
        &self,
        page: &'p Page<'p>,
        sheet: &PageBox,
        at: usize,
        cache: &RenderCache<'p>,
    ) -> Option<PagesInk> {
        let (width, height) = sheet.size();
        let scale = SCALE.min(LARGEST / width.max(height));
        // The one that draws knows of no units that are larger than a point.
        let drawn = page.render_dimensions();
        let drawn = (f64::from(drawn.0) * sheet.unit, f64::from(drawn.1) * sheet.unit);
        if (drawn.0 - width).abs() > 1.0 || (drawn.1 - height).abs() > 1.0 {
            return None;
        }
        let unsure = Arc::new(AtomicBool::new(false));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2000")]
        let (columns, rows) = ((width * scale).ceil() as u16, (height * scale).ceil() as u16);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and some thousands")]
        let per_unit = (sheet.unit * scale) as f32;
        let settings = RenderSettings {
            bg_color: WHITE,
            x_scale: per_unit,
            y_scale: per_unit,
            width: Some(columns),
            height: Some(rows),
        };
        let picture = render(page, cache, &interpreter(self.font, &unsure), &settings);
        if unsure.load(Ordering::Relaxed) {
            return None;
        }
        let (columns, rows, pixels) = (usize::from(columns), usize::from(rows), picture.data());
        let inked = |row: usize, from: usize, to: usize| {
            let line = pixels.get(row * columns + from..row * columns + to).unwrap_or_default();
            let dark = line.iter().map(|p| [p.r, p.g, p.b].iter().any(|c| *c < WHITE_PAPER));
            let first = dark.clone().position(|dark| dark)?;
            Some((from + first, from + dark.len() - dark.rev().position(|dark| dark).unwrap_or(0)))
        };
        let in_the_way = (self.areas)(at, (width, height)).iter().any(|area| {
            let [left, top, right, bottom] = area.map(|side| {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2000")]
                let pixel = (side.max(0.0) * scale).round() as usize;
                pixel
            });
            (top..bottom.min(rows)).any(|row| inked(row, left.min(columns), right.min(columns)).is_some())
        });
        let mut reach: Option<[usize; 4]> = None;
        for (row, (from, to)) in (0..rows).filter_map(|row| Some((row, inked(row, 0, columns)?))) {
            let [left, top, right, _] = reach.unwrap_or([from, row, to, row]);
            reach = Some([left.min(from), top, right.max(to), row + 1]);
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 2000")]
        let area = reach.map(|sides| sides.map(|pixel| pixel as f64 / scale));
        let area = area.map(|[left, top, right, bottom]| [left, top, right.min(width), bottom.min(height)]);
        Some(PagesInk { size: (width, height), in_the_way, area })
    }
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

/// The ink of a page of which nobody knows where it stands.
fn full(sheet: &PageBox) -> PagesInk {
    let (width, height) = sheet.size();
    PagesInk { size: (width, height), in_the_way: true, area: Some([0.0, 0.0, width, height]) }
}

/// The area round two areas.
fn joined(one: Option<PageArea>, other: Option<PageArea>) -> Option<PageArea> {
    match (one, other) {
        (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
        (one, other) => one.or(other),
    }
}
