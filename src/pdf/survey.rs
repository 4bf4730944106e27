//! `PageSurvey`: what one reading of a page tells: how much it says and in which sizes, its largest picture, and
//! where it may leave ink. It judges nothing.

use std::collections::BTreeMap;

use super::drawn::{Drawn, DrawnKind, DrawnPage, PathKind};
use super::geometry::{PageArea, PageBox, joined};

/// The result of reading a page once.
#[derive(Debug, Clone)]
pub(super) struct PageSurvey {
    /// The number of letters that are seen.
    pub letters: usize,
    /// The size of the smallest words, in points; `None` where there are none.
    pub smallest: Option<f64>,
    /// The area of the largest picture, in square points.
    pub pictured: f64,
    /// Whether anything in its content says something: words, a picture, a drawing. Artifacts do not, and
    /// neither do the ground of a page and a shading.
    pub speaks: bool,
    /// The places where ink may stand; `None` where they are not known.
    pub ink: Option<InkMap>,
    /// The places of letters; `None` where they are not known.
    pub letters_ink: Option<InkMap>,
    /// How far its ink reaches.
    pub reach: InkReach,
}

/// How far the ink of a page reaches, in points from the upper left corner of the page as it is seen: areas that
/// hold all of a kind, each within the page; `None` where there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct InkReach {
    /// The area of its letters.
    pub words: Option<PageArea>,
    /// The area of its pictures and drawings, but for those that cover the whole page: its ground, or a scan.
    pub drawings: Option<PageArea>,
    /// The area of all that is known to reach the sides of it.
    pub sure: Option<PageArea>,
    /// The area of all there may be.
    pub all: Option<PageArea>,
}

/// The number of letters in one size below which text is a mark and no words.
const WORDS: usize = 12;
/// The share of a page from which on a rectangle that is filled is its ground, and no drawing.
const GROUND: f64 = 0.9;

impl PageSurvey {
    /// Sums up what a page draws.
    pub(super) fn of(page: &DrawnPage, sheet: &PageBox) -> Self {
        let (width, height) = sheet.size();
        let reach = InkReach::of(page, (width, height));
        let mut survey = Self {
            letters: 0,
            smallest: None,
            pictured: 0.0,
            speaks: false,
            ink: None,
            letters_ink: None,
            reach,
        };
        // Sizes in tenths of a point, which is as exact as anybody sees.
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        for Drawn { kind, area, content, .. } in &page.all[..page.own.min(page.all.len())] {
            let [left, top, right, bottom] = *area;
            let square = (right - left) * (bottom - top);
            let speaks = match kind {
                DrawnKind::Letter(letter) if letter.is_seen => {
                    survey.letters += 1;
                    #[expect(clippy::cast_possible_truncation, reason = "sizes of letters")]
                    let size = letter.size.map(|size| (size * 10.0).round() as i64);
                    size.into_iter().for_each(|size| *sizes.entry(size).or_default() += 1);
                    true
                }
                DrawnKind::Letter(_) | DrawnKind::Path(PathKind::Shading) => false,
                DrawnKind::Picture => {
                    survey.pictured = survey.pictured.max(square);
                    true
                }
                DrawnKind::Path(PathKind::Rectangle) => square < GROUND * width * height,
                DrawnKind::Path(PathKind::Other) => true,
            };
            survey.speaks |= speaks && !content.is_artifact;
        }
        let words = sizes.into_iter().find(|(_, letters)| *letters >= WORDS);
        #[expect(clippy::cast_precision_loss, reason = "sizes of letters")]
        let smallest = words.map(|(size, _)| size as f64 / 10.0);
        survey.smallest = smallest;
        let of = |letters: bool| {
            let those = move |drawn: &&Drawn| !letters || matches!(drawn.kind, DrawnKind::Letter(_));
            let areas = page.all.iter().filter(those).filter_map(|drawn| drawn.ink);
            InkMap::of(areas, (width, height))
        };
        if page.is_whole {
            survey.ink = of(false);
        }
        survey.letters_ink = of(true);
        survey
    }
}

impl InkReach {
    fn of(page: &DrawnPage, (width, height): (f64, f64)) -> Self {
        let mut reach = Self::default();
        for drawn in &page.all {
            let Some([left, top, right, bottom]) = drawn.ink else { continue };
            let seen = [left.max(0.0), top.max(0.0), right.min(width), bottom.min(height)];
            let (across, down) = (seen[2] - seen[0], seen[3] - seen[1]);
            if across < 0.0 || down < 0.0 {
                continue;
            }
            reach.all = joined(reach.all, Some(seen));
            if drawn.is_filled {
                reach.sure = joined(reach.sure, Some(seen));
            }
            if let DrawnKind::Letter(_) = drawn.kind {
                reach.words = joined(reach.words, Some(seen));
            } else if across * down < GROUND * width * height {
                reach.drawings = joined(reach.drawings, Some(seen));
            }
        }
        reach
    }
}

/// The squares of a page in which ink may stand: no ink stands in any other.
#[derive(Debug, Clone)]
pub(super) struct InkMap {
    columns: usize,
    rows: usize,
    /// A bit for each square, row by row from the upper left corner.
    bits: Vec<u64>,
}

/// The side of a square, in points.
const SQUARE: f64 = 2.0;
/// The most squares along a side of a page: of a larger one nothing is known.
const MOST_SQUARES: f64 = 2000.0;

impl InkMap {
    /// Marks areas on a page of a size in points; `None` where the page is too large.
    fn of(areas: impl Iterator<Item = PageArea>, size: (f64, f64)) -> Option<Self> {
        if size.0.max(size.1) / SQUARE > MOST_SQUARES {
            return None;
        }
        let (columns, rows) = (up(size.0 / SQUARE), up(size.1 / SQUARE));
        let mut map = Self { columns, rows, bits: vec![0; (columns * rows).div_ceil(64)] };
        for area in areas {
            let (across, down) = map.squares(area);
            if across.is_empty() || down.is_empty() {
                continue;
            }
            for row in down.clone() {
                for square in row * map.columns + across.start..row * map.columns + across.end {
                    map.bits[square / 64] |= 1 << (square % 64);
                }
            }
        }
        Some(map)
    }

    /// Whether ink may stand in an area.
    pub(super) fn meets(&self, area: PageArea) -> bool {
        let (across, mut down) = self.squares(area);
        down.any(|row| across.clone().any(|column| self.is_marked(row, column)))
    }

    fn is_marked(&self, row: usize, column: usize) -> bool {
        let square = row * self.columns + column;
        self.bits[square / 64] >> (square % 64) & 1 == 1
    }

    /// The columns and rows of the squares that an area meets.
    fn squares(
        &self,
        [left, top, right, bottom]: PageArea,
    ) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let range =
            |from: f64, to: f64, most: usize| down(from / SQUARE).min(most)..up(to / SQUARE).min(most);
        (range(left, right, self.columns), range(top, bottom, self.rows))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never below 0, and saturating")]
fn down(length: f64) -> usize {
    length.max(0.0).floor() as usize
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never below 0, and saturating")]
fn up(length: f64) -> usize {
    length.max(0.0).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_ink_knows_every_square_that_an_area_meets() {
        let map =
            InkMap::of([[10.5, 20.0, 13.0, 24.0], [-5.0, 95.0, 400.0, 300.0]].into_iter(), (101.0, 100.0));
        let map = map.expect("a map");
        let cases = [
            ([0.0, 0.0, 100.0, 20.0], false),
            ([0.0, 0.0, 100.0, 20.1], true),
            ([0.0, 0.0, 10.0, 90.0], false),
            ([13.0, 23.0, 13.5, 23.5], true),
            ([14.0, 23.0, 50.0, 90.0], false),
            ([90.0, 90.0, 101.0, 100.0], true),
            ([300.0, 0.0, 400.0, 100.0], false),
        ];
        for (area, expected) in cases {
            assert_eq!(map.meets(area), expected, "{area:?}");
        }
        assert!(InkMap::of([].into_iter(), (100.0, 14_400.0)).is_none());
    }
}
