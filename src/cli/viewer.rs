//! `Viewer`: the programs of the computer that show files, as `main` hands them in. It shows none itself.

use std::fmt::Debug;
use std::io;
use std::path::Path;

/// The programs of the computer that show files and folders: only `main` has them.
pub trait Viewer: Debug + Send + Sync {
    /// Shows a PDF, or a folder with its files.
    ///
    /// # Errors
    /// Where no program for it can be started, in words that can stand after a colon.
    fn show(&self, path: &Path) -> io::Result<()>;
}
