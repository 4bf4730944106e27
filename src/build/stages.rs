//! The stages in order, from a council's folder to PDFs. Between stages it stops where anything is wrong; no file
//! takes its place here.

use std::panic::resume_unwind;

use super::Progress;
use super::attachments::{self, ListedAttachment};
use super::delivery::{emit, output_path_of};
use super::manifest::{made_from, unchanged};
use super::outcome::Options;
use super::output::Output;
use super::pack;
use super::pack_files::PreparedPack;
use super::papers::{set_papers, sources_of};
use super::unready::find_unready;
use crate::check::check_in;
use crate::failure::{Failure, Fault, Stage};
use crate::finding::{Findings, Severity, Sources};
use crate::load::{Folder, FontFile, load};
use crate::merge::{Merged, Readiness, merge};
use crate::model::{Pack, Paper};
use crate::typeset::Engine;

/// The lists that end a check.
#[derive(Default)]
pub(super) struct CheckLists {
    /// What packs still lack.
    pub packs: Vec<Readiness>,
    /// Attachments.
    pub attachments: Vec<ListedAttachment>,
}

/// Everything that was made; `None` where a stage found an error.
pub(super) type Stages = Result<Option<Output>, Failure>;

/// Every stage up to the PDFs.
pub(super) fn run_stages(
    folder: &Folder,
    options: &Options,
    sources: &mut Sources,
    findings: &mut Findings,
    ends: &mut CheckLists,
    progress: &mut dyn Progress,
) -> Stages {
    let watch = &options.watch;
    // The fonts are read while the papers are.
    let engine = std::thread::spawn(Engine::new);
    let loaded = watch.stage(Stage::Load, || load(folder, &options.selection, sources, findings));
    let Some(project) = loaded else { return Ok(None) };
    watch.go_on()?;
    let checked =
        watch.stage(Stage::Check, || check_in(options.style.as_deref(), &project, sources, findings));
    watch.go_on()?;
    pack::remind(&checked.packs, options.out.as_deref());
    let merged = watch.stage(Stage::Merge, || merge(&checked, findings));
    let Merged { papers, packs, incomplete, readiness: found } = merged;
    ends.packs = found;
    if options.out.is_none() {
        ends.attachments = attachments::list(&checked, &attachments::placed(&papers, &packs));
    }
    watch.go_on()?;
    let is_stopped = stopped(findings, options);
    // A check ends with the items that are ready, whatever else is wrong.
    let lists_ready = options.out.is_none() && !ends.packs.is_empty();
    if is_stopped && !lists_ready {
        return Ok(None);
    }
    let engine = watch.stage(Stage::Typeset, || engine.join().unwrap_or_else(|panic| resume_unwind(panic)));
    let before = findings.count(Severity::Error);
    let engine = engine.with(&project.fonts, findings);
    checked.boards.values().for_each(|board| engine.check(&board.style, findings));
    let can_set = findings.count(Severity::Error) == before;
    let made = if is_stopped || stopped(findings, options) {
        Ok(None)
    } else {
        let attachments = &mut ends.attachments;
        let material =
            Material { engine: &engine, fonts: &project.fonts, papers, packs: &packs, attachments };
        make(material, options, sources, findings, progress)
    };
    watch.go_on()?;
    if lists_ready && can_set && findings.has_errors() {
        let all = packs.iter().chain(&incomplete);
        find_unready(all, &engine, sources, watch, &mut ends.packs, findings);
    }
    made
}

/// What PDFs are made of.
struct Material<'a> {
    engine: &'a Engine,
    /// The council's own fonts.
    fonts: &'a [FontFile],
    papers: Vec<Paper>,
    packs: &'a [Pack],
    /// The attachments that a check lists.
    attachments: &'a mut [ListedAttachment],
}

/// The stages from the papers to the PDFs.
fn make(
    material: Material<'_>,
    options: &Options,
    sources: &Sources,
    findings: &mut Findings,
    progress: &mut dyn Progress,
) -> Stages {
    let watch = &options.watch;
    let Material { engine, fonts, papers, packs, attachments } = material;
    let works = sources_of(papers, engine, watch, findings);
    let mut pack_sources = Vec::new();
    for pack in packs {
        let made = pack::sources_of(pack, engine, watch, findings);
        pack_sources.extend(made.map(|source| (pack, source)));
    }
    let of_packs = pack_sources.iter().flat_map(|(_, pack)| &pack.items).flat_map(|item| &item.papers);
    let all = works.iter().map(|work| &work.source).chain(of_packs.map(|paper| &paper.source));
    attachments::note_fields(attachments, all);
    watch.go_on()?;
    if stopped(findings, options) {
        return Ok(None);
    }
    if let Some(folder) = &options.emit {
        emit(folder, &works, fonts)?;
    }
    let path_of = |folder: &str, name: &str| {
        output_path_of(options.out.as_deref()?, options.specimen.as_deref(), folder, name)
    };
    let mut kept = Vec::new();
    let mut changed = Vec::new();
    for (pack, source) in pack_sources {
        let made_from = made_from(&source, engine);
        let folder = pack.folder();
        // A specimen lies in a folder of its own.
        let out = options.out.as_ref().filter(|_| options.specimen.is_none());
        if out.is_some_and(|out| unchanged(&out.join(folder), &made_from)) {
            kept.push(folder.to_owned());
        } else {
            changed.push((pack, source, made_from));
        }
    }
    if works.is_empty() && changed.is_empty() {
        return Ok(Some(Output { papers: Vec::new(), packs: Vec::new(), kept }));
    }
    let set = || set_papers(engine, &works, watch, sources, findings, progress);
    let papers = watch.stage(Stage::Typeset, set);
    watch.go_on()?;
    let wanted = (works.len(), changed.len());
    let mut built = Output { papers, packs: Vec::new(), kept };
    for (pack, source, made_from) in changed {
        let making = PreparedPack {
            pack,
            source: &source,
            made_from,
            last: pack::last_statement(pack.folder(), options.out.as_deref()),
            engine,
            sources,
            watch,
            output_path: &|name| path_of(pack.folder(), name),
        };
        match making.make(findings) {
            Ok(made) => built.packs.extend(made),
            Err(refused) => {
                let_go(built);
                return Err(refused);
            }
        }
        comemo::evict(0);
    }
    if stopped(findings, options) {
        let_go(built);
        return Ok(None);
    }
    if (built.papers.len(), built.packs.len()) != wanted {
        let_go(built);
        return Err(Fault::here(Some(Stage::Assemble), &[]).into());
    }
    Ok(Some(built))
}

/// Lets go of what is not wanted, the last first: a folder that an earlier pack made is empty only then.
fn let_go(built: Output) {
    built.packs.into_iter().rev().for_each(drop);
}

fn stopped(findings: &Findings, options: &Options) -> bool {
    findings.stop_build(options.deny_warnings)
}
