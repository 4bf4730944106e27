//! Publish: bytes to files, whole or not at all. The only stage that writes; it removes nothing but
//! what an earlier run wrote, when it is told to.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
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

/// A file that is written beside its place. Until it is placed, whoever reads finds the old file, and
/// what is never placed leaves nothing behind.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    part: PathBuf,
    placed: bool,
}

/// Bytes that are gathered before the disk gets them.
const GATHERED: usize = 1 << 18;

impl Part {
    /// Writes a file beside `path`, as `fill` gives it; `wait` until the disk has it, or go on.
    ///
    /// # Errors
    /// Where the folder or the file cannot be written, or `fill` fails.
    pub fn write<T>(
        path: &Path,
        wait: bool,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<(Self, T), Refused> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|e| refused(folder, &e))?;
        // Dropped on the way, it goes again: half a file of ours is of no use to anybody.
        let part = Self { path: path.to_owned(), part: sibling(path, ".", ".part"), placed: false };
        let written = File::create(&part.part).and_then(|file| {
            let mut out = BufWriter::with_capacity(GATHERED, file);
            let filled = fill(&mut out)?;
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            if wait {
                file.sync_all()?;
            }
            Ok(filled)
        });
        written.map(|filled| (part, filled)).map_err(|error| refused(path, &error))
    }

    /// Gives it its place, by renaming. Where an open reader holds the old file fast, as on Windows, the
    /// new one is kept beside it and its path is in the reason.
    ///
    /// # Errors
    /// Where it cannot be given its place. The file that was there is as it was.
    pub fn place(mut self) -> Result<(), Refused> {
        let Err(error) = fs::rename(&self.part, &self.path) else {
            self.placed = true;
            return Ok(());
        };
        let path = &self.path;
        let kind = path.extension().map(|e| format!(".new.{}", e.to_string_lossy())).unwrap_or_default();
        let beside = sibling(path, "", &kind);
        if path.is_file() && fs::rename(&self.part, &beside).is_ok() {
            let reason =
                format!("another program holds it open ({error}); the new file is {}", beside.display());
            return Err(Refused { path: path.clone(), reason, remedy: "close it there and build again" });
        }
        Err(refused(path, &error))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Folders that were made for files to come: dropped while they are empty, they go again.
#[derive(Debug)]
pub struct Made(Vec<PathBuf>);

/// Makes a folder with those above it.
///
/// # Errors
/// Where it cannot be made.
pub fn make_folder(folder: &Path) -> Result<Made, Refused> {
    let made = folder.ancestors().take_while(|above| !above.exists()).map(Path::to_path_buf).collect();
    fs::create_dir_all(folder).map_err(|e| refused(folder, &e))?;
    Ok(Made(made))
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One with files stays.
            let _ = fs::remove_dir(folder);
        }
    }
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
    let (part, ()) = Part::write(path, wait, |out| out.write_all(bytes))?;
    part.place()
}

/// What was written to `path` before; `None` where it cannot be read.
pub fn read_back(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// The same piece by piece: `see` gets them in order. Whether all of it could be read.
pub fn read_through(path: &Path, see: &mut dyn FnMut(&[u8])) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    let mut piece = vec![0; GATHERED];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_not_placed_leaves_nothing_and_one_that_is_takes_its_place() {
        let top = tempfile::tempdir().expect("a folder");
        let folder = top.path().join("a/b");
        let path = folder.join("x.pdf");
        let new = make_folder(&folder).expect("made");
        let write =
            |text: &str| Part::write(&path, true, |out| out.write_all(text.as_bytes())).expect("written").0;
        let part = write("first");
        assert!(!path.exists() && folder.join(".x.pdf.part").exists());
        drop((part, new));
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 0);

        let new = make_folder(&folder).expect("made");
        write("second").place().expect("placed");
        drop(write("third"));
        drop(new);
        let left: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|e| e.path()).collect();
        assert_eq!((left, read_back(&path)), (vec![path.clone()], Some(b"second".to_vec())));
    }

    #[test]
    fn a_part_that_fails_on_the_way_leaves_nothing() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("x.pdf");
        let failed = Part::write(&path, false, |out| -> io::Result<()> {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err_and(|refused| refused.remedy.starts_with("make room")));
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_long_file_is_read_through() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("x");
        let bytes: Vec<u8> = (0..GATHERED + 7).map(|n| (n % 251) as u8).collect();
        fs::write(&path, &bytes).expect("written");
        let mut read = Vec::new();
        assert!(read_through(&path, &mut |piece| read.extend_from_slice(piece)) && read == bytes);
        assert!(!read_through(&top.path().join("y"), &mut |_| ()));
    }
}
