//! The text of a paragraph as Typst statements: words, links, references, small drawings, and the words that no
//! line end parts. It puts no sign into a text.

use super::code::{Writer, literal};
use super::together::{Stretch, stretches};
use crate::finding::Span;
use crate::model::{Drawing, Inline, Spark, Tone};

/// The width of a sparkline in points: about that of a word.
const SPARK: f64 = 54.0;

/// The greatest width of words that are kept on one line, in a size of 1.
const WIDEST_KEPT: f64 = 14.0;

/// Writes a line of values that is as small as a word.
fn spark(line: &Spark, alt: &str, span: Span, writer: &mut Writer<'_>) -> String {
    let (file, height) = writer.draw(&Drawing::Spark(line.clone()), SPARK, span);
    let alt = writer.text(alt, span);
    format!("spark(file: {}, width: {SPARK}pt, height: {height:.2}pt, alt: {alt})\n", literal(&file))
}

/// The width of all pictures in a line of text together, in points.
pub(super) fn pictures(body: &[Inline]) -> f64 {
    let width = |inline: &Inline| match inline {
        Inline::Spark { .. } => SPARK,
        // The symbol and a blank.
        Inline::Signal { .. } => 16.0,
        _ => 0.0,
    };
    body.iter().map(width).sum()
}

/// Writes words with a symbol and a colour.
fn signal(tone: Tone, text: &str, span: Span, writer: &mut Writer<'_>) -> String {
    let (symbol, key) = match tone {
        Tone::Green => ("\u{25CF}", "green"),
        Tone::Amber => ("\u{25C6}", "amber"),
        Tone::Red => ("\u{25B2}", "red"),
        Tone::UpBetter => ("\u{2191}", "better"),
        Tone::DownBetter => ("\u{2193}", "better"),
        Tone::UpWorse => ("\u{2191}", "worse"),
        Tone::DownWorse => ("\u{2193}", "worse"),
        Tone::Up => ("\u{2191}", "neutral"),
        Tone::Down => ("\u{2193}", "neutral"),
        Tone::Level => ("\u{2192}", "neutral"),
        Tone::Closed => ("\u{2713}", "neutral"),
    };
    format!("signal({}, {}, {})\n", literal(symbol), literal(key), writer.text(text, span))
}

/// Writes the text of a paragraph as statements that join to content.
pub(super) fn inlines(body: &[Inline], writer: &mut Writer<'_>) -> String {
    joined(body, [false, false], writer)
}

/// Writes a part of a paragraph. `touches` says whether a word stands directly before and after it.
fn joined(body: &[Inline], touches: [bool; 2], writer: &mut Writer<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    let touches_before = |at: usize| match at.checked_sub(1).and_then(|before| body.get(before)) {
        Some(before) => last_sign(before).is_some_and(|c| !c.is_whitespace()),
        None => touches[0],
    };
    let touches_after = |at: usize| match body.get(at + 1) {
        Some(after) => first_sign(after).is_some_and(|c| !c.is_whitespace()),
        None => touches[1],
    };
    while at < body.len() {
        let words = body[at..].iter().take_while(|inline| words(inline).is_some()).count();
        if words > 0 {
            let last = at + words - 1;
            run(&body[at..=last], [touches_before(at), touches_after(last)], writer, &mut out);
            at += words;
            continue;
        }
        let touches = [touches_before(at), touches_after(at)];
        match &body[at] {
            Inline::Strong(body) => {
                out.push_str(&format!("strong({{\n{}}})\n", joined(body, touches, writer)))
            }
            Inline::Emphasis(body) => {
                out.push_str(&format!("emph({{\n{}}})\n", joined(body, touches, writer)))
            }
            Inline::Link { url, body, span } => {
                let body = joined(body, touches, writer);
                let url = writer.text(url, *span);
                out.push_str(&format!("web-link(\n{url}, {{\n{body}}})\n"));
            }
            Inline::Spark { line, alt, span } => out.push_str(&spark(line, alt, *span, writer)),
            Inline::Signal { tone, text, span } => out.push_str(&signal(*tone, text, *span, writer)),
            Inline::Break => out.push_str("linebreak()\n"),
            _ => {}
        }
        at += 1;
    }
    out
}

/// The words of an inline that is nothing but words, with their span; `None` for all others.
fn words(inline: &Inline) -> Option<(&str, Span)> {
    match inline {
        Inline::Text(text, span)
        | Inline::Raised(text, span)
        | Inline::Reference { text, span, .. }
        | Inline::NoteMark { mark: text, span, .. } => Some((text, *span)),
        _ => None,
    }
}

/// The first sign of an inline; `None` where it has no words, and a blank for a break.
fn first_sign(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
            body.iter().find_map(first_sign)
        }
        Inline::Break => Some(' '),
        Inline::Spark { .. } | Inline::Signal { .. } => Some('x'),
        other => words(other).and_then(|(text, _)| text.chars().next()),
    }
}

/// The last sign of an inline, as [`first_sign`] gives the first.
fn last_sign(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
            body.iter().rev().find_map(last_sign)
        }
        Inline::Break => Some(' '),
        Inline::Spark { .. } | Inline::Signal { .. } => Some('x'),
        other => words(other).and_then(|(text, _)| text.chars().next_back()),
    }
}

/// Writes inlines that are nothing but words, with boxes round those that no line end parts.
fn run(body: &[Inline], touches: [bool; 2], writer: &mut Writer<'_>, out: &mut String) {
    let whole: String = body.iter().filter_map(words).map(|(text, _)| text).collect();
    let kept = kept(body, &whole, touches, writer);
    let mut kept = kept.iter().peekable();
    let mut begin = 0;
    for inline in body {
        let Some((text, span)) = words(inline) else { continue };
        let end = begin + text.len();
        writer.check(text, span);
        let mut done = begin;
        while done < end || text.is_empty() && done == begin {
            let next = kept.peek();
            let inside = next.is_some_and(|kept| kept.start <= done);
            if next.is_some_and(|kept| kept.start == done) {
                out.push_str("box({\n");
            }
            let stop = next.map_or(end, |kept| if inside { kept.end } else { kept.start }).min(end);
            piece(inline, (&text[done - begin..stop - begin], span), writer, out);
            if inside && next.is_some_and(|kept| kept.end == stop) {
                out.push_str("})\n");
                kept.next();
            }
            if text.is_empty() {
                break;
            }
            done = stop;
        }
        begin = end;
    }
}

/// The stretches of words that are kept on one line, which part no reference or raised letter. Those at whose
/// side another word stands directly are left out: beside a box a line may end.
fn kept(body: &[Inline], whole: &str, touches: [bool; 2], writer: &Writer<'_>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for mut stretch in stretches(whole, writer.kept) {
        let mut begin = 0;
        for inline in body {
            let end = begin + words(inline).map_or(0, |(text, _)| text.len());
            let meets = begin < stretch.end && stretch.start < end;
            if meets && !matches!(inline, Inline::Text(..)) {
                stretch = stretch.start.min(begin)..stretch.end.max(end);
            }
            begin = end;
        }
        let is_free = !(touches[0] && stretch.start == 0 || touches[1] && stretch.end == whole.len());
        let follows = out.last().is_none_or(|last| last.end <= stretch.start);
        if is_free && follows && writer.width(&whole[stretch.clone()], false) <= WIDEST_KEPT {
            out.push(stretch);
        }
    }
    out
}

/// Writes a part of the words of an inline.
fn piece(inline: &Inline, (text, span): (&str, Span), writer: &mut Writer<'_>, out: &mut String) {
    let words = writer.checked(text, span);
    match inline {
        Inline::Raised(..) => out.push_str(&format!("raised(\n{words})\n")),
        Inline::Reference { anchor, .. } => {
            out.push_str(&format!("reference({}, \n{words})\n", literal(anchor)))
        }
        Inline::NoteMark { .. } => out.push_str(&format!("note-mark(\n{words})\n")),
        _ => out.push_str(&words),
    }
}
