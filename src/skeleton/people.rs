//! The lists of those who were at a meeting, as entries to go through: the board's members, or those of the
//! meeting before. It never knows who came.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{day, quoted};
use crate::load::node::Node;

/// The commented example of lists of attendance, for a meeting of which nobody is known.
const EXAMPLES: &str = r#"
# Who was there: take away the # at the front of the lines, and write one such entry for each.
# [[present]]
# person = "chair"              # an id of people.toml
# as     = "in the Chair"
#
# [[present]]
# name         = "Councillor A. Member"
# organisation = "Sample Borough Council"
# note         = "left after minute 3"
#
# [[officer]]
# person = "democratic_services"
#
# [[apology]]
# name         = "Ms B. Away"
# organisation = "Sample Police"
"#;

/// The lists of attendance for new minutes. `members` are the entries of the board's file; `before` are the
/// minutes of the meeting before, with its day; `clerk` is an id of `people.toml`.
pub(super) fn lists(members: &[Node], before: Option<(NaiveDate, &Node)>, clerk: Option<&str>) -> String {
    let entries = |list: &str| {
        let all = before.and_then(|(_, root)| root.table()?.get(list)?.array());
        all.unwrap_or_default().iter().collect::<Vec<_>>()
    };
    let mut lists = Lists { out: String::new(), seen: BTreeSet::new() };
    if members.is_empty() {
        // Who sent apologies last time is as likely to come as those who came.
        let last: Vec<&Node> = entries("present").into_iter().chain(entries("apology")).collect();
        lists.put("present", &last);
    } else {
        lists.put("present", &members.iter().collect::<Vec<_>>());
    }
    if lists.out.is_empty() {
        return with_clerk(clerk);
    }
    let known = match before {
        Some((date, _)) if members.is_empty() => {
            format!("Those who came to the meeting of {}, or sent apologies for it", day(date))
        }
        _ => "The members of the board".to_owned(),
    };
    lists.put("officer", &entries("officer"));
    if let Some(clerk) = clerk {
        lists.one("officer", &[("person", clerk)]);
    }
    format!(
        "\n# {known}: correct the list.\n# Who was not there: take the entry out. Who sent apologies: change [[present]] to [[apology]].\n# Who came late or left early: add, say, note = \"left after minute 3\".{}",
        lists.out
    )
}

fn with_clerk(clerk: Option<&str>) -> String {
    let clerk = clerk.map(|id| format!("\n[[officer]]\nperson = {}\n", quoted(id)));
    format!("{EXAMPLES}{}", clerk.unwrap_or_default())
}

struct Lists<'a> {
    out: String,
    seen: BTreeSet<Vec<&'a str>>,
}

impl<'a> Lists<'a> {
    fn put(&mut self, list: &str, entries: &[&'a Node]) {
        for entry in entries {
            let Some(table) = entry.table() else { continue };
            let value = |key: &'static str| {
                let text = table.get(key)?.text()?.string.trim();
                (!text.is_empty()).then_some((key, text))
            };
            let keys = ["person", "name", "organisation", "as"];
            self.one(list, &keys.into_iter().filter_map(value).collect::<Vec<_>>());
        }
    }

    /// Writes an entry of a list, unless a list has it already.
    fn one(&mut self, list: &str, entry: &[(&str, &'a str)]) {
        let who: Vec<&str> = entry.iter().filter(|(key, _)| *key != "as").map(|(_, text)| *text).collect();
        let named = entry.iter().any(|(key, _)| matches!(*key, "person" | "name"));
        if !named || !self.seen.insert(who) {
            return;
        }
        let width = entry.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        let _ = write!(self.out, "\n[[{list}]]\n");
        for (key, text) in entry {
            let _ = writeln!(self.out, "{key:width$} = {}", quoted(text));
        }
    }
}
