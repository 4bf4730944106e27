//! Items of an agenda as they are printed: number, title, columns, notes. It looks for no paper.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::check::{self, ItemSpec, ItemState, PlainText, Purpose};
use crate::finding::Span;
use crate::merge::quotes::with_quotes;
use crate::merge::text::TextMerger;
use crate::model::{AgendaItem, Inline, plain};
use crate::style::{Style, fill};

/// A column that may stand beside the titles of an agenda, as the token `agenda.columns` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AgendaColumn {
    Time,
    Wards,
    Purpose,
}

/// The columns by the words of the token `agenda.columns`, in the order in which those that are not columns
/// stand below the title.
const COLUMNS: [(&str, AgendaColumn); 3] =
    [("time", AgendaColumn::Time), ("wards", AgendaColumn::Wards), ("purpose", AgendaColumn::Purpose)];

/// The columns of an agenda, in the style's order: those that an item has text for.
pub(super) fn columns(pack: &check::PackSpec, style: &Style) -> Vec<AgendaColumn> {
    let named = style.tokens.list("agenda.columns");
    let known = named.iter().filter_map(|word| COLUMNS.iter().find(|(w, _)| w == word));
    let used = |column: &AgendaColumn| pack.items.iter().any(|item| entry(item, *column, style).is_some());
    known.map(|(_, column)| *column).filter(used).collect()
}

/// The most letters of a title that its item is named by.
const LONGEST_NAME: usize = 60;

/// The name by which links lead to an item: "item-modern-slavery", of its title, since its number changes when
/// items are moved. Of items with one title the later ones are counted.
pub(super) fn name(title: &str, taken: &mut BTreeSet<String>) -> String {
    // An accent is taken off its letter, and an apostrophe parts no word.
    let plain =
        title.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '\u{2018}' | '\u{2019}'));
    let plain = plain.collect::<String>().to_lowercase();
    let mut name = String::from("item");
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.len() + word.len() > LONGEST_NAME && name.len() > "item".len() {
            break;
        }
        name.push('-');
        name.extend(word.chars().take(LONGEST_NAME));
    }
    let mut own = name.clone();
    let mut n = 1;
    while !taken.insert(own.clone()) {
        n += 1;
        own = format!("{name}-{n}");
    }
    own
}

/// Makes an item of the agenda. `in_part` says whether it stands below the heading of a part.
pub(super) fn merge(
    item: &ItemSpec,
    (anchor, title): (String, Vec<Inline>),
    papers: Vec<(String, Option<String>)>,
    columns: &[AgendaColumn],
    in_part: bool,
    style: &Style,
    words: &mut TextMerger<'_>,
) -> AgendaItem {
    let beside = columns.iter().map(|column| entry(item, *column, style)).collect();
    let below = COLUMNS.iter().filter(|(_, column)| !columns.contains(column));
    let mut notes: Vec<(String, Span)> =
        below.filter_map(|(_, column)| entry(item, *column, style)).collect();
    notes.extend(state(item, style, words));
    AgendaItem {
        depth: item.depth,
        // An item before the first part has no heading of a part above it.
        level: 2 + item.depth + usize::from(in_part),
        part: item.part.as_ref().map(|line| words.line(line)).unwrap_or_default(),
        number: item.number.clone(),
        mark: item.mark.clone(),
        anchor,
        title,
        columns: beside,
        presenter: item.presenter.as_ref().map(|l| words.line(l)).unwrap_or_default(),
        notes,
        blocks: words.blocks(&item.blocks),
        papers,
        span: item.span,
    }
}

/// The text of an item for a column, in words that need no heading above them; `None` where it has none.
fn entry(item: &ItemSpec, column: AgendaColumn, style: &Style) -> Option<(String, Span)> {
    let word = |key: &str| style.tokens.text(key).to_owned();
    match column {
        AgendaColumn::Time => item.time.map(|(time, span)| (style.time(time), span)),
        AgendaColumn::Wards => {
            let (names, span) = list(&item.wards)?;
            let pattern = if item.wards.len() == 1 { word("agenda.ward") } else { word("agenda.wards") };
            Some((fill(&pattern, &[("wards", with_quotes(&names, &style.tokens))]), span))
        }
        AgendaColumn::Purpose => {
            let key = match item.purpose? {
                Purpose::Decision => "agenda.decision",
                Purpose::Information => "agenda.information",
            };
            Some((word(key), item.span))
        }
    }
}

/// Names joined by commas, with the span of the first; `None` where there are none.
pub(super) fn list(names: &[PlainText]) -> Option<(String, Span)> {
    let first = names.first()?;
    Some((names.iter().map(|name| name.text.trim()).collect::<Vec<_>>().join(", "), first.span))
}

/// The words for the state of an item's papers; `None` where they are here, or the item needs none.
fn state(item: &ItemSpec, style: &Style, words: &mut TextMerger<'_>) -> Option<(String, Span)> {
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
    Some((reason.map_or_else(|| word.to_owned(), |reason| format!("{word}: {reason}")), item.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_by_their_titles_and_no_two_alike() {
        let mut taken = BTreeSet::new();
        let mut name = |title: &str| super::name(title, &mut taken);
        assert_eq!(name("Modern slavery"), "item-modern-slavery");
        assert_eq!(name("Modern slavery"), "item-modern-slavery-2");
        assert_eq!(name("The Board\u{2019}s plan: 2023/24 Q3"), "item-the-boards-plan-2023-24-q3");
        assert_eq!(name("D\u{175}r a th\u{ea}m"), "item-dwr-a-them");
        assert_eq!(name("\u{2026}"), "item");
        let long = name(&"word ".repeat(40));
        assert!(long.len() <= LONGEST_NAME && long.ends_with("-word"), "{long}");
    }
}
