//! Directives: expressions that place, name or refer to something, or say what is still to be written. It
//! knows no name of a paper.

use super::ExpressionKind;
use super::syntax::{Argument, ArgumentValue, Word};
use crate::finding::{Correction, Finding, Rule, Span};

/// Reads a directive with its one text in quotes; `None` for a word that is none.
pub(super) fn read(
    word: Word<'_>,
    arguments: &[Argument<'_>],
    braces: Span,
) -> Option<Result<ExpressionKind, Box<Finding>>> {
    let make: fn(String) -> ExpressionKind = match word.text {
        "place" => ExpressionKind::Place,
        "name" => ExpressionKind::Name,
        "ref" => ExpressionKind::Reference,
        "note" => ExpressionKind::Note,
        "fill_in" => return Some(Err(to_fill_in(text(arguments), word, braces))),
        _ => return None,
    };
    Some(text(arguments).filter(|name| !name.is_empty()).map(|name| make(name.to_owned())).ok_or_else(|| {
        let span = arguments.first().map_or(word.span, |first| first.span);
        let word = word.text;
        let finding =
            Finding::error(Rule::ExpressionSyntax, span, format!("`{word}` needs one name in quotes"));
        Box::new(match arguments {
            [Argument { key: None, value: ArgumentValue::Name(name), .. }] => finding
                .hint(format!("write {{{{ {word}(\"{name}\") }}}}"))
                .correct(Correction::replace(span, format!("\"{name}\""))),
            _ => finding.hint(format!("write {{{{ {word}(\"…\") }}}}")),
        })
    }))
}

/// The only argument, which is a text.
fn text<'a>(arguments: &'a [Argument<'_>]) -> Option<&'a str> {
    match arguments {
        [Argument { key: None, value: ArgumentValue::Text(text), .. }] => Some(text),
        _ => None,
    }
}

/// The finding for what is still to be written.
fn to_fill_in(what: Option<&str>, word: Word<'_>, braces: Span) -> Box<Finding> {
    Box::new(match what.map(str::trim).filter(|what| !what.is_empty()) {
        Some(what) => {
            let finding =
                Finding::error(Rule::NotWritten, braces, format!("this is still to be written: {what}"))
                    .label("a place to fill in");
            if is_answer(what) {
                finding.hint(
                    "where this is what was to be written, take {{ fill_in(\" before it and \") }} behind it away; else write it in place of all from {{ to }}",
                )
            } else {
                finding.hint("write it here, in place of {{ … }}")
            }
        }
        None => Finding::error(
            Rule::ExpressionSyntax,
            word.span,
            "`fill_in` needs a text in quotes that says what is still to be written",
        )
        .hint("write {{ fill_in(\"who presented it\") }}, or write the words themselves in its place"),
    })
}

/// Whether the words of a place to fill in read as what was to be written there: a sentence, or many words.
fn is_answer(what: &str) -> bool {
    let first = what.split_whitespace().next().unwrap_or_default().to_lowercase();
    let asks =
        ["how", "what", "when", "where", "whether", "which", "who", "whose", "why"].contains(&first.as_str());
    !asks && (what.ends_with(['.', '!']) || what.split_whitespace().count() > 12)
}
