//! Write: bytes to files, whole or not at all. The only stage that writes; it removes nothing but
//! what it wrote itself, now or in an earlier run, or left waiting (`.NAME.NUMBER.part`).
//!
//! The data of charts are written beside the PDF without waiting for the disk (`write_beside`): forty such
//! waits took longer than the paper.

mod changed_files;
mod folder_lock;
mod output;
mod staged_file;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(crate) use changed_files::{ChangedFile, replace_files};
pub(crate) use folder_lock::{FolderLock, lock_folder};
pub(crate) use output::OutputPath;
pub(crate) use staged_file::{NewFolders, StagedFile, clear, make_folder};

use crate::failure::{DiskFailure, Remedy};

/// Writes `bytes` to `path`: first beside it, then by renaming, so that a reader finds the old file
/// or the new one and never a part. Where an open reader holds the old file fast, as on Windows,
/// the new one is kept beside it and its path is in the reason.
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
    waiting.commit()
}

/// Bytes that the disk is asked for at a time, or given.
const PIECE: usize = 1 << 18;

/// The bytes that were written to `path` before; `None` where they cannot be read.
pub(crate) fn read_back(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// The bytes of a file that is named on the command line.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn read_named(path: &Path) -> Result<Vec<u8>, DiskFailure> {
    fs::read(path).map_err(|error| DiskFailure::read(path, &error))
}

/// Reads what was written to `path` before, piece by piece: `see` gets them in order. True where all of it
/// could be read.
pub(crate) fn read_through(path: &Path, see: &mut dyn FnMut(&[u8])) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return true,
            Ok(read) => see(&piece[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}

/// Removes a file that an earlier run wrote.
///
/// # Errors
/// Where it cannot be removed.
pub(crate) fn remove(path: &OutputPath) -> Result<(), DiskFailure> {
    let path = path.without_links()?;
    fs::remove_file(&path).map_err(|e| DiskFailure::write(&path, &e))
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
