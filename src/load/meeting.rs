//! Papers of one meeting each: `minutes/<board>/<date>.toml` and `actions/<board>/<date>.toml`. It
//! never asks whether the board is there or the date is one.

use super::folder::LARGEST_TEXT;
use super::project::{Document, Loader, Selection};
use super::toml::parse;
use crate::finding::{Finding, Findings, Place};

/// One file of a board's meetings.
#[derive(Debug)]
pub struct Meeting {
    /// The folder's name: the board's id.
    pub board: String,
    /// The file's name without `.toml`: the date.
    pub date: String,
    /// The file.
    pub document: Document,
    /// Whether it is built by itself, and not only in a pack.
    pub alone: bool,
    /// The file of the same board that comes before, where there is one: what it says is looked up,
    /// and its own mistakes are not said here.
    pub before: Option<Before>,
}

/// The file of the meeting before.
#[derive(Debug)]
pub struct Before {
    /// Its path in the project.
    pub path: String,
    /// What it holds.
    pub document: Document,
}

impl Loader<'_> {
    /// The selected files of a folder, by board and date; all of them where packs may hold them. `kind`
    /// is "minutes" or "actions".
    pub(super) fn meetings(&mut self, kind: &str, selection: &Selection, packs: bool) -> Vec<Meeting> {
        let mut found = Vec::new();
        for board in self.names(kind) {
            if board.starts_with('.') {
                continue;
            }
            if board.ends_with(".toml") {
                self.astray(kind, &board);
                continue;
            }
            let names = self.names(&format!("{kind}/{board}"));
            let mut before: Option<&str> = None;
            for date in names.iter().filter_map(|name| name.strip_suffix(".toml")) {
                let path = format!("{kind}/{board}/{date}.toml");
                let alone = selection.covers(&path);
                if (alone || packs)
                    && let Some(document) = self.document(&path)
                {
                    let before = before.and_then(|date| self.before(format!("{kind}/{board}/{date}.toml")));
                    found.push(Meeting {
                        board: board.clone(),
                        date: date.to_owned(),
                        document,
                        alone,
                        before,
                    });
                }
                before = Some(date);
            }
        }
        found
    }

    /// What the file before says. Where it is selected too, it has findings of its own.
    fn before(&mut self, path: String) -> Option<Before> {
        let bytes = self.folder.read(&path, LARGEST_TEXT).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let file = self.sources.find(&path).unwrap_or_else(|| self.sources.add(path.clone(), text.clone()));
        let mut unsaid = Findings::default();
        let root = parse(&text, file, &mut unsaid);
        (!unsaid.has_errors()).then_some(Before { path, document: Document { file, root } })
    }

    /// A file that lies right in the folder of all boards belongs to none.
    fn astray(&mut self, kind: &str, name: &str) {
        let path = format!("{kind}/{name}");
        let file = self.sources.add(path.clone(), "");
        let message = format!("`{path}` is in no board's folder, so it is not built");
        self.findings.push(
            Finding::warning("no-board-folder", Place::whole(file), message)
                .hint(format!("move it to {kind}/BOARD/{name}, where BOARD is a file of boards/")),
        );
    }
}
