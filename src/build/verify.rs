//! What was built, held against the sums of its lists: the manifest of each pack, and the list of all files that the
//! journal keeps. It changes nothing, and builds nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{MANIFEST, Manifest, is_intact};
use crate::failure::DiskFailure;
use crate::write::{self, FileList, JOURNAL, LIST};

/// How deep folders are gone through below the one that is verified.
const DEEPEST: usize = 16;

/// A folder that was built, with what became of its files since.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct VerifiedFolder {
    /// Names of files that are as they were built.
    pub as_built: Vec<String>,
    /// Names of files that have changed since.
    pub changed: Vec<String>,
    /// Names of files that are missing.
    pub missing: Vec<String>,
    /// Names of PDFs in a pack's folder that are no part of the pack.
    pub not_part: Vec<String>,
}

/// What was found of all that was built.
#[derive(Debug, Default)]
pub(crate) struct Verification {
    /// The folders, by their paths.
    pub folders: BTreeMap<PathBuf, VerifiedFolder>,
    /// Folders in which a build was broken off while it wrote.
    pub interrupted: BTreeSet<PathBuf>,
}

impl Verification {
    /// True where every file is as it was built, and there are no others.
    pub(crate) fn is_as_built(&self) -> bool {
        let has = |folder: &VerifiedFolder| {
            folder.changed.is_empty() && folder.missing.is_empty() && folder.not_part.is_empty()
        };
        self.interrupted.is_empty() && self.folders.values().all(has)
    }
}

/// Verifies a pack's folder, one that builds write into, or any folder above or below.
///
/// # Errors
/// Where it cannot be read, or nothing in it was built by a build that kept sums.
pub(crate) fn verify(folder: &Path) -> Result<Verification, DiskFailure> {
    if write::list_folder(folder).is_none() {
        let kind = if folder.exists() { io::ErrorKind::PermissionDenied } else { io::ErrorKind::NotFound };
        return Err(DiskFailure::read(folder, &kind.into()));
    }
    let mut records = Records::default();
    // The list of all files lies above the folder of a paper or pack.
    for above in folder.ancestors().skip(1) {
        records.add_list(above);
        if write::is_file(&above.join("council.toml")) {
            break;
        }
    }
    records.collect(folder, DEEPEST);
    records.sums.retain(|file, _| file.starts_with(folder));
    if records.sums.is_empty() && records.interrupted.is_empty() {
        let error = io::Error::other("nothing that boardpack built lies there");
        return Err(DiskFailure::read(folder, &error));
    }
    Ok(records.verify())
}

/// The sums of files as they were built.
#[derive(Default)]
struct Records {
    sums: BTreeMap<PathBuf, String>,
    /// The folders of packs.
    packs: BTreeSet<PathBuf>,
    interrupted: BTreeSet<PathBuf>,
}

impl Records {
    fn add_list(&mut self, folder: &Path) {
        if write::is_there(&folder.join(JOURNAL)) {
            self.interrupted.insert(folder.to_owned());
        }
        let list = write::read_back(&folder.join(LIST)).and_then(|bytes| FileList::parse(&bytes));
        for (file, sum) in list.iter().flat_map(FileList::files) {
            self.sums.insert(folder.join(file), sum.clone());
        }
    }

    fn add_manifest(&mut self, folder: &Path) {
        let bytes = write::read_back(&folder.join(MANIFEST));
        let manifest: Option<Manifest> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(manifest) = manifest else { return };
        self.packs.insert(folder.to_owned());
        for file in manifest.files.into_iter().filter(|file| Path::new(&file.file).components().count() == 1)
        {
            // A manifest that somebody has changed does not decide.
            self.sums.entry(folder.join(file.file)).or_insert(file.sha256);
        }
    }

    fn collect(&mut self, folder: &Path, depth: usize) {
        self.add_list(folder);
        self.add_manifest(folder);
        let Some((folders, _)) = write::list_folder(folder).filter(|_| depth > 0) else { return };
        for name in folders {
            self.collect(&folder.join(name), depth - 1);
        }
    }

    fn verify(self) -> Verification {
        let mut folders: BTreeMap<PathBuf, VerifiedFolder> = BTreeMap::new();
        for (file, sum) in &self.sums {
            let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { continue };
            let name = name.to_string_lossy().into_owned();
            let found = folders.entry(folder.to_owned()).or_default();
            match (write::is_there(file), is_intact(file, sum)) {
                (_, true) => found.as_built.push(name),
                (true, false) => found.changed.push(name),
                (false, false) => found.missing.push(name),
            }
        }
        for pack in self.packs {
            let (_, files) = write::list_folder(&pack).unwrap_or_default();
            let is_other = |name: &String| {
                name.to_lowercase().ends_with(".pdf") && !self.sums.contains_key(&pack.join(name))
            };
            let others = files.into_iter().filter(is_other).collect();
            folders.entry(pack.clone()).or_default().not_part = others;
        }
        Verification { folders, interrupted: self.interrupted }
    }
}
