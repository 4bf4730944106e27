//! Why a run did not do what it was asked to, in words, and the one place where an exit code follows from it.
//! It prints nothing, and opens no file.

mod disk;
mod fault;
mod stage;

use std::io;
use std::path::Path;

pub(crate) use disk::{DiskFailure, Remedy, plain_path};
pub(crate) use fault::{Fault, FaultReport, ProgramBuild, REPORT, paper_folder, source_place};
pub(crate) use stage::Stage;

/// The end of a run, as the shell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is done.
    Done,
    /// Something is wrong in the papers.
    Problems,
    /// The command was used wrongly.
    Usage,
    /// Something could not be read or written, or the run was stopped from outside.
    Io,
    /// A fault of ours.
    Fault,
}

impl Exit {
    /// The code for the shell.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Io => 3,
            Self::Fault => 4,
        }
    }
}

/// A message for people: what is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// A phrase in small letters without a full stop.
    pub message: String,
    /// Things to do next, the most useful first.
    pub hints: Vec<String>,
}

impl Explanation {
    /// A message without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// The reasons for which a run ends without having done what it was asked to. `None` stands where it has been
/// said already, as by findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Problems in the papers.
    Papers(Option<Explanation>),
    /// A command that cannot be followed as it was typed.
    Usage(Option<Explanation>),
    /// Something that cannot be read or written.
    Disk(Option<DiskFailure>),
    /// Something that is larger, or of which there are more, than is read or made.
    Limit(Option<Explanation>),
    /// A stop that came from outside.
    Interrupted(Interruption),
    /// A fault of the program.
    Fault(Fault),
}

/// Stops that come from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// Ctrl-C, or a request of the system to end.
    Requested {
        /// Files that had taken their places by then.
        written: usize,
    },
    /// Standard output, closed by what reads it.
    OutputClosed,
}

impl Failure {
    /// A command that cannot be followed, and what to type in its place.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(Some(Explanation::new(message).hint(hint)))
    }

    /// Replaces the hints of wrong use of the command; any other failure stays as it is.
    #[must_use]
    pub fn hint_only(self, hint: &str) -> Self {
        match self {
            Self::Usage(Some(words)) => Self::usage(words.message, hint),
            other => other,
        }
    }

    /// A stop that was asked for before anything was written.
    pub fn stopped() -> Self {
        Self::Interrupted(Interruption::Requested { written: 0 })
    }

    /// An error of standard output.
    pub fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Interrupted(Interruption::OutputClosed),
            _ => DiskFailure::write(Path::new("standard output"), error).into(),
        }
    }

    /// The exit code. No other place decides on one.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Papers(_) | Self::Limit(_) => Exit::Problems,
            Self::Usage(_) => Exit::Usage,
            Self::Disk(_) | Self::Interrupted(_) => Exit::Io,
            Self::Fault(_) => Exit::Fault,
        }
    }

    /// The explanation for people; `None` where it has been given already.
    pub fn explanation(&self) -> Option<Explanation> {
        match self {
            Self::Papers(words) | Self::Usage(words) | Self::Limit(words) => words.clone(),
            Self::Disk(disk) => disk.as_ref().map(DiskFailure::explanation),
            Self::Interrupted(how) => Some(how.explanation()),
            Self::Fault(fault) => Some(fault.explanation()),
        }
    }
}

impl Interruption {
    fn explanation(self) -> Explanation {
        match self {
            Self::Requested { written: 0 } => Explanation::new(
                "stopped before the end: nothing was changed, and what was built before is as it was",
            )
            .hint("give the same command again when you are ready"),
            Self::Requested { written } => {
                let files = if written == 1 { "1 file is" } else { &format!("{written} files are") };
                Explanation::new(format!(
                    "stopped before the end: {files} new and whole, and all others are as they were"
                ))
                .hint("give the same command again when you are ready: it makes what is still missing")
            }
            Self::OutputClosed => {
                Explanation::new("what reads the output closed it before the end, so not all was said")
                    .hint("what was written is whole; to see all of it, run the command by itself")
            }
        }
    }
}

impl From<DiskFailure> for Failure {
    fn from(disk: DiskFailure) -> Self {
        Self::Disk(Some(disk))
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_code_and_says_what_to_do() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let closed = io::Error::from(io::ErrorKind::BrokenPipe);
        let all = [
            (Failure::Papers(Some(Explanation::new("a").hint("b"))), 1),
            (Failure::Limit(Some(Explanation::new("a").hint("b"))), 1),
            (Failure::usage("a", "b"), 2),
            (DiskFailure::write(Path::new("x"), &denied).into(), 3),
            (Failure::stopped(), 3),
            (Failure::Interrupted(Interruption::Requested { written: 2 }), 3),
            (Failure::output(&closed), 3),
            (Failure::output(&denied), 3),
            (Fault::here(Some(Stage::Load), &[]).into(), 4),
        ];
        for (failure, code) in all {
            assert_eq!(failure.exit().code(), code, "{failure:?}");
            let words = failure.explanation().expect("words");
            assert!(!words.message.is_empty() && !words.hints.is_empty(), "{failure:?}");
        }
        for (said, code) in [(Failure::Papers(None), 1), (Failure::Limit(None), 1), (Failure::Disk(None), 3)]
        {
            assert_eq!((said.exit().code(), said.explanation()), (code, None));
        }
    }
}
