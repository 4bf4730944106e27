//! `Glyphs`: what the fonts of a paper can show, and how wide it is. It never sets a page.

use ttf_parser::Face;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::finding::{Finding, Findings, Rule, Span, some_in_words};
use crate::style::builtin::{FAMILIES, FONTS};

/// The faces that a paper is set in.
pub struct Glyphs<'a> {
    regular: Vec<Face<'a>>,
    bold: Vec<Face<'a>>,
    /// The name of the first family and its faces, where that is a council's own.
    own: Option<(String, Vec<Face<'a>>)>,
    /// The widths of the ASCII signs in a size of 1, regular and bold: most text has no others.
    ascii: [[f64; 128]; 2],
}

impl<'a> Glyphs<'a> {
    /// The glyphs of the fonts that come with the program.
    pub fn built_in() -> Self {
        Self::new(&[(FAMILIES[0].to_owned(), FONTS.to_vec())])
    }

    /// The glyphs of families, given with the faces of each in the order in which a sign is looked for.
    pub fn new(families: &[(String, Vec<&'a [u8]>)]) -> Self {
        let parsed = |data: &[&'a [u8]]| -> Vec<Face<'a>> {
            let faces = data.iter().filter_map(|data| Face::parse(data, 0).ok());
            faces.filter(|face| !face.is_italic()).collect()
        };
        let faces: Vec<Face<'a>> = families.iter().flat_map(|(_, data)| parsed(data)).collect();
        let own = families
            .first()
            .filter(|(name, _)| !FAMILIES.contains(&name.as_str()))
            .map(|(name, data)| (name.clone(), parsed(data)));
        let regular: Vec<Face<'a>> = faces.iter().filter(|f| !f.is_bold()).cloned().collect();
        // What the bold face lacks is shown in a regular one.
        let mut bold: Vec<Face<'a>> = faces.iter().filter(|f| f.is_bold()).cloned().collect();
        bold.extend(regular.iter().cloned());
        let mut glyphs = Self { regular, bold, own, ascii: [[0.0; 128]; 2] };
        for code in 0..128u8 {
            for bold in [false, true] {
                let width = glyphs.advance(char::from(code), bold);
                glyphs.ascii[usize::from(bold)][usize::from(code)] = width;
            }
        }
        glyphs
    }

    /// Finds every character of `text` that cannot be printed: controls, characters that cannot be seen, and
    /// characters that no face has. Warns of those that the first family does not have.
    pub fn check(&self, text: &str, span: Span, findings: &mut Findings) {
        let mut before = ' ';
        let mut missing: Vec<(usize, char)> = Vec::new();
        for (at, c) in text.char_indices() {
            let letter = std::mem::replace(&mut before, c);
            let exact = || exact_place(text, at, c, span);
            if let Some((family, faces)) = &self.own
                && !c.is_whitespace()
                && faces.iter().all(|face| face.glyph_index(c).is_none())
                && self.has(c)
            {
                findings.push(Finding::warning(LENT, exact(), lent(family, c)).hint(
                    "where that does not look right, write it in another way, or name another font first",
                ));
            }
            if matches!(c, '\n' | '\r' | '\t' | ' '..='~') {
                continue;
            }
            let code = u32::from(c);
            if is_combining_mark(c)
                && let Some(joined) = compose(letter, c).filter(|joined| self.has(*joined))
            {
                before = joined;
            } else if is_combining_mark(c) && !is_unseen(c) {
                // Two glyphs for one sign would be read aloud, and copied, twice.
                findings.push(
                    Finding::error(
                        Rule::MissingGlyph,
                        exact(),
                        format!("the embedded fonts have no sign for `{letter}` with the mark U+{code:04X}"),
                    )
                    .label("a mark over the character before")
                    .hint("leave the mark out, or write the word in another way"),
                );
            } else if c.is_control() || is_unseen(c) {
                findings.push(
                    Finding::error(
                        Rule::Character,
                        exact(),
                        format!("U+{code:04X} ({}) is not a character that can be printed", unseen_name(c)),
                    )
                    .label("it cannot be seen")
                    .hint(unseen_hint(c)),
                );
            } else if !self.has(c) {
                missing.push((at, c));
            }
        }
        say_missing(text, &missing, span, findings);
    }

    fn has(&self, c: char) -> bool {
        self.regular.iter().any(|f| f.glyph_index(c).is_some())
    }

    /// The width of a text in a size of 1, in the regular or the bold face.
    pub fn width(&self, text: &str, bold: bool) -> f64 {
        let ascii = &self.ascii[usize::from(bold)];
        let width = |c: char| ascii.get(c as usize).copied().unwrap_or_else(|| self.advance(c, bold));
        text.chars().map(width).sum()
    }

    fn advance(&self, c: char, bold: bool) -> f64 {
        let faces = if bold { &self.bold } else { &self.regular };
        let found = faces.iter().find_map(|face| Some((face, face.glyph_index(c)?)));
        let units = found.and_then(|(face, glyph)| {
            Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
        });
        units.unwrap_or(0.6)
    }
}

/// The rule for a sign that another font lends, which is a finding once for each sign of a paper.
pub(super) const LENT: Rule = Rule::FontGlyph;

fn lent(family: &str, c: char) -> String {
    format!("the font `{family}` has no sign for `{c}`, which is set in the next font that has it")
}

/// The most signs that a finding names.
const MOST_NAMED: usize = 5;

/// Adds one finding for the characters of a text that no face has, which stand at these bytes.
fn say_missing(text: &str, missing: &[(usize, char)], span: Span, findings: &mut Findings) {
    let (Some((first, _)), Some((last, end))) = (missing.first(), missing.last()) else { return };
    let mut signs: Vec<char> = Vec::new();
    for (_, c) in missing {
        if !signs.contains(c) {
            signs.push(*c);
        }
    }
    let named = |c: &char| format!("`{c}` (U+{:04X})", u32::from(*c));
    let names: Vec<String> = signs.iter().map(named).collect();
    let sign = if signs.len() == 1 { "sign" } else { "signs" };
    let exact = if span.len() == text.len() { span.part(*first..last + end.len_utf8()) } else { span };
    findings.push(
        Finding::error(
            Rule::MissingGlyph,
            exact,
            format!("the embedded fonts have no {sign} for {}", some_in_words(&names, MOST_NAMED)),
        )
        .label("cannot be printed")
        .hint("write it in words, or with another character")
        .hint("where a name needs it, put a font that has it (.ttf or .otf) into the folder `fonts/` of the council's folder: HOUSE-STYLE.md says how"),
    );
}

/// The span of one character, where the text stands as typed; the whole span otherwise.
fn exact_place(text: &str, at: usize, c: char, span: Span) -> Span {
    if span.len() == text.len() { span.part(at..at + c.len_utf8()) } else { span }
}

/// Whether a reader cannot see a character, or a screen reader cannot say it: format characters, separators
/// of lines, private and unassigned signs. They would be lost, or stay unnoticed.
fn is_unseen(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164
            | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFC | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF | 0xF0000..=0x10_FFFF
    ) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The hint for a character that cannot be seen. Words that only such a sign parts would run together without it.
fn unseen_hint(c: char) -> &'static str {
    if matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
        "put a blank or a line end in its place: it parts lines where the text was copied from"
    } else {
        "delete it; it often comes along when text is copied from Word or a web page"
    }
}

fn unseen_name(c: char) -> &'static str {
    match u32::from(c) {
        0xAD => "a soft hyphen",
        0x200B => "a space of no width",
        0x200C | 0x200D => "a joiner",
        0x200E | 0x200F | 0x61C | 0x202A..=0x202E | 0x2066..=0x2069 => "a mark of writing direction",
        0x85 | 0x2028 | 0x2029 => "a line separator",
        0xFE00..=0xFE0F => "a variation selector, as emoji have",
        0xFEFF => "a byte-order mark",
        0xE000..=0xF8FF | 0xF0000..=0x10_FFFF => "a private sign of some font",
        _ if c.is_control() => "a control character",
        _ => "a sign without a shape",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    fn rules(text: &str) -> Vec<&'static str> {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("x", text), 0..text.len());
        let mut findings = Findings::default();
        Glyphs::built_in().check(text, span, &mut findings);
        findings.iter().map(|f| f.rule.name()).collect()
    }

    #[test]
    fn english_welsh_and_symbols_have_glyphs() {
        assert!(rules("Tŷ’r ŵyl – £1,000 €5 “quoted” 20½ → ✓ ≥ é א").is_empty());
    }

    #[test]
    fn what_has_no_glyph_is_named() {
        assert_eq!(rules("漢"), ["missing-glyph"]);
        assert_eq!(rules("a\u{200B}b\u{7}"), ["character", "character"]);
    }

    #[test]
    fn a_mark_needs_a_sign_of_its_letter_with_it() {
        assert!(rules("cafe\u{301} w\u{302}").is_empty());
        assert_eq!(rules("p\u{309} \u{301}"), ["missing-glyph", "missing-glyph"]);
    }

    #[test]
    fn bold_is_wider() {
        let glyphs = Glyphs::built_in();
        assert!(glyphs.width("Objective", true) > glyphs.width("Objective", false));
        assert!((glyphs.width("0", false) - 0.556).abs() < 0.01);
    }
}
