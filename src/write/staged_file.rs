//! Files beside their places, and folders for them, that go again unless they are wanted. It never
//! touches a file that has its place.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::disk::{Disk, REAL};
use super::journal::JournalStep;
use super::sum::HashingWriter;
use super::{OutputPath, PIECE, sibling};
use crate::failure::DiskFailure;

/// A file that is written beside its place. Until it is placed, whoever reads finds the old file, and
/// what is never placed leaves nothing behind.
#[derive(Debug)]
pub(crate) struct StagedFile {
    disk: &'static dyn Disk,
    /// Below the folder that the run writes into, with `/` between folders.
    name: String,
    path: PathBuf,
    part: PathBuf,
    /// The sum of its bytes.
    sum: String,
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
        Self::write_on(&REAL, path, wait, fill)
    }

    /// Writes a file beside `path` on a disk of any kind.
    ///
    /// # Errors
    /// As for [`StagedFile::write`].
    pub(super) fn write_on<T>(
        disk: &'static dyn Disk,
        output: &OutputPath,
        wait: bool,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> Result<(Self, T), DiskFailure> {
        let path = output.without_links_on(disk)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        disk.make_folder(folder).map_err(|e| DiskFailure::write(folder, &e))?;
        let name = output.name();
        let part = sibling(&path, ".", &own_kind());
        // Dropped on the way, it goes again: half a file of ours is of no use to anybody.
        let mut staged = Self { disk, name, part, path: path.clone(), sum: String::new(), placed: false };
        let written = disk.create(&staged.part).and_then(|file| {
            let mut out = BufWriter::with_capacity(PIECE, file);
            let mut hashing = HashingWriter::new(&mut out);
            let filled = fill(&mut hashing)?;
            staged.sum = hashing.finish();
            drop(out.into_inner().map_err(io::IntoInnerError::into_error)?);
            if wait {
                disk.sync(&staged.part)?;
            }
            Ok(filled)
        });
        written.map(|filled| (staged, filled)).map_err(|error| DiskFailure::write(&path, &error))
    }

    /// Its name below the folder that the run writes into.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The place that it is to take.
    pub(super) fn place(&self) -> &Path {
        &self.path
    }

    /// The sum of its bytes.
    pub(crate) fn sum(&self) -> &str {
        &self.sum
    }

    /// Waits until the disk has it.
    ///
    /// # Errors
    /// Where the disk has no room for it.
    pub(super) fn sync(&self) -> Result<(), DiskFailure> {
        self.disk.sync(&self.part).map_err(|error| DiskFailure::write(&self.path, &error))
    }

    /// The step of a journal by which it takes the place of a file with the sum `old`.
    pub(super) fn step(&self, old: Option<String>) -> JournalStep {
        JournalStep { file: self.name.clone(), number: std::process::id(), old, new: Some(self.sum.clone()) }
    }

    /// Leaves it to a journal.
    pub(super) fn leave(mut self) {
        self.placed = true;
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
        let done = self.disk.rename(&self.part, &self.path);
        done.map_err(|error| DiskFailure::write(&self.path, &error))?;
        self.placed = true;
        Ok(())
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        if !self.placed {
            let _ = self.disk.remove(&self.part);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Remedy;

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
        write("second").commit_or_drop().expect("placed");
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
}
