//! The manifest of a pack: its files, items and page ranges for a committee system, and what it was
//! made from, by which a later run sees that nothing has changed. It writes no file.
//!
//! A pack that has not changed is left alone: the manifest says what its files were made from (the sources
//! that Typst would get, the council's own fonts, and the mark that `build.rs` gives the program) and their
//! sums; where both are as they would be, nothing is laid out. What an item that is gone has left is removed,
//! since it is easily sent out with the rest; only files that the old manifest names are.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::typeset::{Engine, PackSource, Source};
use crate::write::{self, digits};

/// The name of its file.
pub(super) const MANIFEST: &str = "manifest.json";

/// A pack as it was built.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The title of the whole.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
    /// Every file but the manifest.
    pub files: Vec<ManifestFile>,
    /// The items of the agenda, those below others too.
    pub items: Vec<ManifestItem>,
    /// The sum of all that it was made from: papers, house style, program.
    pub made_from: String,
}

/// A file of a pack.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ManifestFile {
    /// Its name.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
    /// The sum of its bytes.
    pub sha256: String,
}

/// An item of a pack.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ManifestItem {
    /// Its whole number: "8(a)".
    pub number: String,
    /// Its title.
    pub title: String,
    /// First and last page in the pack; none where it has no paper.
    pub pages: Option<[usize; 2]>,
    /// Its own file.
    pub file: Option<String>,
}

impl Manifest {
    /// The file's bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        text
    }
}

/// Whether a folder has a pack that was made from the same, and every file of it is as it was built.
pub(super) fn unchanged(folder: &Path, made_from: &str) -> bool {
    last(folder).is_some_and(|manifest| {
        manifest.made_from == made_from && manifest.files.iter().all(|file| file.intact(folder))
    })
}

/// The manifest of the last build in a folder.
fn last(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&write::read_back(&folder.join(MANIFEST))?).ok()
}

/// The files that an earlier build left in a folder, and that are none of those to be written: by the
/// manifest there, and as they were built.
pub(super) fn left_over<'a>(folder: &Path, new: impl Iterator<Item = &'a str>) -> Vec<String> {
    let new: Vec<&str> = new.collect();
    let Some(old) = last(folder) else { return Vec::new() };
    // A name that leads elsewhere was not written by a build.
    let ours = |file: &ManifestFile| {
        !new.contains(&file.file.as_str())
            && Path::new(&file.file).components().count() == 1
            && !file.file.starts_with('.')
            && file.intact(folder)
    };
    old.files.into_iter().filter(ours).map(|file| file.file).collect()
}

impl ManifestFile {
    /// Whether it is there as it was built.
    fn intact(&self, folder: &Path) -> bool {
        is_intact(&folder.join(&self.file), &self.sha256)
    }
}

/// Whether a file is there and has that sum.
pub(super) fn is_intact(path: &Path, sha256: &str) -> bool {
    let mut sum = Sha256::new();
    write::read_through(path, &mut |piece| sum.update(piece)) && digits(&sum.finalize()) == sha256
}

/// The sum of all that decides what a pack's files hold: every source, the council's fonts, and the program
/// itself.
pub(super) fn made_from(pack: &PackSource, engine: &Engine) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        // With its length, so that no two lists of parts run together to the same bytes.
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(env!("BOARDPACK_SOURCES").as_bytes());
    add(pack.running.as_bytes());
    engine.own_fonts().for_each(&mut add);
    let mut add_source = |source: &Source| {
        add(source.id.as_bytes());
        for (name, bytes) in &source.files {
            add(name.as_bytes());
            add(bytes);
        }
        add(source.fields.as_bytes());
        for kept in &source.attachment_pages {
            add(&kept.attachment.sum());
            add(format!("{} {:?} {:?}", kept.title, kept.pages, kept.described).as_bytes());
        }
    };
    add_source(&pack.agenda);
    pack.items.iter().flat_map(|item| &item.papers).for_each(|paper| add_source(&paper.source));
    for item in &pack.items {
        add(item.stamp.as_bytes());
        item.papers.iter().for_each(|paper| add(paper.key.as_bytes()));
    }
    digits(&hash.finalize())
}
