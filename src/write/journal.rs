//! `Journal`: the files of a run that take their places together, with the sums of old and new, as a file in the
//! folder that is written to (`.boardpack.journal`). It moves no file of the run.
//!
//! Its first line names the form and the sum of the rest, so that half a journal is never followed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, DiskEntry};
use super::output::OutputPath;
use super::sibling;
use super::sum::sum_of;
use crate::failure::{DiskFailure, Remedy};

/// The name of its file.
pub(crate) const JOURNAL: &str = ".boardpack.journal";

/// The beginning of its first line.
const HEAD: &str = "boardpack journal 1 ";

/// One file that is replaced, new, or to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JournalStep {
    /// Below the folder, with `/` between folders.
    pub file: String,
    /// The number in the names of the files beside it.
    pub number: u32,
    /// The sum of the file that is there; `None` where there is none.
    pub old: Option<String>,
    /// The sum of the new file; `None` where the file is to go.
    pub new: Option<String>,
}

/// Where a step's files lie.
#[derive(Debug)]
pub(super) struct StepPaths {
    pub place: PathBuf,
    /// The new file, until it has its place.
    pub part: PathBuf,
    /// The old file, until all new ones have theirs.
    pub kept: PathBuf,
}

impl JournalStep {
    /// Where its files lie below `root`.
    ///
    /// # Errors
    /// Where its name leads out of `root`, or a link is on the way.
    pub(super) fn paths(&self, disk: &dyn Disk, root: &Path) -> Result<StepPaths, DiskFailure> {
        let place = OutputPath::below(root, &self.file)?.without_links_on(disk)?;
        Ok(StepPaths {
            part: sibling(&place, ".", &format!(".{}.part", self.number)),
            kept: sibling(&place, ".", &format!(".{}.old", self.number)),
            place,
        })
    }
}

/// The bytes of a journal.
pub(super) fn journal_bytes(steps: &[JournalStep]) -> Vec<u8> {
    let body = serde_json::to_string_pretty(steps).unwrap_or_default();
    format!("{HEAD}{}\n{body}\n", sum_of(body.as_bytes())).into_bytes()
}

/// The journal of a run that was broken off; `None` where there is none.
///
/// # Errors
/// Where it cannot be read, or is none of ours.
pub(super) fn read_journal(disk: &dyn Disk, root: &Path) -> Result<Option<Vec<JournalStep>>, DiskFailure> {
    let path = root.join(JOURNAL);
    let foreign = || {
        let reason = "it is no journal that this boardpack can follow";
        DiskFailure::refused(&path, reason, Remedy::DeleteJournal)
    };
    match disk.kind(&path).map_err(|error| DiskFailure::read(&path, &error))? {
        None => return Ok(None),
        Some(DiskEntry::File) => {}
        Some(_) => return Err(foreign()),
    }
    let mut bytes = Vec::new();
    let read = disk.read(&path, &mut |piece| bytes.extend_from_slice(piece));
    read.map_err(|error| DiskFailure::read(&path, &error))?;
    parse(&bytes).ok_or_else(foreign).map(Some)
}

fn parse(bytes: &[u8]) -> Option<Vec<JournalStep>> {
    let (sum, body) = std::str::from_utf8(bytes).ok()?.strip_prefix(HEAD)?.split_once('\n')?;
    let body = body.strip_suffix('\n')?;
    (sum_of(body.as_bytes()) == sum).then(|| serde_json::from_str(body).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_journal_is_read() {
        let steps = vec![
            JournalStep { file: "a/x.pdf".into(), number: 7, old: None, new: Some("1".into()) },
            JournalStep { file: "a/y.pdf".into(), number: 7, old: Some("2".into()), new: None },
        ];
        let bytes = journal_bytes(&steps);
        assert_eq!(parse(&bytes), Some(steps));
        for end in 0..bytes.len() {
            assert_eq!(parse(&bytes[..end]), None, "{end}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(parse(&changed), None, "{at}");
        }
    }
}
