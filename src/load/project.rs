//! `Project`: every document of a council's folder that a run needs, read and parsed. It never looks into
//! what the documents say, but for the files they name.

use super::loader::{Loader, Selection, TomlFile};
use std::collections::BTreeMap;

use super::assets::Assets;
use super::data_reader::DataReader;
use super::folder::{Folder, LARGEST_BINARY};
use super::font::{self, FontFile};
use super::item::papers;
use super::lookup::{LookedUp, look_up_packs};
use super::meeting::MeetingFile;
use super::node::{Node, TomlValue};
use super::picture;
use super::refusal::refused;
use super::system_file::is_of_system;
use crate::finding::{FileId, Finding, Findings, Rule, Sources, Span, some_in_words};

/// A council's folder, read and parsed as far as a run needs it.
#[derive(Debug)]
pub struct Project {
    pub(crate) council: TomlFile,
    /// The people's file `people.toml`, where there is one.
    pub(crate) people: Option<TomlFile>,
    /// The boards' files `boards/<id>.toml`, by id.
    pub(crate) boards: BTreeMap<String, TomlFile>,
    /// The files of indicators, `indicators/*.toml`.
    pub(crate) indicators: Vec<TomlFile>,
    /// The reports that were selected, and those that selected packs name.
    pub(crate) reports: Vec<ReportFolder>,
    /// The names of all reports in the folder.
    pub(crate) report_names: Vec<String>,
    /// The packs that were selected.
    pub(crate) packs: Vec<PackFolder>,
    /// The minutes that were selected or that selected packs name, by board and date.
    pub(crate) minutes: Vec<MeetingFile>,
    /// The action logs that were selected or that selected packs name, by board and date.
    pub(crate) actions: Vec<MeetingFile>,
    /// The agendas of all packs, selected or not, where there are minutes to be read against them; else
    /// empty.
    pub(crate) agendas: Vec<LookedUp>,
    /// The files that documents name.
    pub(crate) assets: Assets,
    /// The council's own files of house styles, by `<style>/<file>`.
    pub(crate) templates: BTreeMap<String, (FileId, Vec<u8>)>,
    pub(crate) fonts: Vec<FontFile>,
}

/// The folder of a report.
#[derive(Debug)]
pub(crate) struct ReportFolder {
    /// The name of the folder.
    pub id: String,
    /// The file `report.toml` in it.
    pub document: TomlFile,
    /// Whether the report is built by itself, and not only in a pack.
    pub alone: bool,
}

/// The folder of a pack.
#[derive(Debug)]
pub(crate) struct PackFolder {
    /// The name of the folder.
    pub id: String,
    /// The file `pack.toml` in it.
    pub document: TomlFile,
}

/// Loads what a run needs. All that cannot be read is a finding; what could be read is there all the same.
///
/// `None` only where `council.toml` itself cannot be read.
pub fn load(
    folder: &Folder,
    selection: &Selection,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Project> {
    let data = DataReader::default();
    let mut loader = Loader { folder, sources, findings, assets: Assets::new(), data };
    let council = loader.document("council.toml")?;
    let people = if folder.has("people.toml") { loader.document("people.toml") } else { None };
    let boards = loader.folder_of("boards").into_iter().collect();
    let indicators = loader.indicators();
    let packs = loader.packs(selection);
    let reports = loader.reports(selection, &packs);
    let report_names = loader.names("reports");
    let in_packs: Vec<String> = packs.iter().flat_map(|p| meetings_of(&p.document.root)).collect();
    let minutes = loader.meetings("minutes", selection, &in_packs);
    let actions = loader.meetings("actions", selection, &in_packs);
    let agendas = if minutes.is_empty() { Vec::new() } else { look_up_packs(folder, loader.sources) };
    let templates = loader.templates();
    let names = loader.names("fonts");
    let fonts = font::fonts(folder, &names, loader.sources, loader.findings);
    let assets = loader.assets;
    Some(Project {
        council,
        people,
        boards,
        indicators,
        reports,
        report_names,
        packs,
        minutes,
        actions,
        agendas,
        assets,
        templates,
        fonts,
    })
}

impl Loader<'_> {
    /// Reads the packs that were selected.
    fn packs(&mut self, selection: &Selection) -> Vec<PackFolder> {
        let mut packs = Vec::new();
        for id in self.names("packs") {
            let path = format!("packs/{id}/pack.toml");
            if !selection.covers(&path) {
                continue;
            }
            if self.folder.has(&path) {
                packs.extend(self.document(&path).map(|document| PackFolder { id, document }));
            } else if !is_of_system(&id) {
                self.overlooked("packs", &id, Rule::NoPack);
            }
        }
        packs
    }

    fn reports(&mut self, selection: &Selection, packs: &[PackFolder]) -> Vec<ReportFolder> {
        let in_packs: Vec<&str> = packs.iter().flat_map(|p| reports_of(&p.document.root)).collect();
        let mut reports = Vec::new();
        for id in self.names("reports") {
            let path = format!("reports/{id}/report.toml");
            let alone = selection.covers(&path);
            if !alone && !in_packs.contains(&id.as_str()) {
                continue;
            }
            if self.folder.has(&path) {
                reports.extend(self.document(&path).map(|document| ReportFolder { id, document, alone }));
            } else if !is_of_system(&id) {
                self.overlooked("reports", &id, Rule::NoReport);
            }
        }
        reports
    }

    /// Warns of a folder in `reports/` or `packs/` that is no report or pack, since it is easily taken for one.
    fn overlooked(&mut self, folder: &str, id: &str, rule: Rule) {
        let kind = folder.trim_end_matches('s');
        let path = format!("{folder}/{id}/{kind}.toml");
        let inside = self.folder.list(&format!("{folder}/{id}")).unwrap_or_default();
        let near = inside.iter().find(|name| name.to_lowercase().contains(&format!("{kind}.t")));
        let mut documents = inside.iter().filter(|name| name.to_lowercase().ends_with(".toml"));
        let only = documents.next().filter(|_| documents.next().is_none());
        let is_file = self.folder.has(&format!("{folder}/{id}"));
        let is_deeper = |name: &&String| self.folder.has(&format!("{folder}/{id}/{name}/{kind}.toml"));
        let deeper: Vec<&String> = inside.iter().filter(is_deeper).collect();
        let (message, hint) = match near.or(only) {
            _ if is_file => (
                format!("`{folder}/{id}` is a file, and a {kind} is a folder: it is not built"),
                match id.strip_suffix(".toml") {
                    Some(name) => {
                        format!("make the folder {folder}/{name}, and move the file there as {kind}.toml")
                    }
                    None => format!("move it out of {folder}/, such as to the council's folder itself"),
                },
            ),
            Some(name) => (
                format!("`{folder}/{id}` holds `{name}`, and no `{kind}.toml`: it is not built"),
                format!("name the file {kind}.toml, in small letters and without more after it: {path}"),
            ),
            None if !deeper.is_empty() => too_deep(folder, id, &deeper),
            None => (
                format!("`{folder}/{id}` is not a {kind}: it holds no `{kind}.toml`"),
                format!(
                    "if it is to be one, write the file {path}; if not, move it out of {folder}/, such as to the council's folder itself"
                ),
            ),
        };
        let file = self.sources.add(format!("{folder}/{id}"), "");
        self.findings.push(Finding::warning(rule, Span::whole(file), message).hint(hint));
    }

    /// Reads the council's own files of house styles, by `<style>/<file>`, their pictures without metadata.
    fn templates(&mut self) -> BTreeMap<String, (FileId, Vec<u8>)> {
        let mut files = BTreeMap::new();
        let seen = |name: &String| !name.starts_with('.');
        for style in self.names("templates").into_iter().filter(seen) {
            for name in self.names(&format!("templates/{style}")).into_iter().filter(seen) {
                let path = format!("templates/{style}/{name}");
                match self.folder.read(&path, LARGEST_BINARY) {
                    Ok(bytes) => {
                        let text = String::from_utf8(bytes.clone()).unwrap_or_default();
                        let file = self.sources.add(path, text);
                        files.insert(format!("{style}/{name}"), (file, picture::strip_file(bytes)));
                    }
                    Err(refusal) => {
                        let file = self.sources.add(path.clone(), "");
                        self.findings.push(refused(refusal, &path, Span::whole(file)));
                    }
                }
            }
        }
        files
    }
}

/// The message and the hint for a folder of `reports/` or `packs/` that holds papers in folders of its own.
fn too_deep(folder: &str, id: &str, papers: &[&String]) -> (String, String) {
    let kind = folder.trim_end_matches('s');
    let paths: Vec<String> = papers.iter().map(|name| format!("`{folder}/{id}/{name}`")).collect();
    let (holds, is) = if papers.len() == 1 { ("holds", "is") } else { ("hold", "are") };
    let first = papers.first().map_or("NAME", |name| name.as_str());
    let also = if papers.len() == 1 { "" } else { ", and likewise with the others" };
    (
        format!(
            "{} {holds} a {kind}.toml and {is} not built: folders of {folder} stand right in {folder}/",
            some_in_words(&paths, 3)
        ),
        format!(
            "move the folder up by one: {folder}/{id}/{first} to {folder}/{first}{also}; where another has that name, add the year: {folder}/{id}_{first}"
        ),
    )
}

/// The names of the reports that a pack names.
fn reports_of(pack: &Node) -> Vec<&str> {
    let papers = papers(pack).into_iter();
    papers.filter_map(|paper| paper.table()?.get("report")?.text()).map(|text| text.string.as_str()).collect()
}

/// The paths of the minutes and action logs that a pack names.
fn meetings_of(pack: &Node) -> Vec<String> {
    let board = pack.table().and_then(|t| t.get("board")).and_then(Node::text);
    let board = board.map_or("", |text| text.string.as_str());
    let named = |paper: &Node, kind: &str| {
        let TomlValue::Date(date) = paper.table()?.get(kind)?.value else { return None };
        Some(format!("{kind}/{board}/{}.toml", date.date?))
    };
    let both = |paper: &&Node| [named(paper, "minutes"), named(paper, "actions")];
    papers(pack).iter().flat_map(both).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_covers_folders_files_and_all() {
        let path = "reports/a/report.toml";
        let pick = |p: &str| Selection(vec![p.to_owned()]).covers(path);
        assert!(Selection::default().covers(path));
        assert!(pick("reports") && pick("reports/a/") && pick("reports/a/report.toml") && pick("."));
        assert!(!pick("reports/ab") && !pick("packs") && !pick("reports/a/x.csv"));
    }
}
