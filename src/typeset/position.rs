//! `Position`: where a paper stands in a pack, as the page component reads it. It holds no page number; a
//! paper by itself has no stamp.

use super::code::literal;

/// The position of a paper in a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// The words at the head of each page: the board and the day; empty for none.
    pub running: String,
    /// The words on the first page that lead to the agenda: "Agenda item 5"; empty for none.
    pub stamp: String,
    /// The paper's short title.
    pub title: String,
    /// Whether the pages are all of a file, so that they can be counted.
    pub alone: bool,
}

/// The number of the page that stamps lead to.
const AGENDA: usize = 1;

impl Position {
    /// The text of the file with the position, which the page component reads.
    pub(super) fn file(&self) -> String {
        format!(
            "// Where the paper stands in a pack, written by boardpack.\n#let position = (running: {}, stamp: {}, title: {}, alone: {}, agenda: {AGENDA})\n",
            literal(&self.running),
            literal(&self.stamp),
            literal(&self.title),
            self.alone,
        )
    }
}

/// The name of the file with the position.
pub(super) const POSITION: &str = "position.typ";

/// The text of the file with the first and the last page of a pack's papers, by their keys.
pub(super) fn ranges(list: &[(&str, usize, usize)], linked: bool) -> String {
    let entries: String = list
        .iter()
        .map(|(key, first, last)| format!("{}: ({first}, {last}, {linked}), ", literal(key)))
        .collect();
    let dictionary = if entries.is_empty() { ":".to_owned() } else { entries };
    format!("// The pages of the papers, written by boardpack.\n#let ranges = ({dictionary})\n")
}

/// The name of the file with the papers' pages.
pub(super) const RANGES: &str = "ranges.typ";
