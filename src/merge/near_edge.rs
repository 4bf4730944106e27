//! Ink of an attachment close to an edge of the sheets on which its pages stand, where printers lose it. It moves
//! nothing.

use crate::model::{AttachmentPage, NearEdge};
use crate::pdf::{Attachment, PageArea, PageBox};
use crate::style::builtin::FONTS;
use crate::workers::with_stack;

/// The width in points of the strip along an edge that office printers leave white: 5 mm.
const UNPRINTED: f64 = 14.17;

/// Finds the pages of which words or drawings stand near an edge of their sheets. A page that cannot be read is
/// none of them.
pub(super) fn near_edge(attachment: &Attachment, pages: &[AttachmentPage]) -> NearEdge {
    let reaches = with_stack(|| attachment.ink_reaches(FONTS[0])).unwrap_or_default();
    let mut near = NearEdge::default();
    for (at, ((reach, sheet), page)) in reaches.iter().zip(&attachment.sheets).zip(pages).enumerate() {
        let Some(reach) = reach else { continue };
        let is_near = |area: Option<PageArea>| area.is_some_and(|area| is_near(area, sheet, page));
        if is_near(reach.words) {
            near.words.push(at + 1);
        }
        if is_near(reach.drawings) {
            near.drawings.push(at + 1);
        }
    }
    near
}

/// Whether an area of a page, from the upper left corner of its sheet as it is seen, stands near an edge of the
/// sheet on which it is placed.
fn is_near([left, top, right, bottom]: PageArea, sheet: &PageBox, page: &AttachmentPage) -> bool {
    let [from, _, to, head] = page.map.rectangle(sheet.area);
    let (width, _) = sheet.size();
    let scale = (to - from) / width;
    let above = page.height - head;
    let (left, right) = (from + left * scale, from + right * scale);
    let (top, bottom) = (above + top * scale, above + bottom * scale);
    left < UNPRINTED || top < UNPRINTED || right > page.width - UNPRINTED || bottom > page.height - UNPRINTED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::room::as_sent;

    #[test]
    fn an_area_is_near_an_edge_of_the_sheet_that_it_stands_on() {
        for turns in 0..4 {
            let sheet = PageBox { area: [10.0, 20.0, 605.0, 862.0], turns, unit: 1.0 };
            let (width, height) = sheet.size();
            let page = as_sent(&sheet);
            let inside = [14.2, 14.2, width - 14.2, height - 14.2];
            assert!(!is_near(inside, &sheet, &page), "{turns}");
            for side in 0..4 {
                let mut area = inside;
                area[side] += if side < 2 { -0.1 } else { 0.1 };
                assert!(is_near(area, &sheet, &page), "{turns} {side}");
            }
            // On a larger sheet, in half its size.
            let map = sheet.matrix().then(crate::pdf::Matrix([0.5, 0.0, 0.0, 0.5, 100.0, 100.0]));
            let page = AttachmentPage { width: width + 200.0, height: height + 200.0, map };
            assert!(!is_near([0.0, 0.0, width, height], &sheet, &page), "{turns}");
        }
    }
}
