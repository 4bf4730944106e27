//! Areas of a data file that the council does not declare: one finding, with the lines that declare them. It
//! never decides whether a name is an area.

use std::collections::BTreeSet;

use super::own_whole;
use super::series_file::SeriesFileReader;
use crate::finding::{Finding, Findings, Rule, did_you_mean, some_in_words};
use crate::load::node::toml_text;
use crate::load::{WorksheetCell, fold_heading};
use crate::value::Id;

/// The most names that a message lists.
const MOST_NAMED: usize = 5;

/// Words of a council's name that are not the name of its area.
const BODY_WORDS: [&str; 6] = ["council", "county", "city", "borough", "district", "metropolitan"];

/// Adds the findings for areas that are not declared. Those that are near a declared one are each a finding, and
/// all others one together; `column` is the heading above them, where they stand below one, and `pass` says how
/// cells that are no area are kept out.
pub(super) fn say(
    reader: &SeriesFileReader<'_>,
    unknown: &[WorksheetCell],
    column: Option<&str>,
    pass: impl Fn(&[&WorksheetCell]) -> String,
    findings: &mut Findings,
) {
    let areas = &reader.context.council.areas;
    let unknown = &own_whole::say_other_whole(reader, unknown, &pass, findings);
    let mut seen = BTreeSet::new();
    let distinct: Vec<&WorksheetCell> =
        unknown.iter().filter(|cell| seen.insert(fold_heading(&cell.text))).collect();
    let is_near = |cell: &&WorksheetCell| {
        areas.is_shared(&cell.text) || did_you_mean(&cell.text, areas.words()).is_some()
    };
    let (near, far): (Vec<&WorksheetCell>, Vec<&WorksheetCell>) = distinct.into_iter().partition(is_near);
    for cell in near {
        let same = unknown.iter().filter(|other| other.text == cell.text).count();
        let mut finding = areas.unknown(&cell.text, cell.span);
        if same > 1 {
            let cells = if same == 2 { "cell" } else { "cells" };
            finding.message += &format!(", here and in {} more {cells} of its column", same - 1);
        }
        findings.push(finding.label(cell.at.clone()).hint(pass(&[cell])));
    }
    let Some(first) = far.first() else { return };
    let names: Vec<String> = far.iter().map(|cell| format!("`{}`", cell.text)).collect();
    let message = match names.as_slice() {
        [one] => format!("council.toml has no area {one}"),
        several => format!(
            "council.toml has none of the areas {} of `{}`",
            some_in_words(several, MOST_NAMED),
            reader.request.name.string
        ),
    };
    let finding = Finding::error(Rule::UnknownArea, first.span, message).label(first.at.clone());
    let declared: Vec<&str> = areas.ids();
    let finding = if declared.is_empty() {
        finding
    } else {
        finding.hint(format!("there are: {}", declared.join(", ")))
    };
    let group = group_name(reader, column);
    let place = if areas.group(&group).is_some() {
        format!("below [areas.{group}] in council.toml")
    } else {
        "at the end of council.toml; the group may have another name".to_owned()
    };
    let lines = lines(reader, &far, &group);
    findings.push(
        finding.hint(pass(&far)).paste(format!("otherwise declare them with these lines, {place}:"), lines),
    );
}

/// The name of the group of areas that a heading means: "Ward" is `wards`.
fn group_name(reader: &SeriesFileReader<'_>, column: Option<&str>) -> String {
    let groups = &reader.context.council.areas.groups;
    let heading = column.map(|heading| Id::near(heading).to_string());
    let heading = heading.filter(|name| !matches!(name.as_str(), "name" | "area" | "areas" | "place"));
    let plural = |name: String| if name.ends_with('s') { name } else { format!("{name}s") };
    match (heading, groups.as_slice()) {
        (Some(name), _) => plural(name),
        (None, [one]) => one.id.clone(),
        (None, _) => "districts".to_owned(),
    }
}

/// The lines that declare areas, with one for the whole where nobody has named it.
fn lines(reader: &SeriesFileReader<'_>, cells: &[&WorksheetCell], group: &str) -> Vec<String> {
    let areas = &reader.context.council.areas;
    let whole = whole_name(reader, cells);
    let mut lines = Vec::new();
    if areas.whole.is_none() && areas.groups.is_empty() {
        lines.extend(["[areas]".to_owned(), format!("whole = {}", toml_text(&whole)), String::new()]);
    }
    if areas.group(group).is_none() {
        lines.push(format!("[areas.{group}]"));
    }
    let mut taken: BTreeSet<String> = areas.ids().into_iter().map(str::to_owned).collect();
    for cell in
        cells.iter().filter(|cell| areas.whole.is_some() || fold_heading(&cell.text) != fold_heading(&whole))
    {
        let near = Id::near(&cell.text).to_string();
        let id = (1..)
            .map(|n| if n == 1 { near.clone() } else { format!("{near}_{n}") })
            .find(|id| taken.insert(id.clone()));
        lines.push(format!("{} = {}", id.unwrap_or(near), toml_text(&cell.text)));
    }
    lines
}

/// The name of the whole: the one that the indicator says, or that of the council without the words for what kind
/// of council it is, as the file has it.
fn whole_name(reader: &SeriesFileReader<'_>, cells: &[&WorksheetCell]) -> String {
    if let Some(whole) = &reader.indicator.whole {
        return whole.text.trim().to_owned();
    }
    let council = reader.context.council.name.as_ref().map(|name| name.text.as_str()).unwrap_or_default();
    let words = council.split_whitespace().filter(|word| !BODY_WORDS.contains(&word.to_lowercase().as_str()));
    let place: Vec<&str> = words.collect();
    let place = place.join(" ");
    let same =
        cells.iter().find(|cell| !place.is_empty() && fold_heading(&cell.text) == fold_heading(&place));
    same.map_or_else(
        || if place.is_empty() { "…".to_owned() } else { place.clone() },
        |cell| cell.text.clone(),
    )
}
