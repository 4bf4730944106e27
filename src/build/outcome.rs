//! What a build is asked for, what it tells on its way, and what came of it. It does none of the work.

use std::path::PathBuf;
use std::sync::Arc;

use super::attachments::ListedAttachment;
use crate::failure::Failure;
use crate::finding::{Findings, Sources};
use crate::load::Selection;
use crate::merge::Readiness;
use crate::watch::Watch;
use crate::write::Recovery;

/// What is built, from which papers, and where it goes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The papers, as paths in the council's folder; all of them where it is empty.
    pub selection: Selection,
    /// The house style that every paper is set in; that of its board where there is none.
    pub style: Option<String>,
    /// The house style of which the folder's one pack is a specimen; `None` for every other pack.
    pub specimen: Option<String>,
    /// The folder that files go to; `None` where all is checked and nothing written.
    pub out: Option<PathBuf>,
    /// The folder that Typst sources go to; `None` where nobody wants them.
    pub emit: Option<PathBuf>,
    /// Whether warnings stop the build as errors do.
    pub deny_warnings: bool,
    /// The watch over the run, by which it can be stopped.
    pub watch: Arc<Watch>,
}

/// The one who is told how a build goes on. `()` is told nothing.
pub trait Progress: Send {
    /// Another run writes into the folder, and its end is waited for.
    fn waits(&mut self) {}

    /// What a run that was broken off had left is settled.
    fn recovered(&mut self, how: Recovery) {
        let _ = how;
    }

    /// So many papers of all are set.
    fn papers_set(&mut self, done: usize, all: usize) {
        let _ = (done, all);
    }

    /// Nothing more is set.
    fn all_set(&mut self) {}

    /// All that is to be found is found, and no file has taken its place yet.
    fn found(&mut self, findings: &Findings, sources: &Sources) {
        let _ = (findings, sources);
    }
}

impl Progress for () {}

/// What came of a build.
pub struct Outcome {
    /// The files that were read, by which findings show their lines.
    pub sources: Sources,
    /// Everything that was found.
    pub findings: Findings,
    /// What packs still lack.
    pub(crate) readiness: Vec<Readiness>,
    /// Attachments; listed by a check alone.
    pub(crate) attachments: Vec<ListedAttachment>,
    /// What was built or checked, or the reason why nothing was.
    pub result: Result<Built, Failure>,
}

/// The papers and packs of a build, and what became of their files.
#[derive(Debug, Default)]
pub struct Built {
    /// The papers by themselves.
    pub papers: Vec<BuiltPaper>,
    /// The packs.
    pub packs: Vec<BuiltPack>,
    /// The folders of packs that were as they would be built: "packs/x".
    pub kept: Vec<String>,
    /// The files that are as they were built now, in order.
    pub written: Vec<PathBuf>,
    /// Files that are no longer a part of their pack, and were removed.
    pub removed: Vec<PathBuf>,
}

/// A paper that was built by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltPaper {
    /// Its id: "reports/x/report".
    pub id: String,
    /// How many pages it has.
    pub pages: usize,
}

/// A pack that was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltPack {
    /// Its folder below that of what is built: "packs/x".
    pub folder: String,
    /// How many pages the whole has.
    pub pages: usize,
    /// The names of its files with their pages; none for a file that is no PDF.
    pub files: Vec<(String, usize)>,
}

impl Built {
    /// True where there was nothing to build.
    pub fn is_empty(&self) -> bool {
        self.papers.is_empty() && self.packs.is_empty() && self.kept.is_empty()
    }
}
