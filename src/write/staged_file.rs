//! Files beside their places, and folders for them, that go again unless they are wanted. It never
//! touches a file that has its place.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{OutputPath, PIECE, sibling};
use crate::failure::{DiskFailure, Remedy};

/// A file that is written beside its place. Until it is placed, whoever reads finds the old file, and
/// what is never placed leaves nothing behind.
#[derive(Debug)]
pub(crate) struct StagedFile {
    path: PathBuf,
    part: PathBuf,
    placed: bool,
}

impl StagedFile {
    /// Writes a file beside `path`, as `fill` gives it; `wait` until the disk has it, or go on.
    ///
    /// # Errors
    /// Where the folder or the file cannot be written, a link is on the way, or `fill` fails.
    pub(crate) fn write<T>(
        path: &OutputPath,
        wait: bool,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<(Self, T), DiskFailure> {
        let path = path.without_links()?;
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|e| DiskFailure::write(folder, &e))?;
        // Dropped on the way, it goes again: half a file of ours is of no use to anybody.
        let part = Self { part: sibling(&path, ".", &own_kind()), path: path.clone(), placed: false };
        let written = File::create(&part.part).and_then(|file| {
            let mut out = BufWriter::with_capacity(PIECE, file);
            let filled = fill(&mut out)?;
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            if wait {
                file.sync_all()?;
            }
            Ok(filled)
        });
        written.map(|filled| (part, filled)).map_err(|error| DiskFailure::write(&path, &error))
    }

    /// Gives it the rights of a file that is there.
    ///
    /// # Errors
    /// An error of the system.
    pub(super) fn keep_rights(&self, rights: fs::Permissions) -> io::Result<()> {
        fs::set_permissions(&self.part, rights)
    }

    /// Gives it its place, by renaming, and leaves nothing beside it where that fails.
    ///
    /// # Errors
    /// Where it cannot be given its place. The file that was there is as it was.
    pub(super) fn commit_or_drop(mut self) -> Result<(), DiskFailure> {
        fs::rename(&self.part, &self.path).map_err(|error| DiskFailure::write(&self.path, &error))?;
        self.placed = true;
        Ok(())
    }

    /// Gives it its place, by renaming. Where an open reader holds the old file fast, as on Windows, the
    /// new one is kept beside it and its path is in the reason.
    ///
    /// # Errors
    /// Where it cannot be given its place. The file that was there is as it was.
    pub(crate) fn commit(mut self) -> Result<(), DiskFailure> {
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
            return Err(DiskFailure::refused(path, reason, Remedy::CloseReader));
        }
        Err(DiskFailure::write(path, &error))
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Folders that were made for files to come: dropped while they are empty, they go again.
#[derive(Debug)]
pub(crate) struct NewFolders(Vec<PathBuf>);

/// Makes the folder of a file, with those above it.
///
/// # Errors
/// Where it cannot be made, or a link is on the way.
pub(crate) fn make_folder(file: &OutputPath) -> Result<NewFolders, DiskFailure> {
    let file = file.without_links()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let new = folder.ancestors().take_while(|above| !above.exists()).map(Path::to_path_buf);
    // Where it can be made in part only, that part goes again.
    let new = NewFolders(new.collect());
    fs::create_dir_all(folder).map_err(|e| DiskFailure::write(folder, &e))?;
    Ok(new)
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One with files stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// How the names of waiting files end.
const KIND: &str = ".part";

/// The same with this run's mark: where a folder cannot be held, two runs still write different files.
fn own_kind() -> String {
    format!(".{}{KIND}", std::process::id())
}

/// Takes away what runs that were broken off have left waiting beside a file, in a folder which this run
/// must hold.
pub(crate) fn clear(beside: &OutputPath) {
    let Ok(file) = beside.without_links() else { return };
    let Some(Ok(entries)) = file.parent().map(fs::read_dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let waits = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(KIND));
        if waits && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(root: &Path, name: &str) -> OutputPath {
        OutputPath::below(root, name).expect("below")
    }

    #[test]
    fn a_part_that_is_not_placed_leaves_nothing_and_one_that_is_takes_its_place() {
        let top = tempfile::tempdir().expect("a folder");
        let folder = top.path().join("a/b");
        let path = folder.join("x.pdf");
        let output = below(top.path(), "a/b/x.pdf");
        let new = make_folder(&output).expect("made");
        let write = |text: &str| {
            StagedFile::write(&output, true, |out| out.write_all(text.as_bytes())).expect("written").0
        };
        let part = write("first");
        assert!(!path.exists() && folder.join(format!(".x.pdf{}", own_kind())).exists());
        drop((part, new));
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 0);

        let new = make_folder(&output).expect("made");
        write("second").commit().expect("placed");
        drop(write("third"));
        drop(new);
        let left: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|e| e.path()).collect();
        assert_eq!((left, fs::read(&path).expect("a file")), (vec![path.clone()], b"second".to_vec()));
    }

    #[test]
    fn a_part_that_fails_on_the_way_leaves_nothing() {
        let top = tempfile::tempdir().expect("a folder");
        let failed = StagedFile::write(&below(top.path(), "x.pdf"), false, |out| -> io::Result<()> {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err_and(|refused| refused.remedy == Remedy::MakeRoom));
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_was_left_waiting_is_cleared_and_nothing_else() {
        let top = tempfile::tempdir().expect("a folder");
        for name in [".x.pdf.77.part", "x.part", ".x.pdf", "x.pdf"] {
            fs::write(top.path().join(name), "x").expect("written");
        }
        clear(&below(top.path(), "x.pdf"));
        let mut left: Vec<_> =
            fs::read_dir(top.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        left.sort();
        assert_eq!(left, [".x.pdf", "x.part", "x.pdf"]);
    }
}
