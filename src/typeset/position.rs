//! `Position`: where a paper stands in a pack, as the page component reads it. A paper by itself
//! begins with page 1 and has no stamp.

use super::code::literal;

/// Where a paper stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The number of its first page.
    pub first: usize,
    /// What stands at the head of each page: the board, the day and the item; empty for none.
    pub running: String,
    /// What stands on its first page: "Agenda item 5"; empty for none.
    pub stamp: String,
    /// The page that the stamp leads to; `None` where the agenda is not in the same file.
    pub agenda: Option<usize>,
    /// By how much its headings stand below those of a paper by itself.
    pub depth: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self { first: 1, running: String::new(), stamp: String::new(), agenda: None, depth: 0 }
    }
}

impl Position {
    /// The file that the page component reads.
    pub(super) fn file(&self) -> String {
        let agenda = self.agenda.map_or_else(|| "none".to_owned(), |page| page.to_string());
        format!(
            "// Where the paper stands in a pack, written by boardpack.\n#let position = (first: {}, running: {}, stamp: {}, agenda: {agenda}, depth: {})\n",
            self.first,
            literal(&self.running),
            literal(&self.stamp),
            self.depth
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
