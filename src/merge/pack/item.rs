//! Items of an agenda as they are printed: number, title, columns, notes. It looks for no paper.

use crate::check::{self, Item, ItemState, Plain, Purpose};
use crate::finding::Place;
use crate::merge::text::Words;
use crate::model::{AgendaItem, Inline, plain};
use crate::style::{Style, fill};

/// What may stand in a column beside the title, as the token `agenda.columns` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Time,
    Wards,
    Purpose,
}

/// The words of the token, and the order of what has no column and stands below the title.
const COLUMNS: [(&str, Column); 3] =
    [("time", Column::Time), ("wards", Column::Wards), ("purpose", Column::Purpose)];

/// The columns of an agenda, in the style's order: those that an item has something for.
pub(super) fn columns(pack: &check::Pack, style: &Style) -> Vec<Column> {
    let named = style.tokens.list("agenda.columns");
    let known = named.iter().filter_map(|word| COLUMNS.iter().find(|(w, _)| w == word));
    let used = |column: &Column| pack.items.iter().any(|item| entry(item, *column, style).is_some());
    known.map(|(_, column)| *column).filter(used).collect()
}

/// Makes an item of the agenda. `in_part` says whether it stands below the heading of a part.
pub(super) fn merge(
    item: &Item,
    title: Vec<Inline>,
    papers: Vec<(String, Option<String>)>,
    columns: &[Column],
    in_part: bool,
    style: &Style,
    words: &mut Words<'_>,
) -> AgendaItem {
    let beside = columns.iter().map(|column| entry(item, *column, style)).collect();
    let below = COLUMNS.iter().filter(|(_, column)| !columns.contains(column));
    let mut notes: Vec<(String, Place)> =
        below.filter_map(|(_, column)| entry(item, *column, style)).collect();
    notes.extend(state(item, style, words));
    AgendaItem {
        depth: item.depth,
        // An item before the first part has no heading of a part above it.
        level: 2 + item.depth + usize::from(in_part),
        part: item.part.as_ref().map(|line| words.line(line)).unwrap_or_default(),
        number: item.number.clone(),
        mark: item.mark.clone(),
        title,
        columns: beside,
        presenter: item.presenter.as_ref().map(|l| words.line(l)).unwrap_or_default(),
        notes,
        blocks: words.blocks(&item.blocks),
        papers,
        place: item.place,
    }
}

/// What an item has for a column, in words that need no heading above them.
fn entry(item: &Item, column: Column, style: &Style) -> Option<(String, Place)> {
    let word = |key: &str| style.tokens.text(key).to_owned();
    match column {
        Column::Time => item.time.map(|(time, place)| (style.time(time), place)),
        Column::Wards => {
            let (names, place) = list(&item.wards)?;
            let pattern = if item.wards.len() == 1 { word("agenda.ward") } else { word("agenda.wards") };
            Some((fill(&pattern, &[("wards", names)]), place))
        }
        Column::Purpose => {
            let key = match item.purpose? {
                Purpose::Decision => "agenda.decision",
                Purpose::Information => "agenda.information",
            };
            Some((word(key), item.place))
        }
    }
}

/// Names one after the other.
pub(super) fn list(names: &[Plain]) -> Option<(String, Place)> {
    let first = names.first()?;
    Some((names.iter().map(|name| name.text.trim()).collect::<Vec<_>>().join(", "), first.place))
}

/// What there is of an item's papers.
fn state(item: &Item, style: &Style, words: &mut Words<'_>) -> Option<(String, Place)> {
    let key = match item.state {
        ItemState::Attached => return None,
        ItemState::ToFollow => "agenda.to_follow",
        ItemState::Tabled => "agenda.tabled",
        ItemState::Oral => "agenda.oral",
        ItemState::Urgent => "agenda.urgent",
        ItemState::Withdrawn => "agenda.withdrawn",
        ItemState::Deferred => "agenda.deferred",
    };
    let word = style.tokens.text(key);
    let reason = item.reason.as_ref().map(|line| plain(&words.line(line)));
    Some((reason.map_or_else(|| word.to_owned(), |reason| format!("{word}: {reason}")), item.place))
}
