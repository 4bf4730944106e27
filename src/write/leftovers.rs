//! What runs that were broken off have left beside the places of their files. It removes only files with names of
//! ours (`.NAME.NUMBER.part`, `.NAME.NUMBER.old`), and the copies that earlier versions kept (`NAME.new.pdf`).

use std::path::Path;

use super::disk::{Disk, DiskEntry};
use super::file_list::{FileList, LIST};
use super::journal::JOURNAL;
use super::{OutputPath, sibling};

/// The folders that builds write into.
const FOLDERS: [&str; 5] = ["actions", "minutes", "packs", "reports", "specimens"];

/// How deep their files lie below one of them.
const DEEPEST: usize = 4;

/// How the names of files end that builds write.
const ENDINGS: [&str; 3] = [".pdf", ".csv", ".json"];

/// What every PDF of ours says of itself.
const CREATOR: &[u8] = b"<xmp:CreatorTool>boardpack</xmp:CreatorTool>";

/// Removes all that waits below a folder which this run must hold, and in which no journal is.
pub(super) fn sweep_on(disk: &dyn Disk, root: &Path) {
    sweep_folder(disk, root, 0);
    for folder in FOLDERS {
        sweep_below(disk, &root.join(folder), DEEPEST);
    }
}

fn sweep_below(disk: &dyn Disk, folder: &Path, depth: usize) {
    if depth == 0 || !disk.kind(folder).is_ok_and(|kind| kind == Some(DiskEntry::Folder)) {
        return;
    }
    for name in disk.names(folder).unwrap_or_default() {
        sweep_below(disk, &folder.join(name), depth - 1);
    }
    sweep_folder(disk, folder, depth);
}

/// Removes what waits in a folder, and the folder where nothing else is in it.
fn sweep_folder(disk: &dyn Disk, folder: &Path, depth: usize) {
    let mut swept = false;
    for name in disk.names(folder).unwrap_or_default().iter().filter(|name| is_leftover(name)) {
        let path = folder.join(name);
        if disk.kind(&path).is_ok_and(|kind| kind == Some(DiskEntry::File)) {
            swept |= disk.remove(&path).is_ok();
        }
    }
    if swept && depth > 0 && disk.names(folder).is_ok_and(|names| names.is_empty()) {
        let _ = disk.remove_folder(folder);
    }
}

/// Whether a name is that of a file that waits: ".pack.pdf.417.part".
fn is_leftover(name: &str) -> bool {
    let inner = name.strip_prefix('.').and_then(|name| {
        let (rest, kind) = name.rsplit_once('.')?;
        let (inner, number) = rest.rsplit_once('.')?;
        let is_ours = matches!(kind, "part" | "old") && number.parse::<u32>().is_ok();
        is_ours.then_some(inner)
    });
    inner.is_some_and(|inner| {
        [LIST, JOURNAL].contains(&inner) || ENDINGS.iter().any(|ending| inner.ends_with(ending))
    })
}

/// Removes the copies that earlier versions kept beside PDFs which a reader held open.
pub(super) fn sweep_copies(disk: &dyn Disk, root: &Path, list: &FileList) {
    for name in list.files().keys().filter(|name| name.ends_with(".pdf")) {
        let place = OutputPath::below(root, name).and_then(|path| path.without_links_on(disk));
        let Ok(place) = place else { continue };
        let copy = sibling(&place, "", "").with_extension("new.pdf");
        if disk.kind(&copy).is_ok_and(|kind| kind == Some(DiskEntry::File)) {
            let mut bytes = Vec::new();
            let read = disk.read(&copy, &mut |piece| bytes.extend_from_slice(piece));
            if read.is_ok() && bytes.windows(CREATOR.len()).any(|window| window == CREATOR) {
                let _ = disk.remove(&copy);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_leftovers() {
        for ours in [".pack.pdf.417.part", ".trend.csv.1.old", "..boardpack.journal.9.part"] {
            assert!(is_leftover(ours), "{ours}");
        }
        for other in ["pack.pdf", ".pack.pdf", "pack.pdf.417.part", ".pack.pdf.x.part", ".notes.txt.1.part"] {
            assert!(!is_leftover(other), "{other}");
        }
    }
}
