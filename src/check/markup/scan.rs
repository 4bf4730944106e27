//! Finds the expressions of a text, and reads lines of text with expressions. It never reads Markdown.

use std::ops::Range;

use super::{MarkupLine, MarkupPiece, other_brackets};
use crate::check::expression::{self, Expression};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// The bytes of an expression in the decoded string, and the expression; `None` where it was refused.
pub(super) type FoundExpression = (Range<usize>, Option<Expression>);

/// Finds the expressions of a text, with quotes respected. With `escapes`, a backslash takes the meaning of
/// the brace that follows it, as in Markdown.
pub(super) fn expressions(text: &TypedText, escapes: bool, findings: &mut Findings) -> Vec<FoundExpression> {
    let string = text.string.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while at < string.len() {
        let rest = &string[at..];
        if escapes && rest.starts_with('\\') {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if rest.starts_with("{%") || rest.starts_with("{#") {
            let span = text.part(at..at + 2);
            let mark = &rest[..2];
            let remedy = if escapes {
                format!("to print it, write \\{mark}")
            } else {
                format!("to print it, write {{{{ '{mark}' }}}}")
            };
            findings.push(
                Finding::error(
                    Rule::TemplateCode,
                    span,
                    format!("`{mark}` starts template code, which papers do not hold"),
                )
                .label("not allowed")
                .hint(remedy),
            );
            at += 2;
        } else if let Some((length, finding)) = (!rest.starts_with("{{") || rest.starts_with("{{{"))
            .then(|| other_brackets::find(text, at))
            .flatten()
        {
            findings.push(finding);
            at += length;
        } else if let Some(inside) = rest.strip_prefix("{{") {
            match close(inside) {
                Some(length) if opens_again(&inside[..length]) => {
                    findings.push(unclosed(text, at, inside));
                    at += 2;
                }
                Some(length) => {
                    let range = at..at + length + 4;
                    let span = text.part(range.clone());
                    let kind = expression::read(text, at + 2..at + 2 + length, span, findings);
                    found.push((range.clone(), kind.map(|kind| Expression { kind, span })));
                    at = range.end;
                }
                None => {
                    findings.push(unclosed(text, at, inside));
                    at += 2;
                }
            }
        } else if rest.starts_with("}}") {
            if let Some(finding) = unopened(text, at, escapes) {
                findings.push(finding);
            }
            at += 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Whether another `{{` stands in what seemed to be an expression, outside its quotes.
fn opens_again(inside: &str) -> bool {
    let mut quote = None;
    inside.char_indices().any(|(at, c)| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        quote.is_none() && inside[at..].starts_with("{{")
    })
}

/// The finding for an expression that begins at byte `at`, and whose braces do not end.
fn unclosed(text: &TypedText, at: usize, inside: &str) -> Finding {
    let line = inside.split('\n').next().unwrap_or_default();
    let line = &line[..line.find("{{").unwrap_or(line.len())];
    let span = text.part(at..at + 2);
    let message = if line.contains('}') {
        "this {{ is closed with one }, and two are needed"
    } else {
        "this {{ is never closed with }}"
    };
    let hint = match expression::beginning(line) {
        Some(figure) => format!("write {{{{ {figure} }}}}"),
        None => "write }} after the name of the figure, on the same line".to_owned(),
    };
    Finding::error(Rule::ExpressionUnclosed, span, message).label("opened here").hint(hint)
}

/// The finding for a `}}` at byte `at` that ends what reads as an expression; `None` where it is text. In Markdown the
/// one brace that opens it is a finding already.
fn unopened(text: &TypedText, at: usize, escapes: bool) -> Option<Finding> {
    let line = text.string[..at].rsplit(['\n', '}']).next().unwrap_or_default();
    let figure = expression::ending(line)?;
    let message = if line.contains('{') {
        if escapes {
            return None;
        }
        "this }} closes what one { has opened, and two are needed"
    } else {
        "this }} has no {{ before it"
    };
    Some(
        Finding::error(Rule::ExpressionUnclosed, text.part(at..at + 2), message)
            .label("closed here")
            .hint(format!("write {{{{ {figure} }}}}")),
    )
}

/// The number of bytes before the `}}` that closes an expression on the same line; `None` where none does.
fn close(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (_, '\n') => break,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '}') if inside[at..].starts_with("}}") => {
                // Two expressions whose quotes do not end look like one with a text of braces in it.
                let first = inside[..at].find("}}").filter(|first| inside[*first..at].contains("{{"));
                let is_text = inside.trim_start().starts_with(['"', '\'']);
                return first.filter(|_| !is_text).or(Some(at));
            }
            (None, _) => {}
        }
    }
    // An unclosed quote hides the braces: give the expression up at the first pair, so that the quote
    // itself is what the message is about.
    let line = inside.split('\n').next().unwrap_or("");
    line.find("}}")
}

/// Reads a field of one line: text as typed, and expressions.
pub(crate) fn line(text: &TypedText, findings: &mut Findings) -> MarkupLine {
    let mut pieces = Vec::new();
    let mut at = 0;
    for (range, expression) in expressions(text, false, findings) {
        pieces.extend(typed(text, at..range.start));
        pieces.extend(expression.map(MarkupPiece::Expression));
        at = range.end;
    }
    pieces.extend(typed(text, at..text.string.len()));
    pieces
}

fn typed(text: &TypedText, range: Range<usize>) -> Option<MarkupPiece> {
    let string = text.string.get(range.clone()).filter(|s| !s.is_empty())?;
    Some(MarkupPiece::Text(string.to_owned(), text.part(range)))
}

/// A noncharacter that covers the first brace of each expression.
pub(super) const COVER: char = '\u{FDD0}';

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::expression::{ExpressionKind, PrintedExpression};
    use crate::finding::{Sources, Span};

    fn read(raw: &str) -> (MarkupLine, Vec<&'static str>) {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        let line = line(&text, &mut findings);
        (line, findings.iter().map(|f| f.rule.name()).collect())
    }

    #[test]
    fn text_and_expressions_alternate() {
        let (line, rules) = read("A {{ period.long }} and {{ '}}' }}.");
        assert!(rules.is_empty(), "{rules:?}");
        let shapes: Vec<bool> = line.iter().map(|p| matches!(p, MarkupPiece::Expression(_))).collect();
        assert_eq!(shapes, [false, true, false, true, false]);
        assert!(
            matches!(&line[3], MarkupPiece::Expression(h) if h.kind == ExpressionKind::Printed(PrintedExpression::Text("}}".into())))
        );
    }

    #[test]
    fn unclosed_expressions_and_template_code_are_findings() {
        assert_eq!(read("a {{ b").1, ["expression-unclosed"]);
        assert_eq!(read("a {% for x %}").1, ["template-code"]);
        assert_eq!(read("a {# x #}").1, ["template-code"]);
        for (text, rules) in [
            ("a {{ b.now } c", ["expression-unclosed"].as_slice()),
            ("a {{ b.now and {{ c.now }}", &["expression-unclosed"]),
            ("a { b.now }} c", &["expression-unclosed"]),
            ("a b.now }} c", &["expression-unclosed"]),
            ("single { and } and }} and % # stay", &[]),
            ("{{ b.now }}}}, and 3.14 }}", &[]),
            ("{{{ b.now }}}", &["expression-unclosed"]),
            ("[[ b.now ]] and ((b.now))", &["expression-unclosed"; 2]),
            ("<<b.at(\"2024/25 Q4\")>> and (b.now) and [b.now]", &["expression-unclosed"; 3]),
            ("${b.now} and { b.now } and [[ ref(\"x\") ]]", &["expression-unclosed"; 3]),
            ("[[see]] (orf.at) (report.name) [sic] (i.e.) <b> (a.b) f(x.now) [x.now](https://a.org)", &[]),
        ] {
            assert_eq!(read(text).1, rules, "{text}");
        }
    }
}
