//! `FileList`: every file that builds have written below a folder, with its sum (`.boardpack.files.json`). The
//! journal keeps it, so that it never speaks of files that have not their places.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, DiskEntry};

/// The name of its file.
pub(crate) const LIST: &str = ".boardpack.files.json";

/// Files below a folder, with `/` between folders, and their SHA-256 sums.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct FileList {
    format: u32,
    files: BTreeMap<String, String>,
}

impl FileList {
    /// The list of a folder; an empty one where there is none that can be read.
    pub(super) fn read(disk: &dyn Disk, root: &Path) -> Self {
        let path = root.join(LIST);
        let mut bytes = Vec::new();
        let is_read = disk.kind(&path).is_ok_and(|kind| kind == Some(DiskEntry::File))
            && disk.read(&path, &mut |piece| bytes.extend_from_slice(piece)).is_ok();
        let list = if is_read { Self::parse(&bytes) } else { None };
        list.unwrap_or_else(|| Self { format: 1, files: BTreeMap::new() })
    }

    /// The list that a file holds; `None` where it is none.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|list| list.format == 1)
    }

    pub(super) fn insert(&mut self, name: &str, sum: &str) {
        self.files.insert(name.to_owned(), sum.to_owned());
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.files.remove(name);
    }

    /// The files with their sums, in order.
    pub(crate) fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
