//! A file of a pack while the pack is being made: beside its place, with its sum and its pages. It
//! never takes its place by itself.

use std::io::{self, Write};

use crate::failure::DiskFailure;
use crate::write::{HashingWriter, OutputPath, StagedFile};

/// A file that is written.
pub(super) struct WrittenFile {
    /// Its name below the pack's folder.
    pub name: String,
    /// How many pages it has; none where it is no PDF.
    pub pages: usize,
    /// The sum of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What is to take its place, and the place; `None` where it is made only to see that it can be.
    pub waiting: Option<(OutputPath, StagedFile)>,
}

/// Writes a file beside `place`, or nowhere; `fill` gives its pages, and `None` where it has findings.
pub(super) fn write(
    name: &str,
    path: Option<OutputPath>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Option<usize>>,
) -> Result<Option<WrittenFile>, DiskFailure> {
    let (pages, sha256, waiting) = match path {
        Some(path) => {
            let (waiting, pages) = StagedFile::write(&path, false, fill)?;
            (pages, waiting.sum().to_owned(), Some((path, waiting)))
        }
        // Nothing is refused where nothing is written.
        None => {
            let mut nowhere = io::sink();
            let mut out = HashingWriter::new(&mut nowhere);
            (fill(&mut out).ok().flatten(), out.finish(), None)
        }
    };
    Ok(pages.map(|pages| WrittenFile { name: name.to_owned(), pages, sha256, waiting }))
}
