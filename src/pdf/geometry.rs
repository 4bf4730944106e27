//! `PageBox`: the area of a page that is seen, and how the page is turned. It reads no content.

use super::document::PdfDocument;
use super::matrix::Matrix;
use super::value::{Dict, PdfValue};

/// The lengths that a side of a page may have, in points: up to what the format allows without a unit of its
/// own (ISO 32000-1, annex C). Smaller and larger pages are enlarged or made smaller.
const SIDES: (f64, f64) = (3.0, 14_400.0);

/// The area of an upright A4 page, in points.
const A4: [f64; 4] = [0.0, 0.0, 595.28, 841.89];

/// An area of a page as it is seen, in points from its upper left corner: left, top, right, bottom.
pub(crate) type PageArea = [f64; 4];

/// The area round two areas.
pub(super) fn joined(one: Option<PageArea>, other: Option<PageArea>) -> Option<PageArea> {
    match (one, other) {
        (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
        (one, other) => one.or(other),
    }
}

/// The area of a page that is seen, and its turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageBox {
    /// The area before it is turned, in the page's units: left, bottom, right, top.
    pub area: [f64; 4],
    /// The number of right angles by which the page is turned clockwise: 0 to 3.
    pub turns: u8,
    /// The number of points in a unit (`UserUnit`).
    pub unit: f64,
}

impl PageBox {
    /// The crop box within the media box of a page, or A4 where neither can be read (ISO 32000-1, 14.11.2).
    /// A page with sides such as no page has keeps its shape, and gets sides that a page may have.
    pub(crate) fn of(file: &PdfDocument, page: &Dict) -> Self {
        let area = |key| file.rectangle_of(&file.inherited(page, key)?);
        let sound = |area: &[f64; 4]| area[2] - area[0] >= 1.0 && area[3] - area[1] >= 1.0;
        let media = area("MediaBox").filter(sound).unwrap_or(A4);
        let crop = area("CropBox").unwrap_or(media);
        let within =
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let turned = file.inherited(page, "Rotate").as_ref().and_then(PdfValue::as_number).unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 3")]
        let turns = (turned / 90.0).round().rem_euclid(4.0) as u8;
        let unit = file.entry(page, "UserUnit").and_then(|u| u.as_number()).filter(|u| *u > 0.0);
        let area = if sound(&within) { within } else { media };
        let (width, height) = (area[2] - area[0], area[3] - area[1]);
        // Where both cannot be had, the longer side counts: nothing is larger than a page may be.
        let least = SIDES.0 / width.min(height);
        let most = SIDES.1 / width.max(height);
        Self { area, turns: turns % 4, unit: unit.unwrap_or(1.0).max(least).min(most) }
    }

    /// The width and the height of the page as it is seen, in points.
    pub(crate) fn size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.area;
        let (width, height) = ((right - left) * self.unit, (top - bottom) * self.unit);
        if self.turns % 2 == 1 { (height, width) } else { (width, height) }
    }

    /// The map from the page's own places to places as they are seen, in points from the lower left corner.
    pub(crate) fn matrix(&self) -> Matrix {
        let [left, bottom, right, top] = self.area;
        let turned = match self.turns {
            0 => Matrix([1.0, 0.0, 0.0, 1.0, -left, -bottom]),
            1 => Matrix([0.0, -1.0, 1.0, 0.0, -bottom, right]),
            2 => Matrix([-1.0, 0.0, 0.0, -1.0, right, top]),
            _ => Matrix([0.0, 1.0, -1.0, 0.0, top, -left]),
        };
        turned.then(Matrix([self.unit, 0.0, 0.0, self.unit, 0.0, 0.0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_any_size_has_sides_that_a_page_may_have() {
        let size = |media: &str| {
            let pdf = format!(
                "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[{media}]>> endobj\ntrailer <</Root 1 0 R>>\n"
            );
            let file = PdfDocument::open(std::sync::Arc::new(pdf.into_bytes()), "").expect("a file");
            let pages = file.pages();
            PageBox::of(&file, &pages[0].1).size()
        };
        assert_eq!(size("0 0 200 14"), (200.0, 14.0));
        assert_eq!(size("0 0 2 1"), (6.0, 3.0));
        assert_eq!(size("0 0 28800 14400"), (14_400.0, 7_200.0));
        assert_eq!(size("5 5 5 5"), (595.28, 841.89));
    }

    #[test]
    fn a_turned_page_begins_at_its_corner() {
        for turns in 0..4 {
            let sheet = PageBox { area: [10.0, -20.0, 110.0, 180.0], turns, unit: 2.0 };
            let (width, height) = sheet.size();
            assert_eq!(
                sheet.matrix().rectangle(sheet.area),
                [0.0, 0.0, width, height],
                "turned {turns} times"
            );
        }
        // Turned once clockwise, what was at the top left is at the top right.
        let sheet = PageBox { area: [0.0, 0.0, 100.0, 200.0], turns: 1, unit: 1.0 };
        assert_eq!(sheet.matrix().point(0.0, 200.0), (200.0, 100.0));
    }
}
