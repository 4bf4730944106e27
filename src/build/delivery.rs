//! Everything that was built to files: PDFs, data, packs and Typst projects. It builds nothing, and says nothing.

use std::path::{Path, PathBuf};

use super::manifest;
use super::outcome::{Built, Options};
use super::output::{Output, PaperOutput, PreparedPaper};
use super::pack_files::PackFiles;
use crate::failure::{DiskFailure, Failure, Stage};
use crate::load::FontFile;
use crate::style::builtin::FONTS;
use crate::typeset::capitals_font;
use crate::write::{self, OutputPath};

/// The file of a specimen's pack that is the specimen itself.
pub(crate) const SPECIMEN_ITEM: &str = "item-01.pdf";

/// Where a file of a pack goes below `out`; `None` for one that is only tried. Of the pack of a specimen, which
/// is that of a house style, only the paper itself is wanted.
pub(crate) fn output_path_of(
    out: &Path,
    specimen: Option<&str>,
    folder: &str,
    name: &str,
) -> Option<OutputPath> {
    let inner = match specimen {
        Some(style) => (name == SPECIMEN_ITEM).then(|| format!("specimens/{style}.pdf"))?,
        None => format!("{folder}/{name}"),
    };
    OutputPath::below(out, inner).ok()
}

/// Writes everything that was built, and gives packs their places.
///
/// # Errors
/// Where the run is to end. Where something cannot be written, all else is, and `Built` says what.
pub(super) fn write_all(
    output: Output,
    out: &Path,
    held: bool,
    options: &Options,
    built: &mut Built,
) -> Result<(), Failure> {
    let mut files = Vec::new();
    for paper in &output.papers {
        if options.watch.is_stopped() {
            break;
        }
        options.watch.paper(Stage::Write, &paper.id, || write_paper(paper, out, held, &mut files));
    }
    for pack in output.packs {
        if options.watch.is_stopped() {
            break;
        }
        options.watch.paper(Stage::Write, &format!("{}/pack", pack.folder), || {
            place_pack(pack, out, options, &mut files, &mut built.removed);
        });
    }
    for (path, written) in files {
        match written {
            Ok(()) => built.written.push(path),
            Err(refused) => built.refused.push(refused),
        }
    }
    Ok(())
}

/// Files, each with what became of it.
type FileResults = Vec<(PathBuf, Result<(), DiskFailure>)>;

/// Gives the files of a pack their places, and removes those that are no longer a part of it.
fn place_pack(
    pack: PackFiles,
    out: &Path,
    options: &Options,
    files: &mut FileResults,
    removed: &mut Vec<PathBuf>,
) {
    let folder = out.join(&pack.folder);
    let names = pack.files.iter().map(|file| file.name.as_str());
    // What an item that is gone has left is easily sent out with the rest. A specimen has no such folder.
    let gone = if options.specimen.is_none() { manifest::left_over(&folder, names) } else { Vec::new() };
    for name in gone {
        let gone = OutputPath::below(out, Path::new(&pack.folder).join(&name));
        match gone.and_then(|gone| write::remove(&gone)) {
            Ok(()) => removed.push(folder.join(name)),
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
