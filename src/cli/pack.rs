//! A pack from its model to its files: the whole, the agenda, each item, and the manifest. It writes
//! none of them.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::assemble::{Pdf, join};
use crate::finding::{Findings, Sources};
use crate::model::{Pack, plain};
use crate::number::number;
use crate::typeset::{Engine, Glyphs, Layout, PackLayout, PackSource, PaperSource, layout_pack, source};

/// The files of a pack, by their names below its folder.
pub(super) struct PackFiles {
    /// The folder below that of what is built: "packs/x".
    pub folder: String,
    /// PDFs and the manifest.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many pages the whole has.
    pub pages: usize,
}

/// What a committee system needs to know of a pack.
#[derive(Serialize)]
struct Manifest {
    title: String,
    pages: usize,
    files: Vec<File>,
    items: Vec<ManifestItem>,
}

#[derive(Serialize)]
struct File {
    file: String,
    pages: usize,
    sha256: String,
}

#[derive(Serialize)]
struct ManifestItem {
    number: String,
    title: String,
    /// First and last page in the pack; none where it has no paper.
    pages: Option<[usize; 2]>,
    file: Option<String>,
}

/// The Typst sources of a pack; `None` where something in it cannot be printed.
pub(super) fn sources_of(pack: &Pack, glyphs: &Glyphs, findings: &mut Findings) -> Option<PackSource> {
    let agenda = source(number(pack.agenda.clone()).paper(), glyphs, findings);
    let mut papers = Vec::new();
    for (n, entry) in pack.entries.iter().enumerate() {
        let mut made = source(number(entry.paper.clone()).paper(), glyphs, findings)?;
        // Two files from elsewhere have one id, and places are told apart by it.
        made.id = format!("{}.{n}", made.id);
        papers.push(PaperSource { key: entry.key.clone(), stamp: entry.stamp.clone(), source: made });
    }
    Some(PackSource { place: pack.place, running: pack.running.clone(), agenda: agenda?, papers })
}

/// Lays a pack out and makes its files.
pub(super) fn make(
    pack: &Pack,
    source: &PackSource,
    engine: &Engine,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<PackFiles> {
    let day = pack.agenda.meetings.first().copied();
    let when = day.map(|d| d.format("%-d %B %Y").to_string()).unwrap_or_default();
    let title = format!("{}, {when}: agenda and papers", pack.agenda.board.name.0.trim());
    let whole = layout_pack(engine, source, true, sources, findings)?;
    let all: Vec<&Layout<'_>> =
        std::iter::once(&whole.agenda).chain(whole.papers.iter().map(|(_, l)| l)).collect();
    let pdf = join(&all, &pack.id, Some(&title), day, pack.place, findings)?;
    // In files of their own nothing leads to the agenda, and the agenda leads nowhere.
    let apart = layout_pack(engine, source, false, sources, findings)?;
    let folder = pack.id.trim_end_matches("/pack").to_owned();
    let agenda = join(&[&apart.agenda], &format!("{folder}/agenda"), None, day, pack.place, findings)?;
    let mut pdfs: Vec<(String, Pdf)> = vec![("pack.pdf".to_owned(), pdf), ("agenda.pdf".to_owned(), agenda)];
    let mut of_item: BTreeMap<String, (String, [usize; 2])> = BTreeMap::new();
    for (number, papers) in by_item(pack, &apart) {
        let layouts: Vec<&Layout<'_>> = papers.iter().map(|(_, layout)| *layout).collect();
        let file = format!("item-{}.pdf", padded(&number));
        let pdf = join(&layouts, &format!("{folder}/item-{number}"), None, day, pack.place, findings)?;
        let first = papers.first().map_or(0, |(first, _)| *first);
        of_item.insert(number, (file.clone(), [first, first + pdf.pages - 1]));
        pdfs.push((file, pdf));
    }
    let pages = pdfs[0].1.pages;
    let manifest = manifest(pack, title, &pdfs, &of_item);
    let mut files: Vec<(String, Vec<u8>)> = pdfs.into_iter().map(|(name, pdf)| (name, pdf.bytes)).collect();
    files.push(("manifest.json".to_owned(), manifest));
    Some(PackFiles { folder, files, pages })
}

/// The papers of each item that has any, with their first pages.
fn by_item<'p, 'l>(pack: &Pack, layout: &'p PackLayout<'l>) -> Vec<(String, Vec<(usize, &'p Layout<'l>)>)> {
    let mut items: Vec<(String, Vec<(usize, &Layout<'_>)>)> = Vec::new();
    for (entry, (first, paper)) in pack.entries.iter().zip(&layout.papers) {
        match items.last_mut().filter(|(number, _)| *number == entry.item) {
            Some((_, papers)) => papers.push((*first, paper)),
            None => items.push((entry.item.clone(), vec![(*first, paper)])),
        }
    }
    items
}

/// "5" as "05", "8(a)" as "08a": files stand in the order of the agenda.
fn padded(number: &str) -> String {
    let clean: String = number.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
    let digits = clean.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{clean}", "0".repeat(2usize.saturating_sub(digits)))
}

fn manifest(
    pack: &Pack,
    title: String,
    pdfs: &[(String, Pdf)],
    of_item: &BTreeMap<String, (String, [usize; 2])>,
) -> Vec<u8> {
    let files = pdfs.iter().map(|(name, pdf)| File {
        file: name.clone(),
        pages: pdf.pages,
        sha256: Sha256::digest(&pdf.bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
    });
    let items = pack.agenda.agenda.iter().flat_map(|a| &a.items).map(|item| {
        let own = of_item.get(&item.number);
        ManifestItem {
            number: item.number.clone(),
            title: plain(&item.title),
            pages: own.map(|(_, pages)| *pages),
            file: own.map(|(file, _)| file.clone()),
        }
    });
    let manifest = Manifest {
        title,
        pages: pdfs.first().map_or(0, |(_, pdf)| pdf.pages),
        files: files.collect(),
        items: items.collect(),
    };
    let mut text = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_in_the_order_of_the_agenda() {
        assert_eq!([padded("5"), padded("12"), padded("8a"), padded("A")], ["05", "12", "08a", "00A"]);
        assert_eq!([padded("8(a)"), padded("8(a)(ii)"), padded("8.1")], ["08a", "08aii", "08.1"]);
    }
}
