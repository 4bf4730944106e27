//! The PDFs that were built, with their pages, as a build ends with them. It says nothing of other files, which
//! have no pages.

use std::path::Path;

use super::path_from;
use crate::build::{Built, BuiltPack, WHOLE};

/// The widest line about the files of a pack, in characters.
const WIDEST: usize = 96;

/// The lines about what was built, without line ends: one for each paper and pack, and below a pack its other
/// PDFs. None where one paper was built, of which the count of all pages says as much.
pub(super) fn page_lines(built: &Built, out: &Path, current: &Path) -> Vec<String> {
    if built.packs.is_empty() && built.papers.len() == 1 {
        return Vec::new();
    }
    let line =
        |file: String, pages| format!("{}: {}", path_from(&out.join(file), current), counted_pages(pages));
    let papers = built.papers.iter().map(|paper| line(format!("{}.pdf", paper.id), paper.pages));
    let packs = built.packs.iter().flat_map(|pack| {
        let whole = line(format!("{}/{WHOLE}", pack.folder), pack.pages);
        std::iter::once(whole).chain(beside(pack))
    });
    papers.chain(packs).collect()
}

/// "7 pages".
pub(super) fn counted_pages(pages: usize) -> String {
    format!("{pages} {}", if pages == 1 { "page" } else { "pages" })
}

/// The other PDFs of a pack with their pages, several in a line: of a pack of twenty items nobody wants twenty
/// lines.
fn beside(pack: &BuiltPack) -> Vec<String> {
    let others = pack.files.iter().filter(|(name, pages)| *pages > 0 && name != WHOLE);
    let others: Vec<String> = others.map(|(name, pages)| format!("{name} {pages}")).collect();
    let mut lines: Vec<String> = Vec::new();
    for (at, one) in others.iter().enumerate() {
        let end = if at + 1 < others.len() { "," } else { "" };
        match lines.last_mut().filter(|line| line.chars().count() + one.chars().count() + 2 <= WIDEST) {
            Some(line) => line.push_str(&format!(" {one}{end}")),
            None if at == 0 => lines.push(format!("  beside it, with their pages: {one}{end}")),
            None => lines.push(format!("  {one}{end}")),
        }
    }
    lines
}
