//! `FakeDisk`: a disk in memory for tests, which is stopped at any operation, loses its power, is full, or holds
//! open files fast as Windows does. It keeps nothing on the real one.
//!
//! What is not yet waited for is lost with the power: the bytes of files, and names in folders. Of the folders,
//! some may have kept their names all the same; the test says which.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use super::disk::{Disk, DiskEntry};

/// Ways in which operations fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Nothing,
    /// This operation and all after it fail, as for a program that was killed.
    Killed(usize),
    /// This operation fails, and no other.
    Once(usize),
    /// From this operation on there is room for nothing new.
    Full(usize),
}

#[derive(Debug, Clone, Default)]
struct FakeFile {
    bytes: Vec<u8>,
    /// The bytes that a loss of power leaves.
    safe: Vec<u8>,
}

/// All that is on a disk.
#[derive(Debug, Clone)]
pub(super) struct Contents {
    files: Vec<FakeFile>,
    names: BTreeMap<PathBuf, usize>,
    /// The names that a loss of power leaves.
    safe_names: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    pub held: BTreeSet<PathBuf>,
    pub trouble: Trouble,
    /// Operations that have changed something, or were to.
    pub count: usize,
    /// Their names, for the order of them.
    pub log: Vec<String>,
}

#[derive(Debug)]
pub(super) struct FakeDisk(Mutex<Contents>);

impl FakeDisk {
    /// An empty disk, for as long as the tests run.
    pub(super) fn leaked() -> &'static Self {
        let contents = Contents {
            files: Vec::new(),
            names: BTreeMap::new(),
            safe_names: BTreeMap::new(),
            folders: BTreeSet::new(),
            held: BTreeSet::new(),
            trouble: Trouble::Nothing,
            count: 0,
            log: Vec::new(),
        };
        Box::leak(Box::new(Self(Mutex::new(contents))))
    }

    pub(super) fn open(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().expect("no panic")
    }

    /// Puts other contents on it, with that trouble ahead.
    pub(super) fn restore(&self, contents: &Contents, trouble: Trouble) {
        *self.open() = Contents { trouble, count: 0, log: Vec::new(), ..contents.clone() };
    }

    /// The files with their bytes.
    pub(super) fn everything(&self) -> BTreeMap<String, String> {
        let own = self.open();
        let shown = |path: &PathBuf| path.to_string_lossy().replace('\\', "/");
        let text = |n: &usize| String::from_utf8_lossy(&own.files[*n].bytes).into_owned();
        own.names.iter().map(|(path, n)| (shown(path), text(n))).collect()
    }

    /// Takes the power away: folders of which `keeps` is false have the names that were waited for.
    pub(super) fn lose_power(&self, keeps: impl Fn(&Path) -> bool) {
        let mut own = self.open();
        own.files.iter_mut().for_each(|file| file.bytes = file.safe.clone());
        let kept = |path: &PathBuf| keeps(path.parent().expect("a folder"));
        let live = own.names.clone().into_iter().filter(|(path, _)| kept(path));
        let safe = own.safe_names.clone().into_iter().filter(|(path, _)| !kept(path));
        own.names = live.chain(safe).collect();
    }

    /// Puts a file there, as somebody else does.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) {
        let mut own = self.open();
        let file = FakeFile { bytes: bytes.to_vec(), safe: bytes.to_vec() };
        own.files.push(file);
        let n = own.files.len() - 1;
        own.names.insert(path.into(), n);
        own.safe_names.insert(path.into(), n);
        own.folders.extend(Path::new(path).ancestors().skip(1).map(Path::to_path_buf));
    }

    /// Counts an operation, which may fail.
    fn begin(&self, name: &str, path: &Path, grows: bool) -> io::Result<MutexGuard<'_, Contents>> {
        let mut own = self.open();
        let n = own.count;
        own.count += 1;
        own.log.push(format!("{name} {}", path.display()));
        match own.trouble {
            Trouble::Killed(at) if n >= at => Err(io::Error::other("killed")),
            Trouble::Once(at) if n == at => Err(io::Error::other("once")),
            Trouble::Full(at) if n >= at && grows => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(own),
        }
    }
}

fn none() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Contents {
    fn free(&self, path: &Path) -> io::Result<()> {
        if self.held.contains(path) { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(()) }
    }
}

/// A file that is being written.
struct OpenFile {
    disk: &'static FakeDisk,
    path: PathBuf,
    file: usize,
}

impl Write for OpenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Half of it is there already where the rest fails.
        let half = bytes.len() / 2;
        self.disk.open().files[self.file].bytes.extend_from_slice(&bytes[..half]);
        let mut own = self.disk.begin("write", &self.path, true)?;
        own.files[self.file].bytes.extend_from_slice(&bytes[half..]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk for &'static FakeDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<DiskEntry>> {
        let own = self.open();
        let file = own.names.contains_key(path).then_some(DiskEntry::File);
        Ok(file.or_else(|| own.folders.contains(path).then_some(DiskEntry::Folder)))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Write>> {
        let mut own = self.begin("create", path, true)?;
        own.free(path)?;
        own.files.push(FakeFile::default());
        let file = own.files.len() - 1;
        own.names.insert(path.to_owned(), file);
        Ok(Box::new(OpenFile { disk: self, path: path.to_owned(), file }))
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        let mut own = self.begin("sync", path, true)?;
        let file = *own.names.get(path).ok_or_else(none)?;
        own.files[file].safe = own.files[file].bytes.clone();
        Ok(())
    }

    fn read(&self, path: &Path, see: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let own = self.open();
        see(&own.files[*own.names.get(path).ok_or_else(none)?].bytes);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        assert_eq!(from.parent(), to.parent(), "a file stays in its folder");
        let mut own = self.begin("rename", to, false)?;
        own.free(from)?;
        own.free(to)?;
        let file = own.names.remove(from).ok_or_else(none)?;
        own.names.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut own = self.begin("remove", path, false)?;
        own.free(path)?;
        own.names.remove(path).map(|_| ()).ok_or_else(none)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut own = self.begin("remove folder", path, false)?;
        own.folders.remove(path);
        own.safe_names.retain(|name, _| name.parent() != Some(path));
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        if self.open().folders.contains(path) {
            return Ok(());
        }
        let mut own = self.begin("make folder", path, true)?;
        own.folders.extend(path.ancestors().map(Path::to_path_buf));
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut own = self.begin("sync folder", path, false)?;
        let is_in = |name: &PathBuf| name.parent() == Some(path);
        own.safe_names.retain(|name, _| !is_in(name));
        let now: Vec<_> = own.names.clone().into_iter().filter(|(name, _)| is_in(name)).collect();
        own.safe_names.extend(now);
        Ok(())
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        let own = self.open();
        let all = own.names.keys().chain(&own.folders).filter(|name| name.parent() == Some(path));
        Ok(all.filter_map(|name| Some(name.file_name()?.to_string_lossy().into_owned())).collect())
    }

    fn threads(&self) -> usize {
        1
    }
}
