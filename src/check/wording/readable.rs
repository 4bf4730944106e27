//! `ReadableText`: the texts of a document that people read, without what stands between `{{` and `}}`. It
//! judges none of them.

use super::ReadableText;
use crate::load::node::{Node, TomlValue, TypedText};

/// The keys whose texts name a file, a column or an address, and are not printed as they are typed.
const NOT_READ: [&str; 13] = [
    "file", "sheet", "where", "columns", "link", "url", "email", "style", "board", "report", "id", "key",
    "person",
];

/// The byte that stands in place of each byte of an expression: it is no letter, no blank and no sign.
const HIDDEN: &str = "\u{1}";

/// The texts that people read below the top of a document, in the order in which they were typed.
pub(super) fn readable_texts(root: &Node) -> Vec<ReadableText<'_>> {
    let mut texts = Vec::new();
    collect(root, &mut texts);
    texts
}

fn collect<'n>(node: &'n Node, texts: &mut Vec<ReadableText<'n>>) {
    match &node.value {
        TomlValue::Text(text) => texts.push(hide_expressions(text)),
        TomlValue::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        TomlValue::Table(table) => {
            let read = table.entries.iter().filter(|entry| !NOT_READ.contains(&entry.key.as_str()));
            read.for_each(|entry| collect(&entry.node, texts));
        }
        _ => {}
    }
}

/// A text without its expressions, each byte of which gives way to a sign that is none of a text's.
pub(super) fn hide_expressions(text: &TypedText) -> ReadableText<'_> {
    let string = text.string.as_str();
    let mut words = String::with_capacity(string.len());
    let mut rest = string;
    while let Some(at) = rest.find("{{") {
        let Some(length) = rest[at..].find("}}").map(|length| length + 2) else { break };
        words.push_str(&rest[..at]);
        words.push_str(&HIDDEN.repeat(length));
        rest = &rest[at + length..];
    }
    words.push_str(rest);
    ReadableText { text, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Sources, Span};

    #[test]
    fn expressions_are_hidden_byte_for_byte() {
        for (typed, hidden) in [
            ("a {{ xé.now }} b", "a _____________ b"),
            ("{{ a }}{{ b }}", "______________"),
            ("a {{ b", "a {{ b"),
            ("a }} b {{ c }}", "a }} b _______"),
        ] {
            let file = Sources::default().add("x.toml", typed);
            let text = TypedText::plain(typed.to_owned(), Span::whole(file));
            assert_eq!(hide_expressions(&text).words.replace(HIDDEN, "_"), hidden);
        }
    }
}
