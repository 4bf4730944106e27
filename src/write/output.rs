//! `OutputPath`: a file below the folder that a run writes into. None leads out of that folder, whatever
//! its name is made of. It opens no file.

use std::path::{Component, Path, PathBuf};

use super::disk::{Disk, DiskEntry, REAL};
use crate::failure::{DiskFailure, Remedy};

/// A file or folder below the folder that a run writes into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OutputPath {
    root: PathBuf,
    inner: PathBuf,
}

impl OutputPath {
    /// A path below `root`, such as "reports/x/report.pdf".
    ///
    /// # Errors
    /// Where the name is blank, or leads out of `root` by `..` or from the top of a disk.
    pub(crate) fn below(root: &Path, name: impl AsRef<Path>) -> Result<Self, DiskFailure> {
        let inner = name.as_ref();
        let stays = inner.components().all(|part| matches!(part, Component::Normal(_)));
        if !stays || inner.as_os_str().is_empty() {
            let reason = format!("it does not lie below {}", root.display());
            return Err(DiskFailure::refused(&root.join(inner), reason, Remedy::Rename));
        }
        Ok(Self { root: root.to_owned(), inner: inner.to_owned() })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> PathBuf {
        self.root.join(&self.inner)
    }

    /// A file of that name in its folder.
    ///
    /// # Errors
    /// As for [`OutputPath::below`].
    pub(crate) fn beside(&self, name: impl AsRef<Path>) -> Result<Self, DiskFailure> {
        let folder = self.inner.parent().unwrap_or(Path::new(""));
        Self::below(&self.root, folder.join(name))
    }

    /// Its name below the root, with `/` between folders.
    pub(super) fn name(&self) -> String {
        let parts = self.inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        parts.collect::<Vec<_>>().join("/")
    }

    /// Where it is, for one who writes there.
    ///
    /// # Errors
    /// Where it, or a folder between it and the root, is a link: what is written there would lie
    /// somewhere else.
    pub(super) fn without_links(&self) -> Result<PathBuf, DiskFailure> {
        self.without_links_on(&REAL)
    }

    /// Where it is, for one who writes there, on a disk of any kind.
    ///
    /// # Errors
    /// As for [`OutputPath::without_links`].
    pub(super) fn without_links_on(&self, disk: &dyn Disk) -> Result<PathBuf, DiskFailure> {
        let mut path = self.root.clone();
        for part in self.inner.components() {
            path.push(part);
            if disk.kind(&path).is_ok_and(|kind| kind == Some(DiskEntry::Link)) {
                let reason = format!("{} is a link, which may lead to another place", path.display());
                return Err(DiskFailure::refused(&self.path(), reason, Remedy::DeleteLink));
            }
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let root = Path::new("out");
        for bad in ["", "..", "../x", "a/../../x", "/etc/x", "./../x"] {
            assert!(OutputPath::below(root, bad).is_err(), "{bad}");
        }
        let good = OutputPath::below(root, "reports/x/report.pdf").expect("below");
        assert_eq!(good.path(), root.join("reports/x/report.pdf"));
        assert_eq!(good.beside("trend.csv").expect("below").path(), root.join("reports/x/trend.csv"));
        assert!(good.beside("../../../trend.csv").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let top = tempfile::tempdir().expect("a folder");
        let (root, other) = (top.path().join("out"), top.path().join("other"));
        fs::create_dir_all(&root).expect("made");
        fs::create_dir_all(&other).expect("made");
        std::os::unix::fs::symlink(&other, root.join("reports")).expect("linked");
        std::os::unix::fs::symlink(other.join("x"), root.join("x.pdf")).expect("linked");
        for linked in ["reports/x/report.pdf", "x.pdf"] {
            let path = OutputPath::below(&root, linked).expect("below");
            assert!(path.without_links().is_err(), "{linked}");
        }
        assert!(OutputPath::below(&root, "packs/x.pdf").expect("below").without_links().is_ok());
    }
}
