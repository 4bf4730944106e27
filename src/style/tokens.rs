//! `Tokens`: the named choices of a house style. It never decides what a token does.

use std::collections::BTreeMap;

use crate::finding::Span;
use crate::load::node::{Node, TomlTable, TomlValue};

/// A tree of tokens, in the order of the base style.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tokens(pub(super) Vec<(String, Token)>);

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

/// The spans at which the council's own files set tokens, by their dotted paths.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TokenSpans(pub(super) BTreeMap<String, Span>);

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

impl Tokens {
    /// The tokens of a base style, in which every key is a token.
    pub(crate) fn base(table: &TomlTable) -> Self {
        Self(table.entries.iter().filter_map(|e| Some((e.key.clone(), token(&e.node)?))).collect())
    }

    /// Tokens for a test, by their keys.
    #[cfg(test)]
    pub(crate) fn of(entries: &[(&str, Token)]) -> Self {
        Self(entries.iter().map(|(key, token)| ((*key).to_owned(), token.clone())).collect())
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

    /// Gives the token at a path of two keys another value. A path that is not there stays so.
    pub(super) fn set_in_group(&mut self, path: &str, value: Token) {
        let Some((group, key)) = path.split_once('.') else { return };
        let Some((_, Token::Group(inner))) = self.0.iter_mut().find(|(k, _)| k == group) else { return };
        if let Some((_, token)) = inner.0.iter_mut().find(|(k, _)| k == key) {
            *token = value;
        }
    }

    /// Every token, in order.
    pub(crate) fn entries(&self) -> &[(String, Token)] {
        &self.0
    }
}

impl Token {
    /// The token as it is typed in TOML, on one line.
    pub(super) fn as_toml(&self) -> String {
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

    /// The kind of the token in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text in quotes",
            Self::Number(_) => "a number",
            Self::Switch(_) => "true or false",
            Self::List(_) => "a list",
            Self::Group(_) => "a table",
        }
    }
}

/// The token that a value is; `None` for a date, which no token is.
pub(super) fn token(node: &Node) -> Option<Token> {
    Some(match &node.value {
        TomlValue::Text(text) => Token::Text(text.string.clone()),
        TomlValue::Integer(digits) | TomlValue::Float(digits) => Token::Number(digits.clone()),
        TomlValue::Boolean(yes) => Token::Switch(*yes),
        TomlValue::Array(items) => Token::List(items.iter().filter_map(token).collect()),
        TomlValue::Table(table) => Token::Group(Tokens::base(table)),
        TomlValue::Date(_) => return None,
    })
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
