//! `PlainText`: strings that are printed as they were typed. It never reads markup.

use crate::finding::Span;
use crate::load::node::TypedText;

/// The string and the span of a typed text.
pub(super) fn plain(text: &TypedText) -> PlainText {
    PlainText { text: text.string.clone(), span: text.span() }
}

/// A string that is printed as typed, with its span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainText {
    pub text: String,
    pub span: Span,
}

/// Makes the first letter of a text a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}
