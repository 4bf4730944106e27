//! Sums of bytes (SHA-256) as hexadecimal digits: of what is written on its way, and of what is there. It opens
//! files through a `Disk` alone.

use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::disk::{Disk, DiskEntry};
use crate::failure::{DiskFailure, Remedy};

/// A sum in hexadecimal digits.
pub(crate) fn digits(sum: &[u8]) -> String {
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The sum of bytes.
pub(crate) fn sum_of(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// Sums what goes through it.
pub(crate) struct HashingWriter<'a> {
    out: &'a mut dyn Write,
    sum: Sha256,
}

impl<'a> HashingWriter<'a> {
    /// One that has seen nothing yet.
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, sum: Sha256::new() }
    }

    /// The sum of all that went through.
    pub(crate) fn finish(self) -> String {
        digits(&self.sum.finalize())
    }
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

/// The sum of a file; `None` where there is none.
///
/// # Errors
/// Where it cannot be read, or what has its name is no file: a pipe would be waited for without end.
pub(super) fn sum_there(disk: &dyn Disk, path: &Path) -> Result<Option<String>, DiskFailure> {
    match disk.kind(path).map_err(|error| DiskFailure::read(path, &error))? {
        None => Ok(None),
        Some(DiskEntry::File) => {
            let mut sum = Sha256::new();
            let read = disk.read(path, &mut |piece| sum.update(piece));
            read.map_err(|error| DiskFailure::read(path, &error))?;
            Ok(Some(digits(&sum.finalize())))
        }
        Some(DiskEntry::Folder) => {
            Err(DiskFailure::refused(path, "a folder of that name is there", Remedy::MoveFolder))
        }
        Some(DiskEntry::Link | DiskEntry::Other) => {
            let reason = "what has that name is no file, but a link, a pipe or a device";
            Err(DiskFailure::refused(path, reason, Remedy::MoveAway))
        }
    }
}
