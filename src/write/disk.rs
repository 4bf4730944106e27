//! `Disk`: the few things that writing asks of a file system, so that a test can stop it at each of them. It
//! decides nothing.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::PIECE;

/// Kinds of things in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiskEntry {
    File,
    Folder,
    Link,
    /// A pipe or a device.
    Other,
}

/// A file system.
pub(super) trait Disk: Debug + Sync {
    /// The kind of what has a name, links not followed; `None` where nothing has it.
    fn kind(&self, path: &Path) -> io::Result<Option<DiskEntry>>;
    /// Makes a file, or empties the one that is there.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Write>>;
    /// Waits until the disk has the bytes of a file.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Gives the bytes of a file, piece by piece.
    fn read(&self, path: &Path, see: &mut dyn FnMut(&[u8])) -> io::Result<()>;
    /// Gives a file another name in its folder.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder with those above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the disk has the names in a folder.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// The names in a folder.
    fn names(&self, path: &Path) -> io::Result<Vec<String>>;
    /// How many files are waited for at a time.
    fn threads(&self) -> usize;
}

/// The file system of the machine.
#[derive(Debug)]
pub(super) struct RealDisk;

/// The one that every run writes to.
pub(super) static REAL: RealDisk = RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<DiskEntry>> {
        match fs::symlink_metadata(path) {
            Ok(meta) if meta.is_file() => Ok(Some(DiskEntry::File)),
            Ok(meta) if meta.is_dir() => Ok(Some(DiskEntry::Folder)),
            Ok(meta) if meta.is_symlink() => Ok(Some(DiskEntry::Link)),
            Ok(_) => Ok(Some(DiskEntry::Other)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write>> {
        Ok(Box::new(File::create(path)?))
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Windows lets only who may write wait for the disk.
        File::options().write(true).open(path)?.sync_all()
    }

    fn read(&self, path: &Path, see: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut file = File::open(path)?;
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => see(&piece[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows opens no folder, and some disks of a network wait for none.
        if cfg!(windows) {
            return Ok(());
        }
        match File::open(path)?.sync_all() {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            // A name that is no text is none of ours.
            names.extend(entry?.file_name().into_string());
        }
        names.sort();
        Ok(names)
    }

    fn threads(&self) -> usize {
        8
    }
}
