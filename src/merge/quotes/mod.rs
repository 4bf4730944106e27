//! Typographic quotes in prose: straight ones as they are typed become ‘ ’ and “ ”, where the style says so. It
//! changes no other sign, nothing that an expression prints, and no data.
//!
//! A paragraph is looked at as a whole, since a quote may open in one piece of it and close in another; what an
//! expression prints stands between the quotes round it, and keeps its own.

mod curly;
mod names;
mod tests;

pub(super) use names::named;

use crate::finding::Span;
use crate::model::Inline;
use crate::style::Tokens;

/// A sign of a text, and whether it may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextSign {
    sign: char,
    is_typed: bool,
}

/// Sets the quotes of a text as the style wants them. `printed` are the spans of its expressions, whose words
/// stay as they are.
pub(super) fn set_quotes(body: &mut [Inline], printed: &[Span], tokens: &Tokens) {
    let Some(lead) = leading_words(tokens) else { return };
    let mut signs = Vec::new();
    collect(body, printed, &mut signs);
    let changes = curly::quotes(&signs, lead);
    if changes.is_empty() {
        return;
    }
    let mut at = 0;
    let mut changes = changes.into_iter().peekable();
    put(body, &mut at, &mut |at| changes.next_if(|(n, _)| *n == at).map(|(_, sign)| sign));
}

/// A plain text with its quotes as the style wants them.
pub(super) fn with_quotes(text: &str, tokens: &Tokens) -> String {
    let Some(lead) = leading_words(tokens) else { return text.to_owned() };
    let signs: Vec<TextSign> = text.chars().map(|sign| TextSign { sign, is_typed: true }).collect();
    let mut out: Vec<char> = text.chars().collect();
    curly::quotes(&signs, lead).into_iter().for_each(|(at, sign)| out[at] = sign);
    out.into_iter().collect()
}

/// The words that begin with an apostrophe in the language of the tokens; `None` where quotes stay as typed, as
/// they do in a language whose quotes are not known.
fn leading_words(tokens: &Tokens) -> Option<&'static [&'static str]> {
    if tokens.text("quotes") != "curly" {
        return None;
    }
    match tokens.text("language") {
        "en" => Some(&curly::ENGLISH),
        "cy" => Some(&curly::WELSH),
        _ => None,
    }
}

/// Collects the signs of a text in order. A small drawing counts as a letter, and the sign of a note as nothing:
/// it stands behind a quote and in front of it.
fn collect(body: &[Inline], printed: &[Span], out: &mut Vec<TextSign>) {
    for inline in body {
        let (text, is_typed) = match inline {
            Inline::Text(text, span) => (text.as_str(), !printed.contains(span)),
            Inline::Raised(text, _) => (text.as_str(), false),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                collect(body, printed, out);
                continue;
            }
            Inline::Break => ("\n", false),
            Inline::Reference { .. } | Inline::Spark { .. } | Inline::Signal { .. } => ("x", false),
            Inline::NoteMark { .. } => continue,
        };
        out.extend(text.chars().map(|sign| TextSign { sign, is_typed }));
    }
}

/// Puts changed signs into a text; `at` counts the signs as [`collect`] does.
fn put(body: &mut [Inline], at: &mut usize, change: &mut dyn FnMut(usize) -> Option<char>) {
    for inline in body {
        match inline {
            Inline::Text(text, _) => {
                let count = *at;
                *text = text.chars().enumerate().map(|(n, c)| change(count + n).unwrap_or(c)).collect();
                *at += text.chars().count();
            }
            Inline::Raised(text, _) => *at += text.chars().count(),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                put(body, at, change)
            }
            Inline::Break | Inline::Reference { .. } | Inline::Spark { .. } | Inline::Signal { .. } => {
                *at += 1
            }
            Inline::NoteMark { .. } => {}
        }
    }
}
