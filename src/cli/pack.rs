//! A pack from its model to its files: the whole, the agenda, each item, and the manifest. It writes
//! none of them.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::accessible::{self, PAGE, Part, STATEMENT, Statement, UNTOLD, checked};
use super::manifest::{self, File, MANIFEST, Manifest, made_from, sum};
use crate::assemble::{Joined, Pdf, Section, assemble, join};
use crate::finding::{Findings, Sources};
use crate::merge::{accessibility, date_inlines};
use crate::model::{AgendaItem, Described, Pack, Paper, Reserved, Told, plain};
use crate::number::number;
use crate::publish;
use crate::typeset::{
    Engine, ItemSheets, ItemSource, PackSource, PaperSource, Source, layout, layout_pack, source,
};
use crate::workers::side_by_side;

/// The files of a pack, by their names below its folder.
pub(super) struct PackFiles {
    /// The folder below that of what is built: "packs/x".
    pub folder: String,
    /// PDFs and the manifest.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many pages the whole has.
    pub pages: usize,
}

/// The Typst sources of a pack; `None` where something in it cannot be printed.
pub(super) fn sources_of(pack: &Pack, engine: &Engine, findings: &mut Findings) -> Option<PackSource> {
    let set = |paper: &Paper, findings: &mut Findings| source(paper, &engine.glyphs(&paper.style), findings);
    let agenda = set(number(pack.agenda.clone()).paper(), findings);
    let made: Vec<(Findings, Option<Source>)> = pack
        .entries
        .par_iter()
        .map(|entry| {
            let mut own = Findings::default();
            let made = set(number(entry.paper.clone()).paper(), &mut own);
            (own, made)
        })
        .collect();
    let made = findings.gather(made);
    if made.len() < pack.entries.len() {
        return None;
    }
    let mut items: Vec<ItemSource> = Vec::new();
    let mut before = None;
    for (n, (entry, mut made)) in pack.entries.iter().zip(made).enumerate() {
        // Two files from elsewhere have one id, and places are told apart by it.
        made.id = format!("{}.{n}", made.id);
        let paper = PaperSource { key: entry.key.clone(), source: made };
        match items.last_mut().filter(|_| before == Some(&entry.item)) {
            Some(item) => item.papers.push(paper),
            None => items.push(ItemSource { stamp: entry.stamp.clone(), papers: vec![paper] }),
        }
        before = Some(&entry.item);
    }
    Some(PackSource { place: pack.place, running: pack.running.clone(), agenda: agenda?, items })
}

/// The folder of a pack below that of what is built: "packs/x".
pub(super) fn folder(pack: &Pack) -> &str {
    pack.id.trim_end_matches("/pack")
}

/// The manifest of a pack that is there as it would be built.
pub(super) fn unchanged(pack: &Pack, source: &PackSource, engine: &Engine, out: &Path) -> Option<Manifest> {
    manifest::unchanged(&out.join(folder(pack)), &made_from(source, engine))
}

/// What the pack said of its accessibility when it was last built.
pub(super) fn last_statement(pack: &Pack, out: Option<&Path>) -> Statement {
    Statement::last(out.and_then(|out| publish::read_back(&out.join(folder(pack)).join(STATEMENT))))
}

/// An item with papers, as it is named.
struct Item {
    number: String,
    title: String,
    /// Below the pack's folder.
    file: String,
}

/// The items that have papers, in the order in which [`sources_of`] has them.
fn items(pack: &Pack) -> Vec<Item> {
    let mut numbers: Vec<&str> = pack.entries.iter().map(|entry| entry.item.as_str()).collect();
    numbers.dedup();
    let agenda = pack.agenda.agenda.iter().flat_map(|agenda| &agenda.items);
    let titles: BTreeMap<&str, String> =
        agenda.map(|item| (item.number.as_str(), plain(&item.title))).collect();
    let item = |number: &str| Item {
        number: number.to_owned(),
        title: titles.get(number).cloned().unwrap_or_default(),
        file: format!("item-{}.pdf", padded(number)),
    };
    numbers.into_iter().map(item).collect()
}

/// One PDF of a pack.
enum One<'a> {
    Whole,
    Agenda,
    Statement,
    /// And whether it claims to be PDF/UA-1.
    Item(&'a Item, &'a ItemSheets, bool),
}

/// Lays a pack out and makes its files.
pub(super) fn make(
    pack: &Pack,
    source: &PackSource,
    engine: &Engine,
    last: &Statement,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<PackFiles> {
    let day = pack.agenda.meetings.first().copied();
    let style = &pack.agenda.style;
    let when = day.map(|d| plain(&date_inlines(style.date("text", d), pack.place))).unwrap_or_default();
    let board = pack.agenda.board.name.0.trim();
    let of_meeting = format!("{board}, {when}");
    let titled = |key: &str| style.tokens.text(key).replace("{board}", board).replace("{date}", &when);
    let folder = folder(pack).to_owned();
    let items = items(pack);
    let place = pack.place;
    let sheets = layout_pack(engine, source, sources, findings)?;
    let sections: Vec<Section> = items
        .iter()
        .zip(&sheets.items)
        .map(|(item, made)| Section {
            title: named(&item.number, &item.title),
            papers: made.papers.iter().map(|paper| paper.pages.len()).collect(),
        })
        .collect();
    let title = titled("metadata.pack");
    let of_item = |item: &Item, made: &ItemSheets, universal: bool, own: &mut Findings| {
        let id = &format!("{folder}/item-{}", item.number);
        let title = &format!("{}: {of_meeting}", named(&item.number, &item.title));
        let papers = made.papers.iter().map(|paper| paper.clone().unlinked()).collect();
        join(Joined { id, title, day, place, papers, sections: &[], universal }, own)
    };
    let pairs: Vec<(&Item, &ItemSheets)> = items.iter().zip(&sheets.items).collect();
    let judge = |(item, made): &(&Item, &ItemSheets), own: &mut Findings| {
        let kept: Vec<&Reserved> =
            made.papers.iter().flat_map(|paper| &paper.kept).map(|(_, kept)| kept).collect();
        if kept.is_empty() {
            return Some(Verdict::default());
        }
        let checked = checked(kept.iter().copied());
        let mut pdf = None;
        let mut faults = match last.known(&checked) {
            Some(faults) => faults,
            None => accessible::faults(&pdf.insert(of_item(item, made, true, own)?).bytes),
        };
        let untold =
            |kept: &&Reserved| matches!(kept.described, Described::Figures { told: Told::Nowhere, .. });
        if kept.iter().any(untold) && !faults.iter().any(|fault| fault == UNTOLD) {
            faults.push(UNTOLD.to_owned());
        }
        Some(Verdict { checked, pdf: pdf.filter(|_| faults.is_empty()), faults })
    };
    let verdicts = side_by_side(&pairs, judge, findings);
    if verdicts.len() < items.len() {
        return None;
    }
    let universal = verdicts.iter().all(|verdict| verdict.faults.is_empty());
    let statement = statement(&title, &pairs, &verdicts);
    // The whole is one long piece of work: it begins at once, and the rest is done beside it.
    let mut files_of = vec![One::Whole, One::Agenda, One::Statement];
    let unmade = pairs.iter().zip(&verdicts).filter(|(_, verdict)| verdict.pdf.is_none());
    files_of.extend(unmade.map(|((item, made), v)| One::Item(item, made, v.faults.is_empty())));
    let write = |one: &One<'_>, own: &mut Findings| match one {
        One::Whole => {
            let all = std::iter::once(&sheets.agenda).chain(sheets.items.iter().flat_map(|i| &i.papers));
            let papers = all.cloned().collect();
            join(
                Joined { id: &pack.id, title: &title, day, place, papers, sections: &sections, universal },
                own,
            )
        }
        One::Agenda => {
            let (id, title) = (&format!("{folder}/agenda"), &titled("metadata.agenda_alone"));
            let papers = vec![sheets.agenda_alone.clone()];
            join(Joined { id, title, day, place, papers, sections: &[], universal: true }, own)
        }
        One::Statement => {
            let paper = number(accessibility(pack, &statement.parts()));
            let source = crate::typeset::source(paper.paper(), &engine.glyphs(&pack.agenda.style), own)?;
            let pages = layout(engine, &source, sources, own)?;
            assemble(paper.paper(), &pages, &source, true, sources, own)
        }
        One::Item(item, made, sound) => {
            let pdf = of_item(item, made, *sound, own);
            comemo::evict(0);
            pdf
        }
    };
    let made = side_by_side(&files_of, write, findings);
    if made.len() < files_of.len() {
        return None;
    }
    let mut made = made.into_iter();
    let whole = made.next()?;
    let mut files = vec![("agenda.pdf".to_owned(), made.next()?), (PAGE.to_owned(), made.next()?)];
    let mut ranges = BTreeMap::new();
    for ((item, of_item), verdict) in items.iter().zip(&sheets.items).zip(verdicts) {
        let pdf = verdict.pdf.or_else(|| made.next())?;
        let range = [of_item.first, of_item.first + pdf.pages - 1];
        ranges.insert(item.number.clone(), (item.file.clone(), range));
        files.push((item.file.clone(), pdf));
    }
    let pages = whole.pages;
    files.insert(0, ("pack.pdf".to_owned(), whole));
    let manifest = manifest(pack, title, &files, &ranges, made_from(source, engine));
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, pdf)| (name, pdf.bytes)).collect();
    files.push((STATEMENT.to_owned(), statement.bytes()));
    files.push((MANIFEST.to_owned(), manifest.bytes()));
    Some(PackFiles { folder, files, pages })
}

/// What the check says of an item; nothing of one without files from elsewhere.
#[derive(Default)]
struct Verdict {
    /// The sum of what was checked.
    checked: String,
    /// The rules that it breaks.
    faults: Vec<String>,
    /// The item's file, where it was made for the check and breaks none.
    pdf: Option<Pdf>,
}

/// What the pack says of its accessibility.
fn statement(title: &str, items: &[(&Item, &ItemSheets)], verdicts: &[Verdict]) -> Statement {
    let mut parts = Vec::new();
    for ((item, made), verdict) in items.iter().zip(verdicts) {
        let mut first = made.first;
        for paper in &made.papers {
            for (at, kept) in &paper.kept {
                parts.push(Part {
                    item: item.number.clone(),
                    title: kept.title.clone(),
                    file: kept.file.clone(),
                    pages: [first + at, first + at + kept.pages.len() - 1],
                    read_out: accessible::read_out(kept).to_owned(),
                    faults: verdict.faults.clone(),
                    checked: verdict.checked.clone(),
                });
            }
            first += paper.pages.len();
        }
    }
    let pdf_ua_1 = verdicts.iter().all(|verdict| verdict.faults.is_empty());
    Statement { title: title.to_owned(), pdf_ua_1, parts }
}

/// "5. Anti-social behaviour update", and "5(a) Fire and rescue".
fn named(number: &str, title: &str) -> String {
    let stop = if number.ends_with(|c: char| c.is_alphanumeric()) { "." } else { "" };
    format!("{number}{stop} {title}")
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
    made_from: String,
) -> Manifest {
    let file =
        |(name, pdf): &(String, Pdf)| File { file: name.clone(), pages: pdf.pages, sha256: sum(&pdf.bytes) };
    let item = |item: &AgendaItem| {
        let own = of_item.get(&item.number);
        manifest::Item {
            number: item.number.clone(),
            title: plain(&item.title),
            pages: own.map(|(_, pages)| *pages),
            file: own.map(|(file, _)| file.clone()),
        }
    };
    Manifest {
        title,
        pages: pdfs.first().map_or(0, |(_, pdf)| pdf.pages),
        files: pdfs.iter().map(file).collect(),
        items: pack.agenda.agenda.iter().flat_map(|agenda| &agenda.items).map(item).collect(),
        made_from,
    }
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
