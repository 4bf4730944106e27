//! Which column of a data file holds what, as its series says or its headings do. It reads no cell
//! below the headings.

use std::collections::BTreeMap;

use super::file::Request;
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::load::Sheet;

/// What a column may hold, and the headings that say so by themselves.
const ROLES: [(&str, &[&str]); 7] = [
    ("period", &["period", "quarter", "year", "month"]),
    ("area", &["area", "district", "ward", "locality"]),
    ("value", &["value"]),
    ("n", &["n", "numerator"]),
    ("d", &["d", "denominator", "population"]),
    ("provisional", &["provisional"]),
    ("revised", &["revised"]),
];

/// The column of each role, by its place in a row.
pub(super) type Roles = BTreeMap<&'static str, usize>;

/// Finds the columns; `None` where one that is named is not there.
pub(super) fn roles(sheet: &Sheet, request: &Request<'_>, findings: &mut Findings) -> Option<Roles> {
    let mut roles = Roles::new();
    let find =
        |name: &str| sheet.headings.iter().position(|c| c.text.trim().eq_ignore_ascii_case(name.trim()));
    let headings: Vec<&str> = sheet.headings.iter().map(|c| c.text.as_str()).collect();
    let mut sound = true;
    for entry in request.columns {
        let Some((role, _)) = ROLES.iter().find(|(role, _)| *role == entry.key) else {
            let known: Vec<&str> = ROLES.iter().map(|(role, _)| *role).collect();
            findings.push(
                Finding::error(
                    "unknown-key",
                    entry.key_place,
                    format!("`{}` is not something a column can hold", entry.key),
                )
                .hint_if(did_you_mean(&entry.key, known.iter().copied()))
                .hint(format!("it is one of: {}", known.join(", "))),
            );
            sound = false;
            continue;
        };
        let Some(text) = entry.node.text() else {
            findings.push(crate::check::fields::wrong(&entry.key, &entry.node, "text in quotes"));
            sound = false;
            continue;
        };
        match find(&text.string) {
            Some(at) => drop(roles.insert(role, at)),
            None => {
                findings.push(no_heading(&text.string, text.place(), &headings, request));
                sound = false;
            }
        }
    }
    if request.columns.is_empty() {
        for (role, names) in ROLES {
            if let Some(at) = names.iter().find_map(|n| find(n)) {
                roles.insert(role, at);
            }
        }
    }
    for entry in request.filters {
        if find(&entry.key).is_none() {
            findings.push(no_heading(&entry.key, entry.key_place, &headings, request));
            sound = false;
        }
    }
    sound.then_some(roles)
}

fn no_heading(name: &str, place: Place, headings: &[&str], request: &Request<'_>) -> Finding {
    Finding::error("data-column", place, format!("`{}` has no column `{name}`", request.name.string))
        .hint_if(did_you_mean(name, headings.iter().copied()))
        .hint(format!("its headings are: {}", headings.join(", ")))
}
