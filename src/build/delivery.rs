//! Everything that was built to files: PDFs, data, packs and Typst projects. It builds nothing, and says nothing.

use std::path::Path;

use super::manifest;
use super::outcome::{Built, Options};
use super::output::{Output, PaperOutput, PreparedPaper};
use super::pack_files::PackFiles;
use crate::failure::{DiskFailure, Failure, Stage};
use crate::load::FontFile;
use crate::style::builtin::FONTS;
use crate::typeset::capitals_font;
use crate::write::{self, Changes, OutputPath};

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

/// Writes everything that was built: all of it takes its place together, or none.
///
/// # Errors
/// Where something cannot be written, or the run is to end. What was built before is as it was then.
pub(super) fn write_all(
    output: Output,
    out: &Path,
    options: &Options,
    built: &mut Built,
) -> Result<(), Failure> {
    let mut changes = Changes::new(out);
    for paper in &output.papers {
        options.watch.go_on()?;
        options.watch.paper(Stage::Write, &paper.id, || stage_paper(paper, out, &mut changes, built))?;
    }
    for pack in output.packs {
        stage_pack(pack, out, options, &mut changes, built)?;
    }
    // From here on nothing stops it: files take their places.
    options.watch.go_on()?;
    Ok(changes.commit()?)
}

/// Stages a paper and the data of its charts.
fn stage_paper(
    paper: &PaperOutput,
    out: &Path,
    changes: &mut Changes,
    built: &mut Built,
) -> Result<(), DiskFailure> {
    let pdf = OutputPath::below(out, format!("{}.pdf", paper.id))?;
    let mut files = vec![(pdf.clone(), paper.pdf.bytes.as_slice())];
    for (chart, bytes) in &paper.data {
        files.push((pdf.beside(format!("{chart}.csv"))?, bytes.as_slice()));
    }
    built.written.extend(files.iter().map(|(file, _)| file.path()));
    changes.write(&files)
}

/// Adds the files of a pack, and those that are no longer a part of it.
fn stage_pack(
    pack: PackFiles,
    out: &Path,
    options: &Options,
    changes: &mut Changes,
    built: &mut Built,
) -> Result<(), DiskFailure> {
    let folder = out.join(&pack.folder);
    let names = pack.files.iter().map(|file| file.name.as_str());
    // What an item that is gone has left is easily sent out with the rest. A specimen has no such folder.
    let gone = if options.specimen.is_none() { manifest::left_over(&folder, names) } else { Vec::new() };
    for name in gone {
        changes.remove(&OutputPath::below(out, Path::new(&pack.folder).join(&name))?);
        built.removed.push(folder.join(name));
    }
    for (path, waiting) in pack.files.into_iter().filter_map(|file| file.waiting) {
        built.written.push(path.path());
        changes.add(waiting);
    }
    pack.new.into_iter().for_each(|new| changes.add_folders(new));
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
