//! Finding the holes of a text, and lines of text with holes. It never reads Markdown.

use std::ops::Range;

use super::hole::{self, Hole};
use super::{Line, Piece};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::Text;

/// A hole's bytes in the decoded string, and what it is; `None` where it was refused.
pub(super) type Found = (Range<usize>, Option<Hole>);

/// Every hole of a text, quotes respected. With `escapes`, a backslash takes the meaning of the
/// brace that follows it, as in Markdown.
pub(super) fn holes(text: &Text, escapes: bool, findings: &mut Findings) -> Vec<Found> {
    let string = text.string.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while at < string.len() {
        let rest = &string[at..];
        if escapes && rest.starts_with('\\') {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if rest.starts_with("{%") || rest.starts_with("{#") {
            let place = text.part(at..at + 2);
            let mark = &rest[..2];
            let remedy = if escapes {
                format!("to print it, write \\{mark}")
            } else {
                format!("to print it, write {{{{ '{mark}' }}}}")
            };
            findings.push(
                Finding::error(
                    Rule::TemplateCode,
                    place,
                    format!("`{mark}` starts template code, which papers do not hold"),
                )
                .label("not allowed")
                .hint(remedy),
            );
            at += 2;
        } else if let Some(inside) = rest.strip_prefix("{{") {
            match close(inside) {
                Some(length) => {
                    let range = at..at + length + 4;
                    let place = text.part(range.clone());
                    let kind = hole::read(&inside[..length], place, findings);
                    found.push((range.clone(), kind.map(|kind| Hole { kind, place })));
                    at = range.end;
                }
                None => {
                    let place = text.part(at..at + 2);
                    findings.push(
                        Finding::error(Rule::HoleUnclosed, place, "this {{ is never closed with }}")
                            .label("opened here")
                            .hint("write }} after the name of the figure, on the same line"),
                    );
                    at += 2;
                }
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How many bytes lie before the `}}` that closes a hole; it must come on the same line.
fn close(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (_, '\n') => break,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '}') if inside[at..].starts_with("}}") => return Some(at),
            (None, _) => {}
        }
    }
    // An unclosed quote hides the braces: give the hole up at the first pair, so that the quote
    // itself is what the message is about.
    let line = inside.split('\n').next().unwrap_or("");
    line.find("}}")
}

/// A line field: text as typed, and holes.
pub(crate) fn line(text: &Text, findings: &mut Findings) -> Line {
    let mut pieces = Vec::new();
    let mut at = 0;
    for (range, hole) in holes(text, false, findings) {
        pieces.extend(typed(text, at..range.start));
        pieces.extend(hole.map(Piece::Hole));
        at = range.end;
    }
    pieces.extend(typed(text, at..text.string.len()));
    pieces
}

fn typed(text: &Text, range: Range<usize>) -> Option<Piece> {
    let string = text.string.get(range.clone()).filter(|s| !s.is_empty())?;
    Some(Piece::Text(string.to_owned(), text.part(range)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::markup::Kind;
    use crate::finding::{Place, Sources};

    fn read(raw: &str) -> (Line, Vec<&'static str>) {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = Text::plain(raw.to_owned(), Place::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        let line = line(&text, &mut findings);
        (line, findings.iter().map(|f| f.rule.name()).collect())
    }

    #[test]
    fn text_and_holes_alternate() {
        let (line, rules) = read("A {{ period.long }} and {{ '}}' }}.");
        assert!(rules.is_empty(), "{rules:?}");
        let shapes: Vec<bool> = line.iter().map(|p| matches!(p, Piece::Hole(_))).collect();
        assert_eq!(shapes, [false, true, false, true, false]);
        assert!(matches!(&line[3], Piece::Hole(h) if h.kind == Kind::Expression("'}}'".into())));
    }

    #[test]
    fn unclosed_holes_and_template_code_are_findings() {
        assert_eq!(read("a {{ b").1, ["hole-unclosed"]);
        assert_eq!(read("a {% for x %}").1, ["template-code"]);
        assert_eq!(read("a {# x #}").1, ["template-code"]);
        assert_eq!(read("single { and } and % # stay").1, Vec::<&str>::new());
    }
}
