//! `boardpack build --open`: what was built is handed to the program that the computer shows it with. It starts
//! no program itself, and a build is not undone by it.

use std::path::{Path, PathBuf};

use super::settings::Settings;
use super::{Console, path_from};
use crate::build::{Built, SPECIMEN_ITEM, WHOLE, output_path_of};
use crate::failure::plain_path;

/// The most files that are opened one by one; of more, their folder is.
const MOST_FILES: usize = 3;

/// The files to open, or the one folder: the PDF of each paper and pack, those too that were as they would be
/// built. A few windows are wanted, and not one for each of thirty papers.
pub(super) fn paths_to_open(built: &Built, out: &Path, settings: &Settings) -> Vec<PathBuf> {
    if settings.viewer.is_none() {
        return Vec::new();
    }
    let whole = if settings.specimen.is_some() { SPECIMEN_ITEM } else { WHOLE };
    let folders = built.packs.iter().map(|pack| &pack.folder).chain(&built.kept);
    let packs = folders.filter_map(|folder| output_path_of(out, settings.specimen.as_deref(), folder, whole));
    let papers = built.papers.iter().map(|paper| out.join(format!("{}.pdf", paper.id)));
    let files: Vec<PathBuf> = papers.chain(packs.map(|file| file.path())).collect();
    if files.len() > MOST_FILES { vec![out.to_owned()] } else { files }
}

/// Opens files. Where one cannot be opened, none after it can, and that is a warning.
pub(super) fn open(paths: &[PathBuf], settings: &Settings, console: &mut Console<'_>) {
    let Some(viewer) = &settings.viewer else { return };
    for path in paths {
        if let Err(error) = viewer.show(&plain(path)) {
            let shown = path_from(path, &settings.current);
            console.say(&format!("warning: {shown} is built, and could not be opened: {error}"));
            return console.say("hint: open it from its folder, as any other file");
        }
    }
}

/// A path without the sign that Windows puts before a real one, and that its viewers do not know.
fn plain(path: &Path) -> PathBuf {
    match path.to_str() {
        Some(_) => plain_path(path).into(),
        None => path.to_owned(),
    }
}
