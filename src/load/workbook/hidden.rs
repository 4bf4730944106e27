//! The rows and columns of a sheet that Excel does not show: hidden by hand, by a filter, by a group that is
//! folded, or made so narrow that nothing is seen. It reads no cell.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The most bytes that a part of a workbook is unpacked to: a small file can unpack to any size.
const LARGEST_PART: u64 = 1 << 30;

/// The hidden rows and columns of a sheet, counted from 0.
#[derive(Debug, Default)]
pub(super) struct HiddenParts {
    /// The rows that are hidden or, with `all`, those that are shown.
    rows: BTreeSet<usize>,
    /// Whether rows are hidden unless they say otherwise.
    all: bool,
    columns: Vec<RangeInclusive<usize>>,
}

impl HiddenParts {
    /// Whether a row is hidden.
    pub(super) fn has_row(&self, row: usize) -> bool {
        self.rows.contains(&row) != self.all
    }

    /// Whether a column is hidden.
    pub(super) fn has_column(&self, column: usize) -> bool {
        self.columns.iter().any(|range| range.contains(&column))
    }
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// Reads the hidden rows and columns of a sheet, by its name; `None` where the workbook lacks a part.
pub(super) fn read(bytes: &[u8], sheet: &str) -> Option<HiddenParts> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let book = book_path(&mut archive);
    let id = sheet_id(&mut archive, &book, sheet)?;
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let target = target(&mut archive, &format!("{folder}/_rels/{file}.rels"), |rel| {
        attribute(rel, "Id").as_deref() == Some(&id)
    })?;
    let mut hidden = HiddenParts::default();
    let mut row = 0;
    each_element(&mut archive, &beside(folder, &target), &mut |element| {
        match element.local_name().as_ref() {
            "sheetFormatPr" => hidden.all = is_yes(element, "zeroHeight"),
            "col" => {
                let number = |key| attribute(element, key)?.parse::<usize>().ok()?.checked_sub(1);
                if (is_yes(element, "hidden") || is_zero(element, "width"))
                    && let (Some(first), Some(last)) = (number("min"), number("max"))
                {
                    hidden.columns.push(first..=last);
                }
            }
            "row" => {
                let own = attribute(element, "r").and_then(|r| r.parse::<usize>().ok()?.checked_sub(1));
                let at = own.unwrap_or(row);
                row = at + 1;
                let unseen = is_yes(element, "hidden") || is_zero(element, "ht");
                // Where all are hidden, one that says how tall it is, or that it is not, is shown.
                let seen =
                    !unseen && (attribute(element, "ht").is_some() || attribute(element, "hidden").is_some());
                if if hidden.all { seen } else { unseen } {
                    hidden.rows.insert(at);
                }
            }
            _ => {}
        }
    })?;
    Some(hidden)
}

/// The path of the workbook's own part, which is nearly always the same.
fn book_path(archive: &mut Archive<'_>) -> String {
    let is_book =
        |rel: &BytesStart<'_>| attribute(rel, "Type").is_some_and(|t| t.ends_with("/officeDocument"));
    let found = target(archive, "_rels/.rels", is_book);
    found.map_or_else(|| "xl/workbook.xml".to_owned(), |path| path.trim_start_matches('/').to_owned())
}

/// The id by which the workbook names the part of a sheet.
fn sheet_id(archive: &mut Archive<'_>, book: &str, sheet: &str) -> Option<String> {
    let mut id = None;
    each_element(archive, book, &mut |element| {
        if element.local_name().as_ref() == "sheet" && attribute(element, "name").as_deref() == Some(sheet) {
            let mut attributes = element.attributes();
            let mut own = attributes.with_checks(false).flatten();
            let own = own.find(|a| a.key.local_name().as_ref() == "id" && a.key.as_ref() != "id");
            id = own.map(|a| a.value.into_owned());
        }
    })?;
    id
}

/// The target of the first relationship that is meant; `None` where there is none.
fn target(archive: &mut Archive<'_>, path: &str, meant: impl Fn(&BytesStart<'_>) -> bool) -> Option<String> {
    let mut found = None;
    each_element(archive, path, &mut |element| {
        if found.is_none() && element.local_name().as_ref() == "Relationship" && meant(element) {
            found = attribute(element, "Target");
        }
    })?;
    found
}

/// Joins a folder of the workbook with a path that is written from it, or from the top.
fn beside(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Passes every element of a part to `see` as it begins; `None` where the part is not there or is no XML.
fn each_element(archive: &mut Archive<'_>, path: &str, see: &mut dyn FnMut(&BytesStart<'_>)) -> Option<()> {
    let own = archive.file_names().flatten().find(|name| {
        // Some programs write \ and capitals.
        name.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(path.trim_start_matches('/'))
    });
    let own = own?.into_owned();
    let part = archive.by_name(&own).ok()?.take(LARGEST_PART);
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = element.try_get_attribute(key).ok()??;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn is_yes(element: &BytesStart<'_>, key: &str) -> bool {
    attribute(element, key).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

fn is_zero(element: &BytesStart<'_>, key: &str) -> bool {
    attribute(element, key).and_then(|value| value.parse::<f64>().ok()).is_some_and(|size| size == 0.0)
}
