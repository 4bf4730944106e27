//! Publish: bytes to files, whole or not at all. The only stage that writes; it removes nothing but
//! what an earlier run wrote, when it is told to.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written, in words for its reader.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// What happened.
    pub reason: String,
    /// What to do.
    pub remedy: &'static str,
}

/// Writes `bytes` to `path`: first beside it, then by renaming, so that a reader finds the old file
/// or the new one and never a part. Where an open reader holds the old file fast, as on Windows,
/// the new one is kept beside it and its path is in the reason.
///
/// # Errors
/// Where the folder or the file cannot be written. The file that was there is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    replace(path, bytes, true)
}

/// Writes a file that goes with another, such as the data of a chart: as [`write()`] does, but without
/// waiting until the disk has it. A loss of power can cost it, and the next build makes it again.
///
/// # Errors
/// As for [`write()`].
pub fn write_beside(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    replace(path, bytes, false)
}

/// Writes a new file of the council's folder; one that is there already is left as it is.
///
/// # Errors
/// Where the file is there, or cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    // There is no other folder to choose: the file has its place.
    let here = |refused: Refused| Refused {
        remedy: refused.remedy.split(", or name another").next().unwrap_or(refused.remedy),
        ..refused
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| here(self::refused(folder, &e)))?;
    // The place is taken first, so that nobody's file is ever replaced.
    let taken = File::create_new(path);
    if let Err(error) = taken {
        let there = error.kind() == io::ErrorKind::AlreadyExists;
        let remedy = "the file is there already: look at it, or move it away";
        let refused = here(refused(path, &error));
        return Err(if there { Refused { remedy, ..refused } } else { refused });
    }
    drop(taken);
    replace(path, bytes, true).map_err(|refused| {
        let _ = fs::remove_file(path);
        here(refused)
    })
}

fn replace(path: &Path, bytes: &[u8], wait: bool) -> Result<(), Refused> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| refused(folder, &e))?;
    let part = sibling(path, ".", ".part");
    let written = File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        if wait { file.sync_all() } else { Ok(()) }
    });
    if let Err(error) = written {
        // Half a file of ours is of no use to anybody.
        let _ = fs::remove_file(&part);
        return Err(refused(path, &error));
    }
    let Err(error) = fs::rename(&part, path) else { return Ok(()) };
    let kind = path.extension().map(|e| format!(".new.{}", e.to_string_lossy())).unwrap_or_default();
    let beside = sibling(path, "", &kind);
    if path.is_file() && fs::rename(&part, &beside).is_ok() {
        let reason = format!("another program holds it open ({error}); the new file is {}", beside.display());
        return Err(Refused { path: path.to_owned(), reason, remedy: "close it there and build again" });
    }
    let _ = fs::remove_file(&part);
    Err(refused(path, &error))
}

/// What was written to `path` before; `None` where it cannot be read.
pub fn read_back(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// Removes a file that an earlier run wrote.
///
/// # Errors
/// Where it cannot be removed.
pub fn remove(path: &Path) -> Result<(), Refused> {
    fs::remove_file(path).map_err(|e| refused(path, &e))
}

/// Tries whether the folder of `path` can be written, before the long work. Nothing stays behind.
///
/// # Errors
/// Where it cannot.
pub fn try_folder(folder: &Path) -> Result<(), Refused> {
    fs::create_dir_all(folder).map_err(|e| refused(folder, &e))?;
    let probe = folder.join(".boardpack.part");
    File::create(&probe).map_err(|e| refused(folder, &e))?;
    fs::remove_file(&probe).map_err(|e| refused(folder, &e))
}

fn sibling(path: &Path, before: &str, after: &str) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{before}{name}{after}"))
}

fn refused(path: &Path, error: &io::Error) -> Refused {
    let remedy = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "ask for leave to write there, or name another folder with --out"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk, and try again",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder is needed: move it away, or name another folder with --out"
        }
        io::ErrorKind::IsADirectory => "a folder stands where the file goes: move it away",
        _ => "look at the folder, or name another one with --out",
    };
    Refused { path: path.to_owned(), reason: error.to_string(), remedy }
}
