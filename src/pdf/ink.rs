//! Ink on pages of an attachment: whether any stands where the pack's header, mark and number would, and how far
//! it reaches. It moves nothing, and decides nothing for a page that it cannot draw: that counts as full of ink.
//!
//! Nothing may be hidden under words of ours. Boxes of what is drawn (`survey`) say where no ink can stand, and
//! those of letters where some does. Boxes of all else may lie where they meet our words, since much of what is
//! drawn is white. So such a page is drawn as a small picture by `hayro`, which Typst has already, before it is
//! decided where the page stands (`merge::room`). The answer is kept in `accessibility.json` beside the verdict, under the sum of all that
//! decides it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::catch_panic::catch_panic;
use super::geometry::{PageArea, PageBox, joined};
use super::page_reader::{WHITE_PAPER, interpreter};
use super::survey::{InkMap, PageSurvey};

/// The ink on the pages of one size in a file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PagesInk {
    /// The width and the height of the pages as they are seen, in points.
    pub size: (f64, f64),
    /// Whether ink stands in an area of any of them that was asked about.
    pub in_the_way: bool,
    /// The area of all ink on all of them together, where it is in the way; an area that holds it, where it is
    /// not. `None` where they are blank.
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
/// The most pixels along a side of a picture: a larger page is drawn smaller.
const LARGEST: f64 = 2000.0;

/// The number of pages that are drawn before the next are chosen.
const AT_ONCE: usize = 4;

/// The work from which on a page is not drawn, as it would take long.
pub(super) const HEAVY: u64 = 200_000;

/// A search for ink in areas of pages.
pub(super) struct InkSearch<'a> {
    /// The areas in which nothing may stand, of a page by its index from 0 and its size.
    pub areas: &'a (dyn Fn(usize, (f64, f64)) -> Vec<PageArea> + Sync),
    /// The font with the letters that the file does not hold.
    pub font: &'static [u8],
    /// The boxes of the pages as they are seen.
    pub sheets: &'a [PageBox],
    /// The pages as they can be drawn; none where that would take long.
    pub pages: &'a [Page<'a>],
    /// What is known of each page.
    pub surveys: &'a [Option<PageSurvey>],
}

impl InkSearch<'_> {
    /// Finds the ink on all pages: one answer for the pages of each size, in the order of their first pages.
    pub(super) fn find(&self) -> Vec<PagesInk> {
        let mut groups: Vec<(PagesInk, Vec<usize>)> = Vec::new();
        for (at, sheet) in self.sheets.iter().enumerate() {
            let size = sheet.size();
            match groups.iter_mut().find(|(group, _)| is_same_size(group.size, size)) {
                Some((_, pages)) => pages.push(at),
                None => groups.push((PagesInk { size, in_the_way: false, area: None }, vec![at])),
            }
        }
        groups.into_iter().map(|(group, pages)| self.of_group(group, &pages)).collect()
    }

    /// The ink on pages of one size. Where no letters are in the way, those are drawn that may be, until one is;
    /// then those of which something may reach farther than all that surely leaves ink: they all move by the same
    /// way.
    fn of_group(&self, mut group: PagesInk, pages: &[usize]) -> PagesInk {
        let meets = |at: usize, map: fn(&PageSurvey) -> Option<&InkMap>| {
            let map = self.surveys.get(at)?.as_ref().and_then(map)?;
            Some((self.areas)(at, self.sheets[at].size()).iter().any(|area| map.meets(*area)))
        };
        let are_letters_in_the_way = |at: usize| meets(at, |page| page.letters_ink.as_ref()).unwrap_or(false);
        let may_be_in_the_way = |at: usize| meets(at, |page| page.ink.as_ref()).unwrap_or(true);
        group.in_the_way = pages.iter().any(|at| are_letters_in_the_way(*at));
        let (mut near, mut far): (Vec<usize>, Vec<usize>) =
            pages.iter().partition(|at| !group.in_the_way && may_be_in_the_way(**at));
        while !group.in_the_way && !near.is_empty() {
            let next: Vec<usize> = near.drain(..near.len().min(AT_ONCE)).collect();
            for page in self.drawn(&next) {
                group.in_the_way |= page.in_the_way;
                group.area = joined(group.area, page.area);
            }
        }
        far.append(&mut near);
        if group.in_the_way {
            let sure = pages.iter().filter_map(|at| self.surveys.get(*at)?.as_ref()?.reach.sure);
            group.area = sure.fold(group.area, |area, sure| joined(area, Some(sure)));
            group.area = self.reach(group.area, far);
        } else {
            group.area = far.iter().fold(group.area, |area, at| joined(area, self.held(*at)));
        }
        group
    }

    /// The area of the ink on pages together with an area that is known.
    fn reach(&self, mut area: Option<PageArea>, mut pages: Vec<usize>) -> Option<PageArea> {
        loop {
            pages.retain(|at| {
                let held = self.held(*at);
                joined(area, held) != area
            });
            // How far the ink of a page reaches to each side.
            let reaches = |at: usize| {
                let [left, top, right, bottom] = self.held(at).unwrap_or_default();
                [-left, -top, right, bottom]
            };
            let farthest = |side: usize| {
                pages
                    .iter()
                    .copied()
                    .max_by(|one, other| reaches(*one)[side].total_cmp(&reaches(*other)[side]))
            };
            let next: BTreeSet<usize> = (0..4).filter_map(farthest).collect();
            if next.is_empty() {
                return area;
            }
            pages.retain(|at| !next.contains(at));
            let next: Vec<usize> = next.into_iter().collect();
            area = self.drawn(&next).into_iter().fold(area, |area, page| joined(area, page.area));
        }
    }

    /// An area within the page that holds all of its ink; `None` where it is blank.
    fn held(&self, at: usize) -> Option<PageArea> {
        let (width, height) = self.sheets[at].size();
        match self.surveys.get(at) {
            // Without a map, not all that leaves ink is known.
            Some(Some(page)) if page.ink.is_some() => page.reach.all,
            _ => Some([0.0, 0.0, width, height]),
        }
    }

    /// The ink on pages, which are drawn side by side.
    fn drawn(&self, pages: &[usize]) -> Vec<PagesInk> {
        pages
            .par_iter()
            .map_init(
                || None,
                |cache, at| {
                    let (sheet, page) = (&self.sheets[*at], self.pages.get(*at));
                    let drawn =
                        || self.on_page(page?, sheet, *at, cache.get_or_insert_with(RenderCache::new));
                    catch_panic(drawn).flatten().unwrap_or_else(|| full(sheet))
                },
            )
            .collect()
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

/// The ink of a page of which nobody knows where it stands.
fn full(sheet: &PageBox) -> PagesInk {
    let (width, height) = sheet.size();
    PagesInk { size: (width, height), in_the_way: true, area: Some([0.0, 0.0, width, height]) }
}
