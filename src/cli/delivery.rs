//! What was built to files: PDFs, data, packs and Typst projects, each said as it is written. It builds
//! nothing.

use std::path::{Path, PathBuf};

use super::build::{Built, Ready, Work};
use super::settings::Settings;
use super::{Console, Exit, manifest, specimen};
use crate::load::FontFile;
use crate::style::builtin::FONTS;
use crate::write::{self, OutputPath, Refused};

/// Where a file of a pack goes; `None` for one that is only tried.
pub(super) fn output_path_of(settings: &Settings, folder: &str, name: &str) -> Option<OutputPath> {
    let out = settings.out.as_ref()?;
    let inner = match &settings.specimen {
        // Of a specimen's pack, only the paper itself is wanted.
        Some(style) => (name == specimen::ITEM).then(|| format!("specimens/{style}.pdf"))?,
        None => format!("{folder}/{name}"),
    };
    OutputPath::below(out, inner).ok()
}

/// Writes everything that was built, gives packs their places, and says what.
pub(super) fn write_all(
    built: Built,
    out: &Path,
    held: bool,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Exit {
    let mut exit = Exit::Done;
    let mut files = Vec::new();
    let mut said = Vec::new();
    for paper in &built.papers {
        write_paper(paper, out, held, &mut files).unwrap_or_else(|refused| {
            files.push((refused.path.clone(), Err(refused)));
        });
    }
    let counts = counted(&built);
    let pages: usize = built.papers.iter().map(|paper| paper.pdf.pages).sum();
    let pages = pages + built.packs.iter().map(|pack| pack.pages).sum::<usize>();
    let nothing_new = built.papers.is_empty() && built.packs.is_empty();
    for pack in built.packs {
        let folder = out.join(&pack.folder);
        let names = pack.files.iter().map(|file| file.name.as_str());
        // What an item that is gone has left is easily sent out with the rest. A specimen has no such folder.
        let gone = if settings.specimen.is_none() { manifest::left_over(&folder, names) } else { Vec::new() };
        for name in gone {
            let gone = OutputPath::below(out, Path::new(&pack.folder).join(&name));
            match gone.and_then(|gone| write::remove(&gone)) {
                Ok(()) => said.push(format!(
                    "removed {}: it is no longer a part of this pack",
                    plain(&folder.join(name))
                )),
                Err(refused) => files.push((folder.join(name), Err(refused))),
            }
        }
        let waiting = pack.files.into_iter().filter_map(|file| file.waiting);
        files.extend(waiting.map(|(file, waiting)| (file.path(), waiting.place())));
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
    if exit == Exit::Done && !settings.quiet && settings.format == crate::finding::FindingFormat::Human {
        if let Some(style) = &settings.specimen {
            console.say(&format!("a specimen of the house style `{style}`"));
            return exit;
        }
        said.extend(
            built.kept.iter().map(|folder| format!("{folder} is as it was: nothing in it has changed")),
        );
        said.iter().for_each(|line| console.say(line));
        if nothing_new {
            return exit;
        }
        console.say(&format!("built {counts}, {pages} pages"));
    }
    exit
}

/// Writes a paper and the data of its charts beside it, and adds to `files` what became of each.
///
/// # Errors
/// Where a name leads out of the folder.
fn write_paper(
    paper: &Ready,
    out: &Path,
    held: bool,
    files: &mut Vec<(PathBuf, Result<(), Refused>)>,
) -> Result<(), Refused> {
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
pub(super) fn emit(folder: &Path, works: &[Work], own: &[FontFile]) -> Result<(), Refused> {
    let write = |name: String, bytes: &[u8]| {
        OutputPath::below(folder, name).and_then(|file| write::write_beside(&file, bytes))
    };
    for (name, bytes) in crate::style::builtin::FONT_NAMES.iter().zip(FONTS) {
        write(format!("fonts/{name}"), bytes)?;
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
pub(super) fn counted(built: &Built) -> String {
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let papers = plural(built.papers.len(), "paper", "papers");
    let packs = plural(built.packs.len(), "pack", "packs");
    match (built.papers.is_empty(), built.packs.is_empty()) {
        (_, true) => papers,
        (true, false) => packs,
        (false, false) => format!("{papers} and {packs}"),
    }
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
