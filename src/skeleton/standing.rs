//! The usual words of minutes, by an item's state, by its papers, and by the titles of items that every
//! agenda has. It never says what only those present can know: that is left to the clerk.

use chrono::{NaiveDate, NaiveDateTime};

use super::{day, gap, moment};
use crate::check::AgendaEntry;
use crate::load::node::{Node, TomlTable, TomlValue};

/// An item of an agenda, as far as its minute depends on it.
pub(super) struct MinutedItem<'a> {
    title: String,
    table: Option<&'a TomlTable>,
}

impl<'a> MinutedItem<'a> {
    /// The item of an agenda's entry.
    pub(super) fn of(entry: &AgendaEntry<'a>) -> Self {
        Self { title: entry.title.to_lowercase(), table: entry.node.table() }
    }

    /// The text of a key of the item; `None` where it is blank or missing.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.table?.get(key)?.text()?.string.trim();
        (!text.is_empty()).then_some(text)
    }

    fn papers(&self) -> impl Iterator<Item = &'a TomlTable> {
        let papers = self.table.and_then(|t| t.get("papers")).and_then(Node::array).unwrap_or_default();
        papers.iter().filter_map(Node::table)
    }

    /// The ids of the item's papers of a kind.
    pub(super) fn named(&self, kind: &'static str) -> impl Iterator<Item = &'a str> {
        self.papers().filter_map(move |p| p.get(kind)?.text()).map(|t| t.string.as_str())
    }

    fn has(&self, kind: &str) -> bool {
        self.papers().any(|p| p.get(kind).is_some())
    }

    /// The day of the minutes that the item confirms; `None` where it confirms none.
    fn minutes(&self) -> Option<NaiveDate> {
        let TomlValue::Date(date) = self.papers().find_map(|p| p.get("minutes"))?.value else { return None };
        date.date?.to_string().parse().ok()
    }

    fn minute_text(&self, all: &[&str]) -> bool {
        all.iter().all(|word| self.title.contains(word))
    }
}

/// The text of a minute, and an example of its resolution.
pub(super) struct MinuteText {
    /// The narrative.
    pub text: String,
    /// The usual resolution, as an example for the clerk; `None` where nothing is resolved.
    pub resolved: Option<&'static str>,
}

/// The text of an item's minute, which may be `restricted`. `before` is the day of the board's last minutes,
/// `next` the start of its next meeting.
pub(super) fn words(
    item: &MinutedItem<'_>,
    restricted: bool,
    before: Option<NaiveDate>,
    next: Option<NaiveDateTime>,
) -> MinuteText {
    let said = |text: String| MinuteText { text, resolved: None };
    match item.text("state") {
        Some("withdrawn") => return said("This item had been withdrawn.".to_owned()),
        Some("deferred") => {
            return said("Consideration of this item was deferred to a later meeting.".to_owned());
        }
        _ => {}
    }
    if restricted {
        return MinuteText {
            text: gap("what may be said of this in public"),
            resolved: Some("That the report be noted."),
        };
    }
    if item.has("minutes")
        || item.minute_text(&["minutes", "previous"])
        || item.minute_text(&["minutes", "last meeting"])
    {
        let of = item.minutes().or(before).map_or_else(|| gap("the date of that meeting"), day);
        return said(format!(
            "The Board took the minutes of the meeting held on {of} as read, and confirmed them as correct."
        ));
    }
    if item.minute_text(&["declaration", "interest"]) {
        let declared = gap("who declared which interest in which item; or: There were no declarations.");
        return said(format!(
            "The Chair invited members to declare any interest in an item of the agenda.\n\n{declared}"
        ));
    }
    if item.minute_text(&["next meeting"]) {
        let when = next.map_or_else(|| gap("day, date and time of the next meeting"), moment);
        return said(format!("The next meeting will be held on {when}."));
    }
    if item.has("actions") || item.minute_text(&["action log"]) {
        let filed = if item.has("actions") { " {{ filed }}" } else { "" };
        let noted = gap("what was said about which action");
        return MinuteText {
            text: format!("The Board considered its action log.{filed}\n\n{noted}"),
            resolved: Some("That the position on each action be noted."),
        };
    }
    let blank = item.papers().next().is_none();
    if blank
        && (item.minute_text(&["other business"])
            || item.minute_text(&["matters arising"])
            || item.minute_text(&["urgent items"]))
    {
        return said(gap("what was raised; or: Nothing was raised."));
    }
    if blank && item.minute_text(&["apolog"]) {
        return said("The apologies for absence were noted.".to_owned());
    }
    if blank && (item.minute_text(&["introductions"]) || item.minute_text(&["welcome"])) {
        return said("The Chair welcomed those present.".to_owned());
    }
    considered(item)
}

/// The text of a minute on something that was considered, by the kind of paper.
fn considered(item: &MinutedItem<'_>) -> MinuteText {
    let points = format!(
        "The following points were noted:\n\n1. {}",
        gap("what was said, one point in each line that begins with 1.")
    );
    let awaited = matches!(item.text("state"), Some("to_follow" | "tabled"));
    let about = gap("whose report it is, and what it is about");
    let whom = gap("by whom, and what about");
    let (first, resolved) = if item.has("report") || awaited {
        (format!("The Board considered a report of {about}. {{{{ filed }}}}"), "That the report be noted.")
    } else if item.has("pdf") {
        (format!("The Board received a presentation {whom}."), "That the presentation be noted.")
    } else if item.text("state") == Some("oral") {
        (format!("The Board heard an oral report {whom}."), "That the report be noted.")
    } else {
        // A heading over other items, or something nobody wrote a paper for.
        return MinuteText { text: gap("what was said"), resolved: None };
    };
    // LGA 1972 s.100B(4)(b): the reason why an item is urgent is specified in the minutes.
    let urgent = (item.text("state") == Some("urgent")).then(|| {
        let reason = item.text("reason").filter(|r| !r.contains("{{"));
        let reason =
            reason.map_or_else(|| gap("why it could not wait"), |r| r.trim_end_matches('.').to_owned());
        format!("The Chair agreed that this item be taken as urgent, for this reason: {reason}.\n\n")
    });
    let text = format!("{}{first}\n\n{points}", urgent.unwrap_or_default());
    MinuteText { text, resolved: Some(resolved) }
}
