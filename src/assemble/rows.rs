//! The lines of an agenda: each leads to the papers of its item as a whole, from margin to margin, though only the
//! words of its title are the link that is read out. It moves nothing that can be seen.

use crate::pdf::value::PdfValue;
use crate::pdf::{Objects, referred};

/// The height in points that a line is higher than its words, above and below: targets want 24 pixels (WCAG 2.2,
/// 2.5.8).
const AROUND: f64 = 2.0;

/// Makes the links on the first `agenda` of a file's pages that lead to later pages as wide as the pages between
/// their margins, at the left and the right.
pub(super) fn widen(
    objects: &mut Objects<'_>,
    pages: &[usize],
    agenda: usize,
    widths: &[f64],
    [left, right]: [f64; 2],
) -> Option<()> {
    for (page, width) in pages.iter().zip(widths).take(agenda) {
        let Some(annotations) = objects.entry(*page, "Annots") else { continue };
        let annotations = objects.resolve(&annotations)?;
        for annotation in annotations.as_array()?.iter().filter_map(referred) {
            let Some(place) = objects.entry(annotation, "Dest") else { continue };
            let target = objects.resolve(&place)?.as_array().and_then(|place| referred(place.first()?))?;
            if pages.iter().position(|page| *page == target).is_none_or(|at| at < agenda) {
                continue;
            }
            let area = objects.entry(annotation, "Rect")?;
            let area: Vec<f64> = area.as_array()?.iter().filter_map(PdfValue::as_number).collect();
            let &[_, bottom, _, top] = area.as_slice() else { return None };
            objects.edit(annotation, |link| {
                link.set("Rect", PdfValue::numbers(&[left, bottom - AROUND, width - right, top + AROUND]));
                // These are the lines of the title alone.
                link.take("QuadPoints");
            });
        }
    }
    Some(())
}
