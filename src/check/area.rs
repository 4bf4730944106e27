//! Areas of `council.toml`: the whole, groups of its parts, and a group of places to compare with. It never
//! looks at a figure.
//!
//! Areas are declared once for the council, in groups; the group `comparators` is never ranked unless an
//! author names it.

use super::PlainText;
use super::plain_text::{capital, plain};
use crate::finding::{Correction, Finding, Findings, Rule, Span, did_you_mean, same_word};
use crate::load::node::{Node, TomlEntry, TomlValue, TypedText, toml_text};
use crate::value::Id;

/// The areas that figures may be for, in their groups.
#[derive(Debug, Clone, Default)]
pub(crate) struct AreaGroups {
    /// The name of the whole that figures without an area are for.
    pub whole: Option<PlainText>,
    /// Groups such as `districts`, in order.
    pub groups: Vec<Group>,
}

/// A group of areas.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// The key, such as `districts`.
    pub id: String,
    /// The id and name of each area, in order.
    pub areas: Vec<(String, PlainText)>,
}

impl AreaGroups {
    /// The name of the area with an id; `None` where no group has it.
    pub(crate) fn name(&self, id: &str) -> Option<&PlainText> {
        self.all().find(|(own, _)| own == id).map(|(_, name)| name)
    }

    /// The group that an area belongs to; `None` where no group has it.
    pub(crate) fn group_of(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.areas.iter().any(|(own, _)| own == id))
    }

    /// The group with a key.
    pub(crate) fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }

    /// The id of the area that a text names, by id or by name; `Some(None)` is the whole.
    pub(crate) fn find(&self, text: &str) -> Option<Option<&str>> {
        let same = |name: &str| name.trim().eq_ignore_ascii_case(text.trim());
        if self.whole.as_ref().is_some_and(|w| same(&w.text)) {
            return Some(None);
        }
        if let Some((id, _)) = self.all().find(|(id, _)| same(id)) {
            return Some(Some(id));
        }
        match self.named(text).as_slice() {
            [id] => Some(Some(id)),
            _ => None,
        }
    }

    /// The ids of areas by their name; a district and a ward may share one.
    fn named(&self, text: &str) -> Vec<&str> {
        let same = |name: &PlainText| name.text.trim().eq_ignore_ascii_case(text.trim());
        self.all().filter(|(_, name)| same(name)).map(|(id, _)| id.as_str()).collect()
    }

    /// The ids and names of all areas, which "did you mean" chooses from.
    pub(super) fn words(&self) -> Vec<&str> {
        self.all().flat_map(|(id, name)| [id.as_str(), name.text.as_str()]).collect()
    }

    /// The ids of all areas.
    pub(super) fn ids(&self) -> Vec<&str> {
        self.all().map(|(id, _)| id.as_str()).collect()
    }

    /// Whether a text is the name of several areas.
    pub(super) fn is_shared(&self, text: &str) -> bool {
        self.named(text).len() > 1
    }

    fn all(&self) -> impl Iterator<Item = &(String, PlainText)> {
        self.groups.iter().flat_map(|g| &g.areas)
    }

    /// The correction of the name of an area that is written in another way, or with two letters the wrong way round;
    /// `None` where it may be the name of another place, however near.
    pub(super) fn correction(&self, text: &TypedText) -> Option<Correction> {
        let is = |word: &str| same_word(&text.string, [word]).is_some();
        if self.whole.as_ref().is_some_and(|whole| is(&whole.text)) {
            return None;
        }
        let mut meant = self.all().filter(|(id, name)| is(id) || is(&name.text));
        let ((id, name), None) = (meant.next()?, meant.next()) else { return None };
        // An id has no blanks.
        let is_name = is(&name.text) && (text.string.trim().contains(' ') || !is(id));
        text.rewrite(if is_name { &name.text } else { id })
    }

    /// How to declare an area that an expression names; `None` where it is a slip in the name of another, or where
    /// the finding for it has the lines.
    pub(super) fn how_to_declare(&self, text: &str) -> Option<String> {
        let group = self.groups.iter().find(|group| group.id != "comparators")?;
        let is_new = did_you_mean(text, self.words()).is_none() && !self.is_shared(text);
        let (id, name) = id_and_name(text);
        is_new.then(|| {
            format!(
                "where it is a new one, add below [areas.{}] in council.toml: {id} = {}; and its figures to the indicator, as a series with area = \"{id}\"",
                group.id,
                toml_text(&name)
            )
        })
    }

    /// "Did you mean" with the name of the area that is near to a text with blanks or capitals, as a data file has it.
    fn near_name(&self, text: &str) -> Option<String> {
        let is_name = text.contains(|c: char| c.is_whitespace() || c.is_uppercase());
        did_you_mean(text, self.all().filter(|_| is_name).map(|(_, name)| name.text.as_str()))
    }

    /// The finding for an area that is not declared.
    pub(super) fn unknown(&self, text: &str, span: Span) -> Finding {
        let several = self.named(text);
        if several.len() > 1 {
            return Finding::error(Rule::UnknownArea, span, format!("`{text}` is the name of several areas"))
                .hint(format!("write the id of the one that is meant: {}", several.join(" or ")));
        }
        let known = self.words();
        let ids = self.ids();
        let finding = Finding::error(Rule::UnknownArea, span, format!("council.toml has no area `{text}`"))
            .hint_if(self.near_name(text).or_else(|| did_you_mean(text, known)));
        if ids.is_empty() {
            declare(finding, "districts", text)
        } else {
            finding.hint(format!("there are: {}", ids.join(", ")))
        }
    }
}

/// The finding with the lines that declare an area; a text in small letters is taken for its id.
fn declare(finding: Finding, group: &str, text: &str) -> Finding {
    let (id, name) = id_and_name(text);
    let line = format!("{id} = {}", toml_text(&name));
    finding.paste("declare it with these lines in council.toml:", vec![format!("[areas.{group}]"), line])
}

/// The id and the name of an area that is named by one of them.
fn id_and_name(text: &str) -> (Id, String) {
    let id = Id::near(text);
    let name = if id.as_str() == text { text.replace('_', " ") } else { text.trim().to_owned() };
    (id, capital(&name))
}

/// The finding for a group of areas that is not declared.
pub(super) fn unknown_group(group: &PlainText, areas: &AreaGroups) -> Finding {
    let known: Vec<&str> = areas.groups.iter().map(|group| group.id.as_str()).collect();
    let message = format!("council.toml has no group of areas `{}`", group.text);
    let finding = Finding::error(Rule::UnknownArea, group.span, message)
        .hint_if(did_you_mean(&group.text, known.iter().copied()));
    if !known.is_empty() {
        return finding.hint(format!("there are: {}", known.join(", ")));
    }
    let header = format!("[areas.{}]", Id::near(&group.text));
    finding.paste(
        "declare it in council.toml, with such a line for each area:",
        vec![header, "north_ward = \"North Ward\"".to_owned()],
    )
}

/// Reads `[areas]`.
pub(super) fn read(entries: &[TomlEntry], findings: &mut Findings) -> AreaGroups {
    let mut areas = AreaGroups::default();
    for entry in entries {
        match &entry.node.value {
            TomlValue::Text(text) if entry.key == "whole" => areas.whole = Some(plain(text)),
            TomlValue::Table(table) => {
                let mut group = Group { id: entry.key.clone(), areas: Vec::new() };
                for area in &table.entries {
                    match area.node.text() {
                        Some(name) if areas.name(&area.key).is_none() => {
                            group.areas.push((area.key.clone(), plain(name)));
                        }
                        Some(_) => findings.push(
                            Finding::error(
                                Rule::AreaTwice,
                                area.key_place,
                                format!("the area `{}` is declared in two groups", area.key),
                            )
                            .hint("give one of them another id"),
                        ),
                        None => findings.push(wrong_name(area)),
                    }
                }
                areas.groups.push(group);
            }
            _ => findings.push(wrong_group(&entry.key, &entry.node)),
        }
    }
    areas
}

fn wrong_name(area: &TomlEntry) -> Finding {
    super::fields::wrong(&area.key, &area.node, "text in quotes")
}

fn wrong_group(key: &str, node: &Node) -> Finding {
    let message = format!("`{key}` in [areas] should be a group of areas, and is {}", node.kind());
    Finding::error(Rule::WrongType, node.span, message)
        .hint("write [areas.districts] and below it a line for each area: charnwood = \"Charnwood\"; whole = \"…\" names the whole")
}
