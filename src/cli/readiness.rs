//! The list of what packs still lack, which ends a check: for people, or one JSON object a line. It
//! never decides what is lacking.

use serde::Serialize;

use super::Console;
use super::settings::Settings;
use crate::finding::FindingFormat;
use crate::merge::Readiness;

/// A line about a pack. Fields are added, never renamed.
#[derive(Serialize)]
struct PackLine<'a> {
    kind: &'static str,
    pack: &'a str,
    meets: String,
    published: Option<String>,
    items: usize,
    ready: usize,
}

/// A line about what is lacking.
#[derive(Serialize)]
struct LackLine<'a> {
    kind: &'static str,
    pack: &'a str,
    number: &'a str,
    title: &'a str,
    what: &'a str,
    from: Option<&'a str>,
    presenter: Option<&'a str>,
    by: String,
}

/// A line about what the agenda itself lacks.
#[derive(Serialize)]
struct AgendaLackLine<'a> {
    kind: &'static str,
    pack: &'a str,
    what: &'a str,
}

/// Says how ready each pack is.
pub(super) fn say(packs: &[Readiness], settings: &Settings, console: &mut Console<'_>) {
    if settings.quiet {
        return;
    }
    for pack in packs {
        match settings.view.format {
            FindingFormat::Human => {
                console.say("");
                pack.lines().iter().for_each(|line| console.say(line));
            }
            FindingFormat::Json => json(pack).iter().for_each(|line| console.say(line)),
            // A line of this form is a finding, and nothing else.
            FindingFormat::Short => {}
        }
    }
}

fn json(pack: &Readiness) -> Vec<String> {
    let lacks = pack.lacks.iter().map(|lack| {
        serde_json::to_string(&LackLine {
            kind: if lack.tabled { "tabled" } else { "missing" },
            pack: &pack.pack,
            number: &lack.number,
            title: &lack.title,
            what: &lack.what,
            from: lack.from.as_deref(),
            presenter: lack.presenter.as_deref(),
            by: lack.by.to_string(),
        })
    });
    let of_agenda = pack.agenda_lacks.iter().map(|what| {
        serde_json::to_string(&AgendaLackLine { kind: "missing_in_agenda", pack: &pack.pack, what })
    });
    let whole = serde_json::to_string(&PackLine {
        kind: "readiness",
        pack: &pack.pack,
        meets: pack.meets.to_string(),
        published: pack.published.map(|day| day.to_string()),
        items: pack.items,
        ready: pack.ready(),
    });
    lacks.chain(of_agenda).chain([whole]).filter_map(Result::ok).collect()
}
