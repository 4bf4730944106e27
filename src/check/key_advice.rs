//! Keys that a table does not have and authors look for there, each with what to do in its place. It reads no table.

use std::path::Path;

use super::period_values::{self, PeriodLines};
use crate::finding::{Correction, Finding, PASSWORD_HINT, is_password_key, listed_parts};
use crate::load::node::{Node, TomlEntry, TomlTable, toml_text};

/// The keys by which other logs name who is to do an action.
pub(super) const OWNERS: [&str; 6] = ["from", "lead", "owner", "responsible", "responsible_officer", "who"];

/// Adds to the finding of an unknown key of `what`, such as "`[[appendix]]`", what to do in its place; `None` where
/// nothing is known of it.
pub(super) fn advise(what: &str, table: &TomlTable, entry: &TomlEntry, finding: Finding) -> Option<Finding> {
    match (what, entry.key.to_lowercase().as_str()) {
        ("`[[appendix]]`", "file" | "document" | "doc") => appendix(table, entry, finding),
        ("`[[action]]`", "due" | "due_date" | "deadline" | "date" | "target_date") => Some(finding.hint(
            "an action has no date of its own by which it is due: say it in its `text`, and delete this line",
        )),
        (_, "values" | "data" | "value" | "figures") => {
            let id = what.strip_prefix("the indicator `")?.strip_suffix('`')?;
            let values = period_values::lines(&entry.node)?;
            // A series without figures above it waits for them.
            let last = table.get("series").and_then(Node::array).and_then(<[Node]>::last).and_then(Node::table);
            let waits = last.is_some_and(|series| ["values", "file", "source"].iter().all(|key| series.get(key).is_none()));
            if waits && values.lines.is_empty() {
                let lines = vec![format!("[{id}.series.values]")];
                return Some(finding.paste("values belong to the series above: put this line in place of this one:", lines));
            }
            Some(values_of(id, &values, finding))
        }
        ("a pack", "subitem" | "sub_item" | "subitems" | "item_part") => Some(finding.hint(
            "an item below another is [[item.item]]: write it so, below the [[item]] to which it belongs, with the same keys",
        )),
        ("`[[action]]`", key) if OWNERS.contains(&key) && table.get("owners").is_none() =>
        {
            let names = entry.node.text().map_or_else(|| "\"…\"".to_owned(), |text| toml_text(&text.string));
            Some(finding.hint(format!("who is to do it stands in a list: write owners = [{names}]")))
        }
        ("`[[action]]`", "from") => Some(finding.hint(
            "who is to do it stands in `owners`; take `from` away, and say in `text` who asked for it",
        )),
        ("a paper of an item" | "`[[appendix]]`", key) if is_password_key(key) => Some(finding.hint(PASSWORD_HINT)),
        ("a paper of an item" | "`[[appendix]]`", "pages" | "page" | "page_range") => Some(finding.hint(
            "all pages of an attachment are drawn: ask its sender for a PDF of the pages that are meant, and take this key away",
        )),
        ("a board", _) => member(entry, finding),
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

/// A table of a person in the file of a board: `[cllr.smith]`. `None` for any other.
fn member(entry: &TomlEntry, finding: Finding) -> Option<Finding> {
    let table = entry.node.table()?;
    let is_person = |table: &TomlTable| table.get("name").and_then(Node::text).is_some();
    let inner = || table.entries.iter().filter_map(|entry| entry.node.table());
    let people: Vec<&TomlTable> =
        if is_person(table) { vec![table] } else { inner().filter(|table| is_person(table)).collect() };
    let lines = people.iter().flat_map(|person| {
        let keys = ["name", "organisation", "as"].into_iter();
        let typed =
            keys.filter_map(|key| Some(format!("{key} = {}", toml_text(&person.get(key)?.text()?.string))));
        std::iter::once("[[member]]".to_owned()).chain(typed)
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| {
        finding
            .paste("who has a seat on the board is a [[member]]: write these lines in place of these:", lines)
    })
}

/// Values that stand right below their indicator, and not in a series of it.
fn values_of(id: &str, values: &PeriodLines, finding: Finding) -> Finding {
    let lines = [
        format!("[[{id}.series]]"),
        format!("window = \"{}\"", values.window.unwrap_or("…")),
        format!("[{id}.series.values]"),
    ];
    let lines = lines.into_iter().chain(values.lines.iter().cloned());
    finding.paste(
        if values.lines.is_empty() {
            "values belong to a series of the indicator: put these lines in place of this one:"
        } else {
            "values belong to a series of the indicator, a line for each period: write in place of these lines:"
        },
        lines.collect(),
    )
}

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
