//! `build` and `check`: the stages in order. Between stages it stops where anything is wrong;
//! nothing is written before everything is right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::manifest;
use super::pack::{self, PackFiles};
use super::readiness;
use super::settings::Settings;
use super::{Console, Exit, specimen};
use crate::assemble::{Pdf, assemble};
use crate::check::check_in;
use crate::finding::{Finding, Findings, Severity, Sources, render, summary};
use crate::load::load;
use crate::merge::{Merged, Readiness, merge};
use crate::number::{Numbered, number};
use crate::publish::{self, Refused};
use crate::style::builtin::FONTS;
use crate::typeset::{Engine, Glyphs, Source, layout, source};
use crate::workers::side_by_side;

/// A paper with its Typst source.
struct Work {
    numbered: Numbered,
    source: Source,
}

/// Builds or checks.
pub(super) fn run(settings: &Settings, console: &mut Console<'_>) -> Exit {
    // What cannot be written is said before the long work.
    if let Some(out) = &settings.out
        && let Err(refused) = publish::try_folder(out)
    {
        say_refused(&refused, console);
        return Exit::Io;
    }
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut packs = Vec::new();
    let made = stages(settings, &mut sources, &mut findings, &mut packs, console);
    let exit = finish(made, &findings, &sources, settings, console);
    // A check ends with what the packs still lack; to build is to go on without it.
    if settings.out.is_none() {
        readiness::say(&packs, settings, console);
    }
    exit
}

/// Says what was found, and writes what was built.
fn finish(
    made: Stages,
    findings: &Findings,
    sources: &Sources,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Exit {
    let exit = report(findings, sources, settings, console);
    let built = match made {
        Ok(Some(built)) if exit == Exit::Done => built,
        Ok(_) => return exit,
        Err(refused) => {
            say_refused(&refused, console);
            return Exit::Io;
        }
    };
    if built.papers.is_empty() && built.packs.is_empty() && built.kept.is_empty() {
        let named = !settings.selection.0.is_empty();
        let found = if named { "no paper lies there" } else { "there are no papers yet" };
        console.say(&format!(
            "{found}: a report is a file reports/NAME/report.toml, a pack packs/NAME/pack.toml"
        ));
        return if named { Exit::Usage } else { Exit::Done };
    }
    let Some(out) = &settings.out else {
        say_checked(&built, settings, console);
        return Exit::Done;
    };
    publish_all(&built, out, settings, console)
}

/// A paper that is ready to be written.
struct Ready {
    id: String,
    pdf: Pdf,
    /// The data of its charts, by file name.
    data: BTreeMap<String, Vec<u8>>,
}

/// Everything that is ready to be written.
struct Built {
    papers: Vec<Ready>,
    packs: Vec<PackFiles>,
    /// The folders of packs that are there already, as they would be built.
    kept: Vec<String>,
}

/// What was built; `None` where a stage found an error.
type Stages = Result<Option<Built>, Refused>;

/// Every stage up to the PDFs.
fn stages(
    settings: &Settings,
    sources: &mut Sources,
    findings: &mut Findings,
    readiness: &mut Vec<Readiness>,
    console: &mut Console<'_>,
) -> Stages {
    // The fonts are read while the papers are.
    let engine = std::thread::spawn(Engine::new);
    let Some(project) = load(&settings.folder, &settings.selection, sources, findings) else {
        return Ok(None);
    };
    let checked = check_in(settings.style.as_deref(), &project, sources, findings);
    let Merged { papers, packs, readiness: found } = merge(&checked, findings);
    *readiness = found;
    if stopped(findings, settings) {
        return Ok(None);
    }
    let glyphs = Glyphs::built_in();
    let made: Vec<(Findings, Option<Work>)> = papers
        .into_par_iter()
        .map(|paper| {
            let mut own = Findings::default();
            let numbered = number(paper);
            let source = source(numbered.paper(), &glyphs, &mut own);
            (own, source.map(|source| Work { numbered, source }))
        })
        .collect();
    let works = findings.gather(made);
    let mut pack_sources = Vec::new();
    for pack in &packs {
        pack_sources.extend(pack::sources_of(pack, &glyphs, findings).map(|source| (pack, source)));
    }
    if stopped(findings, settings) {
        return Ok(None);
    }
    if let Some(folder) = &settings.emit {
        emit(folder, &works)?;
    }
    let mut kept = Vec::new();
    pack_sources.retain(|(pack, source)| {
        let old = settings.out.as_ref().and_then(|out| pack::unchanged(pack, source, out));
        kept.extend(old.as_ref().map(|_| pack::folder(pack).to_owned()));
        old.is_none()
    });
    if works.is_empty() && pack_sources.is_empty() {
        return Ok(Some(Built { papers: Vec::new(), packs: Vec::new(), kept }));
    }
    let Ok(engine) = engine.join() else {
        findings.push(Finding::nowhere("internal", "the fonts could not be read"));
        return Ok(None);
    };
    let papers = typeset_all(&engine, &works, settings, sources, findings, console);
    let mut built = Built { papers, packs: Vec::new(), kept };
    for (pack, source) in &pack_sources {
        built.packs.extend(pack::make(pack, source, &engine, sources, findings));
        comemo::evict(0);
    }
    Ok((!stopped(findings, settings)).then_some(built))
}

fn stopped(findings: &Findings, settings: &Settings) -> bool {
    findings.has_errors() || settings.deny_warnings && !findings.is_empty()
}

/// Lays out and exports every paper.
fn typeset_all(
    engine: &Engine,
    works: &[Work],
    settings: &Settings,
    sources: &Sources,
    findings: &mut Findings,
    console: &mut Console<'_>,
) -> Vec<Ready> {
    let done = AtomicUsize::new(0);
    let console = Mutex::new(console);
    let progress = settings.progress && works.len() > 1;
    let one = |work: &Work, own: &mut Findings| {
        let pdf = layout(engine, &work.source, sources, own)
            .and_then(|pages| assemble(work.numbered.paper(), &pages, &work.source, sources, own));
        // What Typst remembers of one paper is of no use to the next: memory must not grow with
        // the folder.
        if works.len() > 1 {
            comemo::evict(0);
        }
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if progress && let Ok(mut console) = console.lock() {
            let _ = write!(console.err, "\rsetting papers: {count} of {}", works.len());
        }
        pdf.map(|pdf| Ready { id: work.source.id.clone(), pdf, data: work.source.data.clone() })
    };
    let pdfs = side_by_side(works, one, findings);
    if progress && let Ok(mut console) = console.lock() {
        let _ = write!(console.err, "\r\x1b[K");
    }
    pdfs
}

fn publish_all(built: &Built, out: &Path, settings: &Settings, console: &mut Console<'_>) -> Exit {
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    let mut said = Vec::new();
    for paper in &built.papers {
        let pdf = out.join(format!("{}.pdf", paper.id));
        let folder = pdf.parent().unwrap_or(out).to_path_buf();
        let written = publish::write(&pdf, &paper.pdf.bytes);
        files.push((pdf, written));
        files.extend(paper.data.iter().map(|(name, bytes)| {
            let path = folder.join(name);
            let written = publish::write_beside(&path, bytes);
            (path, written)
        }));
    }
    for pack in &built.packs {
        // Of a specimen's pack, only the paper itself is wanted.
        if let Some(style) = &settings.specimen {
            let path = out.join("specimens").join(format!("{style}.pdf"));
            let item = pack.files.iter().find(|(name, _)| name == specimen::ITEM);
            files.extend(item.map(|(_, bytes)| (path.clone(), publish::write(&path, bytes))));
            continue;
        }
        let folder = out.join(&pack.folder);
        // What an item that is gone has left is easily sent out with the rest.
        for name in manifest::left_over(&folder, pack.files.iter().map(|(name, _)| name.as_str())) {
            match publish::remove(&folder.join(&name)) {
                Ok(()) => said.push(format!(
                    "removed {}: it is no longer a part of this pack",
                    plain(&folder.join(name))
                )),
                Err(refused) => files.push((folder.join(name), Err(refused))),
            }
        }
        files.extend(pack.files.iter().map(|(name, bytes)| {
            let path = out.join(&pack.folder).join(name);
            let whole = name.starts_with("pack.");
            let written =
                if whole { publish::write(&path, bytes) } else { publish::write_beside(&path, bytes) };
            (path, written)
        }));
    }
    for (path, written) in files {
        match written {
            Ok(()) => {
                let shown = path.strip_prefix(&settings.current).unwrap_or(&path);
                let _ = writeln!(console.out, "{}", plain(shown));
            }
            Err(refused) => {
                say_refused(&refused, console);
                exit = Exit::Io;
            }
        }
    }
    if exit == Exit::Done && !settings.quiet && settings.format == crate::finding::Format::Human {
        if let Some(style) = &settings.specimen {
            console.say(&format!("a specimen of the house style `{style}`"));
            return exit;
        }
        said.extend(
            built.kept.iter().map(|folder| format!("{folder} is as it was: nothing in it has changed")),
        );
        said.iter().for_each(|line| console.say(line));
        if built.papers.is_empty() && built.packs.is_empty() {
            return exit;
        }
        let pages: usize = built.papers.iter().map(|paper| paper.pdf.pages).sum();
        let packed: usize = built.packs.iter().map(|pack| pack.pages).sum();
        console.say(&format!("built {}, {} pages", counted(built), pages + packed));
    }
    exit
}

/// Writes the Typst projects, with the fonts that they need.
fn emit(folder: &Path, works: &[Work]) -> Result<(), Refused> {
    for (name, bytes) in crate::style::builtin::FONT_NAMES.iter().zip(FONTS) {
        publish::write_beside(&folder.join("fonts").join(name), bytes)?;
    }
    for work in works {
        let id = work.source.id.as_str();
        let folder = folder.join(id.strip_suffix("/report").unwrap_or(id));
        for (name, bytes) in &work.source.files {
            publish::write_beside(&folder.join(name), bytes)?;
        }
    }
    Ok(())
}

/// Shows the findings. The exit code is that of the worst one.
pub(super) fn report(
    findings: &Findings,
    sources: &Sources,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Exit {
    let text = render(findings, sources, settings.format, settings.color);
    let _ = write!(console.err, "{text}");
    let counts = summary(findings, sources);
    let human = settings.format == crate::finding::Format::Human;
    if stopped(findings, settings) {
        if human && !settings.quiet {
            let denied = if findings.has_errors() { "" } else { " (warnings are denied)" };
            let kept = if settings.out.is_some() {
                ": nothing was written, and what was built before is as it was"
            } else {
                ""
            };
            console.say(&format!("{counts}{denied}{kept}"));
        }
        let internal = findings.iter().any(|f| f.rule == "internal" && f.severity == Severity::Error);
        let unreadable =
            findings.iter().any(|f| f.rule == "file-unreadable" && f.severity == Severity::Error);
        return if internal {
            Exit::Fault
        } else if unreadable {
            Exit::Io
        } else {
            Exit::Problems
        };
    }
    if human && !settings.quiet && !counts.is_empty() {
        console.say(&counts);
    }
    Exit::Done
}

/// "3 papers and 1 pack".
fn counted(built: &Built) -> String {
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let papers = plural(built.papers.len(), "paper", "papers");
    let packs = plural(built.packs.len(), "pack", "packs");
    match (built.papers.is_empty(), built.packs.is_empty()) {
        (_, true) => papers,
        (true, false) => packs,
        (false, false) => format!("{papers} and {packs}"),
    }
}

fn say_checked(built: &Built, settings: &Settings, console: &mut Console<'_>) {
    if settings.quiet || settings.format != crate::finding::Format::Human {
        return;
    }
    let are = if built.papers.len() + built.packs.len() == 1 { "is" } else { "are" };
    console.say(&format!("{} {are} in order", counted(built)));
}

/// Says why a file was not written.
pub(super) fn say_refused(refused: &Refused, console: &mut Console<'_>) {
    console.say(&format!("error: {} cannot be written: {}", plain(&refused.path), refused.reason));
    console.say(&format!("hint: {}", refused.remedy));
}

/// A path as people know it: Windows puts `\\\\?\\` before the real path of a folder.
pub(super) fn plain(path: &Path) -> String {
    let shown = path.display().to_string();
    shown.strip_prefix(r"\\?\").map_or(shown.clone(), str::to_owned)
}
