//! What was built to files: PDFs, data, packs and Typst projects, each said as it is written. It builds
//! nothing.

use std::path::{Path, PathBuf};

use super::output::{Output, PaperOutput, PreparedPaper};
use super::pack_files::PackFiles;
use super::page_counts::{counted_pages, page_lines};
use super::settings::Settings;
use super::{Console, manifest};
use crate::failure::{DiskFailure, Failure, Interruption, Stage, plain_path};
use crate::finding::FindingFormat;
use crate::load::FontFile;
use crate::style::builtin::FONTS;
use crate::typeset::capitals_font;
use crate::write::{self, OutputPath};

/// The file of a specimen's pack that is the specimen itself.
pub(super) const SPECIMEN_ITEM: &str = "item-01.pdf";

/// Where a file of a pack goes; `None` for one that is only tried.
pub(super) fn output_path_of(settings: &Settings, folder: &str, name: &str) -> Option<OutputPath> {
    let out = settings.out.as_ref()?;
    let inner = match &settings.specimen {
        // Of a specimen's pack, only the paper itself is wanted.
        Some(style) => (name == SPECIMEN_ITEM).then(|| format!("specimens/{style}.pdf"))?,
        None => format!("{folder}/{name}"),
    };
    OutputPath::below(out, inner).ok()
}

/// Writes everything that was built, gives packs their places, and says what.
///
/// # Errors
/// Where something cannot be written, which has been said then, or the run is to end. What could be written
/// is, and is said.
pub(super) fn write_all(
    built: Output,
    out: &Path,
    held: bool,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let mut files = Vec::new();
    let mut said = Vec::new();
    let counts = counted(&built);
    let pages: usize = built.papers.iter().map(|paper| paper.pdf.pages).sum();
    let pages = pages + built.packs.iter().map(|pack| pack.pages).sum::<usize>();
    let lines = page_lines(&built, out, &settings.current);
    let nothing_new = built.papers.is_empty() && built.packs.is_empty();
    for paper in &built.papers {
        if settings.watch.is_stopped() {
            break;
        }
        settings.watch.paper(Stage::Write, &paper.id, || write_paper(paper, out, held, &mut files));
    }
    for pack in built.packs {
        if settings.watch.is_stopped() {
            break;
        }
        settings.watch.paper(Stage::Write, &format!("{}/pack", pack.folder), || {
            place_pack(pack, out, settings, &mut files, &mut said);
        });
    }
    let mut done = Ok(());
    let mut count = 0;
    for (path, written) in files {
        match written {
            Ok(()) => {
                count += 1;
                done = done.and(console.print_path(&path, &settings.current));
            }
            Err(refused) => {
                console.say_failure(&refused.into());
                done = Err(Failure::Disk(None));
            }
        }
    }
    done?;
    if settings.watch.is_stopped() {
        return Err(Failure::Interrupted(Interruption::Requested { written: count }));
    }
    if settings.quiet || settings.view.format != FindingFormat::Human {
        return Ok(());
    }
    if let Some(style) = &settings.specimen {
        console.say(&format!("a specimen of the house style `{style}`"));
        return Ok(());
    }
    lines.iter().for_each(|line| console.say(line));
    said.extend(built.kept.iter().map(|folder| format!("{folder} is as it was: nothing in it has changed")));
    said.iter().for_each(|line| console.say(line));
    if !nothing_new {
        console.say(&format!("built {counts}, {}", counted_pages(pages)));
    }
    Ok(())
}

/// Files, each with what became of it.
type FileResults = Vec<(PathBuf, Result<(), DiskFailure>)>;

/// Gives the files of a pack their places, and removes those that are no longer a part of it.
fn place_pack(
    pack: PackFiles,
    out: &Path,
    settings: &Settings,
    files: &mut FileResults,
    said: &mut Vec<String>,
) {
    let folder = out.join(&pack.folder);
    let names = pack.files.iter().map(|file| file.name.as_str());
    // What an item that is gone has left is easily sent out with the rest. A specimen has no such folder.
    let gone = if settings.specimen.is_none() { manifest::left_over(&folder, names) } else { Vec::new() };
    for name in gone {
        let gone = OutputPath::below(out, Path::new(&pack.folder).join(&name));
        match gone.and_then(|gone| write::remove(&gone)) {
            Ok(()) => said.push(format!(
                "removed {}: it is no longer a part of this pack",
                plain_path(&folder.join(name))
            )),
            Err(refused) => files.push((folder.join(name), Err(refused))),
        }
    }
    let waiting = pack.files.into_iter().filter_map(|file| file.waiting);
    files.extend(waiting.map(|(file, waiting)| (file.path(), waiting.commit())));
}

/// Writes a paper and the data of its charts beside it, and adds to `files` what became of each.
fn write_paper(paper: &PaperOutput, out: &Path, held: bool, files: &mut FileResults) {
    let written = place_paper(paper, out, held, files);
    files.extend(written.err().map(|refused| (refused.path.clone(), Err(refused))));
}

/// Writes a paper and the data of its charts.
///
/// # Errors
/// Where a name leads out of the folder.
fn place_paper(
    paper: &PaperOutput,
    out: &Path,
    held: bool,
    files: &mut FileResults,
) -> Result<(), DiskFailure> {
    let pdf = OutputPath::below(out, format!("{}.pdf", paper.id))?;
    // Only who holds the folder knows that nobody is waiting in it.
    if held {
        write::clear(&pdf);
    }
    files.push((pdf.path(), write::write(&pdf, &paper.pdf.bytes)));
    for (chart, bytes) in &paper.data {
        let data = pdf.beside(format!("{chart}.csv"))?;
        files.push((data.path(), write::write_beside(&data, bytes)));
    }
    Ok(())
}

/// Writes the Typst projects, with the fonts that they need.
///
/// # Errors
/// Where a file cannot be written, or would not lie below the folder.
pub(super) fn emit(folder: &Path, works: &[PreparedPaper], own: &[FontFile]) -> Result<(), DiskFailure> {
    let write = |name: String, bytes: &[u8]| {
        OutputPath::below(folder, name).and_then(|file| write::write_beside(&file, bytes))
    };
    for (name, bytes) in crate::style::builtin::FONT_NAMES.iter().zip(FONTS) {
        write(format!("fonts/{name}"), bytes)?;
        if let Some(capitals) = capitals_font(bytes) {
            write(format!("fonts/{}", name.replace(".ttf", "-Capitals.ttf")), &capitals)?;
        }
    }
    for font in own {
        write(format!("fonts/{}", font.name), &font.bytes)?;
    }
    for work in works {
        let id = work.source.id.as_str();
        let folder = id.strip_suffix("/report").unwrap_or(id);
        for (name, bytes) in &work.source.files {
            write(format!("{folder}/{name}"), bytes)?;
        }
    }
    Ok(())
}

/// "3 papers and 1 pack".
pub(super) fn counted(built: &Output) -> String {
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let papers = plural(built.papers.len(), "paper", "papers");
    let packs = plural(built.packs.len(), "pack", "packs");
    match (built.papers.is_empty(), built.packs.is_empty()) {
        (_, true) => papers,
        (true, false) => packs,
        (false, false) => format!("{papers} and {packs}"),
    }
}
