//! The files of a pack, made and written beside their places: the whole, the agenda, each item, the
//! statement and the manifest. It gives none of them its place.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use chrono::NaiveDate;

use super::accessibility_statement::{
    self, AccessibilityStatement, AttachmentStatement, PAGE, STATEMENT, UNDESCRIBED, checked,
};
use super::manifest::{self, MANIFEST, Manifest};
use super::pack::{NamedItem, items, named};
use super::written_file::{WrittenFile, write};
use crate::assemble::{Claim, ItemSection, JoinedFile, Pdf, assemble, join};
use crate::conformance;
use crate::failure::{DiskFailure, Failure, Fault, Stage};
use crate::finding::{Finding, Findings, Sources};
use crate::merge::{accessibility, date_inlines};
use crate::model::{
    AgendaItem, AttachmentDescription, AttachmentPages, DescriptionSource, Pack, RoomWay, plain,
};
use crate::number::number;
use crate::style::fill;
use crate::typeset::{Engine, ItemPages, PackPages, PackSource, PaperPages, layout, layout_pack, source};
use crate::watch::Watch;
use crate::workers::side_by_side;
use crate::write::{NewFolders, OutputPath, make_folder};

/// The files of a pack, by their names below its folder.
pub(super) struct PackFiles {
    /// The folder below that of what is built: "packs/x".
    pub folder: String,
    /// PDFs, the statement and the manifest.
    pub files: Vec<WrittenFile>,
    /// How many pages the whole has.
    pub pages: usize,
    /// The folder, where it is new: it goes again with files that are never placed.
    pub new: Option<NewFolders>,
}

/// What a pack is made from.
pub(super) struct PreparedPack<'a> {
    pub pack: &'a Pack,
    pub source: &'a PackSource,
    /// The sum of all that decides its files.
    pub made_from: String,
    /// What it said of its accessibility when it was last built.
    pub last: AccessibilityStatement,
    pub engine: &'a Engine,
    pub sources: &'a Sources,
    pub watch: &'a Watch,
    /// Where a file goes, by its name; `None` where it is only tried.
    pub output_path: &'a (dyn Fn(&str) -> Option<OutputPath> + Sync),
}

/// The file of the whole pack.
pub(crate) const WHOLE: &str = "pack.pdf";
/// The file of the agenda alone.
const AGENDA: &str = "agenda.pdf";

/// One PDF of a pack.
enum PackPdf<'a> {
    Whole,
    Agenda,
    Statement,
    /// And whether it claims to be PDF/UA-1.
    Item(&'a NamedItem, &'a ItemPages, bool),
}

impl PackPdf<'_> {
    /// Its name below the pack's folder.
    fn file(&self) -> &str {
        match self {
            PackPdf::Whole => WHOLE,
            PackPdf::Agenda => AGENDA,
            PackPdf::Statement => PAGE,
            PackPdf::Item(item, ..) => &item.file,
        }
    }
}

/// What the check says of an item; nothing of one without attachments.
#[derive(Default)]
struct ItemVerdict {
    /// The sum of what was checked.
    checked: String,
    /// The rules that it breaks.
    faults: Vec<String>,
    /// The item's file, where it was made for the check and breaks none.
    file: Option<WrittenFile>,
}

/// The titles of files.
struct Titles {
    /// Board and day, of which the title of an item's file is made.
    meeting: String,
    whole: String,
    agenda: String,
}

impl PreparedPack<'_> {
    /// Lays the pack out and writes its files beside their places. `None` where something is wrong with it.
    ///
    /// # Errors
    /// Where a file cannot be written, or the run is to end.
    pub(super) fn make(&self, findings: &mut Findings) -> Result<Option<PackFiles>, Failure> {
        let watch = self.watch;
        let sheets = watch
            .stage(Stage::Typeset, || layout_pack(self.engine, self.source, self.sources, watch, findings));
        watch.go_on()?;
        let Some(sheets) = sheets else { return Ok(None) };
        watch.stage(Stage::Assemble, || self.assemble(sheets, findings))
    }

    /// Writes the files of a pack that is laid out beside their places.
    fn assemble(&self, sheets: PackPages, findings: &mut Findings) -> Result<Option<PackFiles>, Failure> {
        let items = items(self.pack);
        let mut names = std::iter::once(MANIFEST).chain(items.iter().map(|item| item.file.as_str()));
        let folder = names.find_map(self.output_path);
        let new = folder.as_ref().map(make_folder).transpose()?;
        let titles = self.titles();
        let pairs: Vec<(&NamedItem, &ItemPages)> = items.iter().zip(&sheets.items).collect();
        let judge = |(item, made): &(&NamedItem, &ItemPages), own: &mut Findings| {
            self.judge(item, made, &titles, own)
        };
        let watch = self.watch;
        let judge_one = |pair: &(&NamedItem, &ItemPages), own: &mut Findings| {
            if watch.is_stopped() {
                return None;
            }
            watch.paper(Stage::Assemble, &self.named(&pair.0.file), || judge(pair, own).transpose())
        };
        let verdicts = all(side_by_side(&pairs, judge_one, findings))?;
        watch.go_on()?;
        if verdicts.len() < items.len() {
            return Ok(None);
        }
        let statement = statement(&titles.whole, &pairs, &verdicts);
        // The whole is one long piece of work: it begins at once, and the rest is done beside it.
        let mut missing = vec![PackPdf::Whole, PackPdf::Agenda, PackPdf::Statement];
        let unmade = pairs.iter().zip(&verdicts).filter(|(_, verdict)| verdict.file.is_none());
        missing.extend(unmade.map(|((item, made), v)| PackPdf::Item(item, made, v.faults.is_empty())));
        let write_one = |one: &PackPdf<'_>, own: &mut Findings| {
            if watch.is_stopped() {
                return None;
            }
            let write = || self.one(one, &sheets, &statement, &titles, own).transpose();
            watch.paper(Stage::Assemble, &self.named(one.file()), write)
        };
        let made = all(side_by_side(&missing, write_one, findings))?;
        watch.go_on()?;
        if made.len() < missing.len() {
            return Ok(None);
        }
        let made = made.into_iter().chain(verdicts.into_iter().filter_map(|verdict| verdict.file));
        let mut made: BTreeMap<String, WrittenFile> = made.map(|file| (file.name.clone(), file)).collect();
        let names = [WHOLE, AGENDA, PAGE].into_iter().chain(items.iter().map(|item| item.file.as_str()));
        let mut files: Vec<WrittenFile> = names.filter_map(|name| made.remove(name)).collect();
        let manifest = self.manifest(&titles.whole, &files, &pairs);
        for (name, bytes) in [(STATEMENT, statement.bytes()), (MANIFEST, manifest.bytes())] {
            files.extend(write(name, (self.output_path)(name), |out| {
                out.write_all(&bytes).map(|()| Some(0))
            })?);
        }
        let pages = manifest.pages;
        Ok(Some(PackFiles { folder: self.pack.folder().to_owned(), files, pages, new }))
    }

    /// A file of the pack, by its path below the folder of what is built.
    fn named(&self, file: &str) -> String {
        format!("{}/{file}", self.pack.folder())
    }

    fn titles(&self) -> Titles {
        let agenda = &self.pack.agenda;
        let style = &agenda.style;
        let when = self.day().map(|day| plain(&date_inlines(style.date("text", day), self.pack.span)));
        let (board, when) = (agenda.board.name.0.trim(), when.unwrap_or_default());
        let titled = |key: &str| fill(style.tokens.text(key), &[("board", board), ("date", &when)]);
        Titles {
            meeting: format!("{board}, {when}"),
            whole: titled("metadata.pack"),
            agenda: titled("metadata.agenda_alone"),
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        self.pack.agenda.meetings.first().copied()
    }

    /// Puts an item to the check, if it has attachments.
    fn judge(
        &self,
        item: &NamedItem,
        made: &ItemPages,
        titles: &Titles,
        findings: &mut Findings,
    ) -> Result<Option<ItemVerdict>, DiskFailure> {
        let kept: Vec<&AttachmentPages> =
            made.papers.iter().flat_map(|paper| &paper.attachment_pages).map(|(_, kept)| kept).collect();
        if kept.is_empty() {
            return Ok(Some(ItemVerdict::default()));
        }
        let checked = checked(kept.iter().copied());
        let mut pdf = None;
        let mut faults = match self.last.known(&checked) {
            Some(faults) => faults,
            None => {
                let make = |claim, findings: &mut Findings| {
                    let mut bytes = Vec::new();
                    let pages =
                        self.item(item, made, claim, titles, &mut bytes, findings).unwrap_or_else(|error| {
                            let message = format!("{} could not be made: {error}", item.file);
                            let fault = Fault::here(Some(Stage::Assemble), &[&self.named(&item.file)]);
                            findings.push(Finding::fault(fault, message));
                            None
                        });
                    pages.map(|pages| (Arc::new(bytes), pages))
                };
                let Some((bytes, pages)) = make(Claim::Universal, findings) else { return Ok(None) };
                let to_check = || make(Claim::ToCheck, &mut Findings::default()).map(|(bytes, _)| bytes);
                let faults = conformance::faults(&bytes, to_check);
                pdf = Some((bytes, pages));
                faults
            }
        };
        let untold = |kept: &&AttachmentPages| {
            matches!(
                kept.described,
                AttachmentDescription::Figures { source: DescriptionSource::Nowhere, .. }
            )
        };
        if kept.iter().any(untold) && !faults.iter().any(|fault| fault == UNDESCRIBED) {
            faults.push(UNDESCRIBED.to_owned());
        }
        let file = match pdf.filter(|_| faults.is_empty()) {
            Some((bytes, pages)) => write(&item.file, (self.output_path)(&item.file), |out| {
                out.write_all(&bytes).map(|()| Some(pages))
            })?,
            None => None,
        };
        Ok(Some(ItemVerdict { checked, faults, file }))
    }

    /// An item's own file: its pages without the links that lead out of it.
    fn item(
        &self,
        item: &NamedItem,
        made: &ItemPages,
        claim: Claim,
        titles: &Titles,
        out: &mut dyn Write,
        findings: &mut Findings,
    ) -> io::Result<Option<usize>> {
        let id = &format!("{}/item-{}", self.pack.folder(), item.number);
        let title = &format!("{}: {}", named(&item.number, &item.title), titles.meeting);
        let papers = made.papers.iter().map(|paper| paper.clone().unlinked()).collect();
        let (day, span) = (self.day(), self.pack.span);
        join(JoinedFile { id, title, day, span, papers, sections: &[], claim }, out, findings)
    }

    /// Writes one PDF.
    fn one(
        &self,
        one: &PackPdf<'_>,
        sheets: &PackPages,
        statement: &AccessibilityStatement,
        titles: &Titles,
        findings: &mut Findings,
    ) -> Result<Option<WrittenFile>, DiskFailure> {
        let (day, span) = (self.day(), self.pack.span);
        let to = |name: &str| (self.output_path)(name);
        match one {
            PackPdf::Whole => {
                let all = std::iter::once(&sheets.agenda).chain(sheets.items.iter().flat_map(|i| &i.papers));
                let papers: Vec<PaperPages> = all.cloned().collect();
                let sections = &sections(&items(self.pack), &sheets.items);
                let (id, title) = (&self.pack.id, &titles.whole);
                let claim = claimed(statement.pdf_ua_1);
                let joined = JoinedFile { id, title, day, span, papers, sections, claim };
                write(WHOLE, to(WHOLE), |out| join(joined, out, findings))
            }
            PackPdf::Agenda => {
                let (id, title) = (&format!("{}/agenda", self.pack.folder()), &titles.agenda);
                let papers = vec![sheets.agenda_alone.clone()];
                let claim = Claim::Universal;
                let joined = JoinedFile { id, title, day, span, papers, sections: &[], claim };
                write(AGENDA, to(AGENDA), |out| join(joined, out, findings))
            }
            PackPdf::Statement => write(PAGE, to(PAGE), |out| {
                let Some(pdf) = self.page(statement, findings) else { return Ok(None) };
                out.write_all(&pdf.bytes)?;
                Ok(Some(pdf.pages))
            }),
            PackPdf::Item(item, made, sound) => {
                let name = &item.file;
                let written = write(name, to(name), |out| {
                    self.item(item, made, claimed(*sound), titles, out, findings)
                });
                comemo::evict(0);
                written
            }
        }
    }

    /// The statement for people.
    fn page(&self, statement: &AccessibilityStatement, findings: &mut Findings) -> Option<Pdf> {
        let paper = number(accessibility(self.pack, &statement.parts()));
        let paper = paper.paper();
        let source = source(paper, &self.engine.glyphs(&paper.style), findings)?;
        let pages = layout(self.engine, &source, self.sources, findings)?;
        assemble(paper, &pages, &source, Claim::Universal, self.sources, findings)
    }

    fn manifest(&self, title: &str, files: &[WrittenFile], items: &[(&NamedItem, &ItemPages)]) -> Manifest {
        let pages_of = |name: &str| files.iter().find(|file| file.name == name).map_or(0, |file| file.pages);
        let mut of_item = BTreeMap::new();
        for (item, made) in items {
            let pages = [made.first, made.first + pages_of(&item.file).saturating_sub(1)];
            of_item.insert(item.number.as_str(), (item.file.clone(), pages));
        }
        let entry = |item: &AgendaItem| {
            let own = of_item.get(item.number.as_str());
            manifest::ManifestItem {
                number: item.number.clone(),
                title: plain(&item.title),
                pages: own.map(|(_, pages)| *pages),
                file: own.map(|(file, _)| file.clone()),
            }
        };
        let file = |f: &WrittenFile| manifest::ManifestFile {
            file: f.name.clone(),
            pages: f.pages,
            sha256: f.sha256.clone(),
        };
        Manifest {
            title: title.to_owned(),
            pages: pages_of(WHOLE),
            files: files.iter().map(file).collect(),
            items: self.pack.agenda.agenda.iter().flat_map(|agenda| &agenda.items).map(entry).collect(),
            made_from: self.made_from.clone(),
        }
    }
}

fn claimed(sound: bool) -> Claim {
    if sound { Claim::Universal } else { Claim::None }
}

/// All that was made, or the first file that could not be written.
fn all<T>(made: Vec<Result<T, DiskFailure>>) -> Result<Vec<T>, DiskFailure> {
    made.into_iter().collect()
}

fn sections(items: &[NamedItem], made: &[ItemPages]) -> Vec<ItemSection> {
    let section = |(item, made): (&NamedItem, &ItemPages)| ItemSection {
        title: named(&item.number, &item.title),
        papers: made.papers.iter().map(|paper| paper.pages.len()).collect(),
    };
    items.iter().zip(made).map(section).collect()
}

/// What the pack says of its accessibility.
fn statement(
    title: &str,
    items: &[(&NamedItem, &ItemPages)],
    verdicts: &[ItemVerdict],
) -> AccessibilityStatement {
    let mut parts = Vec::new();
    for ((item, made), verdict) in items.iter().zip(verdicts) {
        let mut first = made.first;
        for paper in &made.papers {
            for (at, kept) in &paper.attachment_pages {
                parts.push(AttachmentStatement {
                    item: item.number.clone(),
                    title: kept.title.clone(),
                    file: kept.file.clone(),
                    pages: [first + at, first + at + kept.pages.len() - 1],
                    read_out: accessibility_statement::read_out(kept).to_owned(),
                    set_on_a4: kept.room.iter().any(|made| made.way == RoomWay::OnA4),
                    room: kept.room.clone(),
                    ink: kept.ink.clone(),
                    edges: kept.question.clone(),
                    faults: verdict.faults.clone(),
                    checked: verdict.checked.clone(),
                });
            }
            first += paper.pages.len();
        }
    }
    let pdf_ua_1 = verdicts.iter().all(|verdict| verdict.faults.is_empty());
    AccessibilityStatement { title: title.to_owned(), pdf_ua_1, parts }
}
