//! `Changes`: every file that a run writes or removes in its folder. They wait beside their places until the disk
//! has all of them, and then take them together, by the journal. It gives no file its place before.
//!
//! Forty files that were waited for one after the other took longer than the papers: eight are at a time. A file
//! that is there already with the same bytes is left alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::{Disk, REAL};
use super::file_list::{FileList, LIST};
use super::journal::{JOURNAL, JournalStep, journal_bytes};
use super::leftovers::sweep_copies;
use super::output::OutputPath;
use super::settle::{OpenStep, place_all, sync_folders_of};
use super::staged_file::{NewFolders, StagedFile};
use super::sum::{sum_of, sum_there};
use crate::failure::{DiskFailure, Remedy};

/// The files that a run writes or removes below a folder.
#[derive(Debug)]
pub(crate) struct Changes {
    disk: &'static dyn Disk,
    root: PathBuf,
    staged: Vec<StagedFile>,
    /// Files that are there as they would be written, with their sums.
    same: Vec<(String, String)>,
    /// Files that are to go.
    gone: Vec<String>,
    /// Folders that go again after files that never take their places.
    folders: Vec<NewFolders>,
}

impl Changes {
    /// No changes of a folder yet.
    pub(crate) fn new(root: &Path) -> Self {
        Self::on(&REAL, root)
    }

    /// No changes yet of a folder on a disk of any kind.
    pub(super) fn on(disk: &'static dyn Disk, root: &Path) -> Self {
        let root = root.to_owned();
        Self { disk, root, staged: Vec::new(), same: Vec::new(), gone: Vec::new(), folders: Vec::new() }
    }

    /// Adds a file that waits beside its place.
    pub(crate) fn add(&mut self, staged: StagedFile) {
        self.staged.push(staged);
    }

    /// Adds a folder that was made for files.
    pub(crate) fn add_folders(&mut self, folders: NewFolders) {
        // The last goes first: a folder that an earlier one made is empty only then.
        self.folders.insert(0, folders);
    }

    /// Adds a file that an earlier run wrote and that is to go.
    pub(crate) fn remove(&mut self, path: &OutputPath) {
        self.gone.push(path.name());
    }

    /// Adds files with their bytes, and writes those beside their places that are not there as they are.
    ///
    /// # Errors
    /// Where one cannot be written.
    pub(crate) fn write(&mut self, files: &[(OutputPath, &[u8])]) -> Result<(), DiskFailure> {
        let disk = self.disk;
        let written = in_threads(disk.threads(), files, |(path, bytes)| {
            let there = sum_there(disk, &path.without_links_on(disk)?)?;
            if there.is_some_and(|sum| sum == sum_of(bytes)) {
                return Ok(None);
            }
            // The disk is waited for once all are written.
            let (staged, ()) = StagedFile::write_on(disk, path, false, |out| out.write_all(bytes))?;
            Ok(Some(staged))
        })?;
        for ((path, bytes), staged) in files.iter().zip(written) {
            match staged {
                Some(staged) => self.staged.push(staged),
                None => self.same.push((path.name(), sum_of(bytes))),
            }
        }
        Ok(())
    }

    /// Gives all files their places, and removes those that are to go; keeps the list of files.
    ///
    /// # Errors
    /// Where one cannot be given its place. All are as they were then.
    pub(crate) fn commit(mut self) -> Result<(), DiskFailure> {
        self.refuse_twins()?;
        let (disk, root) = (self.disk, self.root.clone());
        let mut list = FileList::read(disk, &root);
        let olds = in_threads(disk.threads(), &self.staged, |staged| {
            let old = sum_there(disk, staged.place())?;
            if old.as_deref() != Some(staged.sum()) {
                staged.sync()?;
            }
            Ok(old)
        })?;
        let mut steps = Vec::new();
        let mut moving = Vec::new();
        for (staged, old) in std::mem::take(&mut self.staged).into_iter().zip(olds) {
            list.insert(staged.name(), staged.sum());
            // One that is there already goes as it is dropped.
            if old.as_deref() != Some(staged.sum()) {
                steps.push(staged.step(old));
                moving.push(staged);
            }
        }
        self.same.iter().for_each(|(name, sum)| list.insert(name, sum));
        for name in &self.gone {
            list.remove(name);
            steps.extend(self.step_away(name)?);
        }
        let path = OutputPath::below(&root, LIST)?;
        let old = sum_there(disk, &path.path())?;
        let bytes = list.bytes();
        if old.as_deref() != Some(&sum_of(&bytes)) {
            let (staged, ()) = StagedFile::write_on(disk, &path, true, |out| out.write_all(&bytes))?;
            steps.push(staged.step(old));
            moving.push(staged);
        }
        if !steps.is_empty() {
            self.follow(&steps, moving)?;
        }
        sweep_copies(disk, &root, &list);
        Ok(())
    }

    /// Writes the journal, and follows it.
    fn follow(&self, steps: &[JournalStep], moving: Vec<StagedFile>) -> Result<(), DiskFailure> {
        let (disk, root) = (self.disk, self.root.as_path());
        let mut open = Vec::new();
        for step in steps {
            open.push(OpenStep::new(step, disk, root)?);
        }
        sync_folders_of(disk, root, moving.iter().map(StagedFile::place))?;
        let path = OutputPath::below(root, JOURNAL)?;
        let bytes = journal_bytes(steps);
        let (journal, ()) = StagedFile::write_on(disk, &path, true, |out| out.write_all(&bytes))?;
        journal.commit_or_drop()?;
        // From now on the journal knows of them, whatever becomes of this run.
        moving.into_iter().for_each(StagedFile::leave);
        place_all(disk, root, &mut open)
    }

    /// The step that takes a file away; `None` where it is not there, or is another one by a name in other letters.
    fn step_away(&self, name: &str) -> Result<Option<JournalStep>, DiskFailure> {
        let path = OutputPath::below(&self.root, name)?.without_links_on(self.disk)?;
        let names = path.parent().and_then(|folder| self.disk.names(folder).ok()).unwrap_or_default();
        if !path.file_name().is_some_and(|own| names.iter().any(|name| **name == *own)) {
            return Ok(None);
        }
        // On a disk that knows no capitals, the new file has the place of the old one.
        let lower = name.to_lowercase();
        let twin = self.staged.iter().map(StagedFile::name).find(|other| other.to_lowercase() == lower);
        if twin.is_some_and(|twin| !names.iter().any(|name| twin.ends_with(name.as_str()))) {
            return Ok(None);
        }
        let old = sum_there(self.disk, &path)?;
        let step = JournalStep { file: name.to_owned(), number: std::process::id(), old, new: None };
        Ok(Some(step))
    }

    /// Refuses two files whose names differ in capitals alone: on many disks they would be one.
    fn refuse_twins(&self) -> Result<(), DiskFailure> {
        let mut seen = BTreeSet::new();
        let same = self.same.iter().map(|(name, _)| name.as_str());
        for name in self.staged.iter().map(StagedFile::name).chain(same) {
            if !seen.insert(name.to_lowercase()) {
                let reason = "another file of this build has the same name, but for capitals";
                return Err(DiskFailure::refused(&self.root.join(name), reason, Remedy::Rename));
            }
        }
        Ok(())
    }
}

/// Does work on each thing of a list, so many at a time, and gives what came of it in the order of the list.
fn in_threads<I: Sync, T: Send>(
    threads: usize,
    list: &[I],
    work: impl Fn(&I) -> Result<T, DiskFailure> + Sync,
) -> Result<Vec<T>, DiskFailure> {
    if threads < 2 || list.len() < 2 {
        return list.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let places: Vec<Mutex<Option<Result<T, DiskFailure>>>> = list.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(list.len()) {
            scope.spawn(|| {
                while let Some((one, place)) = {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    list.get(turn).zip(places.get(turn))
                } {
                    let done = work(one);
                    if let Ok(mut place) = place.lock() {
                        *place = Some(done);
                    }
                }
            });
        }
    });
    places.into_iter().filter_map(|place| place.into_inner().ok().flatten()).collect()
}
