//! Keys that a table does not have and authors look for there, each with what to do in its place. It reads no table.

use std::path::Path;

use crate::finding::{Correction, Finding, listed_parts};
use crate::load::node::{Node, TomlEntry, TomlTable, toml_text};
use crate::value::Window;

/// Adds to the finding of an unknown key of `what`, such as "`[[appendix]]`", what to do in its place; `None` where
/// nothing is known of it.
pub(super) fn advise(what: &str, table: &TomlTable, entry: &TomlEntry, finding: Finding) -> Option<Finding> {
    match (what, entry.key.to_lowercase().as_str()) {
        ("`[[appendix]]`", "file" | "document" | "doc") => appendix(table, entry, finding),
        ("`[[action]]`", "due" | "due_date" | "deadline" | "date" | "target_date") => Some(finding.hint(
            "an action has no date of its own by which it is due: say it in its `text`, and delete this line",
        )),
        (_, "values" | "data" | "value") => {
            let id = what.strip_prefix("the indicator `")?.strip_suffix('`')?;
            entry.node.table().map(|values| values_of(id, values, finding))
        }
        _ => None,
    }
}

/// An appendix that names a file: it takes PDFs.
fn appendix(table: &TomlTable, entry: &TomlEntry, finding: Finding) -> Option<Finding> {
    let name = entry.node.text().map(|text| text.string.trim())?;
    let path = Path::new(name);
    if path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf")) {
        let finding = finding.hint(format!("write pdf = {}", toml_text(name)));
        let correction = table.get("pdf").is_none().then(|| Correction::replace(entry.key_place, "pdf"));
        return Some(finding.correct(correction));
    }
    let pdf = toml_text(&path.with_extension("pdf").to_string_lossy());
    let program = match path.extension()?.to_str()?.to_lowercase().as_str() {
        "doc" | "docx" | "odt" | "rtf" => "in Word, save it as PDF",
        "xls" | "xlsx" | "ods" | "csv" => "in Excel, save it as PDF",
        "ppt" | "pptx" | "odp" => "in PowerPoint, save it as PDF",
        _ => "save it as PDF in the program that made it",
    };
    Some(
        finding.hint(format!(
            "an appendix takes a PDF: {program}, beside this file, and write here pdf = {pdf}"
        )),
    )
}

/// Values that stand right below their indicator, and not in a series of it.
fn values_of(id: &str, values: &TomlTable, finding: Finding) -> Finding {
    let is_of = |window: &(&str, Window)| {
        !values.entries.is_empty() && values.entries.iter().all(|entry| window.1.read(&entry.key).is_some())
    };
    let window = WINDOWS.iter().find(|window| is_of(window)).map_or("…", |(word, _)| *word);
    let lines =
        [format!("[[{id}.series]]"), format!("window = \"{window}\""), format!("[{id}.series.values]")];
    finding.paste(
        "values belong to a series of the indicator: put these lines in place of this one:",
        lines.into(),
    )
}

/// The windows of whose periods the text alone tells which is meant.
const WINDOWS: [(&str, Window); 4] = [
    ("month", Window::Month),
    ("quarter", Window::Quarter),
    ("financial_year", Window::FinancialYear),
    ("calendar_year", Window::CalendarYear),
];

/// The ids in a text that holds several where one belongs: "asb, crime"; `None` for any other text.
pub(super) fn ids_in(text: &str) -> Option<Vec<&str>> {
    let parts = listed_parts(text);
    let is_id = |part: &&str| {
        part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && part.starts_with(|c: char| c.is_ascii_lowercase())
    };
    (parts.len() > 1 && parts.iter().all(is_id)).then_some(parts)
}

/// Adds to the finding of a text that should be an id, and holds several that are known, how they are typed: with
/// brackets where the text is no item of a list yet. `None` where one is not known.
pub(super) fn part_ids(
    key: &str,
    node: &Node,
    is_item: bool,
    is_known: impl Fn(&str) -> bool,
    finding: Finding,
) -> Option<Finding> {
    let ids = ids_in(&node.text()?.string)?;
    if !ids.iter().all(|id| is_known(id)) {
        return None;
    }
    let list = ids.iter().map(|id| toml_text(id)).collect::<Vec<_>>().join(", ");
    let (written, typed) =
        if is_item { (list.clone(), list) } else { (format!("{key} = [{list}]"), format!("[{list}]")) };
    Some(
        finding
            .hint_only(format!("each name stands in quotes of its own: write {written}"))
            .correct(Correction::replace(node.span, typed)),
    )
}

#[cfg(test)]
mod tests {
    use super::ids_in;

    #[test]
    fn several_ids_in_a_text_are_parted() {
        assert_eq!(ids_in("asb, crime"), Some(vec!["asb", "crime"]));
        assert_eq!(ids_in("asb and crime_2; fire"), Some(vec!["asb", "crime_2", "fire"]));
        for text in ["asb", "Asb, crime", "Plan, of 2024", "asb crime", "2024, 2025"] {
            assert_eq!(ids_in(text), None, "{text}");
        }
    }
}
