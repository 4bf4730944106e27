//! `Tokens`: the named choices of a house style, laid over one another. It never decides what a token does,
//! and never falls back silently where an override is wrong.

use std::collections::BTreeMap;

use super::pattern::placeholders;
use super::placeholders::wrong_names;
use crate::finding::nearest;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlTable, TomlValue};

/// A tree of tokens, in the order of the base style.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tokens(Vec<(String, Token)>);

/// A token: a named choice of a style.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// Words, a length such as "2.5cm", a colour such as "#12436d", or a pattern.
    Text(String),
    /// A number, by its digits.
    Number(String),
    /// A switch.
    Switch(bool),
    /// A list of tokens.
    List(Vec<Token>),
    /// A group of tokens.
    Group(Tokens),
}

/// Groups that take any key: the front and closing fields that a style declares.
const OPEN: [&str; 2] = ["front", "closing"];

/// The group with the parts that such a field has where nothing else is said.
const FIELD: &str = "field";

/// The spans at which the council's own files set tokens, by their dotted paths.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TokenSpans(BTreeMap<String, Span>);

impl TokenSpans {
    /// The span at which a token is set; `None` where only a style that comes with the program sets it.
    pub(crate) fn get(&self, path: &str) -> Option<Span> {
        self.0.get(path).copied()
    }

    /// Every token that the council's own files set, with its span.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Span)> {
        self.0.iter().map(|(path, span)| (path.as_str(), *span))
    }
}

/// A table of tokens that is laid over others, with what is kept meanwhile.
struct Lay<'a> {
    /// The group that a new front or closing field starts from.
    field: Tokens,
    /// Whether the table is the council's own.
    own: bool,
    places: &'a mut TokenSpans,
    findings: &'a mut Findings,
}

impl Tokens {
    /// The tokens of a base style, in which every key is a token.
    pub(crate) fn base(table: &TomlTable) -> Self {
        Self(table.entries.iter().filter_map(|e| Some((e.key.clone(), token(&e.node)?))).collect())
    }

    /// Lays `table` over these tokens, and keeps the places of what the council's `own` files say. A
    /// key that the base does not have, or a value of another type, is a finding.
    pub(crate) fn lay_over(
        &mut self,
        table: &TomlTable,
        own: bool,
        places: &mut TokenSpans,
        findings: &mut Findings,
    ) {
        let field = match self.get(FIELD) {
            Some(Token::Group(field)) => field.clone(),
            _ => Self::default(),
        };
        self.lay(table, "", &mut Lay { field, own, places, findings });
    }

    fn lay(&mut self, table: &TomlTable, above: &str, lay: &mut Lay<'_>) {
        for entry in &table.entries {
            let path = if above.is_empty() { entry.key.clone() } else { format!("{above}.{}", entry.key) };
            let at = self.0.iter().position(|(key, _)| *key == entry.key);
            if at.is_none() && OPEN.contains(&above) {
                self.0.push((entry.key.clone(), Token::Group(lay.field.clone())));
            } else if at.is_none() {
                lay.findings.push(self.unknown(&path, entry));
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
                                .hint(format!("the house style has: {} = {}", entry.key, slot.as_toml())),
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
                (slot, ..) => {
                    let message =
                        format!("the token `{path}` should be {}, and is {}", slot.kind(), entry.node.kind());
                    lay.findings.push(
                        Finding::error(Rule::StyleToken, entry.node.span, message).hint(format!(
                            "the house style has: {} = {}",
                            entry.key,
                            slot.as_toml()
                        )),
                    );
                }
            }
        }
    }

    fn unknown(&self, path: &str, entry: &crate::load::node::TomlEntry) -> Finding {
        let known: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
        let near = nearest(&entry.key, known.iter().copied());
        Finding::error(Rule::UnknownToken, entry.key_place, format!("no house style has a token `{path}`"))
            .label("not known")
            .hint_if(near.map(|n| format!("did you mean `{n}`?")))
            .hint(format!("here it has: {}", known.join(", ")))
    }

    /// The token at a dotted path; `None` where there is none.
    pub(crate) fn get(&self, path: &str) -> Option<&Token> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
        let token = self.0.iter().find(|(key, _)| key == first).map(|(_, t)| t)?;
        match (rest, token) {
            (None, token) => Some(token),
            (Some(rest), Token::Group(inner)) => inner.get(rest),
            _ => None,
        }
    }

    /// The words at a dotted path; empty where there are none, which the built-in styles' tests rule out.
    pub(crate) fn text(&self, path: &str) -> &str {
        match self.get(path) {
            Some(Token::Text(text)) => text,
            _ => "",
        }
    }

    /// The switch at a dotted path; false where there is none.
    pub(crate) fn switch(&self, path: &str) -> bool {
        matches!(self.get(path), Some(Token::Switch(true)))
    }

    /// The whole number at a dotted path; `None` where there is none.
    pub(crate) fn integer(&self, path: &str) -> Option<usize> {
        match self.get(path) {
            Some(Token::Number(digits)) => digits.parse().ok(),
            _ => None,
        }
    }

    /// The texts of the list at a dotted path; empty where there is none.
    pub(crate) fn list(&self, path: &str) -> Vec<&str> {
        match self.get(path) {
            Some(Token::List(items)) => items
                .iter()
                .filter_map(|t| if let Token::Text(s) = t { Some(s.as_str()) } else { None })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The tokens of the group at a dotted path; empty where there is none.
    pub(crate) fn group(&self, path: &str) -> &[(String, Token)] {
        match self.get(path) {
            Some(Token::Group(inner)) => &inner.0,
            _ => &[],
        }
    }

    /// Adds to a group the tokens of `others` that it does not have, with nothing in them `required`.
    pub(super) fn take_missing(&mut self, group: &str, others: &[(String, Token)]) {
        let Some((_, Token::Group(own))) = self.0.iter_mut().find(|(key, _)| key == group) else { return };
        for (key, token) in others {
            if own.0.iter().all(|(known, _)| known != key) {
                let mut token = token.clone();
                if let Token::Group(parts) = &mut token {
                    parts.0.retain(|(part, _)| part != "required");
                }
                own.0.push((key.clone(), token));
            }
        }
    }

    /// Sets a text at the top of the tree.
    pub(super) fn say(&mut self, key: &str, text: &str) {
        if let Some((_, token)) = self.0.iter_mut().find(|(k, _)| k == key) {
            *token = Token::Text(text.to_owned());
        }
    }

    /// Adds to the end of a list, at a path of two keys, those of `texts` that it does not have.
    pub(super) fn complete(&mut self, path: &str, texts: &[&str]) {
        let Some((group, key)) = path.split_once('.') else { return };
        let Some((_, Token::Group(inner))) = self.0.iter_mut().find(|(k, _)| k == group) else { return };
        let Some((_, Token::List(items))) = inner.0.iter_mut().find(|(k, _)| k == key) else { return };
        for text in texts {
            let same = |item: &Token| matches!(item, Token::Text(t) if t.eq_ignore_ascii_case(text));
            if !items.iter().any(same) {
                items.push(Token::Text((*text).to_owned()));
            }
        }
    }

    /// Every token, in order.
    pub(crate) fn entries(&self) -> &[(String, Token)] {
        &self.0
    }
}

impl Token {
    /// The token as it is typed in TOML, on one line.
    fn as_toml(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{text}\""),
            Self::Number(digits) => digits.clone(),
            Self::Switch(yes) => yes.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::as_toml).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Group(tokens) => {
                let keys: Vec<&str> = tokens.0.iter().map(|(key, _)| key.as_str()).collect();
                format!("{{ {} }}", keys.join(", "))
            }
        }
    }

    /// The texts of the token: its own, or those of a list.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Number(_) | Self::Switch(_) | Self::Group(_) => Vec::new(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text in quotes",
            Self::Number(_) => "a number",
            Self::Switch(_) => "true or false",
            Self::List(_) => "a list",
            Self::Group(_) => "a table",
        }
    }
}

fn token(node: &Node) -> Option<Token> {
    Some(match &node.value {
        TomlValue::Text(text) => Token::Text(text.string.clone()),
        TomlValue::Integer(digits) | TomlValue::Float(digits) => Token::Number(digits.clone()),
        TomlValue::Boolean(yes) => Token::Switch(*yes),
        TomlValue::Array(items) => Token::List(items.iter().filter_map(token).collect()),
        TomlValue::Table(table) => Token::Group(Tokens::base(table)),
        TomlValue::Date(_) => return None,
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

/// Whether a text is a length: "2.5cm", "12pt", "0.6em".
pub(crate) fn is_length(text: &str) -> bool {
    ["cm", "mm", "pt", "em"].iter().any(|unit| {
        text.strip_suffix(unit).is_some_and(|n| {
            n.parse::<f64>().is_ok() && n.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
        })
    })
}

/// The points of a length such as "2.5cm"; `em` is of a 12 pt text.
pub(crate) fn points(length: &str) -> f64 {
    let split = length.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(length.len());
    let number: f64 = length[..split].parse().unwrap_or(0.0);
    match &length[split..] {
        "cm" => number * 72.0 / 2.54,
        "mm" => number * 72.0 / 25.4,
        "em" => number * 12.0,
        _ => number,
    }
}

/// Whether a text is a colour: "#12436d".
pub(crate) fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        assert!((points("2.54cm") - 72.0).abs() < 1e-9 && (points("10pt") - 10.0).abs() < 1e-9);
        assert!(is_length("0.6em") && !is_length("twelve") && !is_length("12"));
    }
}
