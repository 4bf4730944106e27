//! `DataReader`: the data of tables and series, from the file that each names or from a `[source.NAME]`. It
//! never looks into what a table says.

use std::sync::Arc;

use super::data_files::DataFiles;
use super::data_request::{self, DataRequest, DeclaredSources, UnsoundRequest};
use super::folder::Folder;
use super::node::{Node, TomlTable, TypedText};
use super::worksheet::Worksheet;
use crate::finding::{Findings, Sources, Span};

/// The data files that were opened, and the sources that files of indicators declare.
#[derive(Default)]
pub(super) struct DataReader {
    files: DataFiles,
    declared: DeclaredSources,
}

/// Where the findings and texts of a run go.
pub(super) struct DataRun<'a> {
    pub folder: &'a Folder,
    pub sources: &'a mut Sources,
    pub findings: &'a mut Findings,
}

impl DataReader {
    /// Takes the sources of a file of indicators; the first of one name counts.
    pub(super) fn declare(&mut self, document: &Node, path: &str) {
        for (name, request) in data_request::sources(document, path) {
            self.declared.entry(name).or_insert(request);
        }
    }

    /// Reads the data of a table or series (`one`): the worksheet, with the span of the text that names its file
    /// or source; `None` where it names none, or it cannot be read.
    /// `shared` is the source of an indicator whose series name none; `own` are the document's own sources.
    pub(super) fn read(
        &mut self,
        one: &TomlTable,
        shared: Option<&TypedText>,
        from: &str,
        own: &DeclaredSources,
        run: &mut DataRun<'_>,
    ) -> Option<(Span, Arc<Worksheet>)> {
        let request = match data_request::read(one, from) {
            Ok(Some(request)) => Some((request.file.clone(), request)),
            Ok(None) if one.get("values").is_some() || one.get("row").is_some() => None,
            Ok(None) => {
                let named = one.get("source").and_then(Node::text).or(shared);
                named.and_then(|name| Some((name.clone(), self.named(name, own)?)))
            }
            Err(UnsoundRequest) => None,
        };
        let (name, request) = request?;
        let sheet = self.files.read(&request, run.folder, run.sources, run.findings)?;
        Some((name.span(), sheet))
    }

    /// The request of a source by its name; `None` where nothing declares it, which `check` finds.
    fn named(&self, name: &TypedText, own: &DeclaredSources) -> Option<DataRequest> {
        own.get(&name.string).or_else(|| self.declared.get(&name.string)).cloned()
    }
}
