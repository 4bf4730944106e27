//! Papers of one meeting each: `minutes/<board>/<date>.toml` and `actions/<board>/<date>.toml`. It never asks
//! whether the board is there or the date is one.

use super::loader::{Loader, Selection, TomlFile};
use super::lookup::{LookedUp, look_up};
use crate::finding::{Finding, Rule, Span};

/// The minutes or the action log of a meeting, in a file of its own.
#[derive(Debug)]
pub(crate) struct MeetingFile {
    /// The name of the folder, which is the board's id.
    pub board: String,
    /// The name of the file without `.toml`, which is the date.
    pub date: String,
    pub document: TomlFile,
    /// Whether the paper is built by itself, and not only in a pack.
    pub alone: bool,
    /// The board's file before this one, where there is one: it is looked up for what it says, and its own
    /// mistakes are not findings here.
    pub before: Option<LookedUp>,
}

/// Whether the name of a file is a day: "2024-03-22".
fn is_day(name: &str) -> bool {
    name.parse::<chrono::NaiveDate>().is_ok_and(|day| day.to_string() == name)
}

impl Loader<'_> {
    /// The selected files of a folder, by board and date, and those that packs hold: `in_packs` has their
    /// paths. `kind` is "minutes" or "actions".
    pub(super) fn meetings(
        &mut self,
        kind: &str,
        selection: &Selection,
        in_packs: &[String],
    ) -> Vec<MeetingFile> {
        let mut found = Vec::new();
        for board in self.names(kind) {
            if board.starts_with('.') {
                continue;
            }
            if board.ends_with(".toml") {
                self.astray(kind, &board, in_packs);
                continue;
            }
            let names = self.names(&format!("{kind}/{board}"));
            let mut before: Option<&str> = None;
            for date in names.iter().filter_map(|name| name.strip_suffix(".toml")) {
                let path = format!("{kind}/{board}/{date}.toml");
                let alone = selection.covers(&path);
                if (alone || in_packs.contains(&path))
                    && let Some(document) = self.document(&path)
                {
                    let path = before.map(|date| format!("{kind}/{board}/{date}.toml"));
                    let before = path.and_then(|path| look_up(self.folder, &path, self.sources));
                    found.push(MeetingFile {
                        board: board.clone(),
                        date: date.to_owned(),
                        document,
                        alone,
                        before,
                    });
                }
                // A copy beside a file is no meeting before it.
                if is_day(date) {
                    before = Some(date);
                }
            }
        }
        found
    }

    /// Finds a file that lies right in the folder of all boards, and so belongs to none. Where a pack has that paper, it
    /// lacks it.
    fn astray(&mut self, kind: &str, name: &str, in_packs: &[String]) {
        let path = format!("{kind}/{name}");
        let read = look_up(self.folder, &path, self.sources);
        let board = read.as_ref().and_then(|read| read.document.root.table()?.get("board")?.text());
        let board = board.map(|board| board.string.trim().to_owned());
        let board = board.filter(|board| self.folder.has(&format!("boards/{board}.toml")));
        let file = self.sources.find(&path).unwrap_or_else(|| self.sources.add(path.clone(), ""));
        let is_wanted =
            in_packs.iter().any(|wanted| wanted.starts_with(kind) && wanted.ends_with(&format!("/{name}")));
        let message = format!("`{path}` is in no board's folder, so it is not built");
        let finding = if is_wanted {
            Finding::error(
                Rule::NoBoardFolder,
                Span::whole(file),
                format!("{message}, and its pack lacks it"),
            )
        } else {
            Finding::warning(Rule::NoBoardFolder, Span::whole(file), message)
        };
        self.findings.push(finding.hint(match board {
            Some(board) => format!("move it to {kind}/{board}/{name}: its board is `{board}`"),
            None => format!("move it to {kind}/BOARD/{name}, where BOARD is a file of boards/"),
        }));
    }
}
