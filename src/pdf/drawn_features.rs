//! Features of what a page shows that its sender may want to know: words and their size, pictures, and fonts
//! that are not in the file. It draws nothing.

use std::collections::BTreeSet;

use super::content::operations;
use super::document::PdfDocument;
use super::geometry::PageBox;
use super::lexer::{skip_blank, string_bytes, token_end};
use super::matrix::Matrix;
use super::value::{Dict, ObjectId, PdfValue};

/// The features of what a page shows.
#[derive(Debug, Default)]
pub(super) struct DrawnFeatures {
    /// The number of bytes of text that can be seen.
    pub letters: usize,
    /// The size of the smallest words, in points; `None` where there are none.
    pub smallest: Option<f64>,
    /// The area of the largest picture, in square points.
    pub pictured: f64,
    /// Whether anything on the page says something: words, a picture, a drawing. Artifacts do not, and
    /// neither do the ground of a page and a shading.
    pub speaks: bool,
    /// Whether some of the content could not be unpacked.
    pub damaged: bool,
    /// The names of fonts that are used and not in the file.
    pub fonts: BTreeSet<String>,
}

/// The depth down to which forms within forms are followed.
const DEEPEST: usize = 8;
/// The most operations of a page that are read.
const MOST: usize = 5_000_000;
/// The number of bytes in one size below which text is a mark and no words.
const WORDS: usize = 12;
/// The share of a page from which on a rectangle that is filled is its ground, and no drawing.
const GROUND: f64 = 0.9;
/// The rendering mode of text that is not seen (ISO 32000-1, table 106).
const UNSEEN: f64 = 3.0;

/// Reads a page through for its features.
pub(super) fn read_drawn_features(file: &PdfDocument, page: &Dict, sheet: &PageBox) -> DrawnFeatures {
    let resources = file.resources(page);
    let (width, height) = sheet.size();
    let mut walk = Walk {
        file,
        shown: DrawnFeatures::default(),
        sizes: Vec::new(),
        open: Vec::new(),
        fonts: BTreeSet::new(),
        apart: Vec::new(),
        left: MOST,
        page: width * height,
        path: Path::None,
    };
    let content = file.content(page);
    walk.content(&content.bytes, &resources, sheet.matrix());
    walk.shown.damaged |= !content.intact;
    let smallest = walk.sizes.iter().filter(|(_, letters)| *letters >= WORDS).map(|(size, _)| *size);
    let smallest = smallest.fold(f64::INFINITY, f64::min);
    walk.shown.smallest = smallest.is_finite().then_some(smallest);
    walk.shown
}

struct Walk<'a> {
    file: &'a PdfDocument,
    shown: DrawnFeatures,
    /// The sizes of text, and the number of bytes in each.
    sizes: Vec<(f64, usize)>,
    /// The forms that are being read.
    open: Vec<ObjectId>,
    /// The fonts that were looked at.
    fonts: BTreeSet<ObjectId>,
    /// Whether what is in each open marked content is an artifact.
    apart: Vec<bool>,
    /// The number of operations that may still be read.
    left: usize,
    /// The area of the page, in square points.
    page: f64,
    /// The path that is being made.
    path: Path,
}

/// The kind of a path, as far as it matters.
#[derive(Clone, Copy)]
enum Path {
    None,
    /// A single rectangle, with its area in square points.
    Rectangle(f64),
    Other,
}

/// The parts of a graphics state that matter.
#[derive(Clone, Copy)]
struct GraphicsState {
    map: Matrix,
    size: f64,
    mode: f64,
}

impl Walk<'_> {
    fn content(&mut self, content: &[u8], resources: &Dict, map: Matrix) {
        self.missing_fonts(resources);
        let mut state = GraphicsState { map, size: 0.0, mode: 0.0 };
        let mut saved = Vec::new();
        let mut text = Matrix::NONE;
        for operation in operations(content) {
            // Forms that draw forms can make any number of a few bytes.
            let Some(left) = self.left.checked_sub(1) else { return };
            self.left = left;
            let numbers = || {
                let all: Vec<f64> = (0..6).filter_map(|n| operation.number(n)).collect();
                <[f64; 6]>::try_from(all).ok().map(Matrix)
            };
            match operation.operator {
                b"q" => saved.push(state),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.map = numbers().unwrap_or(Matrix::NONE).then(state.map),
                b"BT" => text = Matrix::NONE,
                b"Tm" => text = numbers().unwrap_or(Matrix::NONE),
                b"Tf" => state.size = operation.number(1).unwrap_or(state.size),
                b"Tr" => state.mode = operation.number(0).unwrap_or(0.0),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let letters: usize = operation.operands.iter().map(|o| letters(o)).sum();
                    if state.mode != UNSEEN {
                        self.speaks(letters > 0);
                        self.shown.letters += letters;
                        self.size(state.size.abs() * text.then(state.map).scale(), letters);
                    }
                }
                b"EI" => self.picture(state.map),
                b"BMC" | b"BDC" => {
                    let apart = operation.is_of(b"Artifact") || self.is_apart();
                    self.apart.push(apart);
                }
                b"EMC" => {
                    self.apart.pop();
                }
                b"Do" => self.object(&operation.name(0).unwrap_or_default(), resources, state.map),
                b"re" => {
                    let sides = operation.number(2).zip(operation.number(3));
                    let own = sides.map_or(0.0, |(w, h)| (w * h).abs() * area(state.map));
                    self.path =
                        if matches!(self.path, Path::None) { Path::Rectangle(own) } else { Path::Other };
                }
                b"m" | b"l" | b"c" | b"v" | b"y" => self.path = Path::Other,
                b"n" => self.path = Path::None,
                b"f" | b"F" | b"f*" => {
                    let ground = matches!(self.path, Path::Rectangle(own) if own >= GROUND * self.page);
                    self.speaks(!ground);
                    self.path = Path::None;
                }
                b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                    self.speaks(true);
                    self.path = Path::None;
                }
                _ => {}
            }
        }
    }

    fn is_apart(&self) -> bool {
        self.apart.last().copied().unwrap_or(false)
    }

    fn speaks(&mut self, speaks: bool) {
        self.shown.speaks |= speaks && !self.is_apart();
    }

    fn picture(&mut self, map: Matrix) {
        self.shown.pictured = self.shown.pictured.max(area(map));
        self.speaks(true);
    }

    fn size(&mut self, size: f64, letters: usize) {
        // As exact as anybody sees.
        let size = (size * 10.0).round() / 10.0;
        match self.sizes.iter_mut().find(|(known, _)| (*known - size).abs() < 0.05) {
            Some((_, count)) => *count += letters,
            None => self.sizes.push((size, letters)),
        }
    }

    fn object(&mut self, name: &[u8], resources: &Dict, map: Matrix) {
        let objects = self.file.dict(resources, "XObject").unwrap_or_default();
        let Some(id) = objects.named(name).and_then(PdfValue::as_ref) else { return };
        if self.open.contains(&id) || self.open.len() > DEEPEST {
            return;
        }
        let PdfValue::Dict(dict) = self.file.resolve(&PdfValue::Ref(id)) else { return };
        match dict.get("Subtype").and_then(PdfValue::as_name) {
            Some(b"Image") => self.picture(map),
            Some(b"Form") => {
                let inside = self.file.dict(&dict, "Resources").unwrap_or_else(|| resources.clone());
                let content = self.file.unpacked(id);
                self.shown.damaged |= !content.intact;
                // A form neither closes a mark of the page nor leaves one open.
                let marks = self.apart.clone();
                self.open.push(id);
                self.content(&content.bytes, &inside, self.file.matrix(&dict).then(map));
                self.open.pop();
                self.apart = marks;
            }
            _ => {}
        }
    }

    /// Finds the fonts of resources that are not in the file: the outlines of a font are in its descriptor
    /// (ISO 32000-1, 9.9).
    fn missing_fonts(&mut self, resources: &Dict) {
        let fonts = self.file.dict(resources, "Font").unwrap_or_default();
        for (_, value) in fonts.iter() {
            if value.as_ref().is_some_and(|id| !self.fonts.insert(id)) {
                continue;
            }
            let PdfValue::Dict(mut font) = self.file.resolve(value) else { continue };
            let name = self.file.entry(&font, "BaseFont");
            match font.get("Subtype").and_then(PdfValue::as_name) {
                // Its letters are drawings.
                Some(b"Type3") => continue,
                Some(b"Type0") => {
                    let below = self.file.array(&font, "DescendantFonts").unwrap_or_default();
                    let Some(PdfValue::Dict(below)) = below.first().map(|f| self.file.resolve(f)) else {
                        continue;
                    };
                    font = below;
                }
                _ => {}
            }
            let descriptor = self.file.dict(&font, "FontDescriptor").unwrap_or_default();
            let there =
                ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.get(key).is_some());
            if let (false, Some(name)) = (there, name.as_ref().and_then(PdfValue::as_name)) {
                self.shown.fonts.insert(String::from_utf8_lossy(name).into_owned());
            }
        }
    }
}

/// The number of bytes of text that an operand shows.
pub(super) fn letters(operand: &[u8]) -> usize {
    match operand {
        [b'(' | b'<', ..] => string_bytes(operand).map_or(0, |text| text.len()),
        // Numbers between its strings move the next one.
        [b'[', inside @ .., b']'] => {
            let mut count = 0;
            let mut at = skip_blank(inside, 0);
            while let Some(end) = token_end(inside, at) {
                count += string_bytes(&inside[at..end]).map_or(0, |text| text.len());
                at = skip_blank(inside, end);
            }
            count
        }
        _ => 0,
    }
}

/// The area of the unit square once a map has moved it.
fn area(map: Matrix) -> f64 {
    let [a, b, c, d, ..] = map.0;
    (a * d - b * c).abs()
}
