//! `Expression`: what stands between `{{` and `}}`, sorted by what it is for. It never evaluates one.
//!
//! The directives `place`, `name`, `ref`, `note` and `unnumbered` are read here, so that `check` can say what
//! is placed twice or never; MiniJinja gets only figures. Operators, filters and functions are refused before
//! anything is evaluated, so that an expression costs next to nothing.
//!
//! What is not yet written is `{{ fill_in("…") }}` in any text, and is an error: a skeleton can be neither
//! built nor published by mistake, and each of its gaps has a line.

use crate::finding::did_you_mean;
use crate::finding::{Finding, Findings, Rule, Span};

/// An expression and its span, braces included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    pub kind: ExpressionKind,
    /// The span from `{{` to `}}`.
    pub span: Span,
}

/// The kind of an expression, by its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExpressionKind {
    /// A figure or a text: `domestic_crime.now`.
    Figure(String),
    /// `place("x")`: a table, chart or image stands here.
    Place(String),
    /// `unnumbered`: this paragraph takes no number.
    Unnumbered,
    /// `name("x")`: this paragraph can be referred to as x.
    Name(String),
    /// `ref("x")`: the number of the thing named x.
    Reference(String),
    /// `note("x")`: the mark of a note.
    Note(String),
}

/// Reads the inside of an expression; `None` where it is not of the notation, which is a finding.
pub(super) fn read(inside: &str, span: Span, findings: &mut Findings) -> Option<ExpressionKind> {
    let text = inside.trim();
    if text.is_empty() {
        findings.push(
            Finding::error(Rule::ExpressionEmpty, span, "nothing stands between {{ and }}")
                .hint("write the name of a figure, as in {{ domestic_crime.now }}, or take the braces away"),
        );
        return None;
    }
    if let Some(finding) = too_long(text, span) {
        findings.push(finding);
        return None;
    }
    if text == "unnumbered" {
        return Some(ExpressionKind::Unnumbered);
    }
    if let Some(what) = to_fill_in(text) {
        findings.push(what.map_or_else(
            || needs_text(span),
            |what| {
                Finding::error(Rule::NotWritten, span, format!("this is still to be written: {what}"))
                    .label("a place to fill in")
                    .hint("write it here, in place of {{ … }}")
            },
        ));
        return None;
    }
    for (word, make) in [
        ("place", ExpressionKind::Place as fn(String) -> ExpressionKind),
        ("name", ExpressionKind::Name),
        ("ref", ExpressionKind::Reference),
        ("note", ExpressionKind::Note),
    ] {
        let Some(rest) = text.strip_prefix(word) else { continue };
        let rest = rest.trim_start();
        if !rest.starts_with('(') {
            if rest.is_empty() {
                findings.push(needs_name(word, span));
                return None;
            }
            continue;
        }
        let quoted = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).map(str::trim);
        let name = quoted.and_then(unquote);
        return match name {
            Some(name) if !name.is_empty() => Some(make(name.to_owned())),
            _ => {
                findings.push(needs_name(word, span));
                None
            }
        };
    }
    if let Some(finding) = refuse(text, span) {
        findings.push(finding);
        return None;
    }
    Some(ExpressionKind::Figure(text.to_owned()))
}

/// The most bytes between `{{` and `}}`.
const LONGEST: usize = 1_000;
/// The most steps of an expression: each dot and each bracket asks something of the words before it.
const MOST_STEPS: usize = 16;

/// The finding for an expression that is longer than any figure needs: a long row of steps takes all memory
/// of whatever reads it.
fn too_long(text: &str, span: Span) -> Option<Finding> {
    let steps = || text.split(['"', '\'']).step_by(2).flat_map(str::chars).filter(|c| matches!(c, '.' | '('));
    let message = if text.len() > LONGEST {
        format!("{} characters stand between {{{{ and }}}}, and {LONGEST} are the most", text.chars().count())
    } else if steps().nth(MOST_STEPS).is_some() {
        format!("more than {MOST_STEPS} steps stand between {{{{ and }}}}")
    } else {
        return None;
    };
    Some(Finding::error(Rule::ExpressionLong, span, message).hint(
        "a figure is its name and what of it, as in {{ domestic_crime.now.bare }}: close the braces behind it",
    ))
}

/// Reads `fill_in("who presented it")`: the words for what is still to be written. `None` is another
/// expression, `Some(None)` a `fill_in` without words.
fn to_fill_in(text: &str) -> Option<Option<&str>> {
    let rest = text.strip_prefix("fill_in")?.trim_start();
    if !rest.is_empty() && !rest.starts_with('(') {
        return None;
    }
    let quoted = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).map(str::trim);
    Some(quoted.and_then(unquote).map(str::trim).filter(|what| !what.is_empty()))
}

fn needs_text(span: Span) -> Finding {
    Finding::error(
        Rule::ExpressionSyntax,
        span,
        "`fill_in` needs a text in quotes that says what is still to be written",
    )
    .hint("write {{ fill_in(\"who presented it\") }}, or write the words themselves in its place")
}

fn needs_name(word: &str, span: Span) -> Finding {
    Finding::error(Rule::ExpressionSyntax, span, format!("`{word}` needs one name in quotes"))
        .hint(format!("write {{{{ {word}(\"…\") }}}}"))
}

fn unquote(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text[1..].strip_suffix(quote)?;
    (!inner.contains(quote)).then_some(inner)
}

/// Refuses all but names, dots, calls with texts or whole numbers, and a text alone: no arithmetic, no
/// filters, no conditions. This bounds what an expression can cost before anything is evaluated.
fn refuse(text: &str, span: Span) -> Option<Finding> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' => loop {
                match chars.next() {
                    Some((_, end)) if end == c => break,
                    Some((_, '\\')) => {
                        return Some(
                            Finding::error(
                                Rule::ExpressionSyntax,
                                span,
                                "a backslash cannot stand between the braces",
                            )
                            .hint("write a plain name in quotes"),
                        );
                    }
                    Some(_) => {}
                    None => {
                        return Some(
                            Finding::error(
                                Rule::ExpressionSyntax,
                                span,
                                format!("a text between the braces begins with {c} and does not end"),
                            )
                            .hint(format!("close it with {c} before }}}}")),
                        );
                    }
                }
            },
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | ',' | ' ') => {}
            '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}' => {
                return Some(
                    Finding::error(
                        Rule::ExpressionSyntax,
                        span,
                        format!("a curly quote ({c}) stands between the braces"),
                    )
                    .hint("use straight quotes: \"…\""),
                );
            }
            '-' if text[at..].starts_with('-') && at > 0 => {
                let suggestion = text.replace('-', "_");
                return Some(
                    Finding::error(
                        Rule::ExpressionOperator,
                        span,
                        "nothing is calculated between the braces, and names are written with _",
                    )
                    .label("`-` stands in it")
                    .hint(format!("for a name write {suggestion}; sums are not worked out in the text")),
                );
            }
            c => {
                return Some(
                    Finding::error(Rule::ExpressionOperator, span, format!("`{c}` cannot stand between the braces: figures come from the data, not from sums in the text"))
                        .label("not a figure")
                        .hint("the braces hold the name of a figure and what of it, as in {{ domestic_crime.now.bare }}"),
                );
            }
        }
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let first = words.first().copied().unwrap_or("");
    let keyword = ["if", "for", "else", "and", "or", "not", "in", "is", "range", "set", "macro"];
    let outside_quotes = text.split(['"', '\'']).step_by(2).flat_map(|part| part.split(' '));
    let loose: Vec<&str> = outside_quotes.filter(|w| !w.is_empty()).collect();
    if loose.len() > 1 && !text.contains('(')
        || loose.iter().any(|w| keyword.contains(&w.trim_end_matches('(')))
        || keyword.contains(&first)
    {
        return Some(
            Finding::error(
                Rule::ExpressionSyntax,
                span,
                "more than the name of a figure stands between the braces",
            )
            .hint_if(did_you_mean(first, ["place", "name", "ref", "note", "period"]))
            .hint("the braces hold the name of a figure and what of it, as in {{ domestic_crime.now.bare }}"),
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    fn kind(text: &str) -> Result<ExpressionKind, Vec<&'static str>> {
        let mut sources = Sources::default();
        let file = sources.add("x", text);
        let mut findings = Findings::default();
        read(text, Span::new(file, 0..text.len()), &mut findings)
            .ok_or_else(|| findings.iter().map(|f| f.rule.name()).collect())
    }

    #[test]
    fn directives_take_one_quoted_name() {
        assert_eq!(kind(" place('x') "), Ok(ExpressionKind::Place("x".into())));
        assert_eq!(kind("ref(\"a\")"), Ok(ExpressionKind::Reference("a".into())));
        assert_eq!(kind("unnumbered"), Ok(ExpressionKind::Unnumbered));
        assert_eq!(kind("place(x)"), Err(vec!["expression-syntax"]));
        assert_eq!(kind("place"), Err(vec!["expression-syntax"]));
    }

    #[test]
    fn what_is_still_to_be_written_is_said() {
        assert_eq!(kind("fill_in(\"who: or, what\")"), Err(vec!["not-written"]));
        assert_eq!(kind("fill_in"), Err(vec!["expression-syntax"]));
        assert_eq!(kind("fill_in()"), Err(vec!["expression-syntax"]));
        assert_eq!(kind("fill_in.now"), Ok(ExpressionKind::Figure("fill_in.now".into())));
    }

    #[test]
    fn figures_are_expressions() {
        for good in ["a.now", "a.at(\"2023/24 Q4\").bare", "period.long", "'{{'", "placement.now", "x.top(5)"]
        {
            assert!(matches!(kind(good), Ok(ExpressionKind::Figure(_))), "{good}");
        }
    }

    #[test]
    fn an_expression_has_an_end() {
        let chain = |steps: usize| format!("period{}", ".a".repeat(steps));
        assert!(kind(&chain(16)).is_ok());
        assert_eq!(kind(&chain(17)), Err(vec!["expression-long"]));
        assert_eq!(kind(&chain(100_000)), Err(vec!["expression-long"]));
        assert_eq!(kind(&"(".repeat(17)), Err(vec!["expression-long"]));
        // Dots in a text are none.
        assert!(kind(&format!("x.at(\"{}\")", ".".repeat(40))).is_ok());
    }

    #[test]
    fn whatever_could_calculate_is_refused() {
        for bad in [
            "1/0",
            "a + b",
            "a|upper",
            "'a' * 200000000",
            "range(99999)",
            "a if b",
            "[1,2]",
            "{a:1}",
            "a-b",
            "x == 1",
            "a ~ b",
            "“a”",
            "not a",
            "'a",
            "a b",
        ] {
            assert!(kind(bad).is_err(), "{bad}");
        }
    }
}
