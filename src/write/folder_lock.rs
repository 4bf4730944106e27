//! A folder that one run at a time writes into: two would mix their files. It writes nothing into the file
//! by which it is held.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::OutputPath;
use super::disk::REAL;
use super::sum::sum_there;
use crate::failure::{DiskFailure, Failure};

/// So often the file is asked for again that another run has taken away.
const MOST_TURNS: usize = 1000;

/// The time after which a folder that another run holds is asked for again: too short to be noticed.
const TURN: Duration = Duration::from_millis(30);

/// The name of the file by which a folder is held.
const LOCK: &str = ".boardpack.lock";

/// A folder that is held until this is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    folder: PathBuf,
    path: PathBuf,
    /// Whether nobody else holds it: some disks cannot tell.
    sure: bool,
    _file: File,
}

/// Holds a folder, which is made where it is not there; so it is seen too whether it can be written, before
/// the long work. Where another run holds it, `waits` is told once, and then that run's end is waited for, as
/// long as `goes_on` lets it.
///
/// # Errors
/// Where the folder cannot be written, or `goes_on` stops the waiting.
pub(crate) fn lock_folder(
    folder: &Path,
    waits: &mut dyn FnMut(),
    goes_on: &dyn Fn() -> Result<(), Failure>,
) -> Result<FolderLock, Failure> {
    fs::create_dir_all(folder).map_err(|e| DiskFailure::write(folder, &e))?;
    let path = OutputPath::below(folder, LOCK)?.without_links()?;
    // A pipe would be waited for without end.
    sum_there(&REAL, &path)?;
    let mut told = false;
    for _ in 0..MOST_TURNS {
        let file = open(&path).map_err(|e| DiskFailure::write(&path, &e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if !told {
                    waits();
                }
                told = true;
                if !wait(&file, goes_on)? {
                    return Ok(FolderLock { folder: folder.to_owned(), path, sure: false, _file: file });
                }
            }
            Err(TryLockError::Error(_)) => {
                return Ok(FolderLock { folder: folder.to_owned(), path, sure: false, _file: file });
            }
        }
        // Who held the folder before has taken the file away: then this one holds nothing.
        if is_there(&file, &path) {
            return Ok(FolderLock { folder: folder.to_owned(), path, sure: true, _file: file });
        }
    }
    // On a disk that cannot tell one file from another, the last one is as good as any.
    let file = open(&path).map_err(|e| DiskFailure::write(&path, &e))?;
    Ok(FolderLock { folder: folder.to_owned(), path, sure: false, _file: file })
}

/// Opens the file, which is made where it is not there. It may be another user's, left by a run that was
/// broken off: to be held, it need not be written.
fn open(path: &Path) -> io::Result<File> {
    let made = File::options().write(true).create(true).truncate(false).open(path);
    made.or_else(
        |error| if error.kind() == io::ErrorKind::PermissionDenied { File::open(path) } else { Err(error) },
    )
}

/// Waits until nobody else holds a file, and holds it. The system's own way of waiting would not let a run
/// be stopped. False where it cannot be known who holds it.
fn wait(file: &File, goes_on: &dyn Fn() -> Result<(), Failure>) -> Result<bool, Failure> {
    loop {
        goes_on()?;
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => sleep(TURN),
            Err(TryLockError::Error(_)) => return Ok(false),
        }
    }
}

/// Whether a file still has its name.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let both = file.metadata().and_then(|own| Ok((own, fs::metadata(path)?)));
    both.is_ok_and(|(own, there)| (own.dev(), own.ino()) == (there.dev(), there.ino()))
}

/// Whether a file still has its name, as far as can be told.
#[cfg(not(unix))]
fn is_there(_: &File, path: &Path) -> bool {
    path.exists()
}

impl FolderLock {
    /// The folder that is held.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether no other run can write into the folder.
    pub(crate) fn is_sure(&self) -> bool {
        self.sure
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Windows cannot tell whether others wait with the file: there it stays.
        if self.sure && cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn one_at_a_time_holds_a_folder_and_leaves_nothing_in_it() {
        let top = tempfile::tempdir().expect("a folder");
        let folder = top.path().join("out");
        let (inside, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let held = lock_folder(&folder, &mut || (), &|| Ok(())).expect("held");
                    assert!(held.is_sure());
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two hold it");
                    thread::sleep(std::time::Duration::from_millis(3));
                    inside.fetch_sub(1, Ordering::SeqCst);
                    done.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(done.into_inner(), 8);
        assert!(!cfg!(unix) || fs::read_dir(&folder).expect("a folder").count() == 0);
    }

    #[test]
    fn who_waits_hears_of_it_once() {
        let top = tempfile::tempdir().expect("a folder");
        let first = lock_folder(top.path(), &mut || panic!("nobody holds it"), &|| Ok(())).expect("held");
        let told = AtomicUsize::new(0);
        let tell = || {
            told.fetch_add(1, Ordering::SeqCst);
        };
        thread::scope(|scope| {
            let second = scope.spawn(|| lock_folder(top.path(), &mut { tell }, &|| Ok(())).is_ok());
            while told.load(Ordering::SeqCst) == 0 {
                thread::yield_now();
            }
            drop(first);
            assert!(second.join().expect("no panic"));
        });
        assert_eq!(told.into_inner(), 1);
    }

    #[test]
    fn who_waits_can_be_stopped() {
        let top = tempfile::tempdir().expect("a folder");
        let _first = lock_folder(top.path(), &mut || (), &|| Ok(())).expect("held");
        let turns = AtomicUsize::new(0);
        let three =
            || if turns.fetch_add(1, Ordering::SeqCst) < 3 { Ok(()) } else { Err(Failure::stopped()) };
        assert_eq!(lock_folder(top.path(), &mut || (), &three).err(), Some(Failure::stopped()));
        assert_eq!(turns.into_inner(), 4);
    }
}
