//! An action log rolled forward: the text of the log before with closed actions taken out. It never writes an
//! action anew: what goes forward is the same, byte for byte.
//!
//! A log is rolled forward as text, not as TOML that is read and written anew, which would lose comments and
//! spacing. Spans of the TOML values say which lines are an action's (`blocks`), and these are copied or left
//! out whole.

use std::ops::Range;

use chrono::NaiveDate;

use super::blocks::{self, Owner};
use super::day;
use crate::check::ClosedActions;
use crate::finding::{Finding, Findings, Rule, Sources};
use crate::load::TomlFile;
use crate::load::node::{Node, TomlValue};

/// An action log that is to be rolled forward, and the meeting that the new one goes to.
#[derive(Debug)]
pub(crate) struct Roll<'a> {
    /// The log as it is.
    pub document: &'a TomlFile,
    /// The meeting that it went to.
    pub from: NaiveDate,
    /// The meeting that the new one goes to.
    pub to: NaiveDate,
    /// The board's rule for closed actions.
    pub rule: ClosedActions,
    /// Whether the actions are numbered 1, 2, 3 again.
    pub renumber: bool,
}

/// An action log that was rolled forward.
#[derive(Debug)]
pub(crate) struct Rolled {
    /// The text of the new file.
    pub text: String,
    /// The number of actions that go forward.
    pub kept: usize,
    /// The ids of the actions that do not go forward.
    pub dropped: Vec<String>,
}

impl Roll<'_> {
    /// Rolls the log forward; `None` where it cannot be taken apart, which is a finding.
    pub(crate) fn forward(&self, sources: &Sources, findings: &mut Findings) -> Option<Rolled> {
        let text = sources.text(self.document.file);
        let table = self.document.root.table()?;
        let actions = table.get("action").and_then(Node::array).unwrap_or_default();
        if let Some(inline) = actions.iter().find(|a| !sources.slice(a.span).starts_with("[[")) {
            findings.push(
                Finding::error(
                    Rule::WrongType,
                    inline.span,
                    "an action in braces cannot be rolled forward by itself",
                )
                .hint("write it below a line [[action]], with a line for each of its keys"),
            );
            return None;
        }
        let stays: Vec<bool> = actions.iter().map(|a| self.stays(a)).collect();
        let runs = blocks::runs(&self.document.root, sources, text);
        let of = |keep: bool| {
            let meant = runs.iter().filter(|r| matches!(r.owner, Owner::Action(n) if stays[n] == keep));
            meant.map(|r| &text[r.range.clone()]).collect::<String>()
        };
        let (kept, gone) = (of(true), of(false));
        let refers = |text: &str, name: &str| {
            // In double quotes, quotes are typed with a backslash.
            let text = text.replace('\\', "");
            text.contains(&format!("note(\"{name}\")")) || text.contains(&format!("note('{name}')"))
        };
        let drops = |owner: &Owner| match owner {
            Owner::Action(n) => !stays[*n],
            // A note that only dropped actions refer to goes with them.
            Owner::Note(name) => refers(&gone, name) && !refers(&kept, name),
            Owner::File => false,
        };
        let mut edits = blocks::without(text, &runs, drops);
        if self.renumber {
            let numbers = actions.iter().zip(&stays).filter(|(_, stays)| **stays);
            edits.extend((1..).zip(numbers).filter_map(|(n, (action, _))| {
                let number = action.table()?.get("number")?;
                Some((sources.range(number.span), n.to_string()))
            }));
        }
        let (head, first) = self.head(text);
        edits.extend(head);
        let mut text = first + &apply(text, edits);
        // Where the last action went, the blank line above it is left over.
        while stays.last() == Some(&false) && (text.ends_with("\n\n") || text.ends_with("\n\r\n")) {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
            text.push('\n');
        }
        let id = |a: &Node| Some(a.table()?.get("id")?.text()?.string.clone());
        let dropped: Vec<&Node> = actions.iter().zip(&stays).filter(|(_, s)| !**s).map(|(a, _)| a).collect();
        Some(Rolled {
            text,
            kept: actions.len() - dropped.len(),
            dropped: dropped.into_iter().filter_map(id).collect(),
        })
    }

    /// Whether an action goes forward. Under "once", an action that was closed before the old log's meeting
    /// has been printed as closed in the old log; one that was closed on that day or since has not.
    fn stays(&self, action: &Node) -> bool {
        let Some(closed) = closed(action) else { return true };
        match self.rule {
            ClosedActions::Drop => false,
            ClosedActions::Once => closed >= self.from,
            ClosedActions::Keep => true,
        }
    }

    /// The edits that bring the date of the meeting up to date in the comment at the head of the file; and a
    /// first line, where the file has no such comment.
    fn head(&self, text: &str) -> (Vec<(Range<usize>, String)>, String) {
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                break;
            }
            end += line.len();
            if line.trim().is_empty() {
                break;
            }
        }
        let comment = &text[..end];
        if !comment.starts_with('#') {
            let line = format!("# The action log for the meeting of {}.\n\n", day(self.to));
            return (Vec::new(), line);
        }
        let mut edits = Vec::new();
        for (old, new) in [(day(self.from), day(self.to)), (self.from.to_string(), self.to.to_string())] {
            let whole = |at: usize| !comment[..at].ends_with(|c: char| c.is_ascii_digit());
            let found = comment.match_indices(&old).filter(|(at, _)| whole(*at));
            edits.extend(found.map(|(at, _)| (at..at + old.len(), new.clone())));
        }
        (edits, String::new())
    }
}

/// The last day on which an action and every part with a status of its own was closed; `None` where any is
/// open. A part without a status follows the row above.
fn closed(action: &Node) -> Option<NaiveDate> {
    let table = action.table()?;
    let mut last = closed_itself(action)?;
    for part in table.get("part").and_then(Node::array).unwrap_or_default() {
        let has = |key| part.table().is_some_and(|t| t.get(key).is_some());
        if has("closed") || has("status") {
            last = last.max(closed_itself(part)?);
        }
    }
    Some(last)
}

fn closed_itself(row: &Node) -> Option<NaiveDate> {
    let TomlValue::Date(date) = row.table()?.get("closed")?.value else { return None };
    date.date?.to_string().parse().ok()
}

/// A text with stretches of it replaced. An edit that overlaps the one before is left out.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out + &text[at..]
}
