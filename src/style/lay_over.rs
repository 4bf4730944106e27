//! A table of tokens laid over those of a house style: what each may be, and the finding for one that may not. It never
//! falls back silently where an override is wrong.

use super::correct_token::how_to_write;
use super::pattern::placeholders;
use super::placeholders::wrong_names;
use super::tokens::{Token, TokenSpans, Tokens, is_color, is_length, token};
use crate::finding::{Finding, Findings, Rule, nearest, some_in_words};
use crate::load::node::{TomlEntry, TomlTable};

/// Groups that take any key: the front and closing fields that a style declares.
const OPEN: [&str; 2] = ["front", "closing"];

/// The group with the parts that such a field has where nothing else is said.
const FIELD: &str = "field";

/// A table of tokens that is laid over others, with what is kept meanwhile.
struct Lay<'a> {
    /// The tokens of the whole style, as they were before.
    all: Tokens,
    /// What stands before the name of a group in the brackets of the file: "tokens." in a board's.
    root: &'static str,
    /// The group that a new front or closing field starts from.
    field: Tokens,
    /// Whether the table is the council's own.
    own: bool,
    places: &'a mut TokenSpans,
    findings: &'a mut Findings,
}

impl Tokens {
    /// Lays `table` over these tokens, and keeps the places of what the council's `own` files say; `root` stands
    /// before the names of groups in the brackets of the file. A key that the base does not have, or a value of
    /// another type, is a finding.
    pub(crate) fn lay_over(
        &mut self,
        table: &TomlTable,
        (own, root): (bool, &'static str),
        places: &mut TokenSpans,
        findings: &mut Findings,
    ) {
        let field = match self.get(FIELD) {
            Some(Token::Group(field)) => field.clone(),
            _ => Self::default(),
        };
        let all = self.clone();
        self.lay(table, "", &mut Lay { all, root, field, own, places, findings });
    }

    fn lay(&mut self, table: &TomlTable, above: &str, lay: &mut Lay<'_>) {
        for entry in &table.entries {
            let path = if above.is_empty() { entry.key.clone() } else { format!("{above}.{}", entry.key) };
            let at = self.0.iter().position(|(key, _)| *key == entry.key);
            if at.is_none() && OPEN.contains(&above) {
                self.0.push((entry.key.clone(), Token::Group(lay.field.clone())));
            } else if at.is_none() {
                let finding = self.unknown(&path, entry, lay);
                lay.findings.push(finding);
                continue;
            }
            let at = at.unwrap_or(self.0.len() - 1);
            let slot = &mut self.0[at].1;
            match (slot, entry.node.table(), token(&entry.node)) {
                (Token::Group(inner), Some(table), _) => inner.lay(table, &path, lay),
                (slot, None, Some(new)) if same_type(slot, &new) => {
                    if let Some(problem) = unsound(&path, slot, &new) {
                        lay.findings.push(
                            Finding::error(Rule::StyleToken, entry.node.span, format!("`{path}` {problem}"))
                                .hint(how_to_write(&entry.key, slot, &new)),
                        );
                        continue;
                    }
                    *slot = new;
                    if lay.own {
                        lay.places.0.insert(path, entry.node.span);
                    } else {
                        lay.places.0.remove(&path);
                    }
                }
                (slot, _, new) => {
                    let message = format!("`{path}` should be {}, and is {}", slot.kind(), entry.node.kind());
                    let hint = match &new {
                        Some(_) if matches!(slot, Token::Group(_)) => group_hint(&path, slot),
                        Some(new) => how_to_write(&entry.key, slot, new),
                        None => format!("the house style has: {} = {}", entry.key, slot.as_toml()),
                    };
                    lay.findings.push(Finding::error(Rule::StyleToken, entry.node.span, message).hint(hint));
                }
            }
        }
    }

    /// The finding for a key that is no token here.
    fn unknown(&self, path: &str, entry: &TomlEntry, lay: &Lay<'_>) -> Finding {
        let known: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
        let near = nearest(&entry.key, known.iter().copied());
        let mut groups = if near.is_none() { lay.all.groups_with(&entry.key) } else { Vec::new() };
        for group in &mut groups {
            group.insert_str(0, lay.root);
        }
        let elsewhere = match groups.as_slice() {
            [] => None,
            [group] => Some(format!("it belongs to another group: write it below [{group}]")),
            _ => Some(format!("it belongs to another group, one of {}", some_in_words(&groups, 6))),
        };
        let sides = (entry.key.starts_with("margin")
            && ["top", "bottom", "left", "right"].iter().all(|side| known.contains(side)))
        .then(|| {
            "a page has four margins: write top, bottom, left and right, each in a line of its own".to_owned()
        });
        let elsewhere = no_token(path, entry, lay.root).or(elsewhere).or(sides);
        let is_known = elsewhere.is_some();
        Finding::error(Rule::UnknownToken, entry.key_place, format!("no house style has a token `{path}`"))
            .label("not known")
            .hint_if(near.map(|n| format!("did you mean `{n}`?")))
            .hint_if(elsewhere)
            .hint_if((!is_known).then(|| format!("here it has: {}", known.join(", "))))
    }

    /// The paths of the groups that have a key.
    fn groups_with(&self, key: &str) -> Vec<String> {
        let groups = self.0.iter().filter_map(|(name, token)| match token {
            Token::Group(inner) => Some((name, inner)),
            _ => None,
        });
        groups
            .flat_map(|(name, inner)| {
                let own = inner.0.iter().any(|(own, _)| own == key).then(|| name.clone());
                own.into_iter().chain(inner.groups_with(key).into_iter().map(move |g| format!("{name}.{g}")))
            })
            .collect()
    }
}

/// What to do about a key that no house style has, though it is looked for there; `None` for any other.
fn no_token(path: &str, entry: &TomlEntry, root: &str) -> Option<String> {
    const OF_PAPER: [&str; 8] =
        ["format", "height", "landscape", "orientation", "paper", "paper_size", "size", "width"];
    let last = path.strip_prefix("page.").unwrap_or_default();
    if OF_PAPER.contains(&last) {
        return Some(
            "every page is upright A4, and a table that is too wide turns its own page: take this line out"
                .to_owned(),
        );
    }
    if !["cy", "cymraeg", "welsh"].contains(&path.to_lowercase().as_str()) {
        return None;
    }
    let file = if root.is_empty() {
        "welsh.toml, a file beside this one"
    } else {
        "welsh.toml, a file beside the style.toml of the house style"
    };
    let first = entry.node.table().and_then(|table| table.entries.first());
    Some(match first.filter(|first| first.node.table().is_some()) {
        Some(group) => {
            format!("move the lines below it to {file}, and write [{}] above them there", group.key)
        }
        None => format!(
            "move the lines below it to {file}, below the group that they are of in style.toml, such as [labels]"
        ),
    })
}

fn same_type(a: &Token, b: &Token) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// The path of the one list that may be empty.
const MAY_BE_EMPTY: &str = "agenda.columns";

/// The problem of a token that takes another's place: a length stays a length and a colour a colour, and a
/// list has something in it. `None` where there is no problem.
fn unsound(path: &str, old: &Token, new: &Token) -> Option<String> {
    if matches!(new, Token::List(items) if items.is_empty()) && path != MAY_BE_EMPTY {
        return Some("is an empty list".to_owned());
    }
    if let Some(problem) = wrong_names(path, &new.texts()) {
        return Some(problem);
    }
    let (Token::Text(old), Token::Text(new)) = (old, new) else { return None };
    if is_length(old) && !is_length(new) {
        return Some(format!("should be a length such as {old}, and is `{new}`"));
    }
    if let Some(unknown) =
        expressions(new).into_iter().find(|expression| !expressions(old).contains(expression))
    {
        let known = expressions(old);
        let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Some(format!("has {unknown}, which nothing fills; it can have: {list}"));
    }
    if is_color(old) && !is_color(new) {
        return Some(format!("should be a colour such as {old}, and is `{new}`"));
    }
    None
}

/// The names in braces that a style's words have, such as "{from}".
fn expressions(text: &str) -> Vec<&str> {
    placeholders(text).map(|(_, whole)| whole).collect()
}

/// The hint for one value in the place of a group of tokens.
fn group_hint(path: &str, group: &Token) -> String {
    let Token::Group(inner) = group else { return String::new() };
    let first = inner.0.iter().find(|(_, token)| !matches!(token, Token::Group(_)));
    let example =
        first.map(|(key, token)| format!(", as in {key} = {}", token.as_toml())).unwrap_or_default();
    let keys: Vec<&str> = inner.0.iter().map(|(key, _)| key.as_str()).collect();
    format!(
        "`{path}` is a group: write each of its tokens in a line of its own below [{path}] in style.toml, or below [tokens.{path}] in the file of a board{example}; it has: {}",
        keys.join(", ")
    )
}
