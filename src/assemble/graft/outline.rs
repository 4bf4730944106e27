//! The bookmarks of an attachment, leading to the pages of the pack. It never invents one.

use std::collections::BTreeSet;

use super::destinations::Destinations;
use crate::assemble::bookmarks::Bookmark;
use crate::pdf::PdfDocument;
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// The depth down to which bookmarks are followed.
const DEEPEST: usize = 16;

/// The bookmarks of a file, which lead to our pages.
pub(super) fn read(file: &PdfDocument, places: &Destinations) -> Vec<Bookmark> {
    let Some(root) = file.dict(&file.catalog(), "Outlines") else { return Vec::new() };
    below(file, places, &root, 0, &mut BTreeSet::new())
}

fn below(
    file: &PdfDocument,
    places: &Destinations,
    above: &Dict,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
) -> Vec<Bookmark> {
    let mut found = Vec::new();
    let mut next = above.get("First").and_then(PdfValue::as_ref);
    while let Some(id) = next.filter(|id| depth < DEEPEST && seen.insert(*id)) {
        let PdfValue::Dict(item) = file.resolve(&PdfValue::Ref(id)) else { break };
        let below = below(file, places, &item, depth + 1, seen);
        let own = file.entry(&item, "Dest").or_else(|| {
            let action = file.dict(&item, "A")?;
            let goes = file.entry(&action, "S")?.as_name() == Some(b"GoTo");
            goes.then(|| file.entry(&action, "D")).flatten()
        });
        // One that leads nowhere leads where the first below it does.
        let target = own.and_then(|place| places.target(file, &place));
        let target = target.or_else(|| below.first().map(|first: &Bookmark| first.target.clone()));
        let title = file.entry(&item, "Title").and_then(|t| t.as_text().map(<[u8]>::to_vec));
        if let (Some(target), Some(title)) = (target, title.filter(|t| !t.is_empty())) {
            found.push(Bookmark { title: PdfValue::Text(title), target, below });
        } else {
            found.extend(below);
        }
        next = item.get("Next").and_then(PdfValue::as_ref);
    }
    found
}
