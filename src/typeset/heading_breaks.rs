//! Headings that begin a page, since less than two lines of their text would stand below them: the file by which
//! the components know them. It finds none, and lays nothing out.

use super::code::literal;

/// The name of the file with the headings that begin a page.
pub(super) const BREAKS: &str = "breaks.typ";

/// The text of the file, with the anchors of these headings, or the words of those without one.
pub(super) fn breaks_file(headings: &[String]) -> Vec<u8> {
    let list: String = headings.iter().map(|heading| format!("{}, ", literal(heading))).collect();
    format!("// The headings that begin a page, written by boardpack.\n#let breaks = ({list})\n").into_bytes()
}
