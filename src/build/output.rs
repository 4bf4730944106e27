//! What a build hands from stage to stage and to the files: papers with their sources, PDFs, packs. It makes
//! none of them.

use std::collections::BTreeMap;

use super::pack_files::PackFiles;
use crate::assemble::Pdf;
use crate::number::Numbered;
use crate::typeset::Source;
use crate::value::Id;

/// A paper with its Typst source.
pub(super) struct PreparedPaper {
    pub numbered: Numbered,
    pub source: Source,
}

/// A paper that is ready to be written.
pub(super) struct PaperOutput {
    pub id: String,
    pub pdf: Pdf,
    /// The data of its charts, by their names.
    pub data: BTreeMap<Id, Vec<u8>>,
}

/// Everything that is ready to be written.
pub(super) struct Output {
    pub papers: Vec<PaperOutput>,
    pub packs: Vec<PackFiles>,
    /// The folders of packs that are there already, as they would be built.
    pub kept: Vec<String>,
}
