//! Files of the council's own that are corrected: all of them, or none. It never makes a file that is not there, and
//! never replaces one that is not as it was read.

use std::fs::{self, File};
use std::path::Path;

use super::{OutputPath, StagedFile, replace};
use crate::failure::{DiskFailure, Remedy};

/// A file that is to be replaced.
#[derive(Debug)]
pub(crate) struct ChangedFile {
    pub path: OutputPath,
    /// The bytes that it had when it was read.
    pub before: Vec<u8>,
    /// The bytes that it is to have.
    pub after: Vec<u8>,
}

/// Replaces files. Each is written beside its place first, and only when all are there do they take their places; a
/// reader finds the old file or the new one.
///
/// # Errors
/// Where a file is read-only, is a link, lies behind one, has changed since it was read, or cannot be written. All
/// files are as they were then.
pub(crate) fn replace_files(files: &[ChangedFile]) -> Result<(), DiskFailure> {
    let mut staged = Vec::new();
    for file in files {
        staged.push(stage(file).map_err(DiskFailure::fixed)?);
    }
    for (n, file) in staged.into_iter().enumerate() {
        // The others were staged a moment ago: an editor may have written since.
        let done = is_unchanged(&files[n]).and_then(|()| file.commit_or_drop());
        if let Err(refused) = done {
            for placed in &files[..n] {
                let _ = replace(&placed.path, &placed.before, true);
            }
            return Err(refused.fixed());
        }
    }
    Ok(())
}

/// Writes a file beside its place, with the rights of the one that is there.
fn stage(file: &ChangedFile) -> Result<StagedFile, DiskFailure> {
    let to_edit = |refused| DiskFailure { remedy: Remedy::EditTarget, ..refused };
    let path = file.path.without_links().map_err(to_edit)?;
    let rights = fs::metadata(&path).map_err(|error| DiskFailure::write(&path, &error))?.permissions();
    if rights.readonly() {
        return Err(DiskFailure::refused(&path, "it is read-only", Remedy::AskForLeave));
    }
    // What may not be written must not be replaced either, which its folder alone would allow.
    File::options().write(true).open(&path).map_err(|error| DiskFailure::write(&path, &error))?;
    is_unchanged(file)?;
    let (staged, ()) = StagedFile::write(&file.path, true, |out| out.write_all(&file.after))?;
    staged.keep_rights(rights).map_err(|error| DiskFailure::write(&path, &error))?;
    Ok(staged)
}

/// Whether a file is as it was read; a failure where it is not.
fn is_unchanged(file: &ChangedFile) -> Result<(), DiskFailure> {
    let path: &Path = &file.path.path();
    let now = fs::read(path).map_err(|error| DiskFailure::write(path, &error))?;
    if now == file.before {
        return Ok(());
    }
    let reason = "it has changed since it was read";
    Err(DiskFailure::refused(path, reason, Remedy::TryAgain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(root: &Path, name: &str, before: &str, after: &str) -> ChangedFile {
        let path = OutputPath::below(root, name).expect("below");
        ChangedFile { path, before: before.into(), after: after.into() }
    }

    #[test]
    fn all_files_are_replaced_or_none() {
        let top = tempfile::tempdir().expect("a folder");
        let (a, b) = (top.path().join("a.toml"), top.path().join("b.toml"));
        fs::write(&a, "a").expect("written");
        fs::write(&b, "b").expect("written");
        let both = [changed(top.path(), "a.toml", "a", "A"), changed(top.path(), "b.toml", "other", "B")];
        let refused = replace_files(&both).expect_err("it has changed");
        assert_eq!((refused.path.as_path(), refused.remedy), (b.as_path(), Remedy::TryAgain));
        assert_eq!(fs::read(&a).expect("a file"), b"a");
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 2);

        let both = [changed(top.path(), "a.toml", "a", "A"), changed(top.path(), "b.toml", "b", "B")];
        replace_files(&both).expect("replaced");
        assert_eq!(
            (fs::read(&a).expect("a file"), fs::read(&b).expect("a file")),
            (b"A".into(), b"B".into())
        );
        assert_eq!(fs::read_dir(top.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn read_only_files_are_refused_and_rights_are_kept() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("a.toml");
        fs::write(&path, "a").expect("written");
        let mut rights = fs::metadata(&path).expect("there").permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).expect("set");
        let one = [changed(top.path(), "a.toml", "a", "A")];
        let refused = replace_files(&one).expect_err("read-only");
        assert_eq!((refused.reason.as_str(), refused.movable), ("it is read-only", false));
        assert_eq!(fs::read(&path).expect("a file"), b"a");
        assert!(replace_files(&[changed(top.path(), "b.toml", "", "B")]).is_err(), "it is not there");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("a.toml");
        fs::write(&path, "a").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&path, top.path().join("b.toml")).expect("linked");
        let refused = replace_files(&[changed(top.path(), "b.toml", "a", "A")]).expect_err("a link");
        assert!(refused.reason.contains("is a link"), "{}", refused.reason);
        replace_files(&[changed(top.path(), "a.toml", "a", "A")]).expect("replaced");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    }
}
