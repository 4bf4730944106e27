//! The values of filled-in fields of attachments, set by themselves: each on a page of its own as large as the
//! field, which `assemble` draws in its place. A value that has no room there, or holds signs that no font has,
//! is a finding and is not set. It never looks at a page of the attachment.
//!
//! Lines are broken here and not by Typst, so that the size at which all of a value fits is known before it is
//! set, and so is what does not fit at any size that can be read.

use super::code::literal;
use super::glyphs::Glyphs;
use crate::finding::{Finding, Findings, Rule, Severity, Span, pages_in_words, some_in_words};
use crate::model::{AttachmentPages, FieldSide, FieldValue, FieldWords, FilledField, TickSign};

/// The size in points below which words of a field cannot be read.
const SMALLEST: f64 = 5.0;
/// The size in points of words whose form leaves it to the reader's program, where they have room.
const USUAL: f64 = 12.0;
/// The factor by which words are made smaller until they fit.
const STEP: f64 = 0.98;
/// The longest value in bytes that is tried: more has no room on any page.
const LONGEST: usize = 200_000;
/// The longest side of a page in points: a field that is larger is none that anybody sees.
const LARGEST: f64 = 14_400.0;
/// The height of a line, in parts of the size.
const LINE: f64 = 1.2;
/// The height that a single line needs, in parts of the size: from the top of its letters to their foot.
const LETTERS: f64 = 1.1;
/// The distance in points of words from the sides of their field.
const INSET: f64 = 2.0;
/// The part of a field that its words may take across: the width of letters side by side is known to a hair.
const SURE: f64 = 0.99;
/// The part of its size down to which words are made smaller so that none has to be broken.
const UNBROKEN: f64 = 0.75;
/// The part of a box that its sign takes.
const SIGN: f64 = 0.7;

/// The words of a field, broken into lines that fit it.
struct FittedWords {
    lines: Vec<String>,
    size: f64,
}

/// Keeps those of the fields of an attachment that can be set, and gives the Typst code of a page for each.
pub(super) fn set_fields(kept: &mut AttachmentPages, glyphs: &Glyphs<'_>, findings: &mut Findings) -> String {
    let mut code = String::new();
    let mut left: Vec<UnsetFields> = Vec::new();
    let fields = std::mem::take(&mut kept.fields);
    for field in fields {
        let scale = kept.scale_of(&field);
        let (width, height) = (field.size.0 * scale, field.size.1 * scale);
        if !(0.0..=LARGEST).contains(&width) || !(0.0..=LARGEST).contains(&height) {
            add(&mut left, &field, TOO_LARGE);
            continue;
        }
        let body = match &field.value {
            FieldValue::Words(words) => match fitted(words, (width, height), (scale, kept.span), glyphs) {
                Ok(fitted) => lines_code(&fitted, words, (width, height)),
                Err(why) => {
                    add(&mut left, &field, &why);
                    continue;
                }
            },
            FieldValue::Tick { sign, .. } => {
                let name = match sign {
                    TickSign::Tick => "tick",
                    TickSign::Cross => "cross",
                    TickSign::Dot => "dot",
                    TickSign::Square => "square",
                    TickSign::Diamond => "diamond",
                };
                format!("field-tick(\"{name}\", {:.3}pt)", width.min(height) * SIGN)
            }
            FieldValue::Unset(..) => continue,
        };
        code.push_str(&format!("({width:.3}pt, {height:.3}pt, {body}),\n"));
        kept.fields.push(field);
    }
    left.iter().for_each(|fields| findings.push(undrawn(kept, fields)));
    code
}

/// The reason why a field is not set that is larger than any page.
const TOO_LARGE: &str = "no page is so large";
/// The most fields that a finding names.
const NAMED: usize = 5;

/// The fields of an attachment that are not set for one reason.
struct UnsetFields {
    why: String,
    pages: Vec<usize>,
    /// The fields as findings name them.
    named: Vec<String>,
}

/// Adds a field to those that are not set for the same reason.
fn add(left: &mut Vec<UnsetFields>, field: &FilledField, why: &str) {
    let known = left.iter_mut().find(|fields| fields.why == why);
    match known {
        Some(fields) => {
            fields.named.push(field.quoted());
            if fields.pages.last() != Some(&field.page) {
                fields.pages.push(field.page);
            }
        }
        None => {
            let (pages, named) = (vec![field.page], vec![field.quoted()]);
            left.push(UnsetFields { why: why.to_owned(), pages, named });
        }
    }
}

/// The finding about fields that cannot be set.
fn undrawn(kept: &AttachmentPages, fields: &UnsetFields) -> Finding {
    let (which, pictures) = match fields.named.as_slice() {
        [_] => ("the field", "no picture of it is"),
        _ => ("the fields", "no pictures of them are"),
    };
    let is = if fields.named.len() == 1 { "is" } else { "are" };
    let message = format!(
        "`{}`, {}: {which} {} {is} filled in and not drawn: {pictures} in the file, and {}",
        kept.file,
        pages_in_words(&fields.pages),
        some_in_words(&fields.named, NAMED),
        fields.why
    );
    let hint = "ask its sender to open the form, to choose Print, and to print it to PDF: then what was filled in is part of its pages";
    Finding::warning(Rule::AttachmentUndrawn, kept.span, message)
        .hint(hint)
        .hint("look at its pages in the pack: what is missing there can be given in `alt` or `transcript`")
}

/// The words of a field in lines, as large as they fit and no larger than the form says.
///
/// # Errors
/// The reason why they cannot be set.
fn fitted(
    words: &FieldWords,
    (width, height): (f64, f64),
    (scale, span): (f64, Span),
    glyphs: &Glyphs<'_>,
) -> Result<FittedWords, String> {
    let text = words
        .text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let text = if words.several_lines { text } else { joined(&text) };
    if let Some(why) = unprintable(&text, span, glyphs) {
        return Err(why);
    }
    let (room, high) = ((width - 2.0 * inset(width)) * SURE, height);
    // No letters are higher than their field.
    let largest = words.letters.map_or(USUAL * scale, |letters| letters * scale).min(height);
    let fits = |size: f64, within_words: bool| {
        let lines = if words.several_lines {
            broken(&text, room / size, within_words, glyphs)?
        } else {
            let text = text.clone();
            (glyphs.width(&text, false) * size <= room).then(|| vec![text])?
        };
        #[expect(clippy::cast_precision_loss, reason = "at most the letters of a value")]
        let tall = if words.several_lines { lines.len() as f64 * LINE * size } else { LETTERS * size };
        (tall <= high).then_some(FittedWords { lines, size })
    };
    // What its form sets smaller than can be read is set as it says.
    let said = words.letters.map_or(SMALLEST, |letters| letters * scale);
    let least = SMALLEST.min(said);
    let sensible = text.len() <= LONGEST && largest >= least;
    // A word that has no room in a line, as an address, is broken before all words become much smaller.
    for (within_words, least) in [(false, (largest * UNBROKEN).max(least).min(largest)), (true, least)] {
        let smaller = |size: &f64| (*size > least).then(|| (size * STEP).max(least));
        let sizes = std::iter::successors(Some(largest), smaller);
        if let Some(fitted) = sizes.filter(|_| sensible).find_map(|size| fits(size, within_words)) {
            return Ok(fitted);
        }
    }
    Err(format!("there is no room for the words in letters of {SMALLEST:.0} points"))
}

/// The words in one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The reason why a text cannot be printed; `None` where it can.
fn unprintable(text: &str, span: Span, glyphs: &Glyphs<'_>) -> Option<String> {
    let mut found = Findings::default();
    glyphs.check(text, span, &mut found);
    found.iter().find(|finding| finding.severity == Severity::Error).map(|finding| finding.message.clone())
}

/// A text in lines no wider than `room`, in a size of 1; `None` where a word is wider, unless words may be
/// broken.
fn broken(text: &str, room: f64, within_words: bool, glyphs: &Glyphs<'_>) -> Option<Vec<String>> {
    let wide = |text: &str| glyphs.width(text, false);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() {
                if wide(&line) + wide(" ") + wide(word) <= room {
                    line.push(' ');
                    line.push_str(word);
                    continue;
                }
                lines.push(std::mem::take(&mut line));
            }
            if wide(word) <= room {
                line.push_str(word);
                continue;
            }
            if !within_words {
                return None;
            }
            let mut filled = 0.0;
            for sign in word.chars() {
                let own = wide(sign.encode_utf8(&mut [0; 4]));
                if filled + own > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                line.push(sign);
                filled += own;
            }
        }
        lines.push(line);
    }
    Some(lines)
}

/// The distance of words from the sides of a field of that width.
fn inset(width: f64) -> f64 {
    INSET.min(width / 20.0)
}

/// The code of lines in a field.
fn lines_code(fitted: &FittedWords, words: &FieldWords, (width, height): (f64, f64)) -> String {
    let side = match words.side {
        FieldSide::Left => "left",
        FieldSide::Center => "center",
        FieldSide::Right => "right",
    };
    let (row, top) = if words.several_lines {
        let row = fitted.size * LINE;
        #[expect(clippy::cast_precision_loss, reason = "at most the letters of a value")]
        let rest = height - row * fitted.lines.len() as f64;
        (row, INSET.min(rest.max(0.0)))
    } else {
        (height, 0.0)
    };
    let lines: String = fitted.lines.iter().map(|line| literal(line) + ",\n").collect();
    let inset = inset(width);
    format!(
        "field-lines(size: {:.3}pt, row: {row:.3}pt, top: {top:.3}pt, inset: {inset:.3}pt, width: {:.3}pt, side: {side}, (\n{lines}))",
        fitted.size,
        width - 2.0 * inset
    )
}

/// The text of the file from which Typst sets the pages of fields.
pub(super) fn main_file(pages: &str) -> String {
    format!("#import \"field.typ\": field-lines, field-pages, field-tick\n#field-pages((\n{pages}))\n")
}
