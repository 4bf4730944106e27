//! Attendance at a meeting: the lists of those present, of officers and of apologies; and the members of a
//! board. It never decides how they are printed.

use std::collections::BTreeMap;

use super::PlainText;
use super::fields::Fields;
use super::person::Person;
use super::plain_text::plain;
use crate::finding::{Finding, Findings, Rule, Span, listed_parts, nearest};
use crate::load::node::Node;

/// A list of people in minutes, such as those who were present.
#[derive(Debug)]
pub(crate) struct Attendance {
    /// The key of its heading among the style's words for minutes.
    pub heading: &'static str,
    pub people: Vec<Attender>,
}

/// A person on a list of attendance or of a board's members.
#[derive(Debug, Clone)]
pub(crate) struct Attender {
    pub name: PlainText,
    /// The body that sent the person.
    pub organisation: Option<PlainText>,
    /// The words printed after the name: "in the Chair".
    pub capacity: Option<PlainText>,
    /// A note on when the person came or left.
    pub note: Option<PlainText>,
    /// The span of the entry.
    pub span: Span,
}

/// Reads the three lists of attendance. A person who is on two of them, or twice on one, is a finding.
pub(super) fn read(
    fields: &mut Fields<'_>,
    file: Span,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Vec<Attendance> {
    let mut lists = Vec::new();
    let mut seen = ListedPeople::new();
    for (key, heading) in [("present", "present"), ("officer", "officers"), ("apology", "apologies")] {
        let nodes = fields.list(key, findings);
        let listed: Vec<Attender> = nodes.iter().filter_map(|n| one(key, n, people, findings)).collect();
        let hint =
            "keep one of them; who came late or left early has a note: note = \"left after minute 41\"";
        once(key, &listed, &mut seen, hint, findings);
        let typed = nodes.len();
        if key == "present" && typed == 0 && fields.node(key).is_none_or(|n| n.array().is_some()) {
            // LGA 1972 Sch 12 para 40: the names of the members present shall be recorded.
            findings.push(
                Finding::error(Rule::MissingKey, file, "these minutes do not say who was present")
                    .hint("add, for each of them: [[present]] with person = \"…\" (an id of people.toml), or name = \"…\" and organisation = \"…\""),
            );
        }
        lists.push(Attendance { heading, people: listed });
    }
    lists
}

/// Reads the members of a board.
pub(super) fn members(
    nodes: &[Node],
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Vec<Attender> {
    let members: Vec<Attender> = nodes.iter().filter_map(|n| one("member", n, people, findings)).collect();
    once("member", &members, &mut ListedPeople::new(), "keep one of them", findings);
    members
}

/// The people on the lists so far, by name and organisation, each with the key of the first list that has
/// them.
type ListedPeople = BTreeMap<String, &'static str>;

/// Finds people who stand on a list and on one before it, or twice on it.
fn once(
    key: &'static str,
    listed: &[Attender],
    seen: &mut ListedPeople,
    hint: &str,
    findings: &mut Findings,
) {
    for attender in listed {
        // Two people of one name come from two places.
        let who = (&attender.name, attender.organisation.as_ref());
        let who = format!("{}\n{}", who.0.text.trim(), who.1.map_or("", |o| o.text.trim()));
        if let Some(first) = seen.insert(who, key) {
            let message = if first == key {
                format!("`{}` stands twice in [[{key}]]", attender.name.text)
            } else {
                format!("`{}` stands both in [[{first}]] and in [[{key}]]", attender.name.text)
            };
            findings.push(Finding::error(Rule::PersonTwice, attender.name.span, message).hint(hint));
        }
    }
}

/// The words before the name of a person, in English and Welsh, in small letters.
const STYLES_OF_NAMES: [&str; 12] =
    ["cllr", "cllr.", "councillor", "mr", "mrs", "ms", "miss", "dr", "cyng.", "cyng", "mr.", "dr."];

/// Warns of an entry that holds the names of several people: they would count as one.
fn several_names(key: &str, name: &PlainText, findings: &mut Findings) {
    let named: Vec<&str> = listed_parts(&name.text)
        .into_iter()
        .filter(|part| {
            let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
            STYLES_OF_NAMES.contains(&first.as_str())
        })
        .collect();
    let [first, second, ..] = named[..] else { return };
    findings.push(
        Finding::warning(
            Rule::PersonSeveral,
            name.span,
            format!("{} people seem to stand in one [[{key}]], and would count as one", named.len()),
        )
        .hint(format!(
            "give each an entry of their own: [[{key}]] with name = \"{first}\", then [[{key}]] with name = \"{second}\", and so on"
        )),
    );
}

/// Reads an entry of a list. A member has no note, since nobody has come or gone yet.
fn one(
    key: &str,
    node: &Node,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Option<Attender> {
    let mut fields = Fields::of(node, format!("`[[{key}]]`"), findings);
    let person_node = fields.node("person");
    let typed = fields.text("name", findings).map(plain).filter(|n| !n.text.trim().is_empty());
    let organisation = fields.text("organisation", findings).map(plain);
    let capacity = fields.text("as", findings).map(plain).filter(|p| !p.text.trim().is_empty());
    let noted = if key == "member" { None } else { fields.text("note", findings) };
    let note = noted.map(plain).filter(|p| !p.text.trim().is_empty());
    let mut unknown = Findings::default();
    let person = person_node.and_then(|n| super::person::person("person", n, people, &mut unknown));
    // What is wrong with an entry that has a name too is one thing.
    if typed.is_none() || person_node.is_some_and(|n| n.text().is_none()) {
        findings.append(std::mem::take(&mut unknown));
    }
    match (person_node, &typed) {
        (Some(node), Some(name)) if !unknown.is_empty() => {
            let id = node.text().map_or("…", |text| text.string.as_str());
            let name = name.text.trim();
            let meant = nearest(id, people.keys().map(String::as_str))
                .map(|near| format!("where `{near}` is meant, write person = \"{near}\", and delete `name`"));
            let message =
                format!("this entry has both `person` and `name`, and there is nobody `{id}` in people.toml");
            findings.push(
                Finding::error(Rule::NameTwice, node.span, message)
                    .hint(format!("delete `person`, and keep name = \"{name}\""))
                    .hint_if(meant),
            );
        }
        (None, None) => fields.missing("name", "\"…\" (or person = \"…\", an id of people.toml)", findings),
        (Some(node), Some(name)) => {
            let id = node.text().map_or("…", |text| text.string.as_str());
            findings.push(
                Finding::error(Rule::NameTwice, node.span, "this entry has both `person` and `name`").hint(
                    format!(
                        "keep person = \"{id}\" and delete `name`; where somebody else came in their place, delete `person` and keep name = \"{}\", with organisation = \"…\"",
                        name.text.trim()
                    ),
                ),
            );
        }
        _ => {}
    }
    fields.finish(findings);
    if let Some(typed) = &typed {
        several_names(key, typed, findings);
    }
    let span = person_node.map_or(node.span.head(), |n| n.span);
    let name = match (&person, typed) {
        (Some(person), _) => PlainText { text: person.name.text.clone(), span },
        (None, Some(typed)) => typed,
        (None, None) => return None,
    };
    let organisation = organisation
        .or_else(|| person.and_then(|p| p.organisation).map(|o| PlainText { text: o.text, span }))
        .filter(|o| !o.text.trim().is_empty());
    Some(Attender { name, organisation, capacity, note, span: node.span })
}
