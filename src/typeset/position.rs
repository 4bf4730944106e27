//! `Position`: where a paper stands in a pack, as the page component reads it. It holds no page number; a
//! paper by itself has no stamp.

use super::code::literal;

/// Where a paper stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// What stands at the head of each page: the board and the day; empty for none.
    pub running: String,
    /// What stands on its first page and leads to the agenda: "Agenda item 5"; empty for none.
    pub stamp: String,
}

/// The page that stamps lead to.
const AGENDA: usize = 1;

impl Position {
    /// The file that the page component reads.
    pub(super) fn file(&self) -> String {
        format!(
            "// Where the paper stands in a pack, written by boardpack.\n#let position = (running: {}, stamp: {}, agenda: {AGENDA})\n",
            literal(&self.running),
            literal(&self.stamp),
        )
    }
}

/// The file's name.
pub(super) const POSITION: &str = "position.typ";

/// The file with the pages of a pack's papers, by their keys.
pub(super) fn ranges(list: &[(&str, usize, usize)], linked: bool) -> String {
    let entries: String = list
        .iter()
        .map(|(key, first, last)| format!("{}: ({first}, {last}, {linked}), ", literal(key)))
        .collect();
    let dictionary = if entries.is_empty() { ":".to_owned() } else { entries };
    format!("// The pages of the papers, written by boardpack.\n#let ranges = ({dictionary})\n")
}

/// The file's name.
pub(super) const RANGES: &str = "ranges.typ";
