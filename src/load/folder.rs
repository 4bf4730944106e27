//! `Folder`: the council's folder, the only way to read a file. It never follows a path that leads out of the
//! project, and never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest TOML or CSV file that is read, in bytes.
pub(super) const LARGEST_TEXT: u64 = 8 << 20;
/// The largest image or workbook that is read, in bytes.
pub(super) const LARGEST_BINARY: u64 = 64 << 20;

/// A council's folder, by its real path.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    held: Option<BTreeMap<String, Vec<u8>>>,
    /// Files that are read as they would be once they are corrected.
    corrected: BTreeMap<String, Vec<u8>>,
}

/// The parts of a council's folder that belong to its house style and not to a paper.
const OF_STYLE: [&str; 2] = ["templates", "fonts"];

/// The reason why a file was not read.
#[derive(Debug)]
pub enum FileRefusal {
    /// A path from the top of a disk: `/etc/passwd`, `C:\x`, `\\server\x`.
    Absolute,
    /// A path written with `\`.
    Backslash,
    /// A path that leads out of the folder by `..`.
    Outside,
    /// A path that leads out of the folder by a link.
    Link,
    /// A file larger than this many bytes.
    TooLarge(u64),
    /// A path that leads to a folder, a pipe or a device.
    NotAFile,
    /// An error of the system.
    Io(io::Error),
}

impl Folder {
    /// Opens a council's folder.
    ///
    /// # Errors
    /// An error of the system where the folder cannot be read.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self { root: fs::canonicalize(root)?, held: None, corrected: BTreeMap::new() })
    }

    /// Makes a folder that has these files in place of all that are not its house style's, as if they lay
    /// there: a specimen is made of them. Their paths are those in the council's folder.
    #[must_use]
    pub fn holding(&self, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { root: self.root.clone(), held: Some(files), corrected: BTreeMap::new() }
    }

    /// Has a file read with these bytes in place of its own, which stay on the disk as they are.
    pub(crate) fn correct(&mut self, path: &str, bytes: Vec<u8>) {
        self.corrected.insert(path.to_owned(), bytes);
    }

    /// Reads a TOML file as it is now, corrections and all, with its byte-order mark where it has one.
    ///
    /// # Errors
    /// As for [`Folder::read`].
    pub(crate) fn read_toml(&self, path: &str) -> Result<Vec<u8>, FileRefusal> {
        self.read(path, LARGEST_TEXT)
    }

    /// The files that stand in for those of the disk at a path; `None` where the disk is read.
    fn held(&self, path: &str) -> Option<&BTreeMap<String, Vec<u8>>> {
        let of_style = OF_STYLE.iter().any(|part| path.split('/').next() == Some(part));
        self.held.as_ref().filter(|_| !of_style)
    }

    /// The nearest folder at or above `start` that holds a `council.toml`.
    pub fn find(start: &Path) -> Option<PathBuf> {
        let start = fs::canonicalize(start).ok()?;
        start.ancestors().find(|p| p.join("council.toml").is_file()).map(Path::to_path_buf)
    }

    /// The folder's real path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a file by its path in the council's folder, at most `largest` bytes.
    ///
    /// # Errors
    /// Any [`FileRefusal`]: where the path leads out, or there is no file, none of its kind, or too large a
    /// one.
    pub fn read(&self, path: &str, largest: u64) -> Result<Vec<u8>, FileRefusal> {
        if let Some(held) = self.held(path) {
            let found = held.get(path).cloned();
            return found.ok_or_else(|| FileRefusal::Io(io::ErrorKind::NotFound.into()));
        }
        if let Some(corrected) = self.corrected.get(path) {
            return Ok(corrected.clone());
        }
        let real = self.resolve(path)?;
        let meta = fs::metadata(&real).map_err(FileRefusal::Io)?;
        if !meta.is_file() {
            return Err(FileRefusal::NotAFile);
        }
        if meta.len() > largest {
            return Err(FileRefusal::TooLarge(largest));
        }
        fs::read(&real).map_err(FileRefusal::Io)
    }

    /// Whether there is a file at a path in the council's folder. A link that leads out counts, so that
    /// reading it says so.
    pub fn has(&self, path: &str) -> bool {
        if let Some(held) = self.held(path) {
            return held.contains_key(path);
        }
        match self.resolve(path) {
            Ok(real) => real.is_file(),
            Err(refusal) => matches!(refusal, FileRefusal::Link),
        }
    }

    /// The names in a folder of the council's, sorted; empty where there is no such folder.
    ///
    /// # Errors
    /// A [`FileRefusal`] where the folder is there and cannot be read.
    pub fn list(&self, path: &str) -> Result<Vec<String>, FileRefusal> {
        if let Some(held) = self.held(path) {
            let below = held.keys().filter_map(|name| name.strip_prefix(path)?.strip_prefix('/'));
            let names: BTreeSet<&str> = below.filter_map(|rest| rest.split('/').next()).collect();
            return Ok(names.into_iter().map(str::to_owned).collect());
        }
        let real = match self.resolve(path) {
            Ok(real) => real,
            Err(FileRefusal::Io(e)) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(refusal) => return Err(refusal),
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(real).map_err(FileRefusal::Io)? {
            let name = entry.map_err(FileRefusal::Io)?.file_name();
            names.extend(name.to_str().map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// The real path, which is sure to lie in the council's folder.
    fn resolve(&self, path: &str) -> Result<PathBuf, FileRefusal> {
        check(path)?;
        let joined = self.root.join(path);
        let real = fs::canonicalize(&joined).map_err(FileRefusal::Io)?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(FileRefusal::Link) }
    }
}

/// Joins the folder of the file `from` with the path `to` that was typed in it.
///
/// # Errors
/// A [`FileRefusal`] where `to` is absolute, uses `\`, or leads out of the project.
pub(super) fn beside(from: &str, to: &str) -> Result<String, FileRefusal> {
    if to.starts_with('/') || to.starts_with("\\\\") || to.as_bytes().get(1) == Some(&b':') {
        return Err(FileRefusal::Absolute);
    }
    if to.contains('\\') {
        return Err(FileRefusal::Backslash);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(FileRefusal::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

fn check(path: &str) -> Result<(), FileRefusal> {
    match beside("", path) {
        Ok(clean) if clean == path.trim_end_matches('/') || path == "." => Ok(()),
        Ok(_) => Err(FileRefusal::Outside),
        Err(refusal) => Err(refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_inside_the_project() {
        let join = |to| beside("reports/a/report.toml", to);
        assert_eq!(join("x.csv").ok().as_deref(), Some("reports/a/x.csv"));
        assert_eq!(join("../../shared/x.csv").ok().as_deref(), Some("shared/x.csv"));
        assert!(matches!(join("../../../x.csv"), Err(FileRefusal::Outside)));
        assert!(matches!(join("/etc/passwd"), Err(FileRefusal::Absolute)));
        assert!(matches!(join("C:/x.csv"), Err(FileRefusal::Absolute)));
        assert!(matches!(join("C:\\x.csv"), Err(FileRefusal::Absolute)));
        assert!(matches!(join("a\\x.csv"), Err(FileRefusal::Backslash)));
    }
}
