//! Write: bytes to files, whole or not at all. The only stage that writes; it removes nothing but
//! what it wrote itself, now or in an earlier run, or left waiting (`.NAME.NUMBER.part`, `.NAME.NUMBER.old`).
//!
//! All files of a build take their places together, by a journal (`changes`, `journal`, `settle`). A build that is
//! killed, or for which the disk is full, leaves all files old or all new, at the latest after the next command.

mod changed_files;
mod changes;
mod disk;
#[cfg(test)]
mod fake_disk;
mod file_list;
mod folder_lock;
mod journal;
mod leftovers;
mod output;
mod settle;
mod staged_file;
#[cfg(test)]
mod stopped_runs;
mod sum;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

pub(crate) use changed_files::{ChangedFile, replace_files};
pub(crate) use changes::Changes;
pub(crate) use file_list::{FileList, LIST};
pub(crate) use folder_lock::{FolderLock, lock_folder};
pub(crate) use journal::JOURNAL;
pub(crate) use output::OutputPath;
pub use settle::Recovery;
pub(crate) use staged_file::{NewFolders, StagedFile, make_folder};
pub(crate) use sum::{HashingWriter, digits};

use crate::failure::{DiskFailure, Remedy};
use disk::Disk;

/// Writes `bytes` to `path`: first beside it, then by renaming, so that a reader finds the old file
/// or the new one and never a part.
///
/// # Errors
/// Where the folder or the file cannot be written. The file that was there is as it was.
pub(crate) fn write(path: &OutputPath, bytes: &[u8]) -> Result<(), DiskFailure> {
    replace(path, bytes, true)
}

/// Writes a file that goes with another, such as the data of a chart: as [`write()`] does, but without
/// waiting until the disk has it. A loss of power can cost it, and the next build makes it again.
///
/// # Errors
/// As for [`write()`].
pub(crate) fn write_beside(path: &OutputPath, bytes: &[u8]) -> Result<(), DiskFailure> {
    replace(path, bytes, false)
}

/// Writes a new file of the council's folder; one that is there already is left as it is.
///
/// # Errors
/// Where the file is there, or cannot be written.
pub(crate) fn create(path: &OutputPath, bytes: &[u8]) -> Result<(), DiskFailure> {
    // There is no other folder to choose: the file has its place.
    let real = path.without_links().map_err(DiskFailure::fixed)?;
    let folder = real.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| DiskFailure::write(folder, &e).fixed())?;
    // The place is taken first, so that nobody's file is ever replaced.
    if let Err(error) = File::create_new(&real) {
        let there = error.kind() == io::ErrorKind::AlreadyExists;
        let refused = DiskFailure::write(&real, &error).fixed();
        return Err(if there { DiskFailure { remedy: Remedy::LeaveFile, ..refused } } else { refused });
    }
    replace(path, bytes, true).map_err(|refused| {
        let _ = fs::remove_file(&real);
        refused.fixed()
    })
}

fn replace(path: &OutputPath, bytes: &[u8], wait: bool) -> Result<(), DiskFailure> {
    let (waiting, ()) = StagedFile::write(path, wait, |out| out.write_all(bytes))?;
    waiting.commit_or_drop()
}

/// Bytes that the disk is asked for at a time, or given.
const PIECE: usize = 1 << 18;

/// The bytes that were written to `path` before; `None` where they cannot be read, or it is no file.
pub(crate) fn read_back(path: &Path) -> Option<Vec<u8>> {
    if is_file(path) { fs::read(path).ok() } else { None }
}

/// The bytes of a file that is named on the command line.
///
/// # Errors
/// Where it cannot be read. A pipe or a device would be waited for without end.
pub(crate) fn read_named(path: &Path) -> Result<Vec<u8>, DiskFailure> {
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        let error = io::Error::other("it is no file, but a pipe or a device");
        return Err(DiskFailure::read(path, &error));
    }
    fs::read(path).map_err(|error| DiskFailure::read(path, &error))
}

/// Reads what was written to `path` before, piece by piece: `see` gets them in order. True where all of it
/// could be read.
pub(crate) fn read_through(path: &Path, see: &mut dyn FnMut(&[u8])) -> bool {
    is_file(path) && disk::REAL.read(path, see).is_ok()
}

/// Settles what a run that was broken off has left in a folder that this run holds, and removes what waits there;
/// `None` where no journal was.
///
/// # Errors
/// Where a journal is there that cannot be followed, or a file refuses.
pub(crate) fn recover(folder: &FolderLock) -> Result<Option<Recovery>, DiskFailure> {
    let done = settle::recover_on(&disk::REAL, folder.folder())?;
    // Only who holds the folder knows that nobody is waiting in it.
    if folder.is_sure() {
        leftovers::sweep_on(&disk::REAL, folder.folder());
    }
    Ok(done)
}

/// Whether a path is that of a file itself, and no link to one.
pub(crate) fn is_file(path: &Path) -> bool {
    disk::REAL.kind(path).is_ok_and(|kind| kind == Some(disk::DiskEntry::File))
}

/// Whether anything has a name, a link too.
pub(crate) fn is_there(path: &Path) -> bool {
    disk::REAL.kind(path).is_ok_and(|kind| kind.is_some())
}

/// The names in a folder in order, folders apart from all else; `None` where it cannot be read. Links are left out.
pub(crate) fn list_folder(path: &Path) -> Option<(Vec<String>, Vec<String>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for name in disk::REAL.names(path).ok()? {
        match disk::REAL.kind(&path.join(&name)) {
            Ok(Some(disk::DiskEntry::Folder)) => folders.push(name),
            Ok(Some(disk::DiskEntry::File)) => files.push(name),
            _ => {}
        }
    }
    Some((folders, files))
}

fn sibling(path: &Path, before: &str, after: &str) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{before}{name}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_read_through() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("x");
        let bytes: Vec<u8> = (0..PIECE + 7).map(|n| (n % 251) as u8).collect();
        fs::write(&path, &bytes).expect("written");
        let mut read = Vec::new();
        assert!(read_through(&path, &mut |piece| read.extend_from_slice(piece)) && read == bytes);
        assert!(!read_through(&top.path().join("y"), &mut |_| ()));
    }
}
