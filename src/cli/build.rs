//! `build` and `check`: the stages in order. Between stages it stops where anything is wrong;
//! no file takes its place before everything is right.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Console;
use super::attachments::{self, ListedAttachment};
use super::claimed_paper::assemble_with_claims;
use super::delivery::{counted, emit, output_path_of, write_all};
use super::manifest::{MANIFEST, made_from, unchanged};
use super::open::{open, paths_to_open};
use super::output::{Output, PaperOutput, PreparedPaper};
use super::pack;
use super::pack_files::PreparedPack;
use super::readiness;
use super::settings::Settings;
use super::unready::find_unready;
use crate::check::check_in;
use crate::failure::{Failure, Fault, Stage};
use crate::finding::{Findings, Rule, Severity, Sources, render, summary};
use crate::load::{FontFile, load};
use crate::merge::{Merged, Readiness, merge};
use crate::model::{Pack, Paper};
use crate::number::{Numbered, number};
use crate::typeset::{Engine, layout, source};
use crate::watch::Watch;
use crate::workers::side_by_side;
use crate::write::{self, FolderLock};

/// Builds or checks.
pub(super) fn run(settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    // What cannot be written is said before the long work.
    let mut waits = || {
        console.say("another build is writing there: this one goes on when that has ended");
    };
    let goes_on = || settings.watch.go_on();
    let held = settings.out.as_ref().map(|out| write::lock_folder(out, &mut waits, &goes_on)).transpose()?;
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut ends = CheckLists::default();
    let sure = held.as_ref().is_some_and(FolderLock::is_sure);
    let made = stages(settings, sure, &mut sources, &mut findings, &mut ends, console);
    // What was found until then is not all that is to be found.
    settings.watch.go_on()?;
    let done = finish(made, sure, &findings, &sources, settings, console);
    // A check ends with what the packs still lack; to build is to go on without it.
    if settings.out.is_none() {
        readiness::say(&ends.packs, settings, console);
        attachments::say(&ends.attachments, settings, console);
    }
    done
}

/// What a check ends with.
#[derive(Default)]
struct CheckLists {
    /// What packs still lack.
    packs: Vec<Readiness>,
    /// Attachments.
    attachments: Vec<ListedAttachment>,
}

/// Says what was found, and writes what was built.
fn finish(
    made: Stages,
    held: bool,
    findings: &Findings,
    sources: &Sources,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    report(findings, sources, settings, console)?;
    let Some(built) = made? else {
        // A stage that gives nothing has said why.
        return Err(Fault::here(None, &[]).into());
    };
    if built.papers.is_empty() && built.packs.is_empty() && built.kept.is_empty() {
        let named = !settings.selection.0.is_empty();
        let found = if named { "no paper lies there" } else { "there are no papers yet" };
        // A folder that was taken for a paper has a finding that says so.
        let overlooked = [Rule::NoPack, Rule::NoReport, Rule::NoBoardFolder];
        if !(named && findings.iter().any(|finding| overlooked.contains(&finding.rule))) {
            console.say(&format!(
                "{found}: a report is a file reports/NAME/report.toml, a pack packs/NAME/pack.toml"
            ));
        }
        return if named { Err(Failure::Usage(None)) } else { Ok(()) };
    }
    let Some(out) = &settings.out else {
        say_checked(&built, settings, console);
        return Ok(());
    };
    let to_open = paths_to_open(&built, out, settings);
    settings.watch.stage(Stage::Write, || write_all(built, out, held, settings, console))?;
    open(&to_open, settings, console);
    Ok(())
}

/// What was built; `None` where a stage found an error.
type Stages = Result<Option<Output>, Failure>;

/// Every stage up to the PDFs.
fn stages(
    settings: &Settings,
    held: bool,
    sources: &mut Sources,
    findings: &mut Findings,
    ends: &mut CheckLists,
    console: &mut Console<'_>,
) -> Stages {
    let watch = &settings.watch;
    // The fonts are read while the papers are.
    let engine = std::thread::spawn(Engine::new);
    let loaded = watch.stage(Stage::Load, || load(&settings.folder, &settings.selection, sources, findings));
    let Some(project) = loaded else { return Ok(None) };
    watch.go_on()?;
    let checked =
        watch.stage(Stage::Check, || check_in(settings.style.as_deref(), &project, sources, findings));
    watch.go_on()?;
    pack::remind(&checked.packs, settings.out.as_deref());
    let merged = watch.stage(Stage::Merge, || merge(&checked, findings));
    let Merged { papers, packs, incomplete, readiness: found } = merged;
    ends.packs = found;
    if settings.out.is_none() {
        ends.attachments = attachments::list(&checked, &attachments::placed(&papers, &packs));
    }
    watch.go_on()?;
    let is_stopped = stopped(findings, settings);
    // A check ends with the items that are ready, whatever else is wrong.
    let lists_ready = settings.out.is_none() && !ends.packs.is_empty();
    if is_stopped && !lists_ready {
        return Ok(None);
    }
    let engine = watch.stage(Stage::Typeset, || engine.join().unwrap_or_else(|panic| resume_unwind(panic)));
    let before = findings.count(Severity::Error);
    let engine = engine.with(&project.fonts, findings);
    checked.boards.values().for_each(|board| engine.check(&board.style, findings));
    let can_set = findings.count(Severity::Error) == before;
    let made = if is_stopped || stopped(findings, settings) {
        Ok(None)
    } else {
        let attachments = &mut ends.attachments;
        let material =
            Material { engine: &engine, fonts: &project.fonts, papers, packs: &packs, attachments };
        make(material, settings, held, sources, findings, console)
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
    settings: &Settings,
    held: bool,
    sources: &Sources,
    findings: &mut Findings,
    console: &mut Console<'_>,
) -> Stages {
    let watch = &settings.watch;
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
    if stopped(findings, settings) {
        return Ok(None);
    }
    if let Some(folder) = &settings.emit {
        emit(folder, &works, fonts)?;
    }
    let mut kept = Vec::new();
    let mut changed = Vec::new();
    for (pack, source) in pack_sources {
        let made_from = made_from(&source, engine);
        let folder = pack.folder();
        // A specimen lies in a folder of its own.
        let out = settings.out.as_ref().filter(|_| settings.specimen.is_none());
        if out.is_some_and(|out| unchanged(&out.join(folder), &made_from)) {
            kept.push(folder.to_owned());
            if let Some(file) = output_path_of(settings, folder, MANIFEST).filter(|_| held) {
                write::clear(&file);
            }
        } else {
            changed.push((pack, source, made_from));
        }
    }
    if works.is_empty() && changed.is_empty() {
        return Ok(Some(Output { papers: Vec::new(), packs: Vec::new(), kept }));
    }
    let set = || typeset_all(engine, &works, settings, sources, findings, console);
    let papers = watch.stage(Stage::Typeset, set);
    watch.go_on()?;
    let wanted = (works.len(), changed.len());
    let mut built = Output { papers, packs: Vec::new(), kept };
    for (pack, source, made_from) in changed {
        let making = PreparedPack {
            held,
            pack,
            source: &source,
            made_from,
            last: pack::last_statement(pack.folder(), settings.out.as_deref()),
            engine,
            sources,
            watch,
            output_path: &|name| output_path_of(settings, pack.folder(), name),
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
    if stopped(findings, settings) {
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

/// The Typst sources of papers.
fn sources_of(
    papers: Vec<Paper>,
    engine: &Engine,
    watch: &Watch,
    findings: &mut Findings,
) -> Vec<PreparedPaper> {
    let number_one = |paper: Paper| {
        let id = paper.id.clone();
        watch.paper(Stage::Number, &id, || number(paper))
    };
    let numbered: Vec<Numbered> =
        watch.stage(Stage::Number, || papers.into_par_iter().map(number_one).collect());
    let source_one = |numbered: Numbered| {
        let mut own = Findings::default();
        let paper = numbered.paper();
        let glyphs = engine.glyphs(&paper.style);
        let source = watch.paper(Stage::Typeset, &paper.id, || source(paper, &glyphs, &mut own));
        (own, source.map(|source| PreparedPaper { numbered, source }))
    };
    let made: Vec<(Findings, Option<PreparedPaper>)> =
        watch.stage(Stage::Typeset, || numbered.into_par_iter().map(source_one).collect());
    findings.gather(made)
}

fn stopped(findings: &Findings, settings: &Settings) -> bool {
    findings.stop_build(settings.deny_warnings)
}

/// Lays out and exports every paper.
fn typeset_all(
    engine: &Engine,
    works: &[PreparedPaper],
    settings: &Settings,
    sources: &Sources,
    findings: &mut Findings,
    console: &mut Console<'_>,
) -> Vec<PaperOutput> {
    let done = AtomicUsize::new(0);
    let console = Mutex::new(console);
    let progress = settings.progress && works.len() > 1;
    let watch = &settings.watch;
    let one = |work: &PreparedPaper, own: &mut Findings| {
        if watch.is_stopped() {
            return None;
        }
        let id = &work.source.id;
        let pages = watch.paper(Stage::Typeset, id, || layout(engine, &work.source, sources, own));
        let pdf = pages.and_then(|pages| {
            watch.paper(Stage::Assemble, id, || assemble_with_claims(work, &pages, sources, own))
        });
        // What Typst remembers of one paper is of no use to the next: memory must not grow with
        // the folder.
        if works.len() > 1 {
            comemo::evict(0);
        }
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if progress && let Ok(mut console) = console.lock() {
            let _ = write!(console.err, "\rsetting papers: {count} of {}", works.len());
        }
        pdf.map(|pdf| PaperOutput { id: work.source.id.clone(), pdf, data: work.source.data.clone() })
    };
    let pdfs = side_by_side(works, one, findings);
    if progress && let Ok(mut console) = console.lock() {
        let _ = write!(console.err, "\r\x1b[K");
    }
    pdfs
}

/// Shows the findings.
///
/// # Errors
/// Where they stop the build, which has been said then.
pub(super) fn report(
    findings: &Findings,
    sources: &Sources,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let text = render(findings, sources, settings.view);
    let _ = write!(console.err, "{text}");
    let counts = summary(findings, sources);
    let human = settings.view.format == crate::finding::FindingFormat::Human;
    let Some(failure) = findings.failure(settings.deny_warnings) else {
        if human && !settings.quiet && !counts.is_empty() {
            console.say(&counts);
            offer(findings, sources, settings, console);
        }
        return Ok(());
    };
    if human && !settings.quiet {
        let denied = if findings.has_errors() { "" } else { " (warnings are denied)" };
        let kept = if settings.out.is_some() {
            ": nothing was written, and what was built before is as it was"
        } else {
            ""
        };
        console.say(&format!("{counts}{denied}{kept}"));
        offer(findings, sources, settings, console);
    }
    Err(failure)
}

/// Says how many findings can be corrected, where that is offered.
fn offer(findings: &Findings, sources: &Sources, settings: &Settings, console: &mut Console<'_>) {
    if !settings.offers_fix {
        return;
    }
    let command = "can be corrected by `boardpack check --fix` (--diff shows how)";
    match findings.count_correctable(sources) {
        (0, _) => {}
        (1, 1) => console.say(&format!("it {command}")),
        (some, all) if some == all => console.say(&format!("all of these {command}")),
        (some, _) => console.say(&format!("{some} of these {command}")),
    }
}

fn say_checked(built: &Output, settings: &Settings, console: &mut Console<'_>) {
    if settings.quiet || settings.view.format != crate::finding::FindingFormat::Human {
        return;
    }
    let are = if built.papers.len() + built.packs.len() == 1 { "is" } else { "are" };
    console.say(&format!("{} {are} in order", counted(built)));
}
