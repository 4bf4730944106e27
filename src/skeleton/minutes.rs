//! The skeleton of minutes, from the pack of their meeting: one minute for each item of the agenda, with
//! places to fill in. It never says what was decided.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::people;
use super::restricted;
use super::standing::{self, MinutedItem};
use super::{day, gap, quoted};
use crate::check::{AgendaEntry, AgendaOutline, held, last_minute};
use crate::load::node::{Node, TomlValue};
use crate::load::{LookedUp, TomlFile};

/// A meeting as it is known before its minutes are written.
#[derive(Debug)]
pub(crate) struct Meeting<'a> {
    /// The pack's folder: "packs/x".
    pub pack: &'a str,
    /// The pack's file.
    pub document: &'a TomlFile,
    pub agenda: &'a AgendaOutline<'a>,
    pub board: &'a TomlFile,
    /// The minutes of the board's meeting before, where there are any.
    pub before: Option<&'a Before>,
    /// The reports that the agenda names, by id, as far as they can be read.
    pub reports: &'a BTreeMap<String, LookedUp>,
}

/// The minutes of the board's meeting before.
#[derive(Debug)]
pub(crate) struct Before {
    /// The path of the minutes.
    pub path: String,
    /// The day of that meeting.
    pub day: NaiveDate,
    /// The file; `None` where it cannot be read.
    pub document: Option<TomlFile>,
}

/// The comment to the clerk above the minute of an item that is not open to the public.
const RESTRICTED: &str = "\
This item, or a report of it, is marked exempt or confidential: nothing of the report is copied here.
Minutes are open to the public. Write only what may be said in public; what may not is written below
exempt/ when boardpack makes members' editions, and until then by your council's own rules.";

impl Meeting<'_> {
    /// The text of the new minutes.
    pub(crate) fn skeleton(&self) -> String {
        let mut out = self.head();
        let members = self.board.root.table().and_then(|t| t.get("member")).and_then(Node::array);
        let before = self.before.and_then(|b| Some((b.day, &b.document.as_ref()?.root)));
        out.push_str(&people::lists(members.unwrap_or_default(), before, self.text("clerk")));
        out.push_str(
            "\n# The minutes, in the order of the agenda. Move one with all its lines to change the order, add\n# [[minute]] for one more, or take one out: the numbers follow by themselves.\n",
        );
        let whole = restricted::has_restriction(&self.document.root);
        // The items below one that is restricted: an agenda has them after it.
        let mut below: Vec<&String> = Vec::new();
        for item in &self.agenda.items {
            let restricted = whole || below.contains(&&item.number) || self.is_restricted(item);
            if restricted {
                below.extend(&item.parts);
            }
            out.push_str(&self.minute(item, restricted));
        }
        out
    }

    /// The number of minutes, and the number of the first; `None` where it is not known.
    pub(crate) fn numbers(&self) -> (usize, Option<u32>) {
        (self.agenda.items.len(), self.first())
    }

    fn first(&self) -> Option<u32> {
        let Some(before) = self.before else { return Some(1) };
        before.document.as_ref().and_then(last_minute).map(|last| last + 1)
    }

    fn head(&self) -> String {
        let start = self.agenda.start;
        let mut out = format!(
            "# Minutes of the meeting of {}, begun from {}/pack.toml.\n# `boardpack check` lists what is still to be written. To fill a place in, write in place of all of\n# {{{{ fill_in(\"…\") }}}}. Nothing is built before the last one is gone.\n",
            day(start.date()),
            self.pack,
        );
        let _ = writeln!(out, "board  = {}", quoted(&self.agenda.board.string));
        let _ = writeln!(out, "start  = {}", start.format("%Y-%m-%dT%H:%M:%S"));
        out.push_str("# end  = 11:10:00               # when it ended: take away the # at the front\n");
        let venue = self.text("place").or_else(|| {
            self.board.root.table()?.get("venue")?.text().map(|t| t.string.trim()).filter(|t| !t.is_empty())
        });
        match venue {
            Some(venue) => {
                let place = quoted(&held(venue));
                let _ = writeln!(out, "place  = {place:<22} # as it goes on after “a meeting held …”");
            }
            None => out.push_str("# place = \"at County Hall\"      # where it was held\n"),
        }
        out.push_str(
            "status = \"draft\"                # marks every page, until the minutes are confirmed\n",
        );
        match (self.first(), self.before) {
            (Some(1), None) => {
                out.push_str("first_number = 1                # the board's first minutes in this folder\n");
            }
            (Some(first), Some(before)) => {
                let _ = writeln!(
                    out,
                    "first_number = {first:<16} # follows minute {} of {}",
                    first - 1,
                    before.path
                );
            }
            (_, before) => {
                let path = before.map_or("", |b| b.path.as_str());
                let _ = writeln!(
                    out,
                    "# first_number =                # {path} does not say where it ended: write the number after its last"
                );
            }
        }
        out
    }

    fn text(&self, key: &str) -> Option<&str> {
        let text = self.document.root.table()?.get(key)?.text()?.string.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Whether an item is marked exempt or confidential, in the agenda or in a report of it.
    fn is_restricted(&self, entry: &AgendaEntry<'_>) -> bool {
        let item = MinutedItem::of(entry);
        let mut reports = item.named("report").filter_map(|id| self.reports.get(id));
        restricted::has_restriction(entry.node)
            || reports.any(|report| restricted::is_restricted(&report.document.root))
    }

    fn minute(&self, entry: &AgendaEntry<'_>, restricted: bool) -> String {
        let item = MinutedItem::of(entry);
        let mut out = format!("\n[[minute]]\ntitle = {}\n", quoted(&title(entry.title)));
        let _ = writeln!(out, "agenda_item = {}", quoted(&entry.number));
        if let Some(presenter) = item.text("presenter") {
            comment(&mut out, presenter);
        }
        if !entry.parts.is_empty() {
            comment(
                &mut out,
                &format!(
                    "Below it stand the minutes of {}. Take this one out where nothing was said here.",
                    entry.parts.join(", ")
                ),
            );
        }
        // A draft of minutes is open: nothing of a restricted report may get into it, not even its id.
        if restricted {
            comment(&mut out, RESTRICTED);
        }
        for id in item.named("report").filter(|_| !restricted) {
            if let Some(recommended) = self.reports.get(id).and_then(recommendation) {
                comment(&mut out, &format!("What the report `{id}` recommends:"));
                comment(&mut out, recommended);
            }
        }
        let words = standing::words(&item, restricted, self.before.map(|b| b.day), self.agenda.next);
        let _ = writeln!(out, "text = {}", narrative(&words.text));
        if let Some(example) = words.resolved {
            let resolved = gap(&format!("what was resolved, such as: {example}"));
            let _ = writeln!(out, "resolved = {}", narrative(&resolved));
        }
        out
    }
}

/// A title of an agenda or a report for minutes, with a gap for each expression.
fn title(typed: &str) -> String {
    if typed.is_empty() {
        return gap("the title of this minute").replace('"', "'");
    }
    let mut out = String::new();
    let mut rest = typed;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (expression, after) = after.split_once("}}").unwrap_or((after, ""));
        // A title stands in double quotes.
        out.push_str(&gap(&format!("what the agenda prints for {}", expression.trim())).replace('"', "'"));
        rest = after;
    }
    out + rest
}

/// A text of several lines as TOML has it.
fn narrative(text: &str) -> String {
    let plain = !text.contains("'''") && !text.ends_with('\'');
    if plain { format!("'''\n{text}\n'''") } else { quoted(text) }
}

fn comment(out: &mut String, text: &str) {
    for line in text.trim().lines() {
        // A control character would not be a comment of TOML's.
        let clean: String = line.trim_end().chars().filter(|c| !c.is_control()).collect();
        let _ = writeln!(out, "{}", format!("# {clean}").trim_end());
    }
}

fn recommendation(report: &LookedUp) -> Option<&str> {
    let field = report.document.root.table()?.get("recommendations")?;
    match &field.value {
        TomlValue::Table(table) => table.get("text")?.text().map(|t| t.string.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_no_expression_that_minutes_cannot_print() {
        assert_eq!(
            title("Report for {{ next.day }}."),
            "Report for {{ fill_in('what the agenda prints for next.day') }}."
        );
        assert_eq!(title("Plain"), "Plain");
    }

    #[test]
    fn text_that_would_end_early_is_quoted() {
        assert_eq!(narrative("a"), "'''\na\n'''");
        assert_eq!(narrative("a ''' b"), "\"a ''' b\"");
    }
}
