//! List marks that do not do what they look like: typed numbers and letters, bullets pasted from Word,
//! indents that do not nest. It reads the source text beside Markdown and changes nothing.

use std::ops::Range;

use super::unspaced::{self, blanks};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

const BULLETS: [char; 8] = ['•', '·', '▪', '◦', '‣', '●', '○', '■'];
/// Letters that Word's fonts of signs show as bullets; a tab, or blanks as wide, part one from its words.
const LETTER_BULLETS: [char; 4] = ['o', '§', 'Ø', 'ü'];
/// Dashes that mark a list item where a blank follows them at the start of a line.
const DASHES: [char; 2] = ['–', '—'];

/// Checks an item: its indent against the first of its list, and a second mark after its own.
/// Returns its indent in columns.
pub(super) fn item(
    text: &TypedText,
    covered: &str,
    range: Range<usize>,
    first: Option<usize>,
    findings: &mut Findings,
) -> usize {
    let range = range.start + blanks(&covered[range.clone()])..range.end;
    let line_start = covered[..range.start].rfind('\n').map_or(0, |n| n + 1);
    let before = &covered[line_start..range.start];
    let blank = before.chars().all(|c| c == ' ' || c == '\t');
    let indent: usize = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let mark_end = mark_length(&covered[range.start..]);
    if let Some(first) = first.filter(|first| *first != indent && blank) {
        let span = text.part(range.start..range.start + mark_end.max(1));
        let message = if indent > first {
            "this item looks nested and is not"
        } else {
            "this item is further left than the item before it, and yet of the same list"
        };
        findings.push(
            Finding::error(Rule::ListIndent, span, message)
                .label("same level as the item before")
                .hint(format!("to nest it, begin it right under the words of the item above (three blanks more under `1.`, two under `-`); else begin it in column {}", first + 1)),
        );
    }
    let after = range.start + mark_end;
    typed(text, covered, after + blanks(&covered[after..]), findings);
    indent
}

/// Says that a list begins with another number than 1, as with `5.`.
pub(super) fn numbered(text: &TypedText, range: Range<usize>, number: u64, findings: &mut Findings) {
    let length = number.to_string().len() + 1;
    let span = text.part(range.start..range.start + length);
    findings.push(
        Finding::error(
            Rule::ListNumber,
            span,
            format!("this list is typed from {number}, and numbers are the style's to write"),
        )
        .label("begins a list")
        .hint("begin every list with `1.`; a paragraph takes its number by itself: take the number away")
        .hint(format!("to print the number as text, write {number}\\.")),
    );
}

/// Checks the first line of a paragraph; that of an item has been checked with the item.
pub(super) fn paragraph(text: &TypedText, covered: &str, start: usize, findings: &mut Findings) {
    let before = &covered[..start];
    let line = &before[before.rfind('\n').map_or(0, |n| n + 1)..];
    if line.trim().is_empty() {
        let start = start + blanks(&covered[start..]);
        typed(text, covered, start, findings);
        unspaced::paragraph(text, covered, start, findings);
    }
}

/// Checks a line that goes on with the text above it. Words that only look like a mark are let through where
/// the line above does not end in a stop, or is no marked line itself.
pub(super) fn next_line(text: &TypedText, covered: &str, end_of_line: usize, findings: &mut Findings) {
    let Some(newline) = covered[end_of_line..].find('\n').map(|n| end_of_line + n) else { return };
    let above = covered[..newline].trim_end();
    let above = above[above.rfind('\n').map_or(0, |n| n + 1)..].trim_start();
    let start = newline + 1 + blanks(&covered[newline + 1..]);
    let body = &covered[start..];
    // One typed mark is seldom alone.
    let ended = above.ends_with([':', ';', '.', ',', '?', '!']) || typed_mark(above).is_some();
    if ended || bullet(body).is_some() {
        typed(text, covered, start, findings);
    }
    unspaced::next_line(text, covered, newline + 1, findings);
    if ["- ", "+ ", "* "].iter().any(|mark| body.starts_with(mark)) {
        let span = text.part(start..start + 1);
        findings.push(
            Finding::error(
                Rule::ListIndent,
                span,
                "this bullet is indented so far that it is part of the text above",
            )
            .label("no list begins here")
            .hint("put it at the left, or right under the words of the item it belongs to"),
        );
    }
}

/// Finds a mark that is typed where the style writes one.
fn typed(text: &TypedText, covered: &str, at: usize, findings: &mut Findings) {
    let rest = &covered[at..];
    let line = rest.split('\n').next().unwrap_or("");
    let Some(length) = typed_mark(line) else { return };
    let mark = &line[..length];
    let span = text.part(at..at + length);
    let is_unseen = mark.starts_with(is_of_word);
    let is_letter = mark.starts_with(LETTER_BULLETS);
    let named = if is_unseen { "a bullet of Word".to_owned() } else { format!("`{mark}`") };
    let hint = if is_letter {
        "it is how Word hands on a bullet: begin the line with `- ` instead, and with two blanks before the `-` (three under `1.`) where it stands below the item above it"
    } else if is_unseen || mark.starts_with(BULLETS) || mark.starts_with(DASHES) {
        "begin the line with `- ` instead"
    } else {
        "begin the line with `- ` instead, or with `1.` where the items are to be numbered: the style writes its own numbers and letters"
    };
    let as_text = (!is_unseen && !is_letter).then(|| format!("to print it as text, write {}", as_text(mark)));
    findings.push(
        Finding::error(
            Rule::ListMark,
            span,
            format!("{named} is typed by hand, and the style writes the marks of lists"),
        )
        .label("typed mark")
        .hint(hint)
        .hint_if(as_text),
    );
}

/// The source of a mark that is to be printed: a backslash takes its meaning from ASCII punctuation alone.
fn as_text(mark: &str) -> String {
    let (inner, close) = mark.split_at(mark.len() - mark.chars().last().map_or(0, char::len_utf8));
    match mark.chars().next() {
        Some('(') => format!("\\{mark}"),
        Some(c) if BULLETS.contains(&c) || DASHES.contains(&c) => format!("{{{{ '{mark}' }}}}"),
        _ => format!("{inner}\\{close}"),
    }
}

/// Whether a line begins with a bullet that a tab follows, as a list has that was pasted from Word.
pub(super) fn is_pasted_bullet(line: &str) -> bool {
    let line = line.trim();
    let rest = bullet(line).map(|length| &line[length..]);
    rest.is_some_and(|rest| rest.starts_with('\t') && !rest[1..].contains('\t'))
}

/// Whether a sign is of one of Word's own fonts, which no other shows.
fn is_of_word(sign: char) -> bool {
    matches!(sign, '\u{F020}'..='\u{F0FF}')
}

/// The length of the bullet with which a line begins; `None` where it begins with none.
fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_letter = LETTER_BULLETS.contains(&first) && (rest.starts_with('\t') || rest.starts_with("   "));
    (BULLETS.contains(&first) || is_of_word(first) || is_letter).then_some(first.len_utf8())
}

/// The length of `(a)`, `a)`, `iv.`, `•` or `5.` at the start of a line, followed by a blank.
fn typed_mark(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let dash = DASHES.contains(&first) && line[first.len_utf8()..].starts_with([' ', '\t', '\u{A0}']);
    if dash {
        return Some(first.len_utf8());
    }
    if let Some(length) = bullet(line) {
        return Some(length);
    }
    let open = usize::from(line.starts_with('('));
    let inner = &line[open..];
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (word, rest) = inner.split_at(length);
    let close = rest.chars().next()?;
    let blank = rest[close.len_utf8()..].starts_with([' ', '\t', '\u{A0}']);
    let roman = !word.is_empty() && word.len() <= 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let number = !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let is_mark = match (open, close) {
        (1, ')') => roman || letter || number,
        (0, ')') => roman || letter || number,
        (0, '.') => roman || letter || number,
        _ => false,
    };
    (is_mark && blank).then_some(open + length + 1)
}

/// The length of `- ` or `1. ` without its blank.
fn mark_length(item: &str) -> usize {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    digits + 1
}

/// The range without the white space at its end.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

#[cfg(test)]
mod tests {
    use crate::check::markup::{MarkupBlock, MarkupInline, narrative};
    use crate::finding::{Findings, Sources, Span};
    use crate::load::node::TypedText;

    fn read(raw: &str) -> (Vec<MarkupBlock>, Vec<(&'static str, String)>) {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        let blocks = narrative(&text, &mut findings);
        let list = findings
            .iter()
            .map(|f| (f.rule.name(), sources.slice(f.span.expect("placed")).to_owned()))
            .collect();
        (blocks, list)
    }

    #[test]
    fn good_lists_pass_and_nest() {
        let (blocks, findings) = read(
            "Stem:\n\n1. One\n\n   More of one.\n\n   {{ place(\"t\") }}\n\n2. Two\n   1. Deep\n   2. Deep\n\n- a\n- b",
        );
        assert_eq!(findings, []);
        let MarkupBlock::List { items, ordered: true } = &blocks[1] else { panic!("{blocks:?}") };
        assert_eq!(items[0].0.len(), 3, "{items:?}");
        assert!(matches!(items[0].0[2], MarkupBlock::Placed { .. }));
        assert!(matches!(items[1].0[1], MarkupBlock::List { .. }), "{:?}", items[1]);
    }

    #[test]
    fn an_indent_that_does_not_nest_is_found() {
        assert_eq!(read("1. One\n  1. Two").1, [("list-indent", "1.".into())]);
        assert_eq!(read("- One\n\n      - Two").1[0].0, "markup");
        assert_eq!(read("Text\n     - Two").1, [("list-indent", "-".into())]);
    }

    #[test]
    fn typed_marks_are_found() {
        for (raw, mark) in [
            ("(a) One", "(a)"),
            ("(a)\tOne", "(a)"),
            ("(a)\u{A0}One", "(a)"),
            ("1. (iv) One", "(iv)"),
            ("- • One", "•"),
            ("• One", "•"),
            ("Text:\n(b) Two", "(b)"),
            ("i. One", "i."),
            ("Text:\n\nb) x", "b)"),
            ("Stem\n• Two", "•"),
            ("Stem:\n7. Two", "7."),
            ("– One", "–"),
            ("o\tOne", "o"),
            ("- One\no   Two", "o"),
            ("§\tOne", "§"),
            ("\u{F0A7}\tOne", "\u{F0A7}"),
        ] {
            assert_eq!(read(raw).1, [("list-mark", mark.into())], "{raw}");
        }
        assert_eq!(read("5. One").1, [("list-number", "5.".into())]);
    }

    #[test]
    fn marks_that_are_to_be_printed_pass() {
        for mark in ["(a)", "a)", "iv.", "•"] {
            assert_eq!(read(&format!("{} One", super::as_text(mark))).1, [], "{mark}");
        }
    }

    #[test]
    fn prose_that_looks_like_a_mark_passes() {
        for raw in [
            "See clause\n(a) above.",
            "in\n2024. The",
            "A. Smith",
            "\\(a) One",
            "I. The",
            "etc. and",
            "(a)bout",
            "(see) this",
            "o fewn y sir",
            "o  fewn y sir",
            "§ 5 of the Act",
        ] {
            assert_eq!(read(raw).1, [], "{raw}");
        }
    }

    #[test]
    fn bold_may_hold_a_figure_and_touch_letters() {
        let (blocks, findings) = read("**{{ rate.now }}**s rise");
        assert_eq!(findings, []);
        let MarkupBlock::Paragraph { body, .. } = &blocks[0] else { panic!("{blocks:?}") };
        assert!(
            matches!(&body[0], MarkupInline::Strong(b) if matches!(b[0], MarkupInline::Expression(_))),
            "{body:?}"
        );
    }

    #[test]
    fn what_papers_do_not_hold_is_found() {
        for raw in [
            "# H",
            "> q",
            "a <b>x</b>",
            "`x`",
            "---",
            "![a](b)",
            "[a]: https://example.org",
            "Text\n---",
            "[a](javascript:x)",
            "[a](https://x/{{ y.now }})",
            "    code",
        ] {
            assert!(!read(raw).1.is_empty(), "{raw}");
            assert!(read(raw).1.iter().all(|f| f.0 == "markup"), "{raw}: {:?}", read(raw).1);
        }
    }

    #[test]
    fn two_thousand_levels_are_refused_in_bounds() {
        let raw: String = (0..2000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
        assert_eq!(read(&raw).1.len(), 1);
    }
}
