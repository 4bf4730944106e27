//! The destinations of an attachment's links and bookmarks, as destinations on the pack's pages. It makes
//! neither links nor bookmarks.

use std::collections::BTreeMap;

use crate::assemble::names::NamedDestination;
use crate::pdf::value::{ObjectId, PdfValue};
use crate::pdf::{Matrix, PdfDocument, reference, referred};

/// A page of an attachment in our file.
#[derive(Debug, Clone, Copy)]
pub(super) struct GraftedPage {
    /// The number of the page's object in our file.
    pub object: usize,
    /// The map from the attachment's places to ours.
    pub map: Matrix,
    /// The height of the page as it is seen, in points.
    pub height: f64,
}

impl GraftedPage {
    /// A place on the page as a destination, which keeps the reader's zoom (ISO 32000-1, table 151).
    fn destination(&self, x: f64, y: f64) -> PdfValue {
        let (x, y) = (PdfValue::Number(x), PdfValue::Number(y));
        PdfValue::Array(vec![reference(self.object), PdfValue::name("XYZ"), x, y, PdfValue::Null])
    }
}

/// The pages and named destinations of an attachment.
pub(super) struct Destinations {
    pub pages: Vec<GraftedPage>,
    /// The label of each of these pages in our file.
    labels: Vec<String>,
    /// The index of the page that each object is.
    pub by_id: BTreeMap<ObjectId, usize>,
    named: BTreeMap<Vec<u8>, PdfValue>,
}

impl Destinations {
    /// Reads the named destinations of a file.
    pub(super) fn new(
        file: &PdfDocument,
        pages: Vec<GraftedPage>,
        labels: &[String],
        by_id: BTreeMap<ObjectId, usize>,
    ) -> Self {
        let catalog = file.catalog();
        let mut named = BTreeMap::new();
        if let Some(old) = file.dict(&catalog, "Dests") {
            named.extend(old.iter().map(|(name, value)| (name.to_vec(), value.clone())));
        }
        let tree = file.dict(&catalog, "Names").and_then(|names| file.dict(&names, "Dests"));
        for (name, place) in file.leaves(tree.unwrap_or_default(), "Names") {
            if let PdfValue::Text(name) = name {
                named.insert(name, place);
            }
        }
        Self { pages, labels: labels.to_vec(), by_id, named }
    }

    /// A destination in our file. `None` where it leads nowhere.
    pub(super) fn target(&self, file: &PdfDocument, place: &PdfValue) -> Option<PdfValue> {
        let mut place = file.resolve(place);
        // A name may lead to a dictionary, and that to the place.
        for _ in 0..4 {
            place = match &place {
                PdfValue::Name(name) | PdfValue::Text(name) => file.resolve(self.named.get(name)?),
                PdfValue::Dict(dict) => file.entry(dict, "D")?,
                _ => break,
            };
        }
        let array = place.as_array()?;
        let at = match array.first()? {
            PdfValue::Ref(id) => *self.by_id.get(id)?,
            number => usize::try_from(number.as_integer()?).ok()?,
        };
        let page = self.pages.get(at)?;
        let number = |n: usize| array.get(n).map(|v| file.resolve(v)).and_then(|v| v.as_number());
        let kind = array.get(1).and_then(PdfValue::as_name).unwrap_or(b"Fit");
        let (x, y) = match kind {
            b"XYZ" => (number(2), number(3)),
            b"FitH" | b"FitBH" => (None, number(2)),
            b"FitV" | b"FitBV" => (number(2), None),
            b"FitR" => (number(2), number(5)),
            _ => (None, None),
        };
        let (x, y) = match (x, y) {
            (None, None) => (0.0, page.height),
            (x, y) => {
                // What is not said is the edge at which the page begins.
                let corner = inverse(page.map).point(0.0, page.height);
                page.map.point(x.unwrap_or(corner.0), y.unwrap_or(corner.1))
            }
        };
        Some(page.destination(x.max(0.0), y.max(0.0)))
    }

    /// The label of the page that a destination in our file leads to; empty where it has none.
    pub(super) fn label_of(&self, target: &PdfValue) -> &str {
        let page = target.as_array().and_then(|array| referred(array.first()?));
        let at = page.and_then(|page| self.pages.iter().position(|own| own.object == page));
        at.and_then(|at| self.labels.get(at)).map_or("", String::as_str)
    }

    /// The names that lead to a page, with their destinations in our file.
    pub(super) fn named(&self, file: &PdfDocument) -> Vec<NamedDestination> {
        let named = self.named.iter();
        named.filter_map(|(name, place)| Some((name.clone(), self.target(file, place)?))).collect()
    }

    /// The top of a page as a destination of our file; `None` where there is no such page.
    pub(super) fn top(&self, at: usize) -> Option<PdfValue> {
        let page = self.pages.get(at)?;
        Some(page.destination(0.0, page.height))
    }
}

/// The map back; a map that has none gives the one that moves nothing.
fn inverse(map: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = map.0;
    let det = a * d - b * c;
    if det.abs() < 1e-12 {
        return Matrix::NONE;
    }
    Matrix([d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_back_undoes_a_map() {
        let map = Matrix([0.0, 2.0, -2.0, 0.0, 30.0, -7.0]);
        assert_eq!(map.then(inverse(map)), Matrix::NONE);
    }
}
