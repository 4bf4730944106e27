//! What the system said of a file that cannot be read or written, and what to do about it. It touches no
//! file.

use std::io;
use std::path::{Path, PathBuf};

use super::Explanation;

/// A file or folder that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskFailure {
    /// The file or folder.
    pub path: PathBuf,
    /// The access that failed.
    pub access: Access,
    /// The words of the system, or what was found there.
    pub reason: String,
    /// The way out.
    pub remedy: Remedy,
    /// True where another folder may be chosen with `--out`.
    pub movable: bool,
}

/// Ways of using a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To read it.
    Read,
    /// To write it.
    Write,
}

/// Ways out where a file cannot be read or written, by what stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// The system refuses it.
    AskForLeave,
    /// The disk is full.
    MakeRoom,
    /// A file stands where a folder is needed.
    MoveFile,
    /// A folder stands where the file goes.
    MoveFolder,
    /// A link, pipe or device stands where the file goes.
    MoveAway,
    /// Nothing but all of what was built can be made again.
    DeleteJournal,
    /// The file is there, and is not replaced.
    LeaveFile,
    /// The name leads out of its folder.
    Rename,
    /// A link stands there.
    DeleteLink,
    /// A link stands where a file is to be corrected.
    EditTarget,
    /// The file has changed since it was read.
    TryAgain,
    /// Another program holds it open.
    CloseReader,
    /// The name may be misspelt.
    CheckName,
    /// Nothing more is known.
    Look,
}

impl DiskFailure {
    /// A file that cannot be written, as the system said.
    pub fn write(path: &Path, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Remedy::AskForLeave,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Remedy::MakeRoom,
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Remedy::MoveFile,
            io::ErrorKind::IsADirectory => Remedy::MoveFolder,
            _ => Remedy::Look,
        };
        Self {
            path: path.to_owned(),
            access: Access::Write,
            reason: match remedy {
                Remedy::MoveFile => "a file of that name is there, and a folder is needed".to_owned(),
                Remedy::MoveFolder => "a folder of that name is there".to_owned(),
                Remedy::AskForLeave => "you may not write there".to_owned(),
                Remedy::MakeRoom => "the disk is full".to_owned(),
                _ => system_words(error),
            },
            remedy,
            movable: true,
        }
    }

    /// A file that cannot be written, for a reason that was found in its place.
    pub fn refused(path: &Path, reason: impl Into<String>, remedy: Remedy) -> Self {
        Self { path: path.to_owned(), access: Access::Write, reason: reason.into(), remedy, movable: true }
    }

    /// A file or folder that cannot be read, as the system said.
    pub fn read(path: &Path, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied => Remedy::AskForLeave,
            io::ErrorKind::NotFound => Remedy::CheckName,
            _ => Remedy::Look,
        };
        Self {
            path: path.to_owned(),
            access: Access::Read,
            reason: match error.kind() {
                io::ErrorKind::NotFound => "it is not there".to_owned(),
                io::ErrorKind::PermissionDenied => "you may not open it".to_owned(),
                _ => system_words(error),
            },
            remedy,
            movable: false,
        }
    }

    /// A failure of a file that has its place and no other: `--out` is no way out.
    #[must_use]
    pub fn fixed(self) -> Self {
        Self { movable: false, ..self }
    }

    /// The message for people.
    pub fn explanation(&self) -> Explanation {
        let tried = match self.access {
            Access::Read => "read",
            Access::Write => "written",
        };
        let message = format!("{} cannot be {tried}: {}", plain_path(&self.path), self.reason);
        Explanation::new(message).hint(self.hint())
    }

    fn hint(&self) -> String {
        let another = if self.movable { ", or name another folder with --out" } else { "" };
        match self.remedy {
            Remedy::AskForLeave => match self.access {
                Access::Read => "ask for leave to read it".to_owned(),
                Access::Write => format!("ask for leave to write there{another}"),
            },
            Remedy::MakeRoom => "make room on the disk, and try again".to_owned(),
            Remedy::MoveFile => format!("a file stands where a folder is needed: move it away{another}"),
            Remedy::MoveFolder => "a folder stands where the file goes: move it away".to_owned(),
            Remedy::MoveAway => format!("move away what has that name{another}"),
            Remedy::DeleteJournal => {
                "delete this file, and build again: all that was built there is made anew".to_owned()
            }
            Remedy::LeaveFile => "the file is there already: look at it, or move it away".to_owned(),
            Remedy::Rename => "give what it is named after another name, of letters, digits and _".to_owned(),
            Remedy::DeleteLink => {
                "delete the link: a folder or file of that name is made in its place".to_owned()
            }
            Remedy::EditTarget => {
                "correct the file that it leads to by hand, or put the file itself in the place of the link"
                    .to_owned()
            }
            Remedy::TryAgain => "save it in your editor, and type the command again".to_owned(),
            Remedy::CloseReader => "close it there and build again".to_owned(),
            Remedy::CheckName => {
                "see whether its name is spelt right, and which folder you are in".to_owned()
            }
            Remedy::Look => match (self.access, self.movable) {
                (Access::Read, _) => "see whether it opens in another program".to_owned(),
                (Access::Write, true) => "look at the folder, or name another one with --out".to_owned(),
                (Access::Write, false) => "look at the folder".to_owned(),
            },
        }
    }
}

/// What the system says, without the number that it has for it.
fn system_words(error: &io::Error) -> String {
    let said = error.to_string();
    said.split(" (os error").next().unwrap_or(&said).to_owned()
}

/// A path as people know it: Windows puts `\\?\` before the real path of a folder, and `\\?\UNC\` in place of the
/// first two strokes of one on a network.
pub(crate) fn plain_path(path: &Path) -> String {
    let shown = path.display().to_string();
    match (shown.strip_prefix(r"\\?\UNC\"), shown.strip_prefix(r"\\?\")) {
        (Some(share), _) => format!(r"\\{share}"),
        (None, Some(plain)) => plain.to_owned(),
        (None, None) => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_as_people_know_it() {
        let plain = |path: &str| plain_path(Path::new(path));
        assert_eq!(plain(r"\\?\C:\papers\out"), r"C:\papers\out");
        assert_eq!(plain(r"\\?\UNC\server\share\out"), r"\\server\share\out");
        assert_eq!(plain("/papers/out"), "/papers/out");
    }

    #[test]
    fn a_file_with_one_place_is_not_sent_to_another_folder() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let disk = DiskFailure::write(Path::new("x.pdf"), &denied);
        assert_eq!(
            disk.explanation().hints,
            ["ask for leave to write there, or name another folder with --out"]
        );
        assert_eq!(disk.fixed().explanation().hints, ["ask for leave to write there"]);
        assert_eq!(
            DiskFailure::read(Path::new("x"), &denied).explanation().hints,
            ["ask for leave to read it"]
        );
    }
}
