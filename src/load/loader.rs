//! `Loader`: what reads the documents of one run, and which of them a run is about. It never looks into what
//! they say, but for the files they name.

use super::assets::{self, Assets};
use super::data_reader::DataReader;
use super::decode::{DecodeError, decode};
use super::folder::{Folder, LARGEST_TEXT};
use super::node::Node;
use super::refusal::refused;
use super::toml::parse;
use crate::finding::{FileId, Finding, Findings, Rule, Sources, Span};

/// A TOML file that was read.
#[derive(Debug)]
pub(crate) struct TomlFile {
    pub file: FileId,
    /// The table at the top of the file.
    pub root: Node,
}

/// The papers that a run is about, as paths in the council's folder (`reports/x`); empty means all.
#[derive(Debug, Clone, Default)]
pub struct Selection(pub Vec<String>);

impl Selection {
    /// Whether the paper at `path` is selected: by its own path, by its file's, or by that of a folder above
    /// it.
    pub fn covers(&self, path: &str) -> bool {
        self.0.is_empty()
            || self.0.iter().any(|one| {
                let one = one.trim_end_matches('/');
                let below =
                    |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|r| r.starts_with('/'));
                one.is_empty() || one == "." || below(path, one) || below(one, path)
            })
    }
}

/// The reader of a run's files, with what it has found so far.
pub(super) struct Loader<'a> {
    pub(super) folder: &'a Folder,
    pub(super) sources: &'a mut Sources,
    pub(super) findings: &'a mut Findings,
    /// Files that documents name.
    pub(super) assets: Assets,
    /// The data files that were opened, and the sources that files of indicators declare.
    pub(super) data: DataReader,
}

impl Loader<'_> {
    /// Reads a TOML file and the files that it names; `None` where it cannot be read.
    pub(super) fn document(&mut self, path: &str) -> Option<TomlFile> {
        let document = self.toml_file(path)?;
        self.read_assets(path, &document);
        Some(document)
    }

    /// Reads the files that a document at a path names.
    pub(super) fn read_assets(&mut self, path: &str, document: &TomlFile) {
        let found =
            assets::read(self.folder, path, &document.root, &mut self.data, self.sources, self.findings);
        self.assets.extend(found);
    }

    /// Reads a TOML file; `None` where it cannot be read.
    fn toml_file(&mut self, path: &str) -> Option<TomlFile> {
        let bytes = match self.folder.read(path, LARGEST_TEXT) {
            Ok(bytes) => bytes,
            Err(refusal) => {
                let file = self.sources.add(path, "");
                self.findings.push(refused(refusal, path, Span::whole(file)));
                return None;
            }
        };
        if let Some(kind) = other_kind(&bytes) {
            let file = self.sources.add(path, "");
            let message = format!("`{path}` is {kind}, whatever its name says, and not plain text");
            self.findings.push(
                Finding::error(Rule::FileEncoding, Span::whole(file), message)
                    .hint("a .toml file is plain text: write it in Notepad or another text editor, and copy words from the document into it"),
            );
            return None;
        }
        let (text, trouble) = decode(&bytes);
        let file = self.sources.add(path, text.clone());
        if let Some(trouble) = trouble {
            self.findings.push(encoding(trouble, file));
            return None;
        }
        let root = parse(&text, file, self.findings);
        Some(TomlFile { file, root })
    }

    /// The names in a folder; empty, with a finding, where it cannot be read.
    pub(super) fn names(&mut self, path: &str) -> Vec<String> {
        self.folder.list(path).unwrap_or_else(|refusal| {
            let file = self.sources.add(path, "");
            self.findings.push(refused(refusal, path, Span::whole(file)));
            Vec::new()
        })
    }

    /// Reads the files of indicators. A source that one declares serves all documents that are read later, and
    /// the others of its kind.
    pub(super) fn indicators(&mut self) -> Vec<TomlFile> {
        let names = self.names("indicators");
        let paths =
            names.iter().filter(|name| name.ends_with(".toml")).map(|name| format!("indicators/{name}"));
        let files: Vec<(String, TomlFile)> =
            paths.filter_map(|path| self.toml_file(&path).map(|file| (path, file))).collect();
        for (path, file) in &files {
            self.data.declare(&file.root, path);
        }
        for (path, file) in &files {
            self.read_assets(path, file);
        }
        files.into_iter().map(|(_, file)| file).collect()
    }

    /// Reads every TOML file right in a folder, and gives each with its name without `.toml`.
    pub(super) fn folder_of(&mut self, path: &str) -> Vec<(String, TomlFile)> {
        let names = self.names(path);
        let stems = names.iter().filter_map(|name| name.strip_suffix(".toml"));
        stems
            .filter_map(|stem| Some((stem.to_owned(), self.document(&format!("{path}/{stem}.toml"))?)))
            .collect()
    }
}

/// The kind of file that bytes are, where they are a document of an office program; `None` for all others.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "a Word, Excel or zip file"),
        (&[0xD0, 0xCF, 0x11, 0xE0], "a Word or Excel file of an old kind"),
        (b"{\\rtf", "a Word document in rich text"),
        (b"%PDF-", "a PDF"),
    ];
    kinds.into_iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, kind)| kind)
}

/// The finding for a file that is not UTF-8.
pub(super) fn encoding(trouble: DecodeError, file: FileId) -> Finding {
    match trouble {
        DecodeError::Utf16 => {
            Finding::error(Rule::FileEncoding, Span::whole(file), "this file is saved as UTF-16")
                .hint("in your editor: Save As, encoding UTF-8")
        }
        DecodeError::NotUtf8 { at, shows } => {
            let span = Span::new(file, at..at + shows.len_utf8());
            Finding::error(
                Rule::FileEncoding,
                span,
                format!("from this character ({shows}) on, the file is not UTF-8"),
            )
            .label("saved in a Windows encoding")
            .hint("in Notepad: Save As, Encoding UTF-8")
        }
    }
}
