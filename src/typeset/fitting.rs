//! Pages that hold hardly anything, headings at the foot of a page, the last row of a table by itself, and a signature by itself: found on the
//! pages that were laid out, and put right by other space between paragraphs. It changes no word.
//!
//! A heading with less than two lines of its text below it begins the next page, if other space does not help
//! (`heading_breaks`).
//!
//! Typst has no rule for any of them. Most papers have none, and are laid out once; the others again with a
//! little less space, or a little more, within the bounds of the token `spacing.least`, until none is left.

use std::collections::BTreeMap;

use typst::foundations::{Content, Smart, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::{HeadingElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;
use typst_layout::Page;

use super::attachment_pages::KEPT;
use super::code::literal;
use crate::style::{Tokens, points};

/// The number of lines up to which a page holds hardly anything.
const FEW: usize = 4;

/// The number of lines up to which such a page is said, where no other space helps.
const SAID: usize = 2;

/// The lines of the last minute that stand above the place to sign.
const WITH_SIGNATURE: usize = 3;

/// The lines that stand below a heading on its page.
const BELOW_HEADING: usize = 3;

/// The lines that stand below a heading at the least: with fewer, it begins the next page.
const LEAST_BELOW_HEADING: usize = 2;

/// The distance in points within which text is of one line.
const LINE: f64 = 3.0;

/// The space in points that a heading takes besides its words, and so may be left below the page before it.
const HEADING: f64 = 45.0;

/// The height in points from the head of a heading to the foot of its first line.
const HEADING_LINE: f64 = 12.0;

/// The number of other spaces that are tried for the sake of headings alone.
const MOST_FOR_HEADINGS: usize = 1;

/// The label of the marker before the place to sign.
const SIGNING: &str = "signing";

/// The factors of all space between paragraphs that are tried in order, by the tokens of a style.
pub(super) fn factors(tokens: &Tokens) -> Vec<f64> {
    let [usual, least] = ["spacing.paragraph", "spacing.least"].map(|path| points(tokens.text(path)));
    if tokens.switch("page.single") || least >= usual || least <= 0.0 {
        return Vec::new();
    }
    let room = 1.0 - least / usual;
    [-1.0, 1.0, -2.0, -3.0].map(|thirds| 1.0 + room * thirds / 3.0).to_vec()
}

/// The rows of tables, by the tables' numbers, that begin a page within a cell that spans rows: there the cell is
/// to say itself again. Rows count from 0 below the headings.
pub(super) fn cut_rows(pages: &[Page]) -> BTreeMap<String, Vec<usize>> {
    let mut reader = Reader::default();
    for (at, page) in pages.iter().enumerate() {
        reader.at = at;
        reader.pages.push(PageLines::default());
        reader.frame(&page.frame, Point::zero());
    }
    let cuts = reader.spanned.iter().filter_map(|(table, (number, head))| {
        let rows: Vec<(&usize, &usize)> = reader.tables.get(table)?.iter().collect();
        let begins = rows.windows(2).filter(|pair| pair[0].1 != pair[1].1).map(|pair| *pair[1].0);
        let cuts: Vec<usize> =
            begins.filter_map(|row| row.checked_sub(*head)).filter(|row| *row > 0).collect();
        (!cuts.is_empty()).then(|| (number.clone(), cuts))
    });
    cuts.collect()
}

/// The text of the file with these rows.
pub(super) fn cuts_file(cuts: &BTreeMap<String, Vec<usize>>) -> String {
    let rows = |rows: &[usize]| rows.iter().map(|row| format!("{row}, ")).collect::<String>();
    let entries: String =
        cuts.iter().map(|(number, all)| format!("{}: ({}), ", literal(number), rows(all))).collect();
    let dictionary = if entries.is_empty() { ":".to_owned() } else { entries };
    format!("// The rows of tables that begin a page, written by boardpack.\n#let cuts = ({dictionary})\n")
}

/// The name of the file with the rows of tables that begin a page.
pub(super) const CUTS: &str = "cuts.typ";

/// The label of the marker before a table with cells that span rows; its value is the number of the table and
/// that of its rows of headings.
const SPANNED: &str = "spanned";

/// The faults of the pages of a paper.
pub(super) struct Faults {
    /// The number of pages that hold hardly anything, last rows and signatures by themselves.
    pub alone: usize,
    /// The number of headings in the last lines of a page.
    pub low: usize,
    /// The headings with less than two lines below them, by their anchors, or by their words where they have none.
    pub stranded: Vec<String>,
    /// The number of pages of few lines, whatever the reason.
    few: usize,
    /// The numbers, from 1, of the pages that hold a line or two.
    pub sparse: Vec<usize>,
}

/// The faults of the pages of a paper, whose margins at head and foot are `margins` points.
pub(super) fn faults(pages: &[Page], margins: [f64; 2]) -> Faults {
    let mut reader = Reader::default();
    for (at, page) in pages.iter().enumerate() {
        reader.at = at;
        reader.pages.push(PageLines::default());
        reader.frame(&page.frame, Point::zero());
        let bounds = margins[0] - LINE..page.frame.height().to_pt() - margins[1] + LINE;
        if let Some(own) = reader.pages.last_mut() {
            own.settle(&bounds);
        }
    }
    let sparse = |at: &usize| {
        let (page, before) = (&reader.pages[*at], &reader.pages[at - 1]);
        let alike = pages[*at].frame.width() == pages[at - 1].frame.width();
        let foot = pages[at - 1].frame.height().to_pt() - margins[1];
        alike && !page.pictures && page.is_sparse_after(before, foot)
    };
    let sparse: Vec<usize> = (1..pages.len()).filter(sparse).collect();
    let rows = reader.tables.values().filter(|rows| is_last_alone(rows));
    let signed = reader.signing.is_some_and(|(at, height)| {
        at > 0 && reader.pages[at].heights.iter().filter(|own| **own < height).count() < WITH_SIGNATURE
    });
    let is_low = |(at, height, _): &(usize, f64, String), least: usize| {
        let below = reader.pages[*at].heights.iter().filter(|own| **own > height + LINE).count();
        // Where room is left, the page ends because the next one begins with something of its own.
        let end = reader.pages[*at].heights.last().copied().unwrap_or_default();
        let is_full = pages[*at].frame.height().to_pt() - margins[1] - end < HEADING * 2.0;
        let goes_on = reader.pages.get(at + 1).is_some_and(|next| !next.heights.is_empty());
        below < least && is_full && goes_on
    };
    let low = reader.headings.iter().filter(|heading| is_low(heading, BELOW_HEADING)).count();
    let stranded = reader.headings.iter().filter(|heading| is_low(heading, LEAST_BELOW_HEADING));
    let stranded = stranded.map(|(.., key)| key.clone()).collect();
    let is_few = |page: &&PageLines| !page.pictures && (1..=FEW).contains(&page.heights.len());
    let few = reader.pages.iter().filter(is_few).count();
    let alone = sparse.len() + rows.count() + usize::from(signed);
    let is_said = |at: &usize| reader.pages[*at].heights.len() <= SAID;
    Faults {
        alone,
        low,
        stranded,
        few,
        sparse: sparse.into_iter().filter(is_said).map(|at| at + 1).collect(),
    }
}

/// Whether the last row of a table begins on another page than the row before it; `rows` has their pages. The
/// first row is of headings.
fn is_last_alone(rows: &BTreeMap<usize, usize>) -> bool {
    let mut last = rows.iter().rev();
    match (last.next(), last.next(), last.next()) {
        (Some((_, last)), Some((_, before)), Some(_)) => last != before,
        _ => false,
    }
}

/// The lines of a page that are no header, footer or other artifact.
#[derive(Default)]
struct PageLines {
    /// The heights of the lines, in points from the head of the page.
    heights: Vec<f64>,
    pictures: bool,
}

impl PageLines {
    /// Brings the lines within the margins into order, each once.
    fn settle(&mut self, bounds: &std::ops::Range<f64>) {
        self.heights.retain(|height| bounds.contains(height));
        self.heights.sort_by(f64::total_cmp);
        self.heights.dedup_by(|next, last| *next - *last < LINE);
    }

    /// Whether the page holds hardly anything, and the page before it is so full, down to `foot`, that nothing
    /// but want of room parted them.
    fn is_sparse_after(&self, before: &Self, foot: f64) -> bool {
        let (Some(first), Some(last)) = (self.heights.first(), self.heights.last()) else { return false };
        let Some(end) = before.heights.last() else { return false };
        self.heights.len() <= FEW && foot - end < last - first + HEADING
    }
}

/// Reads what stands where, page by page.
#[derive(Default)]
struct Reader {
    /// The index of the page that is read.
    at: usize,
    pages: Vec<PageLines>,
    /// The tables that are open, the innermost last.
    open: Vec<Location>,
    /// The artifacts that are open.
    artifacts: Vec<Location>,
    /// The page on which each row of each table begins.
    tables: BTreeMap<u128, BTreeMap<usize, usize>>,
    /// The page and the height of each heading, and its anchor, or its words where it has none.
    headings: Vec<(usize, f64, String)>,
    /// The page and the height of the place to sign.
    signing: Option<(usize, f64)>,
    /// The number, and the number of rows of headings, of the next table, where cells of it span rows.
    next: Option<(String, usize)>,
    /// The same of each such table.
    spanned: BTreeMap<u128, (String, usize)>,
}

impl Faults {
    /// Whether it is worth while to lay the paper out once more, after so many other spaces: a heading near the
    /// foot of a page is no more than a blemish.
    pub(super) fn are_worth(&self, tried: usize) -> bool {
        self.alone > 0 || self.low > 0 && tried < MOST_FOR_HEADINGS
    }

    /// Whether there are fewer faults than others.
    pub(super) fn are_fewer_than(&self, others: &Self) -> bool {
        (self.alone, self.low) < (others.alone, others.low)
    }

    /// Whether there are fewer headings without two lines of their text than among others, and no more pages that
    /// hold hardly anything: a part that is whole at the foot of a page is better there than by itself.
    pub(super) fn are_better_for_headings_than(&self, others: &Self) -> bool {
        self.alone <= others.alone && self.few <= others.few && self.stranded.len() < others.stranded.len()
    }
}

impl Reader {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (point, item) in frame.items() {
            let here = origin + *point;
            match item {
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, here + shift);
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element, here),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.open.retain(|open| open != location);
                    self.artifacts.retain(|open| open != location);
                }
                FrameItem::Text(_) if self.artifacts.is_empty() => self.line(here.y.to_pt()),
                FrameItem::Image(_, size, _) if self.artifacts.is_empty() => {
                    self.line((here.y + size.y).to_pt());
                    if let Some(page) = self.pages.last_mut() {
                        page.pictures = true;
                    }
                }
                _ => {}
            }
        }
    }

    fn line(&mut self, height: f64) {
        if let Some(page) = self.pages.last_mut() {
            page.heights.push(height);
        }
    }

    fn start(&mut self, element: &Content, here: Point) {
        let Some(location) = element.location() else { return };
        if element.is::<ArtifactElem>() {
            self.artifacts.push(location);
        } else if let Some(heading) = element.to_packed::<HeadingElem>() {
            let anchor = element.label().map(|label| label.resolve().as_str().to_owned());
            let key = anchor.unwrap_or_else(|| heading.body.plain_text().to_string());
            // Its first line stands a letter's height below.
            self.headings.push((self.at, here.y.to_pt() + HEADING_LINE, key));
        } else if element.is::<TableElem>() {
            if let Some(next) = self.next.take() {
                self.spanned.insert(location.hash(), next);
            }
            self.open.push(location);
        } else if let (Some(cell), Some(table)) = (element.to_packed::<TableCell>(), self.open.last()) {
            let row = cell.y.get(StyleChain::default());
            if let Smart::Custom(row) = row {
                self.tables.entry(table.hash()).or_default().entry(row).or_insert(self.at);
            }
        } else if let (Some(label), Some(own)) = (element.label(), element.to_packed::<MetadataElem>()) {
            match label.resolve().as_str() {
                SIGNING => self.signing = Some((self.at, here.y.to_pt())),
                SPANNED => self.next = spanned(&own.value),
                // An attachment fills the page.
                KEPT => {
                    if let Some(page) = self.pages.last_mut() {
                        page.pictures = true;
                    }
                }
                _ => {}
            }
        }
    }
}

/// The number of a table and that of its rows of headings, from the value of its marker.
fn spanned(value: &Value) -> Option<(String, usize)> {
    let Value::Array(own) = value else { return None };
    match own.as_slice() {
        [Value::Str(number), Value::Int(head)] => Some((number.to_string(), usize::try_from(*head).ok()?)),
        _ => None,
    }
}
