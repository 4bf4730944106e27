//! A file of a pack while the pack is being made: beside its place, with its sum and its pages. It
//! never takes its place by itself.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::manifest::digits;
use crate::failure::DiskFailure;
use crate::write::{OutputPath, StagedFile};

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

/// Writes a file beside `place`, or nowhere; `fill` gives its pages, and `None` where it has findings. For
/// `pack.pdf` the disk is waited for: the other files can be made again from the same pages.
pub(super) fn write(
    name: &str,
    path: Option<OutputPath>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<Option<usize>>,
) -> Result<Option<WrittenFile>, DiskFailure> {
    let wait = name.starts_with("pack.");
    let fill = |out: &mut dyn Write| {
        let mut out = HashingWriter { out, sum: Sha256::new() };
        let pages = fill(&mut out)?;
        Ok(pages.map(|pages| (pages, digits(&out.sum.finalize()))))
    };
    let (made, waiting) = match path {
        Some(path) => {
            let (waiting, made) = StagedFile::write(&path, wait, fill)?;
            (made, Some((path, waiting)))
        }
        // Nothing is refused where nothing is written.
        None => (fill(&mut io::sink()).ok().flatten(), None),
    };
    Ok(made.map(|(pages, sha256)| WrittenFile { name: name.to_owned(), pages, sha256, waiting }))
}

/// Sums what goes through it.
struct HashingWriter<'a> {
    out: &'a mut dyn Write,
    sum: Sha256,
}

impl Write for HashingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
