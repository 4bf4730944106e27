//! Slips in what stands between `{{` and `}}`: a quote, a comma or a bracket that is missing or one too many, a
//! blank that no parser knows. Each is named, with what the expression should look like where only one reading
//! is left. It accepts nothing itself: what it writes out has been read by the parser.

use std::ops::Range;

use minijinja::machinery::ast::{CallArg, Expr};
use minijinja::machinery::parse_expr;

/// The most bytes of a text in which an expression is looked for.
const LONGEST: usize = 200;

/// A slip, by its place in the text of the expression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub range: Range<usize>,
    pub message: String,
    /// The text as it should be; `None` where that is not sure.
    pub repaired: Option<String>,
    /// What may be meant instead, where nothing is sure.
    pub candidate: Option<String>,
}

impl Slip {
    fn new(range: Range<usize>, message: impl Into<String>, candidates: Vec<String>) -> Self {
        let mut sound: Vec<String> = candidates.into_iter().filter(|text| is_sound(text)).collect();
        sound.dedup();
        let repaired = if sound.len() == 1 { sound.pop() } else { None };
        Self { range, message: message.into(), repaired, candidate: None }
    }

    /// The hint that writes the expression out, or else says in words what to do.
    pub(super) fn hint(&self, else_say: &str) -> String {
        match (&self.repaired, &self.candidate) {
            (Some(text), _) => format!("write {{{{ {text} }}}}"),
            (None, Some(text)) => {
                format!(
                    "did you mean {{{{ {text} }}}}? A name has no blanks and no capitals: _ joins its words"
                )
            }
            (None, None) => else_say.to_owned(),
        }
    }
}

/// Whether a text is an expression of the notation, whatever its names mean.
pub(super) fn is_sound(text: &str) -> bool {
    fn is_phrase(node: &Expr<'_>) -> bool {
        match node {
            Expr::Var(_) => true,
            Expr::Const(own) => own.value.as_str().is_some(),
            Expr::GetAttr(attribute) => is_phrase(&attribute.expr),
            Expr::Call(call) => {
                let is_plain = |argument: &CallArg<'_>| {
                    matches!(argument, CallArg::Pos(Expr::Const(_)) | CallArg::Kwarg(_, Expr::Const(_)))
                };
                let is_step = match &call.expr {
                    Expr::Var(_) => true,
                    Expr::GetAttr(attribute) => is_phrase(&attribute.expr),
                    _ => false,
                };
                is_step && call.args.iter().all(is_plain)
            }
            _ => false,
        }
    }
    parse_expr(text).is_ok_and(|parsed| is_phrase(&parsed))
}

/// A word, a text in quotes or a sign, by its place.
#[derive(Debug, Clone)]
struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl Token<'_> {
    fn is_text(&self) -> bool {
        self.text.starts_with(['"', '\''])
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    fn is_value(&self) -> bool {
        self.is_text() || self.is_word()
    }
}

/// Takes a text apart. Its quotes must end.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        if !c.is_whitespace() {
            all.push(Token { text: &rest[..length], range: at..at + length });
        }
        at += length;
    }
    all
}

fn without(text: &str, range: &Range<usize>) -> String {
    format!("{}{}", text[..range.start].trim_end(), &text[range.end..])
}

fn with(text: &str, at: usize, sign: &str) -> String {
    format!("{}{sign}{}", &text[..at], &text[at..])
}

/// Finds the first slip in a text that the parser does not read; `None` where the trouble is another.
pub(super) fn find(text: &str) -> Option<Slip> {
    let all = tokens(text);
    brackets(text, &all).or_else(|| neighbours(text, &all)).or_else(|| dots(text, &all))
}

/// The text with straight quotes in place of curly ones, as a hint.
pub(super) fn straight_quotes(text: &str, range: Range<usize>, message: String) -> Slip {
    let straight = text.replace(['\u{201C}', '\u{201D}'], "\"");
    let all = straight.replace(['\u{2018}', '\u{2019}'], "\"");
    Slip::new(range, message, vec![straight, all])
}

/// The text with plain blanks in place of others, and none beside a dot, as a hint.
pub(super) fn plain_blanks(text: &str, range: Range<usize>) -> Slip {
    let blank = match &text[range.clone()] {
        "\u{a0}" | "\u{202f}" | "\u{2007}" => "a no-break space",
        _ => "an unusual blank",
    };
    let kept: Vec<&str> = text.split_whitespace().collect();
    let plain = kept.join(" ").replace(" .", ".").replace(". ", ".");
    Slip::new(range, format!("{blank} stands between the braces"), vec![plain])
}

/// A quote that does not end, from byte `open` on: the end, or the beginning, of its text is put in.
pub(super) fn open_quote(text: &str, open: usize, quote: char, message: String) -> Slip {
    let end = text.trim_end_matches([')', ' ']).len();
    let before = text[..open].trim_end();
    let candidate = if open + 1 < end {
        // The other kind of quote at the end was meant as this one.
        let last = text[..end].chars().next_back().filter(|c| matches!(c, '"' | '\'') && end > open + 1);
        let kept = last.map_or(end, |last| end - last.len_utf8());
        let close = if text[end..].contains(')') || !text[..open].contains('(') { "" } else { ")" };
        format!("{}{quote}{close}{}", &text[..kept], &text[end..])
    } else {
        let start = before.rfind(['(', ',', '=']).map_or(0, |at| at + 1);
        let start = start + (text[start..].len() - text[start..].trim_start().len());
        with(text, start, &quote.to_string())
    };
    Slip::new(open..text.len(), message, vec![candidate])
}

/// A bracket that opens or closes nothing.
fn brackets(text: &str, all: &[Token<'_>]) -> Option<Slip> {
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in all.iter().enumerate() {
        match token.text {
            "(" => open.push(at),
            ")" if open.pop().is_none() => {
                let texts = all[..at].iter().position(Token::is_text);
                let beginning = texts.filter(|n| *n > 0 && all[n - 1].is_word());
                let candidates = match beginning {
                    Some(first) => vec![with(text, all[first].range.start, "(").replace(" (", "(")],
                    None => vec![without(text, &token.range)],
                };
                let message = match beginning {
                    Some(_) => "the bracket ) closes nothing: its ( is missing",
                    None => "this bracket ) is one too many",
                };
                return Some(Slip::new(token.range.clone(), message, candidates));
            }
            _ => {}
        }
    }
    let first = *open.first()?;
    let after = |token: &Token<'_>| with(text, token.range.end, ")");
    let inside = all[first + 1..].iter().enumerate().filter(|(n, token)| {
        let before = all.get(first + n).is_some_and(|before| before.text == ".");
        token.is_value() && !before
    });
    let mut candidates: Vec<String> = inside.map(|(_, token)| after(token)).collect();
    candidates.extend(all.last().filter(|last| last.text == "(").map(|last| without(text, &last.range)));
    Some(Slip::new(all[first].range.clone(), "this bracket ( is not closed", candidates))
}

/// Two values with nothing between them.
fn neighbours(text: &str, all: &[Token<'_>]) -> Option<Slip> {
    let mut depth = 0_usize;
    for (n, token) in all.iter().enumerate() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(next) = all.get(n + 1).filter(|next| token.is_value() && next.is_value()) else { continue };
        let range = next.range.clone();
        if let Some(slip) = bare_text(text, all, n, depth) {
            return Some(slip);
        }
        return Some(match (depth, next.is_text()) {
            (0, true) => {
                let called = with(text, range.end, ")");
                let called = format!("{}({}", text[..range.start].trim_end(), &called[range.start..]);
                Slip::new(range, format!("`{}` stands in no brackets", next.text), vec![called])
            }
            (0, false) => {
                let joined = format!("{}.{}", &text[..token.range.end], &text[range.start..]);
                let message = format!("a blank stands between `{}` and `{}`", token.text, next.text);
                let slip = Slip::new(range, message, if all.len() == 2 { vec![joined] } else { Vec::new() });
                Slip { candidate: one_name(text, all), ..slip }
            }
            _ => {
                let message = format!("a comma is missing before `{}`", next.text);
                Slip::new(range, message, vec![with(text, token.range.end, ",")])
            }
        });
    }
    None
}

/// The expression with _ between the words that it begins with, as in `domestic crime.now`; `None` where no name
/// of words begins it, or nothing follows them.
fn one_name(text: &str, all: &[Token<'_>]) -> Option<String> {
    let count = all.iter().take_while(|token| token.is_word()).count();
    let rest = all.get(count).filter(|next| next.text == "." && (2..=5).contains(&count))?;
    let words: Vec<&str> = all[..count].iter().map(|token| token.text).collect();
    // An id has small letters.
    let name = words.join("_").to_lowercase();
    Some(format!("{name}{}", &text[rest.range.start..])).filter(|text| is_sound(text))
}

/// A period without quotes in brackets: `at(2024/25 Q4)`. `None` where the brackets hold a text, or a value of which
/// nobody can say so.
fn bare_text(text: &str, all: &[Token<'_>], at: usize, depth: usize) -> Option<Slip> {
    let open = all[..at].iter().rposition(|token| token.text == "(").filter(|_| depth == 1)?;
    let close = at + all[at..].iter().position(|token| token.text == ")")?;
    let inside = all[open].range.end..all[close].range.start;
    let typed = text[inside.clone()].trim();
    if typed.contains(['"', '\'', ',']) || crate::value::TypedPeriod::read(typed).is_none() {
        return None;
    }
    let quoted = format!("{}\"{typed}\"{}", &text[..inside.start], &text[inside.end..]);
    Some(Slip::new(inside, "what stands in brackets has no quotes", vec![quoted]))
}

/// A dot that follows another one, or ends the expression.
fn dots(text: &str, all: &[Token<'_>]) -> Option<Slip> {
    let doubled = all.windows(2).find(|two| two[0].text == "." && two[1].text == ".");
    if let Some([_, second]) = doubled {
        let message = "two dots follow each other";
        return Some(Slip::new(second.range.clone(), message, vec![without(text, &second.range)]));
    }
    let last = all.last().filter(|last| last.text == "." || last.text == ",")?;
    let message = format!("nothing follows this `{}`", last.text);
    Some(Slip::new(last.range.clone(), message, vec![without(text, &last.range)]))
}

/// The longest beginning of a text that is an expression and names what of a figure; `None` where none is.
pub(in crate::check) fn beginning(text: &str) -> Option<&str> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, '}' | ','));
    let ends = ends.map(|(at, _)| at).chain([text.len()]);
    let whole = |end: usize| Some(text[..end].trim()).filter(|text| names_a_figure(text));
    ends.filter_map(whole).max_by_key(|text| text.len())
}

/// The longest end of a text that is an expression and names what of a figure; `None` where none is.
pub(in crate::check) fn ending(text: &str) -> Option<&str> {
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..];
    let starts = text.char_indices().filter(|(_, c)| c.is_whitespace() || *c == '{');
    let starts = starts.map(|(at, c)| at + c.len_utf8()).chain([0]);
    let whole = |start: usize| Some(text[start..].trim()).filter(|text| names_a_figure(text));
    starts.filter_map(whole).max_by_key(|text| text.len())
}

fn names_a_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.contains(['.', '(']) && is_sound(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_named_and_written_out() {
        for (text, message, at, repaired) in [
            ("b.at(\"Q4\"", "this bracket ( is not closed", "(", Some("b.at(\"Q4\")")),
            ("b.at(\"Q4\".bare", "this bracket ( is not closed", "(", Some("b.at(\"Q4\").bare")),
            ("b.at(", "this bracket ( is not closed", "(", Some("b.at")),
            ("b.at(\"Q4\"))", "this bracket ) is one too many", ")", Some("b.at(\"Q4\")")),
            ("b.at\"Q4\")", "the bracket ) closes nothing: its ( is missing", ")", Some("b.at(\"Q4\")")),
            ("b.at \"Q4\"", "`\"Q4\"` stands in no brackets", "\"Q4\"", Some("b.at(\"Q4\")")),
            (
                "b.top(5 \"wards\")",
                "a comma is missing before `\"wards\"`",
                "\"wards\"",
                Some("b.top(5, \"wards\")"),
            ),
            (
                "b.direction(\"previous\" with = \"much\")",
                "a comma is missing before `with`",
                "with",
                Some("b.direction(\"previous\", with = \"much\")"),
            ),
            (
                "b.at(2024/25 Q4)",
                "what stands in brackets has no quotes",
                "2024/25 Q4",
                Some("b.at(\"2024/25 Q4\")"),
            ),
            ("b now", "a blank stands between `b` and `now`", "now", Some("b.now")),
            ("b now bare", "a blank stands between `b` and `now`", "now", None),
            ("b..now", "two dots follow each other", ".", Some("b.now")),
            ("b.now.", "nothing follows this `.`", ".", Some("b.now")),
        ] {
            let slip = find(text).expect(text);
            let placed = &text[slip.range.clone()];
            let all = (slip.message.as_str(), placed, slip.repaired.as_deref());
            assert_eq!(all, (message, at, repaired), "{text}");
        }
        assert_eq!(find("b.now + c"), None);
    }

    #[test]
    fn quotes_that_do_not_end_are_closed_where_their_text_does() {
        for (text, open, repaired) in [
            ("b.at(\"Q4)", 5, Some("b.at(\"Q4\")")),
            ("b.at(\"Q4", 5, Some("b.at(\"Q4\")")),
            ("b.at('Q4\")", 5, Some("b.at('Q4')")),
            ("b.at(Q4\")", 7, Some("b.at(\"Q4\")")),
            ("b.top(5, wards\")", 14, Some("b.top(5, \"wards\")")),
        ] {
            let quote = text[open..].chars().next().expect("a quote");
            assert_eq!(open_quote(text, open, quote, String::new()).repaired.as_deref(), repaired, "{text}");
        }
    }

    #[test]
    fn an_expression_is_found_where_only_one_of_its_braces_stands() {
        assert_eq!(beginning(" b.now and more follows."), Some("b.now"));
        assert_eq!(beginning(" b.at(\"2024/25 Q4\") }, and"), Some("b.at(\"2024/25 Q4\")"));
        assert_eq!(beginning(" the rate"), None);
        assert_eq!(ending("The rate is { b.now "), Some("b.now"));
        assert_eq!(ending("of b.at(\"2024/25 Q4\") "), Some("b.at(\"2024/25 Q4\")"));
        for text in ["3.14 ", "see https://example.org", "item ", "e.g."] {
            assert_eq!(ending(text), None, "{text}");
        }
    }
}
