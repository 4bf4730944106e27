//! Ink on pages of an attachment at the places where the pack's header, mark and number would stand. It moves
//! nothing, and decides nothing for a page that it cannot draw: that counts as having ink.
//!
//! Nothing may be hidden under words of ours. So each page is drawn as a small picture by `hayro`, which
//! Typst has already, before it is decided how large the pages are (`merge::attachment`). The answer is kept
//! in `accessibility.json` beside the verdict, under the sum of all that decides it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use rayon::prelude::*;

use super::catch_panic::catch_panic;
use super::document::PdfDocument;
use super::effort::WorkEstimate;
use super::geometry::PageBox;

/// An area of a page as it is seen, in points from its upper left corner: left, top, right, bottom.
pub(crate) type PageArea = [f64; 4];

/// The answers about ink that are known, by their questions.
#[derive(Debug, Clone, Default)]
pub(super) struct InkAnswers(Arc<Mutex<BTreeMap<String, bool>>>);

impl InkAnswers {
    pub(super) fn get(&self, question: &str) -> Option<bool> {
        self.0.lock().ok()?.get(question).copied()
    }

    pub(super) fn set(&self, question: &str, ink: bool) {
        if let Ok(mut known) = self.0.lock() {
            known.insert(question.to_owned(), ink);
        }
    }
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
    /// Whether any page has ink there. The first page is looked at first, since it has it most often; the
    /// others side by side.
    pub(super) fn finds(&self, file: &PdfDocument, sheets: &[PageBox]) -> bool {
        let pages = file.drawn_pages();
        if pages.len() != sheets.len() || pages.is_empty() {
            return true;
        }
        let mut effort = WorkEstimate::new(file);
        if file.pages().iter().any(|(_, page)| effort.of_page(page) > HEAVY) {
            return true;
        }
        let rest = || {
            let rest = (1..pages.len()).into_par_iter();
            rest.map_init(|| None, |cache, at| self.tries(pages, sheets, at, cache)).any(|ink| ink)
        };
        self.tries(pages, sheets, 0, &mut None) || rest()
    }

    /// Whether a page has ink, or cannot be drawn.
    fn tries<'p>(
        &self,
        pages: &'p [Page<'p>],
        sheets: &[PageBox],
        at: usize,
        cache: &mut Option<RenderCache<'p>>,
    ) -> bool {
        let (Some(page), Some(sheet)) = (pages.get(at), sheets.get(at)) else { return true };
        let drawn = || self.has_ink(page, sheet, at, cache.get_or_insert_with(RenderCache::new));
        catch_panic(drawn).unwrap_or(true)
    }

    fn has_ink<'p>(&self, page: &'p Page<'p>, sheet: &PageBox, at: usize, cache: &RenderCache<'p>) -> bool {
        let (width, height) = sheet.size();
        let scale = SCALE.min(LARGEST / width.max(height));
        // The one that draws knows of no units that are larger than a point.
        let drawn = page.render_dimensions();
        let drawn = (f64::from(drawn.0) * sheet.unit, f64::from(drawn.1) * sheet.unit);
        if (drawn.0 - width).abs() > 1.0 || (drawn.1 - height).abs() > 1.0 {
            return true;
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
        let picture = render(page, cache, &self.interpreter(&unsure), &settings);
        if unsure.load(Ordering::Relaxed) {
            return true;
        }
        let (columns, pixels) = (usize::from(columns), picture.data());
        (self.areas)(at, (width, height)).iter().any(|area| {
            let [left, top, right, bottom] = area.map(|side| {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2000")]
                let pixel = (side.max(0.0) * scale).round() as usize;
                pixel
            });
            (top..bottom.min(usize::from(rows))).any(|row| {
                let line = pixels.get(row * columns + left.min(columns)..row * columns + right.min(columns));
                line.into_iter().flatten().any(|p| [p.r, p.g, p.b].iter().any(|c| *c < WHITE_PAPER))
            })
        })
    }

    /// The settings with which pages are drawn; `unsure` is set where some part of them is not.
    fn interpreter(&self, unsure: &Arc<AtomicBool>) -> InterpreterSettings {
        let (font, missing, warned) = (self.font, Arc::clone(unsure), Arc::clone(unsure));
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
}
