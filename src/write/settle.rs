//! The files of a journal to their places, or back: all of them, or none. It makes no file, and removes only those
//! that the journal names.
//!
//! Each old file moves beside its place (`.NAME.NUMBER.old`), and the new one takes the place. Where one refuses,
//! as Windows does where a reader holds it open, all go back in reverse. What a journal has left after a kill is
//! settled by sums: forward where every new file is there, else back; a file that somebody else has put in a place
//! since gives way as to any build, and one that was to go stays if it has changed.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::journal::{JOURNAL, JournalStep, StepPaths, read_journal};
use super::sum::sum_there;
use crate::failure::{DiskFailure, Remedy};

/// Ways in which a run that was broken off is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// All its files have taken their places.
    Finished,
    /// All its files are gone, and the earlier ones are in their places.
    Undone,
}

/// The holder of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Nothing,
    Old,
    New,
    Other,
}

/// A step with what is there of it.
#[derive(Debug)]
pub(super) struct OpenStep<'a> {
    step: &'a JournalStep,
    paths: StepPaths,
    holder: Holder,
    /// Whether the new file waits beside the place.
    has_part: bool,
    /// Whether the old file waits beside the place.
    has_kept: bool,
    /// Whether the folder itself is gone, which only somebody else takes away.
    is_gone: bool,
}

impl<'a> OpenStep<'a> {
    /// A step of which nothing is done yet.
    pub(super) fn new(step: &'a JournalStep, disk: &dyn Disk, root: &Path) -> Result<Self, DiskFailure> {
        let holder = if step.old.is_some() { Holder::Old } else { Holder::Nothing };
        let paths = step.paths(disk, root)?;
        let has_part = step.new.is_some();
        Ok(Self { step, paths, holder, has_part, has_kept: false, is_gone: false })
    }

    /// A step as it is found on the disk.
    fn find(step: &'a JournalStep, disk: &dyn Disk, root: &Path) -> Result<Self, DiskFailure> {
        let paths = step.paths(disk, root)?;
        let there = sum_there(disk, &paths.place)?;
        let holder = match &there {
            None => Holder::Nothing,
            sum if *sum == step.new => Holder::New,
            sum if *sum == step.old => Holder::Old,
            Some(_) => Holder::Other,
        };
        let has_part = step.new.is_some() && sum_there(disk, &paths.part)? == step.new;
        let has_kept = step.old.is_some() && sum_there(disk, &paths.kept)? == step.old;
        let folder = paths.place.parent().unwrap_or(root);
        let is_gone = disk.kind(folder).map_err(|error| DiskFailure::read(folder, &error))?.is_none();
        Ok(Self { step, paths, holder, has_part, has_kept, is_gone })
    }

    fn can_go_forward(&self) -> bool {
        self.step.new.is_none() || self.holder == Holder::New || self.has_part || self.is_gone
    }

    fn can_go_back(&self) -> bool {
        self.step.old.is_none() || self.holder == Holder::Old || self.has_kept || self.is_gone
    }

    fn go_forward(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let StepPaths { place, part, kept } = &self.paths;
        let is_leaving = match self.step.new {
            None => self.holder == Holder::Old,
            Some(_) => self.has_part && matches!(self.holder, Holder::Old | Holder::Other),
        };
        if is_leaving && !self.has_kept {
            disk.rename(place, kept)?;
            (self.holder, self.has_kept) = (Holder::Nothing, true);
        }
        if self.has_part && self.holder != Holder::New {
            disk.rename(part, place)?;
            (self.holder, self.has_part) = (Holder::New, false);
        }
        Ok(())
    }

    fn go_back(&mut self, disk: &dyn Disk) -> io::Result<()> {
        let StepPaths { place, part, kept } = &self.paths;
        // A file of the same name that is new to the folder, or that stands where the old one belongs.
        if self.holder == Holder::New && (self.step.old.is_none() || self.has_kept) {
            if self.has_part {
                disk.remove(place)?
            } else {
                disk.rename(place, part)?
            }
            (self.holder, self.has_part) = (Holder::Nothing, true);
        }
        if self.has_kept && self.holder != Holder::Old {
            disk.rename(kept, place)?;
            (self.holder, self.has_kept) = (Holder::Old, false);
        }
        Ok(())
    }
}

/// Settles what a run that was broken off has left; `None` where none has.
///
/// # Errors
/// Where a journal is there that cannot be followed, or a file refuses.
pub(super) fn recover_on(disk: &dyn Disk, root: &Path) -> Result<Option<Recovery>, DiskFailure> {
    let Some(steps) = read_journal(disk, root)? else { return Ok(None) };
    let mut open = Vec::new();
    for step in &steps {
        open.push(OpenStep::find(step, disk, root)?);
    }
    if open.iter().all(OpenStep::can_go_forward) {
        return place_all(disk, root, &mut open).map(|()| Some(Recovery::Finished));
    }
    if !open.iter().all(OpenStep::can_go_back) {
        let reason = "files of a build that was broken off have been deleted since";
        return Err(DiskFailure::refused(&root.join(JOURNAL), reason, Remedy::DeleteJournal));
    }
    take_all_back(disk, root, &mut open)?;
    Ok(Some(Recovery::Undone))
}

/// Gives all files their places and ends the journal; where one refuses, all go back.
///
/// # Errors
/// Where one refuses. All is as it was then, or the journal stays for the next run.
pub(super) fn place_all(disk: &dyn Disk, root: &Path, open: &mut [OpenStep<'_>]) -> Result<(), DiskFailure> {
    // The journal itself must not be lost before the first file moves.
    if let Err(error) = disk.sync_folder(root) {
        let _ = take_all_back(disk, root, open);
        return Err(DiskFailure::write(root, &error));
    }
    for n in 0..open.len() {
        let done = open[n].go_forward(disk);
        if let Err(error) = done {
            let refused = refusal(&open[n].paths.place, &error);
            // What cannot go back now is settled by the next run, which finds the journal.
            let _ = take_all_back(disk, root, open);
            return Err(refused);
        }
    }
    if let Err(refused) = sync_folders(disk, root, open) {
        let _ = take_all_back(disk, root, open);
        return Err(refused);
    }
    for step in open.iter().filter(|step| step.has_kept) {
        // One that a reader holds open goes at the next build.
        let _ = disk.remove(&step.paths.kept);
    }
    end_journal(disk, root)
}

/// Puts all old files back into their places, removes the new ones, and ends the journal.
fn take_all_back(disk: &dyn Disk, root: &Path, open: &mut [OpenStep<'_>]) -> Result<(), DiskFailure> {
    for step in open.iter_mut().rev() {
        step.go_back(disk).map_err(|error| refusal(&step.paths.place, &error))?;
    }
    sync_folders(disk, root, open)?;
    for step in open.iter().filter(|step| step.has_part) {
        let _ = disk.remove(&step.paths.part);
    }
    end_journal(disk, root)
}

/// Removes the journal, the last of all.
fn end_journal(disk: &dyn Disk, root: &Path) -> Result<(), DiskFailure> {
    let path = root.join(JOURNAL);
    disk.remove(&path).map_err(|error| DiskFailure::write(&path, &error))?;
    // A loss of power can bring it back: the next run finds all done, and removes it again.
    let _ = disk.sync_folder(root);
    Ok(())
}

fn sync_folders(disk: &dyn Disk, root: &Path, open: &[OpenStep<'_>]) -> Result<(), DiskFailure> {
    let places = open.iter().filter(|step| !step.is_gone).map(|step| step.paths.place.as_path());
    sync_folders_of(disk, root, places)
}

/// Waits until the disk has the names of files, in all folders from theirs up to `root`.
pub(super) fn sync_folders_of<'a>(
    disk: &dyn Disk,
    root: &Path,
    files: impl Iterator<Item = &'a Path>,
) -> Result<(), DiskFailure> {
    let above = |file: &'a Path| file.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    let folders: BTreeSet<PathBuf> = files.flat_map(above).map(Path::to_path_buf).collect();
    for folder in folders.iter().rev() {
        disk.sync_folder(folder).map_err(|error| DiskFailure::write(folder, &error))?;
    }
    Ok(())
}

/// What is said of a file that does not move.
fn refusal(path: &Path, error: &io::Error) -> DiskFailure {
    if cfg!(windows) || error.kind() == io::ErrorKind::ResourceBusy {
        let reason = "another program holds it open, and so nothing was changed";
        return DiskFailure::refused(path, reason, Remedy::CloseReader);
    }
    DiskFailure::write(path, error)
}
