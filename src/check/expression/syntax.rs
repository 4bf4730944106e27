//! From the text between `{{` and `}}` to names, calls and texts, by MiniJinja's own parser. It knows no name,
//! and evaluates nothing.
//!
//! The parser belongs to the part of MiniJinja whose interface may change, so that its version is pinned; it
//! gives the place of every word. Whatever it reads besides names, dots and calls with plain arguments is
//! refused here by its name: a sum, a filter, a condition. The bounds on length and steps keep its memory,
//! and the depth of its calls, small.

use std::ops::Range;

use minijinja::machinery::ast::{BinOpKind, Call, CallArg, Const, Expr, UnaryOpKind};
use minijinja::machinery::parse_expr;

use super::slip::{self, Slip};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};
use crate::load::node::TypedText;

/// The most bytes between `{{` and `}}`.
const LONGEST: usize = 1_000;
/// The most steps of an expression: each dot, bracket and sign asks something of the words before it.
const MOST_STEPS: usize = 16;

/// How an expression is written, for hints.
pub(super) const NOTATION: &str =
    "the braces hold the name of a figure and what of it, as in {{ domestic_crime.now.bare }}";

/// The signs that the parser reads; what most of them make is refused by its name.
const SIGNS: &str = "_.,()=+-*/%~|<>!:[]{}";

/// A word of an expression, with its span.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    pub span: Span,
}

/// What an expression begins with.
#[derive(Debug)]
pub(super) enum Head<'t> {
    /// A name: `burglary`.
    Name(Word<'t>),
    /// A call: `place("trend")`.
    Call(Word<'t>, Vec<Argument<'t>>),
    /// A text: `"{{"`.
    Text(String),
}

/// A step of an expression, after a dot: `.now`, `.at("2023/24 Q4")`.
#[derive(Debug)]
pub(super) struct Step<'t> {
    pub word: Word<'t>,
    /// The arguments; `None` where no brackets stand after the word.
    pub arguments: Option<Vec<Argument<'t>>>,
}

/// An argument of a call.
#[derive(Debug)]
pub(super) struct Argument<'t> {
    /// The word before `=`; `None` where there is none.
    pub key: Option<Word<'t>>,
    pub value: ArgumentValue,
    pub span: Span,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ArgumentValue {
    Text(String),
    Number(i64),
    Switch(bool),
    /// A name without quotes.
    Name(String),
    /// A value that no argument takes.
    Other,
}

/// An expression by its words.
#[derive(Debug)]
pub(super) struct Phrase<'t> {
    pub head: Head<'t>,
    pub steps: Vec<Step<'t>>,
}

/// The text of an expression, with where it was typed.
#[derive(Clone, Copy)]
struct Typed<'t> {
    text: &'t str,
    field: &'t TypedText,
    /// The byte of the field at which the text begins.
    start: usize,
}

impl<'t> Typed<'t> {
    fn span(self, range: Range<usize>) -> Span {
        self.field.part(self.start + range.start..self.start + range.end)
    }

    fn span_of(self, span: minijinja::machinery::Span) -> Span {
        self.span(span.start_offset as usize..span.end_offset as usize)
    }

    /// A word that the parser cut out of the text; it gives no span for the word after a dot.
    fn word(self, word: &'t str) -> Word<'t> {
        let start = (word.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let range = if self.text.get(start..start + word.len()) == Some(word) {
            start..start + word.len()
        } else {
            0..self.text.len()
        };
        Word { text: word, span: self.span(range) }
    }
}

/// Reads the text of an expression, which stands in `field` from byte `start` on; `None` where it is not of
/// the notation, which is a finding. `braces` is its span with the braces.
pub(super) fn read<'t>(
    text: &'t str,
    field: &'t TypedText,
    start: usize,
    braces: Span,
    findings: &mut Findings,
) -> Option<Phrase<'t>> {
    let typed = Typed { text, field, start };
    if let Some(finding) = too_long(text, braces).or_else(|| wrong_signs(typed)) {
        findings.push(finding);
        return None;
    }
    let phrase = match parse_expr(text) {
        Ok(parsed) => phrase(&parsed, typed),
        Err(error) => Err(unread(&error, typed)),
    };
    phrase.map_err(|finding| findings.push(*finding)).ok()
}

/// The finding for an expression that is longer than any figure needs: a long row of steps takes all memory
/// of whatever reads it.
fn too_long(text: &str, braces: Span) -> Option<Finding> {
    let mut quote = None;
    let outside = text.chars().filter(|c| match quote {
        Some(open) => {
            if *c == open {
                quote = None;
            }
            false
        }
        None => {
            quote = matches!(c, '"' | '\'').then_some(*c);
            quote.is_none()
        }
    });
    let step = |c: &char| !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | ')' | ',' | '='));
    let message = if text.len() > LONGEST {
        format!("{} characters stand between {{{{ and }}}}, and {LONGEST} are the most", text.chars().count())
    } else if outside.filter(step).nth(MOST_STEPS).is_some() {
        format!("more than {MOST_STEPS} steps stand between {{{{ and }}}}")
    } else {
        return None;
    };
    Some(Finding::error(Rule::ExpressionLong, braces, message).hint(
        "a figure is its name and what of it, as in {{ domestic_crime.now.bare }}: close the braces behind it",
    ))
}

/// The finding for signs that the parser does not know, and for quotes that do not end, that are curly, or that
/// hold a backslash, which it would read as the beginning of another sign.
fn wrong_signs(typed: Typed<'_>) -> Option<Finding> {
    let syntax = |range, message: String| Finding::error(Rule::ExpressionSyntax, typed.span(range), message);
    let mut open: Option<(usize, char)> = None;
    for (at, c) in typed.text.char_indices() {
        match (open, c) {
            (Some((_, quote)), c) if c == quote => open = None,
            (Some(_), '\\') => {
                let message = "a backslash cannot stand between the braces".to_owned();
                return Some(syntax(at..at + 1, message).hint("write a plain name in quotes"));
            }
            (None, '"' | '\'') => open = Some((at, c)),
            (None, '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}') => {
                let message = format!("a curly quote ({c}) stands between the braces");
                let slip = slip::straight_quotes(typed.text, at..at + c.len_utf8(), message);
                return Some(slipped(&slip, typed, "use straight quotes: \"…\""));
            }
            (None, c) if c.is_whitespace() && !c.is_ascii() => {
                let slip = slip::plain_blanks(typed.text, at..at + c.len_utf8());
                return Some(slipped(&slip, typed, "delete it, and type an ordinary blank").hint(
                    "it looks like a blank, and comes along where text is copied from Word or a web page: type the expression anew",
                ));
            }
            (None, c) if !(c.is_alphanumeric() || c.is_whitespace() || SIGNS.contains(c)) => {
                let message = format!("`{c}` cannot stand between the braces");
                let span = typed.span(at..at + c.len_utf8());
                return Some(Finding::error(Rule::ExpressionOperator, span, message).hint(NOTATION));
            }
            _ => {}
        }
    }
    let (at, quote) = open?;
    let message = format!("a text between the braces begins with {quote} and does not end");
    let slip = slip::open_quote(typed.text, at, quote, message);
    Some(slipped(&slip, typed, &format!("close it with {quote} before }}}}")))
}

/// The finding for a slip.
fn slipped(slip: &Slip, typed: Typed<'_>, else_say: &str) -> Finding {
    let span = typed.span(slip.range.clone());
    let blanks = typed.text.len() - typed.text.trim_start().len();
    let inner = blanks..typed.text.trim_end().len().max(blanks);
    let repaired = slip.repaired.as_deref();
    let range = typed.start + inner.start..typed.start + inner.end;
    let correction = repaired.and_then(|text| typed.field.replace(range, text.trim()));
    Finding::error(Rule::ExpressionSyntax, span, slip.message.clone())
        .hint(slip.hint(else_say))
        .correct(correction)
}

/// The finding for a text that the parser cannot read.
fn unread(error: &minijinja::Error, typed: Typed<'_>) -> Box<Finding> {
    if let Some(slip) = slip::find(typed.text) {
        return Box::new(slipped(&slip, typed, NOTATION));
    }
    let detail = error.detail().unwrap_or_default();
    let range = error.range().filter(|range| typed.text.get(range.clone()).is_some_and(|t| !t.is_empty()));
    let span = typed.span(range.unwrap_or(0..typed.text.len()));
    let first = typed.text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let message = if detail.starts_with("unexpected input after") {
        "more than the name of a figure stands between the braces".to_owned()
    } else if detail.starts_with("unexpected end of input") {
        "what stands between the braces is cut short".to_owned()
    } else {
        "what stands between the braces cannot be read".to_owned()
    };
    Box::new(
        Finding::error(Rule::ExpressionSyntax, span, message)
            .hint_if(did_you_mean(first, ["place", "name", "ref", "note", "period"]))
            .hint(NOTATION),
    )
}

/// Takes what was parsed apart, from its last step to its head.
fn phrase<'t>(parsed: &Expr<'t>, typed: Typed<'t>) -> Result<Phrase<'t>, Box<Finding>> {
    let mut steps = Vec::new();
    let mut at = parsed;
    let head = loop {
        match at {
            Expr::Var(name) => break Head::Name(typed.word(name.id)),
            Expr::Const(value) => match value.value.as_str() {
                Some(text) => break Head::Text(text.to_owned()),
                None => return Err(refuse(at, typed)),
            },
            Expr::GetAttr(attribute) => {
                steps.push(Step { word: typed.word(attribute.name), arguments: None });
                at = &attribute.expr;
            }
            Expr::Call(call) => match &call.expr {
                Expr::Var(name) => break Head::Call(typed.word(name.id), arguments(call, typed)),
                Expr::GetAttr(attribute) => {
                    let arguments = Some(arguments(call, typed));
                    steps.push(Step { word: typed.word(attribute.name), arguments });
                    at = &attribute.expr;
                }
                _ => return Err(refuse(at, typed)),
            },
            _ => return Err(refuse(at, typed)),
        }
    };
    steps.reverse();
    Ok(Phrase { head, steps })
}

fn arguments<'t>(call: &Call<'t>, typed: Typed<'t>) -> Vec<Argument<'t>> {
    let one = |argument: &CallArg<'t>| {
        let (key, value) = match argument {
            CallArg::Pos(value) => (None, value),
            CallArg::Kwarg(key, value) => (Some(typed.word(key)), value),
            CallArg::PosSplat(value) | CallArg::KwargSplat(value) => {
                return Argument {
                    key: None,
                    value: ArgumentValue::Other,
                    span: typed.span_of(value.span()),
                };
            }
        };
        let read = match value {
            Expr::Const(own) => constant(own),
            Expr::Var(name) => ArgumentValue::Name(name.id.to_owned()),
            _ => ArgumentValue::Other,
        };
        Argument { key, value: read, span: typed.span_of(value.span()) }
    };
    call.args.iter().map(one).collect()
}

fn constant(own: &Const) -> ArgumentValue {
    if let Some(text) = own.value.as_str() {
        return ArgumentValue::Text(text.to_owned());
    }
    match own.value.kind() {
        minijinja::value::ValueKind::Bool => ArgumentValue::Switch(own.value.is_true()),
        _ if own.value.is_integer() => own.value.as_i64().map_or(ArgumentValue::Other, ArgumentValue::Number),
        _ => ArgumentValue::Other,
    }
}

/// The finding for what is no name, step or text, by its name.
fn refuse(node: &Expr<'_>, typed: Typed<'_>) -> Box<Finding> {
    let span = typed.span_of(node.span());
    if let Some(name) = hyphenated(node) {
        let difference = difference_of_figures(node);
        let message = match difference {
            Some(_) => "nothing is calculated between the braces",
            None => "nothing is calculated between the braces, and names are written with _",
        };
        return Box::new(
            Finding::error(Rule::ExpressionOperator, span, message).label("`-` stands in it").hint(
                difference.unwrap_or_else(|| {
                    format!("for a name write {name}; sums are not worked out in the text")
                }),
            ),
        );
    }
    let message = format!(
        "{} cannot stand between the braces: figures come from the data, not from sums in the text",
        name(node)
    );
    Box::new(Finding::error(Rule::ExpressionOperator, span, message).label("not a figure").hint(NOTATION))
}

/// How the difference of two figures of one indicator is printed; `None` where a node is no such difference.
fn difference_of_figures(node: &Expr<'_>) -> Option<String> {
    let Expr::BinOp(pair) = node else { return None };
    let (Expr::GetAttr(left), Expr::GetAttr(right)) = (&pair.left, &pair.right) else { return None };
    let (Expr::Var(indicator), Expr::Var(other)) = (&left.expr, &right.expr) else { return None };
    if indicator.id != other.id {
        return Some("a difference of two indicators is not worked out here: define an indicator for it, or say both figures".to_owned());
    }
    let id = indicator.id;
    let before = match (left.name, right.name) {
        ("now", before @ ("year_ago" | "previous" | "first")) => before,
        ("now", "target") => {
            return Some(format!("for its distance to the target write {{{{ {id}.vs(\"target\") }}}}"));
        }
        _ => "year_ago",
    };
    Some(format!(
        "for the difference of the two write {{{{ {id}.change(\"{before}\").size }}}}, or in words {{{{ {id}.vs(\"{before}\") }}}}"
    ))
}

/// The name that is meant where a hyphen makes a subtraction of it; `None` for any other node.
fn hyphenated(node: &Expr<'_>) -> Option<String> {
    match node {
        Expr::Var(name) => Some(name.id.to_owned()),
        Expr::GetAttr(attribute) => Some(format!("{}.{}", hyphenated(&attribute.expr)?, attribute.name)),
        Expr::BinOp(pair) if matches!(pair.op, BinOpKind::Sub) => {
            Some(format!("{}_{}", hyphenated(&pair.left)?, hyphenated(&pair.right)?))
        }
        _ => None,
    }
}

/// The name of a node in plain words.
fn name(node: &Expr<'_>) -> &'static str {
    match node {
        Expr::BinOp(pair) => match pair.op {
            BinOpKind::Add => "a sum",
            BinOpKind::Sub => "a subtraction",
            BinOpKind::Mul => "a multiplication",
            BinOpKind::Div | BinOpKind::FloorDiv => "a division",
            BinOpKind::Rem => "a remainder",
            BinOpKind::Pow => "a power",
            BinOpKind::Concat => "a text that is put together",
            BinOpKind::ScAnd | BinOpKind::ScOr => "a condition",
            _ => "a comparison",
        },
        Expr::Compare(_) => "a comparison",
        Expr::UnaryOp(one) if matches!(one.op, UnaryOpKind::Neg) => "a minus sign",
        Expr::UnaryOp(_) | Expr::IfExpr(_) => "a condition",
        Expr::Filter(_) => "a filter",
        Expr::Test(_) => "a test",
        Expr::GetItem(_) | Expr::Slice(_) => "a place in a list",
        Expr::List(_) | Expr::Tuple(_) | Expr::Map(_) => "a list",
        Expr::Const(own) => match constant(own) {
            ArgumentValue::Switch(_) => "true or false",
            _ if own.value.is_number() => "a number",
            _ => "an empty value",
        },
        Expr::Call(_) => "a call of a call",
        Expr::Var(_) | Expr::GetAttr(_) => "a name",
    }
}
